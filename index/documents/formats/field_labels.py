"""What is printed beside the fields of a PDF form: the words that say what each of them is."""

from collections.abc import Sequence
from typing import NamedTuple

from index.documents.formats.layout import Line

_FARTHEST = 15.0  # of the size of the words: from them to their field
_BESIDE_BOX = 3.0  # the same, behind a box to tick
_ABOVE = 0.8  # the same, above a field
_LONGEST = 120  # characters
_SLACK = 2.0  # points


class FieldPlace(NamedTuple):
    """Where a field stands, in points from the top left of the page."""

    left: float
    top: float
    right: float
    bottom: float


class Label(NamedTuple):
    """What is printed beside a field; each is empty if there is nothing.

    Attributes:
        before: at its left, or else above it.
        behind: at its right, as beside a box to tick.
        question: what its row begins with, if that asks for something: `Engine:`.
    """

    before: str = ""
    behind: str = ""
    question: str = ""


class Labels:
    """The printed words of a page, asked for what says what a field is.

    Args:
        printed: the words, of a page that is not turned.
        fields: where all fields of the page stand.
    """

    def __init__(self, printed: Sequence[Line] = (), fields: Sequence[FieldPlace] = ()) -> None:
        """Keep both."""
        self._printed = [line for line in printed if len(line.text) <= _LONGEST]
        self._fields = fields

    def of(self, field: FieldPlace) -> Label:
        """What is printed beside a field."""
        row = [line for line in self._printed if _is_beside(line, field)]
        left = [line for line in row if line.right <= field.left + _SLACK]
        right = [line for line in row if line.left >= field.right - _SLACK]
        before = max(left, key=lambda line: line.right, default=None)
        behind = min(right, key=lambda line: line.left, default=None)
        if before and not self._may_reach(before.right, field.left, field, _FARTHEST * before.size):
            before = None
        if behind and not self._may_reach(
            field.right, behind.left, field, _BESIDE_BOX * behind.size
        ):
            behind = None
        before = before or self._above(field)
        first = min(left, key=lambda line: line.left, default=None)
        asks = first is not None and first.text.endswith(("?", ":"))
        return Label(
            before.text if before else "",
            behind.text if behind else "",
            first.text if first and asks else "",
        )

    def _may_reach(self, start: float, end: float, field: FieldPlace, most: float) -> bool:
        """Whether words are as near to a field as they may be, and none other stands between."""
        between = any(
            other != field
            and other.top < field.bottom
            and other.bottom > field.top
            and start - _SLACK <= other.left
            and other.right <= end + _SLACK
            for other in self._fields
        )
        return end - start <= most and not between

    def _above(self, field: FieldPlace) -> Line | None:
        """The words just above a field, which start where it does."""
        found = [
            line
            for line in self._printed
            if abs(line.left - field.left) <= line.size
            and -_SLACK <= field.top - line.baseline <= _ABOVE * line.size
        ]
        return found[0] if found else None


def _is_beside(line: Line, field: FieldPlace) -> bool:
    """Whether words stand at the height of a field."""
    return field.top <= line.baseline <= field.bottom + _SLACK
