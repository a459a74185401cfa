"""Tables that Pandoc draws in Markdown with signs and spaces → tables with bars, which all read.

A grid has rules of `+---+---+` between its rows, of which `+===+===+` ends the names of its
columns. A simple table has one rule of dashes below the names, with gaps between the columns.
"""

import re
from collections.abc import Iterator, Sequence

from index.documents.formats.admonitions import fence_after

_GRID_RULE = re.compile(r" {0,3}\+(?:[-=:]{2,}\+){1,60}\s*\Z")
_GRID_ROW = re.compile(r" {0,3}\|.*\|\s*\Z")
_SIMPLE_RULE = re.compile(r" {0,8}-{2,}(?: {1,60}-{2,}){1,60}\s*\Z")
_DASHES = re.compile(r"-+")
_CAPTION = re.compile(r" {0,3}(?:[Tt]able)?: +(?=\S)")
_LINE = re.compile(r"\| (?=[^\s:-])[^|]*\Z")
_MOST_LINES = 5_000  # of a table


def with_bars(lines: Sequence[str]) -> list[str]:
    """The lines of a Markdown text, with drawn tables as tables with bars; not those of code.

    Lines that stand as they are, after a bar each, are lines.
    """
    done: list[str] = []
    at = 0
    fence = ""
    while at < len(lines):
        line = lines[at]
        fence = fence_after(line, fence)
        table, end = ([], at) if fence else _table_at(lines, at)
        if not table:
            done.append(line)
            at += 1
            continue
        done += ["", *table, ""]
        at = _after_caption(lines, end, done)
    return done


def _table_at(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """The lines that a table which begins at a line becomes, and where it ends; none if none is."""
    if at + 1 < len(lines) and _GRID_RULE.match(lines[at]) and _GRID_ROW.match(lines[at + 1]):
        return _grid(lines, at)
    above = lines[at - 1] if at else ""
    has_rule = at + 2 < len(lines) and _SIMPLE_RULE.match(lines[at + 1])
    if has_rule and not above.strip() and lines[at].strip() and not _SIMPLE_RULE.match(lines[at]):
        return _simple(lines, at)
    if (
        _LINE.match(lines[at])
        and not _LINE.match(above)
        and _LINE.match("".join(lines[at + 1 : at + 2]))
    ):
        return _line_block(lines, at)
    return [], at


def _after_caption(lines: Sequence[str], end: int, done: list[str]) -> int:
    """Writes the caption below a table as a paragraph; where what follows begins."""
    at = end + 1 if end < len(lines) and not lines[end].strip() else end
    caption = _CAPTION.match(lines[at]) if at < len(lines) else None
    if caption is None:
        return end
    done += [lines[at][caption.end() :], ""]
    return at + 1


def _grid(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """A grid, of which a row may be written over several lines."""
    rows: list[list[str]] = []
    row: list[str] = []
    heads, last = 0, at  # the number of rows above the names' rule, and the last rule
    for n in range(at, min(len(lines), at + _MOST_LINES)):
        line = lines[n]
        if _GRID_RULE.match(line):
            rows += [row] if row else []
            heads = len(rows) if "=" in line and not heads else heads
            row, last = [], n
        elif _GRID_ROW.match(line):
            row = _joined(row, [cell.strip() for cell in line.strip()[1:-1].split("|")])
        else:
            break
    return (list(_barred(rows, heads)), last + 1) if len(rows) > 1 else ([], at)


def _joined(row: Sequence[str], cells: Sequence[str]) -> list[str]:
    """The cells of a row with those of its next line."""
    if len(row) != len(cells):
        return [*row, *cells] if not row else [*row[:-1], " ".join((row[-1], *cells))]
    return [f"{a} {b}".strip() for a, b in zip(row, cells, strict=True)]


def _simple(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """A table of which the columns are below and above the dashes of its rule."""
    starts = [dashes.start() for dashes in _DASHES.finditer(lines[at + 1])]
    bounds = list(zip([0, *starts[1:]], [*starts[1:], None], strict=True))
    end = at + 2
    while end < min(len(lines), at + _MOST_LINES) and lines[end].strip():
        end += 1
    drawn = [line for line in lines[at:end] if not _SIMPLE_RULE.match(line)]
    if len(drawn) < 2 or any(line[a - 1 : a].strip() for line in drawn for a in starts[1:]):
        return [], at
    return list(_barred([[line[a:b].strip() for a, b in bounds] for line in drawn], 1)), end


def _line_block(lines: Sequence[str], at: int) -> tuple[list[str], int]:
    """Lines after a bar each, as of an address or a verse."""
    end = at
    while end < len(lines) and _LINE.match(lines[end]):
        end += 1
    if end < len(lines) and lines[end].lstrip().startswith("|"):
        return [], at
    return [line[2:].rstrip() + "\\" for line in lines[at : end - 1]] + [lines[end - 1][2:]], end


def _barred(rows: Sequence[Sequence[str]], heads: int) -> Iterator[str]:
    """A table with bars; what stands above the names of its columns in several rows is joined."""
    width = max(map(len, rows))
    names = [""] * width
    for row in rows[:heads]:
        names = [f"{a} {b}".strip() for a, b in zip(names, [*row, *[""] * width], strict=False)]
    yield _bar_row(names, width)
    yield _bar_row(["---"] * width, width)
    for row in rows[heads:]:
        yield _bar_row(row, width)


def _bar_row(cells: Sequence[str], width: int) -> str:
    shown = [cell.replace("|", "\\|") for cell in cells]
    return f"| {' | '.join([*shown, *[''] * (width - len(shown))])} |"
