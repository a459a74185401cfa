"""When what a sentence tells happened."""

import datetime
from time import perf_counter

import pytest

from qa.evidence.events import event_of, needs_a_day

FRIDAY = datetime.date(2025, 10, 24)


def read(sentence: str, published: datetime.date | None = FRIDAY, *, lead: bool = False) -> str:
    """`FIRST..LAST told`, or nothing."""
    event = event_of(sentence, published, lead=lead)
    if event is None:
        return ""
    days = f"{event.first}" if event.first == event.last else f"{event.first}..{event.last}"
    return f"{days} {event.told}"


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        # told by itself, or from the day of the document
        ("The dam was opened on 3 March 2021.", "2021-03-03 told"),
        ("The dam burst on Tuesday.", "2025-10-21 told"),
        ("The dam burst yesterday.", "2025-10-23 told"),
        ("The dam was built in May 1931.", "1931-05-01..1931-05-31 told"),
        ("The dam was built in 1931.", "1931-01-01..1931-12-31 told"),
        ("The lake has been closed since Monday.", "2025-10-20 told"),
        ("The lake has been a park since 2004.", "2004-01-01..2004-12-31 told"),
        ("By Thursday all had left the valley.", "2025-10-23 told"),
        # of several times that of the event
        ("The dam, which was finished in 1931, burst on Tuesday.", "2025-10-21 told"),
        ("The dam, built in 1931, burst on Tuesday.", "2025-10-21 told"),
        ("The vote, planned for 1 October, was held on Tuesday.", "2025-10-21 told"),
        ("After talks on Monday the two sides signed on Thursday.", "2025-10-23 told"),
        ("The dam burst on Tuesday, when it was as full as on 3 March 2021.", "2025-10-21 told"),
        ("On Tuesday the dam burst, for the first time since 1931.", "2025-10-21 told"),
        ("He apologised on Tuesday for what he had said on 3 October.", "2025-10-21 told"),
        # what is said, unless that is still to come
        ("Police said on Friday that the dam had burst on Wednesday.", "2025-10-22 told"),
        ("The mayor said on Tuesday that the dam would open on 1 December.", "2025-10-21 told"),
        ("The mayor said on Tuesday that the dam was old.", "2025-10-21 told"),
        # plans
        ("The dam will open on 1 December.", "2025-12-01 planned"),
        ("The dam will stay closed on Monday.", "2025-10-27 planned"),
        ("The council is to vote today.", "2025-10-24 planned"),
        ("The council voted today.", "2025-10-24 told"),
        ("The dam was to open on 1 October 2025.", "2025-10-01 planned"),
        ("The dam was set up on 1 October 2025.", "2025-10-01 told"),
        ("Tenants have until 27 November to leave.", "2025-11-27 planned"),
        ("1931: The dam is finished.", "1931-01-01..1931-12-31 told"),
        ("The dam of 1931 burst.", "1931-01-01..1931-12-31 told"),
        ("The dam (1931) burst.", "1931-01-01..1931-12-31 told"),
        ("The dam was raised in mid-1931.", "1931-05-01..1931-08-31 told"),
        ("About 1500 fled on Tuesday.", "2025-10-21 told"),
        # none
        ("About 1500 fled.", ""),
        ("1500 fled.", ""),
        ("Best known are the XB-250 and the XB-1500.", ""),
        ("The dam is old.", ""),
        ("Rome fell to the Gauls in 390 BC.", ""),
        ("They counted 2019 sheep.", ""),
        ("The dam now holds less water.", ""),
        ("It happened on 31 February 2021.", ""),
        ("", ""),
    ],
)
def test_the_time_of_the_event(sentence: str, when: str) -> None:
    assert read(sentence) == when


def test_years_long_ago() -> None:
    assert read("The abbey was burnt down in 1523.") == "1523-01-01..1523-12-31 told"


@pytest.mark.parametrize(
    ("sentence", "when"),
    [
        ("Thieves took three paintings.", "2025-10-24 published"),
        ("Mediators have proposed a truce.", "2025-10-24 published"),
        ("Thieves took three paintings on Tuesday.", "2025-10-21 told"),
        ("Three paintings are missing.", ""),
        ("The hundred needs a red bed.", ""),
    ],
)
def test_a_first_sentence_that_reports_is_of_its_documents_day(sentence: str, when: str) -> None:
    assert read(sentence, lead=True) == when


def test_another_sentence_has_no_time_of_its_document() -> None:
    assert read("Thieves took three paintings.") == ""


def test_without_the_documents_day_only_what_is_told_by_itself_is_read() -> None:
    assert read("Thieves came on Tuesday.", None) == ""
    assert read("Thieves took three paintings.", None, lead=True) == ""
    assert read("Thieves came on 14 July 2025.", None) == "2025-07-14 told"
    assert read("The museum will have an alarm in 2026.", None) == "2026-01-01..2026-12-31 planned"
    assert needs_a_day("Thieves came on Tuesday.")
    assert not needs_a_day("Thieves came on 14 July 2025.")
    assert not needs_a_day("Thieves came.")


def test_the_words_that_say_when() -> None:
    sentence = "The dam, which was finished in 1931, burst on Tuesday."
    event = event_of(sentence, FRIDAY, lead=False)
    assert event and event.phrase
    assert sentence[slice(*event.phrase)] == "Tuesday"


def test_ten_dates_in_a_sentence_are_one_event_at_the_first() -> None:
    days = ", ".join(f"on {day} March 2021" for day in range(1, 11))
    assert read(f"The dam was looked at {days}.") == "2021-03-01 told"


@pytest.mark.parametrize(
    "seed",
    [
        "on Friday ",
        "since ",
        "1931 ",
        "which was ",
        "said that ",
        "will ",
        "planned for 3 May ",
        ", ",
    ],
)
def test_a_long_sentence_takes_little_time(seed: str) -> None:
    started = perf_counter()
    event_of(seed * (200_000 // len(seed)), FRIDAY, lead=True)
    assert perf_counter() - started < 5
