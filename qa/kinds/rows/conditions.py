"""Conditions on a row: each says whether a row fits, or that it says nothing of the matter."""

from collections.abc import Callable, Sequence
from math import inf

from index.text.words import words
from qa.english.asked_rows import Bound
from qa.english.cells import OFF, in_degree, number_of, range_of, time_of, year_of
from qa.english.weekdays import days_of
from qa.kinds.rows.columns import Cell

Test = Callable[[Sequence[Cell]], bool | None]
"""Whether a row fits a condition; None where it says nothing of it."""


def says(column: str, forms: frozenset[str], *, either: bool) -> Test:
    """Whether a row says some terms in a column; where one of two is enough, one whole value."""

    def test(row: Sequence[Cell]) -> bool | None:
        cells = [cell for cell in row if cell.column == column]
        if not cells:
            return None
        if any(_in_another_degree(cell.text, forms) for cell in cells):
            return False
        if forms <= frozenset[str]().union(*(cell.forms for cell in cells)):
            return True
        return either and any(value <= forms for cell in cells for value in cell.values)

    return test


def _in_another_degree(text: str, forms: frozenset[str]) -> bool:
    """Whether a cell says a term in another degree, or denies it: "very rare" is not rare."""
    return any(
        forms.issuperset(words(word)) and not forms.issuperset(words(degree) or [degree])
        for degree, word in in_degree(text)
        if words(word)
    )


def within(column: str, bound: Bound) -> Test:
    """Whether the number, or the year, of a row lies within bounds."""
    read = year_of if bound.years else number_of
    return _compared(column, read, bound.holds)


def covers(column: str, number: float) -> Test:
    """Whether the range of a row covers a number; a number covers itself."""

    def test(row: Sequence[Cell]) -> bool | None:
        told = [range_of(cell.text) for cell in row if cell.column == column]
        known = [one for one in told if one is not None]
        return any(low <= number <= high for low, high in known) if known else None

    return test


def lasted(first: str, last: str, year: float) -> Test:
    """Whether a year lies between those that a row has in two columns; it may have no last one."""

    def test(row: Sequence[Cell]) -> bool | None:
        told = {cell.column: year_of(cell.text) for cell in row if cell.column in (first, last)}
        start, end = told.get(first), told.get(last, inf)
        if start is None:
            return None
        return start <= year <= (inf if end is None else end)

    return test


def is_none(column: str) -> Test:
    """Whether a row says that there is none."""
    return _compared(column, number_of, lambda value: value == 0)


def is_on(column: str) -> Test:
    """Whether a row has a value in a column, as one that is called by a day; no "off" or dash."""

    def test(row: Sequence[Cell]) -> bool | None:
        told = [cell.text.strip(" .").lower() for cell in row if cell.column == column]
        return any(text not in OFF for text in told)

    return test


def is_at(column: str, times: frozenset[int]) -> Test:
    """Whether a row tells one of some times of the day, in minutes since midnight."""
    return _compared(column, time_of, lambda minutes: minutes in times)


def is_some(column: str) -> Test:
    """Whether a row says that there is some."""
    return _compared(column, number_of, lambda value: value > 0)


def on_days(column: str, days: frozenset[int], *, either: bool) -> Test:
    """Whether a row tells of all of some days of the week, or where that is enough of one."""

    def test(row: Sequence[Cell]) -> bool | None:
        told = frozenset[int]().union(*(days_of(c.text) for c in row if c.column == column))
        if not told:
            return None
        return bool(days & told) if either else days <= told

    return test


def _compared(
    column: str, read: Callable[[str], float | None], fits: Callable[[float], bool]
) -> Test:
    def test(row: Sequence[Cell]) -> bool | None:
        known = [read(cell.text) for cell in row if cell.column == column]
        return fits(known[0]) if known and known[0] is not None else None

    return test
