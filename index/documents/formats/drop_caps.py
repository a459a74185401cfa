"""A large letter that begins a paragraph over several lines → a part of its first word.

It stands on the baseline of the last of these lines; so it would be read in the midst of them.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from index.documents.formats.layout import Line, around

_LARGE = 1.6  # of the usual size
_LETTER = re.compile(r"[\"'“‘«„]?[^\W\d_a-z]")
_CAP_HEIGHT = 0.8  # of the size of a letter
_LEVEL = 0.3  # of the size of the lines: how far they may stand off from the letter's foot
_BESIDE = 1.5  # of the size of the lines: how far they start from the letter
_MOST = 20
"""Large letters of a page."""
_WORDS = {"A", "I", "O"}
"""Letters that are a word of English by themselves."""


def with_drop_caps(fragments: Sequence[Line]) -> list[Line]:
    """The fragments of a page, with large first letters as part of the words that they begin."""
    parts = list(fragments)
    if not parts:
        return parts
    usual = median(part.size for part in parts)
    caps = [
        part for part in fragments if part.size >= _LARGE * usual and _LETTER.fullmatch(part.text)
    ]
    for cap in caps[:_MOST]:
        beside = _beside(cap, parts)
        if not beside or not _goes_on(beside[0].text):
            continue
        words = {word for part in parts if part is not beside[0] for word in part.text.split()}
        first = _with_initial(cap, beside[0], words)
        moved = {id(part): replace(part, left=cap.left) for part in beside[1:]}
        moved[id(beside[0])] = first
        parts = [moved.get(id(part), part) for part in parts if part is not cap]
    return parts


def _beside(cap: Line, parts: Sequence[Line]) -> list[Line]:
    """The lines at the right of a large letter, from the top."""
    found = [
        part
        for part in parts
        if part.size * _LARGE <= cap.size
        and cap.right - part.size < part.left < cap.right + _BESIDE * part.size
        and cap.baseline - _CAP_HEIGHT * cap.size < part.baseline
        and part.baseline < cap.baseline + _LEVEL * part.size
    ]
    return sorted(found, key=lambda part: part.baseline)


def _goes_on(text: str) -> bool:
    """Whether a text may be the rest of a word, or of a sentence, that a letter begins."""
    word = text.split(maxsplit=1)[0]
    return text[0].islower() or text[0] in "'’" or (word.isupper() and text[0].isalpha())


def _with_initial(cap: Line, line: Line, words: set[str]) -> Line:
    word = line.text.split(maxsplit=1)[0]
    apart = cap.text in _WORDS and word in words
    return replace(
        line,
        text=f"{cap.text}{' ' if apart else ''}{line.text}",
        left=cap.left,
        box=around(cap.box, line.box),
    )
