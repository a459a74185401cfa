"""The rows of a table → lines, the same for all formats; a row can be cited alone.

Each row carries the names of its columns: `date: 2024-03-01; event: Pump replaced; cost: 1900.` The
row of names is told by the format, or recognised: names differ in kind from what stands below them.
What stands above it, below the table, or in a row of its own stays as it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, groupby, islice, pairwise
from statistics import median

from index.documents.formats.cells import ENDS, LONGEST_NAME, is_alone, kind_of
from index.documents.formats.column_names import (
    LOOKED_AT,
    find_names_over_units,
    joined_names,
    may_be_names,
    with_units,
)
from index.documents.formats.form_rows import is_form, said_once
from index.documents.formats.lines import Line, Row

MAX_ROW_CHARACTERS = 1_000
"""A longer row becomes several lines, each with the first cell of the row."""
MAX_CELL_CHARACTERS = 600
"""A longer cell is a text of its own, below the line of its row."""

_LONGEST_KEY = 60
_FEW = 0.6
_TOTAL = re.compile(r"(?:grand |sub-?)?(?:total|sum)s?\b", re.I)
_TOTAL_AT_END = re.compile(r"\b(?:totals?|sum)$", re.I)
_NOTE = re.compile(r"[*†‡§¹²³]|\(?\d\)\s|notes?\b|source\b", re.I)


def row_line(cells: Iterable[str]) -> str:
    """The cells as `a; b; c.`, without the empty ones; empty if all are.

    The full stop keeps a row from running into the next one when sentences are told apart.
    """
    return _stopped("; ".join(filter(None, map(_clean, cells))))


def table_lines(
    rows: Iterable[Sequence[str]], header: int | None = None, *, strictly: bool = False
) -> list[str]:
    """The lines of a table, without its row of names; see `numbered_lines`. Rows are `Row`."""
    return [
        Row(line.text, line.number) if line.is_row else line.text
        for line in numbered_lines(rows, header, strictly=strictly)
    ]


def numbered_lines(
    rows: Iterable[Sequence[str]], header: int | None = None, *, strictly: bool = False
) -> Iterator[Line]:
    """The lines of the tables in these rows, in order; blank rows part one table from the next.

    A row of names is no line where rows carry its names. Two columns without names are keys and
    values: `Weight: 3 tonnes.` Empty cells are left out. No row is lost: one that is not a row of
    a table is text.

    Args:
        rows: the cells of each row, which may be of different lengths, and are read one by one.
        header: how many of the first rows are names, where the format tells (0 for none); None to
            recognise them.
        strictly: whether a first row of words has to stand apart from the others to be names, as in
            a document for people; a file of data has its names above.
    """
    numbered = ((number, _cells(row)) for number, row in enumerate(rows, start=1))
    table: _Table | None = None
    held: list[tuple[int, list[str]]] = []
    for filled, group in groupby(numbered, key=lambda row: any(row[1])):
        if not filled:
            continue
        first = [*held, *islice(group, LOOKED_AT)]
        lonely = not held and header is None and len(first) == 1 and may_be_names(first[0][1])
        if lonely and not (table and table.goes_on([first[0][1]])):
            held = first  # a blank row may stand between the names and their rows
            continue
        held = []
        if len(first) == 1 and table and table.goes_on([first[0][1]]):
            yield from table.lines(*first[0])  # one row: none of names
            continue
        table = _Table([row for _, row in first], header, table, strictly=strictly)
        header = 0 if header is not None else None
        for number, row in chain(first, group):
            yield from table.lines(number, row)
    for number, row in held:
        yield from _Table([row], 0).lines(number, row)


def record_lines(number: int, fields: Iterable[tuple[str, str]]) -> Iterator[Line]:
    """The line of a record that is not part of a table, `name: value; name: value.`, or more.

    Args:
        number: of the record, from 1.
        fields: their names and values; those without a value are left out.
    """
    yield from _row_lines(number, [_named(_clean(name), _clean(value)) for name, value in fields])


class _Table:
    """Rows that stand together, of which the first were looked at."""

    def __init__(
        self,
        rows: Sequence[list[str]] = (),
        header: int | None = None,
        before: "_Table | None" = None,
        *,
        strictly: bool = False,
    ) -> None:
        self._is_first = before is None  # of all tables
        self._above = 0  # rows above the names
        self._heads = 0  # rows of names
        self._at = 0
        self._section = self._key = ""
        self.width = _width(rows)
        self.names: list[str] = []
        goes_on = before is not None and before.goes_on(rows)
        self._is_form = not header and not goes_on and is_form(rows)
        if header:
            self._heads = min(header, len(rows))
        elif header is None and self.width and not self._is_form:
            self._above, self._heads = find_names_over_units(
                rows, self.width, weakly=not goes_on, strictly=strictly
            )
            if not self._heads and before and not goes_on:
                self._above, self._heads = _named_alike(rows, before.names)
        start = self._above + self._heads
        body = [row for row in rows[start:] if not is_alone(row)]
        if self._heads:
            self.names = joined_names(rows[self._above : start])
            if units := with_units(self.names, *_first_and_rest(rows[start:])):
                self.names = units
                self._heads += 1
                start += 1
                body = [row for row in rows[start:] if not is_alone(row)]
        elif before and (goes_on or header == 0):
            self.names = before.names  # the same table goes on below a blank row
            self.width = before.width
        self._pairs = not self.names and _are_pairs(body, self.width)
        self._has_sections = bool(self.names) and _are_parted(rows[start:], self.width)
        self._carries = bool(self.names) and _has_gaps(body)
        self._kinds = _column_kinds(body)
        if before and goes_on and not self._heads:
            self._kinds = before._kinds

    def goes_on(self, rows: Sequence[list[str]]) -> bool:
        """Whether rows below a blank one are of this table: no more cells, of the same kinds."""
        width = _width(rows)
        fits = bool(self.names) and 1 < width <= self.width
        if fits and is_alone(rows[0]) and 2 * width <= self.width:
            return False  # what has a heading of its own and few of the columns is another
        return fits and all(self._fits(row) for row in rows if not is_alone(row))

    def _fits(self, row: Sequence[str]) -> bool:
        """Whether no cell is a word where the column holds numbers or dates."""
        return not any(
            kind in ("number", "date") and kind_of(cell) == "text" and len(cell) > 3
            for kind, cell in zip(self._kinds, row, strict=False)
        )

    def lines(self, number: int, row: list[str]) -> Iterator[Line]:
        """The lines of the next row of the table."""
        at, self._at = self._at, self._at + 1
        if at < self._above:
            yield from self._lines_above(number, row)
        elif at >= self._above + self._heads:
            yield from self._body_lines(number, row)

    def _lines_above(self, number: int, row: list[str]) -> Iterator[Line]:
        """The line of a row above the names: a title, or a key and its value."""
        cells = [cell for cell in row if cell]
        if len(cells) == 1:
            yield self._text_line(number, cells[0])
        elif len(cells) == 2 and len(cells[0]) <= _LONGEST_KEY:
            yield from _row_lines(number, [_named(cells[0].rstrip(" :"), cells[1])])
        else:
            yield from _row_lines(number, cells)

    def _text_line(self, number: int, text: str) -> Line:
        """A line that is no row; the first of all is a title, and has no full stop."""
        is_title = self._is_first and self._at == 1
        return Line(number, text if is_title else _stopped(text), is_row=False)

    def _body_lines(self, number: int, row: list[str]) -> Iterator[Line]:
        if self.names and row[: len(self.names)] == self.names:
            return  # the names again, as on each page of a printed table
        if self._is_text(row):
            is_section = self._is_section(row)
            self._section = row[0] if is_section else ""
            yield Line(number, row[0], False) if is_section else self._text_line(number, row[0])
            return
        if self._is_form:
            row = list(said_once(row))
            pairs = zip(row[::2], [*row[1::2], ""], strict=False)
            yield from _row_lines(number, [_named(name.rstrip(" :"), cell) for name, cell in pairs])
            return
        if self._is_pair(row):
            cells = [_named(row[0].rstrip(" :"), " ".join(filter(None, row[1:])))]
        else:
            cells = [self._section, *self._named_cells(row)]
        yield from _row_lines(number, cells)

    def _is_pair(self, row: Sequence[str]) -> bool:
        """Whether a row is a key and its value."""
        if self._pairs or len(row) != 2:
            return self._pairs
        if not self.names:
            return row[0].endswith(":")
        return self.width > 3 and bool(row[0]) and not self._fits(row)

    def _named_cells(self, row: list[str]) -> Iterator[str]:
        if self._carries and row[0]:
            is_total = _TOTAL_AT_END.search(row[0]) and not any(row[1:2])
            self._key = "" if is_total else row[0]
        elif self._carries and len(row) > 1 and row[1] and not _TOTAL.match(row[1]):
            yield _named(self.names[0], self._key)
        for name, cell in zip(chain(self.names, [""] * len(row)), row, strict=False):
            yield _named(name, cell)

    def _is_text(self, row: list[str]) -> bool:
        """Whether a row is a line of text: a note, or what the rows below it have in common."""
        if not is_alone(row):
            return False
        if self.width < 2:
            return not self.names
        note = len(row[0]) > LONGEST_NAME or row[0].endswith((*ENDS, ":")) or _NOTE.match(row[0])
        return self.width > 2 or len(row) == 1 or bool(note)

    def _is_section(self, row: list[str]) -> bool:
        return self._has_sections and len(row[0]) <= _LONGEST_KEY and not row[0].endswith(ENDS)


def _named_alike(rows: Sequence[list[str]], names: Sequence[str]) -> tuple[int, int]:
    """How many rows stand above the names of a table, and are names; none if none are.

    They are names if the first column is called as that of the table before.
    """
    at = 1 if rows and is_alone(rows[0]) else 0
    row = rows[at] if at + 1 < len(rows) else []
    is_alike = len(row) > 1 and bool(names) and row[0] == names[0] and may_be_names(row)
    return (at, 1) if is_alike else (0, 0)


def _first_and_rest(rows: Sequence[list[str]]) -> tuple[list[str], Sequence[list[str]]]:
    return (rows[0], rows[1:]) if rows else ([], [])


def _cells(row: Sequence[str]) -> list[str]:
    """The cells of a row on one line each, without the empty ones at its end."""
    cells = [_clean(cell) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _clean(cell: str) -> str:
    return " ".join(cell.split())


def _stopped(line: str) -> str:
    return line + "." if line and not line.endswith(ENDS) else line


def _named(name: str, cell: str) -> str:
    return f"{name}: {cell}" if name and cell else cell


def _row_lines(number: int, cells: Iterable[str]) -> Iterator[Line]:
    """The line of a row, or its lines if it is long, of which each begins with the first cell."""
    filled = [cell for cell in cells if cell]
    line = "; ".join(filled)
    if len(line) < MAX_CELL_CHARACTERS:
        if line:
            yield Line(number, _stopped(line))
        return
    part: list[str] = []
    length = 0
    for cell in (cell for cell in filled if len(cell) <= MAX_CELL_CHARACTERS):
        if part and length + len(cell) >= MAX_ROW_CHARACTERS - 1:
            yield Line(number, _stopped("; ".join(part)))
            part = part[:1] if len(part[0]) <= LONGEST_NAME else []
            length = sum(len(other) + 2 for other in part)
        part.append(cell)
        length += len(cell) + 2
    if part:
        yield Line(number, _stopped("; ".join(part)))
    for text in (cell for cell in filled if len(cell) > MAX_CELL_CHARACTERS):
        yield Line(number, _stopped(text), is_row=False)


def _are_parted(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether the rows below the names begin with one that says what the next ones have in common.

    In a table of two columns a row of one cell may lack its value; there it has to stand in
    capitals, as no other row does.
    """
    alone = list(map(is_alone, rows))
    if len(rows) < 2 or not alone[0]:
        return False
    if width > 2:
        return True
    parts = not alone[-1] and not any(a and b for a, b in pairwise(alone))
    in_capitals = all(row[0].isupper() == is_lone for row, is_lone in zip(rows, alone, strict=True))
    return width == 2 and parts and in_capitals


def _width(rows: Sequence[Sequence[str]]) -> int:
    """How many cells a row of the table has as a rule: the median of those with more than one."""
    widths = [len(row) for row in rows if len(row) > 1 and not is_alone(row)]
    return int(median(widths)) if widths else min(1, len(rows))


def _are_pairs(rows: Sequence[Sequence[str]], width: int) -> bool:
    """Whether rows without names are keys and their values."""
    keys = [row[0] for row in rows if row]
    return (
        width == 2
        and bool(keys)
        and all(1 <= len(key) <= _LONGEST_KEY and not key[0].isdigit() for key in keys)
        and all(kind_of(key) == "text" and not key.endswith(ENDS) for key in keys)
        and len(set(keys)) > len(keys) / 2
    )


def _column_kinds(rows: Sequence[Sequence[str]]) -> list[str]:
    """What most cells of each column hold; empty where they differ."""
    kinds = []
    for n in range(max(map(len, rows), default=0)):
        cells = [kind_of(row[n]) for row in rows if n < len(row) and row[n]]
        kind, count = Counter(cells).most_common(1)[0] if cells else ("", 0)
        kinds.append(kind if count >= _FEW * len(cells) else "")
    return kinds


def _has_gaps(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first cell holds for the rows below it too, in which it is left empty."""
    if len(rows) < 2 or not rows[0][0]:
        return False
    rows = [row for row in rows if any(row[1:2]) or not _TOTAL_AT_END.search(row[0])]
    below = [row for row in rows if not row[0]]
    keys = [row[0] for row in rows if row[0]]
    return (
        len(below) * 3 >= len(rows)
        and len(set(keys)) == len(keys)
        and all(kind_of(key) in ("text", "date") for key in keys)
        and sum(bool(row[1:] and row[1]) for row in below) > len(below) / 2
    )
