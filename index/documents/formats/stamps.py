"""When an event of a calendar is (RFC 5545): its stamps → days and hours in words."""

import datetime
import re
import zoneinfo
from collections.abc import Mapping
from functools import lru_cache

_TIME = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?", re.I)
_DURATION = re.compile(
    r"\+?P(?:(\d{1,4})W)?(?:(\d{1,4})D)?(?:T(?:(\d{1,4})H)?(?:(\d{1,4})M)?(?:\d{1,6}S)?)?"
)
_ZONE = re.compile(r';TZID=(?:"([^"]{1,60})"|([^;:"]{1,60}))', re.I)
_UTC = "UTC"
_MIDNIGHT = "24:00"

Time = tuple[str, str, str]
"""A day, an hour and the name of a zone; the last two may be empty."""


def when(fields: Mapping[str, tuple[str, str]]) -> str:
    """When an event is, such as `2024-03-19 14:00 to 15:30 (Europe/Berlin)`; empty if unknown.

    Args:
        fields: of the event: the parameters and the value of each.
    """
    start, end = (time_of(*fields.get(name, ("", ""))[::-1]) for name in ("DTSTART", "DTEND"))
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


def local_day(stamp: str, zone: str) -> str:
    """The day of a stamp where an event is; empty if it is none.

    A stamp in UTC may be of the day before or after; what cannot be told says that it is in UTC.

    Args:
        stamp: such as `20240701T035959Z`.
        zone: that the event begins in; empty if it does not say.
    """
    found = time_of(stamp)
    if not found or found[2] != _UTC or zone == _UTC:
        return found[0] if found else ""
    day, clock, _ = found
    known = _known_zone(zone)
    at = datetime.datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=datetime.UTC)
    try:
        return at.astimezone(known).date().isoformat() if known else f"{day} (UTC)"
    except OverflowError:
        return f"{day} (UTC)"


@lru_cache(maxsize=1_000)
def _known_zone(name: str) -> zoneinfo.ZoneInfo | None:
    try:
        return zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return None


def time_of(stamp: str, parameters: str = "") -> Time | None:
    """The day, the hour and the zone of a stamp such as `20240402T060000Z`; None if it is none."""
    found = _TIME.match(stamp)
    if not found:
        return None
    day, clock = f"{found[1]}-{found[2]}-{found[3]}", f"{found[4]}:{found[5]}" if found[4] else ""
    is_late = clock == _MIDNIGHT  # the end of a day is the first hour of the next one
    try:
        at = datetime.datetime.fromisoformat(f"{day} {'00:00' if is_late else clock or '00:00'}")
    except ValueError:
        return None
    if is_late:
        day, clock = _day_after(at.date()), "00:00"
    stated = _ZONE.search(parameters)
    return day, clock, _UTC if found[6] else (stated[1] or stated[2]) if stated else ""


def _day_after(day: datetime.date) -> str:
    try:
        return (day + datetime.timedelta(days=1)).isoformat()
    except OverflowError:
        return day.isoformat()


def _end_by_length(start: Time, length: str) -> Time | None:
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
