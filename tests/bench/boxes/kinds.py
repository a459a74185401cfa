"""The kinds of layout of which files are made, each from a seed."""

import random
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from tests.bench.boxes.pdfs import TOWNS, Case, Column, Sheet, Word, flow, register, sentences

Kind = Callable[[random.Random, str], Case]
MARGIN = 60.0


def one(page: int = 1, *, sheet: Sheet | None = None, bottom: float = 70.0) -> Column:
    shown = sheet or Sheet()
    return Column(page, MARGIN, shown.height - 80, bottom, shown.width - 2 * MARGIN)


def side_by_side(count: int, gutter: float, page: int = 1, bottom: float = 70.0) -> list[Column]:
    width = (595 - 2 * MARGIN - gutter * (count - 1)) / count
    return [Column(page, MARGIN + n * (width + gutter), 760, bottom, width) for n in range(count)]


def sizes(rng: random.Random, low: float = 8.5, high: float = 12.5) -> tuple[float, float]:
    size = round(rng.uniform(low, high), 1)
    return size, round(size * rng.uniform(1.12, 1.5), 1)


def ragged(rng: random.Random, font: str) -> Case:
    texts, cited = sentences(rng, 14), rng.randrange(14)
    size, leading = sizes(rng)
    words = flow(texts, cited, [one()], font, size, leading, paragraph=rng.choice((0, 3, 5)))
    return Case("ragged", texts[cited], words, by_line=rng.random() < 0.5)


def justified(rng: random.Random, font: str) -> Case:
    texts, cited = sentences(rng, 16), rng.randrange(16)
    size, leading = sizes(rng)
    words = flow(texts, cited, [one()], font, size, leading, justified=True, paragraph=4)
    return Case("justified", texts[cited], words)


def hyphenated(rng: random.Random, font: str) -> Case:
    texts, cited = sentences(rng, 14), rng.randrange(14)
    size, leading = sizes(rng, 9, 11)
    column = Column(1, 120, 760, 70, rng.uniform(200, 280))
    words = flow(texts, cited, [column], font, size, leading, justified=True, hyphens=True)
    return Case("hyphenated", texts[cited], words)


def two_columns(rng: random.Random, font: str) -> Case:
    texts, cited = sentences(rng, 24), rng.randrange(24)
    size, leading = sizes(rng, 8.5, 10)
    columns = side_by_side(2, 24, bottom=470)
    words = flow(texts, cited, columns, font, size, leading, justified=True, hyphens=True)
    return Case("two columns", texts[cited], words)


def three_columns(rng: random.Random, font: str) -> Case:
    texts, cited = sentences(rng, 20), rng.randrange(20)
    columns = side_by_side(3, 18, bottom=520)
    words = flow(texts, cited, columns, font, 8.0, 10.0, hyphens=True)
    return Case("three columns", texts[cited], words)


def over(columns: list[Column], name: str, pages: int) -> Kind:
    """A kind whose sentence begins in one column and ends in the next, which has more room."""

    def made(rng: random.Random, font: str) -> Case:
        for _ in range(20):
            texts = sentences(rng, 22)
            for cited in range(4, 20):
                words = flow(texts, cited, columns, font, 9.5, 12.0, justified=True)
                parts = {(w.page, w.x > 300 and len(columns) > 1) for w in words if w.cited}
                if name == "over pages":
                    parts = {(page, False) for page, _ in parts}
                if len(parts) == 2:
                    return Case(name, texts[cited], words, pages=pages)
        raise ValueError("no sentence runs over the end of a column")

    return made


def turned(rng: random.Random, font: str) -> Case:
    case = rng.choice((ragged, justified, two_columns))(rng, font)
    case.kind, case.sheet = "turned page", Sheet(turn=rng.choice((90, 180, 270)))
    return case


def cropped(rng: random.Random, font: str) -> Case:
    case = rng.choice((ragged, justified, two_columns))(rng, font)
    case.kind = "cropped page"
    case.sheet = Sheet(crop=(30, 40, 560, 800), turn=rng.choice((0, 0, 90, 270)))
    return case


def table(rng: random.Random, font: str) -> Case:
    towns = rng.sample(TOWNS[:10], 8)
    rows = [("Town", "Berths", "Year", "Owner")]
    rows += [
        (town, f"{rng.randint(10, 900)}", f"{rng.randint(1890, 2020)}", rng.choice(
            ("the county", "the ferry company", "a family", "the state")))
        for town in towns
    ]  # fmt: skip
    cited = rng.randint(1, 8)
    words = []
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            x, y = 70 + place * 120.0, 640.0 - number * 20
            words.append(Word(cell, x, y, font, 10, 1, number == cited))
    intro = flow(sentences(rng, 3), -1, [one()], font, 10, 13)
    return Case("table", " ".join(rows[cited]), [*intro, *words])


def by_letter(rng: random.Random, font: str) -> Case:
    case = rng.choice((ragged, justified, hyphenated))(rng, font)
    case.kind, case.by_letter, case.by_line = "letter by letter", True, False
    return case


def tight(rng: random.Random, font: str) -> Case:
    texts, cited = sentences(rng, 14), rng.randrange(14)
    words = flow(texts, cited, [one()], font, 11, 11.2)
    return Case("tight lines", texts[cited], words)


def twice(rng: random.Random, font: str) -> Case:
    texts = sentences(rng, 14)
    first, cited = sorted(rng.sample(range(14), 2))
    texts[cited] = texts[first]
    size, leading = sizes(rng)
    words = flow(texts, cited, [one()], font, size, leading)
    return Case("said twice", texts[cited], words, nth=1)


def marked(rng: random.Random, font: str) -> Case:
    """With the raised mark of a note in the sentence, and the note below."""
    texts, cited = sentences(rng, 10), rng.randrange(2, 8)
    words = flow(texts, cited, [one()], font, 10.5, 14)
    own = [number for number, word in enumerate(words) if word.cited]
    last = words[own[-1]]
    mark = Word("1", last.right, last.y + 4, font, 6.5, 1, True)
    note = flow(sentences(rng, 1), -1, [Column(1, MARGIN, 90, 60, 470)], font, 7.5, 9)
    for word in words[own[-1] + 1 :]:
        if word.y == last.y:
            word.x += 4
    return Case("note", texts[cited], [*words, mark, *note])


def with_heads(rng: random.Random, font: str) -> Case:
    pages = 4
    columns = [one(page, bottom=300) for page in range(1, pages + 1)]
    texts = sentences(rng, 60)
    cited = rng.randrange(60)
    words = flow(texts, cited, columns, font, 10, 13, justified=True, paragraph=6)

    def extra(canvas: Any, number: int) -> None:
        canvas.setFont(font, 8)
        canvas.drawString(MARGIN, 815, f"County gazette, volume {number % 2 + 3}")
        canvas.drawCentredString(297, 30, str(number + 11))

    return Case("running heads", texts[cited], words, pages=pages, extra=extra)


def scaled(rng: random.Random, font: str) -> Case:
    case = rng.choice((ragged, justified))(rng, font)
    case.kind, case.scaled = "scaled", rng.choice((0.1, 0.75, 12.0))
    return case


def accents(rng: random.Random, font: str) -> Case:
    texts, cited = sentences(rng, 12), rng.randrange(12)
    texts = [
        text.replace("Orvell", "Örvell").replace("council", "cónseil").replace("office", "“office”")
        for text in texts
    ]
    size, leading = sizes(rng)
    words = flow(texts, cited, [one()], font, size, leading)
    return Case("accents", texts[cited], words, by_line=True)


def stamped(rng: random.Random, font: str) -> Case:
    case = rng.choice((ragged, justified))(rng, font)

    def extra(canvas: Any, number: int) -> None:
        canvas.saveState()
        canvas.translate(200, 300)
        canvas.rotate(45)
        canvas.setFillGray(0.85)
        canvas.setFont("Helvetica", 60)
        canvas.drawString(0, 0, "DRAFT COPY")
        canvas.restoreState()

    case.kind, case.extra = "stamped", extra
    return case


def large(rng: random.Random, font: str) -> Case:
    sheet = Sheet(2000, 3000)
    texts, cited = sentences(rng, 14), rng.randrange(14)
    words = flow(texts, cited, [one(sheet=sheet)], font, 40, 52)
    return Case("large page", texts[cited], words, sheet)


KINDS: tuple[Kind, ...] = (
    ragged,
    justified,
    hyphenated,
    two_columns,
    three_columns,
    over([side_by_side(2, 26, bottom=500)[0], side_by_side(2, 26)[1]], "over columns", 1),
    over([one(1, bottom=560), one(2)], "over pages", 2),
    turned,
    cropped,
    table,
    by_letter,
    tight,
    twice,
    marked,
    with_heads,
    scaled,
    accents,
    stamped,
    large,
)
SCANNED: tuple[Kind, ...] = (ragged, justified, two_columns, tight, hyphenated)
"""Kinds of running text, of which pictures are made too."""


def case(kind: Kind, seed: int) -> Case:
    """A file of a kind; the same of the same seed."""
    rng = random.Random(seed)
    fonts = register()
    for _ in range(50):
        font = rng.choice(fonts)
        with suppress(ValueError):  # no room for a wide font
            return kind(rng, font)
    raise ValueError(f"{kind} has no room")
