"""Running heads and feet, and numbers of pages, told from text by where they come back.

A row at the edge of a page belongs to the margin if nothing but such rows stands outside it, and it
comes back, up to its digits, at the same height: on most pages, or on those of one chapter, or on
every other page. A number of a page is one that goes up with the pages.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.documents.formats.layout import Line, rows

_EDGE_ROWS = 3
"""How many rows at the top and at the foot of a page may be a running head or foot."""
_FEWEST_PAGES = 3
_FAR = 1.3  # of the usual distance of two lines: what stands apart from the text
_NEXT = 3.0  # of the size: lines that follow each other
_FEW_ROWS = 6  # of a page, of which few stand as near to each other as those of a text
_WIDEST = 1.6  # of the size: the distance of the lines of such pages at most
_LARGE = 1.2  # of the usual size: a heading, which may come back too
_HEIGHT = 4.0  # points: rows this near are at the same height
_LONGEST_HEAD = 60
"""Characters of a head that stands as near to the text as its lines do to each other."""
_FIGURES = 12
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:(page|p\.)\s*)?([-–—|[(]\s*)?(\d{1,4}|[ivxlc]{1,8})\s*[-–—|\])]?", re.I)
_OF_PAGES = re.compile(r"(?:page|p\.)?\s*[-–—]?\s*\d{1,4}\s*(?:of|/)\s*\d{1,4}\s*[-–—]?", re.I)
_IN_WORDS = re.compile(r"page\s+\w+(?:-\w+)?(?:\s+of\s+\w+(?:-\w+)?)?", re.I)
_NUMBERED = re.compile(r"\b(?:page|p\.)\s*#|#\s*(?:/|of)\s*#", re.I)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}


@dataclass(frozen=True, slots=True)
class _Row:
    """A row at the edge of a page."""

    page: int
    line: Line
    key: str
    height: int
    apart: bool
    """Whether it stands farther from the next row inwards than lines of a text do."""
    edge: int
    """0 for the top, 1 for the foot."""


def without_margins(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The fragments of each page without its margins."""
    if len(pages) < 2:
        return [list(page) for page in pages]
    every = [list(rows(page)) for page in pages]
    lines = [line for page in every for line in page]
    if not lines:
        return [[] for _ in pages]
    size = median(line.size for line in lines)
    steps = [b.baseline - a.baseline for page in every for a, b in pairwise(page)]
    near = [step for step in steps if step <= _NEXT * size]
    leading = median(near) if near else 1.2 * size
    if median(len(page) for page in every if page) <= _FEW_ROWS:
        leading = min(leading, _WIDEST * size)
    edges = [list(_edge_rows(number, page, leading)) for number, page in enumerate(every)]
    told = _told_by_numbers([row for page in edges for row in page])
    edges = [[_with_whole_key(row) if row.key in told else row for row in page] for page in edges]
    margins = _Margins([row for page in edges for row in page], len(pages), size)
    kept = [_kept(page, every[number], edges[number], margins) for number, page in enumerate(pages)]
    # pages that are all alike, such as forms, would lose all their words
    return kept if any(kept) else [list(page) for page in pages]


def printed_numbers(pages: Sequence[Sequence[Line]]) -> list[str]:
    """The number that is printed on each page, in figures or Roman ones; "" where there is none.

    Numbers are those at the edges of pages that go up with them; a page between two of them that
    shows none, such as the first of a chapter, has the one that it would show.
    """
    shown = [
        (number, cell.text, value - number)
        for number, page in enumerate(pages)
        for cell in _outermost(list(rows(page)))
        if (value := _page_number(cell.text)) is not None and not _is_roman_word(cell.text)
    ]
    labels = [""] * len(pages)
    offsets = Counter(offset for _, _, offset in shown)
    known = [one for one in shown if offsets[one[2]] >= _FEWEST_PAGES]
    for number, text, _ in known:
        labels[number] = labels[number] or (_NUMBER.fullmatch(text) or [""] * 4)[3]
    for (first, _, offset), (last, _, other) in pairwise(known):
        if offset == other and labels[first].isdecimal() and labels[last].isdecimal():
            for number in range(first + 1, last):
                labels[number] = str(number + offset)
    return labels


def _outermost(page: Sequence[Line]) -> Iterator[Line]:
    """The parts of the first and the last row of a page."""
    for line in [*page[:1], *page[-1:]] if len(page) > 1 else page:
        yield from line.cells or (line,)


def _is_roman_word(text: str) -> bool:
    """Whether letters that are read as a number may be a word, or a letter, as well."""
    return text.isalpha() and not text.islower()


def repeated(texts: Sequence[Sequence[str]]) -> set[str]:
    """Texts that stand beside the text of many pages: watermarks, stamps."""
    counts = Counter(key for page in texts for key in {_key(text) for text in page})
    return {text for page in texts for text in page if counts[_key(text)] >= _FEWEST_PAGES}


def _edge_rows(number: int, page: Sequence[Line], leading: float) -> Iterator[_Row]:
    """From the outside to the inside, first at the top."""
    for edge, ordered in enumerate((page, page[::-1])):
        for place, line in enumerate(ordered[:_EDGE_ROWS]):
            inner = ordered[place + 1].baseline if place + 1 < len(ordered) else line.baseline
            apart = abs(inner - line.baseline) > _FAR * leading
            height = round(line.baseline / _HEIGHT)
            yield _Row(number, line, _key(line.text), height, apart, edge)


def _told_by_numbers(found: Sequence[_Row]) -> set[str]:
    """Keys of rows of which each page says another number, as a bill does, and no head or foot.

    The numbers in a head are the same on the next page, or go up by one, as those of pages do.
    """
    numbers: dict[str, dict[int, list[int]]] = {}
    for row in found:
        if "#" in row.key:
            said = [int(digits[:_FIGURES]) for digits in _DIGITS.findall(row.line.text)]
            numbers.setdefault(row.key, {})[row.page] = said
    told = set()
    for key, pages in numbers.items():
        steps = [
            all(0 <= after - before <= b - a for before, after in zip(one, other, strict=True))
            for (a, one), (b, other) in pairwise(sorted(pages.items()))
        ]
        if len(steps) - sum(steps) > len(steps) / 2:
            told.add(key)
    return told


def _with_whole_key(row: _Row) -> _Row:
    return replace(row, key=row.line.text.lower())


class _Margins:
    """What comes back at the edges of the pages of a document."""

    def __init__(self, found: Sequence[_Row], pages: int, size: float) -> None:
        self._most = max(pages // 2 + 1, _FEWEST_PAGES)
        self._large = _LARGE * size
        self._keys = Counter(key for key, _ in {(row.key, row.page) for row in found})
        self._offsets = Counter(
            value - row.page for row in found if (value := _page_number(row.line.text)) is not None
        )
        self._beside = Counter(
            offset
            for offset, _ in {
                (value - row.page, row.page) for row in found for value in _numbers_beside(row.line)
            }
        )
        self._words = sum(_IN_WORDS.fullmatch(row.line.text) is not None for row in found)
        self._at: dict[tuple[int, int, str], set[int]] = {}
        for row in found:
            for height in (row.height - 1, row.height, row.height + 1):
                self._at.setdefault((row.edge, height, row.key), set()).add(row.page)
        slots: dict[tuple[int, int], set[int]] = {}
        for row in found:
            if self._comes_back(row):
                for height in (row.height - 1, row.height, row.height + 1):
                    slots.setdefault((row.edge, height), set()).add(row.page)
        self._slots = {place: len(of) for place, of in slots.items()}

    def holds(self, row: _Row) -> bool:
        """Whether a row is of the margin, if all that stands outside it is."""
        if self._is_number(row.line.text, row.page):
            return True
        if not row.apart and len(row.line.text) > _LONGEST_HEAD:
            return False
        if row.apart and row.line.size <= self._large and self._has_number(row):
            return True
        least = 2 if _NUMBERED.search(row.key) else self._most
        if self._keys[row.key] >= least:
            return True
        if row.line.size > self._large:
            return False
        if len(self._at[row.edge, row.height, row.key]) >= _FEWEST_PAGES:
            return True
        often = self._slots.get((row.edge, row.height), 0)
        if self._comes_back(row):
            return row.apart or often >= _FEWEST_PAGES
        # the head of a chapter of one page
        return row.apart and often >= 2 and not row.line.text.endswith((".", "!", "?", ":"))

    def _comes_back(self, row: _Row) -> bool:
        """Whether a row is on one of the next pages too, at the same height."""
        pages = self._at[row.edge, row.height, row.key]
        near = any(row.page + step in pages for step in (-2, -1, 1, 2))
        return near and row.line.size <= self._large

    def _has_number(self, row: _Row) -> bool:
        """Whether the number of the page stands beside what a row says, at the edge."""
        numbers = _numbers_beside(row.line)
        return any(self._beside[number - row.page] >= _FEWEST_PAGES for number in numbers)

    def _is_number(self, text: str, page: int) -> bool:
        if _OF_PAGES.fullmatch(text):
            return True
        if _IN_WORDS.fullmatch(text) and self._words > 1:
            return True
        number = _NUMBER.fullmatch(text)
        value = _page_number(text)
        if not number or value is None:
            return False
        marked = (number[1] or number[2]) and number[3].isdecimal()
        return bool(marked) or self._offsets[value - page] > 1


def _numbers_beside(line: Line) -> list[int]:
    """The numbers that may be those of a page in the first and the last part of a row."""
    ends = (line.cells[0], line.cells[-1]) if line.cells else ()
    return [number for part in ends if (number := _page_number(part.text)) is not None]


def _kept(
    page: Sequence[Line], every: Sequence[Line], edges: Sequence[_Row], margins: _Margins
) -> list[Line]:
    gone: set[int] = set()
    for edge in (0, 1):
        for row in (row for row in edges if row.edge == edge):
            if not margins.holds(row):
                break
            gone.update(map(id, row.line.cells or (row.line,)))
    return [part for part in page if id(part) not in gone]


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.lower())


def _page_number(text: str) -> int | None:
    """The number that a row consists of, in figures or Roman ones; None if it is none."""
    number = _NUMBER.fullmatch(text)
    if not number:
        return None
    figures = number[3].lower()
    if figures.isdecimal():
        return int(figures)
    values = [_ROMAN[letter] for letter in figures]
    return sum(
        -value if value < max(values[place:]) else value for place, value in enumerate(values)
    )
