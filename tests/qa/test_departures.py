"""The first, the last or the next departure in a direction."""

from collections.abc import Sequence

import pytest

from index.documents.normalise import make_document
from index.types import Document, Place
from qa.gather import Clock
from qa.kinds.rows.departures import BY_DAY, departure
from qa.types import Answer
from tests.qa.test_row_list import document, searched

BUSES = (
    "Line: 7; From: Carrow; To: Denbury; Departs: 06:10; Arrives: 06:52.",
    "Line: 7; From: Denbury; To: Carrow; Departs: 06:58; Arrives: 07:40.",
    "Line: 7; From: Denbury; To: Carrow; Departs: 22:05; Arrives: 22:47.",
    "Line: 7; From: Carrow; To: Denbury; Departs: 21:20; Arrives: 22:02.",
    "Line: 12; From: Carrow; To: Elm Cross; Departs: 7:05 am; Arrives: 7:31 am.",
    "Line: 12; From: Carrow; To: Elm Cross; Departs: 11:10 pm; Arrives: 11:36 pm.",
    "Line: 12; From: Elm Cross; To: Carrow; Departs: 0:15; Arrives: 0:40.",
    "Line: 12; From: Elm Cross; To: Carrow; Departs: 23:15; Arrives: 23:40.",
)
OUT = (
    "Departure: 05:50; Arrival: 06:31; Runs: Mon-Fri.",
    "Departure: 09:00; Arrival: 09:41; Runs: daily.",
    "Departure: 14:20; Arrival: 15:01; Runs: daily.",
    "Departure: 20:20; Arrival: 21:01; Runs: Sat, Sun.",
)
BACK = ("Departure: 06:45; Arrival: 07:26; Runs: daily.", "Departure: 21:15; Arrival: 21:56.")
FERRIES = (
    "Ardle Pier: 07:00; Mid Isle: 07:25; Torrin: 08:10.",
    "Ardle Pier: 19:15; Mid Isle: 19:40; Torrin: 20:25.",
)


def sections(title: str, *tables: tuple[str, Sequence[str]]) -> Document:
    """A document of several tables, each under its heading."""
    text, places = title, list[Place]()
    for heading, rows in tables:
        text += f"\n\n{heading}\n\n"
        places.append(Place(len(text), len(text) + len("\n".join(rows)), row=2))
        text += "\n".join(rows)
    return make_document(f"/{title}.md", text, title, places=tuple(places))


BUS_TABLE = document(BUSES, "Buses")
TRAIN_TABLE = sections("Trains", ("Hollin to Westmere", OUT), ("Westmere to Hollin", BACK))
FERRY_TABLE = document(FERRIES, "Ferries of the sound")
TABLES = (BUS_TABLE, TRAIN_TABLE, FERRY_TABLE)


def answer(question: str, documents: Sequence[Document] = TABLES) -> Answer | None:
    return departure(question, searched(question, documents), Clock())


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When does the last bus to Denbury leave?", "21:20"),
        ("When does the last bus from Denbury leave?", "22:05"),
        ("When does the last bus towards Carrow go?", "0:15"),  # after midnight
        ("When does the first bus from Elm Cross to Carrow leave?", "23:15"),
        ("What time does the first bus to Elm Cross leave?", "7:05 am"),
        ("What time does the last line 12 bus leave Carrow?", "11:10 pm"),
        ("When does the last number 7 bus from Carrow leave?", "21:20"),
        ("When does the last bus from Carrow to Denbury arrive?", "22:02"),
        ("When does the last bus from Denbury arrive in Carrow?", "22:47"),
        ("What is the next bus to Denbury after 7 am?", "21:20"),
        ("When is the last bus from Denbury before 22:00?", "06:58"),
        ("When is the first train from Hollin to Westmere after 9 am?", "14:20"),
        ("When is the first train from Hollin to Westmere after 9?", "14:20"),
        ("What time is the first train towards Hollin on Mondays?", "06:45"),
        ("When does the first train from Hollin leave on Sundays?", "09:00"),
        ("When does the last ferry to Torrin leave?", "19:15"),
        ("When does the first ferry from Mid Isle to Torrin leave?", "07:25"),
        ("When does the first ferry to Mid Isle arrive?", "07:25"),
    ],
)
def test_the_departure_in_its_direction(question: str, short: str) -> None:
    found = answer(question)
    assert found is not None
    assert found.short == short


@pytest.mark.parametrize(
    "question",
    [
        "When does the last bus to Sandport leave?",
        "When does the last bus leave?",  # where to
        "When does the last train to Denbury leave?",  # a bus does
        "When does the last ferry from Torrin leave?",
        "When does the next bus to Denbury leave?",  # nobody knows what time it is
        "When does the last bus to Denbury leave on Sundays?",  # no day is told
        "What time is the last train towards Hollin on Mondays?",  # likewise
        "When does the last express bus to Denbury leave?",
        "When does the last bus to Denbury leave in winter?",
        "When does the last bus to Denbury not leave?",
        "When did the last bus drivers strike?",
        "When does the bus to Denbury leave?",
        "When does the last bus to Denbury leave after the concert?",
    ],
)
def test_what_no_timetable_tells_is_not_answered(question: str) -> None:
    assert answer(question) is None


def test_lines_of_a_list_among_the_documents_are_no_timetable() -> None:
    chairs = make_document(
        "/club.txt",
        "Chairs\nAda Kern (1951–1967)\nBen Roth (1967–1984)\nCleo Marsh (1984–2003)",
        "Club",
    )
    given = searched("When does the last bus to Denbury leave?", (chairs, BUS_TABLE))
    found = departure(given.question, given, Clock())
    assert found is not None
    assert found.short == "21:20"


def test_where_the_days_differ_so_does_the_answer() -> None:
    found = answer("When does the last train to Westmere leave?")
    assert found is not None
    assert [claim.text for claim in found.claims] == [OUT[2], OUT[3]]
    assert found.short == ""
    assert found.notes == (BY_DAY, "This is from “Hollin to Westmere”.")


def test_the_headings_of_tables_tell_their_days() -> None:
    weekdays = ("From: Pell; To: Ost; Departs: 20:00.", "From: Pell; To: Ost; Departs: 8:00.")
    sunday = ("From: Pell; To: Ost; Departs: 18:00.", "From: Pell; To: Ost; Departs: 9:00.")
    table = sections("Bus", ("Monday to Saturday", weekdays), ("Sundays", sunday))
    found = answer("When does the last bus to Ost leave on Sunday?", (table,))
    assert found is not None
    assert found.short == "18:00"


@pytest.mark.parametrize("headings", [("Summer", "Winter"), ("School days", "Other days")])
def test_two_timetables_that_nothing_tells_apart_answer_nothing(headings: Sequence[str]) -> None:
    row = ("From: Pell; To: Ost; Departs: 20:00.", "From: Pell; To: Ost; Departs: 8:00.")
    table = sections("Bus", (headings[0], row), (headings[1], row))
    assert answer("When does the last bus to Ost leave?", (table,)) is None
    assert answer("When does the last bus to Ost leave?", (BUS_TABLE, table)) is None


TALKS = ("Time: 09:00; Talk: Opening; Room: A.", "Time: 17:05; Talk: Closing words; Room: A.")
TRIP = ("Stop: Pell; Time: 09:00.", "Stop: Ost; Time: 09:40.")
ANYWHERE = ("Departure: 06:10.", "Departure: 22:40.")
ELMS = ("To: Elm; Departs: 21:00.", "To: Elm Cross; Departs: 23:00.", "To: Pell; Departs: 23:30.")


@pytest.mark.parametrize(
    ("table", "question", "short"),
    [
        (document(TALKS, "Programme of the congress"), "When does the last bus leave?", None),
        (document(TRIP, "Bus 7"), "When does the last bus leave?", None),
        (document(ANYWHERE, "Bus to the airport"), "When does the last bus leave?", "22:40"),
        (document(ELMS, "Buses"), "When does the last bus to Elm leave?", "21:00"),
        (document(ELMS, "Buses"), "When does the last bus to Elm Cross leave?", "23:00"),
        (document(ELMS[1:], "Buses"), "When does the last bus to Elm leave?", "23:00"),
        (
            sections("Concerts", ("From Bach to Brahms", ANYWHERE)),
            "When is the last train to Brahms?",
            None,
        ),
        (
            sections("Trains", ("From Bach to Brahms", ANYWHERE)),
            "When is the last train to Brahms?",
            "22:40",
        ),
        (
            document(("Hollin: 9:00; Elm: 9:10; Elm Cross: 9:30.",) * 2, "Trains"),
            "When does the first train to Elm arrive?",
            "9:10",
        ),
    ],
)
def test_a_place_is_called_so_and_a_table_of_times_is_a_timetable(
    table: Document, question: str, short: str | None
) -> None:
    found = answer(question, (table,))
    assert (found.short if found else None) == short


@pytest.mark.parametrize(
    "note", ["Fri only", "not Sat", "school days", "Sundays excepted", "until 31 Aug"]
)
def test_days_that_cannot_be_read_are_not_every_day(note: str) -> None:
    rows = (
        "To: Ost; Departs: 20:00; Note: café on board.",
        f"To: Ost; Departs: 22:00; Note: {note}.",
    )
    assert answer("When does the last bus to Ost leave?", (document(rows, "Bus"),)) is None
    plain = (rows[0], "To: Ost; Departs: 22:00; Note: platform 2.")
    found = answer("When does the last bus to Ost leave?", (document(plain, "Bus"),))
    assert found is not None
    assert found.short == "22:00"
