"""Which of two versions is the newer one."""

import pytest

from index.types import Document
from qa.comparison.ages import day_of, newer, years_of


def document(title: str, published: str | None = None, text: str = "The fee is due.") -> Document:
    return Document("a" * 16, text, "/z.txt", title, published)


@pytest.mark.parametrize(
    ("older", "other"),
    [
        (document("Rules", "2021-01-01"), document("Rules", "2024-01-01")),
        (document("Rules 2024", "2021-01-01"), document("Rules 2021", "2024-01-01")),
        (document("Rules 2021"), document("Rules 2024")),
        (document("Rules of 3 May 2024"), document("Rules of 4 May 2024")),
        (document("Rules", None, "Rules\nLast changed on 4 July 2023.\n"), document("Rules 2024")),
        (document("Rules v2"), document("Rules v10")),
        (document("Rules"), document("Rules, version 2")),
        (
            document("Fire in Brenn", "2025-03-14"),
            document("Fire in Brenn (corrected)", "2025-03-14"),
        ),
        (document("Fire (update 1)", "2025-03-14"), document("Fire (update 3)", "2025-03-14")),
    ],
)
def test_the_newer_one(older: Document, other: Document) -> None:
    assert (newer(other, older), newer(older, other)) == (1, -1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (document("Rules"), document("Rules")),
        (document("Rules", "2024-01-01"), document("Rules")),
        (document("Rules", "2024-01-01"), document("Rules 2024")),
        (document("Rules", "2024-01-01"), document("Other rules", "2024-01-01")),
    ],
)
def test_nothing_tells(one: Document, other: Document) -> None:
    assert newer(one, other) == newer(other, one) == 0


def test_the_day_of_a_document() -> None:
    assert day_of(document("Rules 2021", "2024-01-01")) == "2024-01-01"
    assert day_of(document("Rules 2021")) == "2021"
    assert day_of(document("Rules", None, "Rules\n\nValid from 1 May 2020.")) == "2020-05-01"
    assert day_of(document("Rules", None, "x " * 600 + "Published: 1 May 2020")) == ""
    assert years_of(document("Rules 2021", "2020-12-01")) == {"2020", "2021"}
