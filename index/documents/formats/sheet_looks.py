"""The bytes of a sheet → its size, how it shows the numbers in its cells, and which are hidden.

A sheet is read through once, tag by tag, before the library that reads it is let in. One that would
become too large is cut at the row with which it does.
"""

import html
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from index.documents.formats.contents import blocks
from index.documents.formats.hidden_cells import HiddenCells, column_number
from index.documents.formats.number_formats import FormatRuns, NumberFormat, stated_format

MAX_CELLS = 2_000_000
"""Cells between the first and the last of a sheet that are filled; each takes 32 bytes and more."""
_LAST_ROW = 1 << 20  # that a spreadsheet program shows
_SHEET_TOKEN = re.compile(
    rb"<(\w+:)?(?:(row|col|c)\b([^<>]*)>|(?:/f>|f\b[^<>]*/>)\s{0,9}(?:<v\s?/>|<v></v>)?\s{0,9}(</c>))"
)
_ODS_TOKEN = re.compile(
    rb"<(/?)table:(table-row(?!-)|table-column(?!-)|table-cell|covered-table-cell|table(?!-))\b([^<>]*)>"
)
_CELL = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,10})[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")
_ROW = re.compile(rb"\br=[\"'](\d{1,10})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_COLUMN_RANGE = re.compile(rb"\b(?:min|max)=[\"'](\d{1,5})[\"']")
_UNSEEN = re.compile(rb"\btable:visibility=[\"'](?:collapse|filter)[\"']")
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated=[\"'](\d{1,10})[\"']")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated=[\"'](\d{1,10})[\"']")
_TABLE_NAME = re.compile(rb"table:name=[\"']([^\"']{0,300})[\"']")
_LONGEST_TAG = 1 << 20


class _Block:
    """The smallest block of cells that holds those that were seen."""

    def __init__(self) -> None:
        self.first_row = self.last_row = self.first = self.last = -1

    def area_with(self, top: int, bottom: int, first: int, last: int) -> int:
        """How many cells the block has once these rows and columns are in it."""
        if self.first_row < 0:
            self.first_row, self.last_row, self.first, self.last = top, bottom, first, last
        self.first_row, self.last_row = min(self.first_row, top), max(self.last_row, bottom)
        self.first, self.last = min(self.first, first), max(self.last, last)
        return (self.last_row - self.first_row + 1) * (self.last - self.first + 1)


@dataclass(slots=True)
class Look:
    """What is seen of a sheet: where it is cut, at which row, and how far it was read."""

    name: str = ""
    cut: int | None = None
    row: int = 0
    end: bytes = b""
    size: int = 0
    unsaved: int = 0
    formats: FormatRuns = field(default_factory=FormatRuns)
    hidden: HiddenCells = field(default_factory=HiddenCells)


def look_through(
    archive: zipfile.ZipFile, name: str, most_bytes: int, shown: Mapping[int, NumberFormat]
) -> Look:
    """Read a sheet of an .xlsx file through, up to the row with which it becomes too large."""
    look = Look(formats=FormatRuns(shown))
    block = _Block()
    row = column = cells = 0
    row_at = 0
    for at, token in tokens(archive, name, _SHEET_TOKEN, most_bytes):
        look.size = at
        prefix, kind, attributes, valueless = token.groups()
        if valueless:
            look.unsaved += 1
        elif kind == b"row":
            number = _ROW.search(attributes)
            row, column, row_at = int(number[1]) if number else row + 1, 0, at
            look.end = b"</%bsheetData></%bworksheet>" % ((prefix or b"",) * 2)
            _see(look.hidden.add_rows, _HIDDEN, attributes, row, row)
        elif kind == b"col":
            found = [int(place) for place in _COLUMN_RANGE.findall(attributes)] or [0]
            _see(look.hidden.add_columns, _HIDDEN, attributes, min(found), max(found))
        elif kind:
            place = _CELL.search(attributes)
            column = column_number(place[1]) if place else column + 1
            row = int(place[2]) if place else row
            cells += 1
            is_filled = not attributes.endswith(b"/")
            if is_filled and shown and (style := _STYLE.search(attributes)):
                look.formats.add(row, column, int(style[1]))
            area = block.area_with(row, row, column, column) if is_filled else 0
            if max(area, cells) > MAX_CELLS:
                look.cut, look.row = row_at, row
                return look
    if archive.getinfo(name).file_size > most_bytes:
        look.cut, look.row = row_at, max(row, 1)
        look.end = look.end or b"<sheetData/></worksheet>"
    return look


def _see(
    add: Callable[[int, int], None],
    hidden: re.Pattern[bytes],
    attributes: bytes,
    first: int,
    last: int,
) -> None:
    """Note rows or columns, of an element with such attributes, if they are hidden."""
    if hidden.search(attributes):
        add(first, last)


def _table_name(attributes: bytes) -> str:
    found = _TABLE_NAME.search(attributes)
    return html.unescape(found[1].decode("utf-8", "replace")) if found else ""


def tokens(
    archive: zipfile.ZipFile, name: str, pattern: re.Pattern[bytes], most_bytes: int
) -> Iterator[tuple[int, re.Match[bytes]]]:
    """The tokens in a part that a pattern finds, and where each of them starts."""
    rest = b""
    done = 0  # bytes before `rest`
    with archive.open(name) as file:
        for piece in blocks(file, most_bytes):  # type: ignore[arg-type]
            rest += piece
            end = rest.rfind(b"<")
            for match in pattern.finditer(rest, 0, max(end, 0)):
                yield done + match.start(), match
            kept = end if end >= 0 and len(rest) - end < _LONGEST_TAG else len(rest)
            done += kept
            rest = rest[kept:]
        for match in pattern.finditer(rest):
            yield done + match.start(), match


def tables_of(archive: zipfile.ZipFile, part: str, most_bytes: int) -> Iterator[Look]:
    """What is seen of each table of an .ods file; its `size` is where it ends."""
    look = Look()
    block = _Block()
    row = column = times = row_at = 0
    formats: dict[int, NumberFormat] = {}
    filled: tuple[int, int] | None = None
    for at, token in tokens(archive, part, _ODS_TOKEN, most_bytes):
        closes, kind, attributes = token.groups()
        if kind == b"table" and closes:
            look.size = at
            yield look
        elif kind == b"table":
            look, block, row, column = Look(_table_name(attributes)), _Block(), 0, 0
            look.formats = FormatRuns(formats)
        elif look.cut is not None:
            continue
        elif kind == b"table-row" and not closes:
            times = _times(_ROWS_REPEATED, attributes)
            column, row_at, filled = 0, at, None
            row += times
            _see(look.hidden.add_rows, _UNSEEN, attributes, row - times + 1, row)
        elif kind == b"table-column" and not closes:
            first, column = column + 1, column + _times(_COLUMNS_REPEATED, attributes)
            _see(look.hidden.add_columns, _UNSEEN, attributes, first, column)
        elif kind == b"table-row":
            area = block.area_with(row - times + 1, row, *filled) if filled else 0
            _limit(look, area, row_at, row - times + 1, row)
        elif not closes:
            last = column + _times(_COLUMNS_REPEATED, attributes)
            if not attributes.endswith(b"/") or b"value" in attributes:
                filled = (filled[0] if filled else column + 1, last)
                once = times == 1 and last == column + 1
                look.formats.add(row, last, stated_format(attributes, formats) if once else -1)
            column = last


def _limit(look: Look, area: int, at: int, first: int, last: int) -> None:
    """Cut a table at rows with which the block of its cells becomes too large."""
    if area > MAX_CELLS or (area and last > _LAST_ROW):
        look.cut, look.row = at, first


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1
