"""Events in a calendar (iCalendar, RFC 5545), which may come with a mail → lines of text.

What is said of each: what it is, when, where, who invites, and what is written about it.
"""

import datetime
import re
from collections import Counter
from typing import NamedTuple

from index.documents.formats.repeats import repeated

_MOST_EVENTS = 100
_MOST_LINES = 20_000
_LINE = re.compile(r'([A-Za-z-]{1,40})((?:;(?:[^:"]|"[^"]*")*)?):(.*)')
_ESCAPED = re.compile(r"\\([nN\\,;])")
_FOLDED = re.compile(r"\r?\n[ \t]")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d{1,6}S)?)?"
)
_ENDS_LINE = re.compile(r"\r\n|\n|\r")
_METHOD = re.compile(r"^METHOD:(\w{1,20})", re.M | re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_EVENT = "VEVENT"
_TITLE = "X-WR-CALNAME"
_OFTEN = ("EXDATE", "RDATE")
"""What may be said more than once of an event."""
_ZONE = re.compile(r';TZID="?([^;:"]{1,60})', re.I)
_NAME = re.compile(r';CN=(?:"([^"]{1,80})"|([^;:"]{1,80}))', re.I)

Field = tuple[str, str]
"""The parameters of a property, and its value."""


class Event(NamedTuple):
    """What is said of an event.

    Attributes:
        facts: what it is, when, where and so on: a name and a value each.
        about: the lines that are written about it.
    """

    facts: list[Field]
    about: list[str]


class Calendar(NamedTuple):
    """What is read of a calendar.

    Attributes:
        events: in its order.
        name: of the calendar itself; empty if it has none.
        method: what it was sent for, in capital letters; empty if it does not say.
        others: how many of its parts of each kind are no events, such as `VTODO`.
        is_whole: whether it was read to its end.
    """

    events: list[Event]
    name: str
    method: str
    others: Counter[str]
    is_whole: bool


def event_lines(calendar: str) -> list[str]:
    """The lines of the events in a calendar that was sent; empty if there is none."""
    read = read_calendar(calendar, _MOST_EVENTS, _MOST_LINES)
    if read.method == "REPLY":
        return []  # it says only whether someone comes
    lines = [
        line
        for event in read.events
        for line in (*(f"{name}: {value}" for name, value in event.facts), *event.about)
    ]
    if not read.is_whole:
        lines.append("The calendar holds more events, which are not read.")
    return lines


def read_calendar(calendar: str, most_events: int, most_lines: int) -> Calendar:
    """The events of a calendar, and what else is in it.

    Args:
        calendar: its text.
        most_events: that are read.
        most_lines: that are read.
    """
    said = _METHOD.search(calendar)
    method = said[1].upper() if said else ""
    events: list[Event] = []
    others: Counter[str] = Counter()
    fields: dict[str, Field] = {}
    inside: list[str] = []
    count = 0
    title = ""
    unfolded = _ENDS_LINE.split(_FOLDED.sub("", calendar))
    for line in unfolded[:most_lines]:
        found = _LINE.fullmatch(line.rstrip())
        if not found:
            continue
        name, value = found[1].upper(), found[3]
        if name == "BEGIN":
            inside.append(value.strip().upper())
            fields = {} if inside[-1] == _EVENT else fields
        elif name == "END" and inside:
            if (part := inside.pop()) == _EVENT:
                count += 1
                events += [_event(fields, method)] if count <= most_events else []
            else:
                others[part] += 1
        elif inside and inside[-1] == _EVENT:
            key = f"{name} {len(fields)}" if name in _OFTEN else name
            fields.setdefault(key, (found[2], _plain(value)))
        elif name == _TITLE:
            title = " ".join(_plain(value).split())
    return Calendar(
        events, title, method, others, count <= most_events and len(unfolded) <= most_lines
    )


def _event(fields: dict[str, Field], method: str) -> Event:
    """What is said of one event.

    Args:
        fields: of the event, by their names.
        method: what the calendar was sent for; empty if it does not say.
    """

    def value(name: str) -> str:
        return " ".join(fields.get(name, ("", ""))[1].split())

    def days(name: str) -> str:
        stamps = (
            stamp for key in fields if key.startswith(name) for stamp in value(key).split(",")
        )
        return ", ".join(time[0] for stamp in stamps if (time := _time(stamp.strip())))

    kind = _KINDS.get(method) or _KINDS.get(value("STATUS").upper(), "Event")
    host = _NAME.search(fields.get("ORGANIZER", ("", ""))[0])
    facts = [
        (kind, value("SUMMARY") or "without a name"),
        ("When", _when(fields)),
        ("In place of the one on", days("RECURRENCE-ID")),
        ("Repeated", repeated(value("RRULE").upper(), _last_day)),
        ("Also on", days("RDATE")),
        ("Not on", days("EXDATE")),
        ("Where", value("LOCATION")),
        ("Organiser", (host[1] or host[2]) if host else ""),
    ]
    about = fields.get("DESCRIPTION", ("", ""))[1].split("\n")
    plain = (" ".join(_TAG.sub(" ", line).split()) for line in about)
    return Event([fact for fact in facts if fact[1]], [line for line in plain if line])


_KINDS = {
    "CANCEL": "Cancelled event",
    "CANCELLED": "Cancelled event",
    "COUNTER": "Proposed event",
    "TENTATIVE": "Tentative event",
}
"""What an event is called, by what its calendar was sent for, or its state."""


def _last_day(stamp: str) -> str:
    found = _time(stamp)
    return found[0] if found else ""


def _when(fields: dict[str, Field]) -> str:
    """When an event is, such as `2024-03-19 14:00 to 15:30 (Europe/Berlin)`; empty if unknown."""
    start, end = (_time(*fields.get(name, ("", ""))[::-1]) for name in ("DTSTART", "DTEND"))
    if start is None:
        return ""
    end = end or _end_by_length(start, fields.get("DURATION", ("", ""))[1].strip().upper())
    (day, clock, zone), text = start, " ".join(filter(None, start[:2]))
    if end is not None:
        last = end[0] if end[1] else _day_before(end[0])  # a day at its end is the next one
        other = " ".join(filter(None, (last if last != day else "", end[1])))
        if other and clock and zone and end[2] and zone != end[2]:
            return f"{text} ({zone}) to {other} ({end[2]})"
        text += f" to {other}" if other and (clock or last > day) else ""
    return f"{text} ({zone})" if zone else text


def _time(stamp: str, parameters: str = "") -> tuple[str, str, str] | None:
    """The day, the hour and the zone of a stamp such as `20240402T060000Z`; None if it is none."""
    found = _TIME.match(stamp)
    if not found:
        return None
    day, clock = f"{found[1]}-{found[2]}-{found[3]}", f"{found[4]}:{found[5]}" if found[4] else ""
    try:
        datetime.datetime.fromisoformat(f"{day} {clock or '00:00'}")
    except ValueError:
        return None
    stated = _ZONE.search(parameters)
    return day, clock, "UTC" if found[6] else stated[1] if stated else ""


def _end_by_length(start: tuple[str, str, str], length: str) -> tuple[str, str, str] | None:
    """When an event ends that is said to last so long, such as `PT1H30M`; None if unknown."""
    found = _DURATION.fullmatch(length)
    if not found or not any(found.groups()):
        return None
    weeks, days, hours, minutes = (int(part or 0) for part in found.groups())
    lasts = datetime.timedelta(weeks=weeks, days=days, hours=hours, minutes=minutes)
    day, clock, zone = start
    try:
        end = datetime.datetime.fromisoformat(f"{day} {clock or '00:00'}") + lasts
    except OverflowError:
        return None
    return end.date().isoformat(), f"{end:%H:%M}" if clock else "", zone


def _day_before(day: str) -> str:
    try:
        return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value)
