"""Who was something in a year: rows and lines whose stretch of years holds it, and no others."""

from collections.abc import Sequence

import pytest

from index.documents.normalise import make_document
from index.documents.split import passages, sentences
from index.types import Document, Hit
from qa.evidence.rows.terms_of_office import terms_of_office
from qa.gather import Clock
from qa.kinds.rows.listing import row_list
from tests.qa.test_row_list import document, searched

TERMS = (
    "Mayor: Karl Imhof; Party: Centre; Term: 1998-2006.",
    "Mayor: Berta Wolff; Party: Labour; Term: 2006 to 2010.",
    "Mayor: Anna Lund; Party: Greens; Term: from 2010 until 2024.",
    "Mayor: Mirko Ates; Party: Labour; Term: since 2024.",
)
ENDS = (
    "Secretary: Uli Frost; From: 1990; To: 2001.",
    "Secretary: Wim Daal; From: 2001; To: 2015.",
    "Secretary: Xenia Rho; From: 2015.",
)
CLUB = """The club and its people

It was founded in 1951, and all members elect the chair.

Chairs of the club
Hugo Brand (1951 to 1967)
Ida Kessel (1967–84)
Tom Raven (from 1984 until 2003)
Sven Dahl (since 2003)

Poets of the club
John Ames (1795–1821)
Mary Ames (1797–1851)
Percy Lowe (1792-1822)

Presidents
- 1990–1999: Ada Kern
- 1999–2011: Ben Roth
- 2011–: Cleo Marsh
"""


def club(text: str = CLUB) -> Document:
    return make_document("/club.txt", text, "The club and its people")


def items(question: str, *tables: Document) -> list[str] | None:
    found = row_list(question, searched(question, tables), Clock())
    return None if found is None else [item.text for item in found.items]


def in_lines(question: str, text: str = CLUB) -> list[str] | None:
    document = club(text)
    hits = tuple(Hit(one, 1.0) for one in passages(document, sentences(document)))
    given = searched(question, ())
    parts = (given.question, given.scope, given.coverage, given.asked, hits, hits, given.family)
    found = row_list(question, type(given)(*parts), Clock())
    if found is None:
        return None
    assert all(claim.citations[0].document == document for claim in found.claims)
    return [item.text for item in found.items]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who was mayor in 2000?", ["Karl Imhof"]),
        ("Who was mayor in 2020?", ["Anna Lund"]),
        ("Who was mayor in 2025?", ["Mirko Ates"]),
        ("Who was mayor in 2010?", ["Berta Wolff", "Anna Lund"]),
        ("Who was mayor in 1990?", None),
        ("Who was treasurer in 2000?", None),
    ],
)
def test_the_row_whose_years_hold_it(question: str, names: list[str] | None) -> None:
    assert items(question, document(TERMS, "Mayors")) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who was secretary in 1995?", ["Uli Frost"]),
        ("Who was secretary in 2020?", ["Xenia Rho"]),
        ("Who was secretary in 1980?", None),
    ],
)
def test_two_columns_hold_it(question: str, names: list[str] | None) -> None:
    assert items(question, document(ENDS, "People of the club")) == names


def test_from_and_to_that_are_places_hold_no_year() -> None:
    rows = ("Driver: Ada Kern; From: Pell; To: Ost.", "Driver: Ben Roth; From: Ost; To: Pell.")
    assert items("Who was driver in 2020?", document(rows, "Drivers")) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who was chair of the club in 1960?", ["Hugo Brand"]),
        ("Who chaired the club in 1990?", ["Tom Raven"]),
        ("Who was chair in 1975?", ["Ida Kessel"]),
        ("Who was chair in 2024?", ["Sven Dahl"]),
        ("Who was president in 2005?", ["Ben Roth"]),
        ("Who was president in 2020?", ["Cleo Marsh"]),
        ("Who was chair in 1940?", None),
        ("Who was treasurer in 1960?", None),
        ("Who was poet in 1800?", None),  # these are their lives
    ],
)
def test_the_line_whose_years_hold_it(question: str, names: list[str] | None) -> None:
    assert in_lines(question) == names


@pytest.mark.parametrize(
    "lines",
    [
        ("Hugo Brand (1951 to 1967)", "Ida Kessel (1967–84)"),
        ("Room 12 (1951)", "Call 1967", "It was in 1984 that we left."),
        ("Hugo Brand", "Ida Kessel", "Tom Raven"),
        ("Jaws (1975)", "E.T. (1982)", "Hook (1991)"),
        ("Anna 2001", "Bob 2044", "Cy 2099"),
        (
            "Anna Lund (b. 1950, 2024 to now)",
            "Tom Hill (2010 to 2024)",
            "Eva Rask (2000 to 2010)",
            "Bo Lind (1990 to 2000)",
        ),
        (
            "Bo Lind (1990 to 2000)",
            "Eva Rask (2000 to 2010)",
            "Tom Hill (2010 to 2020)",
            "Ada Kern (acting)",
            "Anna Lund (2021 to now)",
        ),
    ],
)
def test_other_lines_are_no_such_list(lines: Sequence[str]) -> None:
    assert terms_of_office(club("Chairs\n" + "\n".join(lines))) == ()


def test_a_heading_that_stands_between_two_lists_parts_them() -> None:
    rows = "A. Lund (1990 to 2000)\nB. Rask (2000 to 2010)\nC. Hill (2010 to 2020)\n"
    text = f"The chairs, in order:\n{rows}Secretaries\n{rows}It was a good time."
    assert len(terms_of_office(club(text))) == 2
