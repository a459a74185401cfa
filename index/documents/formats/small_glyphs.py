"""Small raised and lowered characters of a PDF page, put into the lines that they belong to.

They stand on a baseline of their own, between two lines; so they would be read as lines.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

_SMALL = 0.85  # of the size of its line: raised figures are smaller
_DEEPEST = 0.6  # of the size of its line: how far a small one may be lowered
_TOUCH = 0.3  # of the size of small characters: what letters that lean may lie above each other
_LONGEST_RAISED = 16


@dataclass(slots=True)
class Glyph:
    """A character where it stands: in points of the page turned upright, from its top left."""

    char: str
    left: float
    right: float
    baseline: float
    size: float
    index: int
    box: tuple[float, float, float, float]
    spaced: bool = False
    """Whether a space was drawn before it."""


def with_raised(
    groups: list[list[Glyph]],
) -> Iterator[tuple[list[Glyph], dict[int, bool]]]:
    """The groups of one line each, with the small raised or lowered ones put where they belong.

    Yields:
        Characters from left to right, and of the small ones, by their index, whether they are
        raised (True) or lowered.
    """
    groups.sort(key=lambda group: group[0].baseline)
    marks: dict[int, dict[int, bool]] = {}
    gone: set[int] = set()
    for number, small in enumerate(groups):
        if len(small) > _LONGEST_RAISED:
            continue
        host = _host(groups, number, gone)
        if host is None:
            continue
        up = small[0].baseline < groups[host][0].baseline
        for glyph in small:
            marks.setdefault(host, {})[glyph.index] = up
        groups[host] = sorted([*groups[host], *small], key=lambda glyph: glyph.left)
        gone.add(number)
    for number, group in enumerate(groups):
        if number not in gone:
            yield group, marks.get(number, {})


def _host(groups: Sequence[list[Glyph]], number: int, gone: set[int]) -> int | None:
    """The number of the group of larger characters that a small one belongs to, if there is one."""
    small = groups[number][0]
    end = groups[number][-1].right
    for step in (1, -1):
        other = number + step
        while 0 <= other < len(groups) and abs(other - number) < 60:
            large = groups[other]
            rise = large[0].baseline - small.baseline  # positive if raised
            size = median(glyph.size for glyph in large[:9])
            if abs(rise) > 2 * max(size, small.size):
                break
            fits = large[0].left - 0.4 * size <= small.left <= large[-1].right + 0.5 * size
            leads = large[0].left - 0.6 * size <= end <= large[0].right
            if (
                other not in gone
                and small.size <= _SMALL * size
                and (0.08 < rise / size < 0.75 or -_DEEPEST < rise / size < -0.03)
                and (fits or leads)
                and not _collides(groups[number], large)
            ):
                return other
            other += step
    return None


def _collides(small: Sequence[Glyph], large: Sequence[Glyph]) -> bool:
    """Whether small characters stand above or below larger ones, and not in a gap between them."""
    return any(
        min(mark.right, glyph.right) - max(mark.left, glyph.left) > _TOUCH * mark.size
        for glyph in large
        if small[0].size <= _SMALL * glyph.size
        for mark in small
    )
