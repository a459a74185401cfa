"""What in a store is not as it was written.

Nothing here believes more than a row whose checksum is right: documents are found by going through
the table, not by an index of it, and go by their number.
"""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import DamagedError
from index.store.checksums import vector_crc
from index.store.store import Store

PARENTS = {
    "texts": ("document", "documents", "number"),
    "passages": ("document", "documents", "number"),
    "bands": ("document", "documents", "number"),
    "copies": ("document", "documents", "number"),
    "pending": ("key", "passages", "key"),
    "vectors": ("key", "passages", "key"),
}
"""Table → (its column, the table whose row it points to, the column there)."""

_MOST_FAULTS = 100  # that SQLite is to name
_SHOWN_FAULTS = 3
_INDEX_FAULTS = re.compile(
    "missing from index|wrong # of entries in index|non-unique entry in index|values of index",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Fault:
    """What SQLite says of its file.

    Attributes:
        text: in its words.
        fixable: whether only an index of a table is wrong.
    """

    text: str
    fixable: bool


def faults(store: Store) -> list[Fault]:
    """What is wrong with the structure of the file, the worst first; reads all of it."""
    messages = store.database.rows(f"PRAGMA integrity_check({_MOST_FAULTS})")
    lines = [line for (text,) in messages if text != "ok" for line in str(text).splitlines()]
    found = [Fault(line, bool(_INDEX_FAULTS.search(line))) for line in lines if line]
    return sorted(found, key=lambda fault: fault.fixable)[:_SHOWN_FAULTS]


def damaged_documents(store: Store) -> dict[int, str | None]:
    """Number of each document that is not as it was written → its file, if that is known."""
    damaged: dict[int, str | None] = {}
    known = store.files.paths_unchecked()
    for (number,) in store.database.rows("SELECT number FROM documents NOT INDEXED"):
        try:
            store.documents.read(number)
        except DamagedError:
            damaged[number] = _file(store, number, known)
    return damaged


def _file(store: Store, number: int, known: set[object]) -> str | None:
    try:
        ((file,),) = store.database.rows("SELECT file FROM documents WHERE number = ?", number)
    except (DamagedError, ValueError):
        return None
    return file if file in known else None


def documents_lost(store: Store) -> bool:
    """Whether the documents are not those that were put in."""
    return store.rows.count() != store.rows.census()


def damaged_vectors(store: Store) -> list[int]:
    """Keys of vectors that are not as they were written."""
    damaged: list[int] = []
    sizes: dict[int, list[int]] = {}
    after = -1 << 63
    query = "SELECT key, vector, crc FROM vectors WHERE key > ? ORDER BY key LIMIT 4096"
    while rows := store.database.rows(query, after):
        for key, blob, crc in rows:
            if isinstance(blob, bytes) and vector_crc(key, blob) == crc:
                sizes.setdefault(len(blob), []).append(key)
            else:
                damaged.append(key)
        after = rows[-1][0]
    usual = max(sizes, key=lambda size: len(sizes[size]), default=0)
    return damaged + [key for size, keys in sizes.items() if size != usual for key in keys]


def lists_damaged(store: Store) -> bool:
    """Whether a row of the lists of files is not as it was written."""
    return any(table.damaged() for table in store.files.tables)


def orphans(store: Store) -> Iterator[tuple[str, str, int]]:
    """(table, table that it should belong to, rows that belong to nothing)."""
    for table, (column, parent, key) in PARENTS.items():
        without = f"{column} NOT IN (SELECT {key} FROM {parent})"
        count = store.database.number(f"SELECT count(*) FROM {table} WHERE {without}")
        if count:
            yield table, parent, count


def waiting_with_vectors(store: Store) -> int:
    """Passages that wait for a vector and have one."""
    query = "SELECT count(*) FROM pending WHERE key IN (SELECT key FROM vectors)"
    return store.database.number(query)


def readable(file: str) -> bool:
    """Whether a file is there and may be read."""
    return Path(file).is_file() and os.access(file, os.R_OK)
