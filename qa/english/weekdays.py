"""The days of the week that a cell says, also shortened, and those between two of them."""

import re

from index.text.dates import WEEKDAYS
from index.text.words import words

_STEMS = tuple(words(day)[0] for day in WEEKDAYS)
_DAY = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun)(?:s?days?|s|rs|nes|nesdays?|rsdays?|urdays?)?\b\.?"
_DAYS = re.compile(rf"\b{_DAY}(?:\s?(?:-|–|—|to|until)\s?{_DAY})?")
_PLACES = {day[:3]: n for n, day in enumerate(WEEKDAYS)}


def days_in(text: str) -> frozenset[str]:
    """The stems of the days that a text says: of "Mon–Wed", those of three days.

    Args:
        text: any. Days have a capital letter, or else "sun" and "sat" are words.
    """
    found: set[str] = set()
    for match in _DAYS.finditer(text):
        first = _PLACES[match[1]]
        last = _PLACES[match[2] or match[1]]
        found.update(_STEMS[(first + n) % 7] for n in range((last - first) % 7 + 1))
    return frozenset(found)
