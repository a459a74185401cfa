"""Two evaluations over the same questions: what differs, and whether that is more than chance."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from qa.evaluation import measures
from qa.evaluation.catalogue import LOWER_IS_BETTER
from qa.evaluation.measures import Values
from qa.evaluation.results import Evaluation, Outcome, area_functions, measured


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in two runs over the same questions; `low` and `high` are of the difference."""

    name: str
    before: float
    after: float
    low: float
    high: float
    count: int

    @property
    def clear(self) -> bool:
        """Whether the interval excludes 0."""
        return self.low > 0.0 or self.high < 0.0

    @property
    def better(self) -> bool:
        """Whether the later run has the better value."""
        return (self.after < self.before) == (self.name in LOWER_IS_BETTER)


def compare(before: Evaluation, after: Evaluation) -> list[Difference]:
    """The measures of two runs, each over the questions that count in both, and paired intervals.

    A question is the same if its id and its words are. Questions that only one run answered count
    for the abstaining measures, not for those of answer and citation.
    """
    earlier = {(outcome.id, outcome.question): outcome for outcome in before.outcomes}
    pairs = [
        (earlier[key], outcome)
        for outcome in after.outcomes
        if (key := (outcome.id, outcome.question)) in earlier
    ]
    found = []
    for name in measured(later for _, later in pairs):
        scores = [
            (old.scores[name], new.scores[name])
            for old, new in pairs
            if name in old.scores and name in new.scores
        ]
        if scores:
            old, new = np.array(scores, np.float64).T
            _, low, high = measures.paired_bootstrap(old, new)
            means = float(old.mean()), float(new.mean())
            found.append(Difference(name, *means, low, high, len(scores)))
    return found + list(_area_differences(pairs))


def _area_differences(pairs: Sequence[tuple[Outcome, Outcome]]) -> Iterator[Difference]:
    before, after = (area_functions([pair[n] for pair in pairs]) for n in (0, 1))
    for name, area in after.items():
        difference = _Minus(area, before[name])
        values = before[name](np.ones(len(pairs))), area(np.ones(len(pairs)))
        if not np.isnan(values).any():
            yield Difference(
                name, *values, *measures.bootstrap_of(difference, len(pairs)), len(pairs)
            )


@dataclass(frozen=True, slots=True)
class _Minus:
    """The difference of two functions of weights."""

    one: measures.Weighted
    other: measures.Weighted

    def __call__(self, weights: Values) -> float:
        return self.one(weights) - self.other(weights)
