"""A file of sheets, looked at before the library that reads it is let in: what is too large is cut.

The library keeps each sheet as one block, from its first to its last cell that is filled, so that
two cells in far corners would take all memory there is. Here, the bytes of the sheets are read
through once (`sheet_looks.py`); rows that would make a sheet too large are left out, in a copy, and
told of.
"""

import html
import io
import re
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from index.documents.formats.contents import blocks, open_file, read_bytes
from index.documents.formats.hidden_cells import HiddenCells
from index.documents.formats.number_formats import FormatRuns, read_formats
from index.documents.formats.office import Package
from index.documents.formats.old_formats import read_old_formats
from index.documents.formats.rich_cells import raised_texts
from index.documents.formats.sheet_looks import look_through, tables_of, tokens
from index.documents.formats.sheet_notes import read_notes, read_ods_notes
from index.documents.normalise import UnreadableError

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
_LONGEST_TAG = 1 << 20
_SNIFFED = 4_096
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\0", b"\0<")
_WORKSHEET = re.compile(rb"<(?:\w+:)?worksheet\b")
_ANNOTATION = re.compile(rb"<office:annotation\b")
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
        raised: texts of cells with raised figures, and what each is to be read as.
    """

    file: Path | BinaryIO
    cut: dict[str, int] = field(default_factory=dict)
    unsaved: dict[str, int] = field(default_factory=dict)
    formats: dict[str, FormatRuns] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    hidden: dict[str, HiddenCells] = field(default_factory=dict)
    raised: dict[str, str] = field(default_factory=dict)


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
        looks[name] = look_through(archive, name, min(room, MAX_SHEET_BYTES), shown)
        room -= looks[name].size
    cut = {name: look for name, look in looks.items() if look.cut is not None}
    known = {name: titles.get(name, name.rsplit("/", 1)[-1]) for name in sheets}
    unsaved = {known[name]: look.unsaved for name, look in looks.items() if look.unsaved}
    for part in names.difference(sheets):
        _read_through(archive, part)
    formats = {known[name]: look.formats for name, look in looks.items() if look.formats.columns}
    notes = {known[name]: found for name in sheets if (found := read_notes(package, name))}
    hidden = {known[name]: look.hidden for name, look in looks.items() if look.hidden}
    raised = raised_texts(package)
    if not cut and len(names) == len(parts):
        return Workbook(path, {}, unsaved, formats, notes, hidden, raised)
    drops = {name: [(look.cut or 0, sys.maxsize, look.end)] for name, look in cut.items()}
    rows = {known[name]: look.row for name, look in cut.items()}
    return Workbook(_copy(archive, names, drops), rows, unsaved, formats, notes, hidden, raised)


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


def _checked_ods(path: Path, archive: zipfile.ZipFile) -> Workbook:
    """Look at an .ods file: all tables are in one part, and a cell or row may stand for many."""
    name = "content.xml"
    if archive.getinfo(name).file_size > MAX_SHEETS_BYTES:
        raise UnreadableError(_too_large(archive.getinfo(name).file_size))
    cut: dict[str, int] = {}
    drops: list[tuple[int, int, bytes]] = []
    formats: dict[str, FormatRuns] = {}
    hidden: dict[str, HiddenCells] = {}
    for table in tables_of(archive, name, MAX_SHEETS_BYTES):
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
    if not any(True for _ in tokens(archive, name, _ANNOTATION, MAX_SHEETS_BYTES)):
        return {}
    with archive.open(name) as file:
        return read_ods_notes(file)


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
