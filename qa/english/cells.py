"""What the cells of a table say: numbers, ranges and years."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf

from index.text.dates import MONTH
from index.text.lists import word_set

ELEMENTS = re.compile(r"[,;/&+]|\band\b")
"""What stands between several values of one cell."""

BRACKETED = re.compile(r"\s?\([^()]*\)")
"""What a cell says besides, in brackets: "Rare (up to 1 in 1,000)"."""

_DEGREE = re.compile(r"\b(very|extremely|quite|fairly|less|more|most|least|not|non)[ -](\w+)", re.I)


def in_degree(text: str) -> list[tuple[str, str]]:
    """The words of a cell that another raises or turns round, in small letters, behind that one."""
    return [(match[1].lower(), match[2].lower()) for match in _DEGREE.finditer(text)]


OFF = word_set("off free no none closed holiday leave away - – — n/a")
"""What a cell under a day says of who does not work on it."""

_AS_NUMBER = re.compile(
    r"(?P<before>[€$£]|[A-Z]{3})? ?(?P<figures>[-−]?\d(?:[\d.,]*\d)?)"
    r" ?(?P<unit>%|€|°[CFK]?|[^\W\d_]{1,12}\.?)?"
)
_NO_UNIT = re.compile(rf"st|nd|rd|th|each|{MONTH}", re.IGNORECASE)
_PLAIN = re.compile(r"-?(?:\d+|\d+[.,]\d{1,2}|0[.,]\d+|\d+[.,]\d{4,})")
"""Not 1.240, which is either of two numbers."""
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def number_of(text: str) -> float | None:
    """The number that a cell is: "€1,240", "7.50 kg"; None if it is more than that, or less."""
    match = _AS_NUMBER.fullmatch(text.strip())
    figures = match["figures"].replace("−", "-") if match else ""
    if _GROUPED.fullmatch(figures):
        return float(figures.replace(",", ""))
    return float(figures.replace(",", ".")) if _PLAIN.fullmatch(figures) else None


def unit_of(text: str) -> str:
    """What the number that a cell is counts, in small letters: "kg"; "" if it does not say so."""
    match = _AS_NUMBER.fullmatch(text.strip())
    unit = (match["before"] or match["unit"] or "").rstrip(".").lower() if match else ""
    return "" if _NO_UNIT.fullmatch(unit) else unit


def year_of(text: str) -> float | None:
    """The first year that a cell names; None if it names none."""
    year = _YEAR_WITHIN.search(text)
    return float(year[0]) if year else None


_YEAR_WITHIN = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


_NOW = r"(?:present|today|now|date)"
_TO = r"(?:-|–|—|to|until|till)"
_RANGE = re.compile(
    rf"(?:from |between )?(?P<low>\d{{1,6}}) ?(?:{_TO}|and) ?(?P<high>\d{{1,6}})"
    r"(?: (?:years?|people|persons))?"
    rf"|(?:since|from) (?P<since>\d{{1,6}})(?: ?{_TO}? ?{_NOW})?"
    rf"|(?P<open>\d{{1,6}}) ?(?:\+|{_TO}(?: ?{_NOW})?)"
    r"|(?:until|till|up to) (?P<until>\d{1,6})",
    re.IGNORECASE,
)
_YEAR_DIGITS, _SHORT_DIGITS = 4, 2


def range_of(text: str) -> tuple[float, float] | None:
    """The numbers that a cell spans, "2012-2018", "since 2024"; a number spans itself; else None.

    What has no end in a cell has none in the range.
    """
    match = _RANGE.fullmatch(text.strip(" ."))
    if match is None:
        number = number_of(text)
        return None if number is None else (number, number)
    if start := match["since"] or match["open"]:
        return float(start), inf
    if match["until"]:
        return -inf, float(match["until"])
    low, high = match["low"], match["high"]
    if len(low) == _YEAR_DIGITS and len(high) == _SHORT_DIGITS:  # 1967-84
        high = low[:_SHORT_DIGITS] + high
    return (float(low), float(high)) if float(low) <= float(high) else None


_CLOCK_CELL = re.compile(
    r"(?P<hour>\d\d?)(?:[:.](?P<minute>[0-5]\d))? ?(?P<half>[ap]\.?m\b\.?)?(?: h)?|"
    r"(?P<noon>(?:12 )?(?:noon|midday))|(?P<midnight>(?:12 )?midnight)",
    re.IGNORECASE,
)
_HALF_DAY, _HOUR, _LAST_HOUR = 12, 60, 24


def clock_of(text: str) -> int | None:
    """The minutes since midnight of a time of the day, "17:30", "10 am"; None if it is none.

    Midnight is the end of a day; "9.30" may be a number, and "10" is one.
    """
    match = _CLOCK_CELL.fullmatch(text.strip())
    if not match:
        return None
    if not match["hour"]:
        return (_HALF_DAY if match["noon"] else _LAST_HOUR) * _HOUR
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if match["half"]:
        hour = hour % _HALF_DAY + _HALF_DAY * match["half"].lower().startswith("p")
    elif ":" not in text:
        return None
    return hour * _HOUR + minute if hour <= _LAST_HOUR else None


def time_of(text: str) -> int | None:
    """As `clock_of`, in a column that is known to tell times of the day: "9.30" is one."""
    return clock_of(text.strip(" .").replace(".", ":", 1) if _DOTTED.fullmatch(text) else text)


_DOTTED = re.compile(r"\s*\d\d?\.[0-5]\d\s*")
_SIZES = {
    "length": {"mm": 1, "cm": 10, "m": 1_000, "km": 1_000_000},
    "mass": {"mg": 1, "g": 1_000, "kg": 1_000_000, "t": 1_000_000_000},
    "time": {"s": 1, "sec": 1, "min": 60, "minutes": 60, "h": 3_600, "hours": 3_600, "hrs": 3_600},
}
"""What is measured → each unit of it, and how many of the smallest it is."""

OF_ALL_ROWS = re.compile(
    r"(?i:(?:grand |sub-?)?totals?|sum|average|mean|median|overall|all)"
    r"(?: (?:of|for|over)\b.*| ?\(.*|(?: [a-z]+){0,4}(?: \d{4})?:?)\Z"
)
"""What a row is called that tells what the others come to."""

CONVERTED = frozenset(_SIZES)
"""What is measured where its units were not the same."""

NO_COST = word_set("free gratis")
"""What a cell of prices says of what costs nothing."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number with its unit.

    Attributes:
        number: as it is told.
        unit: in small letters; empty if none is told.
    """

    number: Decimal
    unit: str


def amount_of(text: str) -> Amount | None:
    """The number that a cell is, exactly, with all of its units; None if it is more or less."""
    match = _AS_NUMBER.fullmatch(text.strip())
    figures = match["figures"].replace("−", "-") if match else ""
    if match is None or number_of(text) is None or _NO_UNIT.fullmatch(match["unit"] or ""):
        return None
    plain = figures.replace(",", "" if _GROUPED.fullmatch(figures) else ".")
    said = " ".join(filter(None, (match["before"], match["unit"])))
    return Amount(Decimal(plain), said.rstrip(".").lower())


def in_one_unit(amounts: Sequence[Amount]) -> tuple[str, list[Decimal]] | None:
    """Amounts as they compare, and in what; None where it is not certain how their units do."""
    units = {one.unit for one in amounts}
    if len(units) == 1:
        return units.pop(), [one.number for one in amounts]
    for measured, sizes in _SIZES.items():
        if units <= sizes.keys():
            return measured, [one.number * sizes[one.unit] for one in amounts]
    return None


def with_number(text: str, number: Decimal) -> str:
    """What a cell says with a difference in place of its number: "€1,240" and 9.5 make "€9.5"."""
    plain = f"{number.normalize():,f}"
    if unit_of(text) == "%":
        return f"{plain} percentage {'point' if number == 1 else 'points'}"
    return _FIGURES.sub(plain, text, count=1)


_FIGURES = re.compile(r"[-−]?\d(?:[\d.,]*\d)?")
