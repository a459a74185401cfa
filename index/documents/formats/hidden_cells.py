"""The rows and columns of a sheet that whoever made it has hidden: they are not read."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from index.documents.formats.lines import Line

_MOST_RANGES = 100_000
_NOTED = re.compile(r"Note on ([A-Z]{1,3})(\d{1,9}):")


@dataclass(slots=True)
class HiddenCells:
    """Which rows and columns of a sheet are hidden.

    Attributes:
        rows: first and last of each range of them, counted from 1, in order.
        columns: the same of columns.
    """

    rows: list[tuple[int, int]] = field(default_factory=list)
    columns: list[tuple[int, int]] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.rows or self.columns)

    def add_rows(self, first: int, last: int) -> None:
        """Note that rows are hidden, which are below those that were noted before."""
        _add(self.rows, first, last)

    def add_columns(self, first: int, last: int) -> None:
        """Note that columns are hidden, which are right of those that were noted before."""
        _add(self.columns, first, last)


def column_number(letters: bytes) -> int:
    """The number of a column, from 1, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _add(ranges: list[tuple[int, int]], first: int, last: int) -> None:
    if ranges and ranges[-1][1] == first - 1:
        ranges[-1] = (ranges[-1][0], last)
    elif len(ranges) < _MOST_RANGES:
        ranges.append((first, last))


class ShownCells:
    """Tells the cells of a sheet that are shown from those that are hidden."""

    def __init__(self, hidden: HiddenCells, left: int, height: int) -> None:
        """Makes it for a sheet.

        Args:
            hidden: what is hidden of it.
            left: the columns before the first that is read.
            height: its rows.
        """
        self._rows = _within(hidden.rows, height)
        self._hidden = hidden
        self._left = left
        self._by_width: dict[int, set[int]] = {}
        self._numbers = [n for n in range(1, height + 1) if n not in self._rows] if hidden else []

    def shown(self, rows: Iterable[list[str]]) -> Iterable[list[str]]:
        """The rows that are shown, without the columns that are not."""
        return self._shown(rows) if self._hidden else rows

    def _shown(self, rows: Iterable[list[str]]) -> Iterator[list[str]]:
        for number, row in enumerate(rows, start=1):
            if number not in self._rows:
                columns = self._columns(len(row))
                yield [words for n, words in enumerate(row) if n not in columns]

    def numbered(self, line: Line) -> Line:
        """A line made of the rows that are shown, with the number that its row has in the sheet."""
        return replace(line, number=self._numbers[line.number - 1]) if self._hidden else line

    def notes(self, notes: Iterable[str]) -> list[str]:
        """The notes on cells that are shown; see `sheet_notes`."""
        return [note for note in notes if not self._is_hidden(_NOTED.match(note))]

    def _is_hidden(self, cell: re.Match[str] | None) -> bool:
        if not cell or not self._hidden:
            return False
        column = column_number(cell[1].encode())
        in_column = any(first <= column <= last for first, last in self._hidden.columns)
        return in_column or int(cell[2]) in self._rows

    def told(self, rows: Iterable[list[str]]) -> str:
        """How many rows and columns with something in them are left out, in words; may be empty."""
        if not self._hidden:
            return ""
        left_out = 0
        columns: set[int] = set()
        for number, row in enumerate(rows, start=1):
            filled = {n for n, words in enumerate(row) if words.strip()}
            left_out += bool(filled) and number in self._rows
            columns |= filled & self._columns(len(row))
        counts = ((left_out, "row"), (len(columns), "column"))
        return " and ".join(f"{n:,} {what}{'s' if n > 1 else ''}" for n, what in counts if n)

    def _columns(self, width: int) -> set[int]:
        """The places of hidden columns in a row."""
        if width not in self._by_width:
            numbers = _within(self._hidden.columns, self._left + width)
            self._by_width[width] = {n - self._left - 1 for n in numbers}
        return self._by_width[width]


def _within(ranges: Iterable[tuple[int, int]], last: int) -> set[int]:
    return {n for first, end in ranges for n in range(first, min(end, last) + 1)}
