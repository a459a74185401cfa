"""How the cells of an old file of sheets (.xls, BIFF8) show their numbers; see `number_formats`.

The library that reads the cells does not tell. Records are as [MS-XLS] has them.
"""

import struct
from collections.abc import Iterator
from pathlib import Path

from index.documents.formats.number_formats import (
    PERCENT_IDS,
    FormatRuns,
    NumberFormat,
    read_format,
)

_STREAM = "Workbook"
_BIFF8 = 0x0600
_BOF, _SHEET, _FORMAT, _XF = 0x0809, 0x0085, 0x041E, 0x00E0
_ONE_CELL = frozenset((0x0203, 0x027E, 0x0006))  # NUMBER, RK, FORMULA
_SEVERAL_CELLS = 0x00BD  # MULRK
_BROKEN = (OSError, ValueError, IndexError, TypeError, struct.error, RecursionError)


def read_old_formats(path: Path) -> dict[str, FormatRuns]:
    """The formats of the cells of each sheet, by its name; empty if there are none to tell.

    A file that is broken tells none: what is wrong with it is for the library to say.
    """
    from olefile import OleFileIO

    try:
        with OleFileIO(path) as file:
            if not file.exists(_STREAM):
                return {}
            data = file.openstream(_STREAM).read()
        return dict(_runs(data))
    except _BROKEN:
        return {}


def _runs(data: bytes) -> Iterator[tuple[str, FormatRuns]]:
    book = _Book()
    formats: dict[int, NumberFormat] = {}
    sheet: FormatRuns | None = None
    for at, kind, body in _records(data):
        if kind != _BOF:
            if sheet:
                _add_cells(sheet, kind, body)
            else:
                book.note(kind, body)
            continue
        if struct.unpack_from("<H", body)[0] != _BIFF8:
            return
        sheet = None
        if at in book.names:
            formats = formats or book.formats()
            if not formats:
                return
            sheet = FormatRuns(formats)
            yield book.names[at], sheet


class _Book:
    """What stands before the sheets.

    Attributes:
        names: of the sheets, by where they start.
    """

    def __init__(self) -> None:
        self.names: dict[int, str] = {}
        self._styles: list[int] = []  # the numbers of their formats
        self._codes: dict[int, NumberFormat | None] = dict.fromkeys(
            PERCENT_IDS, NumberFormat("", "%", percent=True)
        )

    def note(self, kind: int, body: bytes) -> None:
        """Take up a record."""
        if kind == _SHEET:
            self.names[struct.unpack_from("<I", body)[0]] = _words(body[7:], body[6], body[7])
        elif kind == _FORMAT:
            number, count, flags = struct.unpack_from("<HHB", body)
            self._codes[number] = read_format(_words(body[4:], count, flags))
        elif kind == _XF:
            self._styles.append(struct.unpack_from("<H", body, 2)[0])

    def formats(self) -> dict[int, NumberFormat]:
        """The formats that say something, by the numbers that cells call them by."""
        known = enumerate(map(self._codes.get, self._styles))
        return {style: format for style, format in known if format}


def _add_cells(sheet: FormatRuns, kind: int, body: bytes) -> None:
    """Record the formats of the cells of a record, if it is one of cells with numbers."""
    if kind in _ONE_CELL:
        row, column, style = struct.unpack_from("<HHH", body)
        sheet.add(row + 1, column + 1, style)
    elif kind == _SEVERAL_CELLS:
        row, column = struct.unpack_from("<HH", body)
        for place, at in enumerate(range(4, len(body) - 6, 6), start=column):
            sheet.add(row + 1, place + 1, struct.unpack_from("<H", body, at)[0])


def _records(data: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Where each record starts, its kind, and what is in it."""
    at = 0
    while at + 4 <= len(data):
        kind, size = struct.unpack_from("<HH", data, at)
        yield at, kind, data[at + 4 : at + 4 + size]
        at += 4 + size


def _words(text: bytes, count: int, flags: int) -> str:
    """A string, of which the first byte holds its flags: one byte a letter, or two."""
    wide = flags & 1
    return text[1 : 1 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1", "replace")
