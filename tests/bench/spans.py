"""Chroma's chunking evaluation (Smith and Troynikov, 2024): evidence by character in five texts.

Recall, precision and IoU are over characters: of the evidence, and of the union of the first five
passages, in all documents together. `hit@5`: they hold at least half of some piece of evidence.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from index import Document
from qa.training.public import indexed, rows
from tests.bench.peer import LlamaIndex
from tests.bench.read import Setting, sample
from tests.bench.systems import Piece, by_record, ours
from tests.bench.table import Table, row

FILES = ("spans/questions.jsonl.gz", "spans/documents")
K = 5
_MEASURES = (f"hit@{K}", f"recall@{K}", f"precision@{K}", f"IoU@{K}", "length")

Places = set[tuple[str, int]]
"""Characters: id of the document, offset."""


def run(folder: Path, setting: Setting) -> list[Table]:
    questions, documents = (folder / name for name in FILES)
    asked = sample(rows(questions), setting.questions)
    records = [
        {"id": path.stem, "title": path.stem.replace("_", " "), "text": path.read_text("utf-8")}
        for path in sorted(documents.iterdir())
    ]
    work = setting.work / "spans"
    with indexed(work, records, setting.encoder) as index:
        texts = {record: index.document(id) for record, id in by_record(index).items()}
        systems = [*ours(index, setting.opened_reader()), LlamaIndex(index, work / "llama-index")]
        found: dict[str, list[dict[str, float]]] = {system.name: [] for system in systems}
        for item in tqdm(asked, "spans", disable=None):
            evidence = [place(texts[item["document"]], piece) for piece in item["evidence"]]
            for system in systems:
                found[system.name].append(scores(system.search(item["question"], K), evidence))
    return [
        Table(
            f"Spans: {len(records)} long documents, the first {K} passages by character",
            "length: characters of these passages in all; the longer, the higher recall and the "
            f"lower precision. hit@{K}: at least half of a piece of evidence is in them.",
            [row(name, values, _MEASURES) for name, values in found.items()],
        )
    ]


def place(document: Document, piece: Mapping[str, Any]) -> Places:
    """Where the evidence is in the document, whose white space may have changed: the nearest.

    Raises:
        ValueError: if it is nowhere.
    """
    pattern = r"\s+".join(map(re.escape, piece["text"].split()))
    starts = [match.span() for match in re.finditer(pattern, document.text)]
    if not starts:
        raise ValueError(f"{document.title!r} does not hold the evidence at {piece['start']}")
    start, end = min(starts, key=lambda span: abs(span[0] - piece["start"]))
    return {(document.id, offset) for offset in range(start, end)}


def scores(pieces: Sequence[Piece], evidence: Sequence[Places]) -> dict[str, float]:
    """The measures of one question; a passage without offsets counts as one without evidence."""
    found: Places = set()
    unplaced = 0
    for piece in pieces:
        if piece.start is None or piece.end is None:
            unplaced += len(piece.text)
        else:
            found |= {(piece.document, offset) for offset in range(piece.start, piece.end)}
    wanted: Places = set().union(*evidence)
    shared, given = len(found & wanted), len(found) + unplaced
    return {
        f"hit@{K}": float(any(len(found & part) * 2 >= len(part) for part in evidence)),
        f"recall@{K}": shared / len(wanted),
        f"precision@{K}": shared / given if given else 0.0,
        f"IoU@{K}": shared / (given + len(wanted) - shared),
        "length": float(given),
    }
