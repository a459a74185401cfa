"""The command `pincite timeline`: what the documents tell of a topic, by the day it happened.

Whatever is slow to import is imported by the function that needs it, so that help comes at once.
"""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ui.cli.files import check_folder
from ui.cli.scope import add_as_of, add_scope, as_of, scope_of
from ui.cli.terminal import (
    DONE,
    NOTHING,
    add_command,
    add_index,
    given_path,
    repair,
    say,
    say_what_is_missing,
    unwritable,
    whole_number,
    write,
    write_text,
)

if TYPE_CHECKING:
    from qa.timeline import Timeline
    from ui.cli.terminal import Commands

_EXAMPLES = """\
examples:
  pincite timeline "ceasefire talks"
  pincite timeline "ceasefire talks" --limit 10 --since 2025-10
  pincite timeline "ceasefire talks" --json | jq '.entries[].when'
  pincite timeline "ceasefire talks" --markdown > talks.md
  pincite timeline "ceasefire talks" --svg talks.svg

Every entry is a sentence of a document. What is marked as planned was to come when it was written;
what is marked as reported has no date but that of its document. Documents of a later day than that
of --as-of, or today, are not read. The exit status is 1 if there is no entry.
"""
_LIMIT = 50
_MOST = 1_000


def add_timeline(commands: "Commands") -> None:
    """Add the command."""
    about = "List what the documents tell of a topic, by the day it happened."
    command = add_command(commands, "timeline", about, _EXAMPLES)
    command.set_defaults(run=_timeline)
    add_index(command)
    command.add_argument("topic", metavar="TOPIC", nargs="+", help="what it is about, in few words")
    form = command.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print the entries as JSON")
    form.add_argument("--markdown", action="store_true", help="print the entries as Markdown")
    command.add_argument(
        "--svg", metavar="FILE", type=given_path, help="draw them into this file, too"
    )
    command.add_argument(
        "--limit", metavar="N", type=_limit, default=_LIMIT, help=f"entries at most ({_LIMIT})"
    )
    add_as_of(command)
    add_scope(command)


def _limit(text: str) -> int:
    return whole_number(text, 1, _MOST)


def _timeline(arguments: argparse.Namespace) -> int:
    from index.corpus import Index
    from qa.timeline import timeline

    if arguments.svg:
        check_folder(arguments.svg)
    scope, today = scope_of(arguments), as_of(arguments)
    with Index.open(arguments.index, create=False) as index:
        say_what_is_missing(index)
        found = timeline(
            index,
            repair(" ".join(arguments.topic)),
            scope=scope,
            as_of=today,
            limit=arguments.limit,
        )
    _show(found, arguments)
    if arguments.svg:
        _draw(found, arguments.svg)
    return DONE if found.entries else NOTHING


def _show(found: "Timeline", arguments: argparse.Namespace) -> None:
    from ui.render.export import timeline_to_markdown
    from ui.render.timeline import timeline_to_dict, timeline_to_text
    from ui.render.values import to_json

    if arguments.json:
        write(to_json(timeline_to_dict(found)))
    elif arguments.markdown:
        write(timeline_to_markdown(found).rstrip("\n"))
    elif found.entries:
        write_text(timeline_to_text(found))
    else:
        say(timeline_to_text(found))


def _draw(found: "Timeline", path: Path) -> None:
    """Write the picture.

    Raises:
        UserError: if it cannot be written.
    """
    from ui.render.timeline_picture import timeline_to_svg

    try:
        path.write_text(timeline_to_svg(found), encoding="utf-8", errors="replace")
    except OSError as error:
        raise unwritable(path, error) from error
    say(f"The picture is in {path}.")
