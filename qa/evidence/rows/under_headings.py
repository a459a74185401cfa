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
from qa.evidence.rows.tables import WHOLE, Drawn, Place, Redrawn, redraw

NAME = "Name"
"""What the column of the headings is called."""

_LINE = re.compile(r"[ \t]*(?:[-*•–·‣▪][ \t]+)?(?P<said>(?:(?P<key>[^:\n]{1,40}):[ \t]+)?\S.*)")
_FEWEST_LINES = 2
_FEWEST_KEYS = 2
_LONGEST_LINE = 200
_LONGEST_NAME = 80
_MOST = 2_000
"""Lines of sections that are read as rows; of a longer document none."""


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
        heading: where the heading stands, or that line.
        name: where the name in it stands.
        lines: in their order.
    """

    first: str
    heading: Span
    name: Span
    lines: list[_Line]


@lru_cache(16)
def rows_under_headings(document: Document) -> Redrawn | None:
    """The rows that the sections of a document make; None if these tell of different things.

    Args:
        document: any; what stands in its tables is left out.
    """
    if len(document.text) > WHOLE or ": " not in document.text:
        return None
    sections = [one for one in _sections(document) if len(one.lines) >= _FEWEST_LINES]
    shared = _shared(sections)
    sections = [one for one in sections if shared.intersection(line.key for line in one.lines)]
    if len(sections) < _FEWEST_LINES or sum(len(one.lines) for one in sections) > _MOST:
        return None
    lines = [list(_drawn(document, one, shared)) for one in sections]
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
            if named or (behind_nothing and line.marked and line.key == begins):
                if section:
                    yield section
                name = line.whole if named else line.value
                section = _Section("" if named else line.key, line.whole, name, [])
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
    below = document.text[start + len(line) + 1 :][: 2 * _LONGEST_LINE].split("\n")[:2]
    follow = [_LINE.match(text) for text in below] if below[0].strip() else []
    plain = line[:1].isupper() and line.rstrip()[-1:] not in ".:;,?!"
    return behind_nothing and plain and any(found and found["key"] for found in follow)


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


def _shared(sections: Sequence[_Section]) -> frozenset[str]:
    """The keys that stand in most sections; none if these are too few to be the same kind."""
    counts = Counter(key for one in sections for key in {line.key for line in one.lines})
    most = len(sections) / 2
    shared = frozenset(key for key, count in counts.items() if count > 1 and count >= most)
    return shared if len(shared) >= _FEWEST_KEYS else frozenset()


def _drawn(document: Document, section: _Section, shared: frozenset[str]) -> Iterator[Drawn]:
    name = document.slice(section.name)
    yield Drawn(section.first or NAME, name, (section.heading, section.name))
    for line in section.lines:
        is_key = line.marked or line.key in shared
        key, said = (line.key, line.value) if is_key else ("", line.whole)
        yield Drawn(key, document.slice(said), (line.whole, said))
