"""Rows of short cells under each other → the lines of a table.

Cautious: lines taken for a table that are none are worse than a table that stays lines. Cells must
stand in columns that do not touch, in three rows at least.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from index.documents.formats.column_names import find_names
from index.documents.formats.layout import ITEM_MARK, Block, Line
from index.documents.formats.rows import numbered_lines

_FEWEST_ROWS = 3
_LONGEST_CELL = 60
_USUAL_CELL = 28
_KEPT = 30  # rows of a table by which its names are told again on the next page
_WRAPPED = 0.8  # of the usual distance of rows: what is nearer goes on with the row above


_Column = tuple[float, float]
"""Left and right, in points."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table, or as much of it as was read.

    Attributes:
        columns: from left to right.
        rows: the cells of its first rows, which tell its names.
        count: of all its rows.
    """

    columns: Sequence[_Column]
    rows: Sequence[Sequence[str]] = ()
    count: int = 0

    def has_columns_like(self, others: Sequence[_Column]) -> bool:
        """Whether it has as many columns as another table, each of which stands in its place."""
        pairs = zip(self.columns, others, strict=False)
        return len(self.columns) == len(others) and all(
            a < right and b > left for (a, b), (left, right) in pairs
        )


class Tables:
    """Finds the tables on the pages of a file, one page after the other.

    A table that a page ends with goes on at the top of the next one, if its columns do.
    """

    def __init__(self) -> None:
        self._open: _Grid | None = None  # the table that the last page ended with

    def parted(self, blocks: Sequence[Block]) -> Iterator[Block]:
        """The blocks of the next page, with the tables in them as blocks of their own."""
        above, self._open = self._open, None
        for number, block in enumerate(blocks):
            start = 0
            for first, last in _runs(block.lines):
                opens = number == 0 and first == 0
                made = _table(block.lines[first:last], above if opens else None)
                if made is None:
                    continue
                lines, skipped, grid = made
                if start < first + skipped:
                    yield Block(block.lines[start : first + skipped])
                if lines:
                    yield Block(tuple(lines), table=True)
                start = last
                if number == len(blocks) - 1 and last == len(block.lines):
                    self._open = grid
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


def _table(lines: Sequence[Line], above: _Grid | None) -> tuple[list[Line], int, _Grid] | None:
    """The lines of a table, and how many of the first lines are none of it; None if it is none.

    Args:
        lines: of which most have several cells.
        above: the table that may go on with them, if there is one.
    """
    full = [line for line in lines if len(line.cells) > 1]
    if above and (columns := _columns(full)) and above.has_columns_like(columns):
        both = _spread(columns, above.columns)
        if (grid := _grid(lines, full, both)) and not _has_names_of_its_own(grid, above):
            found, whole = _named(grid, replace(above, columns=both))
            return found, 0, whole
    for skipped in (0, 1):
        rest = lines[skipped:]
        full = [line for line in rest if len(line.cells) > 1]
        if len(full) < _FEWEST_ROWS:
            return None
        columns = _columns(full)
        if columns and (grid := _grid(rest, full, columns)):
            found, whole = _named(grid, _Grid(columns))
            return found, skipped, whole
    return None


def _has_names_of_its_own(grid: Sequence[tuple[list[str], Line]], above: _Grid) -> bool:
    """Whether the first rows are names, and not those of the table above once more."""
    rows = [row for row, _ in grid]
    before, names = find_names(rows, len(above.columns), weakly=False)
    return names > 0 and rows[before + names - 1] not in above.rows


def _named(grid: Sequence[tuple[list[str], Line]], above: _Grid) -> tuple[list[Line], _Grid]:
    """The lines of the rows that a table goes on with, and the whole table."""
    texts = [row for row, _ in grid]
    known = len(above.rows)
    lines = [
        replace(
            grid[line.number - 1 - known][1],
            text=line.text,
            cells=(),
            row=line.number - known + above.count if line.is_row else None,
        )
        for line in numbered_lines([*above.rows, *texts])
        if line.number > known
    ]
    kept = above.rows if above.rows else texts[:_KEPT]
    return lines, _Grid(above.columns, kept, above.count + len(texts))


def _columns(rows: Sequence[Line]) -> list[_Column]:
    """Left and right of each column; empty if the cells stand in none."""
    cells = sorted((cell.left, cell.right) for row in rows for cell in row.cells)
    columns: list[_Column] = []
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
    marks = [row.cells[0].text for row in rows if row.cells[0].left <= columns[0][1]]
    if all(map(ITEM_MARK.fullmatch, marks)):
        return []  # a list, the marks of which are drawn by themselves
    distinct = all(len(row.cells) <= len(columns) for row in rows)
    return columns if short and filled and distinct and len(columns) > 1 else []


def _spread(a: Sequence[_Column], b: Sequence[_Column]) -> list[_Column]:
    """Columns as wide as on both pages; those of the first where they would touch."""
    both = [(min(x[0], y[0]), max(x[1], y[1])) for x, y in zip(a, b, strict=True)]
    return both if all(x[1] < y[0] for x, y in pairwise(both)) else list(a)


def _grid(
    lines: Sequence[Line], full: Sequence[Line], columns: Sequence[_Column]
) -> list[tuple[list[str], Line]]:
    """The cells of each row, and the line that stands for it; empty if a line fits no column."""
    steps = [b.baseline - a.baseline for a, b in pairwise(full)]
    near = _WRAPPED * median(steps) if steps else 0.0
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
