"""A file of sheets, looked at before the library that reads it is let in: what is too large is cut.

The library keeps each sheet as one block, from its first to its last cell that is filled, so that
two cells in far corners would take all memory there is. Here, the bytes of the sheets are read
through once; rows that would make a sheet too large are left out, in a copy, and told of.
"""

import html
import io
import re
import sys
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from index.documents.formats.contents import blocks, open_file, read_bytes
from index.documents.formats.hidden_cells import HiddenCells, column_number
from index.documents.formats.number_formats import (
    FormatRuns,
    NumberFormat,
    read_formats,
    stated_format,
)
from index.documents.formats.office import Package
from index.documents.formats.old_formats import read_old_formats
from index.documents.formats.sheet_notes import read_notes, read_ods_notes
from index.documents.normalise import UnreadableError

MAX_CELLS = 2_000_000
"""Cells between the first and the last of a sheet that are filled; each takes 32 bytes and more."""
MAX_SHEET_BYTES = 100_000_000
"""Of a sheet, unpacked."""
MAX_SHEETS_BYTES = 250_000_000
"""Of all sheets of a file, unpacked."""
MAX_OTHER_BYTES = 100_000_000
"""Of all else that the library reads: the words in the cells of all sheets, and their styles."""
MAX_PARTS = 5_000

LOCKED = "It is locked with a password; save it without one."

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML = (".xml", ".rels")
_LAST_ROW = 1 << 20  # that a spreadsheet program shows
_LONGEST_TAG = 1 << 20
_SNIFFED = 4_096
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_WORKSHEET = re.compile(rb"<(?:\w+:)?worksheet\b")
_SHEET_TOKEN = re.compile(
    rb"<(\w+:)?(?:(row|col|c)\b([^<>]*)>|(?:/f>|f\b[^<>]*/>)\s{0,9}(?:<v\s?/>|<v></v>)?\s{0,9}(</c>))"
)
_ODS_TOKEN = re.compile(
    rb"<(/?)table:(table-row(?!-)|table-column(?!-)|table-cell|covered-table-cell|table(?!-))\b([^<>]*)>"
)
_ANNOTATION = re.compile(rb"<office:annotation\b")
_CELL = re.compile(rb"\br=[\"']([A-Z]{1,3})(\d{1,10})[\"']")
_STYLE = re.compile(rb"\bs=[\"'](\d{1,6})[\"']")
_ROW = re.compile(rb"\br=[\"'](\d{1,10})[\"']")
_HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_COLUMN_RANGE = re.compile(rb"\b(?:min|max)=[\"'](\d{1,5})[\"']")
_UNSEEN = re.compile(rb"\btable:visibility=[\"'](?:collapse|filter)[\"']")
_COLUMNS_REPEATED = re.compile(rb"number-columns-repeated=[\"'](\d{1,10})[\"']")
_ROWS_REPEATED = re.compile(rb"number-rows-repeated=[\"'](\d{1,10})[\"']")
_TABLE_NAME = re.compile(rb"table:name=[\"']([^\"']{0,300})[\"']")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b([^<>]{0,2000})>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^<>]{0,4000})>")


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file of sheets that the library may read.

    Attributes:
        file: its path, or a copy of it without what is too large.
        cut: names of sheets of which not all is in it; the number of the first row that is not.
        unsaved: names of sheets with formulas that have no value; how many there are.
        formats: names of sheets; how they show their numbers.
        notes: names of sheets; the notes on their cells.
        hidden: names of sheets; their rows and columns that are hidden.
    """

    file: Path | BinaryIO
    cut: dict[str, int] = field(default_factory=dict)
    unsaved: dict[str, int] = field(default_factory=dict)
    formats: dict[str, FormatRuns] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, HiddenCells] = field(default_factory=dict)


def open_workbook(path: Path) -> Workbook:
    """Look a file of sheets through, whatever its name says that it is.

    Raises:
        UnreadableError: if it is no such file, is locked, broken, or too large.
        OSError: if it cannot be read.
    """
    with open_file(path) as file:
        start = file.read(_SNIFFED)
    if start.startswith(_OLE):
        if _ENCRYPTED in read_bytes(path):
            raise UnreadableError(LOCKED)
        return Workbook(path, formats=read_old_formats(path))
    if not start.startswith(_ZIP):
        words = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
        kind = "a web page" if words.startswith((b"<!doctype", b"<html", b"<table")) else "none"
        raise UnreadableError(
            f"It is called a file of sheets and is {kind}; open it and save it as .xlsx or .csv."
        )
    try:
        with zipfile.ZipFile(path) as archive:
            return _checked(path, archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError) as error:
        raise UnreadableError("It is broken or cut off; save it again.") from error
    except RuntimeError as error:  # what zipfile raises for a locked archive
        raise UnreadableError(LOCKED) from error


def _checked(path: Path, archive: zipfile.ZipFile) -> Workbook:
    parts = [part for part in archive.infolist() if part.filename.lower().endswith(_XML)]
    names = {part.filename for part in parts}
    if len(parts) > MAX_PARTS:
        raise UnreadableError(f"It has more than {MAX_PARTS} parts; cut it into several files.")
    if "content.xml" in names:
        if "encryption-data" in _head(archive, "META-INF/manifest.xml"):
            raise UnreadableError(LOCKED)
        return _checked_ods(path, archive)
    sheets = [name for name in sorted(names) if _is_sheet(archive, name)]
    others = sum(part.file_size for part in parts if part.filename not in sheets)
    if others > MAX_OTHER_BYTES:
        raise UnreadableError(_too_large(others))
    titles = _titles(archive)
    package = Package(archive)
    shown = read_formats(package)
    looks = {}
    room = MAX_SHEETS_BYTES
    for name in sheets:
        looks[name] = _look(archive, name, min(room, MAX_SHEET_BYTES), shown)
        room -= looks[name].size
    cut = {name: look for name, look in looks.items() if look.cut is not None}
    known = {name: titles.get(name, name.rsplit("/", 1)[-1]) for name in sheets}
    unsaved = {known[name]: look.unsaved for name, look in looks.items() if look.unsaved}
    for part in names.difference(sheets):
        _read_through(archive, part)
    formats = {known[name]: look.formats for name, look in looks.items() if look.formats.columns}
    notes = {known[name]: found for name in sheets if (found := read_notes(package, name))}
    hidden = {known[name]: look.hidden for name, look in looks.items() if look.hidden}
    if not cut and len(names) == len(parts):
        return Workbook(path, {}, unsaved, formats, notes, hidden)
    drops = {name: [(look.cut or 0, sys.maxsize, look.end)] for name, look in cut.items()}
    rows = {known[name]: look.row for name, look in cut.items()}
    return Workbook(_copy(archive, names, drops), rows, unsaved, formats, notes, hidden)


def _too_large(size: int) -> str:
    return (
        f"It would unpack to {size // 1_000_000} MB, too much to read; cut it into several files."
    )


def _read_through(archive: zipfile.ZipFile, name: str) -> None:
    """See that a part has the size that it says, which the library might not check."""
    with archive.open(name) as file:
        for _ in blocks(file, archive.getinfo(name).file_size + 1):  # type: ignore[arg-type]
            pass


def _is_sheet(archive: zipfile.ZipFile, name: str) -> bool:
    with archive.open(name) as file:
        start = file.read(_SNIFFED)
    if start.startswith(_UTF16):
        raise UnreadableError("It is written in UTF-16, which is not read; save it again.")
    return bool(_WORKSHEET.search(start))


def _titles(archive: zipfile.ZipFile) -> dict[str, str]:
    """The name of the sheet in each part, as far as the archive tells."""
    targets: dict[str, str] = {}
    for tag in _RELATION.findall(_head(archive, "xl/_rels/workbook.xml.rels")):
        target = _attribute(tag, "Target").lstrip("/").removeprefix("xl/")
        targets[_attribute(tag, "Id")] = f"xl/{target}"
    sheets = _SHEET.findall(_head(archive, "xl/workbook.xml"))
    return {
        targets[id]: _attribute(tag, "name")
        for tag in sheets
        if (id := _attribute(tag, r"\w+:id")) in targets
    }


def _head(archive: zipfile.ZipFile, name: str) -> str:
    try:
        with archive.open(name) as file:
            return file.read(_LONGEST_TAG).decode("utf-8", "replace")
    except KeyError:
        return ""


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\b{name}=[\"']([^\"']*)[\"']", tag)
    return html.unescape(found[1]) if found else ""


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
class _Look:
    """What is seen of a sheet: where it is cut, at which row, and how far it was read."""

    name: str = ""
    cut: int | None = None
    row: int = 0
    end: bytes = b""
    size: int = 0
    unsaved: int = 0
    formats: FormatRuns = field(default_factory=FormatRuns)
    hidden: HiddenCells = field(default_factory=HiddenCells)


def _look(
    archive: zipfile.ZipFile, name: str, most_bytes: int, shown: Mapping[int, NumberFormat]
) -> _Look:
    """Read a sheet of an .xlsx file through, up to the row with which it becomes too large."""
    look = _Look(formats=FormatRuns(shown))
    block = _Block()
    row = column = cells = 0
    row_at = 0
    for at, token in _tokens(archive, name, _SHEET_TOKEN, most_bytes):
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


def _tokens(
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


def _checked_ods(path: Path, archive: zipfile.ZipFile) -> Workbook:
    """Look at an .ods file: all tables are in one part, and a cell or row may stand for many."""
    name = "content.xml"
    if archive.getinfo(name).file_size > MAX_SHEETS_BYTES:
        raise UnreadableError(_too_large(archive.getinfo(name).file_size))
    cut: dict[str, int] = {}
    drops: list[tuple[int, int, bytes]] = []
    formats: dict[str, FormatRuns] = {}
    hidden: dict[str, HiddenCells] = {}
    for table in _tables(archive, name):
        if table.formats.columns:
            formats.setdefault(table.name, table.formats)
        if table.hidden:
            hidden.setdefault(table.name, table.hidden)
        if table.cut is not None:
            drops.append((table.cut, table.size, b""))
            cut.setdefault(table.name, table.row)
    notes = _ods_notes(archive, name)
    if not drops:
        return Workbook(path, formats=formats, notes=notes, hidden=hidden)
    names = {part.filename for part in archive.infolist() if part.filename.endswith(_XML)}
    copy = _copy(archive, names | {"mimetype"}, {name: drops})
    return Workbook(copy, cut, formats=formats, notes=notes, hidden=hidden)


def _ods_notes(archive: zipfile.ZipFile, name: str) -> dict[str, list[str]]:
    """The notes on cells; of a file without any, the cells are not gone through once more."""
    if not any(True for _ in _tokens(archive, name, _ANNOTATION, MAX_SHEETS_BYTES)):
        return {}
    with archive.open(name) as file:
        return read_ods_notes(file)


def _tables(archive: zipfile.ZipFile, part: str) -> Iterator[_Look]:
    """What is seen of each table of an .ods file; its `size` is where it ends."""
    look = _Look()
    block = _Block()
    row = column = times = row_at = 0
    formats: dict[int, NumberFormat] = {}
    filled: tuple[int, int] | None = None
    for at, token in _tokens(archive, part, _ODS_TOKEN, MAX_SHEETS_BYTES):
        closes, kind, attributes = token.groups()
        if kind == b"table" and closes:
            look.size = at
            yield look
        elif kind == b"table":
            look, block, row, column = _Look(_table_name(attributes)), _Block(), 0, 0
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


def _limit(look: _Look, area: int, at: int, first: int, last: int) -> None:
    """Cut a table at rows with which the block of its cells becomes too large."""
    if area > MAX_CELLS or (area and last > _LAST_ROW):
        look.cut, look.row = at, first


def _times(pattern: re.Pattern[bytes], attributes: bytes) -> int:
    found = pattern.search(attributes)
    return int(found[1]) if found else 1


def _copy(
    archive: zipfile.ZipFile, names: set[str], drops: dict[str, list[tuple[int, int, bytes]]]
) -> BinaryIO:
    """A copy of the parts with these names, without some ranges of bytes.

    Args:
        archive: where they are.
        names: of the parts.
        drops: for a part, in order, where each range starts and ends and what comes instead.
    """
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
        for name in sorted(names.intersection(archive.namelist())):
            with archive.open(name) as file, copy.open(name, "w") as target:
                at = 0
                for start, end, instead in drops.get(name, []):
                    for piece in blocks(file, start - at):  # type: ignore[arg-type]
                        target.write(piece)
                    target.write(instead)
                    if end < sys.maxsize:
                        for _ in blocks(file, end - start):  # type: ignore[arg-type]
                            pass
                    at = end
                if at < sys.maxsize:
                    for piece in blocks(file, sys.maxsize):  # type: ignore[arg-type]
                        target.write(piece)
    made.seek(0)
    return made
