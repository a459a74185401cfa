"""What in a store is not as it was written, and taking it out so that it is read again.

Nothing here believes more than a row whose checksum is right: documents are found by going through
the table, not by an index of it, and go by their number.
"""

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from index.errors import DamagedError
from index.store.checksums import vector_crc
from index.store.database import Database
from index.store.store import WITHOUT_VECTORS, Store

UNREAD = (-1, -1, "")
"""Size, time and digest of a file that is to be read again."""

MARKED = {"files": "path, size, modified, digest", "skipped": "file, source, reason"}
MARKED |= {"roots": "path, indexed"}
"""Tables with a CRC in each row, and what it covers."""

_MOST = 100  # faults that SQLite is to name
_OF_INDEXES = re.compile(
    "missing from index|wrong # of entries in index|non-unique entry in index|values of index",
    re.IGNORECASE,
)
_PARENTS = {
    "texts": ("document", "documents", "number"),
    "passages": ("document", "documents", "number"),
    "bands": ("document", "documents", "number"),
    "copies": ("document", "documents", "number"),
    "pending": ("key", "passages", "key"),
    "vectors": ("key", "passages", "key"),
}


@dataclass(frozen=True, slots=True)
class Fault:
    """What SQLite says of its file.

    Attributes:
        text: in its words.
        fixable: whether only an index of a table is wrong.
    """

    text: str
    fixable: bool


def faults(database: Database) -> list[Fault]:
    """What is wrong with the structure of the file; reads all of it."""
    said = [text for (text,) in database.rows(f"PRAGMA integrity_check({_MOST})")]
    lines = [line for text in said if text != "ok" for line in str(text).splitlines() if line]
    found = [Fault(line, bool(_OF_INDEXES.search(line))) for line in lines]
    return sorted(found, key=lambda fault: fault.fixable)[:3]


def damaged_documents(store: Store) -> dict[int, str | None]:
    """Number of each document that is not as it was written → its file, if that is known."""
    damaged: dict[int, str | None] = {}
    known = {row[0] for row in store.database.rows("SELECT path FROM files")}
    for (number,) in store.database.rows("SELECT number FROM documents NOT INDEXED"):
        try:
            store.title_and_text(number)
        except DamagedError:
            damaged[number] = _file(store, number, known)
    return damaged


def _file(store: Store, number: int, known: set[str]) -> str | None:
    try:
        ((file,),) = store.database.rows("SELECT file FROM documents WHERE number = ?", number)
    except (DamagedError, ValueError):
        return None
    return file if file in known else None


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


def copies_differ(store: Store) -> bool:
    """Whether a document is listed as a copy of one that is not listed as its."""
    one_way = store.database.rows(
        "SELECT 1 FROM copies AS one WHERE NOT EXISTS (SELECT 1 FROM copies AS two "
        "WHERE two.document = one.other AND two.other = one.document) LIMIT 1"
    )
    return bool(one_way)


def damaged_marks(store: Store, table: str) -> list[tuple[object, ...]]:
    """Rows of a table of `MARKED` whose CRC is wrong."""
    columns = MARKED[table]
    rows = store.database.rows(f"SELECT {columns}, crc FROM {table}")
    return [row for row in rows if not store.is_marked(row)]


def orphans(store: Store) -> Iterator[tuple[str, str, int]]:
    """(table, table that it should belong to, rows that belong to nothing)."""
    for table, (column, parent, key) in _PARENTS.items():
        without = f"{column} NOT IN (SELECT {key} FROM {parent})"
        ((count,),) = store.database.rows(f"SELECT count(*) FROM {table} WHERE {without}")
        if count:
            yield table, parent, count


def waiting_with_vectors(store: Store) -> int:
    """Passages that wait for a vector and have one."""
    query = "SELECT count(*) FROM pending WHERE key IN (SELECT key FROM vectors)"
    ((count,),) = store.database.rows(query)
    return int(count)


def readable(file: str) -> bool:
    """Whether a file is there and may be read."""
    return Path(file).is_file() and os.access(file, os.R_OK)


def set_aside(store: Store) -> list[tuple[str, str | None]]:
    """(source, file if it is known) of each document that was kept, since it cannot be read again.

    None of them is searched or shown.
    """
    if not store.database.rows("SELECT 1 FROM sqlite_master WHERE name = 'aside'"):
        return []
    query = "SELECT CAST(source AS BLOB), CAST(file AS BLOB) FROM aside ORDER BY number"
    rows = store.database.rows(query)
    return [(_as_text(source), _as_text(file) if file else None) for source, file in rows]


def restore(store: Store) -> list[str]:
    """Take out what is not as it was written, so that the next run reads it again.

    A document whose file is not there to be read again is set aside, and stays in the database.

    Returns:
        Sources of the documents that were taken out to be read again.

    Raises:
        UserError: if it cannot be written, or is damaged beyond repair.
    """
    rows = store.database.rows
    copies_wrong = copies_differ(store) or any(
        re.search("copies|bands", fault.text) for fault in faults(store.database)
    )
    with store.database.change() as generation:
        indexes = rows("SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL")
        for name, _ in indexes:  # which may point anywhere, and be believed
            rows(f"DROP INDEX {name}")
        damaged = damaged_documents(store)
        lost = bool(damaged) or store.count() != store.census()
        unread = {file for file in damaged.values() if file}
        all_unread = lost and (None in damaged.values() or not damaged)
        taken = _take_out_or_set_aside(store, generation, damaged)
        all_unread |= _drop_marked(store)
        for table, (column, parent, key) in _PARENTS.items():
            rows(f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})")
        rows("DELETE FROM copies WHERE other NOT IN (SELECT number FROM documents)")
        rows(f"DELETE FROM gone WHERE key IN (SELECT key {_HERE})")
        if copies_wrong:
            _empty_copies(store)
        if store.holds_vectors:
            _drop_vectors(store)
        for path in store.files():
            if all_unread or path in unread:
                skipped = store.skipped(path)
                store.put_file(path, *UNREAD, skipped)
        for _, sql in indexes:
            rows(sql)
        store.put_census(store.count())
    return taken


_HERE = "FROM passages JOIN documents ON number = document WHERE removed IS NULL"


_ASIDE = (
    "aside (number INTEGER PRIMARY KEY, file TEXT, source TEXT, title TEXT, published TEXT, "
    "url TEXT, pages TEXT, text TEXT)"
)
"""Made only where it is needed, so that it is no part of the format."""


def _set_aside(store: Store, number: int, file: str | None) -> None:
    """Keep a copy of what is known about a document, right or not."""
    rows = store.database.rows
    rows(f"CREATE TABLE IF NOT EXISTS {_ASIDE}")
    query = (
        "INSERT OR REPLACE INTO aside SELECT n, ?, source, title, published, url, pages, text "
        "FROM (SELECT ? AS n) LEFT JOIN documents ON number = n LEFT JOIN texts ON document = n"
    )
    rows(query, file, number)


def _take_out_or_set_aside(
    store: Store, generation: int, damaged: Mapping[int, str | None]
) -> list[str]:
    """Sources of those of the damaged documents that can be read again; all are taken out."""
    all_there = not damaged_marks(store, "files") and all(map(readable, store.files()))
    taken = []
    _forget_aside(store)
    for number, file in damaged.items():
        if readable(file) if file else all_there:
            taken.append(_source(store, number))
        else:
            _set_aside(store, number, file)
        _take_out(store, generation, number)
    if not all_there:
        query = "SELECT document FROM texts WHERE document NOT IN (SELECT number FROM documents)"
        for (number,) in store.database.rows(query):
            _set_aside(store, number, None)
    return taken


def _empty_copies(store: Store) -> None:
    for table in ("copies", "bands"):
        store.database.rows(f"DELETE FROM {table}")
    store.database.put("compared", "0")


def _drop_vectors(store: Store) -> None:
    """Drop damaged vectors, and let passages without one wait for it."""
    rows = store.database.rows
    keys = [(key,) for key in damaged_vectors(store)]
    store.database.many("DELETE FROM vectors WHERE key = ?", keys)
    rows("DELETE FROM pending WHERE key IN (SELECT key FROM vectors)")
    rows(f"INSERT INTO pending SELECT key {WITHOUT_VECTORS}")


def _forget_aside(store: Store) -> None:
    """Drop what was set aside and has been read again since."""
    if not set_aside(store) or damaged_marks(store, "files"):
        return
    read = {path for path, stat in store.files().items() if stat != UNREAD and readable(path)}
    for (file,) in store.database.rows("SELECT DISTINCT file FROM aside WHERE file NOT NULL"):
        if file in read:
            store.database.rows("DELETE FROM aside WHERE file = ?", file)
    if read == store.files().keys():
        store.database.rows("DELETE FROM aside WHERE file IS NULL")


def _source(store: Store, number: int) -> str:
    query = "SELECT CAST(source AS BLOB) FROM documents WHERE number = ?"
    ((source,),) = store.database.rows(query, number)
    return _as_text(source)


def _as_text(content: bytes | None) -> str:
    """Text that may be damaged."""
    return "a document without a name" if content is None else content.decode("utf-8", "replace")


def _take_out(store: Store, generation: int, number: int) -> None:
    """Drop a document, and let who has its vectors in memory drop them."""
    rows = store.database.rows
    query = "INSERT OR REPLACE INTO gone SELECT key, ? FROM passages WHERE document = ?"
    rows(query, generation, number)
    for table, (column, parent, _) in _PARENTS.items():
        of_document = (
            "= ?" if parent == "documents" else "IN (SELECT key FROM passages WHERE document = ?)"
        )
        if table != "passages":
            rows(f"DELETE FROM {table} WHERE {column} {of_document}", number)
    rows("DELETE FROM passages WHERE document = ?", number)
    rows("DELETE FROM documents WHERE number = ?", number)


def _drop_marked(store: Store) -> bool:
    """Drop rows whose CRC is wrong; whether there were any."""
    dropped = False
    for table, columns in MARKED.items():
        names = columns.split(", ")
        same = " AND ".join(f"{name} IS ?" for name in (*names, "crc"))
        for row in damaged_marks(store, table):
            store.database.rows(f"DELETE FROM {table} WHERE {same}", *row)
            dropped = True
    return dropped
