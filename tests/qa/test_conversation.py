"""Follow-ups, and the questions they become."""

import datetime
from collections.abc import Callable, Iterator, Sequence

import pytest

from index.types import EVERYWHERE, Document, Scope, Span
from qa.conversation import Conversation, Rewritten, by_rule, stands_alone
from qa.conversation.talk import _Pending
from qa.types import Answer, Citation, Claim
from qa.writing.prompt import Message

TEXT = "Ada Moser was elected mayor of Lindau in 2019."
DOCUMENT = Document("1" * 16, TEXT, "/a.txt", "Lindau")


def answered(question: str, answer: str = "Ada Moser") -> Answer:
    start = TEXT.index(answer)
    words = Span(DOCUMENT.id, start, start + len(answer))
    citation = Citation(DOCUMENT, Span(DOCUMENT.id, 0, len(TEXT)), 1.0, words)
    return Answer(question, (Claim(TEXT, (citation,)),))


@pytest.mark.parametrize(
    "question",
    [
        "Who was elected mayor of Lindau?",
        "Did Ada Moser say that she would resign?",
        "How many people were there in Lindau?",
        "Is there a harbour in Lindau?",
        "What happened this week in Bregenz?",
        "Who said that the harbour was closed?",
        "What is the budget?",
        "",
    ],
)
def test_questions_that_stand_alone(question: str) -> None:
    assert stands_alone(question)


@pytest.mark.parametrize(
    ("before", "question", "alone"),
    [
        (
            "How many villages fell in Lindau?",
            "and in Bregenz?",
            "How many villages fell in Bregenz?",
        ),
        ("How many villages fell?", "And in Bregenz?", "How many villages fell in Bregenz?"),
        ("Who is the mayor of Lindau?", "What about Bregenz?", "Who is the mayor of Bregenz?"),
        ("Who won in 2019?", "and 2023?", "Who won in 2023?"),
        ("Who is the mayor of Lindau?", "When was she elected?", "When was Ada Moser elected?"),
        ("Who is the mayor of Lindau?", "What is her party?", "What is Ada Moser’s party?"),
        ("Who is the mayor of Lindau?", "Who beat her?", "Who beat Ada Moser?"),
        ("When was Ada Moser elected?", "Where does she live?", "Where does Ada Moser live?"),
        ("When did the ferry sink?", "Why?", "Why did the ferry sink?"),
        ("When did the ferry sink?", "and where?", "Where did the ferry sink?"),
        ("When did the ferry sink?", "Who owned it?", "Who owned the ferry?"),
        ("Who is the mayor of Lindau?", "who said that?", f"Who said: “{TEXT}”?"),
        ("Who was elected in Lindau?", "Who lives there?", "Who lives in Lindau?"),
        (
            "Who is the mayor of Lindau?",
            "And who is the mayor of Bregenz?",
            "Who is the mayor of Bregenz?",
        ),
        ("Who is the mayor?", "Why is that?", f"Why is that: “{TEXT}”?"),
    ],
)
def test_follow_ups_by_rule(before: str, question: str, alone: str) -> None:
    assert not stands_alone(question)
    assert by_rule(question, answered(before)) == Rewritten(alone)


@pytest.mark.parametrize(
    ("before", "question", "back"),
    [
        ("Did Ada Moser meet Eva Bauer?", "When was she elected?", "Ada Moser or Eva Bauer"),
        ("Did Lindau pay Bregenz?", "What about Munich?", "Do you mean"),
        (
            "How much was spent?",
            "What about the bridge?",
            "What do you want to know about the bridge?",
        ),
        ("How much was spent?", "Who built it?", "What do you mean by “it”?"),
        ("How much was spent?", "How old is he?", "Whom do you mean by “he”?"),
        ("Tell me everything", "Why?", "Why what?"),
    ],
)
def test_where_it_is_not_clear_the_person_is_asked(before: str, question: str, back: str) -> None:
    found = by_rule(question, Answer(before))
    assert not found.question
    assert back in found.back


# with a language model


class Rewriter:
    """A model that writes one line, and keeps what it was asked."""

    name = "rewriter"

    def __init__(self, line: str) -> None:
        self._line = line
        self.asked: list[str] = []

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        self.asked.append(messages[-1].content)
        yield self._line


class Known:
    """An assistant with a model, whose answers are known."""

    def __init__(self, model: Rewriter) -> None:
        self.model = model

    def stream(
        self,
        question: str,
        *,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
        stop: Callable[[], bool] = bool,
    ) -> Iterator[Answer]:
        yield answered(question)


def understood(line: str, *before: str, follow_up: str = "When was she elected?") -> Rewritten:
    talk = Conversation(Known(Rewriter(line)))  # type: ignore[arg-type]
    for question in before or ("Who is the mayor of Lindau?",):
        talk.ask(question)
    return talk.understood(follow_up)


@pytest.mark.parametrize(
    "line",
    [
        "When was Ada Moser elected mayor of Lindau?",
        "When in 2019 was Ada Moser elected?",  # a year that was said
    ],
)
def test_a_model_may_put_in_what_was_said(line: str) -> None:
    assert understood(line) == Rewritten(line)


@pytest.mark.parametrize(
    "line",
    [
        "When was Ada Moser elected by 12 people?",
        "When was Ada Moser elected with 50 percent?",
        "When in 2021 was Ada Moser elected?",
        "When in May was Ada Moser elected?",
        "When was Eva Bauer elected?",
        "When was Ada Moser elected in Bregenz?",
        "When was Ada Moser elected mayor of Lindau",  # no question
        "Is it so?",  # nothing of what was asked
    ],
)
def test_a_model_may_put_in_nothing_else(line: str) -> None:
    assert understood(line) == Rewritten("When was Ada Moser elected?")  # as the rules have it


def test_a_model_sees_the_last_three_turns() -> None:
    model = Rewriter("When was Ada Moser elected?")
    talk = Conversation(Known(model))  # type: ignore[arg-type]
    for place in ("Bregenz", "Lindau", "Munich", "Zurich"):
        talk.ask(f"Who is the mayor of {place}?")
    talk.understood("When was she elected?")
    (asked,) = model.asked
    places = [place for place in ("Bregenz", "Munich", "Zurich") if place in asked]
    assert places == ["Munich", "Zurich"]
    assert asked.count("Who is the mayor of Lindau?") == 1


def test_what_was_said_three_turns_ago_may_be_put_in() -> None:
    line = "When was Eva Bauer elected?"
    asked = ("Where does Eva Bauer live?", "Is it far to Munich?", "Who is the mayor of Lindau?")
    assert understood(line, *asked) == Rewritten(line)


class Silent(Known):
    """An assistant without a model."""

    def __init__(self) -> None:
        self.model = None  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("before", "asked", "choices"),
    [
        ("Did Ada Moser meet Eva Bauer?", "When was she born?", ("Ada Moser", "Eva Bauer")),
        ("Did Lindau pay Bregenz?", "What about Munich?", None),
    ],
)
def test_what_may_be_meant_is_told_and_each_is_an_answer(
    before: str, asked: str, choices: tuple[str, ...] | None
) -> None:
    talk = Conversation(Silent())  # type: ignore[arg-type]
    talk._turns = [Answer(before)]
    assert talk.choices == ()
    back = talk.ask(asked)
    offered = talk.choices
    assert back.back and (choices is None or offered == choices)
    wholes = by_rule(asked, Answer(before)).options
    for (label, whole), offer in zip(wholes, offered, strict=True):
        talk._turns = [Answer(before)]
        talk.ask(asked)
        assert label == offer and talk.ask(offer).question == whole
        assert talk.choices == ()


def test_a_choice_is_not_taken_for_one_that_holds_its_words() -> None:
    talk = Conversation(Silent())  # type: ignore[arg-type]
    options = (("Ada Moser Inc.", "Who owns Ada Moser Inc.?"), ("Moser", "Who owns Moser?"))
    for label, whole in options:
        talk._pending = _Pending("Who owns it?", Rewritten(back="Which?", options=options))
        talk._turns = [answered("Who is the mayor?")]
        assert talk.understood(label) == Rewritten(whole)
