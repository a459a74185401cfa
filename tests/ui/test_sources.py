"""A card for each document that an answer cites, with every cited sentence of it."""

import re
from dataclasses import replace

import pytest

from index import Index
from index.types import Document, Hit, Listed, Passage, Sentence, Span
from qa.records.save import record_of
from qa.types import Answer, Citation, Claim, Disagreement, Side, Version
from tests.support.fakes import RAIL, cite
from tests.support.generated import Seen
from ui.render.answer import answer_to_html
from ui.render.answer_report import answer_report_to_html
from ui.render.cited import by_document
from ui.render.conversation import Exchange, exchange_to_speech
from ui.render.conversation_export import conversation_to_markdown, conversation_to_page
from ui.render.sources import evidence_to_html

FAR = "Nothing else happened there. " * 60
TEXT = f"The lock is 9 m wide. It was dug in 1871. {FAR}The keeper is Ada Moor. She lives there."
LOCK = Document("e" * 16, TEXT, "/home/ida/canal/lock.txt", "The lock", "2024-05-02")
WIDE, DUG, ADA = (
    cite(LOCK, quote)
    for quote in ("The lock is 9 m wide.", "It was dug in 1871.", "The keeper is Ada Moor.")
)
LATE = cite(RAIL, "Repairs took eleven hours.")


def answer(*citations: Citation, **more: object) -> Answer:
    claims = tuple(Claim(f"Claim {n}.", (one,)) for n, one in enumerate(citations))
    return replace(Answer("What of the lock?", claims), **more)  # type: ignore[arg-type]


def cards(html: str) -> list[str]:
    return re.findall(r'<li><details id="[^"]*".*?</details></li>', html)


def test_sentences_of_one_document_are_one_card() -> None:
    asked = answer(ADA, LATE, WIDE)
    html = evidence_to_html(asked, "a1")
    lock, rail = cards(html)
    assert '<summary><span class="number">1, 3</span><cite dir="auto">The lock</cite>' in lock
    assert '<span class="number">2</span><cite' in rail
    assert Seen(lock).marked == [WIDE.quote, ADA.quote]  # as they stand in the document
    for number, quote in ((1, ADA.quote), (3, WIDE.quote)):
        mark = f'<span class="number">{number}</span>&nbsp;<mark id="a1-{number}" tabindex="-1">'
        assert f"{mark}{quote}</mark>" in lock
        assert f">Open at the sentence {number}</button>" in lock
        assert f'data-start="{cite(LOCK, quote).span.start}"' in lock
    assert '<mark id="a1-2" tabindex="-1">' in rail and "number" not in rail.partition("mark")[2]
    assert lock.count("2 May 2024") == 1
    assert [" open" in card.partition(">")[0] + card.split(">")[1] for card in (lock, rail)] == [
        True,
        False,
    ]


def test_every_marker_leads_to_its_own_sentence() -> None:
    asked = answer(DUG, LATE, WIDE, ADA)
    said, html = answer_to_html(asked, "a1"), evidence_to_html(asked, "a1")
    for number, source in enumerate(asked.sources, start=1):
        assert f'data-source="a1-{number}" aria-controls="a1-{number}"' in said
        assert f'<mark id="a1-{number}" tabindex="-1">{source.quote}</mark>' in html


def test_sentences_near_each_other_stand_in_one_text_once() -> None:
    (near,) = cards(evidence_to_html(answer(DUG, WIDE)))
    assert near.count("<blockquote") == 1 and Seen(near).text.count("It was dug") == 1
    (far,) = cards(evidence_to_html(answer(ADA, WIDE)))
    assert far.count("<blockquote") == 2
    held = Passage(LOCK, Span(LOCK.id, 0, len(TEXT)), tuple(map(Sentence, (WIDE.span, ADA.span))))
    (whole,) = cards(evidence_to_html(answer(ADA, WIDE, hits=(Hit(held, 1.0),))))
    assert whole.count("<blockquote") == 1
    assert Seen(whole).text.count("Nothing else") == FAR.count("Nothing else")


def test_sentences_that_overlap_are_both_whole() -> None:
    both = Citation(LOCK, Span(LOCK.id, WIDE.span.start, DUG.span.end), 0.9)
    (card,) = cards(evidence_to_html(answer(WIDE, both, DUG)))
    assert sorted(Seen(card).marked) == sorted([WIDE.quote, both.quote, DUG.quote])


def test_near_copies_versions_and_disagreement_stand_on_the_card() -> None:
    listed = [Listed(f"{n:016x}", f"Copy {n}", f"/c/{n}.txt", None, 1) for n in range(3)]
    older = replace(LOCK, id="f" * 16, title="The lock, before")
    version = Version(older, replace(WIDE.span, doc_id=older.id), -1)
    wide = replace(WIDE, elsewhere=tuple(listed[:2]), versions=(version,))
    dug = replace(DUG, elsewhere=tuple(listed[1:]))
    split = Disagreement((Side("9 m", (wide,)), Side("eleven <b>", (LATE,))))
    asked = answer(wide, dug, LATE, disagreement=split)
    lock, rail = cards(evidence_to_html(asked))
    assert [lock.count(f"Also in Copy {n}") for n in range(3)] == [1, 1, 1]
    assert lock.count("The lock, before") == 1 and "The lock, before" not in rail
    assert "Says “9 m”; others say eleven &lt;b&gt; (1 report) [3]." in lock
    assert "Says “eleven &lt;b&gt;”; others say 9 m (1 report, 2 May 2024) [1]." in rail
    assert "others say" not in evidence_to_html(answer(wide, dug, LATE))


def test_pages_are_told_for_each_sentence() -> None:
    paged = replace(LOCK, pages=(0, ADA.span.start))
    wide, ada = (replace(one, document=paged) for one in (WIDE, ADA))
    (card,) = cards(evidence_to_html(answer(wide, ada)))
    assert card.index("Open at the sentence 1") < card.index("page 1") < card.index("page 2")
    assert card.count("page 1") == card.count("page 2") == 1
    (alone,) = cards(evidence_to_html(answer(ada)))
    assert "<span>page 2</span>" in alone and ">Open at the sentence</button>" in alone


def test_who_listens_is_told_of_documents_and_of_sentences() -> None:
    said = exchange_to_speech(Exchange("a1", "?", answer=answer(WIDE, DUG, LATE)))
    assert said.endswith("3 sentences of 2 sources.")
    assert exchange_to_speech(Exchange("a1", "?", answer=answer(DUG, LATE))).endswith(" 2 sources.")


def test_what_is_saved_has_one_entry_a_document() -> None:
    exchanges = [Exchange("a1", "?", answer=answer(ADA, LATE, WIDE))]
    lines = conversation_to_markdown("Canal", exchanges).splitlines()
    assert [line for line in lines if line.startswith(("- ", "   >"))] == [
        r"- \[1\] \[3\] The lock, 2 May 2024, lock.txt",
        rf"   > \[1\] {ADA.quote}",
        rf"   > \[3\] {WIDE.quote}",
        r"- \[2\] rail.pdf, page 2",
        f"   > {LATE.quote}",
    ]
    page = conversation_to_page("Canal", exchanges)
    assert page.count('<cite dir="auto">The lock</cite>') == 1
    for number in (1, 2, 3):
        assert page.count(f'href="#q1s{number}"') == page.count(f'id="q1s{number}"') == 1
    assert page.index('id="q1s1"') < page.index('id="q1s3"') < page.index('id="q1s2"')


@pytest.mark.parametrize("citations", [(), (WIDE,), (WIDE, LATE, WIDE, DUG)])
def test_no_source_is_lost(citations: tuple[Citation, ...]) -> None:
    asked = answer(*citations)
    grouped = [pair for cited in by_document(asked) for pair in cited]
    assert sorted(number for number, _ in grouped) == list(range(1, len(asked.sources) + 1))
    assert {source.span for _, source in grouped} == {one.span for one in citations}


def test_a_report_has_one_part_a_document(tiny_index: Index) -> None:
    asked = answer(ADA, LATE, WIDE)
    page = answer_report_to_html(asked, record_of(asked, tiny_index))
    assert page.count('<cite dir="auto">The lock</cite>') == 1
    for number, quote in ((1, ADA.quote), (3, WIDE.quote)):
        assert f'<span id="s{number}">[{number}]</span> <mark>{quote}</mark>' in page
    for number in (1, 2, 3):
        assert page.count(f'href="#s{number}"') == page.count(f'id="s{number}"') == 1
