"""Words, numbers, codes and days are compared as they mean the same."""

import pytest

from qa.evidence.terms import terms


def forms(text: str) -> list[str]:
    return [one.form for one in terms(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8 December 2025", "2025-12-08"),
        ("December 8, 2025", "8 Dec 2025"),
        ("the 8th of December 2025", "2025-12-08"),
        ("2025-05", "May 2025"),
        ("HR-102", "hr102"),
        ("BH/17", "BH17"),
        ("1,240", "1240"),
        ("33.00", "33"),
        ("6.40 am", "06:40"),
        ("6 pm", "18:00"),
        ("08:00:00", "8:00"),
        ("boreholes", "a borehole"),
        ("Corvin’s", "Corvin"),
        ("the 3rd", "3"),
    ],
)
def test_two_ways_to_write_the_same(one: str, other: str) -> None:
    assert forms(one) == forms(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("8 December", "8 November"),
        ("HR-102", "HR-120"),
        ("31", "31X"),
        ("12.5", "125"),
        ("T-0412", "T-412"),
        ("06:40", "18:40"),
        ("10.0.3.17", "10.0.31.7"),
        ("2025-13-40", "2025-12-04"),
    ],
)
def test_what_is_not_the_same_differs(one: str, other: str) -> None:
    assert set(forms(one)) != set(forms(other))


def test_a_capital_or_a_digit_names_something() -> None:
    found = {one.form: one.named for one in terms("the harbour of Orvell, berth 7 and pitch A")}
    assert found == {"harbour": False, "orvel": True, "berth": False, "7": True} | {
        "pitch": False,
        "a": True,
    }
    assert forms("A Map of Bees") == ["map", "bee"]


def test_a_term_knows_where_it_stands() -> None:
    text = "Lift L4 on 11 October 2025"
    assert [(text[one.start : one.end], one.form) for one in terms(text)] == [
        ("Lift", "lift"),
        ("L4", "l4"),
        ("11 October 2025", "10-11"),
        ("11 October 2025", "2025"),
    ]


def test_nothing_is_made_of_nothing() -> None:
    assert terms("") == terms("the of . ; !") == []
