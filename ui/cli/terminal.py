"""What the commands share: exit statuses, kinds of arguments, and how to speak to a terminal.

Results go to stdout, all else to stderr. Nothing slow to import is imported here.
"""

import argparse
import logging
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from index.cluster.address import is_address
from index.errors import UserError

if TYPE_CHECKING:
    from tqdm import tqdm

    from index.corpus import Index
    from index.progress import Progress

    Commands = argparse._SubParsersAction[Any]

DONE, NOTHING, WRONG, FAULT, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141
MISSED = NOTHING

_MOST_HITS = 1000


class Help(argparse.HelpFormatter):
    """Help that fits the terminal; the lines of examples stay lines."""

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        from ui.render.wrap import refit

        return refit(text, width)


def add_command(
    commands: "Commands", name: str, about: str, examples: str
) -> argparse.ArgumentParser:
    """A command with its help; `about` is one sentence."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about[:1].lower() + about[1:].rstrip("."),
        description=about,
        epilog=examples,
        formatter_class=Help,
        allow_abbrev=False,
    )
    return command


def add_index(command: argparse.ArgumentParser, *, several: bool = False) -> None:
    """The option that names the folder of the index.

    Args:
        command: to add it to.
        several: whether it may be said again; the places are then a list.
    """
    named = os.environ.get("PINCITE_INDEX", "")
    default = _place(named if named.strip() else ".pincite")
    command.add_argument(
        "--index",
        metavar="DIR",
        type=_place,
        action=_Places if several else "store",
        default=[default] if several else default,
        help="folder of the index, or milvus://HOST:PORT/NAME "
        "(default: $PINCITE_INDEX, else .pincite)" + ("; may be said again" if several else ""),
    )


class _Places(argparse.Action):
    """Gathers places; the first that is named takes the place of the default."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: object,
        option_string: str | None = None,
    ) -> None:
        before = getattr(namespace, self.dest)
        named = [] if before is self.default else before
        setattr(namespace, self.dest, [*named, values])


def _place(text: str) -> Path | str:
    """The folder of an index, or its address."""
    return text if is_address(text) else given_folder(text)


def given_folder(text: str) -> Path:
    """A path that may be the working folder, for argparse."""
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty; write . for the folder you are in")
    return Path(text)


def given_path(text: str) -> Path:
    """The path of a file, for argparse."""
    return Path(not_empty(text))


def not_empty(text: str) -> str:
    """A name that was given, for argparse.

    Raises:
        ArgumentTypeError: if it is empty, as of a variable that is not set: as a path it would be
            the working folder, which nobody named.
    """
    if not text.strip():
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def hits(text: str) -> int:
    """A number of passages, for argparse."""
    return whole_number(text, 1, _MOST_HITS)


def whole_number(text: str, least: int, most: int) -> int:
    """A number from `least` to `most`.

    Raises:
        ArgumentTypeError: if `text` is something else.
    """
    if text.isascii() and text.isdigit() and least <= int(text[:9]) <= most:
        return int(text)
    raise argparse.ArgumentTypeError(f"expected a number from {least} to {most}, not {text!r}")


def write(text: str) -> None:
    """A result, on stdout, as it is; but what a terminal would obey never reaches it."""
    from ui.render.text import plain

    sys.stdout.write(plain(text) + "\n")


def write_text(text: str) -> None:
    """A result for a person: where one looks, wrapped to the width of the terminal, in colours."""
    from ui.render.paint import painted
    from ui.render.text import plain
    from ui.render.wrap import wrap

    text = plain(text)
    if _is_terminal():
        text = wrap(text, terminal_width())
    sys.stdout.write((painted(text) if is_coloured() else text) + "\n")


def write_bold(text: str) -> None:
    """The same in bold, where a person looks."""
    from ui.render.paint import BOLD, PLAIN
    from ui.render.text import plain

    bold = (BOLD, PLAIN) if is_coloured() else ("", "")
    sys.stdout.write(plain(text).join(bold) + "\n")


def is_coloured(stream: TextIO | None = None) -> bool:
    """Whether a stream, or else stdout, is a terminal with colours, and NO_COLOR says not no."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return (stream.isatty() if stream else _is_terminal()) and not is_plain


def _is_terminal() -> bool:
    return sys.stdout.isatty()


def terminal_width() -> int:
    """Columns of the terminal, or what COLUMNS says; 80 where nothing tells it."""
    return shutil.get_terminal_size((80, 24)).columns


def repair(text: str) -> str:
    """`text` with U+FFFD for what was not valid UTF-8 on the command line."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", errors="replace")


def say(message: str) -> None:
    """One message for a person; control characters in it never reach the terminal."""
    from ui.render.paint import BOLD, PLAIN
    from ui.render.text import plain
    from ui.render.wrap import wrap

    said = f"pincite: {plain(message)}"
    if sys.stderr.isatty():
        said = wrap(said, terminal_width())
    if is_coloured(sys.stderr):
        said = said.replace("pincite:", f"{BOLD}pincite:{PLAIN}", 1)
    sys.stderr.write(f"{said}\n")


def say_if_empty(index: "Index") -> None:
    """Say that there is nothing to look in, if so."""
    if not index.documents():
        say("There are no documents in the index. Add some with: pincite index FOLDER")


def say_what_is_missing(index: "Index") -> None:
    """The same, and what a run that broke off has not read; an answer says that itself."""
    say_if_empty(index)
    if missing := index.unfinished():
        say(missing)


class _Say(logging.Handler):
    """Speaks what the layers below log, as `say` does."""

    def emit(self, record: logging.LogRecord) -> None:
        say(record.getMessage())


def show_log() -> None:
    """Let a person know of what takes long, or went wrong without stopping anything."""
    log = logging.getLogger("pincite")
    log.handlers = [_Say()]
    log.setLevel(logging.INFO)


def unwritable(path: Path, error: OSError) -> UserError:
    """What to raise where a file or folder cannot be written."""
    return UserError(f"{path} cannot be written ({error.strerror}).", "Name another place.")


_UNITS = {"reading": "B", "comparing": "document", "embedding": "passage"}
_SOON = 0.5
"""Seconds before a bar shows: what is done by then needs none."""
_WIDEST_BAR = 100


def progress_bar(what: str | None, unit: str, total: int | None = None) -> "tqdm[NoReturn]":
    """A bar on stderr, if that is a terminal, also one that does not tell how wide it is.

    Args:
        what: is being done; in front of the bar.
        unit: of what is counted; bytes are `B`.
        total: of these, if it is known.
    """
    from tqdm import tqdm

    return tqdm(
        desc=what,
        unit=unit,
        unit_scale=unit == "B",
        total=total,
        delay=_SOON,
        leave=False,
        disable=not sys.stderr.isatty(),
        ncols=min(terminal_width(), _WIDEST_BAR),
    )


@contextmanager
def indexing_bar() -> Iterator["Callable[[Progress], None]"]:
    """Shows on stderr how far indexing is, if it is a terminal."""
    with ExitStack() as shown:
        bars: dict[str, tqdm[NoReturn]] = {}

        def show(progress: "Progress") -> None:
            stage = progress.stage
            if stage not in bars:
                shown.close()
                bar = progress_bar(stage.capitalize(), _UNITS[stage], progress.total)
                bars[stage] = shown.enter_context(bar)
            bar = bars[stage]
            bar.set_postfix_str(f"documents: {progress.documents:,}", refresh=False)
            bar.update(progress.done - bar.n)

        yield show


@contextmanager
def reading_bar() -> Iterator[Callable[[int, int], None]]:
    """Shows on stderr how many documents of how many are read, as `indexing_bar` does."""
    with progress_bar("Reading", "document") as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


@contextmanager
def counting_bar(unit: str, total: int) -> Iterator[Callable[[int], None]]:
    """Shows on stderr how many of something are done, if it is a terminal."""
    with progress_bar(None, unit, total) as bar:

        def show(done: int) -> None:
            bar.update(done - bar.n)

        yield show
