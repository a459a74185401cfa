"""What is left of a sentence's probability at the time that is asked for."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from index.text.periods import Period
from qa.evidence.when.sentence_times import (
    A_YEAR,
    DAY,
    Placed,
    Told,
    ends_before,
    reported,
    told,
)
from qa.types import AskedTime

PARTLY = 0.75
"""What is left of the probability of a sentence whose time reaches beyond the question's on one
side, or that was told soon after. Likewise those below."""

UNDATED = 0.8
"""Of one whose time nobody knows."""

EARLIER = 0.8
"""Of one that tells of an earlier time what is so until it changes."""

EARLIER_EVENT = 0.3
"""Of one that tells what happened at an earlier time."""

TOLD_LATER = 0.25
"""Of one without a date in a document of a later time, which may look back."""

OTHER_DATE = 0.4
"""Of one with the date of another time in a document of the question's."""

APART = 0.15
"""Of one with a date of another time."""

PLAN = 0.7
"""Of one that tells a plan, where the question asks what happened."""

OF_ANOTHER_TIME = "The nearest sentence is of another time than “{}”."

_NEAR = 7


Sentence = TypeVar("Sentence", bound="Placed")


def of_then(sentences: Sequence[Sentence], asked: AskedTime) -> list[Sentence]:
    """The sentences that tell of the time asked for, or of none that is known; in their order.

    What was so before is not among them, unlike where one fact is asked for.
    """
    happening = replace(asked, event=True)
    return [one for one in sentences if fit(one, happening) > OTHER_DATE]


def fit(evidence: Placed, asked: AskedTime) -> float:
    """What is left of a sentence's probability at the time asked for, in [0, 1]."""
    period = asked.period
    if not period or asked.loose:
        return 1.0
    if asked.parts:
        return max(fit(evidence, replace(asked, period=part, parts=())) for part in asked.parts)
    time = told(evidence, asked)
    published = time.published
    then = bool(published and reported(published, period))
    before = EARLIER_EVENT if asked.event else EARLIER
    if time.periods:
        return _fit_of_dates(time, period, then, asked.plans, before)
    if not published:
        return UNDATED
    if Period(published, published).overlaps(period):
        return 1.0
    if then:
        return PARTLY
    return before if ends_before(published, period) else TOLD_LATER


def _fit_of_dates(time: Told, period: Period, then: bool, plans: bool, before: float) -> float:
    """As `fit`, of a sentence that names a time; `then` is whether its document is from then."""
    if any(period.covers(one) or one.covers(period) for one in time.periods):
        return 1.0
    if any(period.overlaps(one) for one in time.periods):
        return PARTLY
    if then and plans:
        return 1.0
    if then and _near(time):
        return PARTLY
    if then and not all(
        period.last and one.first and one.first > period.last for one in time.periods
    ):
        return OTHER_DATE
    if any(_has_ended(one, period) for one in time.periods):
        return APART
    if all(one.last and ends_before(one.last, period) for one in time.periods):
        return before
    return APART


def _has_ended(stretch: Period, period: Period) -> bool:
    """Whether what is told of a stretch ("until 1985", "from 1985 to 1996") was over by then."""
    if not stretch.last or not ends_before(stretch.last, period):
        return False
    return stretch.first is None or (stretch.days or 0) > A_YEAR


def _near(time: Told) -> bool:
    """Whether all that it names lies in the days before its document: "on Sunday"."""
    if not time.published:
        return False
    days = Period(time.published - _NEAR * DAY, time.published)
    return all(days.covers(one) for one in time.periods)


def reason(evidence: Placed, asked: AskedTime) -> str:
    """Why a sentence is no answer, where that is its time; else empty."""
    return OF_ANOTHER_TIME.format(asked.phrase) if fit(evidence, asked) <= OTHER_DATE else ""
