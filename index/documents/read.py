"""A file → what is read of it: documents, cut into sentences and passages, and what is not read.

`read_here` reads in this process; `pool.py` does the same in another, which can be ended.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from index.documents.formats.contents import blocks, open_file
from index.documents.load import check_file, read_documents
from index.documents.normalise import UnreadableError
from index.documents.split import passages, sentences
from index.paths import source_of, why
from index.types import Document, Passage, Sentence, Skipped

MOST_SENTENCES = 1_500_000
"""Of a document; each takes memory, and a book has a hundredth of them."""
_DIGITS = 32  # of the hash of what is in a file
_ROOM = 1 << 26  # bytes that a file may grow by while it is read


@dataclass(frozen=True, slots=True)
class Digest:
    """A hash of what is in the file; comes before all that is read of it."""

    value: str


@dataclass(frozen=True, slots=True)
class Split:
    """A document of the file, with its sentences and passages."""

    document: Document
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Unread:
    """The file could not be looked at, which may be otherwise at another time; nothing follows.

    Attributes:
        reason: one sentence that the user reads.
    """

    reason: str


@dataclass(frozen=True, slots=True)
class Ended:
    """Reading took more than a file may take, and was ended; nothing follows.

    Attributes:
        reason: one sentence that the user reads.
    """

    reason: str


TOO_MUCH = "It takes too much memory to read; cut it into parts."
"""Why a file that does `Ended`."""
ANY = "*"
"""Stands for any digest: only that of the file is wanted."""

Item = Digest | Split | Skipped | Unread | Ended
Read = Callable[[Path, str], Iterator[Item]]
"""Reads a file of an absolute path; one that has the digest that is given is not read, and only its
digest comes."""


def read_here(path: Path, known: str = "") -> Iterator[Item]:
    """Read a file in this process, without limits of time and memory; see `Read`.

    Raises:
        MemoryError: if there is not enough of it.
    """
    try:
        check_file(path)
        content = _digest(path)
        yield Digest(content)
        if known in (content, ANY):
            return
        for item in read_documents(path):
            yield item if isinstance(item, Skipped) else _split_if_it_may_be(item)
    except UnreadableError as error:
        yield Skipped(source_of(path), str(error))
    except OSError as error:
        yield unread(error)


def _split_if_it_may_be(document: Document) -> Split | Skipped:
    found = split(document)
    if len(found.sentences) <= MOST_SENTENCES:
        return found
    return Skipped(
        document.source,
        f"It has more than {MOST_SENTENCES:,} sentences or rows; cut it into several files.",
    )


def split(document: Document) -> Split:
    """A document with its sentences and passages."""
    pieces = sentences(document)
    return Split(document, pieces, tuple(passages(document, pieces)))


def unread(error: OSError) -> Unread:
    """What is said of a file that the system does not give."""
    if isinstance(error, FileNotFoundError):
        return Unread("It is no longer there.")
    return Unread(why(error))


def _digest(path: Path) -> str:
    """A hash of what is in a file.

    Raises:
        UnreadableError: if there is far more in it than its size says.
        OSError: if it cannot be read.
    """
    limit = path.stat().st_size + _ROOM
    made = hashlib.blake2b()
    with open_file(path) as file:
        for block in blocks(file, limit):
            made.update(block)
        if file.read(1):
            raise UnreadableError("There is no end to it, whatever size it says that it has.")
    return made.hexdigest()[:_DIGITS]


def digest_of(content: bytes) -> str:
    """The hash of what is in a file, as `Digest` has it."""
    return hashlib.blake2b(content).hexdigest()[:_DIGITS]
