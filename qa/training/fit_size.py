"""Fit how the number of passages that are searched bears on a probability (`qa/evidence/size.py`).

    python -m qa.training.fit_size ../shared/data [--write qa/models/base]

In a large folder much looks right, and the best of it is wrong more often than the best of a small
one, of which little is on the matter. So the same questions are asked over folders of different
sizes: those on every second text of `reading/dev_near` and `written/dev`, which the networks were
not trained on and nothing is reported on. Each is asked beside some of
RealTimeQA's articles, few and many; those that have an answer also with their own text taken out.

Fits a logistic regression to whether the best sentence answers, over its logit and the logarithm of
the number of passages. Prints what a tenfold number takes off, and what the threshold of the usual
level does at each size, without that and with it.
"""

import argparse
import random
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from itertools import product
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression
from tqdm import tqdm

from index import Hit, Index
from index.encoders.network import cores
from qa.evidence.load import open_selector
from qa.evidence.select import Selector
from qa.evidence.size import in_a_folder_of
from qa.models.calibration import ReaderCalibration, Size, logit
from qa.models.judge import PACKAGED
from qa.training.fit_cascade import PASSAGES, SEED, cut
from qa.training.public import half, indexed, rows

FILES = ("reading/dev_near", "written/dev")
ARTICLES = (2, 30, 450)
"""Of a small, a middling and a large folder."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best sentence for a question in a folder.

    Attributes:
        passages: of the folder.
        answerable: whether it answers the question.
        probability: of the best sentence, as if the size did not matter.
        right: whether that answers.
    """

    passages: int
    answerable: bool
    probability: float
    right: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the passages of the text that it is on."""

    question: Mapping[str, Any]
    own: tuple[Hit, ...]

    @property
    def ways(self) -> tuple[bool, ...]:
        """Whether its own text is in the folder: each way in which it is asked."""
        return (True, False) if self.question["answers"] else (True,)


def read_asked(data: Path, count: int) -> Iterator[Asked]:
    """So many questions with an answer, and as many without, of every second text of each file."""
    for name in FILES:
        texts = half(rows(data / f"{name}.jsonl.gz"), 0)
        asked = [(text, question) for text in texts for question in text["questions"]]
        random.Random(SEED).shuffle(asked)
        for has_answer in (True, False):
            wanted = (pair for pair in asked if bool(pair[1]["answers"]) == has_answer)
            for (text, question), _ in zip(wanted, range(count), strict=False):
                own = tuple(Hit(passage, 1.0) for passage in cut(text))
                if own:
                    yield Asked(question, own)


def best_of(selector: Selector, index: Index, asked: Asked, *, own: bool) -> Best | None:
    """The best sentence in the index, with or without the question's own text.

    None if nobody can tell whether it is right: where another text holds the words of the answer.
    """
    question = asked.question["question"]
    hits = [*(asked.own if own else ()), *index.search(question, PASSAGES)][:PASSAGES]
    evidence = selector.select(question, hits, index.encoder)
    if not evidence:
        return None
    best = evidence[0]
    mine = any(best.passage.span == hit.passage.span for hit in asked.own)
    starts = [start for _, start in asked.question["answers"]]
    right = own and mine and any(best.span.start <= start < best.span.end for start in starts)
    if not right and any(
        word.lower() in best.text.lower() for word, _ in asked.question["answers"]
    ):
        return None
    passages = index.coverage().passages + (len(asked.own) if own else 0)
    return Best(passages, own and bool(starts), best.probability, right)


def asked_in(selector: Selector, index: Index, asked: Sequence[Asked]) -> Iterator[Best]:
    """The best sentence for each question, each way, as far as it can be judged."""
    each = [(one, own) for one in asked for own in one.ways]
    with ThreadPoolExecutor(cores()) as threads:
        best = threads.map(lambda way: best_of(selector, index, way[0], own=way[1]), each)
        for one in tqdm(best, "questions", len(each), disable=None):
            if one:
                yield one


def fit(found: Sequence[Best]) -> Size:
    """What a tenfold number of passages takes off; nothing at the (geometric) mean of them."""
    sizes = np.log10([one.passages for one in found])
    logits = np.array([logit(one.probability) for one in found])
    regression = LogisticRegression(C=100.0, max_iter=5000).fit(
        np.stack([logits, sizes], axis=1), [one.right for one in found]
    )
    of_logit, of_size = regression.coef_[0]
    mean = round(float(10 ** sizes.mean()), -1)
    return Size(round(float(-of_size / of_logit), 2), mean, min(one.passages for one in found))


def errors(found: Sequence[Best], threshold: float, size: Size | None) -> tuple[float, float]:
    """Share of the answerable that are missed, and of the others that are answered."""
    given = [in_a_folder_of(one.passages, one.probability, size) >= threshold for one in found]
    missed = [not yes for yes, one in zip(given, found, strict=True) if one.answerable]
    answered = [yes for yes, one in zip(given, found, strict=True) if not one.answerable]
    return float(np.mean(missed)), float(np.mean(answered))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("data", type=Path, help="folder of the public data")
    parser.add_argument("--questions", type=int, default=60, help="of each file and kind")
    parser.add_argument("--base", type=Path, default=PACKAGED, help="folder of the base network")
    parser.add_argument("--write", type=Path, metavar="DIR", help="put the fit beside this model")
    options = parser.parse_args()
    selector = open_selector(options.base)
    threshold = selector.calibration.threshold
    asked = list(read_asked(options.data, options.questions))
    articles = rows(options.data / "realtimeqa/documents.jsonl.gz")
    random.Random(SEED).shuffle(articles)
    found: dict[int, list[Best]] = {}
    for count in ARTICLES:
        with (
            tempfile.TemporaryDirectory() as folder,
            indexed(Path(folder), articles[:count], None) as index,
        ):
            found[count] = list(asked_in(selector, index, asked))
    size = fit([one for some in found.values() for one in some])
    print(size)
    for (count, some), fitted in product(found.items(), (None, size)):
        missed, answered = errors(some, threshold, fitted)
        print(
            f"{count} articles, {'with' if fitted else 'without'} the size: of {len(some)} missed "
            f"{missed:.3f}, answered {answered:.3f}"
        )
    if options.write:
        replace(ReaderCalibration.read(options.write), size=size).write(options.write)


if __name__ == "__main__":
    main()
