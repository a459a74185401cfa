"""Does this sentence support this claim? The check that every claim passes, whoever wrote it."""

from typing import Protocol


class SupportScorer(Protocol):
    """Scores how well a sentence supports a claim."""

    def score(self, claim: str, sentence: str) -> float:
        """Support in [0, 1]: 0 for none, and in doubt."""


class VerbatimSupport:
    """A claim is supported where the sentence says it word for word, and nowhere else."""

    def score(self, claim: str, sentence: str) -> float:
        """1 if the claim is the sentence, white space apart; else 0."""
        return float(claim.split() == sentence.split() != [])
