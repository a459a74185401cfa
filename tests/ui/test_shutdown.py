"""SIGTERM at any time: the page ends in order, says nothing, and leaves nothing half done."""

import asyncio
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

import httpx
import pytest

from index import Index
from tests.support.servers import hangs, serving
from tests.support.serving import address_in, run
from tests.support.soak_visitors import Page, WrongError, client, site

pytestmark = [pytest.mark.server, pytest.mark.slow]

QUESTION = "How many Ukrainian villages does Russia say it captured over the past week?"
STOPPED = 128 + signal.SIGTERM
LONGEST = 12.0
"""Seconds: the server's own, those that it waits for tasks, and some for a busy machine."""


@pytest.fixture(scope="module")
def folder(seeds_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(seeds_index, tmp_path_factory.mktemp("shutdown") / "index")


class Serving:
    """A page in a process of its own, as a person starts it."""

    def __init__(self, folder: Path, log: Path, *options: str) -> None:
        command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--index", str(folder)]
        self.folder = folder
        self.log = log
        self.process = run(log, [*command, *options])
        self.address = address_in(log, self.process)

    def wait_until_ready(self) -> None:
        for _ in range(600):
            response = httpx.post(f"{self.address}/gradio_api/run/search", json={"data": ["x", 1]})
            if response.status_code == 200:
                break
            time.sleep(0.1)
        self.ask()

    def ask(self) -> None:
        data = {"data": [QUESTION]}
        httpx.post(f"{self.address}/gradio_api/run/ask", json=data, timeout=60)

    def terminate(self) -> None:
        """Send SIGTERM, and see how it ends."""
        before = time.monotonic()
        self.process.send_signal(signal.SIGTERM)
        try:
            status = self.process.wait(LONGEST + 20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise
        assert status == STOPPED, self.log.read_text()
        assert time.monotonic() - before < LONGEST
        assert self.log.read_text() == f"Open {self.address}\n"
        assert not list(self.folder.glob("pincite-*"))  # uploads on their way


@pytest.mark.parametrize("seconds", [0.0, 0.3, 1.5])
def test_while_it_loads(folder: Path, tmp_path: Path, seconds: float) -> None:
    page = Serving(folder, tmp_path / "log")
    time.sleep(seconds)
    page.terminate()


def test_ctrl_c_is_told_in_a_sentence(tmp_path: Path) -> None:
    page = Serving(tmp_path / "index", tmp_path / "log")
    page.process.send_signal(signal.SIGINT)
    assert page.process.wait(LONGEST + 20) == 128 + signal.SIGINT
    said = f"Open {page.address}\npincite: Interrupted.\n"
    assert page.log.read_text() == said
    assert not list(page.folder.glob("pincite-*"))


@pytest.mark.parametrize("seconds", [0.05, 0.4])
def test_while_it_answers(folder: Path, tmp_path: Path, seconds: float) -> None:
    page = Serving(folder, tmp_path / "log")
    page.wait_until_ready()
    asking = [threading.Thread(target=_ask_and_be_cut_off, args=(page,)) for _ in range(6)]
    for thread in asking:
        thread.start()
    time.sleep(seconds)
    page.terminate()
    for thread in asking:
        thread.join(60)


def _ask_and_be_cut_off(page: Serving) -> None:
    with suppress(httpx.HTTPError):
        page.ask()


def test_while_a_model_keeps_silent(folder: Path, tmp_path: Path) -> None:
    with serving(hangs(40)) as model:
        page = Serving(folder, tmp_path / "log", "--llm", model.url, "--model", "m")
        asking = threading.Thread(target=_ask_and_be_cut_off, args=(page,))
        asking.start()
        for _ in range(600):
            if model.asked:
                break
            time.sleep(0.1)
        assert model.asked
        page.terminate()
        asking.join(60)


@pytest.mark.parametrize("seconds", [0.1, 1.0])
def test_while_it_indexes(seeds_index: Path, tmp_path: Path, seconds: float) -> None:
    shutil.copytree(seeds_index, tmp_path / "index")
    page = Serving(tmp_path / "index", tmp_path / "log")
    line = "The ferry of Lindau carried {} people on Sunday, and {} of them were late.\n\n"
    text = "".join(line.format(n, n % 7) for n in range(8_000))
    adding = threading.Thread(target=lambda: asyncio.run(_add(page.address, text)))
    adding.start()
    for _ in range(600):
        if list((tmp_path / "index" / "uploads").glob("ferry*")):
            break
        time.sleep(0.05)
    time.sleep(seconds)
    page.terminate()
    adding.join(60)
    with Index.open(tmp_path / "index") as index:
        assert {finding.severity for finding in index.examine()} <= {"notice"}
        assert index.search("glide bombs", 1)


async def _add(address: str, text: str) -> None:
    """Drop a file in, as the page does; the server may be gone before it says what became of it."""
    async with client(address) as http:
        page = Page(await site(address), http)
        await http.get("/")
        sent = await http.post("/gradio_api/upload", files={"files": ("ferry.txt", text)})
        file = {"path": sent.json()[0], "meta": {"_type": "gradio.FileData"}}
        with suppress(httpx.HTTPError, WrongError):
            await page.call("add", [[file]])
