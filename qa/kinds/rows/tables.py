"""The tables of a document, each by itself: what is asked of one says nothing of the next."""

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import groupby

from index.types import Document, Hit, Span
from qa.evidence.rows.cells import Row, forms_of, plain_name
from qa.evidence.rows.tables import WHOLE, Place, Rows, rows_of, with_heading
from qa.evidence.rows.terms_of_office import terms_of_office
from qa.evidence.rows.under_headings import rows_under_headings
from qa.evidence.select import Evidence
from qa.kinds.listed import by_itself

HEADINGS = 2
"""Headings above a table that say what it is."""


@dataclass(frozen=True, slots=True)
class TableFound:
    """A table in a document.

    Attributes:
        document: it stands in.
        rows: as they stand there, or written anew.
        places: see `Redrawn`; empty for rows as they stand there.
        turned: whether its rows are the columns of the table that stands there.
    """

    document: Document
    rows: Rows
    places: tuple[tuple[Place | None, ...], ...] = ()
    turned: bool = False

    @property
    def texts(self) -> list[str]:
        """The rows, word for word."""
        return [self.rows.document.slice(span) for span in self.rows.spans]

    def value(self, row: int, column: str) -> tuple[str, Span]:
        """What a row says in a column that it has, and where in the rows' document."""
        span = self.rows.spans[row]
        cell = next(c for c in self.rows.table.rows[row] if c.column == column)
        place = Span(span.doc_id, span.start + cell.start, span.start + cell.end)
        return " ".join(self.rows.document.slice(place).split()), place

    def evidence(self, row: int, column: str, telling: Set[str], sure: float) -> list[Evidence]:
        """The sentences that tell of a row: itself, or its lines that say what is asked.

        Args:
            row: its place.
            column: that answers.
            telling: the columns besides it by which the row is chosen.
            sure: the probability that they are given, in [0, 1].
        """
        if not self.places:
            answer = self.value(row, column)[1]
            return [by_itself(self.document, self.rows.spans[row], sure, answer)]
        row_places = self.places[row]
        if not self.turned and len({place[0] for place in row_places if place}) == 1:
            cells = zip(self.rows.table.rows[row], row_places, strict=True)
            line, value = next(place for cell, place in cells if place and cell.column == column)
            return [by_itself(self.document, line, sure, value)]
        asked = telling | {column}
        lines = list(zip(self.rows.table.rows[row], self.places[row], strict=True))[1:]
        cited = [place for cell, place in lines if cell.column in asked] or [lines[0][1]]
        return [by_itself(self.document, place[0], sure, place[1]) for place in cited if place]


def tables_among(hits: Sequence[Hit]) -> Iterator[TableFound]:
    """The tables among some hits, in their order; only those that are read as a whole."""
    known = set[str]()
    for rows in rows_of(hits):
        known.add(rows.document.id)
        if len(rows.document.text) <= WHOLE:
            yield from (TableFound(one.document, one) for one in tables_of(rows))
    for document in dict.fromkeys(hit.passage.document for hit in hits):
        redrawn = rows_under_headings(document) if document.id not in known else None
        if redrawn and len(redrawn.rows.document.text) <= WHOLE:
            yield TableFound(document, redrawn.rows, redrawn.places)
        for one in terms_of_office(document):
            yield TableFound(document, one.rows, one.places)


def tables_of(rows: Rows) -> Iterator[Rows]:
    """The rows of each table of a document, in their order; one where its columns go on."""
    spans = rows.spans
    starts = [rows.document.places_of(span)[0].start for span in spans]
    tables = groupby(range(len(spans)), key=lambda n: (starts[n], _names(rows.table.rows[n])[:1]))
    found: dict[tuple[str, ...], list[int]] = {}
    for _, places in tables:
        group = list(places)
        columns = tuple(dict.fromkeys(name for n in group for name in _names(rows.table.rows[n])))
        found.setdefault(columns, []).extend(group)
    if len(found) < 2:
        yield _with_headings(rows)
        return
    for columns, group in found.items():
        new = {n: place for place, n in enumerate(group)}
        held = {
            form: [(new[n], cell) for n, cell in where if n in new]
            for form, where in rows.table.held.items()
        }
        table = replace(
            rows.table,
            rows=tuple(rows.table.rows[n] for n in group),
            columns=columns,
            held={form: where for form, where in held.items() if where},
            called=forms_of(plain_name(" ; ".join(columns))),
        )
        yield _with_headings(Rows(rows.document, table, tuple(spans[n] for n in group)))


def _with_headings(rows: Rows) -> Rows:
    """A table, which is also about what the last headings above it say."""
    document, start = rows.document, rows.spans[0].start
    above = [place for place in document.places if place.heading and place.end <= start]
    said = " ".join(document.text[place.start : place.end] for place in above[-HEADINGS:])
    return replace(rows, table=replace(rows.table, about=rows.table.about | forms_of(said)))


def title_of(rows: Rows) -> str:
    """What a table is called: by its document, and the heading above it if it has one."""
    return with_heading(rows.document, rows.spans[0]).title


def _names(row: Row) -> tuple[str, ...]:
    return tuple(cell.column for cell in row if cell.column)
