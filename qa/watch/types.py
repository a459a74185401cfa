"""The values of watched questions: frozen, and read strictly from the file that keeps them."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from index.errors import UserError
from index.scopes import read_scope, scope_to_dict
from index.types import EVERYWHERE, Scope
from qa.types import Citation

MOST_FOUND = 50
"""Sentences that were found for a question, the newest, that are kept for the list."""
MOST_SHOWN = 1_000
"""Digests of them that are kept, the newest: further ones have long been known."""


@dataclass(frozen=True, slots=True)
class Found:
    """A sentence that was new for a question.

    Attributes:
        quote: the sentence, word for word.
        title: of its document.
        source: likewise, as in `Document`.
        published: likewise.
        time: when it was found, ISO 8601, UTC.
    """

    quote: str
    title: str
    source: str
    published: str | None
    time: str


@dataclass(frozen=True, slots=True)
class WatchedQuestion:
    """A question that is watched.

    Attributes:
        number: by which it is removed, from 1; none is given twice.
        question: it, or a topic.
        scope: which documents are looked in.
        added: when it was, ISO 8601, UTC.
        looked: when new documents were last looked at for it, likewise; empty if none were yet.
        found: what was new for it, the newest last; at most `MOST_FOUND`.
        shown: digests of what was shown, the newest last; at most `MOST_SHOWN`.
    """

    number: int
    question: str
    scope: Scope = EVERYWHERE
    added: str = ""
    looked: str = ""
    found: tuple[Found, ...] = ()
    shown: tuple[str, ...] = ()

    @property
    def last(self) -> tuple[Found, ...]:
        """What was found when something was found last."""
        return tuple(one for one in self.found if one.time == self.found[-1].time)

    def to_dict(self) -> dict[str, Any]:
        """The attributes as values for JSON."""
        return {**asdict(self), "scope": scope_to_dict(self.scope)}

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> "WatchedQuestion":
        """The question of the values that JSON keeps.

        Raises:
            ValueError: if they are of none; also TypeError and KeyError.
        """
        number = values["number"]
        if not isinstance(number, int) or isinstance(number, bool) or number < 1:
            raise ValueError(f"{number!r} is no number of a question")
        return cls(
            number,
            _text(values["question"]),
            _scope(values["scope"]),
            _time(values["added"]),
            _time(values["looked"]),
            tuple(_found(one) for one in values["found"][-MOST_FOUND:]),
            tuple(map(_text, values["shown"][-MOST_SHOWN:])),
        )


@dataclass(frozen=True, slots=True)
class News:
    """What is new for a question.

    Attributes:
        question: as it is kept now.
        citations: the new sentences, in the order of the answer; at least one.
    """

    question: WatchedQuestion
    citations: tuple[Citation, ...]


def _found(values: Mapping[str, Any]) -> Found:
    published = values["published"]
    return Found(
        _text(values["quote"]),
        _text(values["title"]),
        _text(values["source"]),
        None if published is None else _text(published),
        _time(values["time"]),
    )


def _scope(values: Mapping[str, Any]) -> Scope:
    try:
        return read_scope(
            since=values["since"] or "",
            until=values["until"] or "",
            sources=map(_text, values["sources"]),
            authors=map(_text, values["authors"]),
            folders=map(_text, values["folders"]),
            types=map(_text, values["types"]),
        )
    except UserError as error:
        raise ValueError(error.what) from error


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError(f"{value!r} is no text")
    return value


def _time(value: object) -> str:
    if value == "":
        return ""
    return datetime.fromisoformat(_text(value)).isoformat(timespec="seconds")
