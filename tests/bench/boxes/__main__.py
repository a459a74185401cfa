"""Boxes over sentences of PDF files: python -m tests.bench.boxes [--half HALF] [--json] [--wrong].

Files are made of 19 kinds of layout (columns, hyphens, turned and cropped pages, tables, sentences
over the end of a line, column or page, ...), each with one sentence whose place is known by
construction. They are indexed, and the sentence is opened as the page does it. Layouts were looked
at and rules changed on the half `develop`; the half `report` is made of other seeds, and reported.

`over`: of the sentences, those whose boxes have an IoU of at least .8 with the true ones, over all
pages that hold a part of it; true are advance width and ascent to descent of the font. `iou`: the
mean. `ink`: those whose boxes hold at least 95% of the sentence's own (red) ink on the picture, and
hold at most 5% of other ink. `cited`: those that are a sentence of the index at all; others count
as missed.

With `--scans N`, N of the files of running text are pictures of pages at 200 dots an inch instead,
every second one as PDF, and are read by OCR; `whole`: those of which whole lines are marked, since
their words could not be told apart, which the page says. Their ink is grey, so `ink` says nothing.

`unsure`: boxes drawn, and pages drawn, where there must be none: each file is changed after it was
indexed (words changed, moved, or gone; another file in its place; a link in its place; gone;
locked; cut short; with the size and times as they were; a pipe).
"""

import argparse
import hashlib
import io
import json
import os
import random
import tempfile
from collections import defaultdict
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PIL import Image
from pypdfium2 import PdfDocument

from index import Index
from index.documents.pages import DrawnPage
from index.types import Document, Span
from tests.bench.boxes.kinds import KINDS, SCANNED, case
from tests.bench.boxes.pdfs import Case, Rectangle
from tests.support.fake_models import FakeEncoder

HALVES = {"develop": 1_000, "report": 2_000}
EACH = 6
"""Files of each kind in a half: 114 in all."""
ENOUGH = 0.8
GRID = 2_000
"""Cells across a page with which areas are measured."""


@dataclass(frozen=True)
class Measured:
    """What was drawn for one sentence.

    Attributes:
        kind: of layout.
        seed: of the file.
        cited: whether the sentence is one of the index.
        rough: whether whole lines are marked, and it is said.
        iou: of its boxes with the true ones.
        own: part of its own ink that they hold.
        other: part of the ink in them that is not its own.
        why: what was said where nothing was marked.
    """

    kind: str
    seed: int
    cited: bool
    rough: bool = False
    iou: float = 0.0
    own: float = 0.0
    other: float = 1.0
    why: str = ""

    @property
    def over(self) -> bool:
        return self.iou >= ENOUGH

    @property
    def ink(self) -> bool:
        return self.own >= 0.95 and self.other <= 0.05


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="report")
    parser.add_argument("--each", type=int, default=EACH, help="files of each kind")
    parser.add_argument("--scans", type=int, default=0, help="so many pictures of pages instead")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--wrong", action="store_true", help="show what is missed")
    arguments = parser.parse_args()
    if arguments.scans:
        found = measure_scans(arguments.half, arguments.scans)
        print(json.dumps(summary(found, {})) if arguments.json else report(found, {}))
        return
    found = measure(arguments.half, arguments.each)
    unsure = changed(arguments.half)
    print(json.dumps(summary(found, unsure)) if arguments.json else report(found, unsure))
    if arguments.wrong:
        for one in found:
            if not (one.over and one.ink):
                print(one)


def measure(half: str, each: int = EACH) -> list[Measured]:
    """Every sentence of a half."""
    seeds = [(kind, HALVES[half] + n) for kind in KINDS for n in range(each)]
    cases = [(case(kind, seed * 100 + n), seed) for n, (kind, seed) in enumerate(seeds)]
    return measured(cases, lambda made, file: made.write(file.with_suffix(".pdf")))


def measure_scans(half: str, count: int) -> list[Measured]:
    """Sentences of pictures of pages."""
    seeds = range(HALVES[half] * 11, HALVES[half] * 11 + count)
    cases = [(case(SCANNED[seed % len(SCANNED)], seed), seed) for seed in seeds]
    return measured(cases, scan)


def scan(made: Case, file: Path) -> None:
    """Write a picture of the page of a case, every second one as PDF."""
    made.write(file)
    with closing(PdfDocument(file)) as pdf:
        picture = pdf[0].render(scale=200 / 72).to_pil().convert("L")
    file.unlink()
    suffix = ".pdf" if int(file.stem) % 2 else ".png"
    picture.save(file.with_suffix(suffix), resolution=200.0)


def measured(
    cases: Sequence[tuple[Case, int]], write: Callable[[Case, Path], None]
) -> list[Measured]:
    """The sentence of each of some files."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "documents").mkdir()
        for number, (made, _) in enumerate(cases):
            write(made, place / "documents" / f"{number:03}")
        with Index.open(place / "index", encoder=FakeEncoder()) as index:
            index.sync(place / "documents")
            ids = {Path(source).stem: id for id, source in index.sources()}
            return [
                measure_one(index, ids.get(f"{number:03}"), made, seed)
                for number, (made, seed) in enumerate(cases)
            ]


def measure_one(index: Index, id: str | None, made: Case, seed: int) -> Measured:
    """One sentence."""
    nothing = Measured(made.kind, seed, False)
    if id is None:
        return nothing
    span = find(index, index.document(id), made)
    if span is None:
        return nothing
    drawn = {}
    for number in range(1, made.pages + 1):
        page = index.draw_page(span, number)
        assert page is not None
        drawn[number] = page
    true = made.boxes()
    why = " ".join(page.why for page in drawn.values()).strip()
    rough = any(page.roughly for page in drawn.values())
    found = replace(nothing, cited=True, rough=rough, iou=iou(true, drawn), why=why)
    return replace(found, **ink(drawn))


def find(index: Index, document: Document, made: Case) -> Span | None:
    """The sentence of the index that is the one of the case; None if there is none."""
    wanted = key(made.sentence)
    pieces = [
        sentence.span for passage in index.passages(document.id) for sentence in passage.sentences
    ]
    spans = list(dict.fromkeys(pieces))
    if made.kind == "table":  # the row says the names of its columns too
        cells = made.sentence.split()
        fits = [s for s in spans if all(cell in document.slice(s) for cell in cells)]
    else:
        fits = [s for s in spans if key(document.slice(s)).rstrip("1¹") == wanted]
    return fits[made.nth] if len(fits) > made.nth else None


def key(text: str) -> str:
    return "".join(text.split())


def iou(true: Sequence[tuple[int, Rectangle]], drawn: dict[int, DrawnPage]) -> float:
    """Area of what both hold by that of what one of them does, over all pages."""
    both = either = 0
    for number, page in drawn.items():
        a = area([box for at, box in true if at == number])
        b = area(page.boxes)
        both += int((a & b).sum())
        either += int((a | b).sum())
    return both / max(either, 1)


def area(boxes: Sequence[Rectangle]) -> "np.ndarray[tuple[int, int], np.dtype[np.bool_]]":
    held = np.zeros((GRID, GRID), bool)
    for left, top, right, bottom in boxes:
        held[round(top * GRID) : round(bottom * GRID), round(left * GRID) : round(right * GRID)] = 1
    return held


def ink(drawn: dict[int, DrawnPage]) -> dict[str, float]:
    """Part of the red ink that the boxes hold, and part of the ink in them that is not red."""
    red_in = red = other_in = 0.0
    for page in drawn.values():
        pixels = np.asarray(Image.open(io.BytesIO(page.png)).convert("RGB")).astype(int)
        own = np.clip(pixels[:, :, 0] - pixels[:, :, 1], 0, 255) / 255
        dark = (255 - pixels[:, :, 0]) / 255 * (pixels[:, :, 0] < 128)
        mask = np.zeros(own.shape, bool)
        height, width = own.shape
        for left, top, right, bottom in page.boxes:
            rows = slice(int(top * height), int(bottom * height) + 1)
            mask[rows, int(left * width) : int(right * width) + 1] = True
        red += own.sum()
        red_in += own[mask].sum()
        other_in += dark[mask].sum()
    return {"own": red_in / max(red, 1e-9), "other": other_in / max(red_in + other_in, 1e-9)}


# Where there must be no box

Change = Callable[[Path, Case, random.Random], None]


def words_changed(file: Path, made: Case, rng: random.Random) -> None:
    made.write(file, [replace_word(word) for word in made.words])


def replace_word(word: object) -> object:
    return replace(word, text="other") if word.cited and word.text.islower() else word  # type: ignore


def moved(file: Path, made: Case, rng: random.Random) -> None:
    made.write(file, [replace(word, y=word.y - 100) for word in made.words])


def taken_out(file: Path, made: Case, rng: random.Random) -> None:
    made.write(file, [word for word in made.words if not word.cited])


def another(file: Path, made: Case, rng: random.Random) -> None:
    case(rng.choice(KINDS), rng.randrange(10**6)).write(file)


def linked(file: Path, made: Case, rng: random.Random) -> None:
    other = file.parent.parent / f"secret-{file.name}"
    another(other, made, rng)
    file.unlink()
    file.symlink_to(other)


def gone(file: Path, made: Case, rng: random.Random) -> None:
    file.unlink()


def locked(file: Path, made: Case, rng: random.Random) -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(PdfReader(file))
    writer.encrypt("secret", algorithm="RC4-128")
    writer.write(file)


def cut(file: Path, made: Case, rng: random.Random) -> None:
    content = file.read_bytes()
    file.write_bytes(content[: len(content) // 2])


def same_size(file: Path, made: Case, rng: random.Random) -> None:
    """One byte is another, and size and times are as they were."""
    known = file.stat()
    content = bytearray(file.read_bytes())
    content[rng.randrange(len(content))] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))


def no_file(file: Path, made: Case, rng: random.Random) -> None:
    file.unlink()
    os.mkfifo(file)


CHANGES: tuple[Change, ...] = (
    words_changed,
    moved,
    taken_out,
    another,
    linked,
    gone,
    locked,
    cut,
    same_size,
    no_file,
)


def changed(half: str) -> dict[str, list[int]]:
    """Kind of change → files, boxes drawn and pages drawn."""
    found: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        (place / "documents").mkdir()
        files = {}
        for number, change in enumerate(CHANGES * 3):
            file = place / "documents" / f"{number:03}.pdf"
            made = case(KINDS[number % len(KINDS)], HALVES[half] * 7 + number)
            made.write(file)
            files[file] = (made, change)
        with Index.open(place / "index", encoder=FakeEncoder()) as index:
            index.sync(place / "documents")
            ids = {Path(source): id for id, source in index.sources()}
            for file, (made, change) in files.items():
                document = index.document(ids[file])
                span = find(index, document, made) or index.passages(document.id)[0].citable[0]
                seed = int(hashlib.blake2b(file.name.encode()).hexdigest()[:8], 16)
                change(file, made, random.Random(seed))
                one = found[change.__name__]
                one[0] += 1
                for page in range(1, made.pages + 1):
                    drawn = index.draw_page(span, page)
                    assert drawn is not None
                    one[1] += len(drawn.boxes)
                    one[2] += bool(drawn.png)
    return dict(found)


def summary(found: Sequence[Measured], unsure: dict[str, list[int]]) -> dict[str, object]:
    """The figures."""
    count = len(found)
    return {
        "sentences": count,
        "cited": sum(one.cited for one in found),
        "over": sum(one.over for one in found),
        "share": round(sum(one.over for one in found) / count, 4),
        "iou": round(float(np.mean([one.iou for one in found])), 4),
        "ink": sum(one.ink for one in found),
        "whole": sum(one.rough for one in found),
        "changed": sum(files for files, _, _ in unsure.values()),
        "unsure_boxes": sum(boxes for _, boxes, _ in unsure.values()),
        "unsure_pages": sum(pages for _, _, pages in unsure.values()),
    }


def report(found: Sequence[Measured], unsure: dict[str, list[int]]) -> str:
    """The figures by kind."""
    kinds: dict[str, list[Measured]] = defaultdict(list)
    for one in found:
        kinds[one.kind].append(one)
    lines = [f"{'kind':<18}{'of':>5}{'cited':>7}{'over':>6}{'IoU':>7}{'ink':>5}{'whole':>7}"]
    for kind, some in [*kinds.items(), ("all", list(found))]:
        mean = np.mean([one.iou for one in some])
        counts = (sum(one.cited for one in some), sum(one.over for one in some))
        inks, rough = sum(one.ink for one in some), sum(one.rough for one in some)
        left = f"{kind:<18}{len(some):>5}{counts[0]:>7}{counts[1]:>6}"
        lines.append(f"{left}{mean:>7.3f}{inks:>5}{rough:>7}")
    if not unsure:
        return "\n".join(lines)
    lines.append(f"\n{'changed':<18}{'files':>6}{'boxes':>7}{'pages':>7}")
    lines += [f"{name:<18}{a:>6}{b:>7}{c:>7}" for name, (a, b, c) in unsure.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
