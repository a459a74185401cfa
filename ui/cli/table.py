"""The command `pincite table`: documents down, questions across, each cell with its sentence.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.files import (
    STDOUT,
    add_csv,
    add_force,
    check_file,
    check_printed,
    named_csv,
    write_file,
)
from ui.cli.scope import add_as_of, add_scope, as_of, scope_of
from ui.cli.terminal import (
    DONE,
    INTERRUPTED,
    NOTHING,
    add_command,
    add_index,
    counting_bar,
    given_path,
    not_empty,
    say,
    say_what_is_missing,
    write,
)

if TYPE_CHECKING:
    from index.corpus import Index
    from qa.tables import Column, Table
    from ui.cli.terminal import Commands

_EXAMPLES = """\
examples:
  pincite table questions.txt
  pincite table questions.txt --over reports/2025 --csv table.csv
  pincite table questions.txt --csv > table.csv
  pincite table questions.txt --xlsx table.xlsx --since 2025-10
  printf 'Deaths: How many people died?\\nWho leads the inquiry?\\n' | pincite table -
  pincite table questions.txt --json | jq '.rows[].cells[].answer'

A question a line, each standing alone. Blank lines and those that begin with # are skipped. A line
such as “Deaths: How many people died?” has a heading. Every cell is answered from its one document:
the words that answer, then the sentence; it stays empty where the document does not say. Ctrl-C
keeps what is done. The exit status is 1 if no cell is filled, 130 after Ctrl-C.
"""
_LONGEST_FILE = 1_000_000
_STDIN = "-"


def add_table(commands: "Commands") -> None:
    """Add the command."""
    about = "Ask several questions of each document; fill a table with the answers."
    command = add_command(commands, "table", about, _EXAMPLES)
    command.set_defaults(run=_table)
    add_index(command)
    command.add_argument(
        "questions",
        metavar="FILE",
        type=not_empty,
        help="text with a question a line; - for standard input",
    )
    command.add_argument(
        "--over",
        metavar="FOLDER",
        type=not_empty,
        dest="folder",
        action="append",
        default=[],
        help="only over the documents in this folder of the index, or this file; repeatable",
    )
    add_csv(command, "the answers and their sentences")
    command.add_argument("--xlsx", metavar="FILE", type=given_path, help="write them as a workbook")
    command.add_argument("--json", action="store_true", help="print the table as JSON")
    add_force(command)
    command.add_argument(
        "--careful", action="store_true", help="fill fewer cells: only those as sure as an answer"
    )
    command.add_argument(
        "--fast",
        action="store_true",
        help="leave the larger network out: some five times as fast, and less often right",
    )
    command.add_argument(
        "--reader",
        metavar="DIR",
        type=given_path,
        help="the folder of a reader with its calibration (default: the packaged networks)",
    )
    add_as_of(command)
    add_scope(command)


def _table(arguments: argparse.Namespace) -> int:
    _check_files(arguments)
    columns = _read_questions(arguments.questions)

    from index.corpus import Index
    from qa.assistant import Assistant
    from qa.tables import stream
    from ui.cli.models import check_networks

    check_networks(arguments)
    scope, today = scope_of(arguments), as_of(arguments)
    with Index.open(arguments.index, create=False) as index:
        say_what_is_missing(index)
        _check_folders(index, scope.folders)
        assistant = Assistant(index, reader=arguments.reader, fast=arguments.fast)
        tables = stream(assistant, columns, scope=scope, as_of=today, careful=arguments.careful)
        made, whole = _fill(tables)
    _show(made, arguments)
    _save(made, arguments)
    if not whole:
        return INTERRUPTED
    return DONE if made.answered else NOTHING


def _read_questions(name: str) -> "tuple[Column, ...]":
    """The questions of a file, or of standard input.

    Raises:
        UserError: if it cannot be read, is no text, or has no question that can be asked.
    """
    from qa.tables.questions import read_columns

    try:
        if name == _STDIN:
            content = sys.stdin.buffer.read(_LONGEST_FILE + 1)
        else:
            with Path(name).open("rb") as file:
                content = file.read(_LONGEST_FILE + 1)
    except (OSError, ValueError) as error:  # a name with a zero byte
        why = getattr(error, "strerror", None) or error
        raise UserError(
            f"{name} cannot be read ({why}).", "Name a text file with a question a line, or -."
        ) from error
    if len(content) > _LONGEST_FILE:
        raise UserError(f"{name} has more than a million bytes.", "Write a question a line.")
    try:
        return read_columns(content.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    except UnicodeDecodeError as error:
        raise UserError(f"{name} is not text in UTF-8.", "Save it as plain text.") from error
    except UserError as error:
        raise UserError(f"{name}: {error.what}", error.remedy) from error


def _check_files(arguments: argparse.Namespace) -> None:
    """See that the files that are to be written can be, before anything is read.

    Raises:
        UserError: if one is there, its folder is not, or both are the same.
    """
    check_printed(arguments, "json")
    csv = named_csv(arguments)
    if csv and csv == arguments.xlsx:
        raise UserError("--csv and --xlsx name the same file.", "Give each one of its own.")
    for path in filter(None, (csv, arguments.xlsx)):
        check_file(path, force=arguments.force)


def _check_folders(index: "Index", folders: tuple[str, ...]) -> None:
    """See that the folders are in the index; one on this disk may be taken in.

    Raises:
        UserError: if one is not.
    """
    from index.types import Scope

    for folder in folders:
        try:
            index.coverage(Scope(folders=(folder,)))
        except UserError as error:
            if not Path(folder).is_absolute() or not Path(folder).exists():
                raise
            remedy = f"Take it in first: pincite index {folder}"
            raise UserError(f"No document of the index lies in {folder}.", remedy) from error


def _fill(tables: "Iterator[Table]") -> "tuple[Table, bool]":
    """The table as far as it was filled, and whether that is all of it.

    Ctrl-C stops it; so does it while the networks are loaded, where there is nothing to keep.

    Raises:
        KeyboardInterrupt: if it was pressed before anything was read.
    """
    from ui.render.answer_table import size, time_left

    made = next(tables)
    say(f"{size(made)}: {made.size:,} cells.")
    told = False
    try:
        with counting_bar("cell", made.size) as show:
            for made in tables:
                show(made.read)
                if not told and made.read >= len(made.columns) and made.seconds > _WARM_SECONDS:
                    told = True
                    if left := time_left(made):
                        say(f"It takes {left}; Ctrl-C keeps what is done.")
    except KeyboardInterrupt:
        if not made.read:
            raise
        whole = len(made.documents) - len(made.unread)
        say(f"Interrupted: {whole:,} of {len(made.documents):,} documents were read to the end.")
        return made, False
    return made, True


_WARM_SECONDS = 1.0
"""Before so long there is nothing to tell of how long it takes."""


def _show(made: "Table", arguments: argparse.Namespace) -> None:
    from ui.render.answer_table import table_to_csv, table_to_dict, table_to_text
    from ui.render.values import to_json

    if arguments.json:
        write(to_json(table_to_dict(made)))
    elif arguments.csv == STDOUT:
        write(table_to_csv(made).replace("\r\n", "\n").rstrip("\n"))
    else:
        write(table_to_text(made))


def _save(made: "Table", arguments: argparse.Namespace) -> None:
    """Write the files that the options name.

    Raises:
        UserError: if one cannot be written; what was to be printed is printed by then.
    """
    from ui.render.answer_sheet import table_to_xlsx
    from ui.render.answer_table import table_to_csv

    part = "" if made.complete else ", as far as it was filled"
    if csv := named_csv(arguments):
        write_file(csv, table_to_csv(made).encode("utf-8", "replace"))
        say(f"The table is in {csv}{part}.")
    if arguments.xlsx:
        write_file(arguments.xlsx, table_to_xlsx(made))
        say(f"The workbook is in {arguments.xlsx}{part}.")
