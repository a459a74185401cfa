"""A file → documents, and what could not be read of it and why.

`registry.py` says which of the readers in `formats/` reads a file, and `normalise.py` makes the
documents. Nothing is fetched, and no file, however broken, stops the others.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from index.documents.formats.contents import too_large
from index.documents.normalise import UnreadableError
from index.documents.registry import FORMATS, extension, format_of, guarded, unknown_reason
from index.paths import is_of_system, source_of, why
from index.types import Document, Skipped


def load_file(path: Path) -> Iterator[Document | Skipped]:
    """The documents in a file, one at a time, and what was skipped of it.

    Never raises on account of a file: whatever is wrong with it becomes `Skipped`. `source` is
    the absolute path, NFC.
    """
    try:
        check_file(path)
        yield from read_documents(path)
    except UnreadableError as error:
        yield Skipped(source_of(path), str(error))
    except FileNotFoundError:
        yield Skipped(source_of(path), "It is no longer there.")
    except OSError as error:
        yield Skipped(source_of(path), why(error))


def check_file(path: Path) -> None:
    """See that a file can be read, without opening it.

    Raises:
        UnreadableError: if it is none, is of a kind that is not read, too large, or empty.
        OSError: if it cannot be looked at.
    """
    found = path.stat()
    if path.is_dir():
        os.listdir(path)  # noqa: PTH208 (only for the error)
        raise UnreadableError("It is a folder, not a file.")
    if not path.is_file():
        raise UnreadableError("It is not a file with contents, but a device or a pipe.")
    format = format_of(path)
    if not format:
        raise UnreadableError(unknown_reason(path))
    if is_of_system(path):
        raise UnreadableError("It is a part of the system, not a document.")
    if not found.st_size:
        # some of the system's own say so too, and have no end when they are read
        raise UnreadableError("It is empty.")
    if format.most_bytes and found.st_size > format.most_bytes:
        raise too_large(format.most_bytes)


def read_documents(path: Path) -> Iterator[Document | Skipped]:
    """The documents in a file that was checked, and what was skipped of it.

    Raises:
        OSError: if the system does not give it.
        MemoryError: if there is not enough.
    """
    yield from guarded(FORMATS[extension(path)].read, path, source_of(path))
