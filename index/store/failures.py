"""What SQLite raises, as errors that a user can act on; damage is told apart from all else."""

import re
import sqlite3
from pathlib import Path

from index.errors import DamagedError, UserError
from index.store.layout import LOST

_SCHEMA_FAULTS = re.compile(
    "no such|malformed|unsupported|has no column|columns but|overflow", re.IGNORECASE
)
"""In the messages of SQLite about a query, which is right, to tables that are not."""
_DAMAGE = {
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CONSTRAINT,  # a row that points to, or differs from, another: never by us
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_TOOBIG,
}
_NOT_WRITABLE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY}


def is_damage(error: sqlite3.Error) -> bool:
    """Whether the error says that the file is not as it was written."""
    code = _code(error)
    if code is None:  # raised by Python: text that is not UTF-8
        return not isinstance(error, sqlite3.ProgrammingError | sqlite3.InterfaceError)
    schema = code == sqlite3.SQLITE_ERROR and bool(_SCHEMA_FAULTS.search(str(error)))
    return code in _DAMAGE or schema


def opening_error(path: Path, error: OSError | sqlite3.Error) -> UserError:
    """The error for a database that cannot be opened."""
    if isinstance(error, sqlite3.Error) and is_damage(error):
        return DamagedError(path.parent, f"{path.name} cannot be opened: {error}", LOST)
    reason = error.strerror if isinstance(error, OSError) else error
    return UserError(
        f"The index in {path.parent} cannot be opened ({reason}).",
        "Allow reading it, or name another index with --index DIR; nothing was lost.",
    )


def query_error(folder: Path, error: sqlite3.Error, *, writing: bool) -> UserError:
    """The error for a query that failed.

    Args:
        folder: of the index.
        error: of SQLite.
        writing: whether the query was to write.
    """
    if is_damage(error):
        return DamagedError(folder, error)
    if writing or _code(error) in _NOT_WRITABLE:
        return UserError(
            f"The index in {folder} cannot be written ({error}).",
            "Nothing was lost; make room or allow writing there, and index again.",
        )
    return UserError(
        f"The index in {folder} cannot be read ({error}).",
        "Nothing was lost; try again, and look at the disk if it stays so.",
    )


def _code(error: sqlite3.Error) -> int | None:
    """The primary result code, without the extended bits."""
    code = getattr(error, "sqlite_errorcode", None)
    return None if code is None else code & 0xFF
