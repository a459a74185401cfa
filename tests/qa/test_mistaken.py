"""Sentences that tell of another thing done than a question asks for."""

import pytest

from index.documents.normalise import make_document
from qa.english.mistaken import GROUPS, _named_once, mistaken, told_apart
from qa.evidence.cascade import MISTAKEN, less_mistaken
from qa.evidence.select import Evidence
from tests.support.fakes import find, passage


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many people were killed?", "Six people were hurt, he said."),
        ("How many were wounded?", "Two people died in the fire."),
        ("When was the bridge opened?", "The bridge was closed in May."),
        ("When was she born?", "She died in 1931."),
        ("How much profit does it expect?", "It expects revenue of 420 to 435 million euros."),
        ("How much is the deposit?", "The monthly rent is 940 euros."),
        ("When does the course end?", "The course begins on 3 March."),
        ("Who is the tenant?", "The landlord is Hannah Voss."),
        ("What was the lowest temperature?", "The highest temperature was 31 degrees."),
        ("Is dinner included?", "Breakfast is included."),
        ("How many women work there?", "Of the staff, 120 are men."),
        ("Why was the evening train late?", "The morning train was late because of snow."),
        ("When was the pool of the secondary school built?", "That of the primary school is new."),
        ("Where are senior tickets sold?", "Junior tickets are sold at the kiosk."),
        ("Who won the third race?", "Ida Moll won the second race."),
        ("Which is the cheapest room?", "The most expensive room is the suite."),
        ("When is it open at the weekend?", "On weekdays it is open until five."),
        ("What is the range of the diesel van?", "The electric van goes 300 kilometres."),
        ("When did her first term end?", "Her second term ended in May 2003."),
        ("When do the Democrats meet?", "The Republicans meet in May."),
        ("What is the upper limit?", "The lower limit is 4 degrees."),
        ("Who was the best player?", "The worst player was Ida Moll, they said."),
        ("Who scored in the first half?", "Ida Moll was sent off in the first half."),
        ("How many signed the petition for the mill?", "Ten signed a petition against the mill."),
        ("Who voted against the deal?", "The Greens voted for the deal."),
        ("Which drinks make it weaker?", "Juice makes it stronger."),
        ("By what margin did Moll win?", "Moll got 21,340 votes."),
    ],
)
def test_it_tells_of_something_else(question: str, sentence: str) -> None:
    assert mistaken(question, sentence)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("How many people were killed?", "Two people were killed and 22 wounded."),
        ("How many were injured?", "Six people were hurt, he said."),
        ("How many were killed and wounded?", "Six people were hurt."),
        ("How many shots were there?", "Six people were hurt."),
        ("When was the bridge opened?", "The first cars crossed it in May."),
        ("Who bought the mill?", "Anna Berg sold the mill to Carl Weiss."),
        ("How many voted against the deal?", "They voted for the deal by 611 to 240."),
        ("Who scored twice?", "Ida Moll, who was sent off later, scored twice."),
        ("What did the campaign for the mill cost?", "The campaign for the mill cost 90 euros."),
        ("Who won?", "Lindau lost to Bregenz."),
        ("What happened in the evening?", "That night the hall burned down."),
        ("Who won the first race?", "Ida Moll came first, before the second boat."),
        ("When does the course end?", "The course runs from 3 to 7 March."),
        ("What was the profit?", "Profit fell to 29 million although revenue rose."),
        ("May I keep a dog?", "Dogs and cats need the landlord's consent."),
        ("How many women work there?", "It employs 80 people."),
        ("Where is North Harbour?", "It lies in the south of the island."),
        ("When was she first elected?", "She was elected in 1999 and for a second term in 2003."),
        ("When did the first man walk on the moon?", "Armstrong stepped out a second later."),
        ("What should you do first?", "Wait one second before you press start."),
        ("What is open in the evening?", "The bar is open late; mornings closed."),
        ("When did early humans arrive?", "Humans arrived in the late Stone Age."),
        ("Who is the best player?", "Her worst match was in May."),
        ("Who scored first?", "Moll netted first, before Hals was sent off."),
        ("Who was sent off?", "Moll saw red in the 3-1 defeat."),
        ("Who voted for the deal?", "The Greens backed the deal and voted against the tax."),
        ("How many voted against the deal?", "It was 120 that voted for, 100 against."),
        ("Who won the gold medal?", "The iron man won."),
        ("When do the Democrats meet?", "The Republican and the Democratic Party meet in May."),
        ("In which union are the Republicans?", "It is in the Democrat Union."),
        (
            "How many primary schools has Orme?",
            "It has 71 primary phase schools, 9 secondary schools.",
        ),
        ("What is a secondary goal?", "The primary goal is to win, or to inform the jury."),
        ("Is it a democratic country?", "The Republicans rule it."),
        ("Who won the first and the second race?", "Ida Moll won the first race."),
        ("Which is the upper floor?", "It has an upper floor and a lower floor."),
        ("", ""),
    ],
)
def test_it_may_answer(question: str, sentence: str) -> None:
    assert not mistaken(question, sentence)


TOLL = make_document("/t", "Six people were hurt. Two people were killed.", "Toll")


def evidence(sentence: str, probability: float) -> Evidence:
    span = find(TOLL, sentence)
    return Evidence(passage(TOLL, sentence), span, probability, span)


def test_what_is_mistaken_becomes_less_probable() -> None:
    hurt, killed = evidence("Six people were hurt.", 0.6), evidence("Two people were killed.", 0.5)
    found = less_mistaken("How many people were killed?", [hurt, killed])
    assert [one.text for one in found] == [killed.text, hurt.text]
    assert [one.probability for one in found] == pytest.approx([0.5, MISTAKEN * 0.6])
    assert less_mistaken("How many people were hurt?", [hurt, killed])[0] is hurt
    assert less_mistaken("What happened?", [hurt, killed]) == [hurt, killed]


def test_a_question_is_looked_at_once_for_all_sentences() -> None:
    question = "How many people were killed in Harwick?"
    sentences = ("Nine were hurt in Harwick.", "Two were killed in Harwick.", "It rained.")
    _named_once.cache_clear()
    found = [mistaken(question, sentence) for sentence in sentences]
    assert found == [True, False, False]
    assert _named_once.cache_info().misses == 1
    for sentence, is_mistaken in zip(sentences, found, strict=True):
        assert any(told_apart(group, question, sentence) for group in GROUPS) == is_mistaken
