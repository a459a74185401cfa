"""Fit how the base network's view of a yes/no question becomes a verdict (`qa/kinds/yes_no.py`).

    python -m qa.training.fit_deciding ../shared/data [--model DIR] [--write DIR]

On halves that the network was not trained on and that nothing is reported on: the questions of
every second group of `yesno/condaqa_dev` and `yesno/boolq_contrast`, with their passage, and the
claims of every second window of `support/claims_dev` that make a question, with their sentences.
Each file counts the same, and in it each verdict.

Prints what comes of several thresholds on the claims, and the share of verdicts right, undecided
counted as wrong where the file has none, on each file; of both halves.
"""

import argparse
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from index.encoders.network import cores
from qa.english.polar import plain_question
from qa.models.calibration import DECIDING, DecidingCalibration
from qa.models.judge import PACKAGED, Judge, polar_signals
from qa.training.polar import question_of
from qa.training.public import named_evidence, rows

QUESTIONS = 200
"""Of each file and half, evenly spread."""

WRONG = 0.08
"""Share of the claims' questions, a third of them undecided, that may get a wrong verdict."""

VERDICTS = ("yes", "no", "undecided")
_OF_CLAIMS = {"supported": "yes", "contradicted": "no"}
_FARTHEST = 12.0


@dataclass(frozen=True, slots=True)
class Asked:
    """A yes/no question with what decides it.

    Attributes:
        file: it stands in.
        half: 0 to fit on, 1 to report on.
        verdict: one of `VERDICTS`.
    """

    file: str
    half: int
    question: str
    evidence: str
    day: str
    verdict: str


def read_asked(data: Path) -> list[Asked]:
    """The questions of all files, at most `QUESTIONS` of each half of each."""
    found: list[Asked] = []
    for name in ("condaqa_dev", "boolq_contrast"):
        found += _spread(_of_passages(name, rows(data / f"yesno/{name}.jsonl.gz")))
    return found + _spread(_of_claims(rows(data / "support/claims_dev.jsonl.gz")))


def _of_passages(name: str, found: list[dict[str, Any]]) -> Iterator[Asked]:
    groups = {group: n % 2 for n, group in enumerate(sorted({row["group"] for row in found}))}
    for row in found:
        passage = row["passage"].replace("\n", " ")
        yield Asked(name, groups[row["group"]], row["question"], passage, "", row["label"])


def _of_claims(windows: list[dict[str, Any]]) -> Iterator[Asked]:
    for n, window in enumerate(windows):
        for claim in window["claims"]:
            question = question_of(claim["claim"])
            if question:
                verdict = _OF_CLAIMS.get(claim["label"], "undecided")
                evidence = named_evidence(window, claim).replace("\n", " ")
                yield Asked("claims_dev", n % 2, question, evidence, window["published"], verdict)


def _spread(asked: Iterator[Asked]) -> list[Asked]:
    every = list(asked)
    halves = [[one for one in every if one.half == half] for half in (0, 1)]
    return [one for half in halves for one in half[:: max(1, len(half) // QUESTIONS)][:QUESTIONS]]


def fit(signals: NDArray[np.float64], asked: list[Asked]) -> DecidingCalibration:
    """The weights, fitted on the first half, with no threshold yet.

    Args:
        signals: the `DECIDING` of each question, shape (questions, len(DECIDING)).
        asked: the questions.
    """
    chosen = [n for n, one in enumerate(asked) if one.half == 0]
    kinds = [(asked[n].file, asked[n].verdict) for n in chosen]
    weights = [len(chosen) / kinds.count(kind) for kind in kinds]
    labels = [VERDICTS.index(asked[n].verdict) for n in chosen]
    fitted = LogisticRegression(C=0.1, max_iter=5_000).fit(
        signals[chosen], labels, sample_weight=weights
    )
    ahead = fitted.coef_ - fitted.coef_[2], fitted.intercept_ - fitted.intercept_[2]
    yes, no = (
        {name: round(float(w), 3) for name, w in zip(DECIDING, row, strict=True)}
        for row in ahead[0][:2]
    )
    bias = tuple(round(float(one), 3) for one in ahead[1][:2])
    return DecidingCalibration(yes, no, (bias[0], bias[1]), 0.0)


def shares(
    fitted: DecidingCalibration, signals: NDArray[np.float64], asked: list[Asked], threshold: float
) -> Mapping[tuple[str, int], tuple[float, float]]:
    """File and half → share of the verdicts that are right, and that are wrong.

    One that is not decided is neither; right where the question is not.
    """
    found: dict[tuple[str, int], list[tuple[bool, bool]]] = {}
    for row, one in zip(signals, asked, strict=True):
        yes, no = fitted.probabilities(list(row))
        given = "undecided" if max(yes, no) < threshold else ("no", "yes")[yes > no]
        wrong = given not in (one.verdict, "undecided")
        found.setdefault((one.file, one.half), []).append((given == one.verdict, wrong))
    means = {key: np.mean(rows, axis=0) for key, rows in found.items()}
    return {key: (float(right), float(wrong)) for key, (right, wrong) in means.items()}


def main() -> None:
    """Fit, print, and write if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("--model", type=Path, default=PACKAGED, help="folder of the network")
    parser.add_argument("--write", type=Path, help="folder that is to have the calibration")
    arguments = parser.parse_args()
    judge, asked = Judge(arguments.model), read_asked(arguments.data)

    def signals_of(one: Asked) -> list[float]:
        question = plain_question(one.question)
        found = polar_signals(judge, question, one.evidence, one.day)
        return found or [0.0] * len(DECIDING)

    with ThreadPoolExecutor(cores()) as threads:
        progress = tqdm(threads.map(signals_of, asked), total=len(asked), disable=None)
        signals = np.clip(np.array(list(progress)), -_FARTHEST, _FARTHEST)
    fitted = fit(signals, asked)
    print(fitted)
    steps = [round(float(step), 2) for step in np.arange(0.34, 0.96, 0.02)]
    measured = {step: shares(fitted, signals, asked, step) for step in steps}
    threshold = next((s for s in steps if measured[s]["claims_dev", 0][1] <= WRONG), steps[-1])
    for step in dict.fromkeys((0.34, 0.5, threshold)):
        for (file, half), (right, wrong) in sorted(measured[step].items()):
            print(f"{step:.2f} {file} half {half}: right {right:.3f}, wrong {wrong:.3f}")
    if arguments.write:
        kept = DecidingCalibration(fitted.yes, fitted.no, fitted.bias, threshold)
        kept.write(arguments.write)


if __name__ == "__main__":
    main()
