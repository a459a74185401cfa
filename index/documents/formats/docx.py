"""Word files → documents: what a reader of the printed pages sees, read from the XML itself.

Left out: hidden, deleted and struck words, comments, codes of fields, tables of contents, and what
heads and foots the pages. The text of a note follows the paragraph that refers to it. A text box
follows the paragraph that it is anchored in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.documents.formats.docx_letters import Field, characters, form_field, formula
from index.documents.formats.docx_numbers import Lists
from index.documents.formats.docx_styles import (
    Look,
    Style,
    changed,
    over,
    read_styles,
    value_of,
)
from index.documents.formats.docx_tables import TRANSPARENT, Cell, held, lines_of, members, rows_of
from index.documents.formats.drawings import drawing_lines
from index.documents.formats.drawn_tables import with_rows
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
    local,
    number,
    open_package,
    unread_objects,
)
from index.documents.formats.plain import is_about, may_be_title, title_of
from index.documents.formats.stated_dates import date_of
from index.documents.formats.transcripts import with_speakers
from index.documents.normalise import make_document, one_line
from index.text.notices import is_notice
from index.types import Document, Skipped

_LAYOUT_CHARACTERS = 400
"""Several paragraphs of more characters in a cell are a page laid out by a table, and no row."""
_MOST_COLUMNS = 200
_FIRST = 5
"""Paragraphs that the title is among."""


@dataclass(slots=True)
class _Around:
    """What a paragraph brings with it, which follows it."""

    notes: list[str] = field(default_factory=list)
    boxes: list[str] = field(default_factory=list)


def read_docx(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in a Word file; a paragraph, heading or row of a table is a line.

    Raises:
        UnreadableError: if it is locked, broken, a zip bomb, or holds no text.
        OSError: if it cannot be read.
    """
    with open_package(path) as package:
        main = package.related("", "officeDocument")
        story = _Story(package, main if package.has(main) else "word/document.xml")
        text, places = located(with_speakers(with_rows(list(story.lines()), spaced=True)))
        title = core_title(package) or story.title or story.drawn_title() or story.heading
        author = core_author(package)
    yield make_document(
        source,
        text,
        title or (title_of(text) or path.stem).removesuffix("."),
        published=date_of(text),
        places=places,
        author=author,
    )
    if story.strange:
        yield Skipped(
            f"{source}#inserted file",
            "A file that is inserted in it was not read; open it in Word and save it again.",
        )
    yield from unread_objects(source, story.objects)


class _Story:
    """Reads the text of a Word file.

    Attributes:
        title: the first paragraph in the style of titles; empty if there is none.
        heading: the first heading; empty if there is none.
        strange: whether it holds a file of another format.
        objects: how many such as sheets are shown in it as pictures.
    """

    def __init__(self, package: Package, part: str) -> None:
        self.title = self.heading = ""
        self.strange = False
        self.objects = 0
        self._package = package
        self._root = package.xml(part)
        self._relations = package.relations(part)
        self._styles = read_styles(self._part("styles"))
        self._lists = Lists(self._part("numbering"))
        self._notes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in self._part(f"{kind}s", default=())
            if attribute(note, "type") in ("", "normal")
        }
        self._told: set[tuple[str, str]] = set()
        self._around = _Around()
        self._carried: list[Run] = []
        self._fields: list[Field] = []
        self._drawn: list[tuple[int, str]] = []
        self._seen = self._in_table = 0

    def lines(self) -> Iterator[str]:
        """The lines of the text; an empty one stands between paragraphs."""
        body = child(self._root, "body")
        yield from self._blocks(body if body is not None else self._root)
        if left := words(self._carried).strip():
            yield left

    def drawn_title(self) -> str:
        """The paragraph of the largest letters at the top, above all headings; empty if none."""
        return max(self._drawn, key=lambda drawn: drawn[0], default=(0, ""))[1]

    def _part(self, kind: str, default: Element = None) -> Element:
        """The root of a part that the text points to."""
        target = next((r.target for r in self._relations.values() if r.kind == kind), "")
        root = self._package.xml_or_none(target or f"word/{kind}.xml")
        return default if root is None else root

    def _blocks(self, parent: Element) -> Iterator[str]:
        for element in parent:
            name = local(element)
            if name == "p":
                yield from self._paragraph(element)
            elif name == "tbl":
                yield from self._table(element)
            elif name == "sdt":
                if not _is_contents(element):
                    yield from self._blocks(held(element))
            elif name == "AlternateContent":
                way = chosen(element)
                yield from self._blocks(way if way is not None else ())
            elif name in TRANSPARENT:
                yield from self._blocks(element)
            elif name == "altChunk":
                self.strange = True

    # paragraphs

    def _paragraph(self, element: Element) -> Iterator[str]:
        properties = child(element, "pPr")
        style = self._styles.get(value_of(child(properties, "pStyle")), Style())
        if style.name.startswith(("toc ", "table of figures")):
            return
        outer, self._around = self._around, _Around()
        runs = [*self._carried]
        self._fields.clear()  # a field that was never closed would swallow the rest
        self._inline(element, runs, style.look)
        around, self._around = self._around, outer
        merged = child(properties, "rPr", "del") is not None
        self._carried = runs if merged else []
        text = "" if merged else wrapped(words(runs))
        if text:
            label = self._label(properties, style)
            is_heading = self._note_heading(properties, style, text)
            self._note_drawn(runs, text)
            line = f"{label} {text}" if label else text
            yield Heading(line) if is_heading else line
        if text and not label:
            yield ""
        for line in (*around.notes, *around.boxes):
            yield line
            yield ""

    def _label(self, properties: Element | None, style: Style) -> str:
        """The number or the dash of an item of a list; empty if it is none."""
        numbers = child(properties, "numPr")
        name, depth = style.list
        if numbers is not None:
            name = value_of(child(numbers, "numId")) or name
            depth = number(value_of(child(numbers, "ilvl")), depth)
        return self._lists.label(name, depth)

    def _note_heading(self, properties: Element | None, style: Style, text: str) -> bool:
        """Keep the title and the first heading; whether the paragraph is one or the other."""
        outline = number(value_of(child(properties, "outlineLvl")), style.outline)
        if style.name != "title" and outline == 9 and not style.name.startswith("heading "):
            return False
        if is_notice(text):
            return True
        if style.name == "title":
            self.title = self.title or text
        else:
            self.heading = self.heading or text
        return True

    def _note_drawn(self, runs: Sequence[Run], text: str) -> None:
        """Keep a paragraph at the top whose letters stand out as those of a title do."""
        self._seen += 1
        if self._seen > _FIRST or self.heading or self._in_table:
            return
        stress = min((run.stress for run in runs if run.text.strip()), default=0)
        title = one_line(text)
        if stress and may_be_title(title) and not is_about(title):
            self._drawn.append((stress, title))

    def _inline(
        self, parent: Element, runs: list[Run], look: Look, *, linked: bool = False
    ) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, runs, look, linked=linked)
            elif name == "hyperlink":
                self._inline(element, runs, look, linked=True)
            elif name == "sdt":
                self._inline(held(element), runs, look, linked=linked)
            elif name in TRANSPARENT:
                self._inline(element, runs, look, linked=linked)
            elif name in ("oMath", "oMathPara"):
                runs.append(Run(formula(element)))
            elif name == "AlternateContent":
                way = chosen(element)
                self._inline(way if way is not None else (), runs, look, linked=linked)

    def _run(self, element: Element, runs: list[Run], look: Look, *, linked: bool) -> None:
        properties = child(element, "rPr")
        style = self._styles.get(value_of(child(properties, "rStyle")))
        if style:
            look = over(look, style.look)
        look = changed(properties, look)
        level = {"superscript": "raised", "subscript": "lowered"}.get(look.height, "")
        for inner in element:
            name = local(inner)
            if name == "fldChar":
                runs.append(Run("" if look.hidden else form_field(inner)))
                self._field(attribute(inner, "fldCharType"), runs)
            elif name in ("footnoteReference", "endnoteReference"):
                self._refer(name.removesuffix("Reference"), attribute(inner, "id"))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                if not look.hidden:
                    self._around.boxes += self._boxes(inner)
            elif name == "ruby":
                self._inline(inner, runs, look, linked=linked)
            elif not (look.hidden or look.struck or any(f.is_code for f in self._fields)):
                text = characters(name, inner)
                if text.strip() and self._fields:
                    self._fields[-1].has_result()
                runs.append(Run(text, level, linked, look.stress))  # type: ignore[arg-type]

    def _field(self, kind: str, runs: list[Run]) -> None:
        """Keep track of fields, of which the codes are no text and the results are.

        Args:
            kind: of the mark.
            runs: before it; the last is what a field shows that begins with it.
        """
        if kind == "begin":
            self._fields.append(Field(runs, len(runs) - 1))
        elif kind == "separate" and self._fields:
            self._fields[-1].is_code = False
        elif kind == "end" and self._fields:
            self._fields.pop()

    def _refer(self, kind: str, id: str) -> None:
        """Take up the text of a note, once."""
        note = self._notes.get((kind, id))
        if note is None or (kind, id) in self._told:
            return
        self._told.add((kind, id))
        kept, self._fields, self._carried = (self._fields, self._carried), [], []
        self._around.notes += filter(None, self._blocks(note))
        self._fields, self._carried = kept

    def _boxes(self, element: Element) -> Iterator[str]:
        """The lines of text boxes, charts and diagrams in a drawing."""
        name = local(element)
        if name == "AlternateContent":
            way = chosen(element)
            if way is not None:
                yield from self._boxes(way)
        elif name == "txbxContent":
            kept, self._fields, self._carried = (self._fields, self._carried), [], []
            yield from filter(None, list(self._blocks(element)))
            self._fields, self._carried = kept
        elif name == "OLEObject":
            self.objects += 1
        elif name in ("chart", "relIds"):
            yield from drawing_lines(self._package, self._relations, element)
        else:
            for inner in element:
                yield from self._boxes(inner)

    # tables

    def _table(self, element: Element) -> Iterator[str]:
        outer, self._around = self._around, _Around()
        self._in_table += 1
        rows = [(row, list(self._cells(row))) for row in rows_of(element)]
        self._in_table -= 1
        around, self._around = self._around, outer
        if all(len(cells) <= 1 for _, cells in rows) or any(
            len(cell.lines) > 1 and sum(map(len, cell.lines)) > _LAYOUT_CHARACTERS
            for _, cells in rows
            for cell in cells
        ):
            for _, cells in rows:
                for cell in cells:
                    yield from (*cell.lines, "", *cell.inner)
        else:
            yield from lines_of(rows)
        yield ""
        for line in (*around.notes, *around.boxes):
            yield line
            yield ""

    def _cells(self, row: Element) -> Iterator[Cell]:
        """The cells of a row."""
        properties = child(row, "trPr")
        if before := number(value_of(child(properties, "gridBefore"))):
            yield Cell([], [], min(before, _MOST_COLUMNS))
        for element in members(row, "tc"):
            own = child(element, "tcPr")
            if child(own, "cellDel") is not None:
                continue
            merge = child(own, "vMerge")
            cell = Cell([], [], goes_on=merge is not None and value_of(merge) != "restart")
            cell.columns = min(max(1, number(value_of(child(own, "gridSpan")), 1)), _MOST_COLUMNS)
            for inner in self._cell_blocks(element):
                (cell.inner if inner[0] else cell.lines).append(inner[1])
            yield cell

    def _cell_blocks(self, element: Element) -> Iterator[tuple[bool, str]]:
        """Each line of a cell, and whether it is of a table within it."""
        for inner in element:
            name = local(inner)
            if name == "tbl":
                yield from ((True, line) for line in self._table(inner) if line)
            elif name == "sdt":
                yield from self._cell_blocks(held(inner))
            elif name in TRANSPARENT:
                yield from self._cell_blocks(inner)
            elif name == "p":
                yield from ((False, line) for line in self._paragraph(inner) if line)


def _is_contents(control: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return value_of(gallery) == "Table of Contents"
