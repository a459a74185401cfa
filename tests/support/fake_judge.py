"""A judge that knows words only, and can be computed by hand."""

import re

from index.text.words import words
from qa.models.judge import Judgement

_WORD = re.compile(r"[\w’']+")


class FakeJudge:
    """Supported where all telling words of a claim stand in the evidence; else contradicted where
    half of them do. A word that does not stand there is marked.

    Attributes:
        asked: every pair that was judged, in order.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []

    def judge(self, claim: str, evidence: str, about: str = "") -> Judgement | None:
        self.asked.append((claim, evidence))
        known = set(words(f"{evidence}\n{about}"))
        places = tuple(match.span() for match in _WORD.finditer(claim))
        altered = tuple(
            0.01 if known.issuperset(words(claim[start:end])) else 0.99 for start, end in places
        )
        told = [words(claim[start:end]) for start, end in places]
        telling = [stem for stems in told for stem in stems]
        share = sum(stem in known for stem in telling) / max(len(telling), 1)
        if share == 1.0:
            return Judgement(3.0, 0.05, altered, places)
        return Judgement(-4.5, 0.95 if share >= 0.5 else 0.05, altered, places)
