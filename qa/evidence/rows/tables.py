"""The rows of the tables among the hits, with what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from index.types import Document, Hit, Passage, Sentence, Span
from qa.evidence.rows.cells import Row, Table, Value, forms_of, make_table, read_row
from qa.evidence.terms import terms

WHOLE = 100_000
"""Characters of a document of which every row is looked at; of a longer one, those in the hits."""

_LIST = 3
_ROWS = 5_000
_ABOVE = 80
_BEFORE = 500
_AROUND = 20_000
"""Characters that are looked at: for the heading of a table, in front of the first, and beside."""


@dataclass(frozen=True, slots=True)
class Rows:
    """The rows of a document.

    Attributes:
        document: they stand in.
        table: they make.
        spans: of each of them.
    """

    document: Document
    table: Table
    spans: tuple[Span, ...]


Place = tuple[Span, Span]
"""A sentence, and a value in it."""


@dataclass(frozen=True, slots=True)
class Redrawn:
    """Rows that are not written as such in the document, written anew: `name: value; name: value`.

    Attributes:
        rows: of a document with this text, and the id of their own.
        places: of each of these rows and each of its cells, the sentence and the value in the
            document; None for a cell that was made, as the name of a row.
    """

    rows: Rows
    places: tuple[tuple[Place | None, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """A cell of a row that is written anew.

    Attributes:
        column: its name; empty if it has none.
        text: its value.
        place: the sentence and the value in the document; None if it was made.
    """

    column: str
    text: str
    place: Place | None = None


def redraw(document: Document, lines: Sequence[Sequence[Drawn]]) -> Rows:
    """Rows, written as the index writes those of tables, in a document of their own.

    Args:
        document: whose title and id that has.
        lines: the cells of each row.
    """
    start, texts, made, spans = 0, list[str](), list[Row](), list[Span]()
    for line in lines:
        text, cells = "", list[Value]()
        for cell in line:
            text += "; " * bool(text) + (f"{cell.column}: " if cell.column else "")
            forms, size = forms_of(cell.text), len(terms(cell.text))
            cells.append(Value(cell.column, len(text), len(text) + len(cell.text), forms, size))
            text += cell.text
        texts.append(f"{text}.")
        made.append(tuple(cells))
        spans.append(Span(document.id, start, start + len(texts[-1])))
        start += len(texts[-1]) + 1
    drawn = replace(document, text="\n".join(texts), places=())
    return Rows(drawn, make_table(made, about_of(document), ""), tuple(spans))


def rows_of(hits: Sequence[Hit]) -> Iterator[Rows]:
    """The rows of each document that has some among the hits."""
    found: dict[str, list[Passage]] = {}
    for hit in hits:
        if any(hit.passage.document.in_table(span.start) for span in hit.passage.citable):
            found.setdefault(hit.passage.document.id, []).append(hit.passage)
    for passages in found.values():
        document = passages[0].document
        if len(document.text) <= WHOLE:
            yield _all_rows(document)
        else:
            spans = {span for passage in passages for span in passage.citable}
            rows = sorted(span for span in spans if document.in_table(span.start))
            yield _rows(document, rows)


@lru_cache(16)
def _all_rows(document: Document) -> Rows:
    """Every row of a document."""
    spans = []
    for place in document.places:
        start = place.start
        for line in document.text[place.start : place.end].split("\n") if place.row else ():
            if line.strip():
                spans.append(Span(document.id, start, start + len(line)))
            start += len(line) + 1
    return _rows(document, spans)


def _rows(document: Document, spans: Sequence[Span]) -> Rows:
    """The rows at some places; each has the line above its table as a cell without a name."""
    rows: list[Row] = []
    for heading, those in _tables(document, spans):
        forms = forms_of(heading)
        above = (Value("", 0, 0, forms, len(forms)),) if forms else ()
        read = [read_row(document.slice(span)) for span in those]
        rows += [(*above, *row) for row in in_pairs(read)]
    first = document.text[: spans[0].start][:_BEFORE] if spans else ""
    about = f"{about_of(document)} {first}".replace("_", " ")
    return Rows(document, make_table(rows, about, _between(document)[:_AROUND]), tuple(spans))


def about_of(document: Document) -> str:
    """What the rows of a document are about: title, file and sheet, year."""
    file, _, sheet = document.source.partition("#")
    sheet = "" if sheet.isdigit() else sheet
    about = (document.title, PurePath(file).stem, sheet, (document.published or "")[:4])
    return " ".join(about).replace("_", " ")


def _tables(document: Document, spans: Sequence[Span]) -> Iterator[tuple[str, list[Span]]]:
    """The rows of each table, in order, with the line above it; tables stand apart."""
    those: list[Span] = []
    for span in spans:
        if those and not _is_next(document, those[-1], span):
            yield heading_of(document, those[0]), those
            those = []
        those.append(span)
    if those:
        yield heading_of(document, those[0]), those


def _is_next(document: Document, span: Span, other: Span) -> bool:
    """Whether a row stands in the table of the one before it: each may be a place by itself."""
    if document.places_of(span)[0] == document.places_of(other)[0]:
        return True
    between = document.text[span.end : other.start][:_ABOVE]
    return other.start - span.end < _ABOVE and not between.strip()


def in_pairs(rows: Sequence[Row]) -> list[Row]:
    """The rows; those of a list of names and values, `name: value`, have both as cells.

    "Piano: 20 €" is no column that is called piano. Such a list has three rows at least, and each
    has a name of its own.
    """
    is_list = len(rows) >= _LIST and all(len(row) == 1 and row[0].column for row in rows)
    if not is_list or len({row[0].column for row in rows}) < len(rows):
        return list(rows)
    return [(_as_value(row[0].column), replace(row[0], column="")) for row in rows]


def _as_value(name: str) -> Value:
    forms = forms_of(name)
    return Value("", 0, len(name), forms, len(terms(name)))


def heading_of(document: Document, span: Span) -> str:
    """The heading of the table of a row, or another short line in front of it."""
    places = document.places_of(span)
    start = places[0].start if places else 0
    for _ in range(_ROWS):  # in a PDF, each row is a place
        end = len(document.text[max(0, start - _ABOVE) : start].rstrip())
        above = max(0, start - _ABOVE) + end - 1
        if above < 0 or not document.in_table(above):
            break
        start = document.places_of(Span(document.id, above, above + 1))[0].start
    return _line_above(document.text, start)


def headings_of(rows: Rows) -> Iterator[str]:
    """The heading of the table of each row, in order; rows that follow one another have the same.

    Args:
        rows: of one document; those that are written anew have none.
    """
    heading, before = "", None
    if not rows.document.places:
        yield from [heading] * len(rows.spans)
        return
    for span in rows.spans:
        if before is None or not _is_next(rows.document, before, span):
            heading = heading_of(rows.document, span)
        before = span
        yield heading


def _line_above(text: str, start: int) -> str:
    """A short line in front of a place; nothing if there is none, or a long one."""
    before = text[max(0, start - _ABOVE) : start].rstrip()
    begins = "\n" in before or start <= _ABOVE
    return before.rpartition("\n")[2].strip() if begins else ""


def with_heading(document: Document, span: Span) -> Document:
    """The document, with the heading of the table of a row in its title."""
    heading = heading_of(document, span)
    if not heading or heading in document.title:
        return document
    return replace(document, title=f"{document.title}: {heading}")


def _between(document: Document) -> str:
    """The text of a document that stands in no row."""
    kept: list[str] = []
    end = 0
    for place in document.places:
        if place.row is not None:
            kept.append(document.text[end : place.start])
            end = place.end
    return "\n".join([*kept, document.text[end:]])


def alone(document: Document, span: Span) -> Passage:
    """A sentence as a passage by itself."""
    return Passage(document, span, (Sentence(span),))
