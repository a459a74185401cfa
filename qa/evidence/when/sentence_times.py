"""The time that a sentence tells of: by its dates, those around it, or its document's."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from index.text.periods import Period
from index.text.time_phrases import Mention, find_periods
from index.types import Document, Passage, Span
from qa.english.events import PAST
from qa.types import AskedTime

_SOON = 1

AFTER = 31
"""Days after the time of a question in which documents still report it."""

DAY = datetime.timedelta(1)

A_YEAR = 366
"""Days of the longest year."""


def published_on(document: Document, asked: AskedTime) -> datetime.date | None:
    """The day of a document; None where it has none, or one that is yet to come.

    Where the day of asking was given, what came after it has its day all the same.
    """
    try:
        day = datetime.date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None
    return None if day > asked.today + DAY and not asked.given else day


@lru_cache(4096)
def mentions_in(text: str, published: datetime.date | None) -> tuple[Mention, ...]:
    """The times that a text names, read against the day of its document."""
    return tuple(mention for mention in find_periods(text, published) if mention.kind != "now")


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence's time.

    Attributes:
        periods: that it names, or the sentence that it leans on, or the title; in this order.
        published: the day of its document, if it is known.
    """

    periods: tuple[Period, ...]
    published: datetime.date | None

    @property
    def day(self) -> datetime.date | None:
        """The day for which it tells: the last that it names and that had come; or its document's.

        A stretch that is open at its end lasts on the day of its document; what is only to come is
        told for the day on which it comes.
        """
        starts = [period.first for period in self.periods if period.first]
        if self.published and starts and min(starts) > self.published:
            return min(starts)
        ends = [period.last or self.published or period.first for period in self.periods]
        last = max((end for end in ends if end), default=self.published)
        return min(last, self.published) if last and self.published else last


class Placed(Protocol):
    """A sentence where it stands: evidence, or any other that is held against a time."""

    @property
    def passage(self) -> Passage:
        """It stands in."""

    @property
    def text(self) -> str:
        """The sentence, word for word."""

    @property
    def before(self) -> Span | None:
        """The sentence before it, if it leans on that."""


def told(evidence: Placed, asked: AskedTime) -> Told:
    """The time of a sentence."""
    document = evidence.passage.document
    published = published_on(document, asked)
    if found := mentions_in(evidence.text, published):
        return Told(tuple(mention.period for mention in found), published)
    before = document.slice(evidence.before) if evidence.before else ""
    periods = tuple(mention.period for mention in mentions_in(before, published))
    if periods and not _looks_back(before, evidence.text, periods, published):
        return Told(periods, published)
    of_title = [m.period for m in mentions_in(document.title, None)]
    return Told(tuple(of_title), published)


def _looks_back(
    before: str, text: str, periods: Sequence[Period], published: datetime.date | None
) -> bool:
    """Whether a sentence tells of what was long ago, and the one that leans on it of what is so.

    "The tower was finished in 2001. It is 102 metres high."
    """
    if not published or not PAST.search(before) or PAST.search(text):
        return False
    long_ago = later(published, -AFTER)
    return all(one.last and long_ago and one.last < long_ago for one in periods)


def ends_before(day: datetime.date, period: Period) -> bool:
    """Whether a day lies before a period begins."""
    return bool(period.first and day < period.first)


def reported(published: datetime.date, period: Period) -> bool:
    """Whether a document of this day may report that time as its own.

    What comes weeks after "before the vote" tells of what is so after it.
    """
    days = min(AFTER, max(_SOON, period.days or AFTER)) if period.first else _SOON
    return Period(period.first, later(period.last, days)).overlaps(Period(published, published))


def later(day: datetime.date | None, days: int) -> datetime.date | None:
    """The day so many days later; None for none, or behind the end of the calendar."""
    try:
        return day + days * DAY if day else None
    except OverflowError:
        return None
