"""FAISS: passage vectors in, nearest passages out. Exact, by inner product."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import faiss
import numpy as np

from index.encode import Vectors

Ranking = list[tuple[int, float]]
"""(key of a passage, score), best first; equal scores by key."""


class DenseIndex:
    """Vectors of passages by their keys."""

    def __init__(self, dimension: int) -> None:
        self._faiss: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    @classmethod
    def load(cls, path: Path) -> "DenseIndex":
        """Read what `save` wrote.

        Raises:
            OSError: if the file is missing or is not an index of FAISS.
        """
        loaded = cls.__new__(cls)
        try:
            loaded._faiss = faiss.read_index(str(path))
        except RuntimeError as error:
            raise OSError(str(error)) from error
        return loaded

    def save(self, path: Path) -> None:
        """Write to `path`; a reader sees the old file or the new one, never half.

        Raises:
            OSError: if it cannot be written.
        """
        partial = path.with_name(path.name + ".partial")
        try:
            faiss.write_index(self._faiss, str(partial))
        except RuntimeError as error:
            raise OSError(str(error)) from error
        partial.replace(path)

    def __len__(self) -> int:
        return int(self._faiss.ntotal)

    def add(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Add vectors of shape (len(keys), dimension); a key must be new."""
        if len(keys):
            self._faiss.add_with_ids(vectors, np.asarray(keys, np.int64))

    def remove(self, keys: Sequence[int]) -> None:
        """Forget these keys; unknown ones are passed over."""
        if len(keys):
            self._faiss.remove_ids(np.asarray(keys, np.int64))

    def search(self, vector: Vectors, k: int) -> Ranking:
        """The k nearest to `vector`, of shape (dimension,); fewer if there are fewer."""
        k = min(k, len(self))
        if k == 0:
            return []
        scores, keys = self._faiss.search(vector[np.newaxis], k)
        found = zip(keys[0].tolist(), scores[0].tolist(), strict=True)
        return sorted(found, key=lambda item: (-item[1], item[0]))
