"""Which row of a table comes first, which of two, and by how much."""

from collections.abc import Sequence

import pytest

from index.types import Document
from qa.english.asked_overviews import ComparisonAsked
from qa.english.kinds import comparison_asked
from qa.gather import Clock
from qa.kinds.rows.beside import may_be_rows, rows_beside
from qa.kinds.rows.extremes import extreme
from qa.types import Answer, Kind, Verdict
from tests.qa.test_row_list import document, searched

BOATS = (
    "Boat: Ada; Kind: barge; Length (m): 31; Built: 1931; Price: €85; Berths: 4; Harbour: Pell.",
    "Boat: Brisk; Kind: sloop; Length (m): 9.5; Built: 1988; Price: €32; Berths: 2; Harbour: Ost.",
    "Boat: Cormorant; Kind: sloop; Length (m): 12; Built: 2004; Price: €32; Berths: 5.",
    "Boat: Dulse; Kind: barge; Length (m): –; Built: 1950; Price: on request; Berths: 9.",
)
HUTS = (
    "Model: Alm; Weight: 900 kg; Distance to sea: 2 km; Height: 3 m.",
    "Model: Bach; Weight: 1.2 t; Distance to sea: 800 m; Height: 3.2 m.",
    "Model: Cirrus; Weight: 2 t; Distance to sea: 1.5 km; Height: 11 ft.",
)
SCORES = (
    "Player: Ilse Korn; Club: Rovers; Goals: 17; Points: 24.",
    "Player: Ruth Adey; Club: Town; Goals: 14; Points: 29.",
    "Player: Mona Pike; Club: Rovers; Goals: 17; Points: 11.",
)
HALLS = (
    "Museum: Glass Hall; Opens: 10:00; Closes: 17:00; Ticket: €8.",
    "Museum: Clock Hall; Opens: 9:30; Closes: 6 pm; Ticket: €6.50.",
    "Museum: Boat Hall; Opens: 11:00; Closes: 1:00; Ticket: free.",
)
SALES = (
    "Month: May; Shop: Pell; Sales: 40.",
    "Month: June; Shop: Pell; Sales: 10.",
    "Month: May; Shop: Ost; Sales: 45.",
    "Month: all; Shop: Total; Sales: 95.",
)
BOAT_TABLE = document(BOATS, "Boats for hire")
HUT_TABLE = document(HUTS, "Our huts")
SCORE_TABLE = document(SCORES, "Scorers of the league")
HALL_TABLE = document(HALLS, "Opening hours")
TABLES = (BOAT_TABLE, HUT_TABLE, SCORE_TABLE, HALL_TABLE)


def answer(question: str, documents: Sequence[Document] = TABLES) -> Answer | None:
    return extreme(question, searched(question, documents), Clock())


@pytest.mark.parametrize(
    ("question", "short"),
    [
        ("Which boat is the longest?", "Ada"),
        ("What is the oldest boat?", "Ada"),
        ("Longest boat?", "Ada"),
        ("Most berths?", "9"),
        ("Which is the newest boat?", "Cormorant"),
        ("Which boat is the cheapest?", "Brisk and Cormorant"),
        ("Which boat is the most expensive?", "Ada"),
        ("Which sloop is the longest?", "Cormorant"),
        ("Which boat at Ost is the longest?", "Brisk"),
        ("Which boat has the most berths?", "Dulse"),
        ("What is the second longest boat?", "Cormorant"),
        ("What are the two oldest boats?", "Ada and Dulse"),
        ("Which two boats have the fewest berths?", "Brisk and Ada"),
        ("How long is the longest boat?", "31"),
        ("How long is the oldest boat?", "31"),
        ("How much does the oldest boat cost?", "€85"),
        ("How many berths does the longest boat have?", "4"),
        ("When was the newest boat built?", "2004"),
        ("When was the first boat built?", "1931"),
        ("What is the harbour of the longest boat?", "Pell"),
        ("Which hut is the lightest?", "Alm"),
        ("Which hut is closest to the sea?", "Bach"),
        ("Who scored the most points?", "Ruth Adey"),
        ("Who scored the most goals?", "Ilse Korn and Mona Pike"),
        ("Which Rovers player has the fewest points?", "Mona Pike"),
        ("Which museum is open latest?", "Boat Hall"),
        ("Which museum closes first?", "Glass Hall"),
        ("Which museum opens last?", "Boat Hall"),
        ("Which museum has the cheapest ticket?", "Boat Hall"),
        ("Which is cheaper, the Ada or the Brisk?", "Brisk"),
        ("Which boat has more berths, the Ada or the Brisk?", "Ada"),
        ("Who scored more goals, Ruth Adey or Mona Pike?", "Mona Pike"),
        ("Which of the Ada and the Brisk is longer?", "Ada"),
        ("Is the Ada or the Brisk older?", "Ada"),
        ("Which is heaviest: the Alm, the Bach or the Cirrus?", "Cirrus"),
        ("How much more does the Ada cost than the Brisk?", "€53 (€85 − €32)"),
        ("How much longer is the Ada than the Brisk?", "21.5 (31 − 9.5)"),
        ("What is the price difference between the Brisk and the Ada?", "€53 (€85 − €32)"),
        (
            "How much more does the Brisk cost than the Ada?",
            "It is the other way round: €53 (€85 − €32)",
        ),
    ],
)
def test_what_comes_first_and_by_how_much(question: str, short: str) -> None:
    found = answer(question)
    assert found is not None
    assert found.short == short
    assert found.kind is Kind.FACT


@pytest.mark.parametrize(
    "question",
    [
        "Which boat is the fastest?",  # no column tells
        "Which boat is the most beautiful?",
        "What is the longest ship?",
        "What is the longest boat in Europe?",
        "What is the longest boat of all harbours but Pell?",
        "Which boat is not the cheapest?",
        "What is the second cheapest boat?",  # two are the cheapest
        "Which hut is the tallest?",  # metres and feet
        "Who is the oldest player?",
        "Who is the best player?",
        "Which player is from the smallest club?",
        "How wide is the longest boat?",
        "How much does the most beautiful boat cost?",
        "Which is cheaper, the Ada or the Dulse?",  # on request
        "Which is cheaper, the Ada or the Gull?",
        "Which is cheaper, the sloop or the Ada?",  # two sloops
        "Which is faster, the Ada or the Brisk?",
        "How much heavier is the Bach than the Alm?",  # tonnes and kilograms
        "How much later does Clock Hall close than Glass Hall?",
        "What is the longest?",
        "Longest?",
        "Latest boat?",
        "In which harbour is the longest boat?",
        "Which boat is at least 10 m long?",
        "What was the last goal?",
        "When was the Ada last built?",
        "How long is the Ada?",
        "Who won the most important match?",
    ],
)
def test_what_the_tables_do_not_order_is_not_answered(question: str) -> None:
    assert answer(question) is None


@pytest.mark.parametrize(
    ("question", "verdict"),
    [
        ("Is the Ada dearer than the Brisk?", Verdict.YES),
        ("Is the Brisk longer than the Ada?", Verdict.NO),
        ("Is the Brisk cheaper than the Cormorant?", Verdict.NO),
        ("Is the Ada older than the Brisk?", Verdict.YES),
        ("Is the Bach heavier than the Alm?", Verdict.YES),
        ("Does the Ada cost more than the Brisk?", Verdict.YES),
        ("Did Mona Pike score more goals than Ruth Adey?", Verdict.YES),
        ("Does Glass Hall close later than Clock Hall?", Verdict.NO),
    ],
)
def test_two_rows_decide_yes_or_no(question: str, verdict: Verdict) -> None:
    found = answer(question)
    assert found is not None
    assert (found.kind, found.verdict) == (Kind.YES_NO, verdict)
    assert len(found.claims) == 2


def test_the_row_is_cited_and_what_is_left_out_is_named() -> None:
    found = answer("Which boat is the most expensive?")
    assert found is not None
    (claim,) = found.claims
    assert claim.text == BOATS[0]
    assert claim.citations[0].words == "Ada"
    assert found.notes == (
        "Compared by “Price”, over 4 rows of “Boats for hire”.",
        "Left out, as no value can be read there: “Dulse” (on request).",
    )


def test_rows_that_are_equal_are_all_given() -> None:
    found = answer("Which boat is the cheapest?")
    assert found is not None
    assert [claim.text for claim in found.claims] == list(BOATS[1:3])
    assert "They are equal." in found.notes


def test_equal_figures_are_said_to_be() -> None:
    found = answer("Is the Brisk cheaper than the Cormorant?")
    assert found is not None
    assert found.notes == ("“Price”: €32 and €32.", "They are equal.")


def test_tables_of_the_same_shape_are_compared_together_and_others_not() -> None:
    more = document(("Boat: Eel; Kind: skiff; Length (m): 40; Price: €9.",), "More boats")
    found = answer("Which boat is the longest?", (BOAT_TABLE, more))
    assert found is not None
    assert found.short == "Eel"
    assert found.notes[0].endswith("over 5 rows of “Boats for hire” and “More boats”.")
    feet = document(("Boat: Eel; Length (feet): 40.", "Boat: Fin; Length (feet): 20."), "Feet")
    assert answer("Which boat is the longest?", (BOAT_TABLE, feet)) is None


def test_what_all_rows_come_to_is_none_of_them_nor_is_one_of_several() -> None:
    sales = document(SALES, "Sales of our shops")
    assert answer("Which shop had the highest sales?", (sales,)) is None
    once = document((*SALES[1:3], SALES[3]), "Sales of our shops")
    found = answer("Which shop had the highest sales?", (once,))
    assert found is not None
    assert found.short == "Ost"


def test_a_rank_and_a_word_that_only_begins_alike_order_nothing() -> None:
    towns = document(
        ("Town: Pell; Population: 900; Rank: 2.", "Town: Ost; Population: 70; Rank: 1."), "Towns"
    )
    assert answer("Which town is the most popular?", (towns,)) is None
    assert answer("Which town has the highest rank?", (towns,)) is None
    found = answer("Which town has the largest population?", (towns,))
    assert found is not None
    assert found.short == "Pell"


def beside(question: str) -> Answer | None:
    asked = comparison_asked(question)
    assert asked is not None
    return rows_beside(asked, searched(question, TABLES), Clock())


def test_a_comparison_gives_the_rows_of_its_sides() -> None:
    found = beside("Compare the Ada and the Brisk on price and length.")
    assert found is not None
    assert found.kind is Kind.COMPARISON
    assert [claim.text for claim in found.claims] == list(BOATS[:2])
    assert [part.about for part in found.parts] == ["Ada", "Brisk"]
    assert found.claims[0].citations[0].words == "€85"
    assert found.notes == ("“Price”: €85 and €32.", "“Length (m)”: 31 and 9.5.")
    assert beside("What is the difference between the Ada and the Brisk?") is not None


@pytest.mark.parametrize(
    "question",
    [
        "Compare the Ada and the Brisk on speed.",
        "Compare the Ada and the Dulse on length and harbour.",
        "Compare the Ada and the Alm on price.",
        "Compare the Ada and the Gull.",
    ],
)
def test_a_comparison_of_what_no_table_has_together(question: str) -> None:
    assert beside(question) is None


VISITS = ("Year: 2019; Visitors: 412.", "Year: 2020; Visitors: 96.")
ENTRIES = (
    "Museum: Glass Hall; Adult price: €8; Child price: €9.",
    "Museum: Boat Hall; Adult price: €7; Child price: €4.",
)
HIRE = (
    "Boat: Ada; Length: 31 m; Price per day: €85; Harbour: Pell.",
    "Boat: Brisk; Length: 9 m; Price per day: €99; Harbour: Ost.",
)
ROOMS = (
    "Room: Attic; Capacity: 10; Price per day: €15.",
    "Room: Cellar; Capacity: 40; Price per day: €50.",
    "Room: Hall; Capacity: 90; Price per day: €20.",
)
RIDES = (
    "Ride: Comet; Minimum age: 12; Distance to gate: 300 m; Ticket no: 3; Built: 1990.",
    "Ride: Dodgem; Minimum age: 4; Distance to gate: 90 m; Ticket no: 7; Built: 2001.",
)
PHONES = (
    "Phone: Alto; Charge time: 40 min; Battery capacity: 4000.",
    "Phone: Basso; Charge time: 90 min; Battery capacity: 5000.",
)
HOTELS = ("Hotel: Alm; Star rating: 3; Parking fee: €9.", "Hotel: Bach; Star rating: 5.")
TOWNS = (
    "Town: Pell; Elevation (m): 20; Population: 9000.",
    "Town: Ost; Elevation (m): 310; Population: 400.",
)
WINNERS = ("Year: 1980; Winner: Ada.", "Year: 1991; Winner: Ben.")
PLAYERS = ("Player: Ada; Born: 1980; Salary: €300.", "Player: Ben; Born: 1991; Salary: €200.")
OFFERS = (
    "Room: Attic; Price: from €60.",
    "Room: Cellar; Price: €80.",
    "Room: Hall; Price: €90.",
)
MONTHS = ("Month: May; Temperature: 4 °C.", "Month: June; Temperature: −4 °C.")


@pytest.mark.parametrize(
    ("rows", "question", "short"),
    [
        (VISITS, "Which year had the most visitors?", "2019"),
        (VISITS, "In which year were there the fewest visitors?", "2020"),
        (ENTRIES, "Which museum is the cheapest?", None),  # for whom
        (ENTRIES, "Which museum has the cheapest child price?", "Boat Hall"),
        (HIRE, "How much does the longest boat cost per day?", "€85"),
        (HIRE, "Which boat is the cheapest?", "Ada"),
        (HIRE, "How much does the heaviest boat cost per day?", None),
        (ROOMS, "What does the largest room cost per day?", "€20"),
        (ROOMS, "What does the cheapest room cost?", "€15"),
        (ROOMS, "What is the lowest price?", "€15"),
        (ROOMS, "What is the cheapest room?", "Attic"),
        (ROOMS, "Which room has the lowest price?", "Attic"),
        (RIDES, "Which ride is the oldest?", "Comet"),
        (RIDES, "Which ride is the longest?", None),
        (RIDES, "Which ride is the cheapest?", None),
        (RIDES, "Which ride has the highest minimum age?", "Comet"),
        (RIDES, "Which ride has the shortest distance to the gate?", "Dodgem"),
        (PHONES, "Which phone is the cheapest?", None),
        (PHONES, "Which phone is the largest?", None),
        (PHONES, "Which phone has the largest battery capacity?", "Basso"),
        (HOTELS, "Which hotel is the cheapest?", None),
        (HOTELS, "Is the Alm cheaper than the Bach?", None),
        (HOTELS, "Which hotel has the lowest rate?", None),
        (HOTELS, "Which hotel has the highest star rating?", "Bach"),
        (HOTELS, "Which hotel has the lowest rating?", "Alm"),
        (TOWNS, "Which town has the highest population?", "Pell"),
        (TOWNS, "Which town is the highest?", "Ost"),
        (WINNERS, "Who is the oldest winner?", None),
        (WINNERS, "Is Ada older than Ben?", None),
        (PLAYERS, "Who is the oldest player?", "Ada"),
        (PLAYERS, "Who is the newest player?", None),
        (PLAYERS, "Who is the youngest player?", "Ben"),
        (PLAYERS, "What was the highest salary?", "€300"),
        (OFFERS, "Which room is the cheapest?", None),
        (MONTHS, "Which month is the coldest?", "June"),
        (HIRE, "Does the Brisk cost more than €31?", None),
        (HIRE, "Is the Brisk longer than Pell?", None),
        (HIRE, "Is the Brisk longer than the Ada?", "No"),
    ],
)
def test_only_what_is_asked_orders_the_rows(
    rows: Sequence[str], question: str, short: str | None
) -> None:
    found = answer(question, (document(rows, "List"),))
    assert (found.short if found else None) == short


@pytest.mark.parametrize(
    ("called", "is_row"),
    [
        ("All Saints", True),
        ("Mean Street", True),
        ("Sum 41", True),
        ("Total Energies", True),
        ("Total", False),
        ("TOTAL:", False),
        ("All months", False),
        ("Total 2024", False),
        ("Average of all", False),
        ("Grand total (net)", False),
    ],
)
def test_a_name_that_begins_as_a_total_is_none(called: str, is_row: bool) -> None:
    rows = ("Place: Pell; Visits: 40.", "Place: Ost; Visits: 30.", f"Place: {called}; Visits: 70.")
    found = answer("Which place had the most visits?", (document(rows, "Visits"),))
    assert found is not None
    assert found.short == (called if is_row else "Pell")


def test_several_figures_are_joined_as_a_sentence_does() -> None:
    asked = comparison_asked("Compare the Ada, the Brisk and the Cormorant on price.")
    assert asked is not None
    found = rows_beside(asked, searched("", TABLES), Clock())
    assert found is not None
    assert found.notes == ("“Price”: €85, €32 and €32.",)


def test_values_of_rows_name_none_of_a_comparison() -> None:
    assert beside("How do Pell and Ost differ?") is None
    rows = ("Town: Pell; Tax rate: 5%.", "Town: Ost; Tax rate: 2%.")
    found = answer(
        "How much higher is the tax rate in Pell than the tax rate in Ost?",
        (document(rows, "Towns"),),
    )
    assert found is not None
    assert found.short == "3 percentage points (5% − 2%)"


def test_what_sides_say_is_not_looked_for_in_rows() -> None:
    assert may_be_rows(ComparisonAsked(("Ada", "Brisk"), "price", said=False))
    assert not may_be_rows(ComparisonAsked(("Herald", "Post"), "boats", said=True))
    assert not may_be_rows(ComparisonAsked(("Ada",), "price", said=False))
