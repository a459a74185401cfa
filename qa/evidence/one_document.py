"""The passages of one document that are read for a question."""

from collections.abc import Sequence
from dataclasses import replace

from index.corpus import Index
from index.errors import UserError
from index.types import EVERYWHERE, Document, Hit, Listed, Passage

PASSAGES = 32
"""Passages of a document that are read."""

_SEARCHED = 1_000
"""Passages of a file of several documents among which those of one are looked for."""


def hits_of(
    index: Index, document: Document | Listed, passages: Sequence[Passage], question: str
) -> list[Hit]:
    """The passages of a document that are read for a question.

    All of one with few. A longer one is searched, by way of its file; where that holds many
    documents, those of this one among the best of them.

    Args:
        index: that holds it.
        document: any of it.
        passages: all of the document's.
        question: that stands alone.
    """
    if len(passages) <= PASSAGES:
        return [Hit(passage, 0.0) for passage in passages]
    file = replace(EVERYWHERE, folders=(passages[0].document.source,))
    try:
        return index.search(question, PASSAGES, scope=file)
    except UserError:  # it is one of several in its file
        file = replace(file, folders=(document.source.rpartition("#")[0],))
    found = index.search(question, _SEARCHED, scope=file)
    return [hit for hit in found if hit.passage.document.id == document.id][:PASSAGES]
