"""Counts as SVG: columns over time, and bars below each other; without a script.

Pure functions of their arguments. Every text is escaped here; the page's style gives the colours. A
picture stretches with the page, and its title says in words all that it shows.
"""

from collections.abc import Sequence

from ui.render.html import text_to_html
from ui.render.text import shorten

_WIDTH = 420
_TOP, _COLUMNS, _BELOW = 18, 76, 20
_GAP = 0.22  # share of a column's place that is left free
_WIDEST = 44
_ROW, _LABELS, _COUNTS = 22, 96, 58
_LETTER = 7.4  # room for a character beside a bar
_LEAST = 2.0  # of what is not nothing, so that it is seen


def columns(title: str, counts: Sequence[tuple[str, str, int]]) -> str:
    """A column for each count, in order; the first, the last and the highest are named.

    Args:
        title: what is counted.
        counts: what is counted in words, the same in few letters, and the count; not negative.
    """
    most = max((count for *_, count in counts), default=0) or 1
    place = (_WIDTH - 2) / max(len(counts), 1)
    width = min(place * (1 - _GAP), _WIDEST)
    floor = _TOP + _COLUMNS
    parts = [f'<path class="floor" d="M0 {floor}H{_WIDTH}"/>']
    highest = next((n for n, (*_, count) in enumerate(counts) if count == most), -1)
    for n, (label, short, count) in enumerate(counts):
        middle = 1 + place * (n + 0.5)
        height = _size(count, most, _COLUMNS)
        parts.append(
            f'<rect x="{middle - width / 2:.1f}" y="{floor - height:.1f}" width="{width:.1f}" '
            f'height="{height:.1f}" rx="1.5"><title>{text_to_html(f"{label}: {count:,}")}</title>'
            "</rect>"
        )
        at, anchor = _inside(middle, n, len(counts))
        if n in (0, len(counts) - 1):
            parts.append(_text(at, floor + 15, short, anchor))
        if n == highest:
            parts.append(_text(at, floor - height - 5, f"{count:,}", anchor))
    said = "; ".join(f"{label} {count:,}" for label, _, count in counts if count)
    return _svg(f"{title}: {said}", floor + _BELOW, parts)


def bars(title: str, counts: Sequence[tuple[str, int]], labels: float = _LABELS) -> str:
    """A bar for each count, in order, with its name before it and its number behind it.

    Args:
        title: what is counted.
        counts: names and counts; not negative.
        labels: room for the names, of 420.
    """
    most = max((count for _, count in counts), default=0) or 1
    room = _WIDTH - labels - _COUNTS
    parts = []
    for n, (label, count) in enumerate(counts):
        y = n * _ROW
        width = _size(count, most, room)
        parts += [
            _text(labels - 8, y + 15, shorten(label, int(labels / _LETTER)), "end"),
            f'<rect x="{labels:g}" y="{y + 3}" width="{width:.1f}" height="{_ROW - 7}" rx="2"/>',
            _text(labels + width + 7, y + 15, f"{count:,}", "start"),
        ]
    said = "; ".join(f"{label} {count:,}" for label, count in counts)
    return _svg(f"{title}: {said}", max(1, _ROW * len(counts)), parts)


def _size(count: int, most: int, room: float) -> float:
    return max(_LEAST, room * count / most) if count else 0.0


def _inside(middle: float, n: int, count: int) -> tuple[float, str]:
    """Where a label of a column stands, and which end of it: none sticks out of the picture."""
    if count > 2 and n == 0:
        return 0.0, "start"
    if count > 2 and n == count - 1:
        return float(_WIDTH), "end"
    return round(middle, 1), "middle"


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg class="counts" viewBox="0 0 {_WIDTH} {height:g}" role="img">'
        f"<title>{text_to_html(title)}</title>{''.join(parts)}</svg>"
    )


def _text(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text_to_html(text)}</text>'
