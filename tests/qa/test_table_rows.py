"""Of the rows of a table, the one that says most of the question speaks."""

import pytest

from index.documents.normalise import make_document
from index.types import Passage, Place, Sentence, Span
from qa.evidence.select import Evidence
from qa.evidence.table_rows import FEWER, fullest_first

ROWS = (
    "Vehicle: HR-101; Driver: Ada Kern; Town: Lindau.",
    "Vehicle: HR-102; Driver: Ben Ott; Town: Lindau.",
    "Vehicle: HR-103; Driver: Cleo Roth; Town: Ulm.",
)
TEXT = "\n".join((*ROWS, "HR-102 was washed."))
END = TEXT.index("\nHR-102 was")


def evidence(probabilities: tuple[float, ...], *places: Place) -> list[Evidence]:
    document = make_document("/fleet.csv", TEXT, "Fleet", places=places)
    starts = [TEXT.index(line) for line in TEXT.split("\n")]
    spans = [
        Span(document.id, start, start + len(line))
        for start, line in zip(starts, TEXT.split("\n"), strict=True)
    ]
    passage = Passage(document, Span(document.id, 0, len(TEXT)), tuple(map(Sentence, spans)))
    found = [Evidence(passage, s, p, s) for s, p in zip(spans, probabilities, strict=True)]
    return sorted(found, key=lambda one: -one.probability)


def outcome(question: str, found: list[Evidence]) -> dict[str, float]:
    return {one.text: one.probability for one in fullest_first(question, found)}


def test_the_row_that_says_the_number_comes_first() -> None:
    found = outcome("Who drives HR-102?", evidence((0.6, 0.2, 0.4, 0.12), Place(0, END, row=2)))
    assert list(found.items()) == [
        (ROWS[1], 0.6),
        (ROWS[0], pytest.approx(0.6 * FEWER)),
        ("HR-102 was washed.", 0.12),
        (ROWS[2], pytest.approx(0.4 * FEWER)),
    ]


def test_rows_that_say_as_much_stay_in_their_order() -> None:
    given = evidence((0.3, 0.6, 0.1, 0.05), Place(0, END, row=2))
    found = outcome("Who drives in Lindau?", given)
    assert list(found)[:2] == [ROWS[1], ROWS[0]]
    assert (found[ROWS[1]], found[ROWS[0]]) == (0.6, 0.3)
    assert found[ROWS[2]] == pytest.approx(0.1 * FEWER)


def test_what_is_no_row_stays_as_it_is() -> None:
    given = evidence((0.6, 0.2, 0.4, 0.1))
    assert fullest_first("Who drives HR-102?", given) == given
    assert fullest_first("Who drives HR-102?", []) == []
