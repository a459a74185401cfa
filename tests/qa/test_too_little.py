"""A line that asks nothing is asked back in a sentence; a word of the documents is a wish."""

from pathlib import Path

import pytest

from index import Index
from qa import Assistant, Conversation
from qa.english.small_talk import (
    ASK_WHOLE,
    NOT_THERE,
    UNCLEAR,
    is_few_words,
    is_nothing,
    is_number,
    is_too_little,
)
from qa.types import Answer
from qa.unasked import unasked
from tests.support.fake_models import FakeEncoder, FakeReader


@pytest.mark.parametrize("line", ["x", "??", "…", "😀", "the", "of the", "a b c", "!!!", "is"])
def test_what_holds_no_word_asks_nothing(line: str) -> None:
    assert is_nothing(line) and is_too_little(line)


@pytest.mark.parametrize("line", ["who?", "What is", "how many?", "this one?", "Such as?", "any?"])
def test_a_question_word_may_only_ask_on(line: str) -> None:
    assert is_too_little(line) and not is_nothing(line)


@pytest.mark.parametrize(
    "line",
    [
        *("", " ", "Denbury", "sauna", "What is it?", "12 May 2021", "Ö", "水", "B 12", "Why not?"),
        *("IT", "US", "WHO", "Will", "May", "R&D", "Q&A", "H.R.", "U.K.", "C++", "C#", "5G", "2FA"),
        *("3D", "24/7", "404", "2021-05-03", "20:00", "§ 12", "12.3", "4711-22", "10023", "£5"),
        *("In May?", "May?", "for May", "a will"),
    ],
)
def test_what_may_be_asked_is_asked(line: str) -> None:
    assert not is_nothing(line) and not is_too_little(line)


def test_a_letter_may_be_one_of_several() -> None:
    for line in ("C?", "b?", "B", "A?"):
        assert is_too_little(line) and not is_nothing(line)


def test_a_number_alone_is_of_digits() -> None:
    assert is_number("42") and is_number("10023?")
    assert not any(map(is_number, ("12.3", "§ 12 a", "20:00", "4711-22", "24/7", "5G", "")))


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
    assert answer.reply == NOT_THERE.format("zzzzz") and answer.hits


def test_a_number_or_name_that_a_document_has_is_asked_for(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Invoice 10023 is paid by the WHO.", encoding="utf-8")
    index = Index.open(tmp_path / "index", encoder=FakeEncoder())
    index.sync(tmp_path)
    assistant = Assistant(index, reader=FakeReader())
    assert assistant.ask("10023").reply != ASK_WHOLE
    assert assistant.ask("WHO").reply != ASK_WHOLE
    for line in ("10024", "US", "May", "WHO IS"):
        assert assistant.ask(line).reply == ASK_WHOLE


def test_a_word_that_a_document_has_is_asked_for(assistant: Assistant) -> None:
    for line in ("sauna", "Denbury", "Denbury sauna?"):
        assert not assistant.ask(line).reply


def test_in_a_conversation_it_is_asked_back_too(assistant: Assistant) -> None:
    talk = Conversation(assistant)
    assert talk.ask("x").reply == ASK_WHOLE
    talk.ask("When does the sauna in Denbury open?")
    for line in ("x", "the", "😀"):
        assert talk.ask(line).reply == ASK_WHOLE
    for line in ("who?", "In May?", "May?", "U.K.?"):
        assert talk.ask(line).reply != ASK_WHOLE
    assert talk.ask("When does the sauna open in June?").question
    assert talk.understood("May?").question == "When does the sauna open in May?"
    assert talk.understood("for May").question == "When does the sauna open in May?"
    for line in ("Such as?", "C?", "this one?"):
        assert talk.ask(line).back == UNCLEAR.format(line[:-1])


def test_an_answer_stays_as_it_is(assistant: Assistant) -> None:
    whole = Answer("Who leads the sauna?")
    assert unasked(whole, assistant.index) is whole


def test_a_word_of_no_document_is_not_read_for(tiny_index: Index) -> None:
    answer = Assistant(tiny_index, reader=FakeReader()).ask("hlep")
    assert answer.reply == NOT_THERE.format("hlep") and not answer.claims and answer.hits
    known = Assistant(tiny_index, reader=FakeReader()).ask("ferry")
    assert not known.reply
