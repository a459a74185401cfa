"""Any cross-encoder that sentence-transformers can load, as the judge of what a claim means.

Models of natural language inference say with several labels, one of them entailment, whether a
claim follows from its evidence; models of consistency give one number. They are larger than the
packaged checker, slower, and often better.

Nobody has fitted how the score of such a model and the rules go together. Its probability is put in
the place of the packaged checker's, with the weights and the threshold that were fitted for that;
how many false claims are then caught is not known, and no figure is shown.
"""

import re
from dataclasses import replace

import numpy as np

from index.encoders.encode import open_named
from index.errors import UserError
from qa.models.calibration import CheckerCalibration, logistic
from qa.models.judge import PACKAGED, dates
from qa.support.check import Support
from qa.support.checker import LIKELY, NOT_MEANT

_ENTAILS = re.compile(r"entail|support|consistent|yes|true", re.IGNORECASE)
_DOES_NOT = re.compile(r"not|in-?consistent|un|non", re.IGNORECASE)


class NamedChecker:
    """A cross-encoder by its name or folder, as float32 on torch.

    A model that lies on this machine is loaded without a word to anyone; only one that does not is
    asked for at the hub.

    Attributes:
        threshold: of its own score, without the rules.
        calibration: that of the packaged checker, without measured rates.
    """

    threshold = LIKELY

    def __init__(self, model: str) -> None:
        """Load the model.

        Raises:
            UserError: if it cannot be loaded, or none of its labels means support.
        """
        self._model = open_named(
            "CrossEncoder",
            model,
            f"checker {model!r}",
            "Give a folder that sentence-transformers saved, or the name of a cross-encoder "
            "that is in its cache or can be downloaded.",
        )
        self.calibration = borrowed_calibration()
        self._label = _supporting(model, dict(self._model.model.config.id2label))

    def score(self, claim: str, evidence: str, about: str) -> Support:
        """See `SupportScorer.score`; the score is the model's probability of support.

        The dates of the documents stand before the evidence.
        """
        import torch

        text = " ".join([*(f"{day}." for day in dates(about)), *evidence.split()])
        with torch.inference_mode():
            logits = self._model.predict(
                [(text, claim)],
                activation_fn=torch.nn.Identity(),
                show_progress_bar=False,
            )
        row = np.atleast_1d(np.asarray(logits, np.float64)[0])
        if len(row) == 1:
            probability = logistic(row[0])
        else:
            shares = np.exp(row - row.max())
            probability = float(shares[self._label] / shares.sum())
        return Support(probability, "" if probability >= LIKELY else NOT_MEANT)


def borrowed_calibration() -> CheckerCalibration:
    """The packaged checker's, without its measured rates."""
    return replace(CheckerCalibration.read(PACKAGED), measured=None)


def _supporting(model: str, labels: dict[int, str]) -> int:
    """The place of the label that means support."""
    if len(labels) == 1:
        return 0
    found = [n for n, name in labels.items() if _ENTAILS.search(name) and not _DOES_NOT.match(name)]
    if len(found) != 1:
        raise UserError(
            f"The labels of {model!r} do not say which of them means support.",
            "Take a model of natural language inference, with a label `entailment`.",
        )
    return found[0]
