"""Plots as SVG: curves and bars over [0, 1], without a script, coloured by the page's style.

Pure functions of their arguments. Every text is escaped here; names of the classes are those of
`report.css`. A plot is 360 units wide and stretches with the page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ui.render.html import text_to_html

_WIDTH = 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 56, 18, 12, 42
_PLOT_HEIGHT = 190
_ROW = 25
_BAR_LEFT, _BAR_RIGHT = 92, 270
_LABEL = 13  # characters of the label of a bar
_FEW = 5
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A curve with its name; points are (x, y) in [0, 1], x rising."""

    label: str
    points: Sequence[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Mark:
    """An upright line at an x in [0, 1], with its name."""

    label: str
    x: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A value in [0, 1] with its interval and the number of questions behind it."""

    label: str
    value: float
    low: float
    high: float
    count: int


def curves(
    title: str,
    lines: Sequence[Line],
    *,
    x_label: str,
    y_label: str,
    marks: Sequence[Mark] = (),
    x_percent: bool = True,
) -> str:
    """Curves over one pair of axes, both from 0 to 1.

    Args:
        title: read out to those who do not see it.
        lines: up to three, each in a colour and a dash of its own.
        x_label: what the horizontal axis is.
        y_label: what the upright axis is, in percent.
        marks: upright lines; up to three.
        x_percent: whether the horizontal axis is in percent too.
    """
    legend = 18 * len(lines) if len(lines) > 1 else 0
    top = _TOP + legend + (16 * len(marks) + 6 if marks else 0)
    height = top + _PLOT_HEIGHT + _BOTTOM
    parts = [
        *_axes(top, x_label, y_label, x_percent),
        *(_curve(n, line, top) for n, line in enumerate(lines, start=1)),
        *(_legend(n, line.label) for n, line in enumerate(lines, start=1) if legend),
        *(_upright(n, mark, top, _TOP + legend) for n, mark in enumerate(marks)),
    ]
    return _svg(title, height, parts)


def bars(title: str, rows: Sequence[Bar], *, errors: bool = False) -> str:
    """Bars below each other, each with its interval; fewer than five questions make it pale.

    Args:
        title: read out to those who do not see it.
        rows: from the top.
        errors: whether they are errors, which have a colour of their own.
    """
    parts = [_bar(n, row, "bar error" if errors else "bar") for n, row in enumerate(rows)]
    return _svg(title, _ROW * len(rows) + 4, parts)


def _svg(title: str, height: float, parts: Sequence[str]) -> str:
    return (
        f'<svg viewBox="0 0 {_WIDTH} {height}" role="img"><title>{text_to_html(title)}</title>'
        f"{''.join(parts)}</svg>"
    )


def _x(value: float) -> float:
    return round(_LEFT + value * (_WIDTH - _LEFT - _RIGHT), 1)


def _y(value: float, top: float) -> float:
    return round(top + (1 - value) * _PLOT_HEIGHT, 1)


def _axes(top: float, x_label: str, y_label: str, x_percent: bool) -> Iterator[str]:
    bottom, middle = top + _PLOT_HEIGHT, top + _PLOT_HEIGHT / 2
    for tick in _TICKS:
        x, y = _x(tick), _y(tick, top)
        yield f'<path class="grid" d="M{_LEFT} {y}H{_WIDTH - _RIGHT}M{x} {top}V{bottom}"/>'
        yield _text(_LEFT - 6, y + 4, f"{tick:.0%}", "end")
        yield _text(x, bottom + 16, f"{tick:.0%}" if x_percent else f"{tick:g}", "middle")
    yield _text(_x(0.5), bottom + 35, x_label, "middle", "axis")
    yield (
        f'<text class="axis" text-anchor="middle" transform="translate(11 {middle}) rotate(-90)">'
        f"{text_to_html(y_label)}</text>"
    )


def _curve(number: int, line: Line, top: float) -> str:
    points = " ".join(f"{_x(x)},{_y(y, top)}" for x, y in line.points)
    return f'<polyline class="line line-{number}" points="{points}"/>'


def _legend(number: int, label: str) -> str:
    y = 18 * number - 5
    return (
        f'<path class="line line-{number}" d="M{_LEFT} {y}h26"/>'
        f"{_text(_LEFT + 33, y + 4, label, 'start')}"
    )


def _upright(number: int, mark: Mark, top: float, above: float) -> str:
    x, y = _x(mark.x), above + 16 * number + 11
    anchor, aside = ("end", -4) if mark.x > 0.5 else ("start", 4)
    return (
        f'<path class="mark" d="M{x} {y - 10}V{top + _PLOT_HEIGHT}"/>'
        f"{_text(x + aside, y, mark.label, anchor)}"
    )


def _bar(number: int, row: Bar, kind: str) -> str:
    y = number * _ROW + 4
    width = _BAR_RIGHT - _BAR_LEFT
    start, end = (round(_BAR_LEFT + v * width, 1) for v in (row.low, row.high))
    label = row.label if len(row.label) <= _LABEL else row.label[: _LABEL - 1] + "…"
    few = " few" if row.count < _FEW else ""
    middle = y + 8.5
    return (
        f"<g><title>{text_to_html(row.label)}: {row.value:.0%}, 95% interval {row.low:.0%} to "
        f"{row.high:.0%}, {row.count:,} questions</title>"
        f"{_text(_BAR_LEFT - 7, y + 13, label, 'end')}"
        f'<rect class="track" x="{_BAR_LEFT}" y="{y}" width="{width}" height="17"/>'
        f'<rect class="{kind}{few}" x="{_BAR_LEFT}" y="{y}" width="{row.value * width:.1f}" '
        f'height="17"/><path class="whisker" d="M{start} {middle}H{end}M{start} {middle - 4}v8'
        f'M{end} {middle - 4}v8"/>'
        f"{_text(_BAR_RIGHT + 46, y + 13, f'{row.value:.0%}', 'end')}"
        f"{_text(_WIDTH - 2, y + 13, f'{row.count:,}', 'end', 'quiet')}</g>"
    )


def _text(x: float, y: float, text: str, anchor: str, kind: str = "label") -> str:
    return (
        f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{text_to_html(text)}</text>'
    )
