"""The vectors of a store in the memory of one process: the base, and what came or went since.

Every process reads what came and went from the store by itself.
"""

import numpy as np

from index.search.base import VectorBase
from index.search.dense import DenseIndex
from index.store.store import Store


class CurrentVectors:
    """FAISS over the vectors of a store; for one search at a time to catch up."""

    def __init__(self, base: VectorBase, store: Store) -> None:
        """Nothing is opened before it is needed.

        Args:
            base: of the vectors.
            store: of them.
        """
        self._base = base
        self._store = store
        self._index = DenseIndex(0)
        self._state: tuple[str, str] | None = None  # of the store, whose vectors these are
        self._base_last = 0  # highest key in the base
        self._last = 0  # highest key that was read
        self._generation = 0  # up to which removals were read
        self._last_seen = 1  # highest key of a vector in the store when it was last looked at

    def at(self, generation: int) -> DenseIndex:
        """The vectors, at least up to a generation of the store.

        Raises:
            DamagedError: if they are not as they were written.
        """
        while not self._catch_up(generation):
            pass
        return self._index

    def _catch_up(self, generation: int) -> bool:
        """Whether the vectors now show the store; not if another base was made meanwhile."""
        store = self._store
        if self._state != store.vectors.state():
            self._start_from_base()
        with store.snapshot():
            if self._state != store.vectors.state():
                return False
            if generation > self._generation:
                self._drop_removed(generation)
            last = store.vectors.last()
            if (last > self._last or last < self._last_seen) and store.vectors.count_missing(
                self._last
            ):
                raise store.damage("a vector is missing")
            if last > self._last:
                self._read_new()
            self._last_seen = last
        return True

    def _drop_removed(self, generation: int) -> None:
        removals = self._store.removals
        if removals.count_wrong(self._generation, generation):
            raise self._store.damage("the list of what was taken out")
        self._index.remove(removals.keys(self._generation, generation), self._base_last)
        self._generation = generation

    def _read_new(self) -> None:
        """Read the vectors that came since, but those of passages that are gone again."""
        store = self._store
        if not self._index.dimension:
            self._index = DenseIndex(store.vectors.dimension())
        removed = np.array(store.removals.keys(-1, self._generation), np.int64)
        for keys, vectors in store.vectors.after(self._last):
            if vectors.shape[1] != self._index.dimension:
                raise store.damage("vectors are not of one length")
            present = np.isin(keys, removed, invert=True)
            self._index.add(np.array(keys, np.int64)[present].tolist(), vectors[present])
            self._last = keys[-1]

    def _start_from_base(self) -> None:
        """Start from the base on disk; without one, or if it is damaged, from nothing."""
        state = self._store.vectors.state()
        opened = self._base.open_or_warn(state) if state[0] else None
        if opened:
            base, self._index = opened
            self._base_last = self._last = base.last
            self._generation = base.generation
        else:
            self._index = DenseIndex(self._store.vectors.dimension())
            self._base_last = self._last = self._generation = 0
        self._state = state
