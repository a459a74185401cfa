"""The SQLite file of an index: opened, read and changed, with errors that a user can act on.

A change is one transaction that raises the generation by one. Readers never wait for the writer
(WAL). What the file says of itself carries a digest; what is in its tables is checked by who reads
it.
"""

import re
import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.errors import ChangedError, DamagedError, FormatError, UserError
from index.store.checksums import digest
from index.store.connect import has_log, make_database, open_database, signature
from index.store.layout import NAMES

FORMAT = "4"
_WITHOUT_SEAL = ("1", "2")  # formats that had no digests

_META = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
LOST = (
    f"Put it back from a copy; or move {NAMES} out of that folder, keep the rest of it, and index "
    "your documents again, with its uploads if it has any."
)
_FAULTS = re.compile(
    "no such|malformed|unsupported|has no column|columns but|overflow", re.IGNORECASE
)
"""In what SQLite says of a query, which is right, to tables that are not."""
_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CONSTRAINT,  # that a row points to, or differs from, another: never by us
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_TOOBIG,
}
_NOT_WRITTEN = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}


class Database:
    """One connection; used by any number of threads, one at a time."""

    def __init__(self, path: Path, tables: str) -> None:
        """Open the database, or make one with these tables.

        Raises:
            DamagedError: if it is not what was made.
            UserError: if it cannot be opened, or is of another format.
        """
        self.path = path
        self._lock = threading.RLock()
        script = f"{_META} {tables}"
        self._make(script)
        try:
            self._opened = open_database(path)
        except (OSError, sqlite3.Error) as error:
            raise self._not_opened(error) from error
        try:
            self._look(script)
        except sqlite3.Error as error:
            self.close()
            raise self._not_opened(error) from error
        except UserError:
            self.close()
            raise

    def _make(self, script: str) -> None:
        """Make the database if there is none; refuse what is left of one."""
        try:
            if not self.path.exists():
                if has_log(self.path):
                    raise DamagedError(self.path.parent, f"{self.path.name} is missing", LOST)
                made = {"format": FORMAT}
                rows = {**made, _SEAL: _sealed(made)}.items()
                values = ", ".join(f"('{name}', '{value}')" for name, value in rows)
                make_database(self.path, f"{script} INSERT INTO meta VALUES {values};")
            if not self.path.stat().st_size:  # which SQLite would take for a new one
                raise DamagedError(self.path.parent, f"{self.path.name} is empty", LOST)
        except OSError as error:
            raise self._not_opened(error) from error
        except sqlite3.Error as error:
            raise UserError(
                f"No index can be made in {self.path.parent} ({error}).",
                "Make room or allow writing there, or name another folder with --index DIR.",
            ) from error

    def _look(self, script: str) -> None:
        """See that it is of this format, and its tables as they were made."""
        connection = self._opened.connection
        tables = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        there = set(tables.fetchall())
        if not there:
            raise DamagedError(self.path.parent, f"{self.path.name} has no tables", LOST)
        rows = dict(connection.execute("SELECT name, value FROM meta").fetchall())
        found = rows.get("format")
        if _SEAL in rows or found not in _WITHOUT_SEAL:
            found = self._meta()["format"]
        if found != FORMAT:
            raise FormatError(
                f"The index in {self.path.parent} has format {found}; this version reads {FORMAT}.",
                f"Move {NAMES} out of that folder, keep the rest of it, and index your documents "
                "again, with its uploads if it has any.",
            )
        missing = _made(script) - there
        if missing:
            names = ", ".join(sorted(name for _, name, _, _ in missing))
            raise DamagedError(self.path.parent, f"{names} is not as it was made", LOST)

    def _not_opened(self, error: OSError | sqlite3.Error) -> UserError:
        place = self.path.parent
        if isinstance(error, sqlite3.Error) and _is_damage(error):
            return DamagedError(place, f"{self.path.name} cannot be opened: {error}", LOST)
        reason = error.strerror if isinstance(error, OSError) else error
        return UserError(
            f"The index in {place} cannot be opened ({reason}).",
            "Allow reading it, or name another index with --index DIR; nothing was lost.",
        )

    @property
    def read_only(self) -> bool:
        """Whether it may not be written."""
        return self._opened.read_only

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._opened.close()

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
                with self._told(writing=True):
                    self._opened.connection.execute("BEGIN IMMEDIATE")
                yield
                with self._told(writing=True):
                    self._opened.connection.execute("COMMIT")
            except BaseException:
                self._undo()
                raise

    @contextmanager
    def moment(self) -> Iterator[None]:
        """Reads in it see the database as it was at the first, whatever others write.

        Raises:
            ChangedError: if it may only be read, and was written meanwhile.
        """
        with self._lock:
            if self._opened.connection.in_transaction:
                yield
                return
            self._follow()
            with self._told():
                self._opened.connection.execute("BEGIN")
            try:
                yield
            except DamagedError:
                self._must_be_still()
                raise
            finally:
                self._undo()
            self._must_be_still()

    def generation(self) -> int:
        """How many changes there have been."""
        return int(self.get("generation") or 0)

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises:
            DamagedError: if the file is damaged.
            UserError: if it cannot be read, or written.
        """
        with self._lock:
            if not self._opened.connection.in_transaction:
                self._follow()
            with self._told():
                return self._opened.connection.execute(query, values).fetchall()

    def many(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a query once for each row of values."""
        with self._told():
            self._opened.connection.executemany(query, values)

    def insert(self, query: str, *values: object) -> int:
        """Insert a row; the key that it got."""
        with self._told():
            return int(self._opened.connection.execute(query, values).lastrowid or 0)

    def get(self, name: str) -> str | None:
        """A value by its name.

        Raises:
            DamagedError: if the values are not as they were put.
        """
        return self._meta().get(name)

    def put(self, name: str, value: str) -> None:
        """Set a value by its name; inside a change."""
        values = self._meta() | {name: value}
        rows = ((name, value), (_SEAL, _sealed(values)))
        self.many("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def _meta(self) -> dict[str, str]:
        values = dict(self.rows("SELECT name, value FROM meta"))
        sealed = values.pop(_SEAL, None)
        if sealed != _sealed(values):
            raise DamagedError(self.path.parent, "what it says of itself", LOST)
        return values

    def _undo(self) -> None:
        if self._opened.connection.in_transaction:
            self._opened.connection.execute("ROLLBACK")

    def _follow(self) -> None:
        """Open the file again if it was taken not to change, and did."""
        if not self._still():
            with self._told():
                self._opened.close()
                try:
                    self._opened = open_database(self.path)
                except OSError as error:
                    raise self._not_opened(error) from error

    def _still(self) -> bool:
        frozen = self._opened.frozen
        return frozen is None or signature(self.path) == frozen

    def _must_be_still(self) -> None:
        if not self._still():
            raise ChangedError(
                f"The index in {self.path.parent} was written while it was read.", "Try again."
            )

    @contextmanager
    def _told(self, *, writing: bool = False) -> Iterator[None]:
        """What SQLite raises, in words for a user."""
        try:
            yield
        except sqlite3.Error as error:
            if isinstance(error, sqlite3.ProgrammingError):
                raise
            place = self.path.parent
            code = _code(error)
            if _is_damage(error):
                self._must_be_still()
                raise DamagedError(place, error) from error
            if writing or code in _NOT_WRITTEN:
                raise UserError(
                    f"The index in {place} cannot be written ({error}).",
                    "Nothing was lost; make room or allow writing there, and index again.",
                ) from error
            raise UserError(
                f"The index in {place} cannot be read ({error}).",
                "Nothing was lost; try again, and look at the disk if it stays so.",
            ) from error


_SEAL = "digest"


def _sealed(values: dict[str, str]) -> str:
    """The digest of all values but itself."""
    return digest(*(part for item in sorted(values.items(), key=repr) for part in item)).hex()


@lru_cache(maxsize=4)
def _made(script: str) -> frozenset[tuple[str, str, str, str | None]]:
    """What SQLite knows of the tables and indexes that a script makes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return frozenset(rows.fetchall())


def _code(error: sqlite3.Error) -> int | None:
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF


def _is_damage(error: sqlite3.Error) -> bool:
    """Whether it says that the file is not as it was written."""
    code = _code(error)
    if code is None:  # of Python: text that is no text
        return not isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError)
    return code in _DAMAGE or (code == sqlite3.SQLITE_ERROR and bool(_FAULTS.search(str(error))))
