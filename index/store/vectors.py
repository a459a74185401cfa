"""The vectors of passages on this machine: half-precision numbers, each vector with a CRC.

Vectors come in the order of the keys, so whoever read them catches up by a key.
"""

from collections.abc import Iterator, Sequence

import numpy as np

from index.store.checksums import vector_crc
from index.store.database import Database
from index.store.passages import in_parts, marks
from index.types import Vectors

_ROWS = 4_096

WITHOUT_VECTORS = (
    "FROM passages JOIN documents ON number = document WHERE removed IS NULL "
    "AND key NOT IN (SELECT key FROM vectors) AND key NOT IN (SELECT key FROM pending)"
)
"""Passages that have no vector, and do not wait for one."""


class VectorTable:
    """The vectors of a store, and the keys of passages that wait for one."""

    def __init__(self, database: Database) -> None:
        """Use the tables of a database."""
        self._database = database

    # Passages that wait for a vector

    def pending(self, limit: int) -> list[int]:
        """The first keys of passages that wait for a vector."""
        query = "SELECT key FROM pending ORDER BY key LIMIT ?"
        return [key for (key,) in self._database.rows(query, limit)]

    def count_pending(self) -> int:
        """How many passages wait for a vector."""
        return self._database.number("SELECT count(*) FROM pending")

    def end_pending(self, first: int, last: int) -> None:
        """Let passages between two keys wait no longer; inside a transaction."""
        self._database.rows("DELETE FROM pending WHERE key BETWEEN ? AND ?", first, last)

    # Vectors

    def put(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Keep the vectors of passages, of shape (len(keys), dimension).

        Keys that are not above all so far, as after a repair, make whoever read vectors read all
        of them anew.
        """
        blobs = [vector.tobytes() for vector in vectors.astype(np.float16)]
        with self._database.transaction():
            if min(keys, default=0) <= self.last():
                self.renew()
            rows = [(k, blob, vector_crc(k, blob)) for k, blob in zip(keys, blobs, strict=True)]
            self._database.run_many("INSERT INTO vectors VALUES (?, ?, ?)", rows)
            self._database.run_many("DELETE FROM pending WHERE key = ?", ((key,) for key in keys))

    def after(self, key: int = 0) -> Iterator[tuple[list[int], Vectors]]:
        """Keys above `key` and their vectors in batches, in the order of the keys; float32."""
        query = "SELECT key, vector, crc FROM vectors WHERE key > ? ORDER BY key LIMIT ?"
        while rows := self._database.rows(query, key, _ROWS):
            yield self._matrix(rows)
            key = rows[-1][0]

    def get(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the keys that have a vector, and the vectors; float32."""
        rows = []
        for some in in_parts(keys):
            query = f"SELECT key, vector, crc FROM vectors WHERE key IN ({marks(some)})"
            rows += self._database.rows(query, *some)
        return self._matrix(rows)

    def of(self, document_id: str) -> tuple[list[int], Vectors]:
        """Keys and vectors of the passages of a document; float32."""
        query = (
            "SELECT key, vector, crc FROM vectors JOIN passages USING (key) JOIN documents "
            "ON number = document WHERE id = ? AND removed IS NULL ORDER BY key"
        )
        return self._matrix(self._database.rows(query, document_id))

    def dimension(self) -> int:
        """Length of a vector; 0 while there are none."""
        rows = self._database.rows("SELECT key, vector, crc FROM vectors LIMIT 1")
        return int(self._matrix(rows)[1].shape[1])

    def last(self) -> int:
        """The highest key that has a vector; 0 if none has."""
        return self._database.number("SELECT coalesce(max(key), 0) FROM vectors")

    def count_after(self, key: int) -> int:
        """How many vectors there are of keys above `key`."""
        return self._database.number("SELECT count(*) FROM vectors WHERE key > ?", key)

    def count_missing(self, after: int = 0) -> int:
        """Passages above a key that have no vector and do not wait for one, as all should."""
        return self._database.number(f"SELECT count(*) {WITHOUT_VECTORS} AND key > ?", after)

    # The base that is made of them

    def base(self) -> str:
        """The base of vectors on disk as JSON; empty if there is none."""
        return self._database.get("base") or ""

    def put_base(self, text: str) -> None:
        """Record the base of vectors; inside a transaction."""
        self._database.put("base", text)

    def renew(self) -> None:
        """Make all who read vectors read them anew, without a base; inside a transaction."""
        self.put_base("")
        self._database.put("renewed", str(int(self._database.get("renewed") or 0) + 1))

    def state(self) -> tuple[str, str]:
        """What changes when all vectors are to be read anew: the base, and how often it was."""
        return self.base(), self._database.get("renewed") or ""

    def _matrix(self, rows: Sequence[tuple[int, bytes, int]]) -> tuple[list[int], Vectors]:
        if not rows:
            return [], np.zeros((0, 0), np.float32)
        size = len(rows[0][1]) if isinstance(rows[0][1], bytes) else 0
        for key, blob, crc in rows:
            whole = isinstance(blob, bytes) and len(blob) == size
            if not whole or vector_crc(key, blob) != crc:
                raise self._database.damage(f"the vector of passage {key}")
        halves = np.frombuffer(b"".join(blob for _, blob, _ in rows), np.float16)
        return [key for key, _, _ in rows], halves.reshape(len(rows), -1).astype(np.float32)
