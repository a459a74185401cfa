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
        ("In case of bad weather the fair is cancelled.", "In case of bad weather"),
        ("Flights are delayed in fog or strong winds.", "in fog or strong winds"),
        ("Sailing in heavy fog is forbidden.", "in heavy fog"),
        ("In fog the ferry does not sail.", "In fog"),
        ("The match was cancelled in snow.", ""),
        ("The match is cancelled in this weather.", ""),
        ("The match is cancelled today in snow.", ""),
        ("The dance is moved because of the rain.", ""),
        ("The concert is held in Leeds.", ""),
        ("The show will go on even in heavy rain.", ""),
        ("The walk will take place in any weather.", ""),
        ("The walk will take place in rain or shine.", ""),
        ("Tickets are not refundable, even in case of illness.", ""),
        ("The show is cancelled in Ice Hall.", ""),
        ("The bar will open in Fire Street.", ""),
        ("The singers will appear in Fire and Ice.", ""),
        ("The town will invest in flood defences.", ""),
        ("The firm will not cut jobs in wind power.", ""),
        ("Bicycles are not allowed in fire escapes.", ""),
        ("Lawns may not be watered in drought years.", ""),
        ("Schools will not pay in an emergency budget.", ""),
        ("No trains will run during the strike on Friday.", ""),
        ("Lunn is a ski resort, rich in snow.", ""),
        ("The talks will end in strikes.", ""),
        ("The pitch is covered in snow.", ""),
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
        ("Will the show go on?", "The show will go on even in heavy rain.", False),
        ("Is smoking allowed?", "Smoking is not allowed; in case of fire, call 112.", False),
        (
            "Are late entries accepted?",
            "Late entries are not accepted; in case of doubt the postmark counts.",
            False,
        ),
        (
            "Will the boiler be replaced?",
            "The boiler will not be replaced; in winter heat the pipes are turned down.",
            False,
        ),
        (
            "Is the pool heated?",
            "The pool is not heated; in strong winds the slide is closed.",
            False,
        ),
        (
            "Is the slide closed in rain?",
            "The pool is not heated, and in strong winds the slide is not open.",
            True,
        ),
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
        (
            "Is breakfast included?",
            "Breakfast is included; in case of questions please call us.",
            False,
        ),
        ("Is he rich?", "He is rich; he deals in ice.", False),
    ],
)
def test_a_verdict_that_holds_now_and_then_is_limited(
    question: str, sentence: str, limited: bool
) -> None:
    assert holds_now_and_then(question, sentence) is limited


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("Is the match cancelled in rain?", "The match is cancelled in snow.", True),
        ("Does the ferry sail?", "It runs every day, but it does not run in fog.", True),
        ("Is it cancelled in bad light?", "It is cancelled in case of bad weather.", True),
        ("Is it cancelled in bad weather?", "It is cancelled in case of bad weather.", False),
        ("Does the ferry sail in good weather?", "It does not sail in stormy weather.", True),
        ("Does the ferry sail in storms?", "It does not sail in stormy weather.", False),
        ("Does the ferry run when it is foggy?", "The ferry does not run in fog.", False),
        ("Is the road shut when it is icy?", "The road is shut in snow or ice.", False),
        ("Is it held when it is icy?", "It is not held in case of heavy snow or ice.", False),
        ("Is it held when it is rainy?", "It is not held in rain.", False),
        ("Does it fly in windy weather?", "It does not fly in strong winds.", False),
        ("Are windows shut?", "They are shut in strong winds.", True),
        ("Is it paid in an accident?", "It is paid in the event of a serious accident.", False),
    ],
)
def test_another_weather_is_another_case(question: str, sentence: str, *, another: bool) -> None:
    assert in_another_case(question, sentence) is another
