"""A page of a file → a picture of it, with the boxes of a sentence; see `pages.py`.

What is drawn is what was hashed: a file is read into memory once, and drawn from there.
"""

import io
import os
import stat
import warnings
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.documents.formats.contents import MAX_FILE_BYTES, blocks, open_file
from index.documents.formats.quiet import quiet
from index.documents.formats.seen_boxes import seen_boxes
from index.documents.formats.sentence_boxes import Found, find_boxes
from index.documents.load import check_file
from index.documents.normalise import UnreadableError, one_line
from index.documents.pages import (
    CHANGED,
    DRAWN,
    GONE,
    NARROWEST,
    UNKNOWN,
    UNSURE,
    WIDEST,
    CitedLine,
    DrawnPage,
    Wanted,
)
from index.documents.read import digest_of
from index.documents.registry import extension
from index.types import Box

if TYPE_CHECKING:
    from PIL.Image import Image

MOST_POINTS = 4_000_000
"""Pixels of a picture of a page."""
MOST_BYTES = 4_000_000
"""Of the picture of a page; a larger one is drawn smaller."""
LIBRARIES = ("pypdfium2", "PIL.Image", "numpy")
"""What it imports."""

_TALLEST = 5_000  # pixels
_SMALLEST = 0.25  # of the width that was wanted
_LONGEST_LABEL = 20
_NO_PAGE = "The file cannot be drawn"


def draw_here(wanted: Wanted) -> DrawnPage:
    """Draw a page in this process, without limits of time and memory.

    Returns:
        The page; one without a picture, which says why, if the file is not there, is another than
        was indexed, cannot be drawn, or has no such page.

    Raises:
        MemoryError: if there is not enough of it.
    """
    path = Path(wanted.path)
    try:
        with quiet(), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if extension(path) not in DRAWN:
                return _none(wanted, f"{_NO_PAGE}: it has no pages.")
            content = _content(path, wanted)
            if content is None:
                return _none(wanted, CHANGED)
            draw = _draw_pdf if extension(path) == ".pdf" else _draw_picture
            return draw(content, wanted)
    except FileNotFoundError:
        return _none(wanted, GONE)
    except UnreadableError as error:
        return _none(wanted, f"{_NO_PAGE}: {error}")
    except OSError:
        return _none(wanted, "The file cannot be looked at now.")
    except MemoryError:
        raise
    except Exception as error:  # libraries fail in more ways than can be listed
        return _none(wanted, f"{_NO_PAGE} ({type(error).__name__}).")


def _content(path: Path, wanted: Wanted) -> bytes | None:
    """What is in a file; None if that is not what was in it when it was indexed.

    Raises:
        UnreadableError: if it is no file that is read.
        OSError: if it cannot be read.
    """
    check_file(path)
    most = wanted.size if wanted.size >= 0 else MAX_FILE_BYTES
    with open_file(path) as file:
        found = os.fstat(file.fileno())
        if not stat.S_ISREG(found.st_mode) or most > MAX_FILE_BYTES:
            return None
        content = b"".join(blocks(file, most + 1))
    if len(content) > most or (0 <= wanted.size != len(content)):
        return None
    if wanted.digest:
        return content if digest_of(content) == wanted.digest else None
    # a file of which a part was skipped has no digest; nobody sets the second of the two times
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    return content if changed == wanted.modified and wanted.size >= 0 else None


def _draw_pdf(content: bytes, wanted: Wanted) -> DrawnPage:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        pdf = PdfDocument(content)
    except PdfiumError as error:
        raise UnreadableError("It is locked or broken.") from error
    with closing(pdf):
        count = len(pdf)
        if pdf.get_formtype():
            pdf.init_forms()
        if not wanted.digest and not _says_the_same(pdf, wanted):
            return _none(wanted, UNKNOWN)
        if not 1 <= wanted.page <= count:
            return _none(wanted, "The file has no such page.", count)
        page = pdf.get_page(wanted.page - 1)
        try:
            boxes, roughly, why = _places(page, pdf.formenv, wanted)
            picture, png = _smaller(lambda width: _rendered(page, width), wanted.width)
        finally:
            page.close()
        label = _label(pdf, wanted.page)
    return DrawnPage(wanted.page, count, label, png, *picture, boxes, roughly, why)


def _places(page: Any, form: Any, wanted: Wanted) -> tuple[tuple[Box, ...], bool, str]:
    """The boxes of the sentence on the page, whether they are rough, and why there are none."""
    here = [line for line in wanted.lines if line.page == wanted.page]
    if not wanted.whole:
        return (), False, UNSURE
    if not here:
        return (), False, ""
    if wanted.digest and all(line.seen for line in here):
        found: Found | None = seen_boxes(_rendered(page, WIDEST), here)
    else:
        found = None if any(line.seen for line in here) else _found(page, form, here)
    if found is None or not all(_is_one(box) for box in found.boxes):
        return (), False, UNSURE
    return found.boxes, found.roughly, ""


def _found(page: Any, form: Any, lines: Sequence[CitedLine]) -> Found | None:
    """As `find_boxes`; None also if the page cannot be read."""
    from pypdfium2 import PdfiumError

    try:
        return find_boxes(page, form, lines)
    except PdfiumError:
        return None


def _says_the_same(pdf: Any, wanted: Wanted) -> bool:
    """Whether every line of the sentence stands where it stood.

    It is what is left to tell by where there is no digest.
    """
    for number in {line.page for line in wanted.lines}:
        if not 1 <= number <= len(pdf):
            return False
        here = [line for line in wanted.lines if line.page == number]
        page = pdf.get_page(number - 1)
        try:
            if any(line.seen for line in here) or not _found(page, pdf.formenv, here):
                return False
        finally:
            page.close()
    return bool(wanted.lines) and wanted.whole


def _rendered(page: Any, width: int) -> "Image":
    """A page as it is shown, as wide as that and no larger than a picture may be."""
    across, down = page.get_size()
    most = min(_TALLEST / down, (MOST_POINTS / (across * down)) ** 0.5)
    bitmap = page.render(scale=min(width / across, most), rev_byteorder=True, draw_annots=True)
    try:
        picture: Image = bitmap.to_pil().convert("RGB")
        return picture
    finally:
        bitmap.close()


def _draw_picture(content: bytes, wanted: Wanted) -> DrawnPage:
    from PIL import Image, UnidentifiedImageError

    from index.documents.formats.scans import count_pages, shown

    if not wanted.digest:
        return _none(wanted, UNKNOWN)
    try:
        with Image.open(io.BytesIO(content)) as opened:
            _, count = count_pages(opened)
            if not 1 <= wanted.page <= count:
                return _none(wanted, "The file has no such page.", count)
            whole = shown(opened, wanted.page - 1)
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise UnreadableError("It is not a picture, or a broken or huge one.") from error
    size, png = _smaller(lambda width: _reduced(whole, width), wanted.width)
    here = [line for line in wanted.lines if line.page == wanted.page]
    sure = wanted.whole and all(line.seen and _is_one(line.box) for line in here)
    found = seen_boxes(whole, here) if sure else Found(())
    return DrawnPage(
        wanted.page, count, "", png, *size, found.boxes, found.roughly, "" if sure else UNSURE
    )


def _reduced(picture: "Image", width: int) -> "Image":
    """A picture no larger than it may be; one that is smaller stays as it is."""
    most = min(
        width / picture.width,
        _TALLEST / picture.height,
        (MOST_POINTS / (picture.width * picture.height)) ** 0.5,
    )
    if most >= 1:
        return picture
    sides = (max(1, int(picture.width * most)), max(1, int(picture.height * most)))
    return picture.resize(sides)


def _smaller(draw: Any, width: int) -> tuple[tuple[int, int], bytes]:
    """Width and height of a picture, and it as PNG; drawn smaller until it has few bytes."""
    wanted = min(max(width, NARROWEST), WIDEST)
    while True:
        picture: Image = draw(width := min(max(width, NARROWEST), WIDEST))
        png = _png(picture)
        if len(png) <= MOST_BYTES or width <= max(NARROWEST, wanted * _SMALLEST):
            return (picture.width, picture.height), png
        width = int(width * 0.7)


def _png(picture: "Image") -> bytes:
    from PIL import ImageChops

    red, green, blue = picture.split()
    grey = not (
        ImageChops.difference(red, green).getbbox() or ImageChops.difference(red, blue).getbbox()
    )
    out = io.BytesIO()
    (red if grey else picture).save(out, "PNG", compress_level=6)
    return out.getvalue()


def _label(pdf: Any, number: int) -> str:
    """The number that the file says is printed on a page; "" if it is that of the page."""
    label = one_line(pdf.get_page_label(number - 1) or "")[:_LONGEST_LABEL]
    return "" if label == str(number) else label


def _is_one(box: Box) -> bool:
    return box[0] < box[2] and box[1] < box[3]


def _none(wanted: Wanted, why: str, count: int = 0) -> DrawnPage:
    return DrawnPage(wanted.page, count, why=why)
