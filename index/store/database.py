"""The SQLite file of an index: opened, read and changed, with errors that a user can act on.

A change is one transaction that raises the generation by one. Readers never wait for the writer
(WAL). The named values in the file carry a digest; whoever reads a table checks its rows.
"""

import sqlite3
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import ChangedError, DamagedError, UserError
from index.store.connect import open_database, signature
from index.store.failures import is_damage, opening_error, query_error
from index.store.format import SEAL, check_format, create_if_missing, seal, unsealed


class Database:
    """One connection; used by any number of threads, one at a time.

    Attributes:
        path: of the file.
        place: where the index is, for people.
    """

    def __init__(self, path: Path, tables: str, place: str | None = None) -> None:
        """Open the database, or make one with these tables.

        Args:
            path: of the file.
            tables: script that makes them.
            place: where the index is, for people; by default the folder of the file.

        Raises:
            DamagedError: if it is not as it was made.
            UserError: if it cannot be opened, or is of another format.
        """
        self.path = path
        self.place = str(path.parent) if place is None else place
        self._lock = threading.RLock()
        try:
            create_if_missing(path, tables)
            self._file = open_database(path)
        except (OSError, sqlite3.Error) as error:
            raise opening_error(path, error) from error
        try:
            check_format(path, self._file.connection, tables)
        except sqlite3.Error as error:
            self.close()
            raise opening_error(path, error) from error
        except UserError:
            self.close()
            raise

    @property
    def read_only(self) -> bool:
        """Whether it may not be written."""
        return self._file.read_only

    def close(self) -> None:
        """Release the file."""
        with self._lock:
            self._file.close()

    def damage(self, what: str) -> DamagedError:
        """The error that says which part of the index is damaged."""
        return DamagedError(self.place, what)

    # Transactions

    @contextmanager
    def change(self) -> Iterator[int]:
        """One transaction: all that is done inside it, or nothing. Gives the new generation.

        Raises:
            UserError: if it cannot be written, for want of room or of permission.
        """
        with self.transaction():
            generation = self.generation() + 1
            yield generation
            self.put("generation", str(generation))

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """One transaction that no search sees: it leaves the generation as it is.

        Raises:
            UserError: as `change`.
        """
        with self._lock:
            try:
                with self._explaining(writing=True):
                    self._file.connection.execute("BEGIN IMMEDIATE")
                yield
                with self._explaining(writing=True):
                    self._file.connection.execute("COMMIT")
            except BaseException:
                self._roll_back()
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside it see the database as it was at the first, whatever others write.

        Raises:
            ChangedError: if the file may only be read, and was written meanwhile.
        """
        with self._lock:
            if self._file.connection.in_transaction:
                yield
                return
            self._reopen_if_changed()
            with self._explaining():
                self._file.connection.execute("BEGIN")
            try:
                yield
            except DamagedError:
                self._check_unchanged()
                raise
            finally:
                self._roll_back()
            self._check_unchanged()

    # Queries

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query.

        Raises:
            DamagedError: if the file is damaged.
            UserError: if it cannot be read, or written.
        """
        with self._lock:
            if not self._file.connection.in_transaction:
                self._reopen_if_changed()
            with self._explaining():
                return self._file.connection.execute(query, values).fetchall()

    def number(self, query: str, *values: object) -> int:
        """The one whole number that a query gives; errors as `rows`."""
        ((number,),) = self.rows(query, *values)
        return int(number)

    def run_many(self, query: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run a query once for each row of values; errors as `rows`."""
        with self._explaining():
            self._file.connection.executemany(query, values)

    def insert(self, query: str, *values: object) -> int:
        """Insert a row and return its key; errors as `rows`."""
        with self._explaining():
            return int(self._file.connection.execute(query, values).lastrowid or 0)

    # Named values

    def generation(self) -> int:
        """How many changes there have been."""
        return int(self.get("generation") or 0)

    def get(self, name: str) -> str | None:
        """A value by its name.

        Raises:
            DamagedError: if the values are not as they were put.
        """
        return self._values().get(name)

    def put(self, name: str, value: str) -> None:
        """Set a value by its name; inside a transaction."""
        values = self._values() | {name: value}
        rows = ((name, value), (SEAL, seal(values)))
        self.run_many("INSERT OR REPLACE INTO meta VALUES (?, ?)", rows)

    def _values(self) -> dict[str, str]:
        return unsealed(dict(self.rows("SELECT name, value FROM meta")), self.path.parent)

    def _roll_back(self) -> None:
        if self._file.connection.in_transaction:
            self._file.connection.execute("ROLLBACK")

    # A file that was taken not to change

    def _reopen_if_changed(self) -> None:
        if not self._is_unchanged():
            with self._explaining():
                self._file.close()
                try:
                    self._file = open_database(self.path)
                except OSError as error:
                    raise opening_error(self.path, error) from error

    def _is_unchanged(self) -> bool:
        frozen = self._file.frozen
        return frozen is None or signature(self.path) == frozen

    def _check_unchanged(self) -> None:
        if not self._is_unchanged():
            raise ChangedError(
                f"The index in {self.path.parent} was written while it was read.", "Try again."
            )

    @contextmanager
    def _explaining(self, *, writing: bool = False) -> Iterator[None]:
        """Raise the errors of SQLite in words for a user."""
        try:
            yield
        except sqlite3.ProgrammingError:
            raise
        except sqlite3.Error as error:
            if is_damage(error):
                self._check_unchanged()
            raise query_error(self.path.parent, error, writing=writing) from error
