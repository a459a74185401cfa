"""Fit the weights of `qa/support/check.py`.

    python -m qa.training.fit_support [--checker DIR]

On claims that the checker was not trained on and that nothing is reported on: those of
`seeds/claims.jsonl` on documents of even number, and every tenth of `qa/training/written`. What a
deciding rule takes out is left out. The seeds count four times as much: what a model writes is
mostly like them, a copy with one thing changed, and the others were written to mislead rules.
Supported claims and others count the same in each.

Prints the weights of a logistic regression of whether a claim is supported, and shares kept and
caught at some thresholds, of all and of the seeds' alone.
"""

import argparse
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from qa.support.check import weighed
from qa.support.checker import PACKAGED, PackagedChecker
from qa.support.rules import DOUBTING, doubts, objection
from qa.training.pairs import written
from tests.support.seed_claims import read, reported

SEEDS = 4.0
"""How much the claims over the seeds count against the others."""

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


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checker", type=Path, default=PACKAGED)
    checker = PackagedChecker(parser.parse_args().checker)
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
    names = ["meaning", *(rule.__name__.strip("_") for rule in DOUBTING)]
    for name, weight in zip(names, model.coef_[0], strict=True):
        print(f"{weight:8.3f}  {name}")
    print(f"{model.intercept_[0]:8.3f}  bias")
    logits = model.decision_function(x)
    for name, chosen in (("all", np.ones(len(y), bool)), ("seeds", of_seeds)):
        out = [supported for supported, seeds in decided if seeds or name == "all"]
        print(
            f"{name}: decided by rule: {out.count(False)} altered and {out.count(True)} true claims"
        )
        true, false = logits[chosen & y], logits[chosen & ~y]
        for less in np.linspace(-0.5, 2.0, 26):
            kept = (true >= less).sum() / (len(true) + out.count(True))
            caught = ((false < less).sum() + out.count(False)) / (len(false) + out.count(False))
            print(f"  bias less {less:.1f}: kept {kept:.3f}, caught {caught:.3f}")


if __name__ == "__main__":
    main()
