"""The best sentence of a large folder is less sure to answer than one as good of a small folder.

Where much was searched, much is on the matter, and the best of what looks right is wrong more
often. `qa/training/fit_size.py` measures by how much.
"""

from collections.abc import Sequence
from dataclasses import replace
from math import log10

from qa.evidence.select import Evidence
from qa.models.calibration import Size, logistic, logit


def in_a_folder_of(passages: int, probability: float, size: Size | None) -> float:
    """A probability by the sentence itself, as it is in a folder of so many passages.

    Args:
        passages: that were searched; 0 where that is not known, which changes nothing.
        probability: in [0, 1].
        size: what the number bears; None where that was not measured, which changes nothing.
    """
    if size is None or not passages:
        return probability
    tenfold = log10(size.passages / max(passages, size.least))
    return logistic(logit(probability) + size.weight * tenfold)


def in_size(evidence: Sequence[Evidence], passages: int, size: Size | None) -> list[Evidence]:
    """The evidence, each sentence as probable as it is in a folder of so many passages.

    Args:
        evidence: in any order, which is kept: all become more probable, or all less.
        passages: as for `in_a_folder_of`.
        size: likewise.
    """
    return [
        replace(one, probability=in_a_folder_of(passages, one.probability, size))
        for one in evidence
    ]
