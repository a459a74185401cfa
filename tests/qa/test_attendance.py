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

1. The concert is on 9 May.
"""
NEWS = "Relatives of the victims attended, as did the mayor.\n\nPresent: nobody from the firm.\n"


def document(text: str, title: str) -> Document:
    return make_document(f"/{title}.txt", text, title)


MINUTES = document(MARCH, "Minutes of the choir committee, 4 March 2025")
TRIAL = document(NEWS, "The inquiry into the fire")


def answer(question: str) -> Answer | None:
    hits = [
        Hit(passage, 1.0) for one in (TRIAL, MINUTES) for passage in passages(one, sentences(one))
    ]
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
