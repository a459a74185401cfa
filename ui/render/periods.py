"""Months as bars: by month, year, decade or century, whichever leaves few enough to be read.

Pure functions of their arguments.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.text.dates import MONTHS

_MOST = 36
"""Bars that can be told apart."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time with the documents that were published in it.

    Attributes:
        label: as it is shown: October 2022, 2022, the 1990s.
        short: the same in a few letters.
        documents: how many.
        since: its first month or year, as `Where` reads it.
        until: its last.
    """

    label: str
    short: str
    documents: int
    since: str
    until: str


def periods(months: Sequence[tuple[str, int]]) -> tuple[str, list[Period]]:
    """What the periods are (`month`, `year`, ...), and every one from the first to the last.

    Args:
        months: (`YYYY-MM`, documents), the earliest first; none gives no periods.
    """
    numbered = _numbered(months)
    if not numbered:
        return "month", []
    first, last = numbered[0][0], numbered[-1][0]
    unit = next((u for u in _UNITS if last // u - first // u < _MOST), max(_UNITS))
    return _UNITS[unit][0], _by(unit, numbered)


def by_year(months: Sequence[tuple[str, int]]) -> list[Period]:
    """The years that have documents, the earliest first."""
    return [one for one in _by(12, _numbered(months)) if one.documents]


def _numbered(months: Sequence[tuple[str, int]]) -> list[tuple[int, int]]:
    return [(12 * int(month[:4]) + int(month[5:]) - 1, count) for month, count in months]


def _by(unit: int, numbered: Sequence[tuple[int, int]]) -> list[Period]:
    """Every stretch of so many months from the first to the last."""
    if not numbered:
        return []
    counted = dict.fromkeys(range(numbered[0][0] // unit, numbered[-1][0] // unit + 1), 0)
    for month, count in numbered:
        counted[month // unit] += count
    return [_UNITS[unit][1](number, count) for number, count in counted.items()]


def month_in_words(month: str) -> str:
    """October 2022, of `2022-10`."""
    return f"{MONTHS[int(month[5:7]) - 1]} {int(month[:4])}"


def _month(number: int, documents: int) -> Period:
    year, month = divmod(number, 12)
    name = f"{year:04}-{month + 1:02}"
    return Period(month_in_words(name), f"{MONTHS[month][:3]} {year:04}", documents, name, name)


def _years(years: int) -> Callable[[int, int], Period]:
    def make(number: int, documents: int) -> Period:
        first = number * years
        plural = "s" if years > 1 else ""
        since, until = f"{max(first, 1):04}", f"{first + years - 1:04}"
        return Period(f"{'the ' * (years > 1)}{first}{plural}", f"{first}", documents, since, until)

    return make


_UNITS: dict[int, tuple[str, Callable[[int, int], Period]]] = {
    1: ("month", _month),
    12: ("year", _years(1)),
    120: ("decade", _years(10)),
    1200: ("century", _years(100)),
}
"""Months → what so many are called, and what makes a period of them."""
