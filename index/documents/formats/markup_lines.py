"""A tree of HTML that is prepared (`markup`) → its lines, of which rows of tables are `Row`."""

from collections.abc import Collection

from index.documents.formats.elements import HEADINGS, INLINE, INVALID, ROW, Element
from index.documents.formats.lines import Heading, Row
from index.documents.formats.office import number

_SPACED = (
    *("p", "table", "ul", "ol", "dl", "blockquote", "pre", "hr", "details", "figure"),
    *HEADINGS,
)


def words(element: Element) -> str:
    """The words in an element, on one line."""
    return " ".join(INVALID.sub("", " ".join(lines(element))).split())


def lines(root: Element, mark: str = "", skipped: Collection[Element] = ()) -> list[str]:
    """The text of a prepared element: a line for each paragraph, heading, item, row, line of code.

    Blocks stand apart by a blank line; items, rows and lines of code do not.

    Args:
        root: what `prepare` has changed, or a part of it.
        mark: what the line of an item without a number starts with; if it is empty, those with one
            have none either.
        skipped: elements in it that are left out.
    """
    from lxml import etree

    left_out = frozenset(skipped)
    written = _Lines(mark)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        shown = element not in left_out
        if event == "start":
            written.start(element, shown=shown)
            if not shown:
                walk.skip_subtree()
        else:
            written.end(element, shown=shown)
            if element is not root:
                written.add(element.tail or "")
    written.end_line()
    return written.lines


class _List:
    """A list of which the items are counted."""

    def __init__(self, element: Element) -> None:
        self._is_numbered = element.tag == "ol" and "reversed" not in element.attrib
        self._count = number(element.get("start") or "", 1) - 1

    def mark(self, item: Element, mark: str) -> str:
        """What the next item starts with: its number, or a mark if it has none."""
        self._count = number(item.get("value") or "", self._count + 1)
        return f"{self._count}. " if self._is_numbered else mark


class _Lines:
    """Lines that are being written.

    Attributes:
        lines: that are ended.
    """

    def __init__(self, mark: str) -> None:
        """Nothing yet; the mark is that of an item without a number."""
        self.lines: list[str] = []
        self._item = mark
        self._mark = ""  # what the next line starts with
        self._heading = False  # whether the next line is a heading
        self._row = 0  # number of the row of a table that the next line is; 0 if it is none
        self._lists: list[_List] = []  # that the place is in
        self._verbatim = 0  # elements of which the line breaks count, that the place is in
        self._parts: list[str] = []
        self._apart = False  # whether what comes next stands apart from what there is

    def start(self, element: Element, *, shown: bool) -> None:
        """An element starts, of which the words are added if it is shown."""
        tag = self._bound(element)
        if not shown:
            return
        if tag in ("ul", "ol"):
            self._lists.append(_List(element))
        elif tag == "li" and self._item:
            self._mark = self._lists[-1].mark(element, self._item) if self._lists else self._item
        elif tag == "tr":
            self._row = number(element.get(ROW) or "")
        elif tag in HEADINGS:
            self._heading = True
        elif tag == "pre":
            self._verbatim += 1
        elif tag == "br":
            self.end_line()
        self.add(element.text or "")

    def end(self, element: Element, *, shown: bool) -> None:
        """An element ends."""
        tag = self._bound(element)
        if shown and tag in ("ul", "ol"):
            self._lists.pop()
        elif tag in HEADINGS:
            self._heading = False
        elif shown and tag == "pre":
            self._verbatim -= 1

    def _bound(self, element: Element) -> str:
        """Ends the line where a block starts or ends; the name of the element."""
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag not in INLINE:
            self.end_line()
            if tag in _SPACED and not self._lists:
                self._apart = True
        return tag

    def add(self, text: str) -> None:
        """Adds to the line."""
        self._parts.append(text)

    def end_line(self) -> None:
        """Ends the line, if there is anything in it."""
        text = "".join(self._parts)
        self._parts.clear()
        if not text.strip():
            return
        if self._apart and self.lines:
            self.lines.append("")
        self._apart = False
        if self._verbatim:
            self.lines += [line.rstrip() for line in text.strip("\n").split("\n")]
        else:
            line = self._mark + " ".join(text.split())
            self.lines.append(self._marked(line))
        self._mark = ""
        self._row = 0

    def _marked(self, line: str) -> str:
        if self._row:
            return Row(line, self._row)
        return Heading(line) if self._heading else line
