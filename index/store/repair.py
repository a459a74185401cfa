"""Taking out of a store what is not as it was written, so that it is read again.

Documents whose files are not there to be read again are put in quarantine first.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager

from index.store.files import UNREAD
from index.store.inspection import (
    PARENTS,
    damaged_documents,
    damaged_vectors,
    documents_lost,
    faults,
    readable,
)
from index.store.quarantine import as_text, quarantine, quarantine_texts_alone, release
from index.store.store import Store
from index.store.vectors import WITHOUT_VECTORS

_PRESENT_KEYS = "SELECT key FROM passages JOIN documents ON number = document WHERE removed IS NULL"


def restore(store: Store) -> list[str]:
    """Take out what is not as it was written, so that the next run reads it again.

    A document whose file is not there to be read again goes into quarantine, in the database.

    Returns:
        Sources of the documents that were taken out to be read again.

    Raises:
        UserError: if it cannot be written, or is damaged beyond repair.
    """
    copies_wrong = _copies_wrong(store)
    with store.change() as generation, _without_indexes(store):
        damaged = damaged_documents(store)
        lost = documents_lost(store)
        sources = _take_out_documents(store, generation, damaged)
        lists_wrong = [table.drop_damaged() for table in store.files.tables]
        _drop_orphans(store)
        if copies_wrong:
            store.near_copies.clear()
        _repair_vectors(store)
        # without a file that is known, any may be the one that a lost document came from
        unknown = None in damaged.values() or (lost and not damaged) or any(lists_wrong)
        _mark_unread(store, None if unknown else set(damaged.values()))
        store.rows.put_census(store.rows.count())
    return sources


def _copies_wrong(store: Store) -> bool:
    """Whether the list of near copies, or an index of it, is not as it was written."""
    return store.near_copies.differ() or any(
        re.search("copies|bands", fault.text) for fault in faults(store)
    )


@contextmanager
def _without_indexes(store: Store) -> Iterator[None]:
    """Drop the indexes of tables, which may point anywhere and be believed; make them anew."""
    query = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql NOT NULL"
    indexes = store.database.rows(query)
    for name, _ in indexes:
        store.database.rows(f"DROP INDEX {name}")
    yield
    for _, sql in indexes:
        store.database.rows(sql)


def _take_out_documents(
    store: Store, generation: int, damaged: Mapping[int, str | None]
) -> list[str]:
    """Take out the damaged documents; the sources of those that can be read again."""
    files, *_ = store.files.tables
    all_readable = not files.damaged() and all(map(readable, store.files.read()))
    sources = []
    release(store)
    for number, file in damaged.items():
        if readable(file) if file else all_readable:
            sources.append(_source(store, number))
        else:
            quarantine(store, number, file)
        _take_out(store, generation, number)
    if not all_readable:
        quarantine_texts_alone(store)
    return sources


def _source(store: Store, number: int) -> str:
    query = "SELECT CAST(source AS BLOB) FROM documents WHERE number = ?"
    return as_text(store.database.rows(query, number)[0][0])


def _take_out(store: Store, generation: int, number: int) -> None:
    """Drop a document, and let whoever has its vectors in memory drop them."""
    rows = store.database.rows
    query = "INSERT OR REPLACE INTO gone SELECT key, ? FROM passages WHERE document = ?"
    rows(query, generation, number)
    for table, (column, parent, _) in PARENTS.items():
        of_document = (
            "= ?" if parent == "documents" else "IN (SELECT key FROM passages WHERE document = ?)"
        )
        if table != "passages":
            rows(f"DELETE FROM {table} WHERE {column} {of_document}", number)
    rows("DELETE FROM passages WHERE document = ?", number)
    rows("DELETE FROM documents WHERE number = ?", number)


def _drop_orphans(store: Store) -> None:
    """Drop rows that belong to nothing, and keys that are listed as taken out and are there."""
    for table, (column, parent, key) in PARENTS.items():
        query = f"DELETE FROM {table} WHERE {column} NOT IN (SELECT {key} FROM {parent})"
        store.database.rows(query)
    store.database.rows("DELETE FROM copies WHERE other NOT IN (SELECT number FROM documents)")
    store.database.rows(f"DELETE FROM gone WHERE key IN ({_PRESENT_KEYS})")


def _repair_vectors(store: Store) -> None:
    """Drop damaged vectors, and let passages without one wait for it."""
    rows = store.database.rows
    keys = [(key,) for key in damaged_vectors(store)]
    store.database.run_many("DELETE FROM vectors WHERE key = ?", keys)
    rows("DELETE FROM pending WHERE key IN (SELECT key FROM vectors)")
    rows(f"INSERT INTO pending SELECT key {WITHOUT_VECTORS}")


def _mark_unread(store: Store, files: Collection[str | None] | None) -> None:
    """Let the next run read files again, as far as they are on the list; None for all."""
    for path in store.files.read():
        if files is None or path in files:
            store.files.put(path, *UNREAD, store.files.skipped(path))
