"""The base of vectors on disk: opened, and made anew from the store now and then."""

import json
import logging
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import numpy as np

from index.search.dense import EXACT_UP_TO, FEW, Base, DenseIndex, Kind, build, sample_size
from index.store.checksums import CHECKED_AT_OPENING
from index.store.layout import VECTOR_FILES
from index.store.store import Store
from index.types import Vectors

_log = logging.getLogger("pincite")

CHOICES = ("auto", "exact", "compressed")
"""How a user may want vectors to be held; `auto` is by their number."""

_LAG = 5_000
"""Vectors that a process reads from the store before a base of more is made."""
_LAG_SHARE = 0.1
"""The same as a part of the vectors in the base, where that is more."""
_MARGIN = 1.2
"""Times too many vectors, at which an exact base becomes a compressed one."""


class VectorBase:
    """The base of the vectors of a store, in the folder of its index."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Nothing is opened before it is needed.

        Args:
            folder: of the index.
            store: of it.
        """
        self._folder = folder
        self._store = store
        self._damaged: str | None = None  # the base, as the store has it, that was damaged

    def recorded(self) -> Base | None:
        """The base, as the store has it; None if none was made."""
        text = self._store.vectors.base()
        return Base(**json.loads(text)) if text else None

    def open(self, base: Base, most: int | None = None) -> DenseIndex:
        """A base that is as it was written.

        Args:
            base: what it should hold.
            most: bytes, beyond which the file is not read through first.

        Raises:
            OSError: if it is missing, or not as it was written.
        """
        path = self._folder / base.file
        whole = most is None or path.stat().st_size <= most
        crc = base.crc if whole else None
        index = DenseIndex(self._store.vectors.dimension(), path, base.kind, crc)
        if len(index) != base.count:
            raise OSError(f"{base.file} has {len(index):,} of {base.count:,} vectors")
        return index

    def open_or_warn(self, state: tuple[str, str]) -> tuple[Base, DenseIndex] | None:
        """The base of a state of the store; None, and a warning, if it is gone or damaged.

        Args:
            state: of the vectors, as `VectorTable.state` gives it, with a base.
        """
        text = state[0]
        base = Base(**json.loads(text))
        try:
            return base, self.open(base, CHECKED_AT_OPENING)
        except OSError as error:
            if state == self._store.vectors.state():  # or another took its place
                self._damaged = text
                _log.warning(f"Vectors are read from the store, not from the base: {error}.")
            return None

    # For writers; one at a time

    def due(self) -> bool:
        """Whether so much came or went since the base was made that a new one is due."""
        base = self.recorded()
        count = self._store.count_embedded()
        if base is None:
            return count > _LAG
        damaged = self._damaged == self._store.vectors.base()
        if damaged or not (self._folder / base.file).is_file() or base.kind != self._kind(count):
            return True
        came = self._store.vectors.count_after(base.last)
        lag = came + self._store.removals.count(base.generation)
        return lag > max(_LAG, _LAG_SHARE * base.count)

    def _kind(self, count: int) -> Kind:
        """How a base of so many vectors is to hold them.

        Where nobody chose, an exact base stays until it is clearly too large.
        """
        choice = self._store.settings.choice() or "auto"
        base = self.recorded()
        if base and base.kind == "exact" and choice == "auto":
            count = int(count / _MARGIN)
        most = {"exact": count, "compressed": FEW}.get(choice, EXACT_UP_TO)
        return "exact" if count <= most else "compressed"

    def make(self) -> None:
        """Make the base anew from the store.

        Raises:
            OSError: if it cannot be written.
        """
        store = self._store
        count = store.count_embedded()
        if not count:
            return
        generation, last = store.generation(), store.vectors.last()
        file = f"vectors-{generation}-{last}.faiss"
        kind = self._kind(count)
        sample = _sample(store.vectors.after(), count, sample_size(kind, count))
        crc = build(self._folder / file, kind, store.vectors.after(), sample, count)
        base = Base(file, kind, generation, last, count, crc)
        with store.transaction():
            store.vectors.put_base(json.dumps(asdict(base)))
            store.removals.drop_keys(generation)
        self._drop_files(file)

    def drop(self) -> None:
        """Have no base, until one is due."""
        with self._store.transaction():
            self._store.vectors.renew()
        self._drop_files()

    def _drop_files(self, kept: str = "") -> None:
        for pattern in VECTOR_FILES:
            for path in self._folder.glob(pattern):
                if path.name != kept:
                    path.unlink(missing_ok=True)


def _sample(batches: Iterator[tuple[list[int], Vectors]], count: int, size: int) -> Vectors:
    """Some of the vectors, evenly from all."""
    step = max(1, count // size)
    taken = []
    seen = 0
    for _, vectors in batches:
        taken.append(vectors[(-seen) % step :: step])
        seen += len(vectors)
        if size == 1:
            break
    return np.concatenate(taken)
