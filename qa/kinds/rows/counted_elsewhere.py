"""Sentences that tell another number than the rows of a table do.

A list of five names does not show that five people wait: "There are 31 people on the waiting list"
is said beside it, and who asks has to see both.
"""

from collections.abc import Iterator, Sequence

from index.text.words import words
from index.types import Hit, Span
from qa.english.asked_rows import RowsAsked
from qa.english.counted import numbers_of
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.claimable import line_of
from qa.evidence.select import Evidence
from qa.kinds.listed import SURE, by_itself

MOST = 3
"""So many sentences are told."""


def counted_elsewhere(asked: RowsAsked, count: int, hits: Sequence[Hit]) -> list[Evidence]:
    """The sentences that count what is asked for, and not as many; the first `MOST`.

    Args:
        asked: a question for a number.
        count: of the rows that fit.
        hits: passages for it.
    """
    matter = frozenset(words(asked.question[asked.start :])) - FUNCTION_STEMS
    found: dict[Span, Evidence] = {}
    for hit in hits if asked.head else ():
        document = hit.passage.document
        for span in _sentences_on(hit, matter):
            told = numbers_of(document.slice(span), asked.head)
            if told and count not in told:
                found.setdefault(span, by_itself(document, span, SURE))
    return list(found.values())[:MOST]


def _sentences_on(hit: Hit, matter: frozenset[str]) -> Iterator[Span]:
    """The sentences of a passage, but for rows, whose line says all that is asked about."""
    document = hit.passage.document
    for span in hit.passage.citable:
        if document.in_table(span.start):
            continue
        line = document.text[slice(*line_of(document.text, span))]
        if matter <= frozenset(words(line)):
            yield span
