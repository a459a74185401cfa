"""Reciprocal rank fusion: several rankings into one."""

from collections import defaultdict
from collections.abc import Sequence

from index.search.dense import Ranking

_K = 60


def fuse(rankings: Sequence[Ranking]) -> Ranking:
    """Score every key by the sum over rankings of 1 / (60 + rank), rank from 1.

    Cormack, Clarke and Büttcher, SIGIR 2009. Only ranks count, so that scores of any scale may be
    fused.

    Returns:
        Every key that is in one of the rankings, best first, equal scores by key.
    """
    scores: defaultdict[int, float] = defaultdict(float)
    for ranking in rankings:
        for rank, (key, _) in enumerate(ranking, start=1):
            scores[key] += 1.0 / (_K + rank)
    return sorted(scores.items(), key=lambda item: (-item[1], item[0]))
