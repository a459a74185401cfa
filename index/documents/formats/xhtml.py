"""A chapter of a book, or the body of a mail, in HTML → its lines, all of them.

`web.py` looks for the article in a page; here everything that is seen is text. Left out is what is
hidden, struck out, or leads through a book: contents, page numbers, links back from notes.
"""

import re
from collections.abc import Iterable, Iterator
from html.entities import html5

from index.documents.formats.inline import Level, Run, in_one, words, wrapped
from index.documents.formats.office import Element, attribute, local, number, parse_xml
from index.documents.formats.rows import table_lines
from index.documents.normalise import UnreadableError

_DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,500}\?>")
_ENTITY = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,40};)")
_XML_ENTITIES = ("amp;", "lt;", "gt;", "quot;", "apos;")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(
    r"(?:display|visibility|mso-hide)\s{0,9}:\s{0,9}(?:none|hidden|all)|font-size\s{0,9}:\s{0,9}0(?!\.?\d)",
    re.I,
)

_SKIPPED = frozenset({
    "script", "style", "head", "title", "template", "noscript", "iframe", "svg", "nav", "button",
    "select", "textarea", "audio", "video", "object", "rt", "rp", "del", "s", "strike",
})  # fmt: skip
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hr",
    "legend", "li", "main", "ol", "p", "pre", "section", "summary", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NOT_TEXT = frozenset({
    "pagebreak", "toc", "landmarks", "page-list", "doc-pagebreak", "doc-toc", "doc-backlink",
    "doc-pagelist", "backlink",
})  # fmt: skip
_MARKS = frozenset(("noteref", "doc-noteref"))
_ARROWS = frozenset("↩↑^⏎↵⤴\ufe0e\ufe0f ")
_MOST_CELLS = 200
_LAYOUT_CHARACTERS = 400
"""Of several paragraphs in a cell: more are a page laid out by a table, and no row of one."""


def parse_markup(text: str) -> Element:
    """The root of a page: as XML, which knows `<a/>`, or as browsers read it if it is none.

    Raises:
        UnreadableError: if there is nothing in it.
    """
    text = _DECLARATION.sub("", text, count=1)
    try:
        return parse_xml(_ENTITY.sub(_letter, text).encode("utf-8", "replace"))
    except UnreadableError:
        return parse_html(text)


def parse_html(text: str) -> Element:
    """The root of a page, as browsers read it.

    Raises:
        UnreadableError: if there is nothing in it.
    """
    from lxml import etree

    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise UnreadableError("It holds no text.") from error
    if root is None:
        raise UnreadableError("It holds no text.")
    return root


class Page:
    """The lines of a page.

    Attributes:
        lines: one a paragraph, heading, item, or row of a table; an empty one between paragraphs.
        heading: the first heading; empty if there is none.
    """

    def __init__(self, root: Element, skipped: Iterable[Element] = ()) -> None:
        """Read a page.

        Args:
            root: of the page, or any element of it.
            skipped: elements that are left out.
        """
        self.lines: list[str] = []
        self.heading = ""
        self._skipped = frozenset(skipped)
        self._runs: list[Run] = []
        self._label = ""
        self._inside(root, "", linked=False, exact=False)
        self._flush()

    def _walk(self, element: Element, level: Level, *, linked: bool, exact: bool) -> None:
        """Take up an element, and the text after it."""
        name = local(element).lower()
        if name and name not in _SKIPPED and element not in self._skipped:
            kinds = _kinds(element)
            if not (kinds & _NOT_TEXT or _is_hidden(element)):
                if kinds & _MARKS:
                    level, linked = "raised", True
                self._element(element, name, level, linked=linked, exact=exact)

    def _element(
        self, element: Element, name: str, level: Level, *, linked: bool, exact: bool
    ) -> None:
        if name == "br":
            self._runs.append(Run("\n"))
        elif name in _HEADINGS:
            self._flush(apart=True)
            before = len(self.lines)
            self._inside(element, "", linked=False, exact=False)
            self._flush(apart=True)
            self.heading = self.heading or " ".join(self.lines[before:]).strip()
        elif name in ("ul", "ol"):
            self._list(element, exact=exact)
        elif name == "table" and _is_data(element):
            self._flush(apart=True)
            self.lines += _table(element)
            self.lines.append("")
        elif name in _BLOCKS:
            self._flush(apart=name not in ("li", "tr", "td", "dt"))
            self._inside(element, "", linked=False, exact=exact or name == "pre")
            self._flush(apart=name not in ("li", "tr", "td", "dt", "dd"))
        else:
            if name in ("sup", "sub"):
                level = "raised" if name == "sup" else "lowered"
            linked = linked or name == "a" or any(local(inner) == "a" for inner in element)
            if not (name == "a" and _is_arrow(element)):
                self._inside(element, level, linked=linked and bool(level), exact=exact)

    def _inside(self, element: Element, level: Level, *, linked: bool, exact: bool) -> None:
        """Take up the text and the elements in an element."""
        self._text(element.text, level, linked=linked, exact=exact)
        for inner in element:
            inner_linked = linked or local(element) == "a"
            self._walk(inner, level, linked=inner_linked, exact=exact)
            self._text(inner.tail, level, linked=linked, exact=exact)

    def _text(self, text: str | None, level: Level, *, linked: bool, exact: bool) -> None:
        if text:
            self._runs.append(Run(text if exact else _SPACE.sub(" ", text), level, linked))

    def _list(self, element: Element, *, exact: bool) -> None:
        """Take up the items of a list, each with its number or a dash."""
        self._flush()
        count = number(attribute(element, "start"), 1) - 1
        for inner in element:
            if local(inner).lower() == "li":
                count = number(attribute(inner, "value"), count + 1)
                self._flush()
                self._label = f"{count}. " if local(element).lower() == "ol" else "- "
            self._walk(inner, "", linked=False, exact=exact)
            self._flush()
            self._label = ""
        self.lines.append("")

    def _flush(self, *, apart: bool = False) -> None:
        """End the line; `apart` for one that stands apart from the next."""
        text = words(self._runs)
        self._runs.clear()
        lines = [" ".join(line.split(" ")).strip() for line in text.split("\n")]
        text = wrapped("\n".join(_SPACE.sub(" ", line) for line in lines))
        if text:
            self.lines.append(self._label + text)
            self._label = ""
        if apart and self.lines and self.lines[-1]:
            self.lines.append("")


def _table(element: Element) -> Iterator[str]:
    """The lines of a table: its caption, then its rows."""
    for inner in element:
        if local(inner).lower() == "caption":
            yield from filter(None, Page(inner).lines)
    rows: list[list[str]] = []
    held: dict[int, tuple[int, str]] = {}  # column → rows that its cell still takes, and its words
    heads = 0
    for row in _rows(element):
        values: list[str] = []
        cells = _cells(row)
        for cell in cells:
            _hold(values, held)
            text = in_one(Page(cell).lines)
            down = min(number(attribute(cell, "rowspan"), 1), _MOST_CELLS) - 1
            for _ in range(min(max(number(attribute(cell, "colspan"), 1), 1), _MOST_CELLS)):
                if down > 0 and len(values) < _MOST_CELLS:
                    held[len(values)] = (down, text)
                values.append(text)
        _hold(values, held)
        names = local(row.getparent()).lower() == "thead" or (
            bool(cells) and all(local(cell).lower() == "th" for cell in cells)
        )
        heads += names and heads == len(rows)
        rows.append(_once(values))
    yield from table_lines(rows, heads if 0 < heads < len(rows) else None)


def _hold(values: list[str], held: dict[int, tuple[int, str]]) -> None:
    """Put the cells that reach down from rows above where they stand in a row."""
    while len(values) in held:
        rows, text = held.pop(len(values))
        if rows > 1:
            held[len(values)] = (rows - 1, text)
        values.append(text)


def _once(values: list[str]) -> list[str]:
    """A row; one that is a single cell over all columns says what it says once."""
    values = values[:_MOST_CELLS]
    return values[:1] if len(set(values)) == 1 and len(values) > 2 else values


def _is_data(table: Element) -> bool:
    """Whether a table holds rows of data, and not a page that is laid out by it."""
    if attribute(table, "role") in ("presentation", "none"):
        return False
    rows = [_cells(row) for row in _rows(table)]
    full = [cells for cells in rows if len(cells) > 1]
    if len(full) < 2 and not (full and len(rows) > 1):
        return False
    names = any(local(cell).lower() == "th" for cells in rows for cell in cells)
    for cell in (cell for cells in rows for cell in cells):
        blocks = [inner for inner in cell.iter() if local(inner).lower() in ("p", "div", "table")]
        if any(local(inner).lower() == "table" for inner in blocks):
            return False
        if len(blocks) > 1 and not names:
            length = sum(len(text) for text in cell.itertext())
            if length > _LAYOUT_CHARACTERS:
                return False
    return True


def _rows(table: Element) -> Iterator[Element]:
    for inner in table:
        name = local(inner).lower()
        if name == "tr":
            yield inner
        elif name in ("thead", "tbody", "tfoot"):
            yield from (row for row in inner if local(row).lower() == "tr")


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if local(cell).lower() in ("td", "th")]


def _kinds(element: Element) -> set[str]:
    """What an element is in a book: the words of `epub:type` and `role`."""
    return {*attribute(element, "type").split(), *attribute(element, "role").split()}


def _is_hidden(element: Element) -> bool:
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return _HIDDEN.search((element.get("style") or "")[:1000]) is not None


def _is_arrow(link: Element) -> bool:
    """Whether a link is nothing but an arrow, which leads back from a note."""
    text = "".join(link.itertext()).strip()
    return bool(text) and len(text) <= 4 and set(text) <= _ARROWS


def _letter(entity: re.Match[str]) -> str:
    """The letter that a named entity of HTML stands for; XML knows five of them by itself."""
    name = entity[1]
    return entity[0] if name in _XML_ENTITIES else html5.get(name, entity[0])
