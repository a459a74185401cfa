"""How the SQLite file of an index is made, and opened: to write, or only to read.

A new file is made under another name and linked into place, so that nobody ever sees half of one,
and of two processes that make it at once one does. Where the index may not be written, SQLite still
wants a place for its shared memory beside the file; where it can have none, the file is read as one
that does not change, and whoever reads looks at each turn whether that still holds.
"""

import os
import secrets
import shutil
import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path

from index.store.temporary import folder_for

_TRIES = 3  # to copy what another process writes meanwhile
BUSY_SECONDS = 20.0

Signature = tuple[tuple[int, int, int] | None, ...]
"""Inode, size in bytes and time of change in ns of the file and of its log; None if missing."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A connection, and how it was come by.

    Attributes:
        connection: in autocommit mode.
        read_only: whether nothing can be written by it.
        frozen: for a connection that takes the file not to change, what it was; else None.
    """

    connection: sqlite3.Connection
    read_only: bool = False
    frozen: Signature | None = None

    def close(self) -> None:
        """Release the file."""
        self.connection.close()


def make_database(path: Path, script: str) -> None:
    """Make a database by a script, unless another process is quicker.

    Raises:
        OSError: if it cannot be written.
        sqlite3.Error: likewise.
    """
    partial = path.with_name(f"{path.name}.{secrets.token_hex(4)}.new")
    try:
        with closing(sqlite3.connect(partial, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.executescript(f"BEGIN IMMEDIATE; {script} COMMIT;")
        try:
            os.link(partial, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                partial.rename(path)
    finally:
        for ending in ("", "-wal", "-shm", "-journal"):
            with suppress(OSError):
                _beside(partial, ending).unlink(missing_ok=True)


def open_database(path: Path) -> Opened:
    """Open a database that is there.

    Raises:
        OSError: if it cannot be read.
        sqlite3.Error: likewise.
    """
    files = [path, _beside(path, "-wal"), _beside(path, "-shm")]
    there = [file for file in files if file.exists()]
    if all(os.access(place, os.W_OK) for place in (path.parent, *there)):
        return Opened(_connect(path))
    with path.open("rb"):
        pass  # says in words of the system that it may not be read
    log = signature(path)[1]
    if log is None or not log[1]:
        return Opened(_read_only(path, "mode=ro&immutable=1"), True, signature(path))
    if files[2] in there:
        connection = _read_only(path, "mode=ro")
        try:
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
            return Opened(connection, True)
        except sqlite3.OperationalError:  # the shared memory may not be read
            connection.close()
    return _open_copy(path)


def _open_copy(path: Path) -> Opened:
    """Open a copy of a database and its log, which is gone from its folder once it is open."""
    for last in (*[False] * _TRIES, True):
        before = signature(path)
        with folder_for("copy") as name:
            copy = Path(name) / path.name
            for ending in ("", "-wal"):
                with suppress(FileNotFoundError):  # a log that was written back meanwhile
                    shutil.copyfile(_beside(path, ending), _beside(copy, ending))
            if signature(path) != before and not last:
                continue
            with closing(_connect(copy)) as connection:  # which writes the log into the database
                connection.execute("PRAGMA journal_mode = DELETE").fetchall()
            connection = _read_only(copy, "mode=ro&immutable=1")
            connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
            return Opened(connection, True, before)
    raise AssertionError("the last try returns or raises")


def signature(path: Path) -> Signature:
    """By what a change of the file, or of its log, is seen."""
    return (_stat(path), _stat(_beside(path, "-wal")))


def has_log(path: Path) -> bool:
    """Whether there is a log of changes that belong to this file."""
    log = _stat(_beside(path, "-wal"))
    return log is not None and log[1] > 0


def _read_only(path: Path, how: str) -> sqlite3.Connection:
    return _connect(f"{path.absolute().as_uri()}?{how}", uri=True)


def _connect(target: str | Path, *, uri: bool = False) -> sqlite3.Connection:
    connection = sqlite3.connect(
        target, timeout=BUSY_SECONDS, check_same_thread=False, isolation_level=None, uri=uri
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = NORMAL")  # a loss of power costs a change, never order
    return connection


def _stat(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except FileNotFoundError:
        return None
    return stat.st_ino, stat.st_size, stat.st_mtime_ns


def _beside(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)
