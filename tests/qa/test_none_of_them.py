"""How many did it? Nobody."""

import pytest

from qa.evidence.none_of_them import ANSWERS, none_of_them
from qa.evidence.select import Evidence
from tests.qa.test_changed import evidence


def asked(question: str, text: str, probability: float = 0.05) -> Evidence:
    return none_of_them(question, [evidence(text, None, probability)])[0]


@pytest.mark.parametrize(
    ("question", "text", "said"),
    [
        ("How many people were hurt?", "Nobody was hurt in the accident on 6 May.", "Nobody"),
        ("How many were killed?", "No one was killed, police said.", "No one"),
        ("How many people died?", "The fire spread fast, but no people died.", "no people"),
        ("How many boats sank?", "No boat sank in the storm.", "No boat"),
        ("How many of the boats sank?", "None of the boats sank in the storm.", "None"),
        ("And how many passengers drowned at Arnau?", "At Arnau no passenger drowned.", "no pass"),
        ("How many people came about the minutes?", "Nobody came.", "Nobody"),  # of its title
    ],
)
def test_nobody_is_an_answer(question: str, text: str, said: str) -> None:
    found = asked(question, text)
    assert found.probability == ANSWERS
    assert found.words.startswith(said)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("How many people were hurt?", "Nobody was killed in the accident."),
        ("How many people were hurt in Lindau?", "Nobody was hurt in the accident."),
        ("How many people were hurt in the storm?", "Nobody was hurt in the accident."),
        ("How many boats sank?", "No ferry sank."),
        ("How many people were hurt?", "Nobody denied that people were hurt."),
        ("How many people were hurt?", "Nobody said how they were not hurt."),
        ("How many people were hurt?", "Six people were hurt."),
        ("Who was hurt?", "Nobody was hurt."),
        ("How many?", "Nobody was hurt."),
        ("", "Nobody was hurt."),
    ],
)
def test_nobody_else_is(question: str, text: str) -> None:
    assert asked(question, text).probability == 0.05


def test_what_is_more_probable_stays_so() -> None:
    assert asked("How many people were hurt?", "Nobody was hurt.", 0.9).probability == 0.9
