"""A follow-up is read as a question in plain grammar, on what was asked before."""

import pytest

from index.types import Document, Span
from qa.conversation.reading import Rewritten
from qa.conversation.rewrite import by_rule, in_context, stands_alone
from qa.types import Answer, Citation, Claim


def told(question: str, text: str = "", words: str = "") -> Answer:
    """An answer of one sentence, with the words of it that answer; none without a text."""
    if not text:
        return Answer(question)
    note = Document("1" * 16, text, "/note.txt", "A note")
    start = text.index(words)
    cited = Citation(
        note, Span(note.id, 0, len(text)), 1.0, Span(note.id, start, start + len(words))
    )
    return Answer(question, (Claim(text, (cited,)),))


GUESTS = told(
    "How many guests came to the inn in 2020?", "In 2020 there were 18, in 2021 23.", "18"
)
INN = told("Who founded the Salt Inn?", "The Salt Inn was founded in 1887 by Eli Brem.", "Eli Brem")
RACE = told("Who won the race?", "Ann Lee won the race in 2019.", "Ann Lee")
HEAD = told("Who is the manager of the baths?", "The manager is Petra Quill.", "Petra Quill")
DEAD = told(
    "Who were the victims of the fire?", "They were Al Ott and Di Orr.", "Al Ott and Di Orr"
)
FIRE = told("What caused the fire?", "A boiler caused the fire.", "A boiler")
BOAT = told("Where does the Gull sail to?", "The Gull sails to Sill.", "Sill")
BUILT = told("When was the Salt Inn founded?", "It was founded in 1887.", "1887")
OWNER = told("Who owns the Gull?", "Ada Holm owns the Gull.", "Ada Holm")
PASS = told("How much is a day pass for families?", "It is £8.", "£8")
PAY = told("What do children pay for swimming?", "They pay £3.", "£3")
SWIM = told("Is swimming allowed in the bay?", "It is not.", "It")
FIRMS = told("Which firms rent sheds in the bay?", "Two.", "Two")
HURT = told("How many of the people hurt in Lund were cooks?", "Two were cooks.", "Two")
CUP = told("Who won the cup in 2019?")
SANK = told("Which of the boats sank?", "In May the Gull sank.", "the Gull")
MILL = told("Is the old mill open?", "It is not.", "It")
SELLS = told("What does the firm sell?", "It sells nuts.", "nuts")
OFFER = told("What does the clinic offer?", "The clinic offers blood tests.", "blood tests")


@pytest.mark.parametrize(
    ("question", "before", "alone"),
    [
        ("why?", GUESTS, "Why did so many guests come to the inn in 2020?"),
        ("why so many?", GUESTS, "Why did so many guests come to the inn in 2020?"),
        ("and in 2021?", GUESTS, "How many guests came to the inn in 2021?"),
        ("when was that?", INN, "When was the Salt Inn founded?"),
        ("where?", INN, "Where was the Salt Inn founded?"),
        ("when was that?", RACE, "When did Ann Lee win the race?"),
        ("when did that happen?", RACE, "When did Ann Lee win the race?"),
        ("when?", FIRE, "When was the fire?"),
        ("how many of them?", DEAD, "How many victims of the fire were there?"),
        ("how many were there?", DEAD, "How many victims of the fire were there?"),
        ("and who was it before?", HEAD, "Who was the manager of the baths before?"),
        ("who was before her?", HEAD, "Who was before Petra Quill?"),
        ("and her deputy?", HEAD, "Who is Petra Quill’s deputy?"),
        ("what about X-rays?", OFFER, "Does the clinic offer X-rays?"),
        ("and eye tests?", OFFER, "Does the clinic offer eye tests?"),
        ("how often?", BOAT, "How often does the Gull sail?"),
        ("and the sauna?", PAY, "What do children pay for the sauna?"),
        ("and before?", HEAD, "Who was the manager of the baths before?"),
        ("why not?", SWIM, "Why is swimming not allowed in the bay?"),
        ("which of them left?", FIRMS, "Which of the firms left?"),
        ("and the mill?", BUILT, "When was the mill founded?"),
        ("when was that built?", OWNER, "When was the Gull built?"),
        ("and a week pass?", PASS, "How much is a week pass for families?"),
        ("where?", HURT, "Where were the people hurt in Lund?"),
        ("And who was it in 2018?", CUP, "Who won the cup in 2018?"),
        ("And who was it in 2018?", HEAD, "Who was the manager of the baths in 2018?"),
        ("When?", SANK, "When did the Gull sink?"),
        ("Why not?", MILL, "Why is the old mill not open?"),
        ("and boots?", SELLS, "Does the firm sell boots?"),
        ("And children?", told("What can visitors see?"), "What can children see?"),
    ],
)
def test_a_follow_up_is_read_as_a_plain_question(question: str, before: Answer, alone: str) -> None:
    assert not stands_alone(question)
    assert by_rule(question, before) == Rewritten(alone)


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("how long is that?", told("What time does the pool open?")),
        ("When?", told("Which of them sank?")),
        ("and Ann Lee?", SELLS),
        ("and teachers?", OFFER),
    ],
)
def test_what_is_not_plain_is_asked_back(question: str, before: Answer) -> None:
    assert by_rule(question, before).back


def test_how_many_of_those_that_were_counted_is_asked_back() -> None:
    assert by_rule("how many of them?", GUESTS).back


def test_the_office_that_was_asked_for_further_back_is_meant() -> None:
    since = told("Since when is Petra Quill the manager of the baths?", "Since 2019.", "2019")
    asked = by_rule("and who was it before?", since, HEAD)
    assert asked.question == "Who was the manager of the baths before?"
    assert by_rule("and who was it before?", RACE).question == "Who won the race before?"
    assert by_rule("and who was it before?", OFFER).back


@pytest.mark.parametrize("question", ["When was the school built?", "Is there parking?"])
def test_a_question_of_its_own_is_not_glued_to_the_last(question: str) -> None:
    leads = told("Who leads the clinic?", "Dr. Amara Nwosu leads it.", "Amara Nwosu")
    assert stands_alone(question)
    assert (
        in_context(question, [told("Who is Amara Nwosu?", "She leads it.", "leads"), leads]) == ""
    )


def test_a_verb_of_the_question_is_no_part_of_its_noun() -> None:
    before = told("Does the clinic offer X-rays?", "It offers no X-rays.", "no X-rays")
    assert by_rule("does it offer massages?", before).question == "Does the clinic offer massages?"
