"""What is known of an index: digests of its documents and of all their sentences, in one file.

A sentence is new if its words stood in no document before. Its marks, its capitals and the words
around what somebody says make no news; figures with their signs do, in whatever document.
"""

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from index.corpus import Index
from index.files import atomic_write
from index.text.sameness import exact_words
from qa.english.watched import NO_NEWS

FILE = "watched.npz"

Digests = NDArray[np.uint64]
"""Each once, in ascending order."""
Progress = Callable[[int, int], None]
"""Is told how many documents of how many are read."""

_NAMES = ("documents", "sources", "sentences")


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """What is known.

    Attributes:
        documents: digests of their ids.
        sources: digests of where they came from.
        sentences: digests of their words.
    """

    documents: Digests
    sources: Digests
    sentences: Digests

    @classmethod
    def of(cls, sources: Sequence[tuple[str, str]], sentences: Iterable[int]) -> "Known":
        """What is known of documents, by (id, source), and of digests of sentences."""
        return cls(
            _sorted(digest(id) for id, _ in sources),
            _sorted(digest(source) for _, source in sources),
            _sorted(sentences),
        )

    @classmethod
    def read(cls, folder: Path) -> "Known | None":
        """What a file keeps; None if there is none, or it is damaged."""
        try:
            with np.load(folder / FILE, allow_pickle=False) as kept:
                arrays = [kept[name] for name in _NAMES]
        except (OSError, ValueError, KeyError, EOFError, BadZipFile):
            return None
        if any(array.dtype != np.uint64 or array.ndim != 1 for array in arrays):
            return None
        return cls(*map(np.unique, arrays))

    def write(self, folder: Path) -> None:
        """Keep it.

        Raises:
            OSError: if it cannot be written.
        """
        with atomic_write(folder / FILE) as partial, partial.open("wb") as file:
            np.savez(file, **{name: getattr(self, name) for name in _NAMES})

    def with_all(self, other: "Known") -> "Known":
        """What is known here or there."""
        return Known(*(np.union1d(getattr(self, n), getattr(other, n)) for n in _NAMES))

    def has_document(self, id: str) -> bool:
        """Whether a document is known, by its id."""
        return _holds(self.documents, digest(id))

    def has_source(self, source: str) -> bool:
        """Whether some document came from there, maybe with another text."""
        return _holds(self.sources, digest(source))

    def has_sentence(self, words: int) -> bool:
        """Whether a sentence is known, by the digest of its words."""
        return _holds(self.sentences, words)


def sentences_of(index: Index, id: str) -> set[int]:
    """Digests of the words of a document's sentences; none if it has just been taken out."""
    return {
        words
        for passage in index.passages(id)
        for span in passage.citable
        if (words := words_digest(passage.document.slice(span)))
    }


def all_of(index: Index, progress: Progress | None = None) -> Known:
    """What an index holds now; reads all of its texts."""
    sources = index.sources()
    found: set[int] = set()
    for done, (id, _) in enumerate(sources, 1):
        found |= sentences_of(index, id)
        if progress:
            progress(done, len(sources))
    return Known.of(sources, found)


def words_digest(sentence: str) -> int:
    """The digest of a sentence by the words that can make news; 0 if it has none."""
    bare = (_bare(word) for word in exact_words(sentence.lower()))
    words = " ".join(word for word in bare if word and word not in NO_NEWS)
    return digest(words) if words else 0


def digest(text: str) -> int:
    """A number of 64 bits, from 1, by which a text is known again."""
    data = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(data, "big") or 1


def _bare(word: str) -> str:
    """A word without the marks around it; a sign of a number, of money or a share is none."""
    start, end = 0, len(word)
    while start < end and _is_mark(word[start]) and not _is_sign(word[start:]):
        start += 1
    while end > start and word[end - 1] != "%" and _is_mark(word[end - 1]):
        end -= 1
    return word[start:end]


def _is_mark(character: str) -> bool:
    return unicodedata.category(character).startswith("P")


def _is_sign(rest: str) -> bool:
    return rest[0] in "-.%" and rest[1:2].isdigit()


def _sorted(numbers: Iterable[int]) -> Digests:
    return np.unique(np.fromiter(numbers, np.uint64))


def _holds(digests: Digests, wanted: int) -> bool:
    at = int(np.searchsorted(digests, np.uint64(wanted)))
    return at < len(digests) and int(digests[at]) == wanted
