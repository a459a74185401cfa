"""The page for programs: endpoints, MCP tools, and the password before all of them."""

import asyncio
import base64
import json
import sys
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from playwright.sync_api import Browser
from serving import opened, run, served

from index import Index
from ui.server import Login, login_of

pytestmark = pytest.mark.browser
QUESTION = "How many Ukrainian villages does Russia say it captured over the past week?"
SECRET = ("editor", "pässword: with a colon")


def command(folder: Path, *options: str) -> list[str]:
    serve = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--index", str(folder)]
    return [*serve, *options]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("serve") / "index"
    with Index.open(folder) as index:
        index.sync(SEEDS)
    return folder


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """A page with a password and MCP tools."""
    log = folder.parent / "log"
    process = run(log, command(folder, "--auth", SECRET[0], "--mcp"), PINCITE_PASSWORD=SECRET[1])
    with served(process, log) as address:
        yield address


def status(address: str, *secret: str, method: str = "GET") -> int:
    headers = {}
    if secret:
        code = base64.b64encode(":".join(secret).encode()).decode()
        headers["Authorization"] = f"Basic {code}"
    try:
        with urllib.request.urlopen(
            urllib.request.Request(address, headers=headers, method=method)
        ) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        error.close()
        return error.code


@pytest.mark.parametrize(
    "place",
    [
        "",
        "/config",
        "/gradio_api/info",
        "/gradio_api/upload",
        "/gradio_api/call/ask",
        "/gradio_api/mcp/",
        "/gradio_api/queue/join",
        "/gradio_api/file=/etc/passwd",
        "/static/img/logo.svg",
    ],
)
def test_nothing_is_served_without_the_password(address: str, place: str) -> None:
    for method in ("GET", "POST"):
        assert status(address + place, method=method) == 401
        assert status(address + place, SECRET[0], "wrong", method=method) == 401
        assert status(address + place, "other", SECRET[1], method=method) == 401
    assert status(address, *SECRET) == 200


def test_a_password_that_is_no_base64(address: str) -> None:
    request = urllib.request.Request(address, headers={"Authorization": "Basic %%%"})
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)
    raised.value.close()
    assert raised.value.code == 401


def test_the_page_works_behind_the_password(address: str, browser: Browser) -> None:
    secret: Any = {"username": SECRET[0], "password": SECRET[1]}
    context = browser.new_context(http_credentials=secret)
    try:
        opened(context, address)
    finally:
        context.close()


def test_the_endpoints_by_their_client(address: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gradio_client import Client

        client = Client(address, httpx_kwargs={"auth": SECRET}, verbose=False)
        names = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
        assert set(names) == {"/ask", "/search", "/documents"}
        answer = client.predict(QUESTION, api_name="/ask")
        assert "10 villages" in answer["claims"][0]["citations"][0]["quote"]
        found = client.predict("villages captured", 3, api_name="/search")
        assert [hit["rank"] for hit in found] == [1, 2, 3]
        documents = client.predict(api_name="/documents")
        assert len(documents) == 22
        assert set(documents[0]) == {"id", "title", "source", "published", "sentences"}
        client.close()


async def _tools(address: str) -> tuple[list[str], Any, Any]:
    import httpx
    from mcp import ClientSession
    from mcp.client.streamable_http import streamablehttp_client

    async with (
        streamablehttp_client(f"{address}/gradio_api/mcp/", auth=httpx.BasicAuth(*SECRET)) as (
            read,
            write,
            _,
        ),
        ClientSession(read, write) as session,
    ):
        await session.initialize()
        tools = await session.list_tools()
        answer = await session.call_tool("ask", {"question": QUESTION})
        wrong = await session.call_tool("ask", {"question": ""})
        return [tool.name for tool in tools.tools], answer, wrong


def test_the_tools_by_their_client(address: str) -> None:
    pytest.importorskip("mcp", reason="the extra mcp is not installed")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with ThreadPoolExecutor(1) as other:  # the driver of the browser has a loop in this thread
            names, answer, wrong = other.submit(lambda: asyncio.run(_tools(address))).result()
    assert names == ["ask", "search", "documents"]
    assert not answer.isError and "10 villages" in answer.content[0].text
    assert wrong.isError and "The question is empty." in wrong.content[0].text


def test_without_the_option_there_are_no_tools(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served(run(log, command(folder)), log) as address:
        assert status(f"{address}/gradio_api/mcp/", method="POST") in (404, 405)
        with urllib.request.urlopen(f"{address}/gradio_api/info") as response:
            assert set(json.load(response)["named_endpoints"]) == {"/ask", "/search", "/documents"}


def test_a_user_without_a_password(monkeypatch: pytest.MonkeyPatch) -> None:
    assert login_of(None) is None
    monkeypatch.setenv("PINCITE_PASSWORD", "x")
    assert login_of("editor") == Login("editor", "x")
