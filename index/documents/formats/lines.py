"""Lines of which some are rows of tables or headings → a text, and where they stand in it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from index.documents.normalise import normalise
from index.types import Place

MAX_TABLE_CHARACTERS = 50_000_000
"""Of the lines of one table; what follows is not read."""

_BLANK_LINES = 2  # that may follow each other; see `normalise`


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a table.

    Attributes:
        number: of its row among those that were given, from 1.
        text: one line.
        is_row: whether it is cells of a row, and one sentence, whatever stands in them; else it is
            text that stands in the table, or around it.
    """

    number: int
    text: str
    is_row: bool = True


class Row(str):
    """A line among the lines of a text, plain strings, that knows which row of its table it is.

    Whatever is made of it, or of a part of it, is a plain string again, and no row.

    Attributes:
        number: of the row, from 1.
    """

    __slots__ = ("number",)
    number: int

    def __new__(cls, text: str, number: int) -> "Row":
        """A row of this text, which is one line."""
        row = super().__new__(cls, text)
        row.number = number
        return row


class Heading(str):
    """A line among the lines of a text, plain strings, that the file says is a heading.

    Whatever is made of it, or of a part of it, is a plain string again, and no heading.
    """

    __slots__ = ()


class Aside(str):
    """A line among the lines of a text, plain strings, that stands beside it and is none of it.

    So a caption does. Whatever is made of it, or of a part of it, is a plain string again.
    """

    __slots__ = ()


class Said(str):
    """A line among the lines of a text, plain strings, that was said at a known time.

    Attributes:
        second: of the recording, or of the day.
    """

    __slots__ = ("second",)
    second: int

    def __new__(cls, text: str, second: int) -> "Said":
        """A line of this text."""
        line = super().__new__(cls, text)
        line.second = second
        return line


def bounded(lines: Iterable[Line], left: list[int]) -> Iterator[Line]:
    """Lines of no more than `MAX_TABLE_CHARACTERS`; the first row that is left goes to `left`."""
    room = MAX_TABLE_CHARACTERS
    for line in lines:
        room -= len(line.text) + 1
        if room < 0:
            left.append(line.number)
            return
        yield line


def placed(lines: Iterable[Line]) -> tuple[str, list[Place]]:
    """The normalised text of lines, without blank ones, and the places of the rows among them.

    Places of rows that follow each other, in the text and in the table, are one.
    """
    pairs = ((_normal(line.text), line.number if line.is_row else None) for line in lines)
    return _joined((text, row) for text, row in pairs if text)


def located(lines: Iterable[str]) -> tuple[str, list[Place]]:
    """The normalised text of lines, and the places of each `Row`, `Heading`, `Aside` and `Said`.

    Places of rows are as `placed` has them.

    Blank lines stay, as `normalise` has them.
    """
    lines = list(lines)
    whole = normalise("\n".join(lines))
    if not any(isinstance(line, Row | Heading | Aside | Said) for line in lines):
        return whole, []
    text, places = _joined(_spaced(lines))
    # a text of which a part changes with what stands before it has no known places
    return (text, places) if text == whole else (whole, [])


_Mark = int | Literal["heading", "aside"] | Said | None
"""What a line is: the number of a row, a heading, beside the text, said, or none of these."""


def _spaced(lines: Iterable[str]) -> Iterator[tuple[str, _Mark]]:
    """Normalised lines with what they are; no blank ones at the ends, nor too many."""
    blank: int | None = None  # before the first line none stay
    for line in lines:
        if text := _normal(line):
            yield from [("", None)] * min(blank or 0, _BLANK_LINES)
            yield text, _mark(line)
            blank = 0
        elif blank is not None:
            blank += 1


def _mark(line: str) -> _Mark:
    if isinstance(line, Row):
        return line.number
    if isinstance(line, Said):
        return line
    if isinstance(line, Aside):
        return "aside"
    return "heading" if isinstance(line, Heading) else None


def _normal(line: str) -> str:
    return str(line) if line.isascii() and line.isprintable() else normalise(line)


def _place(start: int, end: int, mark: str) -> Place:
    """The place of a line that is no row."""
    if isinstance(mark, Said):
        return Place(start, end, second=mark.second)
    is_heading = mark == "heading"
    return Place(start, end, heading=is_heading, aside=not is_heading)


def _joined(lines: Iterable[tuple[str, _Mark]]) -> tuple[str, list[Place]]:
    texts: list[str] = []
    places: list[Place] = []
    at = 0
    start, end, first, following = 0, -1, 0, 0  # of the rows that are not in `places` yet
    for text, row in lines:
        texts.append(text)
        if isinstance(row, str):
            if end > start:
                places.append(Place(start, end, row=first))
            start, end = 0, -1
            places.append(_place(at, at + len(text), row))
        elif row is not None:
            if not (end == at - 1 and following == row):
                if end > start:
                    places.append(Place(start, end, row=first))
                start, first = at, row
            end, following = at + len(text), row + 1
        at += len(text) + 1
    if end > start:
        places.append(Place(start, end, row=first))
    return "\n".join(texts), places
