"""Plain text → a document."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from index.documents.formats.contents import read_bytes
from index.documents.formats.decode import decode
from index.documents.formats.numbered_text import without_numbers_of_lines
from index.documents.formats.unwrap import is_hard_wrapped, unwrap
from index.documents.normalise import make_document, normalise
from index.text.dates import iso_date
from index.text.furniture import is_date, is_furniture
from index.text.other_dates import in_english
from index.text.statements import STATES
from index.types import Document

_TITLE_LINE = re.compile(r"(?:title|headline|subject|betreff|objet|asunto)\s*:\s*(\S.*)", re.I)
_HEADER = re.compile(r"(?:from|to|cc|bcc|sent|date|reply-to|von|an|datum|de|para|fecha)\s*:", re.I)
_DATE_LINE = re.compile(
    r"(?:(?:first\s+)?published|posted|(?:last\s+)?(?:updated|edited)(?:\s+time)?|sent|datum"
    r"|(?:date\s+)?created(?:\s+(?:time|at))?|date[dr]?)\b\s*:?\s*(?:on\b)?",
    re.I,
)
_COPYRIGHT = re.compile(r"©|\(c\)|copyright|.*\ball rights reserved", re.I)
_DASH = re.compile(r"\s*[-–—]\s")
_AGENCY = re.compile(r"\([^()]{1,40}\)")
_PLACE_AND_DATE = re.compile(r"[A-ZÄÖÜÉ][\w'-]+(?: [A-ZÄÖÜÉ][\w'-]+)?,\s*(?P<date>.{6,40})")
_GREETING = re.compile(r"(?:dear|sehr geehrte|liebe|madame|monsieur|estimad|hello|hi)", re.I)
_MINUTES = re.compile(
    r"(?:draft\s+)?(?:minutes|protokoll|procès-verbal|compte[- ]rendu|acta|notulen)\b", re.I
)
_DATE_AT_END = re.compile(r".{0,80}(?:,|:|\bof|\bon|\bvom|\bdu|\bdel|\(|\s[–-])\s?([^()]{6,40})\)?")
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
_BYLINE = re.compile(r"(?:by|from|von|par|por)\s+[A-ZÀ-Þ]", re.I)
_NO_TITLE = re.compile(
    r"[-*•–·<{|]|\[?\d{1,4}[./-]\d\d?[./-]\d{2,4},?\s\d|\d{1,3}\)|(?:q|a|question|answer|frage|antwort)\s*[:.]",
    re.I,
)
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_FIRST_LINES = 5
_LONGEST_TITLE = 120
LONGEST_LINE = 300
"""Of a line that is looked at for a title or a date: patterns take time quadratic in it."""


def read_text(path: Path, source: str) -> Iterator[Document]:
    """The document in a plain text file.

    Raises:
        UnreadableError: if it is not text, or empty.
        OSError: if it cannot be read.
    """
    text = without_numbers_of_lines(normalise(decode(read_bytes(path))))
    if is_hard_wrapped(text):
        wrapped = text.split("\n")
        lengths = sorted(len(line) for line in wrapped if line)
        text = "\n".join(unwrap(wrapped, lengths[len(lengths) * 95 // 100]))
    text = _with_whole_messages(text)
    lines = (line.strip()[:LONGEST_LINE] for line in text[:20_000].split("\n"))
    first = list(lines)
    title = text_title(first) or path.stem
    yield make_document(source, text, title, published=stated_date(first))


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
    for _, line in filled[: 2 * _FIRST_LINES]:
        if named := _TITLE_LINE.match(line):
            return named[1]
        if not _HEADER.match(line) and len(line.split()) > _FIRST_LINES:
            break
    body = [(n, line) for n, line in filled if not _is_about(line)]
    if _is_masthead(filled, body):
        filled, body = filled[filled.index(body[1]) :], body[1:]
    if len(body) < 2 or filled.index(body[0]) > _FIRST_LINES:
        return None
    (at, title), (following_at, following) = body[:2]
    title = title.lstrip("# ") or title
    if len(title) > _LONGEST_TITLE or title[-1] in '.!:;,”"' or _NO_TITLE.match(title):
        return None
    adjacent = following_at == at + 1
    if adjacent and (following[0].islower() or title[-1] == "?" or STATES.match(title)):
        return None
    rest = [line for _, line in body[1 : 2 * _FIRST_LINES]]
    apart = not adjacent or len(filled) != len(lines)
    is_followed = any(_ENDS_SENTENCE.search(line) or len(line) > _LONGEST_TITLE for line in rest)
    return title if apart or is_followed else None


def _is_masthead(filled: Sequence[tuple[int, str]], body: Sequence[tuple[int, str]]) -> bool:
    """Whether the first line names a newspaper: behind it and a date a headline has a byline."""
    if len(body) < 3 or filled[0] != body[0]:
        return False
    at = filled.index(body[1])
    between = [line for _, line in filled[1:at]]
    below = filled[at + 1][1]
    return any(map(is_date, between)) and bool(_BYLINE.match(below)) and len(below.split()) < 8


def _is_about(line: str) -> bool:
    """Whether a line is about the text: a byline, a date, a head of a letter, an underline."""
    line = in_english(line)
    return bool(_FURNITURE.match(line) or _HEADER.match(line) or is_furniture(line)) or (
        is_date(line) or _place_and_date(line) is not None
    )


def date_of(text: str) -> str | None:
    """The date of publication that the first lines of a text state; see `stated_date`."""
    return stated_date([line.strip()[:LONGEST_LINE] for line in text[:20_000].split("\n")[:30]])


def stated_date(lines: Sequence[str]) -> str | None:
    """The date that the first lines name as the one of publication, or that stands alone there.

    That is after a key, a byline or the place of a report, or in the head of a letter.

    Args:
        lines: without white space around them, and not long.
    """
    filled = [line for line in lines if line]
    is_letter = any(_GREETING.match(line) for line in filled[: 3 * _FIRST_LINES]) or any(
        _MINUTES.match(line) for line in filled[:2]
    )
    for line in filled[:_FIRST_LINES]:
        if found := _date_of(line, is_letter=is_letter):
            return found
    return None


def _date_of(line: str, *, is_letter: bool) -> str | None:
    """The date of publication that a line gives, if it does."""
    line = in_english(line)
    if _COPYRIGHT.match(line):
        return None
    if named := _DATE_LINE.match(line):
        rest = line[named.end() :].strip()
        return iso_date(rest) if is_date(rest) or is_furniture(line) else None
    if is_date(line) or is_furniture(line):
        return iso_date(line)
    if _MINUTES.match(line) and (found := _DATE_AT_END.fullmatch(line)) and is_date(found[1]):
        return iso_date(found[1])
    return _dateline(line) or (_place_and_date(line) if is_letter else None)


def _dateline(line: str) -> str | None:
    """The date that a report begins with, after its place: `LINDAU, March 4, 2024 (Own) - It …`."""
    head, *text = _DASH.split(line[:_LONGEST_TITLE], maxsplit=1)
    words = _AGENCY.sub(" ", head).replace(" ,", ",").split()
    if not text or not words or not (words[0].strip(",").isupper() or _AGENCY.search(head)):
        return None
    for count in range(1, min(len(words), 5)):
        date = " ".join(words[count:]).strip(" ,:")
        if is_date(date) and all(word[0].isupper() for word in words[:count]):
            return iso_date(date)
    return None


def _place_and_date(line: str) -> str | None:
    """The date of a line that is a place and a date, as in the head of a letter."""
    found = _PLACE_AND_DATE.fullmatch(line)
    return iso_date(found["date"]) if found and is_date(found["date"]) else None
