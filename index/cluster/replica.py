"""The store of a corpus that many machines share: the truth is in Milvus, and here is a replica.

Before each search a machine does to its own SQLite what the log in Milvus says, whole changes in
one transaction: a search sees whole changes only, and none of what was gone when it began. The word
index is derived from the replica as it is on one machine, so its answers are the same; Milvus has
BM25 since 2.5 only, with other words and other weights. Vectors, which are what outgrows a machine
first, are in Milvus alone.

Machines do not wait for each other. Every document that is added has a number of its own, and what
is removed is a number, so that the order in which changes come does not matter: if two machines add
the same document it is there once, until both numbers are removed. Of a file, the later word holds.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import numpy as np
from filelock import FileLock

from index.cluster.client import Milvus
from index.cluster.log import Change, Operation, read_change, read_document, somewhat_before
from index.encoders.encode import Vectors
from index.errors import UserError
from index.store.store import Store
from index.types import Skipped

_TABLES = (
    "changes (number INTEGER PRIMARY KEY)",
    # `document` is its number here; none, if another number stands for the same document
    "additions (number INTEGER PRIMARY KEY, id TEXT, document INTEGER, "
    "own INTEGER NOT NULL, gone INTEGER NOT NULL)",
    # paths of files, and the change that has the last word on each
    "latest (path TEXT PRIMARY KEY, change INTEGER NOT NULL) WITHOUT ROWID",
    # documents that may have left something in Milvus, and since when, in seconds
    "unsettled (number INTEGER PRIMARY KEY, since INTEGER NOT NULL)",
)
_INDEXES = ("additions_id ON additions (id)", "additions_document ON additions (document)")
_AT_ONCE = 100  # changes that are read together
_DOCUMENTS = 1_000  # that are added in one transaction, unless one change has more
_TOLD = 1_000  # changes, of which a person is told

_log = logging.getLogger("pincite")


class Replica(Store):
    """What a machine has of a shared corpus; used by any number of threads and processes."""

    holds_vectors = False

    def __init__(self, folder: Path, milvus: Milvus) -> None:
        """Open it, or make an empty one.

        Args:
            folder: where it lies; another machine, another folder.
            milvus: the corpus.

        Raises:
            UserError: if it cannot be opened.
        """
        super().__init__(folder / "corpus.sqlite")
        self.place = milvus.address.text
        self.milvus = milvus
        self._turn = threading.RLock()
        self._lock = FileLock(folder / "replica.lock", thread_local=False)
        self._settled = -1
        with self.database.aside():
            for table in _TABLES:
                self._rows(f"CREATE TABLE IF NOT EXISTS {table}")
            for index in _INDEXES:
                self._rows(f"CREATE INDEX IF NOT EXISTS {index}")

    def close(self) -> None:
        """Release the database, and let go of the server."""
        super().close()
        self.milvus.close()

    def forsake(self) -> None:
        """Release the database only."""
        super().close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """While one thread of one process changes what lies here."""
        with self._turn, self._lock:
            yield

    @property
    def corpus(self) -> str | None:
        """Id of the corpus that this is of; None while there is none."""
        return self.database.get("corpus")

    def join(self) -> bool:
        """Whether there is a corpus, which this then is of."""
        if self.corpus:
            return True
        made = self.milvus.made()
        if made:
            with self.database.aside():
                self.database.put("corpus", made[0])
                self.database.put("encoder", made[1])
        return made is not None

    def replay(self) -> None:
        """Do here what the log says, with all that was in it before this began.

        Raises:
            UserError: if Milvus cannot be reached.
        """
        if not self.join():
            return
        with self.exclusive():
            unseen = self._unseen()
            if len(unseen) >= _TOLD:
                _log.info(f"Catching up with {self.place}: {len(unseen):,} changes.")
            numbers = sorted(unseen)
            for first in range(0, len(numbers), _AT_ONCE):
                texts = self.milvus.get("changes", numbers[first : first + _AT_ONCE])
                found = {number: read_change(texts[number]) for number in sorted(texts)}
                for some in _parts(found):
                    wanted = [n for change in some.values() for n in change.numbers("add")]
                    documents = self.milvus.get("documents", wanted)
                    rows = sum(unseen[number] for number in some)
                    self._apply(some, rows, documents, own=False)

    def rows(self) -> int:
        """Rows of the log that were replayed."""
        return int(self.database.get("rows") or 0)

    def last(self) -> int:
        """The highest number of a change that was replayed; 0 if none was."""
        ((last,),) = self._rows("SELECT coalesce(max(number), 0) FROM changes")
        return int(last)

    def _unseen(self) -> dict[int, int]:
        """Numbers of changes that were not replayed → how many rows each has."""
        rows, count = self.rows(), self.milvus.count()
        if count in (rows, self._settled):
            return {}
        if count < rows:
            raise UserError(f"The index at {self.place} was made anew.", "Open it again.")
        found: dict[int, int] = {}
        for after in (somewhat_before(self.last()), -1):
            query = "SELECT number FROM changes WHERE number > ?"
            known = {number for (number,) in self._rows(query, after)}
            found = {n: r for n, r in self.milvus.changes(after).items() if n not in known}
            if rows + sum(found.values()) >= count:
                return found
        if not found:
            self._settled = count  # a row that was sent twice; not worth looking again
        return found

    def _apply(
        self, changes: Mapping[int, Change], rows: int, documents: Mapping[int, str], *, own: bool
    ) -> None:
        shows = any(change.shows for change in changes.values())
        with self.database.change() if shows else self.database.aside() as generation:
            for number, change in changes.items():
                self._rows("INSERT INTO changes VALUES (?)", number)
                for operation in change.operations:
                    if operation[0] == "add":
                        self._added(generation or 0, operation[1], documents, own)
                    elif operation[0] == "remove":
                        self._removed(generation or 0, operation[1:])
                    else:
                        self._done(number, operation)
            self.database.put("rows", str(self.rows() + rows))

    def _done(self, change: int, operation: Operation) -> None:
        """Do what is not done to documents; of a file, only if nothing later was done."""
        name, *values = operation
        of_files: dict[str, Callable[..., None]] = {
            "file": self._read_to_its_end,
            "skip": lambda path, *skipped: Store.put_skipped(self, path, Skipped(*skipped)),
            "forget": partial(Store.remove_file, self),
            "move": partial(Store.move_file, self),
        }
        others: dict[str, Callable[..., object]] = {
            "roots": self.mirrored,
            "unroot": partial(Store.unroot, self),
            "choice": partial(self.database.put, "choice"),
            "vectors": self._embedded,
        }
        if name in others:
            others[name](*values)
        elif all(self._latest(path, change) for path in values[: 2 if name == "move" else 1]):
            of_files[name](*values)

    def _read_to_its_end(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[tuple[str, str]]
    ) -> None:
        Store.put_file(self, path, size, modified, digest, [Skipped(*skip) for skip in skipped])

    def _latest(self, path: str, change: int) -> bool:
        rows = self._rows("SELECT change FROM latest WHERE path = ?", path)
        if rows and rows[0][0] > change:
            return False
        self._rows("INSERT OR REPLACE INTO latest VALUES (?, ?)", path, change)
        return True

    def _embedded(self, *runs: tuple[int, int, int]) -> None:
        for number, first, last in runs:
            for key in self.keys_of([number]).values():
                query = "DELETE FROM pending WHERE key BETWEEN ? AND ?"
                self._rows(query, key + first, key + last)

    def _added(self, generation: int, number: int, documents: Mapping[int, str], own: bool) -> None:
        known = self._rows("SELECT 1 FROM additions WHERE number = ?", number)
        if known or number not in documents:
            return  # it is gone already, before this machine saw it
        file, document, sentences, passages = read_document(documents[number])
        here = None
        if not self.origin(document.id):
            Store.add(self, generation, file, document, sentences, passages)
            ((here,),) = self._rows("SELECT max(number) FROM documents")
        values = (number, document.id, here, own)
        self._rows("INSERT INTO additions VALUES (?, ?, ?, ?, 0)", *values)

    def _removed(self, generation: int, numbers: Sequence[int]) -> None:
        for number in numbers:
            rows = self._rows("SELECT id, document FROM additions WHERE number = ?", number)
            if not rows:
                self._rows("INSERT INTO additions VALUES (?, NULL, NULL, 0, 1)", number)
                continue
            id, here = rows[0]
            gone = "UPDATE additions SET gone = 1, document = NULL WHERE number = ?"
            self._rows(gone, number)
            if here is not None:
                Store.remove(self, generation, id)
                self._stand_in(generation, id, numbers)

    def _stand_in(self, generation: int, id: str, removed: Sequence[int]) -> None:
        """Let another number stand for a document that is removed under one only."""
        rows = self._rows("SELECT number, own FROM additions WHERE id = ? AND NOT gone", id)
        for number, own in rows:
            if number not in removed:
                self._rows("DELETE FROM additions WHERE number = ?", number)
                self._added(generation, number, self.milvus.get("documents", [number]), own)

    def vectors_of(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the keys that have a vector, and the vectors; float32."""
        places = {place: key for key, place in self._places(keys).items()}
        rows = self.milvus.vectors({number for number, _ in places})
        found = {places[n, o]: vector for n, o, vector in rows if (n, o) in places}
        if not found:
            return [], np.zeros((0, 0), np.float32)
        return list(found), np.stack(list(found.values()))

    def _places(self, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Key of a passage → (number of its document, place in it)."""
        query = (
            "SELECT additions.number, ? - (SELECT min(key) FROM passages AS others "
            "WHERE others.document = passages.document) FROM passages "
            "JOIN additions USING (document) WHERE key = ?"
        )
        found = {key: self._rows(query, key, key) for key in keys}
        return {key: rows[0] for key, rows in found.items() if rows}

    def keys_of(self, numbers: Sequence[int]) -> dict[int, int]:
        """Number of each document that stands here → key of its first passage."""
        marks = ",".join("?" * len(numbers))
        rows = self._rows(
            "SELECT number, min(key) FROM additions JOIN passages USING (document) "
            f"WHERE number IN ({marks}) GROUP BY number",
            *numbers,
        )
        return dict(rows)


def _parts(changes: Mapping[int, Change]) -> Iterator[dict[int, Change]]:
    """The changes, as many at a time as one transaction takes."""
    some: dict[int, Change] = {}
    documents = 0
    for number, change in changes.items():
        some[number] = change
        documents += len(change.numbers("add"))
        if documents >= _DOCUMENTS:
            yield some
            some, documents = {}, 0
    if some:
        yield some
