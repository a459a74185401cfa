"""The rows of a table: their cells, what these hold, and what their columns are called."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.english.columns import written_out
from qa.english.weekdays import days_in
from qa.evidence.terms import Term, terms

_DAY = re.compile(r"\d\d-\d\d")
LONGEST_NAME = 80
FEWEST_CROSSED = 2
"""Of a table whose columns are called as its rows are, as many names at least are of both."""


@dataclass(frozen=True, slots=True)
class Value:
    """What stands in a cell.

    Attributes:
        column: its name; empty if it has none.
        start: where the value begins, in characters of the row.
        end: behind its last one.
        forms: of its terms, and what else they may be called.
        size: how many terms it has.
    """

    column: str
    start: int
    end: int
    forms: frozenset[str]
    size: int


Row = tuple[Value, ...]
"""The cells of a row, in order."""


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a document, or those of them that were found.

    Attributes:
        rows: in their order.
        columns: the names of all columns, in their order.
        held: form → the rows and cells that hold it.
        called: the forms of the names of its columns.
        about: those of its title and its file.
        around: those of the other text of the document.
        crossed: whether its columns are called as its rows are, as in a table of distances.
    """

    rows: tuple[Row, ...]
    columns: tuple[str, ...]
    held: Mapping[str, Sequence[tuple[int, int]]]
    called: frozenset[str]
    about: frozenset[str]
    around: frozenset[str]
    crossed: bool = False


def read_row(text: str) -> Row:
    """The cells of `name: value; name: value.`; what has no name belongs to the cell before it."""
    found: list[tuple[str, int, int]] = []
    start = 0
    for part in text.rstrip().removesuffix(".").split("; "):
        end = start + len(part)
        name, mark, value = part.partition(": ")
        if mark and value.strip() and len(name) <= LONGEST_NAME:
            found.append((name.strip(), end - len(value), end))
        elif found and found[-1][0]:
            found[-1] = (found[-1][0], found[-1][1], end)
        elif part.strip():
            found.append(("", start, end))
        start = end + 2
    return tuple(
        Value(name, start, end, forms_of(text[start:end]), len(terms(text[start:end])))
        for name, start, end in found
    )


def make_table(rows: Iterable[Row], about: str, around: str = "") -> Table:
    """A table of rows.

    Args:
        rows: in their order.
        about: its title, and whatever else says what it is about.
        around: other text of its document.
    """
    rows = tuple(rows)
    columns = tuple(dict.fromkeys(cell.column for row in rows for cell in row if cell.column))
    held: dict[str, list[tuple[int, int]]] = {}
    for n, row in enumerate(rows):
        for m, cell in enumerate(row):
            for form in cell.forms:
                held.setdefault(form, []).append((n, m))
    called = forms_of(plain_name(" ; ".join(columns)))
    first = {cell.forms for row in rows for cell in first_cell(row)}
    crossed = len(first & {forms_of(name) for name in columns}) >= FEWEST_CROSSED
    return Table(rows, columns, held, called, forms_of(about), forms_of(around), crossed)


def first_cell(row: Row) -> Row:
    """The cell that a row begins with, and not the line above its table."""
    return tuple(cell for cell in row if cell.end > cell.start)[:1]


def plain_name(column: str) -> str:
    """The name of a column as words, written out: "Dep." is the departure."""
    return written_out(column.replace("_", " "))


def forms_of(text: str) -> frozenset[str]:
    """The forms of a text, also those of two terms together, and of the month of a day."""
    found = terms(text)
    forms = {one.form for one in found}
    forms |= {one.form + other.form for one, other in pairwise(found) if may_be_code(one, other)}
    months = {f"month {int(form[:2])}" for form in forms if _DAY.fullmatch(form)}
    return frozenset(forms | months | days_in(text))


def may_be_code(one: Term, other: Term) -> bool:
    """Whether two terms stand together and one is a number: "px 88120"."""
    return other.start - one.end <= 1 and (one.form.isdigit() != other.form.isdigit())
