"""Events in a calendar that comes with a mail (iCalendar, RFC 5545) → lines of text.

What is said of each: what it is, when, where, who invites, and what is written about it.
"""

import datetime
import re
from collections.abc import Iterator

_MOST_EVENTS = 100
_MOST_LINES = 20_000
_LINE = re.compile(r'([A-Za-z-]{1,40})((?:;(?:[^:"]|"[^"]*")*)?):(.*)')
_ESCAPED = re.compile(r"\\([nN\\,;])")
_FOLDED = re.compile(r"\r?\n[ \t]")
_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
_ZONE = re.compile(r';TZID="?([^;:"]{1,60})', re.I)
_NAME = re.compile(r';CN=(?:"([^"]{1,80})"|([^;:"]{1,80}))', re.I)

Field = tuple[str, str]
"""The parameters of a property, and its value."""


def event_lines(calendar: str) -> list[str]:
    """The lines of the events in a calendar; empty if there is none."""
    lines: list[str] = []
    fields: dict[str, Field] = {}
    inside: list[str] = []
    count = 0
    is_off = bool(re.search(r"^METHOD:CANCEL\b", calendar, re.M | re.I))
    for line in _FOLDED.sub("", calendar).splitlines()[:_MOST_LINES]:
        found = _LINE.fullmatch(line.rstrip())
        if not found:
            continue
        name, value = found[1].upper(), found[3]
        if name == "BEGIN":
            inside.append(value.strip().upper())
            fields = {} if inside[-1] == "VEVENT" else fields
        elif name == "END" and inside:
            if inside.pop() == "VEVENT" and count < _MOST_EVENTS:
                count += 1
                lines += filter(None, _event(fields, is_off=is_off))
        elif inside and inside[-1] == "VEVENT":
            fields.setdefault(name, (found[2], _plain(value)))
    return lines


def _event(fields: dict[str, Field], *, is_off: bool) -> Iterator[str]:
    """What is said of one event, a line each."""

    def value(name: str) -> str:
        return " ".join(fields.get(name, ("", ""))[1].split())

    is_off = is_off or value("STATUS").upper() == "CANCELLED"
    yield f"{'Cancelled event' if is_off else 'Event'}: {value('SUMMARY') or 'without a name'}"
    if when := _when(fields):
        yield f"When: {when}"
    if rule := re.search(r"FREQ=([A-Z]{1,12})", value("RRULE")):
        yield f"Repeated: {rule[1].lower()}"
    if where := value("LOCATION"):
        yield f"Where: {where}"
    if host := _NAME.search(fields.get("ORGANIZER", ("", ""))[0]):
        yield f"Organiser: {host[1] or host[2]}"
    yield from (
        " ".join(line.split()) for line in fields.get("DESCRIPTION", ("", ""))[1].split("\n")
    )


def _when(fields: dict[str, Field]) -> str:
    """When an event is, such as `2024-03-19 14:00 to 15:30 (Europe/Berlin)`; empty if unknown."""
    start, end = (_time(fields.get(name, ("", ""))[1]) for name in ("DTSTART", "DTEND"))
    if start is None:
        return ""
    (day, clock, zone), text = start, " ".join(filter(None, start[:2]))
    if end is not None:
        last = end[0] if end[1] else _day_before(end[0])  # a day at its end is the next one
        other = " ".join(filter(None, (last if last != day else "", end[1])))
        text += f" to {other}" if other and (clock or last > day) else ""
    stated = _ZONE.search(fields["DTSTART"][0])
    zone = zone or (stated[1] if stated else "")
    return f"{text} ({zone})" if zone else text


def _time(stamp: str) -> tuple[str, str, str] | None:
    """The day, the hour and the zone, if it is UTC, of a stamp such as `20240402T060000Z`."""
    found = _TIME.match(stamp)
    if not found:
        return None
    clock = f"{found[4]}:{found[5]}" if found[4] else ""
    return f"{found[1]}-{found[2]}-{found[3]}", clock, "UTC" if found[6] else ""


def _day_before(day: str) -> str:
    try:
        return (datetime.date.fromisoformat(day) - datetime.timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):
        return day


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value)
