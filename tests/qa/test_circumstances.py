"""What holds in some weather or case only is no fact for a question that does not name it."""

import pytest

from qa.english.circumstances import circumstance, holds_now_and_then, in_another_case
from qa.kinds.grounds import compare


@pytest.mark.parametrize(
    ("sentence", "case"),
    [
        ("The match is cancelled in snow.", "in snow"),
        ("The kiosk is closed during heavy storms.", "during heavy storms"),
        ("Flights are delayed in case of fog.", "in case of fog"),
        ("The lift does not run in the event of a fire.", "in the event of a fire"),
        ("The match was cancelled in snow.", ""),
        ("The match is cancelled in this weather.", ""),
        ("The match is cancelled today in snow.", ""),
        ("The dance is moved because of the rain.", ""),
        ("The concert is held in Leeds.", ""),
    ],
)
def test_the_case_in_which_a_rule_holds(sentence: str, case: str) -> None:
    assert circumstance(sentence) == case


@pytest.mark.parametrize(
    ("question", "sentence", "beside"),
    [
        ("Will the match be cancelled?", "The match is cancelled in snow.", True),
        ("Is the match cancelled?", "The match is cancelled in snow.", True),
        ("Is the ferry sailing?", "The ferry does not sail in fog.", True),
        ("Is the match cancelled in snow?", "The match is cancelled in snow.", False),
        ("Does the ferry sail in fog?", "The ferry does not sail in fog.", False),
        ("Is the kiosk closed?", "The kiosk is closed during storms.", False),
        ("Was the match cancelled?", "The match was cancelled in snow.", False),
        ("Will the fair be cancelled?", "The fair is cancelled this year.", False),
    ],
)
def test_a_condition_decides_nothing_of_what_will_be(
    question: str, sentence: str, beside: bool
) -> None:
    assert compare(question, sentence, sentence, "Club", sentence).beside is beside


@pytest.mark.parametrize(
    ("question", "sentence", "limited"),
    [
        ("Is the kiosk closed?", "The kiosk is closed during storms.", True),
        ("Is the kiosk closed in storms?", "The kiosk is closed during storms.", False),
        ("Are flights delayed in fog?", "Flights are delayed in case of fog.", False),
        ("Are tickets refunded?", "Tickets are refunded when a match is called off.", True),
        ("Are tickets refunded when it rains?", "Tickets are refunded when it is wet.", False),
        ("Is the date known?", "It is undecided when the match is played.", False),
        ("Is the market held?", "The market is held in the square.", False),
    ],
)
def test_a_verdict_that_holds_now_and_then_is_limited(
    question: str, sentence: str, limited: bool
) -> None:
    assert holds_now_and_then(question, sentence) is limited


def test_another_weather_is_another_case() -> None:
    assert in_another_case("Is the match cancelled in rain?", "The match is cancelled in snow.")
