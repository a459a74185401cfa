"""The tables of a document, each by itself: what is asked of one says nothing of the next."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from qa.evidence.rows.cells import Row, forms_of, plain_name
from qa.evidence.rows.tables import Rows, with_heading

HEADINGS = 2
"""Headings above a table that say what it is."""


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
