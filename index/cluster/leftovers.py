"""Documents that may have left something in Milvus, and since when: what a run has to clean up."""

import time
from collections.abc import Iterable

from index.store.store import Store

_TABLE = "unsettled (number INTEGER PRIMARY KEY, since INTEGER NOT NULL)"
_DAY = 86_400  # seconds, after which a run that broke off does not go on any more


class Leftovers:
    """The list of such documents, by their numbers in the log."""

    def __init__(self, store: Store) -> None:
        """Use the table of a store, which is made if it is not there."""
        self._store = store
        with store.transaction():
            store.database.rows(f"CREATE TABLE IF NOT EXISTS {_TABLE}")

    def any(self) -> bool:
        """Whether there are any."""
        return bool(self._store.database.rows("SELECT 1 FROM unsettled LIMIT 1"))

    def put(self, numbers: Iterable[int]) -> None:
        """Note that something of these documents is about to be in Milvus."""
        with self._store.transaction():
            rows = ((number, int(time.time())) for number in numbers)
            self._store.database.run_many("INSERT OR REPLACE INTO unsettled VALUES (?, ?)", rows)

    def sort(self) -> tuple[list[int], list[int]]:
        """The documents that are to be dropped from Milvus, and those that are there to stay.

        Dropped are those that were removed, or are of a change that was not made within a day.
        """
        query = "SELECT number, since, gone FROM unsettled LEFT JOIN additions USING (number)"
        rows = self._store.database.rows(query)
        old = time.time() - _DAY
        dead = [n for n, since, gone in rows if gone or (gone is None and since < old)]
        return dead, [number for number, _, gone in rows if gone == 0]

    def forget(self, numbers: Iterable[int]) -> None:
        """Take documents off the list."""
        with self._store.transaction():
            query = "DELETE FROM unsettled WHERE number = ?"
            self._store.database.run_many(query, ((number,) for number in numbers))
