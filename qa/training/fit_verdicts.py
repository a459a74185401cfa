"""Fit what the base network and the rules mean for a statement (`qa/drafts/judging.py` uses it).

    python -m qa.training.fit_verdicts ../shared/data [--checker DIR] [--write DIR]

Two logistic regressions, whether evidence supports a statement and whether it says otherwise, on
claims with the sentences that they are to be judged by: of every sixteenth window of
`support/claims_near`, of those of `seeds/claims.jsonl` on documents of even number, and of every
second text of `written/dev`. What a deciding rule takes out is left out of the first. Signs are
held to what a signal means: a rule that finds something never speaks for a statement.

A third one, whether a sentence speaks of the matter of a statement at all, on the sentences that a
search finds for the latter two.

The thresholds are not fitted here; they were chosen on the develop half of `tests/bench/drafts`,
and that from which a statement is supported also on the claims that are fitted on, so that of those
that are not supported one in twelve is called so at most. They are taken from the calibration that
is there, or named by `--thresholds`.
"""

import argparse
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index import Index
from index.encoders.network import cores
from qa.drafts.judging import decided_by, share_held, signals_of
from qa.drafts.sources import Sources, one_line
from qa.models.judge import PACKAGED, Judge
from qa.models.verdicts import NEARNESS, SIGNALS, Regression, VerdictCalibration
from qa.support.days import judgement_of
from qa.training.public import indexed, named_evidence, rows
from qa.training.seed_claims import SEEDS, read, reported

WEIGHTS = {"news": 1.0, "seeds": 0.6, "written": 0.3}
"""How much a claim of each family counts."""

THRESHOLDS = {
    **{"supported": 0.6, "contradicted": 0.45, "given": 0.4},
    **{"doubtful": 0.15, "part": 0.75},
}

_EVERY = 16  # window of the claims over news
_STRENGTH = 2.0  # of the pull of weights towards zero
_DECIDING = ("numbers", "dates", "copied")
_DOUBTING = ("names", "directions", "negation", "opposite", "speaker", "put_in")
_SUPPORTED_SIGNS = {"meaning": 1, **dict.fromkeys((*_DECIDING, *_DOUBTING), -1)}
_CONTRADICTED_SIGNS = {
    **{"meaning": -1, "against": 1, "directions": 1, "negation": 1, "opposite": 1, "put_in": 1},
    **dict.fromkeys(_DECIDING, 1),
}
_NEAR_SIGNS = {"share": 1, "held": 1}


@dataclass(frozen=True, slots=True)
class Given:
    """A claim with the evidence that it is to be judged by."""

    family: str
    claim: str
    evidence: str
    about: str
    label: str


def claims(data: Path) -> Iterator[Given]:
    """The claims that are fitted on."""
    for row in rows(data / "support/claims_near.jsonl.gz")[::_EVERY]:
        for claim in row["claims"]:
            evidence = named_evidence(row, claim)
            yield Given("news", claim["claim"], evidence, row["published"], claim["label"])
    for one in read():
        if not reported(one):
            yield Given("seeds", one.text, one.evidence, one.about, "supported")
            for _, text in one.altered[:2]:
                yield Given("seeds", text, one.evidence, one.about, "contradicted")
    for row in rows(data / "written/dev.jsonl.gz")[::2]:
        for claim in row["claims"]:
            evidence = "\n".join(one_line(row["text"][a:b]) for a, b in claim["evidence"])
            if evidence and claim["label"] != "not_addressed":
                yield Given("written", claim["claim"], evidence, row["title"], claim["label"])


def regress(
    names: Sequence[str],
    signals: Sequence[Mapping[str, float]],
    holds: Sequence[bool],
    counts: Sequence[float],
    signs: Mapping[str, int],
) -> Regression:
    """A logistic regression whose weights have the signs that are given, to three places."""
    from scipy.optimize import minimize

    x = np.array([[one[name] for name in names] for one in signals])
    y, w = np.array(holds, float), np.array(counts)
    spread = x.std(axis=0) + 1e-6

    def loss(b: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        z = x @ b[:-1] + b[-1]
        pull = b[:-1] * spread**2
        value = (w * (np.logaddexp(0.0, z) - y * z)).sum() + _STRENGTH * (b[:-1] * pull).sum() / 2
        slope = w * (1.0 / (1.0 + np.exp(-z)) - y)
        return float(value), np.append(x.T @ slope + _STRENGTH * pull, slope.sum())

    sides = {1: (0.0, None), -1: (None, 0.0), 0: (None, None)}
    bounds = [*(sides[signs.get(name, 0)] for name in names), sides[0]]
    start = np.zeros(len(names) + 1)
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds).x
    weights = {name: round(float(v), 3) for name, v in zip(names, found, strict=False)}
    return Regression(weights, round(float(found[-1]), 3))


def judge_fits(judge: Judge, given: Sequence[Given]) -> tuple[Regression, Regression]:
    """Whether evidence supports a claim, and whether it says otherwise."""

    def look(one: Given) -> tuple[dict[str, float], bool] | None:
        judged = judgement_of(one.claim, one.evidence, one.about, judge)
        if judged is None:
            return None
        decided = decided_by(one.claim, one.evidence, one.about)
        signals = signals_of(one.claim, one.evidence, one.about, judged, decided)
        return signals, any(decided.values())

    with ThreadPoolExecutor(cores()) as threads:
        looked = list(tqdm(threads.map(look, given), "claims", len(given), disable=None))
    pairs = [(one, found) for one, found in zip(given, looked, strict=True) if found]
    open_ = [(one, signals) for one, (signals, decided) in pairs if not decided]
    supported = regress(
        SIGNALS,
        [signals for _, signals in open_],
        [one.label == "supported" for one, _ in open_],
        [WEIGHTS[one.family] for one, _ in open_],
        _SUPPORTED_SIGNS,
    )
    contradicted = regress(
        SIGNALS,
        [signals for _, (signals, _) in pairs],
        [one.label == "contradicted" for one, _ in pairs],
        [WEIGHTS[one.family] for one, _ in pairs],
        _CONTRADICTED_SIGNS,
    )
    return supported, contradicted


def near_fit(data: Path) -> Regression:
    """Whether a sentence that was found speaks of the matter of a claim."""
    signals: list[dict[str, float]] = []
    holds: list[bool] = []
    with tempfile.TemporaryDirectory() as scratch:
        texts = rows(data / "written/dev.jsonl.gz")[::2]
        records = [
            {"id": f"w{n}", "title": row["title"], "text": row["text"]}
            for n, row in enumerate(texts)
        ]
        with indexed(Path(scratch, "written"), records, None) as index:
            for row in texts:
                for claim in row["claims"]:
                    gold = [one_line(row["text"][a:b]) for a, b in claim["evidence"]]
                    _look(index, claim["claim"], gold, signals, holds)
        with Index.open(Path(scratch, "seeds")) as index:
            index.sync(SEEDS / "documents")
            for one in read():
                if not reported(one):
                    _look(index, one.text, one.evidence.split("\n"), signals, holds)
    return regress(NEARNESS, signals, holds, [1.0] * len(signals), _NEAR_SIGNS)


def _look(
    index: Index,
    claim: str,
    gold: Sequence[str],
    signals: list[dict[str, float]],
    holds: list[bool],
) -> None:
    """Add the sentences that are found for a claim, and whether it is to be judged by each."""
    for source in Sources(index).of(claim, "")[:8]:
        text = one_line(source.document.slice(source.span))
        held = share_held(claim, source.text, source.about)
        signals.append({"share": source.held, "held": held})
        holds.append(any(text in one or one in text for one in gold))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("--checker", type=Path, default=PACKAGED)
    parser.add_argument("--thresholds", type=json.loads, default=THRESHOLDS, metavar="JSON")
    parser.add_argument("--write", type=Path, metavar="DIR", help="put the fit beside this model")
    options = parser.parse_args()
    near = near_fit(options.data)
    supported, contradicted = judge_fits(Judge(options.checker), list(claims(options.data)))
    fitted = VerdictCalibration(supported, contradicted, near, options.thresholds)
    for name, one in (("supported", supported), ("contradicted", contradicted), ("near", near)):
        print(name, json.dumps(dict(one.weights)), one.bias)
    if options.write:
        fitted.write(options.write)


if __name__ == "__main__":
    main()
