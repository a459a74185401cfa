"""Which column of a row a question asks for."""

import numpy as np
import pytest

from index.encoders.encode import open_encoder
from qa.evidence.table_columns import NEAR, Cell, cells, column_likeness
from tests.support.fake_models import FakeEncoder

ROW = "Port: Orvell; Wheat, tonnes: 412,000; Barley, tonnes: 96,500; Harbour master: Ida Renk."


def test_the_cells_of_a_row() -> None:
    assert cells("Port: Orvell; opens: 08:00; no name; note: see: below; empty: .") == [
        Cell("Port", "Orvell"),
        Cell("opens", "08:00"),
        Cell("note", "see: below"),
    ]
    assert cells("") == cells("A sentence without a column.") == []
    assert cells(f"{'a' * 80}: 1; b: 2.") == [Cell("b", "2")]


def test_what_is_no_row_or_says_no_value_has_no_column() -> None:
    question = "How much barley did Orvell export?"
    rows = ["", "The harbour exports barley.", ROW.replace("Orvell", "Lenta"), "Orvell; 3; 4."]
    assert not column_likeness(question, rows, FakeEncoder()).any()
    assert column_likeness(question, [], FakeEncoder()).shape == (0,)
    assert not column_likeness("", [ROW], FakeEncoder()).any()


def test_only_a_column_that_is_not_in_the_question_is_asked_for() -> None:
    found = column_likeness("Is Orvell a port?", ["Port: Orvell."], FakeEncoder())
    assert found.tolist() == [0.0]


def test_where_a_number_is_asked_for_the_column_has_one() -> None:
    (found,) = column_likeness(
        "How many masters has Orvell?", ["Port: Orvell; Master: Ida."], FakeEncoder()
    )
    assert found == 0.0
    (found,) = column_likeness(
        "Which master has Orvell?", ["Port: Orvell; Master: Ida."], FakeEncoder()
    )
    assert found > 0.0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("question", "is_near"),
    [
        ("How many tonnes of barley did Orvell export?", True),
        ("Who runs the harbour of Orvell?", True),
        ("How much wheat was shipped from Orvell?", True),
        ("How many people live in Orvell?", False),
        ("When was Orvell founded?", False),
        ("How much barley did Lenta export?", False),
    ],
)
def test_a_column_is_known_by_its_meaning(question: str, is_near: bool) -> None:
    (found,) = column_likeness(question, [ROW], open_encoder())
    assert (found >= NEAR) is np.bool_(is_near)
