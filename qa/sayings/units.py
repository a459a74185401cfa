"""A text as lines of sentences, each with whole quotes, as tokens and with its verbs of saying."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.sayings.clauses import Saying, sayings
from qa.sayings.marks import Stretch, stretches
from qa.sayings.tokens import Token, tokens

_LONGEST = 6_000
"""Characters that are read as one sentence; a quote that is longer is cut at the end of one."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, or several that a quote runs over.

    Attributes:
        start: offset in the text.
        end: behind it.
        toks: its tokens.
        said: its verbs of saying.
    """

    start: int
    end: int
    toks: list[Token]
    said: list[Saying]


def units(text: str, pieces: Sequence[tuple[int, int]]) -> Iterator[list[Unit]]:
    """The sentences of each line of a text.

    Args:
        text: of a document.
        pieces: its sentences by offsets, in order.
    """
    n = 0
    while n < len(pieces):
        start = pieces[n][0]
        stop = text.find("\n", start)
        stop = len(text) if stop < 0 else stop
        last = n
        while last + 1 < len(pieces) and pieces[last + 1][0] < stop:
            last += 1
        yield list(_of_line(text, pieces[n : last + 1], stretches(text, start, stop)))
        n = last + 1


def _of_line(
    text: str, pieces: Sequence[tuple[int, int]], quoted: Sequence[Stretch]
) -> Iterator[Unit]:
    q = 0
    start = pieces[0][0]
    for n, (_, end) in enumerate(pieces):
        while q < len(quoted) and quoted[q].end <= end:
            q += 1
        inside = q < len(quoted) and quoted[q].start < end < quoted[q].end
        last = n + 1 == len(pieces)
        if inside and not last and end - start < _LONGEST:
            continue
        toks = tokens(text, start, end, quoted)
        yield Unit(start, end, toks, sayings(toks))
        if not last:
            start = pieces[n + 1][0]
