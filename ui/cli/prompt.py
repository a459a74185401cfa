"""Lines that a person types at a prompt: edited, and remembered from one time to the next.

The history lies in a file that only its user reads, and is bounded. Where input or output is no
terminal, a line is read as it comes, and nothing is remembered.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

MOST_LINES = 500
"""Lines that are remembered."""

_VARIABLE = "PINCITE_HISTORY"
_PROMPT = "> "


@contextmanager
def history() -> Iterator[None]:
    """Edit lines within the block, and remember them; only at a terminal.

    What cannot be read or written of the history is let be.
    """
    file = history_file()
    if not _is_typed() or file is None:
        yield
        return
    import readline

    with suppress(OSError, UnicodeError):
        readline.read_history_file(file)
    readline.set_history_length(MOST_LINES)
    try:
        yield
    finally:
        with suppress(OSError):
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(file, os.O_CREAT | os.O_WRONLY, 0o600))  # before a line is in it
            file.chmod(0o600)
            readline.write_history_file(file)
            file.chmod(0o600)  # some libraries write another file, and rename it


def history_file() -> Path | None:
    """Where lines are remembered: PINCITE_HISTORY names a file, or none if it is empty."""
    from platformdirs import user_state_path

    named = os.environ.get(_VARIABLE)
    if named is not None:
        return Path(named) if named else None
    return user_state_path("pincite") / "chat_history"


def read_line() -> str:
    """The next line, without white space around it; empty at the end."""
    if _is_typed():
        with suppress(ImportError):
            import readline  # noqa: F401  # which edits what `input` reads
        try:
            line = input(_PROMPT)
        except EOFError:
            return ""
    else:
        if sys.stdin.isatty():
            sys.stderr.write(_PROMPT)
            sys.stderr.flush()
        line = sys.stdin.readline()
    return line.encode("utf-8", "surrogateescape").decode("utf-8", errors="replace").strip()


def _is_typed() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()
