"""The whole page behind its gate, in this process, for tests that talk to it over HTTP."""

import asyncio
import gc
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from index import Index
from tests.support.fakes import FakeAssistant
from ui.web.access.authentication import Access
from ui.web.app import build
from ui.web.gate.deposits import Deposits
from ui.web.server import application
from ui.web.workspace import Workspace

HERE = "http://127.0.0.1:7860"


@contextmanager
def loops_closed() -> Iterator[None]:
    """Gradio makes event loops that it does not close, which would fail another test."""
    before = {id(loop) for loop in _loops()}
    yield
    for loop in _loops():
        if id(loop) not in before and not loop.is_running():
            loop.close()


def _loops() -> list[asyncio.AbstractEventLoop]:
    return [o for o in gc.get_objects() if isinstance(o, asyncio.BaseEventLoop)]


@contextmanager
def gated(
    index: Index, folder: Path, access: Access | None = None, *, mcp: bool = False, **options: Any
) -> Iterator[tuple[TestClient, Workspace]]:
    """A client that keeps no cookies, and the workspace behind the page."""
    workspace = Workspace(index, options.pop("load", FakeAssistant), **options)
    workspace.examples.make = lambda: None  # type: ignore[method-assign]
    folder.mkdir(parents=True, exist_ok=True)
    workspace.deposits = Deposits(folder)
    app = application(build(workspace), workspace, "127.0.0.1", access or Access(), mcp=mcp)
    with TestClient(app, HERE, raise_server_exceptions=False) as client:
        workspace.assistant()
        yield client, workspace
        client.cookies.clear()


class Browser:
    """What a browser does with the page: it has a cookie, an origin and a session."""

    def __init__(self, client: TestClient, session: str, **headers: str) -> None:
        client.cookies.clear()
        page = client.get("/", headers=headers)
        cookie = page.headers.get("set-cookie", "").partition(";")[0]
        client.cookies.clear()
        both = "; ".join(filter(None, (cookie, headers.pop("Cookie", ""))))
        self.headers = {"Cookie": both, "Origin": HERE, **headers}
        self.session = session
        self._client = client

    def post(self, path: str, body: Any, **headers: str) -> Any:
        found = self._client.post(path, json=body, headers=self.headers | headers)
        self._client.cookies.clear()
        return found

    def upload(self, name: str, content: bytes, **headers: str) -> Any:
        sent = {"files": (name, content)}
        path = "/gradio_api/upload"
        return self._client.post(path, files=sent, headers=self.headers | headers)

    def call(self, id: int, data: list[Any], event: Mapping[str, str] | None = None) -> Any:
        """What a function of the page gives at its end; the status where it is refused."""
        asked = {"data": data, "fn_index": id, "session_hash": self.session, "event_data": event}
        joined = self.post("/gradio_api/queue/join", asked)
        if joined.status_code != 200:
            return joined.status_code
        return self.result()

    def result(self) -> Any:
        """What comes of the last call."""
        query = f"/gradio_api/queue/data?session_hash={self.session}"
        with self._client.stream("GET", query, headers=self.headers) as stream:
            for line in stream.iter_lines():
                message = json.loads(line.removeprefix("data: ")) if line else {}
                if message.get("msg") == "process_completed":
                    return message
        return None


def numbers(client: TestClient, headers: Mapping[str, str] | None = None) -> dict[str, int]:
    """Name of every function of the page → its number; as the page itself says."""
    config = client.get("/config", headers=dict(headers or {})).json()
    return {
        dependency["api_name"] or str(dependency["id"]): dependency["id"]
        for dependency in config["dependencies"]
    }
