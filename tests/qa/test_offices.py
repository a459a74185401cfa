"""Who holds an office: of the organisation or place that the question names."""

import pytest

from index.types import Document, Passage, Sentence, Span
from qa.english.names import written_out
from qa.english.offices import office_asked
from qa.evidence.offices import of_that_office
from qa.evidence.select import ANOTHERS, Evidence

SCHOOL_HIT = (
    "Shelling damages a school in Kharkiv",
    "A school was hit in Kharkiv, the city’s mayor, Ihor Terekhov, said. In Kherson, buses burnt.",
)
MINUTES = (
    "Minutes of the Lenfield Rowing Club",
    "Present: Anna Birch (chair), Jon Hale. Jon Hale told the committee that the Lenfield Sailing "
    "Club wants to share the boathouse. The treasurer, Marta Quill, reported a balance of 40.",
)
MATCH = (
    "Ashcombe Rovers beat Denbury United",
    "Rovers’ captain, Lee Farrow, scored twice. Rovers are third. Their manager, Dawn Pryce, was "
    "glad. Denbury United, led by Sam Irons, missed a penalty.",
)
FIRM = (
    "Norvane to move to Bristol",
    "Norvane, a maker of pumps, moves to Bristol. Its chief executive, Carla Venn, said so. The "
    "chair, Bo Lind, agreed.",
)
ABROAD = (
    "Leaders meet",
    "The British prime minister, Ann Low, met Ukrainian President Ivan Bilyk. Kremlin leader Oleg "
    "Sorin stayed away. They elected Peter Sloane chair of NATO’s council.",
)


BRANCH = (
    "Tarn Vets opens third branch",
    "Eleven people will work at Selby. The branch will be led by Joost Wit, who comes from Hest.",
)


def asked(question: str, given: tuple[str, str], says: str) -> float:
    """What is left of the probability of the sentence of a document that holds some words."""
    title, text = given
    document = Document("0" * 16, text, "/a.txt", title)
    spans = []
    for part in text.split(". "):
        start = text.index(part)
        spans.append(Span(document.id, start, min(len(text), start + len(part) + 1)))
    whole = Span(document.id, 0, len(text))
    passage = Passage(document, whole, tuple(map(Sentence, spans)))
    span = next(span for span in spans if says in document.slice(span))
    start = text.index(says)
    answer = Span(document.id, start, start + len(says))
    return of_that_office(question, [Evidence(passage, span, 1.0, answer)])[0].probability


@pytest.mark.parametrize(
    ("question", "document", "answer"),
    [
        ("Who is the mayor of Kherson?", SCHOOL_HIT, "Ihor Terekhov"),
        ("What is the name of Kherson’s mayor?", SCHOOL_HIT, "Ihor Terekhov"),
        ("How old is the mayor of Kherson?", SCHOOL_HIT, "Ihor Terekhov"),
        ("Who is the treasurer of the sailing club?", MINUTES, "Marta Quill"),
        ("Who is the Lenfield Sailing Club’s treasurer?", MINUTES, "Marta Quill"),
        ("Who is the chair of the Lenfield Sailing Club?", MINUTES, "Anna Birch"),
        ("Who captains Denbury United?", MATCH, "Lee Farrow"),
        ("Who is the captain of Denbury United?", MATCH, "Lee Farrow"),
        ("Who is the manager of Denbury United?", MATCH, "Dawn Pryce"),
        ("Who led Ashcombe Rovers?", MATCH, "Sam Irons"),
        ("Who is the chief executive of Harbour Pictures?", FIRM, "Carla Venn"),
        ("Who is the chair of Harbour Pictures?", FIRM, "Bo Lind"),
        ("Who is the president of Poland?", ABROAD, "Ivan Bilyk"),
    ],
)
def test_the_office_of_another_is_no_answer(
    question: str, document: tuple[str, str], answer: str
) -> None:
    assert asked(question, document, answer) == ANOTHERS


@pytest.mark.parametrize(
    ("question", "document", "answer"),
    [
        ("Who is the mayor of Kharkiv?", SCHOOL_HIT, "Ihor Terekhov"),
        ("Who is the mayor?", SCHOOL_HIT, "Ihor Terekhov"),
        ("What was burnt in Kherson?", SCHOOL_HIT, "buses"),
        ("Who is the treasurer of the rowing club?", MINUTES, "Marta Quill"),
        ("Who is the treasurer of the club?", MINUTES, "Marta Quill"),
        ("Who is the chair of the Lenfield Rowing Club?", MINUTES, "Anna Birch"),
        ("Who captains Ashcombe Rovers?", MATCH, "Lee Farrow"),
        ("Who is the captain of Rovers?", MATCH, "Lee Farrow"),
        ("Who is the manager of Ashcombe Rovers?", MATCH, "Dawn Pryce"),
        ("Who leads Denbury United?", MATCH, "Sam Irons"),
        ("Who is the chief executive of Norvane?", FIRM, "Carla Venn"),
        ("Who is Norvane’s chair?", FIRM, "Bo Lind"),
        ("Who is the prime minister of the United Kingdom?", ABROAD, "Ann Low"),
        ("Who is the president of Ukraine?", ABROAD, "Ivan Bilyk"),
        ("Who is the leader of Russia?", ABROAD, "Oleg Sorin"),
        ("Who is the chair of the council of NATO?", ABROAD, "Peter Sloane"),
        ("Who leads the Selby branch?", BRANCH, "Joost Wit"),
    ],
)
def test_the_office_that_is_asked_for_is(
    question: str, document: tuple[str, str], answer: str
) -> None:
    assert asked(question, document, answer) == 1.0


STATES = (
    "The United States in 2023",
    "The United States has fifty states. President Joe Bell signed the law.",
)
SOLD = ("Peeper sold", "Peeper was sold. Elo Marsh, who owns Voltcar, bought it in 2022.")
FILM = ("Shark Bay", "Shark Bay is a film. Bo Stern, who also directed Truck, directed it.")
GUEST = ("Denbury United", "Ann Low, who leads Kelby Rovers, met the Denbury United board.")
FIRMS = (
    "Firms",
    "Elo Marsh owns X, formerly Peeper. Ann Low is chief executive of Mota, which owns Friends. "
    "Bo Stern owns Voltcar. Elo Marsh, who owns Voltcar, bought it.",
)


@pytest.mark.parametrize(
    ("question", "document", "answer", "doubted"),
    [
        ("Who is the president of the United States?", STATES, "Joe Bell", False),
        ("Who is the president of the USA?", STATES, "Joe Bell", False),
        ("Who is the US president?", STATES, "Joe Bell", False),
        ("Who is the president of Poland?", STATES, "Joe Bell", True),
        ("Who owns Peeper?", SOLD, "Elo Marsh", False),
        ("Who directed Shark Bay?", FILM, "Bo Stern", False),
        ("Who owns Peeper?", FIRMS, "Elo Marsh", False),
        ("Who is the chief executive of Friends?", FIRMS, "Ann Low", False),
        ("Who is the chief executive of Voltcar?", FIRMS, "Ann Low", True),
        ("Who owns Friends?", FIRMS, "Bo Stern", True),
        ("Who directed Shark Bay?", ("Films", "Bo Stern directed Truck. So."), "Bo Stern", True),
        ("Who is the mayor of Orme?", ("Orme news", "The mayor of Linde is Anna."), "Anna", True),
        ("Who is the mayor of Linde?", ("Orme news", "The mayor of Linde is Anna."), "Anna", False),
        ("Who is the mayor of New York?", ("Day", "NYC mayor Ann Low spoke."), "Ann Low", False),
        ("Who is the mayor of Boston?", ("Day", "NYC mayor Ann Low spoke."), "Ann Low", True),
        ("Who leads Denbury United?", GUEST, "Ann Low", True),
        ("Who leads the Conservatives?", ("Day", "Tory leader Ann Low spoke."), "Ann Low", False),
        (
            "Who is the mayor of London?",
            ("London", "Drivers strike. The capital’s mayor, Ann Low, spoke."),
            "Ann Low",
            False,
        ),
    ],
)
def test_one_thing_has_several_names_or_owns_another(
    question: str, document: tuple[str, str], answer: str, doubted: bool
) -> None:
    assert asked(question, document, answer) == (ANOTHERS if doubted else 1.0)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("The US president left.", "The America president left."),
        ("It costs US$5, he told us.", "It costs US$5, he told us."),
        ("TELL US NOW", "TELL US NOW"),
    ],
)
def test_the_initials_of_a_country_are_no_pronoun(text: str, written: str) -> None:
    assert written_out(text) == written


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who is the chair of the Federal Reserve?", "Fed"),
        ("Who is the head of the International Rowing Union?", "IRU"),
        ("Who is the head of the IRU?", "International Rowing Union"),
    ],
)
def test_a_short_name_is_of_the_same(question: str, said: str) -> None:
    office = "chair" if "chair" in question else "head"
    given = ("A meeting", f"{said} {office} Ann Low spoke. Others did.")
    assert asked(question, given, "Ann Low") == 1.0
    given = ("A meeting", f"Kelby Works {office} Ann Low spoke. Others did.")
    assert asked(question, given, "Ann Low") == ANOTHERS


def test_a_name_is_cut_at_what_is_said_of_its_holder() -> None:
    assert [
        (office_asked(question) or office_asked("the mayor of Nowhere")).of  # type: ignore[union-attr]
        for question in (
            "What did the mayor of Kyiv say?",
            "Who leads the choir of Ashcombe School now?",
            "Who led Denbury United to the title?",
        )
    ] == ["Kyiv", "choir of Ashcombe School", "Denbury United"]
