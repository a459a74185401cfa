"""What a claim means against its evidence: is one supported by the other?

The network sees the claim and the evidence together, below the dates of its documents, one pair at
a time on one thread, so that a score depends on nothing else. Titles are not evidence: it does not
see them. Evidence longer than its input is read in windows that overlap, and the best of them
counts; a claim too long to leave room for evidence is in doubt, and what is in doubt is not
supported.
"""

import re
from pathlib import Path

from qa.models.calibration import CheckerCalibration, logistic
from qa.models.weights import PairNetwork, windows
from qa.support.check import Support

PACKAGED = Path(__file__).parents[1] / "models" / "checker"

CLAIM_TOKENS = 192
"""No longer claim is judged: a sentence has 30."""

DATES = 4
"""How many dates at most stand above each window."""

TOO_LONG = "It is too long to be checked."
NOT_MEANT = "The evidence does not say this."
LIKELY = 0.5
"""Probability from which a checker by itself, without the rules, takes a claim for supported."""

_DATE = re.compile(r"\b\d{4}-\d\d-\d\d$", re.MULTILINE)


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
        self._network = PairNetwork(folder)

    def score(self, claim: str, evidence: str, about: str) -> Support:
        """See `SupportScorer.score`; the score is the probability of support."""
        network = self._network
        ids = network.encoding(claim).ids
        if len(ids) > CLAIM_TOKENS:
            return Support(0.0, TOO_LONG)
        text = network.encoding(evidence).ids
        above = network.encoding("\n".join(dates(about))).ids
        lead = [network.first, *ids, network.separator]
        logit = max(
            self._logit(lead, [*above, *text[a:b], network.separator])
            for a, b in windows(len(text), network.tokens - len(lead) - len(above) - 1)
        )
        probability = logistic(logit)
        return Support(probability, "" if probability >= LIKELY else NOT_MEANT)

    def _logit(self, claim: list[int], evidence: list[int]) -> float:
        kinds = [0] * len(claim) + [1] * len(evidence)
        (supported,) = self._network.run([*claim, *evidence], kinds)
        return float(supported)


def dates(about: str) -> list[str]:
    """The dates among what is known of documents, as ISO has them, each once: DATES at most."""
    return list(dict.fromkeys(_DATE.findall(about)))[:DATES]
