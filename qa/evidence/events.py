"""When what a sentence tells happened: which of its times is the event's, and was it only planned.

A time in the main clause is the event's, the first of several. One that the event is set against
("since Monday", "planned for 16 August") or that stands in a clause beside it ("which was closed on
5 March") is it only where there is no other. Where somebody says something, the event is what is
said, if that lies in the past; else it is the saying: a plan is not told as what happened.
"""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from index.text.periods import Period
from index.text.time_phrases import Mention, find_periods
from qa.english.events import (
    ASIDE,
    BEFORE_A_YEAR,
    BEFORE_OUR_YEARS,
    BEHIND_A_YEAR,
    PARTICIPLE,
    PAST,
    PLANNED_THEN,
    PLANS,
    REFERS,
    SAYS,
    THAT,
)

Told = Literal["told", "published", "planned"]
"""`told`: it happened then, the sentence says; `published`: it is reported by a document of that
day, and says no time itself; `planned`: it was to happen then."""

_ANY_DAY = datetime.date(2001, 1, 1)
_LONGEST = 4_000
"""Characters of a sentence that is read; longer ones are tables and lists that lost their lines."""


@dataclass(frozen=True, slots=True)
class Event:
    """When something happened.

    Attributes:
        first: its first day, or the first on which it may have been.
        last: its last day; the same if it is known to the day.
        told: how that is known.
        phrase: `[start, end)` in the sentence of the words that say when; None if there are none.
    """

    first: datetime.date
    last: datetime.date
    told: Told
    phrase: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class _Time:
    """A time of a sentence: its place, the days that it names, and how far it is the event's."""

    start: int
    end: int
    first: datetime.date
    last: datetime.date
    rank: int = 0


def event_of(sentence: str, published: datetime.date | None, *, lead: bool) -> Event | None:
    """When what a sentence tells happened.

    Args:
        sentence: in English.
        published: the day that its document is of; without it only times that are told by
            themselves are read.
        lead: whether it is the first sentence of its document, which reports what the day brought:
            if it is in the past and has no time, its day is that one.

    Returns:
        None where that is not said.
    """
    sentence = sentence[:_LONGEST]
    times = _times(sentence, published)
    if not times:
        reports = lead and published and PAST.search(sentence)
        return Event(published, published, "published") if reports and published else None
    chosen = _chosen(sentence, times, published)
    told: Told = "planned" if _is_planned(sentence, chosen, published) else "told"
    return Event(chosen.first, chosen.last, told, (chosen.start, chosen.end))


def needs_a_day(sentence: str) -> bool:
    """Whether a sentence of a document without a date says when only by a day that is not known."""
    sentence = sentence[:_LONGEST]
    return not _times(sentence, None) and bool(_times(sentence, _ANY_DAY))


def _times(sentence: str, published: datetime.date | None) -> list[_Time]:
    """The times in a sentence, in its order; those of now, before our years, or without end not."""
    found: list[_Time] = []
    for mention in find_periods(sentence, published):
        if mention.kind == "now" or BEFORE_OUR_YEARS.match(sentence, mention.end):
            continue
        if _is_count(sentence, mention):
            continue
        first, last = _days(sentence, mention, published)
        if first and last:
            rank = _rank(sentence, found[-1].end if found else 0, mention.start)
            found.append(_Time(mention.start, mention.end, first, last, rank))
    return found


def _is_count(sentence: str, mention: Mention) -> bool:
    """Whether a number that might be a year is none by the words beside it."""
    if not sentence[mention.start : mention.end].isdigit():
        return False
    before = BEFORE_A_YEAR.search(sentence[: mention.start])
    if before is None:
        return True
    opens = not sentence[: mention.start].strip()
    return opens and not BEHIND_A_YEAR.match(sentence, mention.end)


def _days(
    sentence: str, mention: Mention, published: datetime.date | None
) -> tuple[datetime.date | None, datetime.date | None]:
    """The first and the last day that a time names; of an open one, those it is open from."""
    if mention.period.first and mention.period.last:
        return mention.period.first, mention.period.last
    word = sentence[mention.start : mention.end].split()[0]
    start, end = mention.start, mention.start + len(word)
    closed = sentence[:start] + "in".rjust(len(word))[-len(word) :] + sentence[end:]
    for again in find_periods(closed, published):
        first, last = again.period.first, again.period.last
        if start <= again.start < mention.end and first and last:
            opens = mention.period.first and mention.period.first in (
                first,
                _beside(last, 1),
            )  # since, after
            closes = mention.period.last and mention.period.last in (
                last,
                _beside(first, -1),
            )  # until, before
            if opens or closes:  # else it is of another year
                return first, last
    return _nearest(mention.period)


def _beside(day: datetime.date, days: int) -> datetime.date | None:
    """The day so many days on; None past the ends of the calendar."""
    try:
        return day + datetime.timedelta(days)
    except OverflowError:
        return None


def _nearest(period: Period) -> tuple[datetime.date | None, datetime.date | None]:
    day = period.first or period.last
    return day, day


def _rank(sentence: str, after: int, start: int) -> int:
    """How far a time is that of the event: 0 in the main clause, 1 beside it, 2 set against it.

    Args:
        sentence: it stands in.
        after: where the time before it ends, or 0: what that one is set against is not this one's.
        start: where it begins.
    """
    before = sentence[after:start]
    # the word that opens a time ("since", "by") is a part of it
    if REFERS.search(before) or REFERS.match(sentence, start):
        return 2
    aside = ASIDE.search(before) or (not after and PARTICIPLE.search(before))
    return 1 if aside else 0


def _chosen(sentence: str, times: Sequence[_Time], published: datetime.date | None) -> _Time:
    """The time of the event."""
    first = min(times, key=lambda time: time.rank)
    content = _said(sentence, first)
    if content is None:
        return first
    said = [time for time in times if time.start >= content and time.rank < 2]
    for time in said:
        if not _is_planned(sentence, time, published):
            return time
    return first


def _said(sentence: str, time: _Time) -> int | None:
    """Where what somebody says begins, if this is the time of the saying."""
    verb = SAYS.search(sentence)
    if not verb or verb.start() > time.end + 20 or time.start > verb.end() + 40:
        return None
    that = THAT.search(sentence, max(verb.end(), time.end))
    return that.end() if that else None


def _is_planned(sentence: str, time: _Time, published: datetime.date | None) -> bool:
    """Whether it was still to come when it was told."""
    if published and time.first > published:
        return True
    clause = _clause(sentence, time)
    if PLANNED_THEN.search(clause):
        return True
    return not (published and time.last < published) and bool(PLANS.search(clause))


def _clause(sentence: str, time: _Time) -> str:
    """The part of a sentence, between marks or at `that`, in which a time stands."""
    start = max(sentence.rfind(mark, 0, time.start) for mark in ",;:")
    for that in THAT.finditer(sentence, start + 1, time.start):
        start = that.end()
    ends = [end for mark in ",;:" if (end := sentence.find(mark, time.end)) >= 0]
    return sentence[start + 1 : min(ends, default=len(sentence))]
