"""What a few documents say as a whole: the sentences of each that are most about it.

Of many, only their list is short enough; see `qa/kinds/documents.py`.
"""

from collections.abc import Sequence

from index.corpus import Index
from index.types import Document, Listed, Scope
from qa.evidence.one_document import hits_of
from qa.kinds.overview import MOST, Told, about, choose, with_told
from qa.types import Answer, Kind

FEW = 3
"""Documents that are told of in their own sentences."""

FEWEST = 3
"""Sentences of a document, where there are so many."""

NOTHING_SAID = "No sentence of the documents can be cited."


def of_whole(
    index: Index, question: str, listed: Sequence[Document | Listed], scope: Scope
) -> Answer:
    """What some documents say, in the sentences of each that its title and its beginning favour.

    Args:
        index: that holds them.
        question: as it was asked.
        listed: the documents, at most `FEW`.
        scope: that they are all of.
    """
    chosen: list[Told] = []
    for one in listed:
        hits = hits_of(index, one, index.passages(one.id), one.title)
        told = about(one.title, hits, index.encoder)
        chosen += choose(told, index.encoder, max(FEWEST, MOST // len(listed)))
    empty = Answer(
        question,
        reason="" if chosen else NOTHING_SAID,
        scope=scope,
        coverage=index.coverage(scope),
        kind=Kind.OVERVIEW,
    )
    return with_told(empty, chosen, max(one.score for one in chosen)) if chosen else empty
