"""Sections with the same lines under each heading are rows, named by their headings."""

from pathlib import Path
from time import perf_counter

import pytest

from index.documents.formats.markdown import read_markdown
from index.types import Document, Span
from qa.evidence.rows.tables import WHOLE
from qa.evidence.rows.under_headings import named_by, rows_under_headings
from tests.support.fakes import find

PUMPS = """Pumps of the Harl series
All pumps come with two years of guarantee.

Harl 20
Weight: 3.1 kg
Price: 120 crowns

Harl 40
Weight: 4.8 kg
Price: 185 crowns
"""
PEOPLE = """Contacts of the harbour office

Name: Orla Finch
Role: Harbour master
Phone: 555 0101

Name: Tomas Berg
Role: Pilot
Phone: 555 0102
"""
FOUNDED = """Choirs

Linden Choir
Founded 1904 in Tavel
Members: 41
Meets: Mondays

Tavel Singers
Founded 1988 in Hest
Members: 27
Meets: Thursdays
"""


def document(text: str) -> Document:
    return Document("0" * 16, text, "/a.txt", "A")


def rows(text: str) -> list[str]:
    redrawn = rows_under_headings(document(text))
    return redrawn.rows.document.text.split("\n") if redrawn else []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            PUMPS,
            [
                "Name: Harl 20; Weight: 3.1 kg; Price: 120 crowns.",
                "Name: Harl 40; Weight: 4.8 kg; Price: 185 crowns.",
            ],
        ),
        (
            PEOPLE,
            [
                "Name: Orla Finch; Role: Harbour master; Phone: 555 0101.",
                "Name: Tomas Berg; Role: Pilot; Phone: 555 0102.",
            ],
        ),
        (
            FOUNDED,
            [
                "Name: Linden Choir; Founded: 1904 in Tavel; Members: 41; Meets: Mondays.",
                "Name: Tavel Singers; Founded: 1988 in Hest; Members: 27; Meets: Thursdays.",
            ],
        ),
        (PUMPS.replace("Weight:", "- Weight:").replace("Price:", "* Price:"), rows(PUMPS)),
        (PEOPLE.replace("Orla Finch", "194 million").replace("Tomas Berg", "163 million"), []),
        ("", []),
        ("Harl 20\nWeight: 3.1 kg\nPrice: 120 crowns", []),
        ("Note: it rains.\n\nAdvice: stay in.\n\nTime: noon.", []),
        (PUMPS.replace("Weight: 4.8 kg\nPrice", "Colour: red\nCost"), []),
        ("First part\nA: 1\nB: 2\n\nIt says nothing more here.\n\nSecond part\nC: 3\nD: 4", []),
        (PUMPS + "x" * WHOLE, []),
    ],
)
def test_sections_that_tell_the_same_are_rows(text: str, found: list[str]) -> None:
    assert rows(text) == found


def test_each_cell_knows_its_line_and_its_value() -> None:
    redrawn = rows_under_headings(document(PEOPLE))
    assert redrawn
    there = [
        [
            (PEOPLE[slice(a.start, a.end)], PEOPLE[slice(b.start, b.end)])
            for a, b in filter(None, row)
        ]
        for row in redrawn.places
    ]
    assert there[1] == [
        ("Name: Tomas Berg", "Tomas Berg"),
        ("Role: Pilot", "Pilot"),
        ("Phone: 555 0102", "555 0102"),
    ]


def test_a_line_is_named_by_its_heading() -> None:
    pumps = document(PUMPS)
    heading, name = named_by(pumps, find(pumps, "Price: 185 crowns")) or (None, None)
    assert heading == name == find(pumps, "Harl 40")
    people = document(PEOPLE)
    heading, name = named_by(people, find(people, "Role: Pilot")) or (None, None)
    assert (heading, name) == (find(people, "Name: Tomas Berg"), find(people, "Tomas Berg"))
    assert named_by(pumps, find(pumps, "All pumps come with two years of guarantee.")) is None
    assert named_by(document("No sections: none."), Span("0" * 16, 0, 2)) is None


def test_headings_of_a_file_are_names_though_lines_apart(tmp_path: Path) -> None:
    text = PUMPS.replace("Harl", "## Harl").replace("Weight", "\n- Weight").replace("Pri", "- Pri")
    path = tmp_path / "a.md"
    path.write_text(text, encoding="utf-8")
    (read,) = read_markdown(path, "/a.md")
    redrawn = rows_under_headings(read)
    assert redrawn and redrawn.rows.document.text.startswith("Name: Harl 20; Weight: 3.1 kg;")


def test_long_documents_take_no_time() -> None:
    started = perf_counter()
    rows("a: b\n" * 20_000)
    rows("A\nb: c\nd: e\n\n" * 7_000)
    rows(": " * 50_000)
    assert perf_counter() - started < 5
