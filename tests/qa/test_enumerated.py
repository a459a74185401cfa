"""An answer that turns out to be several things has them as items; one thing stays one."""

import pytest

from index.documents.split import passages, sentences
from index.types import Span
from qa.evidence.select import Evidence
from qa.kinds.enumerated import enumerated
from qa.kinds.items import clauses_of
from qa.types import Answer, Claim, Kind
from qa.writing.verify import cite
from tests.qa.test_lists import document, evidence


def items(question: str, text: str, words: str) -> list[str]:
    one = evidence(text, words)
    given = Answer(question, (Claim(text, (cite(one, 0.9),)),), short="In short")
    found = enumerated(given, [one])
    assert found.claims[0] == given.claims[0]
    assert (found.kind is Kind.LIST) == bool(found.items) == (not found.short)
    return [item.text for item in found.items]


@pytest.mark.parametrize(
    ("question", "text", "words", "expected"),
    [
        (
            "What do members get?",
            "Members get a key, a free berth for one week and, in spring, the yearbook.",
            "a key",
            ["key", "free berth for one week", "yearbook"],
        ),
        (
            "Where does the money come from?",
            "It comes from the town, the county as well as from two donors.",
            "the town, the county",
            ["town", "county", "two donors"],
        ),
        (
            "Who spoke for it?",
            "The mayor of Arnvik, Gro Holm, and the fisher Mats Ek spoke for it.",
            "The mayor of Arnvik, Gro Holm, and the fisher Mats Ek",
            ["Gro Holm", "Mats Ek"],
        ),
        (
            "Who died?",
            "Three died: Jan Kolar, 71, Eva Maas, 34, and her son Tim, 6.",
            "Jan Kolar, 71, Eva Maas, 34, and her son Tim",
            ["Jan Kolar", "Eva Maas", "Tim"],
        ),
        (
            "What did the governor promise?",
            "The governor, Petra Zorn, promised new dams, better warnings and more boats.",
            "new dams, better warnings and more boats",
            ["new dams", "better warnings", "more boats"],
        ),
        (
            "When must I call?",
            "Call if you have a fever, if it bleeds, or if you feel weak.",
            "if it bleeds",
            ["if you have a fever", "if it bleeds", "if you feel weak"],
        ),
        ("Which tools do I need?", "Tools: a tin; a whisk; a sieve.", "a tin; a whisk; a sieve",
         ["tin", "whisk", "sieve"]),
        ("Who sent boats?", "Boats were sent by Austria and by Norway.", "Austria",
         ["Austria", "Norway"]),
        ("When is it closed?", "It is closed on New Year's Day, Easter and in May.",
         "New Year's Day", ["New Year's Day", "Easter", "in May"]),
    ],
)  # fmt: skip
def test_what_is_enumerated_is_a_list(
    question: str, text: str, words: str, expected: list[str]
) -> None:
    assert items(question, text, words) == expected


@pytest.mark.parametrize(
    ("question", "text", "words"),
    [
        ("Who took over?", "Its head, Mark Roth, left in 2024; Dick Vane took over.", "Dick Vane"),
        ("Who takes Mira's place?", "Mira cannot come; Stefan takes her place.", "Stefan"),
        ("Who chairs it?", "Present: Ada Holm (chair), Ben Roth and Cleo Vane.", "Ada Holm"),
        ("Who is the mayor?", "The mayors are Ada Holm, Ben Roth and Cleo Vane.", "Ada Holm"),
        (
            "What can do damage?",
            "Parts of it, and sometimes its charge, still come down somewhere.",
            "Parts of it",
        ),
        ("Where does it lie?", "It lies between the church and the river.", "between the church"),
        ("What was announced?", "Late trains and changed routes, the rail firm said.", "Late"),
        ("Where was it?", "It was in Wengen, Norway.", "Wengen, Norway"),
        ("How many came?", "Ada, Ben and Cleo came.", "Ada, Ben and Cleo"),
    ],
)
def test_one_thing_stays_one(question: str, text: str, words: str) -> None:
    assert items(question, text, words) == []


def test_what_is_no_answer_or_disagreed_on_stays_as_it_is() -> None:
    nothing = Answer("What do members get?")
    assert enumerated(nothing, []) is nothing


def test_the_line_that_answers_brings_the_others_of_its_list() -> None:
    text = "Please bring:\n- a card\n- a letter\n\nThank you."
    note = document(text)
    (passage,) = passages(note, sentences(note))
    span = next(one for one in passage.citable if note.slice(one) == "a card")
    line = Evidence(passage, span, 0.9, span)
    given = Answer("What do I need?", (Claim("a card", (cite(line, 0.9),)),))
    found = enumerated(given, [line])
    assert [item.text for item in found.items] == ["a card", "a letter"]
    assert found.extent == "These are all 2 lines under “Please bring”."


def test_the_clauses_of_a_sentence() -> None:
    assert clauses_of("You may enter if you pay, if you wait or if you know Ada.") == [
        "if you pay", "if you wait", "if you know Ada",
    ]  # fmt: skip
    assert clauses_of("You may enter if you pay.") == []
    assert clauses_of("") == []


def test_a_line_that_answers_by_itself_brings_no_list() -> None:
    """Who leads it is told in front of the list of what she named."""
    text = "Ada Holm, who leads the club, named two aims:\n- more boats\n- a new pier\n\nThank you."
    note = document(text)
    (passage,) = passages(note, sentences(note))
    span = passage.citable[0]
    line = Evidence(passage, span, 0.9, Span(span.doc_id, 0, len("Ada Holm")))
    said = note.slice(span)
    given = Answer("Who leads the club?", (Claim(said, (cite(line, 0.9),)),))
    assert enumerated(given, [line]) is given
    whole = Evidence(passage, span, 0.9, Span(span.doc_id, span.start, span.end - 1))
    aims = Answer("What did she name?", (Claim(said, (cite(whole, 0.9),)),))
    assert [item.text for item in enumerated(aims, [whole]).items] == ["more boats", "a new pier"]
