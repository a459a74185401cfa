"""Fit the weights of `qa/evidence/select.py`, and the threshold under which to abstain.

    python -m qa.training.fit_select ../shared/data --news .bench/news [--write qa/models/reader]

Asks questions that the reader was not trained on and that nothing is reported on: those of every
second article of SQuAD's development part, over all its paragraphs and those of two training files
(every second question with its own paragraph taken out of the hits, so that nothing answers), and
those of RealTimeQA's even weeks over all its articles (a sentence that holds an answer counts as
one that answers). Fits a logistic regression to whether a sentence answers. Prints the weights,
fitted on all, and, from five parts of which each is judged by a fit on the others, how many
answerable questions are missed and unanswerable ones answered at each threshold.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from index import Hit, Index
from index.encoders.encode import Encoder
from qa.evaluation.measures import holds_answer
from qa.evidence.reader import PACKAGED, PackagedReader, Reader
from qa.evidence.select import Features, features
from qa.models.calibration import FEATURES, USUAL, Level, ReaderCalibration
from qa.training.levels import measured
from qa.training.public import indexed, questions, records, rows, week

NOT_FITTED = ReaderCalibration(
    dict.fromkeys(FEATURES, 0.0), 0.0, 0.0, {USUAL: Level(1.0, 1.0, 0.0)}, 0
)
"""For a reader that is only read from."""

SEED = 7
READ = 16
PARTS = 5


@dataclass(frozen=True, slots=True)
class LabelledCandidates:
    """Candidates of a question, and for each: 1 it answers, 0 it does not, -1 it may."""

    candidates: Features
    labels: NDArray[np.int64]

    @property
    def answerable(self) -> bool:
        """Whether some sentence answers."""
        return bool((self.labels == 1).any())


def squad(data: Path, reader: Reader, count: int, folder: Path) -> Iterator[LabelledCandidates]:
    """Questions of SQuAD over a folder of paragraphs, with the candidates of each."""
    dev = rows(data / "dev_squad.jsonl.gz")
    others = [row for name in ("squad", "newwiki") for row in rows(data / f"train_{name}.jsonl.gz")]
    pairs = list(questions(dev, 0))
    random.Random(SEED).shuffle(pairs)
    with indexed(folder, records(dev + others), None) as index:
        for k, (n, asked) in enumerate(tqdm(pairs[:count], "SQuAD", disable=None)):
            hits = index.search(asked["question"], 2 * READ)
            if k % 2:
                hits = [h for h in hits if not h.passage.document.source.endswith(f"#p{n}")]
            yield _paragraph(reader, index.encoder, hits[:READ], asked, f"#p{n}")


def _paragraph(
    reader: Reader, encoder: Encoder, hits: list[Hit], asked: Mapping[str, Any], own: str
) -> LabelledCandidates:
    read = reader.read(asked["question"], [hit.passage for hit in hits])
    answers = {answer.lower() for answer, _ in asked["answers"]}
    labels = []
    for reading in read:
        document = reading.passage.document
        for sentence in reading.sentences:
            span = sentence.span
            exact = any(span.start <= start < span.end for _, start in asked["answers"])
            holds = any(answer in document.slice(span).lower() for answer in answers)
            labels.append(1 if exact and document.source.endswith(own) else -int(holds))
    return LabelledCandidates(features(asked["question"], read, encoder), np.array(labels))


def news(data: Path, reader: Reader, path: Path) -> Iterator[LabelledCandidates]:
    """Questions of the even weeks of RealTimeQA, with the candidates of each."""
    even = [row for row in rows(data / "questions.jsonl.gz") if week(row["asked"]) == "even"]
    with Index.open(path, create=False) as index:
        for row in tqdm(even, "RealTimeQA", disable=None):
            hits = index.search(row["question"], READ)
            read = reader.read(row["question"], [hit.passage for hit in hits])
            texts = [r.passage.document.slice(s.span) for r in read for s in r.sentences]
            labels = [int(holds_answer(text, row["answers"])) for text in texts]
            yield LabelledCandidates(
                features(row["question"], read, index.encoder), np.array(labels)
            )


def fit(data: list[LabelledCandidates]) -> LogisticRegression:
    """A logistic regression over the labelled candidates."""
    x = np.concatenate([asked.candidates[asked.labels >= 0] for asked in data])
    y = np.concatenate([asked.labels[asked.labels >= 0] for asked in data])
    return LogisticRegression(C=1.0, max_iter=5000).fit(x, y)


def report(name: str, data: list[LabelledCandidates], every: list[LabelledCandidates]) -> None:
    """What the fit is worth on questions that it has not seen."""
    best = np.zeros(len(data))
    right = np.zeros(len(data), bool)
    for part in range(PARTS):
        held = data[part::PARTS]
        unseen = {id(asked) for asked in held}
        model = fit([asked for asked in every if id(asked) not in unseen])
        for n, asked in enumerate(held):
            p = model.predict_proba(asked.candidates)[:, 1]
            best[part + n * PARTS], right[part + n * PARTS] = p.max(), asked.labels[p.argmax()] == 1
    answerable = np.array([asked.answerable for asked in data])
    above = best[answerable][:, None] > best[~answerable][None]
    print(
        f"{name}: of {answerable.sum()} with an answer, first right {right[answerable].mean():.3f}"
    )
    print(f"area under the ROC {above.mean():.3f}")
    for threshold in np.quantile(best, np.linspace(0.1, 0.9, 17)):
        missed = (best[answerable] < threshold).mean()
        answered = (best[~answerable] >= threshold).mean()
        given = best >= threshold
        print(
            f"threshold {threshold:.3f}: missed {missed:.3f}, answered {answered:.3f}; "
            f"right of those given {right[given].mean():.3f}, claimed {best[given].mean():.3f}"
        )


def write(folder: Path, model: LogisticRegression) -> None:
    """Write the weights, to three places, and what every level then does with the seeds.

    The thresholds and the weight of agreement are chosen, not fitted, and stay as they are in the
    packaged reader's calibration; look at the report, and choose others where they do not suit.
    """
    weights = dict(zip(FEATURES, np.round(model.coef_[0], 3).tolist(), strict=True))
    bias = round(float(model.intercept_[0]), 3)
    fitted = replace(ReaderCalibration.read(PACKAGED), weights=weights, bias=bias)
    reader = PackagedReader(folder, fitted)
    levels, count = measured(reader, {name: one.threshold for name, one in fitted.levels.items()})
    replace(fitted, levels=levels, questions=count).write(folder)


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("--news", type=Path, required=True, help="index of RealTimeQA's articles")
    parser.add_argument("--questions", type=int, default=2400, help="of SQuAD")
    parser.add_argument("--reader", type=Path, default=PACKAGED)
    parser.add_argument("--write", type=Path, metavar="DIR", help="put the fit beside this model")
    options = parser.parse_args()
    reader = PackagedReader(options.reader, NOT_FITTED)
    with tempfile.TemporaryDirectory() as folder:
        read = list(squad(options.data / "reading", reader, options.questions, Path(folder)))
    quiz = list(news(options.data / "realtimeqa", reader, options.news))
    model = fit(read + quiz)
    for name, weight in zip(FEATURES, model.coef_[0], strict=True):
        print(f"{weight:8.3f}  {name}")
    print(f"{model.intercept_[0]:8.3f}  bias")
    if options.write:
        write(options.write, model)
    report("SQuAD", read, read + quiz)
    report("RealTimeQA", quiz, read + quiz)


if __name__ == "__main__":
    main()
