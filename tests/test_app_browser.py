import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fakes import ATTACK, LATE, TEN
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from ui.render import plain

pytestmark = pytest.mark.browser

SERVE = """
import sys
sys.path.insert(0, {tests!r})
from fakes import FakeAssistant
from ui.app import serve
serve(FakeAssistant(), port={port}, documents=3, examples=["How many villages?"])
"""


def start(log: Path, port: int = 0) -> subprocess.Popen[bytes]:
    code = SERVE.format(tests=str(Path(__file__).parent), port=port)
    # what a user may have set must not open the page up
    environment = os.environ | {"GRADIO_ANALYTICS_ENABLED": "True", "GRADIO_SHARE": "True"}
    with log.open("wb") as stderr:
        return subprocess.Popen([sys.executable, "-c", code], stderr=stderr, env=environment)


def address_in(log: Path, process: subprocess.Popen[bytes]) -> str:
    for _ in range(600):
        if found := re.search(r"Open (http://127\.0\.0\.1:\d+)\n", log.read_text()):
            return found[1]
        assert process.poll() is None, log.read_text()
        time.sleep(0.1)
    raise AssertionError(f"no page after a minute: {log.read_text()}")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("page") / "stderr"
    process = start(log)
    try:
        yield address_in(log, process)
    finally:
        process.kill()
        process.wait()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", *quiet])
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A window that fails its test if it asks another host for anything, or if a script fails."""
    context = browser.new_context(viewport={"width": 375, "height": 720})
    asked: list[str] = []
    failed: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    context.on("weberror", lambda error: failed.append(str(error.error)))
    yield context
    context.close()
    assert asked
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert failed == []


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    page = context.new_page()
    page.goto(address)
    page.get_by_label("Question", exact=True).wait_for()
    return page


def ask(page: Page, question: str) -> None:
    box = page.get_by_label("Question", exact=True)
    box.fill(question)
    box.press("Enter")


def test_an_answer_with_its_sources(page: Page) -> None:
    expect(page.get_by_text("Answers from 3 documents; every claim cites")).to_be_visible()
    ask(page, "How many villages?")
    expect(page.locator(".question")).to_have_text("How many villages?")
    expect(page.locator(".claim").first).to_have_text(
        "Ten villages were taken, the ministry said. [1]"
    )
    expect(page.get_by_label("Question", exact=True)).to_have_value("")
    assert page.locator("mark").all_text_contents() == [TEN, LATE]
    expect(page.locator(".sources li").first).to_contain_text("Fighting in the east")
    expect(page.locator(".sources a")).to_have_attribute("href", "https://news.example/villages")
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width == 375


def test_a_marker_leads_to_its_source_and_keeps_the_conversation(page: Page) -> None:
    page.goto(f"{page.url}?__theme=dark")
    ask(page, "How many villages?")
    page.locator(".claim").nth(1).get_by_role("link", name="Source 2").click()
    expect(page.locator(".sources li").nth(1)).to_be_focused()
    expect(page.locator(".sources li").nth(1)).to_be_in_viewport()
    expect(page.locator(".exchange")).to_have_count(1)


def test_a_conversation(page: Page) -> None:
    page.get_by_role("button", name="How many villages?").click()
    expect(page.locator(".claim")).to_have_count(2)
    ask(page, "Who is the president?")
    expect(page.locator(".abstained")).to_have_text("The documents do not answer this question.")
    expect(page.get_by_text("The nearest passages")).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(2)
    page.get_by_label("Question", exact=True).fill("How many villages?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".claim")).to_have_count(4)
    ids = page.locator(".sources li[id]").evaluate_all("items => items.map(item => item.id)")
    assert len(set(ids)) == 4
    ask(page, "   ")
    page.wait_for_timeout(500)
    expect(page.locator(".exchange")).to_have_count(3)


def test_two_questions_at_once_are_both_kept(page: Page) -> None:
    ask(page, "slow")
    expect(page.locator(".pending")).to_be_visible()
    page.get_by_role("button", name="How many villages?").click()
    expect(page.locator(".claim")).to_have_count(2)
    expect(page.locator(".exchange")).to_have_count(2)
    expect(page.locator(".abstained")).to_be_visible()
    expect(page.locator(".claim")).to_have_count(2)


def test_errors_are_one_sentence(page: Page) -> None:
    ask(page, "x" * 3000)
    expect(page.get_by_role("alert").first).to_have_text(
        "The question is too long. Ask it in fewer words."
    )
    ask(page, "broken")
    expect(page.locator(".failed").nth(1)).to_have_text(
        "Something is wrong in pincite itself. The terminal that runs it says what."
    )


def test_the_question_shows_while_it_is_answered(page: Page) -> None:
    ask(page, "slow")
    expect(page.locator(".pending")).to_be_visible()
    page.get_by_label("Question", exact=True).fill("the next one")
    expect(page.locator(".abstained")).to_be_visible()
    expect(page.get_by_label("Question", exact=True)).to_have_value("the next one")
    expect(page.locator(".pending")).to_have_count(0)


def test_two_windows_have_a_conversation_each(page: Page, context: BrowserContext) -> None:
    other = context.new_page()
    other.goto(page.url)
    other.get_by_label("Question", exact=True).wait_for()
    ask(page, "slow first")
    ask(other, "slow second")
    expect(page.locator(".abstained")).to_be_visible()
    expect(other.locator(".abstained")).to_be_visible()
    expect(page.locator(".question")).to_have_text("slow first")
    expect(other.locator(".question")).to_have_text("slow second")


def test_nothing_of_a_hostile_document_runs(page: Page) -> None:
    title = page.title()
    ask(page, "What is hostile?")
    expect(page.locator(".claim")).to_have_count(len(ATTACK))
    page.wait_for_timeout(500)
    assert page.title() == title
    assert page.locator("mark").all_text_contents() == [plain(attack) for attack in ATTACK]
    assert page.locator(".reply :is(script, img, iframe, i, b, a:not(.marker))").count() == 0
    ask(page, "<img src=http://outside.example/c.png onerror=\"document.title='owned'\">")
    expect(page.locator(".abstained")).to_be_visible()
    assert page.title() == title


def test_the_policy_of_the_page_stops_what_escaping_would_miss(page: Page, address: str) -> None:
    title = page.title()
    page.evaluate(
        "document.body.insertAdjacentHTML('beforeend', `<img src='${location.origin}/no.png'"
        ' onerror="document.title = 1">`)'
    )
    page.wait_for_timeout(500)
    assert page.title() == title
    with urllib.request.urlopen(address) as response:
        policy = response.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "http" not in policy


def call(address: str, question: str) -> tuple[str, Any]:
    """What the endpoint answers: the kind of event and its value."""
    url = f"{address}/gradio_api/call/ask"
    body = json.dumps({"data": [question]}).encode()
    request = urllib.request.Request(url, body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as response:
        event = json.load(response)["event_id"]
    with urllib.request.urlopen(f"{url}/{event}") as response:
        kind, data = response.read().decode().strip().split("\n")[:2]
    return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_the_endpoint_answers_in_json(address: str) -> None:
    kind, [answer] = call(address, "How many villages?")
    assert (kind, answer["abstained"]) == ("complete", False)
    assert answer["claims"][0]["citations"][0]["quote"] == TEN
    kind, error = call(address, "x" * 3000)
    assert (kind, error["error"]) == ("error", "The question is too long. Ask it in fewer words.")
    assert call(address, "\ud800")[0] == "complete"


def test_a_request_under_another_name_is_turned_away(address: str) -> None:
    request = urllib.request.Request(address, headers={"Host": "evil.example"})
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)
    raised.value.close()
    assert raised.value.code == 400


def test_a_port_in_use_is_a_user_error(address: str, tmp_path: Path) -> None:
    port = int(address.rpartition(":")[2])
    process = start(tmp_path / "stderr", port)
    assert process.wait(60) == 1
    shown = (tmp_path / "stderr").read_text()
    assert f"UserError: Port {port} is in use. Choose another with --port" in shown


def test_interrupted_while_a_page_is_open_it_ends_quietly(tmp_path: Path, browser: Browser) -> None:
    process = start(tmp_path / "stderr")
    address = address_in(tmp_path / "stderr", process)
    page = browser.new_page()
    page.goto(address)
    page.get_by_label("Question", exact=True).wait_for()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    page.close()
    assert (tmp_path / "stderr").read_text() == f"Open {address}\n"
