"""Word files → documents: what a reader of the printed pages sees, read from the XML itself.

Left out: hidden, deleted and struck words, comments, codes of fields, tables of contents, and what
heads and foots the pages. The text of a note follows the paragraph that refers to it. A text box
follows the paragraph that it is anchored in.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from index.documents.formats.drawings import drawing_lines
from index.documents.formats.inline import Run, in_one, words, wrapped
from index.documents.formats.lines import located
from index.documents.formats.office import (
    Element,
    Package,
    attribute,
    child,
    chosen,
    core_title,
    local,
    number,
    open_package,
)
from index.documents.formats.rows import table_lines
from index.documents.normalise import make_document
from index.types import Document, Skipped

_TRANSPARENT = (
    "ins", "moveTo", "smartTag", "customXml", "fldSimple", "dir", "bdo", "sdtContent", "ruby",
    "rubyBase",
)  # fmt: skip
"""Elements that are nothing but what is in them."""

_SIGNS = {
    "symbol": {
        0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2D: "−", 0x40: "≅", 0x44: "Δ", 0x46: "Φ", 0x47: "Γ",
        0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x64: "δ", 0x65: "ε", 0x67: "γ", 0x68: "η",
        0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x71: "θ", 0x72: "ρ", 0x73: "σ", 0x74: "τ", 0x77: "ω",
        0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•",
        0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√", 0xD7: "⋅", 0xDE: "⇒", 0xE5: "∑",
    },
    "wingdings": {
        0x6E: "■", 0x6F: "☐", 0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑",
    },
}  # fmt: skip
"""What the letters of fonts of signs look like, by their places in the font."""

_OFF = ("0", "false", "off", "none")
_LAYOUT_CHARACTERS = 400
"""Several paragraphs of more characters in a cell are a page laid out by a table, and no row."""
_MOST_COLUMNS = 200
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
          (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Look:
    """What a style, or a run, says of how words look."""

    hidden: bool = False
    struck: bool = False
    height: str = ""


@dataclass(frozen=True, slots=True)
class _Style:
    """A style with what it has from those it is based on."""

    name: str = ""
    look: _Look = _Look()
    list: tuple[str, int] = ("", 0)
    outline: int = 9


@dataclass(slots=True)
class _Cell:
    """A cell of a table: its paragraphs, tables in it, and how many columns it takes."""

    lines: list[str]
    inner: list[str]
    columns: int = 1
    goes_on: bool = False


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
        text, places = located(story.lines())
        title = core_title(package) or story.title or story.heading or path.stem
    yield make_document(source, text, title, places=places)
    if story.strange:
        yield Skipped(
            f"{source}#inserted file",
            "A file that is inserted in it was not read; open it in Word and save it again.",
        )


class _Story:
    """Reads the text of a Word file.

    Attributes:
        title: the first paragraph in the style of titles; empty if there is none.
        heading: the first heading; empty if there is none.
        strange: whether it holds a file of another format.
    """

    def __init__(self, package: Package, part: str) -> None:
        self.title = self.heading = ""
        self.strange = False
        self._package = package
        self._root = package.xml(part)
        self._relations = package.relations(part)
        self._styles = _styles(self._part("styles"))
        self._lists = _Lists(self._part("numbering"))
        self._notes = {
            (kind, attribute(note, "id")): note
            for kind in ("footnote", "endnote")
            for note in self._part(f"{kind}s", default=())
            if attribute(note, "type") in ("", "normal")
        }
        self._told: set[tuple[str, str]] = set()
        self._around = _Around()
        self._carried: list[Run] = []
        self._fields: list[bool] = []

    def lines(self) -> Iterator[str]:
        """The lines of the text; an empty one stands between paragraphs."""
        body = child(self._root, "body")
        yield from self._blocks(body if body is not None else self._root)
        if left := words(self._carried).strip():
            yield left

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
                    yield from self._blocks(_held(element))
            elif name == "AlternateContent":
                way = chosen(element)
                yield from self._blocks(way if way is not None else ())
            elif name in _TRANSPARENT:
                yield from self._blocks(element)
            elif name == "altChunk":
                self.strange = True

    # paragraphs

    def _paragraph(self, element: Element) -> Iterator[str]:
        properties = child(element, "pPr")
        style = self._styles.get(_value(child(properties, "pStyle")), _Style())
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
            self._note_heading(properties, style, text)
            yield f"{label} {text}" if label else text
        if text and not label:
            yield ""
        for line in (*around.notes, *around.boxes):
            yield line
            yield ""

    def _label(self, properties: Element | None, style: _Style) -> str:
        """The number or the dash of an item of a list; empty if it is none."""
        numbers = child(properties, "numPr")
        name, depth = style.list
        if numbers is not None:
            name = _value(child(numbers, "numId")) or name
            depth = number(_value(child(numbers, "ilvl")), depth)
        return self._lists.label(name, depth)

    def _note_heading(self, properties: Element | None, style: _Style, text: str) -> None:
        outline = number(_value(child(properties, "outlineLvl")), style.outline)
        if style.name == "title":
            self.title = self.title or text
        elif outline < 9 or style.name.startswith("heading "):
            self.heading = self.heading or text

    def _inline(
        self, parent: Element, runs: list[Run], look: _Look, *, linked: bool = False
    ) -> None:
        for element in parent:
            name = local(element)
            if name == "r":
                self._run(element, runs, look, linked=linked)
            elif name == "hyperlink":
                self._inline(element, runs, look, linked=True)
            elif name == "sdt":
                self._inline(_held(element), runs, look, linked=linked)
            elif name in _TRANSPARENT:
                self._inline(element, runs, look, linked=linked)
            elif name in ("oMath", "oMathPara"):
                runs.append(Run(_formula(element)))
            elif name == "AlternateContent":
                way = chosen(element)
                self._inline(way if way is not None else (), runs, look, linked=linked)

    def _run(self, element: Element, runs: list[Run], look: _Look, *, linked: bool) -> None:
        properties = child(element, "rPr")
        style = self._styles.get(_value(child(properties, "rStyle")))
        if style:
            look = _over(look, style.look)
        look = _looked(properties, look)
        level = {"superscript": "raised", "subscript": "lowered"}.get(look.height, "")
        for inner in element:
            name = local(inner)
            if name == "fldChar":
                self._field(attribute(inner, "fldCharType"))
            elif name in ("footnoteReference", "endnoteReference"):
                self._refer(name.removesuffix("Reference"), attribute(inner, "id"))
            elif name in ("drawing", "pict", "object", "AlternateContent"):
                if not look.hidden:
                    self._around.boxes += self._boxes(inner)
            elif name == "ruby":
                self._inline(inner, runs, look, linked=linked)
            elif not (look.hidden or look.struck or True in self._fields):
                runs.append(Run(_characters(name, inner), level, linked))  # type: ignore[arg-type]

    def _field(self, kind: str) -> None:
        """Keep track of fields, of which the codes are no text and the results are."""
        if kind == "begin":
            self._fields.append(True)
        elif kind == "separate" and self._fields:
            self._fields[-1] = False
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
        elif name in ("chart", "relIds"):
            yield from drawing_lines(self._package, self._relations, element)
        else:
            for inner in element:
                yield from self._boxes(inner)

    # tables

    def _table(self, element: Element) -> Iterator[str]:
        outer, self._around = self._around, _Around()
        rows = [(row, list(self._cells(row))) for row in _rows(element)]
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
            yield from _table_lines(rows)
        yield ""
        for line in (*around.notes, *around.boxes):
            yield line
            yield ""

    def _cells(self, row: Element) -> Iterator[_Cell]:
        """The cells of a row."""
        properties = child(row, "trPr")
        if before := number(_value(child(properties, "gridBefore"))):
            yield _Cell([], [], min(before, _MOST_COLUMNS))
        for element in _members(row, "tc"):
            own = child(element, "tcPr")
            if child(own, "cellDel") is not None:
                continue
            merge = child(own, "vMerge")
            cell = _Cell([], [], goes_on=merge is not None and _value(merge) != "restart")
            cell.columns = min(max(1, number(_value(child(own, "gridSpan")), 1)), _MOST_COLUMNS)
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
                yield from self._cell_blocks(_held(inner))
            elif name in _TRANSPARENT:
                yield from self._cell_blocks(inner)
            elif name == "p":
                yield from ((False, line) for line in self._paragraph(inner) if line)


def _rows(table: Element) -> Iterator[Element]:
    """The rows of a table that are there: neither deleted nor hidden."""
    for row in _members(table, "tr"):
        properties = child(row, "trPr")
        hidden = child(properties, "hidden")
        if child(properties, "del") is None and not _is_on(hidden):
            yield row


def _members(parent: Element, wanted: str) -> Iterator[Element]:
    """The rows of a table or cells of a row, also those in a content control."""
    for element in parent:
        name = local(element)
        if name == wanted:
            yield element
        elif name == "sdt":
            yield from _members(_held(element), wanted)
        elif name in _TRANSPARENT:
            yield from _members(element, wanted)


def _table_lines(rows: list[tuple[Element, list[_Cell]]]) -> Iterator[str]:
    """The rows of a table as lines, and below each of them the tables in it."""
    width = max(sum(cell.columns for cell in cells) for _, cells in rows)
    above: list[str] = []
    filled: list[list[str]] = []
    inner: list[str] = []
    headers = 0
    for place, (row, cells) in enumerate(rows):
        values: list[str] = []
        for cell in cells:
            start = len(values)
            text = in_one(cell.lines)
            if cell.goes_on and not text and start < len(above):
                text = above[start]
            alone = cell.columns >= width > 1
            values += [text, *([""] * (width - 1))] if alone else [text] * cell.columns
            inner += cell.inner
        marked = _is_on(child(child(row, "trPr"), "tblHeader"))
        headers += marked and headers == place
        filled.append(values)
        above = values
    yield from table_lines(filled, headers if 0 < headers < len(rows) else None)
    yield from inner


def _held(control: Element) -> Element:
    """What is in a content control; nothing where it asks to be filled in."""
    content = child(control, "sdtContent")
    empty = _is_on(child(control, "sdtPr", "showingPlcHdr"))
    return () if content is None or empty else content


def _is_contents(control: Element) -> bool:
    """Whether a content control is a table of contents."""
    gallery = child(control, "sdtPr", "docPartObj", "docPartGallery")
    return _value(gallery) == "Table of Contents"


def _value(element: Element | None) -> str:
    return "" if element is None else attribute(element, "val")


def _is_on(element: Element | None) -> bool:
    """Whether a switch is there, and not turned off."""
    return element is not None and _value(element) not in _OFF


def _looked(properties: Element | None, look: _Look) -> _Look:
    """How words look, over what they have from their style."""
    for inner in properties if properties is not None else ():
        name = local(inner)
        if name == "vanish":
            look = replace(look, hidden=_is_on(inner))
        elif name in ("strike", "dstrike"):
            look = replace(look, struck=_is_on(inner))
        elif name == "vertAlign":
            look = replace(look, height=_value(inner))
        elif name == "position" and not look.height:
            look = replace(look, height=_height(number(_value(inner))))
    return look


def _height(half_points: int) -> str:
    """What words are that stand higher or lower by so much; a little of it is for looks."""
    return "superscript" if half_points >= 6 else "subscript" if half_points <= -6 else ""


def _over(below: _Look, above: _Look) -> _Look:
    return _Look(
        below.hidden or above.hidden, below.struck or above.struck, above.height or below.height
    )


def _styles(root: Element | None) -> dict[str, _Style]:
    """The styles by their ids; the one of plain paragraphs also by the empty id."""
    found = {attribute(style, "styleId"): style for style in (root if root is not None else ())
             if local(style) == "style"}  # fmt: skip
    made: dict[str, _Style] = {}
    for id in found:
        chain = [id]
        while (base := _value(child(found[chain[-1]], "basedOn"))) in found and base not in chain:
            if base in made or len(chain) > 50:
                break
            chain.append(base)
        for one in reversed(chain):
            below = made.get(_value(child(found[one], "basedOn")), _Style())
            made[one] = _style(found[one], below)
    default = (id for id, style in found.items()
               if attribute(style, "type") == "paragraph"
               and attribute(style, "default") in ("1", "true", "on"))  # fmt: skip
    made[""] = made.get(next(default, ""), _Style())
    for number_ in range(1, 7) if not found else ():
        made[f"Heading{number_}"] = _Style(f"heading {number_}")
    if not found:
        made["Title"] = _Style("title")
    return made


def _style(element: Element, below: _Style) -> _Style:
    paragraph = child(element, "pPr")
    numbers = child(paragraph, "numPr")
    listed = below.list
    if numbers is not None:
        depth = number(_value(child(numbers, "ilvl")))
        listed = (_value(child(numbers, "numId")) or listed[0], depth)
    outline = number(_value(child(paragraph, "outlineLvl")), below.outline)
    look = _looked(child(element, "rPr"), below.look)
    return _Style(_value(child(element, "name")).lower(), look, listed, outline)


class _Lists:
    """The numbers of items of lists, counted from the top of the text."""

    def __init__(self, root: Element | None) -> None:
        children = list(root) if root is not None else []
        self._levels = {
            attribute(one, "abstractNumId"): {
                number(attribute(level, "ilvl")): level for level in one if local(level) == "lvl"
            }
            for one in children
            if local(one) == "abstractNum"
        }
        self._abstract = {
            attribute(one, "numId"): _value(child(one, "abstractNumId"))
            for one in children
            if local(one) == "num"
        }
        self._counts: dict[str, list[int]] = {}

    def label(self, name: str, depth: int) -> str:
        """The label of the next item of a list; a dash for one without numbers."""
        if name in ("", "0"):
            return ""
        list_name = self._abstract.get(name, "")
        levels = self._levels.get(list_name, {})
        level = levels.get(depth)
        shape = _value(child(level, "numFmt"))
        if level is None or shape == "bullet":
            return "-"
        counts = self._counts.setdefault(list_name, [])
        depth = min(max(depth, 0), 8)
        counts += [_start(levels.get(n)) - 1 for n in range(len(counts), depth + 1)]
        del counts[depth + 1 :]
        counts[depth] += 1
        text = _value(child(level, "lvlText"))
        for place, count in enumerate(counts, start=1):
            written = _counted(max(count, 1), _value(child(levels.get(place - 1), "numFmt")))
            text = text.replace(f"%{place}", written)
        return text.strip()


def _start(level: Element | None) -> int:
    return number(_value(child(level, "start")), 1)


def _counted(count: int, shape: str) -> str:
    """A number as a list writes it."""
    if shape in ("lowerLetter", "upperLetter") and count <= 26 * 10:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if shape == "upperLetter" else letters
    if shape in ("lowerRoman", "upperRoman") and count < 4000:
        text = ""
        for value, letters in _ROMAN:
            text += letters * (count // value)
            count %= value
        return text.upper() if shape == "upperRoman" else text
    return str(count)


def _characters(name: str, element: Element) -> str:
    """What an element of a run stands for in the text."""
    if name == "t":
        return str(element.text or "")
    if name in ("tab", "ptab"):
        return "\t"
    if name in ("br", "cr"):
        return "\n"
    if name == "noBreakHyphen":
        return "-"
    if name == "sym":
        return _sign(attribute(element, "font"), attribute(element, "char"))
    return ""


def _sign(font: str, code: str) -> str:
    """A letter of a font of signs, as a letter of all fonts; empty if it has none."""
    try:
        place = int(code, 16)
    except ValueError:
        return ""
    private = 0xF000 <= place <= 0xF0FF
    signs = next((s for name, s in _SIGNS.items() if font.lower().startswith(name)), None)
    if signs is not None:
        return signs.get(place & 0xFF if private else place, "")
    return "" if private or not 0x20 <= place <= 0xD7FF else chr(place)


def _formula(element: Element) -> str:
    """A formula in one line."""
    name = local(element)
    if name in ("t", "delText"):
        return str(element.text or "") if name == "t" else ""
    parts = {local(inner): _formula(inner) for inner in element} if name in _FORMULAS else {}
    if name == "f":
        return f"{_bracketed(parts.get('num', ''))}/{_bracketed(parts.get('den', ''))}"
    if name in ("sSup", "sSub"):
        level = "raised" if name == "sSup" else "lowered"
        height = parts.get("sup" if name == "sSup" else "sub", "")
        return words([Run(parts.get("e", "")), Run(height, level)])  # type: ignore[arg-type]
    if name == "rad":
        return f"√{_bracketed(parts.get('e', ''))}"
    inside = "".join(_formula(inner) for inner in element)
    return f"({inside})" if name == "d" else inside


_FORMULAS = ("f", "sSup", "sSub", "rad")


def _bracketed(text: str) -> str:
    return text if len(text) < 2 or text.isalnum() else f"({text})"
