"""The original of a document: a page of its file, drawn, with a sentence marked on it.

Only what the index holds is drawn, and only while the file holds what it held when it was indexed.
"""

from collections.abc import Callable

from index.documents.pages import DRAWN, DrawnPage, Wanted, cited_lines
from index.documents.registry import extension
from index.paths import path_of
from index.store.store import Store
from index.types import Span

WIDTH = 1_200
"""Pixels of a page, where nobody says another number."""
_REMOVED = "The document is not in the index any more."

Draw = Callable[[Wanted], DrawnPage]
"""Draws a page; never raises on account of a file."""


def draw_page(
    store: Store, span: Span, page: int | None, width: int, draw: Draw | None = None
) -> DrawnPage | None:
    """A page of a document, as `Index.draw_page` says.

    Args:
        store: that holds the document.
        span: of what is marked.
        page: number of the page, from 1; None for the one on which the span begins.
        width: in pixels.
        draw: draws it; by default in a process of its own.

    Raises:
        ValueError: if there is no such document, or no such span of it.
        UserError: if there can be no process that draws.
    """
    document = store.documents.get(span.doc_id)
    document.slice(span)
    origin = store.documents.origin(span.doc_id)
    if origin is None:
        return DrawnPage(page or 1, why=_REMOVED)
    name, _ = origin
    path = path_of(name)
    if extension(path) not in DRAWN:  # a file within another, as in a mail, is of that one
        return None
    lines, whole = cited_lines(document, span)
    size, modified, digest = store.files.of(name) or (-1, -1, "")
    number = page or document.page(span.start) or 1
    wanted = Wanted(str(path), digest, size, modified, number, width, lines, whole)
    return (draw or _draw_apart)(wanted)


def _draw_apart(wanted: Wanted) -> DrawnPage:
    from index.documents.pool import draw_apart

    return draw_apart(wanted)
