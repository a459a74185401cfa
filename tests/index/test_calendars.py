"""Calendars (.ics): a row an event, that can be cited alone; what is not read is said."""

from pathlib import Path

import pytest

from index.documents.formats import calendars
from index.documents.formats.repeats import UNREAD, repeated
from index.documents.load import load_file
from index.documents.split import sentences
from index.types import Document, Skipped

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-WR-CALNAME:Harbour office\r\n"
MEETING = (
    "BEGIN:VEVENT\r\nSUMMARY:Pilots' meeting\\, spring\r\n"
    "DTSTART;TZID=Europe/Berlin:20240319T140000\r\n"
    "DTEND;TZID=Europe/Berlin:20240319T153000\r\nRRULE:FREQ=MONTHLY;BYDAY=3TU\r\n"
    "LOCATION:Room 12\\, old cus\r\n toms house\r\n"
    "DESCRIPTION:Bring the charts.\\nCoffee is there.\r\n"
    "BEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nEND:VEVENT\r\n"
)
HOLIDAY = (
    "BEGIN:VEVENT\r\nSUMMARY:Office closed\r\nDTSTART;VALUE=DATE:20240501\r\n"
    "DTEND;VALUE=DATE:20240502\r\nEND:VEVENT\r\n"
)
TASK = "BEGIN:VTODO\r\nSUMMARY:Order rope\r\nEND:VTODO\r\n"
END = "END:VCALENDAR\r\n"


def read(folder: Path, text: str) -> tuple[list[Document], list[Skipped]]:
    path = folder / "port.ics"
    path.write_text(text, encoding="utf-8", newline="")
    found = list(load_file(path))
    documents = [item for item in found if isinstance(item, Document)]
    return documents, [item for item in found if isinstance(item, Skipped)]


def test_each_event_is_a_row_that_can_be_cited(tmp_path: Path) -> None:
    (document,), skipped = read(tmp_path, HEAD + MEETING + HOLIDAY + END)
    assert document.title == "Harbour office" and not skipped
    pieces = sentences(document)
    assert [document.slice(piece.span) for piece in pieces] == [
        "Event: Pilots' meeting, spring; When: 2024-03-19 14:00 to 15:30 (Europe/Berlin); "
        "Repeated: monthly on the third Tuesday; Where: Room 12, old customs house; "
        "About: Bring the charts. Coffee is there.",
        "Event: Office closed; When: 2024-05-01.",
    ]
    assert {piece.kind for piece in pieces} == {"sentence"}
    assert [document.row(piece.span.start) for piece in pieces] == [1, 2]


def test_a_long_description_is_sentences_below_its_row(tmp_path: Path) -> None:
    about = "DESCRIPTION:" + " ".join(f"Point {n} of the agenda is read out." for n in range(20))
    event = HOLIDAY.replace("END:VEVENT", f"{about}\r\nEND:VEVENT")
    (document,), _ = read(tmp_path, HEAD + event + END)
    cited = [document.slice(piece.span) for piece in sentences(document)]
    assert cited[:2] == [
        "Event: Office closed; When: 2024-05-01.",
        "Point 0 of the agenda is read out.",
    ]
    assert len(cited) == 21


def test_an_event_that_was_moved_says_which_one_it_was(tmp_path: Path) -> None:
    moved = HOLIDAY.replace("SUMMARY", "RECURRENCE-ID;VALUE=DATE:20240430\r\nSUMMARY")
    (document,), _ = read(tmp_path, HEAD + moved + END)
    assert "When: 2024-05-01; In place of the one on: 2024-04-30." in document.text


def test_tasks_are_counted_as_left_out(tmp_path: Path) -> None:
    documents, (skipped,) = read(tmp_path, HEAD + HOLIDAY + TASK * 2 + END)
    assert len(documents) == 1 and "2 tasks; save them as .txt" in skipped.reason
    documents, (skipped,) = read(tmp_path, HEAD + TASK + END)
    assert not documents and "1 task;" in skipped.reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [("Just a note.", "not a calendar"), (HEAD + END, "without an event")],
)
def test_what_is_no_calendar_is_said(tmp_path: Path, text: str, reason: str) -> None:
    documents, (skipped,) = read(tmp_path, text)
    assert not documents and reason in skipped.reason


def test_what_is_beyond_the_most_events_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendars, "MOST_EVENTS", 1)
    (document,), (skipped,) = read(tmp_path, HEAD + MEETING + HOLIDAY + END)
    assert "Office closed" not in document.text and "cut it into parts" in skipped.reason


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        ("", ""),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "weekly on working days, Monday to Friday"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every 2 weeks on Monday and Thursday"),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=6", "monthly on the last Friday, 6 times"),
        ("FREQ=MONTHLY;BYDAY=FR;BYSETPOS=2", "monthly on the second Friday"),
        ("FREQ=MONTHLY;BYMONTHDAY=15", "monthly on day 15 of the month"),
        ("FREQ=YEARLY;BYMONTH=6,9", "yearly in June and September"),
        ("FREQ=DAILY;UNTIL=20240630", "daily until 20240630"),
        ("FREQ=YEARLY;BYDAY=20MO", UNREAD),
        ("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", UNREAD),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", UNREAD),
        ("FREQ=HOURLY", UNREAD),
    ],
)
def test_how_often_is_said_in_words_or_that_it_is_not_read(rule: str, words: str) -> None:
    assert repeated(rule, lambda stamp: stamp) == words
