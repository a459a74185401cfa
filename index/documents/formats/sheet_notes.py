"""Notes and comments on the cells of the sheets of an .xlsx or .ods file → lines.

Each names its cell: `Note on B2: Counted twice.`
"""

import re
from collections.abc import Iterator
from typing import IO

from index.documents.formats.office import (
    Element,
    Package,
    attribute,
    descendants,
    local,
    number,
)

MOST_NOTES = 10_000
_THREAD = re.compile(r"\[Threaded comment\].*?\bComment:\s*", re.DOTALL)
"""What old programs are shown before a comment of new ones."""


def read_notes(package: Package, sheet: str) -> list[str]:
    """The notes on a sheet, in the order of the file; a comment with replies is a note each.

    Args:
        package: the file.
        sheet: the name of its part.
    """
    notes: list[str] = []
    threads: set[str] = set()
    relations = package.relations(sheet).values()
    for kind in ("threadedComment", "comments"):
        for relation in relations:
            if relation.kind != kind:
                continue
            for cell, words in _notes(package.xml_or_none(relation.target)):
                if kind == "threadedComment":
                    threads.add(cell)
                elif cell in threads:
                    continue  # the same again, for old programs
                if words and len(notes) < MOST_NOTES:
                    notes.append(f"Note on {cell}: {words}")
    return notes


def _notes(root: Element | None) -> Iterator[tuple[str, str]]:
    """Each cell with a note, and its words on one line."""
    for element in root.iter() if root is not None else ():
        if not isinstance(element.tag, str) or local(element) not in ("comment", "threadedComment"):
            continue
        names = ("t",) if local(element) == "comment" else ("text",)
        parts = [part.text or "" for name in names for part in descendants(element, name)]
        yield attribute(element, "ref"), _plain("".join(parts))


def _plain(words: str) -> str:
    return " ".join(_THREAD.sub("", words).split())


def read_ods_notes(contents: IO[bytes]) -> dict[str, list[str]]:
    """The notes on the sheets of an .ods file, by the name of the sheet, in the order of the file.

    Args:
        contents: its part with the cells, of a size that was bounded; what is broken ends it.
    """
    from lxml import etree

    at = _At()
    notes: dict[str, list[str]] = {}
    steps = etree.iterparse(
        contents,
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    try:
        for event, element in steps:
            if event == "start":
                at.enter(element)
            elif local(element) == "annotation":
                words = " ".join("".join(part.itertext()) for part in descendants(element, "p"))
                if (
                    at.table
                    and (said := _plain(words))
                    and sum(map(len, notes.values())) < MOST_NOTES
                ):
                    notes.setdefault(at.table, []).append(f"Note on {at.cell}: {said}")
            else:
                at.leave(element)
    except etree.XMLSyntaxError:
        pass  # the library that reads the cells says what is wrong
    return notes


_CELLS = ("table-cell", "covered-table-cell")


class _At:
    """Where in an .ods file one is, while its elements start and end.

    Attributes:
        table: name of the sheet; empty before the first.
    """

    def __init__(self) -> None:
        self.table = ""
        self._row = self._column = 0

    @property
    def cell(self) -> str:
        """The name of the cell, such as `B2`."""
        return f"{_letters(self._column)}{self._row}"

    def enter(self, element: Element) -> None:
        """An element starts."""
        name = local(element)
        if name == "table":
            self.table, self._row = attribute(element, "name"), 0
        elif name == "table-row":
            self._row, self._column = self._row + 1, 0
        elif name in _CELLS:
            self._column += 1

    def leave(self, element: Element) -> None:
        """An element ends; of cells and rows that were read, nothing is kept."""
        name = local(element)
        if name in _CELLS:
            self._column += number(attribute(element, "number-columns-repeated"), 1) - 1
            element.clear()
        elif name == "table-row":
            self._row += number(attribute(element, "number-rows-repeated"), 1) - 1
            element.clear()
            while (before := element.getprevious()) is not None:  # itself may not go yet
                element.getparent().remove(before)


def _letters(column: int) -> str:
    """The letters of a column, which is counted from 1."""
    letters = ""
    while column > 0:
        column, last = divmod(column - 1, 26)
        letters = chr(ord("A") + last) + letters
    return letters
