"""Files of sheets (.xlsx, .xlsm, .xls, .ods) → a document a sheet, by calamine.

Cells have the values that were last worked out, not formulas. Dates are ISO dates, whole numbers
have no point, what is true is `yes`, and numbers have the sign or unit with which the file
shows them. Notes on cells come after the rows. Rows and columns that are hidden are left out.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.formats.beside import columns_of_tables
from index.documents.formats.hidden_cells import HiddenCells, ShownCells
from index.documents.formats.lines import Line, bounded, placed
from index.documents.formats.number_formats import FormatReader, FormatRuns
from index.documents.formats.rich_cells import read_as
from index.documents.formats.rows import numbered_lines
from index.documents.formats.workbooks import LOCKED, Workbook, open_workbook
from index.documents.normalise import UnreadableError, make_document
from index.types import Document, Skipped

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook, SheetMetadata

MAX_SHEETS = 1_000
"""Of a file that are read."""

_Cell = int | float | str | bool | datetime.time | datetime.date | datetime.timedelta
_ERROR = re.compile(r"#(?:REF!|DIV/0!|N/A|NAME\?|NULL!|NUM!|VALUE!|SPILL!|CALC!|GETTING_DATA)")
_MOST_MERGED = 1_000  # ranges over one row
_WHOLE = 1e15  # beyond it, a number with a point has no digits after it


def read_sheets(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The documents in a file of sheets, one for each that is shown and is not empty.

    Raises:
        UnreadableError: if it is no such file, is locked, broken, too large, or holds nothing.
        OSError: if it cannot be read.
    """
    checked = open_workbook(path)
    workbook = _opened(checked)
    sheets = workbook.sheets_metadata
    shown = [sheet for sheet in sheets if _why_not(sheet) is None]
    found = False
    for sheet in sheets[:MAX_SHEETS]:
        title = path.stem if len(shown) == 1 else f"{path.stem}: {sheet.name}"
        for item in _read(workbook, sheet, checked, f"{source}#{sheet.name}", title):
            found = True
            yield item
    if len(sheets) > MAX_SHEETS:
        yield Skipped(source, f"Only the first {MAX_SHEETS} of its sheets were read; cut it.")
    elif not found:
        raise UnreadableError("It holds no text.")


def _opened(checked: Workbook) -> "CalamineWorkbook":
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    try:
        file = checked.file
        if isinstance(file, Path):
            return CalamineWorkbook.from_path(file)
        return CalamineWorkbook.from_filelike(file)
    except PasswordError as error:
        raise UnreadableError(LOCKED) from error
    except CalamineError as error:
        raise UnreadableError(f"It is broken; save it again: {error}") from error
    except BaseException as error:
        _see_panic(error)
        raise


def _see_panic(error: BaseException) -> None:
    """Raise a fault within the library, which is no `Exception` of Python's, as one of the file."""
    if type(error).__name__ == "PanicException":
        raise UnreadableError("It is broken; open it and save it again.") from error


def _why_not(sheet: "SheetMetadata") -> str | None:
    """Why a sheet is not read; None if it is."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum

    if sheet.typ != SheetTypeEnum.WorkSheet:
        return f"The sheet “{sheet.name}” is a chart or a macro, and has no cells to read."
    if sheet.visible != SheetVisibleEnum.Visible:
        return f"The sheet “{sheet.name}” is hidden, and was not read; show it to have it read."
    return None


def _read(
    workbook: "CalamineWorkbook", sheet: "SheetMetadata", checked: Workbook, source: str, title: str
) -> Iterator[Document | Skipped]:
    """The document in a sheet, and what was not read of it."""
    if reason := _why_not(sheet):
        yield Skipped(source, reason)
        return
    from python_calamine import CalamineError

    try:
        cells = workbook.get_sheet_by_name(sheet.name)
        left: list[int] = []
        runs = checked.formats.get(sheet.name, FormatRuns())
        start, end = cells.start or (0, 0), cells.end or (0, 0)
        shown = ShownCells(
            checked.hidden.get(sheet.name, HiddenCells()), left=start[1], height=end[0] + 1
        )

        def rows() -> Iterable[list[str]]:
            return _rows(cells, runs, checked.raised)

        left_out = shown.told(rows())
        lines = (
            shown.numbered(line)
            for columns in columns_of_tables(shown.shown(rows()))
            for line in numbered_lines(row[columns] for row in shown.shown(rows()))
        )
        notes = (
            Line(1, note, is_row=False) for note in shown.notes(checked.notes.get(sheet.name, []))
        )
        text, places = placed(bounded(chain(lines, notes), left))
    except CalamineError as error:
        yield Skipped(source, f"The sheet “{sheet.name}” is broken; save it again: {error}")
        return
    except BaseException as error:
        _see_panic(error)
        raise
    if text:
        yield make_document(source, text, title, places=places)
    if sheet.name in checked.cut:
        left.append(checked.cut[sheet.name])
    if left_out:
        yield Skipped(
            source,
            f"Hidden in the sheet “{sheet.name}”, and not read: {left_out}; show them to have them"
            " read.",
        )
    if left:
        yield Skipped(
            source,
            f"The sheet “{sheet.name}” is too large: row {left[0]} and what follows were not read;"
            " cut it into several sheets.",
        )
    if count := checked.unsaved.get(sheet.name):
        yield Skipped(
            source,
            f"The values of formulas in the sheet “{sheet.name}” are not in the file (cells:"
            f" {count}); open it in a spreadsheet program and save it.",
        )


def _rows(
    sheet: "CalamineSheet", runs: FormatRuns, raised: Mapping[str, str]
) -> Iterator[list[str]]:
    """The words in the cells of each row, from the first row of the sheet on.

    A cell that is merged over several rows stands in each of them.

    Args:
        sheet: that is read.
        runs: how its cells show numbers.
        raised: what texts with raised figures are to be read as.
    """
    if sheet.start is None:
        return
    left = sheet.start[1]
    given = (read_as(row, raised) for row in sheet.iter_rows())
    rows: Iterable[list[str]] = ([_words(cell) for cell in row] for row in given)
    if runs.columns:
        formats = runs.reader()
        rows = (
            [_shown_words(cell, formats, n, m) for m, cell in enumerate(row, start=left + 1)]
            for n, row in enumerate(given, start=1)
        )
    ranges = [
        (top, bottom, first - left)
        for (top, first), (bottom, last) in sheet.merged_cell_ranges or []
        if bottom > top and first == last and first >= left
    ]
    yield from _unmerged(rows, sorted(ranges)) if ranges else rows


def _unmerged(
    rows: Iterable[list[str]], ranges: Sequence[tuple[int, int, int]]
) -> Iterator[list[str]]:
    """The rows, with the first cell of each range in the rows of the range.

    Args:
        rows: all rows of the sheet.
        ranges: first row, last row and column of each, sorted; rows are counted from 0.
    """
    waiting = iter(ranges)
    following = next(waiting, None)
    active: list[tuple[int, int, str]] = []
    for number, row in enumerate(rows):
        active = [one for one in active if one[0] >= number]
        for _, column, words in active:
            if column < len(row) and not row[column]:
                row[column] = words
        while following and following[0] <= number:
            top, bottom, column = following
            if top == number and column < len(row) and len(active) < _MOST_MERGED:
                active.append((bottom, column, row[column]))
            following = next(waiting, None)
        yield row


def _shown_words(cell: _Cell, formats: FormatReader, row: int, column: int) -> str:
    """A value in words, as the sheet shows it; empty for an error."""
    words = _words(cell)
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    format = formats.of(row, column) if is_number and words else None
    return format.shown(words) if format else words


def _words(cell: _Cell) -> str:
    """A value in words; empty for an error."""
    if isinstance(cell, str):
        return "" if _ERROR.fullmatch(cell) else cell
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < _WHOLE else f"{cell:.15g}"
    if isinstance(cell, datetime.datetime):
        time = cell.time()
        return f"{cell.date()} {_clock(time)}" if time != datetime.time() else str(cell.date())
    if isinstance(cell, datetime.time):
        return _clock(cell)
    if isinstance(cell, datetime.timedelta):
        seconds = round(cell.total_seconds())
        hours, minutes = seconds // 3600, seconds // 60 % 60
        return f"{hours}:{minutes:02}" + (f":{seconds % 60:02}" if seconds % 60 else "")
    return str(cell)


def _clock(time: datetime.time) -> str:
    return f"{time:%H:%M:%S}" if time.second else f"{time:%H:%M}"
