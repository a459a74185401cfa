"""Ways of saying the same, that the checker is trained on."""

import random

import pytest

from qa.training.rewording import attributed, joined, moved, respelled, reworded, shortened

CHANCE = random.Random(1)


@pytest.mark.parametrize(
    ("way", "text", "expected"),
    [
        (shortened, "The ferry sank in the bay, which is shallow.", "The ferry sank in the bay."),
        (shortened, "The ferry will sail tomorrow if the wind drops.", None),
        (moved, "In March, the ferry was closed.", "The ferry was closed in March."),
        (moved, "The ferry was closed in 1999.", "In 1999, the ferry was closed."),
        (moved, "Nothing moved.", None),
        (
            attributed,
            "“The ferry is closed for repairs,” said Ada Moser.",
            {
                "According to Ada Moser, the ferry is closed for repairs.",
                "Ada Moser said that the ferry is closed for repairs.",
            },
        ),
        (
            attributed,
            "Ada Moser said that we will open in May.",
            "“We will open in May,” Ada Moser said.",
        ),
    ],
)  # fmt: skip
def test_a_way(way, text, expected) -> None:  # type: ignore[no-untyped-def]
    found = way(text, CHANCE)
    if isinstance(expected, set):
        assert found in expected
    else:
        assert found == (text if expected is None else expected)


def test_numbers_dates_and_phrases_in_another_spelling() -> None:
    text = "On 3 May 2020, 4 ferries did not sail with 1,500,000 people, 12 per cent of all."
    shown = {respelled(text, random.Random(n)) for n in range(200)}
    for part in ("May 3, 2020", "four ferries", "didn't", "1.5 million", "12%"):
        assert any(part in one for one in shown), part
    assert not any("twelve per cent" in one or "twelve%" in one for one in shown)


def test_two_sentences_as_one() -> None:
    found = joined("The ferry sank.", "The train was late.", CHANCE)
    assert found.startswith("The ferry sank")
    assert found.endswith("the train was late.")


@pytest.mark.parametrize("text", ["", ".", "x", "“”", "In , .", "The " * 400])
def test_any_text(text: str) -> None:
    for n in range(20):
        assert isinstance(reworded(text, random.Random(n)), str)
