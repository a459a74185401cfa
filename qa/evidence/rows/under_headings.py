"""Sections that tell the same of several things, as profiles or data sheets do: a row each.

Under each of several headings stand lines such as `Languages: German, French`, and the same names
come again under the next one. The heading names the row, and each line is a cell of it. They are
lines as any, and read as rows only to look one up, or to list those that fit.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.types import Document, Span
from qa.english.vocabulary import FUNCTION_WORDS
from qa.evidence.rows.tables import WHOLE, Drawn, Place, Redrawn, redraw

NAME = "Name"
"""What the column of the headings is called."""

_LINE = re.compile(r"[ \t]*(?:[-*•–·‣▪][ \t]+)?(?P<said>(?:(?P<key>[^:\n]{2,40}):[ \t]+)?\S.*)")
_SENTENCE_ENDS = (".", "?", "!")
_FEWEST_LINES = 2
_FEWEST_KEYS = 2
_LONGEST_LINE = 200
_LONGEST_NAME = 80
_MOST = 2_000
"""Lines of sections that are read as rows; of a longer document none."""

_PROSE = 0.5
"""Share of the lines that end as sentences do from which they are prose, or a conversation."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a section.

    Attributes:
        key: what it tells: "Languages" of `Languages: German`, "Born" of `Born 1991 in Tavel`.
        marked: whether a colon stands behind it.
        whole: where it stands, without the mark in front of it.
        value: where what stands behind the key stands.
    """

    key: str
    marked: bool
    whole: Span
    value: Span


@dataclass(frozen=True, slots=True)
class _Section:
    """A heading, and the short lines below it.

    Attributes:
        first: the key of its first line, if that names it; "" for a heading.
        is_heading: whether the file says that it is one; what only looks like one is left behind
            by the next block.
        heading: where the heading stands, or that line.
        name: where the name in it stands.
        lines: in their order.
    """

    first: str
    is_heading: bool
    heading: Span
    name: Span
    lines: list[_Line]


@lru_cache(64)
def rows_under_headings(document: Document) -> Redrawn | None:
    """The rows that the sections of a document make; None if these tell of different things.

    Args:
        document: any; what stands in its tables is left out.
    """
    if len(document.text) > WHOLE or ": " not in document.text:
        return None
    found = [one for one in _sections(document) if len(one.lines) >= _FEWEST_LINES]
    shared = _shared(document, found)
    alike = [one for one in found if sum(line.key in shared for line in one.lines) > 1]
    lines = [list(_drawn(document, one, shared)) for one in alike]
    names = {line[0].text for line in lines}
    if len(lines) < _FEWEST_LINES or len(names) < len(lines) or sum(map(len, lines)) > _MOST:
        return None
    places = tuple(tuple(cell.place for cell in line) for line in lines)
    return Redrawn(redraw(document, lines), places)


def named_by(document: Document, span: Span) -> Place | None:
    """The heading above a line, and the name in it; None where it is no line of such a section."""
    redrawn = rows_under_headings(document)
    for name, *places in redrawn.places if redrawn else ():
        if name and any(place and span.contains(place[0]) for place in places):
            return name
    return None


def _sections(document: Document) -> Iterator[_Section]:
    """The headings of a document with their lines, in order; or blocks, by their first lines."""
    section: _Section | None = None
    start, behind_nothing = 0, True
    for text in document.text.split("\n"):
        if text.strip() and not document.in_table(start):
            named = _is_name(document, start, text, behind_nothing=behind_nothing)
            line = _read(document, start, text)
            begins = section.first if section else line.key
            ends = section and not section.is_heading and behind_nothing and not line.marked
            if named or ends or (behind_nothing and line.key == begins and _names(document, line)):
                if section:
                    yield section
                name = line.whole if named else line.value
                first, is_heading = "" if named else line.key, document.is_heading(start)
                begun = _Section(first, is_heading, line.whole, name, [])
                section = begun if named or _names(document, line) else None
            elif section and len(text) <= _LONGEST_LINE:
                section.lines.append(line)
        behind_nothing = not text.strip()
        start += len(text) + 1
    if section:
        yield section


def _is_name(document: Document, start: int, line: str, *, behind_nothing: bool) -> bool:
    """Whether a line names what the next lines tell of: a heading, or what looks like one."""
    if len(line) > _LONGEST_NAME or ": " in line:
        return False
    if document.is_heading(start):
        return True
    end = start + len(line) + 1
    below = document.text[end : end + 2 * _LONGEST_LINE].split("\n")[:2]
    follow = [_LINE.match(text) for text in below] if below[0].strip() else []
    plain = line[:1].isupper() and line.rstrip()[-1:] not in ".:;,?!"
    return behind_nothing and plain and any(found and found["key"] for found in follow)


def _names(document: Document, line: _Line) -> bool:
    """Whether the first line of a block says what it tells of: no figure does."""
    return line.marked and not any(map(str.isdigit, document.slice(line.value)))


def _read(document: Document, start: int, line: str) -> _Line:
    match = _LINE.match(line)
    if match is None:
        raise ValueError("an empty line")
    end = start + len(line.rstrip())
    whole = Span(document.id, start + match.start("said"), end)
    key, mark = match["key"] or document.slice(whole).partition(" ")[0], bool(match["key"])
    value = whole.start + len(key) + mark
    value += len(document.text[value:end]) - len(document.text[value:end].lstrip())
    return _Line(key.strip(), mark, whole, Span(document.id, value, end) if value < end else whole)


def _shared(document: Document, sections: Sequence[_Section]) -> frozenset[str]:
    """The keys that stand once in most sections; none if these do not tell the same, or are prose.

    Two of them at least stand before a colon; of other lines, the first word may be one.
    """
    counts: Counter[tuple[str, bool]] = Counter()
    for one in sections:
        own = Counter((line.key, line.marked) for line in one.lines)
        counts.update(key for key, count in own.items() if count == 1)
    keys = {key for key, count in counts.items() if count > 1 and 2 * count >= len(sections)}
    marked = {key for key, is_marked in keys if is_marked}
    told = [line for one in sections for line in one.lines if line.key in marked]
    prose = sum(document.slice(line.whole).endswith(_SENTENCE_ENDS) for line in told)
    if len(marked) < _FEWEST_KEYS or prose >= _PROSE * len(told):
        return frozenset()
    return frozenset(marked | {key for key, _ in keys if key.lower() not in FUNCTION_WORDS})


def _drawn(document: Document, section: _Section, shared: frozenset[str]) -> Iterator[Drawn]:
    """The cells of a row; a line that has no key tells nothing of what the heading names."""
    name = document.slice(section.name)
    yield Drawn(section.first or NAME, name, (section.heading, section.name))
    for line in section.lines:
        if line.marked or line.key in shared:
            yield Drawn(line.key, document.slice(line.value), (line.whole, line.value))
