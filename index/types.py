"""The values that the index works with: frozen, and checked when they are made.

Every position is a character offset into `Document.text`, the only copy of the text. A passage, a
sentence and a citation are spans of it, so a quote is a slice and cannot differ from its source.
"""

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

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


Box = tuple[float, float, float, float]
"""Left, top, right and bottom on a page, as shares of its width and height; (0, 0) is top left."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a stretch `[start, end)` of a document's text stands in its file.

    Attributes:
        start: offset in the text.
        end: offset in the text.
        row: number of the row of a table, from 1, that the stretch begins with; each further line
            of it is the next row. None if it is of no table.
        box: of what has a place on a page; else None.
        certainty: with which the words were read off a picture, in [0, 1]; None if they were text.
        heading: whether the file says that it is a heading.
        second: of the recording of which the stretch is subtitles or a transcript, at which it is
            said; else None.
        aside: whether the file says that it stands beside the text, as a caption does.

    Raises:
        ValueError: if a number is none, or out of its range.
    """

    start: int
    end: int
    row: int | None = None
    box: Box | None = None
    certainty: float | None = None
    heading: bool = False
    second: int | None = None
    aside: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"a place needs 0 <= start < end, not [{self.start}, {self.end})")
        if self.row is not None and self.row < 1:
            raise ValueError(f"rows are numbered from 1, not {self.row}")
        if self.second is not None and self.second < 0:
            raise ValueError(f"seconds are counted from 0, not {self.second}")
        shares = (*(self.box or ()), *(() if self.certainty is None else (self.certainty,)))
        if (self.box is not None and len(self.box) != 4) or not all(0 <= n <= 1 for n in shares):
            raise ValueError(f"a box is four shares and a certainty one, not {shares}")

    @property
    def values(self) -> tuple[object, ...]:
        """As `from_values` takes it."""
        known = (self.start, self.end, self.row, self.box, self.certainty)
        kind = 2 if self.aside else int(self.heading)
        return (*known, kind, self.second) if kind or self.second is not None else known

    @classmethod
    def from_values(cls, values: Sequence[Any]) -> "Place":
        """The place of the values that JSON keeps.

        Raises:
            ValueError: if they are of no place.
            TypeError: if they are of no place.
        """
        start, end, row, box, certainty, kind, second = (*values, 0, None)[:7]
        if len(values) not in (5, 7):
            raise ValueError(f"a place has five values or seven, not {len(values)}")
        return cls(
            int(start),
            int(end),
            None if row is None else int(row),
            tuple(map(float, box)) if box else None,  # type: ignore[arg-type]  # its length is seen
            None if certainty is None else float(certainty),
            int(kind) == 1,
            None if second is None else int(second),
            int(kind) == 2,
        )


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
        places: of rows of tables, of headings, of what has a box on its page or a time in a
            recording, as far as they are known; in the order of the text, without overlapping.
        author: who wrote it, as the file says; several names with `; ` between them; or None.
        publisher: who published it, such as a newspaper, as the file says; or None.
        page_labels: the number that is printed on each page, or that the file gives it, such as
            `iv`; empty for a page without one, and empty if all are as the pages are counted.
    """

    id: str
    text: str
    source: str
    title: str
    published: str | None = None
    url: str | None = None
    pages: tuple[int, ...] = ()
    places: tuple[Place, ...] = ()
    author: str | None = None
    publisher: str | None = None
    page_labels: tuple[str, ...] = ()

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

    def page_label(self, offset: int) -> str | None:
        """What is printed as the number of that page; None if that is not known, or is `page`."""
        page = self.page(offset)
        label = self.page_labels[page - 1] if page and page <= len(self.page_labels) else ""
        return label if label and label != str(page) else None

    def row(self, offset: int) -> int | None:
        """Number of the table's row, from 1, that holds character `offset`; None if none does."""
        for place in self._places(offset, offset + 1):
            if place.row is not None:
                return place.row + self.text.count("\n", place.start, offset)
        return None

    def in_table(self, offset: int) -> bool:
        """Whether character `offset` stands in a row; unlike `row`, it counts no lines."""
        return any(place.row is not None for place in self._places(offset, offset + 1))

    def clock(self, offset: int) -> str | None:
        """When in a recording character `offset` is said, as `00:12:31`; None if not known."""
        for place in self._places(offset, offset + 1):
            if place.second is not None:
                minutes, second = divmod(place.second, 60)
                return f"{minutes // 60:02}:{minutes % 60:02}:{second:02}"
        return None

    def is_heading(self, offset: int) -> bool:
        """Whether the file says that character `offset` stands in a heading."""
        return any(place.heading for place in self._places(offset, offset + 1))

    def is_aside(self, offset: int) -> bool:
        """Whether the file says that character `offset` stands beside the text."""
        return any(place.aside for place in self._places(offset, offset + 1))

    def boxes(self, span: Span) -> tuple[tuple[int, Box], ...]:
        """Page and box of each line that holds a part of `span`, as far as they are known."""
        return tuple(
            (self.page(place.start) or 1, place.box)
            for place in self._places(span.start, span.end)
            if place.box
        )

    def places_of(self, span: Span) -> tuple[Place, ...]:
        """The places that hold a part of `span`, in the order of the text."""
        return tuple(self._places(span.start, span.end))

    def certainty(self, span: Span) -> float | None:
        """The least certainty with which a part of `span` was read off a picture, if any was."""
        found = (place.certainty for place in self._places(span.start, span.end))
        return min((share for share in found if share is not None), default=None)

    def _places(self, start: int, end: int) -> Iterator[Place]:
        """The places that hold a character of `[start, end)`, in order."""
        first = bisect_right(self.places, start, key=lambda place: place.end)
        for place in islice(self.places, first, None):
            if place.start >= end:
                return
            yield place


@dataclass(frozen=True, slots=True)
class Scope:
    """Which documents an answer may come from; each condition that is given narrows it.

    Attributes:
        since: published on this day or later; a document without a date is outside.
        until: published on this day or earlier; likewise.
        sources: names of who published it, or hosts of its URL; any of them.
        authors: any of them.
        folders: folders or files that it lies in; any of them.
        types: extensions of its file, without the point; any of them.

    Raises:
        ValueError: if it ends before it begins.
    """

    since: datetime.date | None = None
    until: datetime.date | None = None
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    types: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.since and self.until and self.until < self.since:
            raise ValueError(f"a scope needs since <= until, not {self.since} to {self.until}")

    def __bool__(self) -> bool:
        """Whether it narrows anything."""
        return self != Scope()


EVERYWHERE = Scope()
"""All documents."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a scope holds: which documents an answer can come from.

    Attributes:
        documents: how many there are in it.
        sources: who published them, by name or else by host, each once, most documents first; at
            most `SOURCES`.
        more_sources: how many further ones there are.
        first: date of the oldest that has one, ISO 8601; None if none has.
        last: of the newest.
        undated: documents without a date: of the scope; where it has a bound in time, those that
            are outside for want of a date only.
        passages: how many the documents have.
    """

    documents: int = 0
    sources: tuple[str, ...] = ()
    more_sources: int = 0
    first: str | None = None
    last: str | None = None
    undated: int = 0
    passages: int = 0


SOURCES = 8
"""How many sources of a scope are named."""


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
class OldVersion:
    """What a document was before its file was renewed.

    Attributes:
        document: as it was; it is none of the index any more.
        passages: of it, in the order of its text.
        until: the day until which it held: that of its successor where it is known and later, else
            the day on which the index saw the change; ISO 8601.
    """

    document: Document
    passages: tuple[Passage, ...]
    until: str


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
