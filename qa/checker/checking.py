"""What a claim means against its evidence: is one supported by the other?

The network sees the claim and the evidence together, one pair at a time on one thread, so that a
score depends on nothing but the two. Evidence longer than its input is read in windows that
overlap, and the best of them counts; a claim too long to leave room for evidence is in doubt, and
what is in doubt is not supported.
"""

from pathlib import Path

import numpy as np

from index.encode import open_network
from qa.reader.reading import windows
from qa.support import THRESHOLD, Support
from qa.weights import read_manifest

PACKAGED = Path(__file__).parent / "model"

CLAIM_TOKENS = 192
"""No longer claim is judged: a sentence has 30."""

TOO_LONG = "It is too long to be checked."
NOT_MEANT = "The evidence does not say this."


class PackagedChecker:
    """all-MiniLM-L6-v2 trained to check (`train.py`, `CARD.md`), int8, on onnxruntime."""

    def __init__(self, folder: Path = PACKAGED) -> None:
        """Load the model.

        Args:
            folder: as `qa/export.py` writes it.

        Raises:
            UserError: if a file is missing, damaged, or of another format.
        """
        manifest = read_manifest(folder)
        self._session, self._tokenizer = open_network(folder)
        self._first, self._separator = self._tokenizer.encode("").ids
        self._room = manifest.tokens

    def score(self, claim: str, evidence: str, about: str) -> Support:
        """See `SupportScorer.score`; the score is the probability of support."""
        ids = self._tokenizer.encode(claim, add_special_tokens=False).ids
        if len(ids) > CLAIM_TOKENS:
            return Support(0.0, TOO_LONG)
        text = self._tokenizer.encode(evidence, add_special_tokens=False).ids
        lead = [self._first, *ids, self._separator]
        logit = max(
            self._logit(lead, [*text[a:b], self._separator])
            for a, b in windows(len(text), self._room - len(lead) - 1)
        )
        probability = float(1.0 / (1.0 + np.exp(-logit)))
        return Support(probability, "" if probability >= THRESHOLD else NOT_MEANT)

    def _logit(self, claim: list[int], evidence: list[int]) -> float:
        kinds = [0] * len(claim) + [1] * len(evidence)
        (supported,) = self._session.run(
            None,
            {
                "ids": np.array([[*claim, *evidence]], np.int64),
                "kinds": np.array([kinds], np.int64),
            },
        )
        return float(supported[0])
