"""A question that is bound by an event: "before the vote", "since she took office".

The event is looked up in the documents: the sentence that says it and when it was. Where all of the
sentences that fit the question best agree on the day, it bounds the time asked for, and the answer
says by which sentence; where none says a day, or they differ, it binds nothing and that is said. A
word after "before" that is no happening ("before the king") is left alone.
"""

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.text.dates import plain_date
from index.text.periods import Period
from index.text.words import words
from index.types import Hit, Scope, Span
from qa.english import bounds, tense
from qa.english.events import PAST, REFERS
from qa.evidence import when
from qa.evidence.events import event_of
from qa.evidence.select import names_of
from qa.types import AskedTime

HITS = 24
"""Passages in which an event is looked for."""

NO_DAY = "The documents say no day of “{}”; the question is answered without it."
SEVERAL_DAYS = (
    "“{}” may be of {} or of {}; the question is answered without it. Name the day in the question."
)

_WORD = re.compile(r"\w+(?:[’'-]\w+)*")
_LONGEST = 31
"""Days of an event, at most, whose day is taken to be known."""
_DAY = datetime.timedelta(1)


@dataclass(frozen=True, slots=True)
class EventBound:
    """A bound in a question.

    Attributes:
        start: offset of its first character.
        end: offset behind its last one.
        way: before, after, since or until.
        event: the words that name the event.
    """

    start: int
    end: int
    way: str
    event: str


@dataclass(frozen=True, slots=True)
class _Day:
    """When a sentence says that the event was, and how many other words of the question it has."""

    first: datetime.date
    last: datetime.date
    shared: int
    source: str


def event_bound(question: str) -> EventBound | None:
    """The event that bounds a question; None if none does."""
    for pattern in (bounds.BEHIND, bounds.IN_FRONT):
        match = pattern.search(question)
        if not match or bounds.NO_BOUND.search(question[: match.start()]):
            continue
        event = " ".join(match["event"].split())
        if _happens(event):
            return EventBound(match.start(), match.end(), match["way"].lower(), event)
    return None


def _happens(event: str) -> bool:
    if bounds.SPAN.search(event):
        return False
    clause = bounds.CLAUSE.match(event)
    if clause and PAST.match(event[clause.end() :].strip()):
        return True
    head = bounds.OF.split(event)[0]
    return bool(bounds.HAPPENING.fullmatch(head.split()[-1]))


def bound_by_event(
    asked: AskedTime, scope: Scope, search: Callable[[str], Sequence[Hit]]
) -> tuple[AskedTime, list[str]]:
    """The time of a question with that of the event that bounds it.

    Args:
        asked: its time, as far as it is told in words.
        scope: that was given; with days in it the event is not asked for.
        search: gives the passages, in the scope, that match a query.

    Returns:
        The time, and what is to be said where the event binds nothing, in whole sentences.
    """
    if asked.period or scope.since or scope.until:
        return asked, []
    bound = event_bound(asked.asked)
    if bound is None:
        return asked, []
    rest = asked.asked[: bound.start] + asked.asked[bound.end :]
    days = _days(bound.event, rest, search(f"{bound.event} {rest}"), asked)
    if not days:
        return asked, [NO_DAY.format(bound.event)]
    best = [day for day in days if day.shared == max(day.shared for day in days)]
    first, last = min(best, key=lambda day: day.first), max(best, key=lambda day: day.last)
    if (last.last - first.first).days > _LONGEST or last.first - first.first > _DAY:
        told = (plain_date(day.first.isoformat()) for day in (first, last))
        return asked, [SEVERAL_DAYS.format(bound.event, *told)]
    question = when.without(asked.asked, bound.start, bound.end)
    period = _period(bound.way, first)
    return replace(
        asked,
        question=question,
        phrase=asked.asked[bound.start : bound.end].strip(" ?.!,"),
        period=period,
        past=bool(tense.PAST.search(question)),
        # what came after it came on a day; "since" asks for what has been so
        event=bool(tense.EVENT.search(question)) or bound.way in ("after", "following"),
        source=first.source,
    ), []


def _period(way: str, day: _Day) -> Period:
    """The days before or after an event; its own are after it, and are those of "until"."""
    if way in ("after", "following", "since"):
        return Period(day.first, None)
    return Period(None, day.last if way in ("until", "till") else day.first - _DAY)


def _days(event: str, rest: str, hits: Sequence[Hit], asked: AskedTime) -> list[_Day]:
    """When the sentences that say an event say that it was."""
    wanted = set(words(bounds.PRONOUN.sub("", event, count=1)))
    others = set(words(rest)) - wanted
    names = set(names_of(rest)) if bounds.PRONOUN.match(event) else set()
    found: list[_Day] = []
    for hit in hits:
        document = hit.passage.document
        published = when.published_on(document, asked)
        beside = set(words(document.title))
        for span in hit.passage.citable:
            text = document.slice(span)
            said = set(words(text))
            around = said | beside
            if not wanted or not wanted <= said or (names and not names & around):
                continue
            if _is_set_against(text, wanted):
                continue
            told = event_of(text, published, lead=_leads(hit, span))
            if told and told.told != "planned" and (told.last - told.first).days <= _LONGEST:
                shared = len(others & around)
                source = _source(text, document.title, document.published)
                found.append(_Day(told.first, told.last, shared, source))
    return found


def _is_set_against(text: str, wanted: set[str]) -> bool:
    """Whether a sentence tells of something else, which was before or after the event."""
    for match in _WORD.finditer(text):
        if wanted & set(words(match[0])):
            return bool(REFERS.search(text[: match.start()]))
    return False


def _leads(hit: Hit, span: Span) -> bool:
    """Whether a sentence is the first of its document."""
    return hit.passage.span.start == 0 and hit.passage.citable[0] == span


def _source(text: str, title: str, published: str | None) -> str:
    about = ", ".join(filter(None, (title, plain_date(published or ""))))
    return f"“{' '.join(text.split())}” ({about})"
