"""Near copies in what was found: a report that stands in several documents is one report.

Of passages that say the same, one speaks: that of the best hit, and a mail rather than what another
one quotes of it. Which documents hold its copies, and which of them say something else, is for
`qa/comparison/versions.py`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from index.paths import is_quoted
from index.text.sameness import says_the_same
from index.text.words import words
from index.types import Hit, Listed

SAME = 0.8
"""The share of words from which passages or sentences are the same report: see `says_the_same`."""

Copies = Mapping[str, Sequence[Listed]]
"""Id of a document → its near copies."""


def distinct(hits: Sequence[Hit], copies: Copies) -> list[Hit]:
    """The hits without passages that a near copy of their document said before, in their order.

    A mail takes the place of what another one quotes of it.
    """
    kept: list[tuple[Hit, frozenset[str]]] = []
    for hit in hits:
        content = frozenset(words(hit.passage.text))
        near = {listed.id for listed in copies.get(hit.passage.document.id, ())}
        same = [
            place
            for place, (other, said) in enumerate(kept)
            if other.passage.document.id in near and says_the_same(content, said, SAME)
        ]
        if not same:
            kept.append((hit, content))
            continue
        other, said = kept[same[0]]
        if _is_quoted_from(other, hit) and len(content & said) >= SAME * len(said):
            kept[same[0]] = replace(hit, score=other.score), content
    return [hit for hit, _ in kept]


def _is_quoted_from(one: Hit, other: Hit) -> bool:
    """Whether of two hits that say the same only the first one is of a quoted mail."""
    return is_quoted(one.passage.document.source) and not is_quoted(other.passage.document.source)
