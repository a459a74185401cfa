"""What a claim means against its evidence: is one supported by the other, or contradicted?

By the base network (`qa/models/judge.py`), by itself; `check.py` puts it together with the rules. A
claim too long to leave room for evidence is in doubt, and what is in doubt is not supported.
"""

from pathlib import Path

from qa.models.calibration import CheckerCalibration, logistic
from qa.models.judge import PACKAGED, Judge, Judgement
from qa.support.check import Support

__all__ = ["PACKAGED", "PackagedChecker"]

TOO_LONG = "It is too long to be checked."
NOT_MEANT = "The evidence does not say this."
OTHERWISE = "The evidence says otherwise."
LIKELY = 0.5
"""Probability from which a checker by itself, without the rules, takes a claim for supported."""


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


def _reason(claim: str, found: Judgement) -> str:
    word = found.missing(claim)
    said = OTHERWISE if found.contradicted >= LIKELY else NOT_MEANT
    return f"{said[:-1]}: “{word}” is not in it." if word else said
