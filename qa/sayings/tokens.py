"""A sentence as its words, marks and quoted stretches, which are one token each."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from qa.sayings.marks import Stretch

_TOKEN = re.compile(
    r"[’']s\b|(?:[A-Z]\.)+(?=\W|$)|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Lt|Sgt|Col|Prof|Rev|Jr|Sr|Capt)\."
    r"|[^\W_]+(?:[’'.&-](?!s\b)[^\W_]+)*|--+|\S"
)
QUOTE = "\0"
"""The word of a token that is a quoted stretch."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a quoted stretch.

    Attributes:
        start: offset in the text of the document.
        end: offset behind it.
        word: in lower case; `QUOTE` for a stretch.
        capital: whether it begins with a capital letter.
        letter: whether it begins with a letter or digit.
    """

    start: int
    end: int
    word: str
    capital: bool
    letter: bool

    @property
    def quoted(self) -> bool:
        """Whether it is a quoted stretch."""
        return self.word == QUOTE


def tokens(text: str, start: int, end: int, quoted: Sequence[Stretch]) -> list[Token]:
    """The tokens of `text[start:end]`, in order.

    Args:
        text: of the document.
        start: offset.
        end: offset.
        quoted: stretches of the line, in order; those that begin in `[start, end)` are tokens.
    """
    found: list[Token] = []
    place = start
    first = bisect_left(quoted, start, key=lambda one: one.start)
    for one in quoted[first:]:
        if one.start >= end:
            break
        found.extend(_words(text, place, one.start))
        found.append(Token(one.start, min(one.end, end), QUOTE, False, False))
        place = one.end
    if place < end:
        found.extend(_words(text, place, end))
    return found


def _words(text: str, start: int, end: int) -> "list[Token]":
    return [
        Token(
            match.start(),
            match.end(),
            (word := match.group()).lower(),
            word[0].isupper(),
            word[0].isalnum(),
        )
        for match in _TOKEN.finditer(text, start, end)
    ]
