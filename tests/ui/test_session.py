"""What one page keeps to itself: the conversation, and the key of whoever runs it."""

import pytest

from index import Index
from qa import Assistant
from tests.support.fake_models import FakeReader
from tests.support.servers import says, serving
from ui.web.choices import Choices, ModelServers
from ui.web.session import Session
from ui.web.workspace import Workspace


@pytest.fixture
def workspace(tiny_index: Index) -> Workspace:
    return Workspace(
        tiny_index,
        lambda: Assistant(tiny_index, reader=FakeReader()),
        model_servers=ModelServers(any=True),
    )


def test_the_key_of_whoever_runs_the_page_goes_to_no_server_of_a_visitor(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PINCITE_LLM_KEY", "sk-of-the-operator")
    with serving(says("The harbour of Lindau was closed for nine days in March.")) as server:
        workspace.try_model(server.url, "m")
        session = Session(choices=Choices(address=server.url, model="m"))
        *_, last = session.ask(workspace, "How long was the harbour of Lindau closed in March?")
    assert last.answer
    assert len(server.keys) == 2
    assert not any("sk-of-the-operator" in str(headers) for headers in server.headers)


def test_a_conversation_begins_anew_where_another_model_is_chosen(workspace: Workspace) -> None:
    """Else the follow-up, and what was said before, would go to the model that was left."""
    session = Session()
    list(session.ask(workspace, "How long was the harbour of Lindau closed in March?"))
    with serving(says("The documents do not answer this question.")) as server:
        session.choose(Choices(address=server.url, model="m"))
        *_, last = session.ask(workspace, "How long was the harbour of Lindau closed?")
        assert len(server.asked) == 1
        *_, last = session.ask(workspace, "and in April?")
        before = len(server.asked)
        session.choose(Choices())
        *_, last = session.ask(workspace, "and in April?")
        assert len(server.asked) == before
    assert last.answer
    assert last.answer.question == "and in April?"  # nothing was asked before


def test_no_model_server_is_a_visitors_to_name_unless_it_is_said(tiny_index: Index) -> None:
    closed = Workspace(tiny_index, lambda: Assistant(tiny_index, reader=FakeReader()))
    with serving(says("Yes.")) as server:
        session = Session(choices=Choices(address=server.url, model="m"))
        list(session.ask(closed, "How long was the harbour of Lindau closed in March?"))
        assert server.asked == []
