"""The columns of a table on a page, and the lines of which one of its rows consists."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.documents.formats.cells import kind_of
from index.documents.formats.layout import Line, around
from index.documents.formats.unwrap import glue

_VALUES = ("number", "date", "measure", "flag")
_FEWEST_BELOW = 2
"""Rows below a row of names that tell what the columns are."""

Column = tuple[float, float]
"""Left and right, in points."""


def columns_of(rows: Sequence[Line]) -> list[Column]:
    """Left and right of each column in which the cells of these rows stand.

    The first row may hold names that stand in the middle above values which begin farther left, or
    names of several columns each; then the rows below it tell the columns.
    """
    columns = _columns(rows)
    if len(rows) <= _FEWEST_BELOW:
        return columns
    names = rows[0].cells
    body = _columns(rows[1:])
    if len(columns) < len(body) and _name_groups(names, rows[1].cells, body):
        return body
    astray = any(not columns_under(name, body) for name in names)
    if astray and len(names) < len(body) == len(rows[1].cells):
        return body
    if len(names) == len(body) < len(columns):
        both = [
            (min(name.left, left), max(name.right, right))
            for name, (left, right) in zip(names, body, strict=True)
        ]
        if all(a[1] <= b[0] for a, b in pairwise(both)):
            return both
    return columns


def _columns(rows: Sequence[Line]) -> list[Column]:
    columns: list[Column] = []
    for left, right in sorted((cell.left, cell.right) for row in rows for cell in row.cells):
        if columns and left < columns[-1][1]:
            columns[-1] = (columns[-1][0], max(columns[-1][1], right))
        else:
            columns.append((left, right))
    return columns


def _name_groups(upper: Sequence[Line], lower: Sequence[Line], body: Sequence[Column]) -> bool:
    """Whether names stand over groups of columns, of which each has a name of its own below."""
    over = [columns_under(cell, body) for cell in upper]
    alone = [under[0] for under in over if len(under) == 1]
    named = {*alone, *(n for cell in lower for n in columns_under(cell, body))}
    return max(map(len, over), default=0) > 1 and len(named) == len(body)


def columns_under(cell: Line, columns: Sequence[Column]) -> list[int]:
    """The numbers of the columns that a cell stands over."""
    return [n for n, (left, right) in enumerate(columns) if cell.left < right and cell.right > left]


def column_at(cell: Line, columns: Sequence[Column]) -> int | None:
    """The number of the only column in which a cell stands; None if there is no such one."""
    places = columns_under(cell, columns)
    return places[0] if len(places) == 1 else None


def hold_values(rows: Sequence[Line]) -> bool:
    """Whether cells of rows behind the first one hold values."""
    return any(kind_of(cell.text) in _VALUES for row in rows for cell in row.cells[1:])


def one_cell(parts: Sequence[Line]) -> Line:
    """The lines of a cell, from the top, as one line."""
    whole = parts[0]
    for part in parts[1:]:
        text, between = glue(whole.text, part.text, set())
        whole = replace(
            whole,
            text=text + between + part.text,
            left=min(whole.left, part.left),
            right=max(whole.right, part.right),
            box=around(whole.box, part.box),
            bold=whole.bold and part.bold,
        )
    return whole


def are_several_rows(lines: Sequence[Line], columns: Sequence[Column], fewest: int = 3) -> bool:
    """Whether lines that stand together are rows of a table and not those of one row's cells.

    In the cells of one row the lines that follow go on with a sentence, and values stand once.

    Args:
        lines: from the top.
        columns: of the table.
        fewest: full lines of words alone that may be several rows.
    """
    wide = [line for line in lines if len(line.cells) > 1]
    cells = [[(column_at(cell, columns), cell.text) for cell in line.cells] for line in wide]
    values = [column for row in cells for column, text in row if kind_of(text) in _VALUES]
    if len(set(values)) < len(values):
        return True
    most = max(map(len, cells), default=0)
    full = [row for row in cells if len(row) == most]
    if len(full) < fewest:
        return False
    following = [text for row in full[1:] for _, text in row]
    return 2 * sum(text[0].islower() for text in following) < len(following)
