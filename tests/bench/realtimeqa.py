"""RealTimeQA (Kasai et al., NeurIPS 2023): news-quiz questions over thousands of articles.

open: all articles. closed: only those that a web search returned for the question. A passage is a
hit if it holds an answer; only questions of which some document holds an answer can have one.
Weeks of an even number (ISO) are to develop on, those of an odd number to report; only one half is
asked.
"""

import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index import Index, UserError
from qa.english.answers import normalise
from qa.evaluation.measures import holds_answer
from qa.evidence.select import Selector
from qa.training.public import rows, week
from tests.bench.asking import NOTE, Asking, Item
from tests.bench.given import Few
from tests.bench.peer import LlamaIndex
from tests.bench.read import Setting, sample
from tests.bench.systems import Piece, by_record, ours
from tests.bench.table import Table

FILES = ("realtimeqa/documents.jsonl.gz", "realtimeqa/questions.jsonl.gz")
_HALVES = {"odd": "odd weeks, to report", "even": "even weeks, to develop on"}

Question = Mapping[str, Any]


def run(folder: Path, setting: Setting) -> list[Table]:
    documents, questions = (folder / name for name in FILES)
    half = [row for row in rows(questions) if week(row["asked"]) == setting.weeks]
    asked = sample(half, setting.questions)
    work = setting.work / "realtimeqa"
    path = setting.index or work / "index"
    with Index.open(path, encoder=setting.encoder, create=not setting.index) as index:
        if setting.index:
            _check(index, path, asked)
        else:
            index.sync(documents)
        reader = setting.opened_reader()
        peer = LlamaIndex(index, work / "llama-index")
        texts = {id: f" {normalise(index.document(id).text)} " for id, _ in index.sources()}
        return [
            _table("open", index, _open(index, reader, peer, asked, texts), setting),
            _table("closed", index, _closed(index, reader, peer, asked, texts), setting),
        ]


def _check(index: Index, path: Path, asked: Sequence[Question]) -> None:
    listed = {record for question in asked for record in question["documents"]}
    missing = listed - by_record(index).keys()
    if missing:
        raise UserError(
            f"The index in {path} lacks {len(missing)} of {len(listed)} articles.",
            "Leave out --index to have one made.",
        )


def _open(
    index: Index,
    reader: Selector,
    peer: LlamaIndex,
    asked: Sequence[Question],
    texts: Mapping[str, str],
) -> Asking:
    systems = [*ours(index, reader), peer]
    for system in systems:
        system.ask("Is this warm?")  # what is loaded when it is first used
    found = Asking()
    for question in tqdm(asked, "RealTimeQA, open", disable=None):
        found.ask(_item(question, texts.values()), systems)
    return found


def _closed(
    index: Index,
    reader: Selector,
    peer: LlamaIndex,
    asked: Sequence[Question],
    texts: Mapping[str, str],
) -> Asking:
    ids = by_record(index)
    found = Asking()
    with tempfile.TemporaryDirectory() as scratch:
        for question in tqdm(asked, "RealTimeQA, closed", disable=None):
            listed = sorted({ids[record] for record in question["documents"] if record in ids})
            few = Few(index, listed, Path(scratch, "words"))
            item = _item(question, (texts[id] for id in listed))
            found.ask(item, [*ours(few, reader), peer.within(listed)])
    return found


def _item(question: Question, texts: Iterable[str]) -> Item:
    answers = question["answers"]
    wanted = [f" {answer} " for answer in map(normalise, answers) if answer]
    held = any(answer in text for text in texts for answer in wanted)

    def holds(piece: Piece) -> float:
        return holds_answer(piece.text, answers)

    return Item(question["question"], answers, holds if held else None)


def _table(kind: str, index: Index, found: Asking, setting: Setting) -> Table:
    over = f"{index.documents():,} articles" if kind == "open" else "the articles listed with it"
    return Table(
        f"RealTimeQA, {kind}: each question over {over}; {_HALVES[setting.weeks]}",
        f"{NOTE} hit@k: a passage holds an answer, of the questions whose answer they hold.",
        found.rows(),
        found.took(),
    )
