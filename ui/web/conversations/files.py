"""A kept conversation as a file, a line of JSON each: what it is, what was said, every question.

The first line says how long the rest is and has digests of it and of itself: a file that was cut
or edited by hand is known as such, and a list of many needs their first lines only. The second has
the words that are searched. Each further line is a question with its answer.
"""

import hashlib
import json
import os
import re
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, BinaryIO

from qa.records.values import WrongValueError
from ui.render.conversation import Exchange
from ui.render.text import not_answered
from ui.web.conversations.answers import exchange_from_values, exchange_to_values

SCHEMA = 2
"""Raise it when what stands in a file changes."""
_READ = (1, SCHEMA)
"""Those that are read: in the first, every question has its answer."""
MOST_QUESTIONS = 100
MOST_BYTES = 8_000_000
LONGEST_TITLE = 120

_LONGEST_HEADER = 4_000
_ID = re.compile(r"[0-9a-f]{32}")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
_DIGEST = re.compile(r"[0-9a-f]{32}")
_HEADER = {"schema_version", "id", "title", "begun", "changed", "questions", "link", "size"}
_HEADER |= {"rest", "digest"}
_LINK = {"token", "title", "questions", "made"}


class UnreadableError(Exception):
    """A file that is not as it was written; the message says why, in words for its owner."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link by which other users of the page read a conversation as it was.

    Attributes:
        token: the secret in it; 128 bits by chance.
        title: of the conversation at that time.
        questions: how many there were.
        made: when, ISO 8601, UTC.
    """

    token: str
    title: str
    questions: int
    made: str


@dataclass(frozen=True, slots=True)
class Header:
    """What a list shows of a conversation.

    Attributes:
        id: 32 hexadecimal digits, by chance.
        title: as its owner calls it; its first question, until they do.
        begun: when it was, ISO 8601, UTC.
        changed: when something was asked last; likewise.
        questions: how many there are.
        link: by which others read it, if there is one.
    """

    id: str
    title: str
    begun: str
    changed: str
    questions: int = 0
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A conversation as its file has it.

    Attributes:
        header: what a list shows.
        said: of each question what is searched: its words, and those of its answer.
        lines: each question with its answer, as its line of the file.
    """

    header: Header
    said: tuple[tuple[str, str], ...] = ()
    lines: tuple[bytes, ...] = ()

    def with_exchange(self, exchange: Exchange) -> "File":
        """With one more question, or with one of its questions as it is now.

        Raises:
            ValueError: if it cannot be kept, as `exchange_to_values` says.
        """
        line = _line(exchange_to_values(exchange))
        at = self.place(exchange.id)
        lines = (*self.lines[:at], line, *self.lines[at + 1 :])
        pair = (exchange.question, _words(exchange))
        said = (*self.said[:at], pair, *self.said[at + 1 :])
        header = replace(self.header, questions=len(lines), changed=now())
        return File(header, said, lines)

    def place(self, id: str) -> int:
        """Where a question stands; behind the last one if it is not there."""
        begin = f'{{"id":"{id}",'.encode()
        return next(
            (at for at, line in enumerate(self.lines) if line.startswith(begin)), len(self.lines)
        )

    def exchanges(self, start: int = 0, end: int | None = None) -> Iterator[Exchange]:
        """The questions and answers from one place to another, oldest first.

        Raises:
            UnreadableError: if one is none.
        """
        for line in self.lines[start:end]:
            try:
                yield exchange_from_values(_json(line))
            except WrongValueError as error:
                raise UnreadableError(f"{error}") from None

    def to_bytes(self) -> bytes:
        """What stands in the file."""
        rest = b"".join((_line([list(pair) for pair in self.said]), *self.lines))
        link = self.header.link
        values = {
            "schema_version": SCHEMA,
            "id": self.header.id,
            "title": self.header.title,
            "begun": self.header.begun,
            "changed": self.header.changed,
            "questions": self.header.questions,
            "link": {name: getattr(link, name) for name in sorted(_LINK)} if link else None,
            "size": len(rest),
            "rest": _digest(rest),
        }
        return _line({**values, "digest": _digest(_sorted(values))}) + rest


def _words(exchange: Exchange) -> str:
    """What is searched of an answer: all that it says, in its words."""
    answer = exchange.answer
    if answer is None or answer.abstained:
        return (answer.instead or not_answered(answer)) if answer else ""
    items = (item.text for item in answer.items)
    claims = (claim.said for claim in answer.claims)
    return " ".join(filter(None, (answer.short, *items, *claims, *answer.missing)))


def is_id(text: str) -> bool:
    """Whether a text can be the id of a conversation, which is the name of its file."""
    return _ID.fullmatch(text) is not None


def is_token(text: str) -> bool:
    """Whether a text can be the token of a link."""
    return _TOKEN.fullmatch(text) is not None


def now() -> str:
    """The time, ISO 8601, UTC, in the same number of characters always."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def read_header(path: Path) -> Header:
    """What a list shows of a file, of which no more than the first line is read.

    Raises:
        UnreadableError: if the file cannot be read, or is not as long as it says.
    """
    with _opened(path) as (file, size):
        return _first(file, size, path)


def read_said(path: Path) -> tuple[Header, tuple[tuple[str, str], ...]]:
    """The same, and the words that are searched.

    Raises:
        UnreadableError: likewise.
    """
    with _opened(path) as (file, size):
        header = _first(file, size, path)
        return header, _said(file.readline(MOST_BYTES), header.questions)


def read_file(path: Path) -> File:
    """A file, whole.

    Raises:
        UnreadableError: if it cannot be read, or is not as it was written.
    """
    with _opened(path) as (file, size):
        line = file.readline(_LONGEST_HEADER)
        values = _header(line, size, path)
        rest = file.read(MOST_BYTES)
    if _digest(rest) != values["rest"]:
        raise UnreadableError("it was edited by hand: its digest does not fit")
    header = _parsed(values)
    said, *lines = rest.splitlines(keepends=True)
    if len(lines) != header.questions:
        raise UnreadableError("it holds another number of questions than it says")
    return File(header, _said(said, header.questions), tuple(lines))


@contextmanager
def _opened(path: Path) -> Iterator[tuple[BinaryIO, int]]:
    """A file to be read, and how many bytes it has.

    Raises:
        UnreadableError: if it cannot be read, or is no file.
    """
    try:
        # no link is followed, and a pipe not waited for
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        with open(opened, "rb") as file:  # noqa: PTH123 (of a descriptor)
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode) or found.st_size > MOST_BYTES:
                raise UnreadableError(f"it is no file of at most {MOST_BYTES:,} bytes")
            yield file, found.st_size
    except OSError as error:
        raise UnreadableError(error.strerror or "it cannot be read") from error


def _first(file: BinaryIO, size: int, path: Path) -> Header:
    return _parsed(_header(file.readline(_LONGEST_HEADER), size, path))


def _header(line: bytes, size: int, path: Path) -> dict[str, Any]:
    """The values of the first line, of which its digest and the length of the file are looked at.

    Raises:
        UnreadableError: if one does not fit.
    """
    values = _json(line)
    if not line.endswith(b"\n") or not isinstance(values, dict) or "schema_version" not in values:
        raise UnreadableError("it is no conversation")
    if values["schema_version"] not in _READ:
        raise UnreadableError("another version of pincite wrote it")
    kept = {name: value for name, value in values.items() if name != "digest"}
    if values.keys() != _HEADER or values["digest"] != _digest(_sorted(kept)):
        raise UnreadableError("it was edited by hand: its digest does not fit")
    if values["id"] != path.stem:
        raise UnreadableError("it has the name of another")
    if not _is_number(values["size"]) or not _DIGEST.fullmatch(str(values["rest"])):
        raise UnreadableError("it does not say how long it is")
    if size != len(line) + values["size"]:
        raise UnreadableError("it was cut, or something was added to it")
    return values


def _parsed(values: dict[str, Any]) -> Header:
    link = values["link"]
    texts = [values[name] for name in ("title", "begun", "changed")]
    numbers = [values["questions"]]
    if link is not None:
        if not isinstance(link, dict) or link.keys() != _LINK or not is_token(str(link["token"])):
            raise UnreadableError("its link is none")
        texts += [link["token"], link["title"], link["made"]]
        numbers.append(link["questions"])
    if not all(isinstance(text, str) and 0 < len(text) <= LONGEST_TITLE for text in texts):
        raise UnreadableError("its title or a time is none")
    if not all(map(_is_number, numbers)) or max(numbers) > MOST_QUESTIONS:
        raise UnreadableError("a number in it is none")
    made = Link(link["token"], link["title"], link["questions"], link["made"]) if link else None
    title, begun, changed = texts[:3]
    return Header(values["id"], title, begun, changed, values["questions"], made)


def _said(line: bytes, questions: int) -> tuple[tuple[str, str], ...]:
    values = _json(line)
    if not isinstance(values, list) or len(values) != questions:
        raise UnreadableError("the words that are searched are not there")
    for pair in values:
        is_pair = isinstance(pair, list) and len(pair) == 2
        if not is_pair or not all(isinstance(text, str) for text in pair):
            raise UnreadableError("the words that are searched are none")
    return tuple((question, answer) for question, answer in values)


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _json(line: bytes) -> object:
    try:
        return json.loads(line, parse_constant=_refuse)
    except (ValueError, RecursionError):
        raise UnreadableError("it was cut, or pincite did not write it") from None


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is no number of JSON")


def _line(values: Sequence[object] | dict[str, Any]) -> bytes:
    text = json.dumps(values, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.encode("utf-8", "replace") + b"\n"


def _sorted(values: dict[str, Any]) -> bytes:
    return json.dumps(values, sort_keys=True, separators=(",", ":")).encode()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
