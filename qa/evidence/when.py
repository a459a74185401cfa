"""The time of a question, and what it makes of the evidence.

A question's phrase of time ("in 2022", "last week") is read against the day of asking and taken out
of what the networks are asked, which know the matter and not the calendar (a passage that names the
time is read with it, too, and the better reading counts); then each sentence is
held against it by its own time: the dates in it, read against its document's date; where it has
none, those of the sentence that it leans on, then those of the title; else the document's date. A
sentence of another time becomes less probable. Of what is so until it changes (an office, a price)
the newest sentence up to that time speaks; for those it has overtaken see `overtaken.py`.

The factors were chosen on the half `choose` of `tests/bench/bound.py`.
"""

import datetime
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol, TypeVar

from index.text.dates import plain_date
from index.text.periods import Period, written
from index.text.time_phrases import Mention, find_periods
from index.text.words import words
from index.types import Document, Hit, Passage, Scope, Span
from qa.english import tense
from qa.english.answers import normalise
from qa.evidence.changed import OVERTAKEN, changed
from qa.evidence.done import only_decided
from qa.evidence.phrases import together
from qa.evidence.select import Evidence, names_of
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

AS_WELL = 0.5
"""Share of an older sentence's probability from which a newer one answers as well."""

PLAN = 0.7
"""Of one that tells a plan, where the question asks what happened."""

READ = 8
"""Passages that are read at least, whatever their time."""

AFTER = 31
"""Days after the time of a question in which documents still report it."""

_SOON = 1
_NEAR = 7
_A_YEAR = 366
_NOTED = 3
_FEWEST_WORDS = 2
_DAY = datetime.timedelta(1)

Sentence = TypeVar("Sentence", bound="Placed")

ONLY_A_PLAN = "This was announced or decided{}; nothing that was read says that it happened."
NONE_FROM = "Nothing that was read is from “{}”; the question is answered without it."
OF_ANOTHER_TIME = "The nearest sentence is of another time than “{}”."


def asked_time(question: str, as_of: datetime.date | None = None) -> AskedTime:
    """The time that a question asks for.

    Args:
        question: as it is asked.
        as_of: the day to take for today; by default the day it is.

    Returns:
        Without a period where it names no time, or several that stand apart.
    """
    today = as_of or datetime.date.today()
    mentions = find_periods(question, today)
    present = bool(tense.PRESENT.search(question))
    told = [
        mention
        for mention in mentions
        if mention.kind != "now"
        and not (present and tense.TODAY.fullmatch(question, mention.start, mention.end))
    ]
    running = bool(tense.RUNNING_TOTAL.search(question))
    current = not told and (present or running or bool(mentions))
    asked = AskedTime(
        question,
        question,
        today,
        given=as_of is not None,
        current=current,
        past=bool(tense.PAST.search(question)),
        event=bool(tense.EVENT.search(question)),
        plans=bool(tense.ASKS_FOR_PLANS.search(question)),
    )
    try:
        one, parts = together(question, told)
    except (IndexError, ValueError):
        return asked
    bare = without(question, one.start, one.end)
    return replace(
        asked,
        question=bare,
        phrase=question[one.start : one.end],
        period=one.period,
        relative=one.kind == "relative",
        event=tense.happened(bare),
        parts=parts,
    )


def with_days(asked: AskedTime) -> str:
    """The question as it was asked, with the days that it means, for who has no calendar.

    "What happened last week? (“last week” is 17 Nov 2025 – 23 Nov 2025)"; where it asks for what is
    so now, with the day that it is.
    """
    told = ""
    if asked.relative and asked.period and not asked.loose:
        days = ", ".join(map(written, asked.parts or (asked.period,)))
        told = f" (“{asked.phrase}” is {days})"
    elif asked.current:
        told = f" (today is {plain_date(asked.today.isoformat())})"
    return asked.asked + told


def without(question: str, start: int, end: int) -> str:
    """The question without a phrase of time; as it is where too little would be left."""
    before, after = question[:start], question[end:]
    if after[:1].isspace() and after.strip()[:1].isalnum() and before.rstrip().endswith("the"):
        rest = before.rstrip() + " " + after.lstrip()  # the 2019 election
    elif after[:2] in ("’s", "'s"):
        rest = before + after[2:].lstrip()  # the host of Friday’s talks
    else:
        rest = tense.BEFORE_A_TIME.sub("", before).rstrip() + " " + after.lstrip(" ,")
    rest = rest.strip().replace(" ?", "?").replace(" ,", ",")
    if len(rest.split()) <= _FEWEST_WORDS:  # "What happened?"
        return question
    return rest[:1].upper() + rest[1:]


def bare_of(words: str, phrase: str) -> str:
    """Some words without a phrase of time that stands in them: "the flood", of "… of 2021"."""
    before, _, after = words.partition(phrase)
    return " ".join(f"{tense.BEFORE_A_TIME.sub('', before)} {after}".split())


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
    last = _later(period.last, after)
    first = max(filter(None, (scope.since, period.first)), default=None)
    last = min(filter(None, (scope.until, last)), default=None)
    if first and last and last < first:
        return None
    return replace(scope, since=first, until=last)


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
    return _reported(published, period) if published else not asked.relative


def _of_those_days(hit: Hit, asked: AskedTime) -> bool:
    """Whether a passage was published then or names a day of then; "since 2022" names none."""
    period, published = asked.period, published_on(hit.passage.document, asked)
    if not period:
        return True
    return bool(published and _reported(published, period)) or any(
        m.period.days and m.period.days <= _A_YEAR and m.period.overlaps(period)
        for m in mentions_in(hit.passage.text, published)
    )


def _lasting(hit: Hit, asked: AskedTime) -> bool:
    """Whether what an earlier passage tells may still have been so."""
    published = published_on(hit.passage.document, asked)
    earlier = bool(published and asked.period and _ends_before(published, asked.period))
    return earlier and not asked.event


def _ends_before(day: datetime.date, period: Period) -> bool:
    return bool(period.first and day < period.first)


def _reported(published: datetime.date, period: Period) -> bool:
    """Whether a document of this day may report that time as its own.

    What comes weeks after "before the vote" tells of what is so after it.
    """
    days = min(AFTER, max(_SOON, period.days or AFTER)) if period.first else _SOON
    return Period(period.first, _later(period.last, days)).overlaps(Period(published, published))


def _later(day: datetime.date | None, days: int) -> datetime.date | None:
    try:
        return day + days * _DAY if day else None
    except OverflowError:
        return None


def published_on(document: Document, asked: AskedTime) -> datetime.date | None:
    """The day of a document; None where it has none, or one that is yet to come.

    Where the day of asking was given, what came after it has its day all the same.
    """
    try:
        day = datetime.date.fromisoformat((document.published or "")[:10])
    except ValueError:
        return None
    return None if day > asked.today + _DAY and not asked.given else day


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
    texts = [evidence.text]
    if evidence.before:
        texts.append(document.slice(evidence.before))
    for text in texts:
        if found := mentions_in(text, published):
            return Told(tuple(mention.period for mention in found), published)
    of_title = [m.period for m in mentions_in(document.title, None)]
    return Told(tuple(of_title), published)


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
    then = bool(published and _reported(published, period))
    before = EARLIER_EVENT if asked.event else EARLIER
    if time.periods:
        return _fit_of_dates(time, period, then, asked.plans, before)
    if not published:
        return UNDATED
    if Period(published, published).overlaps(period):
        return 1.0
    if then:
        return PARTLY
    return before if _ends_before(published, period) else TOLD_LATER


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
    if all(one.last and _ends_before(one.last, period) for one in time.periods):
        return before
    return APART


def _has_ended(stretch: Period, period: Period) -> bool:
    """Whether what is told of a stretch ("until 1985", "from 1985 to 1996") was over by then."""
    if not stretch.last or not _ends_before(stretch.last, period):
        return False
    return stretch.first is None or (stretch.days or 0) > _A_YEAR


def _near(time: Told) -> bool:
    """Whether all that it names lies in the days before its document: "on Sunday"."""
    if not time.published:
        return False
    days = Period(time.published - _NEAR * _DAY, time.published)
    return all(days.covers(one) for one in time.periods)


@dataclass(frozen=True, slots=True)
class Bound:
    """Evidence held against the time of a question.

    Attributes:
        evidence: the most probable first, equal ones in the order that they had.
        overtaken: what a newer sentence has overtaken, newest first.
    """

    evidence: tuple[Evidence, ...]
    overtaken: tuple[Evidence, ...] = ()


def bind(evidence: Sequence[Evidence], asked: AskedTime, threshold: float) -> Bound:
    """Hold the evidence against the time of its question.

    Args:
        evidence: as `select` gives it for `asked.question`.
        asked: what time is asked for.
        threshold: probability from which a sentence is given as an answer.
    """
    found, overtaken = changed([_times(one, fit(one, asked)) for one in evidence], threshold)
    if asked.past and not asked.plans:
        found = [_times(one, PLAN) if tense.PLANNED.search(one.text) else one for one in found]
    lasting = asked.current or (asked.period and not asked.event and not asked.loose)
    lasting = lasting and not asked.parts  # what was so in one of them is not over in another
    if lasting:
        found, older = _newest_first(found, asked, threshold, {one.span for one in overtaken})
        overtaken += older
    return Bound(tuple(sorted(found, key=lambda one: -one.probability)), tuple(overtaken))


def _times(evidence: Evidence, share: float) -> Evidence:
    if share == 1.0:
        return evidence
    return replace(evidence, probability=evidence.probability * share)


def _newest_first(
    evidence: Sequence[Evidence], asked: AskedTime, threshold: float, changed: Set[Span]
) -> tuple[list[Evidence], list[Evidence]]:
    """Lower what a newer sentence has overtaken, and raise what ends the best of it.

    What was changed is left out: it overtakes nothing, and is lowered already.
    """
    days = [told(one, asked).day for one in evidence]
    latest = asked.period.last if asked.period else asked.today
    usable = [
        one.claimable
        and bool(day)
        and one.span not in changed
        and (not latest or not day or day <= latest + _DAY)
        for one, day in zip(evidence, days, strict=True)
    ]
    raised = list(evidence)
    ended: set[tuple[int, int]] = set()
    if asked.current:
        for n, one in enumerate(evidence):
            if not usable[n]:
                continue
            if (old := _ended_by(n, evidence, days, usable, asked, threshold)) is not None:
                ended.add((n, old))
                best = max(one.probability, evidence[old].probability)
                raised[n] = replace(one, probability=best)
    found: list[Evidence] = []
    overtaken: list[tuple[datetime.date, Evidence]] = []
    for n, one in enumerate(raised):
        day = days[n]
        newer = [
            other.probability
            for m, other in enumerate(raised)
            if usable[n]
            and usable[m]
            and _is_later(days[m], day)
            and other.span.doc_id != one.span.doc_id
            and other.probability >= max(AS_WELL * one.probability, threshold)
            and ((m, n) in ended or normalise(other.words) != normalise(one.words))
        ]
        left = OVERTAKEN * min([one.probability, *newer]) if newer else one.probability
        found.append(replace(one, probability=left))
        if newer and day and one.probability >= threshold:
            overtaken.append((day, one))
    overtaken.sort(key=lambda pair: pair[0], reverse=True)
    return found, [one for _, one in overtaken][:_NOTED]


def _ended_by(
    n: int,
    evidence: Sequence[Evidence],
    days: Sequence[datetime.date | None],
    usable: Sequence[bool],
    asked: AskedTime,
    threshold: float,
) -> int | None:
    """The place of the best older sentence that sentence `n` ends; None if there is none."""
    for m, old in enumerate(evidence):
        if old.probability < threshold:
            break
        if usable[m] and _is_later(days[n], days[m]) and ends(evidence[n], old, asked):
            return m
    return None


def ends(one: Evidence, old: Evidence, asked: AskedTime) -> bool:
    """Whether a sentence, if it is of a later day, ends what one of another document tells.

    It says that something ended, of somebody or something that both name, and that the question
    names or that is the answer of the older one. Who died "at the Keller yard" is not Keller.
    """
    if old.span.doc_id == one.span.doc_id or not tense.ENDED.search(one.text):
        return False
    document = one.passage.document
    lead = document.slice(one.before) if one.before else ""
    said = set(words(tense.NAMED_AFTER.sub(" ", f"{lead} {one.text}")))
    about = set(names_of(f"Of {old.words}")) or set(names_of(asked.question))
    shared = said & set(words(old.text))
    return bool(about & said) and len(shared) >= _FEWEST_WORDS


def _is_later(one: datetime.date | None, other: datetime.date | None) -> bool:
    return bool(one and other and one > other)


def notes(bound: Bound, asked: AskedTime, cited: Set[Span]) -> list[str]:
    """What is to be said of the time of an answer, in whole sentences.

    Args:
        bound: its evidence.
        asked: what time was asked for.
        cited: the sentences that the answer gives; none where it gives no answer.
    """
    found = []
    first = [one for one in bound.evidence if one.span in cited]
    if asked.loose and not any(_says(one, asked.phrase) for one in first):
        found.append(NONE_FROM.format(asked.phrase))
    happened = asked.past and not asked.plans
    if happened and first and all(_is_a_plan(one, asked) for one in first):
        day = told(first[0], asked).published
        found.append(ONLY_A_PLAN.format(f" on {plain_date(day.isoformat())}" if day else ""))
    return found


def _is_a_plan(one: Evidence, asked: AskedTime) -> bool:
    return bool(tense.PLANNED.search(one.text)) or only_decided(asked.asked, one.text)


def _says(one: Evidence, phrase: str) -> bool:
    """Whether a sentence names a time by the same words: its Saturday is no date."""
    return f" {normalise(phrase)} " in f" {normalise(one.text)} "


def reason(evidence: Placed, asked: AskedTime) -> str:
    """Why a sentence is no answer, where that is its time; else empty."""
    return OF_ANOTHER_TIME.format(asked.phrase) if fit(evidence, asked) <= OTHER_DATE else ""
