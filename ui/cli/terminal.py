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
from typing import TYPE_CHECKING, Any, NoReturn

from index.cluster.address import is_address
from index.errors import UserError

if TYPE_CHECKING:
    from index.progress import Progress

    Commands = argparse._SubParsersAction[Any]

DONE, NOTHING, WRONG, FAULT, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 70, 130, 141
MISSED = NOTHING

_MOST_HITS = 1000


def add_command(
    commands: "Commands", name: str, about: str, examples: str
) -> argparse.ArgumentParser:
    """A command with its help; `about` is one sentence."""
    command: argparse.ArgumentParser = commands.add_parser(
        name,
        help=about[:1].lower() + about[1:].rstrip("."),
        description=about,
        epilog=examples,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    return command


def add_index(command: argparse.ArgumentParser) -> None:
    """The option that names the folder of the index."""
    command.add_argument(
        "--index",
        metavar="DIR",
        type=_place,
        default=_place(os.environ.get("PINCITE_INDEX") or ".pincite"),
        help="folder of the index, or milvus://HOST:PORT/NAME "
        "(default: $PINCITE_INDEX, else .pincite)",
    )


def _place(text: str) -> Path | str:
    """The folder of an index, or its address."""
    return text if is_address(text) else Path(text)


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
    """A result, on stdout; what a terminal would obey never reaches it."""
    from ui.render.text import plain

    sys.stdout.write(plain(text) + "\n")


def write_bold(text: str) -> None:
    """The same in bold, where a person looks."""
    from ui.render.text import plain

    bold = ("\x1b[1m", "\x1b[0m") if is_coloured() else ("", "")
    sys.stdout.write(plain(text).join(bold) + "\n")


def is_coloured() -> bool:
    """Whether stdout is a terminal that shows colours, and NO_COLOR does not say no."""
    is_plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    return _is_terminal() and not is_plain


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
    from ui.render.text import plain

    sys.stderr.write(f"pincite: {plain(message)}\n")


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


@contextmanager
def indexing_bar() -> Iterator["Callable[[Progress], None]"]:
    """Shows on stderr how far indexing is, if it is a terminal and takes over two seconds."""
    from tqdm import tqdm

    quiet = not sys.stderr.isatty()
    with ExitStack() as shown:
        bars: dict[str, tqdm[NoReturn]] = {}

        def show(progress: "Progress") -> None:
            if progress.stage not in bars:
                shown.close()
                unit = _UNITS[progress.stage]
                bars[progress.stage] = shown.enter_context(
                    tqdm(
                        desc=progress.stage.capitalize(),
                        unit=unit,
                        unit_scale=unit == "B",
                        total=progress.total,
                        delay=2,
                        leave=False,
                        disable=quiet,
                    )
                )
            bar = bars[progress.stage]
            bar.set_postfix_str(f"documents: {progress.documents:,}", refresh=False)
            bar.update(progress.done - bar.n)

        yield show


@contextmanager
def reading_bar() -> Iterator[Callable[[int, int], None]]:
    """Shows on stderr how many documents of how many are read, as `indexing_bar` does."""
    from tqdm import tqdm

    quiet = not sys.stderr.isatty()
    with tqdm(desc="Reading", unit="document", delay=2, leave=False, disable=quiet) as bar:

        def show(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        yield show


@contextmanager
def question_bar(total: int) -> Iterator[Callable[[int], None]]:
    """Shows on stderr how many questions are done, if it is a terminal."""
    from tqdm import tqdm

    quiet = not sys.stderr.isatty()
    with tqdm(total=total, unit="question", leave=False, disable=quiet) as bar:

        def show(done: int) -> None:
            bar.update(done - bar.n)

        yield show
