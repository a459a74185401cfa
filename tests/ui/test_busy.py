"""Visitors who wait, models that they choose, and connections that say nothing."""

import asyncio
import datetime
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from index import Index
from index.errors import UserError
from index.types import EVERYWHERE, Scope
from qa.types import Answer
from qa.writing import limits, llm
from tests.support.fakes import FakeAssistant
from tests.support.gates import Browser, gated, loops_closed, numbers
from tests.support.servers import fails, hangs, serving
from ui.render.conversation import exchange_to_speech
from ui.web import session as session_module
from ui.web import workspace as workspace_module
from ui.web.choices import Choices, ModelServers
from ui.web.gate import connections
from ui.web.session import Session
from ui.web.turns import BusyError
from ui.web.workspace import Workspace


def test_a_fault_gives_the_turn_back(tiny_index: Index) -> None:
    workspace = Workspace(tiny_index, FakeAssistant)
    for _ in range(5):
        with pytest.raises(RuntimeError):
            workspace.ask("broken")
    assert workspace.ask("How many villages?").claims
    assert workspace.turns.join().look(0)


class Never(FakeAssistant):
    """Answers once it may."""

    go = threading.Event()

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        self.go.wait(30)
        return super().ask(question, scope=scope, as_of=as_of)


def test_a_visitor_is_told_how_many_are_before_and_does_not_wait_for_ever(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_module, "_PATIENCE", 0.3)
    monkeypatch.setattr(session_module, "_LOOK_SECONDS", 0.1)
    workspace = Workspace(tiny_index, FakeAssistant)
    workspace.examples.make = lambda: None  # type: ignore[method-assign]
    tickets = [workspace.turns.join() for _ in range(3)]
    stages = list(Session().ask(workspace, "How many villages?"))
    said = [exchange_to_speech(exchange) for exchange in stages]
    assert any("pincite is busy" in s and "2 questions before yours" in s for s in said)
    assert stages[-1].failure.startswith("pincite is busy")
    for ticket in tickets:
        workspace.turns.leave(ticket)
    *_, last = Session().ask(workspace, "How many villages?")
    assert last.answer


def test_a_slow_model_of_a_visitor_keeps_only_such_waiting(tiny_index: Index) -> None:
    workspace = Workspace(tiny_index, FakeAssistant, model_servers=ModelServers(any=True))
    chosen = Session(choices=Choices(address="http://127.0.0.1:9/v1", model="m"))
    held = [workspace.turns_for(chosen.choices).join() for _ in range(2)]
    first = next(iter(chosen.ask(workspace, "How many villages?")))
    assert first.stage in ("loading", "waiting")
    *_, last = Session().ask(workspace, "How many villages?")
    assert last.answer
    del held


# Model servers


@pytest.mark.parametrize(
    ("servers", "address", "may"),
    [
        (ModelServers(), "http://127.0.0.1:9/v1", False),
        (ModelServers(any=True), "http://127.0.0.1:9/v1", True),
        (ModelServers(addresses=("http://models.example/v1",)), "http://models.example/v1/", True),
        (ModelServers(addresses=("http://models.example/v1",)), "http://models.example/", False),
        (ModelServers(addresses=("http://models.example/v1",)), "http://169.254.169.254/", False),
    ],
)
def test_which_model_servers_a_visitor_may_name(
    tiny_index: Index, servers: ModelServers, address: str, may: bool
) -> None:
    assert servers.allow(address) is may
    workspace = Workspace(tiny_index, FakeAssistant, model_servers=servers)
    if not may:
        with pytest.raises(UserError, match="may not be chosen here"):
            workspace.try_model(address, "m")


def test_whatever_answers_at_an_address_a_visitor_reads_the_same(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm, "EVEN_SECONDS", 0.1)
    monkeypatch.setattr(limits, "_WHILE", 0.01)  # so it is told first that it is waited for
    workspace = Workspace(tiny_index, FakeAssistant, model_servers=ModelServers(any=True))
    said = set()
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    said.add(_refusal(workspace, f"http://127.0.0.1:{port}/v1"))
    for reply in (fails(401), fails(404), fails(500), fails(429)):
        with serving(reply) as server:
            said.add(_refusal(workspace, server.url).replace(server.url, "ADDRESS"))
    assert len(said) == 1, said


def _refusal(workspace: Workspace, address: str) -> str:
    with pytest.raises(UserError) as raised:
        workspace.try_model(address, "m")
    return str(raised.value)


def test_a_trial_waits_for_its_turn_and_not_for_ever(
    tiny_index: Index, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workspace_module, "_PATIENCE", 0.2)
    workspace = Workspace(tiny_index, FakeAssistant, model_servers=ModelServers(any=True))
    held = [workspace.turns_for(Choices(address="x")).join() for _ in range(2)]
    with serving(hangs(0)) as server, pytest.raises(BusyError):
        workspace.try_model(server.url, "m")
    del held


class Together(FakeAssistant):
    """Answers once two questions are asked at the same time."""

    both = threading.Barrier(2, timeout=20)

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        if "both" in question:
            self.both.wait()
        return super().ask(question, scope=scope, as_of=as_of)


# Gradio leaves event loops to the garbage collector
@pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
def test_questions_of_programs_are_answered_two_at_a_time(
    tiny_index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path / "incoming"))
    incoming = tmp_path / "incoming"
    with loops_closed(), gated(tiny_index, incoming, load=Together) as (client, _):
        programs = [Browser(client, name) for name in ("one", "two")]
        id = numbers(client)["ask"]
        for program in programs:
            asked = {"data": ["both now"], "fn_index": id, "session_hash": program.session}
            assert program.post("/gradio_api/queue/join", asked).status_code == 200
        assert all(program.result()["success"] for program in programs)


# Connections


@pytest.fixture
def port(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """A server that answers every request with a word; its patience is short."""
    monkeypatch.setattr(connections, "HEADER_SECONDS", 0.5)

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"word"})

    listening = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="critical", lifespan="off", **connections.options())
    server = uvicorn.Server(config)
    thread = threading.Thread(target=lambda: asyncio.run(server.serve([listening])))
    thread.start()
    yield int(listening.getsockname()[1])
    server.should_exit = True
    thread.join(20)
    listening.close()


def closed(connection: socket.socket) -> bool:
    connection.settimeout(20)
    try:
        while connection.recv(1000):
            pass
    except ConnectionResetError:
        pass
    except TimeoutError:
        return False
    return True


REQUEST = b"GET / HTTP/1.1\r\nHost: a\r\n\r\n"


@pytest.mark.parametrize("said", [b"", b"G", b"GET / HTTP/1.1\r\nHost: a\r\n"])
def test_half_a_request_is_not_waited_for(port: int, said: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(said)
        assert closed(connection)


def test_a_request_that_drips_is_not_waited_for(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        with pytest.raises(OSError):
            for _ in range(200):
                connection.sendall(b"a")
                time.sleep(0.05)
        assert closed(connection)


def test_many_silent_connections_keep_nobody_out(
    port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "HEADER_SECONDS", 60.0)
    monkeypatch.setattr(connections, "MOST_SILENT", 10)
    silent = [socket.create_connection(("127.0.0.1", port)) for _ in range(40)]
    with socket.create_connection(("127.0.0.1", port)) as honest:
        honest.sendall(REQUEST)
        honest.settimeout(20)
        assert b"200 OK" in honest.recv(1000)
    assert all(closed(connection) for connection in silent[:30])
    for connection in silent:
        connection.close()


def test_the_folder_of_uploads_is_gone_after_the_end(tmp_path: Path) -> None:
    from ui.web.incoming import incoming

    with incoming(tmp_path) as folder:
        (folder / "half.txt").write_text("half")
    assert list(tmp_path.iterdir()) == []
