"""Notes and comments on the cells of a sheet of an .xlsx file → lines.

Each names its cell: `Note on B2: Counted twice.`
"""

import re
from collections.abc import Iterator

from index.documents.formats.office import Element, Package, attribute, descendants, local

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
