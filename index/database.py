"""The SQLite file of an index: opened, read and changed, with errors that a user can act on.

A change is one transaction that raises the generation by one. Readers never wait for the writer
(WAL).
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import UserError

FORMAT = "2"

_META = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
_BUSY_SECONDS = 20.0


class Database:
    """One connection; used by any number of threads, one at a time."""

    def __init__(self, path: Path, tables: str) -> None:
        """Open the database, or make one with these tables.

        Raises:
            UserError: if it cannot be opened, or is of another format.
        """
        self.path = path
        self._lock = threading.RLock()
        try:
            self._connection = _connect(path)
            if not self._connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                self._connection.execute("PRAGMA journal_mode = WAL")
                made = f"INSERT INTO meta VALUES ('format', '{FORMAT}');"
                self._connection.executescript(f"BEGIN IMMEDIATE; {_META} {tables} {made} COMMIT;")
            found = self.get("format")
        except sqlite3.Error as error:
            raise UserError(
                f"The index in {path.parent} cannot be opened ({error}).",
                "If it is damaged, delete that folder and index your documents again.",
            ) from error
        if found != FORMAT:
            raise UserError(
                f"The index in {path.parent} has format {found}; this version reads {FORMAT}.",
                "Index your documents again into another folder (--index DIR), or delete this one.",
            )

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._connection.close()

    @contextmanager
    def change(self) -> Iterator[int]:
        """One transaction: all that is done inside it, or nothing. Gives the new generation.

        Raises:
            UserError: if it cannot be written, for want of room or of permission.
        """
        with self.aside():
            generation = self.generation() + 1
            yield generation
            self.put("generation", str(generation))

    @contextmanager
    def aside(self) -> Iterator[None]:
        """A change of what no search sees, which leaves the generation as it is.

        Raises:
            UserError: as `change`.
        """
        with self._lock:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield
                self._connection.execute("COMMIT")
            except sqlite3.OperationalError as error:
                self._undo()
                raise UserError(
                    f"The index in {self.path.parent} cannot be written ({error}).",
                    "Nothing was lost; make room or allow writing there, and index again.",
                ) from error
            except BaseException:
                self._undo()
                raise

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Reads in it see the database as it was at the first, whatever others write."""
        with self._lock:
            if self._connection.in_transaction:
                yield
                return
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                self._undo()

    def generation(self) -> int:
        """How many changes there have been."""
        return int(self.get("generation") or 0)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises:
            UserError: if the file is damaged.
        """
        with self._lock:
            try:
                return self._connection.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError):
                    raise
                raise UserError(
                    f"The index in {self.path.parent} is damaged ({error}).",
                    "Run pincite doctor; if it cannot help, delete that folder and index again.",
                ) from error

    def many(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a query once for each row of values."""
        self._connection.executemany(query, values)

    def insert(self, query: str, *values: object) -> int:
        """Insert a row; the key that it got."""
        return int(self._connection.execute(query, values).lastrowid or 0)

    def get(self, name: str) -> str | None:
        """A value by its name."""
        rows = self.rows("SELECT value FROM meta WHERE name = ?", name)
        return rows[0][0] if rows else None

    def put(self, name: str, value: str) -> None:
        """Set a value by its name; inside a change."""
        self.rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def _undo(self) -> None:
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(
        path, timeout=_BUSY_SECONDS, check_same_thread=False, isolation_level=None
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # a loss of power costs a change, never order
    return connection
