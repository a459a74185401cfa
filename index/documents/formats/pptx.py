"""PowerPoint files → documents: a page a slide, read from the XML itself.

The title of a slide comes first, then its shapes in their order, then what the speaker notes. Left
out: dates, footers and numbers of slides, comments, hidden shapes, and hidden slides, of which it
is told.
"""

from collections.abc import Iterator
from pathlib import Path

from index.documents.formats.drawings import drawing_lines
from index.documents.formats.inline import Run, words, wrapped
from index.documents.formats.lines import Heading, located
from index.documents.formats.office import (
    Element,
    Package,
    attribute,
    child,
    chosen,
    core_author,
    core_title,
    descendants,
    hidden_slides,
    local,
    number,
    open_package,
    unread_objects,
)
from index.documents.formats.plain import is_about, may_be_title
from index.documents.formats.rows import table_lines
from index.documents.formats.stated_dates import date_of_page
from index.documents.normalise import make_paged_document
from index.types import Document, Place, Skipped

_TITLES = ("title", "ctrTitle")
_FURNITURE = ("dt", "ftr", "sldNum", "hdr", "sldImg")
_BODIES = ("body", "obj", "")  # placeholders of which the paragraphs are items
_NUMBER_FIELDS = ("slidenum", "datetime")
_MOST_COLUMNS = 200
_RAISED_BY = 10_000  # thousandths of a per cent of the height of the letters


def read_pptx(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in a PowerPoint file: one page a slide, its speaker's notes last.

    Raises:
        UnreadableError: if it is locked, broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    pages: list[tuple[str, list[Place]]] = []
    hidden: list[int] = []
    first = ""
    objects = 0
    with open_package(path) as package:
        for place, part in enumerate(_slides(package), start=1):
            slide = _Slide(package, part)
            if slide.hidden:
                hidden.append(place)
            pages.append(located([] if slide.hidden else slide.lines()))
            objects += slide.objects
            if not (first or slide.hidden):
                first = slide.title or _first_line(pages[-1][0])
        title = core_title(package) or first or path.stem
        author = core_author(package)
    texts = [text for text, _ in pages]
    places = [places for _, places in pages]
    yield make_paged_document(
        source,
        texts,
        title,
        places=places,
        published=date_of_page("".join(texts[:1])),
        author=author,
    )
    yield from unread_objects(source, objects)
    yield from hidden_slides(source, hidden, "show it in PowerPoint")


def _first_line(text: str) -> str:
    """What stands first on a slide without a title, if it may be one."""
    line = text.partition("\n")[0].removeprefix("- ")
    return line if line and may_be_title(line) and not is_about(line) else ""


def _slides(package: Package) -> Iterator[str]:
    """The names of the parts of the slides, in the order in which they are shown."""
    main = package.related("", "officeDocument") or "ppt/presentation.xml"
    relations = package.relations(main)
    seen = set()
    for entry in descendants(package.xml(main), "sldId"):
        ids = [value for key, value in entry.attrib.items() if key.endswith("}id")]
        relation = relations.get(str(ids[0])) if ids else None
        if relation and relation.target not in seen and package.has(relation.target):
            seen.add(relation.target)
            yield relation.target


class _Slide:
    """Reads a slide.

    Attributes:
        hidden: whether it is left out when the slides are shown.
        title: the words of its title; empty if it has none.
        objects: how many such as sheets are shown on it as pictures, once its lines are read.
    """

    def __init__(self, package: Package, part: str) -> None:
        self._package = package
        self._root = package.xml(part)
        self._relations = package.relations(part)
        self._tree = child(self._root, "cSld", "spTree")
        self.hidden = attribute(self._root, "show") in ("0", "false")
        self.objects = 0
        self.title = " ".join(" ".join(self._titles()).split())

    def lines(self) -> Iterator[str]:
        """The lines of the slide."""
        yield from self._titles()
        yield from self._shapes(self._tree if self._tree is not None else ())
        yield from self._notes()

    def _titles(self) -> Iterator[str]:
        for shape in descendants(self._tree, "sp") if self._tree is not None else ():
            if _placeholder(shape) in _TITLES and not _is_hidden(shape):
                yield from map(Heading, _paragraphs(child(shape, "txBody")))

    def _shapes(self, parent: Element) -> Iterator[str]:
        for shape in parent:
            name = local(shape)
            if _is_hidden(shape):
                continue
            if name == "grpSp":
                yield from self._shapes(shape)
            elif name == "AlternateContent":
                way = chosen(shape)
                yield from self._shapes(way if way is not None else ())
            elif name == "graphicFrame":
                yield from self._graphic(shape)
            elif name == "sp":
                kind = _placeholder(shape)
                if kind not in (*_TITLES, *_FURNITURE):
                    yield from _paragraphs(child(shape, "txBody"), items=kind in _BODIES)

    def _graphic(self, frame: Element) -> Iterator[str]:
        """The lines of a table, a chart or a diagram."""
        data = child(frame, "graphic", "graphicData")
        for inner in data if data is not None else ():
            if local(inner) == "tbl":
                yield from _table(inner)
            elif next(descendants(inner, "oleObj"), None) is not None:
                self.objects += 1
            else:
                yield from drawing_lines(self._package, self._relations, inner)

    def _notes(self) -> Iterator[str]:
        """What the speaker notes."""
        part = next((r.target for r in self._relations.values() if r.kind == "notesSlide"), "")
        root = self._package.xml_or_none(part)
        for shape in descendants(root, "sp") if root is not None else ():
            if _placeholder(shape) == "body":
                yield from _paragraphs(child(shape, "txBody"))


def _placeholder(shape: Element) -> str | None:
    """What a shape is in its layout; empty for its main contents, None if it is its own."""
    found = child(shape, "nvSpPr", "nvPr", "ph")
    return None if found is None else attribute(found, "type")


def _is_hidden(shape: Element) -> bool:
    own = next((inner for inner in shape if local(inner).startswith("nv")), None)
    named = child(own, "cNvPr")
    return named is not None and attribute(named, "hidden") in ("1", "true")


def _paragraphs(body: Element | None, *, items: bool = False) -> Iterator[str]:
    """The lines of a text; `items` for one of which the paragraphs are items of a list."""
    for paragraph in body if body is not None else ():
        if local(paragraph) != "p":
            continue
        text = wrapped(_words(paragraph))
        if text:
            yield f"- {text}" if _is_item(paragraph, items) else text


def _is_item(paragraph: Element, items: bool) -> bool:
    """Whether a paragraph is shown with a dot or a number before it."""
    properties = child(paragraph, "pPr")
    for inner in properties if properties is not None else ():
        name = local(inner)
        if name in ("buChar", "buAutoNum", "buBlip"):
            return True
        if name == "buNone":
            return False
    return items


def _words(paragraph: Element) -> str:
    runs: list[Run] = []
    for inner in paragraph:
        name = local(inner)
        if name == "AlternateContent":
            way = chosen(inner)
            runs += (Run(t.text or "") for t in (() if way is None else descendants(way, "t")))
        elif name == "br":
            runs.append(Run("\n"))
        elif name in ("m", "oMath"):
            runs += (Run(t.text or "") for t in descendants(inner, "t"))
        elif name == "r" or (
            name == "fld" and not attribute(inner, "type").startswith(_NUMBER_FIELDS)
        ):
            runs += _run(inner)
    return words(runs)


def _run(element: Element) -> Iterator[Run]:
    properties = child(element, "rPr")
    text = child(element, "t")
    if text is None or not text.text:
        return
    struck = properties is not None and attribute(properties, "strike") not in ("", "noStrike")
    if struck:
        return
    height = number(attribute(properties, "baseline")) if properties is not None else 0
    linked = child(properties, "hlinkClick") is not None
    if height >= _RAISED_BY:
        yield Run(text.text, "raised", linked)
    elif height <= -_RAISED_BY:
        yield Run(text.text, "lowered", linked)
    else:
        yield Run(text.text)


def _table(table: Element) -> Iterator[str]:
    rows: list[list[str]] = []
    for row in (inner for inner in table if local(inner) == "tr"):
        values: list[str] = []
        for cell in (inner for inner in row if local(inner) == "tc"):
            values.append(_value(cell, values, rows[-1] if rows else []))
        rows.append(values[:_MOST_COLUMNS])
    named = attribute(found, "firstRow") if (found := child(table, "tblPr")) is not None else ""
    yield from table_lines(
        rows, 1 if named in ("1", "true") and len(rows) > 1 else None, strictly=True
    )


def _value(cell: Element, before: list[str], above: list[str]) -> str:
    """The words of a cell; of a merged one, those of the cell that it is merged with."""
    if attribute(cell, "vMerge") in ("1", "true"):
        return above[len(before)] if len(before) < len(above) else ""
    if attribute(cell, "hMerge") in ("1", "true"):
        return before[-1] if before else ""
    return ", ".join(_paragraphs(child(cell, "txBody")))
