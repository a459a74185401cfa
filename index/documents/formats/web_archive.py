"""A page that a browser saved as one file (MHTML) → the article in it, as in a page of its own."""

import email
from collections.abc import Iterator
from email.message import Message
from itertools import islice
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.web import MAX_PAGE_BYTES, decode_page, not_read, page_document
from index.documents.normalise import UnreadableError
from index.types import Document, Skipped

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 5_000
_MOST_PAGES = 50
_ENOUGH = 200  # characters of the article of the page itself; with fewer, its frames may hold it


def read_web_archive(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The article in a saved page: that of the page itself, or the longest of its frames.

    The day on which the page was saved is not the day of its publication, and is passed over.

    Raises:
        UnreadableError: if there is no page in it, or no text in the page.
        OSError: if it cannot be read.
    """
    data = read_bytes(path)
    try:
        archive = email.message_from_bytes(data)
        pages = list(islice(_pages(archive), _MOST_PAGES))
    except RecursionError:
        raise UnreadableError(
            "Its parts lie too deep in each other; save the page again."
        ) from None
    if not pages and b"<" in data[:1_000] and not archive.is_multipart():
        pages = [(decode_page(data), None)]  # a plain page with the name of an archive
    if not pages:
        raise UnreadableError("There is no page in the archive; save the page again.")
    start = _address(archive.get("Snapshot-Content-Location"))
    pages.sort(key=lambda page: page[1] != start)
    document, left = _longest(pages, start, source, path.stem)
    yield document
    yield from not_read(document, left)


def _longest(
    pages: list[tuple[str, str | None]], start: str | None, source: str, name: str
) -> tuple[Document, list[str]]:
    """The document of the first page if there is text in it, else the longest of all.

    Returns:
        It, and the sentences of its page that were left out.
    """
    found: list[tuple[Document, list[str]]] = []
    reason = ""
    for html, address in pages:
        left: list[str] = []
        try:
            document = page_document(html, source, name, address or start, left=left)
        except UnreadableError as error:
            reason = reason or str(error)
            continue
        if not found and not reason and len(document.text) >= _ENOUGH:
            return document, left
        found.append((document, left))
    if not found:
        raise UnreadableError(reason)
    return max(found, key=lambda one: len(one[0].text))


def _pages(archive: Message) -> Iterator[tuple[str, str | None]]:
    """The text and the address of each page in an archive."""
    for part in islice(archive.walk(), _MOST_PARTS):
        if part.is_multipart() or part.get_content_type() not in _PAGES:
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip() or len(data) > MAX_PAGE_BYTES:
            continue
        try:
            html = decode_page(data, part.get_param("charset") and part.get_content_charset())
        except UnreadableError:
            continue
        yield html, _address(part.get("Content-Location"))


def _address(value: object) -> str | None:
    """An address of the web; None for any other, such as that of a part of the archive."""
    address = str(value or "").strip()
    return address if address.lower().startswith(("http://", "https://")) else None
