"""How a sentence leans on the one before it."""

import pytest

from qa.english.leaning import both, leans, passes_on


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("It took shape in 2025.", True),
        ("But they left.", True),
        ("Norway does not belong to it.", True),
        ("The mayor met him on Monday.", False),  # what stands behind may say who
        ("The mayor met him.", True),
        ("The board asked the council to help them.", False),
        ("Roth took the ball and threw it.", False),
        ("Whoever finds a wallet may keep it.", False),
        ("The children who found it kept it.", False),
        ("The village is proud of the bridge and of the people who built it.", False),
        ("There are nine of them.", False),
        ("After a long debate in the old hall the members of the council rejected it.", False),
        ("The ferry sank.", False),
        ("", False),
    ],
)
def test_what_begins_or_ends_with_a_pronoun_leans(sentence: str, found: bool) -> None:
    assert leans(sentence) == found


@pytest.mark.parametrize(
    ("leaning", "before", "found"),
    [
        ("Its chief is Ada Holm.", "Norway does not belong to it.", True),
        ("Its chief is Ada Holm.", "It meets in May.", True),
        ("Its chief is Ada Holm.", "Norway does not belong to him.", False),
        ("Its chief is Ada Holm.", "The Union meets in May.", False),
        ("Norway does not belong to it.", "It meets in May.", True),
        ("He counted five.", "He arrived on Monday.", True),
        ("He counted five.", "She arrived on Monday.", False),
        ("He counted five.", "Putin has not moved, although they press him.", False),
        ("Both left.", "Both came.", False),
    ],
)
def test_a_pronoun_that_is_passed_on_says_nobody(leaning: str, before: str, found: bool) -> None:
    assert passes_on(leaning, before) == found


def test_both_are_joined_in_the_sentence_before() -> None:
    before = "Denmark and the Netherlands will give Ukraine fighter planes."
    assert both("Both belong to NATO.", before) == "Denmark and the Netherlands"
    assert both("The two belong to NATO.", before) == "Denmark and the Netherlands"
    assert both("The two of the ministers left.", before) == ""
    assert both("They belong to NATO.", before) == ""
    assert both("Both belong to NATO.", "Denmark will give planes.") == ""
    told = "Ada Holm, a judge from Oslo, and Per Dahl were elected."
    assert both("Both are lawyers.", told) == "Ada Holm, a judge from Oslo, and Per Dahl"
    days = "On Monday and Tuesday Ann Ode and Ben Ash stole a car."
    assert both("Both were fined.", days) == ""  # in doubt nobody
    assert both("Both won.", "Ann Ode and Ben Ash met Cy Fir and Di Gale.") == ""
