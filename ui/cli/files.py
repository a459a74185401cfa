"""The files that a command writes at its end: seen to be possible before anything slow is done."""

import argparse
from pathlib import Path

from index.errors import UserError
from ui.cli.terminal import not_empty, unwritable

STDOUT = "-"
"""The name of standard output, where an option may do without a file."""


def add_csv(command: argparse.ArgumentParser, what: str) -> None:
    """Add the option for CSV, which is printed where no file is named."""
    command.add_argument(
        "--csv",
        metavar="FILE",
        type=not_empty,
        nargs="?",
        const=STDOUT,
        help=f"write {what} as CSV; without FILE, print that alone",
    )


def add_force(command: argparse.ArgumentParser) -> None:
    """Add the option to write over files."""
    command.add_argument("--force", action="store_true", help="write over files that are there")


def check_printed(arguments: argparse.Namespace, *others: str) -> None:
    """See that CSV is not printed beside something else.

    Args:
        arguments: with those of `add_csv`.
        others: options that print, without their dashes.

    Raises:
        UserError: if it is.
    """
    for other in others:
        if arguments.csv == STDOUT and getattr(arguments, other):
            raise UserError(
                f"--{other} and --csv print one instead of the other.", "Give --csv a file."
            )


def named_csv(arguments: argparse.Namespace) -> Path | None:
    """The file for CSV; None where it is printed, or not asked for."""
    return None if arguments.csv in (None, STDOUT) else Path(arguments.csv)


def check_folder(path: Path) -> None:
    """See that a file may stand where it is to.

    Raises:
        UserError: if it is a folder, or its own is not there.
    """
    if path.is_dir():
        raise UserError(f"{path} is a folder.", "Name a file in it.")
    if not path.parent.is_dir():
        raise UserError(f"There is no folder {path.parent}.", "Make it, or name another.")


def check_file(path: Path, *, force: bool) -> None:
    """The same, where nothing that is there is written over without being told to.

    Raises:
        UserError: as `check_folder`; if it is a device, or is there already.
    """
    check_folder(path)
    if path.exists() and not path.is_file():  # to write a device anew would replace it
        raise UserError(f"{path} is no file.", "Name one.")
    if path.exists() and not force:
        raise UserError(
            f"{path} is there already.", "Name another file, or write over it with --force."
        )


def write_file(path: Path, content: bytes) -> None:
    """Write a file whole, or leave what was there.

    Raises:
        UserError: if it cannot be written.
    """
    from index.files import atomic_write

    try:
        with atomic_write(path) as partial:
            partial.write_bytes(content)
    except OSError as error:
        raise unwritable(path, error) from error
