"""Forms drawn as tables: each row holds labels and what was filled in, in turn."""

from collections.abc import Sequence

from index.documents.formats.cells import ENDS, is_alone, kind_of
from index.text.columns import is_column_name

_LONGEST_LABEL = 60
_MOST = 0.6
"""Share of the labels that read as such."""


def is_form(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows are `Name | Ola Hald | Date of birth | 3 May 1961`: labels and values in turn.

    Args:
        rows: of a table; those of one cell are left out of account.
    """
    told = [said_once(row) for row in rows if not is_alone(row)]
    first = [row[0] for row in told]
    others = [cell for row in told for cell in row[2::2] if cell]
    labels = [*first, *others]
    values = [cell for row in told for cell in row[1::2] if cell]
    return (
        bool(others)
        and all(len(row) <= 4 for row in told)
        and len(others) * 2 >= len(told)
        and len(set(labels)) == len(labels)
        and all(map(_may_be_label, labels))
        and min(map(_labelled, (first, others))) >= _MOST > _labelled(values)
        and not _labelled(told[0][1::2])  # which are the names of columns
    )


def said_once(row: Sequence[str]) -> Sequence[str]:
    """A row; without the copies of a cell that is merged over all columns but the first."""
    return row[:2] if len(row) > 2 and len(set(row[1:])) == 1 else row


def _may_be_label(cell: str) -> bool:
    return 0 < len(cell) <= _LONGEST_LABEL and kind_of(cell) == "text" and not cell.endswith(ENDS)


def _labelled(cells: Sequence[str]) -> float:
    """Share of the cells that read as labels."""
    named = sum(cell.endswith(":") or is_column_name(cell) for cell in cells)
    return named / max(1, len(cells))
