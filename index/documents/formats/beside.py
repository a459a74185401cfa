"""Tables that stand beside each other on a sheet: which columns are of which.

Cautious, since a narrow empty column is also used to set a group of columns of one table apart: a
table beside another has names and a key of its own, and ends in another row.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from index.documents.formats.cells import kind_of

_LOOKED_AT = 100  # values of a column


@dataclass(slots=True)
class _Column:
    """What is known of a column.

    Attributes:
        last: number of the last row that it holds something in.
        values: the first that it holds.
    """

    last: int = -1
    values: list[str] = field(default_factory=list)


def columns_of_tables(rows: Iterable[Sequence[str]]) -> list[slice]:
    """The columns of each of the tables beside each other, from left to right; one as a rule.

    Together they are all columns. Empty for no rows.
    """
    columns: list[_Column] = []
    for number, row in enumerate(rows):
        columns += [_Column() for _ in range(len(row) - len(columns))]
        for column, cell in zip(columns, row, strict=False):
            if cell:
                column.last = number
                if len(column.values) < _LOOKED_AT:
                    column.values.append(cell)
    found: list[slice] = []
    start = 0
    for n in range(1, len(columns)):
        gap = columns[n].values and not columns[n - 1].values
        if gap and _is_table_of_its_own(columns[start:n], columns[n:]):
            found.append(slice(start, n))
            start = n
    return [*found, slice(start, len(columns))] if columns else []


def _is_table_of_its_own(before: Sequence[_Column], after: Sequence[_Column]) -> bool:
    """Whether the columns after an empty one are a table, and those before it another."""
    width = next((n for n, column in enumerate(after) if not column.values), len(after))
    names, *keys = after[0].values
    return (
        width > 1
        and sum(bool(column.values) for column in before) > 1
        and len(keys) > 1
        and kind_of(names) == "text"
        and all(kind_of(key) == "text" for key in keys)
        and len(set(keys)) == len(keys)
        and max(c.last for c in before) != max(c.last for c in after[:width])
    )
