"""Raised and lowered text: a mark of a note goes, a power is written as one."""

import pytest

from index.documents.formats.raised import lowered, raised


@pytest.mark.parametrize(
    ("before", "text", "after"),
    [
        *(("was raised in 2003", "4", " by"), ("of the harbour", "12", ""), ("the end.", "3", "")),
        *(("said “no”", "7", ","), ("12%", "3", " of"), ("12,000", "8", ""), ("town", "3,4", "")),
        *(("town", "3–5", ""), ("the town", "[5]", ""), ("the town", "(5)", ""), ("a", "", "")),
        *(("the town", "[citation needed]", ""), ("the town", "†", ""), ("the town", "a", "")),
        *(("the team's", "2", ""), ("came in", "3", ""), ("the U.S.", "2", ""), ("", "1", " See")),
        *(("Vitamin B", "3", ""), ("", "1", "The town"), ("a ", "2", "He said")),
    ],
)
def test_the_mark_of_a_note_goes(before: str, text: str, after: str) -> None:
    assert raised(before, text, after=after) == ""


@pytest.mark.parametrize(
    ("before", "text", "expected"),
    [
        *(("3 × 10", "6", "10⁶"), ("10", "-6", "10⁻⁶"), ("10", "−12", "10⁻¹²")),
        *(("2", "32", "2³²"), ("2", "n", "2ⁿ"), ("500 m", "2", "m²"), ("5km", "2", "km²")),
        *(("9.8 m/s", "2", "s²"), ("kg/m", "3", "m³"), ("40 sq ft", "2", "ft²")),
        *(("y = x", "2", "x²"), ("E = mc", "2", "mc²"), ("πr", "2", "r²"), ("with R", "2", "R²")),
        *(
            ("40 in", "2", "in²"),
            ("(a + b)", "2", "b)²"),
            ("= 5", "3", "5³"),
            ("10", "1.5", "^1.5"),
        ),
        *(("Ca", "2+", "Ca²⁺"), ("Na", "+", "Na⁺"), ("s", "−1", "s⁻¹")),
    ],
)
def test_a_power_is_written_as_one(before: str, text: str, expected: str) -> None:
    assert (before + raised(before, text)).endswith(expected)


@pytest.mark.parametrize(
    ("before", "text", "after", "expected"),
    [
        *(("the 1", "st", " of", "the 1st"), ("the 21", "ST", "", "the 21ST")),
        *(("M", "lle", " B", "Mlle"), ("1", "er", "", "1er"), ("20", "o", "C", "20°")),
        *(("3", "1", "/2", "3 1"), ("", "1", "⁄2", "1"), ("for $19", "99", " each", "for $19.99")),
        *(
            ("", "14", "C dating", "¹⁴"),
            ("the ", "235", "U", "the ²³⁵"),
            ("Acme", "TM", "", "Acme™"),
        ),
    ],
)
def test_what_is_a_part_of_the_word(before: str, text: str, after: str, expected: str) -> None:
    assert before + raised(before, text, after=after) == expected


def test_a_link_is_a_mark_unless_it_is_a_word() -> None:
    assert raised("3 × 10", "6", linked=True) == ""
    assert raised("the bridge", "c", linked=True) == ""
    assert raised("the bridge", "sponsored", linked=True) == "sponsored"


def test_lowered() -> None:
    assert "H" + lowered("H", "2") == "H₂"
    assert "T" + lowered("T", " max ") == "T_max"
    assert lowered("1/", "2") == "2"
    assert lowered("see ", "below") == "below"
