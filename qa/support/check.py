"""Does this evidence support this claim? The check that every claim passes, whoever wrote it.

Word for word is supported, and so is a sentence that is only shortened. Anything else must pass the
rules that decide (`rules.py`: numbers, dates, addresses); then a scorer of meaning, and the rules
that doubt (names, negation, who said it), are put together by weights, which are the checker's
calibration. In doubt, and where something fails, it is not supported.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from qa.models.calibration import SIGNALS, CheckerCalibration, logistic, logit
from qa.support.days import days_told, in_words_of
from qa.support.rules import doubts, objection
from qa.support.shortened import shortened

NO_SENTENCE = "No sentence that was shown says this."
NOT_SURE = "It is not sure that the evidence says this."


@dataclass(frozen=True, slots=True)
class Support:
    """What the check found.

    Attributes:
        score: in [0, 1]: 0 for none, and in doubt.
        reason: where there is none: why, in a sentence.
    """

    score: float
    reason: str = ""


class SupportScorer(Protocol):
    """Scores how well evidence supports a claim."""

    @property
    def threshold(self) -> float:
        """The score from which a claim is supported."""

    def score(self, claim: str, evidence: str, about: str) -> Support:
        """Support of a claim.

        Args:
            claim: one sentence.
            evidence: the sentences that it cites, one a line.
            about: titles and dates of their documents, one a line.
        """


class Checker(SupportScorer, Protocol):
    """Scores whether evidence means what a claim says."""

    @property
    def calibration(self) -> CheckerCalibration:
        """How its score and the rules are put together."""


class VerbatimSupport:
    """A claim is supported where the evidence says it word for word, and nowhere else."""

    threshold = 1.0

    def score(self, claim: str, evidence: str, about: str) -> Support:
        """1 if the claim is a line of the evidence, white space apart; else 0."""
        words = claim.split()
        if words and any(line.split() == words for line in evidence.split("\n")):
            return Support(1.0)
        return Support(0.0, NO_SENTENCE)


class CheckedSupport:
    """Word for word, or by the rules and by meaning together.

    Attributes:
        calibration: of the checker.
        threshold: as that has it.
    """

    def __init__(self, meaning: Checker) -> None:
        """Ask `meaning` about what the rules leave open."""
        fitted = self.calibration = meaning.calibration
        self.threshold = fitted.threshold
        self._weights = np.array([fitted.weights[name] for name in SIGNALS])
        self._bias = fitted.bias
        self._verbatim = VerbatimSupport()
        self._meaning = meaning

    def score(self, claim: str, evidence: str, about: str) -> Support:
        """See `SupportScorer.score`: a logistic regression over meaning and the rules in doubt."""
        found = self._verbatim.score(claim, evidence, about)
        if found.score or any(shortened(claim, line) for line in evidence.split("\n")):
            return Support(1.0)
        told = in_words_of(evidence, claim, about)
        reason = objection(told, evidence, about)
        if reason:
            return Support(0.0, reason)
        meant = self._meaning.score(told, evidence, days_told(told, evidence, about))
        raised = doubts(told, evidence, about)
        logit = weighed(meant.score, raised) @ self._weights + self._bias
        probability = logistic(logit)
        if probability >= self.threshold:
            return Support(probability)
        return Support(probability, next(filter(None, raised), None) or meant.reason or NOT_SURE)


def weighed(meant: float, raised: Sequence[str | None]) -> NDArray[np.float64]:
    """The `SIGNALS` of a claim, shape (len(SIGNALS),): logit of the meaning, doubts as 0 or 1."""
    return np.array([logit(meant), *(float(bool(r)) for r in raised)])
