"""Fit the weights of `qa/support.py`.

    python -m tests.fit_support [--checker DIR]

On claims that the checker was not trained on and that nothing is reported on: those of
`seeds/claims.jsonl` on documents of even number, and every tenth of `qa/checker/written`. What a
deciding rule takes out is left out. Prints the weights of a logistic regression of whether a claim
is supported, and shares kept and caught at some thresholds.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from qa.checker.checking import PACKAGED, PackagedChecker
from qa.checker.pairs import written
from qa.rules import DOUBTING, doubts, objection
from qa.support import weighed
from tests.seed_claims import read, reported

Row = tuple[NDArray[np.float64], bool]


def claims() -> Iterator[tuple[str, str, str, bool]]:
    """Claim, evidence, what is known of the document, and whether it is supported."""
    for claim in read():
        if not reported(claim):
            yield claim.text, claim.evidence, claim.about, True
            yield from ((text, claim.evidence, claim.about, False) for _, text in claim.altered)
    for pair in written(0):
        yield pair.claim, pair.evidence, "", pair.supported


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checker", type=Path, default=PACKAGED)
    checker = PackagedChecker(parser.parse_args().checker)
    rows: list[Row] = []
    decided = [0, 0]
    for claim, evidence, about, supported in claims():
        if objection(claim, evidence, about):
            decided[supported] += 1
            continue
        meant = checker.score(claim, evidence, about).score
        rows.append((weighed(meant, doubts(claim, evidence, about)), supported))
    x = np.array([row for row, _ in rows])
    y = np.array([supported for _, supported in rows])
    print(f"decided by rule: {decided[0]} altered and {decided[1]} true claims")
    model = LogisticRegression(C=1.0, class_weight="balanced", max_iter=5000).fit(x, y)
    names = ["meaning", *(rule.__name__.strip("_") for rule in DOUBTING)]
    for name, weight in zip(names, model.coef_[0], strict=True):
        print(f"{weight:8.3f}  {name}")
    print(f"{model.intercept_[0]:8.3f}  bias")
    p = model.predict_proba(x)[:, 1]
    for threshold in np.linspace(0.2, 0.9, 15):
        kept = (p[y] >= threshold).sum() / (y.sum() + decided[1])
        caught = ((p[~y] < threshold).sum() + decided[0]) / ((~y).sum() + decided[0])
        print(f"threshold {threshold:.2f}: kept {kept:.3f}, caught {caught:.3f}")


if __name__ == "__main__":
    main()
