"""Things with a name behind them: the train to Ulm does not answer who asks for that to Kiel."""

import pytest

from index.documents.normalise import make_document
from index.types import Passage, Sentence, Span
from qa.english.clause_owners import is_of_another_owner
from qa.english.subjects import of_whom_asked, tells_of_another
from qa.english.told_by_name import told_by_name
from qa.evidence.rows.tables import alone
from qa.evidence.select import ANOTHERS, Evidence
from qa.evidence.told_by_name import another_name, of_that_name
from tests.support.fakes import find, passage


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why was the train to Kiel cancelled?", "The train to Ulm was cancelled by a storm."),
        ("Whom did the Greens of Orme choose?", "The Greens of Linde chose Eva Horn."),
        ("Who is the Secretary of State?", "The Secretary of Defense is Tom Hale."),
        ("How many refugees from Syria came?", "Some 900 refugees from Chad came."),
        ("What is the population of Orme?", "The population of Linde is 900."),
    ],
)
def test_it_tells_of_the_same_thing_of_another_name(question: str, sentence: str) -> None:
    assert another_name(told_by_name(question), sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("Why was the train to Kiel cancelled?", "The train to Kiel was cancelled by a storm."),
        ("Why was the train to Kiel cancelled?", "Trains to Ulm and Kiel were cancelled."),
        ("Why was the train to Kiel cancelled?", "It was cancelled by a storm."),
        ("Why was the train to Kiel cancelled?", "The bus to Ulm waited for it."),
        ("Who is the King of the U.K.?", "The King of Great Britain is Charles."),
        ("Who is the president of France?", "The French voted; the president of Chad came."),
        ("When did the end of World War II come?", "The end of the Second World War came in May."),
        ("What happened at the end of May?", "At the end of June the mill burned."),
        ("How many people died in Texas?", "Six people died in Houston."),
        ("Who is one of Orme's poets?", "One of Linde's poets is Ida."),
        ("Who went to Germany?", "Anna went to Berlin."),
        ("When did he travel to China?", "The president travelled to Beijing on 3 May."),
        ("How many refugees from Syria came?", "Some 900 refugees from Aleppo came."),
        (
            "Who is director of the FBI?",
            "Tom Hale is director of the Federal Bureau of Investigation.",
        ),
        ("Who are the members of the UN?", "The members of the United Nations are 193 states."),
        ("Who is president of Turkey?", "The president of Türkiye is Anna Kaya."),
        ("Who is the mayor of Kyiv?", "The mayor of Kyiv spoke."),
        ("", "The train to Ulm was cancelled."),
    ],
)
def test_it_may_tell_of_it(question: str, sentence: str) -> None:
    assert not another_name(told_by_name(question), sentence)


TEXT = "The train to Ulm is late. It was cancelled by a storm. The train to Kiel is full."
TRAINS = make_document("/t", TEXT, "Trains")


def evidence(sentence: str, probability: float) -> Evidence:
    span = find(TRAINS, sentence)
    first, second, third = TEXT.split(". ")
    whole = passage(TRAINS, f"{first}.", f"{second}.", third)
    return Evidence(whole, span, probability, span)


def test_the_title_tells_whose_it_is_where_a_sentence_leans() -> None:
    asked = told_by_name("What is the University of Orme known for?")
    sentence = "Its law school, founded with the University of Linde, is known."
    assert another_name(asked, sentence)
    assert not another_name(asked, sentence, "The University of Orme")


def test_what_tells_of_another_falls_behind() -> None:
    ulm, full = evidence("The train to Ulm is late.", 0.8), evidence("The train to Kiel", 0.3)
    leaning = evidence("It was cancelled by a storm.", 0.7)
    found = of_that_name("Why is the train to Kiel late?", [ulm, leaning, full])
    assert [one.span for one in found] == [full.span, ulm.span, leaning.span]
    assert found[1].probability == pytest.approx(ANOTHERS * 0.8)
    assert of_that_name("Why is the train late?", [ulm, full]) == [ulm, full]
    assert of_that_name("Why is the train to Kiel late?", []) == []


HOURS = "The library's hours are cut from 48 to 40; the museum's stay as they are."


@pytest.mark.parametrize(
    ("question", "words", "share"),
    [
        ("To what are the museum's hours cut?", "40", ANOTHERS),
        ("To what are the library's hours cut?", "40", 1.0),
        ("What of the museum's hours?", "stay as they are", 1.0),
        ("To what are the hours cut?", "40", 1.0),
        ("To what are the baths' hours cut?", "40", 1.0),
    ],
)
def test_a_clause_on_what_is_anothers_does_not_answer(
    question: str, words: str, share: float
) -> None:
    document = make_document("/d", HOURS, "News")
    one = Evidence(passage(document, HOURS), find(document, HOURS), 1.0, find(document, words))
    assert of_that_name(question, [one])[0].probability == pytest.approx(share)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ada's boat is old.",
        "Ada's boat is old, while Ida's is new, and",
        "Ada's, and Bo's: it",
        "Bo's boat is nine years old; Ada sails it.",
        "Bo's house is nine years old; Ada's stands empty.",
        "Today's boat is nine years old; Ada's is new.",
    ],
)
def test_one_clause_is_no_other(sentence: str) -> None:
    assert not is_of_another_owner("How old is Ada's boat?", sentence, (0, 3))


@pytest.mark.parametrize(
    ("question", "sentence", "another"),
    [
        ("When was Velm Mills founded?", "Corvan was founded in 1998 by two sisters.", True),
        ("How was Ida Moor rescued?", "On Monday, Tom Hale was rescued from a roof.", True),
        ("Where was the Velm Gazette printed?", "The paper was first printed in Orme.", False),
        ("When was Velm Mills founded?", "Velm was founded in 1200.", False),
        ("When was Elizabeth II crowned?", "The Queen was crowned in 1953.", False),
        (
            "When was the BBC founded?",
            "It grew, and the British Broadcasting Corporation was founded anew.",
            False,
        ),
        ("When was Velm Mills sold?", "Corvan was founded in 1998.", False),
        ("Who founded Velm Mills?", "Corvan was founded in 1998.", False),
    ],
)
def test_what_was_done_to_another_that_is_named(
    question: str, sentence: str, another: bool
) -> None:
    asked = of_whom_asked(question)
    assert bool(asked and tells_of_another(asked, sentence)) is another


def test_it_may_be_the_same_where_its_document_does_not_know_who_is_asked_about() -> None:
    question, sentence = "When was Velm Mills founded?", "Corvan was founded in 1998."
    for more, share in ((" Velm Mills bought it.", ANOTHERS), ("", 1.0)):
        document = make_document("/mills", sentence + more, "Mills")
        span = Span(document.id, 0, len(sentence))
        (found,) = of_that_name(question, [Evidence(alone(document, span), span, 0.8, span)])
        assert found.probability == pytest.approx(share * 0.8)


def test_what_somebody_said_stands_where_he_is_named() -> None:
    said = "The bill is rushed."
    for question, text, share in (
        ("What was Ida Moor's argument against the bill?", f"{said} Tom Hale said so.", ANOTHERS),
        ("What was Ida Moor's argument against the bill?", f"{said} Moor said so.", 1.0),
        ("What did the mayor say about the bill?", f"{said} Tom Hale said so.", 1.0),
    ):
        document = make_document("/bill", text, "A bill")
        span = Span(document.id, 0, len(said))
        passage = Passage(document, Span(document.id, 0, len(text)), (Sentence(span),))
        (found,) = of_that_name(question, [Evidence(passage, span, 0.8, span)])
        assert found.probability == pytest.approx(share * 0.8)
