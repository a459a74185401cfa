"""The lines of a text → what each of them is: a sentence, a heading, a row, a question, furniture.

Headings are no claims, and what stands in a line without a full stop may be what somebody asks
for. A file that marks its headings is believed. Else a short line without a full stop is a heading
if it stands before text, and neither says what headings seldom do (a sum, a code, a day, what one
may do) nor stands among notes, of which few lines end as sentences do.
"""

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import Literal

from index.documents.sentences import cut_line
from index.text.abbreviations import STEPS
from index.text.captions import CAPTION
from index.text.furniture import is_date, is_furniture
from index.text.notices import is_notice
from index.text.statements import STATES, tells
from index.text.table_of_contents import lines_of_contents
from index.types import Document, SentenceKind

Look = Literal["sentence", "heading", "telling", "marked", "furniture", "question", "row"]
"""`telling` is a line that looks like a heading, but says what headings seldom do; `marked` is a
heading by what the file says."""

_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟][\"'”’»)\]]*$")
_LIST_ITEM = re.compile(r"(?:[-*•–·]|\d{1,3}[.)])\s")
_NUMBERED = re.compile(rf"(?:{'|'.join(sorted(STEPS))})\b[^:]{{0,12}}:", re.IGNORECASE)
_KEY_AND_VALUE = re.compile(r"[^\W\d_][^:.!?]{0,40}:(?!//)\s*\S")
_HEADING_CHARACTERS = 110
_QUESTION_CHARACTERS = 200
_CAPTION_CHARACTERS = 200
_RUN = 2  # headings that follow each other; more are a list
_MARKED_RUN = 3  # of those that the file marks
_FEWEST_WORDS = 3  # of a note
_WORDS_OF_A_SENTENCE = 4
_NOTE = 4  # lines of a text that is a note, of which the first may say what it is about
_MOST_CAPITALS = 5  # words of a heading in capital letters
_NOTES = 1 / 3  # of the lines of a text end as sentences do: with no more it is notes


def looks_of(document: Document, lines: Sequence[tuple[int, int]]) -> list[Look]:
    """What each line looks like: by what the file says, by itself, and by what stands around it.

    Args:
        document: of which the lines are.
        lines: their offsets, without white space around them; all that are not blank.
    """
    text = document.text
    words = [text[start:end] for start, end in lines]
    rows = [bool(document.places) and document.in_table(start) for start, _ in lines]
    looks: list[Look] = ["row" if row else _look(x) for x, row in zip(words, rows, strict=True)]
    for n in lines_of_contents(words):
        looks[n] = "row" if rows[n] else "furniture"
    titled = words[:1] == [document.title] and len(words) > _NOTE
    heads = titled or rows[-1:] == [True]  # of the text, or of a table that it ends with
    above = [] if ";" in "".join(words[1:2]) else words[:2]
    are_pairs = not titled and len(above) > 1 and all(map(_KEY_AND_VALUE.match, above))
    if heads and looks[0] not in ("row", "furniture") and _is_short(words[0]) and not are_pairs:
        looks[0] = "heading"
    marked = list(looks)
    for n, (start, _) in enumerate(lines if document.places else ()):
        is_short = len(words[n]) <= _HEADING_CHARACTERS
        if looks[n] not in ("row", "furniture") and is_short and document.is_heading(start):
            marked[n] = "marked"
        elif document.is_aside(start):
            marked[n] = "furniture"
    if all(look == "marked" for look in marked):
        return looks  # there is nothing else to cite
    for n in _captions(words, looks):
        heads_rows = looks[n + 1 : n + 2] == ["row"]
        marked[n] = "marked" if heads_rows else "furniture"
    apart = [text.count("\n", a, b) > 1 for (_, a), (b, _) in pairwise(lines)]
    settled = _settled(words, marked, [True, *apart, True], titled=titled)
    at = _title_below_notices(words, document.title)
    if at and settled[at] != "row" and _is_short(words[at]) and not tells(words[at]):
        settled[at] = "marked"
    return settled


def _title_below_notices(words: Sequence[str], title: str) -> int:
    """Which line is the title, if what stands above it is only such as `PRESS RELEASE`; else 0."""
    for at, line in enumerate(words[:_NOTE]):
        if line == title:
            return at if len(words) > at + 1 else 0
        if not (is_notice(line) or is_date(line) or is_furniture(line)):
            break
    return 0


def _settled(
    words: Sequence[str], looks: list[Look], apart: Sequence[bool], *, titled: bool
) -> list[Look]:
    """The looks of lines, of which some that seem to be headings are none by what is around them.

    Args:
        words: of the lines.
        looks: of the lines.
        apart: whether a blank line stands before each of them, and after the last.
        titled: whether the first is the title.
    """
    if "heading" not in looks:
        return looks
    is_notes = _is_notes(words)
    is_list = is_notes or "marked" in looks
    settled = list(looks)
    if titled and looks[0] == "heading" and apart[1] and not tells(words[0]):
        settled[0] = "marked"  # it stands apart, as a title does
    for n, line in enumerate(words):
        if looks[n] != "heading" or (n == 0 and titled):
            continue
        if apart[n] and n + 1 < len(words) and _is_in_capitals(line):
            if not _is_in_capitals(words[n + 1]):
                settled[n] = "marked"
        elif (
            # it ends a block, and heads nothing
            (apart[n + 1] and not apart[n] and not is_date(line))
            # it stands below a question or a heading
            or (n > titled and settled[n - 1] in ("question", "marked"))
            # it is what a line above it announces
            or (n > 0 and not apart[n] and words[n - 1].endswith(":"))
            or (is_list and len(line.split()) >= _FEWEST_WORDS)
        ):
            settled[n] = "sentence"
        elif is_notes and not apart[n]:
            settled[n] = "telling"  # it stands in the midst of a block
    return settled


def _captions(words: Sequence[str], looks: Sequence[Look]) -> list[int]:
    """Which lines are the caption of a picture or a table, and stand alone.

    Several that follow each other are a list, and one that is more than a sentence tells something.
    """
    begins = [
        None if look == "row" else CAPTION.match(line)
        for line, look in zip(words, looks, strict=True)
    ]
    return [
        n
        for n, (line, label) in enumerate(zip(words, begins, strict=True))
        if label
        and not any((*begins[max(0, n - 1) : n], *begins[n + 1 : n + 2]))
        and len(line) <= _CAPTION_CHARACTERS
        and len(list(cut_line(line, label.end(), len(line)))) == 1
    ]


def _is_notes(lines: Sequence[str]) -> bool:
    """Whether few lines after the first end as sentences do, or are as long."""
    told = sum(bool(_ENDS_SENTENCE.search(x)) or len(x) > _HEADING_CHARACTERS for x in lines[1:])
    return told <= _NOTES * (len(lines) - 1)


def _is_in_capitals(line: str) -> bool:
    """Whether a line is in capital letters, as `OPENING HOURS` is."""
    return line.isupper() and len(line) > 1 and len(line.split()) <= _MOST_CAPITALS


def kinds_of(looks: Sequence[Look]) -> list[SentenceKind]:
    """The kinds of lines by their looks and their neighbours.

    What looks like a heading is one before text; a longer run of such lines is a list or a table,
    which is text. So it is with questions: one before its answer states nothing. A line that the
    file marks as a heading is one wherever it stands, unless many of them follow each other.
    """
    kinds: list[SentenceKind] = []
    for look, group in groupby(looks, key=lambda look: "heading" if look == "telling" else look):
        run = list(group)
        before_text = len(kinds) + len(run) < len(looks)
        is_short = look in ("heading", "question") and len(run) <= _RUN and before_text
        heads = is_short or (look == "marked" and len(run) <= _MARKED_RUN)
        for own in run:
            if own == "furniture":
                kinds.append("furniture")
            else:
                kinds.append("heading" if heads and own != "telling" else "sentence")
    return kinds


def _look(line: str) -> Look:
    """What a line looks like by itself."""
    if is_furniture(line):
        return "furniture"
    if len(line) <= _QUESTION_CHARACTERS and line[-1] in "?？؟" and _is_one_question(line):
        return "question"
    if not _is_short(line) or _states_something(line) or _begins_with_a_sentence(line):
        return "sentence"
    return "telling" if tells(line) and not is_date(line) else "heading"


def _is_short(line: str) -> bool:
    """Whether a line is short, and neither ends as a sentence does nor is an item of a list."""
    return not (
        len(line) > _HEADING_CHARACTERS
        or _ENDS_SENTENCE.search(line)
        or _LIST_ITEM.match(line)
        or line.endswith((",", ";", ":"))
    )


def _is_one_question(line: str) -> bool:
    return len(list(cut_line(line, 0, len(line)))) == 1


def _begins_with_a_sentence(line: str) -> bool:
    """Whether a line without a full stop at its end is a whole sentence and more."""
    first, *more = cut_line(line, 0, len(line))
    words = line[first[0] : first[1]]
    return bool(more) and words.endswith(".") and len(words.split()) >= _WORDS_OF_A_SENTENCE


def _states_something(line: str) -> bool:
    """Whether a short line without a full stop is a statement, or a key with its value."""
    if _KEY_AND_VALUE.match(line):
        return not _NUMBERED.match(line)
    return bool(STATES.match(line))
