"""The parts of a compressed base that scopes hold, kept in memory.

A search in a scope has to look into many lists, most of whose vectors are not in it: to pass over
each of them takes longer than to compare with those that are. Of a scope that is asked again, a
copy of its vectors alone is kept, in the lists that they were in and in the same bytes, so that it
finds exactly what the base would.
"""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

import faiss
import numpy as np

from index.store.scopes import Selection
from index.types import Scope

MEMORY = 256 * 1024 * 1024
"""Bytes of all excerpts together, at most."""

_SCOPES = 64  # remembered, of those that have no excerpt
_KEY = 8  # bytes


@dataclass(frozen=True, slots=True)
class _Excerpt:
    """Vectors of a selection.

    Attributes:
        selection: whose they are.
        index: of FAISS, with the lists and the centres of the base.
        size: bytes.
    """

    selection: Selection
    index: Any
    size: int


class Excerpts:
    """Of one base; for any number of threads."""

    def __init__(self, base: Any, memory: int = MEMORY) -> None:
        """Nothing is copied yet.

        Args:
            base: of FAISS, with inverted lists; it never changes.
            memory: bytes of all excerpts together, at most; the one that was not asked for the
                longest is dropped first.
        """
        self._base = base
        self._memory = memory
        self._last = last_key(base)
        self._asked: OrderedDict[Scope, Selection] = OrderedDict()
        self._kept: OrderedDict[Scope, _Excerpt] = OrderedDict()
        self._lock = threading.Lock()

    def of(self, selection: Selection) -> Any | None:
        """The excerpt of a selection, from the second time it is asked for.

        None at the first time, since to copy it takes as long as some ten searches, and where it
        would not fit into the memory.
        """
        size = selection.count * (self._base.code_size + _KEY)
        if size > self._memory:
            return None
        with self._lock:
            kept = self._kept.get(selection.scope)
            if kept and selection.is_same(kept.selection, self._last):
                self._kept.move_to_end(selection.scope)
                return kept.index
            before = self._asked.pop(selection.scope, None) or (kept and kept.selection)
            if before is None:
                self._asked[selection.scope] = selection
                if len(self._asked) > _SCOPES:
                    self._asked.popitem(last=False)
                return None
            self._kept.pop(selection.scope, None)
            while self._kept and size + self.size() > self._memory:
                self._kept.popitem(last=False)
            made = _Excerpt(selection, excerpt(self._base, selection), size)
            self._kept[selection.scope] = made
            return made.index

    def size(self) -> int:
        """Bytes of all excerpts together."""
        return sum(kept.size for kept in self._kept.values())


def last_key(base: Any) -> int:
    """The highest key in a base, to whose lists keys came in their order; 0 if it is empty."""
    lists = base.invlists
    lengths = ((number, lists.list_size(number)) for number in range(base.nlist))
    return max(
        (
            int(faiss.rev_swig_ptr(lists.get_ids(number), length)[-1])
            for number, length in lengths
            if length
        ),
        default=0,
    )


def excerpt(base: Any, selection: Selection) -> Any:
    """A copy of the vectors of a selection, of those in a base with inverted lists.

    Args:
        base: of FAISS, each number of a vector in it a byte; must outlive what is made.
        selection: of keys, of which some may not be in the base.
    """
    made = faiss.IndexIVFScalarQuantizer(
        base.quantizer, base.d, base.nlist, base.sq.qtype, base.metric_type, base.by_residual
    )
    made.sq = base.sq
    made.is_trained = True
    source: Any = base.invlists
    target: Any = made.invlists
    for number in range(base.nlist):
        if not (length := source.list_size(number)):
            continue
        keys = faiss.rev_swig_ptr(source.get_ids(number), length)
        inside = np.flatnonzero(selection.mask(keys))
        if len(inside):
            codes = faiss.rev_swig_ptr(source.get_codes(number), length * base.code_size)
            some = np.ascontiguousarray(keys[inside])
            theirs = np.ascontiguousarray(codes.reshape(length, -1)[inside])
            target.add_entries(number, len(some), faiss.swig_ptr(some), faiss.swig_ptr(theirs))
            made.ntotal += len(some)
    return made
