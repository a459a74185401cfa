"""The days of the week that a cell says or is, also shortened, and those between two of them."""

import re
from itertools import pairwise

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


_SHORT = [day[:3].lower() for day in WEEKDAYS]
_WHOLE_DAYS = re.compile(
    r"\b(?P<day>mon|tues?|wed|thu|fri|sat|sun)(?:[a-z]*days?|rs?|s)?\b\.?", re.IGNORECASE
)
_TO = re.compile(r"-|–|—|to|until|till|through", re.IGNORECASE)
_REST = re.compile(r"(?:,|;|/|&|\+|and|or|on|every)?", re.IGNORECASE)
_ALL_WEEK = {
    "daily": range(7), "every day": range(7), "all week": range(7), "weekdays": range(5),
    "weekends": range(5, 7), "weekend": range(5, 7),
}  # fmt: skip


def days_of(value: str) -> frozenset[int]:
    """The days of the week that a cell names, 0 for Monday; none if it says anything else.

    A range covers what lies in it: "Tue-Thu" has Wednesday, "Sat to Mon" has Sunday.
    """
    whole = _ALL_WEEK.get(value.strip(" .").lower())
    if whole is not None:
        return frozenset(whole)
    found: set[int] = set()
    matches = list(_WHOLE_DAYS.finditer(value))
    if not matches:
        return frozenset()
    between = [value[a.end() : b.start()].strip() for a, b in pairwise(matches)]
    edges = (value[: matches[0].start()], value[matches[-1].end() :])
    if not all(_REST.fullmatch(edge.strip(" .")) for edge in edges):
        return frozenset()
    days = [_SHORT.index(match["day"].lower()[:3]) for match in matches]
    found.update(days)
    for (a, b), gap in zip(pairwise(days), between, strict=True):
        if _TO.fullmatch(gap):
            found.update((a + n) % 7 for n in range((b - a) % 7))
        elif not _REST.fullmatch(gap):
            return frozenset()
    return frozenset(found)
