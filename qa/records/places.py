"""The sentences of one document, and where in it a cited sentence stands now, or what became of it.

Words are the same only if all of them are, with their marks, and if they make up whole sentences:
"Ten villages fell." does not stand in "Nobody says that ten villages fell."
"""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from index.text.sameness import exact_words, likeness, telling_words
from index.types import Document, Passage, Span
from qa.records.record import SavedCitation, digest_of_words

ALIKE = 0.5
"""Likeness from which a new sentence is what became of another one."""
ALIKE_BESIDE = 0.4
"""The same where the sentence before or after it is the one that stood there."""
ALIKE_BETWEEN = 0.2
"""The same where both are."""

_JOINED = 2  # sentences that one may have been cut into
_GAIN = 0.1  # of likeness, for which two are taken in place of one
_BESIDE = 0.25  # what a neighbour that stayed counts


@dataclass(frozen=True, slots=True)
class Piece:
    """A sentence or heading.

    Attributes:
        span: of it.
        words: its `exact_words`.
        digest: of these.
    """

    span: Span
    words: list[str]
    digest: str


@dataclass(frozen=True, slots=True)
class Stretch:
    """Whole sentences that follow each other: pieces `[first, last]` of a document."""

    first: int
    last: int


class Sentences:
    """The sentences and headings of a document, in the order of its text; furniture is left out."""

    def __init__(self, document: Document, passages: Sequence[Passage]) -> None:
        """Take the sentences of a document's passages, which are all in order."""
        self.document = document
        self._spans = [
            piece.span
            for passage in passages
            for piece in passage.sentences
            if piece.kind != "furniture"
        ]

    @cached_property
    def pieces(self) -> list[Piece]:
        """All of them with their words."""
        found = []
        for span in self._spans:
            words = exact_words(self.document.slice(span))
            found.append(Piece(span, words, digest_of_words(words)))
        return found

    @cached_property
    def digests(self) -> frozenset[str]:
        """Those of all pieces."""
        return frozenset(piece.digest for piece in self.pieces)

    def find(self, quote: str) -> list[Stretch]:
        """Where the same words stand as whole sentences, in the order of the text."""
        wanted = exact_words(quote)
        found = []
        for first in range(len(self.pieces)):
            last = self._last(wanted, first)
            if last is not None:
                found.append(Stretch(first, last))
        return found

    def _last(self, wanted: Sequence[str], first: int) -> int | None:
        """The piece that ends the words which one begins with; None if they are others."""
        done = 0
        for number in range(first, len(self.pieces)):
            words = self.pieces[number].words
            if not words or wanted[done : done + len(words)] != words:
                return None
            done += len(words)
            if done == len(wanted):
                return number
        return None

    def span(self, stretch: Stretch) -> Span:
        """The characters of a stretch."""
        start = self.pieces[stretch.first].span.start
        return Span(self.document.id, start, self.pieces[stretch.last].span.end)

    def words_before(self, start: int) -> int:
        """How many words, as white space parts them, stand before an offset."""
        return len(self.document.text[:start].split())

    def neighbours(self, stretch: Stretch) -> tuple[str, str]:
        """Digests of the pieces before and after a stretch; empty where there is none."""
        before = self.pieces[stretch.first - 1].digest if stretch.first else ""
        rest = self.pieces[stretch.last + 1 :][:1]
        return before, rest[0].digest if rest else ""

    def resembling(self, quote: str, least: float = ALIKE_BETWEEN) -> list[str]:
        """Digests of the other sentences that resemble one, those that do most first."""
        wanted, telling = exact_words(quote), telling_words(quote)
        rated: dict[str, float] = {}
        for piece in self.pieces:
            if piece.words != wanted:
                rated[piece.digest] = _likeness(telling, wanted, self._text(piece), piece.words)
        close = [digest for digest, value in rated.items() if value >= least]
        return sorted(close, key=lambda digest: -rated[digest])

    def became(self, saved: SavedCitation) -> Stretch | None:
        """What a cited sentence, whose words are gone, has become; None if nothing tells.

        It is a sentence, or two, that the document did not hold before, and resembles the one that
        was cited: the less, the more of its neighbours are where they were.
        """
        wanted, telling = exact_words(saved.quote), telling_words(saved.quote)
        best: tuple[float, Stretch] | None = None
        for stretch in self._new_stretches({*saved.near, saved.before, saved.after}):
            text = self.document.slice(self.span(stretch))
            value = _likeness(telling, wanted, text, exact_words(text))
            before, after = self.neighbours(stretch)
            beside = (before == saved.before) + (after == saved.after)
            if value < (ALIKE, ALIKE_BESIDE, ALIKE_BETWEEN)[beside]:
                continue
            value += _BESIDE * beside - _GAIN * (stretch.last - stretch.first)
            if best is None or value > best[0]:
                best = value, stretch
        return best[1] if best else None

    def _new_stretches(self, known: Set[str]) -> Iterator[Stretch]:
        """One or two sentences that follow each other, none of which is known from before."""
        new = [piece.digest not in known for piece in self.pieces]
        for first in range(len(new)):
            for last in range(first, min(first + _JOINED, len(new))):
                if all(new[first : last + 1]):
                    yield Stretch(first, last)

    def _text(self, piece: Piece) -> str:
        return self.document.slice(piece.span)


def _likeness(
    telling: Sequence[str], wanted: Sequence[str], text: str, words: Sequence[str]
) -> float:
    """How like two sentences are: by the words that tell, or by all, whichever shows more.

    Args:
        telling: the telling words of one.
        wanted: its exact words.
        text: the other.
        words: its exact words.
    """
    return max(likeness(telling, telling_words(text)), likeness(wanted, words))
