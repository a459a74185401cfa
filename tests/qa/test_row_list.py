"""Lists and counts out of tables: all rows that fit, no others, and how many of how many."""

import datetime
from collections.abc import Sequence

import pytest

from index.documents.normalise import make_document
from index.types import EVERYWHERE, Coverage, Document, Hit, Place, Span
from qa.comparison.versions import Family
from qa.evidence import when
from qa.evidence.rows.cells import make_table, read_row
from qa.evidence.rows.tables import WHOLE, alone
from qa.gather import Clock, Searched
from qa.kinds.rows.columns import Columns
from qa.kinds.rows.extremes import extreme
from qa.kinds.rows.listing import MOST, row_list
from qa.types import Answer, Kind

STAFF = (
    "Name: Ada Kern; Job: vet; Ward: Large Animals; On duty: Mon-Fri; Joined: 2011.",
    "Name: Ben Roth; Job: vet; Ward: Birds; On duty: Tue, Thu; Joined: 2018.",
    "Name: Cleo Marsh; Job: nurse; Ward: Birds; On duty: Sat-Mon; Joined: 2020.",
    "Name: Dirk Vane; Job: porter; Ward: Large Animals; Joined: 2021.",
)
PRICES = (
    "Item: Rope; Kind: tools; Price (EUR): 7.50; In stock: 4; Ages: 6-10.",
    "Item: Saw; Kind: tools; Price (EUR): 24.00; In stock: 0; Ages: 12-99.",
    "Item: Kale; Kind: seeds; Price (EUR): 1.80; In stock: 90; Ages: 3-99.",
    "Item: Lamp; Kind: lights; Price (EUR): on request; In stock: 2; Ages: 3-99.",
)
VISITORS = (
    "Month: May; Number: 120; Children: 40.",
    "Month: June; Number: 150; Children: 60.",
)


def document(rows: Sequence[str], title: str, above: str = "") -> Document:
    table = "\n".join(rows)
    start = len(above) + 1 if above else 0
    places = (Place(start, start + len(table), row=2),)
    text = f"{above}\n{table}\nThe list holds for this year." if above else table
    return make_document(f"/{title}.csv", text, title, places=places)


STAFF_TABLE = document(STAFF, "Staff of the animal clinic")
PRICE_TABLE = document(PRICES, "Price list")


def searched(question: str, documents: Sequence[Document]) -> Searched:
    """The first tables of some documents as the hits of a question."""
    hits = []
    for one in documents:
        whole = Place(0, len(one.text))
        place = next((place for place in one.places if place.row), whole)
        hits.append(Hit(alone(one, Span(one.id, place.start, place.end)), 1.0))
    asked = when.asked_time(question, datetime.date(2025, 6, 1))
    family = Family(lambda ids: {}, lambda id: (), lambda ids: {})  # type: ignore[arg-type,return-value]
    parts = (question, EVERYWHERE, Coverage(), asked, tuple(hits), tuple(hits), family)
    return Searched(*parts)


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("There are now 31 people who work in the clinic.", True),
        ("The clinic has six people at work, and 31 animals.", True),
        ("The clinic has four people at work.", False),
        ("Two new people work in the clinic.", False),
        ("There are 31 people at work in Hest.", False),
        ("There are 31 animals, and few people work in the clinic.", False),
    ],
)
def test_a_sentence_that_counts_otherwise_is_told_beside_the_rows(said: str, told: bool) -> None:
    prose = make_document("/n.txt", said, "Notes")
    found = answer("How many people work in the clinic?", STAFF_TABLE, prose)
    assert found
    assert [claim.text == said for claim in found.claims].count(True) == told
    assert found.short == ("" if told else "4")
    assert found.extent.endswith("Another number is told above.") == told
    assert len(found.items) == 4


def answer(question: str, *documents: Document) -> Answer | None:
    given = searched(question, documents or (STAFF_TABLE, PRICE_TABLE))
    return row_list(question, given, Clock())


def items(question: str, *documents: Document) -> list[str] | None:
    found = answer(question, *documents)
    return None if found is None else [item.text for item in found.items]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Which vets are there?", ["Ada Kern", "Ben Roth"]),
        ("Who works on Mondays?", ["Ada Kern", "Cleo Marsh"]),
        ("Who works on Wednesdays or Saturdays?", ["Ada Kern", "Cleo Marsh"]),
        ("Who works from Monday to Wednesday?", ["Ada Kern"]),
        ("Who joined after 2018?", ["Cleo Marsh", "Dirk Vane"]),
        ("Who joined in 2020?", ["Cleo Marsh"]),
        ("Who joined in 2011 and 2021?", ["Ada Kern", "Dirk Vane"]),
        ("Who joined in 2021 or 2020?", ["Cleo Marsh", "Dirk Vane"]),
        ("Who joined in 2011, 2020 and 2021?", ["Ada Kern", "Cleo Marsh", "Dirk Vane"]),
        ("Who joined in 2011 to 2018?", ["Ada Kern", "Ben Roth"]),
        ("Which vets started in 2018?", ["Ben Roth"]),
        ("Which vets and porters are there?", ["Ada Kern", "Ben Roth", "Dirk Vane"]),
        ("Who works in a ward?", ["Ada Kern", "Ben Roth", "Cleo Marsh", "Dirk Vane"]),
        ("Who works in the Birds ward?", ["Ben Roth", "Cleo Marsh"]),
        ("Which wards are there?", ["Large Animals", "Birds"]),
        ("List all staff.", ["Ada Kern", "Ben Roth", "Cleo Marsh", "Dirk Vane"]),
        ("Which items cost less than 10 euros?", ["Rope", "Kale"]),
        ("Which items cost between 5 and 30 euros?", ["Rope", "Saw"]),
        ("Which tools are there?", ["Rope", "Saw"]),
        ("Which items are out of stock?", ["Saw"]),
        ("Which items are for 8-year-olds?", ["Rope", "Kale", "Lamp"]),
        ("Which items are for ages 8?", ["Rope", "Kale", "Lamp"]),
    ],
)
def test_the_rows_that_fit(question: str, names: list[str] | None) -> None:
    assert items(question) == names


@pytest.mark.parametrize(
    "question",
    [
        "Which vets retired in 2020?",  # nothing is said of that
        "Who is on call on Mondays?",
        "Which plumbers are there?",
        "Which items cost less than 10 pounds?",  # told in euros
        "Which items cost less than 1 euro?",  # none
        "Which items are cheaper?",
        "Who works today?",
        "Which vets do not work on Mondays?",
        "Who has worked there longest?",
        "How many saws are in stock?",  # a cell says that
        "Who works in Large Animals as a nurse?",
        "Who is Ada Kern?",
        "What is the price of the saw?",
    ],
)
def test_what_the_tables_do_not_say_is_not_answered(question: str) -> None:
    assert answer(question) is None


@pytest.mark.parametrize(
    ("question", "count", "extent"),
    [
        ("How many vets are there?", "2", "2 of the 4 rows of “Staff of the animal clinic” fit."),
        ("How many people work there?", "4", None),
        ("How many wards are there?", "2", "2 in the 4 rows"),
        ("How many items cost more than 20 euros?", "1", "1 of the 4 rows"),
    ],
)
def test_rows_are_counted(question: str, count: str, extent: str | None) -> None:
    found = answer(question)
    assert found is not None
    assert found.short == count
    assert found.kind is Kind.LIST
    assert (extent or "") in found.extent


def test_a_table_that_counts_by_itself_is_not_counted() -> None:
    visitors = document(VISITORS, "Visitors of the zoo")
    assert answer("How many visitors came in May?", visitors) is None
    assert answer("How many children came in May?", visitors) is None
    assert answer("Which visitors are there?", visitors) is None


def test_each_item_is_cited_with_its_row_and_its_words() -> None:
    found = answer("Which vets are there?")
    assert found is not None
    for claim, item in zip(found.claims, found.items, strict=True):
        (citation,) = item.citations
        assert citation.quote == claim.text
        assert citation.words == item.text
    assert [claim.text for claim in found.claims] == list(STAFF[:2])


def test_what_is_not_known_is_said() -> None:
    """A row without a value may fit or not: it is not listed, and it is counted."""
    found = answer("Who works on Mondays?")
    assert found is not None
    assert found.extent.endswith("fit. 1 more has no value to tell by.")
    dear = answer("Which items cost more than 5 euros?")
    assert dear is not None
    assert "1 more has no value" in dear.extent


def test_a_second_table_that_fits_is_named() -> None:
    other = document(["Name: Eve Holm; Job: vet; Ward: Fish."], "Staff of the aquarium")
    found = answer("Which vets are there?", STAFF_TABLE, other)
    assert found is not None
    assert [item.text for item in found.items] == ["Ada Kern", "Ben Roth"]
    assert "Rows of “Staff of the aquarium” fit as well" in found.extent


def test_the_heading_above_a_table_says_what_it_is() -> None:
    rows = ["Name: Eve Holm; Since: 2015.", "Name: Ola Berg; Since: 2019."]
    found = answer("Who is on the board?", document(rows, "Harbour club", "Board"))
    assert found is not None
    assert [item.text for item in found.items] == ["Eve Holm", "Ola Berg"]
    assert "all 2 rows of “Harbour club: Board”" in found.extent


def test_two_tables_of_a_document_are_two() -> None:
    boats = "Boat: Tern; Berths: 4.\nBoat: Gull; Berths: 6."
    crew = "Name: Eve Holm; Job: skipper.\nName: Ola Berg; Job: cook."
    text = f"{boats}\n\nCrew\n\n{crew}"
    start = text.index(crew)
    places = (Place(0, len(boats), row=2), Place(start, len(text), row=2))
    both = make_document("/c.md", text, "Charter", places=places)
    found = answer("How many boats are there?", both)
    assert found is not None
    assert (found.short, [item.text for item in found.items]) == ("2", ["Tern", "Gull"])
    assert items("Which boats have more than 5 berths?", both) == ["Gull"]


def test_of_very_many_rows_the_first_are_shown_and_all_are_counted() -> None:
    rows = [f"Name: Person {chr(65 + n % 26)}{n}; Job: vet." for n in range(MOST + 15)]
    found = answer("How many vets are there?", document(rows, "Vets of the county"))
    assert found is not None
    assert found.short == str(MOST + 15)
    assert len(found.claims) == MOST
    assert f"The first {MOST} of them are shown." in found.extent


def test_a_table_that_is_not_read_as_a_whole_is_not_said_to_be_complete() -> None:
    rows = [f"Name: Person {n}; Job: vet; Note: {'long ' * 20}." for n in range(WHOLE // 100)]
    assert answer("Which vets are there?", document(rows, "Vets")) is None


def test_hostile_cells_are_values_as_any() -> None:
    rows = ["Name: <script>alert(1)</script>; Job: vet.", "Name: ; ; : Job: vet; Job: vet."]
    found = answer("Which vets are there?", document(rows, "Vets of the town"))
    assert found is not None
    assert found.items[0].text == "<script>alert(1)</script>"


def test_a_day_may_be_a_column() -> None:
    rows = [
        "Name: Eve Holm; Monday: early; Tuesday: off.",
        "Name: Ola Berg; Monday: -; Tuesday: late.",
        "Name: Kai Lund; Tuesday: early.",
    ]
    rota = document(rows, "Rota")
    assert items("Who works on Tuesdays?", rota) == ["Ola Berg", "Kai Lund"]
    assert items("Who works on Mondays?", rota) == ["Eve Holm"]
    assert items("Who works on Fridays?", rota) is None


def test_the_heading_of_a_file_says_what_its_table_is() -> None:
    rows = "Role: editor; Starts: 7.\nRole: writer; Starts: 9."
    text = f"Desk rota\n\nSwaps are fine.\n\n{rows}"
    start = text.index(rows)
    places = (Place(0, 9, heading=True), Place(start, len(text), row=2))
    found = make_document("/n.docx", text, "Planning note", places=places)
    assert items("Which roles are on the desk rota?", found) == ["editor", "writer"]
    assert items("Which roles are on the pay roll?", found) is None


PUMPS = make_document(
    "/pumps.txt",
    "Pumps of the Harl series\n\n"
    "Harl 20\nWeight: 3.1 kg\nPrice: 120 crowns\nColours: red, green\n\n"
    "Harl 40\nWeight: 4.8 kg\nPrice: 185 crowns\nColours: red\n\n"
    "Harl 60\nWeight: 7.2 kg\nPrice: 310 crowns\nColours: blue, green",
    "Pumps of the Harl series",
)


@pytest.mark.parametrize(
    ("question", "names", "quotes"),
    [
        (
            "Which pumps weigh less than 5 kg?",
            ["Harl 20", "Harl 40"],
            ["Weight: 3.1 kg", "Weight: 4.8 kg"],
        ),
        (
            "Which pumps cost more than 150 crowns?",
            ["Harl 40", "Harl 60"],
            ["Price: 185 crowns", "Price: 310 crowns"],
        ),
        (
            "How many pumps are green?",
            ["Harl 20", "Harl 60"],
            ["Colours: red, green", "Colours: blue, green"],
        ),
    ],
)
def test_sections_that_tell_the_same_are_listed_by_their_headings(
    question: str, names: list[str], quotes: list[str]
) -> None:
    found = answer(question, PUMPS)
    assert found and [item.text for item in found.items] == names
    assert [item.citations[0].quote for item in found.items] == quotes
    headings = [claim.citations[1].quote for claim in found.claims]
    assert headings == names and [claim.text for claim in found.claims] == quotes


@pytest.mark.parametrize(
    ("unit", "question"),
    [("900 g", "Which pumps weigh less than 5 kg?"), ("4 lb", "Which pumps weigh more than 5 kg?")],
)
def test_different_units_are_not_compared(unit: str, question: str) -> None:
    mixed = make_document("/p.txt", PUMPS.text.replace("4.8 kg", unit), PUMPS.title)
    assert answer(question, mixed) is None


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Who was chair in 1960?", ["Ada Kern"]),
        ("Who started as chair in 1960?", None),
        ("Who ended as chair in 1960?", None),
        ("Who left as chair in 1967?", None),
    ],
)
def test_a_year_between_is_none_of_the_beginning(question: str, names: list[str] | None) -> None:
    chairs = document(
        ("Chair: Ada Kern; Start: 1951; End: 1967.", "Chair: Ben Roth; Start: 1967; End: 1984."),
        "Chairs of the club",
    )
    years = document(
        ("Chair: Ada Kern; Years: 1951-1966.", "Chair: Ben Roth; Years: 1967-1984."), "Chairs"
    )
    assert items(question, chairs) == names
    assert items(question, years) == names


def test_who_earns_so_much_is_told_by_the_column_of_salaries() -> None:
    pay = document(
        (
            "Name: Ada Kern; Salary: 62000.",
            "Name: Ben Roth; Salary: 38000.",
            "Name: Cleo Marsh; Salary: 71000.",
        ),
        "Pay",
    )
    assert items("Who earns more than 60000?", pay) == ["Ada Kern", "Cleo Marsh"]
    assert items("Who drinks more than 60000?", pay) is None
    given = searched("Who earns the most?", [pay])
    found = extreme("Who earns the most?", given, Clock())
    assert found is not None and found.short == "Cleo Marsh"


@pytest.mark.parametrize(
    ("question", "column", "short"),
    [
        ("Who earned the most in 2021?", "Joined", None),
        ("Who earned the most in 2021?", "Year", "Ben Roth"),
        ("Who earns the most?", "Joined", "Ada Kern"),
    ],
)
def test_the_year_of_joining_is_not_the_year_that_is_asked_for(
    question: str, column: str, short: str | None
) -> None:
    rows = (
        f"Name: Ada Kern; Salary: 62000; {column}: 2011.",
        f"Name: Ben Roth; Salary: 38000; {column}: 2021.",
        f"Name: Cleo Marsh; Salary: 31000; {column}: 2021.",
    )
    found = extreme(question, searched(question, [document(rows, "Pay of the clinic")]), Clock())
    assert (found and found.short) == short


def test_letters_in_the_name_of_a_column_are_no_units() -> None:
    rows = [read_row("Members: 40; Height (m): 3; Fee (€): 9.")]
    columns = Columns(make_table(rows, ""), ["Members: 40; Height (m): 3; Fee (€): 9."])
    assert columns.units("Members") == {"member"}
    assert columns.units("Height (m)") == {"height", "m"}
    assert columns.units("Fee (€)") == {"fee", "eur"}
