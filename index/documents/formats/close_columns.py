"""Columns of a table on a page that stand so close that their cells look like words of one line.

A strip of white that is wider than a space, and runs down between the same words of several rows,
parts columns where what follows it never begins with a small letter, as the words of a text do.
"""

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
_SPACE = 0.15  # of the size: between words
_WIDER = 1.25
_FEWEST_IN_ROW = 4  # letters and figures by which a row of a typewriter is told
_EDGE = 0.1  # of the size: by how much lines differ that end at one edge
_LONGEST_MARK = 2  # characters of what may be the number of an item
_NUMBER = re.compile(
    r"(?:§|\[|\(|(?P<word>[A-Za-z]{1,9})[.-]?)? ?\d{1,4}(?:[.:–-]\d{1,4})*"
    r"(?: ?[AaPp]\.?[Mm]\.?|[A-Za-z])?[.):\]]*"
)
"""The number of a clause, a step or a verse, a year or an hour, before what is said of it."""
_MOST_GAPS = 30
"""Of a row; one of more is set wide, and no row of a table."""

Strip = tuple[float, float]
"""Left and right of what is white, in points."""


def column_cuts(rows: Sequence[Sequence[Glyph]]) -> list[list[float]]:
    """Where each row of characters is to be cut between columns; most are not.

    Args:
        rows: from the top, the characters of each from the left; none is empty.
    """
    all_even = _are_even(rows)
    least = [_EVEN_STRIP if all_even or _is_even(row) else _STRIP for row in rows]
    known = [_Row(row) for row in rows]
    cuts: list[list[float]] = [[] for _ in rows]
    for start, end, strips in _runs(rows, least):
        run = known[start:end]
        words = [row.widest_between_words(strips) for row in run]
        for strip in filter(_is_within, strips):
            if _parts_columns(run, strip, words) and _is_wider(run, strip, words):
                for number in range(start, end):
                    cuts[number].append((strip[0] + strip[1]) / 2)
    return cuts


class _Row:
    """What is asked of a row again and again."""

    def __init__(self, row: Sequence[Glyph]) -> None:
        self.right = row[-1].right
        self.size = row[0].size
        self._text = "".join(glyph.char for glyph in row)
        self._lefts = [glyph.left for glyph in row]
        self._gaps = [
            (a.right, b.left)
            for a, b in pairwise(row)
            if b.left - a.right >= _SPACE * min(a.size, b.size)
        ]

    def sides(self, strip: Strip) -> tuple[str, str]:
        """The characters at the left of a strip, and those at its right."""
        at = bisect_left(self._lefts, strip[1] - 0.01)
        return self._text[:at], self._text[at:]

    def gap_at(self, strip: Strip) -> Strip | None:
        """The gap that holds a strip, if there is one."""
        at = bisect_right(self._gaps, (strip[0] + 0.01, math.inf)) - 1
        if at < 0 or self._gaps[at][0] > strip[0] or self._gaps[at][1] < strip[1]:
            return None
        return self._gaps[at]

    def widest_between_words(self, strips: Sequence[Strip]) -> float:
        """The width of the widest gap that holds none of some strips; 0 if there is none."""
        held = {self.gap_at(strip) for strip in strips}
        return max((b - a for a, b in self._gaps if (a, b) not in held), default=0.0)


def _is_even(row: Sequence[Glyph]) -> bool:
    """Whether the letters and figures of a row are as wide, as those of a typewriter."""
    widths = _widths(glyph for glyph in row if glyph.char.isalnum())
    return len(widths) >= _FEWEST_IN_ROW and any(map(str.isalpha, widths)) and _are_alike(widths)


def _are_even(rows: Sequence[Sequence[Glyph]]) -> bool:
    """Whether all letters of a page are as wide, as those of a typewriter."""
    widths = _widths(glyph for row in rows for glyph in row if glyph.char.isalpha())
    return len(widths) >= _LETTERS and _are_alike(widths)


def _widths(glyphs: Iterable[Glyph]) -> dict[str, float]:
    """The width of each character, in parts of its size."""
    return {glyph.char: (glyph.right - glyph.left) / max(glyph.size, 0.1) for glyph in glyphs}


def _are_alike(widths: Mapping[str, float]) -> bool:
    return max(widths.values()) - min(widths.values()) < _EVEN


def _runs(
    rows: Sequence[Sequence[Glyph]], least: Sequence[float]
) -> Iterator[tuple[int, int, list[Strip]]]:
    """Rows that follow each other, from the first to behind the last, with strips they all have.

    Where a row ends some of the strips, those above it are told with them, too.

    Args:
        rows: from the top.
        least: the width of a strip in each, in parts of its size.
    """
    start = 0
    strips: list[Strip] = []
    told = False  # once in each run, so that it takes time in proportion to its length
    for number, row in enumerate(rows):
        gaps = _gaps(row, least[number])
        shared = _shared(strips, [*gaps, *_outside(row)], least[number] * row[0].size)
        goes_on = any(map(_is_within, shared)) and _go_on(rows[number - 1], row)
        ends_some = not told and len(shared) < len(strips)
        if number - start >= _FEWEST_ROWS and (not goes_on or ends_some):
            yield start, number, strips
            told = True
        if not goes_on:
            start, told = number, False
            shared = [*gaps, *_outside(row)] if gaps else []
        strips = shared
    if len(rows) - start >= _FEWEST_ROWS:
        yield start, len(rows), strips


def _gaps(row: Sequence[Glyph], least: float) -> list[Strip]:
    gaps = [
        (a.right, b.left)
        for a, b in pairwise(row)
        if b.left - a.right >= least * min(a.size, b.size)
    ]
    return gaps if len(gaps) <= _MOST_GAPS else []


def _outside(row: Sequence[Glyph]) -> list[Strip]:
    """What is white at both sides of a row, in which another may have a cell."""
    return [(-math.inf, row[0].left), (row[-1].right, math.inf)]


def _is_within(strip: Strip) -> bool:
    return all(map(math.isfinite, strip))


def _shared(strips: Sequence[Strip], gaps: Sequence[Strip], least: float) -> list[Strip]:
    """What of strips is white in a row too, where it is still wide enough."""
    both = [(max(a, c), min(b, d)) for a, b in strips for c, d in gaps]
    return [(left, right) for left, right in both if right - left >= least][:_MOST_GAPS]


def _go_on(above: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether a row may stand below another in one table."""
    few, many = sorted((above[0].size, row[0].size))
    return few >= _ALIKE * many and row[0].baseline - above[0].baseline <= _STEP * many


def _parts_columns(rows: Sequence[_Row], strip: Strip, words: Sequence[float]) -> bool:
    """Whether a strip parts cells in several rows, and never the words of a text or an item."""
    sides = [row.sides(strip) for row in rows]
    full = [(left, right) for left, right in sides if left and right]
    if len(full) < _FEWEST_ROWS or any(map(_goes_on, full)):
        return False
    worded = sum(right[0].isalpha() for _, right in full)
    if worded * 2 > len(full) and _is_justified(rows, strip, words):
        return False
    return not _are_marks([left for left, _ in full], bool(worded))


def _are_marks(lefts: Sequence[str], numbered: bool) -> bool:
    """Whether some texts are those before the items of a list.

    Args:
        lefts: what stands at the left of a strip in some rows.
        numbered: whether long numbers may be marks, all with the same word before them.
    """
    numbers = [_NUMBER.fullmatch(left) if numbered else None for left in lefts]
    return len({found["word"] for found in numbers if found}) <= 1 and all(
        number or ITEM_MARK.fullmatch(left) or len(left) <= _LONGEST_MARK
        for left, number in zip(lefts, numbers, strict=True)
    )


def _is_justified(rows: Sequence[_Row], strip: Strip, words: Sequence[float]) -> bool:
    """Whether all rows but the last end at one edge, and most have no gap but those of strips.

    So do the lines of a narrow text; its words begin at no common edge.
    """
    least = _EDGE * rows[0].size
    rights = [row.right for row in rows[:-1]]
    begins = [gap[1] for row in rows if (gap := row.gap_at(strip))]
    return (
        len(begins) >= _FEWEST_ROWS
        and words.count(0.0) * 2 > len(words)
        and max(rights) - min(rights) <= least
        and max(begins) - min(begins) > least
    )


def _is_wider(rows: Sequence[_Row], strip: Strip, words: Sequence[float]) -> bool:
    """Whether the gaps at a strip are wider than those between the words of a cell.

    In a text that is set to an even edge all gaps of a line are as wide.
    """
    gaps = (row.gap_at(strip) for row in rows)
    return not any(
        gap and gap[1] - gap[0] < _WIDER * usual for gap, usual in zip(gaps, words, strict=True)
    )


def _goes_on(sides: tuple[str, str]) -> bool:
    """Whether what stands at the right may go on with a sentence: letters, and no capital first."""
    return sides[1][0].isalpha() and not sides[1][0].isupper()
