"""The numbers of lines at the left edge of pages, as transcripts of courts and bills have them.

They are no part of what the lines say, which is running text. Numbers before rows of a table or
before items of a list look alike, but what follows them does not go on from one to the next.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from index.documents.formats.layout import Line, rows

_NUMBER = re.compile(r"\d{1,3}")
_FEWEST = 5
"""Numbered lines of a page, or of the pages of a file together."""
_SHARE = 0.9
"""Part of the lines of a page that have a number."""
_GOING_ON = 0.2
"""Part of the lines that go on within a sentence."""
_SHORTEST = 25
"""Characters of a line of running text, on the average."""
_SAME_EDGE = 1.5  # of the size: how far the ends of numbers may lie apart
_OUTSIDE = 2
"""Lines at either edge of a page, such as its head, that may have no number."""
_ENDS_SENTENCE = re.compile(r"[.!?:;]['\"”’)\]]*$")

_Numbered = list[tuple[Line, str]]
"""The numbers of a page, each with the text of its line."""


def without_line_numbers(pages: Sequence[Sequence[Line]]) -> list[list[Line]]:
    """The fragments of each page without the numbers of its lines."""
    found = [_numbered(list(rows(page))) for page in pages]
    texts = [text for page in found for _, text in page]
    if len(texts) < _FEWEST or not runs_on(texts):
        return [list(page) for page in pages]
    gone = {id(number) for page in found for number, _ in page}
    return [[part for part in page if id(part) not in gone] for page in pages]


def runs_on(texts: Sequence[str]) -> bool:
    """Whether lines are those of running text, which goes on from one line to the next."""
    filled = [text for text in texts if text]
    if sum(map(len, filled)) < _SHORTEST * len(filled):
        return False
    going_on = sum(
        below[0].islower() and not _ENDS_SENTENCE.search(above) for above, below in pairwise(filled)
    )
    ended = any(_ENDS_SENTENCE.search(text) for text in filled)
    return ended and going_on >= max(2, _GOING_ON * len(filled))


def _numbered(page: Sequence[Line]) -> _Numbered:
    """The numbers at the left edge of nearly all lines of a page; empty if they are not there."""
    lines = [line.cells or (line,) for line in page]
    told = [place for place, cells in enumerate(lines) if _NUMBER.fullmatch(cells[0].text)]
    if not told:
        return []
    edge = lines[told[len(told) // 2]][0]
    far = _SAME_EDGE * edge.size
    told = [place for place in told if abs(lines[place][0].right - edge.right) <= far]
    run = _longest_run([(place, int(lines[place][0].text)) for place in told])
    if not run or len(run) < _SHARE * (run[-1] - run[0] + 1):
        return []
    if run[0] > _OUTSIDE or len(page) - 1 - run[-1] > _OUTSIDE:
        return []
    return [(lines[n][0], " ".join(cell.text for cell in lines[n][1:])) for n in run]


def _longest_run(numbers: Sequence[tuple[int, int]]) -> list[int]:
    """The places of the longest run of numbers that go up by one."""
    best: list[int] = []
    run: list[int] = []
    last = -1
    for place, number in numbers:
        run = [*run, place] if run and number == last + 1 else [place]
        last = number
        best = max(best, run, key=len)
    return best
