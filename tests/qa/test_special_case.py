"""The usual figure, and the one for the case that is asked about."""

import pytest

from index.types import Document, Passage, Sentence, Span
from qa.evidence.select import Evidence
from qa.evidence.special_case import OF_USUAL, special_case_first

USUAL = "Your excess is 200 crowns for each claim."
STORM = "For damage by storm it is 500 crowns."
LUNCH = "From May a lunch will cost 4.20 crowns instead of 3.80."
CARD = "Families with a Tavel card go on paying 1 crown."
ASKED = "What is the excess for storm damage?"


def evidence(*given: tuple[str, str, float], between: str = " ") -> list[Evidence]:
    """Sentences of one document, each with the words that answer, and its probability."""
    document = Document("0" * 16, between.join(text for text, _, _ in given), "/a.txt", "Cover")
    spans = []
    for text, _, _ in given:
        start = document.text.index(text)
        spans.append(Span(document.id, start, start + len(text)))
    whole = Span(document.id, 0, len(document.text))
    passage = Passage(document, whole, tuple(map(Sentence, spans)))
    found = []
    for span, (text, words, probability) in zip(spans, given, strict=True):
        start = span.start + text.index(words)
        answer = Span(document.id, start, start + len(words))
        found.append(Evidence(passage, span, probability, answer))
    return sorted(found, key=lambda one: -one.probability)


@pytest.mark.parametrize(
    ("question", "usual", "case", "right"),
    [
        (ASKED, (USUAL, "200 crowns", 0.8), (STORM, "storm", 0.2), (STORM, "500 crowns")),
        (ASKED, (USUAL, "200 crowns", 0.6), (STORM, "500 crowns", 0.8), (STORM, "500 crowns")),
        (
            "How much does lunch cost for families with a Tavel card?",
            (LUNCH, "4.20 crowns", 0.3),
            (CARD, "1 crown", 0.1),
            (CARD, "1 crown"),
        ),
        (
            "What is the notice period for apprentices on probation?",
            ("The notice period is three months.", "three months", 0.7),
            ("For apprentices on probation it is two weeks.", "two weeks", 0.3),
            ("For apprentices on probation it is two weeks.", "two weeks"),
        ),
        (
            "When does the pool open on public holidays?",
            ("The pool opens at 9:00.", "9:00", 0.7),
            ("On public holidays it opens at 11:30.", "it opens", 0.3),
            ("On public holidays it opens at 11:30.", "11:30"),
        ),
    ],
)
def test_the_figure_of_the_case_goes_first(
    question: str,
    usual: tuple[str, str, float],
    case: tuple[str, str, float],
    right: tuple[str, str],
) -> None:
    first, last = special_case_first(question, evidence(usual, case))
    assert (first.text, first.words) == right
    assert first.probability == max(usual[2], case[2])
    assert last.text == usual[0] and last.probability == pytest.approx(OF_USUAL * usual[2])


@pytest.mark.parametrize(
    ("question", "first", "other", "between"),
    [
        ("What is the excess?", (USUAL, "200 crowns", 0.8), (STORM, "500 crowns", 0.2), " "),
        (ASKED, (USUAL, "200 crowns", 0.8), (STORM, "500 crowns", 0.2), "\n\nIt rains.\n\n"),
        (ASKED, (USUAL, "each claim", 0.8), (STORM, "500 crowns", 0.2), " "),
        (
            ASKED,
            (USUAL, "200 crowns", 0.8),
            ("Damage by storm is seen after 3 days.", "3 days", 0.2),
            " ",
        ),
        (
            ASKED,
            (USUAL, "200 crowns", 0.8),
            ("For storm damage it is 500 crowns, by hail 300 crowns.", "500 crowns", 0.2),
            " ",
        ),
        (
            "When does the pool open for club swimmers?",
            ("The pool opens at 9:00.", "9:00", 0.8),
            ("Club swimmers leave the pool at 8:30.", "8:30", 0.2),
            " ",
        ),
        (
            "How many people died in the fire in the mill?",
            ("It was said that 3 people died.", "3 people", 0.8),
            ("In the fire in the mill 200 people were brought to safety.", "200 people", 0.2),
            " ",
        ),
        (
            "What is the fee for a season ticket?",
            ("The fee is 10 euros.", "10 euros", 0.8),
            ("In 2019 a season ticket cost 70 euros.", "70 euros", 0.2),
            " ",
        ),
        (
            "What is the excess for storm damage to a tent?",
            (USUAL, "200 crowns", 0.8),
            (STORM, "500 crowns", 0.2),
            " ",
        ),
    ],
)
def test_what_is_not_surely_of_the_case_changes_nothing(
    question: str, first: tuple[str, str, float], other: tuple[str, str, float], between: str
) -> None:
    found = evidence(first, other, between=between)
    assert special_case_first(question, found) == found
    assert special_case_first(question, []) == []
