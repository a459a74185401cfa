"""The values of a table: frozen, and every filled cell holds the sentence that it rests on."""

import datetime
from dataclasses import dataclass

from index.types import EVERYWHERE, Hit, Listed, Passage, Scope
from qa.tables.questions import Column
from qa.types import Citation


@dataclass(frozen=True, slots=True)
class Cell:
    """What one document says to one question.

    Attributes:
        probability: that the best sentence of the document answers, in [0, 1]; 0 if it has none.
        citation: that sentence, where it is sure enough; None in an empty cell.
        passage: that the sentence stands in.
        answer: the words of it that answer, where the reader is sure of them; else empty.
        before: the sentence before it, where it leans on that ("He said …").
        agreed: whether it was sure enough only since other documents say the same.
        reason: of an empty cell why, where that is known, in a sentence; else empty.

    Raises:
        ValueError: if there are words without a sentence, or one without its passage.
    """

    probability: float
    citation: Citation | None = None
    passage: Passage | None = None
    answer: str = ""
    before: Citation | None = None
    agreed: bool = False
    reason: str = ""

    def __post_init__(self) -> None:
        if (self.citation is None) != (self.passage is None):
            raise ValueError("a cell has a sentence and its passage, or neither")
        if self.answer and self.citation is None:
            raise ValueError(f"a cell needs the sentence of its answer: {self.answer!r}")

    @property
    def empty(self) -> bool:
        """Whether the document does not answer."""
        return self.citation is None

    @property
    def quote(self) -> str:
        """The sentence, word for word; "" in an empty cell."""
        return self.citation.quote if self.citation else ""

    @property
    def text(self) -> str:
        """The sentence, after the one that it leans on, if any; "" in an empty cell."""
        return f"{self.before.quote} {self.quote}" if self.before else self.quote

    @property
    def hits(self) -> tuple[Hit, ...]:
        """The passage of the sentence, as what was read for an answer; none if it is empty."""
        return (Hit(self.passage, self.probability),) if self.passage else ()


@dataclass(frozen=True, slots=True)
class Row:
    """A document, and what it says to each question.

    Attributes:
        document: it.
        cells: in the order of the columns; fewer where the rest was not read.
    """

    document: Listed
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that are filled, and which are to be.

    Attributes:
        columns: the questions, in their order.
        documents: the documents, in the order of the index; a row is to be filled for each.
        rows: for the first of them; the last one may be filled in part.
        scope: which documents were asked for.
        as_of: the day of asking.
        seconds: that it took so far.

    Raises:
        ValueError: if there are more rows than documents, or more cells than columns.
    """

    columns: tuple[Column, ...]
    documents: tuple[Listed, ...]
    rows: tuple[Row, ...] = ()
    scope: Scope = EVERYWHERE
    as_of: datetime.date | None = None
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if len(self.rows) > len(self.documents):
            raise ValueError(f"{len(self.rows)} rows for {len(self.documents)} documents")
        if any(len(row.cells) > len(self.columns) for row in self.rows):
            raise ValueError(f"a row has more than {len(self.columns)} cells")

    @property
    def size(self) -> int:
        """How many cells there are to be."""
        return len(self.documents) * len(self.columns)

    @property
    def read(self) -> int:
        """How many cells were read."""
        return sum(len(row.cells) for row in self.rows)

    @property
    def answered(self) -> int:
        """How many cells are not empty."""
        return sum(not cell.empty for row in self.rows for cell in row.cells)

    @property
    def complete(self) -> bool:
        """Whether every cell was read."""
        return self.read == self.size

    @property
    def unread(self) -> tuple[Listed, ...]:
        """The documents that were not read, or not for every question."""
        whole = sum(len(row.cells) == len(self.columns) for row in self.rows)
        return self.documents[whole:]

    @property
    def seconds_left(self) -> float | None:
        """About how long the rest takes, by the length of documents; None if nothing is known."""
        if not self.read:
            return 0.0 if self.complete else None
        done = sum(_work(row.document) * len(row.cells) for row in self.rows)
        whole = sum(map(_work, self.documents)) * len(self.columns)
        return self.seconds * (whole - done) / done


_LONGEST_READ = 200
"""Sentences from which reading takes no longer: of a longer document only a part is read."""


def _work(document: Listed) -> int:
    return 1 + min(document.sentences, _LONGEST_READ)
