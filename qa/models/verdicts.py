"""What the base network and the rules mean for a statement: supported, contradicted, or neither.

Logistic regressions over signals of a statement and some evidence. Their weights, and the
probabilities from which a verdict is given, lie beside the network as `verdicts.json`;
`qa/training/fit_verdicts.py` writes it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cache
from math import isfinite
from pathlib import Path
from typing import Any

from qa.models.calibration import logistic, read_calibration, write_calibration

VERDICTS = "verdicts.json"

SIGNALS = (
    "meaning",  # the network: logit of the evidence supporting the statement, least word counting
    "whole",  # the same without the words that it marks
    "against",  # the network: logit of the evidence saying otherwise
    "altered",  # the network: highest logit of a word not being said
    "held",  # share of the statement's words in the evidence and what is known of its document
    "numbers",  # rules that decide, each 1 if it does
    "dates",
    "copied",
    "names",  # and those that doubt
    "directions",
    "negation",
    "opposite",
    "speaker",
    "put_in",
)
"""What it is told from whether evidence supports a statement, or says otherwise;
`qa/drafts/judging.py` computes them."""

NEARNESS = (
    "share",  # of the statement's words in the sentence, a rare word counting more
    "held",  # as above
)
"""What it is told from whether a sentence speaks of the same matter at all."""

THRESHOLDS = ("supported", "contradicted", "given", "doubtful", "part")

_REMEDY = "Fit it with python -m qa.training.fit_verdicts and --write."


@dataclass(frozen=True, slots=True)
class Regression:
    """A logistic regression.

    Attributes:
        weights: name of each signal → its weight.
        bias: of the same.
    """

    weights: Mapping[str, float]
    bias: float

    def __post_init__(self) -> None:
        for name, number in {**self.weights, "bias": self.bias}.items():
            if isinstance(number, bool) or not isfinite(number):
                raise ValueError(f"{name} is {number}, not a finite number")

    def probability(self, signals: Mapping[str, float]) -> float:
        """The probability for signals by their names, in [0, 1]."""
        return logistic(
            self.bias + sum(weight * signals[name] for name, weight in self.weights.items())
        )


@dataclass(frozen=True, slots=True)
class VerdictCalibration:
    """How signals become verdicts.

    Attributes:
        supported: the probability that evidence supports a statement.
        contradicted: that it says otherwise, if it speaks of the same matter.
        near: that it does.
        thresholds: probabilities. From `supported` a statement is supported; from `contradicted`
            it is contradicted, by a sentence that was found (`contradicted` times `near`), and from
            `given` by one that was given; not where it is as probable as `doubtful` that the
            sentence, or its passage, supports it. From `part` a part of it is supported.
    """

    supported: Regression
    contradicted: Regression
    near: Regression
    thresholds: Mapping[str, float]

    def __post_init__(self) -> None:
        for regression, names in (
            (self.supported, SIGNALS),
            (self.contradicted, SIGNALS),
            (self.near, NEARNESS),
        ):
            if set(regression.weights) != set(names):
                raise ValueError(f"weights of {sorted(regression.weights)}, not of {sorted(names)}")
        if set(self.thresholds) != set(THRESHOLDS):
            raise ValueError(
                f"thresholds of {sorted(self.thresholds)}, not of {sorted(THRESHOLDS)}"
            )
        for name, share in self.thresholds.items():
            if not 0.0 < share < 1.0:
                raise ValueError(f"the threshold {name} is {share}, not in (0, 1)")

    @classmethod
    def read(cls, folder: Path) -> "VerdictCalibration":
        """The calibration beside the network in a folder.

        Raises:
            UserError: if it is missing, altered, or of something else.
        """

        def build(values: dict[str, Any]) -> "VerdictCalibration":
            return cls(
                Regression(**values["supported"]),
                Regression(**values["contradicted"]),
                Regression(**values["near"]),
                values["thresholds"],
            )

        return read_calibration(folder, VERDICTS, build, _REMEDY)

    def write(self, folder: Path) -> None:
        """Write it beside the network in a folder."""
        write_calibration(folder, VERDICTS, asdict(self))


@cache
def verdict_calibration(folder: Path) -> VerdictCalibration:
    """The same, read once in a process."""
    return VerdictCalibration.read(folder)
