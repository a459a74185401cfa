"""The benchmark of timelines: its sentences are as is said, and what is measured is right."""

import datetime
from collections import Counter

import pytest

from index.text.dates import WEEKDAYS
from qa.evidence.events import Event
from tests.bench.timeline import HALVES, Dated, judged, listed, read, rows_of, stories
from tests.support.timelines import entry, line

STORIES = stories()
MEASURED = [story for story in STORIES if story.half in HALVES["all"]]
DATED = [one for story in MEASURED for one in story.sentences if one.first]


def test_there_are_as_many_as_is_said() -> None:
    assert (len(DATED), len(MEASURED)) == (200, 35)
    assert len({story.topic for story in MEASURED}) == 10
    assert max(Counter(one.text for s in STORIES for one in s.sentences).values()) == 1
    assert {one.told for one in DATED} == {"told", "planned", "published"}
    assert Counter(half.half for half in MEASURED).keys() == {"seen", "held"}


@pytest.mark.parametrize("one", DATED, ids=lambda one: one.text)
def test_a_weekday_is_that_of_the_day(one: Dated) -> None:
    named = [day for day in WEEKDAYS if day in one.text]
    if one.first and one.first == one.last and named:
        assert WEEKDAYS[one.first.weekday()] in named


def test_sentences_are_read_as_well_as_is_said() -> None:
    for half, least in (("seen", 0.97), ("held", 0.95)):
        scores = [
            judged(one, event)
            for story in MEASURED
            if story.half == half
            for one, event in read(story)
        ]
        right = [s["right"] for s in scores if "right" in s]
        told = [s["told_right"] for s in scores if "told_right" in s]
        assert sum(right) / len(right) >= least
        assert sum(told) / len(told) >= 0.95
        assert all(s["undated_left_out"] for s in scores if "undated_left_out" in s)


DAY = datetime.date(2025, 10, 24)


@pytest.mark.parametrize(
    ("event", "scores"),
    [
        (Event(DAY, DAY, "told"), (1.0, 1.0)),
        (Event(DAY, DAY, "planned"), (1.0, 0.0)),
        (Event(DAY, DAY + datetime.timedelta(1), "told"), (0.0, 0.0)),
        (Event(datetime.date(2025, 10, 1), datetime.date(2025, 10, 31), "told"), (0.0, 0.0)),
        (None, (0.0, 0.0)),
    ],
)
def test_a_day_is_right_only_as_the_day(event: Event | None, scores: tuple[float, float]) -> None:
    assert tuple(judged(Dated("It burst.", DAY, DAY, "told"), event).values()) == scores


def test_nothing_is_right_where_nothing_is_said() -> None:
    undated = Dated("It is old.", None, None, "told")
    assert judged(undated, None) == {"undated_left_out": 1.0}
    assert judged(undated, Event(DAY, DAY, "told")) == {"undated_left_out": 0.0}


def test_a_timeline_is_judged_by_what_it_lists_and_in_which_order() -> None:
    story = next(s for s in MEASURED if s.half == "seen")
    first, second = [one for one in story.sentences if one.first][:2]
    made = line(
        entry(first.text, "2025-01-01"),
        entry(second.text, "2025-01-02"),
        entry("Bread rose.", "2025-01-03"),
    )
    scores = listed(story.topic, STORIES, made)
    assert sum(s["listed"] for s in scores if "listed" in s) == 2
    assert sum(s["on_topic"] for s in scores if "on_topic" in s) == 2
    assert first.first and second.first
    in_order = [s["in_order"] for s in scores if "in_order" in s]
    assert in_order == [float(first.first <= second.first)]
    names = [row.system for row in rows_of(STORIES, [(story.topic, made)])]
    assert names == ["pincite, all", "pincite, seen", "pincite, held"]
