"""What a level of care does is told from outcomes: missed, answered, and wrong among answers."""

from qa.evaluation.results import Outcome
from qa.models.calibration import Level
from qa.training.levels import level


def outcome(*, answerable: bool, answered: bool, best: float = 1.0) -> Outcome:
    return Outcome(
        "q", {}, answerable, answered, 0.5, {"best_evidence": best} if answerable else {}
    )


def test_a_level_is_told_from_its_outcomes() -> None:
    outcomes = [
        *[outcome(answerable=True, answered=True)] * 5,
        outcome(answerable=True, answered=True, best=0.0),
        outcome(answerable=True, answered=False),
        outcome(answerable=True, answered=False, best=0.0),
        outcome(answerable=False, answered=True),
        *[outcome(answerable=False, answered=False)] * 3,
    ]
    assert level(0.4, outcomes) == Level(0.4, 0.25, 0.25, mistaken=0.29, answers=7)


def test_without_an_answer_none_is_wrong() -> None:
    outcomes = [outcome(answerable=given, answered=False) for given in (True, False)]
    assert level(0.9, outcomes) == Level(0.9, 1.0, 0.0, mistaken=None, answers=0)
