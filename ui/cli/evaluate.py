"""The command `pincite evaluate`.

As in `cli.py`: whatever is slow to import is imported by the function that needs it.
"""

import argparse
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from index import __version__
from index.errors import UserError
from ui.cli.models import add_model, assistant_for
from ui.cli.terminal import (
    DONE,
    INTERRUPTED,
    MISSED,
    add_command,
    add_index,
    hits,
    indexing_bar,
    question_bar,
    say,
    unwritable,
    write,
)

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.evaluation.compare import Difference
    from qa.evaluation.gold import GoldFile
    from qa.evaluation.results import Evaluation
    from ui.cli.terminal import Commands

_EVALUATE_EXAMPLES = """\
examples:
  pincite evaluate gold.jsonl
  pincite evaluate gold.jsonl --documents ~/reports --report evaluation
  pincite evaluate gold.jsonl --fail-under citation_precision=0.95 --fail-over total_p95=2
  pincite evaluate gold.jsonl --compare evaluation/results.json

The exit status is 1 if a measure misses what --fail-under or --fail-over asks. Times are in
seconds, peak_memory is in MB.
"""
_ERROR = 0.15


def add_evaluate(commands: "Commands") -> None:
    """Add the command."""
    evaluate = add_command(
        commands,
        "evaluate",
        "Measure the answers to questions with known answers.",
        _EVALUATE_EXAMPLES,
    )
    evaluate.set_defaults(run=_evaluate)
    evaluate.add_argument("gold", metavar="GOLD", type=Path, help="a file of gold questions")
    add_index(evaluate)
    evaluate.add_argument(
        "--documents",
        metavar="PATH",
        nargs="+",
        action="extend",
        type=Path,
        help="evaluate on an index made of these for the occasion, instead of --index",
    )
    evaluate.add_argument("-k", type=hits, help="number of passages to look for the answer in")
    add_model(evaluate)
    evaluate.add_argument(
        "--error",
        metavar="SHARE",
        type=_share,
        default=_ERROR,
        help="wished share of unanswerable questions that are answered (default: 0.15)",
    )
    for option, about in (
        ("--fail-under", "exit with 1 if a measure is under this; repeatable"),
        ("--fail-over", "the same for measures where lower is better"),
    ):
        evaluate.add_argument(option, metavar="NAME=VALUE", action="append", default=[], help=about)
    evaluate.add_argument(
        "--compare", metavar="RESULTS", type=Path, help="results.json of an earlier run"
    )
    evaluate.add_argument(
        "--report", metavar="DIR", type=Path, help="write the report and the results here"
    )
    evaluate.add_argument("--json", action="store_true", help="print the results as JSON")


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if 0.0 <= share <= 1.0:
        return share
    raise argparse.ArgumentTypeError(f"expected a share from 0 to 1, not {text!r}")


# Evaluating


def _evaluate(arguments: argparse.Namespace) -> int:
    from qa.evaluation.compare import compare
    from qa.evaluation.gold import GoldFile
    from ui.cli import gates as gate

    gates = gate.read(arguments.fail_under, arguments.fail_over)
    before = _earlier(arguments.compare) if arguments.compare else None
    if arguments.report:
        _make_folder(arguments.report)
    with _opened(arguments) as index:
        gold = GoldFile(arguments.gold)
        count = gold.check(index)
        if before:
            _must_share_questions(before, gold, arguments.compare)
        found = _asked(arguments, index, gold, count)
    if not found.outcomes:
        say("Interrupted before the first question was answered.")
        return INTERRUPTED
    differences = compare(before, found) if before else []
    if arguments.report:
        _write_report(arguments.report, found, arguments.error, differences)
    _show(arguments, found, differences)
    if not found.complete:
        say(
            f"Interrupted after {len(found.outcomes):,} of {count:,} questions; "
            "the figures are of these."
        )
        return INTERRUPTED
    misses = [miss for asked in gates if (miss := asked.miss(found))]
    for miss in misses:
        say(miss)
    return MISSED if misses else DONE


@contextmanager
def _opened(arguments: argparse.Namespace) -> Iterator["Index"]:
    """The index given, or one of the documents given that is gone afterwards."""
    from tempfile import TemporaryDirectory

    from index.corpus import Index
    from ui.render.text import report_to_text

    if not arguments.documents:
        with Index.open(arguments.index, create=False) as index:
            yield index
        return
    with TemporaryDirectory(prefix="pincite-") as folder, Index.open(folder) as index:
        with indexing_bar() as progress:
            report = index.sync(arguments.documents, progress=progress)
        for line in report_to_text(report).splitlines()[1:]:  # what was skipped
            say(line)
        yield index


def _asked(
    arguments: argparse.Namespace, index: "Index", gold: "GoldFile", count: int
) -> "Evaluation":
    from qa.assistant import PASSAGES
    from qa.evaluation.run import evaluate

    assistant = assistant_for(arguments, index)
    where = arguments.documents or [arguments.index]
    about = {
        "gold": str(arguments.gold),
        "documents": f"{index.documents():,} from {', '.join(map(str, where))}",
        "encoder": index.encoder.name,
        "language model": assistant.model.name if assistant.model else "none",
        "passages read": str(arguments.k or PASSAGES),
        **_surroundings(),
    }
    with question_bar(count) as progress:
        return evaluate(assistant, gold, total=count, about=about, progress=progress)


def _surroundings() -> dict[str, str]:
    import platform
    from datetime import date

    return {
        "pincite": __version__,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "date": date.today().isoformat(),
    }


def _earlier(path: Path) -> "Evaluation":
    from qa.evaluation.results import Evaluation

    try:
        return Evaluation.from_dict(json.loads(path.read_bytes()))
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror}).", "Name the results.json of a report."
        ) from error
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"{path} does not hold the results of an evaluation.",
            "Name the results.json of a report.",
        ) from error


def _must_share_questions(before: "Evaluation", gold: "GoldFile", path: Path) -> None:
    known = {(outcome.id, outcome.question) for outcome in before.outcomes}
    if not any((item.id, item.question) in known for item in gold):
        raise UserError(
            f"{path} and {gold.path} have no question in common.",
            "Compare runs over the same questions.",
        )


def _show(
    arguments: argparse.Namespace, found: "Evaluation", differences: Sequence["Difference"]
) -> None:
    from ui.render.figures import comparison_to_text, evaluation_to_text
    from ui.render.text import plain

    if arguments.json:
        write(_to_json(found, differences))
        return
    questions = "question" if len(found.outcomes) == 1 else "questions"
    write(
        f"{len(found.outcomes):,} {questions} of {plain(str(arguments.gold))}, documents: "
        f"{plain(found.about['documents'])}\n"
    )
    write(evaluation_to_text(found, arguments.error))
    if differences:
        write("\n" + comparison_to_text(differences))


def _to_json(found: "Evaluation", differences: Sequence["Difference"]) -> str:
    from dataclasses import asdict

    from ui.render.values import to_json

    value = found.to_dict()
    if differences:
        value["differences"] = [asdict(difference) for difference in differences]
    return to_json(value)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def _write_report(
    folder: Path, found: "Evaluation", error: float, differences: Sequence["Difference"]
) -> None:
    from ui.render.report import report_to_html

    texts = {
        "results.json": _to_json(found, differences) + "\n",
        "run.trec": "".join(f"{line}\n" for line in found.trec_run()),
        "qrels.trec": "".join(f"{line}\n" for line in found.trec_qrels()),
        "report.html": report_to_html(found, error, differences),
    }
    try:
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", errors="replace")
    except OSError as failure:
        raise unwritable(folder, failure) from failure
    say(f"The report is {folder / 'report.html'}.")
