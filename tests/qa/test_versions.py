"""Versions of a document: the newest answers, and the older ones are shown with what differs."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from index import Index
from index.text.dates import plain_date
from qa import Answer, Assistant
from qa.comparison.versions import COPIES
from qa.types import Change, Version
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.texts import answer_to_text
from ui.render.export import answer_to_markdown, answer_to_page
from ui.render.sources import evidence_to_html
from ui.render.values import answer_to_dict

RULES = """---
title: {title}
{date}---

The harbour rules apply to all ships that call at Orvell.

{said}

The master must have a radio watch at all times.

Waste is handed over on the quay and a receipt is kept for three years.

Divers may work only with a permit of the harbour master.
"""
NOTICE = "A ship must give notice of its arrival {} hours ahead."
QUESTION = "How many hours ahead must a ship give notice of its arrival?"

Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Asks an index of rules: name of a file → title, day or nothing, and the sentence."""
    with ExitStack() as stack:

        def make(
            *rules: tuple[str, str, str, str], question: str = QUESTION, k: int = 32
        ) -> Answer:
            folder = tmp_path / "rules"
            folder.mkdir()
            for name, title, day, said in rules:
                date = f"date: {day}\n" if day else ""
                (folder / name).write_text(RULES.format(title=title, date=date, said=said))
            index = stack.enter_context(Index.open(tmp_path / "index", encoder=FakeEncoder()))
            index.sync(folder)
            return Assistant(index, reader=FakeReader(), k=k).ask(question)

        yield make


OLD = ("b.md", "Harbour rules 2021", "2021-01-01", NOTICE.format(24))
NEW = ("a.md", "Harbour rules 2024", "2024-01-01", NOTICE.format(48))


@pytest.mark.parametrize("names", [("a.md", "b.md"), ("b.md", "a.md")])
@pytest.mark.parametrize("k", [1, 32])
def test_the_newer_answers_whatever_the_files_are_called(
    ask: Ask, names: tuple[str, str], k: int
) -> None:
    answer = ask((names[0], *OLD[1:]), (names[1], *NEW[1:]), k=k)
    assert [claim.text for claim in answer.claims] == [NOTICE.format(48)]
    (source,) = answer.sources
    assert source.document.title == "Harbour rules 2024"
    assert source.elsewhere == ()
    (version,) = source.versions
    assert (version.quote, version.order) == (NOTICE.format(24), -1)
    assert [(c.there, c.cited) for c in version.changes] == [("24", "48")]
    assert answer.reports == 1
    assert answer.disagreement is None
    assert any(hit.passage.span.contains(source.span) for hit in answer.hits)


def test_it_is_shown_as_text_html_markdown_and_values(ask: Ask) -> None:
    answer = ask(OLD, NEW)
    line = f"was, in Harbour rules 2021, 1 Jan 2021: “{NOTICE.format(24)}” (24 → 48)"
    assert f"\n    {line}" in answer_to_text(answer)
    marked = NOTICE.format("<del>24</del><ins>48</ins>")
    assert f'<blockquote class="version" dir="auto">{marked}</blockquote>' in evidence_to_html(
        answer
    )
    assert marked in answer_to_page(answer)
    assert f"W{line[1:]}" in answer_to_markdown(answer)
    (value,) = answer_to_dict(answer)["claims"][0]["citations"][0]["versions"]
    assert (value["quote"], value["order"]) == (NOTICE.format(24), -1)
    assert value["changes"] == [{"start": 39, "end": 41, "there": "24", "cited": "48"}]
    assert value["document"]["published"] == "2021-01-01"


def test_a_year_in_the_question_means_its_version(ask: Ask) -> None:
    answer = ask(OLD, NEW, question=QUESTION.replace("must", "in 2021 must"))
    assert answer.sources[0].document.title == "Harbour rules 2021"
    (version,) = answer.sources[0].versions
    assert (version.quote, version.order) == (NOTICE.format(48), 1)
    assert "\n    now, in Harbour rules 2024" in answer_to_text(answer)
    assert "<ins>48</ins><del>24</del>" in evidence_to_html(answer)


def test_of_versions_without_dates_none_is_picked(ask: Ask) -> None:
    title = "Harbour rules"
    answer = ask(("a.md", title, "", NOTICE.format(24)), ("b.md", title, "", NOTICE.format(48)))
    assert answer.disagreement
    quotes = {side.citations[0].quote for side in answer.disagreement.sides}
    assert quotes == {NOTICE.format(24), NOTICE.format(48)}
    assert {source.quote for source in answer.sources} == quotes
    assert answer.reports == 1
    text = answer_to_text(answer)
    assert "The documents disagree: " in text
    assert "nothing says which is newer" in text
    assert not answer.disagreement.later


def test_a_version_that_says_the_same_again_is_no_version(ask: Ask) -> None:
    """24 hours, then 48, and 24 again: the last one speaks, also by the mouth of the first."""
    last = ("c.md", "Harbour rules 2025", "2025-01-01", NOTICE.format("twenty-four"))
    answer = ask(OLD, NEW, last)
    source = answer.sources[0]
    assert source.document.title != "Harbour rules 2024"
    assert [listed.title for listed in source.elsewhere] == [
        ({"Harbour rules 2021", "Harbour rules 2025"} - {source.document.title}).pop()
    ]
    assert [(v.document.title, v.order) for v in source.versions] == [("Harbour rules 2024", -1)]


def test_versions_stand_newest_first(ask: Ask) -> None:
    rules = [
        (f"{n}.md", f"Harbour rules {year}", f"{year}-01-01", NOTICE.format(n))
        for n, year in ((10, 2019), (20, 2023), (30, 2021), (40, 2017), (50, 2015))
    ]
    answer = ask(*rules)
    assert answer.claims[0].text == NOTICE.format(20)
    titles = [version.document.title[-4:] for version in answer.sources[0].versions]
    assert titles == ["2021", "2019", "2017", "2015"]
    assert "\n    1 more version" in answer_to_text(answer)


def test_a_sentence_that_was_cut_is_neither_a_place_nor_a_version(ask: Ask) -> None:
    answer = ask(OLD, ("a.md", "Harbour rules 2021", "2021-02-01", "See the board at the quay."))
    (source,) = answer.sources
    assert (source.elsewhere, source.versions) == ((), ())
    assert len(source.report) == 1
    assert answer.reports == 1


def test_what_another_sentence_says_is_no_version(ask: Ask) -> None:
    """The berth's fee is gone; that of a boat, which both have, is not its version."""
    boat = "The fee for a boat is 15 euros a day."
    minutes = " ".join(f"Clerk {n} keeps ledger {n} beside lamp {n}." for n in range(100, 120))
    answer = ask(
        (
            "a.md",
            "Harbour rules 2021",
            "2021-01-01",
            f"The fee for a berth is 310 euros a day. {boat}",
        ),
        ("b.md", "Harbour rules 2024", "2024-01-01", f"{boat} {minutes}"),
        question="What is the fee for a berth a day?",
    )
    source = next(source for source in answer.sources if "berth" in source.quote)
    assert source.versions == ()


def test_many_copies_are_looked_into_up_to_a_limit(ask: Ask) -> None:
    rules = [(f"{n:02}.md", "Harbour rules", "2021-01-01", NOTICE.format(24)) for n in range(20)]
    answer = ask(*rules)
    assert len(answer.sources[0].elsewhere) == COPIES


def test_bad_values_are_refused(ask: Ask) -> None:
    answer = ask(OLD, NEW)
    document = answer.sources[0].document
    span = answer.sources[0].span
    with pytest.raises(ValueError, match="an order is"):
        Version(document, span, 2)
    with pytest.raises(ValueError, match="span"):
        Version(answer.sources[0].versions[0].document, span, 0)
    with pytest.raises(ValueError, match="a change needs"):
        Change(3, 2, "", "")


def test_a_hostile_version_stays_words(ask: Ask) -> None:
    said = "A ship must give notice <img src=x onerror=alert(1)> {} hours ahead \x1b[31m."
    answer = ask(
        ("a.md", "'<b>Rules</b> 2021'", "2021-01-01", said.format(24)),
        ("b.md", "'<b>Rules</b> 2024'", "2024-01-01", said.format(48)),
    )
    assert answer.sources[0].versions
    for html in (evidence_to_html(answer), answer_to_page(answer)):
        assert "<img" not in html
        assert "<b>Rules" not in html
    assert "\x1b" not in answer_to_text(answer)
    assert "<img" not in answer_to_markdown(answer)


# What the same file held before it was renewed


@pytest.fixture
def renewed(tmp_path: Path) -> Iterator[Callable[..., Answer]]:
    """Asks an index of one file that had each of the sentences, the last of them now."""
    with ExitStack() as stack:

        def make(*said: str, question: str = QUESTION) -> Answer:
            folder = tmp_path / "rules"
            folder.mkdir()
            index = stack.enter_context(Index.open(tmp_path / "index", encoder=FakeEncoder()))
            for sentence in said:
                text = RULES.format(title="Harbour rules", date="", said=sentence)
                (folder / "rules.md").write_text(text)
                index.sync(folder, keep_versions=True)
            return Assistant(index, reader=FakeReader()).ask(question)

        yield make


def test_what_a_renewed_file_said_stands_beside_the_claim(renewed: Callable[..., Answer]) -> None:
    answer = renewed(NOTICE.format(24), NOTICE.format(48))
    assert [claim.text for claim in answer.claims] == [NOTICE.format(48)]
    (source,) = answer.sources
    (version,) = source.versions
    today = datetime.date.today().isoformat()
    assert (version.quote, version.order, version.until) == (NOTICE.format(24), -1, today)
    line = f"was, until {plain_date(today)}, in Harbour rules: “{NOTICE.format(24)}” (24 → 48)"
    assert f"\n    {line}" in answer_to_text(answer)
    assert f"Was, until {plain_date(today)}" in evidence_to_html(answer)
    assert f"Was, until {plain_date(today)}" in answer_to_page(answer)
    assert f"Was, until {plain_date(today)}" in answer_to_markdown(answer)
    (claim,) = answer_to_dict(answer)["claims"]
    (told,) = claim["citations"][0]["versions"]
    assert (told["until"], told["quote"]) == (today, NOTICE.format(24))


def test_each_older_sentence_once_the_newest_first(renewed: Callable[..., Answer]) -> None:
    sentences = (24, 24, 36, 48, 48)
    extra = ("", " Ask the office.", "", "", " Ask the office.")
    answer = renewed(*(NOTICE.format(n) + e for n, e in zip(sentences, extra, strict=True)))
    (source,) = answer.sources
    assert [v.quote for v in source.versions] == [NOTICE.format(36), NOTICE.format(24)]


def test_the_older_text_never_answers_by_itself(renewed: Callable[..., Answer]) -> None:
    answer = renewed(NOTICE.format(24), "The office is closed on Sundays.")
    assert NOTICE.format(24) not in str(answer)


def test_what_was_said_alike_is_no_version(renewed: Callable[..., Answer]) -> None:
    answer = renewed(NOTICE.format(48), NOTICE.format(48) + " The office is closed on Sundays.")
    assert [claim.text for claim in answer.claims] == [NOTICE.format(48)]
    assert answer.sources[0].versions == ()
