"""What somebody said, asked in words, where no single sentence answers."""

from dataclasses import replace
from pathlib import Path

import pytest

from index import Index
from index.types import EVERYWHERE, Scope
from qa.evidence.select import Evidence
from qa.kinds.quoted import quoted
from qa.kinds.who_said import who_says
from qa.types import Answer, Kind
from tests.support.fakes import TEN, VILLAGES, find, passage
from tests.support.timelines import TODAY, indexed

RECORDS = (
    {
        "title": "Dam at Tolm",
        "published": "2025-10-24",
        "text": "Ada Byrne, the mayor, said the dam at Tolm is of clay.\n\n"
        "Tom Hale said bread is dear.",
    },
)


@pytest.fixture
def index(tmp_path: Path) -> Index:
    return indexed(tmp_path, RECORDS)


def ask(index: Index, question: str, scope: Scope = EVERYWHERE) -> Answer:
    return quoted(index, Answer(question, reason="It does not say it."), scope, TODAY)


def test_the_quotes_of_somebody_are_the_answer(index: Index) -> None:
    answer = ask(index, "What did Ada Byrne say about the dam?")
    assert answer.kind is Kind.QUOTES and answer.reason == ""
    assert [claim.text for claim in answer.claims] == [
        "Ada Byrne, the mayor, said the dam at Tolm is of clay."
    ]
    assert answer.sources[0].quote == answer.claims[0].text


@pytest.mark.parametrize(
    "question",
    [
        "What did Nobody Else say about the dam?",
        "Who said that bread is bad?",
        "Who denied that bread is dear?",
        "How high is the dam?",
        "What did Tom Hale say about glide bombs?",
        "?",
    ],
)
def test_where_there_are_none_the_answer_is_as_it_was(index: Index, question: str) -> None:
    assert ask(index, question) == Answer(question, reason="It does not say it.")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("Who said that bread is dear?", "Tom Hale said bread is dear."),
        (
            "What did the mayor say about the dam?",
            "Ada Byrne, the mayor, said the dam at Tolm is of clay.",
        ),
    ],
)
def test_who_said_it_and_what_the_holder_of_an_office_said(
    index: Index, question: str, said: str
) -> None:
    assert [claim.text for claim in ask(index, question).claims] == [said]


def _of(tmp_path: Path, *said: str) -> Index:
    record = {"title": "Tolm", "published": "2025-10-24", "text": "\n\n".join(said)}
    return indexed(tmp_path, (record,))


@pytest.mark.parametrize(
    ("question", "said", "answers"),
    [
        ("Who said that the dam is safe?", "Ada Byrne said the dam is safe.", True),
        ("Who said that the dam is not safe?", "Ada Byrne said the dam is safe.", False),
        ("Who said that the dam is safe?", "Ada Byrne said the dam is not safe.", False),
        ("Who said that the dam is safe?", "Ada Byrne never said that the dam is safe.", False),
        ("Who said that the bridge was shut?", "Tom Hale denied that the bridge was shut.", False),
        ("Who denied that the bridge was shut?", "Tom Hale denied the bridge was shut.", True),
        ("Who said that the ferry sinks?", "Tom Hale said if the ferry sinks he swims.", False),
        (
            "Who said that the council should be stricter?",
            "Ada Byrne said the council was too quick to act, though she liked that far better "
            "than the years in which nothing whatever happened and nobody was strict.",
            False,
        ),
        (
            "Who said that they will win the prize?",
            "Both teams said they are sure that they will win the prize.",
            True,
        ),
    ],
)
def test_who_said_it_did_not_deny_or_suppose_it(
    tmp_path: Path, question: str, said: str, *, answers: bool
) -> None:
    with _of(tmp_path, said) as index:
        assert bool(ask(index, question).claims) is answers


@pytest.mark.parametrize(
    ("question", "said", "answers"),
    [
        ("What did the mayor say?", "Ada Byrne, the mayor, said bread is dear.", True),
        ("What did the mayor say?", "The mayor, Ada Byrne, said bread is dear.", True),
        ("What did the mayor say?", "Mayor Ada Byrne said bread is dear.", True),
        ("What did the mayor say?", "Deputy mayor Ada Byrne said bread is dear.", False),
        ("What did the mayor say?", "The deputy mayor said bread is dear.", False),
        ("What did the mayor say?", "Former mayor Ada Byrne said bread is dear.", False),
        ("What did the mayor say?", "Ada Byrne, the mayor’s sister, said bread is dear.", False),
        ("What did the mayor say?", "Ada Byrne, the mayor-elect, said bread is dear.", False),
        (
            "What did the mayor say?",
            "Ada Byrne, a mayor of another town, said bread is dear.",
            False,
        ),
        (
            "What did the mayor say?",
            "A lawyer for the mayor, Ada Byrne, said bread is dear.",
            False,
        ),
        ("What did the president say?", "Vice president Ada Byrne said bread is dear.", False),
        ("What did the deputy mayor say?", "Ada Byrne, the mayor, said bread is dear.", False),
        ("What did the deputy mayor say?", "The mayor said bread is dear.", False),
        ("What did the deputy mayor say?", "The deputy mayor said bread is dear.", True),
    ],
)
def test_who_holds_an_office_is_no_deputy_nor_kin(
    tmp_path: Path, question: str, said: str, *, answers: bool
) -> None:
    with _of(tmp_path, said) as index:
        assert bool(ask(index, question).claims) is answers


def _read(sentence: str, probability: float) -> Evidence:
    told = "" if sentence == TEN else sentence
    text = f"{TEN} {told}"
    document = replace(VILLAGES, text=text)
    span = find(document, sentence)
    return Evidence(passage(document, sentence), span, probability, span)


@pytest.mark.parametrize(
    ("question", "probability", "first"),
    [
        ("Who said that bread is dear?", 0.5, "Ada Byrne said bread is dear."),
        ("Who said that bread is dear?", 0.3, TEN),  # far less probable
        ("Who said that loaves cost more?", 0.5, TEN),  # in other words: the reader may be right
        ("Who told the police that bread is dear?", 0.5, TEN),
        ("How dear is bread?", 0.5, TEN),
    ],
)
def test_who_said_it_goes_before_who_speaks_of_the_matter(
    question: str, probability: float, first: str
) -> None:
    evidence = [_read(TEN, 0.6), _read("Ada Byrne said bread is dear.", probability)]
    assert who_says(question, evidence)[0].text == first
    assert len(who_says(question, evidence)) == 2


def test_who_denied_it_does_not_go_before_who_said_it() -> None:
    evidence = [_read(TEN, 0.6), _read("Tom Hale denied that the villages were burnt.", 0.5)]
    assert who_says("Who said that the villages were burnt?", evidence) == tuple(evidence)
    denied = who_says("Who denied that the villages were burnt?", evidence)
    assert denied == (evidence[1], evidence[0])
    assert who_says("Who said that the villages were burnt?", []) == ()


@pytest.mark.parametrize(
    ("sentence", "best", "goes_first"),
    [
        ("Ada Byrne said that the dam was safe.", 0.6, True),
        ("Ada Byrne said that the dam was safe.", 0.9, False),  # the best is sure
        ("The dam was built in 1960 and safe.", 0.6, False),
        ("A report on the dam was safe in a drawer.", 0.6, False),
        ("Tom Hale said he doubted that the dam was safe.", 0.6, False),
        ("Tom Hale asked whether the dam was safe, he said.", 0.6, False),
        ("Tom Hale rejected claims that the dam was safe, police said.", 0.6, False),
        ("The claim that the dam was safe was false, Tom Hale said.", 0.6, False),
    ],
)
def test_only_who_says_it_goes_before_one_that_is_not_sure(
    sentence: str, best: float, *, goes_first: bool
) -> None:
    evidence = [_read(TEN, best), _read(sentence, 0.65)]
    found = who_says("Who said that the dam was safe?", evidence)
    assert found == tuple(evidence[::-1] if goes_first else evidence)
