"""A file → documents, and what could not be read of it and why.

This module picks the reader of each file; `formats/` has the readers, and `normalise.py`
makes the documents. Nothing is fetched, and no file, however broken, stops the others.
"""

import errno
import os
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

from index.documents.formats import office, pdf, plain, records, web
from index.documents.formats.contents import MAX_FILE_BYTES, MAX_WHOLE_BYTES, too_large
from index.documents.normalise import UnreadableError
from index.paths import is_of_system, why
from index.types import Document, Skipped

Reader = Callable[[Path, str], Iterator[Document | Skipped]]

READERS: dict[str, Reader] = {
    "": plain.read_text,
    ".txt": plain.read_text,
    ".text": plain.read_text,
    ".md": plain.read_markdown,
    ".markdown": plain.read_markdown,
    ".html": web.read_page,
    ".htm": web.read_page,
    ".pdf": pdf.read_pdf,
    ".docx": office.read_docx,
    ".pptx": office.read_pptx,
    ".epub": office.read_epub,
    ".csv": records.read_csv,
    ".tsv": records.read_csv,
    ".json": records.read_json,
    ".jsonl": records.read_jsonl,
    ".jsonl.gz": records.read_jsonl,
}
"""The reader for each extension, in lower case; the empty one is for files without one."""


_OF_CONTENTS = (None, errno.EINVAL)
"""Numbers of the errors of the system that libraries raise for what is in a file."""


def load_file(path: Path) -> Iterator[Document | Skipped]:
    """The documents in a file, one at a time, and what was skipped of it.

    Never raises on account of a file: whatever is wrong with it becomes `Skipped`. `source` is
    the absolute path, NFC.
    """
    try:
        check_file(path)
        yield from read_documents(path)
    except UnreadableError as error:
        yield Skipped(source_name(path), str(error))
    except FileNotFoundError:
        yield Skipped(source_name(path), "It is no longer there.")
    except OSError as error:
        yield Skipped(source_name(path), why(error))


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
    if extension(path) not in READERS:
        raise UnreadableError("It is not a kind of file that pincite reads.")
    if is_of_system(path):
        raise UnreadableError("It is a part of the system, not a document.")
    if not found.st_size:
        # some of the system's own say so too, and have no end when they are read
        raise UnreadableError("It is empty.")
    limit = _largest(READERS[extension(path)])
    if limit and found.st_size > limit:
        raise too_large(limit)


def read_documents(path: Path) -> Iterator[Document | Skipped]:
    """The documents in a file that was checked, and what was skipped of it.

    Raises:
        OSError: if the system does not give it.
        MemoryError: if there is not enough.
    """
    source = source_name(path)
    try:
        yield from READERS[extension(path)](path, source)
    except MemoryError:
        raise
    except UnreadableError as error:
        yield Skipped(source, str(error))
    except ImportError as error:
        yield Skipped(source, f"A library that reads it is missing; install pincite again: {error}")
    except Exception as error:
        if isinstance(error, OSError) and error.errno not in _OF_CONTENTS:
            raise
        # readers of eight formats, and the libraries below them, fail in more ways than can be
        # listed here; one bad file must not stop the rest
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        yield Skipped(source, f"It could not be read, and may be broken: {reason}")


def _largest(reader: Reader) -> int | None:
    """Bytes of the largest file that is read by a reader; None for one that reads line by line."""
    if reader is records.read_jsonl:
        return None
    by_libraries = (pdf.read_pdf, office.read_docx, office.read_pptx, office.read_epub)
    return MAX_FILE_BYTES if reader in by_libraries else MAX_WHOLE_BYTES


def source_name(path: Path) -> str:
    """The absolute path of a file as its documents have it: valid text, NFC."""
    absolute = os.path.abspath(path)  # noqa: PTH100 (resolve follows links)
    return unicodedata.normalize("NFC", os.fsencode(absolute).decode("utf-8", "replace"))


def extension(path: Path) -> str:
    """The extension in lower case, `.jsonl.gz` as one."""
    name = path.name.lower()
    return ".jsonl.gz" if name.endswith(".jsonl.gz") else Path(name).suffix
