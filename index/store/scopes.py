"""Which documents a scope holds: found by SQL, and kept until the next change.

Names are compared in Python, since SQLite folds the case of ASCII only. Every value is bound, lists
of them as JSON: none is ever a part of a query, nor a pattern.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.contents import Contents, by_folder, by_month, by_source, by_type, counted
from index.errors import UserError
from index.scopes import MOST_NAMES, checked, folder_names
from index.store.database import Database
from index.store.rows import DocumentRows
from index.text.names import host, name_key, name_keys
from index.types import SOURCES, Coverage, Scope

FEW = 10_000
"""Passages of a scope whose keys are kept as a list, too, unless they lie far apart."""

_T = TypeVar("_T")
_APART = 2_000  # runs of keys
_RUNS = 8  # of keys, which are told apart by where they begin and end
_KEPT = 32  # scopes
_NAMED = 3  # names that are said where one is unknown
_COMPARED = 2_000  # names, among which those that are near are looked for

_AMONG = "IN (SELECT value FROM json_each(?))"
_IN_FOLDER = "(file = value OR (file >= value || '/' AND file < value || '0'))"  # 0 comes after /
# folder by folder, by the index on files, not file by file
_IN_FOLDERS = (
    "number IN (SELECT number FROM json_each(?) CROSS JOIN documents ON "
    "file = value OR (file >= value || '/' AND file < value || '0'))"
)
_OF_TYPE = "lower(substr(file, -length(value) - 1)) = '.' || value"
_PRESENT = "FROM documents WHERE removed IS NULL"
# an address up to its host's end, so that those of one host are one group
_HOST_OF_URL = "substr(url, 1, 8 + instr(substr(url, 9) || '/', '/'))"
_FOLDER_OF_FILE = "rtrim(file, replace(file, '/', ''))"
# from the last point or slash on
_ENDING_OF_FILE = "substr(file, length(rtrim(file, replace(replace(file, '/', ''), '.', ''))))"

Condition = tuple[str, tuple[object, ...]]
"""A part of a query, and the values in it."""


@dataclass(frozen=True, slots=True, eq=False)
class Selection:
    """The passages of the documents of a scope.

    Attributes:
        count: how many there are.
        share: how much of all passages that is, in [0, 1].
        bits: one for each key from 0, set for those in the scope; the lowest of a byte is first.
        few: the keys, where they are at most `FEW` and do not lie too far apart; else None.
        runs: first and last of the keys that follow each other; None if there are many runs.
        documents: numbers of the documents.
        scope: whose they are.
    """

    count: int
    share: float
    bits: NDArray[np.uint8]
    few: NDArray[np.int64] | None
    runs: tuple[tuple[int, int], ...] | None
    documents: NDArray[np.int64]
    scope: Scope

    @classmethod
    def of(
        cls, scope: Scope, keys: NDArray[np.int64], documents: NDArray[np.int64], passages: int
    ) -> "Selection":
        """The selection of these keys, of so many passages in all."""
        keys = np.sort(keys)
        chosen = np.zeros((int(keys.max(initial=0)) // 8 + 1) * 8, bool)
        chosen[keys] = True
        share = min(1.0, len(keys) / max(passages, 1))
        bits = np.packbits(chosen, bitorder="little")
        ends = np.flatnonzero(np.diff(keys) > 1)
        few = keys if len(keys) <= FEW and len(ends) < _APART else None
        runs = None
        if len(keys) and len(ends) < _RUNS:
            firsts, lasts = keys[[0, *(ends + 1)]], keys[[*ends, -1]]
            runs = tuple(zip(firsts.tolist(), lasts.tolist(), strict=True))
        return cls(len(keys), share, bits, few, runs, np.unique(documents), scope)

    def holds(self, keys: Sequence[int]) -> list[bool]:
        """Whether each of the keys is in it."""
        found: list[bool] = self.mask(np.asarray(keys, np.int64)).tolist()
        return found

    def mask(self, keys: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether each of the keys is in it."""
        known = (keys >= 0) & (keys < 8 * len(self.bits))
        at = np.where(known, keys, 0)
        found: NDArray[np.bool_] = known & ((self.bits[at >> 3] >> (at & 7) & 1) == 1)
        return found

    def is_same(self, other: "Selection", last: int) -> bool:
        """Whether another one holds the same of the keys up to `last`, and a few after it."""
        if self is other:
            return True
        some, others = (one.bits[: last // 8 + 1] for one in (self, other))
        both = min(len(some), len(others))
        rest = some[both:].any() or others[both:].any()
        return not rest and np.array_equal(some[:both], others[:both])


class Scopes:
    """The scopes of a store."""

    def __init__(self, database: Database, rows: DocumentRows) -> None:
        """Use the tables of a database.

        Args:
            database: of them.
            rows: the table of documents.
        """
        self._database = database
        self._rows = rows
        self._kept_at = -1
        self._select = lru_cache(_KEPT)(self._selection)
        self._cover = lru_cache(_KEPT)(self._coverage)
        self._all = lru_cache(1)(self._contents)

    def selection(self, scope: Scope) -> Selection:
        """The passages of a scope, also of documents that were taken out and not purged.

        Raises:
            UserError: if it names what no document has.
        """
        return self._kept(lambda: self._select(scope))

    def coverage(self, scope: Scope) -> Coverage:
        """What a scope holds.

        Raises:
            UserError: as `selection`.
        """
        return self._kept(lambda: self._cover(scope))

    def contents(self) -> Contents:
        """What there is, counted; see `index.contents`."""
        return self._kept(self._all)

    def within(self, scope: Scope, ids: Iterable[str]) -> set[str]:
        """Those of the ids whose documents are there and in the scope.

        Raises:
            UserError: as `selection`.
        """
        with self._database.snapshot():
            condition, values = self._condition(scope)
            query = f"SELECT id {_PRESENT} AND id {_AMONG} AND {condition}"
            rows = self._database.rows(query, json.dumps(sorted(ids)), *values)
            return {id for (id,) in rows}

    def named(self, name: str) -> Scope | None:
        """The documents that somebody wrote, of whom every word of a name is told, or published.

        Returns:
            None if there is nobody of that name.
        """
        asked = set(name_key(name).split())
        with self._database.snapshot():
            authors = tuple(
                author
                for author in self._distinct("author")
                if asked and any(asked <= set(key.split()) for key in name_keys(author))
            )
            if authors:
                return Scope(authors=authors[:MOST_NAMES])
            publishers = {name_key(known): known for known in self._distinct("publisher")}
            known = publishers.get(name_key(name)) or publishers.get(f"the {name_key(name)}")
            return Scope(sources=(known,)) if known else None

    def _kept(self, read: Callable[[], _T]) -> _T:
        """What is read at this generation of the store, or was kept of it."""
        with self._database.snapshot():
            generation = self._database.generation()
            if generation != self._kept_at:
                self._select.cache_clear()
                self._cover.cache_clear()
                self._all.cache_clear()
                self._kept_at = generation
            return read()

    def _selection(self, scope: Scope) -> Selection:
        condition, values = self._condition(scope)
        query = (
            "SELECT key, document FROM passages WHERE document IN "
            f"(SELECT number FROM documents WHERE {condition})"
        )
        rows = self._database.rows(query, *values)
        keys, documents = np.array(rows, np.int64).reshape(-1, 2).T
        return Selection.of(scope, keys, documents, self._rows.census().passages)

    def _coverage(self, scope: Scope) -> Coverage:
        condition, values = self._condition(scope)
        ((count, first, last, undated, passages),) = self._database.rows(
            "SELECT count(*), min(published), max(published), "
            "coalesce(sum(published IS NULL), 0), coalesce(sum(passages), 0) "
            f"{_PRESENT} AND {condition}",
            *values,
        )
        if scope.since or scope.until:
            timeless, others = self._condition(scope, timeless=True)
            query = f"SELECT count(*) {_PRESENT} AND published IS NULL AND {timeless}"
            undated = self._database.number(query, *others)
        names = [name for name, _ in self._by_source(condition, values)]
        sources = tuple(names[:SOURCES])
        more = len(names) - len(sources)
        return Coverage(count, sources, more, first, last, undated, passages)

    def _by_source(self, condition: str, values: tuple[object, ...]) -> list[tuple[str, int]]:
        query = (
            f"SELECT publisher, {_HOST_OF_URL}, count(*) {_PRESENT} AND {condition} "
            "GROUP BY 1, 2 ORDER BY min(number)"
        )
        return by_source(self._database.rows(query, *values))

    def _contents(self) -> Contents:
        def counts(what: str) -> dict[Any, int]:
            return dict(self._database.rows(f"SELECT {what}, count(*) {_PRESENT} GROUP BY 1"))

        ((documents, first, last),) = self._database.rows(
            f"SELECT count(*), min(published), max(published) {_PRESENT}"
        )
        months = by_month(counts("substr(published, 1, 7)"))
        roots = [root for (root,) in self._database.rows("SELECT path FROM roots")]
        return Contents(
            documents,
            counted(self._by_source("1", ())),
            counted(by_folder(counts(_FOLDER_OF_FILE), roots)),
            counted(by_type(counts(_ENDING_OF_FILE))),
            tuple(months),
            documents - sum(count for _, count in months),
            first,
            last,
        )

    # Conditions

    def _condition(self, scope: Scope, *, timeless: bool = False) -> Condition:
        """The condition on `documents`.

        Args:
            scope: which documents.
            timeless: whether to leave its bounds in time out.

        Raises:
            UserError: if it names what no document has.
        """
        parts = list(self._parts(checked(scope), timeless=timeless))
        condition = " AND ".join(part for part, _ in parts) or "1"
        return condition, tuple(value for _, values in parts for value in values)

    def _parts(self, scope: Scope, *, timeless: bool) -> Iterator[Condition]:
        if scope.since and not timeless:
            yield "published >= ?", (scope.since.isoformat(),)
        if scope.until and not timeless:
            yield "published <= ?", (scope.until.isoformat(),)
        if scope.sources:
            names, addresses = self._sources(scope.sources)
            either = f"(publisher {_AMONG} OR url {_AMONG})"
            yield either, (json.dumps(names), json.dumps(addresses))
        if scope.authors:
            yield f"author {_AMONG}", (json.dumps(self._authors(scope.authors)),)
        if scope.folders:
            yield _IN_FOLDERS, (json.dumps(self._folders(scope.folders)),)
        if scope.types:
            yield _any(_OF_TYPE), (json.dumps(self._types(scope.types)),)

    def _sources(self, wanted: Sequence[str]) -> tuple[list[str], list[str]]:
        """The publishers, and the addresses, that are meant."""
        publishers = self._distinct("publisher")
        hosts: dict[str, list[str]] = {}
        for address in self._distinct("url"):
            if name := host(address):
                hosts.setdefault(name, []).append(address)
        names: list[str] = []
        addresses: list[str] = []
        for name in wanted:
            same = [known for known in publishers if name_key(known) == name_key(name)]
            at = hosts.get(host(name), [])
            if not same and not at:
                raise _unknown("source", name, [*publishers, *hosts])
            names += same
            addresses += at
        return names, addresses

    def _authors(self, wanted: Sequence[str]) -> list[str]:
        known = {author: name_keys(author) for author in self._distinct("author")}
        names: list[str] = []
        for name in wanted:
            same = [author for author, keys in known.items() if name_key(name) in keys]
            if not same:
                raise _unknown("author", name, list(known))
            names += same
        return names

    def _folders(self, wanted: Sequence[str]) -> list[str]:
        roots = [root for (root,) in self._database.rows("SELECT path FROM roots ORDER BY path")]
        names: list[str] = []
        for folder in wanted:
            same = [name for name in folder_names(folder, roots) if self._any(_IN_FOLDER, name)]
            if not same:
                raise _unknown("folder", folder, roots)
            names += same
        return names

    def _types(self, wanted: Sequence[str]) -> list[str]:
        names = [type.lstrip(".").lower() for type in wanted]
        for name in names:
            if not self._any(_OF_TYPE, name):
                files = (file.rpartition("/")[2] for file in self._distinct("file"))
                raise _unknown("type", name, sorted({f.rpartition(".")[2] for f in files}))
        return names

    def _any(self, condition: str, value: str) -> bool:
        """Whether a document meets a condition on a value."""
        query = (
            f"SELECT 1 FROM (SELECT ? AS value), documents WHERE removed IS NULL AND {condition}"
        )
        return bool(self._database.rows(f"{query} LIMIT 1", value))

    def _distinct(self, column: str) -> list[str]:
        """What the documents have in a column, each once."""
        rows = self._database.rows(f"SELECT DISTINCT {column} {_PRESENT} AND {column} NOT NULL")
        return sorted(value for (value,) in rows)


def _any(condition: str) -> str:
    """A condition that one of the values in a list meets."""
    return f"EXISTS (SELECT 1 FROM json_each(?) WHERE {condition})"


def _unknown(kind: str, name: str, known: Collection[str]) -> UserError:
    """The error that says that no document has a name, and which are near to it."""
    what = f"No document of the index has the {kind} “{name[:80]}”."
    if not known:
        return UserError(what, f"None of them says its {kind}; leave it out.")
    keys = {name_key(one): one for one in known}
    asked = name_key(name)
    near = [keys[key] for key in sorted(keys) if asked in key or key in asked][:_NAMED]
    near = near or [keys[k] for k in get_close_matches(asked, sorted(keys)[:_COMPARED], _NAMED)]
    said = ", ".join(f"“{one[:80]}”" for one in near or sorted(known)[:_NAMED])
    return UserError(what, f"Is it {said}?" if near else f"There are {said}, for example.")
