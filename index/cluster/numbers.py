"""Which number of the log stands for which document of a replica.

Each addition of a document has a number of its own, drawn by chance, that all machines know. If two
machines add the same document it is there once, and one of the numbers stands for it; what is
removed is a number.
"""

import json
from collections.abc import Sequence

from index.store.passages import marks
from index.store.store import Store

_TABLE = (
    # `document` is its number here; none, if another number stands for the same document
    "additions (number INTEGER PRIMARY KEY, id TEXT, document INTEGER, "
    "own INTEGER NOT NULL, gone INTEGER NOT NULL)"
)
_INDEXES = ("additions_id ON additions (id)", "additions_document ON additions (document)")
_PENDING = "SELECT key FROM pending JOIN passages USING (key) JOIN additions USING (document)"


class Numbers:
    """The table of numbers of a replica. All writes are inside a transaction."""

    def __init__(self, store: Store) -> None:
        """Use the table of a store, which is made if it is not there; inside a transaction."""
        self._database = store.database
        self._database.rows(f"CREATE TABLE IF NOT EXISTS {_TABLE}")
        for index in _INDEXES:
            self._database.rows(f"CREATE INDEX IF NOT EXISTS {index}")

    def find(self, number: int) -> tuple[str | None, int | None] | None:
        """Id of the document that was added under a number, and its number here.

        Returns:
            Both None for a number that was removed before it was added; the second None if another
            number stands for the document; None if the number was never heard of.
        """
        query = "SELECT id, document FROM additions WHERE number = ?"
        for id, document in self._database.rows(query, number):
            return id, document
        return None

    def of(self, document_id: str) -> list[int]:
        """The numbers under which a document was added, and not removed."""
        return [number for number, _ in self.with_owner(document_id)]

    def with_owner(self, document_id: str) -> list[tuple[int, bool]]:
        """As `of`, each with whether this machine added it."""
        query = "SELECT number, own FROM additions WHERE id = ? AND NOT gone"
        return [(number, bool(own)) for number, own in self._database.rows(query, document_id)]

    def put(self, number: int, document_id: str, document: int | None, *, own: bool) -> None:
        """Record that a document was added under a number.

        Args:
            number: of the log.
            document_id: of the document.
            document: its number here; None if another number stands for it.
            own: whether this machine added it.
        """
        query = "INSERT INTO additions VALUES (?, ?, ?, ?, 0)"
        self._database.rows(query, number, document_id, document, own)

    def put_removed(self, number: int) -> None:
        """Record that a number was removed, before it was added."""
        self._database.rows("INSERT INTO additions VALUES (?, NULL, NULL, 0, 1)", number)

    def mark_removed(self, number: int) -> None:
        """Record that a number was removed; it stands for nothing any more."""
        query = "UPDATE additions SET gone = 1, document = NULL WHERE number = ?"
        self._database.rows(query, number)

    def forget(self, number: int) -> None:
        """Forget that a number was ever heard of."""
        self._database.rows("DELETE FROM additions WHERE number = ?", number)

    def of_documents(self, documents: Sequence[int]) -> list[int]:
        """The numbers that stand for documents, by the numbers of those here; in order."""
        query = (
            "SELECT number FROM additions "
            "WHERE document IN (SELECT value FROM json_each(?)) ORDER BY number"
        )
        return [number for (number,) in self._database.rows(query, json.dumps(list(documents)))]

    # Passages

    def places(self, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Key of a passage → (number of its document, its place there from 0)."""
        query = (
            "SELECT additions.number, ? - (SELECT min(key) FROM passages AS others "
            "WHERE others.document = passages.document) FROM passages "
            "JOIN additions USING (document) WHERE key = ?"
        )
        found = {key: self._database.rows(query, key, key) for key in keys}
        return {key: rows[0] for key, rows in found.items() if rows}

    def first_keys(self, numbers: Sequence[int]) -> dict[int, int]:
        """Number of each document that is here → key of its first passage."""
        rows = self._database.rows(
            "SELECT number, min(key) FROM additions JOIN passages USING (document) "
            f"WHERE number IN ({marks(numbers)}) GROUP BY number",
            *numbers,
        )
        return dict(rows)

    def pending_here(self, limit: int) -> list[int]:
        """The first keys of passages that wait for a vector and were added by this machine."""
        query = f"{_PENDING} WHERE own ORDER BY key LIMIT ?"
        return [key for (key,) in self._database.rows(query, limit)]

    def pending_anywhere(self, limit: int) -> list[int]:
        """The last keys of passages that wait for a vector, the last first."""
        query = f"{_PENDING} ORDER BY key DESC LIMIT ?"
        return [key for (key,) in self._database.rows(query, limit)]
