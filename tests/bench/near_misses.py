"""Questions of which half have no answer in the text that is given: near misses.

Over news (`reading/dev_near`), over other kinds of document (`written/dev`), and those that people
wrote on paragraphs of Wikipedia (`reading/dev_squad2`, SQuAD 2.0). Every second text is asked about
here; on the others the weights of `qa/evidence/cascade.py` were fitted, and the threshold of SQuAD
2.0 is chosen.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from index import Passage
from qa.assistant import Assistant
from qa.evaluation.measures import (
    Truths,
    Values,
    area_under_roc,
    bootstrap_of,
    exact_match,
    token_f1,
    weighted_auroc,
)
from qa.evaluation.results import Measure
from qa.training.fit_cascade import cut
from qa.training.public import half, rows
from qa.writing.generate import ExtractiveGenerator
from tests.bench.given import Given
from tests.bench.read import Setting, sample
from tests.bench.table import Row, Scores, Table, row

FILES = ("reading/dev_near.jsonl.gz", "written/dev.jsonl.gz", "reading/dev_squad2.jsonl.gz")
TITLES = {
    FILES[0]: "Near misses over news",
    FILES[1]: "Near misses over other kinds of document",
    FILES[2]: "SQuAD 2.0 dev",
}
CAUGHT = 0.9
KEPT = f"kept@{CAUGHT:.0%}"
"""The share of unanswerable questions that are abstained from where what is kept is counted."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a text, its answers there, and the best words with their probability."""

    answers: tuple[str, ...]
    words: str
    probability: float

    @property
    def answerable(self) -> bool:
        return bool(self.answers)

    def scores(self, threshold: float) -> Scores:
        """Exact match and F1; without an answer 1 for giving none."""
        given = self.words if self.probability >= threshold else ""
        if not self.answers:
            return {"exact_match": float(not given), "token_f1": float(not given)}
        return {
            "exact_match": exact_match(given, self.answers),
            "token_f1": token_f1(given, self.answers),
        }


def run(folder: Path, setting: Setting) -> list[Table]:
    return [_table(file, rows(folder / file), setting) for file in FILES]


def _table(file: str, texts: Sequence[Mapping[str, Any]], setting: Setting) -> Table:
    """The table of a file."""
    reported = list(_ask(_questions(texts, 1, setting), setting, TITLES[file]))
    found = _row("pincite", reported, 0.0)
    note = ""
    if file == FILES[2]:
        chosen_on = list(_ask(_questions(texts, 0, setting), setting, "to choose"))
        threshold = best_threshold(chosen_on)
        found = _row("pincite", reported, threshold, everything=True)
        note = f" Exact match and F1 of all, at the threshold {threshold:.2f}, chosen on the rest."
    return Table(
        TITLES[file],
        "The text is given. auroc: of the confidence, answerable against not. "
        f"{KEPT}: answerable questions kept where {CAUGHT:.0%} of the others are "
        "abstained from. Exact match and F1: of the words, of the answerable questions." + note,
        [found],
    )


def best_threshold(asked: Sequence[Asked]) -> float:
    """The threshold at which the mean F1 is highest; the lowest of equal ones."""
    options = [0.0, *np.unique(np.round([one.probability for one in asked], 3)).tolist()]
    means = [np.mean([one.scores(t)["token_f1"] for one in asked]) for t in options]
    return float(options[int(np.argmax(means))])


def _row(name: str, asked: Sequence[Asked], threshold: float, everything: bool = False) -> Row:
    """The measures; of all questions, or of those with an answer, at a threshold."""
    confidence = np.array([one.probability for one in asked])
    answerable = np.array([one.answerable for one in asked])
    least = float(np.quantile(confidence[~answerable], CAUGHT))
    kept = [{KEPT: float(share > least)} for share in confidence[answerable]]
    scores = [one.scores(threshold) for one in asked if everything or one.answerable]
    return Row(
        name,
        {
            "auroc": area(confidence, answerable),
            **row(name, kept, (KEPT,)).measures,
            **row(name, scores, ("exact_match", "token_f1")).measures,
        },
    )


def area(confidence: Values, answerable: Truths) -> Measure:
    """The area under the ROC, with its interval."""
    interval = bootstrap_of(weighted_auroc(confidence, answerable), len(confidence))
    return Measure("auroc", area_under_roc(confidence, answerable), *interval, len(confidence))


def _questions(
    texts: Sequence[Mapping[str, Any]], number: int, setting: Setting
) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    return sample([(t, q) for t in half(texts, number) for q in t["questions"]], setting.questions)


def _ask(
    asked: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]], setting: Setting, what: str
) -> Iterator[Asked]:
    encoder, reader = setting.opened_encoder(), setting.opened_reader()
    generator = ExtractiveGenerator(threshold=0.0, limit=1)
    passages: dict[int, list[Passage]] = {}
    for text, question in tqdm(asked, what, disable=None):
        own = passages.setdefault(id(text), cut(text))
        assistant = Assistant(Given(encoder, own), generator=generator, reader=reader)  # type: ignore[arg-type]
        answer = assistant.ask(question["question"])
        answers = tuple(dict.fromkeys(words for words, _ in question["answers"]))
        yield Asked(answers, answer.best.words if answer.best else "", answer.confidence)
