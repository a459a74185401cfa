"""Questions to begin with are of different kinds, and each was answered before it is shown."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index import Index
from qa.suggest import decided_by, suggest
from qa.types import Answer, Citation, Claim, Item, Kind, Verdict
from tests.support.documents import index_of
from tests.support.fake_models import FakeEncoder

TEXTS = {
    "ferry.txt": "Eva Bauer said that the ferry would sail again in May. Oslo was quiet then.",
    "school.txt": "The council of Lindau spent 4 million euros on schools. Oslo gave nothing.",
    "storm.txt": "A storm reached Oslo on Monday. Eva Bauer opened the old harbour to all ships.",
    "snow.txt": "It snowed in Oslo for a week, and Eva Bauer was stuck in a train there.",
}
FACT = "Who spent 4 million euros on schools?"
SAID = "Who said that the ferry would sail again in May?"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    with index_of(TEXTS, tmp_path) as index:
        yield index


def knowing(index: Index) -> Callable[[str], Answer]:
    """An assistant that answers whatever can be answered, by the sentence with its last word."""

    def ask(question: str) -> Answer:
        last = question.rstrip("?").split()[-1]
        found = [hit.passage for hit in index.search(last, 9)]
        cited = [
            Citation(passage.document, span, 1.0)
            for passage in found
            for span in passage.citable
            if last in passage.document.slice(span)
        ]
        claims = tuple(Claim(one.quote, (one,)) for one in cited)
        if question.startswith("Did "):
            return Answer(question, claims, kind=Kind.YES_NO, verdict=Verdict.YES)
        if question.startswith("Which documents"):
            items = tuple(Item(one.document.title, (one,)) for one in cited[:3])
            return Answer(question, claims[:3], kind=Kind.DOCUMENTS, items=items)
        if question.startswith("What happened"):
            return Answer(question, claims, kind=Kind.OVERVIEW)
        return Answer(question, claims)

    return ask


def test_they_are_of_four_kinds(index: Index) -> None:
    found = list(suggest(index, knowing(index), 4))
    assert len(found) == 4
    assert found[0] in (FACT, SAID, "Who opened the old harbour to all ships?")
    assert found[1].startswith("Did ") and found[1].endswith("?")
    assert found[2] == "What happened in Oslo?"
    assert found[3] == "Which documents mention Eva Bauer?"


def test_one_that_is_not_answered_so_is_not_shown(index: Index) -> None:
    knows, asked = knowing(index), []

    def ask(question: str) -> Answer:
        asked.append(question)
        answer = knows(question)
        wrong = answer.kind is Kind.OVERVIEW or answer.verdict
        return Answer(question, answer.claims, kind=Kind.FACT) if wrong else answer

    found = list(suggest(index, ask, 9))
    assert any(question.startswith("Did ") for question in asked)
    assert not any(question.startswith(("Did ", "What happened")) for question in found)
    assert FACT in found and SAID in found


def test_of_documents_that_answer_nothing_there_are_none(index: Index) -> None:
    asked: list[str] = []

    def ask(question: str) -> Answer:
        asked.append(question)
        return Answer(question)

    assert list(suggest(index, ask, 4)) == []
    assert 0 < len(asked) < 40


def test_of_an_empty_index_there_are_none(tmp_path: Path) -> None:
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        assert list(suggest(index, knowing(index), 4)) == []


def test_a_name_of_too_many_documents_is_not_looked_up(
    index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("qa.suggest._MOST_DOCUMENTS", 1)
    found = list(suggest(index, knowing(index), 9))
    assert not any(question.startswith("Which documents mention") for question in found)


@pytest.mark.parametrize(
    ("sentence", "question"),
    [
        (
            "The council of Lindau spent 4 million euros on schools.",
            "Did the council of Lindau spend 4 million euros on schools?",
        ),
        (
            "Eva Bauer told the press that it was late.",
            "Did Eva Bauer tell the press that it was late?",
        ),
        ("It was said in the old days of the town.", ""),
        ("They won the cup of the whole county again.", ""),
    ],
)
def test_a_statement_is_asked_yes_or_no(sentence: str, question: str) -> None:
    assert decided_by(sentence) == question
