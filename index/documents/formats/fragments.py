"""A piece of HTML in a value of a record → plain text. Nothing is fetched."""

import html
import re
from collections.abc import Iterator

from index.documents.formats.rows import table_lines

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,7}|#x[0-9a-fA-F]{2,6});")
_DECLARED = re.compile(r"<\?xml[^<>]{0,200}\?>")
_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "dd", "details", "div", "dl", "dt",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "html", "li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tr", "ul",
))  # fmt: skip
_UNREAD = frozenset(("script", "style", "noscript", "template", "iframe", "svg", "head", "button"))
_SPACES = re.compile(r"[ \t\r\f\v\u00a0]*\n\s*|[ \t\r\f\v\u00a0]+")


def plain_text(value: str) -> str:
    """The words of a value that may be HTML: a line a paragraph, item or row of a table.

    A value that is none stays as it is. One that was escaped twice, as feeds have it, is read too.
    """
    for _ in range(2):
        if _TAG.search(value):
            return _words(value)
        if not _ENTITY.search(value):
            return value
        value = html.unescape(value)
    return _words(value) if _TAG.search(value) else value


def _words(value: str) -> str:
    from lxml import etree

    declared = _DECLARED.sub("", value).replace("\0", " ")
    root = etree.fromstring(f"<div>{declared}</div>", etree.HTMLParser(remove_comments=True))
    if root is None:
        return ""
    text = "".join(_pieces(root))
    lines = (_SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _pieces(root: object) -> Iterator[str]:
    """The words in a tree, and a line break at both ends of each block."""
    from lxml import etree

    hidden = 0
    rows: list[list[str]] = []
    cell: list[str] | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = element.tag
        started = event == "start"
        hidden += (1 if started else -1) * (name in _UNREAD)
        words = "" if hidden else _spaced((element.text if started else element.tail) or "")
        ends = started is False
        if name == "tr" and started:
            rows.append([])
        elif name in ("td", "th") and started:
            cell = []
        elif name in ("td", "th") and cell is not None:
            if rows:
                rows[-1].append("".join(cell))
            cell = None
        elif name == "table" and ends and rows:
            yield "\n" + "\n".join(table_lines(rows)) + "\n"
            rows = []
        if cell is not None:
            cell.append(f" {words}" if name == "br" or name in _BLOCKS else words)
        elif name in ("td", "th", "tr"):
            continue
        else:
            yield f"\n{words}" if name == "br" or name in _BLOCKS else words


def _spaced(words: str) -> str:
    return words.replace("\n", " ")
