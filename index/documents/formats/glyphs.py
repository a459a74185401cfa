"""The characters of a PDF page, with their places → fragments: words that stand together.

Spaces, lines and raised figures are told by where the characters stand, not by how the program
that made the file drew them: it may draw no spaces, each letter alone, or a line twice.
"""

import ctypes
import math
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median, median_low
from typing import Any

from index.documents.formats.close_columns import column_cuts
from index.documents.formats.layout import Line
from index.documents.formats.raised import lowered, raised
from index.documents.formats.small_glyphs import Glyph, with_raised
from index.documents.formats.unseen_words import address_of, unseen_words
from index.documents.normalise import normalise
from index.types import Box

MOST_CHARACTERS = 200_000
"""Of one page; what is more than that is no page that people read."""

_HYPHEN = 2  # what pdfium makes of one at the end of a line
_SLANTED = 4
_CROOKED = 0.1  # quarter turns
_SAME_LINE = 0.2  # of the size: how far apart baselines of a line may be
_GAP = 0.9  # of the size: a gap that parts fragments
_SPACE = 0.15  # of the size: a gap between words, above that between letters
_DRAWN_SPACE = 0.05  # the same, where a space was drawn
_INITIAL = 1.6  # of the size of the next letter: the first one of a chapter
_SPACED_LETTERS = 4
_WIDEST_SPACING = 1.5  # of the size: between the letters of a word that is set wide
_BOLD = re.compile(r"bold|black|heavy|demi", re.I)  # in names of fonts
_FIGURES = re.compile(r"[\d.,:/%]+")
_LIGATURES = {ord(ligature): letters for ligature, letters in {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}.items()}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it is shown: what turns points of the file into shares of it.

    Attributes:
        left: of the part that is shown, in points of the file.
        bottom: as `left`.
        width: of that part, before it is turned.
        height: as `width`.
        turn: quarter turns, clockwise, with which it is shown.
    """

    left: float
    bottom: float
    width: float
    height: float
    turn: int

    def shares(self, box: tuple[float, float, float, float]) -> Box:
        """Left, bottom, right and top in the file → a box of the page as it is shown."""
        a = _share((box[0] - self.left) / self.width)
        b = _share((box[2] - self.left) / self.width)
        c = _share(1 - (box[3] - self.bottom) / self.height)
        d = _share(1 - (box[1] - self.bottom) / self.height)
        for _ in range(self.turn):
            a, c, b, d = 1 - d, a, 1 - c, b
        return (round(a, 4), round(c, 4), round(b, 4), round(d, 4))


@dataclass(frozen=True, slots=True)
class Fragment:
    """Words that stand together.

    Attributes:
        line: what is known of them.
        glyphs: the characters that they are made of, from left to right.
        turn: quarter turns to the left of their direction; 4 if it is between two.
    """

    line: Line
    glyphs: tuple[Glyph, ...]
    turn: int = 0


@dataclass(frozen=True, slots=True)
class Drawn:
    """The text of a page.

    Attributes:
        fragments: of each direction of writing, the main one first.
        characters: how many there are, without spaces.
        unknown: how many of them have no known letter.
        more: whether there are more than are read.
        turn: quarter turns to the left of the main direction; 4 if it is between two.
        unseen: whether there are words on it that cannot be seen, and are none of these.
    """

    fragments: tuple[tuple[Line, ...], ...]
    characters: int
    unknown: int
    more: bool
    turn: int = 0
    unseen: bool = False


def sheet_of(page: Any) -> Sheet:
    """How a page of pypdfium2 is shown."""
    left, bottom, right, top = page.get_bbox()
    return Sheet(left, bottom, right - left, top - bottom, page.get_rotation() // 90 % 4)


def read_glyphs(page: Any, sheet: Sheet) -> Drawn:
    """The text of a page of pypdfium2.

    Raises:
        pypdfium2.PdfiumError: if it cannot be read.
    """
    text = page.get_textpage()
    try:
        unseen = unseen_words(page)
        glyphs, unknown, more = _glyphs(text, unseen)
        count = sum(map(len, glyphs.values()))
        parts = {
            turn: tuple(
                part.line for part in _fragments(_upright(turned, turn, sheet), sheet, text.raw)
            )
            for turn, turned in sorted(glyphs.items(), key=lambda item: -len(item[1]))
        }
        main = next((turn for turn, part in parts.items() if part), 0)
        found = tuple(filter(None, parts.values()))
        return Drawn(found, count, unknown, more, main, unseen=bool(unseen))
    finally:
        text.close()


def read_fragments(page: Any, sheet: Sheet) -> list[Fragment]:
    """The fragments of a page, as `read_glyphs` finds them, each with its characters.

    Raises:
        pypdfium2.PdfiumError: if it cannot be read.
    """
    text = page.get_textpage()
    try:
        return [
            replace(part, turn=turn)
            for turn, turned in _glyphs(text, unseen_words(page))[0].items()
            for part in _fragments(_upright(turned, turn, sheet), sheet, text.raw)
        ]
    finally:
        text.close()


def _glyphs(
    text: Any, unseen: frozenset[int] = frozenset()
) -> tuple[dict[int, list[Glyph]], int, bool]:
    """The characters by their direction in quarter turns; in points of the file.

    Args:
        text: of a page.
        unseen: addresses of objects whose characters are left out.
    """
    from pypdfium2 import raw as pdfium

    handle = text.raw
    count = text.count_chars()
    found: dict[int, list[Glyph]] = {}
    unknown = 0
    rectangle = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    spaced, height, size = False, 0.0, 0.0
    char_of, box_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox
    origin_of, is_unknown = pdfium.FPDFText_GetCharOrigin, pdfium.FPDFText_HasUnicodeMapError
    for index in range(min(count, MOST_CHARACTERS)):
        code = char_of(handle, index)
        if code == _HYPHEN:
            code = 45
        if code <= 32 or code == 160:
            # pdfium writes such characters between lines and words of its own accord
            spaced = spaced or not pdfium.FPDFText_IsGenerated(handle, index)
            continue
        if code == 0xAD or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        if unseen and address_of(pdfium.FPDFText_GetTextObject(handle, index)) in unseen:
            continue
        box_of(handle, index, rectangle)
        left, bottom, right, top = rectangle.left, rectangle.bottom, rectangle.right, rectangle.top
        origin_of(handle, index, x, y)
        across, up = x.value, y.value
        if not math.isfinite(left + bottom + right + top + across + up):
            continue
        turn = 0
        if abs(across - left) > 0.05 * (top - bottom):
            turn = _turn(pdfium.FPDFText_GetCharAngle(handle, index))
        tall = top - bottom if turn % 2 == 0 else right - left
        if tall != height:
            height, size = tall, _size(handle, index) or tall
        unknown += (
            code in (0xFFFD, 0xFFFE) or 0xE000 <= code < 0xF900 or (is_unknown(handle, index) == 1)
        )
        glyph = Glyph(chr(code), across, up, 0.0, size, index, (left, bottom, right, top), spaced)
        found.setdefault(turn, []).append(glyph)
        spaced = False
    return found, unknown, count > MOST_CHARACTERS


def _turn(angle: float) -> int:
    """Quarter turns to the left of a character; `_SLANTED` if it is between two."""
    quarters = -angle / (math.pi / 2)
    return round(quarters) % 4 if abs(quarters - round(quarters)) < _CROOKED else _SLANTED


def _size(handle: Any, index: int) -> float:
    """The size of a character's font on the page, in points; 0 if it is not known."""
    from pypdfium2 import raw as pdfium

    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(handle, index, matrix):
        return 0.0
    size = abs(pdfium.FPDFText_GetFontSize(handle, index)) * math.hypot(matrix.c, matrix.d)
    return float(size) if 0.5 < size < 2_000 else 0.0


def _upright(glyphs: list[Glyph], turn: int, sheet: Sheet) -> list[Glyph]:
    """The characters of one direction, as on a page turned so that they are read from the left.

    One that is drawn twice at the same place, as bold letters are, is kept once.
    """
    seen: set[tuple[str, int, int]] = set()
    seen_shifted: set[tuple[str, int, int]] = set()  # two that are near share a cell of one of them
    kept: list[Glyph] = []
    for glyph in glyphs:
        x, y = glyph.left, glyph.right  # where it is drawn; its sides are set here
        left, bottom, right, top = glyph.box
        match turn:
            case 0:
                sides = (left, right, sheet.bottom + sheet.height - y)
            case 1:
                sides = (bottom, top, x)
            case 2:
                sides = (-right, -left, y)
            case 4:  # watermarks; the order of the file is all that is known
                sides = (len(kept) * glyph.size, (len(kept) + 1) * glyph.size, 0.0)
            case _:
                sides = (-top, -bottom, -x)
        glyph.left, glyph.right, glyph.baseline = sides
        cell = max(0.15 * glyph.size, 0.1)
        across, down = glyph.left / cell, glyph.baseline / cell
        key = (glyph.char, math.floor(across), round(down))
        shifted = (glyph.char, math.floor(across + 0.5), round(down))
        new = key not in seen and shifted not in seen_shifted
        if new or (kept and _is_one_ligature(kept[-1], glyph)):
            kept.append(glyph)
        seen.add(key)
        seen_shifted.add(shifted)
    return kept


def _is_one_ligature(first: Glyph, second: Glyph) -> bool:
    """Whether two characters are the two `f` of one letter, `ﬀ`, `ﬃ` or `ﬄ`, that pdfium parts."""
    return first.char == second.char == "f" and (
        second.index == first.index + 1 and second.box == first.box
    )


def _fragments(glyphs: list[Glyph], sheet: Sheet, handle: Any) -> Iterator[Fragment]:
    """The characters of one direction as fragments, in no order that says anything."""
    rows = list(_rows(glyphs))
    groups = [
        part
        for row, cuts in zip(rows, column_cuts(rows), strict=True)
        for part in _split(row, cuts)
    ]
    for group, marks in with_raised(groups):
        if line := _line(group, marks, sheet, handle):
            yield Fragment(line, tuple(group))


def _rows(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """The characters that share a baseline, from left to right."""
    row: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda glyph: glyph.baseline):
        if row and glyph.baseline - row[-1].baseline > _SAME_LINE * min(glyph.size, row[-1].size):
            yield sorted(row, key=lambda glyph: (glyph.left, glyph.index))
            row = []
        row.append(glyph)
    if row:
        yield sorted(row, key=lambda glyph: (glyph.left, glyph.index))


def _split(row: list[Glyph], cuts: Sequence[float]) -> Iterator[list[Glyph]]:
    """A row, cut at its wide gaps, between columns, and behind a large letter that it begins with.

    Args:
        row: its characters, from the left.
        cuts: where columns are parted, in points.
    """
    gaps = [b.left - a.right for a, b in pairwise(row)]
    usual = _usual_gap(gaps, row[0].size)
    start = 0
    for number, gap in enumerate(gaps, start=1):
        size = max(row[number - 1].size, row[number].size)
        wide = _GAP * size + (usual * 1.5 if usual > _SPACE * size else 0)
        cut = gap > wide or any(row[number - 1].right <= at <= row[number].left for at in cuts)
        if cut or (number == 1 and _is_initial(row[0], row[1])):
            yield row[start:number]
            start = number
    yield row[start:]


def _usual_gap(gaps: Sequence[float], size: float) -> float:
    """The usual gap between the letters of a row; 0 where few stand in it, or figures of a table.

    Args:
        gaps: from left to right.
        size: of the letters.
    """
    usual = median_low(gaps) if len(gaps) >= _SPACED_LETTERS else 0.0
    return usual if 0 < usual <= _WIDEST_SPACING * size else 0.0


def _is_initial(first: Glyph, second: Glyph) -> bool:
    """Whether a letter is a large one that begins a chapter, and is drawn over several lines."""
    letters = first.char.isupper() and second.char.isalpha()
    return letters and first.size > _INITIAL * second.size


def _line(glyphs: list[Glyph], marks: dict[int, bool], sheet: Sheet, handle: Any) -> Line | None:
    plain = [glyph for glyph in glyphs if glyph.index not in marks] or glyphs
    backwards = _is_from_the_right(plain)
    text = _from_the_right(glyphs) if backwards else "".join(_words(glyphs, marks))
    text = " ".join(normalise(text.translate(_LIGATURES)).split())
    if not text:
        return None
    boxes = [glyph.box for glyph in glyphs]
    box = (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
    return Line(
        text,
        glyphs[0].left,
        max(glyph.right for glyph in glyphs),
        median(glyph.baseline for glyph in plain),
        median(glyph.size for glyph in plain),
        sheet.shares(box),
        bold=_is_bold(handle, plain[0].index) and _is_bold(handle, plain[-1].index),
        note=glyphs[0].index in marks and marks[glyphs[0].index],
    )


def _words(glyphs: Sequence[Glyph], marks: dict[int, bool]) -> Iterator[str]:
    """The characters with the spaces between them, and raised figures as they are to be read."""
    gaps = [b.left - a.right for a, b in pairwise(glyphs)]
    usual = _usual_gap(gaps, glyphs[0].size)
    letters_spaced = usual > _SPACE * glyphs[0].size
    done = ""
    number = 0
    while number < len(glyphs):
        glyph = glyphs[number]
        end = number + 1
        if (kind := marks.get(glyph.index)) is not None:
            while end < len(glyphs) and marks.get(glyphs[end].index) is kind:
                end += 1
        if number:
            gap = gaps[number - 1]
            drawn = glyph.spaced and not letters_spaced and gap > _DRAWN_SPACE * glyph.size
            if drawn or gap > usual * (1.5 if letters_spaced else 1) + _SPACE * glyph.size:
                done += " "
        small = "".join(glyph.char for glyph in glyphs[number:end])
        if kind is None:
            done += small
        elif kind and number == 0:
            done += small + " "  # a note begins with its mark
        elif kind:
            after = "".join(glyph.char for glyph in glyphs[end : end + 8])
            done += raised(done, small, after=after)
        else:
            done += lowered(done, small)
        number = end
    yield done


def _is_from_the_right(glyphs: Iterable[Glyph]) -> bool:
    letters = [glyph.char for glyph in glyphs if glyph.char >= "\u0590"]
    return bool(letters) and 2 * sum(
        unicodedata.bidirectional(char) in ("R", "AL") for char in letters
    ) > len(list(glyphs))


def _from_the_right(glyphs: Sequence[Glyph]) -> str:
    """The text of a line of Hebrew or Arabic, whose figures are read from the left."""
    backwards = "".join(_words(glyphs, {}))[::-1]
    return _FIGURES.sub(lambda figures: figures[0][::-1], backwards)


def _is_bold(handle: Any, index: int) -> bool:
    from pypdfium2 import raw as pdfium

    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(handle, index, name, 128, flags)
    return bool(_BOLD.search(name.value.decode("utf-8", "replace")))


def _share(value: float) -> float:
    return min(1.0, max(0.0, value))
