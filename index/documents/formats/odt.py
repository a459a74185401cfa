"""OpenDocument texts and presentations → documents, read from the XML itself.

Left out: hidden, deleted and struck words, comments, contents and indexes, and what heads and foots
the pages. The text of a note follows the paragraph that refers to it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from index.documents.formats.credits import author_of
from index.documents.formats.inline import Level, Run, in_one, words, wrapped
from index.documents.formats.lines import Heading, located
from index.documents.formats.office import (
    Element,
    Package,
    attribute,
    child,
    descendants,
    hidden_slides,
    local,
    number,
    open_package,
    stated,
    title_of,
)
from index.documents.formats.rows import table_lines
from index.documents.formats.stated_dates import date_of, date_of_page
from index.documents.normalise import UnreadableError, make_document, make_paged_document
from index.text.notices import is_notice
from index.types import Document, Place, Skipped

_SKIPPED = frozenset({
    "tracked-changes", "annotation", "hidden-text", "hidden-paragraph", "table-of-content",
    "alphabetical-index", "illustration-index", "table-index", "bibliography-source", "forms",
    "sequence-decls", "variable-decls", "user-field-decls", "note-citation", "ruby-text", "desc",
    "title", "event-listeners", "page-number", "page-count", "settings", "script",
})  # fmt: skip
_FURNITURE = ("date-time", "footer", "header", "page-number", "page", "handout")
_MOST_SPACES = 100
_MOST_COLUMNS = 200
_MOST_REPEATS = 1_000  # of a row that is written once


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style says of how words look."""

    hidden: bool = False
    struck: bool = False
    level: Level = ""


def read_odt(path: Path, source: str) -> Iterator[Document]:
    """The document in an OpenDocument text; a paragraph, heading or row of a table is a line.

    Raises:
        UnreadableError: if it is locked, broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    with open_package(path) as package:
        story = _Story(package)
        text, places = located(story.lines(child(story.root, "body", "text")))
        title = _title(package) or story.title or story.heading or path.stem
        author = _author(package)
    yield make_document(source, text, title, published=date_of(text), places=places, author=author)


def read_odp(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in an OpenDocument presentation: one page a slide, its speaker's notes last.

    Raises:
        UnreadableError: if it is locked, broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    pages: list[tuple[str, list[Place]]] = []
    hidden: list[int] = []
    first = ""
    with open_package(path) as package:
        story = _Story(package)
        presentation = child(story.root, "body", "presentation")
        slides = presentation if presentation is not None else ()
        for slide in (inner for inner in slides if local(inner) == "page"):
            if attribute(slide, "style-name") in story.hidden_pages:
                hidden.append(len(pages) + 1)
                pages.append(("", []))
                continue
            title, lines = _slide(story, slide)
            first = first or " ".join(title)
            pages.append(located([*map(Heading, title), *lines]))
        own, author = _title(package), _author(package)
    texts = [text for text, _ in pages]
    places = [found for _, found in pages]
    yield make_paged_document(
        source,
        texts,
        own or first or path.stem,
        places=places,
        published=date_of_page("".join(texts[:1])),
        author=author,
    )
    yield from hidden_slides(source, hidden, "show it")


def _slide(story: "_Story", slide: Element) -> tuple[list[str], list[str]]:
    """The lines of the title of a slide, and all others."""
    titles: list[str] = []
    lines: list[str] = []
    notes: list[str] = []
    for shape in slide:
        kind = attribute(shape, "class")
        if local(shape) == "notes":
            for frame in shape:
                if attribute(frame, "class") == "notes":
                    notes += filter(None, story.lines(frame))
        elif kind not in _FURNITURE:
            (titles if kind == "title" else lines).extend(filter(None, story.lines(shape)))
    return titles, lines + notes


def _title(package: Package) -> str:
    return title_of(package.xml_or_none("meta.xml"))


def _author(package: Package) -> str | None:
    """Who began the text, or else who changed it last."""
    about = package.xml_or_none("meta.xml")
    return author_of(stated(about, "initial-creator") or stated(about, "creator"))


class _Story:
    """Reads the text of an OpenDocument file.

    Attributes:
        root: of its contents.
        title: the first paragraph in the style of titles; empty if there is none.
        heading: the first heading; empty if there is none.
        hidden_pages: names of the styles of slides that are not shown.
    """

    def __init__(self, package: Package) -> None:
        """Open it.

        Raises:
            UnreadableError: if it is locked or broken.
        """
        manifest = package.xml_or_none("META-INF/manifest.xml")
        if (
            manifest is not None
            and next(descendants(manifest, "encryption-data"), None) is not None
        ):
            raise UnreadableError("It is locked with a password; save it without one.")
        self.root = package.xml("content.xml")
        self.title = self.heading = ""
        self.hidden_pages: set[str] = set()
        self._looks: dict[str, _Look] = {}
        self._titles = {"Title"}
        for root in (package.xml_or_none("styles.xml"), self.root):
            for style in descendants(root, "style") if root is not None else ():
                self._learn(style)
        self._after: list[str] = []

    def lines(self, parent: Element | None) -> Iterator[str]:
        """The lines of an element; an empty one stands between paragraphs."""
        for element in parent if parent is not None else ():
            name = local(element)
            if name in ("p", "h"):
                yield from self._paragraph(element)
            elif name == "list":
                yield from self._list(element)
                yield ""
            elif name == "table":
                yield from self._table(element)
                yield ""
            elif name == "section" and attribute(element, "display") in ("none", "condition"):
                continue
            elif name and name not in _SKIPPED:
                yield from self.lines(element)

    def _learn(self, style: Element) -> None:
        """Note what a style says."""
        name = attribute(style, "name")
        if attribute(style, "parent-style-name") in self._titles:
            self._titles.add(name)
        page = child(style, "drawing-page-properties")
        if page is not None and attribute(page, "visibility") == "hidden":
            self.hidden_pages.add(name)
        look = self._looks.get(attribute(style, "parent-style-name"), _Look())
        properties = child(style, "text-properties")
        if properties is not None:
            look = _looked(properties, look)
        if look != _Look():
            self._looks[name] = look

    def _paragraph(self, element: Element) -> Iterator[str]:
        runs: list[Run] = []
        outer, self._after = self._after, []
        self._inline(element, runs, self._look(element, _Look()), linked=False)
        after, self._after = self._after, outer
        text = wrapped(words(runs))
        if text:
            is_title = attribute(element, "style-name") in self._titles
            if is_title and not is_notice(text):
                self.title = self.title or text
            elif local(element) == "h" and not is_notice(text):
                self.heading = self.heading or text
            yield Heading(text) if is_title or local(element) == "h" else text
            yield ""
        for line in after:
            yield line
            yield ""

    def _look(self, element: Element, below: _Look) -> _Look:
        look = self._looks.get(attribute(element, "style-name"))
        if look is None:
            return below
        return _Look(
            below.hidden or look.hidden, below.struck or look.struck, look.level or below.level
        )

    def _inline(self, parent: Element, runs: list[Run], look: _Look, *, linked: bool) -> None:
        self._say(parent.text, runs, look, linked=linked)
        for element in parent:
            name = local(element)
            if name == "s":
                count = min(number(attribute(element, "c"), 1), _MOST_SPACES)
                self._say(" " * count, runs, look, linked=linked, exact=True)
            elif name in ("tab", "line-break"):
                space = "\t" if name == "tab" else "\n"
                self._say(space, runs, look, linked=linked, exact=True)
            elif name == "note":
                self._after += filter(None, list(self.lines(child(element, "note-body"))))
            elif name in ("frame", "text-box", "custom-shape", "g"):
                if not look.hidden:
                    self._after += filter(None, list(self.lines(element)))
            elif name and name not in _SKIPPED:
                inner = self._look(element, look)
                self._inline(element, runs, inner, linked=linked or name == "a")
            self._say(element.tail, runs, look, linked=linked)

    @staticmethod
    def _say(
        text: str | None, runs: list[Run], look: _Look, *, linked: bool, exact: bool = False
    ) -> None:
        if not text or look.hidden or look.struck:
            return
        if not exact:  # white space is written as elements; what else there is lays out the XML
            spaced = " ".join(text.split())
            before = " " if text[0].isspace() else ""
            after = " " if spaced and text[-1].isspace() else ""
            text = before + spaced + after
        runs.append(Run(text, look.level, linked and bool(look.level)))

    def _list(self, element: Element, depth: int = 0) -> Iterator[str]:
        """The items of a list, each with a dash."""
        for item in element:
            dash = "- " if local(item) == "list-item" else ""
            for inner in item:
                if local(inner) == "list":
                    yield from self._list(inner, depth + 1)
                    continue
                for line in self.lines((inner,)):
                    if line:
                        heading = local(inner) == "h"
                        yield line if heading else dash + line
                        dash = ""

    def _table(self, element: Element) -> Iterator[str]:
        rows: list[list[str]] = []
        inner: list[str] = []
        held: dict[int, tuple[int, str]] = {}
        heads = 0
        outer, self._after = self._after, []
        for row, is_head in _rows(element):
            values: list[str] = []
            for cell in row:
                if local(cell) in ("table-cell", "covered-table-cell"):
                    self._cell(cell, values, held, inner)
            repeats = min(number(attribute(row, "number-rows-repeated"), 1), _MOST_REPEATS)
            if any(values):
                heads += is_head and heads == len(rows)
                rows += [_once(values)] * repeats
        after, self._after = self._after, outer
        if all(len(row) <= 1 for row in rows):
            yield from (row[0] for row in rows if row)
        else:
            yield from table_lines(rows, heads if 0 < heads < len(rows) else None, strictly=True)
        yield from (*inner, *after)

    def _cell(
        self,
        cell: Element,
        values: list[str],
        held: dict[int, tuple[int, str]],
        inner: list[str],
    ) -> None:
        """Add a cell to its row, as often as it is there; a covered one says what covers it."""
        covered = local(cell) == "covered-table-cell"
        lines: list[str] = []
        for part in cell:
            found = filter(None, self.lines((part,)))
            (inner if local(part) == "table" else lines).extend(found)
        text = in_one(lines)
        count = min(max(number(attribute(cell, "number-columns-repeated"), 1), 1), _MOST_COLUMNS)
        rows = min(number(attribute(cell, "number-rows-spanned"), 1), _MOST_REPEATS)
        columns = min(number(attribute(cell, "number-columns-spanned"), 1), _MOST_COLUMNS)
        for _ in range(count):
            at = len(values)
            if at >= _MOST_COLUMNS:
                return
            if covered:
                left, above = held.get(at, (0, ""))
                if left > 0:
                    held[at] = (left - 1, above)
                    values.append(above)
                else:
                    values.append(values[-1] if values else text)
                continue
            for column in range(at, at + max(columns, 1)):
                held[column] = (rows - 1, text)
            values.append(text)


def _rows(table: Element) -> Iterator[tuple[Element, bool]]:
    """The rows of a table, and whether they are its head."""
    for inner in table:
        name = local(inner)
        if name == "table-row":
            yield inner, False
        elif name == "table-header-rows":
            yield from ((row, True) for row, _ in _rows(inner))
        elif name in ("table-rows", "table-row-group"):
            yield from _rows(inner)


def _once(values: list[str]) -> list[str]:
    """A row; one that is a single cell over all columns says what it says once."""
    return values[:1] if len(set(values)) == 1 and len(values) > 2 else values


def _looked(properties: Element, look: _Look) -> _Look:
    """How words look, over what they have from another style."""
    if display := attribute(properties, "display"):
        look = replace(look, hidden=display == "none")
    if line := attribute(properties, "text-line-through-style"):
        look = replace(look, struck=line != "none")
    position = attribute(properties, "text-position").split(" ")[0]
    if position:
        height = -1 if position.startswith(("sub", "-")) else 1
        if position in ("0%", "0"):
            height = 0
        look = replace(look, level=("", "raised", "lowered")[height])
    return look
