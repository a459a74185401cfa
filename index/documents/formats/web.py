"""A saved web page → the article in it, by trafilatura. Nothing is ever fetched."""

import re
from collections.abc import Iterator
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.quiet import quiet
from index.documents.formats.rows import row_line
from index.documents.normalise import UnreadableError, make_document
from index.types import Document

MAX_PAGE_BYTES = 20_000_000
"""The largest page that is read; the limit that trafilatura sets for its own downloads."""

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.I)
_BAR = re.compile(r"(?<!\\)\|")  # a bar within a cell is written with a backslash
_RULE = re.compile(r"\|(?:\s*:?-{3,}:?\s*\|)+")


def read_page(path: Path, source: str) -> Iterator[Document]:
    """The article in an HTML file; headings and rows of tables are lines of their own.

    Raises:
        UnreadableError: if the page is too large, or nothing in it looks like an article.
        OSError: if it cannot be read.
    """
    if path.stat().st_size > MAX_PAGE_BYTES:
        raise UnreadableError(
            f"The page is larger than {MAX_PAGE_BYTES // 1_000_000} MB; save the article as text."
        )
    data = read_bytes(path)
    declared = _CHARSET.search(data[:4096])
    html = decode(data, declared[1].decode("ascii", "replace") if declared else None)
    with quiet():
        from trafilatura import bare_extraction
        from trafilatura.settings import Document as ExtractedPage

        found = bare_extraction(html, include_comments=False, with_metadata=True)
    if not isinstance(found, ExtractedPage) or not (found.text or "").strip():
        raise UnreadableError("No article text was found in the page.")
    text = _plain_tables(found.text or "")
    title = found.title or path.stem
    yield make_document(source, text, title, published=found.date, url=found.url)


def _plain_tables(text: str) -> str:
    """The text with each row `| a | b |` written as `a; b.`, and no rules under heads."""
    lines = (line for line in text.split("\n") if not _RULE.fullmatch(line.strip()))
    return "\n".join(
        row_line(cell.replace("\\|", "|") for cell in _BAR.split(line))
        if line.startswith("| ")
        else line
        for line in lines
    )
