"""What a visitor wants to see of the original of a document, checked as from a stranger.

Nobody names a file: a request names a document of the index, a stretch of its text and a page.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from index import Index
from index.documents.pages import NARROWEST, WIDEST
from index.errors import UserError
from index.originals import WIDTH
from index.types import Span
from ui.render.original import AROUND, LONGEST_MARK, MOST, Original

_ID = re.compile(r"[0-9a-f]{16}")
_NUMBER = re.compile(r"[0-9]{1,9}")
_MOST_PAGES = 1_000_000


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to open a document.

    Attributes:
        span: of the sentence.
        page: number of the page, from 1; None for that of the sentence.
        width: of the page, in pixels.
        before: characters of the text before the sentence, where that is shown.
        after: the same after it.
        whole: whether the document is opened and no sentence of it.
    """

    span: Span
    page: int | None = None
    width: int = WIDTH
    before: int = AROUND
    after: int = AROUND
    whole: bool = False


def read_asked(said: Callable[[str], str]) -> Asked:
    """What is asked for.

    Args:
        said: name of a value → what the page says it is; "" if it says nothing.

    Raises:
        UserError: if a value is not what it should be.
    """
    id = said("document")
    start, end = _number(said("start"), 0, 10**9), _number(said("end"), 1, 10**9)
    if not _ID.fullmatch(id) or not 0 < end - start <= LONGEST_MARK:
        raise _no_place()
    page = said("page")
    return Asked(
        Span(id, start, end),
        _number(page, 1, _MOST_PAGES) if page else None,
        _number(said("width") or str(WIDTH), NARROWEST, WIDEST),
        _number(said("before") or str(AROUND), 0, MOST),
        _number(said("after") or str(AROUND), 0, MOST),
        bool(said("whole")),
    )


def read_original(index: Index, asked: Asked) -> Original:
    """The original of a document of the index, at a sentence.

    Raises:
        UserError: if the document is not there any more, or has no such place.
    """
    try:
        document = index.document(asked.span.doc_id)
        document.slice(asked.span)
        page = index.draw_page(asked.span, asked.page, width=asked.width)
    except ValueError as error:
        raise _no_place() from error
    return Original(document, asked.span, page, asked.before, asked.after, asked.whole)


def _number(text: str, least: int, most: int) -> int:
    if not _NUMBER.fullmatch(text) or not least <= int(text) <= most:
        raise _no_place()
    return int(text)


def _no_place() -> UserError:
    return UserError(
        "There is no such place in the documents (any more).", "Ask again, and open its source."
    )
