"""Paths of files: what lies below what, what is the system's own, and why one cannot be read."""

import errno
import os
from collections.abc import Iterable
from pathlib import Path

SYSTEM = ("/proc", "/sys", "/dev")
SHARED_MEMORY = "/dev/shm"  # an ordinary file system
NOT_THERE = (errno.ENOENT, errno.ENOTDIR)


def absolute(path: Path) -> Path:
    """The path from the root of the file system, through the links that it names."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve follows links)


def is_below(path: str, places: Iterable[str]) -> bool:
    """Whether an absolute path is one of some places, or below one."""
    return any(f"{path}/".startswith(place.rstrip("/") + "/") for place in places)


def is_gone(path: Path) -> bool:
    """Whether there is nothing at a path, and not only nothing that can be seen."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno in NOT_THERE
    return False


def is_of_system(path: Path) -> bool:
    """Whether a path leads to a file of the system's own."""
    real = os.path.realpath(path)
    return is_below(real, SYSTEM) and not is_below(real, [SHARED_MEMORY])


def why(error: OSError) -> str:
    """An error of the system, as a sentence on the place that it is about."""
    if isinstance(error, PermissionError):
        return "It may not be read; check its permissions."
    return f"It cannot be looked at now ({error.strerror or type(error).__name__})."
