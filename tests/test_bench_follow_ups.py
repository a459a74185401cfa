"""The benchmark of follow-ups judges as it says."""

import json

import pytest

from qa.types import Answer
from tests.bench.follow_ups.__main__ import HALF, Turn, dialogues, judge, reads, turn_of

TURN = Turn("and in Kharkiv?", ("how many", "Kharkiv"), ("Kherson",), "Six")


@pytest.mark.parametrize(
    ("question", "understood"),
    [
        ("How many were hurt in Kharkiv?", True),
        ("How many were hurt in Kherson and Kharkiv?", False),
        ("Who was hurt in Kharkiv?", False),
    ],
)
def test_a_question_is_read_as_it_was_meant(question: str, understood: bool) -> None:
    assert reads(TURN, question) is understood
    judged = judge(1, "place", TURN, Answer(question))
    assert (judged.understood, judged.right, judged.back) == (understood, False, False)


def test_asking_back_is_wrong_unless_two_fit() -> None:
    back = Answer("and in Kharkiv?", back="What do you mean?")
    assert judge(1, "place", TURN, back).back
    assert not judge(1, "place", TURN, back).understood
    assert judge(1, "ambiguous", Turn("he?", back=True), back).understood
    assert not judge(1, "ambiguous", Turn("he?", back=True), Answer("he?")).understood


def test_small_talk_is_to_be_replied_to() -> None:
    turn = Turn("thanks", reply=True)
    assert judge(1, "talk", turn, Answer("thanks", reply="You’re welcome.")).understood
    assert not judge(1, "talk", turn, Answer("thanks")).understood


def test_the_halves_are_apart_and_every_dialogue_has_a_follow_up() -> None:
    halves = {half: dict(dialogues(half)) for half in ("develop", "report", "all")}
    assert (len(halves["develop"]), len(halves["report"])) == (HALF, HALF)
    assert not halves["develop"].keys() & halves["report"].keys()
    assert len(halves["all"]) == 2 * HALF
    assert len({json.dumps(one) for one in halves["all"].values()}) == 2 * HALF
    for dialogue in halves["all"].values():
        first, *rest = map(turn_of, dialogue["turns"])
        assert not first.judged
        assert rest[-1].judged
