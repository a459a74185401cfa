"""Which files and folders an index mirrors, which files were read, and what was skipped."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from index.store.database import Database
from index.store.marked import MarkedTable
from index.types import Skipped

UNREAD = (-1, -1, "")
"""Size, time and digest of a file that is to be read again."""


class Files:
    """The lists of roots, of files and of what was skipped. All writes are inside a transaction."""

    def __init__(self, database: Database) -> None:
        """Use the tables of a database."""
        self._database = database
        self._roots = MarkedTable(database, "roots", "path, indexed")
        self._files = MarkedTable(database, "files", "path, size, modified, digest")
        self._skipped = MarkedTable(database, "skipped", "file, source, reason")
        self.tables = (self._files, self._skipped, self._roots)

    def roots(self) -> dict[str, str]:
        """Path of every file and folder that the index mirrors → when it last did, ISO 8601."""
        return dict(self._roots.rows())

    def put_roots(self, paths: Sequence[str], when: str | None = None) -> None:
        """Record that files and folders were mirrored.

        Args:
            paths: of them.
            when: ISO 8601; by default now.
        """
        self._roots.insert([(path, when or now()) for path in paths], replace=True)

    def remove_root(self, path: str) -> None:
        """Forget that a file or folder is to be mirrored, and that files in it were read."""
        self._roots.delete("path = ?", path)
        for file in self.read():
            if Path(file).is_relative_to(path):
                self.remove(file)

    def read(self) -> dict[str, tuple[int, int, str]]:
        """Path of every file → (size in bytes, time of change in ns, digest) when it was read."""
        return {path: (size, time, digest) for path, size, time, digest in self._files.rows()}

    def of(self, path: str) -> tuple[int, int, str] | None:
        """As `read` has it, of one file; None if it was not read."""
        for _, size, time, digest in self._files.rows("path = ?", path):
            return size, time, digest
        return None

    def put(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[Skipped]
    ) -> None:
        """Record that a file was read to its end."""
        self._files.insert([(path, size, modified, digest)], replace=True)
        self._skipped.delete("file = ?", path)
        self._skipped.insert([(path, skip.source, skip.reason) for skip in skipped])

    def remove(self, path: str) -> None:
        """Forget that a file was read; its documents are removed on their own."""
        self._files.delete("path = ?", path)
        self._skipped.delete("file = ?", path)

    def move(self, path: str, to: str, stat: tuple[int, int], old: str, new: str) -> None:
        """Record that a file is elsewhere now.

        Args:
            path: where it was.
            to: where it is.
            stat: its size in bytes and time of change in ns there.
            old: what the sources of its documents started with.
            new: what they start with now.
        """
        for *_, content in self._files.rows("path = ?", path):
            self._files.delete("path = ?", path)
            self._files.insert([(to, *stat, content)], replace=True)
        for skip in self.skipped(path):
            self._skipped.insert([(to, new + skip.source[len(old) :], skip.reason)])
        self._skipped.delete("file = ?", path)

    def skipped(self, file: str) -> list[Skipped]:
        """What was skipped in a file when it was read."""
        rows = self._skipped.rows("file = ? ORDER BY rowid", file)
        return [Skipped(source, reason) for _, source, reason in rows]

    def all_skipped(self) -> list[Skipped]:
        """What was skipped in all files, sorted by source."""
        rows = self._skipped.rows("TRUE ORDER BY source, rowid")
        return [Skipped(source, reason) for _, source, reason in rows]

    def put_skipped(self, path: str, skipped: Skipped) -> None:
        """Record that a part of a file is not in the index."""
        self._skipped.insert([(path, skipped.source, skipped.reason)])

    def count_skipped(self) -> int:
        """How many files and parts of files are not in the index."""
        return self._skipped.count()

    def paths_unchecked(self) -> set[object]:
        """Paths of files that were read, right or not: for whoever repairs."""
        return {row[0] for row in self._database.rows("SELECT path FROM files")}


def now() -> str:
    """The time, ISO 8601, in whole seconds."""
    return datetime.now(UTC).isoformat(timespec="seconds")
