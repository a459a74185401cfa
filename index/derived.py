"""The two search indexes, derived from the store: kept in step with it, or built anew.

They lie beside the store with a stamp: the generation of the store that they show. The stamp is
written last, so a run that was cut off leaves an old stamp and the next writer builds them anew.
"""

from collections.abc import Sequence
from itertools import chain
from pathlib import Path

from index.dense import DenseIndex, Ranking
from index.encode import Vectors
from index.lexical import LexicalIndex
from index.store import Store


class Derived:
    """FAISS and tantivy over the passages of a store."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._dense_path = folder / "dense.faiss"
        self._lexical_path = folder / "lexical"
        self._stamp_path = folder / "derived.stamp"
        self.generation = -1
        self._dense: DenseIndex | None = None
        self._lexical: LexicalIndex | None = None

    @property
    def loaded(self) -> bool:
        """Whether there is something to search."""
        return self._dense is not None

    def stamp(self) -> int:
        """Generation that the files on disk show; -1 if there are none or they are unknown."""
        try:
            return int(self._stamp_path.read_text())
        except (OSError, ValueError):
            return -1

    def load(self) -> None:
        """Read the files on disk, unless they are loaded already.

        Raises:
            OSError: if they are missing or damaged.
        """
        stamp = self.stamp()
        if stamp == self.generation and self._dense is not None:
            return
        dense, lexical = DenseIndex.load(self._dense_path), LexicalIndex(self._lexical_path)
        self._dense, self._lexical, self.generation = dense, lexical, stamp

    def rebuild(self, store: Store, dimension: int) -> None:
        """Make both from the store alone, and save them."""
        self._stamp_path.unlink(missing_ok=True)
        dense = DenseIndex(dimension)
        for keys, vectors in store.vectors():
            dense.add(keys, vectors)
        lexical = LexicalIndex.create(self._lexical_path)
        lexical.update(store.texts(), [])
        self._dense, self._lexical = dense, lexical
        dense.save(self._dense_path)
        self._write_stamp(store)

    def update(self, store: Store, added: Sequence[str], removed: Sequence[int]) -> None:
        """Take up a change of the store, and save.

        Args:
            store: as it is after the change.
            added: ids of documents that are new.
            removed: keys of passages that are gone.

        Raises:
            ValueError: if nothing is loaded.
        """
        if self._dense is None or self._lexical is None:
            raise ValueError("load or rebuild before an update")
        if added or removed:
            self._stamp_path.unlink(missing_ok=True)
            self._dense.remove(removed)
            for id in added:
                self._dense.add(*store.document_vectors(id))
            texts = chain.from_iterable(store.document_texts(id) for id in added)
            self._lexical.update(texts, removed)
            self._dense.save(self._dense_path)
        self._write_stamp(store)

    def dense(self, vector: Vectors, k: int) -> Ranking:
        """The k nearest passages; see `DenseIndex.search`."""
        return self._dense.search(vector, k) if self._dense is not None else []

    def lexical(self, query: str, k: int) -> Ranking:
        """The k best passages by BM25; see `LexicalIndex.search`."""
        return self._lexical.search(query, k) if self._lexical is not None else []

    def _write_stamp(self, store: Store) -> None:
        self.generation = store.generation()
        partial = self._stamp_path.with_suffix(".partial")
        partial.write_text(str(self.generation))
        partial.replace(self._stamp_path)
