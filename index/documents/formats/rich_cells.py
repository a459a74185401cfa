"""Raised and lowered figures within the cells of an .xlsx file, which are glued on elsewhere.

The library gives a cell as one text: 412 with the mark 1 of a note is "4121". So the texts that
have such figures are read once more, with what they are to be read as.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from index.documents.formats.inline import Level, Run, words
from index.documents.formats.office import Element, Package, attribute, child, descendants, local
from index.documents.formats.raised import as_raised, raised

_MOST_BYTES = 20_000_000  # of the texts of a file; of larger ones they are not looked at
_STRINGS = "xl/sharedStrings.xml"
_MARK = b"vertAlign"
_LEVELS: dict[str, Level] = {"superscript": "raised", "subscript": "lowered"}


def raised_texts(package: Package) -> dict[str, str]:
    """Texts of cells that hold raised or lowered words, each with what it is to be read as.

    A text that stands also in a cell without such words is left as it is.
    """
    data = package.read(_STRINGS) if package.has(_STRINGS) else b""
    if _MARK not in data or len(data) > _MOST_BYTES:
        return {}
    root = package.xml_or_none(_STRINGS)
    found: dict[str, str] = {}
    plain: set[str] = set()
    for text in descendants(root, "si") if root is not None else ():
        runs = list(_runs(text))
        glued = _key("".join(run.text for run in runs))
        if any(run.level for run in runs):
            found[glued] = words(list(_with_raised_words(runs)))
        else:
            plain.add(glued)
    return {glued: read for glued, read in found.items() if glued not in plain}


def read_as(row: list[Any], texts: Mapping[str, str]) -> list[Any]:
    """The cells of a row, of which texts are as `raised_texts` has them."""
    if not texts:
        return row
    return [texts.get(_key(cell), cell) if isinstance(cell, str) else cell for cell in row]


def _runs(text: Element) -> Iterator[Run]:
    for part in text:
        if local(part) == "t":
            yield Run(part.text or "")
        elif local(part) == "r":
            height = child(part, "rPr", "vertAlign")
            level = _LEVELS.get(attribute(height, "val") if height is not None else "", "")
            words_of = child(part, "t")
            yield Run((words_of.text or "") if words_of is not None else "", level)


def _with_raised_words(runs: Sequence[Run]) -> Iterator[Run]:
    """The runs, of which raised ones in the midst of words stay to be seen.

    So stand the minutes of an hour, and the number in a name; the mark of a note stands at the end
    of a text or before a sign.
    """
    before = ""
    for place, run in enumerate(runs):
        follows = "".join(other.text for other in runs[place + 1 :]).lstrip()
        is_raised = run.level == "raised" and bool(before) and follows[:1].isalnum()
        if is_raised and not raised(before, run.text, after=follows):
            yield Run(as_raised(run.text))
        else:
            yield run
        before += run.text


def _key(text: str) -> str:
    return " ".join(text.split())
