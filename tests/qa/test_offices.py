"""Who holds an office: of the organisation or place that the question names."""

import pytest

from index.types import Document, Passage, Sentence, Span
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
    ],
)
def test_the_office_that_is_asked_for_is(
    question: str, document: tuple[str, str], answer: str
) -> None:
    assert asked(question, document, answer) == 1.0


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
