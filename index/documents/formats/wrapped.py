"""Which lines of a table on a page belong to one row, whose cells may take several lines.

Lines of one row stand nearer to each other than rows do; so a line of a single cell may go on with
the row above it or, where cells are centred or stand at the foot of their row, lead to the one
below.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.documents.formats.cells import LONGEST_NAME, kind_of
from index.documents.formats.columns import (
    Column,
    are_several_rows,
    column_at,
    columns_of,
    hold_values,
)
from index.documents.formats.layout import Line

_NEAR = 1.2  # of the least distance of two lines: those of one row
_NEXT = 1.45  # of the size: lines that follow each other
_NEARER = 0.9  # of the usual distance of rows: what is nearer belongs to one


def is_whole(line: Line) -> bool:
    """Whether a line is a row, or the main line of one."""
    return len(line.cells) > 1 or line.ruled


def wraps(line: Line, above: Line, columns: Sequence[Column]) -> bool:
    """Whether a line may be one of a cell that goes on below the line above."""
    near = line.baseline - above.baseline <= _NEXT * line.size
    return near and not is_whole(line) and column_at(line, columns) is not None


def spans(line: Line, columns: Sequence[Column]) -> bool:
    """Whether a line stands below several columns, as a text or a note does."""
    return sum(line.left < right and line.right > left for left, right in columns) > 1


def with_wrapped_ends(lines: Sequence[Line], start: int, end: int) -> tuple[int, int]:
    """A stretch of the lines of a table with the lines before and behind it that wrap.

    Args:
        lines: of a block.
        start: of the stretch, the first and last line of which have several cells.
        end: of the stretch.
    """
    full = [line for line in lines[start:end] if is_whole(line)]
    columns = columns_of(full)
    steps = [b.baseline - a.baseline for a, b in pairwise(full)]
    near = _NEARER * median(steps) if steps else 0.0
    while end < len(lines) and not lines[end - 1].ruled:
        line, above = lines[end], lines[end - 1]
        if not wraps(line, above, columns) or line.baseline - above.baseline > near:
            break
        if column_at(line, columns) == 0 and not line.text[0].islower():
            break
        end += 1
    while start and not lines[start].ruled:
        line, below = lines[start - 1], lines[start]
        if not wraps(line, line, columns) or column_at(line, columns) == 0:
            break
        if below.baseline - line.baseline > min(near, _NEXT * line.size):
            break
        start -= 1
    return start, end


def lines_of_rows(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Line]]:
    """The lines of each row; empty if that cannot be told of some line."""
    if all(map(is_whole, lines)):
        first = 2 if _are_wrapped_names(lines) else 1
        return [list(lines[:first]), *([line] for line in lines[first:])]
    found: list[list[Line]] = []
    headings = headings_of(lines, columns)
    for group in _near_ones(lines, columns):
        if all(map(is_whole, group)) and are_several_rows(group, columns, fewest=2):
            found += [[line] for line in group]
        elif _is_one_row(group, columns):
            found.append(group)
        elif all(is_whole(line) or line in headings for line in group):
            found += [[line] for line in group]
        else:
            return []
    return found


def _are_wrapped_names(lines: Sequence[Line]) -> bool:
    """Whether the first two lines of a table are names that take two lines, and no two rows.

    They hold no values, as some column below them does, stand nearer to each other than rows do,
    and some name takes one line.
    """
    if len(lines) < 4 or lines[0].ruled or lines[1].ruled:
        return False
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    near = steps[0] < min(_NEARER * median(steps[1:]), _NEXT * lines[0].size)
    fewer = len(lines[0].cells) < len(lines[1].cells)
    words = all(kind_of(cell.text) == "text" for line in lines[:2] for cell in line.cells)
    alike = words and lines[0].bold == lines[1].bold
    return near and fewer and alike and hold_values(lines[2:])


def headings_of(lines: Sequence[Line], columns: Sequence[Column]) -> frozenset[Line]:
    """The lines of one cell that are headings between the rows of a table.

    Their letters stand out, or they part the whole rows of the table from its names on.
    """
    whole = list(map(is_whole, lines))
    lone = [number for number, is_row in enumerate(whole) if not is_row]
    is_bold = 2 * sum(line.bold for line in lines if is_whole(line)) > sum(whole)
    parts = (
        len(lone) > 1
        and lone[0] == 1
        and all(whole[n + 1 : n + 2] == [True] and _begins(lines[n]) for n in lone)
        and len({len(line.cells) for line in lines if line.cells}) == 1
        and all(column_at(lines[n], columns) == 0 for n in lone)
    )
    return frozenset(
        line
        for line in map(lines.__getitem__, lone)
        if len(line.text) <= LONGEST_NAME
        and (parts or stands_out(line, is_bold=is_bold))
        and (line.bold or column_at(line, columns) in (0, None))  # else a cell in capitals wraps
    )


def stands_out(line: Line, *, is_bold: bool) -> bool:
    """Whether the letters of a line are others than those of rows, which may be bold."""
    return (line.bold and not is_bold) or (line.text.isupper() and len(line.text) > 1)


def _begins(line: Line) -> bool:
    return not line.text[0].islower()


def _is_one_row(group: Sequence[Line], columns: Sequence[Column]) -> bool:
    whole = [place for place, line in enumerate(group) if is_whole(line)]
    if not whole or are_several_rows(group, columns, fewest=2):
        return False
    if all(column_at(cell, columns) != 0 for place in whole for cell in group[place].cells):
        return True  # the lines of its first cell stand around its middle
    # what stands above the first cell of a row is a heading in the table
    return all(column_at(line, columns) != 0 for line in group[: whole[0]])


def _near_ones(lines: Sequence[Line], columns: Sequence[Column]) -> list[list[Line]]:
    """The lines in groups of those that stand near each other."""
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    size = median(line.size for line in lines)
    heights: dict[int | None, list[float]] = {}
    for line in lines:
        for cell in line.cells or (line,):
            heights.setdefault(column_at(cell, columns), []).append(line.baseline)
    in_columns = [b - a for column in heights.values() for a, b in pairwise(column)]
    near = _NEAR * min((step for step in in_columns if step >= size), default=size)
    groups = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step <= near and not (line.ruled or groups[-1][-1].ruled):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
