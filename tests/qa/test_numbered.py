"""Things with numbers: what is told of room 12 is no answer to who asks for room 11."""

import pytest

from index.documents.normalise import make_document
from index.types import Passage, Sentence, Span
from qa.english.numbered import numbered_asked, numbered_in
from qa.evidence.numbered import of_that_number, only_others
from qa.evidence.select import ANOTHERS, Evidence
from qa.kinds.grounds import compare
from tests.support.fakes import find, passage


def codes(text: str) -> set[tuple[str, str]]:
    return {(thing.noun, thing.code) for thing in numbered_in(text)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Room 12 is locked.", {("room", "12")}),
        ("Room: 12; Used by: the choir", {("room", "12")}),
        ("Rooms 9 and 11 to 13 are locked.", {("room", str(n)) for n in (9, 11, 12, 13)}),
        ("Rules 3–5 hold.", {("rule", str(n)) for n in (3, 4, 5)}),
        ("Groups A to C paint.", {("group", letter) for letter in "abc"}),
        (
            "Forms A1 to C3 are blue.",
            {("form", "a1"), ("form", "*"), ("form", "c3"), ("a", "1"), ("c", "3")},
        ),
        ("Chapter five deals with taxes.", {("chapter", "5")}),
        ("Section IV is short.", {("section", "4")}),
        ("Bus no. 7 leaves at noon.", {("bus", "7")}),
        ("Section 4(b) is new.", {("section", "4(b)")}),
        ("Grant 2021/44 was paid.", {("grant", "2021/44")}),
        ("Apollo 11 landed.", {("apollo", "11")}),
        ("The COP-27 talks failed.", {("cop", "27")}),
        ("The A12 is closed.", {("a", "12")}),
        ("On 3 May 2024 about 20 people came.", set()),
        ("It cost £5m, or 12 a head.", set()),
        ("March 3 is a Sunday.", set()),
        ("The council will grant 20,000 euros.", set()),
        ("Some 200 people came to the pool.", set()),
        ("", set()),
    ],
)
def test_numbered_things_are_read(text: str, said: set[tuple[str, str]]) -> None:
    assert codes(text) == said


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who uses room 11?", "Room 12 is used by the choir."),
        ("Who uses room 11?", "Rooms 12 to 15 are used by the choir."),
        ("Where does bus 8 leave from?", "Bus 7 leaves from the pier."),
        ("What may members do under Article 10?", "Under Article 9, members may vote by post."),
        ("What did version 2.2 remove?", "Version 2.1 removed the search box."),
        ("Until when is the A13 closed?", "The A12 is closed until Friday."),
        ("Why was flight KL205 cancelled?", "Flight KL402 was cancelled."),
        ("What was decided at COP27?", "At COP 26 it was decided to cut methane."),
        ("Which crew flew on Apollo 12?", "Armstrong flew on Apollo 11."),
        ("What does chapter five deal with?", "Chapter 4 deals with taxes."),
        ("What is Group C studying?", "Group B is studying frogs."),
        ("Where did a magnitude 7.1 earthquake strike?", "A magnitude-7.9 quake struck Linde."),
        ("Who passed through room 12a?", "Room 12 is used by the choir."),
        ("How many sailed on the Maria III?", "The Maria II carries 300 passengers."),
        ("What happened to flight 447?", "Flight 448 was late."),
        ("Which airlines fly the A380?", "The A320 is flown by Orme Air."),
        ("Who won Super Bowl LVIII?", "Orme won Super Bowl LVII."),
        ("Is line U2 closed?", "Line U1 is closed."),
    ],
)
def test_it_tells_of_others_of_the_kind(question: str, sentence: str) -> None:
    assert only_others(numbered_asked(question), sentence, "Rules of the club")


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Who uses room 11?", "Room 11 is used by the choir."),
        ("Who uses room 11?", "Rooms 10 to 12 are used by the choir."),
        ("Who uses room 11?", "Unlike room 12, number 11 is used by the choir."),
        ("Who uses room 11?", "The choir sings there."),
        ("Who uses room 11?", "Twelve people use it."),
        ("Where does bus 8 leave from?", "The 8 leaves beside bus 7."),
        ("What does section 4 say?", "Section 4(b) forbids dogs."),
        ("What does rule 4.2 say?", "Rule 4 forbids dogs."),
        ("What does rule IV say?", "Rule 4 forbids dogs."),
        ("Which form replaced form B3?", "It was replaced by form B4."),
        ("Which room is next to room 12?", "Room 13 is beside it."),
        ("What comes after chapter 4?", "Chapter 5 deals with taxes."),
        ("What is form B2 for?", "Forms A1 to C3 are for members."),
        ("Do rules 3 and 4 differ?", "Rule 3 is older."),
        ("Who spoke in May?", "Room 12 is used by the choir."),
        ("What does Article 10 require?", "Members pay the fee under Article 7 in 30 days."),
        ("Is room 11 open?", "All rooms except room 12 are open."),
        ("Can pupils in grade 8 play?", "Pupils in grade 7 and above may play."),
        ("Is zone 3 covered?", "It is covered from zone 1 to zone 4."),
        ("Who cleans room 340?", "Rooms 100 to 350 are cleaned by Tom."),
        ("When does Group I play?", "Groups H to J play on Monday."),
        ("How many came in week 1?", "In the first week 300 people came."),
        ("What is on floor 3?", "The third floor has the library; floor 2 the cafe."),
        ("What was revenue in Q3?", "In the third quarter it was 5m, up from Q2."),
        ("When is it open on Monday 5 May?", "The pool opens Monday 9 to 17."),
        ("Can I cancel the plan I have?", "Plan B can be cancelled at any time."),
        ("How many engines has a Boeing 747?", "The 747 has four, as the Boeing 777 has two."),
        ("Who won Euro 2024?", "Spain won the Euro in 2024, having lost Euro 2020."),
        ("Is line U2 closed?", "The U-Bahn line 2 is closed, U1 runs."),
        ("", "Room 12 is used by the choir."),
    ],
)
def test_it_may_tell_of_it(question: str, sentence: str) -> None:
    assert not only_others(numbered_asked(question), sentence, "Rules of the club")


def test_the_title_and_the_sentence_before_say_which_thing_is_meant() -> None:
    asked = numbered_asked("What does room 11 have?")
    sentence = "Room 12 has a key for it."
    assert only_others(asked, sentence, "Rooms of the house")
    assert not only_others(asked, sentence, "Room 11")


TEXT = "Room 12 is used by the choir. Room 11 is locked. The chess club meets on Mondays."
HOUSE = make_document("/h", TEXT, "House")


def evidence(sentence: str, probability: float) -> Evidence:
    span = find(HOUSE, sentence)
    return Evidence(passage(HOUSE, TEXT), span, probability, span)


def test_the_heading_says_which_thing_is_meant() -> None:
    document = make_document("/a", "Article 10\nArticle 7 holds for the fee.", "Rules")
    heading, fee = find(document, "Article 10"), find(document, "Article 7 holds for the fee.")
    pieces = (Sentence(heading, "heading"), Sentence(fee))
    below = Passage(document, Span(document.id, 0, len(document.text)), pieces)
    found = of_that_number("What does Article 10 say?", [Evidence(below, fee, 0.8, fee)])
    assert found[0].probability == 0.8
    alone = Passage(document, fee, (Sentence(fee),))
    found = of_that_number("What does Article 10 say?", [Evidence(alone, fee, 0.8, fee)])
    assert found[0].probability == pytest.approx(ANOTHERS * 0.8)


def test_what_tells_of_others_is_less_probable_and_falls_behind() -> None:
    choir, locked = evidence("Room 12 is used by the choir.", 0.8), evidence("Room 11 is", 0.3)
    chess = evidence("The chess club meets on Mondays.", 0.2)
    found = of_that_number("Who uses room 11?", [choir, locked, chess])
    assert found[:2] == [locked, chess]
    assert found[2].span == choir.span
    assert found[2].probability == pytest.approx(ANOTHERS * 0.8)
    assert of_that_number("Who uses the room?", [choir, locked]) == [choir, locked]
    assert of_that_number("Who uses room 11?", []) == []


def test_a_verdict_does_not_rest_on_another_platform() -> None:
    for number, is_beside in (("4", True), ("3", False)):
        sentence = "Platform 3 is closed."
        found = compare(f"Is platform {number} closed?", sentence, sentence, "", sentence)
        assert found.beside == is_beside
