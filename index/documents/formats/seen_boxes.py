"""Parts of lines that were read off a picture → their boxes, by the gaps between words.

The recogniser gives the place of a line, not that of its words. Where about as many gaps in its ink
as it has spaces are clearly wider than all others, they are those between its words; elsewhere the
whole line stands for its part.
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from index.documents.formats.sentence_boxes import Found
from index.documents.pages import CitedLine
from index.types import Box

if TYPE_CHECKING:
    from PIL.Image import Image

_MARGIN = 0.1  # of its height, above and below: what the recogniser puts around the ink of a line
_DARK = 0.4  # of the way from the darkest to paper: what is darker is ink
_CLEARLY = 1.25  # times the widest gap within a word
_NEAR = 0.12  # of the line: how far a gap may be from where letters of one width would have it
_MISSED = 2  # spaces that the recogniser has left out, or put where there is none
_ALONE = 2.5  # times as far the next gap must be, where it is told by its place
_HAIR = 0.002  # of the line

_Gap = tuple[float, float]
"""Its start and end, as shares of the line."""


def seen_boxes(picture: "Image", lines: Sequence[CitedLine]) -> Found:
    """The boxes of what is cited of lines that were read off a picture.

    Args:
        picture: of the page, as it is shown.
        lines: of that page.
    """
    boxes = []
    roughly = False
    for line in lines:
        box = line.box
        if line.end - line.start < len(line.text):
            part = _part(picture, line)
            roughly = roughly or part is None
            box = part or box
        left, top, right, bottom = box
        margin = _MARGIN * (bottom - top)
        boxes.append((left, top + margin, right, bottom - margin))
    return Found(tuple(boxes), roughly)


def _part(picture: "Image", line: CitedLine) -> Box | None:
    """The box of whole words of a line; None if they cannot be told apart."""
    words, before = line.text.split(), line.text[: line.start].split()
    cited = line.text[line.start : line.end].split()
    after = line.text[line.end :].split()
    if len(before) + len(cited) + len(after) != len(words):
        return None  # a word of which a part is cited
    gaps = _gaps(picture, line.box, len(words) - 1)
    left, top, right, bottom = line.box
    wide = right - left
    start, end = 0.0, 1.0
    if before:
        gap = _gap(gaps, len(before) - 1, len(words) - 1, line.start - 0.5, line.text)
        if gap is None:
            return None
        start = gap[1]
    if after:
        gap = _gap(gaps, len(before) + len(cited) - 1, len(words) - 1, line.end + 0.5, line.text)
        if gap is None or gap[0] <= start:
            return None
        end = gap[0]
    return (round(left + wide * start, 4), top, round(left + wide * end, 4), bottom)


def _gaps(picture: "Image", box: Box, count: int) -> list[_Gap]:
    """The gaps between words, about as many as are expected; none if it is not clear which.

    The recogniser leaves out a space now and then, and a letter may lean over one.
    """
    found = _blanks(picture, box)
    widths = sorted((end - start for start, end in found), reverse=True)
    most = [
        (widths[n - 1] / (widths[n] if n < len(widths) else _HAIR), n)
        for n in range(max(1, count - _MISSED), min(count + _MISSED, len(widths)) + 1)
    ]
    clear, number = max(most, default=(0.0, 0))
    if clear < _CLEARLY:
        return []
    return [gap for gap in found if gap[1] - gap[0] >= widths[number - 1]]


def _gap(gaps: Sequence[_Gap], number: int, count: int, offset: float, text: str) -> _Gap | None:
    """The gap after so many words: by its number, or else by where it is to be expected.

    Args:
        gaps: of a line.
        number: of the gap, from 0.
        count: how many gaps the words have.
        offset: of the gap in the text.
        text: of the line.
    """
    place = offset / len(text)
    if not gaps:
        return None
    if len(gaps) == count:
        gap = gaps[number]
        return gap if abs(_middle(gap) - place) < _NEAR else None
    nearest, *others = sorted(gaps, key=lambda gap: abs(_middle(gap) - place))
    off = abs(_middle(nearest) - place)
    alone = not others or abs(_middle(others[0]) - place) > _ALONE * off
    return nearest if off < _NEAR / 4 and alone else None


def _middle(gap: _Gap) -> float:
    return (gap[0] + gap[1]) / 2


def _blanks(picture: "Image", box: Box) -> list[_Gap]:
    """The runs of columns without ink within a line, as shares of it, from the left."""
    import numpy as np

    left, top, right, bottom = box
    margin = _MARGIN * (bottom - top)
    sides = (
        round(left * picture.width),
        round((top + margin) * picture.height),
        round(right * picture.width),
        round((bottom - margin) * picture.height),
    )
    if sides[2] - sides[0] < 2 or sides[3] - sides[1] < 2:
        return []
    pixels: Any = np.asarray(picture.crop(sides).convert("L"), dtype=float)
    dark, paper = np.percentile(pixels, (1, 90))
    ink = (pixels < dark + _DARK * (paper - dark)).any(axis=0)
    columns = np.flatnonzero(ink)
    width = len(ink)
    return [((a + 1) / width, b / width) for a, b in pairwise(columns.tolist()) if b - a > 1]
