"""Damaged documents that cannot be read again from their files: kept, and not searched or shown."""

from index.store.files import UNREAD
from index.store.inspection import readable
from index.store.store import Store

_TABLE = (
    "aside (number INTEGER PRIMARY KEY, file TEXT, source TEXT, title TEXT, published TEXT, "
    "url TEXT, author TEXT, publisher TEXT, pages TEXT, text TEXT)"
)
"""Made only where it is needed, so that it is no part of the format."""


def quarantined(store: Store) -> list[tuple[str, str | None]]:
    """(source, file if it is known) of each document that is kept."""
    if not store.database.rows("SELECT 1 FROM sqlite_master WHERE name = 'aside'"):
        return []
    query = "SELECT CAST(source AS BLOB), CAST(file AS BLOB) FROM aside ORDER BY number"
    rows = store.database.rows(query)
    return [(as_text(source), as_text(file) if file else None) for source, file in rows]


def quarantine(store: Store, number: int, file: str | None) -> None:
    """Keep a copy of what is known about a document, right or not; inside a transaction."""
    store.database.rows(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
    query = (
        "INSERT OR REPLACE INTO aside "
        "SELECT n, ?, source, title, published, url, author, publisher, pages, text "
        "FROM (SELECT ? AS n) LEFT JOIN documents ON number = n LEFT JOIN texts ON document = n"
    )
    store.database.rows(query, file, number)


def quarantine_texts_alone(store: Store) -> None:
    """Keep a copy of each text whose document is lost; inside a transaction."""
    query = "SELECT document FROM texts WHERE document NOT IN (SELECT number FROM documents)"
    for (number,) in store.database.rows(query):
        quarantine(store, number, None)


def release(store: Store) -> None:
    """Drop the copies of what has been read again since; inside a transaction."""
    files, *_ = store.files.tables
    if not quarantined(store) or files.damaged():
        return
    stats = store.files.read()
    read = {path for path, stat in stats.items() if stat != UNREAD and readable(path)}
    query = "SELECT DISTINCT file FROM aside WHERE file NOT NULL"
    for (file,) in store.database.rows(query):
        if file in read:
            store.database.rows("DELETE FROM aside WHERE file = ?", file)
    if read == stats.keys():
        store.database.rows("DELETE FROM aside WHERE file IS NULL")


def as_text(content: bytes | None) -> str:
    """Text that may be damaged."""
    return "a document without a name" if content is None else content.decode("utf-8", "replace")
