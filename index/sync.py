"""Make a store mirror files and folders: add what is new, renew what changed, forget what is gone.

Documents go in in batches; each batch is one change of the store, so an interrupted run keeps what
it had done and the next goes on from there. A file counts as read once its last document is in.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.encode import Encoder, Vectors
from index.load import find_files, load_file
from index.report import Progress
from index.split import passages, sentences
from index.store import Store
from index.types import Document, Passage, Sentence, Skipped

_BATCH = 256  # passages that are embedded together
_TWIN = "Another file has the same text, and a name that differs only in how it is written."
_UNREAD = (-1, -1)  # size and time of a file that was not read to its end


@dataclass
class Changes:
    """What a run did to the store.

    Attributes:
        added: ids of the documents added.
        removed: ids of the documents forgotten.
        removed_keys: keys that the passages of those had.
        unchanged: documents that were there and still are.
        skipped: what was not indexed, in the order of the files.
    """

    added: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    removed_keys: list[int] = field(default_factory=list)
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Split:
    document: Document
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


class Mirror:
    """One run over some paths; `changes` is true of the store at any moment."""

    def __init__(
        self, store: Store, encoder: Encoder, progress: Callable[[Progress], None] | None = None
    ) -> None:
        self.changes = Changes()
        self._store = store
        self._encoder = encoder
        self._progress = progress
        self._bytes_done = self._bytes_total = self._passages = 0

    def run(self, paths: Sequence[Path]) -> None:
        """Mirror the files that are below the paths now.

        Raises:
            UserError: if a path does not exist, or the store cannot be written.
        """
        files = {_name(file): file for file in find_files(paths)}
        sizes = {name: _stat(file) for name, file in files.items()}
        known = self._store.files()
        self._bytes_total = sum(size for size, _ in sizes.values())
        for name in sorted(name for name in known if name not in files and _below(name, paths)):
            self._forget(name)
        for name, file in files.items():
            if known.get(name) == sizes[name] != _UNREAD:
                self._keep(name)
            else:
                self._read(name, file, sizes[name])
            self._bytes_done += max(sizes[name][0], 0)
            self._tell(0)

    def _keep(self, name: str) -> None:
        self.changes.unchanged += len(self._store.document_ids(name))
        self.changes.skipped += self._store.skipped(name)

    def _forget(self, name: str) -> None:
        gone = self._store.document_ids(name)
        with self._store.change():
            keys = self._remove(gone)
            self._store.remove_file(name)
        self._changed([], gone, keys)

    def _read(self, name: str, file: Path, stat: tuple[int, int]) -> None:
        """Read a file; its last batch also takes out what is no longer in it."""
        gone = self._store.document_ids(name)
        before = frozenset(gone)
        seen: set[str] = set()
        skipped: list[Skipped] = []
        batch: list[_Split] = []
        read = 0
        for item in load_file(file):
            if isinstance(item, Skipped):
                skipped.append(item)
                continue
            read += len(item.text)
            gone.discard(item.id)
            if item.id in seen:
                continue
            seen.add(item.id)
            if item.id in before:
                self.changes.unchanged += 1
                continue
            if self._store.file_of(item.id) is not None:
                skipped.append(Skipped(item.source, _TWIN))
                continue
            pieces = sentences(item)
            batch.append(_Split(item, pieces, tuple(passages(item, pieces))))
            if sum(len(split.passages) for split in batch) >= _BATCH:
                self._write(name, batch, min(read, max(stat[0], 0)))
                batch = []
        vectors = self._encode(batch, min(read, max(stat[0], 0)))
        with self._store.change():
            keys = self._remove(gone)
            self._add(name, batch, vectors)
            self._store.put_file(name, *stat, skipped)
        self._changed(batch, gone, keys)
        self.changes.skipped += skipped

    def _write(self, name: str, batch: Sequence[_Split], read: int) -> None:
        vectors = self._encode(batch, read)
        with self._store.change():
            self._add(name, batch, vectors)
            self._store.put_file(name, *_UNREAD, [])
        self._changed(batch, set(), [])

    def _add(self, name: str, batch: Sequence[_Split], vectors: Vectors) -> None:
        first = 0
        for split in batch:
            last = first + len(split.passages)
            rows = vectors[first:last]
            self._store.add(name, split.document, split.sentences, split.passages, rows)
            first = last

    def _remove(self, ids: set[str]) -> list[int]:
        return [key for id in sorted(ids) for key in self._store.remove(id)]

    def _changed(self, added: Sequence[_Split], removed: set[str], keys: Sequence[int]) -> None:
        """Take down what a change did, once the store has it."""
        self.changes.added += [split.document.id for split in added]
        self.changes.removed += sorted(removed)
        self.changes.removed_keys += keys

    def _encode(self, batch: Sequence[_Split], read: int) -> Vectors:
        """Vectors of all passages of a batch, some hundreds at a time."""
        texts = [embedded(passage) for split in batch for passage in split.passages]
        parts = [np.zeros((0, self._encoder.dimension), np.float32)]
        for first in range(0, len(texts), _BATCH):
            parts.append(self._encoder.encode(texts[first : first + _BATCH]))
            self._passages += len(parts[-1])
            self._tell(int(read * min(1.0, (first + _BATCH) / len(texts))))
        return np.concatenate(parts)

    def _tell(self, read: int) -> None:
        if self._progress:
            done = min(self._bytes_done + read, self._bytes_total)
            added = len(self.changes.added)
            self._progress(Progress(done, self._bytes_total, added, self._passages))


def embedded(passage: Passage) -> str:
    """What the encoder reads of a passage: it, under the title of its document."""
    return f"{passage.document.title}\n{passage.text}"


def _stat(file: Path) -> tuple[int, int]:
    """Size in bytes and time of change in ns; `_UNREAD` if the file has gone."""
    try:
        stat = file.stat()
    except OSError:
        return _UNREAD
    # the time of a change of permissions too, after which a file may be readable
    return stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns)


def _name(path: Path) -> str:
    """The absolute path as valid text; bytes in it that are not UTF-8 are written out."""
    absolute = os.path.abspath(path)  # noqa: PTH100 (resolve follows links)
    return os.fsencode(absolute).decode("utf-8", "backslashreplace")


def _below(name: str, paths: Sequence[Path]) -> bool:
    return any(Path(name).is_relative_to(_name(path)) for path in paths)
