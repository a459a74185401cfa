"""The tables of a Word file: their rows, cells, and lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from index.documents.formats.docx_styles import is_on
from index.documents.formats.inline import in_one
from index.documents.formats.office import Element, child, local
from index.documents.formats.rows import table_lines

TRANSPARENT = (
    "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "ruby",
    "rubyBase",
)  # fmt: skip
"""Elements that are nothing but what is in them."""


@dataclass(slots=True)
class Cell:
    """A cell of a table: its paragraphs, tables in it, and how many columns it takes."""

    lines: list[str]
    inner: list[str]
    columns: int = 1
    goes_on: bool = False


def rows_of(table: Element) -> Iterator[Element]:
    """The rows of a table that are there: neither deleted nor hidden."""
    for row in members(table, "tr"):
        properties = child(row, "trPr")
        hidden = child(properties, "hidden")
        if child(properties, "del") is None and not is_on(hidden):
            yield row


def members(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those in a content control."""
    for element in parent:
        name = local(element)
        if name == wanted:
            yield element
        elif name == "sdt":
            yield from members(held(element), wanted)
        elif name in TRANSPARENT:
            yield from members(element, wanted)


def lines_of(rows: list[tuple[Element, list[Cell]]]) -> Iterator[str]:
    """The rows of a table as lines, and below each of them the tables in it."""
    width = max(sum(cell.columns for cell in cells) for _, cells in rows)
    above: list[str] = []
    filled: list[list[str]] = []
    inner: list[str] = []
    headers = 0
    for place, (row, cells) in enumerate(rows):
        values: list[str] = []
        for cell in cells:
            start = len(values)
            text = in_one(cell.lines)
            if cell.goes_on and not text and start < len(above):
                text = above[start]
            alone = cell.columns >= width > 1
            values += [text, *([""] * (width - 1))] if alone else [text] * cell.columns
            inner += cell.inner
        marked = is_on(child(child(row, "trPr"), "tblHeader"))
        headers += marked and headers == place
        filled.append(values)
        above = values
    yield from table_lines(filled, headers if 0 < headers < len(rows) else None, strictly=True)
    yield from inner


def held(control: Element) -> Element:
    """What is in a content control; nothing where it asks to be filled in."""
    content = child(control, "sdtContent")
    empty = is_on(child(control, "sdtPr", "showingPlcHdr"))
    return () if content is None or empty else content
