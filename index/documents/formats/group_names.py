"""Names that stand over several columns of a table on a page: over which ones.

A name is drawn in the middle above its columns, and may be narrower than they are together. So it
is told by the names below, which are the same in each group: `Apples, Pears, Apples, Pears`; or by
the columns it stands over, if it stands in the middle of them.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from index.documents.formats.columns import Column, columns_under, hold_values
from index.documents.formats.layout import Line, one_row

_MIDDLE = 0.2  # of the width of columns: how far from their middle a name over them may stand
_NEARER = 0.75  # of the usual distance of rows: names that stand between two rows of them


def with_one_upper_row(lines: Sequence[Line]) -> list[Line]:
    """The lines of a table, of whose names those that stand half a row lower are of the first row.

    So stand names of one column beside those of groups, in the middle of two rows.
    """
    if len(lines) < 4:
        return list(lines)
    first, second, third, fourth = lines[:4]
    step = _NEARER * (fourth.baseline - third.baseline)
    steps = (second.baseline - first.baseline, third.baseline - second.baseline)
    cells = [*(first.cells or (first,)), *(second.cells or (second,))]
    cells.sort(key=lambda cell: cell.left)
    apart = all(a.right <= b.left for a, b in pairwise(cells))
    fewer = len(cells) < len(third.cells) + len(cells) / 2
    if max(steps) < step and apart and fewer and hold_values(lines[3:]):
        return [replace(one_row(cells), baseline=first.baseline), *lines[2:]]
    return list(lines)


def upper_names(
    upper: Sequence[Line], lower: Sequence[Line], columns: Sequence[Column]
) -> list[str]:
    """The names of an upper row, one a column; empty if it does not name groups of columns.

    Args:
        upper: the cells of that row.
        lower: those of the names below it.
        columns: of the table.
    """
    own: list[str] = [""] * len(columns)
    for cell in lower:
        if len(under := columns_under(cell, columns)) != 1 or own[under[0]]:
            return []
        own[under[0]] = cell.text
    over = [(cell, columns_under(cell, columns)) for cell in upper]
    groups = [cell for cell, under in over if len(under) != 1 or own[under[0]]]
    names = [""] * len(columns)
    for cell, under in over:
        if cell not in groups:
            names[under[0]] = cell.text
    spread = _by_repeating(groups, own, columns) or _by_place(groups, columns)
    if not spread:
        return []
    for n, name in spread.items():
        names[n] = name
    if any(cell.text not in names for cell in upper):
        return []
    return [name or below for name, below in zip(names, own, strict=True)]


def _by_repeating(
    groups: Sequence[Line], own: Sequence[str], columns: Sequence[Column]
) -> dict[int, str]:
    """The columns that each name stands over, where the names below are the same for each."""
    for first in own:
        starts = [n for n, name in enumerate(own) if name and name == first]
        if len(starts) != len(groups) or len(starts) < 2:
            continue
        width = starts[1] - starts[0]
        parts = [own[start : start + width] for start in starts]
        over = all(
            len(part) == width
            and cell.left < columns[start + width - 1][1]
            and cell.right > columns[start][0]
            for cell, start, part in zip(groups, starts, parts, strict=True)
        )
        if over and width > 1 and all(part == parts[0] and all(part) for part in parts):
            return {
                start + n: cell.text
                for start, cell in zip(starts, groups, strict=True)
                for n in range(width)
            }
    return {}


def _by_place(groups: Sequence[Line], columns: Sequence[Column]) -> dict[int, str]:
    """The columns of each name that stands over the middle of them; empty if one does not."""
    found: dict[int, str] = {}
    for cell in groups:
        under = columns_under(cell, columns)
        if len(under) < 2 or under[0] == 0 or found.keys() & set(under):
            return {}  # what stands over the first column, too, is a caption
        left, right = columns[under[0]][0], columns[under[-1]][1]
        if abs(cell.left + cell.right - left - right) / 2 > _MIDDLE * (right - left):
            return {}
        found |= dict.fromkeys(under, cell.text)
    return found
