"""What a question asks of the rows of a table, and what their cells say."""

from math import inf

import pytest

from qa.english.asked_lines import is_said, matter_of
from qa.english.asked_rows import bounds, days_asked, numbers_asked, rows_asked
from qa.english.asked_several import asks_for_conditions, asks_who, may_be_several
from qa.english.cells import number_of, range_of, year_of
from qa.english.weekdays import days_of


@pytest.mark.parametrize(
    ("question", "head", "people", "count"),
    [
        ("Which surgeons are there?", "surgeon", False, False),
        ("How many nurses work on Sundays?", "nurs", False, True),
        ("What is the number of courses?", "cours", False, True),
        ("Who works on Fridays?", "", True, False),
        ("Who are the surgeons?", "surgeon", False, False),
        ("List all tools in the shop.", "tool", False, False),
        ("List everyone who joined after 2018", "everyon", True, False),
        ("In which countries are they made?", "countri", False, False),
    ],
)
def test_what_is_asked_for(question: str, head: str, people: bool, count: bool) -> None:
    asked = rows_asked(question)
    assert asked is not None
    assert (asked.head, asked.people, asked.count) == (head, people, count)


@pytest.mark.parametrize(
    "question",
    [
        "Which products are not made in Germany?",
        "Who doesn't work on Fridays?",
        "Which products cost the most?",
        "Which is the cheapest?",
        "What is the price of the fork?",
        "How much do the tools cost?",
        "Which department has nurses?",
        "Is there a surgeon?",
        "",
    ],
)
def test_what_no_rows_answer_together(question: str) -> None:
    assert rows_asked(question) is None


@pytest.mark.parametrize(
    ("value", "days"),
    [
        ("Mon-Fri", {0, 1, 2, 3, 4}),
        ("Tue – Thu", {1, 2, 3}),
        ("Sat to Mon", {5, 6, 0}),
        ("Mon, Wed, Fri", {0, 2, 4}),
        ("Mon-Wed, Sat", {0, 1, 2, 5}),
        ("Saturdays and Sundays", {5, 6}),
        ("Thurs.", {3}),
        ("daily", set(range(7))),
        ("weekdays", set(range(5))),
        ("on call", set()),
        ("Mon-Fri except bank holidays", set()),
        ("Monday Club", set()),
        ("Sunderland", set()),
        ("", set()),
    ],
)
def test_the_days_of_a_cell(value: str, days: set[int]) -> None:
    assert days_of(value) == days


def test_the_days_of_a_question_are_full_names() -> None:
    assert [day for day, _, _ in days_asked("Who works on Friday or on Sundays?")] == [4, 6]
    assert days_asked("Who was sat there with Fri?") == []


@pytest.mark.parametrize(
    ("question", "fit", "fail"),
    [
        ("Which cost less than 10 euros?", [9.99, 0], [10, 11]),
        ("Which cost at most 10 euros?", [10], [10.01]),
        ("Which cost over 1,000 euros?", [1000.5], [1000]),
        ("Which have at least 3 rooms?", [3, 4], [2]),
        ("Which cost between 5 and 25 euros?", [5, 25], [4.9, 25.1]),
        ("Who joined after 2018?", [2019], [2018]),
        ("Who joined before 2018?", [2017], [2018]),
        ("Who has been there since 2018?", [2018, 2019], [2017]),
    ],
)
def test_bounds_on_numbers(question: str, fit: list[float], fail: list[float]) -> None:
    (bound,) = bounds(question)
    assert all(map(bound.holds, fit))
    assert not any(map(bound.holds, fail))


def test_a_bound_knows_its_unit_and_whether_it_is_a_year() -> None:
    (euros,) = bounds("Which cost under €20?")
    (years,) = bounds("Who joined after 2018?")
    assert (euros.unit, euros.years) == ("eur", False)
    assert (years.unit, years.years) == ("", True)
    assert list(bounds("Who left after lunch, before 9?")) == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("7.50", 7.5), ("€1,240", 1240), ("7,5 kg", 7.5), ("24.00 EUR", 24), ("-3", -3),
        ("0", 0), ("HR-102", None), ("12 or 13", None), ("1.240,50", None),
        ("1.240", None), ("0.125", 0.125), ("on request", None), ("", None),
        ("2025-03-02", None), ("4 °C", 4), ("-4 °C", -4), ("−4", -4), ("4°F", 4), ("° 4", None),
    ],
)  # fmt: skip
def test_the_number_of_a_cell(text: str, number: float | None) -> None:
    assert number_of(text) == number


def test_ranges_and_years() -> None:
    assert range_of("2012-2018") == (2012, 2018)
    assert range_of("6 to 10 years") == (6, 10)
    assert range_of("8") == (8, 8)
    assert range_of("since 2024") == range_of("2024–present") == range_of("2024-") == (2024, inf)
    assert range_of("from 1984 until 2003") == (1984, 2003)
    assert range_of("1967–84") == (1967, 1984)
    assert range_of("until 1967") == (-inf, 1967)
    assert range_of("12+") == (12, inf)
    assert range_of("18-12") is None
    assert range_of("a-b") is None
    assert year_of("12 March 2019") == 2019
    assert year_of("12019") is None
    numbers = numbers_asked("Which are for 8-year-olds in 2019, not €20 or B12?")
    assert [number for number, _, _ in numbers] == [8, 2019]


def test_what_a_list_in_lines_must_be_about() -> None:
    assert matter_of("What should I bring to the clinic?") == {"bring", "clinic"}
    assert matter_of("What are the steps?") == frozenset()
    assert matter_of("What is the fee?") == frozenset()
    assert matter_of("What should I not bring?") == {"bring"}
    assert matter_of("What should I only bring?") == frozenset()
    assert matter_of("Who brings it?") == frozenset()


def test_a_word_is_said_by_its_family() -> None:
    said = frozenset(["decis", "contract", "bring"])
    assert is_said("decid", said)
    assert is_said("bring", said)
    assert not is_said("contact", said)
    assert not is_said("fee", said)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("What do members receive?", True),
        ("Who is against the plan?", True),
        ("Where can a ticket be bought?", True),
        ("How can passengers pay?", True),
        ("On which days does it open?", True),
        ("Who is the mayor?", False),
        ("What is Ada Holm?", False),
        ("What is the fee?", False),
        ("How many came?", False),
        ("Which guest spoke?", False),
        ("What year was it built?", False),
        ("Is it open?", False),
    ],
)
def test_what_several_things_may_answer(question: str, several: bool) -> None:
    assert may_be_several(question) is several


def test_who_and_under_which_conditions() -> None:
    assert asks_who("Who came?") and asks_who("From whom is it?")
    assert not asks_who("Whose is it?")
    assert asks_for_conditions("When must I call?")
    assert not asks_for_conditions("What is it?")
