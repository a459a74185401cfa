"""Overviews and comparisons: sentences of documents, each once, in order, by document or side."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from index.types import Document, Hit, Passage, Sentence, Span
from qa import Answer, Assistant
from qa.english.telling import tells
from qa.evidence import when
from qa.kinds.overview import MOST, Told, choose, in_order, naming, of_that_place
from qa.kinds.speakers import speakers
from qa.kinds.whole import FEW
from qa.types import Kind
from tests.support.fake_models import FakeEncoder, FakeReader
from ui.render.text import headings

STORIES = [
    {
        "id": "1",
        "title": "Ferry sinks off Lindau",
        "published": "2026-05-04",
        "text": (
            "The ferry sank off Lindau on Monday.\n\nThe Lindau ferry carried forty people.\n\n"
            "He said that the ferry had been old.\n\nSee also: the ferry of Lindau in pictures.\n\n"
            "Was the Lindau ferry safe?"
        ),
    },
    {
        "id": "2",
        "title": "The Lindau ferry before it sank",
        "published": "2026-05-01",
        "text": (
            "The ferry of Lindau was built in 1950.\n\nThe ferry sank off Lindau on Monday.\n\n"
            "Mayor Keller said the ferry was safe.\n\nCaptain Roth said the ferry was rotten."
        ),
    },
    {"id": "3", "title": "Bread", "text": "Bakers in Bregenz raised the price of rolls."},
]


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("overviews")
    lines = "\n".join(map(json.dumps, STORIES))
    (folder / "stories.jsonl").write_text(lines, encoding="utf-8")
    with Index.open(folder / "index", encoder=FakeEncoder()) as made:
        made.sync(folder / "stories.jsonl")
        yield Assistant(made, reader=FakeReader())


def test_an_overview_tells_each_thing_once_in_order_of_time(assistant: Assistant) -> None:
    answer = assistant.ask("Tell me about the ferry of Lindau.")
    assert answer.kind is Kind.OVERVIEW
    texts = [claim.text for claim in answer.claims]
    assert len(texts) == len(set(texts)) <= MOST
    assert sum("sank off" in text for text in texts) == 1
    assert not any(text.startswith("See also") or text.endswith("?") for text in texts)
    assert not any("rolls" in text for text in texts)
    dates = [part_date(answer, n) for n in range(len(answer.parts))]
    assert dates == sorted(dates)
    assert sorted(place for part in answer.parts for place in part.claims) == list(
        range(len(texts))
    )
    for claim in answer.claims:
        assert claim.text == claim.citations[0].quote


def part_date(answer: Answer, n: int) -> str:
    return answer.claims[answer.parts[n].claims[0]].citations[0].document.published or "9999"


@pytest.fixture(scope="module")
def years(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """Of two towns, what happened in 2021 and in 2023."""
    folder = tmp_path_factory.mktemp("years")
    for n, (day, text) in enumerate(
        (
            ("2021-07-12", "The lake flooded Lindau on Monday. The bridge of Lindau was closed."),
            ("2021-07-14", "The lake flooded Bregenz on Wednesday. Bregenz lost its bridge."),
            ("2023-05-03", "A storm tore the roof off the theatre of Lindau. Kern said it hurt."),
        )
    ):
        (folder / f"{n}.md").write_text(f"---\ndate: {day}\n---\n\n{text}\n", "utf-8")
    with Index.open(folder / "index", encoder=FakeEncoder()) as made:
        made.sync(folder)
        yield Assistant(made, reader=FakeReader())


def days_of(answer: Answer) -> set[str | None]:
    return {claim.citations[0].document.published for claim in answer.claims}


def test_an_overview_is_of_the_time_that_is_asked_for(years: Assistant) -> None:
    for question, days in (
        ("What happened in Lindau in 2021?", {"2021-07-12"}),
        ("What happened in Lindau in 2023?", {"2023-05-03"}),
        ("Tell me about Lindau since 2022", {"2023-05-03"}),
        ("Give me an overview of Lindau before 2022", {"2021-07-12"}),
        ("Tell me about Lindau", {"2021-07-12", "2023-05-03"}),
    ):
        answer = years.ask(question)
        assert (answer.kind, days_of(answer)) == (Kind.OVERVIEW, days), question
    answer = years.ask("What happened in Lindau in 2010?")
    assert (answer.abstained, answer.reason) == (True, when.OF_ANOTHER_TIME.format("2010"))


def test_a_comparison_is_of_the_time_that_is_asked_for(years: Assistant) -> None:
    answer = years.ask("Compare Lindau and Bregenz in 2021")
    assert days_of(answer) == {"2021-07-12", "2021-07-14"}
    assert answer.time and answer.time.phrase == "2021"
    one = years.ask("Compare Lindau and Bregenz in 2023")
    assert [part.missing for part in one.parts] == ["", "Nothing was found of Bregenz from “2023”."]
    none = years.ask("Compare Lindau and Bregenz in 2010")
    assert (none.abstained, none.reason) == (True, when.OF_ANOTHER_TIME.format("2010"))


def test_each_side_may_have_its_own_time(years: Assistant) -> None:
    answer = years.ask("Compare the flood of 2021 and the roof of 2023")
    assert [part.about for part in answer.parts] == ["flood of 2021", "roof of 2023"]
    assert days_of(answer) == {"2021-07-12", "2021-07-14", "2023-05-03"}
    answer = years.ask("Compare Lindau in 2021 and Bregenz in 2022")
    assert days_of(answer) == {"2021-07-12"}
    assert [part.missing for part in answer.parts] == [
        "",
        "Nothing was found of Bregenz from “2022”.",
    ]


def test_a_time_of_which_nothing_is_told_from_today_binds_nothing_and_is_said(
    years: Assistant,
) -> None:
    for question in ("Tell me about Lindau last week", "Compare Lindau and Bregenz last week"):
        answer = years.ask(question)
        assert len(days_of(answer)) > 1
        assert when.NONE_FROM.format("last week") in answer.notes


def test_what_happened_at_a_time_is_told_by_its_documents(years: Assistant) -> None:
    for question, days in (
        ("What happened in 2021?", ["2021-07-14", "2021-07-12"]),
        ("What happened on 3 May 2023?", ["2023-05-03"]),
        ("Summarise the news of July 2021", ["2021-07-14", "2021-07-12"]),
        ("What's new since 2022?", ["2023-05-03"]),
        ("What was in the news in May 2023?", ["2023-05-03"]),
    ):
        answer = years.ask(question)
        assert answer.kind is Kind.DOCUMENTS, question
        assert [claim.citations[0].document.published for claim in answer.claims] == days
    last = years.ask("What happened last week?")
    assert (last.abstained, last.reason) == (True, "None of 3 documents is of “last week”.")
    assert years.ask("What happened in 1999?").abstained


def test_what_a_few_documents_say_is_told_in_their_own_sentences(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("# The storm\n\nA storm tore the roof off the theatre.\n")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as made:
        made.sync(tmp_path / "a.md")
        one = Assistant(made, reader=FakeReader())
        for question in ("What is this about?", "Summarise this article.", "Summary", "TL;DR"):
            answer = one.ask(question)
            assert answer.kind is Kind.OVERVIEW, question
            assert [claim.text for claim in answer.claims] == [
                "A storm tore the roof off the theatre."
            ]
        (tmp_path / "b.md").write_text("# Bread\n")
        made.sync(tmp_path / "b.md")
        assert len(one.ask("What are these documents about?").claims) == 1


def test_each_of_a_few_documents_is_told_of(assistant: Assistant) -> None:
    assert len(assistant.index.listing()) == FEW
    answer = assistant.ask("What are these documents about?")
    assert answer.kind is Kind.OVERVIEW and len(answer.parts) == FEW


def test_what_somebody_said_is_of_the_time_that_is_asked_for(years: Assistant) -> None:
    assert days_of(years.ask("What did Kern say in 2023?")) == {"2023-05-03"}
    assert years.ask("What did Kern say in 2021?").abstained


def test_nothing_about_it_is_said_as_such(assistant: Assistant) -> None:
    answer = assistant.ask("Tell me about Vienna.")
    assert answer.abstained
    assert answer.reason == "The documents say nothing about “Vienna”."


def test_sides_stand_beside_each_other(assistant: Assistant) -> None:
    answer = assistant.ask("What do Keller and Roth say about the ferry?")
    assert answer.kind is Kind.COMPARISON
    said = {p.about: [answer.claims[n].text for n in p.claims] for p in answer.parts}
    assert said == {
        "Keller": ["Mayor Keller said the ferry was safe."],
        "Roth": ["Captain Roth said the ferry was rotten."],
    }
    assert [claim.part for claim in answer.claims] == [0, 1]


def test_a_sentence_that_speaks_of_both_sides_is_of_both(tmp_path: Path) -> None:
    said = "The harbour damage is 12 million euros for Norgrain and 15 million for Baltica."
    (tmp_path / "harbour.txt").write_text(f"Harbour damage\n\n{said}\n", encoding="utf-8")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as made:
        made.sync(tmp_path / "harbour.txt")
        answer = Assistant(made, reader=FakeReader()).ask(
            "Compare Norgrain and Baltica on harbour damage."
        )
    assert [claim.text for claim in answer.claims] == [said]
    assert [part.claims for part in answer.parts] == [(0,), (0,)]
    assert answer.missing == ()
    assert headings(answer) == {0: "Norgrain and Baltica"}


def test_a_side_that_is_not_there_is_named(assistant: Assistant) -> None:
    answer = assistant.ask("What do Keller and Voss say about the ferry?")
    assert answer.missing == ("No document mentions Voss.",)
    answer = assistant.ask("What do Keller and Bregenz say about the ferry?")
    assert answer.missing == ("Nothing was found of Bregenz on ferry.",)


def told(*texts: str, published: str | None = None, id: str = "1" * 16) -> list[Told]:
    text = "\n".join(texts)
    document = Document(id, text, f"/{id}.txt", "A note", published)
    spans = [Span(id, text.index(one), text.index(one) + len(one)) for one in texts]
    whole = Passage(document, Span(id, 0, len(text)), tuple(map(Sentence, spans)))
    return [Told(whole, span, 0.5) for span in spans]


def test_no_two_that_are_chosen_say_the_same() -> None:
    some = told("The ferry sank off Lindau.", "Bakers raised prices.", "Trains ran late.")
    copy = told("Off Lindau the ferry sank on Monday.", id="2" * 16)
    chosen = choose([*some, *copy], FakeEncoder(), 4)
    assert len(chosen) == 3
    assert len(choose(some, FakeEncoder(), 2)) == 2
    assert choose([], FakeEncoder(), 2) == []


def test_a_sentence_that_leans_is_told_with_the_one_before() -> None:
    first, second = told("The ferry sank.", "It was old.")
    assert first.before is None
    assert second.before == first.span


def test_the_earliest_document_comes_first_and_the_undated_last() -> None:
    late = told("The ferry sank.", published="2026-05-04")
    early = told("The ferry sailed.", published="2026-05-01", id="2" * 16)
    never = told("Ferries are ships.", id="3" * 16)
    order = in_order([*never, *late, *early])
    assert [group[0].text for group in order] == [
        "The ferry sailed.",
        "The ferry sank.",
        "Ferries are ships.",
    ]


def test_he_said_is_whoever_spoke_before() -> None:
    first, second, third = told(
        "Mayor Keller said the ferry was safe.", "He said it was new.", "The ferry sank."
    )
    assert "keller" in speakers(first.passage, first.span)[0]
    assert "keller" in speakers(second.passage, second.span)[0]
    assert list(speakers(third.passage, third.span)) == []


@pytest.mark.parametrize(
    ("topic", "named"),
    [
        ("East Palestine", ["a"]),
        ("the derailment in East Palestine", ["a"]),
        ("East Palestine and Ohio", ["a"]),
        ("ceasefire talks", ["a", "b", "c"]),
        ("Xyzzy", []),
        ("Palestine’s economy", ["a", "b"]),
        ("", ["a", "b", "c"]),
    ],
)
def test_only_documents_that_name_what_the_topic_names(topic: str, named: list[str]) -> None:
    texts = {
        "a": "A train left the rails in East  Palestine, Ohio.",
        "b": "The Middle East waits; Palestine, too.",
        "c": "Ohio votes in the east.",
    }
    hits = [
        Hit(Passage(Document(id, text, id, "News"), Span(id, 0, len(text)), ()), 1.0)
        for id, text in texts.items()
    ]
    assert [hit.passage.document.id for hit in naming(topic, hits)] == named


def test_a_note_of_the_editor_tells_nothing() -> None:
    assert not tells("Editor’s Note: A version of this story first appeared in a newsletter.")
    assert tells("The editor noted that it rained.")


def test_a_place_that_no_document_names_is_not_told_of(assistant: Assistant) -> None:
    answer = assistant.ask("What happened in North Lindau?")
    assert answer.abstained and answer.kind is Kind.OVERVIEW
    assert answer.reason == "The documents say nothing about “North Lindau”."


def test_where_little_is_told_one_sentence_may_answer(assistant: Assistant) -> None:
    answer = assistant.ask("What happened in Bregenz?")
    assert [claim.text for claim in answer.claims] == [STORIES[2]["text"]]


def test_of_a_place_in_an_order_only_what_names_it_is_told() -> None:
    text = "It rained. Hale was sent off in the 73rd minute. Moor scored in the 88th minute."
    document = Document("0" * 16, text, "/a.txt", "A match")
    told = [
        Told(Passage(document, span, (Sentence(span),)), span)
        for said in text.split(". ")
        if (span := Span("0" * 16, text.index(said), text.index(said) + len(said)))
    ]
    assert [one.text for one in of_that_place("the 73rd minute", told)] == [told[1].text]
    assert of_that_place("the 90th minute", told) == told
    assert of_that_place("the match", told) == told
