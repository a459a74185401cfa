"""Questions over tables: 120 of our own over 26 files as people have them, indexed together.

    python -m tests.bench.tables [--of SET] [--json]

`tables/documents`: the files, or their text form (see `table_files.py`); names, towns and figures
are invented, and rows are near misses of one another. `tables/questions.jsonl`: a question, the
file that it is about, the value that answers (null where no row or no column does), and a text that
stands in the right row only. Nothing is trained or fitted on them. Half of them are over kinds of
tables (timetables, price lists …) of which `qa/training/tables.py` draws others to train on, so
those over other kinds, written later and by someone who had not seen these, have figures of their
own. `tables/develop`, `develop2` and `develop3` hold others, which the look-up of rows was made on,
and `held2` those that were written together with `develop2` and that it was not made on.

A sentence is the right row if it holds that text and the value, and neither the row above nor the
row below. `right_alone`: the first claim cites it and nothing else; `right_among_others`: it is
cited with others, or by a later claim; `wrong_row`: it is not cited; `abstained_wrongly`.
"""

import argparse
import json
import re
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

from tqdm import tqdm

from index import Index, UserError
from qa.assistant import Assistant
from qa.types import Answer, Citation, Claim
from tests.bench.table import Row, Scores, Table, row
from tests.bench.table_files import make_files, text_form

REPORTED = Path(__file__).parent / "tables"
DEVELOP = REPORTED / "develop"
OTHERS = ("develop", "develop2", "develop3", "held2")
DOCUMENTS = REPORTED / "documents"
MEASURES = (
    *("right_alone", "right_among_others", "wrong_row", "abstained_wrongly", "answered_wrongly"),
)
LIKE_TRAINED = frozenset(
    {
        *("bathing_water.csv", "budget.xlsx", "energy_use.csv", "ferry_timetable.ods", "fleet.tsv"),
        *("grants.docx", "hiking.md", "inventory.xlsx", "phone_list.csv", "price_list.xlsx"),
        *("recalls.json", "sales_1998_2001.xls", "sensors.jsonl", "weekly_market.html"),
    }
)
"""Files of a kind that tables of training are of too."""

_TAG = re.compile(r"<[^<>]*>")
_COLUMN = re.compile(r"(?:^|; )([^:;]+):")
_SECTION = re.compile(r"(?:[^:;]+(?=;))?")
_WORD = re.compile(r"\w+(?:[.,:-]\w+)*")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question and what tells the right row.

    Attributes:
        document: name of the file it is about.
        question: in plain words.
        answer: the value that answers, as it stands in the row; None if there is no such row or
            column.
        row: a text that stands in the right row only; None likewise.
        documents: the folder of the file.
    """

    document: str
    question: str
    answer: str | None
    row: str | None
    documents: Path = DOCUMENTS

    @property
    def format(self) -> str:
        """The extension of the file, without its point."""
        return Path(self.document).suffix.removeprefix(".")

    def lines(self) -> list[str]:
        """The lines that the document is made from."""
        return text_form(self.documents, self.document).read_text(encoding="utf-8").splitlines()

    def is_row(self, line: str) -> bool:
        """Whether a line of the document holds what only the right row does, and the answer."""
        if self.row is None or self.answer is None:
            return False
        return holds(line, self.row) and holds(line, self.answer)

    def is_cited(self, citation: Citation) -> bool:
        """Whether a citation is of the right row, and of no row beside it."""
        source = Path(citation.document.source.partition("#")[0]).name
        if source != self.document or not self.is_row(citation.quote):
            return False
        lines = self.lines()
        at = next(number for number, line in enumerate(lines) if self.is_row(line))
        words, own = _words(citation.quote), _words(lines[at])
        own |= _words(" ".join(_COLUMN.findall(citation.quote)))  # the header is not a row
        own |= _words(_SECTION.match(citation.quote)[0])  # nor is the line that heads a section
        beside = [
            _words(line) - own for line in (*lines[max(at - 1, 0) : at], *lines[at + 1 :][:1])
        ]
        return not any(others and others <= words for others in beside)


def holds(line: str, text: str) -> bool:
    """Whether a text stands in a line, and not as a part of a longer word or number.

    A comma parts two numbers: it stands between the cells of some files.
    """
    return bool(re.search(rf"(?<!\w)(?<!\d\.){re.escape(text)}(?!\w|\.\d)", line))


def _words(line: str) -> set[str]:
    return set(_WORD.findall(_TAG.sub(" ", line)))


def questions(folder: Path = REPORTED) -> list[Asked]:
    """The questions of a folder, in the order of the file."""
    text = (folder / "questions.jsonl").read_text(encoding="utf-8")
    documents = folder / "documents"
    return [Asked(**json.loads(line), documents=documents) for line in text.splitlines()]


def judged(one: Asked, answer: Answer) -> Scores:
    """What an answer is worth, by the measures that apply to the question."""
    if one.answer is None:
        return {"answered_wrongly": float(not answer.abstained)}
    right = [[one.is_cited(citation) for citation in claim.citations] for claim in answer.claims]
    alone = bool(right) and all(right[0])
    among = not alone and any(map(any, right))
    return {
        "right_alone": float(alone),
        "right_among_others": float(among),
        "wrong_row": float(bool(right) and not alone and not among),
        "abstained_wrongly": float(answer.abstained),
    }


def rows_of(asked: Sequence[Asked], scores: Sequence[Scores]) -> list[Row]:
    """The measures of all questions, and of those of each kind and format, in their order."""
    pairs = list(zip(asked, scores, strict=True))
    formats = dict.fromkeys(one.format for one in asked)
    halves = {"like those trained on": True, "of other kinds": False}
    return [
        row("pincite", scores, MEASURES),
        *(
            row(
                f"pincite, {name}",
                [s for one, s in pairs if (one.document in LIKE_TRAINED) is like],
                MEASURES,
            )
            for name, like in halves.items()
        ),
        *(
            row(f"pincite, {name}", [s for one, s in pairs if one.format == name], MEASURES)
            for name in formats
        ),
    ]


def run(assistant: Assistant, asked: Sequence[Asked]) -> tuple[Table, list[Answer]]:
    """Ask every question; the table of measures, and the answers."""
    started = perf_counter()
    answers = [assistant.ask(one.question) for one in tqdm(asked, "Tables", disable=None)]
    taken = perf_counter() - started
    scores = [judged(one, answer) for one, answer in zip(asked, answers, strict=True)]
    files = len({one.document for one in asked})
    table = Table(
        f"Tables: {len(asked)} questions of our own over {files} files",
        "Shares of the answerable questions: the right row cited by the first claim and nothing "
        "else, the right row among others, another row only, abstained; of the unanswerable: "
        "answered.",
        rows_of(asked, scores),
        {f"to ask {len(asked)} questions": taken},
    )
    return table, answers


def _report(one: Asked, answer: Answer) -> dict[str, object]:
    """A question, what it was given, and what that is worth."""

    def cited(claim: Claim) -> list[str]:
        return [f"{citation.document.source}: {citation.quote}" for citation in claim.citations]

    return {
        "document": one.document,
        "question": one.question,
        "answer": one.answer,
        "scores": judged(one, answer),
        "confidence": round(answer.confidence, 3),
        "cited": [cited(claim) for claim in answer.claims],
        "best": answer.best.quote if answer.best else None,
    }


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.tables", description=__doc__)
    parser.add_argument("--of", choices=OTHERS, default="", help="questions that are not reported")
    parser.add_argument("--json", action="store_true", help="all answers and figures as JSON")
    options = parser.parse_args()
    asked = questions(REPORTED / options.of)
    with tempfile.TemporaryDirectory() as folder, Index.open(Path(folder, "index")) as index:
        files = Path(folder, "files")
        files.mkdir()
        make_files(asked[0].documents, files)
        report = index.sync(files)
        for skipped in report.skipped:
            print(f"{Path(skipped.source).name}: {skipped.reason}", file=sys.stderr)
        table, answers = run(Assistant(index), asked)
    if options.json:
        given = [_report(one, answer) for one, answer in zip(asked, answers, strict=True)]
        found = {"table": table.to_dict(), "questions": given}
        print(json.dumps(found, indent=1, ensure_ascii=False, allow_nan=False))
    else:
        print(table)


if __name__ == "__main__":
    try:
        main()
    except UserError as error:
        sys.exit(str(error))
