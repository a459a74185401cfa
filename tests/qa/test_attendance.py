"""Who was at a meeting, and who was not, by the lines of its minutes."""

import datetime

import pytest

from index.documents.normalise import make_document
from index.documents.split import passages, sentences
from index.types import EVERYWHERE, Coverage, Document, Hit
from qa.comparison.versions import Family
from qa.evidence import when
from qa.gather import Clock, Searched
from qa.kinds.attendance import attendance
from qa.types import Answer

MARCH = """Minutes of the choir committee, 4 March 2025

Present: Ada Kern (chair), Ben Roth, Cleo Marsh and Dirk Vane
Apologies: Eve Lund, Finn Oke

1. The minutes of the meeting of 3 February were approved.
2. The concert is on 9 May. The next meeting is on 7 June.
"""
NEWS = "Relatives of the victims attended, as did the mayor.\n\nPresent: nobody from the firm.\n"


def document(text: str, title: str) -> Document:
    return make_document(f"/{title}.txt", text, title)


MINUTES = document(MARCH, "Minutes of the choir committee, 4 March 2025")
TRIAL = document(NEWS, "The inquiry into the fire")


def answer(question: str, *documents: Document) -> Answer | None:
    read = documents or (TRIAL, MINUTES)
    hits = [Hit(passage, 1.0) for one in read for passage in passages(one, sentences(one))]
    asked = when.asked_time(question, datetime.date(2025, 6, 1))
    family = Family(lambda ids: {}, lambda id: (), lambda ids: {})  # type: ignore[arg-type,return-value]
    parts = (question, EVERYWHERE, Coverage(), asked, tuple(hits), tuple(hits), family)
    return attendance(question, Searched(*parts), Clock())


PRESENT = ["Ada Kern (chair)", "Ben Roth", "Cleo Marsh", "Dirk Vane"]
ABSENT = ["Eve Lund", "Finn Oke"]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who attended the choir committee meeting?", PRESENT),
        ("Who was present at the committee meeting on 4 March?", PRESENT),
        ("Which members attended the meeting of the choir?", PRESENT),
        ("Please list all members who attended the committee meeting.", PRESENT),
        ("Who was absent from the choir committee?", ABSENT),
        ("Who sent apologies to the choir committee?", ABSENT),
        ("Who did not attend the committee meeting?", ABSENT),
        ("Who attended the committee meeting on 7 June?", None),
        ("Who attended the committee meeting in March?", PRESENT),
        ("Who attended the meeting on 4 March 2025?", PRESENT),
        ("Who was at the committee meeting in March?", PRESENT),
        ("Who was at the fire?", None),
        ("Who attended the meeting on 3 February?", None),
        ("Who attended the meeting on 4 May?", None),
        ("Who attended the meeting on 4 March 2024?", None),
        ("Who attended the next meeting?", None),
        ("Who attended the concert on 9 May?", None),
        ("Which school did he attend?", None),
        ("Which form was missing from the report?", None),
        ("Which schools attended the committee?", None),
        ("Who was absent without apologies?", None),
        ("Who attended the committee meeting but left early?", None),
        ("Who attended both meetings?", None),
        ("Who attended the most meetings?", None),
        ("Who was present when the motion was carried?", None),
        ("Who attended the football match?", None),
        ("Who chairs the committee?", None),
        ("Did Ada Kern attend the committee meeting?", None),
    ],
)
def test_who_was_there(question: str, names: list[str] | None) -> None:
    found = answer(question)
    assert (found and [item.text for item in found.items]) == names


def test_each_is_cited_with_the_line_and_it_is_said_where_it_stands() -> None:
    found = answer("Who attended the choir committee meeting?")
    assert found is not None
    assert found.items[0].citations[0].quote == MARCH.splitlines()[2]
    assert found.extent == "4 named in “Minutes of the choir committee, 4 March 2025”."


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        ("Present: Ada Kern, J. Roth & Cleo van Dent", ["Ada Kern", "J. Roth", "Cleo van Dent"]),
        ("Present: Smith, J.; Jones, B.", ["Smith, J", "Jones, B"]),
        ("Present: Ada Byrne, Chair; Ben Carr, clerk", ["Ada Byrne, Chair", "Ben Carr, clerk"]),
        ("Members present: Ada Kern\nIn attendance: the Clerk", ["Ada Kern", "the Clerk"]),
        ("**Present:** Ada Kern\n\nWe met.", ["Ada Kern"]),
        ("Present: Ada Kern, Ben Roth,\nCleo Marsh", None),
        ("Present: Ada Kern, Ben Roth and\nCleo Marsh", None),
        ("Present: Ada Kern, Ben\nRoth", None),
        ("Present:\nAda Kern\nBen Roth\n\nIn attendance: the Clerk", None),
        ("Present\n\nAda Kern\n\nIn attendance: the Clerk", None),
        ("Present: " + "Ada Kern, " * 70 + "Ben Roth", None),
        ("Present: Ada Kern, Ben Roth. Apologies: Eve Lund.", None),
        ("Present: Ada Kern, chair. Ben Roth, clerk.", None),
        ("Present: Ada Kern, Chair, Ben Roth, Clerk", None),
        ("Present: Ada Kern\n\nMeeting of 7 April\n\nPresent: Ben Roth", None),
        ("Present: None.", None),
        ("Attendance: 45,312", None),
        ("Attendance: Good", None),
        ("Present: Ada Kern, Ben Roth, Jr.", None),
        ("Present: Ada Kern, Ben Roth, OBE", None),
        ("Present: Ada Kern\tBen Roth", None),
        ("Present: Ada Kern Ben Roth Cleo Marsh", None),
        ("Participants: 204 nations, 10,500 athletes", None),
        ("Participants: Olympic athletes", None),
        ("Present address: 5 High Street, Leeds", None),
        ("Attendance policy: Be there, Be early", None),
        ("Participants must: Bring a pen, and paper", None),
    ],
)
def test_lines_that_do_not_list_all_the_names_are_not_given(
    lines: str, names: list[str] | None
) -> None:
    title = "Minutes of the choir committee"
    found = answer("Who attended the committee meeting?", document(f"{title}\n\n{lines}", title))
    assert (found and [item.text for item in found.items]) == names
    assert not found or all(item.text in item.citations[0].quote for item in found.items)


def test_nobody_sent_apologies() -> None:
    title = "Minutes of the choir committee"
    none = document(f"{title}\n\nApologies: none\n", title)
    assert answer("Who sent apologies to the committee?", none) is None


def test_a_date_without_a_year_is_read_against_the_day_of_its_document() -> None:
    title = "Minutes of 4 March"
    text = "Present: Ada Kern\n"
    minutes = make_document("/m.txt", text, title, published="2024-03-10")
    assert answer("Who attended the meeting on 4 March 2024?", minutes)
    assert answer("Who attended the meeting on 4 March 2025?", minutes) is None
    untitled = make_document("/m.txt", text, "Minutes", published="2024-03-10")
    assert answer("Who attended the meeting on 10 March 2024?", untitled)
