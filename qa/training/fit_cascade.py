"""Fit the weights of `qa/evidence/cascade.py`, and the threshold under which to abstain.

    python -m qa.training.fit_cascade ../shared/data --news .bench/news [--write qa/models/base]

Asks questions that neither network was trained on and that nothing is reported on, each over a
large folder: those of every second article of SQuAD's development part, over all its paragraphs
(every second question with its own paragraph taken out of the hits, so that nothing answers); those
of RealTimeQA's even weeks over all its articles (a sentence that holds an answer counts as one that
answers); and, of every second text of `reading/dev_near` and `written/dev`, answered questions and
near misses, with the text's own passages put before what search finds in those articles, or before
a few other texts, as in a small folder; and questions over invented tables (`tables.py`), of kinds
that are kept for this, beside other tables.

Fits a logistic regression to whether a sentence answers, over the best sentences of each question.
Prints the weights, fitted on all, and, from five parts of which each is judged by a fit on the
others, how many answerable questions are missed and unanswerable ones answered at each threshold.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from index import Hit, Index, Passage
from index.documents.normalise import make_document
from index.documents.split import passages, sentences
from index.encoders.encode import Encoder
from index.types import Place
from qa.english.questions import KINDS
from qa.evaluation.measures import holds_answer
from qa.evidence.cascade import Candidate, Cascade, features
from qa.evidence.reader import PACKAGED as SMALL
from qa.evidence.reader import PackagedReader, open_reader
from qa.evidence.select import Features, OnePass
from qa.models.calibration import CASCADE, USUAL, Level, ReaderCalibration
from qa.models.judge import PACKAGED as BASE
from qa.models.judge import Judge
from qa.training.levels import measured
from qa.training.public import half, indexed, questions, records, rows, week
from qa.training.sources import Text
from qa.training.tables import epoch

NOT_FITTED = ReaderCalibration(
    dict.fromkeys(CASCADE, 0.0), 0.0, 0.0, {USUAL: Level(1.0, 1.0, 0.0)}, 0
)
"""For a network that is only read from."""

SEED = 7
PASSAGES = 32
PARTS = 5
KEPT = 6
"""Sentences of a question that count: only the best ones are ever decided on."""

ANSWERED = {"Ready": 0.3, "Careful": 0.05}
"""Share of the unanswerable questions that each level but the usual one answers."""

NAMES = ("number", "time", "place", "person", "cause")
"""What questions ask for, in the order of `KINDS`."""

FAMILIES = ("squad", "news", "near", "near, few", "written", "written, few", "tables")

BESIDE = 6
"""Other texts of a small folder."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """Candidates of a question, and for each: 1 it answers, 0 it does not, -1 it may."""

    family: str
    asks_for: str
    candidates: Features
    labels: NDArray[np.int64]

    @property
    def answerable(self) -> bool:
        """Whether some sentence answers."""
        return bool((self.labels == 1).any())

    @property
    def best(self) -> NDArray[np.int64]:
        """Places of the candidates that count, the strongest first."""
        columns = [CASCADE.index(name) for name in ("answerable", "evidence", "answer")]
        strength = self.candidates[:, columns].sum(1)
        return np.argsort(-strength, kind="stable")[:KEPT]


def squad(data: Path, cascade: Cascade, count: int, folder: Path) -> Iterator[Labelled]:
    """Questions of SQuAD over a folder of its paragraphs."""
    dev = rows(data / "reading/dev_squad.jsonl.gz")
    pairs = list(questions(dev, 0))
    random.Random(SEED).shuffle(pairs)
    with indexed(folder, records(dev), None) as index:
        for k, (n, asked) in enumerate(tqdm(pairs[:count], "SQuAD", disable=None)):
            hits = index.search(asked["question"], 2 * PASSAGES)
            own = f"#p{n}"
            if k % 2:
                hits = [h for h in hits if not h.passage.document.source.endswith(own)]
            yield _of_text(cascade, index.encoder, hits[:PASSAGES], asked, own, "squad")


def news(data: Path, cascade: Cascade, count: int, index: Index) -> Iterator[Labelled]:
    """Questions of the even weeks of RealTimeQA over all its articles."""
    even = [r for r in rows(data / "realtimeqa/questions.jsonl.gz") if week(r["asked"]) == "even"]
    random.Random(SEED).shuffle(even)
    for row in tqdm(even[:count], "RealTimeQA", disable=None):
        hits = index.search(row["question"], PASSAGES)
        found = cascade.candidates(row["question"], hits, index.encoder)
        labels = [int(holds_answer(c.text, row["answers"])) for c in found]
        yield _labelled("news", row["question"], found, labels, index.encoder)


def written(
    path: Path, cascade: Cascade, count: int, index: Index, family: str
) -> Iterator[Labelled]:
    """Questions on every second text of a file.

    Every second question beside what search finds in other documents, as in a large folder; the
    others beside a few texts of the file, all of them read, as in a small one.
    """
    texts = half(rows(path), 0)
    asked = [(row, q) for row in texts for q in row["questions"]]
    chance = random.Random(SEED)
    chance.shuffle(asked)
    for k, (row, question) in enumerate(tqdm(asked[:count], family, disable=None)):
        own = [Hit(passage, 1.0) for passage in cut(row)]
        if k % 2:
            few = [text for text in chance.sample(texts, BESIDE) if text is not row]
            others = [Hit(passage, 1.0) for text in few for passage in cut(text, "/other")]
        else:
            others = index.search(question["question"], PASSAGES)
        hits = [*own, *others][:PASSAGES]
        name = f"{family}, few" if k % 2 else family
        yield _of_text(cascade, index.encoder, hits, question, "/text", name)


def tables(cascade: Cascade, count: int, encoder: Encoder) -> Iterator[Labelled]:
    """Questions over tables, every second without an answer, each over its own and a few others."""
    texts = list(epoch(random.Random(SEED), count, "fitted"))
    pairs = [(text, question) for text in texts for question in text.questions]
    chance = random.Random(SEED)
    chance.shuffle(pairs)
    answered = (pair for pair in pairs if pair[1].answers)
    others = (pair for pair in pairs if not pair[1].answers)
    asked = list(chain.from_iterable(zip(answered, others, strict=False)))
    for text, question in tqdm(asked[:count], "tables", disable=None):
        few = [other for other in chance.sample(texts, BESIDE) if other.title != text.title]
        hits = [Hit(p, 1.0) for p in rows_cut(text, "/text")]
        hits += [Hit(p, 1.0) for other in few for p in rows_cut(other, "/other")]
        answers = [[text.text[start:end], start] for start, end in question.answers]
        given = {"question": question.text, "answers": answers}
        yield _of_text(cascade, encoder, hits[:PASSAGES], given, "/text", "tables")


def rows_cut(text: Text, source: str) -> list[Passage]:
    """The passages of a table, whose document knows its rows."""
    document = make_document(source, text.text, text.title)
    first = next(start for start, end in text.sentences if ";" in text.text[start:end])
    document = replace(document, places=(Place(first, len(document.text), row=2),))
    return list(passages(document, sentences(document))) if document.text == text.text else []


def cut(row: Mapping[str, Any], source: str = "/text") -> list[Passage]:
    """The passages of a text, whose places are as they were: a text that changes is left out."""
    text = row.get("context") or row["text"]
    document = make_document(source, text, row.get("title") or "")
    return list(passages(document, sentences(document))) if document.text == text else []


def _of_text(
    cascade: Cascade,
    encoder: Encoder,
    hits: Sequence[Hit],
    asked: Mapping[str, Any],
    own: str,
    family: str,
) -> Labelled:
    found = cascade.candidates(asked["question"], hits, encoder)
    answers = {answer.lower() for answer, _ in asked["answers"]}
    labels = []
    for candidate in found:
        span = candidate.sentence.span
        exact = any(span.start <= start < span.end for _, start in asked["answers"])
        holds = any(answer in candidate.text.lower() for answer in answers)
        there = candidate.passage.document.source.endswith(own)
        labels.append(1 if exact and there else -int(holds))
    return _labelled(family, asked["question"], found, labels, encoder)


def _labelled(
    family: str,
    question: str,
    found: Sequence[Candidate],
    labels: Sequence[int],
    encoder: Encoder,
) -> Labelled:
    rows = features(question, found, encoder)
    return Labelled(family, kind_of(question), rows, np.array(labels, np.int64))


def kind_of(question: str) -> str:
    """What a question asks for, of `KINDS`."""
    found = (name for name, (asks, _) in zip(NAMES, KINDS, strict=True) if asks.search(question))
    return next(found, "other")


def fit(data: Sequence[Labelled]) -> LogisticRegression:
    """A logistic regression over the best candidates."""
    x = np.concatenate([one.candidates[one.best] for one in data])
    y = np.concatenate([one.labels[one.best] for one in data])
    return LogisticRegression(C=1.0, max_iter=5000).fit(x[y >= 0], y[y >= 0])


@dataclass(frozen=True, slots=True)
class Outcome:
    """The best sentence of a question: its probability, and whether it is right."""

    family: str
    asks_for: str
    probability: float
    right: bool
    answerable: bool


def held_out(data: Sequence[Labelled]) -> list[Outcome]:
    """Of each question the best sentence, by a fit on other questions."""
    found = []
    for part in range(PARTS):
        model = fit([one for n, one in enumerate(data) if n % PARTS != part])
        for one in data[part::PARTS]:
            if not len(one.candidates):
                found.append(Outcome(one.family, one.asks_for, 0.0, False, one.answerable))
                continue
            p = model.predict_proba(one.candidates)[:, 1]
            right = bool(one.labels[p.argmax()] == 1)
            best = float(p.max())
            found.append(Outcome(one.family, one.asks_for, best, right, one.answerable))
    return found


def report(name: str, outcomes: Sequence[Outcome]) -> None:
    """Area under the ROC, and both kinds of error by threshold."""
    best = np.array([one.probability for one in outcomes])
    right = np.array([one.right for one in outcomes])
    answerable = np.array([one.answerable for one in outcomes])
    print(
        f"{name}: of {answerable.sum()} with an answer, first right {right[answerable].mean():.3f}"
    )
    if answerable.all():
        return
    above = best[answerable][:, None] > best[~answerable][None]
    print(f"area under the ROC {above.mean():.3f}, {(~answerable).sum()} without an answer")
    for threshold in np.arange(0.1, 0.95, 0.05):
        given = best >= threshold
        print(
            f"threshold {threshold:.2f}: missed {(~given[answerable]).mean():.3f}, answered "
            f"{given[~answerable].mean():.3f}; right of those given "
            f"{right[given].mean():.3f}, claimed {best[given].mean():.3f}"
        )


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("--news", type=Path, required=True, help="index of RealTimeQA's articles")
    parser.add_argument("--questions", type=int, default=300, help="of each of five kinds")
    parser.add_argument("--base", type=Path, default=BASE, help="folder of the base network")
    parser.add_argument("--write", type=Path, metavar="DIR", help="put the fit beside this model")
    parser.add_argument("--save", type=Path, help="write the candidates there, to look at")
    options = parser.parse_args()
    reader = PackagedReader(options.base, NOT_FITTED)
    cascade = Cascade(OnePass(open_reader(SMALL)), reader, Judge(options.base))
    count, data = options.questions, options.data
    with tempfile.TemporaryDirectory() as folder:
        found = list(squad(data, cascade, count, Path(folder)))
    with Index.open(options.news, create=False) as index:
        found += news(data, cascade, count, index)
        found += written(data / "reading/dev_near.jsonl.gz", cascade, count, index, "near")
        found += written(data / "written/dev.jsonl.gz", cascade, count, index, "written")
        found += tables(cascade, count, index.encoder)
    random.Random(SEED).shuffle(found)
    if options.save:
        _save(options.save, found)
    model = fit(found)
    for name, weight in zip(CASCADE, model.coef_[0], strict=True):
        print(f"{weight:8.3f}  {name}")
    print(f"{model.intercept_[0]:8.3f}  bias")
    outcomes = held_out(found)
    for family in FAMILIES:
        report(family, [one for one in outcomes if one.family == family])
    report("all", outcomes)
    for name in (*NAMES, "other"):
        asked = [one for one in outcomes if one.asks_for == name]
        if asked:
            right = np.mean([one.right for one in asked])
            claimed = np.mean([one.probability for one in asked])
            print(f"asked for {name}, {len(asked)}: best right {right:.3f}, claimed {claimed:.3f}")
    if options.write:
        write(options.write, model, outcomes)


def _save(path: Path, found: Sequence[Labelled]) -> None:
    np.savez_compressed(
        path,
        family=np.array([one.family for one in found]),
        count=np.array([len(one.labels) for one in found]),
        candidates=np.concatenate([one.candidates for one in found]),
        labels=np.concatenate([one.labels for one in found]),
    )


def thresholds(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The threshold of each level, to two places, from the best sentences of held-out questions.

    Of the unanswerable questions `ANSWERED` are answered at it; at the usual level as many as
    answerable ones are abstained from.
    """
    best = np.array([one.probability for one in outcomes])
    answerable = np.array([one.answerable for one in outcomes])
    hundredths = np.arange(0.01, 1.0, 0.01)
    missed = np.array([(best[answerable] < t).mean() for t in hundredths])
    answered = np.array([(best[~answerable] >= t).mean() for t in hundredths])
    found = {USUAL: hundredths[np.abs(missed - answered).argmin()]}
    found |= {name: hundredths[(answered <= share).argmax()] for name, share in ANSWERED.items()}
    return {name: round(float(threshold), 2) for name, threshold in found.items()}


def write(folder: Path, model: LogisticRegression, outcomes: Sequence[Outcome]) -> None:
    """Write the weights, to three places, and what every level does with the seeds."""
    weights = dict(zip(CASCADE, np.round(model.coef_[0], 3).tolist(), strict=True))
    bias = round(float(model.intercept_[0]), 3)
    small = ReaderCalibration.read(SMALL)
    chosen = thresholds(outcomes)
    levels = {name: Level(chosen[name], 1.0, 0.0) for name in small.levels}
    fitted = replace(small, weights=weights, bias=bias, levels=levels)
    reader = PackagedReader(folder, fitted)
    selector = Cascade(OnePass(open_reader(SMALL)), reader, Judge(folder))
    measured_levels, count = measured(selector, {name: chosen[name] for name in small.levels})
    replace(fitted, levels=measured_levels, questions=count).write(folder)


if __name__ == "__main__":
    main()
