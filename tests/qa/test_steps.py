"""Steps of instructions, by their number or by the step beside them."""

import datetime
from time import perf_counter

import pytest

from index.documents.normalise import make_document
from index.documents.split import passages, sentences
from index.types import EVERYWHERE, Coverage, Document, Hit
from qa.comparison.versions import Family
from qa.english.asked_steps import step_asked
from qa.evidence import when
from qa.gather import Clock, Searched
from qa.kinds.steps import step
from qa.types import Answer, Kind

PLUMS = """Plum dumplings

Method

1. Boil the potatoes for 25 minutes, peel them and press them.
2. Knead in the flour and the egg. Let the dough rest.
3. Stone the plums.
4. Wrap each plum in dough.

Do not use new potatoes.
"""
BOIL = "Boil the potatoes for 25 minutes, peel them and press them."
KNEAD = "Knead in the flour and the egg. Let the dough rest."
BULBS = """Changing the bulb

1. Switch off the lamp.
2. Unscrew the cover.
3. Put in the new bulb.
"""


def document(text: str, title: str) -> Document:
    return make_document(f"/{title}.txt", text, title)


RECIPE = document(PLUMS, "Plum dumplings")
LAMP = document(BULBS, "Changing the bulb")


def answer(question: str, *documents: Document) -> Answer | None:
    hits = [
        Hit(passage, 1.0)
        for one in documents or (RECIPE, LAMP)
        for passage in passages(one, sentences(one))
    ]
    asked = when.asked_time(question, datetime.date(2025, 6, 1))
    family = Family(lambda ids: {}, lambda id: (), lambda ids: {})  # type: ignore[arg-type,return-value]
    parts = (question, EVERYWHERE, Coverage(), asked, tuple(hits), tuple(hits), family)
    return step(question, Searched(*parts), Clock())


@pytest.mark.parametrize(
    ("question", "said", "number"),
    [
        ("What comes after kneading in the flour?", KNEAD, 2),
        ("What should I do after the dough has rested?", "Stone the plums.", 3),
        ("What do I do after boiling the potatoes?", BOIL, 1),
        ("What must be done before stoning the plums?", KNEAD, 2),
        ("Which step comes directly after stoning the plums?", "Wrap each plum in dough.", 4),
        ("What is the next step once the cover is unscrewed?", "Put in the new bulb.", 3),
        ("What is the first step of the plum dumplings?", BOIL, 1),
        ("What is step 3 for changing the bulb?", "Put in the new bulb.", 3),
        ("What is the last step of the plum dumplings?", "Wrap each plum in dough.", 4),
    ],
)
def test_the_order_of_the_steps_answers(question: str, said: str, number: int) -> None:
    found = answer(question)
    assert found and found.kind is Kind.FACT and not found.items
    assert [claim.text for claim in found.claims] == [said]
    assert [citation.quote for citation in found.claims[0].citations] == [said]
    assert found.notes[-1].startswith(f"Step {number} of ")


@pytest.mark.parametrize(
    "question",
    [
        "What comes after wrapping each plum in dough?",  # it is the last
        "What comes before boiling the potatoes?",
        "What comes after frying the onions?",
        "What is the first step?",  # of two instructions
        "What is step 9 for changing the bulb?",
        "What is the second step of baking bread?",
        "What happened after the war?",
        "Who came after the king?",
        "When do I knead the dough?",
        "How many plums are there?",
        "",
        "after",
    ],
)
def test_where_it_is_not_plain_which_step_none_answers(question: str) -> None:
    assert answer(question) is None


HOUSE = """House rules

1. Turn off the heating.
2. Empty the fridge before leaving.
3. Leave the building after the alarm rings.
4. Smoking is forbidden in the stairwell.
5. Send 1 copy to the office by 5 pm.
"""


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("What must I do before leaving?", HOUSE),
        ("What do I do after the alarm rings?", HOUSE),
        ("What must I do before 1 May?", HOUSE),
        ("What has to be done before 5 pm?", HOUSE),
        ("What is the first step?", HOUSE),
        ("How many steps are there?", HOUSE),
        ("How many steps does the house have?", HOUSE),
        ("What is the second step?", BULBS.replace("2. ", "   It must be cold.\n2. ")),
        ("What is the second step?", BULBS.replace("1.", "7.").replace("2.", "8.")),
        ("What is the first step?", BULBS.replace("1.", "4.").replace("3.", "1.")),
    ],
)
def test_what_are_no_steps_in_order_is_left_to_the_reader(question: str, text: str) -> None:
    assert answer(question, document(text, text.partition("\n")[0])) is None


def test_a_copy_of_the_instructions_says_the_same() -> None:
    copy = make_document("/copy.txt", BULBS, "Changing the bulb")
    found = answer("What comes after step 2?", LAMP, copy)
    assert found and found.claims[0].text == "Put in the new bulb."


def test_steps_are_counted_and_listed() -> None:
    found = answer("How many steps are there?", LAMP)
    assert found and (found.kind, found.short) == (Kind.LIST, "3")
    assert [item.text for item in found.items][1] == "Unscrew the cover"
    assert found.extent == "These are all 3 steps of “Changing the bulb”."


def test_lines_without_numbers_have_no_order() -> None:
    plain = document(BULBS.replace("1.", "-").replace("2.", "-").replace("3.", "-"), "Bulb")
    assert answer("What comes after unscrewing the cover?", plain) is None


def test_hostile_questions_take_no_time() -> None:
    started = perf_counter()
    for word in ("do ", "after ", "what next the step ", "a" * 50):
        step_asked("what " + word * 10_000)
        step_asked("what is " + word * 10_000 + "step")
    assert perf_counter() - started < 3
