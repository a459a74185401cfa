"""The rows of the tables among the hits, with what stands around them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePath

from index.types import Document, Hit, Passage, Sentence, Span
from qa.evidence.row_keys import Row, Table, Value, forms_of, make_table, read_row

WHOLE = 100_000
"""Characters of a document of which every row is looked at; of a longer one, those in the hits."""

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
    above: dict[int, Row] = {}
    rows: list[Row] = []
    for span in spans:
        start = document.places_of(span)[0].start
        if start not in above:
            forms = forms_of(_line_above(document.text, start))
            above[start] = (Value("", 0, 0, forms, len(forms)),) if forms else ()
        rows.append((*above[start], *read_row(document.slice(span))))
    file, _, sheet = document.source.partition("#")
    sheet = "" if sheet.isdigit() else sheet
    first = document.text[: spans[0].start][:_BEFORE] if spans else ""
    about = " ".join(
        (document.title, PurePath(file).stem, sheet, (document.published or "")[:4], first)
    )
    table = make_table(rows, about.replace("_", " "), _between(document)[:_AROUND])
    return Rows(document, table, tuple(spans))


def _line_above(text: str, start: int) -> str:
    """The heading of a table, or another short line in front of it."""
    before = text[max(0, start - _ABOVE) : start].rstrip()
    begins = "\n" in before or start <= _ABOVE
    return before.rpartition("\n")[2].strip() if begins else ""


def with_heading(document: Document, span: Span) -> Document:
    """The document, with the heading of the table of a row in its title."""
    heading = _line_above(document.text, document.places_of(span)[0].start)
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
