"""Tables that are drawn with spaces or tabs in a plain text → rows that carry names of columns.

Cautious: lines under each other are a table only where the names of its columns are known, by a
rule below them or by what the columns hold. All other lines stay as they are.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.documents.formats.cells import kind_of
from index.documents.formats.column_names import find_names
from index.documents.formats.lines import Heading, Row
from index.documents.formats.rows import table_lines

_LONGEST_LINE = 300
_LONGEST_CELL = 60
_FEWEST_LINES = 3
_MOST_LINES = 10_000
_GAP = re.compile(r"\S(?:[ ]{2,}|[ ]*\t\s*)\S")
_RULE = re.compile(r"[ ]*(?:[-=_]{2,}(?:[ |+]+[-=_]{2,})+|[-=_]{12,})[ ]*")
_LONGEST_NAME = 40
_MOST = 0.8


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Lines that may be a table.

    Attributes:
        rows: the cells of each.
        header: how many of the first are above a rule; None if there is no rule.
    """

    rows: Sequence[Sequence[str]]
    header: int | None


def with_rows(lines: Sequence[str], *, spaced: bool = False) -> list[str]:
    """The lines, with those of drawn tables as `Row`s, which stand apart by blank lines.

    Args:
        lines: of a text; a paragraph may hold several.
        spaced: whether a blank line stands between all of them, as between paragraphs.
    """
    lines = [part for line in lines for part in ([line] if _is_told(line) else line.split("\n"))]
    done: list[str] = []
    at = 0
    for start, end in _runs(lines, spaced=spaced):
        drawn = _drawn([line for line in lines[start:end] if line.strip()])
        if drawn and _has_names(drawn):
            done += [*lines[at:start], "", *table_lines(drawn.rows, drawn.header), ""]
            at = end
    return [*done, *lines[at:]]


def _runs(lines: Sequence[str], *, spaced: bool) -> Iterator[tuple[int, int]]:
    """Where lines with gaps follow each other, with rules between them."""
    start: int | None = None
    last = count = 0
    for number, line in enumerate([*lines, "."]):
        if _may_be_row(line) and count < _MOST_LINES:
            start = number if start is None else start
            last, count = number + 1, count + 1
        elif line.strip() or not spaced or number > last:
            if start is not None and count >= _FEWEST_LINES:
                yield start, last
            start, count = None, 0


def _is_told(line: str) -> bool:
    """Whether the file says what a line is."""
    return isinstance(line, Row | Heading)


def _may_be_row(line: str) -> bool:
    if len(line) > _LONGEST_LINE or _is_told(line):
        return False
    has_gap = ("  " in line or "\t" in line) and _GAP.search(line)
    return bool(has_gap or _RULE.fullmatch(line))


def _drawn(lines: Sequence[str]) -> _Drawn | None:
    """The cells of lines; None if they do not stand in columns."""
    filled = [(n, line) for n, line in enumerate(lines) if not _RULE.fullmatch(line)]
    rules = [n for n, line in enumerate(lines) if _RULE.fullmatch(line) and n]
    texts = [line for _, line in filled]
    rows = _tabbed(texts) if all("\t" in line for line in texts) else _aligned(texts)
    if len(rows) < 2 or any(sum(map(bool, row)) < 2 for row in rows):
        return None
    if any(len(cell) > _LONGEST_CELL for row in rows for cell in row):
        return None
    above = sum(n < rules[0] for n, _ in filled) if rules else 0
    return _Drawn(rows, above if 0 < above <= 2 and above < len(rows) else None)


def _has_names(drawn: _Drawn) -> bool:
    """Whether the names of the columns are known: by a rule, or words above columns of figures."""
    rows = [list(row) for row in drawn.rows]
    names = rows[0]
    if not all(names[1:]) or max(map(len, names)) > _LONGEST_NAME:
        return False
    if drawn.header is not None:
        return True
    if len(rows) < _FEWEST_LINES or find_names(rows, len(names), weakly=False) != (0, 1):
        return False
    return any(_holds_figures([row[n] for row in rows[1:]]) for n in range(1, len(names)))


def _holds_figures(cells: Sequence[str]) -> bool:
    """Whether most of the cells of a column are numbers, measures or dates."""
    kinds = [kind_of(cell) for cell in cells if cell]
    figures = sum(kind in ("number", "measure", "date") for kind in kinds)
    return bool(kinds) and figures >= _MOST * len(kinds)


def _tabbed(lines: Sequence[str]) -> list[list[str]]:
    """The cells between tabs; none where lines have different numbers of them."""
    rows = [[cell.strip() for cell in re.split(r"\t+", line.strip())] for line in lines]
    return rows if len(set(map(len, rows))) == 1 else []


def _aligned(lines: Sequence[str]) -> list[list[str]]:
    """The cells between gaps that all lines have in the same place; none if one has more gaps."""
    lines = [line.expandtabs() for line in lines]
    width = max(map(len, lines), default=0)
    blank = [all(line[at : at + 1] in ("", " ") for line in lines) for at in range(width)]
    starts = [at for at in range(width) if not blank[at] and all(blank[max(0, at - 2) : at])]
    columns = list(zip(starts, [*starts[1:], width], strict=True))
    rows = [[line[a:b].strip() for a, b in columns] for line in lines]
    return [] if any("  " in cell for row in rows for cell in row) else rows
