"""A table that is turned on its side: its columns are what is asked about, its rows what is asked.

"How heavy is Barbara?" of a table with the bells as columns and `Weight` in front of a row; or of a
list of names and values, `Weight: 760 kg`, whose title is the bell's. Each column, or the title,
becomes a row, with the cell of each row as a column.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from index.types import Span
from qa.evidence.rows.tables import Drawn, Redrawn, Rows, redraw

MOST = 2_000
"""Cells of a table that is turned; a larger one is not."""

_FEWEST = 2


def turn(rows: Rows) -> Redrawn | None:
    """A table on its side; None if it has no names in front of its rows, or is too large."""
    given = rows.table.rows
    if len(given) < _FEWEST or sum(map(len, given)) > MOST:
        return None
    labels = [_label(rows, n) for n in range(len(given))]
    if not all(labels):
        return None
    names = {name: name for name in rows.table.columns} or {"": rows.document.title}
    return on_side(rows, labels, names)


def on_side(rows: Rows, labels: Sequence[str], names: Mapping[str, str], key: str = "") -> Redrawn:
    """Some columns of a table as rows.

    Args:
        rows: as they stand in the document.
        labels: of each row what the cells of it are called then; empty for one that is left out.
        names: column → what its row begins with.
        key: what the column of these is called.
    """
    lines = [(Drawn(key, said), *_cells(rows, labels, name)) for name, said in names.items()]
    drawn = redraw(rows.document, lines)
    about = replace(drawn.table, about=rows.table.about, around=rows.table.around)
    places = tuple(tuple(cell.place for cell in line) for line in lines)
    return Redrawn(replace(drawn, table=about), places)


def _label(rows: Rows, number: int) -> str:
    """What stands in front of a row and has no name itself; nothing if it is not alone so."""
    row = [cell for cell in rows.table.rows[number] if cell.end > cell.start]
    without = [cell for cell in row if not cell.column]
    is_pair = len(row) == len(without) == _FEWEST
    if not row or row[0].column or (len(without) > 1 and not is_pair):
        return ""
    start = rows.spans[number].start
    return rows.document.text[start + row[0].start : start + row[0].end].strip()


def _cells(rows: Rows, labels: Sequence[str], column: str) -> Iterator[Drawn]:
    """The cells of a column, with the names of their rows."""
    for label, row, span in zip(labels, rows.table.rows, rows.spans, strict=True):
        filled = [cell for cell in row if cell.end > cell.start][1:]
        cell = next((cell for cell in filled if cell.column == column), None)
        if cell and label:
            value = Span(span.doc_id, span.start + cell.start, span.start + cell.end)
            yield Drawn(label, rows.document.slice(value), (span, value))
