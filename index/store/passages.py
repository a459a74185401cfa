"""Passages by their keys, as they are or as they were at a generation."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from index.store.database import Database
from index.store.documents import Documents
from index.store.marks import day_of, marks_of
from index.store.rows import DocumentRows
from index.types import Passage

_KEYS = 500


class Entry(NamedTuple):
    """What the word index keeps of a passage.

    Attributes:
        key: of it.
        title: of its document.
        text: of it.
        marks: of its document; see `marks_of`.
        day: on which its document was published; see `day_of`.
    """

    key: int
    title: str
    text: str
    marks: tuple[int, ...] = ()
    day: int = 0


class Passages:
    """The passages of a store."""

    def __init__(self, database: Database, rows: DocumentRows, documents: Documents) -> None:
        """Use the tables of a database.

        Args:
            database: of them.
            rows: the table of documents.
            documents: of the same database.
        """
        self._database = database
        self._rows = rows
        self._documents = documents

    def of(self, document_id: str) -> list[Passage]:
        """The passages of a document, in the order of its text; empty if there is none."""
        with self._database.snapshot():
            for row in self._rows.with_id(document_id):
                text = self._documents.cached(row.number)
                return [text.passage(span) for span in sorted(text.passages.values())]
            return []

    def get(self, keys: Sequence[int], generation: int | None = None) -> dict[int, Passage]:
        """The passages with these keys; those that are not there are left out.

        Args:
            keys: of passages.
            generation: to see the store as it was then, as far back as nothing was purged; by
                default as it is.

        Raises:
            DamagedError: if one of them, or its document, is not as it was written.
        """
        condition = "removed IS NULL" if generation is None else _present_at(generation)
        found: dict[int, Passage] = {}
        with self._database.snapshot():
            for some in in_parts(keys):
                rows = self._database.rows(
                    "SELECT key, number FROM passages JOIN documents "
                    f"ON number = document WHERE key IN ({marks(some)}) AND {condition}",
                    *some,
                )
                for key, number in rows:
                    text = self._documents.cached(number)
                    if key not in text.passages:
                        raise self._database.damage(f"passage {key} of document {number}")
                    found[key] = text.passage(text.passages[key])
        return found

    def listed(self, keys: Sequence[int]) -> tuple[list[int], list[Passage]]:
        """Those of the keys whose passages are there, and the passages, in the order of `keys`."""
        found = self.get(keys)
        present = [key for key in keys if key in found]
        return present, [found[key] for key in present]

    def check_present(self, keys: Sequence[int]) -> None:
        """See that passages are there, of whatever generation.

        Raises:
            DamagedError: if one is not.
        """
        for some in in_parts(keys):
            rows = self._database.rows(
                "SELECT key FROM passages JOIN documents ON number = document "
                f"WHERE key IN ({marks(some)})",
                *some,
            )
            if lost := set(some) - {key for (key,) in rows}:
                raise self._database.damage(f"passage {min(lost)} is not there")

    def texts(self, after: int = -1) -> Iterator["Entry"]:
        """What the word index keeps of the passages of documents added after a generation.

        Document by document, in the order in which they came.
        """
        query = (
            "SELECT number, file FROM documents WHERE added > ? AND removed IS NULL ORDER BY number"
        )
        for number, file in self._database.rows(query, after):
            document, _, passages = self._documents.read(number)
            about = tuple(marks_of(document, file)), day_of(document.published)
            for key, (start, stop) in sorted(passages.items()):
                yield Entry(key, document.title, document.text[start:stop], *about)

    def count(self) -> int:
        """How many passages there are."""
        return self._rows.count().passages

    def count_at(self, generation: int) -> int:
        """How many passages there were at a generation after which nothing was purged."""
        # from the census, so that only what came and went since is looked at
        query = "SELECT coalesce(sum(passages), 0) FROM documents WHERE "
        came = self._database.number(f"{query} added > ? AND removed IS NULL", generation)
        condition = "removed > ? AND added <= ?"
        went = self._database.number(query + condition, generation, generation)
        return self._rows.census().passages - came + went


def marks(values: Sequence[object]) -> str:
    """A place in a query for each of the values."""
    return ",".join("?" * len(values))


def in_parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys, as many at a time as a query may name."""
    for first in range(0, len(keys), _KEYS):
        yield keys[first : first + _KEYS]


def _present_at(generation: int) -> str:
    """The condition on documents that were there at a generation."""
    return f"added <= {generation:d} AND (removed IS NULL OR removed > {generation:d})"
