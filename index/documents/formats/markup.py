"""HTML → its words, as a reader of the page sees them: a line for each block.

`prepare` changes a tree so that plain text says what the page shows: raised figures, terms and what
they mean, rows of tables with the names of their columns, and nothing that is not shown. `lines`
writes a prepared tree down. Nothing is fetched and no script is run.
"""

import re
from html import unescape
from html.entities import html5

from index.documents.formats.aria_tables import write_aria_tables
from index.documents.formats.elements import DEEPEST, HEADINGS, INVALID, Element
from index.documents.formats.markup_inline import drop_anchors, part_lines, write_inline
from index.documents.formats.markup_lines import lines, words
from index.documents.formats.markup_pairs import write_bold_keys, write_pairs
from index.documents.formats.markup_tables import write_table, write_terms
from index.documents.formats.markup_unseen import drop_unseen
from index.documents.formats.office import local, parse_xml
from index.documents.normalise import UnreadableError

_TAG = re.compile(r"</?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>")
_ANY_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,7}|#x[0-9a-fA-F]{2,6});")
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]{0,500}\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,40};)")
_XML_ENTITIES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_WRAPPERS = re.compile(
    r"(?:</?(?:div|span|font|b|i|u|em|strong|small|big|center|section|blockquote|ul|ol|li|dl|table"
    r"|tbody|tr|td|a)\b[^<>]{0,2000}>\s{0,99})+",
    re.I,
)


def parse(html: str) -> Element | None:
    """The tree of a page or of a part of one; None if there is nothing in it.

    Where elements lie in more others than the parser goes into, those that only wrap are left out
    first.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    html = INVALID.sub("", html)

    def parsed(text: str) -> Element | None:
        parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        try:
            return document_fromstring(text.encode("utf-8", "replace"), parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError):
            return None

    tree = parsed(html)
    if tree is not None and _is_too_deep(tree):
        tree = parsed(_WRAPPERS.sub("\n<p>", html))
    return tree


def parse_xhtml(text: str) -> Element | None:
    """The tree of a page as XML, which knows `<a/>`, or as browsers read it if it is none."""
    text = _DECLARATION.sub("", text, count=1)
    try:
        root = parse_xml(_ENTITY.sub(_letter, text).encode("utf-8", "replace"))
    except UnreadableError:
        return parse(text)
    for element in root.iter("*"):
        element.tag = local(element).lower()
        for name, value in element.attrib.items():
            if name.endswith("}type"):  # what it is in a book, which HTML calls its role
                element.set("role", f"{element.get('role') or ''} {value}".strip())
    return root


def _letter(entity: re.Match[str]) -> str:
    """The letter that a named entity of HTML stands for; XML knows five of them by itself.

    One that a file defines for itself stands for nothing.
    """
    name = entity[1]
    return entity[0] if name in _XML_ENTITIES else html5.get(name, "")


def plain_text(value: str) -> str:
    """The words of a value that may be HTML: a line a paragraph, item or row of a table.

    A value that is none stays as it is. One that was escaped twice, as feeds have it, is read too.
    """
    for _ in range(2):
        if _TAG.search(value):
            break
        if not _ANY_ENTITY.search(value):
            return value
        value = unescape(value)
    if not _TAG.search(value):
        return value
    tree = parse(_DECLARATION.sub("", value))
    return "" if tree is None else "\n".join(filter(None, lines(prepare(tree))))


def prepare(tree: Element, unseen: list[str] | None = None) -> Element:
    """Changes a tree so that its plain text says what the page shows; returns it.

    Args:
        tree: of a page, or of a part of one.
        unseen: takes up the sentences that are hidden, if it is given.
    """
    hidden = drop_unseen(tree)
    if unseen is not None:
        unseen += hidden
    write_aria_tables(tree)
    write_inline(tree)
    write_bold_keys(tree)
    part_lines(tree)
    for heading in list(tree.iter(*HEADINGS, "dt", "caption", "figcaption")):
        drop_anchors(heading)
    for listing in list(tree.iter("dl")):
        write_terms(listing)
    write_pairs(tree)
    # the inner ones first: a cell is read after what it holds
    for table in reversed(list(tree.iter("table"))):
        write_table(table)
    return tree


def first_heading(tree: Element) -> str:
    """The words of the first heading in a prepared tree that has any; empty if none has."""
    return next(filter(None, map(words, tree.iter(*HEADINGS))), "")


def _is_too_deep(tree: Element) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= DEEPEST:
            return True
    return False
