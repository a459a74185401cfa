"""Near copies in what was found: a report that stands in several documents is one report.

Of passages that say the same, one speaks: that of the best hit. Which documents hold its copies,
and which of them say something else, is for `qa/comparison/versions.py`.
"""

from collections.abc import Mapping, Sequence

from index.text.sameness import says_the_same
from index.text.words import words
from index.types import Hit, Listed

SAME = 0.8
"""The share of words from which passages or sentences are the same report: see `says_the_same`."""

Copies = Mapping[str, Sequence[Listed]]
"""Id of a document → its near copies."""


def distinct(hits: Sequence[Hit], copies: Copies) -> list[Hit]:
    """The hits without passages that a near copy of their document said before, in their order."""
    kept: list[tuple[Hit, frozenset[str]]] = []
    for hit in hits:
        content = frozenset(words(hit.passage.text))
        near = {listed.id for listed in copies.get(hit.passage.document.id, ())}
        if not any(
            other.passage.document.id in near and says_the_same(content, said, SAME)
            for other, said in kept
        ):
            kept.append((hit, content))
    return [hit for hit, _ in kept]
