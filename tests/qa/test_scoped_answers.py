"""Answers from a scope: from nothing else, and they say what they were drawn from."""

import datetime
from pathlib import Path

import pytest

from index import Index, UserError
from index.types import EVERYWHERE, Scope
from qa import Assistant
from qa.conversation import Conversation
from qa.evaluation.gold import Gold
from qa.evaluation.run import evaluate
from qa.llama import PinciteQueryEngine, PinciteRetriever
from tests.support.fake_models import FakeEncoder
from ui.render.answer import answer_to_html
from ui.render.export import answer_to_markdown, answer_to_page
from ui.render.scope import drawn_to_text, scope_to_text
from ui.render.values import answer_to_dict

QUESTION = "How long was the harbour of Lindau closed in March?"
NAMED = Scope(folders=("documents/council",))


@pytest.fixture
def assistant(tiny_index: Index) -> Assistant:
    return Assistant(tiny_index)


def test_an_answer_is_drawn_from_its_scope(assistant: Assistant) -> None:
    whole = assistant.ask(QUESTION)
    assert whole.claims and whole.scope == EVERYWHERE and not whole.inferred
    assert whole.coverage and whole.coverage.documents == 4
    inside = assistant.ask(QUESTION, scope=NAMED)
    assert inside.scope == NAMED
    assert inside.coverage and inside.coverage.documents == 2
    assert {Path(h.passage.document.source).parent.name for h in inside.hits} == {"council"}
    assert not any("nine days" in claim.text for claim in inside.claims)
    again = assistant.ask(QUESTION, scope=Scope(types=("txt",)))
    assert [c.text for c in again.claims] == [c.text for c in whole.claims]


def test_nothing_in_the_scope_abstains_and_says_why(assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION, scope=Scope(since=datetime.date(2020, 1, 1)))
    assert answer.abstained and not answer.hits
    assert answer.reason == (
        "No document is in the scope that was given. 4 documents without a date lie outside of it."
    )
    assert "4 without a date left out" in drawn_to_text(answer)
    answer = assistant.ask(QUESTION, scope=Scope(types=("md",), folders=("harbour.txt",)))
    assert answer.reason == "No document is in the scope that was given."


@pytest.mark.parametrize("kind", ["authors", "sources", "folders", "types"])
def test_a_name_that_is_unknown_is_told_everywhere_alike(
    kind: str, assistant: Assistant, tiny_index: Index
) -> None:
    scope = Scope(**{kind: ("nobody",)})
    for ask in (
        lambda: assistant.ask(QUESTION, scope=scope),
        lambda: Conversation(assistant).ask(QUESTION, scope=scope),
        lambda: tiny_index.search(QUESTION, scope=scope),
        lambda: PinciteRetriever(tiny_index, scope=scope).retrieve(QUESTION),
    ):
        with pytest.raises(UserError, match="No document of the index has the"):
            ask()


def test_a_conversation_keeps_to_the_scope_of_each_question(assistant: Assistant) -> None:
    conversation = Conversation(assistant)
    assert conversation.ask(QUESTION).claims
    followed = conversation.ask("and in April?", scope=NAMED)
    assert followed.scope == NAMED
    assert all("/council/" in hit.passage.document.source for hit in followed.hits)


def test_a_near_copy_outside_neither_speaks_nor_counts(tmp_path: Path) -> None:
    """The one inside speaks, though another would be the first of them."""
    story = "The harbour of Lindau was closed for nine days in March. " + " ".join(
        f"Sentence {n} tells of the lake and of its boats." for n in range(60)
    )
    for name in ("a/one.txt", "b/two.txt", "b/three.txt"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(story + "\n")
    with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
        index.sync(tmp_path / "docs")
        assistant = Assistant(index)
        whole = assistant.ask(QUESTION)
        assert len(whole.sources[0].elsewhere) == 2 and whole.copies_left_out
        inside = assistant.ask(QUESTION, scope=Scope(folders=("b",)))
        (source, *_) = inside.sources
        assert "/b/" in source.document.source
        assert all("/b/" in copy.source for copy in source.elsewhere) and source.elsewhere
        alone = assistant.ask(QUESTION, scope=Scope(folders=("b/two.txt",)))
        assert alone.sources[0].document.title == "two"
        assert alone.sources[0].elsewhere == () and alone.copies_left_out == 0


def test_evaluation_and_llama_keep_to_the_scope(assistant: Assistant, tiny_index: Index) -> None:
    gold = [Gold("g1", QUESTION, (), (), False)]
    (outcome,) = evaluate(assistant, gold, scope=NAMED).outcomes
    assert outcome.ranking
    inside = {passage.split(":")[0] for passage in outcome.ranking}
    assert inside == {d.id for d in tiny_index.listing() if "/council/" in d.source}
    nodes = PinciteRetriever(tiny_index, 10, scope=NAMED).retrieve(QUESTION)
    assert nodes and all("/council/" in n.node.metadata["source"] for n in nodes)
    response = PinciteQueryEngine(assistant, scope=NAMED).query(QUESTION)
    assert "nine days" not in str(response)


HOSTILE = Scope(
    datetime.date(2020, 1, 1),
    datetime.date(2020, 1, 1),
    ("<img src=x onerror=alert(1)>",),
    ("\x1b[31mred",),
    ("a\nb",),
)


def test_a_scope_is_shown_plain(assistant: Assistant) -> None:
    assert scope_to_text(HOSTILE) == (
        "published on 1 Jan 2020; source <img src=x onerror=alert(1)>; author \ufffd[31mred; "
        "folder a b"
    )
    from dataclasses import replace

    answer = replace(assistant.ask(QUESTION), scope=HOSTILE, inferred=NAMED)
    for html in (answer_to_html(answer), answer_to_page(answer)):
        assert "<img" not in html and "&lt;img" in html and "documents/council" in html
    assert "\\<img" in answer_to_markdown(answer)
    said = answer_to_dict(answer)
    assert said["scope"]["since"] == "2020-01-01" and said["inferred"]["folders"] == [
        "documents/council"
    ]
    assert said["drawn"]["documents"] == 4


def test_a_scope_is_said_only_where_there_is_one(assistant: Assistant) -> None:
    assert "Looked in" not in answer_to_html(assistant.ask(QUESTION))
    said = drawn_to_text(assistant.ask(QUESTION, scope=NAMED))
    assert said == (
        "Looked in: folder documents/council; 2 documents; 2 without a date among them."
    )
