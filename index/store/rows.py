"""The rows of documents, without their texts, and the census of them.

The digest in a row covers its values. The census is sums over all rows, kept apart from them, so
that a row that is lost, or there again, is noticed.
"""

import json
from typing import NamedTuple

from index.store.checksums import digest
from index.store.database import Database
from index.types import Listed

_COLUMNS = (
    "number, id, file, source, title, published, url, author, publisher, pages, sentences, "
    "passages, added, digest"
)


class Row(NamedTuple):
    """A row of `documents`; all but the generation at which it was removed."""

    number: int
    id: str
    file: str
    source: str
    title: str
    published: str | None
    url: str | None
    author: str | None
    publisher: str | None
    pages: str
    sentences: int
    passages: int
    added: int
    digest: bytes

    @property
    def right_digest(self) -> bytes:
        """The digest that belongs to the values."""
        return digest(*self[:-1])

    @property
    def listed(self) -> Listed:
        """As a line of the list."""
        return Listed(self.id, self.title, self.source, self.published, self.sentences)


class Census(NamedTuple):
    """Which documents there are that were not taken out: sums that one wrong row changes."""

    documents: int = 0
    numbers: int = 0
    added: int = 0
    sentences: int = 0
    passages: int = 0


class DocumentRows:
    """The table of documents."""

    def __init__(self, database: Database) -> None:
        """Use the table of a database."""
        self._database = database

    def select(self, condition: str, *values: object) -> list[Row]:
        """The rows that meet a condition.

        Raises:
            DamagedError: if one of them is not as it was written.
        """
        rows = self._database.rows(f"SELECT {_COLUMNS} FROM documents WHERE {condition}", *values)
        return [self._checked(Row(*row)) for row in rows]

    def _checked(self, row: Row) -> Row:
        if row.digest != row.right_digest:
            raise self._database.damage(f"what is known about document {row.number}")
        return row

    def present(self) -> list[Row]:
        """The rows of all documents that were not taken out, in the order in which they came."""
        return self.select("removed IS NULL ORDER BY number")

    def of_file(self, file: str) -> list[Row]:
        """The rows of the documents of a file that were not taken out."""
        return self.select("file = ? AND removed IS NULL", file)

    def with_id(self, document_id: str) -> list[Row]:
        """The row of the document of an id, unless there is none, or it was taken out."""
        return self.select("id = ? AND removed IS NULL", document_id)

    # Writes; inside a transaction

    def insert(self, *values: object) -> Row:
        """Add a row of these values, which are all of `Row` but the number and the digest."""
        number = self._database.insert(
            "INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'', NULL)",
            *values,
        )
        query = f"SELECT {_COLUMNS} FROM documents WHERE number = ?"
        row = Row(*self._database.rows(query, number)[0])
        query = "UPDATE documents SET digest = ? WHERE number = ?"
        self._database.rows(query, row.right_digest, number)
        self._add_to_census(row, 1)
        return row

    def mark_removed(self, row: Row, generation: int) -> None:
        """Record that a document was taken out at a generation."""
        query = "UPDATE documents SET removed = ? WHERE number = ?"
        self._database.rows(query, generation, row.number)
        self._add_to_census(row, -1)

    def move(self, row: Row, file: str, source: str) -> None:
        """Record that a document is of another file and source now."""
        moved = row._replace(file=file, source=source)
        query = "UPDATE documents SET file = ?, source = ?, digest = ? WHERE number = ?"
        self._database.rows(query, file, source, moved.right_digest, row.number)

    # The census

    def check(self) -> None:
        """See that no document is lost, or there again; quick.

        Raises:
            DamagedError: if one is.
        """
        with self._database.snapshot():
            if self.count() != self.census():
                raise self._database.damage("the documents are not those that were put in")

    def census(self) -> Census:
        """Which documents there should be."""
        text = self._database.get("census")
        return Census(*json.loads(text)) if text else Census()

    def count(self) -> Census:
        """Which documents there are."""
        columns = ("number", "added", "sentences", "passages")
        sums = ", ".join(f"coalesce(sum({column}), 0)" for column in columns)
        query = f"SELECT count(*), {sums} FROM documents WHERE removed IS NULL"
        return Census(*self._database.rows(query)[0])

    def put_census(self, census: Census) -> None:
        """Record which documents there should be."""
        self._database.put("census", json.dumps(census))

    def _add_to_census(self, row: Row, sign: int) -> None:
        one = Census(1, row.number, row.added, row.sentences, row.passages)
        self.put_census(Census(*(a + sign * b for a, b in zip(self.census(), one, strict=True))))
