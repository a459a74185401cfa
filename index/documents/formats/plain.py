"""Plain text → a document."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from pathlib import Path

from index.documents.formats.decode import read_decoded
from index.documents.formats.drawn_tables import with_rows
from index.documents.formats.form_feeds import in_one_text
from index.documents.formats.lines import Row, Said, located
from index.documents.formats.numbered_text import without_numbers_of_lines
from index.documents.formats.stated_dates import (
    BYLINE,
    ENDS_SENTENCE,
    FIRST_LINES,
    HEAD_OF_LETTER,
    HEADER,
    LONGEST_LINE,
    LONGEST_TITLE,
    first_lines,
    greets,
    is_head_of_letter,
    place_and_date,
    stated_date,
)
from index.documents.formats.transcripts import with_speakers
from index.documents.formats.unwrap import unwrapped
from index.documents.normalise import make_document
from index.text.furniture import is_date, is_furniture
from index.text.notices import is_notice
from index.text.other_dates import in_english
from index.text.statements import STATES
from index.types import Document, Place, Skipped

_NAMED_TITLE = re.compile(r"(?:title|headline)\s*:\s*(\S.*)", re.I)
_TITLE_LINE = re.compile(r"(?:title|headline|subject|betreff|objet|asunto)\s*:\s*(\S.*)", re.I)
_KEY = re.compile(r"[^\W\d_][\w -]{0,40}:\s+\S")
_SUBJECT = re.compile(r"^(?:re|ref|subject|betreff|betr|objet|asunto)\b\.?\s?:\s*", re.I)
_BOOK = re.compile(r"(?:the )?project gutenberg(?:’s|'s)? (?:ebook|etext)? ?(?:of )?", re.I)
_STAMP = re.compile(
    r"\u200e?\[?\d{1,4}[./-]\d\d?[./-]\d{2,4},?\s\d\d?:\d\d(?::\d\d)?(?:\s?[ap]\.?m\.?)?(?:\]|\s-)\s",
    re.I,
)
"""The time of a message, as messengers export it: `[04/03/2024, 10:12:33] `, `4.3.24, 10:12 - `."""
_MESSAGE = re.compile(rf"{_STAMP.pattern}[^:]{{1,60}}:\s", re.I)
_FURNITURE = re.compile(
    r"(?:share|copy|copied|by|from|published|posted|updated|date)\b|.*\b[\w-]+\.[a-z]{2,}(?:/\S*)?$",
    re.I,
)
_NO_TITLE = re.compile(
    r"[-*•–·<{|]|\[?\d{1,4}[./-]\d\d?[./-]\d{2,4},?\s\d|\d{1,3}\)|(?:q|a|question|answer|frage|antwort)\s*[:.]",
    re.I,
)
_TABLE = "\0"
"""Stands for the rows of a table, which are no lines to be put together."""
_LONGEST_SUBJECT = 80


def read_text(path: Path, source: str) -> Iterator[Document | Skipped]:
    """The document in a plain text file, and whether its encoding is a guess.

    Raises:
        UnreadableError: if it is not text, or empty.
        OSError: if it cannot be read.
    """
    text, guess = read_decoded(path, source)
    text, places = _whole(without_numbers_of_lines(in_one_text(text)))
    lines = (line.strip()[:LONGEST_LINE] for line in text[:20_000].split("\n"))
    first = list(lines)
    title = text_title(first) or path.stem
    yield make_document(source, text, title, published=stated_date(first), places=places)
    yield from guess


def _whole(text: str) -> tuple[str, list[Place]]:
    """The text with whole paragraphs, messages and rows of tables, and the places of these rows."""
    tables: list[list[str]] = []
    lines: list[str] = []
    for is_row, group in groupby(with_rows(text.split("\n")), lambda line: isinstance(line, Row)):
        (tables.append if is_row else lines.extend)(list(group))
        lines += [_TABLE] * is_row
    if not tables:
        whole = _with_whole_messages(unwrapped(text))
        said = with_speakers(whole.split("\n"))
        return located(said) if any(isinstance(line, Said) for line in said) else (whole, [])
    rows = iter(tables)
    unwrapped_lines = unwrapped("\n".join(lines)).split("\n")
    return located(chain.from_iterable(next(rows) if x == _TABLE else [x] for x in unwrapped_lines))


def _with_whole_messages(text: str) -> str:
    """The text; of the export of a messenger, with each message on one line, after its time."""
    if not _STAMP.match(text):
        return text
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if 2 * sum(bool(_MESSAGE.match(line)) for line in lines) < len(lines) or len(lines) < 2:
        return text
    messages: list[list[str]] = []
    for line in lines:
        if _STAMP.match(line):
            messages.append([])
        messages[-1].append(line)
    return "\n".join(map(" ".join, messages))


def text_title(lines: Sequence[str]) -> str | None:
    """The title among the first lines of a text: one that is named so, or one that looks so.

    It is short, does not end as a sentence does, and text follows it; a line that goes on in the
    next one is none, and neither is a question with its answer below.

    Args:
        lines: without white space around them; empty ones part paragraphs.
    """
    filled = [(n, line) for n, line in enumerate(lines) if line]
    is_book = bool(filled) and bool(_BOOK.match(filled[0][1]))
    for _, line in filled[: (4 if is_book else 2) * FIRST_LINES]:
        if named := _TITLE_LINE.match(line):
            return named[1]
        if not is_book and not HEADER.match(line) and len(line.split()) > FIRST_LINES:
            break
    subject, is_named = _subject_of_letter(lines)
    return subject if is_named else _shown_title(lines, filled) or subject


def _shown_title(lines: Sequence[str], filled: Sequence[tuple[int, str]]) -> str | None:
    """The first line that is not about the text, if it looks like a title.

    Args:
        lines: without white space around them.
        filled: those of them that are not empty, and their numbers.
    """
    body = [(n, line) for n, line in filled if not is_about(line)]
    if _is_masthead(filled, body):
        filled, body = filled[filled.index(body[1]) :], body[1:]
    if len(body) < 2 or filled.index(body[0]) > FIRST_LINES:
        return None
    (at, title), (following_at, following) = body[:2]
    title = title.lstrip("# ") or title
    if not may_be_title(title):
        return None
    adjacent = following_at == at + 1
    if adjacent and (following[0].islower() or title[-1] == "?" or STATES.match(title)):
        return None
    rest = [line for _, line in body[1 : 2 * FIRST_LINES]]
    apart = not adjacent or len(filled) != len(lines)
    is_followed = any(ENDS_SENTENCE.search(line) or len(line) > LONGEST_TITLE for line in rest)
    return title if apart or is_followed else None


def _subject_of_letter(lines: Sequence[str]) -> tuple[str | None, bool]:
    """The subject of a letter, and whether it is named so: a line between greeting and text."""
    at = next((n for n, line in enumerate(lines) if greets(line)), 0)
    below = [(n, line) for n, line in enumerate(lines[at + 1 : at + FIRST_LINES], at + 1) if line]
    if not at or at > 2 * HEAD_OF_LETTER or len(below) < 2 or below[1][0] < below[0][0] + 2:
        return None, False
    if not is_head_of_letter(lines[:at]):
        return None, False
    subject, named = _SUBJECT.subn("", below[0][1], count=1)
    stands = bool(subject) and len(subject) <= _LONGEST_SUBJECT and may_be_title(subject)
    stands = stands and not STATES.match(subject) and not subject[0].islower()
    return (subject, bool(named)) if stands else (None, False)


def titled_line(lines: Sequence[str]) -> str | None:
    """The title that the first line of a text names as such, with another such line below it."""
    filled = [line for line in lines[: 2 * FIRST_LINES] if line.strip()]
    named = _NAMED_TITLE.match(filled[0]) if len(filled) > 1 else None
    return named[1] if named and _KEY.match(filled[1]) else None


def may_be_title(line: str) -> bool:
    """Whether a line is as short as a title, and neither ends as a sentence nor is an item."""
    return not (len(line) > LONGEST_TITLE or line[-1] in '.!:;,”"' or _NO_TITLE.match(line))


def _is_masthead(filled: Sequence[tuple[int, str]], body: Sequence[tuple[int, str]]) -> bool:
    """Whether the first line names a newspaper: behind it and a date a headline has a byline."""
    if len(body) < 3 or filled[0] != body[0]:
        return False
    at = filled.index(body[1])
    between = [line for _, line in filled[1:at]]
    below = filled[at + 1][1]
    return any(map(is_date, between)) and bool(BYLINE.match(below)) and len(below.split()) < 8


def is_about(line: str) -> bool:
    """Whether a line is about the text: a byline, a date, a head of a letter, a notice, a rule."""
    line = in_english(line)
    return bool(_FURNITURE.match(line) or HEADER.match(line) or is_furniture(line)) or (
        is_date(line) or is_notice(line) or place_and_date(line) is not None
    )


def title_of(text: str) -> str | None:
    """The title among the first lines of a text; see `text_title`."""
    return text_title(first_lines(text))
