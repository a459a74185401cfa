"""Document → sentences → passages, by character offsets; pure, and without a model.

A text is cut at its line ends first, so that a heading never runs into a sentence: `looks.py` says
which line is which. Then each line is cut into sentences (`sentences.py`); the row of a table stays
whole. Every piece is a `Span`; the pieces of a document tile it: they are in order, do not overlap,
and leave out white space only.

It does not join lines: a loader that reads wrapped lines has joined them already.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from index.documents.looks import kinds_of, looks_of
from index.documents.sentences import cut_line, strip
from index.types import Document, Passage, Sentence, Span

SENTENCE_CHARACTERS = 1_000
"""Longer sentences are cut, at white space where there is some: nobody reads them as one."""

PASSAGE_CHARACTERS = 700
"""About 100 words of English: what the default encoder reads whole."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_BULLET = re.compile(r"[-*•–·]\s+(?=\S)")


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Cut a document into sentences, headings and furniture.

    Args:
        document: any document; a text without a letter gives an empty result or furniture.

    Returns:
        Pieces in the order of the text, without white space around them. They do not overlap, and
        every other character of the text is white space. The mark of an item is a piece by itself.
    """
    text = document.text
    lines = [(match.start(), match.end()) for match in _LINE.finditer(text)]
    looks = looks_of(document, lines)
    found: list[Sentence] = []
    for (start, end), look, kind in zip(lines, looks, kinds_of(looks), strict=True):
        pieces: Iterable[tuple[int, int]] = [(start, end)]
        if kind == "sentence" and look != "row":
            if mark := _BULLET.match(text, start, end):
                found.append(Sentence(Span(document.id, start, start + 1), "furniture"))
                start = mark.end()
            pieces = cut_line(text, start, end)
        for piece_start, piece_end in pieces:
            for a, b in _cap(text, piece_start, piece_end):
                found.append(Sentence(Span(document.id, a, b), kind))
    return tuple(found)


def passages(document: Document, pieces: Sequence[Sentence]) -> Iterator[Passage]:
    """Join sentences into passages of about `PASSAGE_CHARACTERS`, never cutting one.

    A heading starts a passage when the one before it is half full, and never ends one while text
    follows. Furniture stays out where a passage would start or end with it.

    Args:
        document: the document that `pieces` were cut from.
        pieces: as `sentences` gives them.

    Yields:
        Passages in the order of the text; every sentence is in exactly one of them.
    """
    current: list[Sentence] = []
    for piece in pieces:
        if current and _starts_passage(current, piece):
            carried = _trailing_headings(current)
            yield from _passage(document, current[: len(current) - len(carried)])
            current = carried
        current.append(piece)
    yield from _passage(document, current)


def _cap(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a span that is longer than `SENTENCE_CHARACTERS`, at its last white space if any."""
    if end - start <= SENTENCE_CHARACTERS:
        yield start, end
        return
    while end - start > SENTENCE_CHARACTERS:
        limit = start + SENTENCE_CHARACTERS
        cut = max(text.rfind(" ", start, limit), text.rfind("\t", start, limit))
        cut = cut if cut > start else limit
        yield from strip(text, start, cut)
        start = cut
    yield from strip(text, start, end)


def _starts_passage(current: Sequence[Sentence], piece: Sentence) -> bool:
    length = piece.span.end - current[0].span.start
    if piece.kind == "heading":
        return length > PASSAGE_CHARACTERS / 2 and current[-1].kind != "heading"
    if all(part.kind == "heading" for part in current):
        return False  # the heading, or the question, stands with what follows
    return length > PASSAGE_CHARACTERS


def _trailing_headings(current: Sequence[Sentence]) -> list[Sentence]:
    """The headings at the end, which belong to what follows; none if there is nothing else."""
    count = 0
    while count < len(current) and current[len(current) - 1 - count].kind == "heading":
        count += 1
    return list(current[len(current) - count :]) if count < len(current) else []


def _passage(document: Document, pieces: Sequence[Sentence]) -> Iterator[Passage]:
    while pieces and pieces[0].kind == "furniture":
        pieces = pieces[1:]
    while pieces and pieces[-1].kind == "furniture":
        pieces = pieces[:-1]
    if any(piece.kind == "sentence" for piece in pieces):
        span = Span(document.id, pieces[0].span.start, pieces[-1].span.end)
        yield Passage(document, span, tuple(pieces))
