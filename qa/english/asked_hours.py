"""Questions for opening hours, and the lines that tell them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from index.text.dates import MONTH, WEEKDAYS, month_number
from index.text.words import words
from qa.english.asked_rows import NARROWED
from qa.english.weekdays import days_of

_SEASON = "spring|summer|autumn|fall|winter"
_DAYS = "|".join(WEEKDAYS)
_CLOCK = r"(?:\d{1,2}(?:[:.]\d\d)?(?: ?[ap]\.?m\b\.?)?|(?:12 )?noon|midday|midnight)"
_ASKS = (
    r"(?:at |(?P<until>until |till )|from )?(?:what time|when) (?:does|do|is|are) (?:the )?"
    r"(?P<when>.+?) (?P<verb>open|close|shut)(?P<of_when>\b.*)",
    r"(?:what are|when are) (?:the )?(?:opening (?:hours|times)|hours)(?: of| for| at)? ?(?:the )?"
    r"(?P<hours>.+)",
    r"(?:what are) (?:the )?(?P<of_hours>.+?)(?:[’']s)? (?:opening (?:hours|times)|hours)"
    r"(?P<rest_hours>\b.*)",
    r"(?:is|are) (?:the )?(?P<polar>.+?) (?P<state>open|closed|shut)(?P<of_polar>\b.*)",
    r"does (?:the )?(?P<polar2>.+?) (?P<state2>open|close)(?P<of_polar2>\b.*)",
)
_READINGS = tuple(re.compile(asks, re.IGNORECASE) for asks in _ASKS)
_IS_OPEN = re.compile(r"(?:at )?(?:what time|when) (?:is|are)\b", re.IGNORECASE)
_DOES = re.compile(r"does\b", re.IGNORECASE)
_OF_NOTHING = re.compile(r"what are (?:the )?opening (?:hours|times)\Z", re.IGNORECASE)
_TIME = re.compile(
    rf"\b(?:(?:in|on|during|the|a|every|and|or) ){{0,4}}(?:(?P<month>{MONTH})|(?P<season>{_SEASON})"
    rf"|(?P<day>(?:{_DAYS})s?|weekdays|weekends?|daily))\b",
    re.IGNORECASE,
)
_SPAN_OF_DAYS = re.compile(
    rf"\b(?:(?:on|from) )?(?:(?P<first>{_DAYS})s?\s?(?:to\b|until\b|till\b|through\b|[-–—])"
    rf"|between (?P<low>{_DAYS})s? and\b)\s?(?P<last>{_DAYS})s?\b",
    re.IGNORECASE,
)
_HALF_A_SPAN = re.compile(
    rf"\bbetween\b|\b(?:to|until|till|through) (?:{_DAYS})|\b(?:{_DAYS})s?\s?[-–—]",
    re.IGNORECASE,
)
_SMALL = re.compile(r"\b(?:in|on|at|of|the|a|during|every|each)\b", re.IGNORECASE)
_AT = re.compile(rf"\b(?:still )?at (?P<clock>{_CLOCK}(?: o[’']clock)?)(?!\w)", re.IGNORECASE)
_TIME_OF_DAY = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap])?|(?P<noon>noon|midday)|midnight",
    re.IGNORECASE,
)

CLOSED = re.compile(r"(?:is |are )?(?:closed|shut|no opening|not open)", re.IGNORECASE)
"""What a line says of a day on which nothing is open."""

HOURS = re.compile(
    rf"(?:from |open |open from )?(?P<opens>{_CLOCK}) ?(?:-|–|—|to|until|till) ?"
    rf"(?P<closes>{_CLOCK})",
    re.IGNORECASE,
)
"""From when until when something is open."""

_DAY_LINE = re.compile(
    r"(?:[-*•] )?(?P<days>[A-Za-z][A-Za-z ,&/.–—-]{1,60}?)(?::|,| –)? +"
    rf"(?P<told>{HOURS.pattern}|{CLOSED.pattern})\.?",
    re.IGNORECASE,
)
_MONTHS = re.compile(
    rf"(?P<first>{MONTH})\b\.?(?: ?(?:-|–|—|to|until|till|through) ?(?P<last>{MONTH})\b\.?)?"
)


@dataclass(frozen=True, slots=True)
class HoursAsked:
    """A question for opening hours.

    Attributes:
        subject: what is open.
        days: of the week, 0 for Monday; none if it does not say.
        month: from 1; 0 if it does not say.
        season: in small letters; empty if it does not say.
        asks: "open" or "close" for that time, "hours" for both, "polar" for yes or no.
        closed: whether it is asked if something is closed.
        at: the time of day, as it is said; empty if it is not.
        turns: "open" or "close" if it is asked whether that happens at the time of day; else empty.
    """

    subject: str
    days: frozenset[int]
    month: int
    season: str
    asks: str
    closed: bool = False
    at: str = ""
    turns: str = ""


def hours_asked(question: str) -> HoursAsked | None:
    """What a question asks of opening hours, if it says a day, a month or a season; else None."""
    asked = question.rstrip("?.! ")
    match = next(filter(None, (one.fullmatch(asked) for one in _READINGS)), None)
    if match is None or NARROWED.search(asked) or _OF_NOTHING.match(asked):
        return None
    groups = {name.rstrip("2"): text for name, text in match.groupdict().items() if text}
    said = " ".join(groups.get(name, "") for name in _SAID)
    polar = "polar" in groups
    clock = _AT.search(said) if polar else None
    said = _AT.sub(" ", said) if clock else said
    times = list(_TIME.finditer(_SPAN_OF_DAYS.sub(" ", said)))
    months = {month_number(one["month"]) for one in times if one["month"]}
    seasons = {one["season"].lower().replace("fall", "autumn") for one in times if one["season"]}
    days = _days_said(said)
    asks = "polar" if polar else _asks(asked, groups)
    bounded = times or days or clock or {"hours", "of_hours"} & groups.keys()
    half = _HALF_A_SPAN.search(_SPAN_OF_DAYS.sub(" ", said))
    if not (bounded and asks) or half or len(months) + len(seasons) > 1:
        return None
    state = groups.get("state", "").lower()
    bare = _TIME.sub(" ", _SPAN_OF_DAYS.sub(" ", said))
    subject = " ".join(_SMALL.sub(" ", bare).split())
    month, season = max(months, default=0), max(seasons, default="")
    at = clock["clock"] if clock else ""
    turns = state if at and _DOES.match(asked) else ""
    closed = polar and state != "open" and not turns
    return HoursAsked(subject, days, month, season, asks, closed, at, turns)


def _days_said(said: str) -> frozenset[int]:
    """The days of the week that some words name, with those between two of them."""
    spans = list(_SPAN_OF_DAYS.finditer(said))
    named = [one["day"] for one in _TIME.finditer(_SPAN_OF_DAYS.sub(" ", said)) if one["day"]]
    named += [f"{one['first'] or one['low']} to {one['last']}" for one in spans]
    return frozenset(day for text in named for day in days_of(text))


def open_at(at: str, opens: str, closes: str) -> bool | None:
    """Whether a time of day lies within hours; None where it is not plain which half it is of."""
    hours, times = _span(opens, closes), times_meant(at)
    if hours is None or not times:
        return None
    first, last = hours
    within = {any(first <= t < last for t in (time, time + _DAY_LONG)) for time in times}
    return within.pop() if len(within) == 1 else None


def turns_at(at: str, opens: str, closes: str, verb: str) -> bool | None:
    """Whether hours begin, or end, at a time of day; None where it is not plain.

    Args:
        at: the time.
        opens: where the hours begin.
        closes: where they end.
        verb: "open" or "close".
    """
    hours, times = _span(opens, closes), times_meant(at)
    if hours is None or not times:
        return None
    turn = hours[0] if verb == "open" else hours[1]
    return turn % _DAY_LONG in {time % _DAY_LONG for time in times}


def _span(opens: str, closes: str) -> tuple[int, int] | None:
    """The minutes of the day between which hours lie; None where "9–5" may be of either half."""
    told = [_TIME_OF_DAY.match(text.strip()) for text in (opens, closes)]
    first, last = (_minutes(one) if one else -1 for one in told)
    plain = all(one and (one["half"] or not one["hour"]) for one in told)
    late = any(one and int(one["hour"] or 0) > 12 for one in told)
    in_order = all(one and one["minute"] for one in told) and first < last
    if not all(told) or not (plain or late or in_order):
        return None
    return first, last if last > first else last + _DAY_LONG


def times_meant(at: str) -> set[int]:
    """The minutes of the day that a time may mean: "at 3" is at night, or in the afternoon."""
    told = _TIME_OF_DAY.match(at.strip())
    hour = (told["hour"] or "") if told else ""
    if told is None or int(hour or 0) > 24:
        return set()
    if told["half"] or not hour or hour.startswith("0") or int(hour) > 12:
        return {_minutes(told)}
    early = _minutes(told) % _HALF_A_DAY
    return {early, early + _HALF_A_DAY}


_DAY_LONG = 24 * 60
_HALF_A_DAY = 12 * 60


def _minutes(told: re.Match[str]) -> int:
    """A time of day in minutes from midnight."""
    if not told["hour"]:
        return _HALF_A_DAY if told["noon"] else 0
    hour = int(told["hour"])
    if told["half"]:
        hour = hour % 12 + (12 if told["half"].lower() == "p" else 0)
    return 60 * hour + int(told["minute"] or 0)


def _asks(asked: str, groups: Mapping[str, str]) -> str:
    """What is asked of the hours; empty where it is when something is shut.

    "Until when is it open?" asks when it closes, "When is it open?" for both.
    """
    is_open = "until" in groups or bool(_IS_OPEN.match(asked))
    if is_open and groups["verb"].lower() != "open":
        return ""
    if is_open:
        return "close" if "until" in groups else "hours"
    return groups.get("verb", "hours").lower().replace("shut", "close")


_SAID = ("when", "of_when", "hours", "of_hours", "rest_hours", "polar", "of_polar")
"""Parts of a question that say what is open, and when."""


@dataclass(frozen=True, slots=True)
class DayLine:
    """A line that tells the hours of some days.

    Attributes:
        days: of the week, 0 for Monday.
        opens: where the time stands, in characters of the line; None if it is closed.
        closes: likewise.
        told: where the hours stand, or that it is closed.
    """

    days: frozenset[int]
    opens: tuple[int, int] | None
    closes: tuple[int, int] | None
    told: tuple[int, int]


def day_line(line: str) -> DayLine | None:
    """The hours of some days, "Monday to Friday: 9 am to 8 pm"; None where a line is none of it."""
    match = _DAY_LINE.fullmatch(line.strip())
    days = days_of(match["days"].strip(" :,–")) if match else frozenset()
    if match is None or not days:
        return None
    if not match["opens"]:
        return DayLine(days, None, None, match.span("told"))
    return DayLine(days, match.span("opens"), match.span("closes"), match.span("told"))


_NEXT_DAY = re.compile(
    r"(?<=\.)\s+(?=[A-Z])|(?<!\s)(?<!\bto)(?<!\band)(?<!til)(?<!till)(?<!ough)(?<![,&/–—-])\s+"
    rf"(?=(?:{_DAYS})s?\b[A-Za-z ,&/.–—-]{{0,60}}:)"
)


_CLOSED_BESIDES = re.compile(r"closed (?:on|at|over) [a-z ]{1,40}\.?", re.IGNORECASE)
"""What may stand behind the lines of days: "Closed on bank holidays."."""


def day_lines(text: str) -> list[tuple[int, int, DayLine]]:
    """The lines of days that a line of text holds one behind the other, each with its place.

    Some formats run the lines of a paragraph together. None where something else stands between
    them, or above them but for "Opening hours:", or where they are of several times of the year.
    """
    if months_of(text) or seasons_of(text):
        return []
    edges = [(m.start(), m.end()) for m in _NEXT_DAY.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    pieces = [(a, b) for a, b in zip(starts, ends, strict=True) if text[a:b].strip()]
    if pieces and OF_HOURS.issuperset(words(text[slice(*pieces[0])])):
        pieces = pieces[1:]
    if pieces and _CLOSED_BESIDES.fullmatch(text[slice(*pieces[-1])].strip()):
        pieces = pieces[:-1]
    found = [(a, b, line) for a, b in pieces if (line := day_line(text[a:b]))]
    return found if len(found) == len(pieces) else []


def months_of(line: str) -> frozenset[int]:
    """The months that a line says: of "October to April", those of seven months."""
    found = set[int]()
    for match in _MONTHS.finditer(line):
        first = month_number(match["first"])
        last = month_number(match["last"]) if match["last"] else first
        found.update((first + n - 1) % 12 + 1 for n in range((last - first) % 12 + 1))
    return frozenset(found)


OF_HOURS = frozenset(words("open opening hours times"))
"""Stems of what a heading says that is of hours at all."""


def seasons_of(line: str) -> frozenset[str]:
    """The seasons that a line says."""
    said = re.findall(rf"\b(?:{_SEASON})\b", line, re.IGNORECASE)
    return frozenset(one.lower().replace("fall", "autumn") for one in said)


def without_times(line: str) -> str:
    """A line without the months, the seasons and the days that it says."""
    return _TIME.sub(" ", line)
