"""What a machine has of a shared corpus: a store of its own, to which it does what the log says.

Before each search a machine replays the log of Milvus, whole changes in one transaction: a search
sees whole changes only, and none of what was gone when it began. The word index is derived from
this store as it is on one machine, so its answers are the same; Milvus has BM25 since 2.5 only,
with other words and other weights. Vectors, which are what outgrows a machine first, are in Milvus
alone.

Machines do not wait for each other. Every document that is added has a number of its own, and what
is removed is a number, so that the order in which changes come does not matter: if two machines add
the same document it is there once, until both numbers are removed. Of a file, the later word holds.
"""

import logging
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from filelock import FileLock

from index.cluster.apply import Applier
from index.cluster.client import Milvus
from index.cluster.log import LogEntry, day_before, read_entry
from index.cluster.numbers import Numbers
from index.errors import UserError
from index.store.layout import DATABASE
from index.store.store import Store

_TABLE = "changes (number INTEGER PRIMARY KEY)"
_AT_ONCE = 100  # changes that are read together
_DOCUMENTS = 1_000  # that are added in one transaction, unless one change has more
_MANY = 1_000  # changes, of which a person is told

_log = logging.getLogger("pincite")


class Replica:
    """A store that follows the log; used by any number of threads and processes.

    Attributes:
        store: to read; it is written by `replay` and `apply` only.
        numbers: under which its documents were added.
        thread_lock: for the one thread that changes something.
    """

    def __init__(self, folder: Path, milvus: Milvus) -> None:
        """Open it, or make an empty one.

        Args:
            folder: where it is; another machine, another folder.
            milvus: the corpus.

        Raises:
            UserError: if it cannot be opened.
        """
        self._milvus = milvus
        self._process_lock = FileLock(folder / "replica.lock", thread_local=False)
        self._ignored_at = -1  # rows of the log, of which some do not count
        self.thread_lock = threading.RLock()
        self.store = Store(folder / DATABASE, milvus.address.text)
        with self.store.transaction():
            self._database = self.store.database
            self._database.rows(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
            self.numbers = Numbers(self.store)
            fetch = partial(milvus.get, "documents")
            self._applier = Applier(self.store, self.numbers, fetch)

    def close(self) -> None:
        """Release the database."""
        self.store.close()

    @contextmanager
    def exclusive(self) -> Iterator[None]:
        """While one thread of one process changes what is here."""
        with self.thread_lock, self._process_lock:
            yield

    @property
    def corpus(self) -> str | None:
        """Id of the corpus that this is of; None while there is none."""
        return self._database.get("corpus")

    def join(self) -> bool:
        """Whether there is a corpus, which this then is of."""
        if self.corpus:
            return True
        found = self._milvus.corpus()
        if found:
            id, encoder = found
            with self.store.transaction():
                self._database.put("corpus", id)
                self.store.settings.put_encoder(encoder)
        return found is not None

    def replay(self) -> None:
        """Do here what the log says, with all that was in it before this began.

        Raises:
            UserError: if Milvus cannot be reached.
        """
        if not self.join():
            return
        with self.exclusive():
            unseen = self._unseen()
            if len(unseen) >= _MANY:
                _log.info(f"Catching up with {self.store.place}: {len(unseen):,} changes.")
            numbers = sorted(unseen)
            for first in range(0, len(numbers), _AT_ONCE):
                texts = self._milvus.get("changes", numbers[first : first + _AT_ONCE])
                entries = {number: read_entry(texts[number]) for number in sorted(texts)}
                for some in _transactions(entries):
                    added = [n for entry in some.values() for n in entry.numbers("add")]
                    documents = self._milvus.get("documents", added)
                    rows = sum(unseen[number] for number in some)
                    self.apply(some, rows, documents, own=False)

    def apply(
        self,
        entries: Mapping[int, LogEntry],
        rows: int,
        documents: Mapping[int, str],
        *,
        own: bool,
    ) -> None:
        """Do changes in one transaction; while `exclusive`.

        Args:
            entries: number of each change → the change.
            rows: of the log, that they have.
            documents: number of each document that they add → its text.
            own: whether this machine made them.
        """
        shows = any(entry.shows for entry in entries.values())
        with self.store.change() if shows else self.store.transaction() as generation:
            for number, entry in entries.items():
                self._database.rows("INSERT INTO changes VALUES (?)", number)
                self._applier.apply(number, entry, documents, generation or 0, own=own)
            self._database.put("rows", str(self.replayed_rows() + rows))

    def replayed_rows(self) -> int:
        """Rows of the log that were replayed."""
        return int(self._database.get("rows") or 0)

    def last_change(self) -> int:
        """The highest number of a change that was replayed; 0 if none was."""
        return self._database.number("SELECT coalesce(max(number), 0) FROM changes")

    def _unseen(self) -> dict[int, int]:
        """Numbers of changes that were not replayed → how many rows each has."""
        rows, count = self.replayed_rows(), self._milvus.count()
        if count in (rows, self._ignored_at):
            return {}
        if count < rows:
            raise UserError(f"The index at {self.store.place} was made anew.", "Open it again.")
        found: dict[int, int] = {}
        for after in (day_before(self.last_change()), -1):
            query = "SELECT number FROM changes WHERE number > ?"
            known = {number for (number,) in self._database.rows(query, after)}
            found = {n: r for n, r in self._milvus.changes(after).items() if n not in known}
            if rows + sum(found.values()) >= count:
                return found
        if not found:
            self._ignored_at = count  # a row that was sent twice; not worth looking again
        return found


def _transactions(entries: Mapping[int, LogEntry]) -> Iterator[dict[int, LogEntry]]:
    """The changes, as many at a time as one transaction takes."""
    some: dict[int, LogEntry] = {}
    documents = 0
    for number, entry in entries.items():
        some[number] = entry
        documents += len(entry.numbers("add"))
        if documents >= _DOCUMENTS:
            yield some
            some, documents = {}, 0
    if some:
        yield some
