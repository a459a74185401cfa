"""Tables that are drawn for training: every answer stands in its row, and what is gone is gone."""

import random

import pytest

from qa.training.claims import asked
from qa.training.questions import shown
from qa.training.sources import Text
from qa.training.tables import KINDS, _kinds, epoch


@pytest.fixture(scope="module")
def texts() -> list[Text]:
    return list(epoch(random.Random(5), 300))


def test_an_answer_is_a_value_within_one_row(texts: list[Text]) -> None:
    answered = [(t, place) for t in texts for q in t.questions for place in q.answers]
    assert len(answered) > 900
    for text, (start, end) in answered:
        row = next((a, b) for a, b in text.sentences if a <= start < b)
        assert row[0] <= start < end < row[1]
        before, after = text.text[row[0] : start], text.text[end]
        assert before == "" or before.endswith((": ", "; "))
        assert after in ";."


def test_sentences_are_the_lines(texts: list[Text]) -> None:
    for text in texts:
        assert [text.text[a:b] for a, b in text.sentences] == text.text.split("\n")


def test_rows_have_different_keys(texts: list[Text]) -> None:
    for text in texts:
        rows = [line for line in text.text.split("\n") if ";" in line]
        assert len(rows) == len(set(rows))


def test_every_second_text_has_something_gone(texts: list[Text]) -> None:
    """The same question is answered by the table and not by what is left of it."""
    for whole, left in zip(texts[::2], texts[1::2], strict=True):
        (question,) = left.questions
        (answered,) = [q for q in whole.questions if q.text == question.text and q.answers][:1]
        start, _ = answered.answers[0]
        assert not question.answers
        row = next(whole.text[a:b] for a, b in whole.sentences if a <= start < b)
        assert row not in left.text.split("\n")
        assert len(left.text) < len(whole.text)


def test_an_epoch_is_drawn_by_its_state_alone() -> None:
    one, same, other = (list(epoch(random.Random(seed), 9)) for seed in (1, 1, 2))
    assert one == same != other


def test_no_kind_is_trained_and_fitted() -> None:
    titles = {
        half: {text.title for text in epoch(random.Random(3), 400, half)}  # type: ignore[arg-type]
        for half in ("trained", "fitted")
    }
    assert titles["trained"]
    assert titles["fitted"]
    assert not titles["trained"] & titles["fitted"]


def test_examples_and_claims_are_made_of_them(texts: list[Text]) -> None:
    chance = random.Random(1)
    examples = [e for t in texts for q in t.questions for e in shown(q, t, (), chance)]
    assert all(e.answer is None or e.text[slice(*e.answer)] for e in examples)
    assert 0.2 < sum(e.answer is None for e in examples) / len(examples) < 0.5
    claims = [claim for text in texts for claim in asked(text, 1.0, chance)]
    assert {claim.supported for claim in claims} == {True, False}
    assert all(";" in claim.evidence for claim in claims)


def test_wordings_name_every_key() -> None:
    for kind in _kinds()["kinds"]:
        for column in kind["columns"]:
            assert len(column["names"]) == 3
            for wording in column["ask"]:
                assert all(f"{{{n}}}" in wording for n in range(len(kind["keys"]))), wording
        assert all("{0}" in wording for wording in kind["missing"])
    assert KINDS.is_file()
