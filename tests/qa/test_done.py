"""What was decided, tried or wanted was not therefore done."""

import pytest

from qa.evidence.done import only_decided

HARBOUR = "In 1968 the council decided to fill in the old harbour to make a car park."


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Was the harbour filled in?", HARBOUR),
        ("When was the harbour filled in?", HARBOUR),
        ("Did Anna Berg buy the mill?", "Anna Berg tried to buy the mill."),
        ("When did the school close?", "The board voted to close the school in May."),
        ("Did the ferry leave?", "The ferry was to leave at noon."),
        ("Did Carl Weiss build a bridge?", "Carl Weiss wanted to build a bridge."),
    ],
)
def test_it_was_not_done_as_far_as_that_says(question: str, sentence: str) -> None:
    assert only_decided(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Did the council decide to fill in the harbour?", HARBOUR),
        ("Who wanted to build the bridge?", "Carl Weiss wanted to build a bridge."),
        ("Will the harbour be filled in?", HARBOUR),
        ("Was the school closed?", "The board voted to close the school, and it closed in May."),
        ("Was the harbour deep?", HARBOUR),
        ("Was the harbour filled in?", "The harbour was filled in in 1968."),
        ("", ""),
        ("Was it?", "It was to"),
    ],
)
def test_nothing_was_only_decided(question: str, sentence: str) -> None:
    assert not only_decided(question, sentence)
