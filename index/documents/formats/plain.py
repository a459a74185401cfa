"""Plain text and Markdown → a document."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.rows import row_line
from index.documents.formats.unwrap import is_hard_wrapped, unwrap
from index.documents.normalise import make_document, normalise
from index.types import Document

if TYPE_CHECKING:
    from markdown_it.token import Token

MAX_MARKDOWN_BYTES = 5_000_000
"""A larger Markdown file is read as plain text: parsing takes 100 times the memory."""

_TITLE_LINE = re.compile(r"(?:title|headline)\s*:\s*(\S.*)", re.I)
_DATE_LINE = re.compile(r"\W{0,3}(?:published|posted|updated|last updated|dated?)\b(.*)", re.I)
_DATE_ALONE = re.compile(
    r"(?:by\s.{0,60}[|,·–—-]\s*)?(?:[a-z]{3,6}day,?\s+)?"
    r"(?:[a-z]{3,9}\.?\s+\d\d?,?\s+\d{4}|\d\d?\s+[a-z]{3,9}\.?,?\s+\d{4}|\d{4}-\d\d-\d\d)"
    r"(?:[,\sT].{0,20})?",
    re.I,
)
_FURNITURE = re.compile(
    r"(?:share|copy|copied|by|from|published|posted|updated|date)\b|\W*$|.*\b[\w-]+\.[a-z]{2,}(?:/\S*)?$",
    re.I,
)
_FIRST_LINES = 5
_LONGEST_TITLE = 120
_LONGEST_LINE = 300
"""Of a line that is looked at for a title or a date: patterns take time quadratic in it."""

_BLOCKS = {"fence", "code_block"} | {
    f"{name}_open"
    for name in ("heading", "paragraph", "blockquote", "bullet_list", "ordered_list", "table")
}


def read_text(path: Path, source: str) -> Iterator[Document]:
    """The document in a plain text file.

    Raises:
        UnreadableError: if it is not text, or empty.
        OSError: if it cannot be read.
    """
    text = normalise(decode(read_bytes(path)))
    if is_hard_wrapped(text):
        wrapped = text.split("\n")
        lengths = sorted(len(line) for line in wrapped if line)
        text = "\n".join(unwrap(wrapped, lengths[len(lengths) * 95 // 100]))
    lines = (line.strip()[:_LONGEST_LINE] for line in text[:20_000].split("\n"))
    first = [line for line in lines if line]
    title = text_title(first) or path.stem
    yield make_document(source, text, title, published=_published(first[:_FIRST_LINES]))


def text_title(lines: list[str]) -> str | None:
    """The title among the first lines of a text: one that is named so, or one that looks so."""
    for line in lines[:_FIRST_LINES]:
        if named := _TITLE_LINE.match(line):
            return named[1]
    body = [line for line in lines[: _FIRST_LINES + 1] if not _FURNITURE.match(line)]
    if len(body) > 1 and len(body[0]) <= _LONGEST_TITLE and body[0][-1] not in '.!:;,”"':
        return body[0]
    return None


def _published(lines: list[str]) -> str | None:
    """The first line that names a date of publication, or is a date alone or after a byline."""
    for line in lines:
        if named := _DATE_LINE.match(line):
            return named[1]
        if _DATE_ALONE.fullmatch(line):
            return line
    return None


def read_markdown(path: Path, source: str) -> Iterator[Document]:
    """The document in a Markdown file, without its marks.

    Raises:
        UnreadableError: if it is not text, or empty.
        OSError: if it cannot be read.
    """
    if path.stat().st_size > MAX_MARKDOWN_BYTES:
        yield from read_text(path, source)
        return
    from index.documents.formats.front_matter import has_letters, split_front_matter

    known, text = split_front_matter(decode(read_bytes(path)).replace("\r\n", "\n"))
    lines, heading = markdown_lines(text)
    named = known.get("title", "")
    title = named if has_letters(named) else heading or named  # a date is none if there is another
    yield make_document(
        source,
        "\n".join(lines),
        title or path.stem,
        published=known.get("date") or known.get("published"),
        url=known.get("url") or known.get("link"),
    )


def markdown_lines(text: str) -> tuple[list[str], str | None]:
    """Markdown → its words, a line for each paragraph, heading, item, row and line of code.

    Blocks stand apart by a blank line, items and rows do not. Addresses of links, images and raw
    HTML are dropped.

    Returns:
        The lines, and the first heading or None.
    """
    from markdown_it import MarkdownIt

    lines: list[str] = []
    cells: list[str] = []
    opened = ""
    tokens = MarkdownIt("commonmark", {"maxNesting": 100}).enable("table").parse(text)
    for token in tokens:
        if token.level == 0 and token.type in _BLOCKS and lines:
            lines.append("")
        if token.type == "inline" and opened in ("th_open", "td_open"):
            cells.append(_words(token))
        elif token.type == "inline":
            lines.append(_words(token))
        elif token.type == "tr_close":
            lines.append(row_line(cells))
            cells = []
        elif token.type in ("fence", "code_block"):
            lines += token.content.rstrip("\n").split("\n")
        opened = token.type
    return lines, _first_heading(tokens)


def _first_heading(tokens: "Sequence[Token]") -> str | None:
    """The words of the first heading that has any."""
    headings = (
        _words(token)
        for before, token in pairwise(tokens)
        if before.type == "heading_open" and token.type == "inline"
    )
    return next(filter(None, headings), None)


def _words(token: "Token") -> str:
    """The words of a paragraph, heading or cell."""
    parts: list[str] = []
    for child in token.children or ():
        if child.type in ("text", "code_inline"):
            parts.append(child.content)
        elif child.type in ("softbreak", "hardbreak"):
            parts.append(" " if child.type == "softbreak" else "\n")
    return "".join(parts).strip()
