"""Words on a PDF page that nobody sees: drawn as invisible, or in white on white.

So are hidden instructions to programs, and remains of what was changed. Cautious: what is drawn
over a picture or a colour is seen, and so is what a scanner wrote below the picture of a page.
"""

import ctypes
from typing import Any

_WHITE = 250  # of 255
_INVISIBLE = 3  # the mode in which words are drawn that are only there to be found
_FILLED = 0
_MOST_OBJECTS = 20_000  # of a page that are looked at
_MOST_PAIRS = 200_000

_Bounds = tuple[float, float, float, float]
_Colour = tuple[ctypes.c_uint, ...]


def unseen_words(page: Any) -> frozenset[int]:
    """The addresses of the text objects of a page of pypdfium2 that cannot be seen; often none."""
    from pypdfium2 import raw as pdfium

    invisible: list[int] = []
    white: list[Any] = []
    others: list[Any] = []
    seen = False
    colour = tuple(ctypes.c_uint() for _ in range(4))
    for number in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, number)
        if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_TEXT:
            others.append(item)
        elif (mode := pdfium.FPDFTextObj_GetTextRenderMode(item)) == _INVISIBLE:
            invisible.append(address_of(item))
        elif mode == _FILLED and _is_white(item, colour):
            white.append(item)
        else:
            seen = True
    if not seen or not (invisible or white) or len(white) * len(others) > _MOST_PAIRS:
        return frozenset()
    pictures = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    if any(pdfium.FPDFPageObj_GetType(item) in pictures for item in others):
        invisible = []  # a scanner writes so what it has read
    grounds = [_bounds(item) for item in others if _is_ground(item, colour)] if white else []
    bare = [item for item in white if not any(_meet(_bounds(item), place) for place in grounds)]
    return frozenset((*invisible, *map(address_of, bare)))


def address_of(item: Any) -> int:
    """What tells an object of pdfium from others; 0 for none."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


def _is_ground(item: Any, colour: _Colour) -> bool:
    """Whether what is drawn may make white words seen: a picture, or a shape that is not white."""
    from pypdfium2 import raw as pdfium

    if pdfium.FPDFPageObj_GetType(item) != pdfium.FPDF_PAGEOBJ_PATH:
        return True
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    known = pdfium.FPDFPath_GetDrawMode(item, mode, stroke)
    return not known or (mode.value != 0 and not _is_white(item, colour))


def _is_white(item: Any, colour: _Colour) -> bool:
    """Whether something is filled with white, or with nothing.

    Args:
        item: object of a page.
        colour: room for red, green, blue and how much it covers.
    """
    from pypdfium2 import raw as pdfium

    red, green, blue, alpha = colour
    known = pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha)
    return bool(known) and (alpha.value == 0 or min(red.value, green.value, blue.value) >= _WHITE)


def _bounds(item: Any) -> _Bounds:
    """Left, bottom, right and top; of the whole page if they are not known."""
    from pypdfium2 import raw as pdfium

    sides = [ctypes.c_float() for _ in range(4)]
    if not pdfium.FPDFPageObj_GetBounds(item, *sides):
        return (-1e9, -1e9, 1e9, 1e9)
    left, bottom, right, top = (side.value for side in sides)
    return (left, bottom, right, top)


def _meet(a: _Bounds, b: _Bounds) -> bool:
    return a[0] < b[2] and a[2] > b[0] and a[1] < b[3] and a[3] > b[1]
