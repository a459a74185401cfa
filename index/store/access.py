"""Who reads and who writes the folder of an index when: one writes, any number read."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from filelock import FileLock, Timeout

from index.errors import ChangedError, UserError

_T = TypeVar("_T")

_PAUSES = (0.0, 0.1, 0.3, 1.0)  # seconds, before what was written meanwhile is read again
_WAIT = 2.0  # seconds: for a search that mends what is derived, not for another run


@contextmanager
def write_lock(folder: Path) -> Iterator[None]:
    """Be the one process that writes into the folder of an index.

    Raises:
        UserError: if another process is, or the folder cannot be written, also by the block.
    """
    try:
        with FileLock(folder / "lock", timeout=_WAIT):
            yield
    except Timeout as error:
        raise UserError(
            f"Another process is indexing into {folder}.",
            "Wait until it is done, or use another index with --index DIR.",
        ) from error
    except OSError as error:
        raise UserError(
            f"The index in {folder} cannot be written ({error.strerror or error}).",
            "Nothing was lost; make room or allow writing there, and index again.",
        ) from error


def retry(read: Callable[[], _T]) -> _T:
    """What a read gives; it is done again, a few times, if the index was written meanwhile.

    Raises:
        ChangedError: if it was written each time.
    """
    for pause in _PAUSES:
        try:
            return read()
        except ChangedError:
            time.sleep(pause)
    return read()
