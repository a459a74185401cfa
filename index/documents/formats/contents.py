"""The bytes of a file, and no more than a limit of them, whatever size it says that it has."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from index.documents.normalise import UnreadableError

MAX_FILE_BYTES = 200_000_000
"""The largest file that is read; JSON lines, which are read one by one, may be larger."""
MAX_WHOLE_BYTES = 100_000_000
"""The largest that `read_bytes` reads: a text takes several times that of memory while it is cut
into passages, and the process that reads has 900 MB."""

_BLOCK = 1 << 20
_ROOM = 1 << 16  # what a file may grow by while it is read, before it is read in blocks


def open_file(path: Path) -> BinaryIO:
    """A file opened to be read; never waits for a pipe that took the place of a file."""
    return open(path, "rb", opener=_at_once)  # Path.open takes no opener


def read_bytes(path: Path) -> bytes:
    """All of a file.

    Raises:
        UnreadableError: if there is more than `MAX_WHOLE_BYTES` of it.
        OSError: if it cannot be read.
    """
    with open_file(path) as file:
        # asking for far more than there is would take the memory for it
        likely = min(os.fstat(file.fileno()).st_size, MAX_WHOLE_BYTES) + _ROOM
        data = file.read(likely)
        if len(data) == likely:
            data += b"".join(blocks(file, MAX_WHOLE_BYTES - len(data) + 1))
    if len(data) > MAX_WHOLE_BYTES:
        raise too_large(MAX_WHOLE_BYTES)
    return data


def blocks(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """What is left of a file in blocks, and at most `limit` bytes of it."""
    while limit > 0 and (block := file.read(min(_BLOCK, limit))):
        limit -= len(block)
        yield block


def too_large(limit: int) -> UnreadableError:
    """What is said of a file of more bytes than a limit."""
    return UnreadableError(f"It is larger than {limit // 1_000_000} MB; cut it into parts.")


def _at_once(path: str, flags: int) -> int:
    return os.open(path, flags | os.O_NONBLOCK)
