"""Times that are told by themselves: dates, months, quarters, seasons, holidays, years, centuries.

Each function reads a match of one of the patterns in `index/text/time_rules.py`.
"""

import datetime
import re
from collections.abc import Callable

from index.text import periods
from index.text.dates import iso_date, month_number
from index.text.periods import Period
from index.text.time_atoms import Atom, Place, of_year

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
DECADES = (
    "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"
)  # fmt: skip
_FIXED_HOLIDAYS = (
    (r"Christmas Eve", 12, 24),
    (r"Christmas(?: Day)?", 12, 25),
    (r"Boxing Day", 12, 26),
    (r"New Year[’']s Eve", 12, 31),
    (r"New Year[’']s Day", 1, 1),
    (r"Valentine[’']s Day", 2, 14),
    (r"May Day", 5, 1),
    (r"Hall?owe[’']?en", 10, 31),
    (r"Bastille Day", 7, 14),
)
_EASTER = (
    (r"Ash Wednesday", -46),
    (r"Palm Sunday", -7),
    (r"Maundy Thursday", -3),
    (r"Good Friday", -2),
    (r"Easter(?: Sunday)?", 0),
    (r"Easter Monday", 1),
    (r"Whit Sunday|Pentecost", 49),
)
HOLIDAY = "|".join(
    pattern
    for pattern in sorted([row[0] for row in (*_FIXED_HOLIDAYS, *_EASTER)], key=len, reverse=True)
)


def nothing(place: Place) -> Atom | None:
    """What looks like a time and is none."""
    return None


def iso(place: Place) -> Atom | None:
    """`2024-05-03`, with or without a time of day."""
    found = place.match
    return place.atom(_day(int(found["year"]), int(found["month"]), int(found["day"])))


def figures(place: Place) -> Atom | None:
    """`3.5.2024`, `05/03/2024`."""
    found = iso_date(place.match[0])
    day = datetime.date.fromisoformat(found) if found else None
    return place.atom(Period(day, day) if day else None)


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        date = datetime.date(year, month, day)
    except ValueError:
        return None
    return Period(date, date)


def date(place: Place) -> Atom | None:
    """A day of a month, or several one after the other, with or without the year."""
    found = place.match
    month = month_number(found["month"])
    first = int(re.sub(r"\D", "", found["day"]))
    last = int(re.sub(r"\D", "", found["last"])) if found["last"] else first

    def days(year: int) -> Period:
        return Period(datetime.date(year, month, first), datetime.date(year, month, last))

    if found["year"]:
        return place.atom(of_year(days, int(found["year"])))
    if not of_year(days, 2000):
        return None
    return place.every_year(days)


def month_of_year(place: Place) -> Atom | None:
    """`May 2024`."""
    month = place.match["month"]
    number = int(month) if month.isdigit() else month_number(month)
    return place.atom(periods.months(int(place.match["year"]), number))


def quarter(place: Place) -> Atom | None:
    """`Q2 2024`, `H1 2024`."""
    part, year = place.match["part"].upper(), int(place.match["year"])
    size = 3 if part[0] == "Q" else 6
    return place.atom(periods.months(year, size * int(part[1]) - size + 1, size))


def decade(place: Place) -> Atom | None:
    """`the nineties`."""
    first = 1920 + 10 * DECADES.index(place.match["decade"])
    return place.atom(periods.years(first, first + 9))


def century(place: Place) -> Atom | None:
    """`19th century`."""
    last = 100 * int(place.match["century"])
    return place.atom(periods.years(last - 99, last)) if 100 <= last <= 2200 else None


def two_years(place: Place) -> Atom | None:
    """`2019/20`, `2019-20`, `2015–2018`; `2022-10` is a month."""
    first, second = int(place.match["year"]), place.match["second"]
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last > first:
        return place.atom(periods.years(first, last))
    if len(second) == 2 and "-" in place.match[0] and 1 <= int(second) <= 12:
        return place.atom(periods.months(first, int(second)))
    return None


def season_in(year: int, season: str) -> Period:
    """The three months of a season that begins in this year."""
    return periods.months(year, _SEASONS[season.lower()], 3)


def season_of_year(place: Place) -> Atom | None:
    """`summer of 2024`."""
    return place.atom(season_in(int(place.match["year"]), place.match["season"]))


def _named_holiday(name: str) -> Callable[[int], Period]:
    for pattern, month, day in _FIXED_HOLIDAYS:
        if re.fullmatch(pattern, name):
            return lambda year: Period(
                datetime.date(year, month, day), datetime.date(year, month, day)
            )
    after = next(days for pattern, days in _EASTER if re.fullmatch(pattern, name))

    def moving(year: int) -> Period:
        day = periods.easter(year) + datetime.timedelta(after)
        return Period(day, day)

    return moving


def holiday(place: Place) -> Atom | None:
    """`Good Friday 2024`, `last Christmas`."""
    holiday = _named_holiday(place.match["holiday"])
    if place.match["year"]:
        return place.atom(of_year(holiday, int(place.match["year"])))
    which = (place.match["which"] or "").lower()
    return place.every_year(holiday, {"last": False, "next": True}.get(which))


def year(place: Place) -> Atom | None:
    """`2024`."""
    return place.atom(periods.year(int(place.match["year"])))


def decade_in_figures(place: Place) -> Atom | None:
    """`the 1990s`, `the '90s`, `the 1800s`, which are a century."""
    first = int(place.match["decade"] or f"19{place.match['tens']}")
    return place.atom(
        periods.years(first, first + (99 if first % 100 == 0 and first < 2000 else 9))
    )
