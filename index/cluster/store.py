"""The store of a corpus that many machines share, for who changes it.

A change is recorded, and goes to Milvus at its end: its documents first, then one text in the log,
which is what makes it count; then it is done to the replica here, as on every other machine. If it
breaks off before, nobody sees any of it, and what it left in Milvus is dropped a day later.
"""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from index.cluster.client import Milvus
from index.cluster.log import Change, change_number, document_number, document_text
from index.cluster.replica import Replica
from index.encoders.encode import Vectors
from index.errors import UserError
from index.types import Document, Passage, Sentence, Skipped

_DAY = 86_400


class SharedStore(Replica):
    """A replica whose changes all machines see; used by any number of threads and processes."""

    def __init__(self, folder: Path, milvus: Milvus) -> None:
        """As `Replica`."""
        super().__init__(folder, milvus)
        self._change: Change | None = None

    @property
    def encoder(self) -> str | None:
        """Name of the encoder that makes the vectors; None before the first run on any machine."""
        return self.database.get("encoder")

    @encoder.setter
    def encoder(self, name: str) -> None:
        self.milvus.make(name)
        self.join()
        if choice := self.database.get("choice"):
            self.choose(choice)
        if self.encoder != name:
            raise UserError(
                f"The index at {self.place} was made with the encoder {self.encoder}, not {name}.",
                "Open it without naming an encoder, or index under another name.",
            )

    @contextmanager
    def change(self) -> Iterator[int]:
        """What is done inside it, all machines see together, or not at all.

        Raises:
            UserError: if Milvus does not take it.
        """
        with self._turn:
            self._change = change = Change()
            try:
                yield self.generation() + 1
            finally:
                self._change = None
            if change.operations:
                self._share(change)

    def _record(self, *operation: object) -> None:
        if self._change is None:
            raise ValueError(f"{operation[0]} outside of a change")
        self._change.operations.append(operation)

    def _tell(self, *operation: object) -> None:
        """A change of one operation."""
        with self.change():
            self._record(*operation)

    def add(
        self,
        generation: int,
        file: str,
        document: Document,
        sentences: Sequence[Sentence],
        passages: Sequence[Passage],
    ) -> list[int]:
        """Add a document; its passages get their keys when the change is done."""
        number = document_number()
        self._record("add", number)
        if self._change:
            text = document_text(file, document, sentences, passages)
            self._change.documents[number] = text
        return []

    def remove(self, generation: int, document_id: str) -> list[int]:
        """Take a document out, under all of its numbers."""
        query = "SELECT number FROM additions WHERE id = ? AND NOT gone"
        self._record("remove", *(number for (number,) in self._rows(query, document_id)))
        return []

    def put_file(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[Skipped]
    ) -> None:
        """Record that a file was read to its end."""
        self._record("file", path, size, modified, digest, [[s.source, s.reason] for s in skipped])

    def put_skipped(self, path: str, skipped: Skipped) -> None:
        """Record that a part of a file is not in the index."""
        self._record("skip", path, skipped.source, skipped.reason)

    def remove_file(self, path: str) -> None:
        """Forget that a file was read."""
        self._record("forget", path)

    def move_file(self, path: str, to: str, stat: tuple[int, int], old: str, new: str) -> None:
        """Record that a file lies elsewhere now."""
        self._record("move", path, to, stat, old, new)

    def put_roots(self, paths: Sequence[str]) -> None:
        """Record that files and folders were mirrored now."""
        self._tell("roots", list(paths), datetime.now(UTC).isoformat(timespec="seconds"))

    def remove_root(self, path: str) -> None:
        """Forget that a file or folder is to be mirrored."""
        self._tell("unroot", path)

    def choose(self, choice: str) -> None:
        """Record how vectors are to be held."""
        if self.join():
            self._tell("choice", choice)
        else:
            with self.database.aside():
                self.database.put("choice", choice)

    def put_vectors(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Keep the vectors of passages, of shape (len(keys), dimension)."""
        places = self._places(keys)
        rows = [row for row, key in enumerate(keys) if key in places]
        if not rows:
            return
        found = [places[keys[row]] for row in rows]
        self._unsettle({number for number, _ in found})
        halves = vectors[rows].astype(np.float16)  # as the store of one machine keeps them
        self.milvus.put_vectors(found, halves.astype(np.float32))
        self._tell("vectors", *_runs(found))

    def _unsettle(self, numbers: set[int]) -> None:
        with self.database.aside():
            rows = ((number, int(time.time())) for number in numbers)
            self.database.many("INSERT OR REPLACE INTO unsettled VALUES (?, ?)", rows)

    def _share(self, change: Change) -> None:
        removed = change.numbers("remove")
        with self.exclusive():
            if not self.join():
                raise UserError(
                    f"There is no index at {self.place}.", "Make one with: pincite index FOLDER"
                )
            self._unsettle({*change.documents, *removed})
            self.milvus.put("documents", change.documents)
            number = change_number(self.last())
            rows = self.milvus.put("changes", {number: change.text})
            self._apply({number: change}, rows, change.documents, own=True)
            if removed:
                self.settle()

    def settle(self) -> None:
        """Drop from Milvus what is gone, or was left by a run that broke off a day ago."""
        with self.exclusive():
            query = "SELECT number, since, gone FROM unsettled LEFT JOIN additions USING (number)"
            rows = self._rows(query)
            old = time.time() - _DAY
            dead = [n for n, since, gone in rows if gone or (gone is None and since < old)]
            if dead:
                self.milvus.delete(dead)
            done = {*dead, *(number for number, _, gone in rows if gone == 0)}
            with self.database.aside():
                self.database.many(
                    "DELETE FROM unsettled WHERE number = ?", ((number,) for number in done)
                )

    def unsettled(self) -> bool:
        """Whether there may be something for `settle`."""
        return bool(self._rows("SELECT 1 FROM unsettled LIMIT 1"))

    def pending(self, limit: int) -> tuple[list[int], list[Passage]]:
        """Passages without vectors: those of this machine, then of others, the last first.

        So machines that index at the same time do not make the same vectors, and one that is done
        helps the others.
        """
        joined = "SELECT key FROM pending JOIN passages USING (key) JOIN additions USING (document)"
        rows = self._rows(f"{joined} WHERE own ORDER BY key LIMIT ?", limit)
        if not rows:
            self.replay()
            rows = self._rows(f"{joined} ORDER BY key DESC LIMIT ?", limit)
        keys = [key for (key,) in rows]
        found = self.passages(keys)
        return [key for key in keys if key in found], [found[key] for key in keys if key in found]


def _runs(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Places of passages as (number of the document, first, last)."""
    runs: list[list[int]] = []
    for number, ordinal in places:
        if runs and runs[-1][0] == number and runs[-1][2] == ordinal - 1:
            runs[-1][2] = ordinal
        else:
            runs.append([number, ordinal, ordinal])
    return runs
