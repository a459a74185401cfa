"""What one search sees: the words at one generation of the store, and the vectors."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Protocol

from index.search.dense import Ranking
from index.search.lexical import Words
from index.store.scopes import Selection
from index.types import Vectors

_CANDIDATES = 3
"""Times as many passages as are wanted, that a compressed base gives to be compared exactly."""


class VectorIndex(Protocol):
    """Vectors of passages by their keys; see `DenseIndex`."""

    def __len__(self) -> int: ...

    @property
    def exact(self) -> bool:
        """Whether scores are inner products, not estimates of them."""
        ...

    def search(self, vector: Vectors, k: int, within: Selection | None = None) -> Ranking:
        """The k nearest to `vector`, of shape (dimension,); fewer if there are fewer."""
        ...


class VectorSource(Protocol):
    """Where the exact vectors are; see `VectorTable`."""

    def get(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the keys that have a vector, and the vectors; float32."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """The words at one generation of the store, and vectors at least up to it."""

    words: Words
    vectors: VectorIndex
    source: VectorSource

    @property
    def generation(self) -> int:
        """Generation of the store that the words show."""
        return max(self.words.generation, 0)

    def lexical(self, query: str, k: int, within: Selection | None = None) -> Ranking:
        """The k best passages by BM25; see `Words.search`."""
        return self.words.search(query, k, within)

    def dense(self, vector: Vectors, k: int, within: Selection | None = None) -> Ranking:
        """The k nearest passages, of a selection if there is one, by the inner product."""
        if self.vectors.exact:
            return self.vectors.search(vector, k, within)
        candidates = [key for key, _ in self.vectors.search(vector, _CANDIDATES * k, within)]
        keys, found = self.source.get(candidates)
        scores = (found @ vector).tolist() if keys else []
        ranked = sorted(
            (item for item in zip(keys, scores, strict=True) if isfinite(item[1])),
            key=lambda item: (-item[1], item[0]),
        )
        return ranked[:k]
