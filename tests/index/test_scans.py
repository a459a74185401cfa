"""Pictures of pages: what is done with them, and, with the real networks, what is read."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from index.documents.formats import ocr, scans
from index.documents.load import load_file
from index.types import Document, Skipped, Span

FONT = "/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf"
NEEDS_FONT = pytest.mark.skipif(not Path(FONT).exists(), reason="no font to draw with")
TEXT = [
    "The ferry to the far shore leaves at nine on working days, and at",
    "ten on Sundays. The harbour office asks those who bring a bicy-",
    "cle to come a quarter of an hour before, since there is little room",
    "on the lower deck. Children under six years travel free of charge.",
]
WHOLE = (
    "The ferry to the far shore leaves at nine on working days, and at ten on Sundays. The harbour "
    "office asks those who bring a bicycle to come a quarter of an hour before, since there is "
    "little room on the lower deck. Children under six years travel free of charge."
)


def page(lines: list[str] = TEXT, width: int = 1_000, height: int = 600) -> Image.Image:
    drawn = Image.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(drawn)
    font = ImageFont.truetype(FONT, 30) if Path(FONT).exists() else ImageFont.load_default(30)
    for n, line in enumerate(lines):
        pen.text((60, 60 + 40 * n), line, fill="black", font=font)
    return drawn


def words(
    text: str, x: float, y: float, certainty: float = 0.99, *, height: float = 30.0
) -> ocr._Words:
    right = x + 14 * len(text)
    corners = ((x, y), (right, y), (right, y + height), (x, y + height))
    return ocr._Words(text, corners, certainty)


def read(path: Path) -> Document:
    (document,) = load_file(path)
    assert isinstance(document, Document), document
    return document


@pytest.fixture
def looks(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, ...]]:
    """Shapes of the pictures that were looked at, in each of which the same lines stand."""
    seen: list[tuple[int, ...]] = []

    def recognised(pixels: Any) -> list[ocr._Words]:
        seen.append(pixels.shape)
        return [words(line, 60, 60 + 40 * n, 0.9 + n / 100) for n, line in enumerate(TEXT)]

    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "_recognised", recognised)
    return seen


SAVES: dict[str, Callable[[Image.Image, Path], None]] = {
    ".png": lambda drawn, path: drawn.save(path),
    ".jpg": lambda drawn, path: drawn.convert("CMYK").save(path),
    ".jpeg": lambda drawn, path: drawn.convert("L").save(path),
    ".tif": lambda drawn, path: drawn.convert("1").save(path, compression="group4"),
    ".tiff": lambda drawn, path: drawn.convert("I;16").save(path),
    ".webp": lambda drawn, path: drawn.convert("RGBA").save(path),
    ".bmp": lambda drawn, path: drawn.convert("P").save(path),
}


@pytest.mark.parametrize("extension", SAVES)
def test_each_kind_of_picture(tmp_path: Path, looks: list[tuple[int, ...]], extension: str) -> None:
    path = tmp_path / f"a{extension}"
    SAVES[extension](page(), path)
    document = read(path)
    assert document.text == WHOLE
    assert looks == [(600, 1_000, 3)]
    first = document.places[0]
    assert first.box == (0.06, 0.1, 0.97, 0.15)
    assert document.certainty(Span(document.id, 0, 5)) == 0.9
    assert document.certainty(Span(document.id, 0, len(WHOLE))) == 0.9


def test_pages_of_one_file(tmp_path: Path, looks: list[tuple[int, ...]]) -> None:
    path = tmp_path / "a.tif"
    page().save(path, save_all=True, append_images=[page(), page()])
    document = read(path)
    assert len(looks) == len(document.pages) == 3
    assert [document.text[start:].startswith("The ferry") for start in document.pages] == [True] * 3


def test_more_pages_than_are_read(
    tmp_path: Path, looks: list[tuple[int, ...]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "MOST_PICTURES", 2)
    page().save(tmp_path / "a.tif", save_all=True, append_images=[page(), page()])
    _, skipped = load_file(tmp_path / "a.tif")
    assert isinstance(skipped, Skipped)
    assert "first 2 of its 3 pictures" in skipped.reason


def test_of_moving_pictures_the_first_is_read(tmp_path: Path, looks: list[tuple[int, ...]]) -> None:
    page().save(tmp_path / "a.webp", save_all=True, append_images=[page(["Other"])])
    document, skipped = load_file(tmp_path / "a.webp")
    assert isinstance(document, Document)
    assert isinstance(skipped, Skipped)
    assert "first of its 2 pictures" in skipped.reason
    assert len(looks) == 1


def test_a_picture_is_turned_as_its_camera_says(
    tmp_path: Path, looks: list[tuple[int, ...]]
) -> None:
    made = page()
    exif = made.getexif()
    exif[0x0112] = 6
    made.save(tmp_path / "a.jpg", exif=exif)
    read(tmp_path / "a.jpg")
    assert looks == [(1_000, 600, 3)]


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_page_on_its_side_or_head_is_turned(monkeypatch: pytest.MonkeyPatch, turn: int) -> None:
    """The boxes are of the picture as it is shown."""
    upright = np.zeros((600, 1_000, 3), np.uint8)
    upright[60:90, 60:970] = 1  # the first line

    def recognised(pixels: Any) -> list[ocr._Words]:
        if pixels.shape == upright.shape and pixels[75, 75, 0]:
            return [words(line, 60, 60 + 40 * n) for n, line in enumerate(TEXT)]
        side = pixels.shape[0] > pixels.shape[1]
        return [words("xqz vw", 60, 60, 0.55, height=300 if side else 30)] * 3

    monkeypatch.setattr(ocr, "_recognised", recognised)
    shown = np.ascontiguousarray(np.rot90(upright, -turn))
    lines = ocr.read_picture(shown)
    assert [line.text for line in lines] == TEXT
    left, top, right, foot = lines[0].box
    height, width = shown.shape[:2]
    inside = shown[
        round(top * height) : round(foot * height), round(left * width) : round(right * width)
    ]
    assert inside.all()
    assert inside.size == shown.sum()


def test_columns_of_a_crooked_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """By two degrees the right end of a line is a whole line lower than its left end."""
    slope = np.tan(np.radians(2))
    lines = [
        ocr._Words(
            f"{side} line {n:02} goes on and on and on",
            tuple((x + dx, 100 + 30 * n + dy + slope * (x + dx))
                  for dx, dy in ((0, 0), (400, 0), (400, 24), (0, 24))),
            0.98,
        )
        for n in range(12)
        for side, x in (("left", 60), ("right", 540))
    ]  # fmt: skip
    monkeypatch.setattr(ocr, "_recognised", lambda pixels: lines)
    found = ocr.read_picture(np.zeros((1_400, 1_000, 3), np.uint8))
    (laid_out,) = scans.laid_out([found])
    read = [line.text[:4] for block in laid_out.blocks for line in block.lines]
    assert read == ["left"] * 12 + ["righ"] * 12


def test_a_long_picture_is_read_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    parts: list[tuple[int, int]] = []

    def part(pixels: Any, top: int) -> list[ocr._Words]:
        parts.append((top, pixels.shape[0]))
        return []

    monkeypatch.setattr(ocr, "_recognised_part", part)
    ocr.read_picture(np.zeros((9_000, 1_000, 3), np.uint8))
    assert len(parts) > 4
    assert sum(height for _, height in parts) == 9_000
    assert [top for top, _ in parts][1:] == list(np.cumsum([height for _, height in parts]))[:-1]


# What is not read


def test_without_the_extra_it_is_said_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    page().save(tmp_path / "a.png")
    (skipped,) = load_file(tmp_path / "a.png")
    assert isinstance(skipped, Skipped)
    assert "pip install 'pincite[ocr]'" in skipped.reason


@pytest.mark.parametrize("extension", SAVES)
@pytest.mark.parametrize("damage", ["noise", "cut", "text"])
def test_broken_pictures(
    tmp_path: Path, looks: list[tuple[int, ...]], extension: str, damage: str
) -> None:
    path = tmp_path / f"a{extension}"
    SAVES[extension](page(), path)
    data = path.read_bytes()
    path.write_bytes(
        {"noise": bytes(range(256)) * 9, "cut": data[: len(data) // 2], "text": b"no picture"}[
            damage
        ]
    )
    for item in load_file(path):
        assert isinstance(item, Document) or "broken" in item.reason or "picture" in item.reason


@pytest.mark.parametrize("side", [9_500, 20_000])
def test_pictures_of_too_many_points(
    tmp_path: Path, looks: list[tuple[int, ...]], side: int
) -> None:
    Image.new("1", (side, side)).save(tmp_path / "a.png")
    (skipped,) = load_file(tmp_path / "a.png")
    assert isinstance(skipped, Skipped)
    assert "80 million points; save a smaller copy" in skipped.reason
    assert not looks


def test_a_picture_without_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "is_installed", lambda: True)
    monkeypatch.setattr(ocr, "_recognised", lambda pixels: [])
    page([]).save(tmp_path / "a.png")
    (skipped,) = load_file(tmp_path / "a.png")
    assert isinstance(skipped, Skipped)
    assert "No words" in skipped.reason


# With the networks


@pytest.mark.slow
@NEEDS_FONT
@pytest.mark.parametrize("turn", [0, 2, 180])
def test_real_words_are_read(tmp_path: Path, turn: int) -> None:
    pytest.importorskip("rapidocr")
    page().rotate(turn, fillcolor="white", expand=True).save(tmp_path / "a.png")
    document = read(tmp_path / "a.png")
    assert document.text == WHOLE
    assert (document.certainty(Span(document.id, 0, len(WHOLE))) or 0) > 0.9
