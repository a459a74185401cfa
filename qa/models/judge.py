"""The base network, asked what a claim means against its evidence.

It sees the claim and the evidence together, below the dates of the evidence's documents, one pair
at a time on one thread, so that what it makes of them depends on nothing else. Titles are not
evidence: it does not see them. It says how well the whole is supported and which words of the claim
are not. Evidence longer than its input is read in windows that overlap, and the best of them
counts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from index.text.dates import iso_date
from qa.english.mutual import turned
from qa.english.vocabulary import EMPTY_WORDS
from qa.models.calibration import logistic, logit
from qa.models.weights import Outputs, open_pair_network, windows

PACKAGED = Path(__file__).parent / "base"

CLAIM_TOKENS = 192
"""No longer claim is judged: a sentence has 30."""

DATES = 4
"""How many dates at most stand above each window."""

YES, NO = "Yes", "No"
"""Behind a yes/no question they make it a claim."""

LIKELY = 0.5
"""Probability from which a word of a claim is taken for not said."""


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

    def missing(self, claim: str, besides: Iterable[tuple[int, int]] = ()) -> str:
        """The word of a claim that the evidence least says, or nothing if it says them all.

        No word of grammar alone: nobody misses "the".

        Args:
            claim: what was judged, or its beginning: then only words of that.
            besides: places of other words that nobody misses.
        """
        asking = tuple(besides)
        found = [
            (share, _word_at(claim, *place))
            for share, place in zip(self.altered, self.places, strict=True)
            if share >= LIKELY and claim[slice(*place)].isalnum()
            if not any(start <= place[0] < end for start, end in asking)
        ]
        told = [(share, word) for share, word in found if word.lower() not in EMPTY_WORDS]
        return max(told, key=lambda one: one[0])[1] if told else ""


def _word_at(text: str, first: int, last: int) -> str:
    """The whole word that a part of it stands in."""
    while first > 0 and text[first - 1].isalnum():
        first -= 1
    while last < len(text) and text[last].isalnum():
        last += 1
    return text[first:last]


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

        Who met whom is the same from either side: of these the better way round counts.

        Args:
            claim: one sentence.
            evidence: what it is judged by.
            about: what is known of the documents; the dates of it count.
        """
        found = self._judged(claim, evidence, about)
        other = turned(claim)
        if found is None or other is None:
            return found
        way = self._judged(other.text, evidence, about)
        if way is None or way.supported <= found.supported:
            return found
        return replace(way, places=tuple(other.back(*place) for place in way.places))

    def _judged(self, claim: str, evidence: str, about: str) -> Judgement | None:
        """A claim as it stands."""
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


def polar_signals(judge: Judge, question: str, evidence: str, about: str) -> list[float] | None:
    """The `DECIDING` of a yes/no question, in their order; None if it is too long to be judged.

    Args:
        judge: what is asked.
        question: see `qa.english.polar.plain_question`.
        evidence: what it is decided by.
        about: as for `Judge.judge`.
    """
    found: list[float] = []
    for claim in (question, f"{question} {YES}", f"{question} {NO}"):
        judged = judge.judge(claim, evidence, about)
        if judged is None:
            return None
        found += [judged.supported, logit(judged.contradicted)]
    return found


def _judgement(given: Outputs, places: Sequence[Any]) -> Judgement:
    marks = np.asarray(given["altered"][given.first], np.float64)
    against = float(np.log1p(np.exp(marks).sum()))
    return Judgement(
        float(given["supported"]) - against,
        logistic(float(given["contradicted"])),
        tuple(logistic(mark) for mark in marks),
        tuple((int(a), int(b)) for a, b in places),
    )


def dates(about: str) -> list[str]:
    """The dates among what is known of documents, as ISO has them, each once: DATES at most.

    A line may be a date, or a title that names a day: "The Friday File, 24 October 2025".
    """
    found = (iso_date(line) for line in about.split("\n"))
    return list(dict.fromkeys(filter(None, found)))[:DATES]
