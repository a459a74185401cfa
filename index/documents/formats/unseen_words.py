"""Words on a PDF page that nobody sees: drawn as invisible, or in white on white.

So are hidden instructions to programs, and remains of what was changed. Cautious: whether such
words stand on bare ground is told by how the page looks, for what is drawn over a picture or a
colour is seen, and so is what a scanner wrote below the picture of a page.
"""

import ctypes
from typing import Any

_WHITE = 250  # of 255
_INVISIBLE = 3  # the mode in which words are drawn that are only there to be found
_FILLED = 0
_MOST_OBJECTS = 20_000  # of a page that are looked at
_SCALE = 2.0  # pixels of a point, of the picture of the page
_MOST_PIXELS = 20_000_000
_EVEN = 6  # of 255: how much the colours of bare ground differ at most

_Colour = tuple[ctypes.c_uint, ...]


def unseen_words(page: Any) -> frozenset[int]:
    """The addresses of the text objects of a page of pypdfium2 that cannot be seen; often none."""
    from pypdfium2 import raw as pdfium

    invisible: list[Any] = []
    white: list[Any] = []
    seen = has_picture = False
    pictures = (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM)
    colour = tuple(ctypes.c_uint() for _ in range(4))
    for number in range(min(pdfium.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = pdfium.FPDFPage_GetObject(page, number)
        kind = pdfium.FPDFPageObj_GetType(item)
        if kind != pdfium.FPDF_PAGEOBJ_TEXT:
            has_picture = has_picture or kind in pictures
        elif (mode := pdfium.FPDFTextObj_GetTextRenderMode(item)) == _INVISIBLE:
            invisible.append(item)
        elif mode == _FILLED and _is_white(item, colour):
            white.append(item)
        else:
            seen = True
    if not seen or not (invisible or white):
        return frozenset()
    if white or has_picture:
        looks = _Looks(page)
        white = [item for item in white if looks.darkest(item) >= _WHITE]
        if has_picture:  # a scanner writes so what it has read
            invisible = [item for item in invisible if looks.is_even(item)]
    return frozenset(map(address_of, (*invisible, *white)))


def address_of(item: Any) -> int:
    """What tells an object of pdfium from others; 0 for none."""
    return ctypes.cast(item, ctypes.c_void_p).value or 0


class _Looks:
    """How the places of objects of a page look, in grey.

    Args:
        page: of pypdfium2.
    """

    def __init__(self, page: Any) -> None:
        self._page = page
        width, height = page.get_size()
        scale = min(_SCALE, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        self._pixels = bitmap.to_numpy().reshape(bitmap.height, bitmap.width, -1)[:, :, 0].copy()
        bitmap.close()

    def darkest(self, item: Any) -> int:
        """The darkest grey within the bounds of an object; 0 if they are not known."""
        pixels = self._within(item)
        return int(pixels.min()) if pixels.size else 0

    def is_even(self, item: Any) -> bool:
        """Whether there is one grey within the bounds of an object."""
        pixels = self._within(item)
        return bool(pixels.size) and int(pixels.max()) - int(pixels.min()) < _EVEN

    def _within(self, item: Any) -> Any:
        """The pixels within the bounds of an object; none if they are not known."""
        from pypdfium2 import raw as pdfium

        sides = [ctypes.c_float() for _ in range(4)]
        if not pdfium.FPDFPageObj_GetBounds(item, *sides):
            return self._pixels[:0]
        left, bottom, right, top = (side.value for side in sides)
        height, width = self._pixels.shape
        x, y = ctypes.c_int(), ctypes.c_int()
        places = []
        for across, up in ((left, bottom), (right, top)):
            pdfium.FPDF_PageToDevice(self._page, 0, 0, width, height, 0, across, up, x, y)
            places.append((x.value, y.value))
        (x0, y0), (x1, y1) = places
        first_row, first = max(min(y0, y1), 0), max(min(x0, x1), 0)
        return self._pixels[first_row : max(y0, y1, -1) + 1, first : max(x0, x1, -1) + 1]


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
