"""A claim with its days told in the words of its evidence.

By a report of 24 October 2025, a Friday, "On Oct. 24, 2025, six people were hurt" says the same as
"Six people were hurt on Friday". A network that reads words does not know which day a Friday was;
the calendar does.
"""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from index.text.dates import iso_date
from index.text.time_phrases import Mention, find_periods
from index.text.words import words
from qa.english import tense
from qa.english.dates import TIME_OF_DAY
from qa.english.speakers import THE_SOURCE
from qa.models.judge import Judgement
from qa.support.facts import facts

LONGEST = 2_000
"""Characters of a claim; no sentence of a document has more than half as many."""


def in_words_of(evidence: str, claim: str, about: str) -> str:
    """A claim with the days that it names as its evidence names them.

    Args:
        evidence: the sentences that the claim cites, one a line.
        claim: one sentence.
        about: titles and dates of their documents, one a line. Where these are of several days,
            or of none, nobody knows which day a "Friday" is.

    Returns:
        The claim as it is where it names no day, or only in words that the evidence has.
    """
    days = {found for line in about.split("\n") if (found := iso_date(line))}
    if len(days) != 1 or len(claim) > LONGEST:
        return claim
    published = datetime.date.fromisoformat(days.pop())
    given = _mentions(evidence, published)
    for one in reversed(_mentions(claim, published)):
        end = one.end - (claim[one.start : one.end] == claim[one.start :] and claim[-1] == ".")
        before, phrase, after = claim[: one.start], claim[one.start : end], claim[end:]
        if phrase in evidence:
            continue
        told = _told(one, phrase, evidence, given)
        if told:
            with_it = tense.BEFORE_A_TIME.search(evidence[: told.start])  # on Friday, yesterday
            start = with_it.start() if with_it else told.start
            left = tense.BEFORE_A_TIME.sub("", before).rstrip()
            time = evidence[start : told.end].strip(" ,")
            claim = f"{left} {time}{after}" if left else f"{time[:1].upper()}{time[1:]}{after}"
        elif not given and _is_of_document(one, before, published):
            claim = _without_time(before, after)
    return claim


def _told(one: Mention, phrase: str, evidence: str, given: Sequence[Mention]) -> Mention | None:
    """How the evidence tells a time of the claim: the same, or one within it; None if not at all.

    "Tuesday night" is told by no "Tuesday".
    """
    hours = set(TIME_OF_DAY.findall(phrase.lower()))
    inside = [
        each
        for each in given
        if one.period.days
        and one.period.covers(each.period)
        and hours <= set(TIME_OF_DAY.findall(evidence[each.start : each.end].lower()))
    ]
    return next((each for each in inside if each.period == one.period), next(iter(inside), None))


class Judging(Protocol):
    """What judges: the base network, or what stands in for it."""

    def judge(self, claim: str, evidence: str, about: str = "") -> Judgement | None:
        """See `qa.models.judge.Judge.judge`."""


def judgement_of(claim: str, evidence: str, about: str, judge: Judging) -> Judgement | None:
    """What a network makes of a claim with its days told in the words of its evidence.

    It is shown what is known of the documents only where the claim still needs it. The places of
    its tokens are those in the claim as it was given.
    """
    told = in_words_of(evidence, claim, about)
    found = judge.judge(told, evidence, days_told(told, evidence, about))
    if found is None or told == claim:
        return found
    return replace(found, places=tuple(_back(found.places, claim, told)))


def _back(places: tuple[tuple[int, int], ...], claim: str, told: str) -> Iterator[tuple[int, int]]:
    """Places of `told` in `claim`; of what was changed, the whole stretch that it was made of."""
    same = _alike(claim, told)
    rest = min(_alike(claim[::-1], told[::-1]), min(len(claim), len(told)) - same)
    for start, end in places:
        if end <= same:
            yield start, end
        elif start >= len(told) - rest:
            yield start + len(claim) - len(told), end + len(claim) - len(told)
        else:
            yield same, len(claim) - rest


def _alike(one: str, other: str) -> int:
    """With how many of the same characters two texts begin."""
    pairs = zip(one, other, strict=False)
    return next((n for n, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


def days_told(claim: str, evidence: str, about: str) -> str:
    """What is known of the documents, where the claim tells a day or time that needs it; else "".

    A network that sees a day above evidence which has none of it looks for it in the claim: the
    shelling "on Friday" is then taken for another one.
    """
    return about if facts(claim).dates - facts(evidence).dates else ""


def _mentions(text: str, published: datetime.date) -> list[Mention]:
    return [one for one in find_periods(text, published) if one.kind != "now"]


def _is_of_document(one: Mention, before: str, day: datetime.date) -> bool:
    """Whether a claim tells the day of its document: "as of" it, or as that of the report itself.

    The day on which something happened is another matter: a report does not say that all it tells
    happened on its day.
    """
    if one.period.first != day:
        return False
    named = words(tense.BEFORE_A_TIME.sub("", before))[-1:]
    return one.period.last is None or (one.period.last == day and not THE_SOURCE.isdisjoint(named))


def _without_time(before: str, after: str) -> str:
    left = tense.BEFORE_A_TIME.sub("", before).rstrip()
    right = after.lstrip(" ,") if not left else after.removeprefix(",")
    return f"{left}{right}" if left else right[:1].upper() + right[1:]
