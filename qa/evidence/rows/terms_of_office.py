"""Lists of who was something from when until when: `Anna Lund (2018 to 2024)`, a row each.

They are lines as any, and read as rows only to tell who it was in a year: three lines at least that
follow one another, each of a name and a stretch of years. No stretch may reach into the next one,
as the years in which people lived do. Two of them at least must be more than a year, as of a list
of films none is. The line above them says what they are; where a line above or below may be one of
them that cannot be read, there is no list.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from math import inf

from index.types import Document, Span
from qa.english.cells import range_of, year_of
from qa.evidence.rows.cells import forms_of
from qa.evidence.rows.tables import WHOLE, Drawn, Redrawn, redraw

NAME, YEARS = "Name", "Years"
"""What the columns are called."""

_FEWEST = 3
_FEWEST_STRETCHES = 2
_LONGEST_LINE = 120
_LONGEST_HEADING = 80
_YEARS = r"(?:[A-Za-z]{2,5} )?\d{4}(?: ?[A-Za-z–—-]{1,6}(?: ?(?:\d{4}|\d\d|[a-z]{3,7}))?)?"
_NAME = r"[^\W\d_][^():;\d]{2,60}"
_LINE = re.compile(
    rf"[ \t]*(?:[-*•–·] |\d\d?[.)] )?(?:(?P<name>{_NAME}?),? ?[(,:–—-]? ?(?P<years>{_YEARS})\)?"
    rf"|(?P<years_first>{_YEARS}):? (?P<name_last>{_NAME}))\.?[ \t]*"
)
_UNREAD = re.compile(r"\d{4}|[(,]")
"""What a line holds that may be one of a list, and is no heading."""

_Line = list[Drawn]


@lru_cache(64)
def terms_of_office(document: Document) -> tuple[Redrawn, ...]:
    """The lists of a document, a table each; none if there are none.

    Args:
        document: any; what stands in its tables is left out.
    """
    if len(document.text) > WHOLE:
        return ()
    return tuple(_redrawn(document, heading, lines) for heading, lines in _blocks(document))


def _redrawn(document: Document, heading: str, lines: Sequence[_Line]) -> Redrawn:
    rows = redraw(document, lines)
    table = replace(rows.table, about=rows.table.about | forms_of(heading))
    places = tuple(tuple(cell.place for cell in line) for line in lines)
    return Redrawn(replace(rows, table=table), places)


def _blocks(document: Document) -> Iterator[tuple[str, list[_Line]]]:
    """The lines that follow one another, with the line above them."""
    heading, block, start, whole = "", list[_Line](), 0, True
    for text in (*document.text.split("\n"), ""):
        line = _read(document, start, text)
        if line:
            block.append(line)
        else:
            ends_whole = not _UNREAD.search(text) or text.rstrip().endswith(":")
            if whole and ends_whole and len(block) >= _FEWEST and _succeed(block):
                yield heading, block
            if block or text.strip():
                heading = text if text.strip() and len(text) <= _LONGEST_HEADING else ""
            block, whole = [], ends_whole
        start += len(text) + 1


def _succeed(lines: Sequence[_Line]) -> bool:
    """Whether one follows the other, the first or the last of them first, in stretches of years."""
    years = [range_of(line[1].text) or (inf, -inf) for line in lines]
    years = [(low, high) for low, high in (years if years[0] <= years[-1] else years[::-1])]
    stretches = sum(low < high for low, high in years)
    return stretches >= _FEWEST_STRETCHES and all(
        before[1] <= after[0] for before, after in pairwise(years)
    )


def _read(document: Document, start: int, text: str) -> _Line:
    """A name and its years; nothing if a line is anything else."""
    match = _LINE.fullmatch(text) if len(text) <= _LONGEST_LINE else None
    if match is None or document.in_table(start):
        return []
    name, years = ("name", "years") if match["name"] else ("name_last", "years_first")
    if range_of(match[years]) is None or year_of(match[years]) is None:
        return []
    first = min(match.start(name), match.start(years))
    last = max(match.end(name), match.end(years))
    last += text[last:].startswith(")")
    whole = Span(document.id, start + first, start + last)
    return [
        Drawn(column, match[group].strip(), (whole, Span(document.id, start + a, start + b)))
        for column, group in ((NAME, name), (YEARS, years))
        for a, b in (match.span(group),)
    ]
