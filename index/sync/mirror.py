"""Make a store mirror files and folders: add what is new, renew what changed, forget what is gone.

Documents go in in batches; each batch is one change of the store, and can be found by its words as
soon as it is in. The first batch is small, so that the first documents answer at once. An
interrupted run loses the batch it was at, and the next goes on from there. A file counts as read
once its last document is in.
"""

import hashlib
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.documents.pool import read_apart
from index.documents.read import ANY, Digest, Ended, Read, Split, Unread, split
from index.paths import absolute, is_below, is_gone, path_of, source_of, stored_name
from index.progress import Kept, Progress
from index.store.store import Store
from index.store.writer import Writer
from index.sync.files import Stat, find_files, stat_of
from index.sync.missing import SAME_NAME, Absence
from index.types import Document, Skipped

_FIRST_SECONDS = 0.2
_LONGEST_SECONDS = 5.0
_MOST_PASSAGES = 20_000
_TWIN = "Another file has the same text, and a name that differs only in how it is written."
_UNREAD = (-1, -1)  # size and time of a file that was not read to its end


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
class _Read:
    """What was read of a file since the last batch.

    Attributes:
        name: of the file.
        documents: that are new.
        gone: ids of documents that are no longer in it.
        record: size, time, digest and what was skipped, once it is read to its end; None leaves
            what was recorded before.
    """

    name: str
    documents: list[Split]
    gone: set[str] = field(default_factory=set)
    record: tuple[int, int, str, Sequence[Skipped]] | None = (*_UNREAD, "", ())


@dataclass
class _Progress:
    """How far the reading of one file is.

    Attributes:
        digest: of what is in it.
        before: ids of the documents that were read from it before.
        left: those of them that were not met again.
        seen: ids of the documents that are in it.
        skipped: what was skipped in it.
        stopped: why it was not read to its end, if it was not.
    """

    before: frozenset[str]
    left: set[str]
    digest: str = ""
    characters: int = 0
    seen: set[str] = field(default_factory=set)
    skipped: list[Skipped] = field(default_factory=list)
    stopped: Unread | Ended | None = None


class Mirror:
    """One run over some paths; `changes` is true of the store at any moment."""

    def __init__(
        self,
        store: Store,
        writer: Writer,
        show: Callable[[], None],
        progress: Callable[[Progress], None] | None = None,
        *,
        read: Read = read_apart,
        forget: bool = False,
    ) -> None:
        """Prepare a run.

        Args:
            store: to bring up to date.
            writer: of it.
            show: called after every batch; it makes the change seen.
            progress: called after every file.
            read: reads a file.
            forget: whether documents go whose root, disk or link is not there.
        """
        self.changes = Changes()
        self._store = store
        self._writer = writer
        self._show = show
        self._progress = progress
        self._read_file = read
        self._forget = forget
        self._batch: list[_Read] = []
        self._waiting: dict[str, tuple[str, str]] = {}  # id → (file, source) of its documents
        self._passages = 0
        self._since = time.monotonic()
        self._patience = _FIRST_SECONDS
        self._bytes_done = self._bytes_total = 0

    def run(self, paths: Sequence[Path]) -> None:
        """Mirror the files that are below the paths now, and record the paths as roots.

        Raises:
            UserError: if a path that was not mirrored before does not exist, or the store cannot
                be written.
        """
        roots = [absolute(path) for path in paths]
        mirrored = self._store.files.roots()
        before = {path for name in mirrored for path in (path_of(name), Path(name))}
        found = find_files(roots, before, self._store.path.parent)
        files = self._named(found.files)
        stats = {name: found.files[file] for name, file in files.items()}
        known = self._store.files.read()
        self._bytes_total = sum(size for size, _ in stats.values())
        absence = Absence(self._store, roots, found, forget=self._forget)
        places = list(map(stored_name, roots))
        absent = {name for name in known if name not in files and is_below(name, places)}
        moved = self._moved(known, stats, files)
        self._take_up(moved, absence.sort(absent - set(moved.values())), stats, files)
        self._note(absence)
        self._read_all(files, stats, known, moved)
        self._record(roots, absence)

    def _read_all(
        self,
        files: dict[str, Path],
        stats: dict[str, Stat],
        known: dict[str, tuple[int, int, str]],
        moved: Collection[str],
    ) -> None:
        """Read the files that are new or changed, and keep what is known of the others."""
        for name, file in files.items():
            before = known.get(name, (*_UNREAD, ""))
            if name in moved or before[:2] == stats[name] != _UNREAD:
                self._keep(name)
            else:
                self._read(name, file, stats[name], before[2])
            self._bytes_done += max(stats[name][0], 0)
            self._tell(0)
        self._write()

    def _named(self, found: Iterable[Path]) -> dict[str, Path]:
        """Files by their names; of two that have one name, the first, and the other is skipped."""
        files: dict[str, Path] = {}
        for file in found:
            if files.setdefault(stored_name(file), file) is not file:
                self.changes.skipped.append(Skipped(source_of(file), SAME_NAME))
        return files

    def _note(self, absence: Absence) -> None:
        """Tell of the places that could not be looked at."""
        roots = set(absence.roots()) & set(self._store.files.roots())
        for name, place, documents in absence.places():
            if name in roots and place.away and self._forget:
                continue
            source = source_of(place.path)
            if documents or name in roots:
                self.changes.kept.append(Kept(source, place.reason, documents))
                continue
            skipped = [Skipped(source, place.reason)]
            self.changes.skipped += skipped
            if self._store.files.skipped(name) != skipped:
                self._batch.append(_Read(name, [], record=(*_UNREAD, "", skipped)))

    def _record(self, roots: Sequence[Path], absence: Absence) -> None:
        """Record what was mirrored, and where disks are."""
        unseen = absence.roots()
        mirrored = self._store.files.roots()
        away = {name for name, place in unseen.items() if place.away}
        names = [stored_name(root) for root in roots]
        kept = away | (set(unseen) & set(mirrored))  # these were not mirrored now
        self._writer.put_roots([name for name in names if name not in kept])
        if self._forget:
            for name in sorted(away & set(mirrored)):
                if not path_of(name).exists():
                    self._writer.remove_root(name)
        absence.remember()

    def _moved(
        self,
        known: dict[str, tuple[int, int, str]],
        stats: dict[str, Stat],
        files: dict[str, Path],
    ) -> dict[str, str]:
        """New files that are old ones in another place: the new name → the old one."""
        new = [name for name in files if name not in known]
        sizes = {stats[name][0] for name in new}
        lost = {
            (size, digest): name
            for name, (size, _, digest) in known.items()
            if digest and size in sizes and name not in files and is_gone(path_of(name))
        }
        return self._pair(new, lost, stats, files)

    def _pair(
        self,
        new: Sequence[str],
        lost: dict[tuple[int, str], str],
        stats: dict[str, Stat],
        files: dict[str, Path],
    ) -> dict[str, str]:
        """Each new file with the same contents as a lost one: the new name → the old one."""
        sizes = {size for size, _ in lost}
        moved: dict[str, str] = {}
        for name in new:
            size = stats[name][0]
            old = lost.get((size, self._digest(files[name]))) if size in sizes else None
            if old and old not in moved.values() and self._keeps_titles(old, name):
                moved[name] = old
        return moved

    def _keeps_titles(self, old: str, new: str) -> bool:
        """Whether no document of a file is called by the name that the file had."""
        documents = [self._store.documents.get(id) for id in self._store.documents.ids_in(old)]
        if not all(document.source.startswith(source_of(path_of(old))) for document in documents):
            return False  # its name was another, which was written in the same way
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
        with self._writer.change() as change:
            for new, old in moved.items():
                sources = (source_of(path_of(old)), source_of(files[new]))
                change.move_file(old, new, stats[new], *sources)
            for name in sorted(gone):
                for id in sorted(self._store.documents.ids_in(name)):
                    change.remove(id)
                    removed += 1
                change.remove_file(name)
        self.changes.removed += removed
        self._show()

    def _keep(self, name: str) -> None:
        self.changes.unchanged += len(self._store.documents.ids_in(name))
        self.changes.skipped += self._store.files.skipped(name)

    def _read(self, name: str, file: Path, stat: Stat, known: str) -> None:
        """Read a file.

        A document is taken out in the batch with the one that takes its place, so that never both
        are there; the last batch takes out what is no longer in the file.
        """
        places = self._store.documents.sources_in(name)
        before = frozenset(places.values())
        now = _Progress(before, set(before))
        self._batch.append(_Read(name, []))
        for item in self._read_file(file, known):
            match item:
                case Digest(value):
                    now.digest = value
                case Skipped():
                    now.skipped.append(item)
                case Split():
                    self._take(item, name, places, now)
                    if self._due():
                        self._write()
                        self._batch.append(_Read(name, []))
                        self._tell(min(now.characters, max(stat[0], 0)))
                case Unread() | Ended():
                    now.stopped = item
        self._finish(name, file, stat, known, now)
        if self._due():
            self._write()

    def _finish(self, name: str, file: Path, stat: Stat, known: str, now: _Progress) -> None:
        """Note what a file is recorded as, now that no more is read of it."""
        if now.stopped:
            self._stop(name, file, stat, now, now.stopped)
        elif known and known == now.digest:  # touched, not changed
            self._batch[-1].record = (*stat, known, self._store.files.skipped(name))
            self._keep(name)
        else:
            read = self._batch[-1]
            read.gone |= now.left
            read.record = (*_settled(file, stat), "" if now.skipped else now.digest, now.skipped)
            self.changes.skipped += now.skipped

    def _take(self, item: Split, name: str, places: dict[str, str], now: _Progress) -> None:
        """Take up a document of a file."""
        document = item.document
        now.characters += len(document.text)
        own = self._own(document, name)
        if own is None:
            now.skipped.append(Skipped(document.source, _TWIN))
            return
        now.left.discard(own.id)
        if own.id in now.seen:
            return
        now.seen.add(own.id)
        if own.id in now.before:
            self.changes.unchanged += 1
            return
        read = self._batch[-1]
        if (renewed := places.get(own.source)) in now.left:
            now.left.discard(renewed)
            read.gone.add(renewed)
        read.documents.append(item if own is document else split(own))
        self._waiting[own.id] = (name, own.source)
        self._passages += len(item.passages)

    def _stop(self, name: str, file: Path, stat: Stat, now: _Progress, why: Unread | Ended) -> None:
        """Note that a file was not read to its end; what was read of it before is kept.

        One that took too much is read again when it changes, any other by the next run.
        """
        source = source_of(file)
        read = self._batch[-1]
        if now.left:
            self.changes.kept.append(Kept(source, why.reason, len(now.left)))
        if isinstance(why, Ended):
            rest = " The rest of it was not read." if now.seen else ""
            now.skipped.append(Skipped(source, why.reason + rest))
            read.record = (*_settled(file, stat), now.digest, now.skipped)
        elif now.left:
            read.record = (*_UNREAD, "", self._store.files.skipped(name)) if now.seen else None
        else:
            now.skipped.append(Skipped(source, why.reason))
            read.record = (*_UNREAD, "", now.skipped)
        self.changes.skipped += now.skipped

    def _digest(self, file: Path) -> str:
        """A hash of what is in a file; empty if it cannot be read."""
        found = [item.value for item in self._read_file(file, ANY) if isinstance(item, Digest)]
        return found[0] if found else ""

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
        return self._waiting.get(id) or self._store.documents.origin(id)

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
            with self._writer.change() as change:
                for read in batch:
                    for id in sorted(read.gone):
                        change.remove(id)
                        removed += 1
                    for item in read.documents:
                        parts = (item.document, item.sentences, item.passages)
                        change.add(read.name, *parts)
                        added += 1
                    if read.record:
                        change.put_file(read.name, *read.record)
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


def _settled(file: Path, stat: Stat) -> Stat:
    """What is recorded of a file; one that changed while it was read is read again."""
    try:
        return stat if stat_of(file) == stat else _UNREAD
    except OSError:
        return _UNREAD
