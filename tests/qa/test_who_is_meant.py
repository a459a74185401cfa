"""Who did it is told by the sentence that says so, not by the one that only names who is meant."""

import pytest

from index.documents.split import passages, sentences
from index.types import Document
from qa.evidence.select import Evidence
from qa.evidence.who_is_meant import NEARLY, deed_first

HEAD = "Mr Colin Frayne teaches music. He is head of Tarnby School since August. He sings."
WON = "Kari Dahl had never rowed on the lake before. She won by four lengths. It rained."


def read(text: str, *shares: float) -> list[Evidence]:
    """The sentences of a document, each as probable as is said."""
    document = Document("0" * 16, text, "/a.txt", "News")
    passage = next(iter(passages(document, sentences(document))))
    return [
        Evidence(passage, span, share, span)
        for span, share in zip(passage.citable, shares, strict=True)
    ]


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who is head of Tarnby School?", HEAD),
        ("Who won the race on the lake?", WON),
        ("Who has won the race?", WON),
    ],
)
def test_what_was_done_goes_before_who_is_meant(question: str, text: str) -> None:
    named, done, last = read(text, 0.5, 0.2, 0.01)
    first, second, third = deed_first(question, [named, done, last])
    assert (first.span, first.before, first.probability) == (done.span, named.span, 0.5)
    assert (second.span, second.probability) == (named.span, 0.2)
    assert third == last


@pytest.mark.parametrize(
    ("question", "text", "share"),
    [
        ("What does the head of Tarnby School teach?", HEAD, 0.2),
        ("Who teaches music?", HEAD, 0.2),
        ("Who is the tallest?", WON, 0.2),
        ("Who lost the race?", WON, 0.2),
        ("Who won the race?", WON, 0.5 * NEARLY - 0.01),
        ("Who won the race?", WON.replace("She won", "Tove Berg won"), 0.2),
    ],
)
def test_else_nothing_is_changed(question: str, text: str, share: float) -> None:
    found = read(text, 0.5, share, 0.01)
    assert deed_first(question, found) == found
    assert deed_first(question, []) == []
