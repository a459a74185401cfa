"""What Gradio is told of a call by a program."""

import asyncio
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from ui.web.access.authentication import Access
from ui.web.conversations.links import Links
from ui.web.conversations.store import Conversations
from ui.web.gate.arguments import text
from ui.web.gate.deposits import Deposits
from ui.web.gate.functions import Function
from ui.web.gate.gate import Gate
from ui.web.gate.lines import MOST_OF_A_FUNCTION, MOST_OF_A_SESSION, Lines
from ui.web.gate.owners import _UNFETCHED_OF_AN_ADDRESS
from ui.web.turns import Turns

ASK = Function(0, "ask", "ask", {"question": text})


class Full(Lines):
    def __init__(self, is_full: bool) -> None:
        functions = {0: SimpleNamespace(concurrency_id="a")}
        queue = SimpleNamespace(event_queue_per_concurrency_id={}, pending_event_ids_session={})
        super().__init__(SimpleNamespace(fns=functions, _queue=queue))
        self.is_full = is_full

    def full(self, function: int, session: str) -> bool:
        return self.is_full or super().full(function, session)


def gate_of(app: Any, folder: Path, full: bool = False) -> Gate:
    return Gate(
        app,
        access=Access(),
        functions={0: ASK},
        deposits=Deposits(folder),
        turns=Turns(1, 1, 5.0),
        lines=Full(full),
        ready=lambda: True,
        named=lambda _: True,
        links=Links(Conversations(folder)),
    )


def posted(
    folder: Path, path: str, body: dict[str, Any], *, full: bool = False
) -> tuple[int, Any, list[Any]]:
    """Status, headers, and the bodies that came through."""
    came: list[Any] = []
    sent: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        came.append(json.loads((await receive())["body"]))
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"{}"})

    async def receive() -> Any:
        return {"type": "http.request", "body": json.dumps(body).encode()}

    async def send(message: Any) -> None:
        sent.append(message)

    gate = gate_of(app, folder, full)
    scope = {"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b""}
    asyncio.run(gate(scope, receive, send))
    return sent[0]["status"], dict(sent[0]["headers"]), came


@pytest.mark.parametrize("how", ["run", "api"])
def test_programs_share_a_session(tmp_path: Path, how: str) -> None:
    code, _, came = posted(tmp_path, f"/gradio_api/{how}/ask", {"data": ["Who?"]})
    assert (code, came) == (200, [{"data": ["Who?"], "session_hash": "programs_"}])


def test_a_session_that_is_named_is_kept(tmp_path: Path) -> None:
    body = {"data": ["Who?"], "session_hash": "mine"}
    assert posted(tmp_path, "/gradio_api/run/ask", body)[2] == [body]


def test_a_call_in_two_steps_gets_a_session_of_its_own(tmp_path: Path) -> None:
    # Gradio names it after the event, by which its result is fetched
    assert posted(tmp_path, "/gradio_api/call/ask", {"data": ["Who?"]})[2] == [{"data": ["Who?"]}]


def test_what_is_too_much_is_told_to_come_again(tmp_path: Path) -> None:
    body = {"fn_index": 0, "data": ["Who?"], "session_hash": "s"}
    join = "/gradio_api/queue/join"
    code, headers, came = posted(tmp_path, join, body, full=True)
    assert (code, headers[b"retry-after"], came) == (503, b"5", [])
    assert posted(tmp_path, join, body)[0] == 200


@pytest.mark.parametrize(
    ("path", "session", "most"),
    [
        ("/gradio_api/queue/join", "s{number}", MOST_OF_A_FUNCTION),
        ("/gradio_api/queue/join", "one", MOST_OF_A_SESSION),
        ("/gradio_api/call/ask", "", _UNFETCHED_OF_AN_ADDRESS),
    ],
)
def test_calls_that_come_at_once_find_no_more_places_than_there_are(
    tmp_path: Path, path: str, session: str, most: int
) -> None:
    """Gradio counts a call a while after it was let in."""
    came: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await asyncio.sleep(0.05)
        came.append((await receive())["body"])
        await asyncio.sleep(0.05)
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b'{"event_id": "e%d"}' % len(came)})

    gate = gate_of(app, tmp_path)

    async def post(number: int) -> int:
        body = {"fn_index": 0, "data": ["Who?"]}
        if session:
            body["session_hash"] = session.format(number=number)
        sent: list[Any] = []

        async def receive() -> Any:
            return {"type": "http.request", "body": json.dumps(body).encode()}

        async def send(message: Any) -> None:
            sent.append(message)

        scope = {"type": "http", "method": "POST", "path": path, "headers": [], "query_string": b""}
        await gate(scope, receive, send)
        return int(sent[0]["status"])

    async def use() -> None:
        codes = await asyncio.gather(*map(post, range(most + 10)))
        assert sorted(codes) == [200] * most + [503] * 10 and len(came) == most
        if session:  # the places were given back, as nothing waits in Gradio's queue
            assert await post(0) == 200

    asyncio.run(use())


def test_a_call_that_fails_gives_its_place_back(tmp_path: Path) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        raise RuntimeError("broken")

    gate = gate_of(app, tmp_path)
    body = json.dumps({"fn_index": 0, "data": ["Who?"], "session_hash": "s"}).encode()

    async def receive() -> Any:
        return {"type": "http.request", "body": body}

    async def use() -> None:
        for path in ("/gradio_api/queue/join", "/gradio_api/call/ask"):
            scope = {"type": "http", "method": "POST", "path": path, "query_string": b""}
            for _ in range(MOST_OF_A_FUNCTION + 1):
                with pytest.raises(RuntimeError, match="broken"):
                    await gate({**scope, "headers": []}, receive, receive)

    asyncio.run(use())
