"""English names of months and days, and the date that a text gives.

This is the only list of these names; patterns of other modules are put together from it.
"""

import datetime
import re

from index.text.other_dates import in_english

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")

MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
"""Pattern of the name of a month, in full or short, with a capital letter and without a full stop;
it captures nothing."""

_NUMBERS = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([-/.])(\d\d?)\2(\d\d?)(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)\s*\Z")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d\d?)(?:st|nd|rd|th|\.)?\s+({MONTH})\.?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    rf"\b({MONTH})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)", re.IGNORECASE
)
_YEAR_LAST = re.compile(
    rf"\b({MONTH})\s+(\d\d?)\s+\d\d?:\d\d(?::\d\d)?(?:\s+[A-Z]{{3,5}})?(?:\s+[+-]\d{{4}})?"
    r"\s+(\d{4})(?!\d)"
)
"""As programs write it: `Wed May 15 10:03:00 +0000 2024`."""
_FIGURES = re.compile(r"(?<![\d.])(\d\d?)([-/.])(\d\d?)\2(\d{4})(?!\.?\d)")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_LONGEST_DATE = 100


def month_number(name: str) -> int:
    """The number of a month, from 1, by its name in full or short, in any case.

    Raises:
        KeyError: if no month has that name.
    """
    return _NUMBERS[name[:3].lower()]


def iso_date(value: object) -> str | None:
    """The first date in a text (or a date itself) as `YYYY-MM-DD`; None where there is none.

    Reads the order year, month, day; names of months, English ones and those of some other
    languages; and days and months in figures where only one order is possible: `24/10/2025`, but
    not `06/10/2025`. Between full stops the day usually stands first: `06.10.2025`.
    """
    if isinstance(value, datetime.date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        return None
    text = in_english(value[:_LONGEST_DATE])
    if match := _YEAR_FIRST.search(text):
        return _iso(match[1], match[3], match[4])
    if match := _COMPACT.match(text):
        return _iso(match[1], match[2], match[3])
    if match := _DAY_FIRST.search(text):
        return _iso(match[3], match[2], match[1])
    if match := _MONTH_FIRST.search(text) or _YEAR_LAST.search(text):
        return _iso(match[3], match[1], match[2])
    return _date_in_figures(text)


def plain_date(iso: str) -> str:
    """A date of ISO 8601 as a reader expects it: `2025-10-24` as `24 Oct 2025`.

    A month (`2025-10`) becomes `Oct 2025`; what is no date stays as it is.
    """
    match = _ISO.fullmatch(iso)
    if not match or not 1 <= int(match[2]) <= len(MONTHS):
        return iso
    day = str(int(match[3])) if match[3] else ""
    return " ".join(filter(None, (day, MONTHS[int(match[2]) - 1][:3], match[1])))


def plain_minute(iso: str) -> str:
    """A time of ISO 8601 as a reader expects it: `24 Oct 2025, 09:05 UTC`.

    One that names no zone is of UTC; a day stays a day, and what is no time stays as it is.
    """
    if _ISO.fullmatch(iso):
        return plain_date(iso)
    try:
        time = datetime.datetime.fromisoformat(iso)
        time = time.astimezone(datetime.UTC) if time.tzinfo else time
    except (ValueError, OverflowError):
        return iso
    return f"{plain_date(time.date().isoformat())}, {time:%H:%M} UTC"


def _date_in_figures(text: str) -> str | None:
    """A date in figures with the year last, where only one order of day and month is possible."""
    match = _FIGURES.search(text)
    if not match:
        return None
    if match[2] == ".":  # where the day is usually first
        return _iso(match[4], match[3], match[1]) or _iso(match[4], match[1], match[3])
    orders = {_iso(match[4], match[3], match[1]), _iso(match[4], match[1], match[3])} - {None}
    return orders.pop() if len(orders) == 1 else None


def _iso(year: str, month: str, day: str) -> str | None:
    """The date in ISO 8601; None if there is no such day."""
    number = int(month) if month.isdigit() else month_number(month)
    try:
        return datetime.date(int(year), number, int(day)).isoformat()
    except ValueError:
        return None
