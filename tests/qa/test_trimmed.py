"""Near copies of sentences, that are as true as they are."""

import random

import pytest

from qa.training.sources import Text
from qa.training.trimmed import copies, copy

FIRE = (
    "On Tuesday, the old mill of Brack, which was built in 1804, was destroyed by a fire "
    "in its cellar, after it had stood empty for years."
)


def made(sentence: str) -> set[str]:
    return {copy(sentence, random.Random(seed)) for seed in range(200)} - {""}


def test_pieces_are_left_out_or_moved() -> None:
    found = made(FIRE)
    assert "The old mill of Brack was destroyed by a fire in its cellar." in found
    assert "The old mill of Brack was destroyed." in found
    assert FIRE in found
    for one in found:
        assert {*one.lower().strip(".").split()} <= {*FIRE.lower().replace(".", "").split()} | {
            word.strip(",.") for word in FIRE.lower().split()
        }


def test_a_time_in_front_may_stand_behind() -> None:
    sentence = "On 4 March, the council closed the mill."
    assert "The council closed the mill on 4 March." in made(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "It was the largest bridge in Europe.",
        "Dogs must be kept on a lead in the park.",
        "The mill was closed, the mayor said in May.",
        "If it rains, the race was put off.",
        "Nobody was hurt in the fire at the mill.",
        "He left the town in 1911 with his wife.",
        "Was the mill closed in May or in June?",
        "“The mill was closed in May,” she said.",
        "Mill closed.",
        "",
    ],
)
def test_of_what_hangs_on_the_rest_nothing_is_left_out(sentence: str) -> None:
    assert made(sentence) <= {sentence}


def test_copies_are_judged_by_their_sentence_and_what_stands_around() -> None:
    before = "The mill had been sold in 1990."
    text = f"{before} {FIRE}"
    places = ((0, len(before)), (len(before) + 1, len(text)))
    pairs = [
        pair
        for seed in range(60)
        for pair in copies(Text("", text, places, ()), 1.0, random.Random(seed))
    ]
    assert pairs and all(pair.supported and not pair.altered for pair in pairs)
    assert {pair.evidence for pair in pairs} == {FIRE, text, before}
    assert not list(copies(Text("", text, places, ()), 0.0, random.Random(1)))
