"""Words read off pictures of pages: python -m tests.bench.scans [--documents FOLDER] [--pages N].

Draws the texts of documents as pages, at 150 and 200 dots an inch; clean, with noise, and two
degrees crooked; and reads them. Prints, by kind, F1 of the words in order (the longest common
sequence of words) and seconds a page, of the clock and of computing. Two threads are used.
"""

import argparse
import random
import time
from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from index.documents.formats import ocr
from index.documents.formats.paragraphs import join
from index.documents.formats.scans import laid_out
from index.documents.load import load_file
from index.types import Document
from tests.support.paths import ROOT

FONTS = ("LiberationSerif-Regular", "LiberationSans-Regular", "DejaVuSans")
FOLDERS = ("/usr/share/fonts/truetype/liberation", "/usr/share/fonts/truetype/dejavu")
KINDS = ("clean", "noise", "crooked", "two columns")
PAPER = (8.27, 11.69)
"""Inches of a page."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=Path, default=ROOT / "seeds/documents")
    parser.add_argument("--pages", type=int, default=4, help="pages of each kind")
    parser.add_argument("--dpi", type=int, nargs="*", default=[150, 200])
    arguments = parser.parse_args()
    texts = list(documents(arguments.documents))
    ocr.read_picture(np.full((200, 600, 3), 255, np.uint8))  # loads the networks
    print(f"{'kind':<14}{'dpi':>5}{'pages':>7}{'F1':>8}{'s/page':>8}{'CPU s':>8}")
    for dpi in arguments.dpi:
        for kind in KINDS:
            report(kind, dpi, texts[: arguments.pages])


def documents(folder: Path) -> Iterator[str]:
    """The texts of the documents of a folder, with the longest first."""
    found = [
        item.text
        for path in sorted(folder.iterdir())
        if path.suffix in (".txt", ".md", ".html", ".docx")
        for item in load_file(path)
        if isinstance(item, Document)
    ]
    yield from sorted(found, key=len, reverse=True)


def report(kind: str, dpi: int, texts: list[str]) -> None:
    clock = computing = 0.0
    right = read = drawn = 0
    for number, text in enumerate(texts):
        picture, words = draw(text, dpi, FONTS[number % len(FONTS)], columns=1 + ("two" in kind))
        pixels = np.asarray(spoil(picture, kind))
        started, before = time.perf_counter(), time.process_time()
        found = " ".join(join(laid_out([ocr.read_picture(pixels)])).pages).split()
        clock += time.perf_counter() - started
        computing += time.process_time() - before
        right += sum(
            block.size
            for block in SequenceMatcher(None, words, found, autojunk=False).get_matching_blocks()
        )
        read, drawn = read + len(found), drawn + len(words)
    f1 = 2 * right / (read + drawn)
    count = len(texts)
    print(
        f"{kind:<14}{dpi:>5}{count:>7}{f1:>8.3f}{clock / count:>8.1f}{computing / count:>8.1f}",
        flush=True,
    )


def draw(text: str, dpi: int, name: str, columns: int) -> tuple[Image.Image, list[str]]:
    """A page of 11-point text, as much as finds room, and its words."""
    width, height = (round(side * dpi) for side in PAPER)
    size = round(11 * dpi / 72)
    path = next(place for folder in FOLDERS if (place := Path(folder, f"{name}.ttf")).exists())
    font = ImageFont.truetype(str(path), size)
    page = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(page)
    margin, gutter = round(0.9 * dpi), round(0.3 * dpi)
    room = (width - 2 * margin - gutter * (columns - 1)) / columns
    x, y = float(margin), margin
    words: list[str] = []
    for paragraph in text.split("\n"):
        for line in lines(paragraph.split(), font, room):
            if y + 1.3 * size > height - margin:
                x, y, columns = x + room + gutter, margin, columns - 1
                if not columns:
                    return page, words
            pen.text((x, y), " ".join(line), fill=(20, 20, 20), font=font)
            words += line
            y += round(1.35 * size)
        y += round(0.5 * size)
    return page, words


def lines(words: list[str], font: ImageFont.FreeTypeFont, room: float) -> Iterator[list[str]]:
    line: list[str] = []
    for word in words:
        if line and font.getlength(" ".join([*line, word])) > room:
            yield line
            line = []
        line.append(word)
    if line:
        yield line


def spoil(page: Image.Image, kind: str) -> Image.Image:
    """A page as a scanner of that kind gives it."""
    if kind == "crooked":
        return page.rotate(
            random.Random(1).choice((-2, 2)), Image.Resampling.BICUBIC, fillcolor="white"
        )
    if kind == "noise":
        noise = np.random.default_rng(1).normal(0, 28, (page.height, page.width, 1))
        grey = np.asarray(page).astype(np.float32) * 0.85 + 25
        return Image.fromarray(np.clip(grey + noise, 0, 255).astype(np.uint8))
    return page


if __name__ == "__main__":
    main()
