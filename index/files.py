"""Files that are written whole or not at all, and the room that a disk must keep free."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

LEAST_FREE = 200_000_000
"""Bytes that stay free where an index lies, so that it can still be written."""
LEAST_FREE_FOR_UPLOADS = 500 * 2**20
"""Bytes that stay free while strangers upload files, which nobody has looked at yet."""


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Write a file beside `path`, which takes its place at the end of the block.

    A reader sees the old file or the new one, never half of one. If the block fails, the old file
    is as it was. Callers see to it that nobody else writes the same file at the same time.

    Args:
        path: of the file, there already or not.

    Yields:
        Where to write: a hidden file in the same folder, which is not there yet.

    Raises:
        OSError: if it cannot be put in place.
    """
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)  # left by a process that was killed
    try:
        yield partial
        partial.replace(path)
    except BaseException:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise


def write_durably(path: Path, content: bytes) -> None:
    """Write a file that only its owner reads, whole, and see that it is on the disk.

    Raises:
        OSError: if it cannot be written; what was there before is as it was.
    """
    with atomic_write(path) as partial:
        opened = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(opened, "wb") as file:  # noqa: PTH123 (of a descriptor)
            file.write(content)
            file.flush()
            os.fsync(opened)
    sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """See that what was put into a folder, or taken out, is so after a power failure, too.

    Raises:
        OSError: if the system does not say so.
    """
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def free_bytes(*folders: Path) -> int | None:
    """Bytes free on the fullest of the disks that these folders are on.

    Returns:
        The number; None if the system does not tell.
    """
    try:
        return min(shutil.disk_usage(folder).free for folder in folders)
    except OSError:
        return None


def has_room(*folders: Path, least: int, needed: int = 0) -> bool:
    """Whether `least` bytes stay free on the disks of these folders after `needed` were written.

    Args:
        folders: on the disks in question; all of them are there.
        least: bytes that must stay free.
        needed: bytes that are to be written to each disk.

    Returns:
        Whether there is room; True if the system does not tell, for writing will show it.
    """
    free = free_bytes(*folders)
    return free is None or free >= least + needed
