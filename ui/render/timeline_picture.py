"""A timeline as a picture: an SVG that stands alone, with no script and nothing from elsewhere.

A pure function of its argument. Every text is escaped, and what XML may not hold is replaced. How
wide a text is can only be reckoned, since fonts differ: lines are broken early.
"""

import re
import unicodedata
from collections.abc import Iterator

from qa.timeline import Entry, Timeline
from ui.render.html import text_to_html
from ui.render.labels import label
from ui.render.text import plain, shorten
from ui.render.timeline import by_year, elsewhere, headline, left_out, sign, when

_WIDTH = 860
_MARGIN = 28
_DATES = 178  # right end of the dates
_LINE = 204  # of the line that the events hang on
_TEXT = 228
_TEXT_WIDTH = _WIDTH - _TEXT - _MARGIN
_SIZE, _SMALL, _HEIGHT = 15, 12.5, 21
_LONGEST = 600
"""Characters of a sentence that are drawn."""
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROW, _USUAL, _CAPITAL, _WIDE = 0.38, 0.63, 0.84, 1.08
"""Widths of characters, as shares of the size of the font, in one of the wider fonts."""
_STYLE = (
    "text{font-family:system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif;"
    f"font-size:{_SIZE}px;fill:#1f2937}}"
    ".paper{fill:#fff}.title{font-size:24px;font-weight:650}.year{font-size:17px;font-weight:650}"
    f".quiet{{font-size:{_SMALL}px;fill:#566072}}.date{{font-weight:600}}"
    ".line{stroke:#c5ccd8;stroke-width:2}.dot{fill:#1d4ed8;stroke:#1d4ed8;stroke-width:2.5}"
    ".planned{fill:#fff}.published{fill:#8a93a3;stroke:#8a93a3}.sign{fill:#b45309}"
    "@media(prefers-color-scheme:dark){.paper{fill:#0b0f19}text{fill:#f3f4f6}.quiet{fill:#aab4c3}"
    ".line{stroke:#3b4558}.dot{fill:#93b8ff;stroke:#93b8ff}.planned{fill:#0b0f19}"
    ".published{fill:#566072;stroke:#566072}.sign{fill:#f5a524}}"
)


def timeline_to_svg(timeline: Timeline) -> str:
    """The timeline as one SVG, 860 units wide, from the first event at the top to the last."""
    parts: list[str] = []
    y = 48.0
    for line in _broken(timeline.topic, _WIDTH - 2 * _MARGIN, 24):
        parts.append(_text(_MARGIN, y, line, "title"))
        y += 30
    for line in _broken(headline(timeline), _WIDTH - 2 * _MARGIN, _SMALL):
        parts.append(_text(_MARGIN, y, line, "quiet"))
        y += 18
    top = y + 8
    drawn: list[str] = []
    for year, entries in by_year(timeline.entries):
        y += 40
        drawn.append(_text(_DATES, y, str(year), "year", "end"))
        y += 10
        for entry in entries:
            lines, height = _entry(entry, y)
            drawn += lines
            y += height
    if timeline.entries:
        parts.append(f'<path class="line" d="M{_LINE} {top:g}V{y:g}"/>')
    parts += drawn
    y += 30
    for line in _broken(left_out(timeline.left_out), _WIDTH - 2 * _MARGIN, _SMALL):
        parts.append(_text(_MARGIN, y, line, "quiet"))
        y += 18
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {y:g}" width="{_WIDTH}" '
        f'height="{y:g}" role="img"><title>{_escape(timeline.topic)}</title>'
        f'<style>{_STYLE}</style><rect class="paper" width="{_WIDTH}" height="{y:g}"/>'
        f"{''.join(parts)}</svg>\n"
    )


def _entry(entry: Entry, top: float) -> tuple[list[str], float]:
    """An entry from a height downwards, and how high it is."""
    y = top + _HEIGHT
    parts = [
        f'<circle class="dot {entry.told}" cx="{_LINE}" cy="{y - 5:g}" r="5"/>',
        *_dates(entry, y),
    ]
    for line in _broken(shorten(_line(entry.citation.quote), _LONGEST), _TEXT_WIDTH, _SIZE):
        parts.append(_text(_TEXT, y, line))
        y += _HEIGHT
    source = "; ".join(filter(None, (label(entry.citation.document), elsewhere(entry))))
    for line in _broken(shorten(_line(source), _LONGEST), _TEXT_WIDTH, _SMALL):
        parts.append(_text(_TEXT, y, line, "quiet"))
        y += 17
    return parts, y - top + 2


def _dates(entry: Entry, y: float) -> Iterator[str]:
    yield _text(_DATES, y, when(entry, year=False), "date", "end")
    if sign(entry):
        yield _text(_DATES, y + 18, sign(entry), "quiet sign", "end")


def _broken(text: str, width: float, size: float) -> Iterator[str]:
    """A text in lines that are about as wide as may be; a word that is wider is cut."""
    line: list[str] = []
    filled = 0.0
    for word in _line(text).split(" "):
        for piece in _cut(word, width, size):
            wide = _width(piece, size)
            if line and filled + wide > width:
                yield " ".join(line)
                line, filled = [], 0.0
            line.append(piece)
            filled += wide + _NARROW * size
    if any(line):
        yield " ".join(line)


def _cut(word: str, width: float, size: float) -> Iterator[str]:
    while _width(word, size) > width:
        most = max(1, int(width / (_WIDE * size)))
        yield word[:most]
        word = word[most:]
    yield word


def _width(text: str, size: float) -> float:
    return size * sum(map(_share, text))


def _share(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WF":
        return _WIDE
    if character in "iljtfrI.,:;'’!|()[] ":
        return _NARROW
    return _CAPITAL if character.isupper() or character in "mwMW@%—…" else _USUAL


def _text(x: float, y: float, text: str, kind: str = "", anchor: str = "") -> str:
    kinds = f' class="{kind}"' if kind else ""
    anchored = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text{kinds} x="{x:g}" y="{y:g}"{anchored}>{_escape(text)}</text>'


def _escape(text: str) -> str:
    return _NOT_IN_XML.sub("\N{REPLACEMENT CHARACTER}", text_to_html(text))


def _line(text: str) -> str:
    return " ".join(plain(text).split())
