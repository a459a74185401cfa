"""CLAPnq (Rosenthal et al., TACL 2025), dev: real web questions, half of them unanswerable.

Each comes with one passage, and the sentences that annotators selected from it. A cited sentence is
right if some annotator selected it; the sentences that all of them selected are those needed, or,
where they share none, any one.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index.documents.normalise import normalise
from qa.evaluation.gold import Gold, GoldEvidence
from qa.evaluation.results import Evaluation
from qa.training.public import rows
from qa.writing.generate import ExtractiveGenerator
from tests.bench.given import NAME, Given, whole
from tests.bench.read import Setting, sample
from tests.bench.table import Row, Table

FILES = ("abstaining/clapnq.jsonl.gz",)
_MEASURES = (
    *("auroc", "answerable_abstained", "unanswerable_answered"),
    *("citation_precision", "citation_recall", "best_evidence"),
)


def run(folder: Path, setting: Setting) -> list[Table]:
    encoder, reader = setting.opened_encoder(), setting.opened_reader()
    generator = ExtractiveGenerator(reader.calibration.threshold)
    outcomes = []
    for item in tqdm(sample(rows(folder / FILES[0]), setting.questions), "CLAPnq", disable=None):
        given = Given(encoder, [whole(item["title"], item["sentences"])])
        outcomes.append(given.judged(gold(item), generator, reader))
    measures = Evaluation(tuple(outcomes), len(outcomes)).measures
    return [
        Table(
            "CLAPnq dev, given the passage",
            f"At the threshold in use, {generator.threshold}. auroc: of the confidence, answerable "
            "against unanswerable. Citations: of the answerable questions that were answered.",
            [Row("pincite", {name: measures[name] for name in _MEASURES if name in measures})],
        )
    ]


def gold(item: Mapping[str, Any]) -> Gold:
    """The question with the sentences that were selected, in their order."""
    selected = [set(map(_clean, sentences)) for sentences in item["selected_sentences"]]
    some, every = set().union(*selected), set.intersection(*selected) if selected else set()
    ordered = [s for s in dict.fromkeys(map(_clean, item["sentences"])) if s in some]
    needed = tuple((n,) for n, sentence in enumerate(ordered) if sentence in every)
    alternatives = (tuple(range(len(ordered))),) if ordered else ()
    return Gold(
        item["id"],
        item["question"],
        (),
        tuple(GoldEvidence(NAME, sentence) for sentence in ordered),
        item["answerable"],
        groups=needed or alternatives,
    )


def _clean(sentence: str) -> str:
    return normalise(sentence).strip()
