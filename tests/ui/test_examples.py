"""Example questions are made from the documents, and ask no language model."""

import datetime
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index import Index
from index.errors import UserError
from index.types import EVERYWHERE, Scope
from qa import Assistant
from qa.support.check import VerbatimSupport
from qa.types import Answer
from qa.writing.prompt import Message
from tests.support.fake_models import FakeReader
from tests.support.fakes import FakeAssistant
from ui.web.examples import Examples
from ui.web.tabs.ask import is_settled
from ui.web.workspace import Workspace

SPENT = "Who spent 4 million euros on schools?"
MANY = "How many documents are there?"


class CountingModel:
    """A language model that counts how often it is asked."""

    name = "counting"

    def __init__(self) -> None:
        self.asked = 0

    def stream(self, messages: Sequence[Message]) -> Iterator[str]:
        self.asked += 1
        yield "Nothing. [1]"


class NotAsked(FakeAssistant):
    """An assistant of another make, with a model."""

    model = CountingModel()

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        raise AssertionError(question)


@pytest.fixture
def model() -> CountingModel:
    return CountingModel()


@pytest.fixture
def workspace(tiny_index: Index, model: CountingModel) -> Iterator[Workspace]:
    made = Workspace(
        tiny_index,
        lambda: Assistant(tiny_index, reader=FakeReader(), llm=model, support=VerbatimSupport()),
    )
    yield made
    made.close()


def settle(workspace: Workspace) -> None:
    """Wait for the models and the examples."""
    workspace.assistant()
    assert workspace.tasks.wait(30)


def test_a_model_is_not_asked_before_a_question(
    workspace: Workspace, model: CountingModel, tmp_path: Path
) -> None:
    workspace.start()
    settle(workspace)
    assert workspace.examples.questions == (SPENT, MANY)
    ferry = tmp_path / "ferry.txt"
    ferry.write_text("Mayor Eva Bauer said that the ferry would sail again in May.")
    list(workspace.library.add([ferry]))
    settle(workspace)
    assert len(workspace.examples.questions) == 4
    assert any("ferry" in question for question in workspace.examples.questions)
    (document,) = [d for d in workspace.library.listing() if d.source.endswith("ferry.txt")]
    workspace.library.remove(document.id)
    settle(workspace)
    assert workspace.examples.questions == (SPENT, MANY)
    assert model.asked == 0
    workspace.ask(SPENT)
    assert model.asked == 1


def test_without_an_extractive_answer_there_are_no_examples(tiny_index: Index) -> None:
    workspace = Workspace(tiny_index, NotAsked)
    workspace.start()
    settle(workspace)
    assert workspace.examples.questions == () and not workspace.assistants.trouble


def test_what_was_found_stays_where_the_next_cannot_be_asked(tiny_index: Index) -> None:
    answers = iter([Assistant(tiny_index, reader=FakeReader()).ask(SPENT)])

    def ask(question: str) -> Answer:
        for answer in answers:
            return answer
        raise UserError("pincite is busy.", "Ask again.")

    examples = Examples(tiny_index, ask)
    examples.make()
    assert examples.questions == (SPENT,) and not examples.making


def test_they_are_made_once_at_a_time(tiny_index: Index) -> None:
    asked, go = threading.Event(), threading.Event()

    def ask(question: str) -> Answer:
        asked.set()
        assert go.wait(30)
        return Answer(question)

    examples = Examples(tiny_index, ask)
    making = threading.Thread(target=examples.make)
    making.start()
    assert asked.wait(30) and examples.making
    examples.make()  # comes back at once
    go.set()
    making.join(30)
    assert not examples.making and examples.questions == ()


def test_the_first_ones_are_offered_as_they_are_made(tiny_index: Index) -> None:
    assistant = Assistant(tiny_index, reader=FakeReader())
    offered: list[tuple[str, ...]] = []

    def ask(question: str) -> Answer:
        offered.append(examples.questions)
        return assistant.ask(question)

    examples = Examples(tiny_index, ask)
    examples.make()
    assert offered[0] == () and (SPENT,) in offered
    assert examples.questions == (SPENT, MANY)
    offered.clear()
    examples.make()  # those that there are stay until the new ones are made
    assert set(offered) == {(SPENT, MANY)}


def test_a_page_looks_for_them_until_they_are_made(tiny_index: Index) -> None:
    """Also in the moment when the models are there and the examples are not yet begun."""
    workspace = Workspace(tiny_index, lambda: Assistant(tiny_index, reader=FakeReader()))
    begin, go = threading.Event(), threading.Event()

    def make() -> None:
        begin.set()
        assert go.wait(30)

    workspace.examples.make = make  # type: ignore[method-assign]
    assert not is_settled(workspace)
    workspace.start()
    assert begin.wait(30) and workspace.assistants.ready
    assert not is_settled(workspace)
    go.set()
    settle(workspace)
    assert is_settled(workspace)


def test_a_page_whose_models_cannot_be_loaded_looks_no_more(tiny_index: Index) -> None:
    def load() -> Assistant:
        raise UserError("The model lacks a file.", "Install pincite again.")

    workspace = Workspace(tiny_index, load)
    workspace.start()
    assert workspace.tasks.wait(30)
    assert is_settled(workspace)
