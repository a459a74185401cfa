"""A PDF file → a document with pages, by llama-index's reader."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.documents.formats.budget import ask_for
from index.documents.formats.quiet import quiet
from index.documents.formats.unwrap import unwrap
from index.documents.normalise import UnreadableError, make_paged_document, normalise, one_line
from index.types import Document

_EDGE_LINES = 3
"""How many lines at the top and at the foot of a page may be a running header or footer."""
_FEWEST_PAGES = 3
_SLACK = 0.85
_PAGE_NUMBER = re.compile(
    r"(?:(?:page|p\.)\s*)?[-–—]?\s*\d{1,3}\s*[-–—]?(?:\s*(?:of|/)\s*\d+)?", re.I
)
_NUMBERED = re.compile(r"\b(?:page|p\.)\s*#|#\s*(?:/|of)\s*#", re.I)
_DIGITS = re.compile(r"\d+")
_NO_TITLE = re.compile(
    r"untitled|\(?anonymous\)?|microsoft (?:word|powerpoint) -.*"
    r"|.*\.(?:docx?|pptx?|indd|qxd|tex|dvi)|\W*|document\s*\d*",
    re.I,
)
_LONGEST_HEADING = 120
SECONDS_A_PAGE = 0.2
"""Of computing that a page deserves; one of a book takes a tenth of it."""


def read_pdf(path: Path, source: str) -> Iterator[Document]:
    """The document in a PDF file; its paragraphs whole, without headers, footers, page numbers.

    Raises:
        UnreadableError: if it is locked with a password, holds no text, or is broken.
        OSError: if it cannot be read.
    """
    with quiet():
        title = _checked_title(path)
        pages = _page_texts(path)
    if not any(page.strip() for page in pages):
        raise UnreadableError("It holds pictures of pages, no text; run OCR on it first.")
    lines = _without_margins([normalise(page).split("\n") for page in pages])
    width = _line_width(lines)
    texts = ["\n".join(unwrap(page, width, _SLACK)) for page in lines]
    title = title or _first_heading(lines) or path.stem
    yield make_paged_document(source, texts, title, running=True)


def _checked_title(path: Path) -> str | None:
    """The title that the file names for itself, if it is one.

    Raises:
        UnreadableError: if the file is locked or broken; llama-index would try it three times.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError, WrongPasswordError

    try:
        with path.open("rb") as file:
            reader = PdfReader(file)
            ask_for(SECONDS_A_PAGE * reader.get_num_pages())
            known = reader.metadata
            title = one_line(known.title or "") if known else ""
    except (FileNotDecryptedError, WrongPasswordError, DependencyError) as error:
        raise UnreadableError("It is locked with a password; save a copy without one.") from error
    except PyPdfError as error:
        raise UnreadableError(
            f"It is not a PDF file, or a broken one: {one_line(str(error))}"
        ) from error
    return None if _NO_TITLE.fullmatch(title) else title


def _page_texts(path: Path) -> list[str]:
    """The raw text of each page."""
    from llama_index.readers.file import PDFReader  # type: ignore[import-untyped]
    from tenacity import RetryError

    try:
        return [str(page.text) for page in PDFReader().load_data(path)]
    except RetryError as error:
        cause = error.last_attempt.exception()
        if isinstance(cause, OSError | MemoryError):
            raise cause from error
        reason = one_line(str(cause)) or type(cause).__name__
        raise UnreadableError(f"A page of it is broken: {reason}") from error


def _without_margins(pages: Sequence[list[str]]) -> list[list[str]]:
    """The lines of each page without running headers and footers, and bare page numbers.

    A header or footer is a line at the edge of a page, with none but such lines outside it, that
    is the same, up to its digits, near the edge of most pages, and of three at least; or of two,
    if it gives the number of the page.
    """
    seen = Counter(key for page in pages for key in {_key(line) for line in _edge_lines(page)})
    most = len(pages) // 2 + 1

    def is_margin(line: str) -> bool:
        key = _key(line)
        least = 2 if _NUMBERED.search(key) else _FEWEST_PAGES
        number = len(pages) > 1 and _PAGE_NUMBER.fullmatch(line.strip()) is not None
        return number or seen[key] >= max(most, least)

    kept = [_trimmed(_trimmed(page, is_margin)[::-1], is_margin)[::-1] for page in pages]
    # pages that are all alike, such as forms, would lose all their words
    return kept if any(kept) else [*pages]


def _edge_lines(page: Sequence[str]) -> list[str]:
    """The first and last lines of a page that are not blank."""
    filled = [line for line in page if line.strip()]
    return [*filled[:_EDGE_LINES], *filled[-_EDGE_LINES:]]


def _trimmed(page: list[str], is_margin: Callable[[str], bool]) -> list[str]:
    """The lines of a page without the margin, and the blank lines, that it starts with."""
    removed = 0
    for index, line in enumerate(page):
        if line.strip() and (removed == _EDGE_LINES or not is_margin(line)):
            return page[index:]
        removed += bool(line.strip())
    return []


def _key(line: str) -> str:
    return _DIGITS.sub("#", " ".join(line.split()))


def _line_width(pages: Sequence[Sequence[str]]) -> int:
    """Characters of a full line: what all but the longest tenth of the lines stay below."""
    lengths = sorted(len(line) for page in pages for line in page if len(line) >= 20)
    return lengths[len(lengths) * 9 // 10] if lengths else 80


def _first_heading(pages: Sequence[Sequence[str]]) -> str | None:
    """The first line of the document, if it looks like a heading."""
    first = next((line.strip() for page in pages for line in page if line.strip()), "")
    if first and len(first) <= _LONGEST_HEADING and first[-1] not in ".,;:!":
        return first
    return None
