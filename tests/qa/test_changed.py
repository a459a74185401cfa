"""A later document changes what an earlier one told."""

import datetime
from math import inf

import pytest

from index.types import Document, Passage, Sentence, Span
from qa.evidence import when
from qa.evidence.changed import OVERTAKEN, changed
from qa.evidence.select import Evidence

OLD = "The regatta will take place on Saturday, 20 June."
NEW = "The regatta is moved from 20 June to Saturday, 27 June, because of a storm."


def evidence(text: str, day: str | None, probability: float, words: str = "") -> Evidence:
    number = sum(text.encode()) % 10_000
    document = Document(f"{number:016}", text, f"/{number}.txt", "Minutes", published=day)
    span = Span(document.id, 0, len(text))
    place = text.find(words)
    answer = Span(document.id, place, place + len(words)) if words else span
    return Evidence(Passage(document, span, (Sentence(span),)), span, probability, answer)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (OLD, NEW),
        ("Guests pay 9 euros a day.", "Guests pay 12 euros a day instead of 9."),
        ("The fee is 140 euros.", "The annual fee was raised from 140 to 155 euros."),
        ("The talk begins at 7 p.m.", "The talk begins at 8 and not 7 p.m."),
    ],
)
def test_the_change_answers_in_its_place(old: str, new: str) -> None:
    found, before = changed(
        [evidence(old, "2026-03-10", 0.8), evidence(new, "2026-04-14", 0.3)], 0.2
    )
    assert [one.probability for one in found] == [0.8 * OVERTAKEN, 0.8]
    assert [one.text for one in before] == [old]


@pytest.mark.parametrize(
    ("old", "new", "day"),
    [
        (OLD, NEW, "2026-03-09"),  # of an earlier document
        (OLD, NEW, None),
        (OLD, "Vos proposed to move the regatta from 20 to 27 June.", "2026-04-14"),
        (OLD, "The regatta was not moved from 20 June to 27 June.", "2026-04-14"),
        (OLD, "The dinner is moved from 21 June to 28 June.", "2026-04-14"),
        (OLD, "Shops are open from 20 June to 27 June.", "2026-04-14"),
        (OLD, "The regatta is moved to 27 June.", "2026-04-14"),  # it does not say from when
        ("The regatta is moved from 20 to 27 June.", "It lasts from 20 to 27 June.", "2026-04-14"),
    ],
)
def test_nothing_else_is_a_change(old: str, new: str, day: str | None) -> None:
    pair = [evidence(old, "2026-03-10", 0.8), evidence(new, day, 0.3)]
    assert changed(pair, 0.2) == (pair, [])


COUNTED = "Five people died in the fire at the Corvan mill."
ANEW = "The toll of the fire at the Corvan mill was lowered to three on Tuesday."


def test_a_count_is_overtaken_by_a_later_one() -> None:
    old, new = evidence(COUNTED, "2026-03-10", 0.8, "Five"), evidence(ANEW, "2026-03-12", 0.2)
    found, before = changed([old, new], 0.2)
    assert [one.probability for one in found] == [0.8 * OVERTAKEN, 0.8]
    assert before == [old]


@pytest.mark.parametrize(
    ("new", "day", "probability"),
    [
        (ANEW, "2026-03-09", 0.2),  # of an earlier document
        (ANEW, "2026-03-12", 0.05),  # hardly an answer
        ("The price of the room was raised to three euros.", "2026-03-12", 0.2),
        ("The toll of the fire at the Corvan mill rose to five.", "2026-03-12", 0.2),
        ("The toll of the fire at the mill may be lowered to three.", "2026-03-12", 0.2),
    ],
)
def test_another_count_overtakes_nothing(new: str, day: str, probability: float) -> None:
    pair = [evidence(COUNTED, "2026-03-10", 0.8, "Five"), evidence(new, day, probability)]
    assert changed(pair, 0.2) == (pair, [])


@pytest.mark.parametrize(
    ("old", "words", "new", "counts"),
    [
        (
            "The price of a day ticket is 8 euros.",
            "8 euros",
            "The price of a month ticket was raised to 40 euros.",
            False,
        ),
        (
            "The speed limit on Mill Road is 50.",
            "50",
            "The speed limit on Hill Road was lowered to 30.",
            False,
        ),
        (
            "The company employs 640 people in Orme.",
            "640",
            "The company's shares in Orme have risen to 12 euros.",
            False,
        ),
        (
            "The price of a ticket is 8 euros.",
            "8 euros",
            "The price of a ticket was raised to 12 euros for children.",
            False,
        ),
        ("The club has 640 members.", "640", "The club has members who rose to 12 posts.", False),
        (
            "The price of a day ticket is 8 euros.",
            "8",
            "The price of a day ticket was raised to 9 euros on 1 May.",
            True,
        ),
        (
            "The speed limit on Mill Road is 50.",
            "50",
            "The speed limit on Mill Road was lowered to 30.",
            True,
        ),
        (
            "The company employs 640 people in Orme.",
            "640",
            "The number of people employed by the company in Orme has fallen to 580.",
            True,
        ),
    ],
)
def test_a_count_is_overtaken_by_one_of_the_same_thing(
    old: str, words: str, new: str, counts: bool
) -> None:
    pair = [evidence(old, "2026-03-10", 0.8, words), evidence(new, "2026-03-12", 0.2)]
    found, before = changed(pair, 0.2)
    assert before == pair[: int(counts)]
    assert found[1].probability == (0.8 if counts else 0.2)


def test_what_is_no_answer_is_not_changed() -> None:
    pair = [evidence(OLD, "2026-03-10", 0.1), evidence(NEW, "2026-04-14", 0.05)]
    assert changed(pair, 0.2) == (pair, [])


def test_the_words_that_answer_are_those_of_now() -> None:
    new = evidence(NEW, "2026-04-14", 0.3, "20 June to Saturday, 27 June")
    found, _ = changed([evidence(OLD, "2026-03-10", 0.8), new], 0.2)
    assert found[1].words == "Saturday, 27 June"


@pytest.mark.parametrize("question", ["When is the regatta?", "When will the regatta be?"])
def test_asked_for_now_or_later_the_change_comes_first(question: str) -> None:
    pair = [evidence(OLD, "2026-03-10", 0.8), evidence(NEW, "2026-04-14", 0.3)]
    asked = when.asked_time(question, datetime.date(2026, 5, 1))
    bound = when.bind(pair, asked, 0.2)
    assert [one.text for one in bound.evidence] == [NEW, OLD]
    assert [one.text for one in bound.overtaken] == [OLD]


CHARGER = "The police suspect a faulty battery charger."


@pytest.mark.parametrize(
    "new",
    [
        "Investigators have ruled out the battery charger as the cause.",
        "The battery charger was not the cause, the police said.",
        "The police no longer suspect the charger.",
    ],
)
def test_what_a_later_document_rules_out_is_no_answer_any_more(new: str) -> None:
    old = evidence(CHARGER, "2025-05-12", 0.6, "a faulty battery charger")
    later = evidence(new, "2025-05-14", 0.05, "charger")
    found, before = changed([old, later], 0.2)
    assert [one.probability for one in found] == [0.6 * OVERTAKEN, 0.6]
    assert found[1].answer_score == -inf
    assert before == [old]


@pytest.mark.parametrize(
    ("new", "day"),
    [
        ("Investigators have ruled out the battery charger as the cause.", "2025-05-11"),
        ("Investigators have ruled out arson.", "2025-05-14"),
        ("Investigators have ruled out that.", "2025-05-14"),
        ("The charger is being examined.", "2025-05-14"),
    ],
)
def test_nothing_is_ruled_out(new: str, day: str) -> None:
    old = evidence(CHARGER, "2025-05-12", 0.6, "a faulty battery charger")
    found, before = changed([old, evidence(new, day, 0.05)], 0.2)
    assert not before
    assert found[0] == old
