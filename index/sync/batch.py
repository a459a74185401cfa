"""Documents that were read and are not in the store yet; they go in together, in one change.

The first batch is small, so that the first documents answer at once; the next wait for more.
"""

import hashlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from index.documents.read import Split
from index.progress import Kept
from index.store.store import Store
from index.store.writer import Writer
from index.types import Document, Skipped

UNREAD = (-1, -1)
"""Size and time that are recorded of a file that was not read to its end."""

_FIRST_SECONDS = 0.2
_LONGEST_SECONDS = 5.0
_MOST_PASSAGES = 20_000


@dataclass
class Changes:
    """What a run did to the store.

    Attributes:
        added: documents added.
        removed: documents taken out.
        unchanged: documents that were there and still are.
        skipped: what was not indexed, in the order of the files.
        kept: places whose documents were kept, because they could not be looked at.
    """

    added: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)


@dataclass
class FileBatch:
    """What was read of a file since the last batch was written.

    Attributes:
        name: of the file.
        documents: that are new.
        gone: ids of documents that are no longer in it.
        renewed: id of each of those that another takes the place of → that one.
        record: size, time, digest and what was skipped, once it is read to its end; None leaves
            what was recorded before.
    """

    name: str
    documents: list[Split]
    gone: set[str] = field(default_factory=set)
    renewed: dict[str, Document] = field(default_factory=dict)
    record: tuple[int, int, str, Sequence[Skipped]] | None = (*UNREAD, "", ())


class Batch:
    """What is read and not written yet."""

    def __init__(
        self, store: Store, writer: Writer, changes: Changes, show: Callable[[], None]
    ) -> None:
        """An empty one.

        Args:
            store: that is brought up to date.
            writer: of it.
            changes: where it is counted what was added and removed.
            show: called after every batch; it makes the change seen.
        """
        self._store = store
        self._writer = writer
        self._changes = changes
        self._show = show
        self._files: list[FileBatch] = []
        self._waiting: dict[str, tuple[str, str]] = {}  # id → (file, source) of its documents
        self._passages = 0
        self._since = time.monotonic()
        self._patience = _FIRST_SECONDS

    @property
    def last(self) -> FileBatch:
        """The file that was begun last."""
        return self._files[-1]

    def begin(self, file: FileBatch) -> None:
        """Take up a file, or the next part of one."""
        self._files.append(file)

    def take(self, item: Split, name: str) -> None:
        """Take up a document of the file that was begun last."""
        self.last.documents.append(item)
        self._waiting[item.document.id] = (name, item.document.source)
        self._passages += len(item.passages)

    def __len__(self) -> int:
        """How many documents wait to be written."""
        return len(self._waiting)

    def own(self, document: Document, name: str) -> Document | None:
        """The document under an id that is its own; None if its twin is there already.

        Its id is taken where a file with the same text lay here, and was moved.
        """
        id = document.id
        while origin := self._origin(id):
            file, source = origin
            if file == name:
                break
            if source == document.source:
                return None
            id = hashlib.blake2b(id.encode()).hexdigest()[:16]
        if id == document.id:
            return document
        return replace(document, id=id)

    def _origin(self, id: str) -> tuple[str, str] | None:
        return self._waiting.get(id) or self._store.documents.origin(id)

    def due(self) -> bool:
        """Whether the batch is to be written."""
        if time.monotonic() - self._since > self._patience:
            return True
        return self._passages > _MOST_PASSAGES

    def write(self) -> None:
        """Write the batch in one change, and let it be seen."""
        files, self._files = self._files, []
        self._waiting.clear()
        self._passages = 0
        if files:
            added = removed = 0
            with self._writer.change() as change:
                for read in files:
                    for id, successor in read.renewed.items():
                        change.renew(id, successor)
                    for id in sorted(read.gone):
                        change.remove(id)
                        removed += 1
                    for item in read.documents:
                        parts = (item.document, item.sentences, item.passages)
                        change.add(read.name, *parts)
                        added += 1
                    if read.record:
                        change.put_file(read.name, *read.record)
            self._changes.added += added
            self._changes.removed += removed
            self._show()
        self._since = time.monotonic()
        self._patience = min(2 * self._patience, _LONGEST_SECONDS)
