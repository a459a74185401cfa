"""Files that were uploaded and are not taken in yet: whose they are, and how much room they take.

Only what stands here may be named by a browser, and only by the one that uploaded it. Nothing
outside the folder for uploads is ever read or deleted, whatever a path says.
"""

import os
import stat
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

MB = 2**20
MOST_FILES = 100
"""Files of one visitor that may wait to be taken in."""
MOST_BYTES = 500 * MB
"""Bytes of them."""
MOST_BYTES_IN_ALL = 2_000 * MB
KEPT_SECONDS = 3600.0
"""A file that nobody took in, or that was cut off, is deleted after so long."""


class Deposits:
    """The files in one folder; for any number of threads."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.time) -> None:
        """Nothing is there yet.

        Args:
            folder: where uploads are written.
            clock: seconds, as files have them.
        """
        self.folder = folder.resolve()
        self._clock = clock
        self._owners: dict[Path, set[str]] = {}  # the same file may come from two visitors
        self._lock = threading.Lock()

    def room(self, visitor: str) -> int:
        """How many bytes a visitor may upload now; 0 if none."""
        with self._lock:
            files = self._sweep()
            theirs = [size for path, size in files.items() if visitor in self._owners.get(path, ())]
            if len(theirs) >= MOST_FILES:
                return 0
            return max(0, min(MOST_BYTES - sum(theirs), MOST_BYTES_IN_ALL - sum(files.values())))

    def add(self, visitor: str, names: Iterable[str]) -> None:
        """Record who uploaded some files; what does not lie in the folder is passed over."""
        for name in names:
            if (path := self._inside(name)) is not None:
                with self._lock:
                    self._owners.setdefault(path, set()).add(visitor)

    def holds(self, visitor: str, name: str) -> bool:
        """Whether a path is a file that this visitor uploaded, and that is still there."""
        path = self._inside(name)
        with self._lock:
            return path is not None and visitor in self._owners.get(path, ())

    def drop(self, visitor: str, name: str) -> None:
        """Delete what a visitor uploaded, unless another did so too; else nothing."""
        path = self._inside(name)
        with self._lock:
            owners = self._owners.get(path, set()) if path else set()
            if path and visitor in owners:
                owners.discard(visitor)
                if not owners:
                    del self._owners[path]
                    path.unlink(missing_ok=True)

    def _inside(self, name: str) -> Path | None:
        """The path, if a plain file of the folder has it, with no link on the way; else None."""
        try:
            path = Path(os.path.normpath(name))
            if path.resolve(strict=True) != path or not path.is_relative_to(self.folder):
                return None
            return path if stat.S_ISREG(path.lstat().st_mode) else None
        except (OSError, ValueError, RuntimeError):
            return None

    def _sweep(self) -> dict[Path, int]:
        """The files in the folder and their bytes, without those that lay there for too long."""
        found: dict[Path, int] = {}
        for folder, _, names in os.walk(self.folder):
            for path in (Path(folder, name) for name in names if name != "lock"):
                try:
                    about = path.lstat()
                    if about.st_mtime > self._clock() - KEPT_SECONDS:
                        found[path] = about.st_size
                        continue
                    path.unlink()
                except FileNotFoundError:
                    pass
                self._owners.pop(path, None)
        return found
