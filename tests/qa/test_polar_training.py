"""Claims made yes/no questions to learn from."""

import random

import pytest

from qa.training.pairs import Pair
from qa.training.polar import asked, question_of


@pytest.mark.parametrize(
    ("claim", "question"),
    [
        ("The bridge is closed.", "Is the bridge closed?"),
        ("Anna Berg sold the mill to Carl Weiss.", "Did Anna Berg sell the mill to Carl Weiss?"),
        ("The mayor of Lindau has resigned.", "Has the mayor of Lindau resigned?"),
        ("Two ferries stopped in March.", "Did two ferries stop in March?"),
        ("NATO should carry on.", "Should NATO carry on?"),
        ("The injured walked home.", "Did the injured walk home?"),
        ("A ban on fishing was lifted.", "Was a ban on fishing lifted?"),
    ],
)
def test_a_statement_as_the_question_that_it_answers(claim: str, question: str) -> None:
    assert question_of(claim) == question


@pytest.mark.parametrize(
    "claim",
    [
        "",
        "Yes.",
        "The man who was shot has recovered.",
        "In May the bridge was closed.",
        "It was closed. The ferry was not.",
        "The injured child",
        "The bridge is not open.",
        "Is it closed?",
    ],
)
def test_no_question_where_the_verb_is_not_plain(claim: str) -> None:
    assert question_of(claim) == ""


@pytest.mark.parametrize(
    ("supported", "contradicted", "yes", "no"),
    [
        (True, None, (True, None), (False, True)),
        (False, True, (False, True), (True, None)),
        (False, False, (False, False), (False, False)),
    ],
)
def test_yes_and_no_by_what_the_evidence_says(
    supported: bool,
    contradicted: bool | None,
    yes: tuple[bool, bool | None],
    no: tuple[bool, bool | None],
) -> None:
    pair = Pair("The bridge is closed.", "It shut.", supported, contradicted=contradicted)
    found = {one.claim: one for n in range(20) for one in asked(pair, random.Random(n))}
    assert {claim: (one.supported, one.contradicted) for claim, one in found.items()} == {
        "Is the bridge closed? Yes": yes,
        "Is the bridge closed? No": no,
    }
    for claim, one in found.items():
        marked = [claim[start:end] for start, end in one.altered or ()]
        wrong = not one.supported and (supported or contradicted)
        assert marked == ([claim.rpartition(" ")[2]] if wrong else [])


def test_a_claim_that_nobody_judged_further_is_only_not_answered_with_yes() -> None:
    pair = Pair("The bridge is closed.", "It is old.", False)
    found = [one for n in range(50) for one in asked(pair, random.Random(n))]
    assert 5 < len(found) < 40
    assert {(one.claim[-3:], one.supported, one.altered) for one in found} == {("Yes", False, None)}
