"""A PDF file → a document with pages, by pdfium; pages that are pictures are read by OCR.

Of each page come characters with their places (`glyphs.py`), and what a form is filled in with.
They become lines in reading order (`layout.py`), without numbers of lines (`line_numbers.py`) and
running heads (`margins.py`), tables (`rulings.py`, `grids.py`), and paragraphs (`paragraphs.py`).
"""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from index.documents.formats import ocr
from index.documents.formats.budget import ask_for, ask_for_picture
from index.documents.formats.credits import author_of
from index.documents.formats.drop_caps import with_drop_caps
from index.documents.formats.forms import form_lines
from index.documents.formats.glyphs import Drawn, Sheet, read_glyphs, sheet_of
from index.documents.formats.grids import Tables
from index.documents.formats.layout import Block, Line, Page, arrange
from index.documents.formats.line_numbers import without_line_numbers
from index.documents.formats.margins import printed_numbers, repeated, without_margins
from index.documents.formats.paragraphs import join
from index.documents.formats.quiet import quiet
from index.documents.formats.rulings import Ruling, read_rulings, with_ruled_rows
from index.documents.formats.stated_dates import date_of_page
from index.documents.normalise import UnreadableError, make_paged_document, normalise, one_line
from index.types import Document, Skipped

_NO_TITLE = re.compile(
    r"untitled.*|\(?anonymous\)?|microsoft (?:word|powerpoint|excel) -.*|powerpoint presentation"
    r"|.*\.(?:docx?|pptx?|xlsx?|odt|rtf|html?|txt|pdf|indd|qxd|qxp|tex|dvi|ps|eps|pages|pub)"
    r"|\W*|[\W\d_]*|(?:document|slide|layout|scan|title|img|image)[ _-]*\d*"
    r"|(?:none|null|unknown|print|report|about:blank|https?:.*|file:.*|d:\d{8}.*)",
    re.I,
)
SECONDS_A_PAGE = 0.2
"""Of computing that a page deserves; one of a book takes a tenth of it."""
_DOTS_AN_INCH = 180
_FEW_CHARACTERS = 200
"""A picture of a page may carry as many: what a scanner or an archive stamps on it."""
_MOST_OF_PAGE = 0.5
_UNKNOWN = 0.25  # part of the characters of a page that have no letter: it cannot be read
_ENOUGH_LETTERS = 200
_FEWEST_VOWELS = 0.2  # of the letters; of English and its neighbours about two fifths are
_MISSING_PAGES = 20
"""So many pages that are not there, one after the other, are the end of the file."""
_FEWEST_POINTS = 1.0
_LETTERS_OF_SHAPES = 20
"""So many shapes may be letters that were turned into curves; fewer are a frame."""
_LOOKED_INTO = 20  # empty pages of which the file is asked what they were to show
_DRAWS = re.compile(rb"[(<]|\bDo\b")


@dataclass(frozen=True, slots=True)
class _Read:
    """One page as it was read.

    Attributes:
        lines: of the main direction of writing.
        aside: those of others.
        height: in points.
        form: what fields are filled in with.
        rulings: horizontal lines that are drawn on it.
        fault: why there is less than the page shows; empty if there is nothing to say.
        unseen: whether words that cannot be seen were left out.
    """

    lines: tuple[Line, ...] = ()
    aside: tuple[tuple[Line, ...], ...] = ()
    height: float = 0.0
    form: tuple[Line, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    fault: str = ""
    unseen: bool = False


_LOCKED = "It is locked with a password; save a copy without one."
_PICTURE = "a picture of a page"
_NO_LETTERS = "text that cannot be read (its fonts do not say which letter is which)"
_BROKEN = "broken"


def read_pdf(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in a PDF file; its paragraphs whole, without headers, footers, page numbers.

    Raises:
        UnreadableError: if it is locked with a password, holds no text, or is broken.
        OSError: if it cannot be read.
    """
    with quiet(), _opened(path) as pdf:
        ask_for(SECONDS_A_PAGE * len(pdf))
        title = _title(pdf)
        author = author_of(pdf.get_metadata_value("Author") or "")
        read = _without_line_numbers(list(_pages(path, pdf)))
        labels = [_stated_label(pdf, number) for number in range(len(read))]
    text = join(_laid_out(read))
    if not any(text.pages):
        raise UnreadableError(_why_nothing(read))
    yield make_paged_document(
        source,
        text.pages,
        title or text.title or path.stem,
        joints=text.joints,
        places=text.places,
        published=date_of_page(next(filter(None, text.pages))),
        author=author,
        labels=_labels(labels, read),
    )
    for fault in (_PICTURE, _NO_LETTERS, _BROKEN):
        pages = [number for number, page in enumerate(read, start=1) if page.fault == fault]
        if pages:
            yield Skipped(source, _why_not_all(pages, fault))
    if unseen := [number for number, page in enumerate(read, start=1) if page.unseen]:
        yield Skipped(
            f"{source}#unseen",
            f"Words that cannot be seen on page {_listed(unseen)} of it were left out: they are"
            " invisible, or white on white.",
        )


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    """The file, opened by pypdfium2.

    Raises:
        UnreadableError: if it is locked or broken.
        OSError: if it cannot be read.
    """
    from pypdfium2 import PdfDocument, PdfiumError
    from pypdfium2 import raw as pdfium

    with path.open("rb"):
        pass  # pdfium does not say why the system gives no file
    try:
        pdf = PdfDocument(path)
    except PdfiumError as error:
        if getattr(error, "err_code", None) in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise UnreadableError(
                "It is locked with a password; save a copy without one."
            ) from error
        raise UnreadableError("It is not a PDF file, or a broken one.") from error
    try:
        if not len(pdf):
            raise UnreadableError("It is a broken PDF file: it holds no pages.")
        if pdf.get_formtype():
            pdf.init_forms()
        yield pdf
    finally:
        pdf.close()


def _title(pdf: Any) -> str | None:
    """The title that the file names for itself, if it is one."""
    title = one_line(pdf.get_metadata_value("Title") or "")
    return None if _NO_TITLE.fullmatch(title) else title


def _stated_label(pdf: Any, number: int) -> str:
    """What the file calls a page, which it counts from 0; empty if it does not say."""
    try:
        return str(pdf.get_page_label(number))
    except ValueError:  # what it says is no text
        return ""


def _labels(stated: list[str], read: Sequence[_Read]) -> list[str]:
    """The numbers of the pages as the file gives them, or else as they are printed on them."""
    if any(label not in ("", str(page)) for page, label in enumerate(stated, start=1)):
        return stated
    return printed_numbers([page.lines for page in read])


def _pages(path: Path, pdf: Any) -> Iterator[_Read]:
    """Each page, from first to last; none after many that are not there."""
    from pypdfium2 import PdfiumError

    missing = pictures = empty = 0
    for number in range(len(pdf)):
        try:
            page = pdf.get_page(number)
        except PdfiumError:
            missing += 1
            if missing > _MISSING_PAGES:
                return
            yield _Read(fault=_BROKEN)
            continue
        missing = 0
        try:
            read = _page(page, pdf.formenv, may_look=pictures < ocr.MOST_PICTURES)
            if not (read.lines or read.form or read.fault) and empty < _LOOKED_INTO:
                empty += 1
                read = _Read(fault=_BROKEN if _is_broken(path, page, number) else "")
        except PdfiumError:
            read = _Read(fault=_BROKEN)
        finally:
            page.close()
        pictures += any(line.certainty is not None for line in read.lines)
        yield read


def _page(page: Any, form: Any, *, may_look: bool) -> _Read:
    sheet = sheet_of(page)
    if sheet.width < _FEWEST_POINTS or sheet.height < _FEWEST_POINTS:
        return _Read()
    drawn = read_glyphs(page, sheet)
    height = sheet.width if sheet.turn % 2 else sheet.height
    printed = drawn.fragments[0] if drawn.fragments and not (drawn.turn or sheet.turn) else ()
    fields = tuple(form_lines(page, form, sheet, printed))
    no_letters = drawn.unknown > _UNKNOWN * drawn.characters or _is_garbled(drawn)
    if no_letters or _is_picture(page, drawn, sheet):
        fault = _NO_LETTERS if no_letters else _PICTURE
        if not may_look or not ocr.is_installed():
            kept = () if no_letters or not drawn.fragments else drawn.fragments[0]
            return _Read(kept, height=height, form=fields, fault=fault)
        lines = _looked_at(page)
        return _Read(lines, height=height, form=fields)
    if drawn.more:
        return _Read(tuple(_lines_only(page)), height=height, form=fields)
    main, *aside = drawn.fragments or ((),)
    rulings = read_rulings(page, sheet, drawn.turn)
    return _Read(main, tuple(aside), height, fields, rulings, unseen=drawn.unseen)


def _is_garbled(drawn: Drawn) -> bool:
    """Whether the letters of a page are those of no language: codes of a font and no text."""
    latin = vowels = 0
    for part in drawn.fragments:
        for line in part:
            letters = [char for char in line.text.lower() if "a" <= char <= "z"]
            latin += len(letters)
            vowels += sum(char in "aeiouy" for char in letters)
    return latin >= _ENOUGH_LETTERS and vowels < _FEWEST_VOWELS * latin


def _is_picture(page: Any, drawn: Drawn, sheet: Sheet) -> bool:
    """Whether the words of a page can only be seen."""
    from pypdfium2 import raw as pdfium

    if drawn.characters > _FEW_CHARACTERS:
        return False
    covered = shapes = 0.0
    for item in page.get_objects(max_depth=4):
        if item.type == pdfium.FPDF_PAGEOBJ_IMAGE:
            try:
                left, bottom, right, top = item.get_bounds()
            except RuntimeError:
                continue
            covered += abs((right - left) * (top - bottom))
        shapes += item.type in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_SHADING)
    if not drawn.characters:
        return covered > 0 or shapes >= _LETTERS_OF_SHAPES
    return covered >= _MOST_OF_PAGE * sheet.width * sheet.height


def _looked_at(page: Any) -> tuple[Line, ...]:
    """The lines of a page by OCR."""
    ask_for_picture(ocr.SECONDS_A_PICTURE)
    longest = max(page.get_size())
    scale = min(_DOTS_AN_INCH / 72, 2 * ocr.LONGEST_SIDE / longest)
    picture = page.render(scale=scale, rev_byteorder=True)
    try:
        return ocr.read_picture(picture.to_numpy()[:, :, :3])
    finally:
        picture.close()


def _lines_only(page: Any) -> Iterator[Line]:
    """The text of a page with far more characters than a page has, in the order of the file."""
    text = page.get_textpage()
    try:
        written = text.get_text_range()
    finally:
        text.close()
    for number, line in enumerate(normalise(written).split("\n")):
        if words := " ".join(line.split()):
            yield Line(words, 0, len(words), 12.0 * number, 10.0, (0.0, 0.0, 1.0, 1.0))


def _is_broken(path: Path, page: Any, number: int) -> bool:
    """Whether a page on which nothing can be seen was to show something."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError
    from pypdfium2 import raw as pdfium

    if pdfium.FPDFPage_CountObjects(page):
        return False
    try:
        contents = PdfReader(path).pages[number].get_contents()
        return contents is not None and _DRAWS.search(contents.get_data()) is not None
    except (PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError):
        return True


def _without_line_numbers(read: Sequence[_Read]) -> list[_Read]:
    kept = without_line_numbers([page.lines for page in read])
    return [replace(page, lines=tuple(lines)) for page, lines in zip(read, kept, strict=True)]


def _laid_out(read: Sequence[_Read]) -> list[Page]:
    """The pages without their margins, with their lines in reading order."""
    kept = without_margins([page.lines for page in read])
    stamps = repeated([[line.text for part in page.aside for line in part] for page in read])
    pages = []
    tables = Tables()
    for page, lines in zip(read, kept, strict=True):
        blocks = [*tables.parted(arrange(with_ruled_rows(with_drop_caps(lines), page.rulings)))]
        for part in page.aside:
            if rest := [line for line in part if line.text not in stamps]:
                blocks += [Block(block.lines, table=True) for block in arrange(rest)]
        pages.append(Page(tuple(blocks), page.height, page.form))
    return pages


def _why_nothing(read: Sequence[_Read]) -> str:
    faults = {page.fault for page in read}
    if _PICTURE in faults:
        return f"It holds pictures of pages, no text; {ocr.MISSING}."
    if _NO_LETTERS in faults:
        return f"It holds {_NO_LETTERS}; {ocr.MISSING}."
    if _BROKEN in faults:
        return "A page of it is broken: nothing can be read of it; save the file again."
    return "It holds no text, nor pictures in which OCR finds words."


def _listed(pages: Sequence[int]) -> str:
    return ", ".join(map(str, pages[:8])) + (" and others" if len(pages) > 8 else "")


def _why_not_all(pages: Sequence[int], fault: str) -> str:
    shown = _listed(pages)
    one = len(pages) == 1
    which = f"Page {shown} of it is" if one else f"Pages {shown} of it are"
    if fault == _BROKEN:
        return f"{which} broken, and left out; save the file again."
    what = fault if one else fault.replace("a picture of a page", "pictures of pages")
    which = (
        which
        if fault == _PICTURE
        else f"Page {shown} of it holds"
        if one
        else (f"Pages {shown} of it hold")
    )
    return f"{which} {what}, and left out; {ocr.MISSING}."
