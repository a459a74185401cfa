"""Of several figures in a sentence, the one that belongs to what is asked for."""

from math import inf

import pytest

from index.types import Document, Passage, Sentence, Span
from qa.evidence.bound_values import bound_value, with_bound_values
from qa.evidence.select import Evidence

REVENUE = "Revenue rose by 8 per cent to 412 million euros in 2023, after 381 million in 2022."
CARS = "About 6,200 cars use the lane on a weekday, according to a count; in 2019 it was 7,900."
ROSE = "The fee rose from 34 euros in 2022 to 29 euros."
HURT = "Five people were hurt in Aldwick and three in Norwick."
DAYS = "The pool closes at 8 p.m. on Monday and at 9 p.m. on Friday."


def found(question: str, sentence: str, answer: str) -> str | None:
    start = sentence.index(answer)
    place = bound_value(question, sentence, (start, start + len(answer)))
    return place and sentence[slice(*place)]


@pytest.mark.parametrize(
    ("question", "sentence", "read", "right"),
    [
        ("What was the revenue in 2022?", REVENUE, "412 million euros", "381 million"),
        ("What was the revenue in 2023?", REVENUE, "381 million", "412 million euros"),
        ("How many cars used the lane in 2019?", CARS, "6,200", "7,900"),
        ("What was the fee in 2022?", ROSE, "29 euros", "34 euros"),
        ("How many were hurt in Norwick?", HURT, "Five people", "three"),
        ("How many were hurt in Aldwick?", HURT, "three", "Five people"),
        ("When does the pool close on Friday?", DAYS, "8 p.m.", "9 p.m."),
        ("How many came in June?", "In May 310 came, in June 290.", "310", "290"),
        ("What is the excess of Teal Cover?", "Teal Cover: £389, excess £500", "£389", "£500"),
        ("How much is the deposit?", "A boat is £12 an hour (deposit: £40).", "£12", "£40"),
        ("How hot is a fan oven to be?", "Heat it to 180 °C (160 °C fan).", "180 °C", "160 °C"),
        ("What do reduced tickets cost?", "A day is €12 (€8 reduced).", "€12", "€8"),
        ("What's the yearly fee for a locker?", "Locker €3, fee of €9 a year", "€3", "€9"),
    ],
)
def test_the_figure_of_what_is_asked_for(
    question: str, sentence: str, read: str, right: str
) -> None:
    assert found(question, sentence, read) == right
    assert found(question, sentence, right) == right


@pytest.mark.parametrize(
    ("question", "sentence", "read"),
    [
        ("What was the revenue?", REVENUE, "412 million euros"),
        ("What was the revenue in 2021?", REVENUE, "412 million euros"),
        ("By how much did revenue rise in 2023?", REVENUE, "8 per cent"),
        ("How many were hurt in Lindau?", HURT, "Five people"),
        ("When was it 412 million?", REVENUE, "2023"),
        ("What happened in 2022?", REVENUE, "Revenue rose"),
        ("How much did it cost in 2019?", "It cost 5 euros and 20 cents in 2019.", "5 euros"),
        ("What is the excess?", "Teal: £389 excess, £500 limit", "£389"),
        ("What is the excess?", "Excess £500 abroad, excess £300 here, £9 fee", "£9"),
        ("What is the deposit?", "It is £40; who pays the deposit £5 late is fined.", "£40"),
        ("What is the distance?", "Teal Cover: £389, distance 12 km", "£389"),
        ("", "", ""),
    ],
)
def test_nothing_speaks_against_what_was_read(question: str, sentence: str, read: str) -> None:
    assert found(question, sentence, read) == read


NO_FIGURE = "In 2021 it was 310 euros, 290 euros before, but there is no figure at all for 2022."


@pytest.mark.parametrize(("year", "sure"), [("2021", True), ("2022", False)])
def test_what_belongs_to_another_year_is_no_answer_in_short(year: str, sure: bool) -> None:
    document = Document("0" * 16, NO_FIGURE, "/a.txt", "Fees")
    span, place = Span(document.id, 0, len(NO_FIGURE)), NO_FIGURE.index("310")
    words = Span(document.id, place, place + len("310 euros"))
    one = Evidence(Passage(document, span, (Sentence(span),)), span, 0.8, words, answer_score=3.0)
    (kept,) = with_bound_values(f"What did it cost in {year}?", [one])
    assert kept.answer == words and kept.probability == 0.8
    assert kept.answer_score == (3.0 if sure else -inf)


def test_a_figure_in_brackets_is_of_its_kind_alone() -> None:
    oven = "Heat it to 180 °C (160 °C fan)."
    assert found("How hot is the oven to be?", oven, "180 °C") == "180 °C"
    fan = "Heat the fan oven to 180 °C (160 °C fan)."
    assert found("How hot is a fan oven to be?", fan, "180 °C") == "180 °C"


def test_the_words_are_those_of_the_document() -> None:
    text = f"Trees.\n{REVENUE}"
    document = Document("0" * 16, text, "/a.txt", "Report")
    span, place = Span(document.id, 7, len(text)), text.index("412")
    words = Span(document.id, place, place + len("412 million euros"))
    one = Evidence(Passage(document, span, (Sentence(span),)), span, 0.8, words, answer_score=3.0)
    (kept,) = with_bound_values("What was the revenue in 2022?", [one])
    assert kept.words == "381 million"
    assert with_bound_values("", []) == []
