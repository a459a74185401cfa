"""Tables of small rows, each of which carries a CRC of its values."""

from collections.abc import Sequence
from typing import Any

from index.store.checksums import Value, crc
from index.store.database import Database


class MarkedTable:
    """One such table.

    Attributes:
        name: of the table.
    """

    def __init__(self, database: Database, name: str, columns: str) -> None:
        """Use a table that is there.

        Args:
            database: of it.
            name: of the table.
            columns: all of them but the CRC, with commas between.
        """
        self.name = name
        self._columns = columns
        self._database = database

    def rows(self, condition: str = "TRUE", *values: object) -> list[tuple[Any, ...]]:
        """The rows that meet a condition, without their CRC.

        Raises:
            DamagedError: if one of them is not as it was written.
        """
        rows = self._select(condition, *values)
        if not all(map(_is_intact, rows)):
            raise self._database.damage(f"the list of {self.name}")
        return [row[:-1] for row in rows]

    def insert(self, rows: Sequence[tuple[Value, ...]], *, replace: bool = False) -> None:
        """Put rows in; inside a transaction.

        Args:
            rows: values of all columns but the CRC.
            replace: whether a row replaces one of the same primary key.
        """
        insert = "INSERT OR REPLACE" if replace else "INSERT"
        for row in rows:
            marks = "?, " * len(row)
            self._database.rows(f"{insert} INTO {self.name} VALUES ({marks}?)", *row, crc(*row))

    def delete(self, condition: str, *values: object) -> None:
        """Drop the rows that meet a condition; inside a transaction."""
        self._database.rows(f"DELETE FROM {self.name} WHERE {condition}", *values)

    def count(self) -> int:
        """How many rows there are, right or not."""
        return self._database.number(f"SELECT count(*) FROM {self.name}")

    def damaged(self) -> list[tuple[object, ...]]:
        """The rows whose CRC is wrong, with it."""
        return [row for row in self._select("TRUE") if not _is_intact(row)]

    def drop_damaged(self) -> bool:
        """Drop the rows whose CRC is wrong; inside a transaction. Says whether there were any."""
        damaged = self.damaged()
        names = (*self._columns.split(", "), "crc")
        for row in damaged:
            self.delete(" AND ".join(f"{name} IS ?" for name in names), *row)
        return bool(damaged)

    def _select(self, condition: str, *values: object) -> list[tuple[Any, ...]]:
        query = f"SELECT {self._columns}, crc FROM {self.name} WHERE {condition}"
        return self._database.rows(query, *values)


def _is_intact(row: tuple[Any, ...]) -> bool:
    """Whether a row ends in the CRC of its other values."""
    return bool(crc(*row[:-1]) == row[-1])
