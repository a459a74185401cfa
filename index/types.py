"""The values that the index works with: frozen, and checked when they are made.

Every position is a character offset into `Document.text`, the only copy of the text. A passage, a
sentence and a citation are spans of it, so a quote is a slice and cannot differ from its source.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias, get_args

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Vectors: TypeAlias = "NDArray[np.float32]"
"""Vectors, one a row, or one alone; the inner product of two is their similarity."""

TextKind = Literal["passage", "query"]
"""What a text is to an encoder: some models read a query in another way than a passage."""

SentenceKind = Literal["sentence", "heading", "furniture"]
"""What a piece of text is: only a `sentence` may be cited. `furniture` is a share line, a byline,
a page number: words about the document, not of it."""

KINDS: tuple[SentenceKind, ...] = get_args(SentenceKind)
"""Every kind of a piece of text."""


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `[start, end)` of the text of document `doc_id`.

    Raises:
        ValueError: if the span is empty or starts before 0.
    """

    doc_id: str
    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a span needs 0 <= start < end, not [{self.start}, {self.end})")

    def contains(self, other: "Span") -> bool:
        """Whether `other` lies within this span, in the same document."""
        return self.doc_id == other.doc_id and self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, heading or piece of furniture, without the white space around it."""

    span: Span
    kind: SentenceKind = "sentence"


@dataclass(frozen=True, slots=True)
class Document:
    r"""A document as it was read: one text, and what is known about it.

    Attributes:
        id: stable name, made from the source and the content; 16 hexadecimal digits.
        text: normalised text (newlines `\n`, NFC, no byte order mark).
        source: where it came from: the absolute path of its file, and for one of several
            documents in a file `#` and its id or line number there.
        title: its title; never empty (the name of the file where it has none).
        published: date of publication, ISO 8601 (`2025-10-24`), or None.
        url: address of the original, or None. Never fetched.
        pages: offset at which each page starts, for paged formats; else empty.
    """

    id: str
    text: str
    source: str
    title: str
    published: str | None = None
    url: str | None = None
    pages: tuple[int, ...] = ()

    def slice(self, span: Span) -> str:
        """The characters of `span`.

        Raises:
            ValueError: if the span is of another document or reaches past the end.
        """
        if span.doc_id != self.id:
            raise ValueError(f"span of document {span.doc_id} used on document {self.id}")
        if span.end > len(self.text):
            raise ValueError(f"span ends at {span.end}, the text has {len(self.text)} characters")
        return self.text[span.start : span.end]

    def page(self, offset: int) -> int | None:
        """Number of the page, from 1, that holds character `offset`; None if it has no pages."""
        return bisect_right(self.pages, offset) if self.pages else None


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences that stand together: what is embedded, ranked and read.

    Attributes:
        document: the document it is a part of.
        span: from its first sentence's start to its last one's end.
        sentences: its sentences and headings, in the order of the text.
    """

    document: Document
    span: Span
    sentences: tuple[Sentence, ...]

    @property
    def text(self) -> str:
        """The characters of the passage."""
        return self.document.slice(self.span)

    @property
    def citable(self) -> tuple[Span, ...]:
        """Spans of the sentences that may be cited."""
        return tuple(s.span for s in self.sentences if s.kind == "sentence")


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that a search found. Its rank is its place in the list.

    Attributes:
        passage: what was found.
        score: higher is better; comparable only within one list.
    """

    passage: Passage
    score: float


@dataclass(frozen=True, slots=True)
class Listed:
    """A line of the list of documents: as in `Document`, and how many sentences may be cited."""

    id: str
    title: str
    source: str
    published: str | None
    sentences: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file, or a line of one, that was not indexed.

    Attributes:
        source: as in `Document.source`.
        reason: one sentence that the user reads.
    """

    source: str
    reason: str
