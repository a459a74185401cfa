"""Files that were uploaded and are not taken in yet: whose they are, and how much room they take.

A browser knows a file by a name that was made for it, never by where it lies, so that no request
can name any other file. Each upload has a folder of its own, which goes with it.
"""

import asyncio
import secrets
import shutil
import tempfile
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from index.files import LEAST_FREE_FOR_UPLOADS, has_room
from ui.web.uploads import LARGEST, MB, safe_path

MOST_FILES = 100
"""Files of one visitor that may wait to be taken in."""
MOST_BYTES = 500 * MB
"""Bytes of them."""
MOST_BYTES_IN_ALL = 2_000 * MB
MOST_AT_ONCE = 8
"""Uploads that may be under way."""
MOST_OF_A_VISITOR = 2
KEPT_SECONDS = 3600.0
"""A file that nobody took in is deleted after so long."""


class RoomError(Exception):
    """An upload that cannot be taken now; the message says why.

    Attributes:
        code: of HTTP.
    """

    def __init__(self, code: int, said: str) -> None:
        super().__init__(said)
        self.code = code


@dataclass(frozen=True, slots=True)
class _File:
    visitor: str
    path: Path
    size: int
    since: float


@dataclass(eq=False)
class Upload:
    """An upload under way.

    Attributes:
        visitor: who sends it.
        size: bytes that it may have.
        names: of the files that came, for the browser.
    """

    visitor: str
    size: int
    names: list[str] = field(default_factory=list)


class Deposits:
    """The files in one folder; for any number of threads."""

    def __init__(self, folder: Path, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is there yet.

        Args:
            folder: where uploads are written.
            clock: seconds.
        """
        self.folder = folder.resolve()
        self._clock = clock
        self._files: dict[str, _File] = {}
        self._uploads: set[Upload] = set()
        self._lock = threading.Lock()

    @asynccontextmanager
    async def upload(self, visitor: str, size: int) -> AsyncIterator[Upload]:
        """Room for an upload, which is kept for it until the end of the block.

        Args:
            visitor: who sends it.
            size: bytes that it has.

        Raises:
            RoomError: if there is none.
        """
        upload = Upload(visitor, size)
        with self._lock:
            self._forget_old()
            self._make_sure_of_room(upload)
            self._uploads.add(upload)
        try:
            yield upload
        except BaseException:
            with self._lock:
                for token in upload.names:
                    self._delete(token)
            raise
        finally:
            with self._lock:
                self._uploads.discard(upload)

    async def add(self, upload: Upload, name: str, content: BinaryIO, size: int) -> None:
        """Keep a file of an upload.

        Args:
            upload: that it came with.
            name: what its sender calls it, with the folders that it lay in.
            content: from its beginning.
            size: bytes of it.

        Raises:
            RoomError: if it is too large, one too many, or cannot be written.
        """
        if size > LARGEST:
            raise RoomError(413, f"A file may have {LARGEST // MB} MB at most.")
        token = secrets.token_urlsafe(24)
        path = self.folder / secrets.token_hex(8) / safe_path(name)
        with self._lock:
            theirs = [f for f in self._files.values() if f.visitor == upload.visitor]
            if len(theirs) >= MOST_FILES:
                raise RoomError(413, f"At most {MOST_FILES} files may wait to be taken in.")
            self._files[token] = _File(upload.visitor, path, size, self._clock())
        try:
            await asyncio.to_thread(_written, content, path)
        except OSError as error:
            self.drop(upload.visitor, str(path))
            raise RoomError(507, "There is no room for it.") from error
        upload.names.append(token)

    def path(self, visitor: str, token: str) -> str | None:
        """Where a file lies that this visitor uploaded; None if there is no such file."""
        with self._lock:
            file = self._files.get(token)
        return str(file.path) if file and file.visitor == visitor else None

    def name(self, path: str) -> str:
        """What the sender of a file calls it, with the folders that it lay in, made safe."""
        return str(Path(*Path(path).relative_to(self.folder).parts[1:]))

    def holds(self, visitor: str, path: str) -> bool:
        """Whether a file that this visitor uploaded lies there."""
        with self._lock:
            return any(f.visitor == visitor and str(f.path) == path for f in self._files.values())

    def drop(self, visitor: str, path: str) -> None:
        """Delete what a visitor uploaded; anything else is left alone."""
        with self._lock:
            for token, file in list(self._files.items()):
                if file.visitor == visitor and str(file.path) == path:
                    self._delete(token)

    def _make_sure_of_room(self, upload: Upload) -> None:
        """Raise a RoomError where there is no room for an upload."""
        theirs = [u for u in self._uploads if u.visitor == upload.visitor]
        if len(self._uploads) >= MOST_AT_ONCE or len(theirs) >= MOST_OF_A_VISITOR:
            raise RoomError(503, "Other files are on their way. Drop it again in a few seconds.")
        held, all_held = self._bytes(upload.visitor), self._bytes()
        if held + upload.size > MOST_BYTES or all_held + upload.size > MOST_BYTES_IN_ALL:
            raise RoomError(413, "Too much is waiting to be taken in. Wait, and drop it again.")
        # it comes in through the folder of temporary files
        places = (self.folder, Path(tempfile.gettempdir()))
        if not has_room(*places, least=LEAST_FREE_FOR_UPLOADS, needed=2 * upload.size):
            raise RoomError(507, "There is no room for it on the disk of the server.")

    def _bytes(self, visitor: str | None = None) -> int:
        """Bytes that are kept or under way, of a visitor or of all."""
        parts: list[_File | Upload] = [*self._files.values(), *self._uploads]
        return sum(part.size for part in parts if visitor is None or part.visitor == visitor)

    def _forget_old(self) -> None:
        for token, file in list(self._files.items()):
            if file.since < self._clock() - KEPT_SECONDS:
                self._delete(token)

    def _delete(self, token: str) -> None:
        file = self._files.pop(token, None)
        if file is None:
            return
        with suppress(OSError):
            file.path.unlink(missing_ok=True)
            for folder in file.path.relative_to(self.folder).parents:
                if folder.parts:
                    (self.folder / folder).rmdir()


def _written(content: BinaryIO, path: Path) -> None:
    path.parent.mkdir(mode=0o700, parents=True)
    with path.open("xb") as file:
        shutil.copyfileobj(content, file)
