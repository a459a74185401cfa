"""Writing an index: the seam between a store of one machine and one that machines share.

Both are read from the same `Store`. They are written through a `Writer`: that of one machine writes
to its store at once, that of many tells all machines, and each does it to a store of its own.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

from index.store.store import Store
from index.types import Document, Passage, Sentence, Skipped, Vectors


class Change(Protocol):
    """What is done to an index at once: all of it, or nothing."""

    def add(
        self,
        file: str,
        document: Document,
        sentences: Sequence[Sentence],
        passages: Sequence[Passage],
    ) -> None:
        """Add a document that was read from a file; its passages wait for their vectors."""
        ...

    def remove(self, document_id: str) -> None:
        """Take a document out, if there is one, and its older versions if it was not renewed."""
        ...

    def renew(self, document_id: str, successor: Document) -> None:
        """Say, before it is removed, what takes the place of a document.

        Where older versions are kept, it becomes one.
        """
        ...

    def put_file(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[Skipped]
    ) -> None:
        """Record that a file was read to its end; see `Files.put`."""
        ...

    def put_skipped(self, path: str, skipped: Skipped) -> None:
        """Record that a part of a file is not in the index."""
        ...

    def remove_file(self, path: str) -> None:
        """Forget that a file was read; its documents are removed on their own."""
        ...

    def move_file(self, path: str, to: str, stat: tuple[int, int], old: str, new: str) -> None:
        """Record that a file is elsewhere now, and its documents with it; see `Files.move`."""
        ...


class Writer(Protocol):
    """Writes an index; one run at a time."""

    def change(self) -> AbstractContextManager[Change]:
        """What is done inside it, every reader sees together, or not at all.

        Raises:
            UserError: if it cannot be written.
        """
        ...

    def put_roots(self, paths: Sequence[str]) -> None:
        """Record that files and folders were mirrored now."""
        ...

    def remove_root(self, path: str) -> None:
        """Forget that a file or folder is to be mirrored, and that files in it were read."""
        ...

    def put_encoder(self, name: str) -> None:
        """Record the encoder of a new index.

        Raises:
            UserError: if the index has another one by now.
        """
        ...

    def put_choice(self, choice: str) -> None:
        """Record how vectors are to be held."""
        ...

    def put_old_versions(self, *, kept: bool) -> None:
        """Record whether older versions of documents are to be kept; if not, they are dropped.

        Raises:
            UserError: if they cannot be kept here.
        """
        ...

    def pending(self, limit: int) -> tuple[list[int], list[Passage]]:
        """Passages that this run is to make vectors of next, and their keys."""
        ...

    def put_vectors(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Keep the vectors of passages, of shape (len(keys), dimension)."""
        ...


class StoreChange:
    """A change that is done to a store at once, inside its transaction."""

    def __init__(self, store: Store, generation: int) -> None:
        """Use `StoreWriter.change`.

        Args:
            store: to write.
            generation: of the store once the change is done.
        """
        self._store = store
        self._generation = generation
        self._renewed: set[str] = set()

    def add(
        self,
        file: str,
        document: Document,
        sentences: Sequence[Sentence],
        passages: Sequence[Passage],
    ) -> None:
        """See `Change.add`."""
        self._store.documents.add(self._generation, file, document, sentences, passages)

    def remove(self, document_id: str) -> None:
        """See `Change.remove`."""
        origin = self._store.documents.origin(document_id)
        if origin and document_id not in self._renewed:
            self._store.old_versions.forget(*origin)
        self._store.documents.remove(self._generation, document_id)

    def renew(self, document_id: str, successor: Document) -> None:
        """See `Change.renew`."""
        if not self._store.old_versions.kept():
            return
        for row in self._store.rows.with_id(document_id):
            text = self._store.documents.read(row.number)
            self._store.old_versions.put(row.file, text, successor)
            self._renewed.add(document_id)

    def put_file(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[Skipped]
    ) -> None:
        """See `Change.put_file`."""
        self._store.files.put(path, size, modified, digest, skipped)

    def put_skipped(self, path: str, skipped: Skipped) -> None:
        """See `Change.put_skipped`."""
        self._store.files.put_skipped(path, skipped)

    def remove_file(self, path: str) -> None:
        """See `Change.remove_file`."""
        self._store.files.remove(path)

    def move_file(self, path: str, to: str, stat: tuple[int, int], old: str, new: str) -> None:
        """See `Change.move_file`."""
        self._store.files.move(path, to, stat, old, new)
        self._store.documents.move(path, to, old, new)
        self._store.old_versions.move(path, to, old, new)


class StoreWriter:
    """Writes the index of one machine."""

    def __init__(self, store: Store) -> None:
        """Write to a store."""
        self._store = store

    @contextmanager
    def change(self) -> Iterator[StoreChange]:
        """See `Writer.change`."""
        with self._store.change() as generation:
            yield StoreChange(self._store, generation)

    def put_roots(self, paths: Sequence[str]) -> None:
        """See `Writer.put_roots`."""
        with self._store.transaction():
            self._store.files.put_roots(paths)

    def remove_root(self, path: str) -> None:
        """See `Writer.remove_root`."""
        with self._store.transaction():
            self._store.files.remove_root(path)

    def put_encoder(self, name: str) -> None:
        """See `Writer.put_encoder`."""
        with self._store.transaction():
            self._store.settings.put_encoder(name)

    def put_choice(self, choice: str) -> None:
        """See `Writer.put_choice`."""
        with self._store.transaction():
            self._store.settings.put_choice(choice)

    def put_old_versions(self, *, kept: bool) -> None:
        """See `Writer.put_old_versions`."""
        with self._store.transaction():
            self._store.old_versions.put_kept(kept=kept)

    def pending(self, limit: int) -> tuple[list[int], list[Passage]]:
        """The first passages without vectors, by their keys."""
        return self._store.passages.listed(self._store.vectors.pending(limit))

    def put_vectors(self, keys: Sequence[int], vectors: Vectors) -> None:
        """See `Writer.put_vectors`."""
        self._store.vectors.put(keys, vectors)
