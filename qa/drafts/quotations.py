"""A quotation of a draft → the words of its source, and what is not to the letter.

What editors may change is no difference: the shape of quotation marks, a capital at the beginning,
a comma or full stop at the end, words in square brackets, and what is left out under an ellipsis.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.text.sameness import Edit, difference, exact_words
from index.types import Document, Span

FEWEST_WORDS = 4
"""A quotation of fewer words is a name or a turn of phrase, and is not looked for."""
ALIKE = 0.55
"""Share of its words, in order, from which a stretch of a source is what is quoted."""

_QUOTED = re.compile(r"“([^“”\n]{1,2000})”|\"([^\"\n]{1,2000})\"")
_LEFT_OUT = re.compile(r"\s*(?:\[?(?:…|\.\.\.)\]?|\[[^\[\]]{1,80}\])\s*")
_AROUND = ".,;:!?…\"'“”‘’"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    Attributes:
        start: where they begin in the statement, behind the mark.
        end: where they end.
        text: the words.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a quotation was taken from.

    Attributes:
        document: the source.
        span: the sentence in it.
        edits: what differs, the words of the source before, those of the draft after; none where it
            is to the letter.
    """

    document: Document
    span: Span
    edits: tuple[Edit, ...] = ()


def quotations(statement: str) -> list[Quotation]:
    """The quotations of a statement that are long enough to be looked for, in order."""
    found = []
    for match in _QUOTED.finditer(statement):
        group = 1 if match[1] is not None else 2
        if len(match[group].split()) >= FEWEST_WORDS:
            found.append(Quotation(*match.span(group), match[group]))
    return found


def origin(quotation: str, sentences: Iterable[tuple[Document, Span]]) -> Origin | None:
    """Where a quotation was taken from; None if no sentence is like it.

    Args:
        quotation: the words.
        sentences: of the sources, the nearest first.
    """
    pieces = [piece for part in _LEFT_OUT.split(quotation) if (piece := _plain(part))]
    best: tuple[float, Origin] | None = None
    for document, span in sentences:
        text = document.slice(span)
        if pieces and _holds(exact_words(text), pieces):
            return Origin(document, span)
        share, stretch = _nearest(" ".join(quotation.split()), text)
        if share >= ALIKE and (best is None or share > best[0]):
            best = share, Origin(document, span, _edits(stretch, quotation))
    return best[1] if best else None


def _edits(stretch: str, quotation: str) -> tuple[Edit, ...]:
    """What differs; marks at the ends, which belong to the sentence around, are left out."""
    return difference(stretch.strip(_AROUND), quotation.strip(_AROUND + " "))


def _plain(text: str) -> list[str]:
    return [bare for word in exact_words(text) if (bare := word.strip(_AROUND))]


def _holds(sentence: Sequence[str], pieces: Sequence[Sequence[str]]) -> bool:
    """Whether a sentence holds the pieces of a quotation, in order."""
    have = [bare for word in sentence if (bare := word.strip(_AROUND))]
    at = 0
    for piece in pieces:
        found = next(
            (n for n in range(at, len(have) - len(piece) + 1) if _same(have, n, piece)), None
        )
        if found is None:
            return False
        at = found + len(piece)
    return True


def _same(have: Sequence[str], at: int, piece: Sequence[str]) -> bool:
    """Whether words stand at a place; the first may have a capital that the other has not."""
    there = have[at : at + len(piece)]
    first = there[0] == piece[0] or there[0][:1].lower() + there[0][1:] == (
        piece[0][:1].lower() + piece[0][1:]
    )
    return first and list(there[1:]) == list(piece[1:])


def _nearest(quotation: str, sentence: str) -> tuple[float, str]:
    """How like a quotation the stretch of a sentence is that is most like it, and that stretch."""
    said, words = quotation.split(), sentence.split()
    lowered = [word.strip(_AROUND).lower() for word in words]
    wanted = [word.strip(_AROUND).lower() for word in said]
    blocks = SequenceMatcher(None, lowered, wanted, autojunk=False).get_matching_blocks()
    real = [block for block in blocks if block.size]
    if not real:
        return 0.0, ""
    first, last = real[0], real[-1]
    start = max(0, first.a - first.b)
    end = min(len(words), last.a + last.size + (len(said) - last.b - last.size))
    same = sum(block.size for block in real)
    return 2 * same / (len(said) + max(end - start, 1)), " ".join(words[start:end])
