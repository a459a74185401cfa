"""Words that have a place on a page → lines in the order in which people read them.

A page is known as fragments: words that stand close together on one baseline. Where a gutter runs
between fragments and those on both sides look like running text, each side is read by itself;
elsewhere fragments are read row by row, as tables and forms are. The order in which a program
drew them says nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import pairwise
from statistics import median

from index.documents.formats.cells import kind_of
from index.types import Box

MOST_FRAGMENTS = 3_000
"""A page of more than this is read row by row: to look for gutters takes quadratic time."""

_ROW = 0.35  # of the size: how far the baselines of one row may lie apart
_GUTTER = 0.7  # of the size: the narrowest gutter
_FEWEST_LINES = 3
_ROWS_OF_TABLE = 0.4
_ALL_ROWS = 0.8
_MOST_STORIES = 40  # of a page
_NEAR = 2.0  # of the size: the next line of a text
_TALL = 1.15  # of the size of a text: the letters of a heading
_GAP = 2.2  # of the size: what parts two lines between which a heading stands beside them
_LEVEL = 0.1  # of the size: baselines that are one
_FAR = 4.0  # of the size: what stands below both sides of a gutter
_ALIKE = 0.9
_LONGEST_MARK = 4  # characters of what stands before an item
_PROSE_CHARACTERS = 18
_PROSE_FILL = 0.55
_DEPTH = 6
_VALUES = ("number", "measure")
_PAIR = re.compile(r"([A-Z][^:]{1,30}): ?\S")
_STOPS = (".", "!", "?", ":", "”", '"', ")")


ITEM_MARK = re.compile(r"[•◦▪‣●○■□*–—-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivx]{1,5})[.)]")
"""What stands before an item of a list, as a whole."""


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline.

    Attributes:
        text: the words, normalised, on one line.
        left: where it starts, in points of the upright page, from the left.
        right: where it ends.
        baseline: from the top.
        size: of its font, in points.
        box: its place on the page as it is shown; see `Place.box`.
        bold: whether all of it is.
        note: whether it starts with a raised mark, as a footnote does.
        certainty: as in `Place.certainty`.
        cells: its parts, if there are wide gaps in it.
        row: as in `Place.row`.
        ruled: whether it is all that stands between two rulings of a table.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    box: Box
    bold: bool = False
    note: bool = False
    certainty: float | None = None
    cells: tuple["Line", ...] = ()
    row: int | None = None
    ruled: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """Lines under each other, as of one column.

    Attributes:
        lines: from top to bottom; not empty.
        table: whether they are rows of a table, which never run on.
    """

    lines: tuple[Line, ...]
    table: bool = False

    @property
    def right(self) -> float:
        """Where its longest line ends."""
        return max(line.right for line in self.lines)

    @property
    def left(self) -> float:
        """Where its first line from the left starts."""
        return min(line.left for line in self.lines)


@dataclass(frozen=True, slots=True)
class Page:
    """What is read of one page.

    Attributes:
        blocks: in reading order.
        height: in points.
        extra: lines that stand apart from the text, such as the values of a form.
    """

    blocks: tuple[Block, ...] = ()
    height: float = 0.0
    extra: tuple[Line, ...] = ()


def arrange(fragments: Sequence[Line]) -> tuple[Block, ...]:
    """The fragments of a page as blocks of lines, in reading order. Empty for none."""
    ordered = sorted(fragments, key=lambda part: (part.baseline, part.left))
    depth = _DEPTH if len(ordered) <= MOST_FRAGMENTS else 0
    regions = _regions(ordered, depth)
    return tuple(Block(tuple(rows(region))) for region in regions if region)


def rows(fragments: Sequence[Line]) -> Iterator[Line]:
    """The fragments of one column as lines, from top to bottom."""
    row: list[Line] = []
    for part in sorted(fragments, key=lambda part: (part.baseline, part.left)):
        if row and part.baseline - row[0].baseline > _ROW * min(part.size, row[0].size):
            yield one_row(row)
            row = []
        row.append(part)
    if row:
        yield one_row(row)


def one_row(row: list[Line], *, ruled: bool = False) -> Line:
    """Parts that stand beside each other as one line, of which they are the cells."""
    if len(row) == 1:
        return replace(row[0], ruled=True) if ruled else row[0]
    row.sort(key=lambda part: part.left)
    longest = max(row, key=lambda part: len(part.text))
    certain = [part.certainty for part in row if part.certainty is not None]
    return replace(
        longest,
        text=" ".join(part.text for part in row),
        left=row[0].left,
        right=max(part.right for part in row),
        box=reduce(around, (part.box for part in row)),
        bold=all(part.bold for part in row),
        note=row[0].note,
        certainty=min(certain, default=None),
        cells=tuple(cell for part in row for cell in part.cells or (part,)),
        ruled=ruled,
    )


def around(a: Box, b: Box) -> Box:
    """The smallest box that holds two boxes."""
    return (min(a[0], b[0]), min(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]))


def _regions(fragments: list[Line], depth: int) -> list[list[Line]]:
    """The fragments, sorted by baseline, in parts that are each read from top to bottom."""
    if depth == 0 or len(fragments) < 2 * _FEWEST_LINES:
        return [fragments]
    found = _best_gutter(fragments)
    if not found:
        short = _short_column(fragments)
        return [[part for part in fragments if part not in short], short] if short else [fragments]
    regions: list[list[Line]] = []
    rest: list[Line] = []
    runs = list(_runs(fragments, *found))
    for number, (run, gutter) in enumerate(runs):
        if gutter is None:
            rest += run
            continue
        if rest:
            regions += _regions(rest, depth - 1)
            rest = []
        sides = [
            [part for part in run if (part.left < gutter) == at_left] for at_left in (True, False)
        ]
        below = runs[number + 1][0][0] if number + 1 < len(runs) else None
        if below and all(sides) and _runs_around(sides[0], sides[1], below):
            sides.reverse()
        for side in sides:
            regions += _regions(side, depth - 1)
    return [*regions, *(_regions(rest, depth - 1) if rest else [])]


def _runs_around(text: Sequence[Line], box: Sequence[Line], below: Line) -> bool:
    """Whether a text goes on with the line below it and the box at its right."""
    last = text[-1]
    near = below.baseline - last.baseline <= _NEAR * last.size
    alike = abs(below.size - last.size) < _LEVEL * last.size and abs(below.left - last.left) < 1
    breaks_off = not last.text.endswith(_STOPS) and below.text[0].islower()
    is_box = median(part.size for part in box) < _ALIKE * last.size or not _is_prose(box)
    return near and alike and breaks_off and is_box


def _short_column(fragments: Sequence[Line]) -> list[Line]:
    """The few lines at the right that a column of text at the left goes on with; often none.

    So ends the last page of a text in columns: the left one breaks off within a sentence.
    """
    pairs = pairwise(fragments)
    beside = [b for a, b in pairs if b.baseline - a.baseline <= _ROW * b.size and b.left > a.right]
    if not 0 < len(beside) < _FEWEST_LINES:
        return []
    left = [part for part in fragments if part not in beside]
    gutter = min(part.left for part in beside) - max(part.right for part in left)
    if len(left) < 2 * _FEWEST_LINES or gutter < _GUTTER * beside[0].size or not _is_prose(left):
        return []
    breaks_off = not left[-1].text.endswith(_STOPS) and beside[0].text[0].islower()
    return beside if breaks_off and left[-1].size == beside[0].size else []


def _best_gutter(fragments: Sequence[Line]) -> tuple[float, float] | None:
    """Right side and width of the gutter with the most text beside it; None if there is none."""
    size = median(part.size for part in fragments)
    width = _GUTTER * size
    best, most = None, 0
    for edge in _edges(fragments, size):
        runs = _runs(fragments, edge, width)
        beside = sum(len(run) for run, gutter in runs if gutter is not None)
        if beside > most:
            best, most = (edge, width), beside
    return best


def _edges(fragments: Sequence[Line], size: float) -> list[float]:
    """Where several fragments start, but for those that are first from the left."""
    step = max(size / 2, 1.0)
    counts: dict[int, list[float]] = {}
    for part in fragments:
        counts.setdefault(int(part.left / step), []).append(part.left)
    edges = []
    for cell, lefts in counts.items():
        near = [*lefts, *counts.get(cell + 1, ())]
        if len(near) >= _FEWEST_LINES:
            edges.append(min(lefts) - step / 5)
    edges.sort()
    return edges[1:40]


def _runs(
    fragments: Sequence[Line], edge: float, width: float
) -> Iterator[tuple[list[Line], float | None]]:
    """Runs of fragments with the gutter that parts each, or None for those that none parts."""
    run: list[Line] = []
    for part in fragments:
        if part.left < edge and part.right > edge - width:
            if run:
                yield from _parted(run, edge)
                run = []
            yield [part], None
        else:
            run.append(part)
    if run:
        yield from _parted(run, edge)


def _parted(run: list[Line], edge: float) -> Iterator[tuple[list[Line], float | None]]:
    """A run with its gutter; what stands far above it, or far below a box beside a text, alone."""
    if not _are_columns(run, edge):
        yield run, None
        return
    if head := _head(run, edge):
        yield run[:head], None
        run = run[head:]
    sides = [[part for part in run if (part.left < edge) == at_left] for at_left in (True, False)]
    end = len(run)
    if not all(map(_is_prose, sides)):
        foot = min(side[-1].baseline for side in sides)
        below = (n for n in range(1, len(run)) if run[n - 1].baseline >= foot)
        far = (n for n in below if run[n].baseline - run[n - 1].baseline > _FAR * run[n].size)
        end = next(far, end)
    yield from _stories(run[:end], edge)
    if end < len(run):
        yield run[end:], None


def _stories(run: list[Line], edge: float) -> Iterator[tuple[list[Line], float | None]]:
    """A run of columns with its gutter, cut at each heading that stands over both columns.

    Such a heading may be too short to cross the gutter; but beside it stands nothing, and both
    columns go on below it at the same height.
    """
    usual = median(part.size for part in run)
    start = 0
    tall = [part for part in run if part.left < edge and part.size > _TALL * usual]
    for heading in tall[:_MOST_STORIES]:
        if not _stands_over_both(heading, run, edge):
            continue
        place = run.index(heading)
        if place > start:
            yield run[start:place], edge
        yield [heading], None
        start = place + 1
    if start < len(run):
        yield run[start:], edge


def _stands_over_both(heading: Line, run: Sequence[Line], edge: float) -> bool:
    """Whether the column at the right is parted beside a heading, and goes on as the left does.

    Above it a story ends in both columns, of which the right one goes on with the left, and below
    it one begins.
    """
    sides = [[part for part in run if (part.left < edge) == at_left] for at_left in (True, False)]
    above = [[part for part in side if part.baseline < heading.baseline] for side in sides]
    below = [[part for part in side if part.baseline > heading.baseline] for side in sides]
    if not (above[1] and all(below)):
        return False
    left, right = below[0][0], below[1][0]
    upper, size = above[1][-1], sides[1][0].size
    if any(abs(part.baseline - heading.baseline) <= size for part in sides[1]):
        return False
    if not upper.text.endswith(_STOPS) or left.text[0].islower():
        return False
    if above[0] and above[0][-1].text.endswith(_STOPS) and sides[1][0].text[0].islower():
        return False
    level = abs(left.baseline - right.baseline) <= _LEVEL * size
    return level and right.baseline - upper.baseline >= _GAP * size


def _head(run: Sequence[Line], edge: float) -> int:
    """How many parts at the top of a run are a row on both sides of a gutter, far above the rest.

    So stand the name of a newspaper and its date.
    """
    row = [part for part in run if part.baseline - run[0].baseline <= _ROW * run[0].size]
    rest = run[len(row) :]
    far = run[0].baseline + _FAR * run[0].size
    below = [[part for part in rest if (part.left < edge) == at_left] for at_left in (True, False)]
    across = any(part.left < edge for part in row) and any(part.left >= edge for part in row)
    apart = all(below) and any(side[0].baseline > far for side in below)
    return len(row) if across and apart and _are_columns(rest, edge) else 0


def _are_columns(run: Sequence[Line], edge: float) -> bool:
    """Whether what stands on both sides of a gutter is to be read one side after the other."""
    left = [part for part in run if part.left < edge]
    right = [part for part in run if part.left >= edge]
    if min(len(left), len(right)) < _FEWEST_LINES:
        return False
    top = max(left[0].baseline, right[0].baseline) - 1
    foot = min(left[-1].baseline, right[-1].baseline) + 1
    if sum(top <= part.baseline <= foot for part in run) < 2 * _FEWEST_LINES - 1:
        return False
    beside = [part for part in left if top <= part.baseline <= foot]
    beside_right = [part for part in right if top <= part.baseline <= foot]
    share = _share_in_rows(beside, beside_right) if beside and beside_right else 0.0
    if _holds_values(beside_right):
        return False
    if any(map(_are_pairs, (beside, beside_right))):
        return True
    if share < _ROWS_OF_TABLE or (_is_prose(left) and _is_prose(right)):
        return True
    return _differ_in_rhythm(beside, beside_right)


def _holds_values(side: Sequence[Line]) -> bool:
    """Whether all that stands on a side are numbers, as in the columns of a table."""
    return len(side) >= _FEWEST_LINES and all(kind_of(part.text) in _VALUES for part in side)


def _are_pairs(side: Sequence[Line]) -> bool:
    """Whether all that stands on a side are values with names, as `Due date: 3 April`."""
    names = [found[1] for part in side if (found := _PAIR.match(part.text))]
    return len(side) >= _FEWEST_LINES and len(set(names)) == len(side)


def _differ_in_rhythm(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether letters and lines of two sides differ in size, as those of a text and a box do."""
    marks = any(median(len(part.text) for part in side) <= _LONGEST_MARK for side in (left, right))
    if marks or _share_in_rows(left, right, _LEVEL) > _ALL_ROWS:
        return False
    sizes = [median(part.size for part in side) for side in (left, right)]
    steps = [
        median([b.baseline - a.baseline for a, b in pairwise(side)] or [0.0])
        for side in (left, right)
    ]
    return all(min(pair) < _ALIKE * max(pair) for pair in (sizes, steps))


def _share_in_rows(left: Sequence[Line], right: Sequence[Line], within: float = _ROW) -> float:
    """The part of the lines of the shorter side that have a baseline with one of the other."""
    few, many = sorted((left, right), key=len)
    baselines = [part.baseline for part in many]
    together = 0
    for part in few:
        near = bisect_left(baselines, part.baseline - within * part.size)
        together += near < len(many) and baselines[near] <= part.baseline + within * part.size
    return together / len(few)


def _is_prose(side: Sequence[Line]) -> bool:
    """Whether the lines are those of running text: mostly full ones, of several words."""
    widths = [part.right - part.left for part in side]
    full = sorted(widths)[len(widths) * 9 // 10]
    characters = sum(len(part.text) for part in side) / len(side)
    filled = sum(widths) / len(widths) >= _PROSE_FILL * full
    words = sum(char.isalpha() for part in side for char in part.text)
    mostly_words = words >= 0.6 * sum(len(part.text) for part in side)
    return filled and characters >= _PROSE_CHARACTERS and mostly_words
