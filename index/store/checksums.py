"""Checksums of what an index keeps, by which damage is told from data.

A digest covers values that an answer is made of; a CRC, which is faster, covers bulk data that a
failing disk may change but nobody forges.
"""

import mmap
import zlib
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from hashlib import blake2b
from pathlib import Path

CHECKED_AT_OPENING = 128 * 1024 * 1024
"""Bytes of a derived file, or of all files of the word index, that opening checks."""

_BLOCK = 4 * 1024 * 1024
_THREADS = 2

Value = None | int | str | bytes | float


def digest(*values: Value) -> bytes:
    """16 bytes that change with any value, its type, or the order of the values."""
    made = blake2b(digest_size=16)
    made.update(b"".join(_encoded(values)))
    return made.digest()


def crc(*values: Value) -> int:
    """32 bits that change with any value, its type, or the order of the values."""
    return zlib.crc32(b"".join(_encoded(values)))


def _encoded(values: Iterable[Value]) -> Iterable[bytes]:
    for value in values:
        if value is None:
            yield b"n"
        elif isinstance(value, int):
            yield b"i%d;" % value
        elif isinstance(value, str):
            content = value.encode("utf-8", "surrogatepass")
            yield b"s%d;%b" % (len(content), content)
        elif isinstance(value, bytes):
            yield b"b%d;%b" % (len(value), value)
        else:
            yield b"r%b;" % repr(value).encode()


def vector_crc(key: int, vector: bytes) -> int:
    """The CRC of a vector in the place of its key."""
    return zlib.crc32(vector, key & 0xFFFF_FFFF)


def file_crc(path: Path) -> int:
    """The CRC of the CRCs of the blocks of a file, several of which are read at once.

    Raises:
        OSError: if it cannot be read.
    """
    with path.open("rb") as file:
        size = path.stat().st_size
        if not size:
            return 0
        with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as content:

            def block(start: int) -> int:
                with memoryview(content) as whole, whole[start : start + _BLOCK] as part:
                    return zlib.crc32(part)

            with ThreadPoolExecutor(_THREADS) as threads:
                return crc(size, *threads.map(block, range(0, size, _BLOCK)))
