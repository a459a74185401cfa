"""The evidence held against a time: the newest speaks of what is so until it changes."""

import datetime
from collections.abc import Sequence, Set
from dataclasses import dataclass, replace

from index.text.words import words
from index.types import Span
from qa.english import events, tense
from qa.english.answers import normalise
from qa.english.asked_several import asks_who
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.changed import OVERTAKEN, changed
from qa.evidence.corrected import corrected
from qa.evidence.select import Evidence, names_of
from qa.evidence.when.factors import PLAN, fit
from qa.evidence.when.sentence_times import DAY, told
from qa.types import AskedTime

AS_WELL = 0.5
"""Share of an older sentence's probability from which a newer one answers as well."""

NO_LONGER = 0.3
"""What is left of a sentence on who was it before, where it is asked who is."""

_NOTED = 3

_FEWEST_WORDS = 2


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
    found = [_times(one, fit(one, asked)) for one in evidence]
    found, wrong = corrected(found, threshold, asked.asked)
    found, overtaken = changed(found, threshold)
    overtaken += wrong
    if asked.past and not asked.plans and not tense.ASKS_WHY.match(asked.asked):
        found = [_times(one, PLAN) if tense.PLANNED.search(one.text) else one for one in found]
    if asked.current and not asked.past and asks_who(asked.asked):
        found = [
            _times(one, NO_LONGER) if _held_it_before(one, asked.asked) else one for one in found
        ]
    lasting = asked.current or (asked.period and not asked.event and not asked.loose)
    lasting = lasting and not asked.parts  # what was so in one of them is not over in another
    if lasting:
        found, older = _newest_first(found, asked, threshold, {one.span for one in overtaken})
        overtaken += older
    return Bound(tuple(sorted(found, key=lambda one: -one.probability)), tuple(overtaken))


def _held_it_before(one: Evidence, question: str) -> bool:
    """Whether a sentence says of who answers that he was what is asked for, and is no more."""
    start, end = one.answer.start - one.span.start, one.answer.end - one.span.start
    named = one.words.partition(",")[0]
    behind = one.text[start + len(named) : end] + one.text[end:]
    asked = set(words(question)) - FUNCTION_STEMS
    holds = tense.HOLDS_IT.match(behind)
    now = (holds["what"] or holds["led"]) if holds else None
    if holds and (now is None or asked & set(words(now))):
        return False
    said = [_before(one.text[:start], behind)]
    if since := tense.NO_LONGER_BEHIND.match(behind):
        said += [since["was"] or since["then"] or since["led"]]
    return any(
        asked & set(words(was)) and (tense.BELOW.search(question) or not tense.BELOW.search(was))
        for was in said
    )


def _before(text: str, behind: str) -> str:
    """What somebody was by the words in front of his name; "" where they are of somebody else.

    Args:
        text: in front of the name.
        behind: what stands behind it.
    """
    before = tense.NO_LONGER_BEFORE.search(text)
    if before is None or events.PAST.search(before["was"]):
        return ""
    another = tense.IN_PLACE_OF.match(text) and not behind.startswith(",")
    return "" if another else before["was"]


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
        and (not latest or not day or day <= latest + DAY)
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
                if not _is_followed(old, evidence, days, usable, threshold):
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


def _is_followed(
    old: int,
    evidence: Sequence[Evidence],
    days: Sequence[datetime.date | None],
    usable: Sequence[bool],
    threshold: float,
) -> bool:
    """Whether a later sentence gives another answer, so that the end of the old one is none."""
    said = normalise(evidence[old].words)
    return any(
        usable[m]
        and one.probability >= threshold
        and _is_later(days[m], days[old])
        and normalise(one.words) != said
        for m, one in enumerate(evidence)
    )


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
    said = set(words(tense.NAMED_AFTER.sub(" ", f"{one.text_before} {one.text}")))
    about = set(names_of(f"Of {old.words}")) or set(names_of(asked.question))
    shared = said & set(words(old.text))
    return bool(about & said) and len(shared) >= _FEWEST_WORDS


def _is_later(one: datetime.date | None, other: datetime.date | None) -> bool:
    return bool(one and other and one > other)
