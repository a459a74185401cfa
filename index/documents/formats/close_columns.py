"""Columns of a table on a page that stand so close that their cells look like words of one line.

A strip of white that is wider than a space, and runs down between the same words of several rows,
parts columns where what follows it never begins with a small letter, as the words of a text do.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from index.documents.formats.layout import ITEM_MARK
from index.documents.formats.small_glyphs import Glyph

_FEWEST_ROWS = 3
_STRIP = 0.33  # of the size: what is wider than a space
_EVEN_STRIP = 1.0  # the same where all letters are as wide, as are spaces then
_STEP = 2.4  # of the size: how far the rows of a table lie apart
_ALIKE = 0.85  # of the larger size of two rows
_EVEN = 0.02  # of the size: by how much letters differ that are as wide
_LETTERS = 8
_LONGEST_CELL = 60
_SPACE = 0.15  # of the size: between words
_WIDER = 1.25
_MOST_GAPS = 30
"""Of a row; one of more is set wide, and no row of a table."""

Strip = tuple[float, float]
"""Left and right of what is white, in points."""


def column_cuts(rows: Sequence[Sequence[Glyph]]) -> list[list[float]]:
    """Where each row of characters is to be cut between columns; most are not.

    Args:
        rows: from the top, the characters of each from the left; none is empty.
    """
    least = _EVEN_STRIP if _are_even(rows) else _STRIP
    cuts: list[list[float]] = [[] for _ in rows]
    for start, end, strips in _runs(rows, least):
        for strip in strips:
            if _parts_columns(rows[start:end], strip) and _is_wider(rows[start:end], strip, strips):
                for number in range(start, end):
                    cuts[number].append((strip[0] + strip[1]) / 2)
    return cuts


def _are_even(rows: Sequence[Sequence[Glyph]]) -> bool:
    """Whether all letters of a page are as wide, as those of a typewriter."""
    widths = {
        glyph.char: (glyph.right - glyph.left) / max(glyph.size, 0.1)
        for row in rows
        for glyph in row
        if glyph.char.isalpha()
    }
    return len(widths) >= _LETTERS and max(widths.values()) - min(widths.values()) < _EVEN


def _runs(rows: Sequence[Sequence[Glyph]], least: float) -> Iterator[tuple[int, int, list[Strip]]]:
    """Rows that follow each other, from the first to behind the last, with strips they all have."""
    start = 0
    strips: list[Strip] = []
    for number, row in enumerate(rows):
        gaps = _gaps(row, least)
        shared = _shared(strips, gaps, row, least) if number else []
        if shared and _go_on(rows[number - 1], row):
            strips = shared
            continue
        if number - start >= _FEWEST_ROWS:
            yield start, number, strips
        start, strips = number, gaps
    if len(rows) - start >= _FEWEST_ROWS:
        yield start, len(rows), strips


def _gaps(row: Sequence[Glyph], least: float) -> list[Strip]:
    gaps = [
        (a.right, b.left)
        for a, b in pairwise(row)
        if b.left - a.right >= least * min(a.size, b.size)
    ]
    return gaps if len(gaps) <= _MOST_GAPS else []


def _shared(
    strips: Sequence[Strip], gaps: Sequence[Strip], row: Sequence[Glyph], least: float
) -> list[Strip]:
    """What of strips is white in a row too, where it is still wide enough."""
    outside = [(row[-1].right, float("inf"))]
    found = []
    for left, right in strips:
        for gap in (*gaps, *outside):
            a, b = max(left, gap[0]), min(right, gap[1])
            if b - a >= least * row[0].size:
                found.append((a, b))
                break
    return found


def _go_on(above: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether a row may stand below another in one table."""
    few, many = sorted((above[0].size, row[0].size))
    return few >= _ALIKE * many and row[0].baseline - above[0].baseline <= _STEP * many


def _parts_columns(rows: Sequence[Sequence[Glyph]], strip: Strip) -> bool:
    """Whether a strip parts cells in several rows, and never the words of a text or an item."""
    sides = [_sides(row, strip) for row in rows]
    full = [(left, right) for left, right in sides if left and right]
    if len(full) < _FEWEST_ROWS or any(map(_goes_on, full)):
        return False
    if all(ITEM_MARK.fullmatch(left) or len(left) < _FEWEST_ROWS for left, _ in full):
        return False
    return max(len(side) for pair in full for side in pair) <= _LONGEST_CELL


def _is_wider(rows: Sequence[Sequence[Glyph]], strip: Strip, strips: Sequence[Strip]) -> bool:
    """Whether the gaps at a strip are wider than those between the words of a cell.

    In a text that is set to an even edge all gaps of a line are as wide.
    """
    for row in rows:
        gaps = _gaps(row, _SPACE)
        here = [b - a for a, b in gaps if a <= strip[0] and strip[1] <= b]
        words = [b - a for a, b in gaps if not any(a <= x and y <= b for x, y in strips)]
        if here and words and here[0] < _WIDER * max(words):
            return False
    return True


def _goes_on(sides: tuple[str, str]) -> bool:
    """Whether what stands at the right may go on with a sentence: letters, and no capital first."""
    return sides[1][0].isalpha() and not sides[1][0].isupper()


def _sides(row: Sequence[Glyph], strip: Strip) -> tuple[str, str]:
    """The characters of a row at the left of a strip, and those at its right."""
    left = "".join(glyph.char for glyph in row if glyph.right <= strip[0] + 0.01)
    return left, "".join(glyph.char for glyph in row if glyph.left >= strip[1] - 0.01)
