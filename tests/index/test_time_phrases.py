"""Phrases of time, read against a day."""

import datetime
from itertools import pairwise
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.periods import Period, easter, months, week, written, year
from index.text.time_phrases import find_periods
from tests.bench import time_phrases as bench

DAY = datetime.date(2025, 10, 29)
"""A Wednesday."""


def read(text: str, day: datetime.date | None = DAY) -> list[str]:
    return [written(mention.period) for mention in find_periods(text, day)]


@pytest.mark.parametrize("even", [True, False])
def test_the_phrases_of_the_bench_are_read(even: bool) -> None:
    lines = bench.half(bench.read(), even=even)
    assert sum(line.right for line in lines) >= 0.95 * len(lines) > 90


def test_a_mention_says_where_it_stands_and_how_it_is_told() -> None:
    text = "In 2021 he left; on Friday he came back, and is now here."
    found = find_periods(text, DAY)
    assert [(text[m.start : m.end], m.kind) for m in found] == [
        ("2021", "absolute"),
        ("Friday", "relative"),
        ("now", "now"),
    ]


def test_without_a_day_only_what_is_told_by_itself_is_read() -> None:
    text = "On Friday, on 3 May, last week, yesterday and now; but on 3 May 2021 it rained."
    assert read(text, None) == ["3 May 2021"]


def test_a_year_beside_a_day_without_one_is_taken() -> None:
    assert read("from 3 May to 6 June 2021", None) == ["3 May 2021 – 6 Jun 2021"]
    assert read("from 28 December to 3 January 2021", None) == ["28 Dec 2020 – 3 Jan 2021"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("between May and July 2022", ["1 May 2022 – 31 Jul 2022"]),
        ("between March and May", ["1 Mar 2025 – 31 May 2025"]),
        ("from November to May", ["1 Nov 2024 – 31 May 2025"]),
        ("from May to July 2022", ["1 May 2022 – 31 Jul 2022"]),
        ("in May and July 2022", ["1 May 2022 – 31 May 2022", "1 Jul 2022 – 31 Jul 2022"]),
        ("in April or May", ["1 Apr 2025 – 30 Apr 2025", "1 May 2025 – 31 May 2025"]),
        ("on 3 May and 9 June 2022", ["3 May 2022", "9 Jun 2022"]),
        ("since 2019 until 2021", ["1 Jan 2019 – 31 Dec 2021"]),
        ("from Monday to Friday", ["20 Oct 2025 – 24 Oct 2025"]),
        ("between Theresa May and June Brown", []),
        ("from May to improve", []),
    ],
)
def test_two_phrases_are_read_together(text: str, days: list[str]) -> None:
    assert read(text) == days


@pytest.mark.parametrize(
    "text",
    [
        "on 30 February 2021", "2021-02-30", "31/31/2021", "on 0 May 2021", "in 2021-00",
        "the 99th century", "0000-01-01", "99 May", "999 decades ago", "on 13.13.2021",
        "in 999 decades the sea will rise",
    ],
)  # fmt: skip
def test_a_day_that_is_none_is_not_read(text: str) -> None:
    assert read(text) == []


def test_the_first_and_the_last_day_of_the_calendar_break_nothing() -> None:
    for day in (datetime.date.min, datetime.date.max):
        for line in bench.read():
            find_periods(line.text, day)


def test_ten_dates_in_a_sentence_are_ten() -> None:
    text = "; ".join(f"on {n} March 20{n:02}" for n in range(10, 20))
    assert read(text) == [f"{n} Mar 20{n}" for n in range(10, 20)]


def test_time_zones_do_not_move_a_day() -> None:
    assert read("2025-10-24T23:59:59-11:00") == read("2025-10-24T00:00Z") == ["24 Oct 2025"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("He will sign on Friday.", "31 Oct 2025"),
        ("He signed on Friday.", "24 Oct 2025"),
        ("He said on Friday that he will resign.", "24 Oct 2025"),
        ("It opens in March.", "1 Mar 2026 – 31 Mar 2026"),
        ("It opened in March.", "1 Mar 2025 – 31 Mar 2025"),
    ],
)
def test_what_is_to_come_lies_ahead(text: str, days: str) -> None:
    assert read(text) == [days]


def test_a_long_text_takes_no_longer_than_its_length() -> None:
    def seconds(text: str) -> float:
        begin = process_time()
        find_periods(text, DAY)
        return process_time() - begin

    for piece in ("3 March to ", "in 2022 ", "between ", "the early ", "1", " ", "Friday "):
        short, long = seconds(piece * 500 + "2022"), seconds(piece * 4000 + "2022")
        assert long < 0.3 + 8 * 4 * short, piece


@given(st.text(alphabet="0123456789 -/.,MayFridsnlewkto'", max_size=60), st.dates())
def test_any_text_is_read_and_mentions_stand_apart(text: str, day: datetime.date) -> None:
    found = find_periods(text, day)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_periods_overlap_and_cover() -> None:
    assert year(2021).covers(months(2021, 3)) and not months(2021, 3).covers(year(2021))
    assert Period(None, DAY).covers(year(2021)) and not year(2021).covers(Period(None, DAY))
    assert Period(DAY, None).overlaps(year(2025)) and not Period(DAY, None).overlaps(year(2024))
    assert (months(2024, 2).days, Period(DAY, None).days) == (29, None)
    assert written(week(DAY)) == "27 Oct 2025 – 2 Nov 2025"
    assert months(2021, 14) == months(2022, 2)


def test_easter_is_when_it_was() -> None:
    known = {1961: (4, 2), 2000: (4, 23), 2008: (3, 23), 2024: (3, 31), 2038: (4, 25)}
    assert {y: (easter(y).month, easter(y).day) for y in known} == known


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Thank you for your letter of 20 May. The council will meet.", "20 May 2025"),
        ("Two are known to have died in Monday's fire.", "27 Oct 2025"),
        ("He must have left on Monday.", "27 Oct 2025"),
        ("They may have to close on Monday.", "3 Nov 2025"),
        ("It is to be opened on Monday.", "3 Nov 2025"),
        ("It will have been shut on Monday.", "3 Nov 2025"),
    ],
)
def test_what_has_been_done_lies_behind_and_the_next_sentence_says_nothing_of_it(
    text: str, days: str
) -> None:
    assert read(text) == [days]
