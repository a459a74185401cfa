"""The documents of the page: listed, opened, dropped in and removed."""

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from index.corpus import Index
from index.errors import UserError
from index.files import LEAST_FREE, has_room
from index.progress import Progress
from index.types import Document, Listed, Skipped
from ui.render.documents import Taken
from ui.web.tasks import Tasks
from ui.web.uploads import keep

_MOST_BYTES = 5_000_000_000
"""Of all files dropped in together."""


class Library:
    """The documents of an index, among them the files that were dropped in on the page.

    Attributes:
        uploads: the folder with the files that were dropped in.
    """

    def __init__(self, index: Index, tasks: Tasks, changed: Callable[[], object]) -> None:
        """Nothing is read yet.

        Args:
            index: where the documents are.
            tasks: where indexing is counted.
            changed: called after documents came or went.
        """
        self.uploads = index.folder / "uploads"
        self._index = index
        self._tasks = tasks
        self._changed = changed
        self._writing = threading.Lock()

    def listing(self) -> list[Listed]:
        """All documents, those that came last first."""
        return self._index.listing()[::-1]

    def document(self, id: str) -> Document:
        """A document.

        Raises:
            UserError: if it is not there any more.
        """
        try:
            return self._index.document(id)
        except ValueError as error:
            raise UserError("This document is not here any more.", "Choose another.") from error

    def add(self, files: Sequence[Path]) -> Iterator[Progress | Taken]:
        """Take files in and index them; asking goes on meanwhile.

        Args:
            files: as they were uploaded, under the names that their senders gave them; they stay
                where they are.

        Yields:
            How far it has come, and at the end what became of them.

        Raises:
            UserError: if the index cannot be written.
        """
        yield from self._tasks.follow(lambda tell: self._take(files, tell))

    def remove(self, id: str) -> None:
        """Forget a document; a file that was dropped in goes with its last document.

        Raises:
            UserError: if the index cannot be written.
        """
        with self._tasks.run(), self._writing:
            sources = dict(self._index.sources())
            self._index.remove([id])
            self._drop_empty({Path(sources[id].partition("#")[0])} if id in sources else set())
        self._changed()

    def _take(self, files: Sequence[Path], tell: Callable[[Progress], None]) -> Taken:
        """Keep files and index them; what became of them."""
        skipped: list[Skipped] = []
        kept: set[Path] = set()
        with self._writing:  # also while they are kept, or others would index and count them
            for file in files:
                try:
                    self._make_sure_of_room(file)
                    kept.add(keep(file, file.name, self.uploads))
                except UserError as error:
                    skipped.append(Skipped(file.name, str(error)))
                except FileNotFoundError:
                    skipped.append(Skipped(file.name, "It is not there any more; drop it again."))
            if not kept:
                return Taken(0, tuple(skipped))
            try:
                report = self._index.sync([self.uploads], progress=tell)
            finally:
                self._drop_empty(kept)
        self._changed()
        ours = [s for s in report.skipped if Path(s.source.partition("#")[0]) in kept]
        return Taken(report.added, (*skipped, *ours))

    def _make_sure_of_room(self, file: Path) -> None:
        """Raise a UserError if what is dropped in would take too much of the disk."""
        with suppress(OSError):
            size = file.stat().st_size
            held = sum(path.stat().st_size for path in self.uploads.glob("*"))
            room = has_room(self._index.folder, least=LEAST_FREE, needed=3 * size)
            if held + size > _MOST_BYTES or not room:
                raise UserError("There is no room for it.", "Remove other documents first.")

    def _drop_empty(self, files: set[Path]) -> None:
        """Delete those of the files dropped in that no document is from."""
        used = {Path(source.partition("#")[0]) for _, source in self._index.sources()}
        for file in files - used:
            if file.parent == self.uploads:
                file.unlink(missing_ok=True)
