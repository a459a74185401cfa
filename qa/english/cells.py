"""What the cells of a table say: numbers, ranges and years."""

import re

from index.text.dates import MONTH
from index.text.lists import word_set

ELEMENTS = re.compile(r"[,;/&+]|\band\b")
"""What stands between several values of one cell."""

OFF = word_set("off free no none closed holiday leave away - – — n/a")
"""What a cell under a day says of who does not work on it."""

_AS_NUMBER = re.compile(
    r"(?P<before>[€$£]|[A-Z]{3})? ?(?P<figures>-?\d(?:[\d.,]*\d)?)"
    r" ?(?P<unit>%|€|[^\W\d_]{1,12}\.?)?"
)
_NO_UNIT = re.compile(rf"st|nd|rd|th|each|{MONTH}", re.IGNORECASE)
_PLAIN = re.compile(r"-?(?:\d+|\d+[.,]\d{1,2}|0[.,]\d+|\d+[.,]\d{4,})")
"""Not 1.240, which is either of two numbers."""
_GROUPED = re.compile(r"-?\d{1,3}(?:,\d{3})+(?:\.\d+)?")


def number_of(text: str) -> float | None:
    """The number that a cell is: "€1,240", "7.50 kg"; None if it is more than that, or less."""
    match = _AS_NUMBER.fullmatch(text.strip())
    figures = match["figures"] if match else ""
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


_RANGE = re.compile(r"(\d{1,6}) ?(?:-|–|—|to|until) ?(\d{1,6})(?: (?:years?|people|persons))?")


def range_of(text: str) -> tuple[float, float] | None:
    """The numbers that a cell spans, "2012-2018"; a number spans itself; else None."""
    match = _RANGE.fullmatch(text.strip(" ."))
    if match:
        low, high = float(match[1]), float(match[2])
        return (low, high) if low <= high else None
    number = number_of(text)
    return None if number is None else (number, number)
