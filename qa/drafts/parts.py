"""A statement → its parts, which can be said by themselves or left out."""

import re

from qa.english.clauses import BOUNDARY, JOINT

MOST = 6
"""Parts of a statement that are told apart."""

_FEWEST_WORDS = 3


def parts(statement: str) -> list[tuple[int, int]]:
    """`[start, end)` of each part, in order; only one where the statement has no others.

    Args:
        statement: one sentence.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for boundary in BOUNDARY.finditer(statement):
        if _words(statement[start : boundary.start()]) < _FEWEST_WORDS:
            continue
        if _words(statement[boundary.end() :]) < _FEWEST_WORDS or _quoted(statement, boundary):
            continue
        found.append((start, boundary.start()))
        start = boundary.end()
        if len(found) == MOST - 1:
            break
    return [*found, (start, len(statement))]


def _words(text: str) -> int:
    return len(text.split())


def _quoted(statement: str, boundary: re.Match[str]) -> bool:
    """Whether a place lies within a quotation."""
    before = statement[: boundary.start()]
    return before.count('"') % 2 == 1 or before.count("“") > before.count("”")


def without(statement: str, spans: list[tuple[int, int]], number: int) -> str:
    """The statement without one of its parts, as a sentence."""
    kept = [statement[a:b].rstrip(" ,;:—–") for n, (a, b) in enumerate(spans) if n != number]
    if number == 0 and kept:
        kept[0] = JOINT.sub("", kept[0], count=1)
    return as_sentence(" ".join(_joined(kept)))


def _joined(kept: list[str]) -> list[str]:
    return [part if n == len(kept) - 1 else f"{part}," for n, part in enumerate(kept)]


def alone(statement: str, span: tuple[int, int]) -> str:
    """A part as a sentence of its own."""
    text = statement[slice(*span)].strip(" ,;:—–")
    match = JOINT.match(text)
    return as_sentence(text[match.end() :] if match else text)


def as_sentence(text: str) -> str:
    """A text with a capital letter and a full stop."""
    text = text.strip().rstrip(",;:")
    if not text:
        return text
    ends = text[-1] in ".!?" or (len(text) > 1 and text[-2] in ".!?")
    return text[:1].upper() + text[1:] + ("" if ends else ".")
