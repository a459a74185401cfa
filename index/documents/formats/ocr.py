"""A picture of a page → its words, each line with its place and how certain it is.

`rapidocr` reads it, with the networks in its wheel; nothing is fetched. A page that lies on its
side or on its head is turned; one that was put in a little crooked is read as it is.
"""

import importlib.util
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from statistics import median
from typing import TYPE_CHECKING, Any

from index.documents.formats.layout import Line
from index.documents.normalise import UnreadableError, normalise
from index.types import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pixels = NDArray[np.uint8]

SECONDS_A_PICTURE = 40.0
"""Of computing that one picture deserves: several times what a full page takes."""
MOST_PICTURES = 1_000
"""Pages of a file that are read off pictures."""
MISSING = "to read it by OCR, install what reads pictures: pip install 'pincite[ocr]'"
"""What is said where the extra is not installed."""

LIBRARIES = ("numpy", "onnxruntime", "rapidocr")
"""What it imports."""
LONGEST_SIDE = 2_000
"""Pixels; more makes it slower and not better."""
_LONG = 2.2  # times its width: a longer picture is read in parts
_THREADS = 2
_LEAST_CERTAINTY = 0.5
_SURE = 0.85
_TALL = 1.5  # height by width of a line on its side
_WIDTH = 595.0  # points: of a page of the usual size
_FONT = 0.72  # size of the font by height of the box around a line
_SAME_SIZE = 0.22


@dataclass(frozen=True, slots=True)
class _Words:
    """A line as the recogniser gives it: its corners from the top left, in pixels."""

    text: str
    corners: tuple[tuple[float, float], ...]
    certainty: float

    @property
    def width(self) -> float:
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        return math.dist(self.corners[0], self.corners[3])


def is_installed() -> bool:
    """Whether pictures can be read."""
    return importlib.util.find_spec("rapidocr") is not None


def check_installed() -> None:
    """Raises an `UnreadableError` if pictures cannot be read."""
    if not is_installed():
        raise UnreadableError(f"It is a picture; {MISSING}.")


def read_picture(pixels: "Pixels") -> tuple[Line, ...]:
    """The lines of a picture, in no order that says anything; empty if there are no words.

    Args:
        pixels: height x width x 3, red first, as the page is shown.
    """
    words, turn = _best_turn(pixels)
    height, width = pixels.shape[:2]
    if turn % 2:
        height, width = width, height
    return _lines(words, width, height, turn)


def _best_turn(pixels: "Pixels") -> tuple[list[_Words], int]:
    """The words of the picture turned as it must be, and by how many quarters to the left."""
    import numpy as np

    words = _recognised(pixels)
    if not words or (not _is_on_its_side(words) and _certainty(words) >= _SURE):
        return words, 0
    found = [(words, 0)]
    for turn in (1, 3) if _is_on_its_side(words) else (2, 1, 3):
        turned = _recognised(np.ascontiguousarray(np.rot90(pixels, turn)))
        found.append((turned, turn))
        if not _is_on_its_side(turned) and _certainty(turned) >= _SURE:
            break
    return max(found, key=lambda item: (_weight(item[0]), -item[1]))


def _weight(words: Sequence[_Words]) -> float:
    """How much of a picture was read, and how surely."""
    read = sum(len(line.text) * line.certainty**4 for line in words)
    return read / 4 if _is_on_its_side(words) else read


def _is_on_its_side(words: Sequence[_Words]) -> bool:
    tall = sum(len(line.text) for line in words if line.height > _TALL * line.width)
    return 2 * tall > sum(len(line.text) for line in words)


def _certainty(words: Sequence[_Words]) -> float:
    characters = sum(len(line.text) for line in words)
    return sum(len(line.text) * line.certainty for line in words) / max(1, characters)


def _recognised(pixels: "Pixels") -> list[_Words]:
    """The lines of a picture that is read as it lies, one part after the other if it is long."""
    height, width = pixels.shape[:2]
    if height <= _LONG * width:
        return _recognised_part(pixels, 0)
    found: list[_Words] = []
    start = 0
    while start < height:
        end = _blank_row(pixels, start + round(1.4 * width), width // 2)
        found += _recognised_part(pixels[start:end], start)
        start = end
    return found


def _blank_row(pixels: "Pixels", wished: int, reach: int) -> int:
    """The row near the one that is wished where a picture can be cut without cutting words."""
    import numpy as np

    height = pixels.shape[0]
    if wished + reach >= height:
        return int(height)
    rows = pixels[wished - reach : wished + reach].mean(axis=2)
    flattest = int(np.argmin(rows.std(axis=1)))
    return wished - reach + flattest


def _recognised_part(pixels: "Pixels", top: int) -> list[_Words]:
    result = _engine()(pixels[:, :, ::-1], use_cls=False)
    if getattr(result, "boxes", None) is None or result.txts is None:
        return []
    return [
        _Words(
            text,
            tuple((float(x), float(y) + top) for x, y in corners),
            min(1.0, max(0.0, float(score))),
        )
        for corners, written, score in zip(result.boxes, result.txts, result.scores, strict=True)
        if (text := " ".join(normalise(str(written)).split()))
    ]


@cache
def _engine() -> Any:
    """The recogniser; loading it takes a second."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.text_score": _LEAST_CERTAINTY,
            "Global.max_side_len": LONGEST_SIDE,
            "Rec.rec_batch_num": 2,  # more takes more memory, and is no faster
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def _lines(words: Sequence[_Words], width: int, height: int, turn: int) -> tuple[Line, ...]:
    """The words as lines of a page of the usual width that is not crooked."""
    if not words:
        return ()
    scale = _WIDTH / width
    slope = _slope(words)
    lines = [_line(line, slope, scale, _shares(line, width, height, turn)) for line in words]
    usual = median(line.size for line in lines)
    # boxes differ in height by the letters in them
    return tuple(
        replace(line, size=usual) if abs(line.size - usual) < _SAME_SIZE * usual else line
        for line in lines
    )


def _line(words: _Words, slope: float, scale: float, box: Box) -> Line:
    cosine, sine = math.cos(slope), math.sin(slope)
    straight = [(x * cosine + y * sine, y * cosine - x * sine) for x, y in words.corners]
    size = words.height * _FONT * scale
    middle = sum(y for _, y in straight) / 4 * scale
    return Line(
        words.text,
        min(x for x, _ in straight) * scale,
        max(x for x, _ in straight) * scale,
        middle + size / 3,
        size,
        box,
        certainty=round(words.certainty, 3),
    )


def _slope(words: Sequence[_Words]) -> float:
    """The angle by which lines fall to the right."""
    angles = [
        math.atan2(b[1] - a[1], b[0] - a[0])
        for a, b in ((line.corners[0], line.corners[1]) for line in words if len(line.text) > 12)
    ]
    return median(angles) if len(angles) > 2 else 0.0


def _shares(words: _Words, width: int, height: int, turn: int) -> Box:
    """The box of a line on the picture as it was before it was turned."""
    a = min(x for x, _ in words.corners) / width
    b = max(x for x, _ in words.corners) / width
    c = min(y for _, y in words.corners) / height
    d = max(y for _, y in words.corners) / height
    for _ in range(turn):
        a, c, b, d = 1 - d, a, 1 - c, b
    left, top, right, foot = (round(min(1.0, max(0.0, share)), 4) for share in (a, c, b, d))
    return (left, top, right, foot)
