"""The benchmark of tables: its files are made, its questions fit them, and answers are judged."""

from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from index.types import Document, Span
from qa.types import Answer, Citation, Claim
from tests.bench.table_files import make_files
from tests.bench.tables import (
    DEVELOP,
    DOCUMENTS,
    MEASURES,
    REPORTED,
    Asked,
    holds,
    judged,
    questions,
    rows_of,
)

ASKED = questions()
TO_DEVELOP_ON = questions(DEVELOP)
ANSWERABLE = [one for one in ASKED if one.answer is not None]


def test_there_are_as_many_questions_as_is_said() -> None:
    assert (len(ASKED), len(ANSWERABLE)) == (120, 96)
    assert max(Counter(one.question for one in ASKED).values()) == 1
    assert all(one.row is None for one in ASKED if one.answer is None)


def test_those_to_develop_on_are_others() -> None:
    answerable = [one for one in TO_DEVELOP_ON if one.answer is not None]
    assert (len(TO_DEVELOP_ON), len(answerable)) == (176, 105)
    assert not {one.question for one in ASKED} & {one.question for one in TO_DEVELOP_ON}
    assert not {one.document for one in ASKED} & {one.document for one in TO_DEVELOP_ON}
    for one in answerable:
        assert len([line for line in one.lines() if one.is_row(line)]) == 1, one.question


@pytest.mark.parametrize(
    ("half", "count", "answerable"), [("develop2", 89, 66), ("develop3", 61, 51), ("held2", 98, 72)]
)
def test_those_of_the_second_set_are_others_again(
    half: str, count: int, answerable: int, tmp_path: Path
) -> None:
    asked = questions(REPORTED / half)
    assert (len(asked), sum(one.answer is not None for one in asked)) == (count, answerable)
    known = {one.document for one in (*ASKED, *TO_DEVELOP_ON)}
    assert not {one.document for one in asked} & known
    for one in asked:
        if one.answer is not None:
            assert len([line for line in one.lines() if one.is_row(line)]) == 1, one.question
    made = make_files(REPORTED / half / "documents", tmp_path)
    assert {path.name for path in made} == {one.document for one in asked}


@pytest.mark.parametrize("one", ANSWERABLE, ids=lambda one: one.question)
def test_the_row_stands_in_one_line_of_the_source_with_the_answer(one: Asked) -> None:
    assert one.row is not None
    lines = [line for line in one.lines() if holds(line, one.row)]
    assert len(lines) == 1
    assert one.is_row(lines[0])


def test_every_file_is_made_and_asked_about(tmp_path: Path) -> None:
    made = make_files(DOCUMENTS, tmp_path)
    assert sorted(tmp_path.iterdir()) == made
    assert {path.name for path in made} == {one.document for one in ASKED}
    assert all(path.stat().st_size for path in made)
    starts = {path.suffix: path.read_bytes()[:4] for path in made}
    assert starts[".xlsx"] == starts[".ods"] == starts[".docx"] == b"PK\x03\x04"
    assert starts[".xls"] == b"\xd0\xcf\x11\xe0"


def test_a_sheet_has_the_types_and_the_merged_cells_of_its_text(tmp_path: Path) -> None:
    texts, folder = tmp_path / "texts", tmp_path / "files"
    texts.mkdir()
    folder.mkdir()
    text = "== First\nStock\t<\nDay\tPrice\n2026-03-01\t4.5\n^\t12\n== Second\nA\tB"
    (texts / "a.xlsx.txt").write_text(text)
    (path,) = make_files(texts, folder)
    book = openpyxl.load_workbook(path)
    first = book["First"]
    assert book.sheetnames == ["First", "Second"]
    assert {str(range) for range in first.merged_cells.ranges} == {"A1:B1", "A3:A4"}
    assert [first[at].value for at in ("B1", "B3", "B4")] == [None, 4.5, 12]
    assert first["A3"].is_date
    assert first["A3"].value.isoformat() == "2026-03-01T00:00:00"


def test_a_text_form_of_another_format_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.odp.txt").write_text("a")
    with pytest.raises(ValueError, match=r"a\.odp\.txt"):
        make_files(tmp_path, tmp_path)


@pytest.mark.parametrize(
    ("line", "held"),
    [
        ("a;12;b", True),
        ("a;112;b", False),
        ("a;12.5;b", False),
        ("a,12,5", True),
        ("a;3.12;b", False),
        ("12.", True),
    ],
)
def test_a_number_is_not_held_by_a_longer_one(line: str, held: bool) -> None:
    assert holds(line, "12") == held


ONE = next(one for one in ASKED if one.row == "HR-205")
RIGHT = "Plate: HR-205; Vehicle: Tipper lorry; Used by: Parks; Parked at: Yard south."
ABOVE = (
    "Plate: HR-204; Vehicle: Tipper lorry; Used by: Road works; Kilometres: 148320; Bought: 2016; "
    "Next inspection: 2026-02-11; Parked at: Yard north."
)
WITHOUT = "Plate: HR-205; Vehicle: Tipper lorry."


def claim(*quotes: str, source: str = "files/fleet.tsv") -> Claim:
    def citation(quote: str) -> Citation:
        return Citation(
            Document("a" * 16, quote, source, "Fleet"), Span("a" * 16, 0, len(quote)), 1.0
        )

    return Claim(quotes[0], tuple(map(citation, quotes)))


@pytest.mark.parametrize(
    ("claims", "measure"),
    [
        ([claim(RIGHT)], "right_alone"),
        ([claim(RIGHT), claim(ABOVE)], "right_alone"),
        ([claim(ABOVE), claim(RIGHT)], "right_among_others"),
        ([claim(RIGHT, ABOVE)], "right_among_others"),
        ([claim(ABOVE)], "wrong_row"),
        ([claim(WITHOUT)], "wrong_row"),
        ([claim(f"{ABOVE} {RIGHT}")], "wrong_row"),
        ([claim(RIGHT, source="files/other.tsv")], "wrong_row"),
        ([claim(RIGHT, source="files/fleet.tsv#1")], "right_alone"),
        ([], "abstained_wrongly"),
    ],
)
def test_an_answer_is_judged_by_the_rows_it_cites(claims: list[Claim], measure: str) -> None:
    scores = judged(ONE, Answer(ONE.question, tuple(claims)))
    assert {name for name, score in scores.items() if score} == {measure}
    assert set(scores) == set(MEASURES) - {"answered_wrongly"}


def test_the_header_above_the_first_row_is_no_row_beside_it() -> None:
    """A row says the names of the columns too."""
    one = next(one for one in ASKED if one.question.endswith("give the Harn Brass Band?"))
    row = (
        "Applicant: Harn Brass Band; Project: New uniforms; Asked for: 4800; Granted: 3000; "
        "Votes: 4 to 0."
    )
    right = claim(row, source="files/grants.docx")
    assert judged(one, Answer(one.question, (right,)))["right_alone"] == 1.0
    lines = one.lines()
    at = next(n for n, line in enumerate(lines) if one.is_row(line))
    both = claim(f"{row} {lines[at + 1]}", source="files/grants.docx")
    assert judged(one, Answer(one.question, (both,)))["wrong_row"] == 1.0


def test_the_line_that_heads_a_section_is_no_row_beside_it() -> None:
    """A row of the section begins with it."""
    one = next(one for one in TO_DEVELOP_ON if one.row == "201")
    row = "Whites; Bin: 201; Wine: Kestrel Ridge; Vintage: 2023; Bottles left: 51."
    right = claim(row, source="files/wines.xlsx")
    assert judged(one, Answer(one.question, (right,)))["right_alone"] == 1.0
    next_row = "202\tKestrel Ridge Reserve\t2021\tSouthmark\t44\t8.6\t13"
    assert next_row in one.lines()
    both = claim(f"{row} {next_row}", source="files/wines.xlsx")
    assert judged(one, Answer(one.question, (both,)))["wrong_row"] == 1.0


def test_only_abstaining_is_right_where_there_is_no_answer() -> None:
    none = next(one for one in ASKED if one.answer is None)
    assert judged(none, Answer("?")) == {"answered_wrongly": 0.0}
    assert judged(none, Answer("?", (claim(RIGHT),))) == {"answered_wrongly": 1.0}


def test_there_is_a_row_of_figures_for_each_format() -> None:
    scores = [judged(one, Answer(one.question)) for one in ASKED]
    every, *rows = rows_of(ASKED, scores)
    (like, other), formats = rows[:2], rows[2:]
    assert every.measures["abstained_wrongly"].count == 96
    assert every.measures["answered_wrongly"].count == 24
    assert [one.measures["abstained_wrongly"].count for one in (like, other)] == [48, 48]
    assert sum(one.measures["abstained_wrongly"].count for one in formats) == 96
    assert len(formats) == len({Path(one.document).suffix for one in ASKED})
