"""What was taken out: documents that stay until they are purged, and the keys of their passages.

A reader whose word index is a change behind still finds all that it names, so a document is purged
only when every word index shows that it is gone.
"""

from index.store.database import Database


class Removals:
    """The documents and passages of a store that were taken out."""

    def __init__(self, database: Database) -> None:
        """Use the tables of a database."""
        self._database = database

    def purge(self, generation: int) -> None:
        """Drop what was taken out up to a generation, which every word index shows by now."""
        query = "SELECT 1 FROM documents WHERE removed <= ? LIMIT 1"
        if self._database.rows(query, generation):
            with self._database.transaction():
                self._database.rows("DELETE FROM documents WHERE removed <= ?", generation)
                self._database.put("forgotten", str(generation))

    def purged(self) -> int:
        """The generation up to which documents that were taken out are dropped."""
        return int(self._database.get("forgotten") or 0)

    def keys(self, after: int, until: int | None = None) -> list[int]:
        """Keys of passages taken out after a generation, and not after another, in order."""
        query = "SELECT key FROM gone WHERE generation > ? AND generation <= ? ORDER BY key"
        last = self._database.generation() if until is None else until
        return [key for (key,) in self._database.rows(query, after, last)]

    def count(self, after: int) -> int:
        """How many passages were taken out after a generation."""
        return self._database.number("SELECT count(*) FROM gone WHERE generation > ?", after)

    def drop_keys(self, generation: int) -> None:
        """Drop the keys taken out up to a generation; inside a transaction."""
        self._database.rows("DELETE FROM gone WHERE generation <= ?", generation)

    def count_wrong(self, after: int, until: int) -> int:
        """Passages listed as taken out between two generations that are there."""
        return self._database.number(
            "SELECT count(*) FROM gone JOIN passages USING (key) JOIN documents "
            "ON number = document WHERE generation > ? AND generation <= ? AND removed IS NULL",
            *(after, until),
        )
