"""Pages drawn with the boxes of a sentence, only of files that are what was indexed."""

import io
import json
import os
import time
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageDraw

from index import Index, Span
from index.documents import draw as drawing
from index.documents.draw import draw_here
from index.documents.formats.seen_boxes import seen_boxes
from index.documents.frames import DRAWN, Frame, FrameError, page_from_frame, page_to_frame
from index.documents.load import load_file
from index.documents.pages import (
    CHANGED,
    GONE,
    UNKNOWN,
    UNSURE,
    CitedLine,
    DrawnPage,
    Wanted,
    cited_lines,
)
from index.documents.pool import draw_apart
from index.documents.read import digest_of
from index.types import Box, Document, Place
from tests.support.fake_models import FakeEncoder

FIRST = "The harbour office of Lindau was closed for nine days in March."
SECOND = "Ferries turned back empty, and the town paid for the repairs of the old mole."
THIRD = "Nobody was hurt, the mayor said."
SIZE = 12


def write(
    path: Path,
    *pages: list[str],
    size: tuple[float, float] = (595, 842),
    password: str = "",
    labels: bool = False,
) -> Path:
    """A file of these lines, each on its own baseline from 60 points and 760 points up."""
    from reportlab.pdfgen.canvas import Canvas

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        canvas = Canvas(str(path), pagesize=size, encrypt=password or None)
        for number, lines in enumerate(pages):
            canvas.setFont("Helvetica", SIZE)
            if labels:
                canvas.addPageLabel(number, style="ROMAN_LOWER", start=number + 7)
            for place, line in enumerate(lines):
                canvas.drawString(60, size[1] - 82 - 16 * place, line)
            canvas.showPage()
        canvas.save()
    return path


TEXT = [f"{FIRST} Ferries turned", SECOND.removeprefix("Ferries turned "), THIRD]


def width(text: str) -> float:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    return float(stringWidth(text, "Helvetica", SIZE))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return write(tmp_path / "a.pdf", TEXT, ["Another page holds this sentence."])


def read(path: Path) -> Document:
    document = next(load_file(path))
    assert isinstance(document, Document)
    return document


def span_of(document: Document, quote: str) -> Span:
    start = document.text.index(quote)
    return Span(document.id, start, start + len(quote))


def wanted(path: Path, quote: str, page: int = 1, **others: Any) -> Wanted:
    document = read(path)
    lines, whole = cited_lines(document, span_of(document, quote))
    found = path.stat()
    changed = max(found.st_mtime_ns, found.st_ctime_ns)
    digest = digest_of(path.read_bytes())
    made = Wanted(str(path), digest, found.st_size, changed, page, 600, lines, whole)
    return replace(made, **others)


def near(box: Box, left: float, baseline: float, right: float, page: float = 842) -> bool:
    """Whether a box goes from one place to another on a baseline, in points from the top."""
    tall = (box[3] - box[1]) * page
    return (
        abs(box[0] * 595 - left) < 1
        and abs(box[2] * 595 - right) < 1
        and box[1] * page < baseline < box[3] * page
        and 0.8 * SIZE < tall < 1.2 * SIZE
    )


def test_a_sentence_is_marked_to_the_letter_on_both_of_its_lines(file: Path) -> None:
    page = draw_here(wanted(file, SECOND))
    assert (page.number, page.count, page.why, page.label, page.roughly) == (1, 2, "", "", False)
    head, tail = page.boxes
    begins = 60 + width(f"{FIRST} ")
    assert near(head, begins, 82, begins + width("Ferries turned"))
    assert near(tail, 60, 98, 60 + width(TEXT[1]))
    picture = Image.open(io.BytesIO(page.png))
    assert (picture.format, picture.size) == ("PNG", (page.width, page.height))
    assert page.width == 600
    assert picture.convert("L").getextrema()[0] < 100  # there is ink on it


def test_another_page_has_no_box_and_nothing_to_say(file: Path) -> None:
    page = draw_here(wanted(file, SECOND, page=2))
    assert (page.number, page.boxes, page.why) == (2, (), "")
    assert page.png


@pytest.mark.parametrize("number", [0, 3, 10**6])
def test_there_is_no_such_page(file: Path, number: int) -> None:
    page = draw_here(wanted(file, SECOND, page=number))
    assert (page.png, page.boxes, page.why) == (b"", (), "The file has no such page.")


def test_the_printed_number(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", TEXT, ["Another page."], labels=True)
    assert draw_here(wanted(path, SECOND)).label == "vii"
    assert draw_here(wanted(path, SECOND, page=2)).label == "viii"


def test_the_second_of_two_like_sentences_is_marked(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", [FIRST, f"{SECOND} {FIRST}"])
    document = read(path)
    start = document.text.rindex(FIRST)
    lines, whole = cited_lines(document, Span(document.id, start, start + len(FIRST)))
    page = draw_here(replace(wanted(path, SECOND), lines=lines, whole=whole))
    (box,) = page.boxes
    assert box[0] * 595 > 300


# No box, and no page, where it is not sure


def test_a_line_that_says_something_else_is_not_marked(file: Path) -> None:
    asked = wanted(file, SECOND)
    other = replace(asked.lines[0], text=asked.lines[0].text.replace("nine", "five"))
    page = draw_here(replace(asked, lines=(other, *asked.lines[1:])))
    assert (page.boxes, page.why) == ((), UNSURE)
    assert page.png


def test_a_line_in_another_place_is_not_marked(file: Path) -> None:
    asked = wanted(file, THIRD)
    (line,) = asked.lines
    left, top, right, bottom = line.box
    moved = replace(line, box=(left, top + 0.05, right, bottom + 0.05))
    assert draw_here(replace(asked, lines=(moved,))).boxes == ()
    whole = replace(line, box=(0.0, 0.0, 1.0, 1.0))
    assert draw_here(replace(asked, lines=(whole,))).boxes == ()


def test_a_sentence_of_which_a_part_has_no_place_is_not_marked(file: Path) -> None:
    page = draw_here(wanted(file, SECOND, whole=False))
    assert (page.boxes, page.why) == ((), UNSURE)
    document = read(file)
    text = document.slice(span_of(document, SECOND))
    partly = replace(document, places=document.places[1:])
    assert cited_lines(document, span_of(document, SECOND))[1]
    assert not cited_lines(partly, span_of(document, text))[1]


def not_shown(page: DrawnPage, why: str) -> bool:
    return (page.png, page.boxes, page.why) == (b"", (), why)


def test_a_file_that_changed_is_not_drawn(file: Path) -> None:
    asked = wanted(file, SECOND)
    write(file, [TEXT[0].replace("nine", "five"), *TEXT[1:]])
    assert not_shown(draw_here(asked), CHANGED)


def test_one_byte_with_the_old_size_and_time_is_a_change(file: Path) -> None:
    asked, known = wanted(file, SECOND), file.stat()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert not_shown(draw_here(asked), CHANGED)
    assert not_shown(draw_here(replace(asked, digest="")), CHANGED)


def test_a_link_to_another_file_is_not_followed_to_what_is_in_no_index(
    file: Path, tmp_path: Path
) -> None:
    asked = wanted(file, SECOND)
    secret = write(tmp_path / "secret.pdf", ["The password of the safe is melon."])
    file.unlink()
    file.symlink_to(secret)
    assert not_shown(draw_here(asked), CHANGED)
    for place in ("/dev/zero", "/proc/self/environ", str(tmp_path)):
        file.unlink()
        file.symlink_to(place)
        page = draw_here(asked)
        assert (page.png, page.boxes) == (b"", ()) and page.why


def test_a_link_to_the_same_content_is_drawn(file: Path, tmp_path: Path) -> None:
    asked = wanted(file, SECOND)
    file.rename(tmp_path / "elsewhere.pdf")
    file.symlink_to(tmp_path / "elsewhere.pdf")
    assert len(draw_here(asked).boxes) == 2


def test_a_pipe_in_its_place_keeps_nobody_waiting(file: Path) -> None:
    asked = wanted(file, SECOND)
    file.unlink()
    os.mkfifo(file)
    assert draw_here(asked).png == b""


def test_a_file_swapped_after_it_was_looked_at_is_not_drawn(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = wanted(file, SECOND)
    secret = write(tmp_path / "secret.pdf", ["The password of the safe is melon."])
    look = drawing.check_file

    def swap(path: Path) -> None:
        look(path)
        path.unlink()
        path.symlink_to(secret)

    monkeypatch.setattr(drawing, "check_file", swap)
    assert not_shown(draw_here(asked), CHANGED)


def test_a_file_that_is_gone(file: Path) -> None:
    asked = wanted(file, SECOND)
    file.unlink()
    assert not_shown(draw_here(asked), GONE)


def test_a_file_that_was_locked_since(file: Path) -> None:
    asked = wanted(file, SECOND)
    write(file, TEXT, password="secret")
    assert not_shown(draw_here(asked), CHANGED)
    locked = replace(asked, digest=digest_of(file.read_bytes()), size=file.stat().st_size)
    page = draw_here(locked)
    assert not page.png and "locked" in page.why


def test_without_a_digest_the_time_of_any_change_and_the_words_must_be_the_same(
    file: Path,
) -> None:
    asked = replace(wanted(file, SECOND), digest="")
    assert len(draw_here(asked).boxes) == 2
    assert len(draw_here(replace(asked, page=2)).png) > 0
    assert not_shown(draw_here(replace(asked, modified=asked.modified - 1)), CHANGED)
    assert not_shown(draw_here(replace(asked, size=-1)), CHANGED)
    other = tuple(replace(line, text="x" * len(line.text)) for line in asked.lines)
    assert not_shown(draw_here(replace(asked, lines=other)), UNKNOWN)
    assert not_shown(draw_here(replace(asked, lines=other, page=2)), UNKNOWN)
    assert not_shown(draw_here(replace(asked, lines=(), page=2)), UNKNOWN)
    known = file.stat()
    file.chmod(0o600)  # changes the second time
    os.utime(file, ns=(known.st_atime_ns, known.st_mtime_ns))
    assert not_shown(draw_here(asked), CHANGED)


def test_a_file_of_another_kind_has_no_page(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("A harbour.", encoding="utf-8")
    asked = Wanted(str(path), digest_of(path.read_bytes()), 10, 0, 1, 600)
    assert draw_here(asked).png == b""
    for content in (b"%PDF-1.7\nnot one", b"", b"\0" * 100):
        broken = tmp_path / "b.pdf"
        broken.write_bytes(content)
        page = draw_here(
            replace(asked, path=str(broken), digest=digest_of(content), size=len(content))
        )
        assert (page.png, page.boxes) == (b"", ()) and page.why


# Limits


@pytest.mark.parametrize("size", [(20_000, 20_000), (14_400, 72), (72, 14_400), (3, 3)])
def test_a_page_of_any_size_is_a_picture_of_few_points(
    tmp_path: Path, size: tuple[int, int]
) -> None:
    path = write(tmp_path / "a.pdf", [], size=size)
    found = path.stat()
    for wide in (1, 600, 10**6):
        asked = Wanted(str(path), digest_of(path.read_bytes()), found.st_size, 0, 1, wide)
        page = draw_here(asked)
        assert page.png and page.width * page.height <= drawing.MOST_POINTS * 1.01
        assert page.width <= 1_600 and page.height <= 5_001
        assert len(page.png) <= drawing.MOST_BYTES


def test_of_ten_thousand_pages_one_is_drawn(tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    canvas = Canvas(str(tmp_path / "a.pdf"), pagesize=(595, 842), pageCompression=1)
    for number in range(10_000):
        canvas.drawString(60, 760, f"Leaf {number + 1}.")
        canvas.showPage()
    canvas.save()
    content = (tmp_path / "a.pdf").read_bytes()
    asked = Wanted(str(tmp_path / "a.pdf"), digest_of(content), len(content), 0, 9_999, 600)
    started = time.process_time()
    page = draw_here(asked)
    assert time.process_time() - started < 3
    assert (page.number, page.count) == (9_999, 10_000)
    assert page.png


def test_a_picture_of_many_bytes_is_made_smaller(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = replace(wanted(file, SECOND), width=1_600)
    whole = draw_here(asked)
    monkeypatch.setattr(drawing, "MOST_BYTES", len(whole.png) // 2)
    smaller = draw_here(asked)
    assert len(smaller.png) <= len(whole.png) // 2 and smaller.width < whole.width
    assert smaller.boxes == whole.boxes


# Pictures


def trimmed(box: Box) -> Box:
    """A box without the margin that the recogniser puts around a line."""
    margin = 0.1 * (box[3] - box[1])
    return (box[0], box[1] + margin, box[2], box[3] - margin)


def scan(path: Path, frames: int = 1) -> Path:
    pictures = [Image.new("RGB", (400, 200 + number), "white") for number in range(frames)]
    pictures[0].save(path, save_all=frames > 1, append_images=pictures[1:])
    return path


@pytest.mark.parametrize(("name", "frames"), [("a.png", 1), ("a.tiff", 3), ("a.jpg", 1)])
def test_a_picture_has_its_lines_marked(tmp_path: Path, name: str, frames: int) -> None:
    path = scan(tmp_path / name, frames)
    content = path.read_bytes()
    box = (0.1, 0.2, 0.9, 0.3)
    line = CitedLine(frames, box, "A harbour. Another.", 0, 10, seen=True)
    asked = Wanted(str(path), digest_of(content), len(content), 0, frames, 1_200, (line,))
    page = draw_here(asked)
    assert (page.boxes, page.roughly, page.count) == ((trimmed(box),), True, frames)
    assert (page.width, page.height) == (400, 200 + frames - 1)  # never drawn larger than it is
    whole = replace(line, end=len(line.text))
    assert not draw_here(replace(asked, lines=(whole,))).roughly
    assert not_shown(draw_here(replace(asked, digest="")), CHANGED)
    assert draw_here(replace(asked, page=frames + 1)).png == b""
    assert draw_here(replace(asked, lines=(replace(line, seen=False),))).boxes == ()


def test_a_page_that_was_read_off_a_picture_is_marked_by_its_digest_only(file: Path) -> None:
    asked = wanted(file, SECOND)
    seen = tuple(replace(line, seen=True) for line in asked.lines)
    page = draw_here(replace(asked, lines=seen))
    assert [box[1] for box in page.boxes] == [trimmed(line.box)[1] for line in seen]
    assert not_shown(draw_here(replace(asked, lines=seen, digest="")), UNKNOWN)
    mixed = (seen[0], asked.lines[1])
    assert draw_here(replace(asked, lines=mixed)).boxes == ()


def written(gap: int, within: int = 2) -> tuple[Image.Image, list[tuple[int, int]]]:
    """A line "ab cde fg hij" of bars that stand for letters, and where its words are."""
    picture = Image.new("L", (600, 60), 250)
    pen = ImageDraw.Draw(picture)
    x, words = 20, []
    for word in ("ab", "cde", "fg", "hij"):
        start = x
        for _ in word:
            pen.rectangle((x, 24, x + 9, 38), fill=30)
            x += 10 + within
        words.append((start, x - within))
        x += gap - within
    return picture, words


def seen(picture: Image.Image, words: list[tuple[int, int]], start: int, end: int) -> CitedLine:
    left, right = words[0][0] / picture.width, words[-1][1] / picture.width
    return CitedLine(1, (left, 0.3, right, 0.75), "ab cde fg hij", start, end, seen=True)


@pytest.mark.parametrize(
    ("start", "end", "first", "last"), [(0, 2, 0, 0), (3, 9, 1, 2), (10, 13, 3, 3), (0, 6, 0, 1)]
)
def test_whole_words_of_a_line_that_was_read_off_a_picture_are_marked(
    start: int, end: int, first: int, last: int
) -> None:
    picture, words = written(gap=12)
    found = seen_boxes(picture, [seen(picture, words, start, end)])
    ((left, _, right, _),) = found.boxes
    assert not found.roughly
    assert abs(left * 600 - words[first][0]) <= 2 and abs(right * 600 - words[last][1]) <= 2


@pytest.mark.parametrize(("gap", "within", "start", "end"), [
    (4, 4, 3, 6), (12, 11, 3, 6), (12, 2, 3, 5), (12, 2, 4, 9)
])  # fmt: skip
def test_where_words_cannot_be_told_apart_the_whole_line_is_marked(
    gap: int, within: int, start: int, end: int
) -> None:
    picture, words = written(gap, within)
    line = seen(picture, words, start, end)
    found = seen_boxes(picture, [line])
    assert found.roughly and found.boxes == (trimmed(line.box),)


def test_of_a_blank_picture_and_of_no_room_the_whole_line_is_marked() -> None:
    line = CitedLine(1, (0.1, 0.5, 0.9, 0.6), "ab cd", 0, 2, seen=True)
    for size in ((600, 60), (1, 1), (3, 900)):
        assert seen_boxes(Image.new("RGB", size, "white"), [line]).roughly


# In another process, of an index


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    folder = tmp_path / "documents"
    folder.mkdir()
    write(folder / "a.pdf", TEXT, ["Another page holds this sentence."])
    (folder / "b.txt").write_text(f"{FIRST} {SECOND}", encoding="utf-8")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(folder)
        yield index


def one(index: Index, name: str) -> Document:
    (id,) = (id for id, source in index.sources() if Path(source).name == name)
    return index.document(id)


def test_a_page_of_a_document_of_the_index(index: Index) -> None:
    document = one(index, "a.pdf")
    page = index.draw_page(span_of(document, SECOND))
    assert page and page.png and len(page.boxes) == 2 and page.number == 1
    other = index.draw_page(span_of(document, SECOND), 2, width=300)
    assert other and (other.number, other.width, other.boxes) == (2, 300, ())
    assert index.draw_page(span_of(document, "Another page holds this sentence.")) is not None
    text = one(index, "b.txt")
    assert index.draw_page(span_of(text, SECOND)) is None


def test_what_is_no_place_of_the_index_is_refused(index: Index) -> None:
    document = one(index, "a.pdf")
    for span in (Span("f" * 16, 0, 5), Span(document.id, 0, 10**6)):
        with pytest.raises(ValueError):
            index.draw_page(span)


def test_a_document_that_was_removed_is_not_drawn(index: Index) -> None:
    document = one(index, "a.pdf")
    index.remove([document.id])
    with pytest.raises(ValueError):
        index.draw_page(span_of(document, SECOND))


def test_a_document_that_was_taken_out_and_is_still_known_is_not_drawn(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    document = one(index, "a.pdf")
    monkeypatch.setattr(index._store.documents, "origin", lambda _: None)
    page = index.draw_page(span_of(document, SECOND))
    assert page and not_shown(page, "The document is not in the index any more.")


def test_a_file_that_changed_and_one_that_left(index: Index) -> None:
    document = one(index, "a.pdf")
    path = Path(document.source)
    write(path, ["Something else stands here."])
    changed = index.draw_page(span_of(document, SECOND))
    assert changed and not_shown(changed, CHANGED)
    path.unlink()
    gone = index.draw_page(span_of(document, SECOND))
    assert gone and not_shown(gone, GONE)


def test_a_file_that_moved_is_drawn_where_it_is(index: Index) -> None:
    document = one(index, "a.pdf")
    path = Path(document.source)
    (path.parent / "moved").mkdir()
    path.rename(path.parent / "moved" / path.name)
    index.sync()
    moved = index.draw_page(span_of(document, SECOND))
    assert moved and len(moved.boxes) == 2


def test_a_page_that_takes_too_long_ends_the_process_and_not_the_page(tmp_path: Path) -> None:
    """A page of a million shapes within shapes: nobody waits for it for long."""
    path = slow_page(tmp_path / "slow.pdf")
    content = path.read_bytes()
    asked = Wanted(str(path), digest_of(content), len(content), 0, 1, 1_600)
    started = time.monotonic()
    page = draw_apart(asked)
    assert (page.png, page.boxes) == (b"", ()) and page.why
    assert time.monotonic() - started < 60
    assert draw_apart(replace(asked, path=str(tmp_path / "none.pdf"))).why == GONE


def slow_page(path: Path) -> Path:
    """A form that draws ten others, each of which draws ten, and so on, eight deep."""
    from tests.support.hostile_files import _pdf

    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /XObject << /F 5 0 R >> >> >>",
        b"<< /Length 5 >>\nstream\n/F Do\nendstream",
    ]
    depth = 8
    for level in range(depth):
        draws = b"/F Do " * 10 if level < depth - 1 else b"0 0 500 500 re f " * 10
        form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 595 842] /Length %d" % len(draws)
        inner = b" /Resources << /XObject << /F %d 0 R >> >>" % (6 + level)
        objects.append(
            form + (inner if level < depth - 1 else b"") + b" >>\nstream\n" + draws + b"\nendstream"
        )
    path.write_bytes(_pdf(objects))
    return path


# Between two processes


def test_a_page_goes_through_a_frame_as_it_is() -> None:
    page = DrawnPage(3, 9, "iii", b"\x89PNG", 5, 6, ((0.1, 0.2, 0.3, 0.4),), True, "why")
    assert page_from_frame(page_to_frame(page)) == page
    line = CitedLine(1, (0.0, 0.0, 1.0, 1.0), "abc", 1, 2, True, False)
    asked = Wanted("/a.pdf", "d", 1, 2, 3, 4, (line,), False)
    assert Wanted.from_values(json.loads(json.dumps(asked.values))) == asked


BAD: list[Callable[[list[Any]], object]] = [
    lambda head: head[:-1],
    lambda head: [*head, 1],
    lambda head: None,
    lambda head: [*head[:5], [[0, 0, 1]], *head[6:]],
    lambda head: [*head[:5], [[0, 0, 2, 1]], *head[6:]],
    lambda head: [*head[:5], [[0.5, 0, 0.1, 1]], *head[6:]],
    lambda head: [*head[:5], [["a", 0, 1, 1]], *head[6:]],
    lambda head: ["x", *head[1:]],
]


@pytest.mark.parametrize("spoil", BAD)
def test_a_frame_that_is_no_page_is_refused(spoil: Callable[[list[Any]], object]) -> None:
    head = list(DrawnPage(1, boxes=((0.0, 0.0, 1.0, 1.0),)).head)
    with pytest.raises(FrameError):
        page_from_frame(Frame(DRAWN, json.dumps(spoil(head)).encode()))
    with pytest.raises(FrameError):
        page_from_frame(Frame(b"S", json.dumps(head).encode()))


def test_lines_of_a_span_know_their_part() -> None:
    places = (Place(0, 5, box=(0, 0, 1, 0.1)), Place(6, 11, box=(0, 0.1, 1, 0.2), row=2))
    document = Document("0" * 16, "abcde fghij", "/a.pdf", "a", pages=(0,), places=places)
    lines, whole = cited_lines(document, Span(document.id, 2, 8))
    assert whole
    assert [(line.text, line.start, line.end, line.row) for line in lines] == [
        ("abcde", 2, 5, False),
        ("fghij", 0, 2, True),
    ]
    with pytest.raises(ValueError):
        CitedLine(1, (0, 0, 1, 1), "abc", 2, 4)
