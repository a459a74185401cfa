"""Folders for a while: removed at the end, and by a later process if that never came.

A folder in use is locked, and the system lets go of the lock when its process ends, however it
does.
"""

import fcntl
import os
import re
import shutil
import stat
import tempfile
import time
import weakref
from contextlib import suppress
from pathlib import Path

_LEFT = re.compile("pincite-(copy|words|mail)-[a-z0-9_]{8}")
_OLD = 24 * 60 * 60  # seconds
_TRIES, _BETWEEN = 20, 0.05  # to remove a folder; seconds


def folder_for(what: str) -> "tempfile.TemporaryDirectory[str]":
    """A new folder, after those that other processes of this user left a day ago are removed.

    Args:
        what: `copy` or `words`.

    Raises:
        OSError: if it cannot be made.
    """
    _sweep(Path(tempfile.gettempdir()))
    made = tempfile.TemporaryDirectory(prefix=f"pincite-{what}-", ignore_cleanup_errors=True)
    weakref.finalize(made, _remove, made.name)  # before its own, which tries once
    lock = os.open(made.name, os.O_RDONLY | os.O_DIRECTORY)
    weakref.finalize(made, os.close, lock)
    fcntl.flock(lock, fcntl.LOCK_SH)
    return made


def _remove(name: str) -> None:
    """Remove a folder into which a thread that is ending may still write."""
    for _ in range(_TRIES):
        shutil.rmtree(name, ignore_errors=True)
        if not os.path.lexists(name):
            return
        time.sleep(_BETWEEN)


def _sweep(parent: Path) -> None:
    with suppress(OSError):
        for path in parent.iterdir():
            if _LEFT.fullmatch(path.name):
                with suppress(OSError):
                    _remove_left(path)


def _remove_left(path: Path) -> None:
    found = path.lstat()
    old = found.st_mtime < time.time() - _OLD
    if not (old and stat.S_ISDIR(found.st_mode) and found.st_uid == os.geteuid()):
        return
    lock = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path)
    finally:
        os.close(lock)
