"""The part that somebody has in what was done: bought or sold, gave or got, did or suffered it."""

import pytest

from index.documents.normalise import make_document
from qa.english.roles import gives_it, has_another_part, has_that_part
from qa.evidence.roles import of_that_part
from qa.evidence.select import ANOTHERS, Evidence
from tests.support.fakes import find, passage


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("Who bought the mill?", "It had bought the mill from the "),
        ("Which company acquired Hals?", "Orme acquired it from "),
        ("Who took over from Ida Moll?", "Eva Horn took over from "),
        ("Who sold the mill?", "Ida Moll sold the mill to "),
        ("Who gave the prize?", "The jury gave the prize in Linde to "),
        ("Who was rescued?", "Her brother was rescued by the "),
        ("Who was arrested in May?", "He was arrested in May by "),
    ],
)
def test_the_words_behind_have_another_part(question: str, before: str) -> None:
    assert has_another_part(question, before)


@pytest.mark.parametrize(
    ("question", "before"),
    [
        ("From whom did Orme buy the mill?", "It had bought the mill from the "),
        ("Who did Orme buy the mill from?", "It had bought the mill from the "),
        ("To whom was the mill sold?", "Ida Moll sold the mill to "),
        ("Who was the mill sold to?", "The mill was sold to "),
        ("Who was he arrested by?", "He was arrested by "),
        ("Who arrested him?", "He was arrested by "),
        ("Who was rescued?", "The boat was built by "),
        ("Who bought the mill?", "It was bought by "),
        ("Who sold the mill?", "It was sold by "),
        ("Who won the cup?", "Away from home, "),
        ("Who won the bid?", "The winning bid came from "),
        ("Who won the cup?", "The cup was won by the team from "),
        ("Who took part?", "Those who took part were from "),
        ("What takes long?", "Recovery takes weeks from "),
        ("Who passed the bill?", "It passed, thanks to "),
        ("Who sold the mill?", "It was sold according to "),
        ("What was followed by it?", "It was followed by "),
        ("Who was the author of the plan?", "The plan was written by "),
    ],
)
def test_they_may_have_the_part_that_is_asked_for(question: str, before: str) -> None:
    assert not has_another_part(question, before)


@pytest.mark.parametrize(
    ("question", "before", "expected"),
    [
        ("Who bought the mill?", "Ida Moll sold the mill in May to ", True),
        ("Who sold the mill?", "Orme bought the mill from the ", True),
        ("Who bought the mill?", "Ida Moll refused to sell the mill to ", False),
        ("Who bought the mill?", "Ida Moll gave the mill to ", False),
        ("Who bought the mill?", "In May she sold her car to ", False),
        ("Who bought the mill?", "Moll sold the mill, and went to ", False),
        ("Who bought it?", "Ida Moll sold it to ", False),
        ("Who sold the mill?", "Ida Moll sold the mill to ", False),
    ],
)
def test_a_verb_that_turns_it_round_tells_the_part(
    question: str, before: str, expected: bool
) -> None:
    assert has_that_part(question, before) is expected


TEXT = "Orme sold the Linde mill to Hals. It had bought the mill from Ida Moll. The mill is old."
MILL = make_document("/m", TEXT, "Mill")
SOLD, BOUGHT, OLD = TEXT.replace(". ", ".|").split("|")


def evidence(sentence: str, words: str, probability: float) -> Evidence:
    return Evidence(passage(MILL, sentence), find(MILL, sentence), probability, find(MILL, words))


def test_who_has_the_part_goes_first() -> None:
    given = [evidence(BOUGHT, "Ida Moll", 0.7), evidence(SOLD, "Hals", 0.2)]
    first, second = of_that_part("Who bought the mill?", given)
    assert (first.words, first.probability) == ("Hals", 0.7)
    assert (second.words, second.probability) == ("Ida Moll", pytest.approx(0.7 * ANOTHERS))


def test_not_where_it_names_nothing_of_what_is_asked_or_is_improbable() -> None:
    best = evidence(BOUGHT, "Ida Moll", 0.7)
    for question, share in (("Who bought the Kiel mill?", 0.2), ("Who bought the mill?", 0.01)):
        first, second = of_that_part(question, [best, evidence(SOLD, "Hals", share)])
        assert sorted([first.probability, second.probability]) == pytest.approx(
            sorted([share, 0.7 * ANOTHERS])
        )


def test_else_nothing_is_touched() -> None:
    given = [evidence(BOUGHT, "Ida Moll", 0.7), evidence(SOLD, "Hals", 0.2)]
    assert of_that_part("From whom did Orme buy the mill?", given) == given
    assert of_that_part("Who bought the mill?", []) == []


def test_one_only_goes_first_and_of_the_same_thing() -> None:
    text = "Moll bought the mill from Hals. In May she sold her car to Berg. Ida sold it to Carl."
    deal = make_document("/m", text, "Mill")
    given = [
        Evidence(passage(deal, said), find(deal, said), share, find(deal, name))
        for said, name, share in zip(
            text.replace(". ", ".|").split("|"),
            ("Hals", "Berg", "Carl"),
            (0.7, 0.08, 0.08),
            strict=True,
        )
    ]
    found = of_that_part("Who bought the mill?", given)
    assert sorted(one.probability for one in found) == pytest.approx([0.07, 0.08, 0.08])


def test_a_name_in_front_of_what_was_done_is_not_always_its_subject() -> None:
    text = "The man from Hockessin was arrested in May."
    news = make_document("/n", text, "News")
    given = [Evidence(passage(news, text), find(news, text), 1.0, find(news, "May"))]
    assert of_that_part("When was Tom Gregg arrested?", given) == given


@pytest.mark.parametrize(
    ("question", "sentence", "expected"),
    [
        ("Who bought Fordham?", "Wuyang bought the plant from Fordham.", True),
        ("Who sold Fordham?", "Wuyang sold the plant to Fordham.", True),
        ("Who bought Fordham?", "Wuyang bought Fordham from Orme.", False),
        ("Who bought the plant?", "Wuyang bought the plant from Fordham.", False),
        ("Who bought Fordham?", "Fordham was bought in 2011.", False),
        ("Who paid Fordham?", "Orme paid ten euros to Fordham.", False),
    ],
)
def test_who_gave_it_was_not_bought(question: str, sentence: str, expected: bool) -> None:
    assert gives_it(question, sentence) is expected
