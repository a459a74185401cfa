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
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d{1,6}S)?)?"
)
_ENDS_LINE = re.compile(r"\r\n|\n|\r")
_METHOD = re.compile(r"^METHOD:(\w{1,20})", re.M | re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_EVERY = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_LEFT_OUT = "EXDATE"
_READ_OF_RULE = ("FREQ", "INTERVAL", "UNTIL", "COUNT", "BYDAY", "WKST")
_ZONE = re.compile(r';TZID="?([^;:"]{1,60})', re.I)
_NAME = re.compile(r';CN=(?:"([^"]{1,80})"|([^;:"]{1,80}))', re.I)

Field = tuple[str, str]
"""The parameters of a property, and its value."""


def event_lines(calendar: str) -> list[str]:
    """The lines of the events in a calendar; empty if there is none."""
    said = _METHOD.search(calendar)
    method = said[1].upper() if said else ""
    if method == "REPLY":
        return []  # it says only whether someone comes
    lines: list[str] = []
    fields: dict[str, Field] = {}
    inside: list[str] = []
    count = 0
    unfolded = _ENDS_LINE.split(_FOLDED.sub("", calendar))
    for line in unfolded[:_MOST_LINES]:
        found = _LINE.fullmatch(line.rstrip())
        if not found:
            continue
        name, value = found[1].upper(), found[3]
        if name == "BEGIN":
            inside.append(value.strip().upper())
            fields = {} if inside[-1] == "VEVENT" else fields
        elif name == "END" and inside:
            if inside.pop() == "VEVENT":
                count += 1
                lines += filter(None, _event(fields, method)) if count <= _MOST_EVENTS else ()
        elif inside and inside[-1] == "VEVENT":
            key = f"{name} {len(fields)}" if name == _LEFT_OUT else name  # it may come again
            fields.setdefault(key, (found[2], _plain(value)))
    if count > _MOST_EVENTS or len(unfolded) > _MOST_LINES:
        lines.append("The calendar holds more events, which are not read.")
    return lines


def _event(fields: dict[str, Field], method: str) -> Iterator[str]:
    """What is said of one event, a line each.

    Args:
        fields: of the event, by their names.
        method: what the calendar was sent for; empty if it does not say.
    """

    def value(name: str) -> str:
        return " ".join(fields.get(name, ("", ""))[1].split())

    kind = _KINDS.get(method) or _KINDS.get(value("STATUS").upper(), "Event")
    yield f"{kind}: {value('SUMMARY') or 'without a name'}"
    if when := _when(fields):
        yield f"When: {when}"
    if often := _repeated(value("RRULE").upper()):
        yield f"Repeated: {often}"
        left_out = [value(name).split(",") for name in fields if name.startswith(_LEFT_OUT)]
        stamps = (_time(stamp.strip()) for part in left_out for stamp in part)
        if days := [stamp[0] for stamp in stamps if stamp]:
            yield f"Not on: {', '.join(days)}"
    if where := value("LOCATION"):
        yield f"Where: {where}"
    if host := _NAME.search(fields.get("ORGANIZER", ("", ""))[0]):
        yield f"Organiser: {host[1] or host[2]}"
    yield from (
        " ".join(_TAG.sub(" ", line).split())
        for line in fields.get("DESCRIPTION", ("", ""))[1].split("\n")
    )


_KINDS = {
    "CANCEL": "Cancelled event",
    "CANCELLED": "Cancelled event",
    "COUNTER": "Proposed event",
    "TENTATIVE": "Tentative event",
}
"""What an event is called, by what its calendar was sent for, or its state."""


def _repeated(rule: str) -> str:
    """How often an event comes back, such as `weekly until 2024-06-30`; empty if not all is read.

    The days of the week are left out where its first day tells them.
    """
    parts = dict(part.partition("=")[::2] for part in rule.split(";") if part)
    every = _EVERY.get(parts.get("FREQ", ""))
    step = parts.get("INTERVAL", "1")
    is_read = set(parts) <= set(_READ_OF_RULE) and step.isdecimal()
    days = parts.get("BYDAY", "").split(",")
    if not every or not is_read or (days != [""] and (every != "week" or len(days) > 1)):
        return ""
    often = parts["FREQ"].lower() if step == "1" else f"every {step} {every}s"
    if count := parts.get("COUNT"):
        return f"{often}, {count} times" if count.isdecimal() else ""
    if "UNTIL" in parts:
        last = _time(parts["UNTIL"])
        return f"{often} until {last[0]}" if last else ""
    return often


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
