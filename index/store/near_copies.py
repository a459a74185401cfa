"""What a store knows of near copies: pairs of documents, and values by which they are found.

Each pair is kept both ways round, and each way in two places of the file, which have to agree.
"""

from collections.abc import Iterable, Sequence

from index.store.database import Database
from index.store.passages import marks
from index.store.rows import DocumentRows
from index.types import Listed

_BATCH = 100


class NearCopies:
    """The tables of near copies of a store."""

    def __init__(self, database: Database, rows: DocumentRows) -> None:
        """Use the tables of a database.

        Args:
            database: of them.
            rows: the table of documents.
        """
        self._database = database
        self._rows = rows

    def count(self) -> int:
        """How many documents have a near copy."""
        return self._database.number(
            "SELECT count(DISTINCT document) FROM copies JOIN documents ON number = document "
            "WHERE removed IS NULL"
        )

    def of(self, ids: Iterable[str]) -> dict[str, list[Listed]]:
        """Id of each document that has near copies → those, in the order in which they came."""
        wanted = sorted(set(ids))
        found: dict[str, list[Listed]] = {}
        for first in range(0, len(wanted), _BATCH):
            with self._database.snapshot():
                found |= self._of(wanted[first : first + _BATCH])
        return found

    def _of(self, ids: Sequence[str]) -> dict[str, list[Listed]]:
        rows = self._rows.select(f"id IN ({marks(ids)}) AND removed IS NULL", *ids)
        asked = {row.number: row.id for row in rows}
        self._check_absent(set(ids) - set(asked.values()))
        pairs = self._pairs(sorted(asked))
        others = sorted({other for _, other in pairs})
        found: dict[str, list[Listed]] = {}
        for first in range(0, len(others), _BATCH):
            some = others[first : first + _BATCH]
            listed = f"number IN ({marks(some)}) AND removed IS NULL ORDER BY number"
            for row in self._rows.select(listed, *some):
                for number, other in pairs:
                    if other == row.number:
                        found.setdefault(asked[number], []).append(row.listed)
        return found

    def _check_absent(self, ids: Iterable[str]) -> None:
        """See that documents are not there that an index of the database did not find."""
        for id in ids:
            query = "SELECT 1 FROM documents NOT INDEXED WHERE id = ? AND removed IS NULL"
            if self._database.rows(query, id):
                raise self._database.damage(f"document {id} is not found by its id")

    def _pairs(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Each of the documents with each of its near copies, in order."""
        places = marks(numbers)
        pairs = f"SELECT document, other FROM copies WHERE document IN ({places})"
        turned = (
            f"SELECT other, document FROM copies INDEXED BY copies_other WHERE other IN ({places})"
        )
        one, two = (sorted(self._database.rows(query, *numbers)) for query in (pairs, turned))
        if one != two:
            raise self._database.damage("the list of near copies")
        return one

    # For the run that compares

    def compared(self) -> int:
        """The highest number of a document that was compared with those before it."""
        return int(self._database.get("compared") or 0)

    def put_compared(self, number: int) -> None:
        """Record the highest number of a document that was compared; inside a transaction."""
        self._database.put("compared", str(number))

    def count_after(self, number: int) -> int:
        """How many documents there are of a higher number."""
        query = "SELECT count(*) FROM documents WHERE number > ? AND removed IS NULL"
        return self._database.number(query, number)

    def numbers_after(self, number: int, limit: int) -> list[int]:
        """The next numbers of documents above one."""
        query = (
            "SELECT number FROM documents WHERE number > ? AND removed IS NULL "
            "ORDER BY number LIMIT ?"
        )
        return [found for (found,) in self._database.rows(query, number, limit)]

    def count_by_value(self, values: Sequence[int]) -> dict[int, int]:
        """Each of the values that documents are kept under → how many."""
        query = f"SELECT band, count(*) {_kept_under(values)} GROUP BY band"
        return dict(self._database.rows(query, *values))

    def sharing(self, values: Sequence[int], at_least: int, limit: int) -> list[int]:
        """Numbers of the documents kept under at least so many of the values, most first."""
        query = (
            f"SELECT document {_kept_under(values)} GROUP BY document "
            "HAVING count(*) >= ? ORDER BY count(*) DESC, document LIMIT ?"
        )
        return [number for (number,) in self._database.rows(query, *values, at_least, limit)]

    def put(self, number: int, copies: Iterable[int], values: Iterable[int]) -> None:
        """Record the near copies of a document, and keep it under values; inside a transaction."""
        pairs = [pair for copy in copies for pair in ((number, copy), (copy, number))]
        self._database.run_many("INSERT OR IGNORE INTO copies VALUES (?, ?)", pairs)
        kept = ((value, number) for value in values)
        self._database.run_many("INSERT OR IGNORE INTO bands VALUES (?, ?)", kept)

    # For repair

    def differ(self) -> bool:
        """Whether a document is listed as a copy of one that is not listed as its copy."""
        one_way = self._database.rows(
            "SELECT 1 FROM copies AS one WHERE NOT EXISTS (SELECT 1 FROM copies AS two "
            "WHERE two.document = one.other AND two.other = one.document) LIMIT 1"
        )
        return bool(one_way)

    def clear(self) -> None:
        """Forget all near copies, so that documents are compared again; inside a transaction."""
        for table in ("copies", "bands"):
            self._database.rows(f"DELETE FROM {table}")
        self.put_compared(0)


def _kept_under(values: Sequence[int]) -> str:
    """The part of a query for the documents that are kept under values."""
    return (
        "FROM bands JOIN documents ON number = document "
        f"WHERE band IN ({marks(values)}) AND removed IS NULL"
    )
