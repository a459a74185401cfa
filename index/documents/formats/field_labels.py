"""What is printed beside the fields of a PDF form: the words that say what each of them is."""

from collections.abc import Sequence
from typing import NamedTuple

from index.documents.formats.layout import Line

_FARTHEST = 15.0  # of the size of the words: from them to their field
_BESIDE_BOX = 3.0  # the same, behind a box to tick
_ABOVE = 0.8  # the same, above a field
_BELOW = 1.3  # the same, to the baseline of words below a field
_SQUARE = 1.5  # how much wider than high a box to tick is at most
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
        tick: what it says if it is a box that is ticked: what stands at its right, or at its left
            where nothing stands behind the last box of the row.
        question: the last in its row before it that asks for something: `Engine:`.
    """

    before: str = ""
    tick: str = ""
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
        if before and before.text.endswith((".", "!")):
            before = None
        tick = before if before and self._are_named_before(field) else behind
        before = before or self._above(field)
        asking = [line for line in left if line.text.endswith(("?", ":")) and line is not tick]
        asks = max(asking, key=lambda line: line.right, default=None)
        return Label(
            before.text if before else "",
            tick.text.rstrip(" :") if tick else "",
            asks.text if asks else "",
        )

    def _are_named_before(self, field: FieldPlace) -> bool:
        """Whether nothing stands behind the last box of a row."""
        last = max(
            other.right
            for other in (field, *self._fields)
            if other == field or (_is_box(other) and _are_level(other, field))
        )
        return not any(_is_beside(line, field) and line.left >= last for line in self._printed)

    def _may_reach(self, start: float, end: float, field: FieldPlace, most: float) -> bool:
        """Whether words are as near to a field as they may be, and none other stands between."""
        between = any(
            other != field
            and _are_level(other, field)
            and start - _SLACK <= other.left
            and other.right <= end + _SLACK
            for other in self._fields
        )
        return end - start <= most and not between

    def _above(self, field: FieldPlace) -> Line | None:
        """The words just above a field, which start where it does, and stand below no other."""
        found = [
            line
            for line in self._printed
            if abs(line.left - field.left) <= line.size
            and -_SLACK <= field.top - line.baseline <= _ABOVE * line.size
            and not any(
                abs(line.left - other.left) <= line.size
                and -_SLACK <= line.baseline - other.bottom <= _BELOW * line.size
                for other in self._fields
                if other != field
            )
        ]
        return found[0] if found else None


def _are_level(a: FieldPlace, b: FieldPlace) -> bool:
    return a.top < b.bottom and a.bottom > b.top


def _is_box(field: FieldPlace) -> bool:
    return field.right - field.left <= _SQUARE * (field.bottom - field.top)


def _is_beside(line: Line, field: FieldPlace) -> bool:
    """Whether words stand at the height of a field."""
    return field.top <= line.baseline <= field.bottom + _SLACK
