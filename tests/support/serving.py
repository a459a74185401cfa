"""Pages for tests in a browser: each served by a process of its own, and watched."""

import os
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.paths import ROOT

expect.set_options(timeout=30_000)  # a busy machine is no fault of the page

FAKE = """
import sys
sys.path.insert(0, {tests!r})
from tests.support.fake_models import FakeEncoder
from tests.support.fakes import FakeAssistant
from index import Index
from ui.web.workspace import Workspace
from ui.web.server import serve
index = Index.open({folder!r}, encoder=FakeEncoder())
if {documents!r}:
    index.sync({documents!r})
workspace = Workspace(index, FakeAssistant, fast=False)
workspace.examples.make = lambda: None
workspace.examples.questions = ("How many villages?",)
serve(workspace, port={port})
"""
"""A page over an assistant that knows three questions."""

READING = """
import sys
sys.path.insert(0, {tests!r})
from tests.support.fake_models import FakeEncoder, FakeReader
from index import Index
from qa import Assistant
from ui.web.workspace import Workspace
from ui.web.server import serve
index = Index.open({folder!r}, encoder=FakeEncoder())
if {documents!r}:
    index.sync({documents!r})
serve(Workspace(index, lambda: Assistant(index, reader=FakeReader())), port={port})
"""
"""A page over documents, read by a reader that knows words only."""


def start(
    log: Path, code: str, folder: Path, documents: Path | None = None, port: int = 0
) -> subprocess.Popen[bytes]:
    """A process that serves a page; it says where in `log`."""
    filled = code.format(
        tests=str(ROOT), folder=str(folder), documents=documents and str(documents), port=port
    )
    return run(log, [sys.executable, "-c", filled])


def run(log: Path, command: list[str], **environment: str) -> subprocess.Popen[bytes]:
    # what a user may have set must not open the page up
    hostile = {"GRADIO_ANALYTICS_ENABLED": "True", "GRADIO_SHARE": "True"}
    with log.open("wb") as stderr:
        return subprocess.Popen(
            command, stderr=stderr, env=os.environ | hostile | environment, cwd=ROOT
        )


def address_in(log: Path, process: subprocess.Popen[bytes]) -> str:
    for _ in range(1200):
        if found := re.search(r"Open (http://127\.0\.0\.1:\d+)\n", log.read_text()):
            return found[1]
        assert process.poll() is None, log.read_text()
        time.sleep(0.05)
    raise AssertionError(f"no page after a minute: {log.read_text()}")


@contextmanager
def served(process: subprocess.Popen[bytes], log: Path) -> Iterator[str]:
    """The address of a page, which ends with the block."""
    try:
        yield address_in(log, process)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


@contextmanager
def watched(browser: Browser, address: str, **options: Any) -> Iterator[BrowserContext]:
    """A window that fails its test if it asks another host for anything, or if a script fails."""
    context = browser.new_context(**({"viewport": {"width": 1280, "height": 860}} | options))
    asked: list[str] = []
    failed: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: failed.append(str(error.error)))
    context.on("dialog", lambda dialog: failed.append(dialog.message))
    try:
        yield context
    finally:
        context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert failed == []


def opened(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Question", exact=True).wait_for()
    expect(page.get_by_text("Loading the models")).to_have_count(0, timeout=60_000)
    return page


def ask(page: Page, question: str) -> None:
    """Ask, and wait for what comes of it."""
    last = "(document.querySelector('#conversation .exchange:last-of-type')?.id ?? '')"
    before = page.evaluate(last)
    begin(page, question)
    page.wait_for_function(f"before => {last} !== before", arg=before, timeout=30_000)


def begin(page: Page, question: str) -> None:
    box = page.get_by_label("Question", exact=True)
    box.fill(question)
    box.press("Enter")


def go(page: Page, tab: str) -> None:
    """Choose a tab; on a narrow page it may lie in a menu."""
    button = page.get_by_role("tab", name=tab, exact=True)
    more = page.get_by_role("button", name="More tabs")
    expect(button.or_(more).first).to_be_visible()
    if not button.is_visible():
        more.click()
        button = page.locator(".overflow-dropdown button", has_text=tab)
    button.click()


def drop(page: Page, *files: Path) -> None:
    """Give files to the drop area of the tab Documents, and wait until they are taken in."""
    go(page, "Documents")
    page.locator("#drop input[type=file]").set_input_files(list(files))
    expect(page.locator("#outcome .outcome")).to_contain_text(
        re.compile("added|Skipped"), timeout=60_000
    )
