"""The page for programs: endpoints, MCP tools, and the password before all of them."""

import asyncio
import base64
import json
import re
import shutil
import sys
import urllib.error
import urllib.request
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.support.endpoints import ENDPOINTS
from tests.support.serving import ask, run, served, watched

pytestmark = pytest.mark.browser
QUESTION = "How many Ukrainian villages does Russia say it captured over the past week?"
TEN = re.compile(r"\b10 (Ukrainian )?villages\b")
"""What two of the documents say, each in its own words."""
SECRET = ("editor", "pässword: with a colon")


def command(folder: Path, *options: str) -> list[str]:
    serve = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--index", str(folder)]
    return [*serve, *options]


@pytest.fixture(scope="module")
def folder(seeds_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(seeds_index, tmp_path_factory.mktemp("serve") / "index")


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
        # and after some guesses, not even that is said
        assert status(address + place, SECRET[0], "wrong", method=method) in (401, 429)
        assert status(address + place, "other", SECRET[1], method=method) in (401, 429)
    assert status(address, *SECRET) == 200


def test_a_password_that_is_no_base64(address: str) -> None:
    request = urllib.request.Request(address, headers={"Authorization": "Basic %%%"})
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)
    raised.value.close()
    assert raised.value.code == 401


def test_a_person_logs_in_and_out(folder: Path, browser: Browser, tmp_path: Path) -> None:
    log = tmp_path / "log"
    process = run(log, command(folder, "--auth", SECRET[0]), PINCITE_PASSWORD=SECRET[1])
    with served(process, log) as address, watched(browser, address) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_label("Name").fill(SECRET[0])
        page.get_by_label("Password").fill("a wrong password")
        page.get_by_role("button", name="Log in").click()
        expect(page.get_by_role("alert")).to_contain_text("The name or the password is wrong.")
        page.get_by_label("Name").fill(SECRET[0])
        page.get_by_label("Password").fill(SECRET[1])
        page.get_by_role("button", name="Log in").click()
        page.get_by_label("Question", exact=True).wait_for()
        (cookie,) = [c for c in context.cookies() if c["name"].startswith("pincite_session_")]
        assert cookie["httpOnly"] and cookie["sameSite"] == "Strict"
        ask(page, QUESTION)
        expect(page.locator("#conversation .claim").first).to_contain_text("villages")
        page.get_by_role("button", name="Log out").click()
        page.get_by_label("Password").wait_for()
        assert page.request.get(f"{address}/config").status == 401


def test_the_endpoints_by_their_client(address: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from gradio_client import Client

        client = Client(address, httpx_kwargs={"auth": SECRET}, verbose=False)
        names = client.view_api(return_format="dict", print_info=False)["named_endpoints"]
        assert set(names) == {f"/{name}" for name in ENDPOINTS}
        answer = client.predict(QUESTION, api_name="/ask")
        assert TEN.search(answer["claims"][0]["citations"][0]["quote"])
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
    assert names == list(ENDPOINTS)
    assert not answer.isError and TEN.search(answer.content[0].text)
    assert wrong.isError and "The question is empty." in wrong.content[0].text


def test_without_the_option_there_are_no_tools(folder: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with served(run(log, command(folder)), log) as address:
        assert status(f"{address}/gradio_api/mcp/", method="POST") in (404, 405)
        with urllib.request.urlopen(f"{address}/gradio_api/info") as response:
            names = set(json.load(response)["named_endpoints"])
            assert names == {f"/{name}" for name in ENDPOINTS}
