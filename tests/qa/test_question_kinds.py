"""What kind of answer a question asks for; a question for one fact asks for none of them."""

import pytest

from qa.english.asked_documents import DocumentsAsked
from qa.english.asked_lists import ListAsked, as_question, of_one
from qa.english.asked_overviews import facts_compared
from qa.english.kinds import comparison_asked, documents_asked, list_asked, overview_asked

ONE_FACT = (
    "Which country won the cup?",
    "Who won the race?",
    "How many people were hurt?",
    "What does the average temperature exceed?",
    "Which theorem states that it is so?",
    "Which peninsula borders on the region?",
    "What is the name of the mayor?",
    "What are the kits for bombs called?",
    "What happened to the ferry?",
    "What happened in 1929?",
    "What happened in the harbour after the ferry sank?",
    "When was the bridge built?",
    "What causes cancer?",
    "Which judge's questions ended it?",
    "Name the president.",
    "How does its reach compare with that of the newest one?",
    "Who is the author of the novel?",
    "What decides how much people earn?",
    "Which article of the treaty deals with tariffs?",
)


@pytest.mark.parametrize("question", ONE_FACT)
def test_a_question_for_one_fact_is_no_other_kind(question: str) -> None:
    assert documents_asked(question) is None
    assert list_asked(question) is None
    assert overview_asked(question) is None
    assert comparison_asked(question) is None


@pytest.mark.parametrize(
    ("question", "head", "number"),
    [
        ("Which countries border the lake?", "countries", 0),
        ("In which cities did it rain?", "cities", 0),
        ("Which three tasks did the board set?", "tasks", 3),
        ("What are the two aims of the plan?", "aims", 2),
        ("Who attended the meeting?", "who", 0),
        ("Who will take part in the talks?", "who", 0),
        ("Who were the members of the jury?", "who", 0),
        ("List all ports on the lake.", "ports", 0),
        ("Name the villages that were flooded.", "villages", 0),
        ("names of the villages that were flooded", "villages", 0),
        ("the names of all the ports on the lake", "ports", 0),
        ("can you list all the ports on the lake?", "ports", 0),
        ("names of the people who drowned", "people", 0),
        ("What are Lindau’s main harbours?", "harbours", 0),
        ("Who are the guests expected at the table?", "who", 0),
    ],
)
def test_a_list_is_known_by_its_plural(question: str, head: str, number: int) -> None:
    assert list_asked(question) == ListAsked(head, number)


@pytest.mark.parametrize(
    ("question", "one"),
    [
        ("Which cities lie on the lake?", "Which city lies on the lake?"),
        ("Which boxes were opened?", "Which box was opened?"),
        ("Name the ports on the lake.", "Which port is on the lake?"),
        ("List all villages that were flooded.", "Which village was flooded?"),
        ("Which three tasks did the board set?", "Which task did the board set?"),
        ("Who attended the meeting?", ""),
        ("names of the villages that were flooded", "Which village was flooded?"),
    ],
)
def test_a_list_is_asked_for_one_of_its_items(question: str, one: str) -> None:
    asked = list_asked(question)
    assert asked
    assert of_one(question, asked) == one


def test_a_question_stays_as_it_is() -> None:
    assert as_question("Which cities lie on the lake?") == "Which cities lie on the lake?"


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("How many reports mention Keller?", DocumentsAsked("report", True, ("Keller",))),
        ("Which documents mention the ferry?", DocumentsAsked("document", False, ("ferry",))),
        (
            "Which articles mention Lindau and Bregenz?",
            DocumentsAsked("article", False, ("Lindau", "Bregenz")),
        ),
        (
            "Which stories mention Lindau or Bregenz?",
            DocumentsAsked("story", False, ("Lindau", "Bregenz"), either=True),
        ),
        ("In how many articles is Keller mentioned?", DocumentsAsked("article", True, ("Keller",))),
        ("What did Anna Meier write?", DocumentsAsked(by="Anna Meier")),
        (
            "Which reports by Anna Meier mention Lindau?",
            DocumentsAsked("report", False, ("Lindau",), by="Anna Meier"),
        ),
        ("What was published?", DocumentsAsked(timed=True)),
        ("How many documents are there?", DocumentsAsked(count=True)),
        ("Who wrote this, and when?", DocumentsAsked(one=True, who=True, when=True)),
        (
            "When was the article on the ferry published?",
            DocumentsAsked(one=True, title="the ferry", when=True),
        ),
        (
            "Who wrote the report about the ferry?",
            DocumentsAsked(one=True, title="the ferry", who=True),
        ),
        (
            "Which documents mention “ferry and bridge”?",
            DocumentsAsked("document", False, ("“ferry and bridge”",)),
        ),
        (
            "How many reports mention drones and were published?",
            DocumentsAsked("report", True, ("drones",)),
        ),
    ],
)
def test_what_is_asked_of_the_index(question: str, expected: DocumentsAsked) -> None:
    assert documents_asked(question) == expected


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("What happened in Lindau?", "Lindau"),
        ("Summarise the talks.", "talks"),
        ("Tell me about the ferry", "ferry"),
        ("sum up the row over the ferry for me", "row over the ferry"),
        ("What is known about the ferry so far?", "ferry"),
        ("Give me a short overview of the harbour works.", "harbour works"),
        ("What do the documents say about the ferry?", "ferry"),
        ("What's the latest on the ferry?", "ferry"),
    ],
)
def test_an_overview_has_a_topic(question: str, topic: str) -> None:
    asked = overview_asked(question)
    assert asked
    assert asked.topic == topic


@pytest.mark.parametrize(
    ("question", "sides", "about", "said"),
    [
        ("Compare Lindau and Bregenz on prices.", ("Lindau", "Bregenz"), "prices", False),
        ("What is the difference between Lindau and Bregenz?", ("Lindau", "Bregenz"), "", False),
        ("How do Lindau and Bregenz differ on prices?", ("Lindau", "Bregenz"), "prices", False),
        ("What do Keller and Meier say about the ferry?", ("Keller", "Meier"), "ferry", True),
        ("Compare the prices for adults and children.", ("adults", "children"), "prices", False),
        (
            "Compare the views of Keller and Roth on fares.",
            ("Keller", "Roth"),
            "views on fares",
            False,
        ),
        (
            "Compare the flood of 2021 and the fire of 2023.",
            ("flood of 2021", "fire of 2023"),
            "",
            0,
        ),
        (
            "Compare the terms of use and the privacy policy.",
            ("terms of use", "privacy policy"),
            "",
            False,
        ),
        (
            "Compare the price of bread with the price of milk.",
            ("bread", "milk"),
            "price",
            False,
        ),
        (
            "Compare the Ada and the Brisk for me: noise, cold rooms.",
            ("Ada", "Brisk"),
            "noise, cold rooms",
            False,
        ),
        ("Compare Leeds and York for us please", ("Leeds", "York"), "", False),
        ("What does each side say about the ferry?", (), "ferry", True),
        ("What do both sides say about the ferry?", (), "ferry", True),
    ],
)
def test_a_comparison_has_sides(
    question: str, sides: tuple[str, ...], about: str, said: bool
) -> None:
    asked = comparison_asked(question)
    assert asked
    assert (asked.sides, asked.about, asked.said) == (sides, about, said)


@pytest.mark.parametrize("question", ["", "?", "Which?", "List", "Compare", " and " * 300])
def test_nothing_is_made_of_nothing(question: str) -> None:
    for asked in (documents_asked, list_asked, overview_asked, comparison_asked):
        assert asked(question) is None


def test_what_is_paid_is_asked_of_each_side() -> None:
    asked = facts_compared("Compare the prices for adults and children.")
    assert asked == "What are the prices for adults and for children?"
    asked = facts_compared("Compare the price of bread with the price of milk.")
    assert asked == "What is the price of bread and of milk?"
    asked = facts_compared("Compare the number of visitors in Leeds and in York.")
    assert asked == "What is the number of visitors in Leeds and in York?"
    asked = facts_compared("Compare the costs of the hall and the gym.")
    assert asked == "What are the costs of the hall and of the gym?"
    for question in (
        "Compare Lindau and Bregenz on prices.",
        "What are the prices for adults?",
        "Compare the cost of living in Leeds and York.",
        "Compare the terms of use and the privacy policy.",
        "Compare the price of bread and the population of York.",
        "Compare the price of bread in Leeds and York.",
    ):
        assert facts_compared(question) == ""
