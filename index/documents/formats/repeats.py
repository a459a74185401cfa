"""How often an event of a calendar comes back (RFC 5545, 3.3.10): a rule → words."""

import re
from collections.abc import Callable

_EVERY = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_READ_OF_RULE = (
    "FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "WKST", "BYMONTHDAY", "BYMONTH", "BYSETPOS",
)  # fmt: skip
_DAYS = {
    "MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday",
    "SA": "Saturday", "SU": "Sunday",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_WORKING = ["MO", "TU", "WE", "TH", "FR"]
_PLACES = {
    "1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth", "-1": "last",
    "-2": "last but one",
}  # fmt: skip
_DAY = re.compile(r"([+-]?\d{1,2})?([A-Z]{2})")
_MOST_FIGURES = 6
UNREAD = "by a rule that is not read"
"""What is said of a rule that cannot be told in words."""


def repeated(rule: str, last_day: Callable[[str], str]) -> str:
    """How often an event comes back, such as `weekly on Monday until 2024-06-30`.

    Args:
        rule: in capital letters; empty if it does not come back, and then nothing is said.
        last_day: the day of a stamp, or nothing if it is none.
    """
    if not rule:
        return ""
    parts = dict(part.partition("=")[::2] for part in rule.split(";") if part)
    every, step = _EVERY.get(parts.get("FREQ", "")), _number(parts.get("INTERVAL", "1"))
    if not every or not step or not set(parts) <= set(_READ_OF_RULE):
        return UNREAD
    often = parts["FREQ"].lower() if step == 1 else f"every {step} {every}s"
    days, months, end = _on_days(parts, every), _in_months(parts), _until(parts, last_day)
    if days is None or months is None or end is None:
        return UNREAD
    return f"{often}{days}{months}{end}"


def _on_days(parts: dict[str, str], every: str) -> str | None:
    """The days of a rule; None if they are not read."""
    if "BYMONTHDAY" in parts:
        number = _number(parts["BYMONTHDAY"])
        is_read = every == "month" or (every == "year" and "BYMONTH" in parts)
        is_read = is_read and "BYDAY" not in parts and "BYSETPOS" not in parts
        return f" on day {number} of the month" if number and is_read else None
    days = [_DAY.fullmatch(day) for day in parts.get("BYDAY", "").split(",") if day]
    named = [(day[1] or "", day[2]) for day in days if day and day[2] in _DAYS]
    if len(named) < len(days):
        return None
    if not named:
        return None if "BYSETPOS" in parts else ""
    if every == "month":
        return _days_of_month(named, parts.get("BYSETPOS", ""))
    if "BYSETPOS" in parts or every == "year" or any(place for place, _ in named):
        return None
    if [day for _, day in named] == _WORKING:
        return " on working days, Monday to Friday"
    return f" on {_listed([_DAYS[day] for _, day in named])}"


def _days_of_month(named: list[tuple[str, str]], position: str) -> str | None:
    """Such as ` on the second Tuesday`; None if they are not read."""
    if position and len(named) > 1:
        return None
    places = [_PLACES.get((place or position).lstrip("+")) for place, _ in named]
    if not all(places):
        return None
    pairs = zip(places, named, strict=True)
    return f" on {_listed([f'the {place} {_DAYS[day]}' for place, (_, day) in pairs])}"


def _in_months(parts: dict[str, str]) -> str | None:
    """The months of a rule; None if they are not read."""
    if "BYMONTH" not in parts:
        return ""
    numbers = [_number(month) for month in parts["BYMONTH"].split(",")]
    months = [_MONTHS[number - 1] for number in numbers if 1 <= number <= len(_MONTHS)]
    return f" in {_listed(months)}" if len(months) == len(numbers) else None


def _until(parts: dict[str, str], last_day: Callable[[str], str]) -> str | None:
    """When a rule ends; None if that is not read."""
    if "COUNT" in parts:
        count = _number(parts["COUNT"])
        return (", once" if count == 1 else f", {count} times") if count else None
    if "UNTIL" not in parts:
        return ""
    last = last_day(parts["UNTIL"])
    return f" until {last}" if last else None


def _number(written: str) -> int:
    """A number above 0; 0 if it is none."""
    return int(written) if len(written) <= _MOST_FIGURES and written.isdecimal() else 0


def _listed(words: list[str]) -> str:
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
