"""Plain text whose lines have numbers, as the transcripts of courts do."""

from pathlib import Path

import pytest

from index.documents.load import load_file
from index.types import Document

PROSE = (
    "The harbour office said on Monday that the new quay will be ready by the end of the year. "
    "Two firms from the valley build it, and the town pays for one half of the works. The mayor "
    "asked for a report on the costs, which the council will discuss when it meets in June."
)
QUESTIONS = """\
                                                              7
 1      Q.  Mrs. Lenz, when did you sell the mill on
 2  the Tarn?
 3      A.  I sold it in May of 1904, when the weir
 4  had burst and no sack of rye could be ground,
 5  to the town of Orvell.
 6
 7      Q.  For how much?
"""


def read(tmp_path: Path, text: str) -> str:
    path = tmp_path / "a.txt"
    path.write_text(text)
    (document,) = load_file(path)
    assert isinstance(document, Document)
    return document.text


def wrapped(width: int = 60) -> list[str]:
    lines = [""]
    for word in PROSE.split():
        if len(lines[-1]) + len(word) >= width:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@pytest.mark.parametrize("on_a_page", [3, 25])
def test_numbers_of_lines_go_and_paragraphs_are_whole(
    tmp_path: Path, on_a_page: int, between: str
) -> None:
    """Written one below the other, or with lines between them; anew on each page, or going on."""
    lines = [f"{n % on_a_page + 1:>4}   {line}" for n, line in enumerate(wrapped())]
    assert read(tmp_path, between.join(lines)) == PROSE


def test_questions_and_answers_are_paragraphs(tmp_path: Path) -> None:
    lines = [" ".join(line.split()) for line in read(tmp_path, QUESTIONS).split("\n")]
    assert [line for line in lines if line] == [
        "7",
        "Q. Mrs. Lenz, when did you sell the mill on the Tarn?",
        "A. I sold it in May of 1904, when the weir had burst and no sack of rye could be ground, "
        "to the town of Orvell.",
        "Q. For how much?",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ["Rinse the wool", "Card it", "Spin a thread", "Dye it", "Weave the cloth"],
        ["Rinse the wool in the brook behind the mill.", "Card it with care and no haste."] * 3,
        ["salt from the pans of the southern coast", "wool and cloth from the north"] * 3,
        ["Anna Lenz, of the mill on the Tarn 4,500", "Otto Vane, of the farm at the weir 320"] * 3,
    ],
)
def test_numbers_before_items_and_rows_stay(tmp_path: Path, lines: list[str]) -> None:
    text = "\n".join(f"{n} {line}" for n, line in enumerate(lines, start=1))
    assert read(tmp_path, text) == text


def test_years_before_lines_stay(tmp_path: Path) -> None:
    text = "\n".join(f"{190 + 7 * n} {line}" for n, line in enumerate(wrapped()))
    assert "190 The harbour" in read(tmp_path, text)
    assert "204 " in read(tmp_path, text)
