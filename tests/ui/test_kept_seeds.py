"""Answers of the real models to questions of every kind show the same after they were kept."""

import json
from pathlib import Path

import pytest

from index import Index
from qa import Assistant
from qa.conversation import Conversation
from tests.support.paths import ROOT
from ui.render.conversation import Exchange, exchange_to_html
from ui.render.export import answer_to_json
from ui.web.conversations.answers import exchange_from_values, exchange_to_values, whole

pytestmark = pytest.mark.slow
GOLD = [json.loads(line) for line in (ROOT / "seeds" / "gold.jsonl").read_text().splitlines()]
KINDS = (
    "Which cities are named?",
    "What did the minister say?",
    "Did Russia capture ten villages?",
    "Compare what the ministry and the papers say of the villages.",
    "Give me an overview of the fighting.",
    "Which documents mention Kharkiv?",
    "What happened last week?",
    "What is said of zebras?",
)


def test_what_is_kept_of_real_answers_shows_the_same(seeds_index: Path) -> None:
    with Index.open(seeds_index) as index:
        assistant = Assistant(index)
        asked = [*KINDS, *(gold["question"] for gold in GOLD[::9])]
        answers = [assistant.ask(question) for question in asked]
        assert sum(answer.abstained for answer in answers) < len(answers) - 5
        for answer in answers:
            before = Exchange("a00000001", answer.question, answer=answer)
            again = exchange_from_values(json.loads(json.dumps(exchange_to_values(before))))
            assert again.answer
            assert exchange_to_html(again) == exchange_to_html(before), answer.question
            assert answer_to_json(again.answer) == answer_to_json(answer)
            cited = whole(again.answer, index.document)
            for one, other in zip(cited.sources, answer.sources, strict=False):
                assert one.document == other.document and one.span == other.span


def test_a_kept_conversation_understands_what_the_open_one_would(seeds_index: Path) -> None:
    first = "How many villages does Russia say it captured over the past week?"
    with Index.open(seeds_index) as index:
        assistant = Assistant(index)
        open_one = Conversation(assistant)
        answer = open_one.ask(first)
        before = Exchange("a00000001", first, answer=answer)
        again = exchange_from_values(json.loads(json.dumps(exchange_to_values(before))))
        assert again.answer
        kept = Conversation(assistant)
        kept.resume([again.answer])
        for question in ("Who said that?", "when?", "and the week before?"):
            assert kept.understood(question) == open_one.understood(question)
