"""The options that say which documents to look in."""

import argparse
import datetime
import os
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.terminal import not_empty

if TYPE_CHECKING:
    from index.types import Scope


def add_scope(command: argparse.ArgumentParser) -> None:
    """The options; without any, all documents are looked in."""
    group = command.add_argument_group(
        "scope", "which documents to look in; options of different names narrow it together"
    )
    for option, about in (
        ("--since", "published on this day or later: 2022-10-30, 2022-10, 2022, “last week”"),
        ("--until", "published on this day or earlier; of a month or a year, its last day"),
    ):
        group.add_argument(option, metavar="DATE", default="", help=about)
    for option, name, about in (
        ("--source", "NAME", "published by this paper or site, or on this host; repeatable"),
        ("--author", "NAME", "written by this person; repeatable"),
        ("--folder", "DIR", "in this folder, or this file; repeatable"),
        ("--type", "EXT", "files that end so: pdf, html, eml; repeatable"),
    ):
        group.add_argument(
            option, metavar=name, type=not_empty, action="append", default=[], help=about
        )


def add_as_of(command: argparse.ArgumentParser) -> None:
    """The option that says which day is today."""
    command.add_argument(
        "--as-of",
        metavar="DATE",
        default="",
        help="the day to take for today in “last week” or “now”; written as --since",
    )


def as_of(arguments: argparse.Namespace) -> datetime.date | None:
    """The day of that option; None where it was not given.

    Raises:
        UserError: if it is no day.
    """
    from index.scopes import read_day

    return read_day(arguments.as_of)


def scope_of(arguments: argparse.Namespace) -> "Scope":
    """The scope that the options say.

    Raises:
        UserError: if a date is none, or a name cannot be one.
    """
    from index.scopes import read_day, read_scope

    today = read_day(getattr(arguments, "as_of", "")) or datetime.date.today()

    return read_scope(
        since=arguments.since,
        until=arguments.until,
        sources=arguments.source,
        authors=arguments.author,
        folders=map(_folder, arguments.folder),
        types=arguments.type,
        today=today,
    )


def _folder(name: str) -> str:
    """A folder as the index names it, where it is there; else as it was written."""
    from index.paths import stored_name

    if not name.strip() or not os.path.exists(name):  # noqa: PTH110 (false for any name that is none)
        return name
    return stored_name(Path(name))
