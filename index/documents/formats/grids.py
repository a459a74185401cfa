"""Rows of short cells under each other → the lines of a table.

Cautious: lines taken for a table that are none are worse than a table that stays lines. Cells must
stand in columns that do not touch, in three rows at least, or in two between rulings.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from statistics import median

from index.documents.formats.column_names import find_names
from index.documents.formats.columns import (
    Column,
    column_at,
    columns_of,
    one_cell,
)
from index.documents.formats.group_names import upper_names, with_one_upper_row
from index.documents.formats.layout import ITEM_MARK, Block, Line, around
from index.documents.formats.rows import numbered_lines
from index.documents.formats.wrapped import (
    is_whole,
    lines_of_rows,
    spans,
    stands_out,
    with_wrapped_ends,
    wraps,
)
from index.text.table_of_contents import lines_of_contents

_FEWEST_ROWS = 3
_FEWEST_RULED = 2
_LONGEST_CELL = 60
_USUAL_CELL = 28
_KEPT = 30  # rows of a table by which its names are told again on the next page
_FAR = 1.8  # of the usual distance of rows
_LOOKED_AT = 80
"""Lines above one that are looked at, to say what it is."""
_MOST_WRAPPED = 8
"""Lines of a single cell that may follow each other in a table."""


@dataclass(frozen=True, slots=True)
class _Grid:
    """A table, or as much of it as was read.

    Attributes:
        columns: from left to right.
        rows: the cells of its first rows, which tell its names.
        count: of all its rows.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[str]] = ()
    count: int = 0

    def has_columns_like(self, others: Sequence[Column]) -> bool:
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
                if _are_contents(block.lines[max(0, last - _LOOKED_AT) : last]):
                    continue
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
    """Stretches of lines of several cells, with those between and around them that wrap."""
    start = None
    last = 0
    for number, line in enumerate(lines):
        if is_whole(line):
            if start is not None and _begins(lines, start, last, number):
                yield with_wrapped_ends(lines, start, last + 1)
                start = None
            start = number if start is None else start
            last = number
        elif start is not None and _ends(lines, start, last, number):
            yield with_wrapped_ends(lines, start, last + 1)
            start = None
    if start is not None:
        yield with_wrapped_ends(lines, start, last + 1)


def _are_contents(lines: Sequence[Line]) -> bool:
    """Whether lines end with those of a table of contents, which are titles and no rows."""
    return len(lines) - 1 in lines_of_contents([line.text for line in lines])


def _begins(lines: Sequence[Line], start: int, last: int, number: int) -> bool:
    """Whether a line far below those of a table begins another one, whose columns are others.

    Args:
        lines: of a block.
        start: of the table above.
        last: of its lines that has several cells.
        number: of the line.
    """
    line = lines[number]
    near = lines[max(start, last - _LOOKED_AT) : last + 1]
    full = with_one_upper_row([*filter(is_whole, near), line])[:-1]
    steps = [b.baseline - a.baseline for a, b in pairwise(full)]
    if not steps or line.ruled or line.baseline - full[-1].baseline < _FAR * median(steps):
        return False
    if len(line.cells) > max(len(above.cells) for above in full):
        return True
    columns = columns_of(full)
    places = [column_at(cell, columns) for cell in line.cells]
    return None in places or len(set(places)) < len(places)


def _ends(lines: Sequence[Line], start: int, last: int, number: int) -> bool:
    """Whether a table ends before a line of a single cell.

    Args:
        lines: of a block.
        start: of the table.
        last: of its lines that has several cells.
        number: of the line.
    """
    above = lines[max(start, last - _LOOKED_AT) : last + 1]
    columns = columns_of(above)
    if last > start and lines[last].ruled:
        return True
    if spans(lines[number], columns) and not _heads_rows(lines, number, above):
        return True
    may_be_row = number - last == 1
    return not (may_be_row or wraps(lines[number], lines[number - 1], columns)) or (
        number - last > _MOST_WRAPPED
    )


def _heads_rows(lines: Sequence[Line], number: int, above: Sequence[Line]) -> bool:
    """Whether a line over several columns is a heading between the rows of one table.

    Args:
        lines: of a block.
        number: of the line.
        above: the rows above it.
    """
    line, *below = lines[number : number + 3]
    rows = [*filter(is_whole, above), *below]
    if len(below) < 2 or not all(map(is_whole, below)) or line.ruled:
        return False
    is_bold = 2 * sum(row.bold for row in rows) > len(rows)
    columns = columns_of(list(filter(is_whole, above)))
    fits = all(len(row.cells) == len(columns) for row in below) and None not in (
        column_at(cell, columns) for row in below for cell in row.cells
    )
    return fits and stands_out(line, is_bold=is_bold) and not line.text.endswith((".", ":"))


def _table(lines: Sequence[Line], above: _Grid | None) -> tuple[list[Line], int, _Grid] | None:
    """The lines of a table, and how many of the first lines are none of it; None if it is none.

    Args:
        lines: of which most have several cells.
        above: the table that may go on with them, if there is one.
    """
    lines = with_one_upper_row(lines)
    full = [line for line in lines if len(line.cells) > 1]
    if above and (columns := _columns(full)) and above.has_columns_like(columns):
        both = _spread(columns, above.columns)
        if (grid := _grid(lines, both)) and not _has_names_of_its_own(grid, above):
            found, whole = _named(grid, replace(above, columns=both))
            return found, 0, whole
    for skipped in (0, 1):
        rest = lines[skipped:]
        full = [line for line in rest if len(line.cells) > 1]
        if len(full) < (_FEWEST_RULED if all(line.ruled for line in full) else _FEWEST_ROWS):
            return None
        columns = _columns(full)
        if columns and (grid := _grid(rest, columns)):
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
        for line in numbered_lines([*above.rows, *texts], strictly=True)
        if line.number > known
    ]
    kept = above.rows if above.rows else texts[:_KEPT]
    return lines, _Grid(above.columns, kept, above.count + len(texts))


def _columns(rows: Sequence[Line]) -> list[Column]:
    """Left and right of each column; empty if the cells stand in none, as in running text."""
    columns = columns_of(rows)
    words = [cell.text for row in rows if not row.ruled for cell in row.cells]
    short = max(map(len, words), default=0) <= _LONGEST_CELL and (
        sum(map(len, words)) <= _USUAL_CELL * len(words)
    )
    filled = sum(len(row.cells) for row in rows) >= 0.6 * len(columns) * len(rows)
    marks = [row.cells[0].text for row in rows if row.cells[0].left <= columns[0][1]]
    if all(map(ITEM_MARK.fullmatch, marks)) and words:
        return []  # a list, the marks of which are drawn by themselves
    distinct = all(len(row.cells) <= len(columns) for row in rows)
    return columns if short and filled and distinct and len(columns) > 1 else []


def _spread(a: Sequence[Column], b: Sequence[Column]) -> list[Column]:
    """Columns as wide as on both pages; those of the first where they would touch."""
    both = [(min(x[0], y[0]), max(x[1], y[1])) for x, y in zip(a, b, strict=True)]
    return both if all(x[1] < y[0] for x, y in pairwise(both)) else list(a)


def _grid(lines: Sequence[Line], columns: Sequence[Column]) -> list[tuple[list[str], Line]]:
    """The cells of each row, and the line that stands for it; empty if a line fits no column."""
    grid: list[tuple[list[str], Line]] = []
    upper = upper_names(lines[0].cells, lines[1].cells, columns) if len(lines) > 1 else []
    if upper:
        grid.append((upper, lines[0]))
        lines = lines[1:]
    for parts in lines_of_rows(lines, columns):
        cells: list[list[Line]] = [[] for _ in columns]
        for line in parts:
            places = [column_at(cell, columns) for cell in line.cells or (line,)]
            if not line.cells and line.ruled:
                places = [places[0] or 0]  # a heading may stand over several columns
            elif len(parts) == 1 and not line.cells:
                places = [0]
            if None in places or len(set(places)) < len(places):
                return []
            for place, cell in zip(places, line.cells or (line,), strict=True):
                cells[place or 0].append(cell)
        row = [one_cell(cell).text if cell else "" for cell in cells]
        grid.append((row, replace(parts[0], box=reduce(around, (line.box for line in parts)))))
    return grid
