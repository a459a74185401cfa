"""The documents of the page: listed, opened, dropped in, removed, and brought up to date."""

import hashlib
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path, PurePath
from typing import Any

from index.corpus import Index
from index.errors import UserError
from index.files import LEAST_FREE, LEAST_FREE_FOR_UPLOADS, has_room
from index.paths import source_of
from index.progress import LeftOut, Progress, SyncReport
from index.types import Document, Listed, Skipped
from ui.render.document_list import Entry, entries_of
from ui.render.documents import Job, Taken
from ui.render.shelf import Lines, Root
from ui.web.fetching.fetch import Fetched, Fetcher
from ui.web.fetching.hosts import Target
from ui.web.notices import Kept, Notices
from ui.web.shown import Shown
from ui.web.tasks import Tasks
from ui.web.uploads import LARGEST, keep

_MOST_BYTES = 5_000_000_000
"""Of all files dropped in together."""
_Work = Callable[[Callable[[Progress], None]], Any]
_DROPPED = "Files dropped in on this page"


class Library:
    """The documents of an index, among them the files that were dropped in on the page.

    Attributes:
        uploads: the folder with the files that were dropped in.
        notices: what was not taken in, until somebody has read it.
    """

    def __init__(
        self, index: Index, tasks: Tasks, shown: Shown, changed: Callable[[], object]
    ) -> None:
        """Nothing is read yet.

        Args:
            index: where the documents are.
            tasks: where indexing is counted.
            shown: what visitors see of paths.
            changed: called after documents came or went.
        """
        self.uploads = index.folder / "uploads"
        self.notices = Notices(index.folder)
        self._index = index
        self._tasks = tasks
        self._shown = shown
        self._changed = changed
        self._writing = threading.Lock()
        self._reading = threading.Lock()
        self._entries: tuple[int, list[Entry]] = (-1, [])
        self._lines: tuple[int, Lines | None] = (-1, None)
        self._jobs: dict[object, Job] = {}

    def listing(self) -> list[Listed]:
        """All documents, those that came last first."""
        return self._shown.of(self._index.listing()[::-1])

    def entries(self) -> list[Entry]:
        """The same as they stand in the list of the page, with whole sources, for its operator.

        They are read anew only after a change.
        """
        generation = self._index.generation()
        with self._reading:
            if self._entries[0] != generation:
                roots = map(source_of, self._index.roots())
                self._entries = generation, entries_of(self._index.listing()[::-1], roots)
            return self._entries[1]

    def document(self, id: str) -> Document:
        """A document.

        Raises:
            UserError: if it is not there any more.
        """
        try:
            return self._shown.of(self._index.document(id))
        except ValueError as error:
            raise UserError("This document is not here any more.", "Choose another.") from error

    def left_out_of(self, id: str) -> LeftOut | None:
        """The lines of a document that are never cited; None if it is not there any more."""
        return self._shown.of(self._index.left_out_of(id))

    def skipped(self) -> list[Skipped]:
        """The files and parts of files that are not in the index.

        What was dropped in and not taken is not there any more: it was told when it was dropped.
        """
        skipped = (self._as_dropped(skip) for skip in self._index.skipped())
        return self._shown.of([skip for skip in skipped if skip])

    def told(self) -> Kept:
        """What was not taken in, and nobody has read yet."""
        return self._shown.of(self.notices.read())

    @property
    def lines(self) -> Lines | None:
        """The lines that are never cited; None unless they were counted since the last change."""
        generation, lines = self._lines
        return lines if generation == self._index.generation() else None

    def count_lines(self) -> Lines:
        """Read all documents for the lines that are never cited, unless that was done already."""
        if known := self.lines:
            return known
        with self._tasks.run():
            generation = self._index.generation()
            left = self._shown.of(tuple(self._index.left_out()))
            found = Lines(left, self._index.documents())
            self._lines = generation, found
            return found

    def roots(self) -> list[Root]:
        """What is mirrored, by name, and how many documents each has."""
        times = {source_of(path): when for path, when in self._index.roots().items()}
        files = Counter(entry.listed.source.partition("#")[0] for entry in self.entries())
        numbers: Counter[str] = Counter()
        for file, documents in files.items():
            place = file
            while place and place not in times:  # texts, since paths would take ten times as long
                place = place.rpartition("/")[0]
            numbers[place] += documents
        uploads = source_of(self.uploads)
        found = (
            Root(
                _key(source),
                _DROPPED if source == uploads else PurePath(source).name,
                when,
                numbers[source],
            )
            for source, when in times.items()
        )
        return sorted(found, key=lambda root: (root.name.casefold(), root.key))

    def refresh(self, key: str = "") -> Iterator[Progress | SyncReport]:
        """Bring what is mirrored up to date with the disk; asking goes on meanwhile.

        Args:
            key: of a file or folder that is mirrored, as `roots` gives it; "" for all of them.

        Yields:
            How far it has come, and at the end what was done.

        Raises:
            UserError: if it is not mirrored, others are at it, or the index cannot be written.
        """
        known = {_key(source_of(path)): path for path in self._index.roots()}
        if not known or (key and key not in known):
            raise UserError("This is not mirrored here.", "Choose what is in the list.")
        paths = [known[key]] if key else list(known.values())
        for event in self._tasks.follow(self._job(0, lambda tell: self._refresh(paths, tell))):
            yield self._shown.of(event)

    def add(
        self, files: Sequence[Path], names: Sequence[str] | None = None
    ) -> Iterator[Progress | Taken]:
        """Take files in and index them; asking goes on meanwhile.

        Args:
            files: as they were uploaded; they stay where they are.
            names: what their senders call them, with the folders that they lay in; by default
                their own names.

        Yields:
            How far it has come, and at the end what became of them.

        Raises:
            UserError: if the index cannot be written.
        """
        named = list(zip(files, names or [file.name for file in files], strict=True))
        for event in self._tasks.follow(
            self._job(len(named), lambda tell: self._take(named, tell))
        ):
            yield self._shown.of(event)

    def fetch(
        self, fetcher: Fetcher, target: Target, folder: Path | None = None
    ) -> Iterator[int | Progress | Taken]:
        """Fetch a page or a file, and take it in as if it had been dropped in.

        Args:
            fetcher: that may ask its host.
            target: what is to be fetched.
            folder: where it lies meanwhile; None for that of temporary files.

        Yields:
            Bytes that have come, then how far indexing is, and at the end what became of it.

        Raises:
            UserError: if it cannot be fetched, or the index cannot be written.
        """
        with tempfile.TemporaryDirectory(prefix="fetch-", dir=folder) as place:
            if not has_room(Path(place), least=LEAST_FREE_FOR_UPLOADS, needed=3 * LARGEST):
                raise UserError("There is no room for it.", "Remove other documents first.")
            for event in self._tasks.follow(lambda tell: fetcher.fetch(target, Path(place), tell)):
                if isinstance(event, Fetched):
                    yield from self.add([event.path], [event.name])
                else:
                    yield event

    def remove(self, ids: str | Sequence[str]) -> int:
        """Forget documents; a file that was dropped in goes with its last document.

        Returns:
            How many there were.

        Raises:
            UserError: if the index cannot be written.
        """
        ids = [ids] if isinstance(ids, str) else list(ids)
        with self._tasks.run(), self._writing:
            sources = dict(self._index.sources())
            removed = self._index.remove(ids)
            files = {Path(sources[i].partition("#")[0]) for i in ids if i in sources}
            if self._drop_empty(files):
                # or the index would not take one of them again, since it was removed
                self._index.sync([self.uploads], forget=True)
        self._changed()
        return removed

    @property
    def jobs(self) -> list[Job]:
        """What is being read, and what waits, for whoever began it; the oldest first."""
        return list(self._jobs.values())

    def _job(self, files: int, work: _Work) -> _Work:
        """The same work, of which is known how far it has come while it runs."""
        job = object()
        self._jobs[job] = Job(files)

        def run(tell: Callable[[Progress], None]) -> Any:
            def told(progress: Progress) -> None:
                self._jobs[job] = Job(files, progress)
                tell(progress)

            try:
                return work(told)
            finally:
                self._jobs.pop(job, None)

        return run

    def _refresh(self, paths: Sequence[Path], tell: Callable[[Progress], None]) -> SyncReport:
        """Mirror some paths, unless others are at it; keep what was skipped for the first time."""
        with self._alone():
            before = set(self._index.skipped())
            report = self._index.sync(paths, progress=tell)
        self.notices.add([skipped for skipped in report.skipped if skipped not in before])
        self._changed()
        return report

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """The right to index; taken away from nobody, and not waited for.

        Raises:
            UserError: if somebody has it.
        """
        if not self._writing.acquire(blocking=False):
            raise UserError("Documents are being read already.", "Wait until that is done.")
        try:
            yield
        finally:
            self._writing.release()

    def _take(self, files: Sequence[tuple[Path, str]], tell: Callable[[Progress], None]) -> Taken:
        """Keep files and index them; what became of them."""
        skipped: list[Skipped] = []
        kept: set[Path] = set()
        with self._writing:  # also while they are kept, or others would index and count them
            held = sum(path.stat().st_size for path in self.uploads.rglob("*") if path.is_file())
            for file, name in files:
                try:
                    held += self._room_for(file, held)
                    kept.add(keep(file, name, self.uploads))
                except UserError as error:
                    skipped.append(Skipped(name, str(error)))
                except FileNotFoundError:
                    skipped.append(Skipped(name, "It is not there any more; drop it again."))
            if not kept:
                return self._taken(0, skipped)
            try:
                report = self._index.sync([self.uploads], progress=tell)
            except UserError as error:
                skipped += [Skipped(str(path), str(error)) for path in sorted(kept)]
                self.notices.add(skipped)
                raise
            finally:
                self._drop_empty(kept)
        self._changed()
        ours = [s for s in report.skipped if Path(s.source.partition("#")[0]) in kept]
        named = [replace(s, source=self._dropped_name(s.source)) for s in ours]
        return self._taken(report.added, [*skipped, *named])

    def _dropped_name(self, source: str) -> str:
        """What was dropped in under the name that it was dropped with; else the source itself."""
        return source.removeprefix(f"{source_of(self.uploads)}/")

    def _as_dropped(self, skip: Skipped) -> Skipped | None:
        """What is left out under the name that it was told by; None for what is gone since."""
        name = self._dropped_name(skip.source)
        if name != skip.source and not Path(skip.source.partition("#")[0]).exists():
            return None
        return replace(skip, source=name)

    def _taken(self, added: int, skipped: Sequence[Skipped]) -> Taken:
        self.notices.add(skipped)
        return Taken(added, tuple(skipped))

    def _room_for(self, file: Path, held: int) -> int:
        """Bytes of a file, for which there is room beside those held.

        Raises:
            UserError: if it would take too much of the disk.
            FileNotFoundError: if it is not there.
        """
        size = file.stat().st_size
        room = has_room(self._index.folder, least=LEAST_FREE, needed=3 * size)
        if held + size > _MOST_BYTES or not room:
            raise UserError("There is no room for it.", "Remove other documents first.")
        return size

    def _drop_empty(self, files: set[Path]) -> bool:
        """Delete those of the files dropped in that no document is from, and empty folders.

        Returns:
            Whether there were any.
        """
        dropped = False
        used = {Path(source.partition("#")[0]) for _, source in self._index.sources()}
        for file in files - used:
            if file.is_relative_to(self.uploads):
                file.unlink(missing_ok=True)
                dropped = True
                for folder in file.relative_to(self.uploads).parents:
                    with suppress(OSError):  # there are others in it
                        if folder.parts:
                            (self.uploads / folder).rmdir()
        return dropped


def _key(source: str) -> str:
    """What a page calls a file or folder that is mirrored, by which nobody learns where it lies."""
    return hashlib.blake2b(source.encode(), digest_size=8).hexdigest()
