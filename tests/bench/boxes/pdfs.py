"""PDF files with one sentence whose place is known, since each word is put where it stands.

The sentence is written in red and all else in black, so that the picture of a page tells by itself
whether a box is over it. Boxes are worked out here from the widths and heights of the fonts, by no
code of pincite.
"""

import random
import warnings
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

Rectangle = tuple[float, float, float, float]
"""Left, top, right and bottom: shares of the page as it is shown."""

STANDARD = ("Helvetica", "Times-Roman", "Courier", "Times-Italic", "Helvetica-Bold")
FILES = {
    "DejaVuSans": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "DejaVuSerif": "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "LiberationSerif": "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf",
    "LiberationSans": "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
}
RED = (1, 0, 0)
WIDTH, HEIGHT = 595.0, 842.0

TOWNS = [
    "Lindau",
    "Orvell",
    "Tolm",
    "Bregenz",
    "Kaltern",
    "Marsk",
    "Hollen",
    "Visby",
    "Arnau",
    "Dunmore",
    "Sella",
    "Pontre",
]
_THINGS = [
    "harbour office",
    "new quay",
    "old mill",
    "town council",
    "ferry company",
    "school board",
    "water works",
    "fire brigade",
    "night train",
    "county museum",
    "market hall",
    "fishing fleet",
    "bridge toll",
    "rowing club",
]
_DONE = [
    "closed its doors for {n} days",
    "asked for {n} million more",
    "counted {n} visitors in one week",
    "turned down {n} of the plans",
    "paid {n} families for the flood",
    "hired {n} people from the valley",
    "lost {n} boats in the storm",
    "opened {n} rooms to the public",
]
_WHEN = [
    "in March",
    "after the flood of last autumn",
    "before the vote on Friday",
    "since the summer began",
    "without a word to the neighbours",
    "against the advice of its own engineers",
    "by the end of the year",
    "although the county had promised otherwise",
]
_MORE = [
    "which nobody had expected",
    "as the mayor of the town said",
    "and the council will discuss it in June",
    "while the price of timber went up again",
    "so the works had to wait for another spring",
    "and three of the neighbours went to court",
]


def sentences(rng: random.Random, count: int) -> list[str]:
    """Invented sentences, no two alike, of 8 to 30 words."""
    made: list[str] = []
    while len(made) < count:
        subject = f"The {rng.choice(_THINGS)} of {rng.choice(TOWNS)}"
        text = f"{subject} {rng.choice(_DONE).format(n=rng.randint(2, 940))} {rng.choice(_WHEN)}"
        for _ in range(rng.randint(0, 2)):
            text += f", {rng.choice(_MORE)}"
        if f"{text}." not in made:
            made.append(f"{text}.")
    return made


@dataclass
class Word:
    """A word, or a part of one, where it stands: in points from the bottom left, before any turn.

    Attributes:
        text: as it is drawn.
        x: where it begins.
        y: its baseline.
        font: its font.
        size: in points.
        page: from 1.
        cited: whether it is of the sentence.
    """

    text: str
    x: float
    y: float
    font: str
    size: float
    page: int
    cited: bool

    @property
    def right(self) -> float:
        return self.x + pdfmetrics.stringWidth(self.text, self.font, self.size)


@dataclass
class Sheet:
    """How the pages of a file are: their size, the part that is shown, and how they are turned."""

    width: float = WIDTH
    height: float = HEIGHT
    crop: tuple[float, float, float, float] | None = None
    turn: int = 0

    def shown(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """A rectangle of the file as shares of the page as it is shown."""
        l, b, r, t = self.crop or (0, 0, self.width, self.height)  # noqa: E741
        corners = [
            ((x - l) / (r - l), (t - y) / (t - b)) for x, y in ((left, top), (right, bottom))
        ]
        turned = {0: lambda u, v: (u, v), 90: lambda u, v: (1 - v, u)}
        turned |= {180: lambda u, v: (1 - u, 1 - v), 270: lambda u, v: (v, 1 - u)}
        (a, c), (d, e) = (turned[self.turn](u, v) for u, v in corners)
        return (min(a, d), min(c, e), max(a, d), max(c, e))


@dataclass
class Case:
    """A file to make.

    Attributes:
        kind: of layout.
        sentence: whose place is asked for.
        nth: which of the places where it stands, from 0.
        words: all that is drawn.
        sheet: how its pages are.
        pages: how many there are.
        extra: draws more on a page, given the canvas and the number of the page, under the words.
        by_letter: whether each letter is drawn alone.
        by_line: whether the words of a line are drawn as one string with spaces.
        scaled: by how much the words are drawn smaller and then made larger again.
    """

    kind: str
    sentence: str
    words: list[Word]
    sheet: Sheet = field(default_factory=Sheet)
    nth: int = 0
    pages: int = 1
    extra: Callable[[Any, int], None] | None = None
    by_letter: bool = False
    by_line: bool = False
    scaled: float = 1.0

    def boxes(self) -> list[tuple[int, Rectangle]]:
        """Page and box of each line of the sentence, from ascent to descent of its font.

        A row of a table is a line, from its first cell to its last one.
        """
        found: dict[tuple[int, float], list[Word]] = {}
        for word in self.words:
            if word.cited:
                found.setdefault((word.page, round(word.y, 2)), []).append(word)
        made = []
        for (page, y), line in found.items():
            for run in [line] if self.kind == "table" else _runs(line):
                up, down = pdfmetrics.getAscentDescent(run[0].font, run[0].size)
                sides = (run[0].x, y + down, max(word.right for word in run), y + up)
                made.append((page, self.sheet.shown(*sides)))
        return made

    def write(self, path: Path, words: Sequence[Word] | None = None) -> None:
        """Write the file.

        Args:
            path: of it.
            words: to draw in place of its own.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            size = (self.sheet.width, self.sheet.height)
            if self.sheet.turn % 180:
                size = size[::-1]  # the canvas takes that of the page as it is shown
            canvas = Canvas(str(path), pagesize=size, invariant=1)
            for number in range(1, self.pages + 1):
                if self.sheet.crop:
                    canvas.setCropBox(self.sheet.crop)
                canvas.setPageRotation(self.sheet.turn)
                if self.extra:
                    self.extra(canvas, number)
                here = [word for word in words or self.words if word.page == number]
                self._draw(canvas, here)
                canvas.showPage()
            canvas.save()

    def _draw(self, canvas: Any, words: Sequence[Word]) -> None:
        scale = self.scaled
        canvas.saveState()
        canvas.scale(scale, scale)
        for run in _by_line(words) if self.by_line else ([word] for word in words):
            first = run[0]
            canvas.setFillColorRGB(*(RED if first.cited else (0, 0, 0)))
            canvas.setFont(first.font, first.size / scale)
            text = " ".join(word.text for word in run)
            x = first.x
            for piece in text if self.by_letter else [text]:
                canvas.drawString(x / scale, first.y / scale, piece)
                x += pdfmetrics.stringWidth(piece, first.font, first.size)
        canvas.restoreState()


def _runs(line: Sequence[Word]) -> Iterator[list[Word]]:
    """The words of one baseline, parted where another column begins."""
    run: list[Word] = []
    for word in sorted(line, key=lambda word: word.x):
        if run and word.x - run[-1].right > 4 * word.size:
            yield run
            run = []
        run.append(word)
    yield run


def _by_line(words: Sequence[Word]) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in words:
        if run and (word.y, word.cited, word.page) != (run[-1].y, run[-1].cited, run[-1].page):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


@dataclass
class Column:
    """Where lines are put: below each other, as far as there is room."""

    page: int
    x: float
    top: float
    bottom: float
    width: float


def flow(
    texts: Sequence[str],
    cited: int,
    columns: Sequence[Column],
    font: str,
    size: float,
    leading: float,
    *,
    justified: bool = False,
    hyphens: bool = False,
    paragraph: int = 0,
) -> list[Word]:
    """Sentences set in columns, one after the other.

    Args:
        texts: the sentences.
        cited: number of the one whose place is asked for.
        columns: in reading order.
        font: of all.
        size: of it.
        leading: from one baseline to the next.
        justified: whether lines are as long as the column.
        hyphens: whether words are cut at the ends of lines.
        paragraph: sentences after which a new one begins; 0 for never.

    Raises:
        ValueError: if there is no room for all of it.
    """
    space = pdfmetrics.stringWidth(" ", font, size)
    setter = _Setter(texts, cited, paragraph, font, size, hyphens)
    placed: list[Word] = []
    for column in columns:
        y = column.top
        while setter.waiting and y >= column.bottom:
            line, ended = setter.line(column.width)
            spare = column.width - sum(setter.width(text) for text, _ in line)
            gap = space
            if justified and len(line) > 1 and setter.waiting and not ended:
                gap = min(spare / (len(line) - 1), 3.5 * space)
            x = column.x
            for text, red in line:
                placed.append(Word(text, x, y, font, size, column.page, red))
                x += setter.width(text) + gap
            y -= leading
    if setter.waiting:
        raise ValueError(f"no room for {len(setter.waiting)} words")
    return placed


class _Setter:
    """Takes one line after the other from sentences."""

    def __init__(
        self,
        texts: Sequence[str],
        cited: int,
        paragraph: int,
        font: str,
        size: float,
        hyphens: bool,
    ) -> None:
        self.waiting = [
            (word, number == cited, bool(paragraph) and n == 0 and number % paragraph == 0)
            for number, text in enumerate(texts)
            for n, word in enumerate(text.split())
        ]
        self._font, self._size, self._hyphens = font, size, hyphens

    def width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, self._font, self._size))

    def line(self, width: float) -> tuple[list[tuple[str, bool]], bool]:
        """The words of the next line, and whether it ends a paragraph."""
        line: list[tuple[str, bool]] = []
        length = 0.0
        while self.waiting:
            text, red, begins = self.waiting[0]
            if begins and line:
                return line, True
            if length + self.width(text) > width and line:
                head, tail = self._cut(text, width - length)
                if head:
                    line.append((head, red))
                    self.waiting[0] = (tail, red, False)
                break
            line.append((text, red))
            length += self.width(text) + self.width(" ")
            self.waiting.pop(0)
        return line, False

    def _cut(self, word: str, room: float) -> tuple[str, str]:
        """A word in two, the first with a hyphen; nothing and the word if it is not cut."""
        if not self._hyphens or len(word) < 7 or not word.isalpha() or not word.islower():
            return "", word
        for at in range(len(word) - 3, 2, -1):
            syllable = word[at] not in "aeiou" and word[at - 1] in "aeiou"
            if syllable and self.width(word[:at] + "-") <= room:
                return word[:at] + "-", word[at:]
        return "", word


def register() -> list[str]:
    """The fonts that there are, by name."""
    names = list(STANDARD)
    for name, path in FILES.items():
        if Path(path).exists():
            pdfmetrics.registerFont(TTFont(name, path))
            names.append(name)
    return names
