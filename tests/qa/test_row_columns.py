"""The column of a row that a question asks for."""

import pytest

from index.encoders.encode import open_encoder
from qa.evidence.rows.cells import read_row
from qa.evidence.rows.columns import COLUMNS, Column, nearest_column
from tests.support.fake_models import FakeEncoder

TEXT = (
    "Lift: L7; Building: Salter House; Load (kg): 1275; Installed: 2009-05-11; Caretaker: Hanne "
    "Voll; price_eur: 9400."
)
COLUMNS_OF_ALL = ("Lift", "Building", "Load (kg)", "Installed", "Caretaker", "price_eur", "Fault")


def nearest(rest: str, text: str = TEXT, said: frozenset[int] = frozenset({0})) -> Column | None:
    row = read_row(text)
    return nearest_column(rest, row, text, COLUMNS_OF_ALL, said, FakeEncoder())


@pytest.mark.parametrize(
    ("rest", "name"),
    [
        ("How heavy may the load of lift be?", "Load (kg)"),
        ("When was lift installed?", "Installed"),
        ("Who is the caretaker of ?", "Caretaker"),
        ("What is the price of ?", "price_eur"),
        ("How much did cost?", "price_eur"),
        ("How heavy may it be?", "Load (kg)"),
        ("In which building is ?", "Building"),
    ],
)
def test_a_column_is_known_by_its_name_or_by_how_it_is_asked_for(rest: str, name: str) -> None:
    found = nearest(rest)
    assert found and found.name == name and found.cell is not None


def test_the_column_whose_value_the_question_says_is_not_asked_for() -> None:
    found = nearest("Which lift is in it?", said=frozenset({0, 1, 2, 3, 4, 5}))
    assert found and found.name == "Fault" and found.cell is None


def test_an_empty_cell_is_told_where_its_column_is_named() -> None:
    found = nearest("What was the fault of ?")
    assert found and (found.name, found.cell, found.said) == ("Fault", None, 1.0)


def test_a_value_of_another_kind_is_less_near() -> None:
    """Who installed it is not told by the day on which it was installed."""
    who, when = nearest("Who installed ?"), nearest("When was installed ?")
    assert who and when and when.name == "Installed"
    assert who.nearness < when.nearness - 0.3


def test_a_month_is_a_column_too() -> None:
    text = "House: Mill Row 1; Jan: 212; Feb: 198; Tenant: Ines Farkas."
    row, said = read_row(text), frozenset({0})
    for rest, name in (("heating in February", "Feb"), ("heating of 2025-01", "Jan")):
        found = nearest_column(rest, row, text, (), said, FakeEncoder())
        assert found and found.name == name


def test_of_columns_without_names_the_kind_of_value_counts() -> None:
    text = "Kern; Ada; 0799 1140; a.kern@sail.example."
    nearness = [
        found.nearness
        for rest in ("What is the e-mail of ?", "What does do?", "When was born?")
        if (
            found := nearest_column(
                rest, read_row(text), text, (), frozenset({0, 1}), FakeEncoder()
            )
        )
    ]
    assert nearness == sorted(nearness, reverse=True) and len(set(nearness)) == 3


def test_nothing_is_near_to_nothing() -> None:
    assert nearest("") is None
    assert nearest_column("Who?", (), "", (), frozenset(), FakeEncoder()) is None


def test_of_a_thousand_columns_those_called_likely_are_compared() -> None:
    text = "; ".join([*(f"column {n}: {n}" for n in range(1_000)), "girth: 12."])
    encoder = FakeEncoder()
    found = nearest_column("What is the girth?", read_row(text), text, (), frozenset(), encoder)
    assert found and found.name == "girth"
    assert len(encoder.texts) == COLUMNS


@pytest.mark.slow
def test_a_column_is_known_by_its_meaning() -> None:
    row = read_row(TEXT)
    found = nearest_column(
        "What can it carry?", row, TEXT, COLUMNS_OF_ALL, frozenset({0}), open_encoder()
    )
    assert found and found.name == "Load (kg)"
