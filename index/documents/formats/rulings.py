"""The horizontal rulings of a PDF page, and the rows of tables that stand between them.

What stands between two rulings of a table is one row, wherever in their cells its lines stand;
unless it looks like several, as in a table that is ruled only around its names.
"""

import ctypes
import math
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby, islice, pairwise
from statistics import median
from typing import Any, NamedTuple

from index.documents.formats.columns import (
    Column,
    are_several_rows,
    column_at,
    columns_of,
    one_cell,
)
from index.documents.formats.glyphs import Sheet
from index.documents.formats.group_names import with_one_upper_row
from index.documents.formats.layout import Line, one_row, rows

_MOST_OBJECTS = 20_000
"""Of one page that are looked at."""
_MOST_POINTS = 6_000
"""Of the shapes of one page; a page of more is a map or a drawing."""
_MOST_OF_SHAPE = 2_000
_MOST_RULINGS = 1_000
_LEVEL = 1.0  # points: how far the ends of a ruling may lie apart in height
_SHORTEST = 8.0  # points
_SAME = 2.5  # points: rulings nearer than that are two sides of one
_SAME_ENDS = 5.0  # points
_FEWEST_RULINGS = 3
_HIGH = 1.5  # of the usual height of rows: the highest one of a heading between them
_LONGEST_CELL = 400
"""Characters of a cell of a table; a longer one is text in a frame."""

_Point = tuple[float, float]


class Ruling(NamedTuple):
    """A horizontal line, in points of the upright page."""

    height: float
    """From the top."""
    left: float
    right: float


def read_rulings(page: Any, sheet: Sheet, turn: int) -> tuple[Ruling, ...]:
    """The rulings of a page of pypdfium2, from the top.

    Args:
        page: of which the shapes are looked at.
        sheet: how it is shown.
        turn: quarter turns to the left of the direction in which its text is written.
    """
    from pypdfium2 import raw as pdfium

    if turn > 3:
        return ()
    shapes = (
        shape
        for shape in islice(page.get_objects(max_depth=1), _MOST_OBJECTS)
        if shape.type == pdfium.FPDF_PAGEOBJ_PATH
    )
    found = []
    room = _MOST_POINTS
    for shape in shapes:
        points = pdfium.FPDFPath_CountSegments(shape.raw)
        if points > _MOST_OF_SHAPE:
            continue
        room -= points
        if room < 0:
            break
        for ends in _edges(shape, points):
            (left, top), (right, foot) = sorted(_upright(end, sheet, turn) for end in ends)
            if abs(foot - top) <= _LEVEL and right - left >= _SHORTEST:
                found.append(Ruling((top + foot) / 2, left, right))
    return tuple(_whole(found[:_MOST_RULINGS]))


def _edges(shape: Any, count: int) -> Iterator[tuple[_Point, _Point]]:
    """The straight lines between the points of a shape, in points of the file."""
    from pypdfium2 import raw as pdfium

    matrix = shape.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    for number in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(shape.raw, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        point = matrix.on_point(x.value, y.value)
        if not all(map(math.isfinite, point)):
            return
        kind = pdfium.FPDFPathSegment_GetType(segment)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            yield last, point
        if pdfium.FPDFPathSegment_GetClose(segment):
            yield point, start
        last = point


def _upright(point: _Point, sheet: Sheet, turn: int) -> _Point:
    """A point of the file on the page that is turned as its text is read."""
    x, y = point
    match turn:
        case 0:
            return x, sheet.bottom + sheet.height - y
        case 1:
            return y, x
        case 2:
            return -x, y
        case _:
            return -y, -x


def _whole(parts: list[Ruling]) -> Iterator[Ruling]:
    """The rulings of which these are parts, or the sides, from the top."""
    parts.sort()
    start = 0
    for number in range(1, len(parts) + 1):
        if number == len(parts) or parts[number].height - parts[start].height > _SAME:
            yield from _level(sorted(parts[start:number], key=lambda part: part.left))
            start = number


def _level(parts: Sequence[Ruling]) -> Iterator[Ruling]:
    """Parts of about one height, from the left, with those that touch made one."""
    height, left, right = parts[0]
    for part in parts[1:]:
        if part.left > right + _SAME:
            yield Ruling(height, left, right)
            height, left, right = part
        right = max(right, part.right)
    yield Ruling(height, left, right)


def with_ruled_rows(fragments: Sequence[Line], rulings: Sequence[Ruling]) -> list[Line]:
    """The fragments of a page, with those of each row between two rulings as one line."""
    left = sorted(fragments, key=lambda part: part.baseline)
    made: list[Line] = []
    for alike in _of_same_ends(rulings):
        heights = [part.baseline for part in left]
        bands = [
            _between(left[bisect(heights, above.height) : bisect(heights, below.height)], above)
            for above, below in pairwise(alike)
        ]
        for table in _tables(bands, [below.height - a.height for a, below in pairwise(alike)]):
            found = list(_rows_of(table))
            made += [row for row, _ in found]
            gone = {id(part) for _, parts in found for part in parts}
            left = [part for part in left if id(part) not in gone]
    return left + made


def _tables(bands: Sequence[list[Line]], heights: Sequence[float]) -> Iterator[list[list[Line]]]:
    """Bands that follow each other and hold cells, or the heading of some rows of a table."""
    filled = [height for band, height in zip(bands, heights, strict=True) if _has_cells(band)]
    highest = _HIGH * median(filled) if filled else 0.0
    belong = [
        _has_cells(band) or (len(band) == 1 and height <= highest)
        for band, height in zip(bands, heights, strict=True)
    ]
    for belongs, group in groupby(zip(bands, belong, strict=True), key=lambda pair: pair[1]):
        if belongs:
            yield [band for band, _ in group]


def _of_same_ends(rulings: Sequence[Ruling]) -> Iterator[list[Ruling]]:
    """Rulings that start and end below each other, as those of a table do."""
    groups: list[list[Ruling]] = []
    for ruling in rulings:
        for group in groups:
            first = group[0]
            if max(abs(first.left - ruling.left), abs(first.right - ruling.right)) < _SAME_ENDS:
                group.append(ruling)
                break
        else:
            groups.append([ruling])
    return (group for group in groups if len(group) >= _FEWEST_RULINGS)


def _between(fragments: Sequence[Line], ruling: Ruling) -> list[Line]:
    """The fragments that are no wider than a ruling above them."""
    return [
        part
        for part in fragments
        if ruling.left - _SAME_ENDS < part.left and part.right < ruling.right + _SAME_ENDS
    ]


def _has_cells(band: Sequence[Line]) -> bool:
    return any(len(row.cells) > 1 for row in rows(band))


def _rows_of(bands: Sequence[list[Line]]) -> Iterator[tuple[Line, list[Line]]]:
    """The rows that stand between rulings, each with its fragments; none if it is no table."""
    every = with_one_upper_row([row for band in bands for row in rows(band)])
    columns = columns_of([row for row in every if len(row.cells) > 1])
    if len(columns) < 2:
        return
    for band in bands:
        lines = list(rows(band))
        cells = _cells(band, columns) if len(band) > 1 else band
        if cells and not (len(lines) > 1 and are_several_rows(lines, columns)):
            yield one_row(cells, ruled=True), band


def _cells(band: Sequence[Line], columns: Sequence[Column]) -> list[Line]:
    """The cells of a row, each as one line; empty if a part of it stands in no column."""
    parts: dict[int, list[Line]] = {}
    for part in sorted(band, key=lambda part: (part.baseline, part.left)):
        column = column_at(part, columns)
        if column is None:
            return []
        parts.setdefault(column, []).append(part)
    cells = [one_cell(parts[column]) for column in sorted(parts)]
    return cells if all(len(cell.text) <= _LONGEST_CELL for cell in cells) else []
