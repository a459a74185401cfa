"""Turns of a conversation that is written down: `SMITH: ...`, `Q: ...`, `Ada Byrne (chair): ...`.

A label before a colon is of a form as often as of a speaker, so a document is read as a
conversation only where labels come again, as those of speakers do.
"""

import re
from collections import Counter
from dataclasses import dataclass, replace

from index.types import Document
from qa.english.saying import ANSWERERS, NO_SPEAKERS, QUESTIONERS, TURN

_LINE = re.compile(r"[^\s][^\n]*")
_LEAST = 3
"""Turns of a document that is a conversation."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says in a conversation, by offsets in the text.

    Attributes:
        label: `[start, end)` of the words that name who speaks.
        start: where what is said begins.
        end: where it ends: at the end of the line, or of further lines up to an empty one.
    """

    label: tuple[int, int]
    start: int
    end: int


def turns(document: Document) -> list[Turn]:
    """The turns of a document, in order; none if it is no conversation."""
    text = document.text
    found: list[Turn] = []
    behind = -1
    for match in _LINE.finditer(text):
        start, end = match.span()
        if turn := _begins(document, start, end):
            found.append(turn)
            behind = end
        elif found and start == behind + 1:  # no empty line between
            found[-1] = replace(found[-1], end=end)
            behind = end
    counted = Counter(_label(text, turn) for turn in found)
    again = sum(number for number in counted.values() if number > 1)
    if len(found) < _LEAST or not (again > 1 or _is_dialogue(counted)):
        return []
    return [
        turn
        for turn in found
        if counted[_label(text, turn)] > 1
        or text[slice(*turn.label)].isupper()
        or " " in text[slice(*turn.label)]
    ]


def _begins(document: Document, start: int, end: int) -> Turn | None:
    """The turn that a line begins, if it begins with a label that may name a speaker."""
    match = TURN.match(document.text, start, end)
    if not match or match.end() >= end or document.in_table(start):
        return None
    if match["label"].casefold().rstrip(".") in NO_SPEAKERS:
        return None
    return Turn(match.span("label"), match.end(), end)


def _is_dialogue(counted: Counter[str]) -> bool:
    return bool(QUESTIONERS & counted.keys() and ANSWERERS & counted.keys())


def _label(text: str, turn: Turn) -> str:
    return text[slice(*turn.label)].casefold()
