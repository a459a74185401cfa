"""Documents that are called by their kind: the minutes of April, the leaflet."""

import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest

from index import Index
from index.types import EVERYWHERE
from qa import Answer
from qa.english.asked_contents import called_asked
from qa.kinds.documents import of_documents
from qa.kinds.published_in import READ_AS
from tests.support.fake_models import FakeEncoder

TODAY = datetime.date(2026, 11, 1)
FILES = {
    "march.md": "---\ntitle: Minutes of the sailing club\ndate: 2026-03-10\n---\n\n"
    "The annual fee stays at 140 euros. The crane was painted by two members.\n",
    "april.md": "---\ntitle: Minutes of the sailing club\ndate: 2026-04-14\n---\n\n"
    "The regatta is moved to Saturday. The crane broke last week and is being repaired.\n",
    "letter-to-members.md": "# Dear members\n\nThe bar opens again in May. We need a new cook.\n",
    "clinic-leaflet.md": "# Your operation\n\nPlease arrive at seven. You will go home at noon.\n",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("called")
    for name, text in FILES.items():
        (folder / name).write_text(text)
    with Index.open(folder / "index", encoder=FakeEncoder()) as made:
        made.sync(folder)
        yield made


def ask(index: Index, question: str) -> Answer | None:
    events = of_documents(index, question, EVERYWHERE, TODAY)
    return next((e for e in events if isinstance(e, Answer)), None) if events else None


@pytest.mark.parametrize(
    ("question", "sources"),
    [
        ("Summarise the minutes of April", {"april.md"}),
        ("What do the minutes of 10 March 2026 say?", {"march.md"}),
        ("Give me a summary of the minutes of the sailing club.", {"march.md", "april.md"}),
        ("What does the leaflet say?", {"clinic-leaflet.md"}),
        ("What is in the minutes?", {"march.md", "april.md"}),
        ("Summarise the letter", {"letter-to-members.md"}),
    ],
)
def test_they_are_told_of_by_title_or_file_and_time(
    index: Index, question: str, sources: set[str]
) -> None:
    answer = ask(index, question)
    assert answer and answer.claims
    assert {Path(c.citations[0].document.source).name for c in answer.claims} == sources


def test_a_month_without_its_year_is_the_last_one(index: Index) -> None:
    events = of_documents(
        index, "Summarise the minutes of April", EVERYWHERE, datetime.date(2028, 1, 2)
    )
    answer = next(e for e in events or () if isinstance(e, Answer))
    assert answer.notes[0] == READ_AS.format("April", "April 2026")


@pytest.mark.parametrize(
    "question",
    [
        "Summarise the minutes of July",  # there are none
        "Summarise the minutes of the chess club",
        "What does the leaflet say about swimming?",
    ],
)
def test_where_there_is_none_or_a_topic_it_is_another_question(index: Index, question: str) -> None:
    assert ask(index, question) is None


@pytest.mark.parametrize(
    ("question", "called"),
    [
        ("Summarise the minutes of", "minutes"),
        ("What does the letter from the mayor say?", "letter from the mayor"),
        ("Please give me a short summary of our price list!", "price list"),
        ("Summarise the sanctions", ""),
        ("How long are the minutes?", ""),
        ("", ""),
    ],
)
def test_what_a_question_calls_them(question: str, called: str) -> None:
    assert called_asked(question) == called
