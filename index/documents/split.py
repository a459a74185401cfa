"""Document → sentences → passages, by character offsets; pure, and without a model.

A text is cut at its line ends first, so that a heading never runs into a sentence, then each line
into sentences by `sentencex`, which reports offsets. Every piece is a `Span`; the pieces of a
document tile it: they are in order, do not overlap, and leave out white space only.

It does not join lines: a loader that reads wrapped lines has joined them already.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import sentencex

from index.text.dates import MONTHS, WEEKDAYS
from index.types import Document, Passage, Sentence, SentenceKind, Span

SENTENCE_CHARACTERS = 1_000
"""Longer sentences are cut, at white space where there is some: nobody reads them as one."""

PASSAGE_CHARACTERS = 700
"""About 100 words of English: what the default encoder reads whole."""

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"(?:[-*•–·]|\d{1,3}[.)])\s")
_MONTH_OR_DAY = "|".join(
    [*(month[:3] for month in MONTHS), *(day.removesuffix("day") for day in WEEKDAYS)]
)
_TIME_THEN_DAY = re.compile(
    rf"\b[ap]\.m\.\s+(?=(?:(?:{_MONTH_OR_DAY})[a-z]*\b|[A-Z]{{2,4}}\b|local time\b))"
)

_FURNITURE = re.compile(
    r"""(?:
      share\ (?:this|on|via|with)\b.*              # share lines
    | (?:share|tweet|print|e?-?mail|comment|link|[\ ,|/·])+
    | (?:story\ |words\ |reporting\ )?by:?\ [\w.'’,|&-]+(?:\ [\w.'’,|&-]+){0,11}(?<![.!?])
    | (?:(?:first\ )?published|(?:last\ )?updated|posted|date|filed)\s*(?::|\d).*
    | (?:(?:first\ )?published|(?:last\ )?updated|posted|filed)\ (?:on|at)\b.*(?<![.!?])
    | \d+\s+min(?:ute)?s?\s+read
    | (?:photo|image|picture|video|file\ photo|credit)s?\s*(?::|credit\b).*
    | (?:photo|image|picture|video|file\ photo)s?\ by\b.*(?<![.!?])
    | (?:read|see|watch|listen)\ (?:more|also|next|now)\b.*
    | (?:more|related|related\ (?:stories|articles|links)|most\ read|trending)\s*(?::.*)?
    | (?:sign\ up|subscribe|follow\ us|click\ here|log\ in|download\ our|join\ our)\b.*
    | (?:advert(?:isement)?|sponsored|promoted)\b.{0,40}(?<![.!?])
    | loading(?:\ ?\.\.\.|…|\b.{0,40}(?<![.!?]))
    | (?:©|\(c\)|copyright\ ?(?:©|\(c\)|\d))\s?.*
    | .{0,60}\b(?:all\ rights\ reserved)\b.*
    | (?:page\ )?\d{1,3}(?:\ (?:of|/)\ \d+)?
    | @\w+ | https?://\S+ | www\.\S+ | \S+@\S+\.\w+
    | .{0,80}(?:/|via\ )(?:getty\ images|ap|afp|reuters|shutterstock)(?:\ images|\ photo)?
    | [^.:?!]{3,60}:(?-i:[A-Z“"‘']).{10,}(?<![.!?”"])    # "Interest rates:Fed likely to downgrade"
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_FURNITURE_CHARACTERS = 160
_WINDOW_CHARACTERS = 5 * SENTENCE_CHARACTERS
_HEADING_CHARACTERS = 110
_HEADING_RUN = 2


def sentences(document: Document) -> tuple[Sentence, ...]:
    """Cut a document into sentences, headings and furniture.

    Args:
        document: any document; a text without a letter gives an empty result or furniture.

    Returns:
        Pieces in the order of the text, without white space around them. They do not overlap, and
        every other character of the text is white space.
    """
    lines = [(match.start(), match.end()) for match in _LINE.finditer(document.text)]
    kinds = _line_kinds([document.text[start:end] for start, end in lines])
    found: list[Sentence] = []
    for (start, end), kind in zip(lines, kinds, strict=True):
        pieces: Iterable[tuple[int, int]] = [(start, end)]
        if kind == "sentence":
            pieces = cut_line(document.text, start, end)
        for piece_start, piece_end in pieces:
            for a, b in _cap(document.text, piece_start, piece_end):
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


def _line_kinds(lines: Sequence[str]) -> list[SentenceKind]:
    """Tell headings and furniture from text.

    A heading is a short line that does not end as a sentence does and stands before text; a longer
    run of such lines is a list or a table, which is text.
    """
    kinds: list[SentenceKind] = []
    looks = [_look(line) for line in lines]
    for look, group in groupby(looks):
        run = len(list(group))
        if look == "heading":
            before_text = len(kinds) + run < len(lines)
            look = "heading" if run <= _HEADING_RUN and before_text else "sentence"
        kinds.extend([look] * run)
    return kinds


def _look(line: str) -> SentenceKind:
    if len(line) <= _FURNITURE_CHARACTERS and _FURNITURE.fullmatch(line):
        return "furniture"
    if (
        len(line) <= _HEADING_CHARACTERS
        and not _ENDS_SENTENCE.search(line)
        and not _LIST_ITEM.match(line)
        and not line.endswith((",", ";", ":"))
    ):
        return "heading"
    return "sentence"


def cut_line(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of the line `text[start:end]`."""
    line = text[start:end]
    joints = {match.end() for match in _TIME_THEN_DAY.finditer(line)}
    if item := _LIST_ITEM.match(line):
        joints.add(item.end())
    first = 0
    for last in _boundaries(line):
        if last in joints:
            continue
        yield from _strip(text, start + first, start + last)
        first = last
    yield from _strip(text, start + first, end)


def _boundaries(line: str) -> Iterator[int]:
    """Ends of the sentences of a line.

    `sentencex` takes time quadratic in the length of a line full of quotation marks, so a long one
    is read through a window, which moves on to the last sentence that it shows.
    """
    first = 0
    while first < len(line):
        window = line[first : first + _WINDOW_CHARACTERS]
        ends = [first + b["end_index"] for b in sentencex.get_sentence_boundaries("en", window)]
        if len(ends) > 1 and first + len(window) < len(line):
            ends.pop()
        yield from ends
        first = ends[-1] if ends and ends[-1] > first else len(line)


def _strip(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span without the white space around it; nothing if nothing is left."""
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        yield start, end


def _cap(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut a span that is longer than `SENTENCE_CHARACTERS`, at its last white space if any."""
    while end - start > SENTENCE_CHARACTERS:
        limit = start + SENTENCE_CHARACTERS
        cut = max(text.rfind(" ", start, limit), text.rfind("\t", start, limit))
        cut = cut if cut > start else limit
        yield from _strip(text, start, cut)
        start = cut
    yield from _strip(text, start, end)


def _starts_passage(current: Sequence[Sentence], piece: Sentence) -> bool:
    length = piece.span.end - current[0].span.start
    if piece.kind == "heading":
        return length > PASSAGE_CHARACTERS / 2 and current[-1].kind != "heading"
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
