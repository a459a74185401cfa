"""Opening hours by the day and the season."""

import pytest

from index.documents.normalise import make_document
from index.types import Document, Hit, Passage, Span
from qa.evidence.rows.tables import alone
from qa.gather import Clock
from qa.kinds.hours import _seasons, hours
from qa.types import Answer, Kind, Verdict
from tests.qa.test_row_list import searched

POOL = """Lido Pool

The pool lies behind the school.

Opening hours

Summer (May to September)
Monday to Friday: 9 am to 8 pm
Saturday and Sunday: 10:00–19:00

Winter (October to April)
Monday to Friday: 12 noon to 6 pm
Saturday: 10 am to 5 pm
Sunday: closed

Sauna in winter
Fri, Sat: 4 pm to 10 pm

The office closes earlier.
"""
SHOP = """Village shop

Mon-Fri 8:00-18:00
- Sat 8:00-12:30
Sun closed
"""


def answer(question: str, *texts: str) -> Answer | None:
    given = searched(question, ())
    hits = tuple(Hit(whole(text), 1.0) for text in texts or (POOL, SHOP))
    parts = (given.question, given.scope, given.coverage, given.asked, hits, hits, given.family)
    return hours(question, type(given)(*parts), Clock())


def whole(text: str) -> Passage:
    title = text.split("\n")[0]
    document: Document = make_document(f"/{title}.txt", text, title)
    return alone(document, Span(document.id, 0, len(document.text)))


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When does the pool close on Sundays in July?", "19:00"),
        ("When does the pool open on Saturdays in November?", "10 am"),
        ("What time does the pool close on Monday in winter?", "6 pm"),
        ("When does the sauna close on Fridays in winter?", "10 pm"),
        ("When does the shop close on Saturdays?", "12:30"),
        ("What are the opening hours of the shop on Wednesday?", "8:00-18:00"),
        ("What are the shop’s opening hours on Sundays?", "Closed"),
    ],
)
def test_the_hours_of_a_day(question: str, short: str) -> None:
    found = answer(question)
    assert found is not None
    assert (found.kind, found.short) == (Kind.FACT, short)


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is the pool open on Sundays in July?", Verdict.YES),
        ("Is the pool open on Sundays in December?", Verdict.NO),
        ("Is the pool closed on Sundays in winter?", Verdict.YES),
        ("Is the shop open on Sunday?", Verdict.NO),
        ("Is the shop open on Saturdays and Mondays?", Verdict.YES),
        ("Does the shop open on Saturdays?", Verdict.YES),
    ],
)
def test_whether_it_is_open(question: str, verdict: Verdict) -> None:
    found = answer(question)
    assert found is not None
    assert (found.kind, found.verdict) == (Kind.YES_NO, verdict)


def test_all_lines_of_a_season_each_cited_with_the_one_that_names_it() -> None:
    found = answer("When does the pool close in winter?")
    assert found is not None
    assert [claim.text for claim in found.claims] == [
        "Monday to Friday: 12 noon to 6 pm",
        "Saturday: 10 am to 5 pm",
        "Sunday: closed",
    ]
    assert {claim.citations[1].quote for claim in found.claims} == {"Winter (October to April)"}
    assert [claim.citations[0].words for claim in found.claims] == ["6 pm", "5 pm", "closed"]
    assert found.notes == ()


@pytest.mark.parametrize(
    "question",
    [
        "When does the pool close on Sundays?",  # in which season
        "When does the café close in winter?",
        "When does the pool close?",
        "When does the pool close in spring?",
        "When does the sauna close on Mondays in winter?",
        "Is the pool open in winter?",  # not every day
        "Is the shop open on Saturdays and Sundays?",
        "Is the office open on Mondays in winter?",
        "Is the bank open on Mondays?",
        "When did the pool close in July?",
        "What is open on Sundays?",
    ],
)
def test_what_no_line_tells_is_not_answered(question: str) -> None:
    assert answer(question) is None


def test_hours_below_the_name_of_another_thing_are_not_those_of_the_title() -> None:
    cafe = "Lido Pool\n\nCafé\nSat: 9 am to 4 pm\n"
    assert answer("When does the pool close on Saturdays?", cafe) is None
    found = answer("When does the café close on Saturdays?", cafe)
    assert found is not None
    assert found.short == "4 pm"


MARKET = "Market hall\n\nMon-Tue 8:00-18:00\nWed closed\nThu-Fri 8:00-18:00\n"


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Until when is the pool open on Sundays in July?", "19:00"),
        ("From when is the pool open on Sundays in July?", "10:00"),
        ("When is the shop open on Saturdays?", "8:00-12:30"),
        ("When is the shop shut on Saturdays?", None),
        ("Is the shop not open on Saturdays?", None),
        ("When does the shop not open on Saturdays?", None),
        ("Is the market open Monday to Friday?", None),
        ("Is the market open between Monday and Friday?", None),
        ("Is the market open from Monday through Friday?", None),
        ("Is the market open Monday to Tuesday?", "Yes"),
        ("Is the market open between Thursday and Friday?", "Yes"),
        ("When is the market open Thursday to Friday?", "8:00-18:00"),
        ("Is the market open until Wednesday?", None),
        ("Is the market open on Wednesdays?", "No"),
        ("Is the market open on Mondays and Tuesdays?", "Yes"),
    ],
)
def test_from_when_until_when_and_on_which_days(question: str, short: str | None) -> None:
    found = answer(question, POOL, SHOP, MARKET)
    assert (found.short if found else None) == short


def test_a_sentence_below_a_heading_does_not_hide_it() -> None:
    cafe = "Café\n\nOur café serves soup and cake.\n\nMonday to Friday: 10 am to 3 pm\n"
    library = f"Orme Library\n\n{cafe}"
    assert answer("When does the library close on Mondays?", library) is None
    found = answer("When does the café close on Mondays?", library)
    assert found is not None
    assert found.short == "3 pm"
    told = "Orme Library\n\nOpening hours\n\nWe are open all year.\n\nMonday: 10 am to 3 pm\n"
    assert answer("When does the library close on Mondays?", told) is not None
    bare = "Orme Library\n\nThe café serves soup and cake.\n\nMonday: 10 am to 3 pm\n"
    assert answer("When does the library close on Mondays?", bare) is None


LIDO = """Elm Lido

Opening hours

Monday to Thursday: 7 a.m. to 8 p.m. Friday: 7 a.m. to 9 p.m. \
Saturday and Sunday: 9 a.m. to 6 p.m. Closed on bank holidays.
"""


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("When is the pool open on Sunday?", "9 a.m. to 6 p.m."),
        ("When does the lido close on Friday?", "9 p.m."),
        ("What time does the lido open Monday to Thursday?", "7 a.m."),
        ("What are the opening hours of the lido from Saturday to Sunday?", "9 a.m. to 6 p.m."),
        ("Is the lido open Monday to Thursday?", "Yes"),
        ("Is the lido open on Friday at 8.30 pm?", "Yes"),
        ("Is the pool open on Saturday at 7 p.m.?", "No"),
        ("Is the pool closed on Saturday at 7 p.m.?", "Yes"),
        ("Is the pool open at noon?", "Yes"),
        ("Is the pool open at 8.30 pm?", None),  # on Fridays only
        ("Is the pool open on Saturday at 7?", "No"),  # neither at night nor in the evening
        ("Is the pool open on Saturday at 3?", None),
        ("Is the pool open on Saturday at 3:30?", None),
        ("Is the pool open on Saturday at 03:30?", "No"),
        ("Is the pool open on Saturday at 19:00?", "No"),
        ("When does the pool close on weekends?", "6 p.m."),
        ("What are the opening hours from Saturday to Sunday?", None),
        ("What are the opening hours?", None),
        ("What are the hours?", None),
        ("What are the opening hours of the lido?", ""),
        ("When is the library open on Sunday?", None),
    ],
)
def test_lines_that_a_paragraph_runs_together(question: str, short: str | None) -> None:
    found = answer(question, LIDO)
    assert (found.short if found else None) == short


def test_hours_that_a_heading_bounds_are_of_no_other_time() -> None:
    bounded = LIDO.replace("Opening hours", "Opening hours, 1 May to 30 September")
    assert answer("Is the lido open on Friday?", bounded) is None
    found = answer("When does the lido close on Friday?", bounded)
    assert found is not None
    assert found.short == ""
    assert found.claims[0].citations[1].quote.startswith("Opening hours, 1 May")


@pytest.mark.parametrize(
    ("question", "line", "short"),
    [
        ("Does the shop close at 6 pm on Monday?", "9 am to 5 pm", "No"),
        ("Does the shop close at 5 pm on Monday?", "9 am to 5 pm", "Yes"),
        ("Does the shop open at 11 am on Monday?", "9 am to 5 pm", "No"),
        ("Does the shop open at 9 on Monday?", "9 am to 5 pm", "Yes"),
        ("Does the shop open at 9 am on Monday?", "closed", None),
        ("Is the shop open at 3 on Monday?", "9:00-17:00", None),
        ("Is the shop open at 4 on Monday?", "9-5", None),
        ("Is the shop open at 4 pm on Monday?", "9-5", None),
        ("Is the shop open at 4 pm on Monday?", "9:00-5:00", None),
        ("Is the shop open at 1 am on Monday?", "18:00-2:00", "Yes"),
        ("Is the shop open at 11 pm on Monday?", "6 pm to midnight", "Yes"),
        ("Is the shop open at 3 am on Monday?", "6 pm to 2 am", "No"),
    ],
)
def test_a_time_of_day_is_held_against_hours(question: str, line: str, short: str | None) -> None:
    found = answer(question, f"Village shop\n\nMonday: {line}\nTuesday: closed\n")
    assert (found.short if found else None) == short


@pytest.mark.parametrize(
    ("paragraph", "short"),
    [
        ("Opening hours: Monday: 9 am to 5 pm. Tuesday: 9 am to 4 pm.", "9 am"),
        ("Deliveries: Monday: 6 am to 7 am. Tuesday: 6 am to 8 am.", None),
        ("Shop: Monday: 9 am to 5 pm. Café: Monday: 10 am to 4 pm.", None),
        ("Monday: 9 am to 5 pm. Winter: closed on Monday. Tuesday: 9 am to 4 pm.", None),
        ("Monday: 9 am to 5 pm (4 pm at Easter). Tuesday: 9 am to 4 pm. Friday: closed.", None),
    ],
)
def test_a_paragraph_that_holds_more_than_days_is_not_taken_apart(
    paragraph: str, short: str | None
) -> None:
    found = answer("When does the shop open on Monday?", f"Village shop\n\n{paragraph}\n")
    assert (found.short if found else None) == short


MUSEUM = """Maritime museum

Opening hours

Monday to Friday: 10 am to 5 pm

Saturday: 10 am to 6 pm

Sunday: closed

The café opens at nine.
"""


def test_empty_lines_may_stand_between_the_days() -> None:
    day = answer("Is the museum open at 11 am on Saturday?", MUSEUM)
    assert day and day.verdict is Verdict.YES
    assert [claim.text for claim in day.claims] == ["Saturday: 10 am to 6 pm"]
    closed = answer("Is the museum open on Sunday?", MUSEUM)
    assert closed and closed.verdict is Verdict.NO
    week = answer("What are the opening hours of the museum?", MUSEUM)
    assert week and len(week.claims) == 3


def test_the_same_days_again_behind_an_empty_line_are_of_something_else() -> None:
    two = MUSEUM.replace("Sunday: closed", "Sat: 9 am to 1 pm")
    assert answer("When does the museum open on Saturdays?", two) is None
    assert answer("Is the museum's café open on Sunday?", MUSEUM) is None


def test_behind_one_line_after_the_other_those_of_the_same_days_go_on() -> None:
    line, told = "Monday: 9 am to 5 pm", "Tuesday: 9 am to 5 pm"
    for text, blocks in (
        (f"Shop\n{line}\n{line}", 1),
        (f"Shop\n{line}\n\n{told}\n\n{line}", 2),  # a day that a line before the last tells
        (f"Shop\n{line}\n\n{told}\n\nWednesday: closed", 1),
    ):
        assert len(_seasons(make_document("/s.txt", text, "Shop"))) == blocks
