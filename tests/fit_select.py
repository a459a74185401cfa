"""Fit the weights of `qa/select.py`, and the threshold under which to abstain.

    python tests/fit_select.py ../shared/data/reading/train_*.jsonl.gz --questions 2400

Makes a corpus of the paragraphs, asks a sample of their questions (every second one with its own
paragraph taken out of the hits, so that nothing answers), and fits a logistic regression to whether
a sentence holds the answer. Prints the weights and, for thresholds over the third of the questions
that the fit has not seen, how many answerable questions are missed and unanswerable ones answered.
"""

import argparse
import gzip
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from index import Hit, Index
from qa.select import FEATURES, features

SEED = 7


def paragraphs(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def corpus(rows: list[dict[str, Any]], folder: Path) -> Index:
    with (folder / "paragraphs.jsonl").open("w", encoding="utf-8") as out:
        for n, row in enumerate(rows):
            title = row["title"].replace("_", " ")
            out.write(json.dumps({"id": str(n), "title": title, "text": row["context"]}) + "\n")
    index = Index.open(folder / "index")
    index.sync(folder / "paragraphs.jsonl")
    return index


def example(index: Index, asked: dict[str, Any], n: int, answerable: bool) -> tuple[Any, Any]:
    """Features of the candidates, and for each whether it holds the answer (-1: maybe)."""
    own = f"#{n}"
    hits: list[Hit] = index.search(asked["question"], 12)
    if not answerable:
        hits = [hit for hit in hits if not hit.passage.document.source.endswith(own)]
    hits = hits[:10]
    answers = {answer.lower() for answer, _ in asked["answers"]}
    labels = []
    for hit in hits:
        document = hit.passage.document
        gold = document.source.endswith(own)
        for span in hit.passage.citable:
            holds = any(answer in document.slice(span).lower() for answer in answers)
            exact = gold and any(span.start <= start < span.end for _, start in asked["answers"])
            labels.append(1 if exact else -1 if holds else 0)
    return features(asked["question"], hits, index.encoder), np.array(labels)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path, nargs="+")
    parser.add_argument("--questions", type=int, default=2000)
    options = parser.parse_args()
    generator = random.Random(SEED)
    rows = [row for path in options.path for row in paragraphs(path)]
    pairs = [(asked, n) for n, row in enumerate(rows) for asked in row["questions"]]
    sample = generator.sample(pairs, options.questions)
    with tempfile.TemporaryDirectory() as folder:
        index = corpus(rows, Path(folder))
        data = [example(index, asked, n, k % 2 == 0) for k, (asked, n) in enumerate(sample)]
    report(data)


def report(data: list[tuple[Any, Any]]) -> None:
    fitted, held = data[: len(data) * 2 // 3], data[len(data) * 2 // 3 :]
    x = np.concatenate([x[y >= 0] for x, y in fitted])
    y = np.concatenate([y[y >= 0] for _, y in fitted])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    for name, weight in zip(FEATURES, model.coef_[0], strict=True):
        print(f"{weight:8.3f}  {name}")
    print(f"{model.intercept_[0]:8.3f}  bias")
    outcomes = []
    for x, y in held:
        p = model.predict_proba(x)[:, 1]
        outcomes.append((p.max(), bool((y == 1).any()), y[p.argmax()] == 1))
    best, answerable, right = (np.array(column) for column in zip(*outcomes, strict=True))
    above = best[answerable][:, None] > best[~answerable][None]
    print(f"of {answerable.sum()} with an answer, first right {right[answerable].mean():.3f}")
    print(f"area under the ROC {above.mean():.3f}")
    for threshold in np.quantile(best, np.linspace(0.1, 0.9, 17)):
        missed = (best[answerable] < threshold).mean()
        answered = (best[~answerable] >= threshold).mean()
        print(f"threshold {threshold:.3f}: missed {missed:.3f}, answered {answered:.3f}")


if __name__ == "__main__":
    main()
