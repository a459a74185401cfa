"""Files of tables, made from a text form that can be read and compared in the repository.

`NAME.xlsx.txt` becomes `NAME.xlsx`, likewise `.ods`, `.xls`, `.docx`, `.pptx`, `.pdf` and `.txt`;
others are copied.

Sheets: `== Name` begins one, and each further line is a row of cells with a tab between them. A
whole number, one with a point, a date (2026-03-01) and a time (06:40) are stored as such, all else
as text. `^` joins a cell to the one above it, and `<` to the one at its left.

Word, slides and PDF: `# Title` is a title (and begins a slide), lines with tabs are the rows of a
table, and others are paragraphs.
"""

import datetime
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from pathlib import Path

import docx
import pptx
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from pptx.util import Inches
from reportlab import rl_config
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate
from reportlab.platypus import Table as Grid

ABOVE, LEFT = "^", "<"
_TEXT = ".txt"
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME = re.compile(r"\d\d:\d\d")

Value = str | int | float | datetime.date | datetime.time


def make_files(texts: Path, folder: Path) -> list[Path]:
    """Make every file whose text form lies in `texts`; sorted.

    Raises:
        ValueError: if there is a text form of a format that is not made here.
    """
    made = []
    for text in sorted(texts.iterdir()):
        path = folder / text.name.removesuffix(_TEXT)
        if text.suffix != _TEXT:
            shutil.copyfile(text, path)
        elif path.suffix in _WRITERS:
            _WRITERS[path.suffix](text.read_text(encoding="utf-8").splitlines(), path)
        else:
            raise ValueError(f"{text.name} is the text form of none of {', '.join(_WRITERS)}")
        made.append(path)
    return made


def text_form(texts: Path, name: str) -> Path:
    """Where the text lies that a file is made from."""
    path = texts / name
    return path if path.exists() else texts / f"{name}{_TEXT}"


def _sheets(lines: Sequence[str]) -> Iterator[tuple[str, list[list[str]]]]:
    """Name and rows of each sheet."""
    name, rows = "", list[list[str]]()
    for line in lines:
        if line.startswith("== "):
            if name:
                yield name, rows
            name, rows = line.removeprefix("== "), []
        else:
            rows.append(line.split("\t"))
    yield name, rows


def _value(cell: str) -> Value:
    if _NUMBER.fullmatch(cell):
        return float(cell) if "." in cell else int(cell)
    if _DATE.fullmatch(cell):
        return datetime.date.fromisoformat(cell)
    if _TIME.fullmatch(cell):
        return datetime.time.fromisoformat(cell)
    return cell


def _cells(rows: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int, int, Value]]:
    """First row and column, last row and column, from 0, and value of each cell that has one."""
    for y, row in enumerate(rows):
        for x, cell in enumerate(row):
            if cell in ("", ABOVE, LEFT):
                continue
            right, below = x, y
            while row[right + 1 : right + 2] == [LEFT]:
                right += 1
            while below + 1 < len(rows) and rows[below + 1][x : x + 1] == [ABOVE]:
                below += 1
            yield y, x, below, right, _value(cell)


def _write_xlsx(lines: Sequence[str], path: Path) -> None:
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in _sheets(lines):
        sheet = book.create_sheet(name)
        for y, x, below, right, value in _cells(rows):
            sheet.cell(y + 1, x + 1, value)
            if (y, x) != (below, right):
                sheet.merge_cells(
                    start_row=y + 1, start_column=x + 1, end_row=below + 1, end_column=right + 1
                )
    book.save(path)


def _write_xls(lines: Sequence[str], path: Path) -> None:
    formats = {datetime.date: "yyyy-mm-dd", datetime.time: "hh:mm"}
    styles = {kind: xlwt.easyxf(num_format_str=format) for kind, format in formats.items()}
    book = xlwt.Workbook()
    for name, rows in _sheets(lines):
        sheet = book.add_sheet(name)
        for y, x, below, right, value in _cells(rows):
            style = styles.get(type(value), xlwt.Style.default_style)
            sheet.write_merge(y, below, x, right, value, style)
    book.save(str(path))


def _write_ods(lines: Sequence[str], path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    for name, rows in _sheets(lines):
        table = Table(name=name)
        found = {(y, x): rest for y, x, *rest in _cells(rows)}
        for y, row in enumerate(rows):
            line = TableRow()
            for x, cell in enumerate(row):
                if (y, x) not in found:
                    covered = cell in (ABOVE, LEFT)
                    line.addElement(CoveredTableCell() if covered else TableCell())
                    continue
                below, right, value = found[y, x]
                spans = {"numberrowsspanned": below - y + 1, "numbercolumnsspanned": right - x + 1}
                made = TableCell(
                    **_typed(value), **{name: count for name, count in spans.items() if count > 1}
                )
                made.addElement(P(text=cell))
                line.addElement(made)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    book.save(str(path))


def _typed(value: Value) -> dict[str, str]:
    """Type and value of a cell, as OpenDocument has them."""
    if isinstance(value, str):
        return {"valuetype": "string"}
    if isinstance(value, datetime.date):
        return {"valuetype": "date", "datevalue": value.isoformat()}
    if isinstance(value, datetime.time):
        return {"valuetype": "time", "timevalue": f"{value:PT%HH%MM%SS}"}
    return {"valuetype": "float", "value": str(value)}


def _write_docx(lines: Sequence[str], path: Path) -> None:
    document = docx.Document()
    for is_table, group in groupby(lines, key=lambda line: "\t" in line):
        if not is_table:
            for line in group:
                if line.startswith("# "):
                    document.add_heading(line.removeprefix("# "), level=1)
                else:
                    document.add_paragraph(line)
            continue
        rows = [line.split("\t") for line in group]
        table = document.add_table(rows=len(rows), cols=max(map(len, rows)))
        for made, row in zip(table.rows, rows, strict=True):
            for cell, text in zip(made.cells, row, strict=False):
                cell.text = text
    document.save(str(path))


def _write_pptx(lines: Sequence[str], path: Path) -> None:
    slides = pptx.Presentation()
    slide = None
    for is_table, group in groupby(lines, key=lambda line: "\t" in line):
        rows = [line.split("\t") for line in group]
        if is_table and slide is not None:
            size, place = (len(rows), max(map(len, rows))), map(Inches, (0.5, 2, 9, 4))
            table = slide.shapes.add_table(*size, *place).table
            for y, row in enumerate(rows):
                for x, text in enumerate(row):
                    table.cell(y, x).text = text
            continue
        for (line,) in rows:
            if line.startswith("# "):
                slide = slides.slides.add_slide(slides.slide_layouts[5])
                slide.shapes.title.text = line.removeprefix("# ")
            elif slide is not None:
                box = slide.shapes.add_textbox(*map(Inches, (0.5, 6, 9, 1)))
                box.text_frame.text = line
    slides.save(str(path))


def _write_pdf(lines: Sequence[str], path: Path) -> None:
    rl_config.invariant = 1
    styles = getSampleStyleSheet()
    story: list[Flowable] = []
    for is_table, group in groupby(lines, key=lambda line: "\t" in line):
        if is_table:
            rows = [line.split("\t") for line in group]
            story.append(Grid(rows, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]))
            continue
        for line in group:
            style = styles["Title" if line.startswith("# ") else "BodyText"]
            story.append(Paragraph(line.removeprefix("# "), style))
    SimpleDocTemplate(str(path)).build(story)


def _write_txt(lines: Sequence[str], path: Path) -> None:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")


_WRITERS: dict[str, Callable[[Sequence[str], Path], None]] = {
    ".xlsx": _write_xlsx,
    ".xls": _write_xls,
    ".ods": _write_ods,
    ".docx": _write_docx,
    ".pptx": _write_pptx,
    ".pdf": _write_pdf,
    ".txt": _write_txt,
}
"""Of each format with a text form."""
