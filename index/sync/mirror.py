"""Make a store mirror files and folders: add what is new, renew what changed, forget what is gone.

Documents go in in batches (`batch.py`); each is one change of the store, and can be found by its
words as soon as it is in. An interrupted run loses the batch it was at, and the next goes on from
there. A file counts as read once its last document is in.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from pathlib import Path

from index.documents.pool import read_apart
from index.documents.read import ANY, Digest, Read
from index.paths import absolute, is_below, path_of, source_of, stored_name
from index.progress import Kept, Progress
from index.store.store import Store
from index.store.writer import Writer
from index.sync.batch import UNREAD, Batch, Changes, FileBatch
from index.sync.file import FileSync
from index.sync.files import Stat, find_files
from index.sync.missing import SAME_NAME, Absence
from index.sync.moves import moved_files
from index.types import Skipped


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
        self._batch = Batch(store, writer, self.changes, show)
        self._files = FileSync(store, self._batch, self.changes)
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
        moved = moved_files(self._store, known, stats, files, self._digest)
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
            before = known.get(name, (*UNREAD, ""))
            if name in moved or before[:2] == stats[name] != UNREAD:
                self._files.keep(name)
            else:
                items = self._read_file(file, before[2])
                self._files.read(name, file, stats[name], before[2], items, self._tell)
            self._bytes_done += max(stats[name][0], 0)
            self._tell(0)
        self._batch.write()

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
                self._batch.begin(FileBatch(name, [], record=(*UNREAD, "", skipped)))

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

    def _digest(self, file: Path) -> str:
        """A hash of what is in a file; empty if it cannot be read."""
        found = [item.value for item in self._read_file(file, ANY) if isinstance(item, Digest)]
        return found[0] if found else ""

    def _tell(self, read: int) -> None:
        if self._progress:
            done = min(self._bytes_done + read, self._bytes_total)
            added = self.changes.added + len(self._batch)
            self._progress(Progress("reading", done, self._bytes_total, added))
