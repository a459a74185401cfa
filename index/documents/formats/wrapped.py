"""Which lines of a table on a page belong to one row, whose cells may take several lines.

Lines of one row stand nearer to each other than rows do; so a line of a single cell may go on with
the row above it or, where cells are centred or stand at the foot of their row, lead to the one
below.
"""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from index.documents.formats.columns import Column, are_several_rows, column_at, columns_of
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
        return [[line] for line in lines]
    found: list[list[Line]] = []
    for group in _near_ones(lines):
        if all(map(is_whole, group)) and are_several_rows(group, columns, fewest=2):
            found += [[line] for line in group]
        elif _is_one_row(group, columns):
            found.append(group)
        else:
            return []
    return found


def _is_one_row(group: Sequence[Line], columns: Sequence[Column]) -> bool:
    whole = [place for place, line in enumerate(group) if is_whole(line)]
    if not whole or are_several_rows(group, columns, fewest=2):
        return False
    # what stands above the first cell of a row is a heading in the table
    return all(column_at(line, columns) != 0 for line in group[: whole[0]])


def _near_ones(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines in groups of those that stand near each other."""
    steps = [b.baseline - a.baseline for a, b in pairwise(lines)]
    size = median(line.size for line in lines)
    near = _NEAR * min((step for step in steps if step >= size), default=size)
    groups = [[lines[0]]]
    for line, step in zip(lines[1:], steps, strict=True):
        if step <= near and not (line.ruled or groups[-1][-1].ruled):
            groups[-1].append(line)
        else:
            groups.append([line])
    return groups
