"""Parts of lines of a PDF page → their boxes, to the character, or nothing where that is not sure.

The lines of the page are read again, as they were when it was indexed, and must say what the
document says there. Then the characters of the part are found among those of its line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from index.documents.formats.forms import form_lines
from index.documents.formats.glyphs import Fragment, Sheet, read_fragments, sheet_of
from index.documents.formats.small_glyphs import Glyph
from index.documents.normalise import normalise
from index.documents.pages import CitedLine
from index.types import Box

_NEAR = 0.001  # of the page: boxes are rounded to a tenth of it
_ENOUGH = 0.8
"""Part of the letters of a line that must be found among its characters, one after the other; in
lines of Hebrew and Arabic they are not."""
_HYPHENS = "-\u2010\u00ad\u2011"


_ABOVE, _BELOW = 0.74, 0.21
"""Of the size: a letter above and below its baseline. Fonts say .63 to .93 and .16 to .24."""
_ODD = 1.6  # times higher or lower than the font says: its size is none


@dataclass(frozen=True, slots=True)
class _Letter:
    glyph: Glyph
    turn: int


@dataclass(frozen=True, slots=True)
class Found:
    """Where a sentence stands on a page.

    Attributes:
        boxes: one for each of its lines.
        roughly: whether one is of a whole line, of which the sentence may be a part.
    """

    boxes: tuple[Box, ...]
    roughly: bool = False


def find_boxes(page: Any, form: Any, lines: Sequence[CitedLine]) -> Found | None:
    """Where lines of a page of pypdfium2 have what is cited of them; None if one is not sure.

    Args:
        page: that all of the lines are of.
        form: the form of the file; None if it has none.
        lines: what is looked for; none of them was read off a picture.

    Raises:
        pypdfium2.PdfiumError: if the page cannot be read.
    """
    sheet = sheet_of(page)
    if sheet.width <= 0 or sheet.height <= 0:
        return None
    fragments = read_fragments(page, sheet)
    fields = list(form_lines(page, form, sheet))
    boxes = []
    roughly = False
    for line in lines:
        inside = [part for part in fragments if _holds(line.box, part.line.box)]
        letters = _letters(line, inside)
        cited = _cited(line, letters)
        part = _around(cited or letters, sheet) if letters else _of_row(line, inside, sheet)
        if part is None and any(line.box == one.box and line.text == one.text for one in fields):
            part = line.box
        if part is None:
            return None
        roughly = roughly or (not cited and line.end - line.start < len(line.text))
        boxes.append(part)
    return Found(tuple(boxes), roughly)


def _letters(line: CitedLine, inside: Sequence[Fragment]) -> list[_Letter]:
    """The characters in the box of a line, from the left; none if they do not say what it says."""
    ordered = sorted(inside, key=lambda part: part.line.left)
    shown = _words("".join(part.line.text for part in ordered))
    same = shown and _same(_words(line.text), shown)
    return [_Letter(glyph, part.turn) for part in ordered for glyph in part.glyphs] if same else []


def _of_row(line: CitedLine, inside: Sequence[Fragment], sheet: Sheet) -> Box | None:
    """The box of the row of a table; None if it is none, or something else stands in its box."""
    told = _words(line.text)
    if not line.row or not inside or not all(_words(part.line.text) in told for part in inside):
        return None
    return _around([_Letter(glyph, part.turn) for part in inside for glyph in part.glyphs], sheet)


def _cited(line: CitedLine, letters: Sequence[_Letter]) -> Sequence[_Letter]:
    """Those of the characters of a line that are cited; none if they are not in its order."""
    places = [place for place, char in enumerate(line.text) if not char.isspace()]
    told = "".join(line.text[place] for place in places)
    shown = [(n, char) for n, one in enumerate(letters) for char in normalise(one.glyph.char)]
    matcher = SequenceMatcher(None, told, "".join(char for _, char in shown), autojunk=False)
    pairs = {
        places[block.a + n]: shown[block.b + n][0]
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    }
    found = [number for place, number in pairs.items() if line.start <= place < line.end]
    if len(pairs) < _ENOUGH * len(places) or not found:
        return ()
    first = 0 if line.start == 0 else min(found)
    last = len(letters) - 1 if line.end == len(line.text) else max(found)
    return letters[first : last + 1]


def _around(letters: Sequence[_Letter], sheet: Sheet) -> Box:
    """The box around some characters."""
    boxes = [_box(letter.glyph, letter.turn, sheet) for letter in letters]
    return sheet.shares(
        (
            min(box[0] for box in boxes),
            min(box[1] for box in boxes),
            max(box[2] for box in boxes),
            max(box[3] for box in boxes),
        )
    )


def _box(glyph: Glyph, turn: int, sheet: Sheet) -> tuple[float, float, float, float]:
    """Left, bottom, right and top of a character in the file.

    It is as high as letters are: what a font says of its height differs by a half, and is often
    wrong.
    """
    left, bottom, right, top = glyph.box
    above, below = _ABOVE * glyph.size, _BELOW * glyph.size
    tall = top - bottom if turn % 2 == 0 else right - left
    if not 1 / _ODD < (above + below) / max(tall, 0.01) < _ODD:
        return glyph.box
    match turn:
        case 0:
            base = sheet.bottom + sheet.height - glyph.baseline
            return left, base - below, right, base + above
        case 1:
            return glyph.baseline - above, bottom, glyph.baseline + below, top
        case 2:
            return left, glyph.baseline - above, right, glyph.baseline + below
        case 3:
            return -glyph.baseline - below, bottom, -glyph.baseline + above, top
    return glyph.box


def _holds(box: Box, other: Box) -> bool:
    return (
        box[0] - _NEAR <= other[0]
        and box[1] - _NEAR <= other[1]
        and other[2] <= box[2] + _NEAR
        and other[3] <= box[3] + _NEAR
    )


def _same(told: str, shown: str) -> bool:
    """Whether a line says what was read of it, of which a hyphen at its end may have gone."""
    return told == shown or (shown[-1:] in _HYPHENS and told == shown[:-1])


def _words(text: str) -> str:
    """The text without white space."""
    return "".join(text.split())
