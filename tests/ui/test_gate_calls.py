"""What Gradio is told of a call by a program."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest

from ui.web.access.authentication import Access
from ui.web.conversations.links import Links
from ui.web.conversations.store import Conversations
from ui.web.gate.arguments import text
from ui.web.gate.deposits import Deposits
from ui.web.gate.functions import Function
from ui.web.gate.gate import Gate
from ui.web.gate.lines import Lines
from ui.web.turns import Turns

ASK = Function(0, "ask", "ask", {"question": text})


class Full(Lines):
    def __init__(self, is_full: bool) -> None:
        self.is_full = is_full

    def full(self, function: int, session: str) -> bool:
        return self.is_full


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

    gate = Gate(
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
