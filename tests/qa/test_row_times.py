"""Rows that are asked for in haste: by day and hour, by what is offered at all, by how often."""

from collections.abc import Sequence

import pytest

from qa.english.asked_rows import times_asked
from qa.english.cells import in_degree, time_of
from qa.evidence.rows.cells import forms_of
from qa.kinds.rows.columns import Cell
from qa.kinds.rows.conditions import says
from tests.qa.test_row_list import answer, document, items

FAIR = document(
    (
        "Day: Saturday; Time: 8:00; Place: Old Quay; Artist: Dawn Choir.",
        "Day: Saturday; Time: 15:00; Place: Old Quay; Artist: The Tin Oars.",
        "Day: Saturday; Time: 20:00; Place: Mill; Artist: Gull and Son.",
        "Day: Sunday; Time: 15:00; Place: Mill; Artist: The Tin Oars.",
        "Day: Sunday; Time: 19:30; Place: Mill; Artist: Ada Holm (harp).",
        "Day: Sunday; Time: 21:00; Place: Old Quay; Artist: Gull and Son.",
    ),
    "Quay fair",
)
BATHS = document(
    (
        "Day: Monday; Early bath: 6.30; Sauna: –; Steam room: 9–21; Family sauna: –.",
        "Day: Tuesday; Early bath: –; Sauna: 9–20; Steam room: 9–21; Family sauna: 14.",
        "Day: Friday; Early bath: 6.30; Sauna: 9–22; Steam room: 9–21; Family sauna: 14.",
        "Day: Sunday; Early bath: closed; Sauna: –; Steam room: 9–18; Family sauna: –.",
    ),
    "Baths of Hest",
)
LEAFLET = document(
    (
        "How often: Frequent (1 in 10); What may happen: dry mouth, cough.",
        "How often: Rare (up to 1 in 1,000); What may happen: rash.",
        "How often: Very rare (up to 1 in 10,000); What may happen: fever, cramps.",
    ),
    "Syrup",
    "Side effects",
)
POLL = document(
    (
        "Candidate: Nora Vale; Party: Greens; Votes: 900.",
        "Candidate: Ole Brandt; Party: Reds; Votes: 700.",
    ),
    "Mayor of Skarvik, poll of 2024",
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("who plays on Saturday at 3", ["The Tin Oars"]),
        ("Who plays on Sunday at 9 pm?", ["Gull and Son"]),
        ("Which acts are on at 15:00 on Sunday?", ["The Tin Oars"]),
        ("who is on at 7.30pm on Sunday", ["Ada Holm (harp)"]),
        ("who performs at the Mill on Sunday", ["The Tin Oars", "Ada Holm (harp)"]),
        ("who plays on Saturday at 8", None),  # in the morning, or in the evening
        ("who plays on Saturday at 8 pm", ["Gull and Son"]),
        ("who plays on Sunday at 8", None),
        ("who plays on Sunday at the Old Mill at 3", None),
        ("who slept on Sunday at 3", None),
    ],
)
def test_an_hour_is_said_in_few_words(question: str, names: list[str] | None) -> None:
    assert items(question, FAIR) == names


def test_who_is_on_duty_may_stand_in_two_columns() -> None:
    rota = document(
        (
            "Day: Friday; From: 9:00; Nurse: Ada Kern; Porter: Bo Lind.",
            "Day: Saturday; From: 9:00; Nurse: Di Fenn; Porter: Ed Gray.",
        ),
        "Rota",
    )
    assert items("who is on duty on Friday at 9", rota) is None
    assert items("which porters are on duty on Friday at 9", rota) == ["Bo Lind"]


def test_acts_are_counted() -> None:
    found = answer("how many acts at the Mill on Sunday", FAIR)
    assert found and found.short == "2"
    assert answer("how many tents at the Mill on Sunday", FAIR) is None


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("on which days is there an early bath", ["Monday", "Friday"]),
        ("Which days have a steam room?", ["Monday", "Tuesday", "Friday", "Sunday"]),
        ("what days is there a family sauna", ["Tuesday", "Friday"]),
        ("on which days is there a pool", None),
    ],
)
def test_a_dash_is_no_day(question: str, days: list[str] | None) -> None:
    assert items(question, BATHS) == days


def test_days_are_asked_of_a_column_of_days() -> None:
    fair = document(("What: Cake sale; Time: All day.", "What: Concert; Time: 18.00."), "Lane fair")
    assert items("what days are there lanes", fair) is None


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("what are the rare side effects", ["rash"]),
        ("list the very rare side effects", ["fever, cramps"]),
        ("What are the frequent side effects of the syrup?", ["dry mouth, cough"]),
        ("what are the side effects", ["dry mouth, cough", "rash", "fever, cramps"]),
        ("what are the fatal side effects", None),
        ("how many rare side effects are there", None),  # a row may tell of several
    ],
)
def test_how_often_is_not_what_happens(question: str, told: list[str] | None) -> None:
    assert items(question, LEAFLET) == told


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("list everyone who stood for mayor of Skarvik in 2024", ["Nora Vale", "Ole Brandt"]),
        ("names of the candidates in Skarvik", ["Nora Vale", "Ole Brandt"]),
        ("can you list all the candidates for mayor of Skarvik", ["Nora Vale", "Ole Brandt"]),
        ("who ran for mayor of Skarvik", ["Nora Vale", "Ole Brandt"]),
        ("list everyone who stood for mayor of Skarvik in 2020", None),
        ("list everyone who stood for mayor of Hest in 2024", None),
        ("who stood down in Skarvik", None),
    ],
)
def test_who_stood_for_an_office(question: str, names: list[str] | None) -> None:
    assert items(question, POLL) == names


@pytest.mark.parametrize(
    ("text", "minutes"),
    [("19.30", 1170), ("8:00", 480), ("9.3", None), ("12.75", None), ("noon", 720), ("–", None)],
)
def test_a_time_with_a_dot(text: str, minutes: int | None) -> None:
    assert time_of(text) == minutes


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("who plays at 8", ["8"]),
        ("who plays at 8 o’clock?", ["8"]),
        ("the 7.30pm show", ["7.30pm"]),
        ("at noon", ["noon"]),
        ("at 80 km", ["80"]),
        ("at 8th Street", []),
        ("from 8", []),
    ],
)
def test_the_times_that_are_asked_for(question: str, said: Sequence[str]) -> None:
    assert [one for one, _, _ in times_asked(question)] == said


def test_very_rare_is_not_rare() -> None:
    assert in_degree("Very rare, not common") == [("very", "rare"), ("not", "common")]
    row = [Cell("Seen", text := "very rare", 0, forms_of(text))]
    assert says("Seen", forms_of("rare"), either=False)(row) is False
    assert says("Seen", forms_of("very rare"), either=False)(row) is True
