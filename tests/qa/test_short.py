"""The answer in a few words."""

import pytest

from index.documents.normalise import make_document
from qa.evidence.select import Evidence
from qa.types import Citation, Claim
from qa.writing.short import in_short
from tests.support.fakes import TEN, VILLAGES, find, passage


def short(
    words: str,
    question: str = "What was taken?",
    score: float = 5.0,
    least: float | None = 4.0,
) -> str:
    span, answer = find(VILLAGES, TEN), find(VILLAGES, words)
    one = Evidence(passage(VILLAGES, TEN), span, 0.9, answer, answer_score=score)
    claim = Claim(TEN, (Citation(VILLAGES, span, 0.9, answer),))
    return in_short(question, [claim], [one], least)


def test_the_words_that_answer() -> None:
    assert short("ten villages") == "Ten villages"
    assert short("ten villages were taken over the past week.") == ""  # nearly all of the sentence


def test_only_where_they_are_sure() -> None:
    assert short("ten villages", score=3.9) == ""
    assert short("ten villages", score=4.0) == "Ten villages"
    assert short("ten villages", least=None) == ""


@pytest.mark.parametrize(
    ("question", "words"),
    [("How many villages?", "villages"), ("When was that?", "ministry")],
)
def test_a_number_or_a_time_that_is_asked_for_must_be_there(question: str, words: str) -> None:
    assert short(words, question) == ""
    assert short("ten villages", "How many villages?") == "Ten villages"


@pytest.mark.parametrize(
    ("question", "words", "expected"),
    [
        ("Which villages were taken?", "ten villages", ""),
        ("which villages were taken", "ten", ""),
        ("What are the villages?", "ten", ""),
        ("List the villages that were taken.", "ten", ""),
        ("How many villages were taken?", "ten", "Ten"),
        ("Which numbers were given?", "ten", "Ten"),
        ("Which village was taken?", "ten", "Ten"),  # one, which may be called so
    ],
)
def test_how_many_is_not_which(question: str, words: str, expected: str) -> None:
    assert short(words, question) == expected


def test_no_claim_no_words() -> None:
    assert in_short("Who?", [], [], 0.0) == ""
    one = Claim(TEN, (Citation(VILLAGES, find(VILLAGES, TEN), 0.9),))
    assert in_short("Who?", [one], [], 0.0) == ""


def test_a_year_is_no_age() -> None:
    text = "Name: Elm Rovers; Founded: 1898; Ground: Mill Lane."
    club = make_document("/clubs.csv", text, "Clubs")
    span, answer = find(club, text), find(club, "1898")
    one = Evidence(passage(club, text), span, 0.9, answer, answer_score=5.0)
    claim = Claim(text, (Citation(club, span, 0.9, answer),))
    assert in_short("How old is Elm Rovers?", [claim], [one], 4.0) == ""
    assert in_short("When was Elm Rovers founded?", [claim], [one], 4.0) == "1898"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("noon (Oslo time)", "Noon (Oslo time)"),
        ("noon (Oslo time", "Noon (Oslo time)"),
        ("(Norway) at noon", "(Norway) at noon"),
        ("noon", "Noon"),
        ("noon (Oslo", "Noon (Oslo"),  # nothing closes it there
    ],
)
def test_a_bracket_within_the_words_is_whole(words: str, expected: str) -> None:
    text = "The parcel leaves Bergen (Norway) at noon (Oslo time), as it did in each year before."
    mail = make_document("/post.txt", text, "Post")
    span, answer = find(mail, text), find(mail, words)
    one = Evidence(passage(mail, text), span, 0.9, answer, answer_score=5.0)
    claim = Claim(text, (Citation(mail, span, 0.9, answer),))
    assert in_short("Which parcel leaves?", [claim], [one], 4.0) == expected
