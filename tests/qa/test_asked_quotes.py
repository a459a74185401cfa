"""Questions for what somebody said."""

import time

import pytest

from qa.english.asked_quotes import QuoteRequest, asked_quotes


@pytest.mark.parametrize(
    ("question", "by", "about"),
    [
        ("What did Starmer say about sanctions?", "Starmer", "sanctions"),
        ("what did keir starmer say on sanctions", "keir starmer", "sanctions"),
        ("What has Ada Byrne written on grain?", "Ada Byrne", "grain"),
        ("What has the ministry told reporters about wheat?", "the ministry", "wheat"),
        ("What has Hale claimed regarding the dam?", "Hale", "the dam"),
        ("What did the mayor claim on Monday about the dam?", "the mayor", "the dam"),
        ("What does Hale say?", "Hale", ""),
        ("What did Hale tell the BBC on Friday?", "Hale", ""),
        ("What did Hale think of the plan?", "Hale", "the plan"),
        ("What is Hale saying about the dam?", "Hale", "the dam"),
        ("Who said that the dam would hold?", "", "the dam would hold"),
        ("Who said “We will not rest”?", "", "We will not rest"),
        ("Who claims the vote was rigged?", "", "the vote was rigged"),
        ("How did Starmer respond to the strike?", "Starmer", "the strike"),
        ("What is Lula's position on mining?", "Lula", "mining"),
        ("What was Lula’s reaction to the strike?", "Lula", "the strike"),
        ("What was Ida Moor's argument against the bill?", "Ida Moor", "the bill"),
        ("What are Hale’s main objections to the dam?", "Hale", "the dam"),
        ("Quotes by Starmer on sanctions", "Starmer", "sanctions"),
        ("Show me all quotes about sanctions", "", "sanctions"),
        ("List Starmer's remarks on sanctions", "Starmer", "sanctions"),
        ("Did Starmer say anything about sanctions?", "Starmer", "sanctions"),
        ("What was said about the dam?", "", "the dam"),
        ("What was said by Starmer about the dam?", "Starmer", "the dam"),
        ("And what did Hale say about it all?", "Hale", "it all"),
        ("Can you tell me what Hale said about it?", None, None),
    ],
)
def test_a_question_for_a_quote(question: str, by: str | None, about: str | None) -> None:
    expected = None if by is None or about is None else QuoteRequest(by, about)
    assert asked_quotes(question) == expected


@pytest.mark.parametrize(
    "question",
    [
        "What happened in Kherson?",
        "Who signed the treaty?",
        "What did he say about it?",
        "What did they say?",
        "Who said that?",
        "Who said so?",
        "What do the documents say about dams?",
        "What did the report say?",
        "What do people say about it?",
        "Why did Hale say that?",
        "When did Hale say that the dam would hold?",
        "Did Hale say that the dam would hold?",
        "How many reports mention Starmer?",
        "What are the words of the song?",
        "",
        "?",
        "What did " + "x" * 500 + " say?",
    ],
)
def test_another_question(question: str) -> None:
    assert asked_quotes(question) is None


@pytest.mark.parametrize("seed", ["what did ", "who said ", "about ", "'s ", "say ", "on ", " "])
def test_a_long_question_takes_no_time(seed: str) -> None:
    started = time.process_time()
    asked_quotes((seed * 400)[:400])
    asked_quotes(f"what did {(seed * 400)[:380]} say")
    asked_quotes(seed * 100_000)
    assert time.process_time() - started < 0.5
