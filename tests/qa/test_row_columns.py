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


def test_a_column_that_is_called_as_a_whole_and_empty_is_meant_however_others_are_read() -> None:
    """When it was shipped is not told by the day on which it was ordered."""
    text = "Order: 71; Ordered: 2025-11-12; Carrier: Velox."
    row, columns = read_row(text), ("Order", "Ordered", "Shipped", "Carrier")
    given = (row, text, columns, frozenset({0}), FakeEncoder(), {1: 6.0, 2: -6.0})
    shipped, ordered = (nearest_column(f"When was it {done}?", *given) for done in columns[2:0:-1])
    assert shipped and (shipped.name, shipped.cell) == ("Shipped", None)
    assert ordered and (ordered.name, ordered.cell) == ("Ordered", 1)


def test_an_empty_column_that_is_mentioned_with_a_filled_one_is_not_meant() -> None:
    text = "Order: 71; Date: 2025-12-01; Carrier: Velox; Customer: Lund."
    row, columns = read_row(text), ("Order", "Date", "Carrier", "Customer", "Delivery")
    for rest, name in (
        ("What is the delivery date of ?", "Date"),
        ("Which carrier takes the delivery to the customer of ?", "Carrier"),
        ("When was the delivery of for the customer?", "Delivery"),
    ):
        read = {1: -6.0, 2: 3.0, 3: -6.0}
        found = nearest_column(rest, row, text, columns, frozenset({0}), FakeEncoder(), read)
        assert found and found.name == name


def test_the_past_of_a_verb_and_units_written_out_are_no_other_name() -> None:
    text = "Member: Ada Kern; Fee paid: 60; income in euros: 812; Sold to: Mr Osei."
    row, said = read_row(text), frozenset({0})
    for rest, name in (
        ("What fee does pay?", "Fee paid"),
        ("How high was the income of ?", "income in euros"),
        ("Who did sell it to?", "Sold to"),
    ):
        found = nearest_column(rest, row, text, (), said, FakeEncoder())
        assert found and (found.name, found.said) == (name, 1.0)


def test_a_past_that_is_another_word_too_or_in_capitals_is_no_verb() -> None:
    text = "Lamp: Oslo; LED: 12; Left: 4; SENT: 9; Lit: 3."
    for rest in (
        "How much lead is in ?",
        "How many leaves has ?",
        "Who did send ?",
        "Which light?",
    ):
        found = nearest_column(rest, read_row(text), text, (), frozenset({0}), FakeEncoder())
        assert found and found.said == 0.0


def test_a_number_of_four_digits_is_a_year_only_where_it_may_be_one() -> None:
    text = "Name: Dahl; Ext.: 4400; Room: 0.01; Joined: 2012-04-01."
    found = nearest_column(
        *("When did start?", read_row(text), text, (), frozenset({0}), FakeEncoder())
    )
    assert found and found.name == "Joined" and found.nearness >= 0.5


def test_a_value_of_another_kind_is_less_near() -> None:
    """Who installed it is not told by the day on which it was installed."""
    who, when = nearest("Who installed ?"), nearest("When was installed ?")
    assert who and when and when.name == "Installed"
    assert who.nearness < when.nearness - 0.3


def test_a_tick_or_a_day_of_the_week_is_no_person_nor_a_reason() -> None:
    for who, other in (("yes", "Ida Kern"), ("Tuesday", "Ida Tuesday"), ("X", "Xu")):
        near = [
            found.nearness
            for value in (who, other)
            if (found := nearest("Who approved ?", f"Item: R12; Approved: {value}."))
        ]
        assert near[0] < near[1] - 0.3
    why = [nearest("What is the reason of ?", f"Item: R; Reason: {v}.") for v in ("no", "a crack")]
    assert why[0] and why[1] and why[0].nearness < why[1].nearness - 0.3


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
