"""A timeline of a topic: its entries, their order, and what is left out."""

import datetime
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from index import Index, UserError
from index.types import Scope
from qa.evidence.topics import ABOUT, relevance
from qa.timeline import Entry, Timeline, timeline
from tests.support.fake_models import FakeEncoder
from tests.support.timelines import TODAY, cited, entry, indexed

BURST = "The dam at Tolm burst on Tuesday."
TOLD = "The dam at Tolm will be rebuilt by 1 May 2026."
NEWS: tuple[Mapping[str, object], ...] = (
    {
        "title": "Dam at Tolm",
        "published": "2025-10-24",
        "text": f"The dam at Tolm flooded the valley.\n\n{BURST}\n\n{TOLD}\n\n"
        "The dam at Tolm was built in 1931.\n\nThe dam at Tolm is of clay.",
    },
    {
        "title": "Dam at Tolm again",
        "published": "2025-10-28",
        "text": "The dam at Tolm burst on 21 October.\n\nThe dam at Tolm was drained on Monday.",
    },
    {
        "title": "Dam at Tolm, notes",
        "text": "The dam at Tolm leaked on Monday.\n\nThe dam at Tolm leaked on 3 March 2020.",
    },
    {
        "title": "Bread",
        "published": "2025-10-24",
        "text": "The price of bread rose on Tuesday.\n\nA baker shut his shop in May 2025.",
    },
)


@pytest.fixture
def news(tmp_path: Path) -> Iterator[Index]:
    with indexed(tmp_path, NEWS) as index:
        yield index


def told(made: Timeline) -> list[tuple[str, str, str]]:
    return [(str(e.first), e.told, e.citation.quote) for e in made.entries]


def test_the_entries_stand_in_the_order_of_what_happened(news: Index) -> None:
    made = timeline(news, "dam at Tolm", as_of=TODAY)
    assert told(made) == [
        ("1931-01-01", "told", "The dam at Tolm was built in 1931."),
        ("2020-03-03", "told", "The dam at Tolm leaked on 3 March 2020."),
        ("2025-10-21", "told", BURST),
        ("2025-10-24", "published", "The dam at Tolm flooded the valley."),
        ("2025-10-27", "told", "The dam at Tolm was drained on Monday."),
        ("2026-05-01", "planned", TOLD),
    ]
    assert [e.precision for e in made.entries] == ["year", *["day"] * 5]


def test_every_entry_is_a_slice_of_its_document_with_the_words_that_say_when(news: Index) -> None:
    made = timeline(news, "dam at Tolm", as_of=TODAY)
    for e in made.entries:
        document, span = e.citation.document, e.citation.span
        assert document.text[span.start : span.end] == e.citation.quote
        assert news.document(document.id).text == document.text
    assert [e.citation.words for e in made.entries][:4] == ["1931", "3 March 2020", "Tuesday", ""]


def test_what_several_tell_is_one_entry_and_the_earliest_speaks(news: Index) -> None:
    (burst,) = [e for e in timeline(news, "dam at Tolm", as_of=TODAY).entries if e.also]
    assert burst.citation.document.title == "Dam at Tolm"
    assert [c.quote for c in burst.also] == ["The dam at Tolm burst on 21 October."]
    assert burst.elsewhere == 1


def test_what_is_left_out_is_counted(news: Index) -> None:
    without = timeline(news, "dam at Tolm", as_of=TODAY).left_out
    assert (without.undated, without.unknown_day, without.merged) == (1, 1, 1)
    assert (without.over_limit, without.future) == (0, 0)
    made = timeline(news, "dam at Tolm", as_of=TODAY, limit=2)
    assert (len(made.entries), made.left_out.over_limit) == (2, 4)
    days = [e.first for e in made.entries]
    assert days == sorted(days)


def test_documents_of_days_that_have_not_come_are_not_read(news: Index) -> None:
    made = timeline(news, "dam at Tolm", as_of=datetime.date(2025, 10, 25))
    assert {e.citation.document.title for e in made.entries} == {
        "Dam at Tolm",
        "Dam at Tolm, notes",
    }
    assert made.left_out.future == 2
    assert made.as_of == datetime.date(2025, 10, 25)


def test_a_scope_narrows_it(news: Index) -> None:
    scope = Scope(since=datetime.date(2025, 10, 25))
    made = timeline(news, "dam at Tolm", scope=scope, as_of=TODAY)
    assert {e.citation.document.title for e in made.entries} == {"Dam at Tolm again"}
    assert made.scope == scope


def test_another_topic_has_other_entries(news: Index) -> None:
    made = timeline(news, "price of bread", as_of=TODAY)
    assert [quote for _, _, quote in told(made)][-1] == "The price of bread rose on Tuesday."
    assert not any("Tolm" in quote for _, _, quote in told(made))


def test_nothing_about_it_is_an_empty_timeline(news: Index, tmp_path: Path) -> None:
    made = timeline(news, "zebras of the savannah", as_of=TODAY)
    assert made.entries == ()
    with Index.open(tmp_path / "empty", encoder=FakeEncoder()) as empty:
        assert timeline(empty, "dam", as_of=TODAY).entries == ()


@pytest.mark.parametrize("topic", ["", "   ", "x" * 10_000, "\ud800"])
def test_no_such_topic(news: Index, topic: str) -> None:
    with pytest.raises(UserError):
        timeline(news, topic)


def test_a_topic_without_a_word(news: Index) -> None:
    assert timeline(news, "!?", as_of=TODAY).topic == "!?"


@pytest.mark.parametrize("limit", [0, -1, 1_001])
def test_no_such_limit(news: Index, limit: int) -> None:
    with pytest.raises(ValueError, match=r"limit must lie in \[1, 1000\]"):
        timeline(news, "dam", limit=limit)


ALIKE = "The dam at Tolm burst on 21 October and seven people died in the valley below."


@pytest.mark.parametrize(
    ("other", "entries"),
    [
        (ALIKE, 1),
        (ALIKE.replace("and seven", "and, police say, seven"), 1),
        (ALIKE.replace("seven", "three"), 2),
        (ALIKE.replace("seven people died", "7 people died"), 1),
        (ALIKE.replace("Tolm", "Dorn"), 2),
        (ALIKE.replace("people died", "people never died"), 2),
        (ALIKE.replace("21 October", "22 October"), 2),
        ("On 21 October the price of bread at Tolm rose at the dam.", 2),
    ],
)
def test_only_what_agrees_is_one_entry(tmp_path: Path, other: str, entries: int) -> None:
    records = [
        {"title": "Dam at Tolm", "published": "2025-10-24", "text": f"Of the dam.\n\n{ALIKE}"},
        {"title": "Dam at Tolm", "published": "2025-10-25", "text": f"On the dam.\n\n{other}"},
    ]
    with indexed(tmp_path, records) as index:
        made = timeline(index, "dam at Tolm", as_of=TODAY)
    assert len(made.entries) == entries, told(made)


def test_a_plan_does_not_speak_for_what_happened(tmp_path: Path) -> None:
    records = [
        {"title": "Dam", "published": "2025-10-20", "text": "The dam at Tolm opens on 21 October."},
        {"title": "Dam", "published": "2025-10-22", "text": "The dam at Tolm opened on Tuesday."},
    ]
    with indexed(tmp_path, records) as index:
        made = timeline(index, "dam at Tolm", as_of=TODAY)
    assert {(str(e.first), e.told) for e in made.entries} == {
        ("2025-10-21", "planned"),
        ("2025-10-21", "told"),
    }


FILLER = " ".join(f"The dam at Tolm held word{n}." for n in range(60))


def test_a_near_copy_of_the_day_after_is_the_same_report(tmp_path: Path) -> None:
    text = f"The dam at Tolm burst today.\n\n{FILLER}"
    records = [
        {"title": "Dam at Tolm", "published": "2025-10-21", "text": text},
        {"title": "The dam of Tolm", "published": "2025-10-22", "text": f"{text}\n\nEnd of it."},
    ]
    with indexed(tmp_path, records) as index:
        made = timeline(index, "dam at Tolm burst", as_of=TODAY)
    (burst,) = [e for e in made.entries if "burst" in e.citation.quote]
    assert (str(burst.first), burst.elsewhere) == ("2025-10-21", 1)


def test_very_many_entries(tmp_path: Path) -> None:
    text = "\n\n".join(
        f"The dam at Tolm was seen by {n} men on {n % 28 + 1} March {1900 + n % 100}."
        for n in range(300)
    )
    with indexed(tmp_path, [{"title": "Dam", "published": "2025-10-24", "text": text}]) as index:
        made = timeline(index, "dam at Tolm", as_of=TODAY, limit=50)
    assert len(made.entries) == 50
    assert made.left_out.over_limit + made.left_out.merged >= 200


@pytest.mark.parametrize(
    ("first", "last", "precision"),
    [
        ("2025-10-24", "2025-10-24", "day"),
        ("2025-10-01", "2025-10-31", "month"),
        ("2024-02-01", "2024-02-29", "month"),
        ("2025-01-01", "2025-12-31", "year"),
        ("2025-10-01", "2025-11-30", "stretch"),
        ("2025-01-01", "2026-12-31", "stretch"),
        ("2025-10-20", "2025-10-26", "stretch"),
        ("9999-12-01", "9999-12-31", "month"),
        ("9999-01-01", "9999-12-31", "year"),
    ],
)
def test_how_exactly_a_time_is_known(first: str, last: str, precision: str) -> None:
    assert entry("The dam burst.", first, last).precision == precision


def test_an_entry_that_ends_before_it_begins() -> None:
    with pytest.raises(ValueError, match="first <= last"):
        Entry(TODAY, TODAY - datetime.timedelta(1), "told", cited("The dam burst."))


def test_how_far_a_sentence_is_about_a_topic(news: Index) -> None:
    assert relevance("dam", [], FakeEncoder()) == []
    hits = news.search("dam at Tolm", 20)
    sentences = [(hit.passage, span) for hit in hits for span in hit.passage.citable]
    scores = relevance("dam at Tolm", sentences, FakeEncoder())
    assert all(0 <= score <= 1 for score in scores)
    for (passage, span), score in zip(sentences, scores, strict=True):
        assert (score >= ABOUT) == ("Tolm" in passage.document.slice(span))
