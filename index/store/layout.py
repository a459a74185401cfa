"""What in the folder of an index is made again from documents, or from Milvus; and what is not.

Beside it may lie what exists nowhere else: files that people uploaded, what they judged and
watch, who may come in, and who did what. So nobody takes out, or is told to take out, the whole
folder.
"""

import shutil
from contextlib import suppress
from pathlib import Path

from index.errors import DamagedError, UserError

DATABASE = "corpus.sqlite"
WORDS = "lexical"
"""Folder of the word index."""
SEGMENTS = "meta.json"
"""The list of segments in it."""

_DATABASE = tuple(f"{DATABASE}{ending}" for ending in ("", "-wal", "-shm", "-journal", ".*.new"))
VECTOR_FILES = ("vectors-*", ".vectors-*")
"""Files of vectors, and what a process that was killed left of one."""
_PATTERNS = (*_DATABASE, WORDS, *VECTOR_FILES)

NAMES = "corpus.sqlite*, lexical and vectors-*"
"""What is made again, for people."""

LOST = (
    f"Put it back from a copy; or move {NAMES} out of that folder, keep the rest of it, and index "
    "your documents again, with its uploads if it has any."
)
"""The remedy for a database that cannot be repaired."""


def has_index(folder: Path) -> bool:
    """Whether there is an index in a folder.

    Raises:
        DamagedError: if there is all of it but its database.
        UserError: if the folder may not be looked at.
    """
    try:
        if (folder / DATABASE).is_file():
            return True
        rest = (folder / WORDS / SEGMENTS).is_file()
    except OSError as error:
        raise UserError(
            f"The index in {folder} cannot be opened ({error.strerror}).",
            "Allow reading it, or name another index with --index DIR; nothing was lost.",
        ) from error
    if rest:
        raise DamagedError(folder, f"{DATABASE} is missing", LOST)
    return False


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(_file_size(path) for path in folder.rglob("*"))


def _file_size(path: Path) -> int:
    """Bytes of a file; 0 for anything else, and what is gone again."""
    with suppress(OSError):
        if path.is_file():
            return path.stat().st_size
    return 0


def drop_remade(folder: Path) -> None:
    """Remove what is made again, and nothing else; while nobody else writes there.

    Raises:
        OSError: if it cannot be removed.
    """
    for pattern in _PATTERNS:
        for path in sorted(folder.glob(pattern)):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink(missing_ok=True)
