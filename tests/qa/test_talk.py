"""A conversation with an assistant whose answers are known: which reading is answered."""

import datetime
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

import pytest

from index.types import EVERYWHERE, Document, Scope, Span
from qa.conversation import Conversation, Rewritten
from qa.conversation.talk import choices_after
from qa.types import Answer, Citation, Claim, Stage


def claim(text: str, words: str = "") -> Claim:
    document = Document("1" * 16, text, "/a.txt", "A")
    start = text.index(words)
    answer = Span(document.id, start, start + len(words)) if words else None
    return Claim(text, (Citation(document, Span(document.id, 0, len(text)), 1.0, answer),))


class Knowing:
    """Answers some questions, abstains on the rest, and keeps what it was asked."""

    model: Any = None

    def __init__(self, known: Mapping[str, Claim] | None = None) -> None:
        self._known = known or {}
        self.asked: list[str] = []

    def stream(
        self,
        question: str,
        *,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
        stop: Callable[[], bool] = bool,
    ) -> Iterator[Stage | Claim | Answer]:
        self.asked.append(question)
        yield Stage.SEARCHING
        claims = (self._known[question],) if question in self._known else ()
        yield from claims
        yield Answer(question, claims)


def talk(known: Mapping[str, Claim] | None = None) -> tuple[Conversation, Knowing]:
    assistant = Knowing(known)
    return Conversation(assistant), assistant  # type: ignore[arg-type]


SIX = claim("Six people were hurt in Kharkiv.", "Six")
MAYOR = {"Who is the mayor of Lindau?": claim("Ada Moser is mayor of Lindau.", "Ada Moser")}


def test_a_follow_up_is_asked_as_it_was_read() -> None:
    conversation, assistant = talk(MAYOR)
    conversation.ask("Who is the mayor of Lindau?")
    answer = conversation.ask("How old is she?")
    assert assistant.asked[-1] == answer.question == "How old is Ada Moser?"
    assert answer.follow_up == "How old is she?"
    assert not answer.back


def test_what_is_answered_alone_is_not_lost() -> None:
    conversation, assistant = talk({"killed in Itaewon?": SIX})
    conversation.ask("How many people were wounded in Kherson?")
    answer = conversation.ask("killed in Itaewon?")
    read = "How many people were killed in Itaewon?"
    assert assistant.asked[-2:] == [read, "killed in Itaewon?"]
    assert answer.claims == (SIX,)
    assert answer.question == "killed in Itaewon?"
    assert not answer.follow_up
    assert any(read in note for note in answer.notes)


def test_what_is_answered_as_it_was_read_is_asked_once() -> None:
    read = "How many people were killed in Itaewon?"
    conversation, assistant = talk({read: SIX, "killed in Itaewon?": SIX})
    conversation.ask("How many people were wounded in Kherson?")
    answer = conversation.ask("killed in Itaewon?")
    assert assistant.asked[-1] == read
    assert answer.follow_up == "killed in Itaewon?"
    assert not answer.notes


def test_a_whole_question_that_is_not_answered_is_asked_of_the_same_place() -> None:
    read = "What caused the fire in Lindau?"
    conversation, _ = talk({read: SIX})
    conversation.ask("How many ships sank in Lindau?")
    answer = conversation.ask("What caused the fire?")
    assert answer.question == read
    assert answer.follow_up == "What caused the fire?"
    assert any(read in note for note in answer.notes)


def test_a_question_of_nothing_is_of_the_one_before() -> None:
    conversation, _ = talk({"How many were hurt in Kherson?": SIX, "How many were hurt?": SIX})
    conversation.ask("How many people died in Kherson?")
    assert conversation.ask("How many were hurt?").question == "How many were hurt in Kherson?"


def test_a_pronoun_is_not_asked_of_somebody_else() -> None:
    conversation, assistant = talk({"Why did he leave?": SIX})
    conversation.ask("When was Tom Bauer hired?")
    answer = conversation.ask("Why did he leave?")
    assert assistant.asked[-1] == "Why did Tom Bauer leave?"
    assert answer.abstained


def test_claims_come_as_they_are_made() -> None:
    conversation, _ = talk({"killed in Itaewon?": SIX})
    conversation.ask("How many people were wounded in Kherson?")
    events = list(conversation.stream("killed in Itaewon?"))
    assert events.count(SIX) == 1
    assert isinstance(events[-1], Answer)
    assert sum(isinstance(event, Answer) for event in events) == 1


# turns


def test_a_person_of_two_turns_ago_is_found() -> None:
    conversation, _ = talk(MAYOR)
    conversation.ask("Who is the mayor of Lindau?")
    conversation.ask("How many ships sank?")
    conversation.ask("Is the harbour open?")
    assert conversation.ask("How old is she?").question == "How old is Ada Moser?"


def test_after_three_turns_it_is_forgotten() -> None:
    conversation, _ = talk(MAYOR)
    conversation.ask("Who is the mayor of Lindau?")
    for question in ("How many ships sank?", "Is the harbour open?", "Why is the sea salt?"):
        conversation.ask(question)
    assert conversation.ask("How old is she?").back


def test_the_same_person_again() -> None:
    conversation, _ = talk(MAYOR)
    conversation.ask("Who is the mayor of Lindau?")
    conversation.ask("How old is she?")
    assert conversation.ask("Where was she born?").question == "Where was Ada Moser born?"


def test_after_an_answer_that_was_none() -> None:
    conversation, _ = talk()
    conversation.ask("Who is Tom Bauer?")
    assert conversation.ask("How old is he?").question == "How old is Tom Bauer?"


# without a conversation


@pytest.mark.parametrize(
    "question", ["How old is he?", "and in Kharkiv?", "why?", "the other one?"]
)
def test_without_a_conversation_it_is_asked_as_it_is(question: str) -> None:
    conversation, assistant = talk()
    answer = conversation.ask(question)
    assert assistant.asked == [answer.question]
    assert not answer.back


def test_a_long_question_is_passed_on_as_it_is() -> None:
    conversation, assistant = talk()
    conversation.ask("Who is Tom Bauer?")
    conversation.ask("he " * 4_000)
    assert assistant.asked[-1] == "he " * 4_000


# what is no question


@pytest.mark.parametrize(
    "said", ["thanks", "Thank you!", "ok", "hello", "help", "bye", "quit", "?"]
)
def test_what_is_no_question_is_replied_to(said: str) -> None:
    conversation, assistant = talk(MAYOR)
    conversation.ask("Who is the mayor of Lindau?")
    answer = conversation.ask(said)
    assert answer.reply
    assert str(answer) == answer.reply
    assert not answer.claims
    assert len(assistant.asked) == 1
    assert conversation.ask("How old is she?").question == "How old is Ada Moser?"


# asked back, and put right


def test_a_name_answers_what_was_asked_back() -> None:
    conversation, _ = talk()
    conversation.ask("Did Ada Moser meet Eva Bauer?")
    answer = conversation.ask("How old is she?")
    assert answer.back == "By “she”, do you mean Ada Moser or Eva Bauer?"
    assert conversation.ask("Eva").question == "How old is Eva Bauer?"


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("the first", "How old is Ada Moser?"),
        ("2", "How old is Eva Bauer?"),
        ("I meant Eva Bauer", "How old is Eva Bauer?"),
        ("Mia Koch", "How old is Mia Koch?"),
        ("Where is Lindau?", "Where is Lindau?"),
    ],
)
def test_other_replies_to_what_was_asked_back(said: str, alone: str) -> None:
    conversation, _ = talk()
    conversation.ask("Did Ada Moser meet Eva Bauer?")
    conversation.ask("How old is she?")
    assert conversation.ask(said).question == alone


@pytest.mark.parametrize(
    ("said", "alone"),
    [
        ("no, I meant Eva Bauer", "How old is Eva Bauer?"),
        ("No, Eva Bauer", "How old is Eva Bauer?"),
        ("sorry, I meant Eva Bauer.", "How old is Eva Bauer?"),
        ("I meant Eva Bauer, not Ada Moser", "How old is Eva Bauer?"),
        ("not what I meant", "not what I meant"),
        ("no, I meant: how old is the mayor of Lindau?", "How old is the mayor of Lindau?"),
        ("as I wrote it", "How old is she?"),
        ("no, I meant it as I wrote it", "How old is she?"),
    ],
)
def test_a_wrong_reading_is_put_right(said: str, alone: str) -> None:
    conversation, _ = talk()
    conversation.ask("Who is Ada Moser?")
    assert conversation.ask("How old is she?").question == "How old is Ada Moser?"
    assert conversation.ask(said).question == alone


def test_a_place_is_put_right() -> None:
    conversation, _ = talk()
    conversation.ask("How many people were hurt in Kherson?")
    conversation.ask("and in Kharkiv?")
    answer = conversation.ask("no, I meant Odesa")
    assert answer.question == "How many people were hurt in Odesa?"


def test_what_was_put_right_keeps_the_rest() -> None:
    conversation, _ = talk()
    conversation.ask("How many people were killed in Kherson?")
    conversation.ask("wounded?")
    answer = conversation.ask("no, I meant Kharkiv")
    assert answer.question == "How many people were wounded in Kharkiv?"


def test_a_question_can_be_asked_just_as_it_was_written() -> None:
    conversation, assistant = talk(MAYOR)
    conversation.ask("Who is the mayor of Lindau?")
    events = list(conversation.stream("How old is she?", Rewritten("How old is she?")))
    assert assistant.asked[-1] == "How old is she?"
    assert isinstance(events[-1], Answer)
    assert not events[-1].follow_up


# a conversation that was kept


def test_a_conversation_goes_on_where_it_was() -> None:
    before, _ = talk(MAYOR)
    answer = before.ask("Who is the mayor of Lindau?")
    conversation, assistant = talk(MAYOR)
    conversation.resume([answer])
    conversation.ask("How old is she?")
    assert assistant.asked == ["How old is Ada Moser?"]


def test_only_what_was_answered_is_gone_on_from() -> None:
    before, _ = talk(MAYOR)
    answers = [before.ask("Who is the mayor of Lindau?"), before.ask("thanks")]
    assert answers[-1].reply
    conversation, assistant = talk(MAYOR)
    conversation.resume(answers)
    conversation.ask("How old is she?")
    assert assistant.asked == ["How old is Ada Moser?"]


def test_what_was_asked_back_can_still_be_answered() -> None:
    before, _ = talk()
    answers = [before.ask("Did Ada Moser meet Eva Bauer?"), before.ask("How old is she?")]
    assert answers[-1].back
    conversation, assistant = talk()
    conversation.resume(answers)
    conversation.ask("Eva Bauer")
    assert assistant.asked == ["How old is Eva Bauer?"]


def test_the_choices_of_a_kept_conversation_are_those_that_there_were() -> None:
    before, _ = talk()
    met, back = before.ask("Did Ada Moser meet Eva Bauer?"), before.ask("How old is she?")
    assert before.choices == choices_after([met, back]) == ("Ada Moser", "Eva Bauer")


def test_a_kept_conversation_without_a_question_back_has_no_choices() -> None:
    before, _ = talk()
    met, back = before.ask("Did Ada Moser meet Eva Bauer?"), before.ask("How old is she?")
    assert choices_after([]) == choices_after([met]) == ()
    assert choices_after([met, back, replace(met, question="What else?")]) == ()
    assert choices_after([back]) == ()  # what it points to has gone
    assert choices_after([met, replace(back, back="Which of the two?")]) == ()


def test_to_take_a_conversation_up_asks_no_model() -> None:
    before, _ = talk()
    answers = [before.ask("Did Ada Moser meet Eva Bauer?"), before.ask("How old is she?")]
    conversation, assistant = talk()
    assistant.model = object()  # which cannot write
    conversation.resume(answers)
    assert conversation.choices == ("Ada Moser", "Eva Bauer")
