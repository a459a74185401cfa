"""Which row of a table a question names."""

import pytest

from qa.evidence.rows.cells import Table, make_table, read_row
from qa.evidence.rows.keys import Named, find_named, sought

ROWS = (
    "Reservoir: Upper Teal; Month: October 2025; Full (%): 71; Note: gate repaired.",
    "Reservoir: Upper Teal; Month: November 2025; Full (%): 73.",
    "Reservoir: Lower Teal; Month: October 2025; Full (%): 92.",
    "Reservoir: Crag Water; Month: 2025-12-08; Full (%): 76; Keeper: Ada Kern.",
    "Reservoir: Crag Water, old arm; Month: 2025-12-08; Full (%): 12; Keeper: Bo Lind.",
)
TABLE = make_table(map(read_row, ROWS), "Levels of Nordland reservoirs")


def named(question: str, table: Table = TABLE) -> Named:
    return find_named(sought(question), table)


@pytest.mark.parametrize(
    ("question", "row"),
    [
        ("How full was Upper Teal in October 2025?", 0),
        ("How full was the Upper Teal in November?", 1),
        ("october 2025 Lower Teal how full", 2),
        ("How full was Crag Water on 8 December 2025?", 3),
        ("How full was the old arm of Crag Water?", 4),
        ("Which reservoir does Ms. Kern keep?", 3),
        ("Who keeps Crag Water?", 3),  # the shorter name is meant
        ("Where was the gate repaired?", 0),
        ("How full was Upper Teal of Nordland in October 2025?", 0),
    ],
)
def test_the_row_that_has_every_value_is_named(question: str, row: int) -> None:
    assert named(question).row == row


@pytest.mark.parametrize(
    "question",
    [
        "How full was Upper Teal?",  # two rows fit
        "How full was Upper Teal in December 2025?",  # no row has both
        "How full was Upper Teal in October 2024?",
        "How full was Middle Teal in October 2025?",
        "How full was Crag Water on 9 December 2025?",
        "How full was Sorvik on 8 December 2025?",
        "How full are reservoirs?",
        "",
    ],
)
def test_no_row_is_named_where_a_value_is_missing_or_several_fit(question: str) -> None:
    assert named(question).row is None


def test_what_is_missing_is_told() -> None:
    assert named("How full was Upper Teal in October 2024?").unknown == ("2024",)
    assert named("How full was Upper Teal in December?").apart
    apart = named("How full was Upper Teal, where the keeper is Ada Kern?")
    assert apart.apart and not apart.rows
    assert named("How full was Upper Teal?").rows == (0, 1)
    around = make_table(map(read_row, ROWS), "Levels", "Measured by Sorvik.")
    assert named("How full was Upper Teal in October 2025 for Sorvik?", around).elsewhere == (
        "sorvik",
    )


def test_a_name_of_which_the_title_has_the_other_word_names_no_row() -> None:
    rows = ("Signed: Tariq Aziz; From: FC Lauen.", "Signed: Bo Lind; From: SV Holm.")
    table = make_table(map(read_row, rows), "FC Arden: the season")
    assert named("Who is the coach of FC Arden?", table).apart
    assert named("Who came to Arden from FC Lauen?", table).row == 0
    assert named("Who did Arden Bo Lind replace?", table).row == 1
    assert named("Who did FC Arden sign from Holm?", table).row == 1


def test_words_in_small_letters_are_of_one_row_too() -> None:
    rows = ("Tree: copper beech; Street: Weir Lane.", "Tree: lime; Street: Abbey Lane.")
    table = make_table(map(read_row, rows), "Trees")
    assert named("Who planted the copper beech of Weir Lane?", table).row == 0
    assert named("Who planted the lime of Weir Lane?", table).words_apart


def test_codes_are_whole() -> None:
    rows = ("Line: 31; Fare: 2.", "Line: 31X; Fare: 4.", "Line: PX-88120; Fare: 7.")
    table = make_table(map(read_row, rows), "Lines")
    assert named("What does line 31 cost?", table).row == 0
    assert named("What does line 31X cost?", table).row == 1
    assert named("What does line px 88120 cost?", table).row == 2
    assert named("What does line 88120 cost?", table).row is None
    assert named("What does line PX-88121 cost?", table).row is None


def test_the_cells_of_a_row() -> None:
    text = "Reds; Bin: 101; note: see: below; and above; empty: ; Wine: Corvin."
    found = [(cell.column, text[cell.start : cell.end]) for cell in read_row(text)]
    assert found == [
        ("", "Reds"),
        ("Bin", "101"),
        ("note", "see: below; and above; empty: "),
        ("Wine", "Corvin"),
    ]
    assert read_row("") == read_row(".") == ()
    assert [cell.column for cell in read_row("Orvell; 3; 4.")] == ["", "", ""]


def test_a_table_without_rows_names_nothing() -> None:
    assert named("How full was Upper Teal?", make_table([], "")).row is None


def test_the_cell_that_says_most_of_a_name_names_the_row() -> None:
    """An address that holds the name may still be asked for."""
    table = make_table([read_row("Kern; Ada; 0799 1140; a.kern@sail.example.")], "Crew")
    found = named("What is the address of Ada Kern?", table)
    assert (found.row, found.said) == (0, frozenset({0, 1}))
