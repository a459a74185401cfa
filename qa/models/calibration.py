"""What the outputs of a network mean: weights, thresholds and measured error rates beside it.

`reading.json`, `checking.json` and `deciding.json` lie in the folder of a model, or some of them.
The fitting scripts of `qa/training` write them; the manifest has their hashes. Another network is
another folder with calibrations of its own.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import inf, isfinite
from pathlib import Path
from typing import Any, TypeVar

import numpy as np

from index.errors import UserError
from qa.models.weights import FIT_AGAIN, read_manifest, write_hash

T = TypeVar("T")

_LEAST = 1e-4

READING = "reading.json"
CHECKING = "checking.json"
DECIDED = "deciding.json"

FEATURES = (
    "answerable",  # the reader: the passage answers
    "evidence",  # the reader: the sentence is the evidence
    "answer",  # the reader: its best words are an answer
    "similarity",  # cosine of the question and the passage's best sentence
    "coverage",  # share of the question's words in the sentence, rare ones counting more
    "coverage_passage",  # the same in passage and title
    "names",  # share of the question's names and numbers in the sentence
    "names_passage",  # the same in passage and title
    "names_absent",  # some name or number of the question stands in neither
    "kind",  # the sentence holds what the question asks for: a number, a name, a time, a place
    "kind_unknown",  # the question does not show what it asks for
    "rank",  # 1 / rank of the hit
    "short",  # under five words
    "asks",  # the sentence is itself a question
)
"""What the probability of evidence is made of where one network reads; see `qa/evidence/select.py`.
"""

CASCADE = (
    "answerable",  # the base network: the passage answers
    "evidence",  # the base network: the sentence is the evidence
    "answer",  # the base network: its best words are an answer
    "names_absent",  # as above; of a row, neither it nor the title says it
    "leans",  # the sentence leans on the one before it
    "short",  # as above
    "asks",  # as above
    "row",  # the sentence is a row of a table
    "column",  # it lacks no name, and one of its columns is called what is asked for
)
"""What it is made of where two read, one after the other; `qa/evidence/cascade.py` computes them.
"""

SIGNALS = (
    "meaning",  # the checker: logit of the evidence supporting the claim
    "names",  # and the rules that doubt, each 1 if it does
    "directions",
    "negation",
    "opposite",
    "speaker",
    "unsaid",
    "unattributed",
    "put_in",
)
"""What the probability of support is made of; `qa/support/check.py` computes them."""

DECIDING = (
    "plain",  # of the question by itself: logit of the evidence supporting it
    "plain_against",  # logit of the evidence saying otherwise
    "yes",  # the same two of the question with Yes
    "yes_against",
    "no",  # and with No
    "no_against",
)
"""What a verdict on a yes/no question is made of; `qa/models/judge.py` computes them."""

USUAL = "Balanced"
"""The level at which questions are answered unless another is chosen."""


@dataclass(frozen=True, slots=True)
class Level:
    """How probable evidence must be to be given as an answer.

    Attributes:
        threshold: probability in [0, 1] under which no sentence is given as an answer.
        missed: share of the answerable questions of `seeds/gold.jsonl` that are then abstained
            from.
        wrong: share of the unanswerable ones that are then answered.
        mistaken: share of the answers given then that are wrong: to an unanswerable question, or
            with other evidence than the gold has; None where that was not measured.
        answers: so many answers were given.
    """

    threshold: float
    missed: float
    wrong: float
    mistaken: float | None = None
    answers: int = 0

    def __post_init__(self) -> None:
        _check_shares(threshold=self.threshold, missed=self.missed, wrong=self.wrong)
        _check_shares(mistaken=self.mistaken or 0.0)


@dataclass(frozen=True, slots=True)
class Size:
    """How the number of passages that are searched bears on a probability.

    Attributes:
        weight: what a tenfold number takes off the logit.
        passages: the number at which it takes off nothing.
        least: a smaller number counts as this one, under which nobody measured.
    """

    weight: float
    passages: float
    least: float

    def __post_init__(self) -> None:
        _check_finite(weight=self.weight)
        if not 0.0 < self.least <= self.passages < inf:
            raise ValueError(f"least and passages are {self.least} and {self.passages}")


@dataclass(frozen=True, slots=True)
class ReaderCalibration:
    """How readings become probabilities, and which probability is enough.

    Attributes:
        weights: of each of `FEATURES`, or of `CASCADE`, by its name.
        bias: of the same regression.
        agreement: how much the probability of another document that says the same counts.
        levels: by their names, the least careful first; one of them is `USUAL`.
        questions: so many the levels were measured on.
        words: logit of the words that answer, from which they are sure enough to be given by
            themselves; None where that was not measured.
        size: what the number of passages that are searched bears; likewise.
    """

    weights: Mapping[str, float]
    bias: float
    agreement: float
    levels: Mapping[str, Level]
    questions: int
    words: float | None = None
    size: Size | None = None

    def __post_init__(self) -> None:
        _check_weights(self.weights, CASCADE if self.cascade else FEATURES)
        _check_finite(bias=self.bias, words=self.words or 0.0)
        _check_shares(agreement=self.agreement)
        if USUAL not in self.levels:
            raise ValueError(f"no level is named {USUAL}: {', '.join(self.levels)}")

    @property
    def cascade(self) -> bool:
        """Whether it is of the second of two readers."""
        return "leans" in self.weights

    @property
    def threshold(self) -> float:
        """The threshold of the usual level."""
        return self.levels[USUAL].threshold

    @classmethod
    def read(cls, folder: Path) -> "ReaderCalibration":
        """The calibration of the reader in a folder.

        Raises:
            UserError: if a file of the model is missing or altered, or the calibration is of
                something else.
        """

        def build(values: dict[str, Any]) -> "ReaderCalibration":
            levels = {name: Level(**level) for name, level in values.pop("levels").items()}
            size = values.pop("size", None)
            return cls(**values, levels=levels, size=Size(**size) if size else None)

        return read_calibration(folder, READING, build)

    def write(self, folder: Path) -> None:
        """Write it beside the model in a folder."""
        write_calibration(folder, READING, asdict(self))


@dataclass(frozen=True, slots=True)
class Rates:
    """What a check was measured to do with claims that nothing was fitted on.

    Attributes:
        caught: share of the false claims that are not supported.
        false: so many there were.
        kept: share of the true claims that are supported.
        true: so many there were.
    """

    caught: float
    false: int
    kept: float
    true: int

    def __post_init__(self) -> None:
        _check_shares(caught=self.caught, kept=self.kept)


@dataclass(frozen=True, slots=True)
class CheckerCalibration:
    """How meaning and rules become a probability of support, and which is enough.

    Attributes:
        weights: of each of `SIGNALS`, by its name.
        bias: of the same regression, less what makes it catch more.
        threshold: probability in [0, 1] from which a claim is supported.
        measured: what comes of it; None for a checker for which nobody measured it.
    """

    weights: Mapping[str, float]
    bias: float
    threshold: float
    measured: Rates | None = None

    def __post_init__(self) -> None:
        _check_weights(self.weights, SIGNALS)
        _check_finite(bias=self.bias)
        _check_shares(threshold=self.threshold)

    @classmethod
    def read(cls, folder: Path) -> "CheckerCalibration":
        """The calibration of the checker in a folder.

        Raises:
            UserError: if a file of the model is missing or altered, or the calibration is of
                something else.
        """

        def build(values: dict[str, Any]) -> "CheckerCalibration":
            measured = values.pop("measured", None)
            return cls(**values, measured=Rates(**measured) if measured else None)

        return read_calibration(folder, CHECKING, build)

    def write(self, folder: Path) -> None:
        """Write it beside the model in a folder."""
        write_calibration(folder, CHECKING, asdict(self))


@dataclass(frozen=True, slots=True)
class DecidingCalibration:
    """How what a network makes of a yes/no question becomes a verdict.

    Attributes:
        yes: weights of each of `DECIDING` for yes, against not decided, by its name.
        no: the same for no.
        bias: of yes and of no.
        threshold: probability in [0, 1] from which a verdict is given.
    """

    yes: Mapping[str, float]
    no: Mapping[str, float]
    bias: tuple[float, float]
    threshold: float

    def __post_init__(self) -> None:
        for weights in (self.yes, self.no):
            _check_weights(weights, DECIDING)
        _check_finite(yes=self.bias[0], no=self.bias[1])
        _check_shares(threshold=self.threshold)

    def probabilities(self, signals: Sequence[float]) -> tuple[float, float]:
        """Of yes and of no, in [0, 1]; the rest is that it is not decided.

        Args:
            signals: the `DECIDING`, in their order.
        """
        scores = [
            float(np.dot([weights[name] for name in DECIDING], signals)) + bias
            for weights, bias in zip((self.yes, self.no), self.bias, strict=True)
        ]
        shares = np.exp(np.array([*scores, 0.0]) - max(*scores, 0.0))
        yes, no, _ = shares / shares.sum()
        return float(yes), float(no)

    @classmethod
    def read(cls, folder: Path) -> "DecidingCalibration":
        """The calibration in a folder of a network.

        Raises:
            UserError: if a file of the model is missing or altered, or the calibration is of
                something else.
        """

        def build(values: dict[str, Any]) -> "DecidingCalibration":
            yes, no = values.pop("bias")
            return cls(**values, bias=(yes, no))

        return read_calibration(folder, DECIDED, build)

    def write(self, folder: Path) -> None:
        """Write it beside the model in a folder."""
        write_calibration(folder, DECIDED, asdict(self))


def logistic(logit: float) -> float:
    """The probability of a logit, in [0, 1]."""
    return float(1.0 / (1.0 + np.exp(-logit)))


def logit(probability: float) -> float:
    """The logit of a probability; of one nearer to 0 or 1 than 1e-4 that of 1e-4 from there."""
    share = min(max(probability, _LEAST), 1.0 - _LEAST)
    return float(np.log(share / (1.0 - share)))


def read_calibration(
    folder: Path, file: str, build: Callable[[dict[str, Any]], T], remedy: str = FIT_AGAIN
) -> T:
    """The calibration in a file beside a model.

    Args:
        folder: of the model.
        file: its name.
        build: makes it of the values in the file.
        remedy: what to do where it is not there.

    Raises:
        UserError: if a file of the model is missing or altered, or it is of something else.
    """
    if file not in read_manifest(folder).sha256:
        raise UserError(f"The model in {folder} has no calibration {file}.", remedy)
    try:
        return build(json.loads((folder / file).read_text(encoding="utf-8")))
    except (ValueError, TypeError, AttributeError, KeyError) as error:
        raise UserError(
            f"The calibration of the model in {folder} is not one of this kind of model ({error}).",
            remedy,
        ) from error


def write_calibration(folder: Path, file: str, values: Mapping[str, Any]) -> None:
    """Write a calibration beside a model, and its hash into the manifest."""
    text = json.dumps(values, indent=1)
    (folder / file).write_text(text + "\n", encoding="utf-8")
    write_hash(folder, file)


def _check_weights(weights: Mapping[str, float], names: Sequence[str]) -> None:
    if set(weights) != set(names):
        raise ValueError(f"weights of {sorted(weights)}, not of {sorted(names)}")
    _check_finite(**weights)


def _check_finite(**numbers: float) -> None:
    for name, number in numbers.items():
        if isinstance(number, bool) or not isinstance(number, int | float) or not isfinite(number):
            raise ValueError(f"{name} is {number}, not a finite number")


def _check_shares(**numbers: float) -> None:
    _check_finite(**numbers)
    for name, number in numbers.items():
        if not 0.0 <= number <= 1.0:
            raise ValueError(f"{name} is {number}, not in [0, 1]")
