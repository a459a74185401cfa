"""How the check weighs what a claim means against the rules that doubt it."""

from math import log

import pytest

from qa.models.calibration import SIGNALS, CheckerCalibration
from qa.support.check import CheckedSupport, Support
from qa.support.checker import PACKAGED
from qa.support.rules import doubts, objection
from qa.support.shortened import shortened


class Meaning:
    """In place of the network: believes every claim as much as it is told to."""

    calibration = CheckerCalibration.read(PACKAGED)

    def __init__(self, probability: float) -> None:
        self._probability = probability

    def score(self, claim: str, evidence: str, about: str) -> Support:
        return Support(self._probability)


DOUBTED = {
    "names": ("Grain ships left Odessa.", "Ships with grain sailed away."),
    "directions": (
        "Rain fell in the north of the valley.",
        "There was rain over all of the valley.",
    ),
    "negation": ("The ferry never ran.", "A ferry was running."),
    "opposite": ("Prices rose.", "Bread prices fell."),
    "speaker": (
        "The mayor said that the harbour is small.",
        "A sailor said that it is a small harbour.",
    ),
    "unsaid": ("The mayor said that the harbour is small.", "A small harbour lies there."),
    "unattributed": ("The harbour is small.", "The harbour is small, a sailor said."),
    "put_in": (
        "The council of Bregenz spent a lot of money on water.",
        "The council of Bregenz spent a lot of money on roads.",
    ),
}
"""For each rule that doubts, a claim and evidence at which it is the only one to speak."""

PLAIN = ("Bread is dearer.", "The price of bread went up.")


def logit(pair: tuple[str, str], meant: float) -> float:
    found = CheckedSupport(Meaning(meant)).score(*pair, "").score
    return log(found / (1 - found))


def test_each_rule_that_doubts_is_tried() -> None:
    assert list(DOUBTED) == list(SIGNALS[1:])
    assert not any(doubts(*PLAIN, ""))


@pytest.mark.parametrize("rule", DOUBTED)
def test_a_doubt_alone_lowers_the_support(rule: str) -> None:
    claim, evidence = DOUBTED[rule]
    assert objection(claim, evidence, "") is None
    raised = [bool(reason) for reason in doubts(claim, evidence, "")]
    assert raised == [name == rule for name in SIGNALS[1:]]
    assert logit(DOUBTED[rule], 0.9) < logit(PLAIN, 0.9)


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("names", -1.346),
        ("directions", -1.848),
        ("negation", -1.350),
        ("opposite", -1.184),
        ("speaker", 0.216),
        ("unsaid", -0.839),
        ("unattributed", -1.163),
        ("put_in", -1.754),
    ],
)
def test_the_support_of_a_doubted_claim_as_it_was_fitted(rule: str, expected: float) -> None:
    """As a logit. Of a meaning of .9, log 9 = 2.197, whoever fits anew works these out anew."""
    assert logit(DOUBTED[rule], 0.9) == pytest.approx(expected, abs=2e-3)


@pytest.mark.parametrize(
    ("meant", "expected"),
    [
        (0.5, -1.088),
        (0.9, 0.514),  # 0.729 x 2.197 - 1.088
        (0.1, -2.690),
        (1.0, 5.626),  # no more than of .9999, whose logit is 9.21
        (0.0, -7.802),
    ],
)
def test_the_support_of_what_nothing_doubts_as_it_was_fitted(meant: float, expected: float) -> None:
    assert logit(PLAIN, meant) == pytest.approx(expected, abs=2e-3)


def test_what_is_as_probable_as_not_is_not_supported() -> None:
    """The bias is lower than fitted, so that more is caught than the data alone would have."""
    found = CheckedSupport(Meaning(0.6)).score(*PLAIN, "")
    assert 0.26 < found.score < 0.36 and found.reason
    assert not CheckedSupport(Meaning(0.85)).score(*PLAIN, "").reason


def test_the_threshold_is_a_half() -> None:
    assert Meaning.calibration.threshold == 0.5


def test_a_decided_claim_is_out_whatever_it_means() -> None:
    found = CheckedSupport(Meaning(1.0)).score("Ten came.", "Nine came.", "")
    assert (found.score, found.reason) == (0.0, "The number 10 is not in the evidence.")


# a sentence that is only shortened, which is supported as if it were the sentence


@pytest.mark.parametrize(
    ("claim", "sentence", "taken"),
    [
        ("The old bridge was shut", "The old bridge was shut in March.", True),
        ("The bridge was shut", "The bridge was shut in March.", True),
        ("He left", "He left in March.", False),
        ("The old bridge was shut", "The old bridge was shut up by nobody.", False),
        ("The old bridge was shut", "The old bridge was shut in the film.", True),
        ("The old bridge was shut", "The old bridge was shut in case it might fall.", False),
        ("The old bridge was shut", "The old bridge was shut, the mayor claimed.", False),
        ("The old bridge was shut", "After the storm, the old bridge was shut.", True),
        ("The old bridge was shut", "If it rains, the old bridge was shut.", False),
        ("The old bridge was shut", "The old bridge, built in 1890, was shut.", True),
        ("The old bridge was shut", "The old bridge (the stone one) was shut.", True),
        ("The old bridge was shut", "The old bridge, the mayor says, was shut.", False),
        (
            "The old bridge was shut",
            "The old bridge, open by May; the new one, was shut.",
            False,
        ),
        ("It was the largest bridge", "It was the largest bridge in Lindau.", False),
        ("Nobody must use the bridge", "Nobody must use the bridge at night.", False),
        ("Everybody, even Ada, left early", "Everybody, even Ada, left early in May.", True),
        ("The bridge was never shut", "The bridge, built in 1890, was never shut.", True),
        ("The new bridge was shut", "The old bridge was shut in March.", False),
        ("Shut was the old bridge", "The old bridge was shut in March.", False),
        ("", "The old bridge was shut in March.", False),
    ],
)
def test_how_much_a_sentence_may_be_shortened(claim: str, sentence: str, taken: bool) -> None:
    assert shortened(claim, sentence) == taken
    assert (CheckedSupport(Meaning(0.0)).score(claim, sentence, "").score == 1.0) == taken
