"""A table over the documents of `seeds/`: 22 documents × 30 questions, with a gold table.

    python -m tests.bench.cells [--json] [--half HALF] [--fast] [--careful] [--wrong]

`table_cells.json` says which cells are to be filled, with which words and from which sentence; each
part was written before it was measured. When a cell is filled was chosen on the five questions
`develop`; the five `first` and the ten `second` were reported once, after which a rule was changed;
the ten `report` are what is reported. Cells of which both is right are not counted.

`filled_right`: of the cells that have an answer, those filled from a right sentence, whose words
(or else the sentence) hold it; `empty_right`: of those that have none, those left empty;
`shown_right`: of the cells that are filled, those filled rightly; `short`: of the cells filled
rightly, those that give the answer in words short of the sentence.
"""

import argparse
import json
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index import Index, UserError
from qa import Assistant
from qa.english.answers import normalise
from qa.tables import Cell, Table, table
from tests.bench.table import Scores, row
from tests.bench.table import Table as Measured
from tests.support.paths import SEEDS

GOLD = Path(__file__).with_name("table_cells.json")
MEASURES = ("filled_right", "empty_right", "shown_right", "short")
HALVES = ("develop", "first", "second", "report")

Question = Mapping[str, Any]
"""Of the gold table: `question`, `half`, `cells` by documents, and `either`, if there are any."""


def questions(halves: Sequence[str] = HALVES) -> list[Question]:
    """The questions of the gold table, in its order."""
    gold = json.loads(GOLD.read_text(encoding="utf-8"))
    return [one for one in gold["questions"] if one["half"] in halves]


def judged(cell: Cell, gold: Mapping[str, list[str]] | None) -> Scores:
    """What a cell is worth; `gold` is None where it is to be empty."""
    right = gold is not None and not cell.empty and _is_right(cell, gold)
    scores = {"filled_right": float(right)} if gold else {"empty_right": float(cell.empty)}
    if not cell.empty:
        scores["shown_right"] = float(right)
    if right:
        scores["short"] = float(bool(cell.answer))
    return scores


def _is_right(cell: Cell, gold: Mapping[str, list[str]]) -> bool:
    quote = " ".join(cell.quote.split())
    said = f" {normalise(cell.answer or cell.text)} "
    return any(one in quote for one in gold["sentences"]) and any(
        f" {normalise(answer)} " in said for answer in gold["answers"]
    )


def name_of(source: str) -> str:
    """Of a document: its path below the folder of the seeds."""
    return source.rpartition(f"{SEEDS.name}/")[2]


def scores_of(made: Table, asked: Sequence[Question]) -> list[tuple[str, str, Cell, Scores]]:
    """Half, where it stands, and worth of every cell that counts."""
    return [
        (
            question["half"],
            f"{name_of(line.document.source)}: {question['question']}",
            cell,
            judged(cell, question["cells"].get(name_of(line.document.source))),
        )
        for line in made.rows
        for question, cell in zip(asked, line.cells, strict=True)
        if name_of(line.document.source) not in question.get("either", ())
    ]


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.cells", description=__doc__)
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument("--wrong", action="store_true", help="and the cells that are wrong")
    parser.add_argument("--half", choices=HALVES, help="only the questions of this one")
    parser.add_argument("--fast", action="store_true", help="leave the base network out")
    parser.add_argument(
        "--careful", action="store_true", help="fill only what is as sure as an answer"
    )
    options = parser.parse_args()
    asked = questions([options.half] if options.half else HALVES)
    with tempfile.TemporaryDirectory() as folder, Index.open(folder) as index:
        index.sync(SEEDS)
        made = table(
            Assistant(index, fast=options.fast),
            [one["question"] for one in asked],
            careful=options.careful,
        )
    cells = scores_of(made, asked)
    halves = (
        {options.half: [options.half]}
        if options.half
        else {"all": HALVES} | {half: [half] for half in HALVES}
    )
    rows = [
        row(f"pincite, {name}", [s for half, _, _, s in cells if half in chosen], MEASURES)
        for name, chosen in halves.items()
    ]
    found = Measured(
        f"A table: {len(made.documents)} documents × {len(asked)} questions",
        "Of the cells to be filled: rightly; of those to be empty: empty; of those filled: right; "
        "of those: in words.",
        rows,
        {"in all": made.seconds},
    )
    print(json.dumps(found.to_dict(), indent=1) if options.json else found)
    if options.wrong:
        for half, where, cell, scores in cells:
            if min(scores.values()) < 1:
                print(f"{half} {where}\n  {cell.probability:.2f} {cell.answer!r} {cell.quote!r}")


if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        sys.exit(str(error))
