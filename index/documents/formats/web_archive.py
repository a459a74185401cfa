"""A page that a browser saved as one file (MHTML) → the article in it, as in a page of its own."""

import email
from collections.abc import Iterator
from email.message import Message
from itertools import islice
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.web import MAX_PAGE_BYTES, decode_page, page_document
from index.documents.normalise import UnreadableError
from index.types import Document

_PAGES = ("text/html", "application/xhtml+xml")
_MOST_PARTS = 5_000
_MOST_PAGES = 50
_ENOUGH = 200  # characters of the article of the page itself; with fewer, its frames may hold it


def read_web_archive(path: Path, source: str) -> Iterator[Document]:
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
    yield _longest(pages, start, source, path.stem)


def _longest(
    pages: list[tuple[str, str | None]], start: str | None, source: str, name: str
) -> Document:
    """The document of the first page if there is text in it, else the longest of all."""
    documents: list[Document] = []
    reason = ""
    for html, address in pages:
        try:
            document = page_document(html, source, name, address or start)
        except UnreadableError as error:
            reason = reason or str(error)
            continue
        if not documents and not reason and len(document.text) >= _ENOUGH:
            return document
        documents.append(document)
    if not documents:
        raise UnreadableError(reason)
    return max(documents, key=lambda document: len(document.text))


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
