"""The results of an evaluation: printed, written to a folder, and read of an earlier run."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.terminal import say, unwritable, write

if TYPE_CHECKING:
    from qa.evaluation.compare import Difference
    from qa.evaluation.gold import GoldFile
    from qa.evaluation.results import Evaluation


def read_results(path: Path) -> "Evaluation":
    """The results of an earlier run.

    Raises:
        UserError: if the file cannot be read or holds something else.
    """
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


def must_share_questions(before: "Evaluation", gold: "GoldFile", path: Path) -> None:
    """See to it that two runs can be compared.

    Args:
        before: the earlier run.
        gold: the questions of this one.
        path: of the earlier run's results.

    Raises:
        UserError: if no question is in both.
    """
    known = {(outcome.id, outcome.question) for outcome in before.outcomes}
    if not any((item.id, item.question) in known for item in gold):
        raise UserError(
            f"{path} and {gold.path} have no question in common.",
            "Compare runs over the same questions.",
        )


def make_folder(folder: Path) -> None:
    """Make the folder of a report, before anything slow is done.

    Raises:
        UserError: if it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(folder, error) from error


def write_report(
    folder: Path, evaluation: "Evaluation", error: float, differences: Sequence["Difference"]
) -> None:
    """Write the results, the run for trec_eval, and the report as a page.

    Raises:
        UserError: if they cannot be written.
    """
    from ui.render.report import report_to_html

    texts = {
        "results.json": _to_json(evaluation, differences) + "\n",
        "run.trec": "".join(f"{line}\n" for line in evaluation.trec_run()),
        "qrels.trec": "".join(f"{line}\n" for line in evaluation.trec_qrels()),
        "report.html": report_to_html(evaluation, error, differences),
    }
    try:
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8", errors="replace")
    except OSError as failure:
        raise unwritable(folder, failure) from failure
    say(f"The report is {folder / 'report.html'}.")


def print_results(
    arguments: argparse.Namespace, evaluation: "Evaluation", differences: Sequence["Difference"]
) -> None:
    """Print the measures, and how they differ from those of an earlier run."""
    from ui.render.figures import comparison_to_text, evaluation_to_text
    from ui.render.text import count, plain

    if arguments.json:
        write(_to_json(evaluation, differences))
        return
    questions = count(len(evaluation.outcomes), "question")
    write(
        f"{questions} of {plain(str(arguments.gold))}, documents: "
        f"{plain(evaluation.about['documents'])}\n"
    )
    write(evaluation_to_text(evaluation, arguments.error))
    if differences:
        write("\n" + comparison_to_text(differences))


def _to_json(evaluation: "Evaluation", differences: Sequence["Difference"]) -> str:
    from dataclasses import asdict

    from ui.render.values import to_json

    value = evaluation.to_dict()
    if differences:
        value["differences"] = [asdict(difference) for difference in differences]
    return to_json(value)
