"""Independent documents that answer differently: all answers are shown, and none without need."""

from collections.abc import Sequence

import pytest

from index.documents.split import passages, sentences
from index.types import Document
from qa.comparison.disagreement import Contradicted, disagreement, latest_first
from qa.evidence.select import Evidence
from qa.types import Answer, Claim, Disagreement, Side
from qa.writing.verify import cite
from tests.support.texts import answer_to_text
from ui.render.answer import answer_to_html
from ui.render.conversation import Exchange, exchange_to_speech
from ui.render.export import answer_to_markdown, answer_to_page
from ui.render.values import answer_to_dict

MANY = "How many villages were captured?"


def said(
    id: str, text: str, answer: str, probability: float = 0.6, published: str | None = None
) -> Evidence:
    document = Document(id, text, f"/{id}", f"Report {id}", published)
    passage = next(iter(passages(document, sentences(document))))
    (span,) = passage.citable
    start = text.index(answer)
    words = type(span)(id, start, start + len(answer))
    return Evidence(passage, span, probability, words)


def values(
    question: str, evidence: Sequence[Evidence], contradicted: Contradicted | None = None
) -> list[str]:
    found = disagreement(question, evidence, 0.3, contradicted)
    return [side.value for side in found.sides] if found else []


TEN = said("a", "Ten villages were captured last week.", "Ten")
TWELVE = said("b", "Last week 12 villages were captured.", "12", 0.4)


def test_numbers_that_differ() -> None:
    assert values(MANY, [TEN, TWELVE]) == ["Ten", "12"]
    assert values(MANY, [TEN]) == []
    assert values(MANY, []) == []


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (MANY, ("10 villages were captured.", "10"), ("Ten villages were captured.", "Ten")),
        (
            MANY,
            ("About 10 villages were captured.", "About 10"),
            ("Some 11 villages were captured.", "11"),
        ),
        (
            MANY,
            ("Between 10 and 14 villages were captured.", "10 and 14"),
            ("In all 12 villages were captured.", "12"),
        ),
        (
            MANY,
            ("Ten villages were captured, of 12 attacked.", "Ten"),
            ("In all 12 villages were attacked.", "12"),
        ),
        (
            "How long was the swim?",
            ("The swim took 5 hours.", "5 hours"),
            ("The swim took 9 kilometres.", "9 kilometres"),
        ),
        (
            "When did the bridge open?",
            ("The bridge opened in May 2021.", "May 2021"),
            ("The bridge opened on 3 May 2021.", "3 May 2021"),
        ),
        (
            "When did the bridge open?",
            ("The bridge opened on Friday.", "Friday"),
            ("The bridge opened on 3 May.", "3 May"),
        ),
        (
            "Who won the vote?",
            ("Biden won the vote.", "Biden"),
            ("Joe Biden won the vote.", "Joe Biden"),
        ),
        (
            "Where was the game played?",
            ("The game was played in Tampa.", "Tampa"),
            ("The game was played at Jay Field in Tampa.", "Jay Field"),
        ),
        (
            "Which cities are on the lake?",
            ("Lindau is a city on the lake.", "Lindau"),
            ("Bregenz is a city on the lake.", "Bregenz"),
        ),
        ("Why did it close?", ("It closed for rain.", "rain"), ("It closed for snow.", "snow")),
        (
            "Did the ferry sail?",
            ("The ferry sailed on time.", "sailed"),
            ("The ferry stayed.", "stayed"),
        ),
        (
            "What did the mayor say?",
            ("The mayor said that taxes rise.", "taxes rise"),
            ("The mayor said that rents fall.", "rents fall"),
        ),
    ],
)
def test_no_alarm(question: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    pair = [said("a", *one), said("b", *other)]
    assert values(question, pair) == []
    assert values(question, pair[::-1]) == []


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Where was the final played?",
            ("The final was played in Tampa.", "Tampa"),
            ("The final was played in Glendale.", "Glendale"),
        ),
        (
            "Who won the vote?",
            ("Ann Holm won the vote.", "Ann Holm"),
            ("Eva Brandt won the vote.", "Eva Brandt"),
        ),
        (
            "When did the bridge open?",
            ("The bridge opened on 3 May.", "3 May"),
            ("The bridge opened on 9 June.", "9 June"),
        ),
        (
            "What was the revenue?",
            ("The revenue was $6.3 billion.", "$6.3 billion"),
            ("The revenue was $1.3 billion.", "$1.3 billion"),
        ),
        (
            "Which country hosted it?",
            ("Norway hosted the games.", "Norway"),
            ("Sweden hosted the games.", "Sweden"),
        ),
    ],
)
def test_values_of_every_kind(question: str, one: tuple[str, str], other: tuple[str, str]) -> None:
    assert values(question, [said("a", *one), said("b", *other)]) == [one[1], other[1]]


def test_one_document_or_one_report_does_not_disagree_with_itself() -> None:
    assert values(MANY, [TEN, said("a", "Last week 12 villages were captured.", "12")]) == []


def test_a_report_that_gives_both_answers_means_two_things() -> None:
    both = said("b", "Ten villages were captured last week.", "Ten")
    assert values(MANY, [TEN, both, TWELVE]) == []


def test_sentences_on_other_things_do_not_disagree_whatever_the_network_says() -> None:
    one = said("a", "Fire on a block of flats left 22 injured.", "22")
    other = said("b", "In Vik glide bombs hurt six people.", "six")
    assert values("How many died?", [one, other], lambda *_: 1.0) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("In Kherson shells injured 22 people.", "22"),
            ("In Kharkiv shells injured six people.", "six"),
        ),
        (("In 2021 the club had 40 members.", "40"), ("In 2023 the club had 52 members.", "52")),
    ],
)
def test_other_places_and_times_do_not_disagree(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert values("How many?", [said("a", *one), said("b", *other)], lambda *_: 1.0) == []


def test_a_report_without_the_name_asked_about_is_of_another_thing() -> None:
    one = said("a", "In Kherson, 22 people were hurt.", "22")
    other = said("b", "Six people were hurt, he said.", "Six")
    assert values("How many were hurt in Kherson?", [one, other]) == []


def test_a_weak_answer_is_no_side_and_a_weak_first_no_answer() -> None:
    assert values(MANY, [TEN, said("b", "Last week 12 villages were captured.", "12", 0.1)]) == []
    weak = [said("a", "Ten villages were captured.", "Ten", 0.2), TWELVE]
    assert values(MANY, weak) == []


def test_sentences_in_other_words_need_the_network() -> None:
    one = said("a", "Its revenue came to 90 crowns.", "90 crowns")
    other = said("b", "The firm’s revenue reached 70 crowns, investors heard.", "70 crowns")
    question = "How much were sales?"
    assert values(question, [one, other]) == []
    assert values(question, [one, other], lambda claim, evidence, day: 0.9) == [
        "90 crowns",
        "70 crowns",
    ]
    assert values(question, [one, other], lambda claim, evidence, day: 0.4) == []
    one_way = {one.text: 0.9}
    assert values(question, [one, other], lambda claim, *_: one_way.get(claim, 0.0)) == []


def leaning(id: str, text: str, answer: str) -> Evidence:
    """The last sentence of a report that answers."""
    document = Document(id, text, f"/{id}", f"Report {id}")
    passage = next(iter(passages(document, sentences(document))))
    start = text.index(answer)
    span = passage.citable[-1]
    return Evidence(passage, span, 0.5, type(span)(id, start, start + len(answer)))


def test_what_is_said_of_it_denies_what_is_said_by_name() -> None:
    named = said("a", "Norvane Pumps, a firm in Leeds, has a staff of 640 in all.", "640")
    staff = leaning("b", "Norvane Pumps reported a loss. It has a staff of 580.", "580")
    company = leaning("c", "Norvane Pumps met. The company has a staff of 580.", "580")
    other = leaning("d", "Brenna Paints reported a loss. It has a staff of 580.", "580")
    question = "How large is the staff of Norvane Pumps?"
    assert values(question, [named, staff]) == ["640", "580"]
    assert values(question, [named, company]) == ["640", "580"]
    assert values(question, [named, other]) == []


@pytest.mark.parametrize(
    ("question", "about", "one", "other"),
    [
        (
            "How tall is the Orme Cathedral Tower?",
            "The Orme Cathedral Tower is old.",
            ("The nave is 80 metres long.", "80 metres"),
            ("It is 102 metres high.", "102 metres"),
        ),
        (
            "When was the Orme Town Hall built?",
            "The Orme Town Hall stands by the river.",
            ("The clock came in 1850.", "1850"),
            ("It was finished in 1840.", "1840"),
        ),
        (
            "How many people died in the Orme Mill Fire?",
            "The Orme Mill Fire broke out at night.",
            ("Nine people were hurt.", "Nine"),
            ("Twelve died.", "Twelve"),
        ),
    ],
)
def test_the_name_of_a_thing_alone_makes_no_one_thing_of_two(
    question: str, about: str, one: tuple[str, str], other: tuple[str, str]
) -> None:
    pair = [
        leaning(id, f"{about} {text}", words)
        for id, (text, words) in zip("ab", (one, other), strict=True)
    ]
    assert values(question, pair) == []
    assert values(question, pair[::-1]) == []


def test_the_network_is_given_the_sentence_that_one_leans_on() -> None:
    asked: list[str] = []

    def contradicted(claim: str, evidence: str, day: str) -> float:
        asked.append(claim)
        return 1.0

    one = said("a", "Norby Steel, which has mills here and there, laid off 64 in January.", "64")
    other = leaning("b", "Norby Steel made a loss. It dismissed 58 people in January.", "58")
    assert values("How many did Norby Steel dismiss?", [one, other], contradicted) == ["64", "58"]
    assert asked == [one.text, other.passage.text]


def test_reports_are_counted_and_most_come_first() -> None:
    again = said("c", "Last week 12 villages were captured, it is said in Kyiv.", "12", 0.4)
    found = disagreement(MANY, [TEN, TWELVE, again], 0.3)
    assert found is not None
    assert [(side.value, side.reports) for side in found.sides] == [("12", 2), ("Ten", 1)]
    assert not found.later


OLDER = said("a", "Three people died in the fire.", "Three", 0.7, "2025-10-20")
LATER = said("b", "Seven people died in the fire.", "Seven", 0.5, "2025-10-24")


def test_what_may_change_is_told_by_the_later_one() -> None:
    question = "How many people died in the fire?"
    found = disagreement(question, [OLDER, LATER], 0.3)
    assert found is not None
    assert found.later
    assert [side.value for side in found.sides] == ["Seven", "Three"]
    first, second = latest_first([OLDER, LATER], found)
    assert (first.text, first.probability, second) == (LATER.text, 0.7, OLDER)
    undated = said("b", LATER.text, "Seven", 0.5)
    without = disagreement(question, [OLDER, undated], 0.3)
    assert without is not None
    assert not without.later
    assert latest_first([OLDER, undated], without) == [OLDER, undated]
    assert latest_first([], None) == []


def test_what_cannot_change_is_not() -> None:
    one = said("a", "The bridge opened on 3 May.", "3 May", 0.7, "2025-10-20")
    other = said("b", "The bridge opened on 9 June.", "9 June", 0.5, "2025-10-24")
    found = disagreement("When did the bridge open?", [one, other], 0.3)
    assert found is not None
    assert not found.later


def test_claims_of_speakers_are_theirs() -> None:
    one = said("a", "Russia said that ten villages were captured.", "ten", 0.7, "2025-10-20")
    other = said("b", "Ukraine said that two villages were captured.", "two", 0.5, "2025-10-24")
    found = disagreement(MANY, [one, other], 0.3)
    assert found is not None
    assert (found.claimed, found.later) == (True, False)
    same = said("b", "Russia said that two villages were captured.", "two", 0.5)
    again = disagreement(MANY, [one, same], 0.3)
    assert again is not None
    assert not again.claimed


def answered(found: Disagreement | None) -> Answer:
    return Answer(MANY, (Claim(TEN.text, (cite(TEN, 0.6),)),), disagreement=found)


def test_it_is_shown_everywhere() -> None:
    answer = answered(disagreement(MANY, [TEN, TWELVE], 0.3))
    line = "The documents disagree: Ten (1 report) [1]; 12 (1 report) [2]."
    assert line in answer_to_text(answer)
    assert [source.quote for source in answer.sources] == [TEN.text, TWELVE.text]
    for html in (answer_to_html(answer), answer_to_page(answer)):
        assert f'<p class="disagreement" dir="auto">{line}</p>' in html
    assert line.replace("[", "\\[").replace("]", "\\]") in answer_to_markdown(answer)
    assert line in exchange_to_speech(Exchange("a", MANY, answer=answer))
    value = answer_to_dict(answer)["disagreement"]
    assert [(side["value"], side["marker"]) for side in value["sides"]] == [("Ten", 1), ("12", 2)]
    assert answer_to_dict(answered(None))["disagreement"] is None


def test_the_days_are_shown() -> None:
    sides = disagreement("How many people died in the fire?", [OLDER, LATER], 0.3)
    answer = Answer(MANY, (Claim(OLDER.text, (cite(OLDER, 0.6),)),), disagreement=sides)
    assert (
        "The documents give different answers; the latest: "
        "Seven (1 report, 24 Oct 2025) [2]; Three (1 report, 20 Oct 2025) [1]."
    ) in answer_to_text(answer)


def test_a_hostile_value_stays_words() -> None:
    bad = said(
        "b", "Last week <b>12</b> \x1b[31m villages were captured.", "<b>12</b> \x1b[31m", 0.4
    )
    answer = answered(disagreement(MANY, [TEN, bad], 0.3))
    assert answer.disagreement
    assert "<b>" not in answer_to_html(answer)
    assert "\x1b" not in answer_to_text(answer)


def test_bad_values_are_refused() -> None:
    with pytest.raises(ValueError, match="needs a citation"):
        Side("ten", ())
    with pytest.raises(ValueError, match="two sides"):
        Disagreement((Side("ten", (cite(TEN, 0.5),)),))
    with pytest.raises(ValueError, match="not in"):
        answered(None).marker(cite(TWELVE, 0.5))
