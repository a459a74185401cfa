"""Fit from which logit on the words that answer are sure enough to be given by themselves.

    python -m qa.training.fit_words ../shared/data [--write DIR]

On answered questions with their paragraph that the network was not trained on and that nothing is
reported on: those of every second article of `reading/dev_squad`, and of every second window of
`reading/dev_near`. Words are right where they have `RIGHT` of F1 with an answer. The least logit
from which `PRECISION` of them are right, is written into the reader's calibration.
"""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tqdm import tqdm

from index.documents.normalise import make_document
from index.documents.split import passages, sentences
from qa.evaluation.measures import token_f1
from qa.evidence.reader import PackagedReader
from qa.models.judge import PACKAGED
from qa.training.public import half, rows

QUESTIONS = 150
"""Of each file."""

RIGHT = 0.8
PRECISION = 0.85

NAME = "given"
FILES = ("reading/dev_squad", "reading/dev_near")


def scored(data: Path, reader: PackagedReader) -> Iterator[tuple[float, float]]:
    """Logit of the best words of a paragraph, and their F1; of each question."""
    for name in FILES:
        asked = [
            (row, question)
            for row in half(rows(data / f"{name}.jsonl.gz"), 0)
            for question in row["questions"]
            if question["answers"]
        ]
        step = max(1, len(asked) // QUESTIONS)
        for row, question in tqdm(asked[::step][:QUESTIONS], name, disable=None):
            document = make_document(NAME, row["context"], row.get("title") or "")
            found = list(passages(document, sentences(document)))
            readings = reader.read(question["question"], found)
            best = max(
                (one for reading in readings for one in reading.sentences),
                key=lambda one: one.answer_score,
                default=None,
            )
            if best:
                answers = [words for words, _ in question["answers"]]
                yield best.answer_score, token_f1(document.slice(best.answer), answers)


def least(scores: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """The lowest score from which `PRECISION` are right; infinite if from none."""
    order = np.argsort(-scores)
    precision = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= PRECISION)
    return float(scores[order][enough[-1]]) if len(enough) else float("inf")


def main() -> None:
    """Print the logit and what comes of it, and write it if asked."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("--reader", type=Path, default=PACKAGED, help="folder of the network")
    parser.add_argument("--write", type=Path, help="folder whose calibration is to have it")
    arguments = parser.parse_args()
    reader = PackagedReader(arguments.reader)
    found = np.array(list(scored(arguments.data, reader)))
    scores, right = found[:, 0], found[:, 1] >= RIGHT
    words = least(scores, right)
    given = scores >= words
    print(f"from {words:.2f}: given {given.mean():.3f}, right {right[given].mean():.3f}")
    if arguments.write:
        replace(reader.calibration, words=round(words, 2)).write(arguments.write)


if __name__ == "__main__":
    main()
