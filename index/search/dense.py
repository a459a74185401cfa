"""FAISS: passage vectors in, nearest passages out, by inner product.

A base on disk that never changes, and in memory what came or went since it was made. The base is
exact while it is small; a large one has inverted lists of vectors with a byte for each number. It
is mapped, not read, so a search takes a few lists from disk; what it gives is to be compared again.
"""

import os
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from errno import EDQUOT, EFBIG, ENOSPC
from math import ceil, isfinite, sqrt
from pathlib import Path
from typing import Any, Literal

import faiss
import numpy as np

from index.files import atomic_write
from index.search.excerpts import Excerpts
from index.store.checksums import file_crc
from index.store.scopes import Selection
from index.types import Vectors

Ranking = list[tuple[int, float]]
"""(key of a passage, score), best first; equal scores by key."""

Kind = Literal["exact", "compressed"]

EXACT_UP_TO = 50_000
"""Vectors in an exact base, unless a user chooses otherwise."""

FEW = 10_000
"""Vectors of which no lists are made, and which one thread searches."""

LOOKED_AT = 40_000
"""Vectors that a search compares with, about: so many lists are looked into."""

_PROBES = 32  # lists at least
_LEAST_SHARE = 1e-4  # of a selection, below which all lists are looked into

_TRAINING = 50  # vectors for each list, to find their centres


@dataclass(frozen=True, slots=True)
class Base:
    """What a base on disk holds.

    Attributes:
        file: its name.
        kind: how it holds vectors.
        generation: of the store, that it shows.
        last: highest key in it.
        count: vectors in it.
        crc: of the file.
    """

    file: str
    kind: Kind
    generation: int
    last: int
    count: int
    crc: int


class DenseIndex:
    """Vectors of passages by their keys; search and change it from any number of threads."""

    def __init__(
        self, dimension: int, base: Path | None = None, kind: Kind = "exact", crc: int | None = None
    ) -> None:
        """An empty index, or one on a base of this kind.

        Args:
            dimension: of the vectors.
            base: its file.
            kind: of it.
            crc: of the file, which is read through first; by default it is not.

        Raises:
            OSError: if the base is missing, is not an index of FAISS, or not the one that is meant.
        """
        self.dimension = dimension
        self._base: Any = _open(base, kind, crc) if base else None
        if self._base is not None and self._base.d != dimension:
            raise OSError(f"it holds vectors of {self._base.d} numbers, not of {dimension}")
        self._excerpts = None if self.exact else Excerpts(self._base)
        self._removed: frozenset[int] = frozenset()
        self._added: Any = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self._lock = threading.Lock()

    def __len__(self) -> int:
        base = int(self._base.ntotal) - len(self._removed) if self._base is not None else 0
        return base + int(self._added.ntotal)

    @property
    def exact(self) -> bool:
        """Whether scores are inner products, not estimates of them."""
        return self._base is None or not isinstance(self._base, faiss.IndexIVF)

    def add(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Add vectors of shape (len(keys), dimension); a key must be new."""
        if len(keys):
            with self._lock:
                self._added.add_with_ids(vectors, np.asarray(keys, np.int64))

    def remove(self, keys: Sequence[int], last: int = 0) -> None:
        """Forget these keys; unknown ones are passed over.

        Args:
            keys: of passages.
            last: highest key in the base.
        """
        if len(keys):
            with self._lock:
                self._added.remove_ids(np.asarray(keys, np.int64))
            if self._base is not None:
                self._removed |= {key for key in keys if key <= last}

    def search(self, vector: Vectors, k: int, within: Selection | None = None) -> Ranking:
        """The k nearest to `vector`, of shape (dimension,); fewer if there are fewer.

        Args:
            vector: of shape (dimension,).
            k: how many at most.
            within: those to look at. The fewer of all they are, the more lists of a compressed
                base are looked into, so that as many vectors are compared with as without it.
        """
        query = vector[np.newaxis]
        found: Ranking = []
        if self._base is not None:
            kept = self._excerpts.of(within) if self._excerpts and within else None
            base = self._base if kept is None else kept
            found = _nearest(base, query, k, self._parameters(within, is_alone=kept is not None))
        parameters: Any = faiss.SearchParameters() if within else None
        if within:
            parameters.sel = parameters.held = _among(within)
        with self._lock:
            found += _nearest(self._added, query, k, parameters)
        return sorted(found, key=lambda item: (-item[1], item[0]))[:k]

    def _parameters(self, within: Selection | None, *, is_alone: bool = False) -> Any:
        """How the base is searched.

        Args:
            within: the keys to look at.
            is_alone: whether no others are in what is searched.
        """
        found: Any = faiss.SearchParameters() if self.exact else faiss.SearchParametersIVF()
        if not self.exact:
            each = max(1, int(self._base.ntotal) // self._base.nlist)
            probes = max(_PROBES, LOOKED_AT // each)
            share = max(within.share, _LEAST_SHARE) if within else 1.0
            found.nprobe = min(int(self._base.nlist), ceil(probes / share))
        held: list[Any] = [_among(within)] if within and not is_alone else []
        if removed := self._removed:
            keys = faiss.IDSelectorBatch(np.fromiter(removed, np.int64, len(removed)))
            held += [keys, faiss.IDSelectorNot(keys)]
        if len(held) > 2:
            held.append(faiss.IDSelectorAnd(held[0], held[2]))
        if held:
            found.sel = held[-1]
            found.held = held  # C++ keeps no hold of them
        return found


def _among(within: Selection) -> Any:
    """What tells FAISS which keys to look at; it takes the bits as an array, whatever it says."""
    selector: Any = faiss.IDSelectorBitmap
    return selector(within.bits)


def build(
    path: Path,
    kind: Kind,
    batches: Iterable[tuple[Sequence[int], Vectors]],
    sample: Vectors,
    count: int,
) -> int:
    """Write a base; a reader sees the old file or the new one, never half.

    Args:
        path: where to.
        kind: how to hold vectors.
        batches: keys and vectors.
        sample: some of the vectors, to find the centres of the lists.
        count: of all vectors.

    Returns:
        The CRC of the file.

    Raises:
        OSError: if it cannot be written.
    """
    dimension = sample.shape[1]
    made: Any
    if kind == "exact":
        made = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
    else:
        name = f"IVF{lists(count)},SQ8"
        made = faiss.index_factory(dimension, name, faiss.METRIC_INNER_PRODUCT)
        made.train(sample)
    for keys, vectors in batches:
        made.add_with_ids(vectors, np.asarray(keys, np.int64))
    with atomic_write(path) as partial:
        try:
            faiss.write_index(made, str(partial))
        except RuntimeError as error:
            raise _write_error(error) from error
        return file_crc(partial)


def _write_error(error: RuntimeError) -> OSError:
    """What FAISS says in many words of a file that it cannot write, as the system says it."""
    for code in (ENOSPC, EFBIG, EDQUOT):
        if os.strerror(code) in str(error):
            return OSError(code, os.strerror(code))
    return OSError(str(error))


def lists(count: int) -> int:
    """How many lists a compressed base of so many vectors has."""
    return max(64, round(2 * sqrt(count)))


def sample_size(kind: Kind, count: int) -> int:
    """How many vectors `build` wants to see first."""
    return 1 if kind == "exact" else min(count, _TRAINING * lists(count))


def _open(path: Path, kind: Kind, crc: int | None) -> Any:
    """The index in a file, mapped into memory; each kind has its own way."""
    if not path.is_file():
        raise FileNotFoundError(f"there is no index of vectors {path}")
    if crc is not None and file_crc(path) != crc:
        raise OSError(f"{path.name} is not as it was written")
    listed = faiss.IO_FLAG_MMAP | faiss.IO_FLAG_READ_ONLY
    try:
        return faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC if kind == "exact" else listed)
    except RuntimeError as error:
        raise OSError(str(error)) from error


@contextmanager
def _threads_for(count: int) -> Iterator[None]:
    """One thread to search few vectors, set for the calling thread alone.

    Over 49 passages, on two busy cores, that took a question 61 ms of CPU outside the networks in
    place of 72 (55 questions, in turns).
    """
    usual = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(1 if count <= FEW else usual)
    try:
        yield
    finally:
        faiss.omp_set_num_threads(usual)


def _nearest(index: Any, query: Vectors, k: int, parameters: Any) -> Ranking:
    k = min(k, int(index.ntotal))
    if k == 0:
        return []
    with _threads_for(int(index.ntotal)):
        scores, keys = index.search(query, k, params=parameters)
    return [
        (key, score)
        for key, score in zip(keys[0].tolist(), scores[0].tolist(), strict=True)
        if key >= 0 and isfinite(score)
    ]
