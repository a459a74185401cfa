"""A question that a document asks and answers itself."""

import pytest

from index.documents.split import passages, sentences
from index.types import Document
from qa.evidence.answered_there import ANSWERS, behind_its_question
from qa.evidence.select import Evidence

TEXT = (
    "Ferry questions\n\nMay I take my dog on the ferry?\n\nYes, dogs travel free of charge.\n\n"
    "When does the first ferry leave Orvell?\n\n"
    "At 05:40 on working days and at 07:00 on Sundays.\n\n"
    "The last ferry is late. When does the bar open? It opens at noon on every day of the week."
)
FIRST = "At 05:40 on working days and at 07:00 on Sundays."
BAR = "It opens at noon on every day of the week."


def evidence(probability: float = 0.1) -> list[Evidence]:
    document = Document("d" * 16, TEXT, "/faq.txt", "Ferry questions")
    return [
        Evidence(passage, span, probability, span)
        for passage in passages(document, sentences(document))
        for span in passage.citable
    ]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When does the first ferry leave Orvell?", FIRST),
        ("when does the first ferry leave Orvell", FIRST),
        ("When does the bar open?", BAR),
        ("When does the last ferry leave Lenta?", ""),
        ("Who is the captain?", ""),
        ("", ""),
    ],
)
def test_what_stands_behind_the_very_question_answers_it(question: str, answer: str) -> None:
    found = behind_its_question(question, evidence())
    raised = [one.text for one in found if one.probability == ANSWERS]
    assert raised == ([answer] if answer else [])
    assert len(found) == len(evidence()) and (not answer or found[0].text == answer)


def test_what_is_surer_stays_as_it_is() -> None:
    question = "When does the first ferry leave Orvell?"
    assert {one.probability for one in behind_its_question(question, evidence(0.9))} == {0.9}
    assert behind_its_question(question, []) == []
