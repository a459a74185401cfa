"""The list of watched questions in the folder of an index, for several processes at once."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import UserError
from index.files import atomic_write
from qa.watch.types import WatchedQuestion

FILE = "watched.json"
SCHEMA = 1
"""Raise it when the values of the file change."""

_LOCK = "watched.lock"
_WAIT = 10.0  # seconds; nobody holds it while a question is asked
_MOST_BYTES = 64_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What the file keeps.

    Attributes:
        questions: in the order of their numbers.
        given: the highest number that was given to one.
    """

    questions: tuple[WatchedQuestion, ...] = ()
    given: int = 0


def read_kept(folder: Path) -> Kept:
    """What is kept in a folder; nothing if there is no file.

    Raises:
        UserError: if it cannot be read, or is damaged.
    """
    path = folder / FILE
    remedy = f"Put it back from a copy; or remove it with watched.npz, and watch again: {path}"
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return Kept()
    except OSError as error:
        raise UserError(
            f"{path} cannot be read ({error.strerror}).", "Allow reading it."
        ) from error
    try:
        values = json.loads(data) if len(data) <= _MOST_BYTES else {}
        if values["schema_version"] != SCHEMA:
            raise UserError(
                f"The list of watched questions is of version {str(values['schema_version'])[:20]};"
                f" this pincite reads {SCHEMA}.",
                "Use the pincite that wrote it.",
            )
        questions = tuple(map(WatchedQuestion.from_dict, values["questions"]))
        given = max([int(values["given"]), *(one.number for one in questions)])
        if len({one.number for one in questions}) != len(questions):
            raise ValueError("a number is given twice")
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UserError("The list of watched questions is damaged.", remedy) from error
    return Kept(questions, given)


def write_kept(folder: Path, kept: Kept) -> None:
    """Keep a list; by whoever holds the lock.

    Raises:
        OSError: if it cannot be written.
    """
    values = {
        "schema_version": SCHEMA,
        "given": kept.given,
        "questions": [one.to_dict() for one in kept.questions],
    }
    text = json.dumps(values, ensure_ascii=False, indent=1, allow_nan=False)
    with atomic_write(folder / FILE) as partial:
        partial.write_text(text + "\n", encoding="utf-8")


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Be the one process that changes what is kept.

    Raises:
        UserError: if another one does not let go of it, or the folder cannot be written, also by
            the block.
    """
    try:
        with FileLock(folder / _LOCK, timeout=_WAIT):
            yield
    except Timeout as error:
        raise UserError(
            f"Another process is writing the watched questions in {folder}.", "Try again."
        ) from error
    except OSError as error:
        raise UserError(
            f"The watched questions in {folder} cannot be written ({error.strerror or error}).",
            "Make room, or allow writing there.",
        ) from error
