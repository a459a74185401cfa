"""The lists of a document that stand in lines of their own, and what stands above them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.types import Document, Span
from qa.english.enumerations import BULLET, FINITE

Piece = tuple[int, int]
"""Where a line begins and ends in a text."""

_SOME_BULLET = re.compile(BULLET.pattern, re.MULTILINE)

_NUMBERED = re.compile(r"\d{1,2}[.)] \S")
_MARKED = re.compile(r"[-*•–·‣▪] \S")
_ABOVE = 120
"""Characters of a line above a list, at most, that tells what it is."""

_HEADING = 80
"""Likewise of a heading above that line."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list in lines of its own.

    Attributes:
        introduced: the line above it, which says what it is; "" if there is none so short.
        under: the heading above that line; likewise.
        lines: the places of its lines, without the marks in front of them.
    """

    introduced: str
    under: str
    lines: tuple[Span, ...]


def listings(document: Document) -> Iterator[Listing]:
    """The lists of at least two lines in a document, in its order."""
    text = document.text
    if not _SOME_BULLET.search(text):
        return
    lines = _lines_of(text)
    n = 0
    while n < len(lines):
        run = _run(document, lines, n)
        if len(run) > 1:
            above = [text[slice(*line)].strip() for line in lines[max(0, n - 3) : n]]
            introduced = above.pop() if above and len(above[-1]) <= _ABOVE else ""
            under = [line for line in above if _is_heading(line)]
            yield Listing(introduced, under[-1] if introduced and under else "", tuple(run))
        n += max(1, len(run))


def _is_heading(line: str) -> bool:
    return len(line) <= _HEADING and line[-1:] not in ".:;,?!" and not BULLET.match(line)


def siblings(document: Document, span: Span) -> list[Span]:
    """The lines of a list that a sentence introduces with a colon, or is a line of; else none."""
    text = document.text
    lines, here = _lines(document, span)
    if here is None:
        return []
    if _is_bullet(text, lines, here):
        return _run(document, lines, _first(text, lines, here))
    if text[span.start : span.end].rstrip().endswith(":"):
        return _run(document, lines, here + 1)
    return []


def _run(document: Document, lines: Sequence[Piece], first: int) -> list[Span]:
    """The lines of a list from its first one, without the marks in front of them."""
    found = []
    for n in range(first, len(lines)):
        a, b = lines[n]
        line = document.text[a:b]
        if not _is_bullet(document.text, lines, n):
            break
        mark = re.match(r"[ \t]*\S+[ \t]+", line)
        start = a + (mark.end() if mark else 0)
        found.append(Span(document.id, start, start + len(document.text[start:b].rstrip())))
    return found


_LEAD = re.compile(r"(?P<lead>[A-ZÀ-Þ0-9][^.:;!?\n]{1,60})\. \S")
_LEAD_WORDS = 6
"""Words at most of the name that each line of a list begins with: "Food safety. There were …"."""


def texts_of(document: Document, lines: Sequence[Span]) -> list[str]:
    """What the lines of a list say as items: the names that all of them begin with, or all."""
    texts = [document.slice(line) for line in lines]
    leads = [match["lead"] for text in texts if (match := _LEAD.match(text))]
    if len(leads) == len(texts) and not any(map(_is_sentence, leads)):
        return leads
    return [text.strip(" .;,") for text in texts]


def _is_sentence(lead: str) -> bool:
    return len(lead.split()) > _LEAD_WORDS or FINITE.search(lead) is not None


def heading(document: Document, span: Span) -> str:
    """The line that stands above the list that a sentence is a line of; "" if it is of none."""
    text = document.text
    lines, here = _lines(document, span)
    if here is None or not _is_bullet(text, lines, here):
        return ""
    first = _first(text, lines, here)
    return text[slice(*lines[first - 1])].rstrip() if first else ""


def _lines(document: Document, span: Span) -> tuple[list[Piece], int | None]:
    """The lines of a document that are not empty, and which of them a sentence begins in."""
    lines = _lines_of(document.text)
    return lines, next((n for n, (a, b) in enumerate(lines) if a <= span.start < b), None)


def _lines_of(text: str) -> list[Piece]:
    """The lines of a text that are not empty."""
    lines: list[Piece] = []
    start = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((start, start + len(line)))
        start += len(line) + 1
    return lines


def _is_bullet(text: str, lines: Sequence[Piece], n: int) -> bool:
    """Whether a line is an item of a list, and no heading with a number above one with marks."""
    line = text[slice(*lines[n])]
    if not BULLET.match(line):
        return False
    behind = text[slice(*lines[n + 1])] if n + 1 < len(lines) else ""
    apart = behind and text[lines[n][1] : lines[n + 1][0]].count("\n") > 1
    return not (apart and _NUMBERED.match(line) and _MARKED.match(behind))


def _first(text: str, lines: Sequence[Piece], here: int) -> int:
    """The first of the lines of a list that one of them is of."""
    first = here
    while first and _is_bullet(text, lines, first - 1):
        first -= 1
    return first
