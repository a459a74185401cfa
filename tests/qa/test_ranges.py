"""Amounts of a question, and the rows in whose range they lie."""

from pathlib import Path

import pytest

from index import Index
from qa.english.ranges import amounts_in, lies_in, ranges_in
from qa.evidence.rows.amounts import with_amounts
from qa.evidence.rows.keys import find_named, sought
from qa.evidence.rows.tables import rows_of
from tests.support.fake_models import FakeEncoder


def fits(question: str, cell: str, column: str = "") -> bool:
    return any(lies_in(amount, cell, column) for amount in amounts_in(question))


@pytest.mark.parametrize(
    ("question", "cell", "column"),
    [
        ("How much for a 7 year old?", "6 to 11 years", "Age"),
        ("the dose of a 7-year-old", "6–11", "Age"),
        ("for a child aged 3", "Child under 4", "Ticket"),
        ("for a 15 year old", "Child, 4 to 15 years", "Ticket"),
        ("the fee at 70 years", "65+", "Age"),
        ("the fee at 70 years", "Adults over 65", ""),
        ("the fee at 65 years", "65 and over", "Age"),
        ("the postage for 3 kg", "2–5 kg", ""),
        ("the postage for 3 kg", "up to 5", "Weight (kg)"),
        ("a hall for 12 people", "up to 20 people", "Room"),
        ("a trip of 40 miles", "more than 30 miles", ""),
    ],
)
def test_it_lies_in_a_range(question: str, cell: str, column: str) -> None:
    assert fits(question, cell, column)


@pytest.mark.parametrize(
    ("question", "cell", "column"),
    [
        ("for a 4 year old", "Child under 4", "Ticket"),
        ("for a 3 year old", "Family (2 adults, up to 3 children)", "Ticket"),
        ("the fee at 65 years", "Adults over 65", ""),
        ("the postage for 3 kg", "3.50–5", "Price"),
        ("the postage for 3 kg", "2–5 miles", ""),
        ("for a 7 year old", "6:00 to 11:00", "Age"),
        ("for a 7 year old", "10 ml", "Dose"),
        ("the bus at 7", "6 to 11 years", "Age"),
        ("room 7", "6–11", "Room"),
    ],
)
def test_it_lies_in_none(question: str, cell: str, column: str) -> None:
    assert not fits(question, cell, column)


def test_a_cell_without_a_range_has_none() -> None:
    assert ranges_in("3 times a day, 7.5 ml, 2024-05-06, 10:30") == ()


def test_it_names_the_row(tmp_path: Path) -> None:
    (tmp_path / "doses.md").write_text(
        "# Syrup\n\nThe doses.\n\n| Age | Dose | A day |\n|---|---|---|\n"
        "| 2 to 5 years | 2.5 ml | 7 ml |\n"
        "| 6 to 11 years | 5 ml | 10 ml |\n| 12 to 17 years | 10 ml | 20 ml |\n",
        encoding="utf-8",
    )
    question = "How much syrup for a 10 year old?"
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(tmp_path / "doses.md")
        (rows,) = rows_of(index.search("dose", 4))
    asked = sought(question)
    assert find_named(asked, rows.table).row is None  # 10 ml stand in two rows
    assert find_named(asked, with_amounts(question, asked, rows).table).row == 1
    assert with_amounts("How much syrup?", sought("How much syrup?"), rows) is rows
