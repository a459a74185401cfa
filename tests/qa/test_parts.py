"""Questions of several parts: how they are cut, and how the answers are put together."""

from collections.abc import Callable, Iterator

import pytest

from qa.english.parts import MOST, not_said, split
from qa.kinds.parts import in_parts
from qa.types import Answer, Claim, Event, Kind, Stage
from tests.support.fakes import HITS, LATE, RAIL, TEN, VILLAGES, cite


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "How many people were wounded in Kherson and in Kharkiv?",
            (
                "How many people were wounded in Kherson?",
                "How many people were wounded in Kharkiv?",
            ),
        ),
        (
            "Who signed the treaty and when?",
            ("Who signed the treaty?", "When did they sign the treaty?"),
        ),
        ("When and where was it signed?", ("When was it signed?", "Where was it signed?")),
        (
            "Who signed the treaty, when was it signed and what does it say?",
            ("Who signed the treaty?", "When was the treaty signed?", "What does the treaty say?"),
        ),
        (
            "Who won the cup? And by how much?",
            ("Who won the cup?", "By how much did they win the cup?"),
        ),
        (
            "How many people were killed and wounded in Kherson?",
            ("How many people were killed in Kherson?", "How many people were wounded in Kherson?"),
        ),
        (
            "How many drones did Russia launch and how many did Ukraine shoot down?",
            ("How many drones did Russia launch?", "How many drones did Ukraine shoot down?"),
        ),
        (
            "Who is the mayor of Kharkiv and how old is he?",
            ("Who is the mayor of Kharkiv?", "How old is the mayor of Kharkiv?"),
        ),
        (
            "What are the name and age of the victim?",
            ("What is the name of the victim?", "What is the age of the victim?"),
        ),
        ("What do Paris and London want?", ("What does Paris want?", "What does London want?")),
        (
            "Who are the mayors of Kharkiv and Moscow?",
            ("Who is the mayor of Kharkiv?", "Who is the mayor of Moscow?"),
        ),
    ],
)
def test_each_part_is_a_question_by_itself(question: str, parts: tuple[str, ...]) -> None:
    found = split(question)
    assert found and found.parts == parts


@pytest.mark.parametrize(
    "question",
    [
        "",
        "?",
        "and",
        "Who and when?",
        "Who signed it?",
        "What did the ministers of France and Britain agree on?",
        "What was said between Paris and London?",
        "Why did Anna Berg and Carl Weiss become rivals?",
        "What does Terry Sanderson, who sued the actor, do for a living?",
        "Did the mayor say when the bridge would open and why it closed?",
        "How many airports stopped flights, and how many elsewhere?",
        "Which player got the penalty, which gave them a new start?",
        "Who leads " + ", ".join(f"Land{chr(97 + n)}" for n in range(MOST)) + " and Oz?",
    ],
)
def test_what_has_one_part_is_left_whole(question: str) -> None:
    assert split(question) is None


def test_what_is_not_said_reads_as_a_sentence() -> None:
    said = not_said("How many people were wounded in Kherson?")
    assert said == "The documents do not say how many people were wounded in Kherson."
    assert not_said("When did it end?") == "The documents do not answer “When did it end?”"
    assert not_said("Who is the mayor?") == "The documents do not answer “Who is the mayor?”"


VILLAGES_TAKEN = Answer(
    "How many in Pskov?", (Claim(TEN, (cite(VILLAGES, TEN),)),), HITS, confidence=0.9
)
REPAIRS = Answer("How many in Omsk?", (Claim(LATE, (cite(RAIL, LATE),)),), HITS, confidence=0.6)


def asking(answers: dict[str, Answer]) -> tuple[list[str], Callable[[str], Iterator[Event]]]:
    asked: list[str] = []

    def ask(question: str) -> Iterator[Event]:
        asked.append(question)
        yield Stage.SEARCHING
        answer = answers.get(question, Answer(question, hits=HITS, confidence=0.1))
        yield from answer.claims
        yield answer

    return asked, ask


JOINED = "How many in Pskov and Omsk?"


def run(question: str, answers: dict[str, Answer]) -> tuple[list[str], list[Event], Answer]:
    asked, ask = asking(answers)
    parts = split(question)
    assert parts
    events = list(in_parts(question, parts, ask))
    answer = events[-1]
    assert isinstance(answer, Answer)
    return asked, events, answer


def test_the_part_that_is_not_answered_is_named() -> None:
    asked, events, answer = run(JOINED, {"How many in Pskov?": VILLAGES_TAKEN})
    assert asked == [JOINED, "How many in Pskov?", "How many in Omsk?"]
    assert answer.kind is Kind.PARTS and answer.question == JOINED
    assert [part.claims for part in answer.parts] == [(0,), ()]
    assert answer.missing == ("The documents do not say how many in Omsk.",)
    assert "The documents do not say how many in Omsk." in str(answer)
    assert answer.confidence == 0.1
    claims = [event for event in events if isinstance(event, Claim)]
    assert tuple(claims) == answer.claims


def test_every_claim_knows_its_part() -> None:
    _, events, answer = run(
        JOINED, {"How many in Pskov?": VILLAGES_TAKEN, "How many in Omsk?": REPAIRS}
    )
    assert [(claim.text, claim.part) for claim in answer.claims] == [(TEN, 0), (LATE, 1)]
    assert answer.missing == ()
    assert tuple(event for event in events if isinstance(event, Claim)) == answer.claims


def test_a_sentence_that_answers_two_parts_stands_once() -> None:
    _, _, answer = run(
        JOINED, {"How many in Pskov?": VILLAGES_TAKEN, "How many in Omsk?": VILLAGES_TAKEN}
    )
    assert [claim.text for claim in answer.claims] == [TEN]
    assert [part.claims for part in answer.parts] == [(0,), (0,)]


def test_a_sentence_on_all_that_is_joined_answers_it_whole() -> None:
    question = "When were the front and Villages taken in North and Ministry?"
    whole = Answer("x", (Claim(TEN, (cite(VILLAGES, TEN),)),), HITS)
    asked, ask = asking({question: whole})
    parts = split("How many in Ministry and Villages?")
    assert parts
    events = list(in_parts(question, parts, ask))
    assert asked == [question] and events[-1] is whole


def test_where_no_part_is_answered_the_whole_question_is() -> None:
    asked, events, answer = run(JOINED, {JOINED: VILLAGES_TAKEN})
    assert len(asked) == 3
    assert answer is VILLAGES_TAKEN
    assert [event for event in events if isinstance(event, Claim)] == list(answer.claims)


def test_where_nothing_is_answered_it_abstains() -> None:
    _, _, answer = run("Who signed it and when?", {})
    assert answer.abstained and answer.parts == () and answer.missing == ()
