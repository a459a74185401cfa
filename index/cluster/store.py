"""Writing a corpus that many machines share.

A change is recorded, and goes to Milvus at its end: its documents first, then one text in the log,
which is what makes it count; then it is done to the replica here, as on every other machine. If it
breaks off before, nobody sees any of it, and what it left in Milvus is dropped a day later.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import numpy as np

from index.cluster.client import Milvus
from index.cluster.leftovers import Leftovers
from index.cluster.log import LogEntry, change_number, document_number, document_text
from index.cluster.numbers import Numbers
from index.cluster.replica import Replica
from index.errors import UserError
from index.store.files import now
from index.types import Document, Passage, Sentence, Skipped, Vectors


class SharedChange:
    """A change that is recorded, to be done on all machines; see `Change`."""

    def __init__(self, numbers: Numbers) -> None:
        """Use `SharedStore.change`.

        Args:
            numbers: of the documents of the replica here.
        """
        self._numbers = numbers
        self.entry = LogEntry()

    def record(self, *operation: object) -> None:
        """Record one operation of the log."""
        self.entry.operations.append(operation)

    def add(
        self,
        file: str,
        document: Document,
        sentences: Sequence[Sentence],
        passages: Sequence[Passage],
    ) -> None:
        """Add a document; its passages get their keys when the change is done."""
        number = document_number()
        self.record("add", number)
        self.entry.documents[number] = document_text(file, document, sentences, passages)

    def remove(self, document_id: str) -> None:
        """Take a document out, under all of its numbers."""
        self.record("remove", *self._numbers.of(document_id))

    def renew(self, document_id: str, successor: Document) -> None:
        """Nothing: older versions are not kept; see `SharedStore.put_old_versions`."""

    def put_file(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[Skipped]
    ) -> None:
        """See `Change.put_file`."""
        self.record("file", path, size, modified, digest, [[s.source, s.reason] for s in skipped])

    def put_skipped(self, path: str, skipped: Skipped) -> None:
        """See `Change.put_skipped`."""
        self.record("skip", path, skipped.source, skipped.reason)

    def remove_file(self, path: str) -> None:
        """See `Change.remove_file`."""
        self.record("forget", path)

    def move_file(self, path: str, to: str, stat: tuple[int, int], old: str, new: str) -> None:
        """See `Change.move_file`."""
        self.record("move", path, to, stat, old, new)


class SharedStore:
    """Writes a shared corpus; used by any number of threads and processes. See `Writer`.

    Attributes:
        replica: what this machine has of the corpus.
        milvus: what all machines have.
    """

    def __init__(self, replica: Replica, milvus: Milvus) -> None:
        """Write what these hold."""
        self.replica = replica
        self.milvus = milvus
        self._leftovers = Leftovers(replica.store)

    def close(self) -> None:
        """Release the database, and let go of the server."""
        self.replica.close()
        self.milvus.close()

    @contextmanager
    def change(self) -> Iterator[SharedChange]:
        """What is done inside it, all machines see together, or not at all.

        Raises:
            UserError: if Milvus does not take it.
        """
        with self.replica.thread_lock:
            change = SharedChange(self.replica.numbers)
            yield change
            if change.entry.operations:
                self._share(change.entry)

    def _share(self, entry: LogEntry) -> None:
        removed = entry.numbers("remove")
        with self.replica.exclusive():
            if not self.replica.join():
                raise UserError(
                    f"There is no index at {self.milvus.address.text}.",
                    "Make one with: pincite index FOLDER",
                )
            self._leftovers.put({*entry.documents, *removed})
            self.milvus.put("documents", entry.documents)
            number = change_number(self.replica.last_change())
            rows = self.milvus.put("changes", {number: entry.text})
            self.replica.apply({number: entry}, rows, entry.documents, own=True)
            if removed:
                self.clean_up()

    def put_roots(self, paths: Sequence[str]) -> None:
        """See `Writer.put_roots`."""
        self._share_one("roots", list(paths), now())

    def remove_root(self, path: str) -> None:
        """See `Writer.remove_root`."""
        self._share_one("unroot", path)

    def _share_one(self, *operation: object) -> None:
        """A change of one operation."""
        with self.change() as change:
            change.record(*operation)

    def put_encoder(self, name: str) -> None:
        """Make the corpus, unless another machine is quicker; see `Writer.put_encoder`."""
        settings = self.replica.store.settings
        self.milvus.make(name)
        self.replica.join()
        if choice := settings.choice():
            self.put_choice(choice)
        if (recorded := settings.encoder()) != name:
            raise UserError(
                f"The index at {self.milvus.address.text} was made with the encoder {recorded}, "
                f"not {name}.",
                "Open it without naming an encoder, or index under another name.",
            )

    def put_choice(self, choice: str) -> None:
        """See `Writer.put_choice`; until there is a corpus, this machine remembers it."""
        if self.replica.join():
            self._share_one("choice", choice)
        else:
            with self.replica.store.transaction():
                self.replica.store.settings.put_choice(choice)

    def put_old_versions(self, *, kept: bool) -> None:
        """They are of one machine.

        Raises:
            UserError: if they are to be kept.
        """
        if kept:
            raise UserError(
                "Older versions of documents are kept on one machine only, not in Milvus.",
                "Leave --keep-versions out, or index into a folder with --index DIR.",
            )

    # Vectors

    def pending(self, limit: int) -> tuple[list[int], list[Passage]]:
        """Passages without vectors: those of this machine, then of others, the last first.

        So machines that index at the same time do not make the same vectors, and one that is done
        helps the others.
        """
        keys = self.replica.numbers.pending_here(limit)
        if not keys:
            self.replica.replay()
            keys = self.replica.numbers.pending_anywhere(limit)
        return self.replica.store.passages.listed(keys)

    def put_vectors(self, keys: Sequence[int], vectors: Vectors) -> None:
        """See `Writer.put_vectors`."""
        places = self.replica.numbers.places(keys)
        rows = [row for row, key in enumerate(keys) if key in places]
        if not rows:
            return
        found = [places[keys[row]] for row in rows]
        self._leftovers.put({number for number, _ in found})
        halves = vectors[rows].astype(np.float16)  # as the store of one machine keeps them
        self.milvus.put_vectors(found, halves.astype(np.float32))
        self._share_one("vectors", *_runs(found))

    # What a change leaves in Milvus

    def clean_up(self) -> None:
        """Drop from Milvus what is gone, or was left by a run that broke off a day ago."""
        with self.replica.exclusive():
            dead, settled = self._leftovers.sort()
            if dead:
                self.milvus.delete(dead)
            self._leftovers.forget({*dead, *settled})

    def has_leftovers(self) -> bool:
        """Whether there may be something for `clean_up`."""
        return self._leftovers.any()


def _runs(places: Sequence[tuple[int, int]]) -> list[list[int]]:
    """Places of passages as (number of the document, first, last)."""
    runs: list[list[int]] = []
    for number, ordinal in places:
        if runs and runs[-1][0] == number and runs[-1][2] == ordinal - 1:
            runs[-1][2] = ordinal
        else:
            runs.append([number, ordinal, ordinal])
    return runs
