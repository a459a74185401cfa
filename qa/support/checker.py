"""What a claim means against its evidence: is one supported by the other, or contradicted?

The network sees the claim and the evidence together, below the dates of its documents, one pair at
a time on one thread, so that a score depends on nothing else. Titles are not evidence: it does not
see them. It says how well the whole is supported and which words of the claim are not. Evidence
longer than its input is read in windows that overlap, and the best of them counts; a claim too long
to leave room for evidence is in doubt, and what is in doubt is not supported.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from qa.models.calibration import CheckerCalibration, logistic
from qa.models.weights import Outputs, open_pair_network, windows
from qa.support.check import Support

PACKAGED = Path(__file__).parents[1] / "models" / "base"

CLAIM_TOKENS = 192
"""No longer claim is judged: a sentence has 30."""

DATES = 4
"""How many dates at most stand above each window."""

TOO_LONG = "It is too long to be checked."
NOT_MEANT = "The evidence does not say this."
OTHERWISE = "The evidence says otherwise."
LIKELY = 0.5
"""Probability from which a checker by itself, without the rules, takes a claim for supported."""

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the network makes of a claim.

    Attributes:
        supported: logit of the evidence supporting it.
        contradicted: probability, where it does not, that it says otherwise; else it does not say.
        altered: probability of each token of the claim that the evidence does not say it.
        places: where the tokens stand in the claim.
    """

    supported: float
    contradicted: float
    altered: tuple[float, ...]
    places: tuple[tuple[int, int], ...]

    def missing(self, claim: str, start: int = 0) -> str:
        """The word of a claim that the evidence least says, or nothing if it says them all.

        Args:
            claim: what was judged.
            start: characters at its beginning that do not count.
        """
        found = [
            (share, place)
            for share, place in zip(self.altered, self.places, strict=True)
            if place[0] >= start and share >= LIKELY and claim[slice(*place)].isalnum()
        ]
        if not found:
            return ""
        _, (first, last) = max(found, key=lambda one: one[0])
        while first > start and claim[first - 1].isalnum():
            first -= 1
        while last < len(claim) and claim[last].isalnum():
            last += 1
        return claim[first:last]


class Judge:
    """The network by itself: what it makes of a claim, without what that means."""

    def __init__(self, folder: Path = PACKAGED) -> None:
        """Load the model, as `qa/training/export.py` writes it.

        Raises:
            UserError: if a file is missing, damaged, or of another format.
        """
        self._network = open_pair_network(folder)

    def judge(self, claim: str, evidence: str, about: str = "") -> Judgement | None:
        """What the network makes of a claim; None if it is too long to be judged.

        Args:
            claim: one sentence.
            evidence: what it is judged by.
            about: what is known of the documents; the dates of it count.
        """
        network = self._network
        encoding = network.encoding(claim)
        if len(encoding.ids) > CLAIM_TOKENS:
            return None
        text = network.encoding(evidence).ids
        above = network.encoding("\n".join(dates(about))).ids
        room = network.room(encoding.ids) - len(above)
        judged = (
            _judgement(network.run(encoding.ids, [*above, *text[a:b]]), encoding.offsets)
            for a, b in windows(len(text), room)
        )
        return max(judged, key=lambda one: one.supported)


class PackagedChecker:
    """A network that was trained to check, with its calibration; int8, on onnxruntime.

    Attributes:
        threshold: of its own score, without the rules.
        calibration: that of the folder.
    """

    threshold = LIKELY

    def __init__(
        self, folder: Path = PACKAGED, calibration: CheckerCalibration | None = None
    ) -> None:
        """Load the model.

        Args:
            folder: as `qa/training/export.py` writes it.
            calibration: in place of that beside the model, which then need not be there.

        Raises:
            UserError: if a file is missing, damaged, or of another format.
        """
        self.calibration = calibration or CheckerCalibration.read(folder)
        self._judge = Judge(folder)

    def score(self, claim: str, evidence: str, about: str) -> Support:
        """See `SupportScorer.score`; the score is the probability of support."""
        found = self._judge.judge(claim, evidence, about)
        if found is None:
            return Support(0.0, TOO_LONG)
        probability = logistic(found.supported)
        return Support(probability, "" if probability >= LIKELY else _reason(claim, found))


def _judgement(given: Outputs, places: Sequence[Any]) -> Judgement:
    marks = np.asarray(given["altered"][given.first], np.float64)
    against = float(np.log1p(np.exp(marks).sum()))
    return Judgement(
        float(given["supported"]) - against,
        logistic(float(given["contradicted"])),
        tuple(logistic(mark) for mark in marks),
        tuple((int(a), int(b)) for a, b in places),
    )


def _reason(claim: str, found: Judgement) -> str:
    word = found.missing(claim)
    said = OTHERWISE if found.contradicted >= LIKELY else NOT_MEANT
    return f"{said[:-1]}: “{word}” is not in it." if word else said


def dates(about: str) -> list[str]:
    """The dates among what is known of documents, as ISO has them, each once: DATES at most."""
    return list(dict.fromkeys(_DATE.findall(about)))[:DATES]
