"""Lines of plain text that stand in columns, as in a timetable or a list of numbers in a mail.

They are sentences as any, and read as rows only to look one up: three lines at least that follow
one another, have the same number of cells, and whose cells begin or end at the same places (or are
parted by tabs, or by `|`).
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from index.documents.formats.column_names import find_names
from index.types import Document, Span
from qa.evidence.rows.tables import Drawn, Redrawn, redraw

WHOLE = 100_000
"""Characters of the longest document that is looked at."""

_GAPS = ("  ", "\t", "|")
_FEWEST_LINES, _FEWEST_CELLS = 3, 2
_LONGEST_LINE = 400
_CELL = re.compile(r"[^\s|]+(?: [^\s|]+)*")
_RULE = re.compile(r"[\s|:=+-]+")

Cells = list[tuple[int, int]]
"""Where the cells of a line begin and end, in characters of the document."""


@lru_cache(16)
def aligned_rows(document: Document) -> Redrawn | None:
    """The rows that the lines of a document make; None if there are none.

    Args:
        document: any; what stands in its tables is left out.
    """
    if len(document.text) > WHOLE or not any(gap in document.text for gap in _GAPS):
        return None
    lines = [line for block in _blocks(document) for line in _drawn(document, block)]
    if not lines:
        return None
    places = tuple(tuple(cell.place for cell in line) for line in lines)
    return Redrawn(redraw(document, lines), places)


def _blocks(document: Document) -> Iterator[list[Cells]]:
    """The lines that stand in columns, those that follow one another together."""
    block: list[Cells] = []
    start = 0
    for line in document.text.split("\n"):
        cells = _cells(line, start)
        if document.in_table(start) or len(cells) < _FEWEST_CELLS:
            if not (block and line.strip() and _RULE.fullmatch(line)):  # as between names and rows
                yield from _if_aligned(document.text, block)
                block = []
        elif block and len(cells) != len(block[0]):
            yield from _if_aligned(document.text, block)
            block = [cells]
        else:
            block.append(cells)
        start += len(line) + 1
    yield from _if_aligned(document.text, block)


def _cells(line: str, start: int) -> Cells:
    """The cells of a line: what stands two spaces apart, or between bars."""
    if len(line) > _LONGEST_LINE:
        return []
    return [(start + match.start(), start + match.end()) for match in _CELL.finditer(line)]


def _if_aligned(text: str, block: list[Cells]) -> Iterator[list[Cells]]:
    """The lines, if there are enough, and their cells stand below one another."""
    if len(block) >= _FEWEST_LINES and (_are_parted(text, block) or _are_below(text, block)):
        yield block


def _are_parted(text: str, block: Sequence[Cells]) -> bool:
    """Whether a tab or a bar stands between all cells."""
    gaps = (text[a[1] : b[0]] for line in block for a, b in pairwise(line))
    return all("\t" in gap or "|" in gap for gap in gaps)


def _are_below(text: str, block: Sequence[Cells]) -> bool:
    """Whether the cells of each column begin, or end, at one place of their lines."""
    begins = [text.rfind("\n", 0, line[0][0]) + 1 for line in block]
    return all(
        any(
            len({line[n][side] - begin for line, begin in zip(block, begins, strict=True)}) == 1
            for side in (0, 1)
        )
        for n in range(len(block[0]))
    )


def _drawn(document: Document, block: Sequence[Cells]) -> Iterator[list[Drawn]]:
    """The rows of some lines, with the names of the columns in the first, if they stand there."""
    block = [one for one in block if not _RULE.fullmatch(document.text[one[0][0] : one[-1][1]])]
    if not block:
        return
    texts = [[document.text[a:b] for a, b in line] for line in block]
    width = len(texts[0])
    above, names = find_names(texts, width, weakly=width > _FEWEST_CELLS)
    called = texts[0] if (above, names) == (0, 1) else [""] * width
    for line, values in list(zip(block, texts, strict=True))[names if any(called) else 0 :]:
        whole = Span(document.id, line[0][0], line[-1][1])
        yield [
            Drawn(name, value, (whole, Span(document.id, a, b)))
            for name, value, (a, b) in zip(called, values, line, strict=True)
        ]
