"""Make a store mirror files and folders: add what is new, renew what changed, forget what is gone.

Documents go in in batches; each batch is one change of the store, and can be found by its words as
soon as it is in. The first batch is small, so that the first documents answer at once. An
interrupted run loses the batch it was at, and the next goes on from there. A file counts as read
once its last document is in.
"""

import hashlib
import os
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.load import find_files, load_file, source_name
from index.report import Progress
from index.split import passages, sentences
from index.store import Store
from index.types import Document, Passage, Sentence, Skipped

_FIRST_SECONDS = 0.2
_LONGEST_SECONDS = 5.0
_MOST_PASSAGES = 20_000
_TWIN = "Another file has the same text, and a name that differs only in how it is written."
_UNREAD = (-1, -1)  # size and time of a file that was not read to its end

Stat = tuple[int, int]


@dataclass
class Changes:
    """What a run did to the store.

    Attributes:
        added: documents added.
        removed: documents taken out.
        unchanged: documents that were there and still are.
        skipped: what was not indexed, in the order of the files.
    """

    added: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)


@dataclass
class _Read:
    """What was read of a file since the last batch.

    Attributes:
        name: of the file.
        documents: that are new.
        gone: ids of documents that are no longer in it.
        record: size, time, digest and what was skipped, once it is read to its end.
    """

    name: str
    documents: list[tuple[Document, tuple[Sentence, ...], tuple[Passage, ...]]]
    gone: set[str] = field(default_factory=set)
    record: tuple[int, int, str, Sequence[Skipped]] = (*_UNREAD, "", ())


class Mirror:
    """One run over some paths; `changes` is true of the store at any moment."""

    def __init__(
        self,
        store: Store,
        show: Callable[[], None],
        progress: Callable[[Progress], None] | None = None,
    ) -> None:
        """Prepare a run.

        Args:
            store: to bring up to date.
            show: called after every batch; it makes the change seen.
            progress: called after every file.
        """
        self.changes = Changes()
        self._store = store
        self._show = show
        self._progress = progress
        self._batch: list[_Read] = []
        self._waiting: dict[str, tuple[str, str]] = {}  # id → (file, source) of its documents
        self._passages = 0
        self._since = time.monotonic()
        self._patience = _FIRST_SECONDS
        self._bytes_done = self._bytes_total = 0

    def run(self, paths: Sequence[Path]) -> None:
        """Mirror the files that are below the paths now.

        Raises:
            UserError: if a path does not exist, or the store cannot be written.
        """
        files = {file_name(file): file for file in find_files(paths)}
        stats = {name: _stat(file) for name, file in files.items()}
        known = self._store.files()
        self._bytes_total = sum(size for size, _ in stats.values())
        gone = {name for name in known if name not in files and _below(name, paths)}
        new = [name for name in files if name not in known]
        moved = self._moved(known, new, stats, files)
        self._take_up(moved, gone - set(moved.values()), stats, files)
        for name, file in files.items():
            if name in moved or known.get(name, ())[:2] == stats[name] != _UNREAD:
                self._keep(name)
            else:
                self._read(name, file, stats[name], known[name][2] if name in known else "")
            self._bytes_done += max(stats[name][0], 0)
            self._tell(0)
        self._write()

    def _moved(
        self,
        known: dict[str, tuple[int, int, str]],
        new: Sequence[str],
        stats: dict[str, Stat],
        files: dict[str, Path],
    ) -> dict[str, str]:
        """New files that are old ones in another place: the new name → the old one."""
        lost: dict[tuple[int, str], str] = {}
        sizes = {stats[name][0] for name in new}
        for name, (size, _, digest) in known.items():
            if digest and size in sizes and not os.path.lexists(name):
                lost[size, digest] = name
        found: dict[str, str] = {}
        if lost:
            lost_sizes = {size for size, _ in lost}
            for name in new:
                size = stats[name][0]
                if size in lost_sizes:
                    old = lost.get((size, _digest(files[name])))
                    if old and old not in found.values() and self._keeps_titles(old, name):
                        found[name] = old
        return found

    def _keeps_titles(self, old: str, new: str) -> bool:
        """Whether no document of a file is called by the name that the file had."""
        documents = [self._store.document(id) for id in self._store.document_ids(old)]
        if not all(document.source.startswith(source_name(Path(old))) for document in documents):
            return False  # a name that is not UTF-8
        names = (Path(old).name, Path(old).stem)
        return names[0] == Path(new).name or not any(d.title in names for d in documents)

    def _take_up(
        self,
        moved: dict[str, str],
        gone: set[str],
        stats: dict[str, Stat],
        files: dict[str, Path],
    ) -> None:
        """Record in one change which files moved and which are gone."""
        if not moved and not gone:
            return
        removed = 0
        with self._store.change() as generation:
            for new, old in moved.items():
                sources = (source_name(Path(old)), source_name(files[new]))
                self._store.move_file(old, new, stats[new], *sources)
            for name in sorted(gone):
                for id in sorted(self._store.document_ids(name)):
                    self._store.remove(generation, id)
                    removed += 1
                self._store.remove_file(name)
        self.changes.removed += removed
        self._show()

    def _keep(self, name: str) -> None:
        self.changes.unchanged += len(self._store.document_ids(name))
        self.changes.skipped += self._store.skipped(name)

    def _read(self, name: str, file: Path, stat: Stat, digest: str) -> None:
        """Read a file.

        A document is taken out in the batch with the one that takes its place, so that never both
        are there; the last batch takes out what is no longer in the file.
        """
        content = _digest(file)
        if digest and digest == content:  # touched, not changed
            self._batch.append(_Read(name, [], record=(*stat, digest, self._store.skipped(name))))
            self._keep(name)
            return
        read = _Read(name, [])
        self._batch.append(read)
        places = self._store.document_sources(name)
        before = frozenset(places.values())
        gone = set(before)
        seen: set[str] = set()
        skipped: list[Skipped] = []
        characters = 0
        for item in load_file(file):
            if isinstance(item, Skipped):
                skipped.append(item)
                continue
            characters += len(item.text)
            own = self._own(item, name)
            if own is None:
                skipped.append(Skipped(item.source, _TWIN))
                continue
            gone.discard(own.id)
            if own.id in seen:
                continue
            seen.add(own.id)
            if own.id in before:
                self.changes.unchanged += 1
                continue
            if (renewed := places.get(own.source)) in gone:
                gone.discard(renewed)
                read.gone.add(renewed)
            pieces = sentences(own)
            parts = tuple(passages(own, pieces))
            read.documents.append((own, pieces, parts))
            self._waiting[own.id] = (name, own.source)
            self._passages += len(parts)
            if self._due():
                self._write()
                read = _Read(name, [])
                self._batch.append(read)
                self._tell(min(characters, max(stat[0], 0)))
        read.gone |= gone
        # a file that changed while it was read is read again by the next run
        unread = _stat(file) != stat
        read.record = (*(_UNREAD if unread else stat), "" if skipped else content, skipped)
        self.changes.skipped += skipped
        if self._due():
            self._write()

    def _own(self, document: Document, name: str) -> Document | None:
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
        return self._waiting.get(id) or self._store.origin(id)

    def _due(self) -> bool:
        """Whether the batch is to be written."""
        if time.monotonic() - self._since > self._patience:
            return True
        return self._passages > _MOST_PASSAGES

    def _write(self) -> None:
        """Write the batch, and let it be seen."""
        batch, self._batch = self._batch, []
        self._waiting.clear()
        self._passages = 0
        if batch:
            added = removed = 0
            with self._store.change() as generation:
                for read in batch:
                    for id in sorted(read.gone):
                        self._store.remove(generation, id)
                        removed += 1
                    for document in read.documents:
                        self._store.add(generation, read.name, *document)
                        added += 1
                    self._store.put_file(read.name, *read.record)
            self.changes.added += added
            self.changes.removed += removed
            self._show()
        self._since = time.monotonic()
        self._patience = min(2 * self._patience, _LONGEST_SECONDS)

    def _tell(self, read: int) -> None:
        if self._progress:
            done = min(self._bytes_done + read, self._bytes_total)
            added = self.changes.added + len(self._waiting)
            self._progress(Progress("reading", done, self._bytes_total, added))


def file_name(path: Path) -> str:
    """The absolute path as valid text; bytes in it that are not UTF-8 are written out."""
    absolute = os.path.abspath(path)  # noqa: PTH100 (resolve follows links)
    return os.fsencode(absolute).decode("utf-8", "backslashreplace")


def _stat(file: Path) -> Stat:
    """Size in bytes and time of change in ns; `_UNREAD` if the file has gone."""
    try:
        stat = file.stat()
    except OSError:
        return _UNREAD
    # the time of a change of permissions too, after which a file may be readable
    return stat.st_size, max(stat.st_mtime_ns, stat.st_ctime_ns)


def _digest(file: Path) -> str:
    """A hash of the content; empty if it cannot be read."""
    try:
        if not file.is_file():  # a pipe would wait for ever
            return ""
        with file.open("rb") as content:
            return hashlib.file_digest(content, hashlib.blake2b).hexdigest()[:32]
    except OSError:
        return ""


def _below(name: str, paths: Sequence[Path]) -> bool:
    return any(Path(name).is_relative_to(file_name(path)) for path in paths)
