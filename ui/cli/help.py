"""The command `pincite help`: what the manual tells of a topic.

The topics are Markdown files in `topics/`, which the README names: what is told stands there once.
"""

import argparse
import sys
from collections.abc import Iterable
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import UserError
from ui.cli.terminal import DONE, add_command, is_coloured, terminal_width, write

if TYPE_CHECKING:
    from ui.cli.terminal import Commands

TOPICS = Path(__file__).parent / "topics"
ORDER = (
    "questions", "scope", "timeline", "table", "quotes", "verify", "recheck", "watch",
    "formats", "index", "page", "models", "python", "scaling", "trust", "figures", "privacy",
    "install",
)  # fmt: skip
"""The names of the topics, as they are listed."""

_EXAMPLES = """\
examples:
  pincite help                     the topics
  pincite help formats             which files are read, and how
  pincite help trust | less        page by page
  pincite help ask                 of a command without a topic, its options
"""
_WIDEST = 100
"""Columns of prose: longer lines are hard to read."""


def add_help(commands: "Commands") -> None:
    """Add the command; of a command that has no topic it prints the options."""
    command = add_command(commands, "help", "Tell more about a topic.", _EXAMPLES)
    command.add_argument(
        "topic", metavar="TOPIC", nargs="?", help="of a topic or command, the name"
    )

    def run(arguments: argparse.Namespace) -> int:
        topic, known = arguments.topic, commands.choices
        if topic is None:
            write(_list())
        elif topic in ORDER:
            _show(topic, has_options=topic in known)
        elif topic in known:
            known[topic].print_help()
        else:
            raise _unknown(topic, known)
        return DONE

    command.set_defaults(run=run)


def topic_text(name: str) -> str:
    """The Markdown of a topic."""
    return (TOPICS / f"{name}.md").read_text(encoding="utf-8")


def _list() -> str:
    from ui.render.topics import title_of

    lines = [f"  {name:<11}{title_of(topic_text(name))}" for name in ORDER]
    return "\n".join(["pincite help TOPIC tells more about:", "", *lines])


def _show(name: str, *, has_options: bool) -> None:
    from ui.render.topics import topic_to_text

    width, coloured = min(terminal_width(), _WIDEST), is_coloured()
    text = topic_to_text(topic_text(name), width, coloured=coloured)
    end = f"\n\nIts options: pincite {name} --help" if has_options else ""
    sys.stdout.write(f"{text}{end}\n")


def _unknown(topic: str, names: Iterable[str]) -> UserError:
    near = get_close_matches(topic, [*ORDER, *names], 1)
    meant = f"Did you mean {near[0]}? " if near else ""
    return UserError(f"There is no topic {topic!r}.", f"{meant}See pincite help.")
