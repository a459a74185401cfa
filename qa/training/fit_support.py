"""Fit the calibration of a checker (`qa/support/check.py` uses it).

    python -m qa.training.fit_support [--checker DIR] [--write DIR]

On claims that the checker was not trained on and that nothing is reported on: those of
`seeds/claims.jsonl` on documents of even number, and every tenth of `qa/training/written`. What a
deciding rule takes out is left out. The seeds count four times as much: what a model writes is
mostly like them, a copy with one thing changed, and the others were written to mislead rules.
Supported claims and others count the same in each.

Prints the weights of a logistic regression of whether a claim is supported, and shares kept and
caught at some thresholds, of all and of the seeds' alone.
"""

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from qa.models.calibration import SIGNALS, CheckerCalibration, Rates
from qa.support.check import CheckedSupport, SupportScorer, weighed
from qa.support.checker import PACKAGED, PackagedChecker
from qa.support.rules import doubts, objection
from qa.training.pairs import written
from qa.training.seed_claims import SeedClaim, read, reported

SEEDS = 4.0
"""How much the claims over the seeds count against the others."""

CAUGHT = 0.96
"""Share of the altered claims over the seeds that the bias is to catch: one in a hundred more than
is asked for."""

TENTHS = tuple(np.linspace(-0.5, 2.0, 26).tolist())
"""What may be taken from the bias."""

NOT_FITTED = CheckerCalibration(dict.fromkeys(SIGNALS, 0.0), 0.0, 1.0)
"""For a checker of which only the meaning is asked."""

Row = tuple[NDArray[np.float64], bool, bool]
"""What the regression sees of a claim, whether it is supported, and whether it is of the seeds."""


def claims() -> Iterator[tuple[str, str, str, bool, bool]]:
    """Claim, evidence, what is known of the document, supported, and of the seeds."""
    for claim in read():
        if not reported(claim):
            yield claim.text, claim.evidence, claim.about, True, True
            for _, text in claim.altered:
                yield text, claim.evidence, claim.about, False, True
    for pair in chain.from_iterable(written(0).values()):
        yield pair.claim, pair.evidence, "", pair.supported, False


@dataclass(frozen=True, slots=True)
class Fit:
    """A logistic regression, and the claims that it was fitted on.

    Attributes:
        weights: of `SIGNALS`.
        bias: as fitted.
        logits: of the claims that no rule decided.
        supported: whether each of them is.
        of_seeds: whether each of them is over the seeds.
        decided: of the claims that a rule refused: supported, and over the seeds.
    """

    weights: NDArray[np.float64]
    bias: float
    logits: NDArray[np.float64]
    supported: NDArray[np.bool_]
    of_seeds: NDArray[np.bool_]
    decided: Sequence[tuple[bool, bool]]

    def shares(self, less: float, *, seeds: bool) -> tuple[float, float]:
        """Shares of true claims kept and of others caught, with a bias that is less by so much.

        Args:
            less: what is taken from the bias.
            seeds: count only the claims over the seeds.
        """
        chosen = self.of_seeds | (not seeds)
        out = [supported for supported, of_seeds in self.decided if of_seeds or not seeds]
        true, false = self.logits[chosen & self.supported], self.logits[chosen & ~self.supported]
        kept = (true >= less).sum() / (len(true) + out.count(True))
        caught = ((false < less).sum() + out.count(False)) / (len(false) + out.count(False))
        return float(kept), float(caught)

    def less_for(self, share: float) -> float:
        """The least of whole tenths off the bias that catches so many of the seeds' claims."""
        return float(next(less for less in TENTHS if self.shares(less, seeds=True)[1] >= share))


def fit(checker: PackagedChecker) -> Fit:
    """Fit to the claims."""
    rows: list[Row] = []
    decided: list[tuple[bool, bool]] = []
    for claim, evidence, about, supported, seeds in claims():
        if objection(claim, evidence, about):
            decided.append((supported, seeds))
            continue
        meant = checker.score(claim, evidence, about).score
        rows.append((weighed(meant, doubts(claim, evidence, about)), supported, seeds))
    x = np.array([row for row, _, _ in rows])
    y, of_seeds = (np.array([row[n] for row in rows]) for n in (1, 2))
    kinds = 2 * of_seeds + y
    shares = np.bincount(kinds) / len(y)
    counts = np.where(of_seeds, SEEDS, 1.0) / (2.0 + 2.0 * SEEDS) / shares[kinds]
    model = LogisticRegression(C=1.0, max_iter=5000).fit(x, y, counts)
    logits = model.decision_function(x)
    return Fit(model.coef_[0], float(model.intercept_[0]), logits, y, of_seeds, decided)


def calibrate(fitted: Fit) -> CheckerCalibration:
    """The fit to three places, with a bias that catches enough; not measured yet."""
    weights = dict(zip(SIGNALS, np.round(fitted.weights, 3).tolist(), strict=True))
    bias = round(fitted.bias - fitted.less_for(CAUGHT), 3)
    return CheckerCalibration(weights, bias, threshold=0.5)


def measure(scorer: SupportScorer) -> Rates:
    """What a check does with the claims over the seeds that nothing is fitted on."""

    def kept(claim: SeedClaim, text: str) -> bool:
        return scorer.score(text, claim.evidence, claim.about).score >= scorer.threshold

    held_out = [claim for claim in read() if reported(claim)]
    true = [kept(claim, claim.text) for claim in held_out]
    caught = [not kept(claim, text) for claim in held_out for _, text in claim.altered]
    return Rates(
        caught=round(sum(caught) / len(caught), 3),
        false=len(caught),
        kept=round(sum(true) / len(true), 3),
        true=len(true),
    )


def report(fitted: Fit) -> None:
    """Print the weights, and shares kept and caught."""
    for name, weight in zip(SIGNALS, fitted.weights, strict=True):
        print(f"{weight:8.3f}  {name}")
    print(f"{fitted.bias:8.3f}  bias")
    for name, seeds in (("all", False), ("seeds", True)):
        out = [supported for supported, of_seeds in fitted.decided if of_seeds or not seeds]
        print(
            f"{name}: decided by rule: {out.count(False)} altered and {out.count(True)} true claims"
        )
        for less in TENTHS:
            kept, caught = fitted.shares(less, seeds=seeds)
            print(f"  bias less {less:.1f}: kept {kept:.3f}, caught {caught:.3f}")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checker", type=Path, default=PACKAGED)
    parser.add_argument("--write", type=Path, metavar="DIR", help="put the fit beside this model")
    options = parser.parse_args()
    fitted = fit(PackagedChecker(options.checker, NOT_FITTED))
    report(fitted)
    if options.write:
        calibration = calibrate(fitted)
        rates = measure(CheckedSupport(PackagedChecker(options.write, calibration)))
        replace(calibration, measured=rates).write(options.write)


if __name__ == "__main__":
    main()
