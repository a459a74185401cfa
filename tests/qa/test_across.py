"""Which column of a table comes first by what one of its rows tells."""

from collections.abc import Sequence

import pytest

from index.documents.normalise import make_document
from index.types import Document, Place
from qa.english.compared_columns import are_names, is_beside, may_be_beside
from qa.english.scales import head_of_measure
from qa.gather import Clock
from qa.kinds.rows.extremes import extreme
from qa.types import Answer, Kind
from tests.qa.test_row_list import document, searched

YEARS = (
    "Turnover (£m); 2021: 41.2; 2022: 39.0; 2023: 47.5.",
    "Turnover per branch (£m); 2021: 4.1; 2022: 4.3; 2023: 4.2.",
    "Net loans (£m); 2021: 8.0; 2022: 9.7; 2023: 9.7.",
    "Average number of drivers; 2021: 184; 2022: 201; 2023: –.",
    "Profit before tax (£m); 2021: 1.2; 2022: (0.4); 2023: 2.2.",
    "Rating by customers; 2021: 4.1; 2022: 4.4; 2023: 4.0.",
)
OFFERS = (
    "Ref: 1.1; Item: Total price over 24 months (1 to 3); Unit: total; Pallas Ltd: £73,600;"
    " Orvane: £72,100; Tessbury Works: £69,900; Remark: Checked twice.",
    "Ref: 1.2; Item: Extra storage; Unit: per month; Pallas Ltd: £46; Orvane: £38;"
    " Tessbury Works: £52.",
    "Ref: 2.1; Item: Notice to end after the first term; Unit: days; Pallas Ltd: 90; Orvane: 60;"
    " Tessbury Works: 30.",
    "Ref: 2.2; Item: Power from renewable sources; Unit: %; Pallas Ltd: 100%; Orvane: 85%;"
    " Tessbury Works: Not answered.",
    "Ref: 3.1; Item: Employees; Unit: number; Pallas Ltd: 140; Orvane: 1,900; Tessbury Works: 65.",
    "Ref: 3.2; Item: Yearly rise; Unit: limit; Pallas Ltd: at most 5%; Orvane: 3%;"
    " Tessbury Works: 4%.",
    "Ref: 4.1; Item: Technical score; Unit: out of 60; Pallas Ltd: 44; Orvane: 49;"
    " Tessbury Works: 41.",
    "Ref: 4.2; Item: Price score; Unit: out of 40; Pallas Ltd: 38; Orvane: 39; Tessbury Works: 40.",
    "Ref: 4.3; Item: Total score; Unit: out of 100; Pallas Ltd: 82; Orvane: 88;"
    " Tessbury Works: 81.",
)
KILNS = (
    "Price; Sonata: €1,290; Breeze: €980; Gorvel: €1,640.",
    "Weight; Sonata: 210 kg; Breeze: 0.34 t; Gorvel: 160 kg.",
    "Heating time; Sonata: 3 h; Breeze: 90 min; Gorvel: 2 h.",
)
RAIN = ("Rain (mm); Jan: 82; Feb: 64; Mar: 58.", "Sunshine; Jan: 41 h; Feb: 66 h; Mar: 120 h.")
YEAR_TABLE = document(YEARS, "Hollin Coaches: annual report")
OFFER_TABLE = document(OFFERS, "Offers for the archive")
KILN_TABLE = document(KILNS, "Three models of kiln")
RAIN_TABLE = document(RAIN, "Weather at the mill")
TABLES = (YEAR_TABLE, OFFER_TABLE, KILN_TABLE, RAIN_TABLE)


def answer(question: str, documents: Sequence[Document] = TABLES) -> Answer | None:
    return extreme(question, searched(question, documents), Clock())


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which year had the highest turnover?", "2023"),
        ("In which year was turnover lowest?", "2022"),
        ("When was turnover highest?", "2023"),
        ("Which year had the second highest turnover?", "2021"),
        ("Which financial year had the highest turnover?", "2023"),
        ("Which year had the highest turnover per branch?", "2022"),
        ("Which year had the largest net loans?", "2022 and 2023"),
        ("When was turnover smallest?", "2022"),
        ("Which year had the most drivers?", "2022"),
        ("In which year did Hollin Coaches have the fewest drivers?", "2021"),
        ("What was the highest turnover?", "47.5"),
        ("What was our lowest turnover?", "39.0"),
        ("Highest turnover?", "47.5"),
        ("Who is cheapest over 24 months?", "Tessbury Works"),
        ("Cheapest bidder over 24 months?", "Tessbury Works"),
        ("Which supplier is the most expensive over 24 months?", "Pallas Ltd"),
        ("How much does the cheapest bidder charge over 24 months?", "£69,900"),
        ("Which bidder is the cheapest for extra storage?", "Orvane"),
        ("Which bidder has the highest technical score?", "Orvane"),
        ("Which bidder scored highest overall?", "Orvane"),
        ("Which bidder has the lowest price score?", "Pallas Ltd"),
        ("Which of them has the shortest notice?", "Tessbury Works"),
        ("Which supplier has the most employees?", "Orvane"),
        ("Which supplier has the largest number of employees?", "Orvane"),
        ("Which bidder uses the most renewable power?", "Pallas Ltd"),
        ("Which model is the cheapest?", "Breeze"),
        ("Which model is the lightest?", "Gorvel"),
        ("Which model has the shortest heating time?", "Breeze"),
        ("Which month had the most rain?", "Jan"),
        ("In which month was there the least sunshine?", "Jan"),
    ],
)
def test_the_column_that_comes_first(question: str, short: str) -> None:
    found = answer(question)
    assert found is not None
    assert found.short == short
    assert found.kind is Kind.FACT
    assert " columns of " in found.notes[0]


@pytest.mark.parametrize(
    "question",
    [
        "Which month had the highest turnover?",  # the columns are years
        "Which bidder had the highest turnover?",
        "Who had the highest turnover?",
        "When was the technical score highest?",  # they are no times
        "Which year had the highest technical score?",
        "Which year had the highest turnover in Wales?",  # not told
        "Which year had the highest turnover per driver?",
        "Which year had the lowest profit before tax?",  # (0.4) is not read
        "Which year had the lowest rate?",  # a judgement is none
        "Which year was the best?",
        "What was the highest turnover in 2022?",
        "Which year had the highest turnover, 2021 or 2022?",
        "Does Orvane have the most employees?",
        "Which bidder has the highest score?",  # three of them
        "Who is the cheapest?",  # no row is named
        "Which hotel is the cheapest?",
        "Which bidder has the lowest yearly rise?",  # at most 5%
        "Which supplier has the oldest employees?",
        "Which supplier has the largest employees?",
        "Which supplier has the longest employees?",
        "Which supplier is the cheapest for employees?",
        "Which supplier has the heaviest score?",
        "Which year had the most rain?",
        "Which year had no highest turnover?",
    ],
)
def test_what_is_not_certain_is_not_answered(question: str) -> None:
    assert answer(question) is None


def test_the_row_is_cited_with_the_cell_that_answers() -> None:
    found = answer("Which bidder is the cheapest over 24 months?")
    assert found is not None
    (claim,) = found.claims
    assert claim.text == OFFERS[0]
    assert [one.words for one in claim.citations] == ["£69,900"]
    assert found.notes == (
        "Compared by “Total price over 24 months (1 to 3)”, over 3 columns of"
        " “Offers for the archive”.",
    )


def test_a_column_without_a_number_is_left_out_by_name() -> None:
    found = answer("Which bidder has the most power from renewable sources?")
    assert found is not None
    assert found.notes[1:] == (
        "Left out, as no value can be read there: “Tessbury Works” (Not answered).",
    )
    assert answer("Which year had the most drivers?", (YEAR_TABLE,)) is not None
    scarce = ("Drivers; 2021: 4; 2022: –; 2023: –.", "Buses; 2021: 4; 2022: 5; 2023: 6.")
    assert answer("Which year had the most drivers?", (document(scarce, "Fleet"),)) is None


def test_columns_that_are_equal_make_one_claim() -> None:
    found = answer("Which year had the highest net loans?")
    assert found is not None
    (claim,) = found.claims
    assert [one.words for one in claim.citations] == ["9.7"]
    assert "They are equal." in found.notes
    assert answer("Which year had the second highest net loans?") is None


def test_an_order_of_rows_comes_first() -> None:
    rows = document(("Year: 2019; Turnover: 3.", "Year: 2020; Turnover: 5."), "Sill Ferries")
    found = answer("Which year had the highest turnover?", (YEAR_TABLE, rows))
    assert found is not None
    assert found.short == "2020"
    months = document(("Month: May; Rain: 40; Hail: 2.", "Month: June; Rain: 90; Hail: 0."), "Rain")
    found = answer("Which month had the most rain?", (months,))
    assert found is not None
    assert found.short == "June"
    assert " rows of " in found.notes[0]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        # what stands in the rows is compared there, and not its measures
        ("Which player scored the most for Rovers?", ("Club: Rovers; Wins: 17; Draws: 4.",)),
        ("Who has the most Rovers?", ("Rovers; Wins: 17; Draws: 4.", "Town; Wins: 9; Draws: 7.")),
        ("Which supplier has the most bolts?", ("Item: Bolts; Stock: 40; Sold: 90.",)),
        # one may be a plan or what each may have
        ("Which plan has the highest fee?", ("Feature: Fee; Basic: £2; Home: £3; Max: £4.",)),
        ("Which plan has the highest score?", ("Feature: Score; Alto: 2; Basso: 3; Weight: 9.",)),
        ("Which year had the most buses?", ("Buses; 2021: 4; Target: 9.",)),
        ("Who has the most buses?", ("Buses; Actual 2024: 4; Plan 2025: 9.",)),
        ("Which club has the most buses?", ("Buses; Orvane 2024: 4; Orvane 2025: 9.",)),
        (
            "Which year had the most buses?",
            ("Buses; 2021: 4; 2022: 5.", "Buses; 2021: 9; 2022: 7."),
        ),
        ("Which year had the highest fare?", ("Fare; 2021: £4; 2022: €5.",)),
    ],
)
def test_columns_that_may_be_something_else(question: str, rows: Sequence[str]) -> None:
    assert answer(question, (document(rows, "List"),)) is None


@pytest.mark.parametrize(
    ("rows", "question", "short"),
    [
        (
            ("Buses; FY2021: 4; FY2022: 5; Total: 9; Change: 1.",),
            "Which year had the most buses?",
            "FY2022",
        ),
        (("Fares; 2021 £m: 4; 2022 £m: 5.",), "Which year had the highest fares?", "2022"),
        (("Fuel: Gas; Q1: 40; Q2: 9; Total: 49.",), "Which quarter had the least gas?", "Q2"),
        (("Crop: Wheat; 2021/22: 40; 2022/23: 9.",), "Which season had the most wheat?", "2021/22"),
        (("Visits; Mon: 40; Tue: 90.",), "Which day had the most visits?", "Tue"),
        (("Feature: Fee; Basic: £2; Home: £3.",), "Which plan has the highest fee?", "Home"),
        (("Score; Bidder A: 40; Bidder B: 90.",), "Which bidder has the lowest score?", "Bidder A"),
        (("Fee; Plan A: 40; Plan B: 90.",), "Which plan has the lowest fee?", "Plan A"),
    ],
)
def test_how_columns_are_called(rows: Sequence[str], question: str, short: str) -> None:
    found = answer(question, (document(rows, "List"),))
    assert found is not None
    assert found.short == short


def test_the_same_figures_go_on_in_another_report_and_others_do_not() -> None:
    later = document(("Turnover (£m); 2023: 47.5; 2024: 51.0.",), "Hollin Coaches: next report")
    found = answer("Which year had the highest turnover?", (YEAR_TABLE, later))
    assert found is not None
    assert found.short == "2024"
    assert "over 4 columns of" in found.notes[0]
    restated = document(("Turnover (£m); 2023: 46.0; 2024: 51.0.",), "Hollin Coaches: again")
    assert answer("Which year had the highest turnover?", (YEAR_TABLE, restated)) is None
    other = document(("Turnover (£m); 2024: 3.1; 2025: 90.",), "Sill Ferries")
    assert answer("Which year had the highest turnover?", (YEAR_TABLE, other)) is None


def test_a_year_of_the_title_is_no_bound_of_the_columns() -> None:
    titled = document(YEARS, "Annual report 2023")
    assert answer("What was the highest turnover in 2023?", (titled,)) is None
    assert answer("What was the highest turnover?", (titled,)) is not None


def test_a_heading_says_which_of_two_tables_is_meant() -> None:
    text = "\n".join(
        ("Group", "Loans; 2021: 4; 2022: 5.", "", "Bakery", "Loans; 2021: 9; 2022: 7.")
    )
    places = (Place(6, 30, row=2), Place(39, 63, row=2))
    both = make_document("/figures.md", text, "Figures", places=places)
    for question, short in (
        ("Which year had the highest loans of the group?", "2022"),
        ("Which year had the highest bakery loans?", "2021"),
    ):
        found = answer(question, (both,))
        assert found is not None
        assert found.short == short
    assert answer("Which year had the highest loans?", (both,)) is None


def test_what_a_column_is_called_that_is_no_thing() -> None:
    assert is_beside("Total")
    assert is_beside("Change on 2022")
    assert not is_beside("Pallas Ltd")
    assert not is_beside("%")
    assert may_be_beside("%")
    assert may_be_beside("Falcon Pro Max")
    assert not may_be_beside("Falcon Pro")
    assert are_names(["Pallas Ltd", "Orvane"])
    assert are_names(["Model A", "Model B"])
    assert not are_names(["Wins", "Draws", "Losses"])


@pytest.mark.parametrize(
    ("label", "head"),
    [
        ("Total price over 36 months (1.1 to 1.3)", "price"),
        ("Price score", "score"),
        ("Average number of employees", "employe"),
        ("Customer references given", "refer"),
        ("Net debt (£m)", "debt"),
        ("Sales, net", "sale"),
        ("Revenue per employee", "revenu"),
        ("–", ""),
    ],
)
def test_what_a_label_measures(label: str, head: str) -> None:
    assert head_of_measure(label) == head
