"""The format of the SQLite file of an index: made once, and checked each time it is opened.

The table `meta` holds named values. One of them is the digest of all others, so that a changed
value is seen.
"""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from functools import lru_cache
from pathlib import Path

from index.errors import DamagedError, FormatError, UserError
from index.store.checksums import digest
from index.store.connect import has_log, make_database
from index.store.layout import LOST, NAMES

FORMAT = "6"
SEAL = "digest"
"""Name of the value that is the digest of all others."""

_FORMATS_WITHOUT_SEAL = ("1", "2")
_META = "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"


def seal(values: Mapping[str, str]) -> str:
    """The digest of named values."""
    return digest(*(part for item in sorted(values.items(), key=repr) for part in item)).hex()


def unsealed(rows: Mapping[str, str], folder: Path) -> dict[str, str]:
    """The named values in the rows of `meta`, without their digest.

    Raises:
        DamagedError: if they do not fit the digest.
    """
    values = dict(rows)
    found = values.pop(SEAL, None)
    if found != seal(values):
        raise DamagedError(folder, "what it says of itself", LOST)
    return values


def create_if_missing(path: Path, tables: str) -> None:
    """Make the database with these tables if there is none; refuse the remains of one.

    Raises:
        DamagedError: if it is empty, or gone while its log is there.
        UserError: if it cannot be written.
        OSError: if it cannot be looked at.
    """
    try:
        if not path.exists():
            if has_log(path):
                raise DamagedError(path.parent, f"{path.name} is missing", LOST)
            values = {"format": FORMAT}
            rows = {**values, SEAL: seal(values)}.items()
            inserted = ", ".join(f"('{name}', '{value}')" for name, value in rows)
            make_database(path, f"{_META} {tables} INSERT INTO meta VALUES {inserted};")
        if not path.stat().st_size:  # which SQLite would take for a new one
            raise DamagedError(path.parent, f"{path.name} is empty", LOST)
    except sqlite3.Error as error:
        raise UserError(
            f"No index can be made in {path.parent} ({error}).",
            "Make room or allow writing there, or name another folder with --index DIR.",
        ) from error


def check_format(path: Path, connection: sqlite3.Connection, tables: str) -> None:
    """See that a database is of this format, and its tables are as they were made.

    Raises:
        DamagedError: if a table or an index is missing or differs.
        FormatError: if it is of another format.
        sqlite3.Error: if it cannot be read.
    """
    found = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
    present = set(found.fetchall())
    if not present:
        raise DamagedError(path.parent, f"{path.name} has no tables", LOST)
    rows = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    version = rows.get("format")
    if SEAL in rows or version not in _FORMATS_WITHOUT_SEAL:
        version = unsealed(rows, path.parent).get("format")
    if version != FORMAT:
        raise FormatError(
            f"The index in {path.parent} has format {version}; this version reads {FORMAT}.",
            f"Move {NAMES} out of that folder, keep the rest of it, and index your documents "
            "again, with its uploads if it has any.",
        )
    missing = _schema(f"{_META} {tables}") - present
    if missing:
        names = ", ".join(sorted(name for _, name, _, _ in missing))
        raise DamagedError(path.parent, f"{names} is not as it was made", LOST)


@lru_cache(maxsize=4)
def _schema(script: str) -> frozenset[tuple[str, str, str, str | None]]:
    """The rows of SQLite's own table about the tables and indexes that a script makes."""
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(script)
        rows = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return frozenset(rows.fetchall())
