"""`and dinner?`: a noun without an article in the place of its like."""

import pytest

from qa import Answer
from qa.conversation.bare_nouns import with_bare_noun
from qa.conversation.rewrite import by_rule, stands_alone


@pytest.mark.parametrize(
    ("question", "follow_up", "whole"),
    [
        ("What was the revenue in 2023?", "What about profit?", "What was the profit in 2023?"),
        ("How much is the rent?", "And heating?", "How much is the heating?"),
        ("Is breakfast included?", "What about dinner?", "Is dinner included?"),
        ("Are dogs allowed in the pool?", "And cats?", "Are cats allowed in the pool?"),
        ("Do children travel free?", "And adults?", "Do adults travel free?"),
        ("Does the guarantee cover parts?", "And labour?", "Does the guarantee cover labour?"),
        ("What is the fee for adults?", "And children?", "What is the fee for children?"),
        ("What does E20 mean?", "And E40?", "What does E40 mean?"),
        ("How much does an adult pay?", "And children?", "How much do children pay?"),
        ("How much do adults pay here?", "What about seniors?", "How much do seniors pay here?"),
        ("How much does wood cost?", "And glass?", "How much does glass cost?"),
        ("Why does maths matter?", "And physics?", "Why does physics matter?"),
        ("When must tenants pay?", "And owners?", "When must owners pay?"),
        ("When did the railway come?", "Why so late?", "Why did the railway come so late?"),
        (
            "What was the revenue in 2023?",
            "And the year before?",
            "What was the revenue in the year before 2023?",
        ),
    ],
)
def test_a_noun_takes_the_place_of_its_like(question: str, follow_up: str, whole: str) -> None:
    assert not stands_alone(follow_up)
    assert by_rule(follow_up, Answer(question)).question == whole


@pytest.mark.parametrize(
    ("said", "question"),
    [
        ("labour", "Who wrote the lease?"),
        ("cats", "Is there a dog?"),
        ("children", "How much does an adult ticket cost?"),
        ("E40", "What do E10 and E20 mean?"),
        ("E40", "What does it mean?"),
        ("Dinner", "Is breakfast included?"),  # as a name
        ("a very long piece of a question", "Is breakfast included?"),
        ("", "Is breakfast included?"),
        ("cats", ""),
    ],
)
def test_there_is_no_place_for_it(said: str, question: str) -> None:
    assert with_bare_noun(said, question) == ""


def test_why_so_after_nothing_that_was_asked_of_a_value_stays() -> None:
    assert by_rule("Why so late?", Answer("Tell me more")).question == "Why so late?"
