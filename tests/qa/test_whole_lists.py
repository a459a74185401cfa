"""A list is not cut short: what is joined, priced, or named in the next sentence belongs to it."""

import pytest

from index.documents.split import passages, sentences
from index.types import Span
from qa.english.asked_lists import ListAsked
from qa.evidence.select import Evidence
from qa.kinds.enumerated import enumerated
from qa.kinds.goes_on import goes_on
from qa.kinds.lists import as_list
from qa.types import Answer, Claim
from qa.writing.verify import cite
from tests.qa.test_lists import THRESHOLD, document, evidence

WHO = ListAsked("who")


def first_of(text: str, words: str) -> Evidence:
    """The first sentence of a text, with the words of it that answer."""
    note = document(text)
    (passage,) = passages(note, sentences(note))
    start = text.index(words)
    return Evidence(passage, passage.citable[0], 0.9, Span(note.id, start, start + len(words)))


def found(question: str, one: Evidence, asked: ListAsked | None = None) -> Answer:
    given = Answer(question, (Claim(one.text, (cite(one, 0.9),)),), short="In short")
    return as_list(given, asked, [one], THRESHOLD) if asked else enumerated(given, [one])


@pytest.mark.parametrize(
    ("question", "asked", "text", "words", "items"),
    [
        ("Who sat on the board?", WHO,
         "The board had Ann Lee and Bob Ray. They were joined by Cy Dunn and Di Orr in May.",
         "Ann Lee and Bob Ray", ["Ann Lee", "Bob Ray", "Cy Dunn", "Di Orr"]),
        ("What does every member receive?", None,
         "A member receives a key, a hat and a pass. Later members also receive a bag of lime.",
         "a key, a hat and a pass", ["key", "hat", "pass", "bag of lime"]),
        ("What do I need?", None, "You need a saw, a tin and a rope. You also need a hat.",
         "a saw, a tin and a rope", ["saw", "tin", "rope", "hat"]),
    ],
)  # fmt: skip
def test_the_next_sentence_names_more(
    question: str, asked: ListAsked | None, text: str, words: str, items: list[str]
) -> None:
    answer = found(question, first_of(text, words), asked)
    assert [item.text for item in answer.items] == items
    assert len(answer.claims) == 2
    cited = {source.span for source in answer.sources}
    assert all(citation.span in cited for item in answer.items for citation in item.citations)


@pytest.mark.parametrize(
    "text",
    [
        "You need a saw, a tin and a rope. You do not also need a hat.",
        "You need a saw, a tin and a rope. Also, the hut is cold.",
        "You need a saw, a tin and a rope. The hut has a stove.",
        "You need a saw, a tin and a rope.\nYou also need a hat.",
        "You need a saw, a tin and a rope.",
    ],
)
def test_a_sentence_that_does_not_say_so_names_no_more(text: str) -> None:
    assert goes_on("What do I need?", first_of(text, "a saw, a tin and a rope")) is None


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Who opposed the plan?",
         "Ann Lee and Bob Ray opposed the plan. The plan was supported by Cy Dunn and Dee Fox."),
        ("Who won the race?",
         "Ann Lee and Bob Ray won the race. They were followed by Cy Dunn and Dee Fox."),
        ("Who was arrested?",
         "Ann Lee and Bob Ray were arrested. They were accompanied by Cy Dunn, their lawyer."),
        ("Who founded the club?",
         "Ann Lee and Bob Ray founded the club. The club was joined by Cy Dunn in 1990."),
        ("Who designed the bridge?",
         "Ann Lee and Bob Ray designed the bridge. The bridge also carries the Orme Line."),
        ("Who designed the bridge?",
         "Ann Lee and Bob Ray designed the bridge. It was also designed to carry the Orme Line."),
        ("Who paid for the roof?",
         "Ann Lee and Bob Ray paid for the roof. The roof also has a vane by Cy Dunn."),
    ],
)  # fmt: skip
def test_who_does_something_else_is_none_of_those_asked_for(question: str, text: str) -> None:
    assert goes_on(question, first_of(text, "Ann Lee and Bob Ray")) is None


@pytest.mark.parametrize(
    ("question", "text", "words", "items"),
    [
        ("Who sponsors it?", "It is paid by Hart Inn together with the Orm Echo and Sill Council.",
         "Hart Inn together with the Orm Echo", ["Hart Inn", "Orm Echo", "Sill Council"]),
        ("Who plays?", "On Friday Ann Lee plays, as well as Bob Ray; also Cy Dunn.", "Ann Lee",
         ["Ann Lee", "Bob Ray", "Cy Dunn"]),
        ("What tickets are there?", "Tickets: a day pass is £8, a week pass £20 and a card £75.",
         "£8, a week pass £20 and a card", ["day pass is £8", "week pass £20", "card £75"]),
        ("What do you sell?", "We sell tea for £2, rolls for £4 and soup for £6.",
         "tea for £2, rolls for £4 and soup for £6",
         ["tea for £2", "rolls for £4", "soup for £6"]),
    ],
)  # fmt: skip
def test_what_is_joined_or_priced_is_whole(
    question: str, text: str, words: str, items: list[str]
) -> None:
    assert [item.text for item in found(question, evidence(text, words)).items] == items


def test_one_price_of_several_is_no_list() -> None:
    text = "A day pass is £8, a week pass £20 and a card £75."
    assert found("What does a day pass cost?", evidence(text, "£8")).items == ()


@pytest.mark.parametrize(
    ("text", "some"),
    [
        ("Tools such as saws, rasps and files are lent.", True),
        ("They lend many tools, including saws, rasps and files.", True),
        ("They lend saws, rasps and files, among others.", True),
        ("They lend saws, rasps and files.", False),
    ],
)
def test_examples_are_no_whole_list(text: str, some: bool) -> None:
    answer = found("Which tools are lent?", evidence(text, "saws, rasps and files"))
    assert [item.text for item in answer.items] == ["saws", "rasps", "files"]
    assert ("some, and not all" in answer.extent) is some


def test_a_name_within_another_name_of_the_question_may_be_an_item() -> None:
    one = evidence("The stops were Orm, Sill, Varne and Tolb.", "Orm, Sill, Varne and Tolb")
    stops = ListAsked("stations")
    line = found("Which stations were on the Orm line?", one, stops)
    assert [item.text for item in line.items] == ["Orm", "Sill", "Varne", "Tolb"]
    besides = found("Which stations besides Orm were there?", one, stops)
    assert [item.text for item in besides.items] == ["Sill", "Varne", "Tolb"]


def test_what_is_allowed_is_none_of_what_is_not() -> None:
    banned = evidence("Cocks and pigs are not allowed.", "Cocks and pigs")
    kept = evidence("Members may keep hens and bees as animals allowed.", "hens and bees", 0.8)
    question = "Which animals are not allowed?"
    given = Answer(question, (Claim(banned.text, (cite(banned, 0.9),)),))
    answer = as_list(given, ListAsked("animals"), [banned, kept], THRESHOLD)
    assert [item.text for item in answer.items] == ["Cocks", "pigs"]


def test_only_the_first_of_several_is_introduced() -> None:
    text = "Banned here are swimming, rowing and fishing from the piers."
    banned = found("What is banned?", evidence(text, "swimming, rowing and fishing from the piers"))
    assert [item.text for item in banned.items] == ["swimming", "rowing", "fishing from the piers"]
    text = "It opens at 6 am on Mondays, Fridays and Sundays."
    days = found(
        "On which days does it open?", evidence(text, "6 am on Mondays, Fridays and Sundays")
    )
    assert [item.text for item in days.items] == ["Mondays", "Fridays", "Sundays"]
