"""Parts of lines that were read off a picture → their boxes, by the gaps between words.

The recogniser gives the place of a line, not that of its words. Where the widest gaps in its ink
are as many as its spaces, and clearly wider than all others, they are those between its words;
elsewhere the whole line stands for its part.
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
    before, after = line.text[: line.start].split(), line.text[line.end :].split()
    words = line.text.split()
    last = len(words) - len(after)
    if len(before) + len(after) + len(line.text[line.start : line.end].split()) != len(words):
        return None  # a word of which a part is cited
    gaps = _gaps(picture, line)
    if gaps is None:
        return None
    left, top, right, bottom = line.box
    wide = right - left
    start = left + wide * gaps[len(before) - 1][1] if before else left
    end = left + wide * gaps[last - 1][0] if after else right
    return (round(start, 4), top, round(end, 4), bottom)


def _gaps(picture: "Image", line: CitedLine) -> list[tuple[float, float]] | None:
    """Start and end of each gap between words, as shares of the line; None if it is not clear."""
    count = len(line.text.split()) - 1
    found = _blanks(picture, line.box)
    widths = sorted((end - start for start, end in found), reverse=True)
    if not 0 < count <= len(widths):
        return None
    if count < len(widths) and widths[count - 1] < _CLEARLY * widths[count]:
        return None
    gaps = [gap for gap in found if gap[1] - gap[0] >= widths[count - 1]]
    ends = [place for place, char in enumerate(line.text) if char == " "]
    places = [(place + 0.5) / len(line.text) for place in ends]
    if len(gaps) != count or len(places) != count:
        return None
    near = all(
        abs((gap[0] + gap[1]) / 2 - place) < _NEAR for gap, place in zip(gaps, places, strict=True)
    )
    return gaps if near else None


def _blanks(picture: "Image", box: Box) -> list[tuple[float, float]]:
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
    return [
        ((a + 1) / width, b / width)
        for a, b in pairwise(columns.tolist())
        if b - a > 1
    ]
