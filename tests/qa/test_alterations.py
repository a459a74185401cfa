"""Claims made of claims to learn from: swapped, replaced, dated, and left alone."""

import random

import pytest

from qa.models.judge import dates
from qa.training.alterations import also, dated, replaced, swapped
from qa.training.pairs import Pair

EVIDENCE = "Anna Berg sold the mill in Lindau to Carl Weiss, and Dora Klein signed."
CLAIM = "Anna Berg sold a mill to Carl Weiss."


def marked(pair: Pair) -> list[str]:
    assert pair.altered is not None
    return [pair.claim[start:end] for start, end in pair.altered]


def test_names_in_each_others_place() -> None:
    (found,) = swapped(Pair(CLAIM, EVIDENCE, True), _chance())
    assert found.claim == "Carl Weiss sold a mill to Anna Berg."
    assert marked(found) == ["Carl Weiss", "Anna Berg"]
    assert not found.supported


def test_numbers_in_each_others_place() -> None:
    (found,) = swapped(Pair("The flood took 1,200 sheep and spoiled 7 mills.", "", True), _chance())
    assert found.claim == "The flood took 7 sheep and spoiled 1,200 mills."
    assert marked(found) == ["7", "1,200"]


@pytest.mark.parametrize(
    "claim",
    [
        "Yesterday Anna Berg and Carl Weiss sold it.",
        "The mill was sold in Lindau by its owner, Anna Berg.",
        "Talks between Anna Berg of the mill, and then Carl Weiss, began.",
        "It was sold by Berg on Monday.",
        "It rained.",
        "",
    ],
)
def test_what_might_still_be_true_is_not_swapped(claim: str) -> None:
    assert not list(swapped(Pair(claim, EVIDENCE, True), _chance()))
    assert not list(swapped(Pair(CLAIM, EVIDENCE, False), _chance()))


def test_a_name_of_the_evidence_is_put_in() -> None:
    pair = Pair("The mill was sold: Carl Weiss has it.", EVIDENCE, True)
    changed = {found.claim for seed in range(30) for found in replaced(pair, _chance(seed))}
    others = ("Anna Berg", "Dora Klein")
    assert changed == {f"The mill was sold: {name} has it." for name in others}
    (found,) = replaced(pair, _chance())
    assert marked(found)[0] in others


def test_dates_stand_above_as_the_judge_puts_them() -> None:
    seen = set()
    for seed in range(200):
        found = dated(Pair("The mill was sold.", "The mill was sold.", True), _chance(seed))
        above, said = found.evidence.rsplit("\n", 1)
        assert said == "The mill was sold."
        assert dates(above) == list(dict.fromkeys(above.split("\n")))
        told = found.claim.removesuffix("The mill was sold.")
        seen.add((bool(told), found.supported))
        if told and not found.supported:
            assert marked(found) == [told.removesuffix(", ")]
        year = [word for word in told.strip(", ").split() if len(word) == 4 and word.isdigit()]
        if found.supported and year:
            assert above.startswith(year[0])
    assert seen == {(False, True), (True, True), (True, False)}


def test_a_claim_that_says_when_is_told_no_date() -> None:
    pair = Pair("The mill was sold last week.", "The mill was sold.", True)
    assert all(dated(pair, _chance(seed)).claim == pair.claim for seed in range(50))


def test_each_claim_is_there_with_those_made_of_it() -> None:
    pair = Pair(CLAIM, EVIDENCE, True)
    shown = [one for seed in range(60) for one in also(pair, _chance(seed))]
    assert sum(one.claim.endswith(CLAIM) for one in shown) == 60
    assert {one.supported for one in shown if not one.claim.endswith(CLAIM)} == {False}
    assert len({one.claim for one in shown}) > 2


def _chance(seed: int = 1) -> random.Random:
    return random.Random(seed)
