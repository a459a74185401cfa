"""The items of a list: cut, of the kind asked for, each once, and how complete they are."""

import pytest

from index.types import Document, Passage, Sentence, Span
from qa import Answer
from qa.english.asked_lists import ListAsked
from qa.evidence.select import Evidence
from qa.kinds.items import items_of, merge, siblings
from qa.kinds.lists import as_list
from qa.types import Claim, Kind
from qa.writing.verify import cite

THRESHOLD = 0.4
COUNTRIES = ListAsked("countries")
PEOPLE = ListAsked("who")


def document(text: str, id: str = "1" * 16) -> Document:
    return Document(id, text, f"/{id}.txt", "A note")


def evidence(text: str, words: str, probability: float = 0.9, id: str = "1" * 16) -> Evidence:
    """A sentence of a document of its own, with the words that answer."""
    made = document(text, id)
    span = Span(id, 0, len(text))
    passage = Passage(made, span, (Sentence(span),))
    start = text.index(words)
    return Evidence(passage, span, probability, Span(id, start, start + len(words)))


@pytest.mark.parametrize(
    ("asked", "text", "words", "items"),
    [
        (
            COUNTRIES,
            "The pact was signed by France, the Netherlands and the U.K. in Geneva.",
            "Netherlands",
            ["France", "Netherlands", "U.K"],
        ),
        (
            COUNTRIES,
            "Mr. Meier of Austria met Keller, and Russian ships left.",
            "Austria",
            ["Austria"],
        ),
        (
            PEOPLE,
            "At the table were Anna Meier, the head of NATO, Mr. Roth of Denmark and Carla Voss.",
            "Anna Meier",
            ["Anna Meier", "Roth", "Carla Voss"],
        ),
        (
            ListAsked("symptoms"),
            "The symptoms include fever, a dry cough and chills.",
            "fever",
            ["fever", "dry cough", "chills"],
        ),
        (ListAsked("symptoms"), "The first sign is a rash.", "a rash", ["rash"]),
        (
            ListAsked("towns"),
            "Lindau and Bregenz share a ferry, said Anna Meier.",
            "Lindau and Bregenz",
            ["Lindau", "Bregenz"],
        ),
        (COUNTRIES, "Nobody signed it.", "Nobody", []),
    ],
)
def test_the_items_of_a_sentence(asked: ListAsked, text: str, words: str, items: list[str]) -> None:
    found = items_of(asked, "Which of them?", evidence(text, words))
    assert [item.rstrip(".") for item in found] == items


def test_what_the_question_names_is_no_item() -> None:
    one = evidence("Poland, Austria and Hungary border Slovakia.", "Poland, Austria and Hungary")
    asked = "Which countries border Slovakia and Austria?"
    assert items_of(COUNTRIES, asked, one) == ["Poland", "Hungary"]


def test_an_item_in_other_words_is_the_same() -> None:
    one = evidence("They came from Britain.", "Britain")
    other = evidence("They came from the U.K. and Niger.", "U.K.", id="2" * 16)
    found = merge(
        COUNTRIES, [("Britain", one), ("U.K.", other), ("Niger", other), ("Nigeria", one)]
    )
    assert [(item.text, len(item.evidence)) for item in found] == [
        ("Britain", 2),
        ("Niger", 1),
        ("Nigeria", 1),
    ]  # fmt: skip
    roth = evidence("Mr. Roth came.", "Mr. Roth")
    full = evidence("Ben Roth came.", "Ben Roth", id="2" * 16)
    (person,) = merge(PEOPLE, [("Roth", roth), ("Ben Roth", full)])
    assert person.text == "Ben Roth"
    assert person.evidence == [full, roth]
    ferries = merge(ListAsked("ships"), [("ferry", roth), ("ferries", full)])
    assert len(ferries) == 1


def test_a_word_by_itself_is_no_person_unless_it_answers() -> None:
    one = evidence("In Lindau, Anna Meier and Keller spoke.", "Keller")
    found = merge(PEOPLE, [("Lindau", one), ("Anna Meier", one), ("Keller", one)])
    assert [item.text for item in found] == ["Anna Meier", "Keller"]


def test_the_lines_of_a_list_belong_together() -> None:
    text = "The board has two aims:\n\n- It wants a bridge.\n- It wants a ferry.\n\nThat is all."
    made = document(text)
    expected = ["It wants a bridge.", "It wants a ferry."]
    for sentence in ("The board has two aims:", "It wants a ferry."):
        start = text.index(sentence)
        found = siblings(made, Span(made.id, start, start + len(sentence)))
        assert [made.slice(span) for span in found] == expected
    start = text.index("That is all.")
    assert siblings(made, Span(made.id, start, start + 12)) == []


def answered(*chosen: Evidence) -> Answer:
    claims = tuple(Claim(one.text, (cite(one, 1.0),)) for one in chosen)
    return Answer("Which countries signed the pact?", claims, confidence=0.9)


FIRST = evidence("France and Spain signed.", "France and Spain")
SECOND = evidence("Later Poland signed as well.", "Poland", 0.6, "2" * 16)
WEAK = evidence("Norway may sign.", "Norway", 0.1, "3" * 16)


def test_a_list_gathers_the_items_of_several_documents() -> None:
    answer = as_list(answered(FIRST), COUNTRIES, [FIRST, SECOND, WEAK], THRESHOLD)
    assert answer.kind is Kind.LIST
    assert [item.text for item in answer.items] == ["France", "Spain", "Poland"]
    assert [claim.text for claim in answer.claims] == [FIRST.text, SECOND.text]
    assert answer.extent == "3 found in 2 documents; the documents may name others."
    cited = {source.span for source in answer.sources}
    assert all(citation.span in cited for item in answer.items for citation in item.citations)


def test_a_sentence_that_names_nothing_new_is_not_added() -> None:
    again = evidence("France signed it first.", "France", 0.8, "4" * 16)
    answer = as_list(answered(FIRST), COUNTRIES, [FIRST, again], THRESHOLD)
    assert [claim.text for claim in answer.claims] == [FIRST.text]


@pytest.mark.parametrize(
    ("text", "number", "extent"),
    [
        (
            "Two countries signed: France and Spain.",
            0,
            "2 found; the sentence says that these are all.",
        ),
        ("France and Spain signed.", 2, "2 found, as many as were asked for."),
        ("France and Spain signed.", 3, "2 of 3 found in 1 document."),
    ],
)  # fmt: skip
def test_how_complete_it_is(text: str, number: int, extent: str) -> None:
    one = evidence(text, "France and Spain")
    answer = as_list(answered(one), ListAsked("countries", number), [one], THRESHOLD)
    assert answer.extent == extent


def test_without_an_answer_only_names_and_as_many_as_were_asked_for_make_a_list() -> None:
    nothing = answered()
    found = as_list(nothing, COUNTRIES, [FIRST], THRESHOLD)
    assert [item.text for item in found.items] == ["France", "Spain"]
    assert not found.abstained
    assert as_list(nothing, ListAsked("countries", 3), [FIRST], THRESHOLD) is nothing
    assert as_list(nothing, ListAsked("reasons"), [FIRST], THRESHOLD) is nothing
    assert as_list(nothing, COUNTRIES, [WEAK], THRESHOLD) is nothing
    assert as_list(nothing, COUNTRIES, [], THRESHOLD) is nothing


def test_no_items_leave_the_answer_as_it_is() -> None:
    one = evidence("Nobody signed it.", "Nobody")
    answer = answered(one)
    assert as_list(answer, COUNTRIES, [one], THRESHOLD) is answer
