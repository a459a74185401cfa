"""A row of a table → one line, the same for all formats."""

from collections.abc import Iterable

_ENDS = (".", "!", "?", "…", "。")


def row_line(cells: Iterable[str]) -> str:
    """The cells as `a; b; c.`, without the empty ones; empty if all are.

    The full stop keeps a row from running into the next one when sentences are told apart.
    """
    line = "; ".join(words for cell in cells if (words := " ".join(cell.split())))
    return line + "." if line and not line.endswith(_ENDS) else line
