"""A line that asks nothing is asked back in a sentence; a word of the documents is a wish."""

from pathlib import Path

import pytest

from index import Index
from qa import Assistant, Conversation
from qa.english.small_talk import ASK_WHOLE, NOT_THERE, is_few_words, is_nothing, is_too_little
from qa.types import Answer
from qa.unasked import unasked
from tests.support.fake_models import FakeEncoder, FakeReader


@pytest.mark.parametrize("line", ["x", "??", "…", "😀", "the", "of the", "a b c", "!!!", "is"])
def test_what_holds_no_word_asks_nothing(line: str) -> None:
    assert is_nothing(line) and is_too_little(line)


@pytest.mark.parametrize("line", ["42", "£5", "2021", "1,200 3", "who?", "What is", "how many?"])
def test_a_number_or_a_question_word_may_only_ask_on(line: str) -> None:
    assert is_too_little(line) and not is_nothing(line)


@pytest.mark.parametrize(
    "line",
    ["", " ", "Denbury", "sauna", "What is it?", "12 May 2021", "Ö", "水", "B 12", "Why not?"],
)
def test_what_may_be_asked_is_asked(line: str) -> None:
    assert not is_nothing(line) and not is_too_little(line)


def test_few_words_hold_none_that_asks() -> None:
    assert is_few_words("asdf") and is_few_words("qwertz uiop")
    assert not is_few_words("What happened today?") and not is_few_words("")


@pytest.fixture
def assistant(tmp_path: Path) -> Assistant:
    (tmp_path / "note.txt").write_text("The sauna in Denbury opens at noon.", encoding="utf-8")
    index = Index.open(tmp_path / "index", encoder=FakeEncoder())
    index.sync(tmp_path)
    return Assistant(index, reader=FakeReader())


def test_it_is_asked_back_in_a_sentence(assistant: Assistant) -> None:
    for line in ("x", "…", "42", "the", "😀"):
        answer = assistant.ask(line)
        assert answer.reply == ASK_WHOLE and not answer.claims
    answer = unasked(assistant.ask("zzzzz"), assistant.index)
    assert answer.reply == NOT_THERE.format("zzzzz") and answer.hits == ()


def test_a_word_that_a_document_has_is_asked_for(assistant: Assistant) -> None:
    for line in ("sauna", "Denbury", "Denbury sauna?"):
        assert not assistant.ask(line).reply


def test_in_a_conversation_it_is_asked_back_too(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    assert talk.ask("x").reply == ASK_WHOLE
    talk.ask("When does the sauna in Denbury open?")
    for line in ("x", "the", "😀"):
        assert talk.ask(line).reply == ASK_WHOLE
    assert talk.ask("who?").reply != ASK_WHOLE


def test_an_answer_stays_as_it_is(assistant: Assistant) -> None:
    whole = Answer("Who leads the sauna?")
    assert unasked(whole, assistant.index) is whole
