"""HTML → its words, as a reader of the page sees them: a line for each block.

`prepare` changes a tree so that plain text says what the page shows: raised figures, terms and what
they mean, rows of tables with the names of their columns, and nothing that is not shown. `lines`
writes a prepared tree down. Nothing is fetched and no script is run.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from index.documents.formats.raised import lowered, raised
from index.documents.formats.rows import row_line, table_lines

Element = Any
"""An element of lxml, which has no types."""

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_INLINE_TAGS = """
    a abbr acronym b bdi bdo big cite code data dfn em font i ins kbd mark nobr q s samp small span
    strong sub sup time tt u var wbr br img label del strike ruby rb
"""
_INLINE = frozenset(_INLINE_TAGS.split())
_UNSEEN_TAGS = """
    script style template noscript iframe frame object embed applet svg canvas audio video select
    input textarea datalist map area rp rt rtc link meta noframes head
"""
_UNSEEN = frozenset(_UNSEEN_TAGS.split())
_STRUCK = ("del", "s", "strike")
_SPACED = (
    "p",
    "table",
    "ul",
    "ol",
    "dl",
    "blockquote",
    "pre",
    "hr",
    "details",
    "figure",
    *HEADINGS,
)

_INVALID = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_NOT_SHOWN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.I)
_FOR_SCREEN_READERS = frozenset(
    ("sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only")
)
_MEDIA = re.compile(r"@media[^{]{0,200}\{(?:[^{}]{0,2000}\{[^{}]{0,2000}\}){0,200}\s*\}", re.I)
_RULE = re.compile(r"([.#][\w-]{1,60})\s*\{([^{}]{0,500})\}")
_NOTE_CLASS = re.compile(
    r"reference|footnote|noteref|(?:^|[\s_-])(?:fn|cite|note)(?:$|[\s_-])", re.I
)
_NOTE_MARK = re.compile(r"\[?\s?(?:\d{1,3}|[a-z*†‡§]{1,2})\s?\]?|[↑↩^¶#§]\ufe0e?", re.I)
_SENTENCE_END = re.compile(r"[.!?…:;]['\"’”)\]]*\s*$")

_MOST_COLUMNS = 200
_MOST_CELLS = 200_000  # of a table; below, merged cells are taken for one
_LONG_CELL = 400
_MENU_CHARACTERS, _MENU_SHARE = 200, 0.8
_TERM_WORDS = 12
_DEEPEST = 250  # elements in each other; the parser drops what lies deeper
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

    html = _INVALID.sub("", html)

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


def prepare(tree: Element) -> Element:
    """Changes a tree so that its plain text says what the page shows; returns it."""
    _drop_unseen(tree)
    _write_inline(tree)
    _part_lines(tree)
    for heading in list(tree.iter(*HEADINGS)):
        _drop_anchors(heading)
    for listing in list(tree.iter("dl")):
        _write_terms(listing)
    # the inner ones first: a cell is read after what it holds
    for table in reversed(list(tree.iter("table"))):
        _write_table(table)
    return tree


def words(element: Element) -> str:
    """The words in an element, on one line."""
    return " ".join(_INVALID.sub("", " ".join(lines(element))).split())


def lines(root: Element, mark: str = "") -> list[str]:
    """The text of a prepared element: a line for each paragraph, heading, item, row, line of code.

    Blocks stand apart by a blank line; items, rows and lines of code do not.

    Args:
        root: what `prepare` has changed, or a part of it.
        mark: what the line of an item starts with.
    """
    from lxml import etree

    written = _Lines()
    listed = 0  # how many lists the place is in
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        block = tag not in _INLINE
        if block:
            written.end_line()
        if block and tag in _SPACED and not listed:
            written.part()
        if tag in ("ul", "ol"):
            listed += 1 if event == "start" else -1
        if tag == "pre":
            written.verbatim += 1 if event == "start" else -1
        if event == "start":
            if tag == "br":
                written.end_line()
            elif tag == "li" and mark:
                written.mark(mark)
            written.add(element.text or "")
        elif element is not root:
            written.add(element.tail or "")
    written.end_line()
    return written.lines


class _Lines:
    """Lines that are being written."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.verbatim = 0
        self._parts: list[str] = []
        self._apart = False
        self._mark = ""

    def mark(self, mark: str) -> None:
        """The next line starts with this."""
        self._mark = mark

    def add(self, text: str) -> None:
        self._parts.append(text)

    def part(self) -> None:
        """Whatever comes next stands apart from what there is."""
        self._apart = True

    def end_line(self) -> None:
        text = "".join(self._parts)
        self._parts.clear()
        if not text.strip():
            return
        if self._apart and self.lines:
            self.lines.append("")
        self._apart = False
        if self.verbatim:
            self.lines += [line.rstrip() for line in text.strip("\n").split("\n")]
        else:
            self.lines.append(self._mark + " ".join(text.split()))
        self._mark = ""


def _is_too_deep(tree: Element) -> bool:
    from lxml import etree

    depth = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth >= _DEEPEST:
            return True
    return False


def _drop_unseen(tree: Element) -> None:
    """Empties what a reader of the page does not see, and what is struck out."""
    hidden = _hiding_rules(tree)
    for element in list(tree.iter()):
        tag = element.tag
        if not isinstance(tag, str) or tag in ("html", "body"):
            continue
        if (
            tag in _UNSEEN
            or tag in _STRUCK
            or _is_hidden(element, hidden)
            or (tag == "button" and not _opens_text(element))
        ):
            empty(element)


def empty(element: Element) -> None:
    """Takes out all that is in an element; what follows it stays."""
    element.clear(keep_tail=True)


def _hiding_rules(tree: Element) -> frozenset[str]:
    """The classes (`.name`) and ids (`#name`) that a style sheet in the page hides everywhere."""
    sheets = (sheet.text or "" for sheet in tree.iter("style") if not sheet.get("media"))
    return frozenset(
        rule[1]
        for sheet in sheets
        for rule in _RULE.finditer(_MEDIA.sub("", sheet[:200_000]))
        if _NOT_SHOWN.search(rule[2]) and sheet[: rule.start()].rstrip()[-1:] in ("", "}", "/")
    )


def _is_hidden(element: Element, rules: frozenset[str]) -> bool:
    attributes = element.attrib
    if not attributes:
        return False
    names = (attributes.get("class") or "").split()
    if not _FOR_SCREEN_READERS.isdisjoint(names):
        return True
    if (
        ("hidden" in attributes and attributes["hidden"] != "until-found")
        or attributes.get("aria-hidden") == "true"
        or _NOT_SHOWN.search(attributes.get("style") or "")
        or (rules and (f"#{attributes.get('id')}" in rules or _any_rule(names, rules)))
    ):
        # a dialog that lay over the page when it was saved hides the article in it
        return next(element.iter("article", "main", "h1"), None) is None
    return False


def _any_rule(names: Iterable[str], rules: frozenset[str]) -> bool:
    return any(f".{name}" in rules for name in names)


def _opens_text(button: Element) -> bool:
    """Whether a button is the heading of a text that it opens."""
    return next(button.iterancestors(*HEADINGS, "summary", "dt"), None) is not None


def _write_inline(tree: Element) -> None:
    """Raised and lowered figures, marks of notes, and quotation marks, as text."""
    for element in list(tree.iter("sup", "sub")):
        before, text = _before(element), " ".join("".join(element.itertext()).split())
        if element.tag == "sup":
            text = raised(before, text, after=_after(element), linked=_is_noted(element))
        else:
            text = lowered(before, text)
        _write(element, text)
    for link in list(tree.iter("a")):
        href, text = link.get("href") or "", "".join(link.itertext()).strip()
        if "#" in href[:1] and len(text) <= 6 and _NOTE_MARK.fullmatch(text):
            mark = link.get("class", "") + " " + href + " " + (link.get("role") or "")
            if _NOTE_CLASS.search(mark) or not text[0].isalnum():
                _write(link, "")
    for quote in list(tree.iter("q")):
        if len(quote):
            quote[-1].tail = (quote[-1].tail or "") + "”"
        else:
            quote.text = (quote.text or "") + "”"
        quote.text = "“" + (quote.text or "")
        quote.tag = "span"


def _write(element: Element, text: str) -> None:
    """Puts a text in the place of an element in a line."""
    empty(element)
    element.tag = "span"
    element.text = _INVALID.sub("", text) or None


def _is_noted(element: Element) -> bool:
    """Whether a raised element is the mark of a note, by its markup."""
    parent = element.getparent()
    inner = next(element.iter("a"), None)
    if inner is not None or (parent is not None and parent.tag == "a"):
        return True
    return bool(_NOTE_CLASS.search(f"{element.get('class', '')} {element.get('id', '')}"))


def _before(element: Element) -> str:
    """The piece of text right before an element, in the same block; empty if there is none."""
    for _ in range(_DEEPEST):
        sibling = element.getprevious()
        if sibling is not None:
            return sibling.tail or _last_text(sibling)
        element = element.getparent()
        if element is None or element.text:
            return "" if element is None else str(element.text)
        if element.tag not in _INLINE:
            break
    return ""


def _after(element: Element) -> str:
    """The piece of text right after an element."""
    if element.tail:
        return str(element.tail)
    sibling = element.getnext()
    return _first_text(sibling) if sibling is not None else ""


def _last_text(element: Element) -> str:
    while len(element):
        if element[-1].tail:
            return str(element[-1].tail)
        element = element[-1]
    return element.text or ""


def _first_text(element: Element) -> str:
    while not element.text and len(element):
        element = element[0]
    return element.text or ""


def _part_lines(tree: Element) -> None:
    """Breaks inside a sentence go; a break comes between two texts that are glued together."""
    for br in list(tree.iter("br")):
        before, after = _before(br), _after(br).lstrip()
        if before.strip() and after[:1].islower() and not _SENTENCE_END.search(before[-20:]):
            _write(br, " ")
    for element in list(tree.iter("span", "strong", "b", "a", "em", "i", "label", "small")):
        following = element.getnext()
        if element.tail or following is None or following.tag not in _INLINE:
            continue
        last, first = _last_text(element)[-80:], _first_text(following)[:80]
        if (
            (last[-1:].isalnum() or last[-1:] in tuple(".!?)”"))
            and (first[:1].isupper() or first[:1].isdigit())
            and len(last.split()) > 1
            and len(first.split()) > 1
        ):
            element.addnext(element.makeelement("br"))


def _drop_anchors(heading: Element) -> None:
    """Empties what only links to a heading, or edits it."""
    for child in list(heading.iter("a", "span")):
        shown = "".join(child.itertext()).strip()
        if shown in ("#", "¶", "§", "🔗") or "editsection" in (child.get("class") or ""):
            _write(child, "")


def _write_terms(listing: Element) -> None:
    """Terms and what they mean → `term: meaning`, an item each."""
    terms: list[Element] = []
    described = True
    for element in list(listing.iter("dt", "dd")):
        owner = next(element.iterancestors("dl"), None)
        if owner is not listing:
            continue
        if element.tag == "dt":
            terms = [element] if described else [*terms, element]
            described = False
            element.tag = "li"
            continue
        named = ", ".join(filter(None, (_flat(term).rstrip(" :") for term in terms)))
        if not described:
            long = len(named.split()) > _TERM_WORDS or named.endswith(("?", "."))
            for term in terms:
                if long or not named:
                    term.tag = "p"
                else:
                    element.set("data-term", named)
                    empty(term)
            terms = [element]
        elif terms and terms[-1].tag == "li":
            element.set("data-term", terms[-1].get("data-term") or "")
        described = True
        element.tag = "li"
        if term_name := element.get("data-term"):
            inner = element
            while not (inner.text or "").strip() and len(inner) and inner[0].tag not in _INLINE:
                inner = inner[0]
            inner.text = f"{term_name}: {(inner.text or '').lstrip()}"
    listing.tag = "ul"


def _flat(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def _write_table(table: Element) -> None:
    """A table → a row a line, with the names of its columns; one that is for layout → blocks."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table"), None) is table]
    rows = [row for row in rows if _cells(row) and _flat(row)]
    if _is_of_links(table):
        return
    if table.get("role") in ("presentation", "none") or _is_layout(table, rows):
        for element in [table, *table.iter("tbody", "thead", "tfoot", "tr", "td", "th", "caption")]:
            element.tag = "div"
        return
    captions = [_flat(caption) for caption in table.iter("caption")]
    written = [*filter(None, captions), *_table_lines(rows)]
    empty(table)
    for line in written:
        row = table.makeelement("tr")
        cell = table.makeelement("td")
        cell.text = _INVALID.sub("", line)
        row.append(cell)
        table.append(row)


def _is_of_links(table: Element) -> bool:
    """Whether most of the words of a large table are links, as in a menu."""
    length = len(_flat(table))
    linked = sum(len(_flat(link)) for link in table.iter("a"))
    return length > _MENU_CHARACTERS and linked > length * _MENU_SHARE


def _is_layout(table: Element, rows: list[Element]) -> bool:
    """Whether a table only puts blocks beside each other."""
    if next(table.iterdescendants("table", *HEADINGS, "article", "main"), None) is not None:
        return True
    if any(row.find("th") is not None for row in rows) or table.find("caption") is not None:
        return False
    cells = [cell for row in rows for cell in row if cell.tag == "td"]
    width = max((len(row) for row in rows), default=0)
    if len(rows) < 2 or width < 2:
        return True
    return any(len(cell.findall("p")) > 1 or len(_flat(cell)) > _LONG_CELL for cell in cells)


def _table_lines(rows: list[Element]) -> list[str]:
    """The lines of a table: of each row, and of each heading that goes over its width."""
    heads = 0
    for row in rows[:-1]:
        cells = _cells(row)
        of_head = row.getparent() is not None and row.getparent().tag == "thead"
        if len(cells) > 1 and (
            of_head or all(cell.tag == "th" or _is_bold(cell) for cell in cells)
        ):
            heads += 1
        else:
            break
    grid = list(_grid(rows, repeated=heads > 0))
    if not heads and all(
        len(row) == 1 or (len(row) == 2 and _cells(of)[0].tag == "th")
        for row, of in zip(grid, rows, strict=False)
    ):
        named = (": ".join(filter(None, (row[0].rstrip(" :"), *row[1:]))) for row in grid)
        return [row_line([line]) if ": " in line else line for line in named if line]
    by_rows = not heads and any(row.find("th") is not None for row in rows)
    return table_lines(grid, heads or (0 if by_rows else None))


def _cells(row: Element) -> list[Element]:
    return [cell for cell in row if cell.tag in ("td", "th")]


def _grid(rows: list[Element], *, repeated: bool) -> Iterator[list[str]]:
    """The words in each column of each row: a cell merged over rows stands in each of them.

    Args:
        rows: of a table.
        repeated: whether one merged over columns stands in each of them, too.
    """
    below: dict[int, tuple[int, str]] = {}
    room = _MOST_CELLS
    for row in rows:
        cells: list[str] = []
        following: dict[int, tuple[int, str]] = {}
        own = _cells(row)
        for cell in own:
            _fill(cells, below, following)
            text, across, down = words(cell), 1, 1
            if room > 0:
                across, down = _span(cell, "colspan"), _span(cell, "rowspan")
            for n in range(min(across, _MOST_COLUMNS - len(cells))):
                shown = text if n == 0 or (repeated and len(own) > 1) else ""
                if down > 1:
                    following[len(cells)] = (down - 1, shown)
                cells.append(shown)
        _fill(cells, below, following)
        below = following
        room -= len(cells)
        yield cells


def _fill(
    cells: list[str], below: dict[int, tuple[int, str]], following: dict[int, tuple[int, str]]
) -> None:
    """Puts the cells that reach down from the row above into their columns."""
    while (n := len(cells)) in below:
        left, text = below[n]
        cells.append(text)
        if left > 1:
            following[n] = (left - 1, text)


def _span(cell: Element, name: str) -> int:
    value = cell.get(name) or ""
    return max(1, int(value)) if value.isascii() and value.isdigit() and len(value) < 6 else 1


def _is_bold(cell: Element) -> bool:
    """Whether all the words of a cell are in bold."""
    bold = cell.find("b") if cell.find("b") is not None else cell.find("strong")
    return bold is not None and _flat(bold) == _flat(cell) != ""
