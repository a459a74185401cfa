"""The commands `pincite gold init` and `pincite gold check`.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.files import check_folder
from ui.cli.terminal import (
    DONE,
    MISSED,
    add_command,
    add_index,
    given_path,
    say,
    unwritable,
    whole_number,
    write,
)

if TYPE_CHECKING:
    from ui.cli.terminal import Commands

_GOLD_EXAMPLES = """\
examples:
  pincite gold init                write gold.jsonl, to be corrected by hand
  pincite gold check gold.jsonl    say what is wrong with each of its lines
"""
_INIT_EXAMPLES = """\
examples:
  pincite gold init
  pincite gold init --count 50 --output questions.jsonl

Each line holds a sentence of a document and waits for a question that it answers. The last lines
wait for questions that the documents look as if they answered, and do not. Write the questions and
the short answers, correct the sentences, add others that answer as well, and drop what is dull.
"""
_CHECK_EXAMPLES = """\
examples:
  pincite gold check gold.jsonl
  pincite gold check gold.jsonl --index ~/news-index

The exit status is 1 if anything is wrong.
"""


def add_gold(commands: "Commands") -> None:
    """Add the commands."""
    gold = add_command(commands, "gold", "Make and check a file of questions.", _GOLD_EXAMPLES)
    parts = gold.add_subparsers(metavar="COMMAND", required=True)
    init = add_command(parts, "init", "Write a first file of gold questions.", _INIT_EXAMPLES)
    init.set_defaults(run=_init)
    add_index(init)
    init.add_argument(
        "--count", type=_count, default=20, help="number of sentences to ask about (default: 20)"
    )
    init.add_argument(
        "--output", metavar="FILE", type=given_path, default=Path("gold.jsonl"), help="(gold.jsonl)"
    )
    check = add_command(parts, "check", "Say what is wrong with gold questions.", _CHECK_EXAMPLES)
    check.set_defaults(run=_check)
    check.add_argument("gold", metavar="GOLD", type=given_path, help="a file of gold questions")
    add_index(check)


def _count(text: str) -> int:
    return whole_number(text, 1, 100_000)


def _init(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from qa.evaluation.sample import first_lines

    check_folder(arguments.output)
    if arguments.output.exists():
        raise _is_there(arguments.output)
    with Index.open(arguments.index, create=False) as index:
        rows = first_lines(index, arguments.count)
    if not rows:
        raise UserError(
            f"The index in {arguments.index} holds no sentence.",
            "Index some documents: pincite index FOLDER",
        )
    try:
        with arguments.output.open("x", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    except FileExistsError as error:
        raise _is_there(arguments.output) from error
    except OSError as error:
        raise unwritable(arguments.output, error) from error
    say(
        f"{len(rows):,} lines are in {arguments.output}. Write their questions and answers, then: "
        f"pincite gold check {arguments.output}"
    )
    return DONE


def _is_there(path: Path) -> UserError:
    return UserError(
        f"{path} exists already, and is not overwritten.", "Name another file with --output FILE."
    )


def _check(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from qa.evaluation.gold import GoldFile
    from ui.render.text import count, plain

    gold = GoldFile(arguments.gold)
    faults = 0
    with Index.open(arguments.index, create=False) as index:
        for fault in gold.faults(index):
            faults += 1
            write(plain(fault))
        if faults:
            return MISSED
        questions = gold.check()
    write(f"{count(questions, 'question')}, nothing wrong")
    return DONE
