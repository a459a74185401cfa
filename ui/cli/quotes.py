"""The command `pincite quotes`: who said what, from all documents, by day.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
from typing import TYPE_CHECKING

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
    NOTHING,
    add_command,
    add_index,
    repair,
    say,
    say_what_is_missing,
    whole_number,
    write,
    write_text,
)

if TYPE_CHECKING:
    from qa.quotes.types import Quotes
    from ui.cli.terminal import Commands

_EXAMPLES = """\
examples:
  pincite quotes --by Starmer --about sanctions
  pincite quotes --by "the ministry" --since 2025-10
  pincite quotes --about "ceasefire talks" --json | jq '.entries[].speaker.name'
  pincite quotes --by Starmer --csv starmer.csv
  pincite quotes --by Starmer --markdown > starmer.md

Every entry is a sentence of a document, with who says it and by which verb. A pronoun is traced to
the name that it stands for, by rule; where that cannot be told, it is said. “reported” marks what
is told in other words than the speaker's own. The exit status is 1 if there is no entry.
"""
_LIMIT = 50
_MOST = 1_000


def add_quotes(commands: "Commands") -> None:
    """Add the command."""
    about = "List who said what: quotes and reported speech, by day."
    command = add_command(commands, "quotes", about, _EXAMPLES)
    command.set_defaults(run=_quotes)
    add_index(command)
    command.add_argument(
        "--by", metavar="NAME", default="", help="who says it, or a part of a name"
    )
    command.add_argument(
        "--about", metavar="TOPIC", default="", help="what it is about, in few words"
    )
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the entries as JSON")
    form.add_argument("--markdown", action="store_true", help="print the entries as Markdown")
    add_csv(command, "the entries")
    add_force(command)
    command.add_argument(
        "--limit", metavar="N", type=_limit, default=_LIMIT, help=f"entries at most ({_LIMIT})"
    )
    add_as_of(command)
    add_scope(command)


def _limit(text: str) -> int:
    return whole_number(text, 1, _MOST)


def _quotes(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from qa.quotes.search import quotes
    from ui.cli.terminal import reading_bar

    check_printed(arguments, "json", "markdown")
    if csv := named_csv(arguments):
        check_file(csv, force=arguments.force)
    scope, today = scope_of(arguments), as_of(arguments)
    with Index.open(arguments.index, create=False) as index, reading_bar() as progress:
        say_what_is_missing(index)
        found = quotes(
            index,
            by=repair(arguments.by),
            about=repair(arguments.about),
            scope=scope,
            as_of=today,
            limit=arguments.limit,
            progress=progress,
        )
    _show(found, arguments)
    return DONE if found.entries else NOTHING


def _show(found: "Quotes", arguments: argparse.Namespace) -> None:
    from ui.render.export import quotes_to_markdown
    from ui.render.quotes import quotes_to_csv, quotes_to_dict, quotes_to_text
    from ui.render.values import to_json

    if arguments.json:
        write(to_json(quotes_to_dict(found)))
    elif arguments.markdown:
        write(quotes_to_markdown(found).rstrip("\n"))
    elif arguments.csv == STDOUT:
        write(quotes_to_csv(found).rstrip("\n"))
    elif found.entries:
        write_text(quotes_to_text(found))
    else:
        say(quotes_to_text(found))
    if csv := named_csv(arguments):
        write_file(csv, quotes_to_csv(found).encode("utf-8", "replace"))
        say(f"The table is in {csv}.")
