"""Two versions of a sentence: whether they say the same, and what differs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.comparison.statements import alike, changes, conflict, counterpart, holds, same_words
from tests.bench.versions.__main__ import documents, pairs

PAIRS = pairs()
SENTENCES = [(pair["kind"], *pair["said"], pair["answers"]) for pair in PAIRS]
VERSIONS = [row for row in SENTENCES if not row[0].startswith("copy")]
COPIES = [
    row
    for row in SENTENCES
    if row[0].startswith("copy") and not row[0].endswith(("cut", "passage"))
]


@pytest.mark.parametrize(("kind", "old", "new", "answer"), VERSIONS)
def test_versions_conflict_and_are_aligned(
    kind: str, old: str, new: str, answer: list[str]
) -> None:
    assert alike(old, new) > 0
    assert conflict(old, new, answer[0])
    assert conflict(new, old, answer[1])
    assert changes(old, new)


@pytest.mark.parametrize(("kind", "old", "new", "answer"), COPIES)
def test_copies_do_not(kind: str, old: str, new: str, answer: list[str]) -> None:
    assert alike(old, new) > 0
    assert not conflict(old, new, answer[0])
    assert not conflict(new, old, answer[1])
    assert holds(new, old)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The fee is 310 euros a day.", "The fee is 420 euros a day."),
        ("Rents rose by 1.4 percent.", "Rents rose by 14 percent."),
        ("The lock opens at 4.17 in the morning.", "The lock opens at 41.7 in the morning."),
        ("The board met on 3 May 2021.", "The board met on 3 May 2022."),
        ("The court sits on Monday.", "The court sits on Tuesday."),
        ("Ann Holm won the race.", "Eva Brandt won the race."),
        ("Iran signed the treaty.", "Iraq signed the treaty."),
        ("The bridge is open.", "The bridge is closed."),
        ("The mayor accepted the offer.", "The mayor rejected the offer."),
        ("He has resigned.", "He has not resigned."),
        ("Prices rose in May.", "Prices fell in May."),
        ("One man was hurt.", "Three men were hurt."),
    ],
)
def test_what_cannot_both_be_right(one: str, other: str) -> None:
    assert conflict(one, other)
    assert conflict(other, one)
    assert not holds(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Seven people died.", "7 people died."),
        ("The U.S. team left.", "The US team left."),
        ("The United States team left.", "The U.S. team left."),
        ("It cost 18,500 crowns.", "It cost 18 500 crowns."),
        ("The ferry sank at noon.", "The ferry sank at midday."),
        ("“It stopped,” he said.", '"It stopped," he said.'),
        ("Rents rose by 12 percent.", "Rents rose by 12%."),
        ("He was born in Lindau.", "He was born in Lidnau."),
        ("Ann Holm won the race.", "Reporter Ann Holm won the race on Sunday."),
    ],
)
def test_what_says_the_same(one: str, other: str) -> None:
    assert not conflict(one, other)
    assert holds(other, one)


def test_a_sentence_holds_no_more_than_it_says() -> None:
    whole = "Ann Holm won the race on Sunday 3 May."
    assert not holds("The race was won.", whole)
    assert not holds("Ann Holm won the race.", whole)
    assert not conflict("Ann Holm won the race.", whole)


def test_the_words_that_answer_decide() -> None:
    one, other = "Paper goes in the blue bin.", "Paper goes in the green bin."
    assert conflict(one, other, "blue")
    assert not conflict(one, other)
    assert not conflict(one, other, "goes")
    assert not conflict(one, other, "not in the sentence")


def test_other_sentences_are_not_aligned() -> None:
    assert not alike("The fee for a berth is 310 euros.", "Divers need a permit to work.")
    assert not alike("", "Divers need a permit.")


def test_changes_are_places_in_the_older_sentence() -> None:
    old = "A ship must give notice 24 hours ahead."
    (change,) = changes(old, "A ship must give notice 48 hours ahead.")
    assert (old[change.start : change.end], change.there, change.cited) == ("24", "24", "48")
    (put,) = changes("Drones may be flown.", "Drones may not be flown.")
    assert (put.start, put.end, put.there, put.cited) == (11, 11, "", "not")
    assert changes(old, old) == ()


def test_the_counterpart_of_an_answer() -> None:
    old, new = "The head is Ilse Marten.", "The new head is Pavel Orsk."
    place = counterpart(old, new, (old.index("Ilse"), old.index(".")))
    assert place is not None
    assert new[slice(*place)] == "Pavel Orsk"
    assert counterpart("He won.", "", (0, 2)) is None


TEXT = st.text(st.sampled_from("ab1 ,.-’—%nÖ\u0000\n"), max_size=60)


@given(TEXT, TEXT)
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= alike(one, other) <= 1.0
    assert alike(one, other) == alike(other, one)
    assert not conflict(one, one)
    for change in changes(one, other):
        assert one[change.start : change.end] == change.there
        assert change.cited in other


def test_long_sentences_take_no_time() -> None:
    many = "a b c " * 20_000
    assert changes(many, many + "x") == ()
    assert not alike(many, "x " * 20_000)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("Biden", "Joe Biden", True), ("Biden", "Harris", False), ("", "Biden", False)],
)
def test_a_name_within_a_name(one: str, other: str, same: bool) -> None:
    assert same_words(one, other) == same


def test_the_pairs_are_what_the_benchmark_says() -> None:
    kinds = [pair["kind"].partition(":")[0] for pair in PAIRS]
    assert kinds.count("copy") >= 15
    assert kinds.count("undated") == 5
    assert len(kinds) - kinds.count("copy") - kinds.count("undated") == 40
    for pair in PAIRS:
        older, newer = documents(pair)
        assert pair["answers"][0].lower() in older.lower()
        assert pair["answers"][1].lower() in newer.lower()
