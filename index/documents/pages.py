"""A page of a file as a picture, with the places of a sentence on it: what is asked and answered.

`draw_here` in `draw.py` draws it in this process; `pool.py` does the same in another, which can be
ended. Only a file that holds what it held when it was indexed is drawn: what is in no index is
shown to nobody, wherever a path leads by now.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from index.types import Box, Document, Span

DRAWN = frozenset(
    (".pdf", ".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp", ".bmp"),
)
"""Extensions of files that have pages to draw."""
WIDEST = 1_600
"""Pixels of a page from left to right."""
NARROWEST = 200

GONE = "The file is not there any more."
CHANGED = "The file has changed since it was indexed."
UNKNOWN = "Whether the file is what was indexed cannot be told, since a part of it was not read."
UNSURE = "Where the sentence stands on this page is not sure, so nothing is marked."


@dataclass(frozen=True, slots=True)
class CitedLine:
    """A line of a page that holds a part of a sentence.

    Attributes:
        page: number of the page, from 1.
        box: of the whole line.
        text: of the whole line, as the document has it.
        start: offset in `text` of the part that is cited.
        end: offset in `text` of its end.
        row: whether it is the row of a table, whose text tells the names of its columns too.
        seen: whether it was read off a picture.

    Raises:
        ValueError: if the part is none of the text.
    """

    page: int
    box: Box
    text: str
    start: int
    end: int
    row: bool = False
    seen: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.text):
            raise ValueError(f"[{self.start}, {self.end}) is no part of {len(self.text)} letters")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page to draw.

    Attributes:
        path: of the file.
        digest: of what was in it when it was indexed; "" if that is not known.
        size: in bytes, when it was indexed; below 0 if that is not known.
        modified: time of its last change then, of its content or otherwise, in nanoseconds.
        page: number of the page, from 1.
        width: in pixels; a page that is far taller than wide becomes narrower.
        lines: that hold the sentence, of all pages.
        whole: whether these lines hold all of it.
    """

    path: str
    digest: str
    size: int
    modified: int
    page: int
    width: int
    lines: tuple[CitedLine, ...] = ()
    whole: bool = True

    @property
    def values(self) -> tuple[object, ...]:
        """As `from_values` takes it."""
        lines = [(c.page, c.box, c.text, c.start, c.end, c.row, c.seen) for c in self.lines]
        about = (self.path, self.digest, self.size, self.modified, self.page, self.width)
        return (*about, lines, self.whole)

    @classmethod
    def from_values(cls, values: Sequence[Any]) -> "Wanted":
        """What is wanted, of the values that JSON keeps."""
        path, digest, size, modified, page, width, lines, whole = values
        made = tuple(CitedLine(n, tuple(box), *rest) for n, box, *rest in lines)
        return cls(path, digest, size, modified, page, width, made, whole)


@dataclass(frozen=True, slots=True)
class DrawnPage:
    """A page of a file, or why there is none.

    Attributes:
        number: of the page, from 1.
        count: how many pages there are; 0 if that is not known.
        label: number that the file says is printed on it, where that is another; else "".
        png: the picture; empty if there is none.
        width: of the picture, in pixels.
        height: of the picture, in pixels.
        boxes: of the sentence on this page, from top to bottom of the text.
        roughly: whether these are of whole lines, of which the sentence may be a part.
        why: why there is no picture, or no box where one was to be; "" if there is nothing to say.
    """

    number: int
    count: int = 0
    label: str = ""
    png: bytes = b""
    width: int = 0
    height: int = 0
    boxes: tuple[Box, ...] = ()
    roughly: bool = False
    why: str = ""

    @property
    def head(self) -> tuple[object, ...]:
        """All but the picture, as `from_parts` takes it."""
        about = (self.number, self.count, self.label, self.width, self.height)
        return (*about, self.boxes, self.roughly, self.why)

    @classmethod
    def from_parts(cls, head: Sequence[Any], png: bytes) -> "DrawnPage":
        """A page of what another process says, which is not believed to be well.

        Raises:
            ValueError: if it is of no page.
            TypeError: if it is of no page.
        """
        number, count, label, width, height, boxes, roughly, why = head
        found = tuple(_box(box) for box in boxes)
        sizes = (int(width), int(height))
        return cls(int(number), int(count), str(label), png, *sizes, found, bool(roughly), str(why))


def cited_lines(document: Document, span: Span) -> tuple[tuple[CitedLine, ...], bool]:
    """The lines that hold a span, and whether they hold all of it that is not white space."""
    found = []
    covered = 0
    for place in document.places_of(span):
        start, end = max(place.start, span.start), min(place.end, span.end)
        if place.box is None:
            continue
        text = document.text[place.start : place.end]
        part = (start - place.start, end - place.start)
        page = document.page(place.start) or 1
        row, seen = place.row is not None, place.certainty is not None
        found.append(CitedLine(page, place.box, text, *part, row, seen))
        covered += _letters(document.text[start:end])
    return tuple(found), covered == _letters(document.slice(span))


def _letters(text: str) -> int:
    return sum(map(len, text.split()))


def _box(values: Sequence[Any]) -> Box:
    left, top, right, bottom = map(float, values)
    box = (left, top, right, bottom)
    if not all(math.isfinite(n) and 0 <= n <= 1 for n in box) or left > right or top > bottom:
        raise ValueError(f"a box is four shares, not {box}")
    return box
