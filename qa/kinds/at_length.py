"""Questions that are answered at length: an overview, a comparison, what happened at a time.

Nothing is read for them as for a fact; where nothing tells of the topic at length, a fact may.
"""

import datetime
from collections.abc import Callable, Iterator
from dataclasses import replace

from index.types import Scope
from qa.english.kinds import comparison_asked, overview_asked
from qa.evidence import when
from qa.gather import Clock, Gatherer, Searched
from qa.kinds.comparison import comparison
from qa.kinds.documents import asks_what_happened
from qa.kinds.overview import naming, overview
from qa.kinds.rows.beside import may_be_rows, rows_beside
from qa.types import Answer, Event


def at_length(
    question: str, gatherer: Gatherer, scope: Scope, as_of: datetime.date | None
) -> Answer | None:
    """The answer to a question for an overview or a comparison; None to any other.

    Args:
        question: one that stands alone.
        gatherer: finds what may answer.
        scope: which documents to look in.
        as_of: the day to take for today; None for the day it is.

    Raises:
        UserError: as `Index.search`.
    """
    clock = Clock()
    time = when.asked_time(question, as_of, gatherer.index.coverage(scope).last)
    bare = time.question

    def search(matter: str, then: str) -> Searched:
        return gatherer.search(f"{matter} {then}".strip(), scope, as_of)

    if compared := comparison_asked(bare) or comparison_asked(question):
        beside = None
        if may_be_rows(compared):
            beside = rows_beside(compared, gatherer.search(question, scope, as_of), clock)
        if beside and compared.about:
            return beside
        answer = comparison(gatherer.index, search, compared, time, scope)
        answer = beside if beside and (answer.abstained or answer.missing) else answer
    elif asked := overview_asked(bare) or overview_asked(question):
        searched = gatherer.search(question, scope, as_of)
        clock.lap("search")
        answer = overview(searched, asked.topic, gatherer.index.encoder)
    else:
        return None
    clock.lap("read")
    return replace(answer, seconds=clock.seconds)


def or_fact(
    about: Iterator[Event], question: str, ask: Callable[[str], Iterator[Event]]
) -> Iterator[Event]:
    """What is said of the documents of a time; if there are none, what one says happens then."""
    for event in about:
        if isinstance(event, Answer) and _is_of_no_day(event, question):
            event = or_told(ask(question), question, event)
            yield from event.claims
        yield event


def _is_of_no_day(answer: Answer, question: str) -> bool:
    """Whether it was asked what happened at a time, and no document is of that."""
    time = answer.time
    return answer.abstained and time is not None and asks_what_happened(question, time)


def or_told(events: Iterator[Event], question: str, told: Answer) -> Answer:
    """The answer to a question that nothing tells of at length, if its document names the topic."""
    answer = next(event for event in events if isinstance(event, Answer))
    if answer.abstained:
        return told
    first = answer.sources[0].span
    hits = [hit for hit in answer.hits if hit.passage.span.contains(first)]
    asked = overview_asked(question)
    return answer if asked is None or naming(asked.topic, hits) else told
