"""Events in a calendar (iCalendar, RFC 5545), which may come with a mail → lines of text.

What is said of each: what it is, when, where, who invites, and what is written about it.
"""

import html
import re
from collections import Counter
from typing import NamedTuple

from index.documents.formats.repeats import UNREAD, repeated
from index.documents.formats.stamps import local_day, time_of, when

_MOST_EVENTS = 100
_MOST_LINES = 20_000
_LINE = re.compile(r'([A-Za-z-]{1,40})((?:;(?:[^:"]|"[^"]*")*)?):(.*)')
_ESCAPED = re.compile(r"\\([nN\\,;])")
_FOLDED = re.compile(r"\r?\n[ \t]")
_ENDS_LINE = re.compile(r"\r\n|\n|\r")
_METHOD = re.compile(r"^METHOD:(\w{1,20})", re.M | re.I)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][\dA-Fa-f]{1,6}|[A-Za-z][A-Za-z\d]{1,30});")
_EVENT, _CALENDAR = "VEVENT", "VCALENDAR"
_TITLES = ("NAME", "X-WR-CALNAME")
_OFTEN = ("EXDATE", "RDATE", "RRULE", "EXRULE", "ATTENDEE")
"""What may be said more than once of an event."""
_MAIL = "mailto:"
_THING = re.compile(r";CUTYPE=(?:ROOM|RESOURCE)\b", re.I)
_MOST_NAMED = 10
"""Of those who are invited; the others are counted."""
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
        breaks_off: whether a part of it has no end, as in a file that is cut off.
    """

    events: list[Event]
    name: str
    method: str
    others: Counter[str]
    is_whole: bool
    breaks_off: bool

    @property
    def warning(self) -> str:
        """What is said of events that may be missing; empty if none is."""
        if not self.is_whole:
            return "The calendar holds more events, which are not read"
        return "The calendar breaks off, so that events may be missing" if self.breaks_off else ""


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
    return [*lines, f"{read.warning}."] if read.warning else lines


def read_calendar(calendar: str, most_events: int, most_lines: int) -> Calendar:
    """The events of a calendar, and what else is in it.

    Args:
        calendar: its text.
        most_events: that are read.
        most_lines: that are read.
    """
    said = _METHOD.search(calendar)
    reader = _Reader(said[1].upper() if said else "", most_events)
    unfolded = _ENDS_LINE.split(_FOLDED.sub("", calendar))
    for line in unfolded[:most_lines]:
        reader.read(line)
    is_whole = len(unfolded) <= most_lines
    return reader.end(is_whole)


class _Reader:
    """Reads the lines of a calendar, the parts of which may lack their ends."""

    def __init__(self, method: str, most_events: int) -> None:
        self._method, self._most = method, most_events
        self._events: list[Event] = []
        self._count = 0
        self._title = ""
        self._others: Counter[str] = Counter()
        self._inside: list[str] = []
        self._open: Counter[str] = Counter()
        self._fields: dict[str, tuple[str, list[str]]] = {}
        self._last: list[str] = []

    def read(self, line: str) -> None:
        """Read a line, which may go on with the field above it."""
        line = line.rstrip()
        found = _LINE.fullmatch(line)
        is_in_event = self._inside[-1:] == [_EVENT]
        if not found or (is_in_event and self._last and _is_text(found)):
            self._last += [_plain(line)] if is_in_event else []
            return
        name, value = found[1].upper(), found[3]
        if name == "BEGIN":
            self._begin(value.strip().upper())
        elif name == "END":
            self._close(value.strip().upper())
        elif is_in_event:
            key = f"{name} {len(self._fields)}" if name in _OFTEN else name
            self._last = [_plain(value)]
            self._fields.setdefault(key, (found[2], self._last))
        elif name in _TITLES and self._inside[-1:] == [_CALENDAR]:
            self._title = " ".join(_plain(value).split()) or self._title

    def end(self, is_whole: bool) -> Calendar:
        """What was read; a part that is open ends here."""
        breaks_off = is_whole and bool(self._inside)
        if self._open[_EVENT] and self._fields:
            self._close(_EVENT)
        is_whole = is_whole and self._count <= self._most
        return Calendar(self._events, self._title, self._method, self._others, is_whole, breaks_off)

    def _begin(self, part: str) -> None:
        if part == _EVENT:
            self._close(_EVENT)  # none holds another
            self._fields, self._last = {}, []
        self._inside.append(part)
        self._open[part] += 1

    def _close(self, part: str) -> None:
        """End a part, and those within it that lack their ends."""
        closed = ""
        while self._open[part] and closed != part:
            closed = self._inside.pop()
            self._open[closed] -= 1
            if closed == _EVENT:
                self._count += 1
                self._events += [self._event()] if self._count <= self._most else []
            else:
                self._others[closed] += 1

    def _event(self) -> Event:
        fields = {name: (said, "\n".join(lines)) for name, (said, lines) in self._fields.items()}
        return _event(fields, self._method)


def _is_text(line: re.Match[str]) -> bool:
    """Whether a line with a colon is rather one of a text, such as `Note: bring it`."""
    name = line[1]
    is_cased = not (name.isupper() or name.islower() or name.upper().startswith("X-"))
    return is_cased or line[3].startswith("//")


def _event(fields: dict[str, Field], method: str) -> Event:
    """What is said of one event.

    Args:
        fields: of the event, by their names.
        method: what the calendar was sent for; empty if it does not say.
    """

    def value(name: str) -> str:
        return " ".join(fields.get(name, ("", ""))[1].split())

    def days(name: str) -> str:
        stamps = [stamp for key in _named(fields, name) for stamp in value(key).split(",")]
        return ", ".join(day for stamp in stamps if (day := local_day(stamp.strip(), zone)))

    start = time_of(*fields.get("DTSTART", ("", ""))[::-1])
    zone = start[2] if start else ""
    rules = [value(key).upper() for key in _named(fields, "RRULE")]
    is_simple = len(rules) <= 1 and not _named(fields, "EXRULE")
    often = repeated("".join(rules), lambda stamp: local_day(stamp, zone)) if is_simple else UNREAD
    kind = _KINDS.get(method) or _KINDS.get(value("STATUS").upper(), "Event")
    host = _person(fields.get("ORGANIZER", ("", ""))[0], "")
    facts = [
        (kind, value("SUMMARY") or "without a name"),
        ("When", when(fields)),
        ("In place of the one on", days("RECURRENCE-ID")),
        ("Repeated", often),
        ("Also on", days("RDATE")),
        ("Not on", days("EXDATE")),
        ("Where", value("LOCATION")),
        ("Organiser", host),
        ("Invited", _guests([fields[key] for key in _named(fields, "ATTENDEE")], host)),
        ("Link", value("URL")),
    ]
    about = fields.get("DESCRIPTION", ("", ""))[1].split("\n")
    plain = (" ".join(_without_markup(line).split()) for line in about)
    return Event([fact for fact in facts if fact[1]], [line for line in plain if line])


def _named(fields: dict[str, Field], name: str) -> list[str]:
    """The keys of the fields of a name that may come more than once."""
    return [key for key in fields if key.partition(" ")[0] == name]


def _person(parameters: str, address: str) -> str:
    """The name of who is invited, or the address where no name is given."""
    named = _NAME.search(parameters)
    return (named[1] or named[2]) if named else address.strip().lower().removeprefix(_MAIL)


def _guests(invited: list[Field], host: str) -> str:
    """Who is invited beside the host: names, and how many more; empty if nobody is."""
    names = list(dict.fromkeys(_person(*field) for field in invited if not _THING.search(field[0])))
    names = [name for name in names if name and name != host]
    more = len(names) - _MOST_NAMED
    return ", ".join(names[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")


def _without_markup(line: str) -> str:
    return _ENTITY.sub(lambda mark: html.unescape(mark[0]), _TAG.sub(" ", line))


_KINDS = {
    "CANCEL": "Cancelled event",
    "CANCELLED": "Cancelled event",
    "COUNTER": "Proposed event",
    "TENTATIVE": "Tentative event",
}
"""What an event is called, by what its calendar was sent for, or its state."""


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda mark: "\n" if mark[1] in "nN" else mark[1], value)
