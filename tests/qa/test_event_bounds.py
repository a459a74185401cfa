"""An event bounds the time of a question where the documents say when it was."""

import datetime
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index import Index
from index.text.periods import written
from index.types import EVERYWHERE, Scope
from qa import Answer, Assistant
from qa.evidence.event_bounds import NO_DAY, SEVERAL_DAYS, event_bound
from tests.support.fake_models import FakeEncoder, FakeReader
from ui.render.answer import answer_to_html
from ui.render.export import answer_to_markdown
from ui.render.scope import time_to_text
from ui.render.values import answer_to_dict

AS_OF = datetime.date(2026, 3, 2)

# what is a bound


@pytest.mark.parametrize(
    ("question", "way", "event"),
    [
        ("Who was the mayor before the vote?", "before", "the vote"),
        ("Who ran the port after the election of 12 councillors?", "after",
         "the election of 12 councillors"),
        ("What has changed since she took office?", "since", "she took office"),
        ("What has changed since Mara Lund took office?", "since", "Mara Lund took office"),
        ("After the strike, who ran the ferries?", "after", "the strike"),
        ("Prior to the merger, what was the price?", "prior to", "the merger"),
        ("Who held the keys until their resignation?", "until", "their resignation"),
        ("Who led the town following the Orvell referendum?", "following",
         "the Orvell referendum"),
        ("What did bread cost before the end of the war?", "before", "the end of the war"),
    ],
)  # fmt: skip
def test_a_bound_is_found(question: str, way: str, event: str) -> None:
    found = event_bound(question)
    assert found and (found.way, found.event) == (way, event)


@pytest.mark.parametrize(
    "question",
    [
        "Who was the queen before the king?",
        "Which street was named after the battle?",
        "Who looked after the children?",
        "Who was mayor two days after the vote?",
        "What comes after the river?",
        "Who wrote Before the Storm Breaks?",
        "Who won the vote?",
        "What must be done before the end of the year?",
        "What must be done before they sail?",
        "Is it open until the evening?",
        "before",
        "",
    ],
)
def test_what_is_no_happening_bounds_nothing(question: str) -> None:
    assert event_bound(question) is None


@given(st.text(max_size=200))
def test_any_question_is_read(question: str) -> None:
    event_bound(question)
    event_bound(f"Who led it before {question}?")


def test_a_long_question_takes_no_longer_than_its_length() -> None:
    for unit in ("before the vote ", " after", "the the ", "A ", "before the "):
        started = process_time()
        event_bound("Who " + unit * 20_000)
        assert process_time() - started < 1.0


# from end to end

VOTE = "Orvell voted on the bridge on 12 June 2019."
BEFORE = "The head of the port was Ada Moser."
AFTER = "The head of the port was Bo Falk."
QUESTION = "Who was the head of the port {}?"

Ask = Callable[..., Answer]


@pytest.fixture
def ask(tmp_path: Path) -> Iterator[Ask]:
    """Asks an index of documents: day and text of each, besides one before and one after."""
    with ExitStack() as stack:

        def make(question: str, *documents: tuple[str, str], scope: Scope = EVERYWHERE) -> Answer:
            folder = tmp_path / "papers"
            folder.mkdir()
            known = (("2018-02-01", BEFORE), ("2021-02-01", AFTER), *documents)
            for n, (day, text) in enumerate(known):
                head = f"---\ndate: {day}\n---\n\n" if day else ""
                (folder / f"{n}.md").write_text(f"{head}{text}\n")
            index = stack.enter_context(Index.open(tmp_path / "index", encoder=FakeEncoder()))
            index.sync(folder)
            return Assistant(index, reader=FakeReader()).ask(question, as_of=AS_OF, scope=scope)

        yield make


@pytest.mark.parametrize(
    ("way", "said", "days"),
    [
        ("before the vote", BEFORE, "until 11 Jun 2019"),
        ("after the vote", AFTER, "from 12 Jun 2019"),
        ("since the vote", AFTER, "from 12 Jun 2019"),
        ("until the vote", BEFORE, "until 12 Jun 2019"),
    ],
)
def test_the_event_bounds_the_answer_which_says_so(
    ask: Ask, way: str, said: str, days: str
) -> None:
    answer = ask(QUESTION.format(way), ("2019-06-13", VOTE))
    assert answer.claims[0].text == said
    assert answer.time and written(answer.time.period) == days
    line = f"Read as: “{way}” ({days}), by “{VOTE}” (2, 13 Jun 2019)."
    assert time_to_text(answer) == line
    assert line.split("(2")[0] in answer_to_html(answer)
    assert f"Read as: “{way}” ({days}), by " in answer_to_markdown(answer)
    assert answer_to_dict(answer)["time"]["source"] == f"“{VOTE}” (2, 13 Jun 2019)"
    assert answer.notes == ()


def test_an_event_that_no_document_dates_binds_nothing_and_that_is_said(ask: Ask) -> None:
    answer = ask(QUESTION.format("before the vote"))
    assert answer.notes == (NO_DAY.format("the vote"),)
    assert answer.claims and answer.time and answer.time.period is None


@pytest.mark.parametrize(
    "text",
    [
        "Orvell will vote on the bridge on 12 June 2019.",  # which may not have come
        "The shops closed early on 12 June 2019 before the vote.",  # says when they closed
        "Orvell has voted on the bridge.",
    ],
)
def test_what_says_no_day_of_the_event_is_not_taken_for_one(ask: Ask, text: str) -> None:
    # behind another sentence, so that its document's day is not its own
    answer = ask(QUESTION.format("before the vote"), ("2019-01-02", f"It rained.\n\n{text}"))
    assert answer.notes == (NO_DAY.format("the vote"),)


def test_several_days_bind_nothing_and_are_said(ask: Ask) -> None:
    other = ("2020-03-05", "Orvell voted on the tunnel on 4 March 2020.")
    answer = ask(QUESTION.format("before the vote"), ("2019-06-13", VOTE), other)
    assert answer.notes == (SEVERAL_DAYS.format("the vote", "12 Jun 2019", "4 Mar 2020"),)
    assert answer.time and answer.time.period is None


def test_the_sentence_that_has_more_of_the_question_is_the_event(ask: Ask) -> None:
    other = ("2020-03-05", "Orvell voted on the tunnel on 4 March 2020.")
    question = QUESTION.format("before the vote on the tunnel")
    answer = ask(question, ("2019-06-13", VOTE), other)
    assert answer.time and written(answer.time.period) == "until 3 Mar 2020"


def test_she_is_somebody_whom_the_question_names(ask: Ask) -> None:
    documents = (
        ("2019-06-13", "Mara Lund took office on 12 June 2019."),
        ("2017-03-05", "Olga Brandt took office on 4 March 2017."),
    )
    answer = ask("Who was the head of the port under Mara Lund since she took office?", *documents)
    assert answer.time and written(answer.time.period) == "from 12 Jun 2019"


def test_days_that_were_given_are_not_inferred_from_an_event(ask: Ask) -> None:
    scope = Scope(since=datetime.date(2018, 1, 1))
    answer = ask(QUESTION.format("before the vote"), ("2019-06-13", VOTE), scope=scope)
    assert answer.time and answer.time.period is None
    assert answer.notes == ()


def test_what_is_told_soon_after_the_event_is_not_of_before(ask: Ask) -> None:
    new = ("2019-06-20", "The head of the port was Cy Brandt on 19 June 2019.")
    later = ("2019-06-21", "The head of the port was Di Holm.")
    answer = ask(QUESTION.format("before the vote"), ("2019-06-13", VOTE), new, later)
    assert [claim.text for claim in answer.claims] == [BEFORE]
    assert answer.disagreement is None


def test_those_who_came_after_one_another_do_not_disagree(ask: Ask) -> None:
    new = ("2024-06-20", "The head of the port was Cy Brandt.")
    answer = ask(QUESTION.format("after the vote"), ("2019-06-13", VOTE), new)
    assert {claim.text for claim in answer.claims} == {AFTER, new[1]}
    assert not any(claim.order for claim in answer.claims)
    assert answer.disagreement is None
