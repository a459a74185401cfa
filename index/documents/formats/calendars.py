"""Calendars (.ics) → a document, a row an event.

Each row says what the event is, when, where and what is written about it, and can be cited alone.
"""

from collections.abc import Iterator
from pathlib import Path

from index.documents.formats.decode import read_decoded
from index.documents.formats.invitations import Calendar, Event, read_calendar
from index.documents.formats.lines import Line, placed
from index.documents.formats.rows import MAX_CELL_CHARACTERS, record_lines
from index.documents.normalise import UnreadableError, make_document
from index.types import Document, Skipped

MOST_EVENTS = 50_000
"""Of one file that are read."""

_MOST_LINES = 5_000_000
_LEFT_OUT = {"VTODO": "task", "VJOURNAL": "note", "VFREEBUSY": "list of busy hours"}
"""Parts of a calendar that are not read, and what people call them."""


def read_ics(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document of the events in a calendar, and what is left out of it.

    Raises:
        UnreadableError: if it is no calendar, or holds no event.
        OSError: if it cannot be read.
    """
    text, guess = read_decoded(path, source)
    if "BEGIN:VCALENDAR" not in text[:1_000].upper():
        raise UnreadableError("It is not a calendar, whatever its name says.")
    calendar = read_calendar(text, MOST_EVENTS, _MOST_LINES)
    left = _left_out(calendar)
    if not calendar.events:
        raise UnreadableError(f"It is a calendar without an event. {left}".strip())
    lines = (
        line
        for number, event in enumerate(calendar.events, start=1)
        for line in _lines(number, event)
    )
    written, places = placed(lines)
    yield make_document(source, written, calendar.name or path.stem, places=places)
    if left:
        yield Skipped(f"{source}#left out", left)
    yield from guess


def _lines(number: int, event: Event) -> Iterator[Line]:
    """The row of an event, and below it what is written about it, if that is long."""
    about = " ".join(event.about)
    if len(about) <= MAX_CELL_CHARACTERS // 2:
        yield from record_lines(number, [*event.facts, ("About", about)])
        return
    yield from record_lines(number, event.facts)
    yield from (Line(number, line, is_row=False) for line in event.about)


def _left_out(calendar: Calendar) -> str:
    """What is said of what is in a calendar and is not read; empty if all is."""
    counts = [(calendar.others[part], name) for part, name in _LEFT_OUT.items()]
    named = [f"{count:,} {name}{'s' * (count > 1)}" for count, name in counts if count]
    them = "it" if sum(count for count, _ in counts) == 1 else "them"
    said = [f"Left out, as only events are read: {', '.join(named)}; save {them} as .txt."]
    if calendar.warning:
        advice = "" if calendar.is_whole else ": cut it into parts"
        return " ".join([*said[: len(named)], f"{calendar.warning}{advice}."])
    return said[0] if named else ""
