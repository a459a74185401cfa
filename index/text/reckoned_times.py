"""Times that are reckoned from a day: "three months ago", "last week", "on Monday", "now".

Each function reads a match of one of the patterns in `index/text/time_rules.py`.
"""

import datetime
import re
from dataclasses import replace

from index.text import periods
from index.text.calendar_times import season_in
from index.text.dates import WEEKDAYS, month_number
from index.text.periods import Period
from index.text.time_atoms import Atom, Place

_COUNTING = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve",
)  # fmt: skip
NUMBERS = {word: number for number, word in enumerate(_COUNTING, start=1)} | {
    "a": 1,
    "an": 1,
    "couple": 2,
    "few": 3,
    "twenty": 20,
    "thirty": 30,
    "fifty": 50,
}


def past_or_next(place: Place) -> Atom | None:
    """`the past three months`, `the next two days`, `the coming week`."""
    found = place.match
    count = _number(found["n"] or "one")
    ahead = found["way"].lower() in ("next", "coming", "following")

    def stretch(today: datetime.date) -> Period:
        other = _moved(today, count if ahead else -count, found["unit"])
        return Period(today, other) if ahead else Period(other, today)

    return place.from_today(stretch)


def ago(place: Place) -> Atom | None:
    """`three months ago`."""
    return place.from_today(lambda day: _at(day, -_number(place.match["n"]), place.match["unit"]))


def in_so_long(place: Place) -> Atom | None:
    """`in two weeks`, where something is to come."""
    if not place.ahead():
        return None
    return place.from_today(lambda day: _at(day, _number(place.match["n"]), place.match["unit"]))


def _number(word: str) -> int:
    word = word.lower().removeprefix("a ").removesuffix(" of")
    return int(word) if word.isdigit() else NUMBERS[word or "a"]


def _moved(day: datetime.date, count: int, unit: str) -> datetime.date:
    """A day so many days, weeks, months, years or decades later; a month's last day at most.

    Raises:
        OverflowError, ValueError: if there is no such day.
    """
    if unit.startswith(("day", "week", "fortnight")):
        size = 1 if unit.startswith("day") else 7 if unit.startswith("week") else 14
        return day + datetime.timedelta(count * size)
    size = next(n for word, n in (("month", 1), ("year", 12), ("decade", 120)) if word in unit)
    month = periods.months(day.year, day.month + count * size)
    if not month.first or not month.last:
        raise ValueError(f"a month has two ends: {month}")
    return month.first.replace(day=min(day.day, month.last.day))


def _at(day: datetime.date, count: int, unit: str) -> Period:
    """The day, or as coarse as the unit is the week around it, the month or the year."""
    there = _moved(day, count, unit)
    if unit.startswith("day"):
        return Period(there, there)
    if unit.startswith(("week", "fortnight")):
        return Period(there - datetime.timedelta(3), there + datetime.timedelta(3))
    if unit.startswith("month"):
        return periods.months(there.year, there.month)
    return periods.year(there.year)


def last_this_next(place: Place) -> Atom | None:
    """`last week`, `this month`, `next year`, `last weekend`, `this quarter`."""
    way, unit = place.match["way"].lower(), place.match["unit"].lower()
    step = {"last": -1, "previous": -1, "this": 0, "the current": 0, "next": 1}[way]

    def stretch(today: datetime.date) -> Period:
        if unit == "week":
            return periods.week(today, step)
        if unit == "weekend":
            saturday = today + datetime.timedelta(5 - today.weekday() + 7 * step)
            if step < 0 and today.weekday() >= 5:
                saturday = today - datetime.timedelta(today.weekday() + 2)
            return Period(saturday, saturday + datetime.timedelta(1))
        if unit == "month":
            return periods.months(today.year, today.month + step)
        if unit == "quarter":
            return periods.months(today.year, (today.month - 1) // 3 * 3 + 1 + 3 * step, 3)
        if unit == "decade":
            first = today.year // 10 * 10 + 10 * step
            return periods.years(first, first + 9)
        if unit == "century":
            first = (today.year - 1) // 100 * 100 + 1 + 100 * step
            return periods.years(first, first + 99)
        return periods.year(today.year + step)

    return place.from_today(stretch)


def weekend(place: Place) -> Atom | None:
    """`over the weekend`: the last one that has begun, or the next."""
    ahead = place.ahead()

    def stretch(today: datetime.date) -> Period:
        saturday = today - datetime.timedelta((today.weekday() - 5) % 7)
        if ahead and today.weekday() < 5:
            saturday += datetime.timedelta(7)
        return Period(saturday, saturday + datetime.timedelta(1))

    return place.from_today(stretch)


def part_of_now(place: Place) -> Atom | None:
    """`earlier this month`, `so far this year`, `later this week`."""
    whole = last_this_next(place)
    if not whole or not place.today:
        return None
    if place.match["part"].lower().startswith("later"):
        return place.atom(Period(place.today, whole.period.last), "relative")
    return place.atom(Period(whole.period.first, place.today), "relative")


def near_day(place: Place) -> Atom | None:
    """`yesterday`, `tomorrow evening`, `tonight`, `the day before yesterday`."""
    word = re.sub(r"\s+", " ", place.match[0].lower())
    steps = (("the day before yesterday", -2), ("the day after tomorrow", 2), ("yesterday", -1))
    step = next((n for start, n in steps if word.startswith(start)), None)
    if step is None:
        step = 1 if word.startswith("tomorrow") else -1 if word == "last night" else 0
    return place.from_today(lambda day: _on(day + datetime.timedelta(step)))


def _on(day: datetime.date) -> Period:
    return Period(day, day)


def weekday(place: Place) -> Atom | None:
    """`on Monday`, `last Tuesday`, `next Friday`."""
    which = (place.match["which"] or "").lower()
    number = WEEKDAYS.index(place.match["weekday"])
    ahead = which in ("next", "coming") or (not which and place.ahead())

    def stretch(today: datetime.date) -> Period:
        if which == "this":
            return _on(today + datetime.timedelta(number - today.weekday()))
        if ahead:
            days = (number - today.weekday()) % 7
            return _on(today + datetime.timedelta(days or (7 if which == "next" else 0)))
        days = (today.weekday() - number) % 7
        if which == "last" and days == 1:  # the day before is "yesterday"
            days += 7
        return _on(today - datetime.timedelta(days or (7 if which else 0)))

    return place.from_today(stretch)


def month(place: Place) -> Atom | None:
    """A month without its year, where a word before it says that it is one."""
    number = month_number(place.match["month"])
    which = (place.match["which"] or "").lower()
    if which == "this":
        return place.from_today(lambda today: periods.months(today.year, number))
    ahead = {"last": False, "past": False, "next": True, "coming": True}.get(which)
    found = place.every_year(lambda year: periods.months(year, number), ahead)
    today = place.today
    if which in ("last", "next") and today and found.period.overlaps(_on(today)):
        return place.atom(periods.months(today.year + (-1 if which == "last" else 1), number))
    return found


def season_near(place: Place) -> Atom | None:
    """`last winter`, `this summer`, `in the autumn`."""
    which = (place.match["which"] or "").lower()
    season = place.match["season"]
    ahead = {"last": False, "past": False, "next": True, "coming": True}.get(which)
    today = place.today
    if which == "this" and today:
        winter = season.lower() == "winter" and today.month < 7
        return place.atom(season_in(today.year - winter, season), "relative")
    found = place.every_year(lambda year: season_in(year, season), ahead)
    if which == "last" and today and found.period.overlaps(_on(today)):
        number = found.period.first.year - 1 if found.period.first else today.year
        return place.atom(season_in(number, season), "relative")
    return found


def now(place: Place) -> Atom | None:
    """`now`, `at present`, `the latest`."""
    return place.from_today(_on, "now")


def month_after(place: Place) -> Atom | None:
    """A month behind a word that is none of the phrase itself."""
    found = month(place)
    return replace(found, start=place.match.start("month")) if found else None


def month_of_pair(place: Place) -> Atom | None:
    """A month among words that are none of the phrase itself."""
    found = month_after(place)
    return replace(found, end=place.match.end("month")) if found else None
