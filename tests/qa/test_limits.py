"""Limits that a sentence sets: up to so many, by one way only, in some months."""

import pytest

from qa.kinds.limits import (
    another_amount,
    of_another_time,
    only_otherwise,
    with_another_number,
    within,
)


@pytest.mark.parametrize(
    ("asked", "sentence", "found"),
    [
        ("a room of 30 square metres", "It is for rooms of up to 40 square metres.", True),
        ("a room of 50 square metres", "It is for rooms of up to 40 square metres.", False),
        ("the rent rises by 3 per cent", "It rises by no more than 4%.", True),
        ("stay for three nights", "Guests may stay up to 14 nights.", True),
        ("stay for three weeks", "Guests may stay up to 14 nights.", None),
        ("12 guests come", "Groups of at least twelve guests may use the hall.", True),
        ("11 guests come", "Groups of at least twelve guests may use the hall.", False),
        ("12 guests come", "Groups of more than twelve guests may use the hall.", False),
        ("20 degrees", "Use it between 5 and 35 degrees.", True),
        ("40 degrees", "Use it between 5 and 35 degrees.", False),
        ("more than 3 nights", "Guests may stay up to 14 nights.", None),
        ("a room of 30 square metres", "The room has 40 square metres.", None),
        ("a child of 8 years", "A child under 5 years swims free of charge.", None),
        ("stay for 5 days", "Visitors who stay for more than 3 days need a permit.", None),
        ("3 dogs", "Guests may bring up to 2 dogs, and up to 4 dogs in the annexe.", None),
        ("", "", None),
    ],
)
def test_a_number_lies_within_a_limit(asked: str, sentence: str, found: bool | None) -> None:
    assert within(asked, sentence) is found


@pytest.mark.parametrize(
    ("asked", "sentence", "found"),
    [
        ("I apply by post", "Please apply by e-mail only.", True),
        ("I apply by e-mail", "Please apply by e-mail only.", False),
        ("I pay in cash", "You can only pay with a card or in cash.", False),
        ("I pay with cash", "You can pay only with a card.", True),
        ("it is open on Monday", "It is open on Sunday only.", True),
        ("I apply by post", "Please apply by e-mail.", False),
        ("you pay by credit card", "You can pay by card only.", False),
        ("I ask by telephone", "Ask by phone only.", False),
        ("it is open in summer", "It is open only in July.", False),
        ("it is open on Monday", "It is open only on Mondays.", False),
    ],
)
def test_one_way_only(asked: str, sentence: str, found: bool) -> None:
    assert bool(only_otherwise(asked, sentence)) is found


@pytest.mark.parametrize(
    ("asked", "sentence", "found"),
    [
        ("dogs are allowed in December", "No dogs between April and September.", True),
        ("dogs are allowed in June", "No dogs between April and September.", False),
        ("dogs are allowed in January", "No dogs from 1 November to 31 March.", False),
        ("dogs are allowed in June", "No dogs from 1 November to 31 March.", True),
        ("it is open on Sundays", "It is closed on 25 and 26 December.", True),
        ("it is open on Sundays", "It is open Monday to Friday.", False),
        ("it is open on Sunday 25 December", "It is closed on 25 December.", False),
        ("it is open", "It is closed on 25 December.", False),
    ],
)
def test_another_time(asked: str, sentence: str, found: bool) -> None:
    assert of_another_time(asked, sentence) is found


@pytest.mark.parametrize(
    ("asked", "sentence", "found"),
    [
        ("they finished with eleven players", "They finished with ten men.", True),
        ("they finished with ten players", "They finished with ten men.", False),
        ("they finished with 11 players", "They finished with ten men, not with 11.", False),
        ("they finished with eleven players", "They finished early.", False),
        ("it lasts for 3 days", "It lasts for 4 nights.", True),
    ],
)
def test_another_number_in_its_place(asked: str, sentence: str, found: bool) -> None:
    assert with_another_number(asked, sentence) is found


@pytest.mark.parametrize(
    ("asked", "sentence", "found"),
    [
        ("the deposit is £925", "The tenant paid a deposit of £1,065.", {"925"}),
        ("the deposit is £1,065", "The tenant paid a deposit of £1065.", set()),
        ("the deposit is £925", "The deposit is £1,065 and the rent £925.", set()),
        ("the deposit is £925", "The deposit is €1,065.", set()),
        ("the deposit is high", "The deposit is £1,065.", set()),
        ("it cost £5,000,000", "It cost £5 million.", set()),
        ("a ticket costs more than £10", "A ticket costs £12.", set()),
    ],
)
def test_another_sum_of_money(asked: str, sentence: str, found: set[str]) -> None:
    assert another_amount(asked, sentence) == found
