"""Questions about the documents are answered from the index: all of it, each report once."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index import Index
from index.types import EVERYWHERE, Scope
from qa import Answer, Assistant
from qa.kinds.documents import SHOWN, of_documents
from qa.kinds.mentions import matcher
from qa.types import Kind
from tests.support.fake_models import FakeEncoder, FakeReader
from ui.render.text import not_answered

TODAY = datetime.date(2026, 11, 1)
STORIES = [
    {
        "id": "1",
        "title": "The ferry is late",
        "published": "2026-05-03",
        "author": "Anna Meier; Ben Roth",
        "text": "The ferry of Lindau left an hour late. Captain Banks blamed fog in the U.K.",
    },
    {
        "id": "2",
        "title": "A bridge for Bregenz",
        "published": "2026-05-04",
        "author": "Carla Voss",
        "text": "Bregenz builds a bridge. The ferries stay, said Lindau’s mayor.",
    },
    {
        "id": "3",
        "title": "Money",
        "published": "2025-05-07",
        "text": "By Anna Meier\n\nThe banks raised their rates. Nobody in Bregenz was glad.",
    },
    {"id": "4", "title": "On Lindau", "text": "The town lies on an island in the lake."},
]


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("documents")
    lines = "\n".join(map(json.dumps, STORIES))
    (folder / "stories.jsonl").write_text(lines, encoding="utf-8")
    with Index.open(folder / "index", encoder=FakeEncoder()) as made:
        made.sync(folder / "stories.jsonl")
        yield made


def ask(index: Index, question: str, scope: Scope = EVERYWHERE) -> Answer | None:
    events = of_documents(index, question, scope, TODAY)
    return next((e for e in events if isinstance(e, Answer)), None) if events else None


def titles(answer: Answer | None) -> list[str]:
    assert answer
    return sorted(citation.document.title for citation in answer.sources)


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "Which documents mention Lindau?",
            ["A bridge for Bregenz", "On Lindau", "The ferry is late"],
        ),
        ("Which documents mention the ferry?", ["A bridge for Bregenz", "The ferry is late"]),
        ("Which documents mention Banks?", ["The ferry is late"]),
        ("Which documents mention banks?", ["Money", "The ferry is late"]),
        ("Which documents mention Lindau and Bregenz?", ["A bridge for Bregenz"]),
        ("Which documents mention the UK?", ["The ferry is late"]),
        ("Which documents mention the ferry or an island?",
         ["A bridge for Bregenz", "On Lindau", "The ferry is late"]),
        ("What was published on 3 May?", ["The ferry is late"]),
        ("What was published in May 2026?", ["A bridge for Bregenz", "The ferry is late"]),
        ("What was published on 7 May?", ["Money"]),
        ("What did Anna Meier write?", ["Money", "The ferry is late"]),
        ("What did Roth write?", ["The ferry is late"]),
        ("Which articles by Carla Voss mention Bregenz?", ["A bridge for Bregenz"]),
    ],
)  # fmt: skip
def test_which_documents(index: Index, question: str, expected: list[str]) -> None:
    answer = ask(index, question)
    assert answer
    assert answer.kind is Kind.DOCUMENTS
    assert titles(answer) == expected
    assert len(answer.items) == len(expected)
    for claim in answer.claims:
        assert claim.text == claim.citations[0].quote


def test_a_count_is_said_in_short_and_says_what_was_looked_through(index: Index) -> None:
    answer = ask(index, "How many reports mention Bregenz?")
    assert answer
    assert answer.short == "2 reports"
    assert answer.extent == "Of 4 documents, all looked through, 2 mention “Bregenz”."


def test_a_year_that_was_not_said_is_named(index: Index) -> None:
    answer = ask(index, "What was published on 7 May?")
    assert answer
    assert "“7 May” is read as 7 May 2025." in answer.notes
    assert "Without a date: 1 document." in answer.notes


def test_none_is_said_as_such(index: Index) -> None:
    answer = ask(index, "How many reports mention Keller?")
    assert answer
    assert answer.abstained
    assert answer.reason == "None of 4 documents mentions “Keller”."
    assert str(answer) == not_answered(answer) == answer.reason


@pytest.mark.parametrize(
    "question",
    [
        "What did Jefferson write?",
        "What was published in 1859?",
        "What was published?",
        "Who wrote the report on the harbour works?",
        "How long is the bridge?",
    ],
)
def test_what_the_index_does_not_know_is_asked_of_the_texts(index: Index, question: str) -> None:
    assert ask(index, question) is None


def test_a_scope_is_kept_to(index: Index) -> None:
    scope = Scope(since=datetime.date(2026, 5, 4))
    answer = ask(index, "Which documents mention Lindau?", scope)
    assert titles(answer) == ["A bridge for Bregenz"]
    assert answer
    assert answer.extent.startswith("Of 1 document, all")


def test_who_wrote_it_and_when(index: Index) -> None:
    answer = ask(index, "Who wrote the article on the late ferry, and when?")
    assert answer
    assert answer.short == "Anna Meier; Ben Roth, 3 May 2026"
    assert titles(answer) == ["The ferry is late"]
    answer = ask(index, "Who wrote the article on money?")
    assert answer
    assert answer.short == "Anna Meier"
    by_its_beginning = ask(index, "Who wrote the report about the raised rates of banks?")
    assert by_its_beginning
    assert by_its_beginning.short == "Anna Meier"
    assert ask(index, "Who wrote the study of money?") == replace(
        answer, question="Who wrote the study of money?"
    )
    assert answer.claims[0].citations[0].quote == "By Anna Meier"


def test_this_is_no_document_where_there_are_several(index: Index) -> None:
    answer = ask(index, "Who wrote this?")
    assert answer
    assert answer.abstained
    assert answer.reason.startswith("4 documents may be meant")
    scope = Scope(since=datetime.date(2026, 5, 4))
    answer = ask(index, "Who wrote this, and when?", scope)
    assert answer
    assert answer.short == "Carla Voss, 4 May 2026"


def test_near_copies_are_one_report_and_all_are_counted(tmp_path: Path) -> None:
    long = "The ferry of Lindau was late again, and the town asked the company why it was so. " * 4
    lines = [
        json.dumps({"id": str(n), "title": f"Report {n}", "text": f"{long}\n\nPlace {n}."})
        for n in range(3)
    ]
    other = [
        json.dumps({"id": f"o{n}", "title": f"Note {n}", "text": f"Number {n} saw a ferry."})
        for n in range(SHOWN + 20)
    ]  # fmt: skip
    (tmp_path / "many.jsonl").write_text("\n".join([*lines, *other]), encoding="utf-8")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as made:
        made.sync(tmp_path / "many.jsonl")
        answer = ask(made, "How many reports mention the ferry?")
        assert answer
        copies = made.copies([listed.id for listed in made.listing()])
        same = len(copies) - 1 if copies else 0
        assert answer.short == f"{SHOWN + 23 - same} reports"
        assert len(answer.items) == len(answer.claims) == SHOWN
        assert any(f"The first {SHOWN}" in note for note in answer.notes)
        assert ("near copies" in answer.extent) is (same > 0)


def test_an_assistant_answers_them_before_it_takes_a_question_apart(index: Index) -> None:
    assistant = Assistant(index, reader=FakeReader())
    answer = assistant.ask("Which documents mention Lindau and Bregenz?")
    assert titles(answer) == ["A bridge for Bregenz"]


def test_of_a_weekday_of_which_no_document_is_one_may_still_tell(tmp_path: Path) -> None:
    (tmp_path / "rota.txt").write_text("Rota\n\nOn Friday the ferry stays in Lindau all day.\n")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as made:
        made.sync(tmp_path / "rota.txt")
        assistant = Assistant(made, reader=FakeReader())
        told = assistant.ask("What happens on Friday?", as_of=TODAY)
        assert (told.kind, told.abstained) == (Kind.FACT, False)
        assert told.claims[0].text == "On Friday the ferry stays in Lindau all day."
        nothing = assistant.ask("What happens on Monday?", as_of=TODAY)
        assert nothing.abstained


def test_a_mention_is_a_word_and_no_part_of_one() -> None:
    assert matcher("Banks")("Captain Banks’s ship")
    assert not matcher("Banks")("the banks")
    assert matcher("ferry boat")("two ferry boats")
    assert not matcher("ferry boat")("a ferry and a boat")
    assert matcher("“Ferry boat”")("a FERRY BOAT")
    assert not matcher("“ferry boat”")("ferry boats")
    assert not matcher("Lin")("Lindau")


def test_every_passage_that_holds_the_words_is_found(index: Index) -> None:
    for word in ("Lindau", "ferry", "bank", "island", "nothing"):
        found = set(index.holding(word, lambda passage: passage.document.title))
        assert found == {
            document.title
            for document in (index.document(one.id) for one in index.listing())
            if matcher(word.lower())(f"{document.title} {document.text}")
        }
    assert len(set(index.holding("", lambda passage: passage.document.id))) == len(STORIES)


def test_many_documents_as_a_whole_are_listed_with_how_they_begin(index: Index) -> None:
    answer = ask(index, "What are these documents about?")
    assert answer and len(titles(answer)) == len(STORIES)
    assert answer.claims[0].text == "Bregenz builds a bridge."
    one = ask(index, "Summarise this article.")
    assert one and one.reason.startswith("4 documents may be meant")


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("Which is the newest document?", ["A bridge for Bregenz"]),
        ("What is the oldest report?", ["Money"]),
        ("Which article is the latest?", ["A bridge for Bregenz"]),
        ("Show me the oldest story about Bregenz", ["Money"]),
    ],
)
def test_the_newest_and_the_oldest(index: Index, question: str, found: list[str]) -> None:
    answer = ask(index, question)
    assert titles(answer) == found
    assert answer and answer.extent.startswith("Of 4 documents, all looked through, the ")


def test_of_documents_without_a_date_none_is_the_newest(index: Index) -> None:
    answer = ask(index, "What is the latest report on the island?")
    assert answer and answer.abstained and answer.notes == ("Without a date: 1 document.",)
