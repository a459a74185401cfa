"""Runs of words of which some are raised or lowered → the words of a paragraph."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from index.documents.formats.raised import lowered, raised

Level = Literal["", "raised", "lowered"]

_SPACES = re.compile("[\xa0\u2007\u202f]")  # they only say that no line may end there
_NEXT = 40  # characters after raised words that are looked at


@dataclass(frozen=True, slots=True)
class Run:
    """Words that stand at one height.

    Attributes:
        text: the words.
        level: whether they are raised or lowered.
        linked: whether they lead elsewhere, as the mark of a note does.
        stress: how much they stand out by their letters, as those of headings do; 0 if not at all.
    """

    text: str
    level: Level = ""
    linked: bool = False
    stress: int = 0


def words(runs: Sequence[Run]) -> str:
    """The words of a paragraph; those that are raised or lowered as `raised.py` has them."""
    whole = _joined(runs)
    text = ""
    for place, run in enumerate(whole):
        if not run.level:
            text += run.text
            continue
        # white space at the ends of what is raised belongs to the line
        inner = run.text.strip()
        before, _, after = run.text.partition(inner) if inner else (run.text, "", "")
        text += before
        follows = after + "".join(next.text for next in whole[place + 1 : place + 3])
        if run.level == "raised":
            text += raised(text, inner, after=follows[:_NEXT], linked=run.linked)
        else:
            text += lowered(text, inner)
        text += after
    return _SPACES.sub(" ", text)


def wrapped(text: str) -> str:
    """The text without the line breaks that only fill lines: those before a small letter."""
    first, *rest = (line.strip() for line in text.split("\n"))
    lines = [first]
    for line in rest:
        if line[:1].islower() and lines[-1]:
            lines[-1] += f" {line}"
        elif line:
            lines.append(line)
    return "\n".join(filter(None, lines))


def in_one(lines: Iterable[str]) -> str:
    """The paragraphs of a cell of a table in one line."""
    text = ""
    for line in (" ".join(line.split()) for line in lines):
        stop = "" if not text or text.endswith((".", "!", "?", ":", ";", ",")) else ","
        if line:
            text += f"{stop} {line}" if text else line
    return text


def _joined(runs: Iterable[Run]) -> list[Run]:
    """The runs with neighbours of one kind put together, for programs cut them anywhere."""
    groups: list[tuple[Level, bool, list[str]]] = []
    for run in runs:
        if run.text and groups and groups[-1][:2] == (run.level, run.linked):
            groups[-1][2].append(run.text)
        elif run.text:
            groups.append((run.level, run.linked, [run.text]))
    return [Run("".join(parts), level, linked) for level, linked, parts in groups]
