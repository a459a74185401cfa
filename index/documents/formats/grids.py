"""Rows of short cells under each other → the lines of a table.

Cautious: lines taken for a table that are none are worse than a table that stays lines. Cells must
stand in columns that do not touch, in three rows at least.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from statistics import median

from index.documents.formats.layout import Block, Line
from index.documents.formats.rows import numbered_lines

_FEWEST_ROWS = 3
_LONGEST_CELL = 60
_USUAL_CELL = 28
_WRAPPED = 0.8  # of the usual distance of rows: what is nearer goes on with the row above


def with_tables(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with the tables in them as blocks of their own."""
    for block in blocks:
        start = 0
        for first, last in _runs(block.lines):
            made = _table(block.lines[first:last])
            if made is None:
                continue
            lines, skipped = made
            if start < first + skipped:
                yield Block(block.lines[start : first + skipped])
            yield Block(tuple(lines), table=True)
            start = last
        if start < len(block.lines):
            yield Block(block.lines[start:])


def _runs(lines: Sequence[Line]) -> Iterator[tuple[int, int]]:
    """Stretches of lines of several cells, with single ones between them."""
    start = None
    last = 0
    for number, line in enumerate(lines):
        if len(line.cells) > 1:
            start = number if start is None else start
            last = number
        elif start is not None and number - last > 1:
            yield start, last + 1
            start = None
    if start is not None:
        yield start, last + 1


def _table(lines: Sequence[Line]) -> tuple[list[Line], int] | None:
    """The lines of a table, and how many of the first lines are none of it; None if it is none."""
    for skipped in (0, 1):
        rest = lines[skipped:]
        full = [line for line in rest if len(line.cells) > 1]
        if len(full) < _FEWEST_ROWS:
            return None
        columns = _columns(full)
        if columns and (grid := _grid(rest, full, columns)):
            texts = [row for row, _ in grid]
            return [
                replace(grid[line.number - 1][1], text=line.text, cells=())
                for line in numbered_lines(texts)
            ], skipped
    return None


def _columns(rows: Sequence[Line]) -> list[tuple[float, float]]:
    """Left and right of each column; empty if the cells stand in none."""
    cells = sorted((cell.left, cell.right) for row in rows for cell in row.cells)
    columns: list[tuple[float, float]] = []
    for left, right in cells:
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    words = [cell.text for row in rows for cell in row.cells]
    short = max(map(len, words)) <= _LONGEST_CELL and (
        sum(map(len, words)) <= _USUAL_CELL * len(words)
    )
    filled = sum(len(row.cells) for row in rows) >= 0.6 * len(columns) * len(rows)
    distinct = all(len(row.cells) <= len(columns) for row in rows)
    return columns if short and filled and distinct and len(columns) > 1 else []


def _grid(
    lines: Sequence[Line], full: Sequence[Line], columns: Sequence[tuple[float, float]]
) -> list[tuple[list[str], Line]]:
    """The cells of each row, and the line that stands for it; empty if a line fits no column."""
    steps = [b.baseline - a.baseline for a, b in pairwise(full)]
    near = _WRAPPED * median(steps)
    grid: list[tuple[list[str], Line]] = []
    before = 0.0
    for line in lines:
        row = [""] * len(columns)
        for cell in line.cells or (line,):
            places = [
                number
                for number, (left, right) in enumerate(columns)
                if cell.left < right and cell.right > left
            ]
            if len(places) != 1 or row[places[0]]:
                return []
            row[places[0]] = cell.text
        goes_on = grid and len(line.cells) < 2 and line.baseline - before < near
        if goes_on:
            above, place = grid[-1]
            cells = [" ".join(filter(None, pair)) for pair in zip(above, row, strict=True)]
            grid[-1] = (cells, replace(place, box=_around(place, line)))
        elif len(line.cells) < 2:
            return []
        else:
            grid.append((row, line))
        before = line.baseline
    return grid


def _around(a: Line, b: Line) -> tuple[float, float, float, float]:
    return (
        min(a.box[0], b.box[0]),
        min(a.box[1], b.box[1]),
        max(a.box[2], b.box[2]),
        max(a.box[3], b.box[3]),
    )
