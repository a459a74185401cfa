"""The command `pincite evaluate`.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from index import __version__
from ui.cli.models import add_model, assistant_for, check_networks
from ui.cli.scope import add_as_of, add_scope, as_of, scope_of
from ui.cli.terminal import (
    DONE,
    INTERRUPTED,
    MISSED,
    add_command,
    add_index,
    counting_bar,
    given_folder,
    given_path,
    hits,
    indexing_bar,
    say,
)

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.evaluation.gold import GoldFile
    from qa.evaluation.results import Evaluation
    from ui.cli.gates import Gate
    from ui.cli.terminal import Commands

_EVALUATE_EXAMPLES = """\
examples:
  pincite evaluate gold.jsonl
  pincite evaluate gold.jsonl --documents ~/reports --report evaluation
  pincite evaluate gold.jsonl --fail-under citation_precision=0.95 --fail-over total_p95=2
  pincite evaluate gold.jsonl --compare evaluation/results.json
  pincite evaluate gold.jsonl --fast --report evaluation-fast

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
    evaluate.add_argument("gold", metavar="GOLD", type=given_path, help="a file of gold questions")
    add_index(evaluate)
    evaluate.add_argument(
        "--documents",
        metavar="PATH",
        nargs="+",
        action="extend",
        type=given_folder,
        help="evaluate on a temporary index of these documents, instead of --index",
    )
    evaluate.add_argument("-k", type=hits, help="number of passages to look for the answer in")
    add_scope(evaluate)
    add_as_of(evaluate)
    add_model(evaluate)
    evaluate.add_argument(
        "--error",
        metavar="SHARE",
        type=_share,
        default=_ERROR,
        help="share of unanswerable questions that may be answered (default: 0.15)",
    )
    for option, about in (
        ("--fail-under", "exit with 1 if a measure is under this; repeatable"),
        ("--fail-over", "the same for measures where lower is better"),
    ):
        evaluate.add_argument(option, metavar="NAME=VALUE", action="append", default=[], help=about)
    evaluate.add_argument(
        "--compare", metavar="RESULTS", type=given_path, help="results.json of an earlier run"
    )
    evaluate.add_argument(
        "--report", metavar="DIR", type=given_path, help="write the report and the results here"
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


def _evaluate(arguments: argparse.Namespace) -> int:
    from qa.evaluation.compare import compare
    from qa.evaluation.gold import GoldFile
    from ui.cli.gates import read_gates
    from ui.cli.results import (
        make_folder,
        must_share_questions,
        print_results,
        read_results,
        write_report,
    )

    check_networks(arguments)  # not only once all documents are indexed
    scope_of(arguments)  # what cannot be read is told before anything is done
    gates = read_gates(arguments.fail_under, arguments.fail_over)
    before = read_results(arguments.compare) if arguments.compare else None
    if arguments.report:
        make_folder(arguments.report)
    with _open_index(arguments) as index:
        gold = GoldFile(arguments.gold)
        count = gold.check(index)
        if before:
            must_share_questions(before, gold, arguments.compare)
        evaluation = _ask_all(arguments, index, gold, count)
    if not evaluation.outcomes:
        say("Interrupted before the first question was answered.")
        return INTERRUPTED
    differences = compare(before, evaluation) if before else []
    if arguments.report:
        write_report(arguments.report, evaluation, arguments.error, differences)
    print_results(arguments, evaluation, differences)
    if not evaluation.complete:
        say(
            f"Interrupted after {len(evaluation.outcomes):,} of {count:,} questions; "
            "the figures are of these."
        )
        return INTERRUPTED
    return _pass_gates(gates, evaluation)


def _pass_gates(gates: "Sequence[Gate]", evaluation: "Evaluation") -> int:
    """Say which gates are missed; the exit status."""
    misses = [miss for gate in gates if (miss := gate.miss(evaluation))]
    for miss in misses:
        say(miss)
    return MISSED if misses else DONE


@contextmanager
def _open_index(arguments: argparse.Namespace) -> Iterator["Index"]:
    """The index that was named, or a temporary one of the documents that were."""
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


def _ask_all(
    arguments: argparse.Namespace, index: "Index", gold: "GoldFile", count: int
) -> "Evaluation":
    from qa.assistant import PASSAGES
    from qa.evaluation.run import evaluate
    from ui.render.scope import scope_to_text

    assistant = assistant_for(arguments, index)
    where = arguments.documents or [arguments.index]
    about = {
        "gold": str(arguments.gold),
        "documents": f"{index.documents():,} from {', '.join(map(str, where))}",
        "encoder": index.encoder.name,
        "reader": _describe_reader(arguments),
        "language model": assistant.model.name if assistant.model else "none",
        "passages read": str(arguments.k or PASSAGES),
        **_describe_machine(),
    }
    scope = scope_of(arguments)
    if scope:
        about["scope"] = scope_to_text(scope)
    today = as_of(arguments)
    if today:
        about["as of"] = today.isoformat()
    with counting_bar("question", count) as progress:
        return evaluate(
            assistant,
            gold,
            total=count,
            about=about,
            progress=progress,
            scope=scope,
            as_of=today,
        )


def _describe_reader(arguments: argparse.Namespace) -> str:
    if arguments.reader:
        return str(arguments.reader)
    return "the small network alone" if arguments.fast else "both networks"


def _describe_machine() -> dict[str, str]:
    import platform
    from datetime import date

    return {
        "pincite": __version__,
        "python": platform.python_version(),
        "machine": f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores",
        "date": date.today().isoformat(),
    }
