"""Files and folders → documents, and what could not be read and why.

This module finds files and picks the reader of each; `index/formats` has the readers, and
`index/normalise.py` makes the documents. Nothing is fetched, and no file, however broken or
hostile, stops the others.
"""

import os
import unicodedata
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.errors import UserError
from index.formats import office, pdf, plain, records, web
from index.normalise import UnreadableError
from index.types import Document, Skipped

MAX_FILE_BYTES = 200_000_000
"""The largest file that is read; JSON lines, which are read one by one, may be larger."""

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


def find_files(paths: Sequence[Path]) -> Iterator[Path]:
    """The files at and below the paths: absolute, sorted, each once; of any kind.

    Hidden files and folders are passed over unless they are given themselves. A folder that
    cannot be listed is given in place of its files, so that `load_file` can say so. Links are
    followed, each folder once. Nothing for no paths, or empty folders.

    Raises:
        UserError: if a path does not exist.
    """
    given = [Path(os.path.abspath(path)) for path in paths]  # noqa: PTH100 (resolve follows links)
    for path in given:
        if not os.path.lexists(path):
            raise UserError(
                f"There is no file or folder {path}.", "Check the spelling of the path."
            )
    files = {path for path in given if not path.is_dir()}
    files.update(_below([path for path in given if path.is_dir()]))
    return iter(sorted(files))


def _below(folders: Sequence[Path]) -> Iterator[Path]:
    """The files below the folders.

    Linked folders come last, so that a file that is in a folder, and behind a link to it too, is
    given by its own path.
    """
    waiting = deque(folders)
    seen: set[str] = set()
    unlisted: list[OSError] = []
    while waiting:
        for folder, names, files in os.walk(waiting.popleft(), onerror=unlisted.append):
            here = Path(folder)
            real = str(here.resolve())
            if real in seen:
                names.clear()
                continue
            seen.add(real)
            names[:] = [name for name in names if not name.startswith(".")]
            waiting.extend(here / name for name in names if (here / name).is_symlink())
            yield from (here / name for name in files if not name.startswith("."))
    yield from (Path(error.filename) for error in unlisted)


def load_file(path: Path) -> Iterator[Document | Skipped]:
    """The documents in a file, one at a time, and what was skipped of it.

    Never raises on account of a file: whatever is wrong with it becomes `Skipped`. `source` is
    the absolute path, NFC.
    """
    source = source_name(path)
    try:
        yield from _reader(path)(path, source)
    except MemoryError:
        raise
    except UnreadableError as error:
        yield Skipped(source, str(error))
    except FileNotFoundError:
        yield Skipped(source, "It is no longer there.")
    except PermissionError:
        yield Skipped(source, "It may not be read; check its permissions.")
    except ImportError as error:
        yield Skipped(source, f"A library that reads it is missing; install pincite again: {error}")
    except Exception as error:
        # readers of eight formats, and the libraries below them, fail in more ways than can be
        # listed here; one bad file must not stop the rest
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        yield Skipped(source, f"It could not be read, and may be broken: {reason}")


def source_name(path: Path) -> str:
    """The absolute path of a file as its documents have it: valid text, NFC."""
    absolute = os.path.abspath(path)  # noqa: PTH100 (resolve follows links)
    return unicodedata.normalize("NFC", os.fsencode(absolute).decode("utf-8", "replace"))


def _reader(path: Path) -> Reader:
    """The reader of this kind of file.

    Raises:
        UnreadableError: if there is none, or the file is too large for it.
        OSError: if the file cannot be looked at.
    """
    size = path.stat().st_size
    if path.is_dir():
        os.listdir(path)  # noqa: PTH208 (only for the error)
        raise UnreadableError("It is a folder, not a file.")
    if not path.is_file():
        raise UnreadableError("It is not a file with contents, but a device or a pipe.")
    reader = READERS.get(_extension(path))
    if reader is None:
        raise UnreadableError("It is not a kind of file that pincite reads.")
    if size > MAX_FILE_BYTES and reader is not records.read_jsonl:
        raise UnreadableError(
            f"It is larger than {MAX_FILE_BYTES // 1_000_000} MB; cut it into parts."
        )
    return reader


def _extension(path: Path) -> str:
    """The extension in lower case, `.jsonl.gz` as one."""
    name = path.name.lower()
    return ".jsonl.gz" if name.endswith(".jsonl.gz") else Path(name).suffix
