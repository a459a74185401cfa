"""Files read in a process of its own, which can be ended: no file stops or starves the others.

The process is started when a file is first read, and kept a while for the next one; one that was
ended is started anew. It gets no password or key by its environment, and nothing that it says is
executed. Its limits of time and memory it sets itself (`worker.py`); here is what can only be
seen from without: that it has crashed, was ended by the system, or says nothing for a long time.
"""

import atexit
import json
import os
import re
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from index.documents.frames import (
    DONE,
    DRAWN,
    HEAD,
    MAX_BYTES,
    READY,
    WORKING,
    Frame,
    FrameError,
    from_frame,
    page_from_frame,
)
from index.documents.pages import DrawnPage, Wanted
from index.documents.read import TOO_MUCH, Ended, Item, Unread
from index.errors import UserError

SILENCE = 15.0
"""Seconds in which the process neither says, computes nor reads anything, before it is ended."""
MOST_SILENCE = 600.0
"""Seconds in which it says nothing, whatever it does, or where the system does not tell."""

IDLE_SECONDS = 60.0
"""How long a process is kept while no file is read, and at most twice that."""

_Item = TypeVar("_Item")

_IDLE = 2  # processes that are kept
_BLOCK = 1 << 20
_CODE = (
    "import sys, json; sys.path[:] = json.loads(sys.argv[1]); "
    "from index.documents import worker; worker.main()"
)
_KEPT = ("PATH", "HOME", "LANG", "LANGUAGE", "TZ", "TMPDIR", "USER", "LOGNAME", "SHELL")
_KEPT_STARTS = ("LC_", "LD_", "DYLD_", "PYTHON", "XDG_", "NLTK_", "HF_", "TRANSFORMERS_")
_NOT_KEPT = ("PYTHONSTARTUP", "PYTHONINSPECT", "PYTHONBREAKPOINT")
_SECRET = re.compile("TOKEN|KEY|SECRET|PASS|CREDENTIAL|AUTH", re.IGNORECASE)
_WITH_PASSWORD = re.compile(r"://[^/\s]*@")  # of an address
_FEW_THREADS = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2"}
_TOO_SLOW = "It takes too long to read, and may be broken."
_CRASHED = "A library that reads it crashed; it may be broken."


def read_apart(path: Path, known: str = "") -> Iterator[Item]:
    """Read a file in another process; see `Read` in `index/documents/read.py`.

    The process is ended if what it gives is not wanted to the end.

    Raises:
        UserError: if there can be no such process.
    """
    worker = _POOL.take()
    try:
        yield from worker.read(path, known)
    finally:
        _POOL.give_back(worker)


def draw_apart(wanted: Wanted) -> DrawnPage:
    """Draw a page of a file in another process; see `draw_here` in `index/documents/draw.py`.

    Raises:
        UserError: if there can be no such process.
    """
    worker = _POOL.take()
    try:
        return worker.draw(wanted)
    finally:
        _POOL.give_back(worker)


class Worker:
    """One process that reads files, one at a time.

    Attributes:
        ready: whether it can be asked for another file.
        pid: number of the process.
        idle_since: when it was last given back, by the monotonic clock.
    """

    def __init__(self) -> None:
        """Start it.

        Raises:
            UserError: if it cannot be started.
        """
        self.ready = False
        self.idle_since = 0.0
        path = json.dumps(_search_path())
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-c", _CODE, path],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
                env=_environment(),
                cwd="/",  # it keeps no disk from being taken off
                start_new_session=True,  # Ctrl-C is for the process that indexes
            )
        except OSError as error:
            raise _cannot_start(error.strerror or str(error)) from error
        assert self._process.stdin and self._process.stdout
        self._requests, self._replies = self._process.stdin, self._process.stdout
        self.pid = self._process.pid
        self._waiting = bytearray()
        try:
            said = self._bytes(HEAD.size)
        except TimeoutError as error:
            self.end()
            raise _cannot_start("it does not answer") from error
        except BaseException:
            self.end()
            raise
        if said != b"".join(Frame(READY).encode()):
            self.end()
            raise _prints() if said else _cannot_start(f"exit status {self._process.returncode}")
        self.ready = True

    def read(self, path: Path, known: str) -> Iterator[Item]:
        """As `read_apart`."""
        yield from self._asked([str(path), known], from_frame)

    def draw(self, wanted: Wanted) -> DrawnPage:
        """As `draw_apart`."""
        drawn = DrawnPage(wanted.page, why=_CRASHED)
        for item in self._asked([wanted.values, None], _page_or_end):
            match item:
                case DrawnPage():
                    drawn = item
                case Ended(reason) | Unread(reason):
                    drawn = DrawnPage(wanted.page, why=reason)
        return drawn

    def _asked(
        self, request: list[object], read: Callable[[Frame], _Item]
    ) -> Iterator[_Item | Ended | Unread]:
        """What it says to a request, each frame as `read` reads it."""
        self.ready = False
        try:
            self._requests.write(json.dumps(request).encode() + b"\n")
        except OSError:
            yield Ended(self._why_it_ended())
            return
        while True:
            try:
                frame = self._frame()
                if frame is None:
                    yield Ended(self._why_it_ended())
                    return
                if frame.letter == WORKING:
                    continue
                if frame.letter == DONE:
                    self.ready = not json.loads(frame.head)
                    return
                item = read(frame)
            except TimeoutError:
                yield Unread("It cannot be looked at now (its disk does not answer).")
                return
            except (FrameError, MemoryError):
                self.end()
                yield Ended(TOO_MUCH)
                return
            yield item
            if isinstance(item, Ended):
                return

    def lives(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it now."""
        self.ready = False
        with suppress(OSError):
            self._process.kill()
        for pipe in (self._requests, self._replies):
            with suppress(OSError):
                pipe.close()
        with suppress(subprocess.TimeoutExpired):
            # one that waits for a disk that is away dies when that comes back
            self._process.wait(1)

    def _frame(self) -> Frame | None:
        """The next frame; None if the process has ended.

        Raises:
            TimeoutError: if it does nothing for `SILENCE`; the time in which it waits for this
                process is not counted.
            FrameError: if it is too long.
        """
        start = self._bytes(HEAD.size)
        if start is None:
            return None
        letter, *lengths = HEAD.unpack(start)
        if sum(lengths) > MAX_BYTES:
            raise FrameError(f"a frame of {sum(lengths):,} bytes")
        parts = []
        for length in lengths:
            part = self._bytes(length)
            if part is None:
                return None
            parts.append(part)
        return Frame(letter, *parts)

    def _bytes(self, count: int) -> bytes | None:
        """So many bytes of what it says; None if it has ended before."""
        while len(self._waiting) < count:
            self._wait()
            block = os.read(self._replies.fileno(), _BLOCK)
            if not block:
                return None
            self._waiting += block
        taken = bytes(memoryview(self._waiting)[:count])
        del self._waiting[:count]
        return taken

    def _wait(self) -> None:
        """Wait until it says something, or has ended.

        Raises:
            TimeoutError: if it does neither.
        """
        ready = select.poll()
        ready.register(self._replies, select.POLLIN)
        waited, done = 0.0, self._done()
        while not ready.poll(SILENCE * 1000):
            waited += SILENCE
            before, done = done, self._done()
            if waited >= MOST_SILENCE or (done and done == before):
                raise TimeoutError

    def _done(self) -> tuple[str, ...]:
        """What it has computed and read so far; nothing where the system does not tell."""
        place = Path("/proc", str(self.pid))
        try:
            ticks = (place / "stat").read_text("ascii", "replace").rpartition(")")[2].split()[11:13]
            return (*ticks, (place / "io").read_text("ascii").split()[1])
        except (OSError, IndexError):
            return ()

    def _why_it_ended(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(5)
        match self._process.returncode:
            case code if code == -signal.SIGXCPU:
                return _TOO_SLOW
            case code if code in (-signal.SIGKILL, None):
                return TOO_MUCH
        return _CRASHED


class _Pool:
    """The processes that wait for a file to read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Worker] = []
        self._busy: set[Worker] = set()
        self._owner = 0
        self._timed = False

    def take(self) -> Worker:
        """A process that waits, or a new one."""
        with self._lock:
            if self._owner != os.getpid():  # the first time, or in a fork of the process
                self._idle, self._busy, self._owner = [], set(), os.getpid()
                self._timed = False
                atexit.register(self.end)
            worker = self._idle.pop() if self._idle else None
        if worker and not worker.lives():  # the system ended it while nothing was read
            worker.end()
            worker = None
        worker = worker or Worker()
        with self._lock:
            self._busy.add(worker)
        return worker

    def give_back(self, worker: Worker) -> None:
        """Keep a process for the next file, or end one that cannot read it."""
        with self._lock:
            self._busy.discard(worker)
            if worker.ready and len(self._idle) < _IDLE:
                worker.idle_since = time.monotonic()
                self._idle.append(worker)
                self._look_later()
                return
        worker.end()

    def _look_later(self) -> None:
        """Look in a while for processes that nobody needs; under the lock."""
        if self._idle and not self._timed:
            timer = threading.Timer(IDLE_SECONDS, self._end_idle)
            timer.name = "pincite-idle-readers"
            timer.daemon = True
            timer.start()
            self._timed = True

    def _end_idle(self) -> None:
        """End the processes that have been idle for long."""
        before = time.monotonic() - IDLE_SECONDS
        with self._lock:
            idle = [worker for worker in self._idle if worker.idle_since <= before]
            self._idle = [worker for worker in self._idle if worker not in idle]
            self._timed = False
            self._look_later()
        for worker in idle:
            worker.end()

    def end(self) -> None:
        """End all of them."""
        with self._lock:
            workers = [*self._idle, *self._busy] if self._owner == os.getpid() else []
            self._idle, self._busy = [], set()
        for worker in workers:
            worker.end()


_POOL = _Pool()


def _page_or_end(frame: Frame) -> DrawnPage | Item:
    return page_from_frame(frame) if frame.letter == DRAWN else from_frame(frame)


def _search_path() -> list[str]:
    """Where this process finds its modules, without the folder that it happens to work in."""
    own = str(Path(__file__).resolve().parents[2])
    path = [place for place in sys.path if place]
    return path if own in path else [own, *path]


def _environment() -> dict[str, str]:
    """What libraries need, and nothing that may be a secret."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if (name in _KEPT or name.startswith(_KEPT_STARTS))
        and name not in _NOT_KEPT
        and not _SECRET.search(name)
        and not _WITH_PASSWORD.search(value)
    }
    return kept | _FEW_THREADS


def _prints() -> UserError:
    return UserError(
        "The process that reads files cannot be started (something else writes to its output).",
        "Take out what prints when Python starts: a .pth file of its packages, or sitecustomize.",
    )


def _cannot_start(reason: str) -> UserError:
    return UserError(
        f"The process that reads files cannot be started ({reason}).",
        "Close other programs, or install pincite again, and index once more.",
    )
