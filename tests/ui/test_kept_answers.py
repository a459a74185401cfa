"""What is kept of an answer shows the same, and holds no more text than a page shows."""

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from index import Index
from index.types import Document, Hit, Passage, Place, Sentence, Span
from qa.evaluation.judged import candidates
from qa.records.values import WrongValueError
from qa.types import Answer, Change, Citation, Claim, Disagreement, Item, Side, Version
from tests.qa.test_recheck import HOURS, answered
from tests.support.fakes import ABSTAINED, ANSWERED, ATTACKED, UNSAID
from ui.render.conversation import RELOADED, Exchange, exchange_to_html
from ui.render.export import answer_to_json, answer_to_markdown, answer_to_page
from ui.web.conversations import answers as module
from ui.web.conversations.answers import exchange_from_values, exchange_to_values, whole


def exchange(answer: Answer, question: str = "How many?") -> Exchange:
    return Exchange("a0123abcd", question, answer=answer)


def kept(answer: Answer) -> Answer:
    values = json.loads(json.dumps(exchange_to_values(exchange(answer))))
    again = exchange_from_values(values).answer
    assert again
    return again


def long_document(number: int = 1, sentences: int = 400) -> tuple[Document, list[Span]]:
    """Sentences of which each says its number; a page every ten, a row each."""
    said = [
        f"Well {number} was dug {n} metres deep in the year {1000 + n}." for n in range(sentences)
    ]
    text = "\n".join(said)
    id = f"{number:016x}"
    starts = [text.index(one) for one in said]
    places = (Place(0, len(text), row=1),)
    document = Document(
        id,
        text,
        f"/wells/{number}.csv",
        "Wells",
        "2024-05-06",
        pages=tuple(starts[::10]),
        places=places,
        page_labels=tuple(f"p{n}" for n in range(len(starts[::10]))),
    )
    return document, [Span(id, s, s + len(one)) for s, one in zip(starts, said, strict=True)]


def hit(document: Document, spans: list[Span], first: int, last: int) -> Hit:
    span = Span(document.id, spans[first].start, spans[last].end)
    return Hit(Passage(document, span, tuple(map(Sentence, spans[first : last + 1]))), 0.5)


def long_answer() -> Answer:
    document, spans = long_document()
    other, elsewhere = long_document(2)
    older = replace(other, id=f"{3:016x}", title="Older")
    version = Version(
        older, replace(elsewhere[7], doc_id=older.id), -1, (Change(0, 4, "Well", ""),)
    )
    first = Citation(document, spans[200], 0.9, replace(spans[200], end=spans[200].start + 4))
    second = Citation(other, elsewhere[30], 0.8, versions=(version,))
    hits = [hit(document, spans, 198, 203), hit(other, elsewhere, 29, 31)]
    hits += [hit(document, spans, n, n + 1) for n in range(300, 340, 2)]
    return Answer(
        "How deep?",
        (Claim("It is 200 metres deep.", (first, second)),),
        tuple(hits),
        0.9,
        best=first,
        disagreement=Disagreement((Side("200", (first,)), Side("30", (second,)))),
        items=(Item("200", (first,)),),
    )


@pytest.mark.parametrize("answer", [ANSWERED, ABSTAINED, UNSAID, ATTACKED, long_answer()])
def test_a_kept_answer_shows_what_the_answer_showed(answer: Answer) -> None:
    again = kept(answer)
    assert exchange_to_html(exchange(again)) == exchange_to_html(exchange(answer))
    for write in (answer_to_json, answer_to_markdown, answer_to_page):
        assert write(again) == write(answer)


def test_a_side_of_a_disagreement_may_rest_on_more_than_is_numbered() -> None:
    answer = long_answer()
    other, elsewhere = long_document(2)
    further = Citation(other, elsewhere[40], 0.2)
    assert answer.disagreement
    one, two = answer.disagreement.sides
    sides = (replace(one, citations=(*one.citations, further)), two)
    answer = replace(answer, disagreement=Disagreement(sides))
    assert further.span not in {source.span for source in answer.sources}
    again = kept(answer)
    assert exchange_to_html(exchange(again)) == exchange_to_html(exchange(answer))


def test_an_answer_over_an_index_shows_the_same(tiny_index: Index) -> None:
    answer = answered(tiny_index, HOURS)
    assert exchange_to_html(exchange(kept(answer))) == exchange_to_html(exchange(answer))


def test_pages_rows_and_offsets_stay_what_they_were() -> None:
    answer = long_answer()
    (claim,) = kept(answer).claims
    for one, before in zip(claim.citations, answer.claims[0].citations, strict=True):
        assert (one.span, one.quote, one.page) == (before.span, before.quote, before.page)
        assert one.document.row(one.span.start) == before.document.row(before.span.start)
    assert claim.citations[0].page == 21
    assert claim.citations[0].document.page_label(claim.citations[0].span.start) == "p20"
    assert claim.citations[0].document.row(claim.citations[0].span.start) == 201


def test_all_that_is_known_of_a_document_is_kept_but_its_text() -> None:
    known = {one.name for one in fields(Document)} - {"text"}
    assert {one.name for one in fields(module._Kept)} == known | {"stretches"}


def test_no_text_is_kept_that_no_page_shows() -> None:
    answer = long_answer()
    text = json.dumps(exchange_to_values(exchange(answer)))
    shown = exchange_to_html(exchange(answer))
    assert "dug 200 metres" in text and "dug 300 metres" in text
    for n in (0, 100, 150, 280, 330, 399):  # 330: read, and beyond what a page shows of that
        assert f"Well 1 was dug {n} metres" not in shown
        assert f"Well 1 was dug {n} metres" not in text, n
    assert len(text) < 20_000
    offered = [document.slice(span) for document, span in candidates(kept(answer), 12)]
    assert all(sentence.strip() for sentence in offered)


def test_a_document_too_long_to_be_kept_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    values = exchange_to_values(exchange(long_answer()))
    monkeypatch.setattr(module, "MOST_TEXT", 10_000)
    with pytest.raises(ValueError, match="10,000"):
        exchange_to_values(exchange(long_answer()))
    with pytest.raises(WrongValueError):
        exchange_from_values(values)


@pytest.mark.parametrize(("why", "said"), [("", RELOADED), ("It is down.", "It is down.")])
def test_a_question_is_kept_without_an_answer(why: str, said: str) -> None:
    waiting = Exchange("a0123abcd", "Who?", stage="" if why else "queued", failure=why)
    kept = exchange_from_values(exchange_to_values(waiting))
    assert kept == Exchange("a0123abcd", "Who?", failure=said)
    for wrong in ({"unanswered": 3}, {"question": None}, {"id": "x"}, {"answer": None}):
        with pytest.raises(WrongValueError):
            exchange_from_values(exchange_to_values(waiting) | wrong)


def with_value(value: object, *path: str | int) -> dict[str, Any]:
    """The values of an exchange, of which one is another."""
    values = json.loads(json.dumps(exchange_to_values(exchange(long_answer()))))
    place = values
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return dict(values)


@pytest.mark.parametrize(
    "values",
    [
        with_value(10**400, "answer", "claims", 0, "citations", 0, "support"),
        with_value("another", "answer", "hits", 0, "passage", "span", "doc_id"),
        with_value(999_999, "answer", "hits", 0, "passage", "span", "end"),
        with_value("cut", "documents", 0, "stretches", 1, 1),
        with_value(0, "answer", "items", 0, "citations", 0, "span", "start"),
        with_value(1, "answer", "hits", 0, "passage", "document"),
    ],
)
def test_what_could_not_be_shown_is_not_read(values: dict[str, Any]) -> None:
    """Or the page would fail whenever it shows the conversation."""
    with pytest.raises(WrongValueError):
        exchange_from_values(values)


def stretched(*stretches: list[Any]) -> dict[str, Any]:
    values = exchange_to_values(exchange(ANSWERED))
    values["documents"][0]["stretches"] = list(stretches)
    return values


@pytest.mark.parametrize(
    "values",
    [
        None,
        {},
        {**exchange_to_values(exchange(ANSWERED)), "id": "../../etc"},
        {**exchange_to_values(exchange(ANSWERED)), "id": 'a0123abcd" onclick="x'},
        {**exchange_to_values(exchange(ANSWERED)), "question": 7},
        {**exchange_to_values(exchange(ANSWERED)), "documents": []},
        {**exchange_to_values(exchange(ANSWERED)), "documents": "all"},
        {**exchange_to_values(exchange(ANSWERED)), "more": 1},
        stretched([5, "ab"], [6, "c"]),
        stretched([5, "ab"], [0, "c"]),
        stretched([-1, "ab"]),
        stretched([2**50, "ab"]),
        stretched([0, ""]),
        stretched(),
    ],
)
def test_values_of_no_exchange_are_refused(values: Any) -> None:
    with pytest.raises(WrongValueError):
        exchange_from_values(values)


def test_a_kept_answer_is_put_over_the_documents_again(tiny_index: Index) -> None:
    answer = answered(tiny_index, HOURS)
    again = whole(kept(answer), tiny_index.document)
    assert again.claims == answer.claims
    assert again.claims[0].citations[0].document.text == answer.sources[0].document.text
    with pytest.raises(ValueError):
        whole(kept(ANSWERED), tiny_index.document)  # whose documents are not of this index
