"""Which passages may tell of a time; those are read, and others only where there are few."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import replace

from index.text.periods import Period
from index.types import Hit, Scope
from qa.evidence.select import Evidence
from qa.evidence.when.question_times import asked_time
from qa.evidence.when.sentence_times import (
    A_YEAR,
    AFTER,
    ends_before,
    later,
    mentions_in,
    published_on,
    reported,
)
from qa.types import AskedTime

READ = 8
"""Passages that are read at least, whatever their time."""


def narrowed(scope: Scope, asked: AskedTime, after: int = AFTER) -> Scope | None:
    """The scope of documents that were published at the time asked for, or soon after.

    Args:
        scope: any.
        asked: the time that is asked for.
        after: days that are soon.

    Returns:
        It lies within `scope`; None if no time is asked for, or none of it is in the scope.
    """
    period = asked.period
    if not period:
        return None
    last = later(period.last, after)
    first = max(filter(None, (scope.since, period.first)), default=None)
    last = min(filter(None, (scope.until, last)), default=None)
    if first and last and last < first:
        return None
    return replace(scope, since=first, until=last)


def asked_of(
    hits: Callable[[], Sequence[Hit]],
    question: str,
    as_of: datetime.date | None,
    newest: str | None,
) -> AskedTime:
    """The time that a question asks for, where a day without a year may be of an earlier one.

    Args:
        hits: finds passages for it; asked only where it matters. Where one is of the year that is
            meant today, it is that year: what is undated may name it.
        question: as for `asked_time`.
        as_of: likewise.
        newest: likewise.
    """
    asked, before = asked_time(question, as_of), asked_time(question, as_of, newest)
    if before.period == asked.period or any(_lies_in(hit, asked) for hit in hits()):
        return asked
    return before


def _lies_in(hit: Hit, asked: AskedTime) -> bool:
    """Whether a passage was published then or names a day or month that is all of then."""
    return _is_of(hit, asked, lambda period, named: period.covers(named))


def _is_of(hit: Hit, asked: AskedTime, fits: Callable[[Period, Period], bool]) -> bool:
    """Whether a passage was published at the time asked for, or one of the times it names fits."""
    period, published = asked.period, published_on(hit.passage.document, asked)
    if not period:
        return True
    return bool(published and reported(published, period)) or any(
        fits(period, mention.period) for mention in mentions_in(hit.passage.text, published)
    )


def in_time(hits: Sequence[Hit], asked: AskedTime) -> tuple[list[Hit], AskedTime]:
    """The hits that may tell of the time asked for, with others until there are `READ`.

    Returns:
        The hits, in their order, and the time. The answer is not held to it where it was told from
        today ("last week"), nobody said which day that is, and no hit is from then: the documents
        are older, and the question is answered from what there is.
    """
    if not asked.period or asked.loose:
        return list(hits), asked
    from_then = [_from_then(hit, asked) for hit in hits]
    reckoned = asked.relative and not asked.given
    if reckoned and hits and not any(_of_those_days(hit, asked) for hit in hits):
        return list(hits), replace(asked, question=asked.asked, loose=True)
    fits = [then or _lasting(hit, asked) for hit, then in zip(hits, from_then, strict=True)]
    room = READ - sum(fits)
    kept = []
    for hit, fit in zip(hits, fits, strict=True):
        if fit or room > 0:
            kept.append(hit)
            room -= not fit
    return kept, asked


def naming(hits: Sequence[Hit], asked: AskedTime) -> list[Hit]:
    """The hits that name the time asked for, which are worth being read for the whole question."""
    period = asked.period
    if not period or asked.loose or asked.question == asked.asked:
        return []
    return [hit for hit in hits if _names(hit, asked, period)]


def better(one: Sequence[Evidence], other: Sequence[Evidence]) -> list[Evidence]:
    """Each sentence as the more favourable of two readings has it; the most probable first."""
    best = {evidence.span: evidence for evidence in one}
    for evidence in other:
        known = best.get(evidence.span)
        if known is None or known.probability < evidence.probability:
            best[evidence.span] = evidence
    return sorted(best.values(), key=lambda evidence: -evidence.probability)


def _names(hit: Hit, asked: AskedTime, period: Period) -> bool:
    """Whether a passage names days of a time; "since 1994" lasts until the day of its document."""
    published = published_on(hit.passage.document, asked)
    for mention in mentions_in(hit.passage.text, published):
        one = mention.period
        if one.first and not one.last:
            if not published and asked.relative:
                continue
            one = Period(one.first, max(one.first, published) if published else None)
        if one.overlaps(period):
            return True
    return False


def _from_then(hit: Hit, asked: AskedTime) -> bool:
    """Whether a passage may tell of the time: it names it, or was published then, or is undated."""
    period = asked.period
    if not period or _names(hit, asked, period):
        return True
    published = published_on(hit.passage.document, asked)
    return reported(published, period) if published else not asked.relative


def _of_those_days(hit: Hit, asked: AskedTime) -> bool:
    """Whether a passage was published then or names a day of then; "since 2022" names none."""

    def fits(period: Period, named: Period) -> bool:
        return bool(named.days and named.days <= A_YEAR and named.overlaps(period))

    return _is_of(hit, asked, fits)


def _lasting(hit: Hit, asked: AskedTime) -> bool:
    """Whether what an earlier passage tells may still have been so."""
    published = published_on(hit.passage.document, asked)
    earlier = bool(published and asked.period and ends_before(published, asked.period))
    return earlier and not asked.event
