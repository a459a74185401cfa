"""The vectors in Milvus, asked for by the keys of the passages of a replica."""

from collections.abc import Iterator, Sequence

import numpy as np

from index.cluster.client import MOST, Milvus
from index.cluster.collections import Choice
from index.cluster.replica import Replica
from index.search.dense import Ranking
from index.store.scopes import Selection
from index.types import Vectors

_NAMED = 20_000  # documents in one question
_MORE = 32  # vectors that are asked for beyond those wanted: of passages that went, or twice there


class SharedVectors:
    """The vectors of a shared corpus; those of passages not in the replica are passed over."""

    def __init__(self, replica: Replica, milvus: Milvus, kind: Choice) -> None:
        """Ask Milvus.

        Args:
            replica: for the keys.
            milvus: for the vectors.
            kind: how Milvus holds them.
        """
        self._replica = replica
        self._milvus = milvus
        self._kind = kind
        self._seen = (-1, -1)
        """Rows of the log, and failed calls, when Milvus was last asked for all there is."""

    def __len__(self) -> int:
        return self._replica.store.count_embedded()

    @property
    def exact(self) -> bool:
        """Whether scores are inner products, not estimates of them."""
        return self._kind != "compressed"

    def search(self, vector: Vectors, k: int, within: Selection | None = None) -> Ranking:
        """The k nearest to `vector`, of shape (dimension,); fewer if there are fewer.

        Args:
            vector: of shape (dimension,).
            k: how many at most.
            within: those to look at. Milvus is told of them by their documents, so many at a time
                as it takes.
        """
        # a server that failed may have less at hand when it is back
        mark = (self._replica.replayed_rows(), self._milvus.failures)
        strong = mark != self._seen
        found: Ranking = []
        for numbers in self._parts(within):
            found += self._nearest(vector, k, numbers, strong=strong)
        if strong:
            self._seen = mark
        return sorted(found, key=lambda item: (-item[1], item[0]))[:k]

    def _parts(self, within: Selection | None) -> Iterator[Sequence[int] | None]:
        """The numbers of the documents of a selection, as many as one question may name."""
        if within is None:
            yield None
            return
        numbers = self._replica.numbers.of_documents(within.documents.tolist())
        for first in range(0, len(numbers), _NAMED):
            yield numbers[first : first + _NAMED]

    def _nearest(
        self, vector: Vectors, k: int, numbers: Sequence[int] | None, *, strong: bool
    ) -> Ranking:
        limit = min(k + _MORE, MOST)
        while True:
            found = self._milvus.nearest(vector, limit, self._kind, numbers, strong=strong)
            firsts = self._replica.numbers.first_keys(sorted({number for number, _, _ in found}))
            scores: dict[int, float] = {}
            for number, ordinal, score in found:
                if number in firsts:
                    scores.setdefault(firsts[number] + ordinal, score)
            if len(scores) >= k or len(found) < limit or limit == MOST:
                return list(scores.items())
            limit = min(4 * limit, MOST)

    def get(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the keys that have a vector, and the vectors; float32."""
        places = {place: key for key, place in self._replica.numbers.places(keys).items()}
        rows = self._milvus.vectors({number for number, _ in places})
        found = {places[n, o]: vector for n, o, vector in rows if (n, o) in places}
        if not found:
            return [], np.zeros((0, 0), np.float32)
        return list(found), np.stack(list(found.values()))
