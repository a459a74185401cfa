"""A newsroom's questions: 230 of our own over 355 news articles of 2023.

`questions.jsonl`: a question in our own words, the id of the article that it is about, a pattern
that a right claim holds (`right`; null where no article answers), and one that a tempting wrong
claim would hold. Kinds: `plain`; `lookalike`, where another sentence shares more of the question's
words; `unanswerable`. What answers stands outside the windows of these articles in
`reading/train_near` and `support/claims_near`; nothing is trained or fitted on them.
`articles.txt`: the ids of the articles, which lie in `realtimeqa/` and are not ours to publish.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from index import Index
from qa.assistant import Assistant
from qa.evaluation.measures import area_under_roc
from qa.training.public import indexed, rows
from qa.types import Answer
from tests.bench.read import Setting, sample
from tests.bench.table import Row, Scores, Table, row

FILES = ("realtimeqa/documents.jsonl.gz",)
KINDS = ("plain", "lookalike", "unanswerable")
_HERE = Path(__file__).parent
_MEASURES = (
    *("right_alone", "right_among_wrong", "wrong", "abstained_wrongly", "answered_wrongly"),
    "best_right",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what tells a right claim.

    Attributes:
        document: id of the article it is about.
        question: in our own words.
        kind: one of `KINDS`.
        right: a pattern that a right claim holds, or None if no article answers.
        wrong: a pattern that no right claim holds, or nothing.
    """

    document: str
    question: str
    kind: str
    right: str | None
    wrong: str

    def holds(self, claim: str) -> bool:
        """Whether a claim is right."""
        if self.right is None or (self.wrong and re.search(self.wrong, claim, re.IGNORECASE)):
            return False
        return bool(re.search(self.right, claim, re.IGNORECASE))


def questions() -> list[Asked]:
    """The questions, in the order of the file."""
    text = (_HERE / "questions.jsonl").read_text(encoding="utf-8")
    names = ("document", "question", "kind", "right", "wrong")
    lines = (json.loads(line) for line in text.splitlines())
    return [Asked(**{name: line[name] for name in names}) for line in lines]


def run(folder: Path, setting: Setting) -> list[Table]:
    wanted = set((_HERE / "articles.txt").read_text().split())
    articles = [article(r) for r in rows(folder / FILES[0]) if r["id"] in wanted]
    asked = sample(questions(), setting.questions)
    with indexed(setting.work / "newsroom", articles, setting.encoder) as index:
        answers = list(_ask(index, asked, setting))
    scores = [judged(one, answer) for one, answer in zip(asked, answers, strict=True)]
    confidence = np.array([answer.confidence for answer in answers])
    area = area_under_roc(confidence, np.array([one.right is not None for one in asked]))
    found = [_row("pincite", scores)]
    found += [
        _row(
            f"pincite, {kind}",
            [s for one, s in zip(asked, scores, strict=True) if one.kind == kind],
        )
        for kind in KINDS
    ]
    return [
        Table(
            f"Newsroom: {len(asked)} questions of our own over {len(articles)} articles of 2023",
            "Shares of the answerable questions: every claim right, a right one among wrong ones, "
            "none right, abstained; of the unanswerable: answered. best_right: the best sentence "
            f"is right, given or not. Area under the ROC of the confidence: {area:.3f}.",
            found,
        )
    ]


def article(record: Mapping[str, Any]) -> dict[str, str]:
    """An article as a record to be indexed."""
    return {name: str(record[name]) for name in ("id", "title", "published", "text")}


def _ask(index: Index, asked: Sequence[Asked], setting: Setting) -> Iterator[Answer]:
    assistant = Assistant(index, reader=setting.opened_reader())
    for one in tqdm(asked, "Newsroom", disable=None):
        yield assistant.ask(one.question)


def judged(one: Asked, answer: Answer) -> Scores:
    """What an answer is worth, by the measures that apply to the question."""
    if one.right is None:
        return {"answered_wrongly": float(not answer.abstained)}
    right = [one.holds(claim.text) for claim in answer.claims]
    return {
        "right_alone": float(bool(right) and all(right)),
        "right_among_wrong": float(any(right) and not all(right)),
        "wrong": float(bool(right) and not any(right)),
        "abstained_wrongly": float(answer.abstained),
        "best_right": float(answer.best is not None and one.holds(answer.best.quote)),
    }


def _row(name: str, scores: Sequence[Scores]) -> Row:
    return row(name, scores, _MEASURES)
