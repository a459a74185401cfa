"""What may be given as a claim, and what leans on the sentence before it."""

import pytest

from index.documents.normalise import make_document
from index.types import Span
from qa.english.leaning import LEANS
from qa.evidence.claimable import claimable, is_prose

PROSE = """Ferry runs aground off Ulm
{line}
A ferry with 84 people on board ran aground on Tuesday evening.
Everybody was taken off in lifeboats, said the coastguard of the town.
The captain was asked about it for two hours on Wednesday morning.
"""


def asked(line: str, frame: str = PROSE) -> bool:
    text = frame.format(line=line)
    document = make_document("/d", text, "Ferry runs aground off Ulm")
    start = document.text.index(line)
    return claimable(document, Span(document.id, start, start + len(line)))


@pytest.mark.parametrize(
    "line",
    [
        "The ferry is 40 years old.",
        "“It was dark,” said the captain.",
        "The captain asked himself “who is there?”",
        "Length: 84 metres",
        "- Lifeboats for all",
        "2. Ring the bell",
        "Fares start at £3;",
    ],
)
def test_statements_and_items_may(line: str) -> None:
    assert asked(line)


@pytest.mark.parametrize(
    "line",
    [
        "Ferry runs aground off Ulm",  # the title, again
        "Captain of stricken ferry tells of dark night and of an island on none of his charts",
        "Why did it run aground?",
        "“Who was at the wheel?”",
        "Photo by Ada Moser",
        "Watch: the ferry on the rocks",
    ],
)
def test_headlines_captions_and_questions_may_not(line: str) -> None:
    assert not asked(line)


def test_a_list_among_prose_may() -> None:
    three = PROSE.replace(
        "{line}", "What was saved from the ferry that night\n{line}\nA dog in a basket"
    )
    assert asked("Eleven crates of oranges and a piano", three)
    assert not asked("Orders:Fed likely to cut", three)  # lines that were glued together


def test_where_little_is_prose_the_end_of_a_line_tells_nothing() -> None:
    table = (
        "{line}\nSingle ticket for an adult from pier one  £3\nThe same for a child under ten  £1"
    )
    assert asked("Return ticket for an adult from pier one  £5", table)
    assert not is_prose("") and not is_prose("short\nlines\n") and is_prose("x" * 50 + ".")


@pytest.mark.parametrize(
    "sentence",
    [
        "He said so.",
        "“It was late.",
        "The same ministry also claimed 10.",
        "But they left.",
        "These were sold.",
        "Both were hurt.",
    ],
)
def test_sentences_that_lean(sentence: str) -> None:
    assert LEANS.match(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Russia’s Defence Ministry claimed 10 villages.",
        "Hepburn left.",
        "This year the price rose.",
        "The sameness of it all.",
        "Italy won.",
        "It is true that the harbour closed.",
    ],
)
def test_sentences_that_stand(sentence: str) -> None:
    assert not LEANS.match(sentence)


def test_a_bare_date_may_not_and_a_line_that_gives_a_name_may() -> None:
    assert not asked("8 February 2024.")
    assert not asked("Friday, 8 February 2024")
    assert asked("between Ida Moor (the owner) and Tom Hale (“the Captain”), both of Ulm")
