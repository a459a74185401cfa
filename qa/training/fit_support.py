"""Fit the calibration of a checker (`qa/support/check.py` uses it).

    python -m qa.training.fit_support ../shared/data [--checker DIR] [--write DIR]

On claims of four families that the checker was not trained on and that nothing is reported on:
those of `seeds/claims.jsonl` on documents of even number, every tenth of `qa/training/written`,
those of every second window of `support/claims_dev`, and those of some texts of `support/claims`.
What a deciding rule takes out is left out. Each family counts the same, but the seeds three times:
what a model writes is mostly like them, a copy with one thing changed. Supported claims and others
count the same in each.

Prints the weights of a logistic regression of whether a claim is supported, and shares kept and
caught at some thresholds, of each family.
"""

import argparse
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from index.encoders.network import cores
from qa.models.calibration import SIGNALS, CheckerCalibration, Rates
from qa.support.check import CheckedSupport, SupportScorer, weighed
from qa.support.checker import PACKAGED, PackagedChecker
from qa.support.days import days_told, in_words_of
from qa.support.rules import doubts, objection
from qa.training.pairs import judged, portion, written
from qa.training.public import half, named_evidence, rows
from qa.training.seed_claims import SeedClaim, read, reported

SHARES = {"seeds": 3.0, "written": 1.0, "news": 1.0, "judged": 1.0}
"""How much the claims of each family count."""

WRITTEN = 1_500
"""So many of the texts' claims, evenly spread, are enough."""

CAUGHT = 0.99
"""Share of the altered claims over the seeds that the bias is to catch: three in a hundred more
than are asked for, since on other documents it is two or three less. (With .987 of these, .957 of
those that are reported were caught.)"""

STEPS = tuple(np.linspace(-3.0, 3.0, 301).tolist())
"""What may be taken from the bias."""

NOT_FITTED = CheckerCalibration(dict.fromkeys(SIGNALS, 0.0), 0.0, 1.0)
"""For a checker of which only the meaning is asked."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """A claim with its evidence, what is known of the document, and whether it is supported."""

    family: str
    claim: str
    evidence: str
    about: str
    supported: bool


def claims(data: Path) -> Iterator[Labelled]:
    """The claims that are fitted on."""
    for one in read():
        if not reported(one):
            yield Labelled("seeds", one.text, one.evidence, one.about, True)
            for _, text in one.altered:
                yield Labelled("seeds", text, one.evidence, one.about, False)
    pairs = list(chain.from_iterable(written(0).values()))
    for pair in pairs[:: max(1, len(pairs) // WRITTEN)]:
        yield Labelled("written", pair.claim, pair.evidence, "", pair.supported)
    for row in half(rows(data / "support/claims_dev.jsonl.gz"), 0):
        for claim in row["claims"]:
            evidence = named_evidence(row, claim)
            supported = claim["label"] == "supported"
            yield Labelled("news", claim["claim"], evidence, row["published"], supported)
    for one_judged in portion(judged(data / "support/claims.jsonl.gz"), "develop"):
        given = one_judged.pair
        yield Labelled("judged", given.claim, given.evidence, "", given.supported)


@dataclass(frozen=True, slots=True)
class Fit:
    """A logistic regression, and the claims that it was fitted on.

    Attributes:
        weights: of `SIGNALS`.
        bias: as fitted.
        logits: of the claims; minus infinity where a rule decided.
        supported: whether each of them is.
        families: of each of them.
    """

    weights: NDArray[np.float64]
    bias: float
    logits: NDArray[np.float64]
    supported: NDArray[np.bool_]
    families: NDArray[np.str_]

    def shares(self, less: float, family: str) -> tuple[float, float]:
        """Shares of true claims kept and of others caught, with a bias that is less by so much.

        Args:
            less: what is taken from the bias.
            family: whose claims count.
        """
        chosen = self.families == family
        kept = self.logits[chosen & self.supported] >= less
        caught = self.logits[chosen & ~self.supported] < less
        return float(kept.mean()), float(caught.mean())

    def less_for(self, share: float) -> float:
        """The least of the steps off the bias that catches so many of the seeds' claims."""
        return float(next(less for less in STEPS if self.shares(less, "seeds")[1] >= share))


def fit(checker: PackagedChecker, labelled: Sequence[Labelled]) -> Fit:
    """Fit to the claims."""

    def look(one: Labelled) -> NDArray[np.float64]:
        evidence, about = one.evidence, one.about
        claim = in_words_of(evidence, one.claim, about)
        if objection(claim, evidence, about):
            return np.full(len(SIGNALS), np.nan)
        meant = checker.score(claim, evidence, days_told(claim, evidence, about)).score
        return weighed(meant, doubts(claim, evidence, about))

    with ThreadPoolExecutor(cores()) as threads:
        looked = threads.map(look, labelled)
        signals = np.array(list(tqdm(looked, "claims", len(labelled), disable=None)))
    open_ = ~np.isnan(signals[:, 0])
    supported = np.array([one.supported for one in labelled])
    families = np.array([one.family for one in labelled])
    counts = np.zeros(len(labelled))
    for family, share in SHARES.items():
        for kind in (True, False):
            chosen = open_ & (families == family) & (supported == kind)
            counts[chosen] = share / max(chosen.sum(), 1)
    counts *= open_.sum() / counts.sum()
    model = LogisticRegression(C=1.0, max_iter=5000)
    model.fit(signals[open_], supported[open_], counts[open_])
    logits = np.full(len(labelled), -np.inf)
    logits[open_] = model.decision_function(signals[open_])
    return Fit(model.coef_[0], float(model.intercept_[0]), logits, supported, families)


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
    print(f"{fitted.bias:8.3f}  bias, less {fitted.less_for(CAUGHT):.2f}")
    decided = np.isinf(fitted.logits)
    for family in SHARES:
        out = decided & (fitted.families == family)
        true = (out & fitted.supported).sum()
        print(f"{family}: decided by rule: {out.sum() - true} false and {true} true claims")
        for less in STEPS[50:251:20]:
            kept, caught = fitted.shares(less, family)
            print(f"  bias less {less:.1f}: kept {kept:.3f}, caught {caught:.3f}")


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("--checker", type=Path, default=PACKAGED)
    parser.add_argument("--write", type=Path, metavar="DIR", help="put the fit beside this model")
    options = parser.parse_args()
    fitted = fit(PackagedChecker(options.checker, NOT_FITTED), list(claims(options.data)))
    report(fitted)
    if options.write:
        calibration = calibrate(fitted)
        rates = measure(CheckedSupport(PackagedChecker(options.write, calibration)))
        replace(calibration, measured=rates).write(options.write)


if __name__ == "__main__":
    main()
