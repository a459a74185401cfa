"""SQuAD 1.1 (Rajpurkar et al., EMNLP 2016), its development part: paragraphs of Wikipedia.

given: the paragraph is given, and its sentences are ranked. open: over all the paragraphs; a
passage is a hit if it is of the right paragraph and holds an answer. The questions are those of
every second article: on the others the weights of `qa/evidence/select.py` were fitted.
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index import Passage
from qa.evaluation.gold import Gold, GoldEvidence
from qa.evaluation.measures import holds_answer
from qa.training.public import NumberedQuestion, indexed, questions, records, rows, title
from qa.writing.generate import ExtractiveGenerator
from tests.bench.asking import NOTE, Asking, Item
from tests.bench.given import NAME, Given, split
from tests.bench.peer import LlamaIndex
from tests.bench.read import Setting, sample
from tests.bench.systems import Piece, by_record, ours
from tests.bench.table import Table, row

FILES = ("reading/dev_squad.jsonl.gz",)
_MEASURES = ("exact_match", "token_f1", "answer_cited", "best_evidence")


def run(folder: Path, setting: Setting) -> list[Table]:
    paragraphs = rows(folder / FILES[0])
    asked = sample(list(reported(paragraphs)), setting.questions)
    return [_given(paragraphs, asked, setting), _open(paragraphs, asked, setting)]


def reported(paragraphs: Sequence[Mapping[str, Any]]) -> Iterator[NumberedQuestion]:
    """The questions of the articles of odd number, counted from 0."""
    return questions(paragraphs, 1)


def _given(
    paragraphs: Sequence[Mapping[str, Any]], asked: Sequence[NumberedQuestion], setting: Setting
) -> Table:
    encoder, reader = setting.opened_encoder(), setting.opened_reader()
    generator = ExtractiveGenerator(threshold=0.0, limit=1)
    scores = []
    for n, question in tqdm(asked, "SQuAD, given", disable=None):
        passages = split(title(paragraphs[n]), paragraphs[n]["context"])
        item = gold(question, passages)
        scores.append(Given(encoder, passages).judged(item, generator, reader).scores)
    return Table(
        "SQuAD dev, given the paragraph",
        "Every question is answered, with one sentence. exact_match and token_f1: of the words "
        "that answer. best_evidence: the sentence ranked first holds an answer at a place that was "
        "marked. Articles of odd number.",
        [row("pincite", scores, _MEASURES)],
    )


def _open(
    paragraphs: Sequence[Mapping[str, Any]], asked: Sequence[NumberedQuestion], setting: Setting
) -> Table:
    work = setting.work / "squad"
    with indexed(work, records(paragraphs), setting.encoder) as index:
        ids = by_record(index)
        systems = [*ours(index, setting.opened_reader()), LlamaIndex(index, work / "llama-index")]
        found = Asking()
        for n, question in tqdm(asked, "SQuAD, open", disable=None):
            found.ask(_item(question, ids.get(f"p{n}")), systems)
    return Table(
        f"SQuAD dev, open: each question over {len(paragraphs)} paragraphs",
        f"{NOTE} hit@k: a passage of the right paragraph holds an answer. Articles of odd number.",
        found.rows(),
        found.took(),
    )


def _item(question: Mapping[str, Any], document: str | None) -> Item:
    answers = _answers(question)

    def holds(piece: Piece) -> float:
        return holds_answer(piece.text, answers) if piece.document == document else 0.0

    return Item(question["question"], answers, holds)


def gold(question: Mapping[str, Any], passages: Sequence[Passage]) -> Gold:
    """The question with the sentences in which a marked answer starts, as we cut them."""
    places = [start for _, start in question["answers"]]
    holding = [
        passage.document.slice(sentence.span)
        for passage in passages
        for sentence in passage.sentences
        if any(sentence.span.start <= place < sentence.span.end for place in places)
    ]
    evidence = tuple(GoldEvidence(NAME, text) for text in dict.fromkeys(holding))
    return Gold(question["id"], question["question"], _answers(question), evidence, True)


def _answers(question: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(answer for answer, _ in question["answers"]))
