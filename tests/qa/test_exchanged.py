"""Two things that have changed places between a sentence and a claim."""

from time import perf_counter

import pytest

from qa.support.exchanged import exchanged
from qa.support.rules import objection


@pytest.mark.parametrize(
    ("claim", "sentence", "places"),
    [
        (
            "Harl Rangers beat Oster Town 3–1 on Sunday.",
            "Oster Town beat Harl Rangers 3–1 on Sunday.",
            ("oster", "harl"),
        ),
        (
            "Cargo for Lund is unloaded at Vik.",
            "Cargo for Vik is unloaded at Lund, as the river is too shallow.",
            ("vik", "lund"),
        ),
        (
            "The steward let the quarry to Lord Haim for a guinea a year.",
            "Lord Haim let the quarry to his steward for a guinea a year.",
            ("lord", "steward"),
        ),
        (
            "The pump serves 12 households, each of which pays 38 shillings.",
            "The pump serves thirty-eight households, each of which pays twelve shillings.",
            ("38", "12"),
        ),
        (
            "The bed was worth more than the clock.",
            "The clock, at 12 ducats, was worth more than the bed.",
            ("clock", "bed"),
        ),
    ],
)
def test_two_things_have_changed_places(claim: str, sentence: str, places: tuple[str, str]) -> None:
    assert exchanged(claim, sentence) == places


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ("On Sunday Oster beat Harl 3–1.", "Oster beat Harl 3–1 on Sunday."),
        ("Harl was beaten by Oster on Sunday.", "Oster beat Harl on Sunday."),
        ("Oster has beaten Harl on Sunday.", "Harl was beaten by Oster on Sunday."),
        ("Pia Roth, the mayor of Lund, resigned.", "The mayor of Lund, Pia Roth, resigned."),
        ("At Lund, cargo for Vik is unloaded.", "Cargo for Vik is unloaded at Lund."),
        ("The shop sells apples and pears.", "The shop sells pears and apples."),
        ("The clock was worth less than the bed.", "The bed was worth more than the clock."),
        ("Lund has more shops than Vik.", "Vik has fewer shops than Lund but more bars."),
        ("The storm had passed, Roth told the paper.", "Roth told the paper the storm had passed."),
        ("Harl lost to Oster on Sunday.", "Oster beat Harl on Sunday."),
        # behind the same small word: often only said in another order
        (
            "It found mould in 27 and rot in 19 of them.",
            "It found mould in 19 and rot in 27 of them.",
        ),
        ("Nash, Roth, Berg signed up.", "Berg, Roth, Nash signed up."),
        ("Vik has 12 shops, Lund 20.", "Lund has 20 shops, Vik 12."),
        ("On Tuesday rain fell, on Monday snow.", "Snow fell on Monday, rain on Tuesday."),
        ("Vik.", "Cargo for Vik is unloaded at Lund."),
        ("", ""),
    ],
)
def test_what_is_only_said_otherwise_has_not(claim: str, sentence: str) -> None:
    assert exchanged(claim, sentence) is None


def test_the_check_says_what_stands_the_other_way_round() -> None:
    sentence = "It rained.\nOster Town beat Harl Rangers 3–1 on Sunday."
    found = objection("Harl Rangers beat Oster Town 3–1 on Sunday.", sentence, "")
    assert found == "In the evidence, “oster” and “harl” stand the other way round."


@pytest.mark.parametrize(
    "verb",
    [
        *("met", "is twinned with", "drew 1-1 with", "plays", "faces", "fought", "is related to"),
        *("is as old as", "earns as much as", "shares a border with", "signed a contract with"),
        *("stands beside", "lies opposite", "lies near", "lies 20 km from", "equals", "crosses"),
    ],
)
def test_those_who_do_the_same_to_each_other_may_change_places(verb: str) -> None:
    assert objection(f"Vik {verb} Oster in May.", f"Oster {verb} Vik in May.", "") is None


def test_what_the_evidence_says_word_for_word_is_never_refused() -> None:
    claim = "Harl beat Oster in May."
    assert objection(claim, "Oster beat Harl in May.", "")
    assert objection(claim, f"Oster beat Harl in May.\n{claim}", "") is None


def test_long_and_repeated_words_take_no_time() -> None:
    started = perf_counter()
    many = [f"w{n}" for n in range(118)]
    exchanged(" ".join(reversed(many)), " ".join(many))
    for word in ("and ", "Vik ", "Vik beat Lund ", "x" * 50):
        exchanged(word * 5000, word * 5000)
    assert perf_counter() - started < 1
