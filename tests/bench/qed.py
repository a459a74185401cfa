"""QED (Lamm et al., TACL 2021): web questions with the one sentence of a paragraph that answers.

Questions whose answer takes several sentences, or has none, are left out. The reader was trained on
those of every second title (`qa/training/examples.py`); only the others are asked.
"""

import itertools
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tqdm import tqdm

from qa.evaluation.gold import Gold, GoldEvidence
from qa.training.examples import web_half
from qa.training.public import rows
from qa.writing.generate import ExtractiveGenerator
from tests.bench.given import NAME, Given, whole
from tests.bench.read import Setting, sample
from tests.bench.table import Table, row

FILES = ("reading/qed.jsonl.gz",)
_MEASURES = ("best_evidence", "answer_cited", "exact_match", "token_f1")


def run(folder: Path, setting: Setting) -> list[Table]:
    encoder, reader = setting.opened_encoder(), setting.opened_reader()
    generator = ExtractiveGenerator(threshold=0.0, limit=1)
    held_out = web_half(rows(folder / FILES[0]), 1)
    items = [item for item in held_out if item["evidence_sentence"]]
    scores = []
    for item in tqdm(sample(items, setting.questions), "QED", disable=None):
        given = Given(encoder, [whole(item["title"], list(cut(item)))])
        scores.append(given.judged(gold(item), generator, reader).scores)
    return [
        Table(
            "QED, given the paragraph",
            "Every question is answered, with one sentence. best_evidence: the sentence ranked "
            "first is the one that was marked. Titles of odd number.",
            [row("pincite", scores, _MEASURES)],
        )
    ]


def cut(item: Mapping[str, Any]) -> Iterator[str]:
    """The sentences of the paragraph, as they are marked."""
    ends = [*item["sentence_starts"], len(item["paragraph"])]
    return (item["paragraph"][start:end] for start, end in itertools.pairwise(ends))


def gold(item: Mapping[str, Any]) -> Gold:
    place = item["evidence_sentence"]
    sentence = item["paragraph"][place["start"] : place["end"]]
    evidence = (GoldEvidence(NAME, sentence),)
    return Gold(item["id"], item["question"], tuple(item["answers"]), evidence, True)
