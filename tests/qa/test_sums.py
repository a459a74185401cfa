"""Where a sum is asked for, only what speaks of money answers."""

import pytest

from index.documents.normalise import make_document
from index.types import Span
from qa.english.money import asks_for_a_sum, may_name_a_sum
from qa.evidence.rows.tables import alone
from qa.evidence.select import ANOTHERS, Evidence
from qa.evidence.sums import of_a_sum


@pytest.mark.parametrize(
    ("question", "sum_asked"),
    [
        ("How much do we pay Corvan a month?", True),
        ("how much is the rent", True),
        ("How much did the mill cost?", True),
        ("How much money is left?", True),
        ("How much flour is in it?", False),
        ("How many pay the fee?", False),
        ("How much of the time was paid?", False),
    ],
)
def test_a_sum_is_asked_for(question: str, sum_asked: bool) -> None:
    assert asks_for_a_sum(question) is sum_asked


@pytest.mark.parametrize(
    "text", ["£46", "It is free.", "Price: 96.00", "12 crowns", "1.2 million", "3.90 EUR"]
)
def test_it_may_name_a_sum(text: str) -> None:
    assert may_name_a_sum(text)


def left(text: str, line: str, title: str = "Tender") -> float:
    document = make_document("/t", text, title)
    at = document.text.index(line)
    span = Span(document.id, at, at + len(line))
    found = of_a_sum(
        "How much do we pay Corvan?", [Evidence(alone(document, span), span, 1.0, span)]
    )
    return found[0].probability


def test_what_says_nothing_of_money_falls_behind() -> None:
    term = "Item: Minimum term; Unit: months; Corvan: 24."
    assert left(f"Answers of the bidders\n\n{term}", term) == ANOTHERS
    assert left(f"Prices of the bidders\n\n{term}", term) == 1.0
    assert left(term, term, title="Fees of 2024") == 1.0
    assert left("Corvan gets £24 a month.", "Corvan gets £24 a month.") == 1.0
