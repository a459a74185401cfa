"""The days of a claim in the words of its evidence, and what a network is then asked."""

import pytest

from qa.models.calibration import CheckerCalibration
from qa.models.judge import PACKAGED, Judgement
from qa.support.check import CheckedSupport, Support
from qa.support.days import in_words_of, judgement_of

ABOUT = "Shells on Arnau\n2025-10-24"
FRIDAY = "Six people were hurt on Friday."
TIMELESS = "Six people were hurt."


@pytest.mark.parametrize(
    ("claim", "evidence", "told"),
    [
        ("On Oct. 24, 2025, six were hurt.", FRIDAY, "On Friday, six were hurt."),
        ("Six were hurt on 24 October.", FRIDAY, "Six were hurt on Friday."),
        ("Six were hurt on Friday, 24 October 2025.", FRIDAY, "Six were hurt on Friday."),
        ("On 23 October it rained.", "It rained yesterday.", "Yesterday it rained."),
        (
            "Six were hurt on Oct. 24, he said.",
            "Six were hurt, he said Friday.",
            "Six were hurt Friday, he said.",
        ),
        ("In October 2025 six were hurt.", FRIDAY, "On Friday six were hurt."),
        ("As of 24 October 2025, six were hurt.", TIMELESS, "Six were hurt."),
        ("A report of Oct. 24, 2025 says six were hurt.", TIMELESS, "A report says six were hurt."),
        (
            "In its issue of 24 October it says six were hurt.",
            TIMELESS,
            "In its issue it says six were hurt.",
        ),
    ],
)
def test_a_day_is_told_as_the_evidence_tells_it(claim: str, evidence: str, told: str) -> None:
    assert in_words_of(evidence, claim, ABOUT) == told


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("On Oct. 23, 2025, six were hurt.", FRIDAY),  # another day
        ("On Oct. 31, 2025, six were hurt.", FRIDAY),  # another Friday
        ("On Oct. 23, 2025, six were hurt.", TIMELESS),
        ("In 2025 six were hurt.", TIMELESS),
        ("In October 2025 six were hurt.", TIMELESS),  # it does not say when
        ("Six were hurt on 24 October 2025.", TIMELESS),
        ("On Oct. 24, 2025, six were hurt.", "On Monday six people were hurt."),
        ("Six were hurt on Friday.", FRIDAY),
        ("Six were hurt on Friday night.", FRIDAY),
        ("Six were hurt.", FRIDAY),
        ("", FRIDAY),
    ],
)
def test_another_day_stays_as_it_is(claim: str, evidence: str) -> None:
    assert in_words_of(evidence, claim, ABOUT) == claim


@pytest.mark.parametrize("about", ["", "Shells on Arnau", "2025-10-24\n2025-10-31"])
def test_without_one_day_nobody_knows_which_friday_it_was(about: str) -> None:
    claim = "On Oct. 24, 2025, six were hurt."
    assert in_words_of(FRIDAY, claim, about) == claim


class Recorder:
    """Believes everything, and keeps what it was asked."""

    threshold = 0.5
    calibration = CheckerCalibration.read(PACKAGED)

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def score(self, claim: str, evidence: str, about: str) -> Support:
        self.asked.append((claim, about))
        return Support(1.0)

    def judge(self, claim: str, evidence: str, about: str = "") -> Judgement | None:
        self.asked.append((claim, about))
        if claim == "long":
            return None
        words = claim.replace(".", " .").split()
        places, start = [], 0
        for word in words:
            start = claim.index(word, start)
            places.append((start, start + len(word)))
            start += len(word)
        return Judgement(1.0, 0.0, tuple(float(word == "hurt") for word in words), tuple(places))


def test_the_network_is_shown_the_document_only_where_a_day_is_left() -> None:
    network = Recorder()
    check = CheckedSupport(network)
    assert check.score("On Oct. 24, 2025, six were hurt.", FRIDAY, ABOUT).score > check.threshold
    assert check.score("Six were hurt by 2025.", FRIDAY, ABOUT).score > check.threshold
    assert network.asked == [
        ("On Friday, six were hurt.", ""),
        ("Six were hurt by 2025.", ABOUT),
    ]


def test_a_day_that_is_not_the_one_of_the_evidence_is_found_out() -> None:
    found = CheckedSupport(Recorder()).score("On Oct. 23, 2025, six were hurt.", FRIDAY, ABOUT)
    assert (found.score, found.reason) == (0.0, "The day 23 is not in the evidence.")


def test_places_are_those_of_the_claim_as_it_was_given() -> None:
    claim = "On Oct. 24, 2025, six people were hurt."
    found = judgement_of(claim, FRIDAY, ABOUT, Recorder())
    assert found and found.missing(claim) == "hurt"
    assert [claim[a:b] for a, b in found.places] == [
        *("On", "Oct. 24, 2025", "six", "people", "were", "hurt", "."),
    ]


def test_what_is_too_long_stays_too_long() -> None:
    assert judgement_of("long", FRIDAY, ABOUT, Recorder()) is None
