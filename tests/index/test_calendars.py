"""Calendars (.ics): a row an event, that can be cited alone; what is not read is said."""

from pathlib import Path

import pytest

from index.documents.formats import calendars
from index.documents.formats.invitations import event_lines, read_calendar
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
    assert not documents and skipped.reason == (
        "It is a calendar without an event. "
        "Left out, as only events are read: 1 task; save it as .txt."
    )


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
        ("FREQ=DAILY;INTERVAL=01;COUNT=1", "daily, once"),
        ("FREQ=DAILY;INTERVAL=0", UNREAD),
        ("FREQ=DAILY;COUNT=" + "9" * 5_000, UNREAD),
        ("FREQ=YEARLY;BYMONTHDAY=19", UNREAD),
        ("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=19", "yearly on day 19 of the month in March"),
        ("FREQ=YEARLY;BYMONTH=" + "9" * 5_000, UNREAD),
    ],
)
def test_how_often_is_said_in_words_or_that_it_is_not_read(rule: str, words: str) -> None:
    assert repeated(rule, lambda stamp: stamp) == words


def told(fields: str) -> str:
    """What is said of one event besides its name."""
    (event,) = read_calendar(f"BEGIN:VEVENT\n{fields}\nEND:VEVENT\n", 10, 1_000).events
    return "; ".join([*(f"{name}: {value}" for name, value in event.facts[1:]), *event.about])


NEW_YORK = "DTSTART;TZID=America/New_York:20240601T200000"


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (f"{NEW_YORK}\nRRULE:FREQ=DAILY;UNTIL=20240701T035959Z", "daily until 2024-06-30"),
        (f"{NEW_YORK}\nEXDATE:20240611T000000Z,20240612T120000Z", "2024-06-10, 2024-06-12"),
        (f"{NEW_YORK}\nRECURRENCE-ID:20240603T000000Z", "In place of the one on: 2024-06-02"),
        (f"{NEW_YORK}\nEXDATE;TZID=America/New_York:20240611T000000", "Not on: 2024-06-11"),
        ("DTSTART;TZID=Pilot Time:20240601T200000\nEXDATE:20240611T000000Z", "2024-06-11 (UTC)"),
        ("DTSTART;TZID=Europe:20240601T200000\nEXDATE:20240611T000000Z", "2024-06-11 (UTC)"),
        ("DTSTART:20240601T200000\nEXDATE:00010101T000000Z", "0001-01-01 (UTC)"),
        ("DTSTART;TZID=America/Lima:20240601T200000\nEXDATE:00010101T000000Z", "0001-01-01 (UTC)"),
        ("DTSTART:20240601T200000Z\nEXDATE:20240611T200000Z", "Not on: 2024-06-11"),
        (
            'DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin":20240319T100000',
            "10:00 ((UTC+01:00) Amsterdam, Berlin)",
        ),
        ("DTSTART:20240319t100000z\nDTEND:20240319T240000Z", "10:00 to 2024-03-20 00:00 (UTC)"),
        ("RRULE:FREQ=WEEKLY;BYDAY=MO\nRRULE:FREQ=WEEKLY;BYDAY=FR", f"Repeated: {UNREAD}"),
        ("RRULE:FREQ=WEEKLY\nEXRULE:FREQ=MONTHLY", f"Repeated: {UNREAD}"),
        (
            "DESCRIPTION:Bring oars\nand ropes.\nNote: No dogs.\nhttps://a.b",
            "oars; and ropes.; Note",
        ),
        ("DESCRIPTION:Bring\noars.\nLOCATION:Quay", "Where: Quay; Bring; oars."),
        (
            "DESCRIPTION:<p>Oars &amp\\; ropes&nbsp\\;here</p> a?b&copy=2",
            "Oars & ropes here a?b&copy=2",
        ),
        ("URL:https://port.example", "Link: https://port.example"),
        (
            "ORGANIZER;CN=Ida:mailto:i@b.c\nATTENDEE;CN=Ida:mailto:i@b.c\n"
            "ATTENDEE;CN=Per:mailto:p@b.c\nATTENDEE:MAILTO:Q@b.c\n"
            "ATTENDEE;CUTYPE=ROOM;CN=Hall:mailto:h@b.c",
            "Organiser: Ida; Invited: Per, q@b.c",
        ),
        ("\n".join(f"ATTENDEE;CN=N{n}:mailto:a@b.c" for n in range(12)), "N9 and 2 more"),
    ],
)
def test_what_is_said_of_an_event(fields: str, said: str) -> None:
    assert said in told(fields)


def test_events_that_lack_their_end_are_told_one_by_one(tmp_path: Path) -> None:
    cut, alarm = HOLIDAY.replace("END:VEVENT\r\n", ""), "BEGIN:VALARM\r\n"
    for text in (HEAD + cut + MEETING + END, HEAD + cut + alarm + MEETING + END):
        (document,), skipped = read(tmp_path, text)
        assert [document.text.count(name) for name in ("Office", "Pilots")] == [1, 1]
        assert not skipped
    for text in (HEAD + MEETING + cut, HEAD + MEETING + HOLIDAY):
        (document,), (left,) = read(tmp_path, text)
        assert [document.text.count(name) for name in ("Office", "Pilots")] == [1, 1]
        assert left.reason == "The calendar breaks off, so that events may be missing."
    assert event_lines(cut)[-1] == "The calendar breaks off, so that events may be missing."


def test_a_calendar_has_the_name_that_it_says(tmp_path: Path) -> None:
    (document,), _ = read(tmp_path, HEAD + "X-WR-CALNAME:\r\n" + HOLIDAY + END)
    assert document.title == "Harbour office"
    (document,), _ = read(tmp_path, HEAD.replace("X-WR-CAL", "") + HOLIDAY + END)
    assert document.title == "Harbour office"
