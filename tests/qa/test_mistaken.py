"""Sentences that tell of another thing done than a question asks for."""

import pytest

from index.documents.normalise import make_document
from qa.english.mistaken import mistaken
from qa.evidence.cascade import MISTAKEN, less_mistaken
from qa.evidence.select import Evidence
from tests.support.fakes import find, passage


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many people were killed?", "Six people were hurt, he said."),
        ("How many were wounded?", "Two people died in the fire."),
        ("When was the bridge opened?", "The bridge was closed in May."),
        ("When was she born?", "She died in 1931."),
    ],
)
def test_it_tells_of_something_else(question: str, sentence: str) -> None:
    assert mistaken(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many people were killed?", "Two people were killed and 22 wounded."),
        ("How many were injured?", "Six people were hurt, he said."),
        ("How many were killed and wounded?", "Six people were hurt."),
        ("How many drones were there?", "Six people were hurt."),
        ("When was the bridge opened?", "The first cars crossed it in May."),
        ("Who bought the mill?", "Anna Berg sold the mill to Carl Weiss."),
        ("Who won?", "Lindau lost to Bregenz."),
        ("", ""),
    ],
)
def test_it_may_answer(question: str, sentence: str) -> None:
    assert not mistaken(question, sentence)


TOLL = make_document("/t", "Six people were hurt. Two people were killed.", "Toll")


def evidence(sentence: str, probability: float) -> Evidence:
    span = find(TOLL, sentence)
    return Evidence(passage(TOLL, sentence), span, probability, span)


def test_what_is_mistaken_becomes_less_probable() -> None:
    hurt, killed = evidence("Six people were hurt.", 0.6), evidence("Two people were killed.", 0.5)
    found = less_mistaken("How many people were killed?", [hurt, killed])
    assert [one.text for one in found] == [killed.text, hurt.text]
    assert [one.probability for one in found] == pytest.approx([0.5, MISTAKEN * 0.6])
    assert less_mistaken("How many people were hurt?", [hurt, killed])[0] is hurt
    assert less_mistaken("What happened?", [hurt, killed]) == [hurt, killed]
