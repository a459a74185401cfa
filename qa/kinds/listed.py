"""A list that is found by structure, as an answer: no reader was asked."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from index.types import Document, Hit, Passage, Span
from qa.evidence.rows.tables import alone
from qa.evidence.select import Evidence
from qa.gather import Clock, Searched
from qa.types import Answer, Claim, Item, Kind

SURE = 0.9
"""What lines or rows that say all that is asked are given as a probability; set, not fitted."""


def by_itself(document: Document, span: Span, sure: float, answer: Span | None = None) -> Evidence:
    """A sentence, a row or a line that structure found, as evidence by itself.

    Args:
        document: it stands in.
        span: of it.
        sure: the probability that it is given, in [0, 1].
        answer: the words of it that answer; None for all of them.
    """
    return Evidence(alone(document, span), span, sure, answer or span)


def sentences_among(document: Document, hits: Sequence[Hit]) -> list[tuple[Span, Passage]]:
    """The sentences of a document among some hits, with their passages."""
    passages = [hit.passage for hit in hits if hit.passage.document.id == document.id]
    return [(span, passage) for passage in passages for span in passage.citable]


def evidence_at(
    document: Document, line: Span, sentences: Sequence[tuple[Span, Passage]], sure: float
) -> Evidence:
    """The first sentence of a line; the line itself where it is not among the sentences."""
    for span, passage in sentences:
        if span.start <= line.start < span.end:
            return Evidence(passage, span, sure, span)
    return by_itself(document, line, sure)


def structured(
    question: str,
    searched: Searched,
    clock: Clock,
    claims: Iterable[Claim],
    sure: float,
    kind: Kind,
) -> Answer:
    """The answer that gives what structure found.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took until now, which is counted as reading.
        claims: at least one.
        sure: the probability that it is given, in [0, 1].
        kind: of the answer.
    """
    clock.lap("read")
    claims = tuple(claims)
    return Answer(
        question,
        claims,
        searched.hits,
        sure,
        claims[0].citations[0],
        clock.seconds,
        notes=searched.unbound,
        scope=searched.scope,
        coverage=searched.coverage,
        copies_left_out=searched.copies_left_out,
        time=searched.asked,
        kind=kind,
    )


def listed(
    question: str,
    searched: Searched,
    clock: Clock,
    claims: Iterable[Claim],
    items: Sequence[Item],
    extent: str,
    sure: float,
    short: str = "",
) -> Answer:
    """The answer that gives a list.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took until now, which is counted as reading.
        claims: the sentences or rows that the items stand in.
        items: at least one, each cited.
        extent: how complete the list is, in a sentence.
        sure: the probability that it is given, in [0, 1].
        short: the answer in a few words, such as a count; or empty.
    """
    found = structured(question, searched, clock, claims, sure, Kind.LIST)
    best = items[0].citations[0]
    return replace(found, best=best, short=short, items=tuple(items), extent=extent)
