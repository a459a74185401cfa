"""The process that reads files, one at a time, for the process that indexes; see `pool.py`.

It draws pages of them too, one at a time, within the same limits.

It limits itself: the system ends it when a file takes more time than it deserves, and gives it no
more memory than a file may take. It ends too when the other process does. It reads requests from
its standard input and writes frames to its standard output, and leaves neither to the libraries
that read files.
"""

import importlib
import json
import math
import os
import select
import signal
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from index.documents.draw import LIBRARIES, draw_here
from index.documents.formats.budget import grant_by
from index.documents.formats.quiet import quiet
from index.documents.frames import READY, WORKING, Frame, done, page_to_frame, to_frame
from index.documents.pages import Wanted
from index.documents.read import TOO_MUCH, Ended, Split, read_here
from index.documents.registry import FORMATS, format_of
from index.paths import source_of
from index.types import Skipped

SECONDS = 5.0
"""Of computing that any file may take, to which its format adds some for each MB of it."""
MEMORY = 900_000_000
"""Bytes that this process may take."""
PICTURE_MEMORY = 1_600_000_000
"""The same, once it reads words off a picture: the networks take a gigabyte."""
TIRED = 300_000_000
"""Bytes that it takes after a file, with which it ends, since memory is not given back."""

_LEAST_MEMORY = 200_000_000
_STEP = 0.5  # seconds of computing between two looks at the time
_PIPE_BYTES = 1 << 20
_SET_PIPE_SIZE = 1031  # F_SETPIPE_SZ of Linux


class _Budget:
    """The time and memory of one file."""

    def __init__(
        self, path: Path, replies: BinaryIO, libraries: Sequence[str] | None = None
    ) -> None:
        """Begin; loads what reads the file first, which is no fault of it."""
        self._replies = replies
        format = format_of(path) or FORMATS[""]
        with suppress(Exception), quiet():
            for library in format.libraries if libraries is None else libraries:
                importlib.import_module(library)
        size = _size(path) / 1_000_000
        started = time.process_time()
        self._in_steps = format.in_steps
        self._end = started + SECONDS + size * format.seconds_a_mb
        self._looked = started
        self._until(started + SECONDS if self._in_steps else self._end)
        _limit_memory()
        grant_by(self.grant, self.grant_picture)

    def grant(self, seconds: float) -> None:
        """Give more time, and no more than the size of the file deserves."""
        self._until(time.process_time() + SECONDS + seconds)

    def grant_picture(self, seconds: float) -> None:
        """Give the time for one more picture, and say that the file is still read."""
        self._end = max(self._end, time.process_time() + SECONDS) + seconds
        self.grant(seconds)
        _limit_memory(PICTURE_MEMORY)
        _send(self._replies, Frame(WORKING))

    def went_on(self) -> None:
        """Note that something was read."""
        now = time.process_time()
        if self._in_steps and now - self._looked > _STEP:
            self._looked = now
            self.grant(0)

    def _until(self, end: float) -> None:
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        limit = math.ceil(min(end, self._end))
        resource.setrlimit(resource.RLIMIT_CPU, (_at_most(limit, most), most))


def main() -> None:
    """Read the files that are asked for, until there is nobody who asks."""
    requests, replies = _own_pipes()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with, args=(requests.fileno(),), daemon=True).start()
    _no_core()
    _send(replies, Frame(READY))
    for line in requests:
        asked, known = json.loads(line)
        try:
            if known is None:
                _draw(replies, Wanted.from_values(asked))
            else:
                _read(replies, Path(asked), known)
        except MemoryError:
            _lift_limits()
            _send(replies, to_frame(Ended(TOO_MUCH)))
            break
        _lift_limits()
        last = _taken() > TIRED
        _send(replies, done(last=last))
        if last:
            break


def _read(replies: BinaryIO, path: Path, known: str) -> None:
    budget = _Budget(path, replies)
    try:
        for item in read_here(path, known):
            _send(replies, to_frame(item))
            if isinstance(item, Split):
                budget.went_on()
    except MemoryError:
        raise
    except Exception as error:  # a fault of pincite, which is not to stop the others
        reason = f"It could not be read: {type(error).__name__} in pincite itself."
        _send(replies, to_frame(Skipped(source_of(path), reason)))


def _draw(replies: BinaryIO, wanted: Wanted) -> None:
    _Budget(Path(wanted.path), replies, LIBRARIES)
    _send(replies, page_to_frame(draw_here(wanted)))


def _send(replies: BinaryIO, frame: Frame) -> None:
    for part in frame.encode():
        replies.write(part)
    replies.flush()


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The pipes to the other process, in places where no library looks for them."""
    requests, replies = os.dup(0), os.dup(1)
    with suppress(ImportError, OSError):
        import fcntl

        fcntl.fcntl(replies, _SET_PIPE_SIZE, _PIPE_BYTES)
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in (0, 1, 2):
        os.dup2(nowhere, number)
    return os.fdopen(requests, "rb"), os.fdopen(replies, "wb")


def _end_with(requests: int) -> None:
    """End this process as soon as the other one has ended."""
    hangup = select.poll()
    hangup.register(requests, 0)
    hangup.poll()
    os._exit(0)


def _no_core() -> None:
    """Leave no image of the memory, which holds documents, when a library crashes."""
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_memory(most_taken: int = MEMORY) -> None:
    import resource

    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    room = max(most_taken - _taken(), _LEAST_MEMORY)
    resource.setrlimit(resource.RLIMIT_DATA, (_at_most(_reserved() + room, most), most))


def _lift_limits() -> None:
    """Let what is done between two files be at the cost of neither."""
    import resource

    for limit in (resource.RLIMIT_CPU, resource.RLIMIT_DATA):
        _, most = resource.getrlimit(limit)
        resource.setrlimit(limit, (most, most))


def _at_most(wished: int, most: int) -> int:
    return wished if most < 0 else min(wished, most)


def _taken() -> int:
    """Bytes of memory that this process takes; 0 where the system does not tell."""
    return _pages(1)


def _reserved() -> int:
    """Bytes that the system counts against the limit."""
    return _pages(5)


def _pages(field: int) -> int:
    try:
        numbers = Path("/proc/self/statm").read_text("ascii").split()
    except OSError:
        return 0
    return int(numbers[field]) * os.sysconf("SC_PAGE_SIZE")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
