"""Each part of a question is a question in plain grammar; what cannot be cut so is left whole."""

import pytest

from qa.english.parts import split
from qa.english.sound import is_question


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        # verbs
        (
            "How much does it cost to skate and hire the boots?",
            ("How much does it cost to skate?", "How much does it cost to hire the boots?"),
        ),
        (
            "What does it cost to park and to take a bus from Lund?",
            ("What does it cost to park?", "What does it cost to take a bus from Lund?"),
        ),
        (
            "How much is it to hire a kayak and keep it overnight?",
            ("How much is it to hire a kayak?", "How much is it to keep the kayak overnight?"),
        ),
        (
            "When does the rink open and close on Sundays?",
            ("When does the rink open on Sundays?", "When does the rink close on Sundays?"),
        ),
        (
            "When was the bridge built and opened to traffic?",
            ("When was the bridge built?", "When was the bridge opened to traffic?"),
        ),
        ("What did the vicar say and do?", ("What did the vicar say?", "What did the vicar do?")),
        (
            "How much does the slide cost, and the rink?",
            ("How much does the slide cost?", "How much does the rink cost?"),
        ),
        # question words
        ("Who founded the inn and when?", ("Who founded the inn?", "When was the inn founded?")),
        (
            "When was the inn founded, by whom, and why?",
            (
                "When was the inn founded?",
                "By whom was the inn founded?",
                "Why was the inn founded?",
            ),
        ),
        (
            "Why did the school move and where to?",
            ("Why did the school move?", "Where did the school move to?"),
        ),
        ("Who founded and who runs the inn?", ("Who founded the inn?", "Who runs the inn?")),
        ("How long and how deep is the lake?", ("How long is the lake?", "How deep is the lake?")),
        (
            "How often and for how long is the gate shut?",
            ("How often is the gate shut?", "For how long is the gate shut?"),
        ),
        (
            "To whom was the cup given and for what?",
            ("To whom was the cup given?", "For what was the cup given?"),
        ),
        ("What was stolen and by whom?", ("What was stolen?", "By whom was it stolen?")),
        (
            "Which towns pay for the park and how much?",
            ("Which towns pay for the park?", "How much do the towns pay for the park?"),
        ),
        (
            "Which ferry is older and which carries cars?",
            ("Which ferry is older?", "Which ferry carries cars?"),
        ),
        (
            "Which rooms are free and which rooms have a bath?",
            ("Which rooms are free?", "Which rooms have a bath?"),
        ),
        ("Who paid and what for?", ("Who paid?", "What did they pay for?")),
        ("What is forbidden and why?", ("What is forbidden?", "Why is it forbidden?")),
        # lists of questions
        (
            "How long was the canal, who was its engineer and when did it close?",
            (
                "How long was the canal?",
                "Who was the canal’s engineer?",
                "When did the canal close?",
            ),
        ),
        (
            "How big is a berth, how much does it cost and is water included?",
            ("How big is a berth?", "How much does a berth cost?", "Is water included?"),
        ),
        ("How much did the roof cost and who paid?", ("How much did the roof cost?", "Who paid?")),
        ("What is allowed and what is forbidden?", ("What is allowed?", "What is forbidden?")),
        (
            "What does a berth cost and is power included?",
            ("What does a berth cost?", "Is power included?"),
        ),
        (
            "How much does it cost to moor and to use power?",
            ("How much does it cost to moor?", "How much does it cost to use power?"),
        ),
        (
            "Who is the harbour master, and since when?",
            ("Who is the harbour master?", "Since when has the harbour master been in office?"),
        ),
        (
            "Which boats cross the bay and which of them carry cars?",
            ("Which boats cross the bay?", "Which of the boats that cross the bay carry cars?"),
        ),
        (
            "Who rents sheds and how much do they pay?",
            ("Who rents sheds?", "How much does the one who rents sheds pay?"),
        ),
        # nouns
        (
            "What are the opening and closing times?",
            ("What are the opening times?", "What are the closing times?"),
        ),
        (
            "What is the phone number and email of the school?",
            ("What is the phone number of the school?", "What is the email of the school?"),
        ),
        (
            "What is the price of parking and of a family card?",
            ("What is the price of parking?", "What is the price of a family card?"),
        ),
        (
            "What does a stamp for Europe cost and what for Asia?",
            ("What does a stamp for Europe cost?", "What does a stamp for Asia cost?"),
        ),
    ],
)
def test_a_question_is_cut_into_questions(question: str, parts: tuple[str, ...]) -> None:
    found = split(question)
    assert found and found.parts == parts
    assert all(map(is_question, parts))


@pytest.mark.parametrize(
    ("question", "last"),
    [
        ("Did the mayor see the site and what did he promise?", "What did the mayor promise?"),
        ("Who drew the plans and when were they approved?", "When were the plans approved?"),
        (
            "Which bus goes to Lund and how often does it run?",
            "How often does the bus that goes to Lund run?",
        ),
        ("Does the hall have a kitchen and how many does it hold?", "How many does the hall hold?"),
        ("Are there lockers and what do they cost?", "What do the lockers cost?"),
        (
            "How many rooms are there and how many of them have a bath?",
            "How many of the rooms have a bath?",
        ),
        ("How many men does the club have and what do they pay?", "What do the men pay?"),
        (
            "Which inns were on the road, and which of them are open?",
            "Which of the inns on the road are open?",
        ),
        (
            "When is the rent due, and what happens if it is late?",
            "What happens if the rent is late?",
        ),
        (
            "How far is it from Lund to Ystad and how long does it take?",
            "How long does it take from Lund to Ystad?",
        ),
        (
            "How much does the ferry from Lund to Ystad cost and how long does it take?",
            "How long does the ferry take?",
        ),
        ("Does the inn have a sauna and what does it cost?", "What does the sauna cost?"),
        ("Does the pass include a drink and what does it cost?", "What does the drink cost?"),
        ("When did Ada Holm become chair and who was it before?", "Who was chair before?"),
        (
            "How many died and how many were hurt in the crash in Lund?",
            "How many were hurt in the crash in Lund?",
        ),
    ],
)
def test_a_later_part_is_of_what_the_first_tells(question: str, last: str) -> None:
    found = split(question)
    assert found and found.parts[-1] == last


@pytest.mark.parametrize(
    "question",
    [
        "How can I buy and return a ticket?",
        "How do I open and close the gate?",
        "When did Elias Bremner found the inn and die?",
        "What are the names of the ferries and their captains?",
        "Who wrote the letter to the mayor and the council?",
        "Which rooms have a bath and how much?",
        "Who is and when?",
        "Which costs more and which is faster?",
        "Which runs faster and which is free?",
        "Which of the boats sank and which was saved?",
        "Is, and when?",
    ],
)
def test_what_cannot_be_cut_into_questions_is_left_whole(question: str) -> None:
    assert split(question) is None


@pytest.mark.parametrize(
    ("part", "sound"),
    [
        ("When did founded the museum?", False),
        ("Why did where to?", False),
        ("How much does the pool?", False),
        ("When was opened to traffic?", False),
        ("What is what is forbidden?", False),
        ("What happens if the rent be is late?", False),
        ("What does a stamp for Asia?", False),
        ("Why is forbidden?", False),
        ("When was it opened?", True),
        ("How much does the pool cost?", True),
        ("What did he do?", True),
        ("What did she do in Leeds?", True),
        ("Why did wounded soldiers leave?", True),
        ("Who knows where it is?", True),
        ("What do they do?", True),
        ("How much is a rover ticket?", True),
    ],
)
def test_a_part_has_a_subject_and_a_verb(part: str, sound: bool) -> None:
    assert is_question(part) is sound
