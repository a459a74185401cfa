"""Stretches of time, as texts name them."""

import datetime
from calendar import monthrange
from dataclasses import dataclass

from index.text.dates import plain_date


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included; None is open on that side.

    Raises:
        ValueError: if it ends before it begins.
    """

    first: datetime.date | None
    last: datetime.date | None

    def __post_init__(self) -> None:
        if self.first and self.last and self.last < self.first:
            raise ValueError(f"a period needs first <= last, not {self.first} to {self.last}")

    def overlaps(self, other: "Period") -> bool:
        """Whether a day lies in both."""
        return not (
            (self.last and other.first and self.last < other.first)
            or (other.last and self.first and other.last < self.first)
        )

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other is one of this."""
        starts = self.first is None or (other.first is not None and self.first <= other.first)
        ends = self.last is None or (other.last is not None and other.last <= self.last)
        return starts and ends

    @property
    def days(self) -> int | None:
        """How many days it has; None where it is open."""
        return (self.last - self.first).days + 1 if self.first and self.last else None


def year(number: int) -> Period:
    """A calendar year.

    Raises:
        ValueError: if there is no such year.
    """
    return years(number, number)


def years(first: int, last: int) -> Period:
    """Calendar years, the last included.

    Raises:
        ValueError: if there is no such year, or they stand the wrong way round.
    """
    return Period(datetime.date(first, 1, 1), datetime.date(last, 12, 31))


def months(number: int, month: int, count: int = 1) -> Period:
    """Calendar months of a year from one on; `month` may lie past either end of the year.

    Raises:
        ValueError: if there is no such year.
    """
    start, last = _month_start(number, month), _month_start(number, month + count - 1)
    return Period(start, last.replace(day=monthrange(last.year, last.month)[1]))


def week(day: datetime.date, ahead: int = 0) -> Period:
    """The week, from Monday to Sunday, that a day lies in, or one so many weeks ahead.

    Raises:
        OverflowError: if there is no such week.
    """
    monday = day + datetime.timedelta(7 * ahead - day.weekday())
    return Period(monday, monday + datetime.timedelta(6))


def easter(number: int) -> datetime.date:
    """Easter Sunday of a year of the Gregorian calendar (Anonymous algorithm, Meeus 1991, ch. 8).

    Raises:
        ValueError: if there is no such year.
    """
    century, rest = divmod(number, 100)
    leap, odd = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * (number % 19) + century - leap - correction + 15) % 30
    weekday = (32 + 2 * odd + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (number % 19 + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return datetime.date(number, month, day + 1)


def written(period: Period | None) -> str:
    """A period as it is read: 1 Jan 2022 – 31 Dec 2022; empty for none."""
    if not period:
        return ""
    first, last = (day and plain_date(day.isoformat()) for day in (period.first, period.last))
    if first and last:
        return first if first == last else f"{first} – {last}"
    if first:
        return f"from {first}"
    return f"until {last}" if last else "any time"


def _month_start(number: int, month: int) -> datetime.date:
    return datetime.date(number + (month - 1) // 12, (month - 1) % 12 + 1, 1)
