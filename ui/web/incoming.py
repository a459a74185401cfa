"""A folder for uploads on their way, which is gone after the server, however it ends.

It is removed at the end, after Ctrl-C and SIGTERM too. A server that is killed cannot, so the next
one does: each folder holds a file that its server keeps locked while it lives, and what nobody
holds is swept. Nothing is swept that is not exactly such a folder of the same user, and no link is
ever followed.

    pincite-k3v9_x2a/     as only its owner can enter it
        lock              held by the server
        uploads/          what `incoming` gives
"""

import fcntl
import logging
import os
import re
import shutil
import signal
import stat
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from types import FrameType

log = logging.getLogger("pincite")

_PREFIX = "pincite-"
_NAME = re.compile(r"pincite-[a-z0-9_]{8}")
_LOCK = "lock"
_UPLOADS = "uploads"
_MARK = b"pincite: uploads on their way; removed with the server that holds this file\n"
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC


@contextmanager
def incoming(parent: Path | None = None) -> Iterator[Path]:
    """A new folder that only this user enters; removed with all in it at the end.

    Folders that servers of this user left behind in `parent` are removed first. In the main thread,
    SIGTERM and SIGHUP raise `SystemExit` meanwhile, unless they are handled otherwise.

    Args:
        parent: where to make it; None for the folder of temporary files.

    Raises:
        OSError: if it cannot be made.
    """
    parent = parent or Path(tempfile.gettempdir())
    sweep(parent)
    with _signals_unwind():
        folder, lock = _made(parent)
        try:
            yield folder / _UPLOADS
        finally:
            _remove_held(folder)
            os.close(lock)


def sweep(parent: Path) -> int:
    """Remove the folders that servers left behind.

    Args:
        parent: where they are.

    Returns:
        How many were removed. What cannot be removed is left, and never an error.
    """
    swept = 0
    with suppress(OSError), os.scandir(parent) as entries:
        names = [entry.name for entry in entries if _NAME.fullmatch(entry.name)]
        swept = sum(_sweep_one(parent / name) for name in names)
    if swept:
        log.info("Removed %d folders of uploads that a server left behind in %s.", swept, parent)
    return swept


def _made(parent: Path) -> tuple[Path, int]:
    """A new folder, and the descriptor that holds its lock."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=parent))
        (folder / _UPLOADS).mkdir(mode=0o700)
        lock = os.open(
            folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, 0o600
        )
        if _hold(lock):
            os.write(lock, _MARK)  # only now, so that no sweep takes it for one left behind
            return folder, lock
        os.close(lock)


def _sweep_one(folder: Path) -> bool:
    """Remove a folder if it is one of ours that nobody holds."""
    with suppress(OSError):
        opened = os.open(folder, _FOLDER)
        try:
            if not _is_ours(opened):
                return False
            lock = os.open(
                _LOCK, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=opened
            )
            try:
                if _is_lock(lock) and _hold(lock):
                    return _remove(folder, opened)
            finally:
                os.close(lock)
        finally:
            os.close(opened)
    return False


def _is_ours(opened: int) -> bool:
    """Whether a folder is this user's alone, and holds what ours hold and nothing else."""
    found = os.fstat(opened)
    return (
        found.st_uid == os.geteuid()
        and stat.S_IMODE(found.st_mode) == 0o700
        and set(os.listdir(opened)) <= {_LOCK, _UPLOADS}
    )


def _is_lock(opened: int) -> bool:
    found = os.fstat(opened)
    return (
        stat.S_ISREG(found.st_mode)
        and found.st_uid == os.geteuid()
        and found.st_nlink == 1
        and os.pread(opened, len(_MARK) + 1, 0) == _MARK
    )


def _hold(lock: int) -> bool:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remove_held(folder: Path) -> None:
    """Remove a folder whose lock is held by this process."""
    with suppress(OSError):
        opened = os.open(folder, _FOLDER)
        try:
            _remove(folder, opened)
        finally:
            os.close(opened)


def _remove(folder: Path, opened: int) -> bool:
    """Remove a folder: the lock last, so that what is left of it can be swept the next time."""
    with suppress(FileNotFoundError):
        shutil.rmtree(_UPLOADS, dir_fd=opened)  # refuses a link, and follows none
    if os.listdir(opened) != [_LOCK]:
        return False
    os.unlink(_LOCK, dir_fd=opened)
    folder.rmdir()
    return True


@contextmanager
def _signals_unwind() -> Iterator[None]:
    """Lets SIGTERM and SIGHUP end the process in the ordinary way, as Ctrl-C does.

    The server takes signals for itself while it runs, and raises them again when it has stopped; by
    default they would then end the process on the spot.
    """

    def end(number: int, _: FrameType | None) -> None:
        for other in handled:
            signal.signal(other, signal.SIG_IGN)  # a second one must not stop the cleaning
        raise SystemExit(128 + number)

    handled: list[signal.Signals] = []
    if threading.current_thread() is threading.main_thread():
        numbers = (signal.SIGTERM, signal.SIGHUP)
        handled = [n for n in numbers if signal.getsignal(n) is signal.SIG_DFL]
    for number in handled:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number in handled:
            signal.signal(number, signal.SIG_DFL)
