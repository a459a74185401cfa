"""What the page does with answers, whoever gives them: an assistant made by hand."""

import json
import re
import signal
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.documents import TINY
from tests.support.fakes import ATTACK, LATE, TEN
from tests.support.serving import (
    FAKE,
    address_in,
    ask,
    begin,
    drop,
    go,
    opened,
    served,
    start,
    watched,
)
from ui.render.text import plain

pytestmark = pytest.mark.browser


def written(folder: Path) -> Path:
    for name, text in TINY.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("page")
    log = folder / "stderr"
    process = start(log, FAKE, folder / "index", written(folder / "documents"))
    with served(process, log) as address:
        yield address


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with watched(browser, address, viewport={"width": 375, "height": 720}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return opened(context, address)


def test_an_answer_with_its_sources(page: Page) -> None:
    expect(page.get_by_text("Answers from 4 documents; every claim cites")).to_be_visible()
    ask(page, "How many villages?")
    expect(page.locator(".question")).to_have_text("How many villages?")
    expect(page.locator(".claim").first).to_have_text(
        "Ten villages were taken, the ministry said.\u00a01"
    )
    expect(page.get_by_label("Question", exact=True)).to_have_value("")
    assert page.locator("mark").all_text_contents() == [TEN, LATE]
    expect(page.locator(".sources summary").first).to_contain_text("Fighting in the east")
    link = page.locator(".sources a")
    expect(link).to_have_attribute("href", "https://news.example/villages")
    expect(link).to_have_attribute("rel", "noopener noreferrer nofollow")
    assert page.evaluate("document.documentElement.scrollWidth") == 375


@pytest.mark.parametrize("size", [(375, 800), (812, 375)])
def test_where_to_look_folds_on_a_telephone_once_it_is_asked(
    page: Page, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.get_by_role("button", name="Where to look").locator("visible=true").click()
    since = page.get_by_label("Since", exact=True).locator("visible=true")
    since.fill("2025")
    ask(page, "How many villages?")
    expect(page.locator("#where .label-wrap.open")).to_have_count(0)
    expect(since).to_have_count(0)
    expect(page.get_by_label("Question", exact=True)).to_be_focused()


def test_where_to_look_is_open_where_it_is_refused(page: Page) -> None:
    page.get_by_role("button", name="Where to look").locator("visible=true").click()
    since = page.get_by_label("Since", exact=True).locator("visible=true")
    since.fill("the day of the pig")
    ask(page, "How many villages?")
    expect(page.locator(".failed")).to_be_visible()
    expect(since).to_be_visible()


def test_the_first_source_is_open_when_the_answer_is_there(page: Page) -> None:
    ask(page, "How many villages?")
    sources = page.locator("#conversation .sources > li > details")
    expect(sources).to_have_count(2)
    expect(page.locator("#running .exchange")).to_have_count(0)
    expect(sources.nth(0).locator("mark")).to_be_visible()
    expect(sources.nth(1).locator("mark")).not_to_be_visible()
    sources.nth(0).locator("summary").click()
    ask(page, "Who is the president?")
    expect(sources.nth(0).locator("mark")).not_to_be_visible()  # as it was left


def test_a_marker_opens_its_source_and_keeps_the_conversation(page: Page) -> None:
    ask(page, "How many villages?")
    expect(page.locator("mark").nth(1)).not_to_be_visible()
    page.locator(".claim").nth(1).get_by_role("button", name="Source 2").click()
    expect(page.locator("mark").nth(1)).to_be_visible()
    expect(page.locator("mark").nth(1)).to_be_in_viewport()
    expect(page.locator("mark").nth(0)).not_to_be_visible()
    expect(page.locator("mark").nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".claim").nth(1).get_by_role("button", name="Source 2")).to_be_focused()
    ask(page, "Who is the president?")
    expect(page.locator("mark").nth(1)).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(2)


def test_sentences_of_one_document_are_one_card(page: Page) -> None:
    ask(page, "What is hostile?")
    cards = page.locator("#conversation .sources > li")
    expect(cards).to_have_count(1)
    cards.locator("summary").click()
    for number in (5, 2):
        page.get_by_role("button", name=f"Source {number}", exact=True).click()
        lit = page.locator(f"mark[id$='-{number}']")
        expect(lit).to_be_focused()
        expect(lit).to_be_in_viewport()
        expect(page.locator("mark[aria-current]")).to_have_attribute(
            "id", re.compile(f"-{number}$")
        )
        expect(page.get_by_role("button", name=f"Open at the sentence {number}")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Source 2", exact=True)).to_be_focused()


def test_a_conversation(page: Page) -> None:
    page.get_by_role("button", name="How many villages?").click()
    expect(page.locator(".claim")).to_have_count(2)
    ask(page, "Who is the president?")
    expect(page.locator(".abstained p").first).to_have_text(
        "The documents do not answer this question."
    )
    expect(page.get_by_role("heading", name="The nearest passages")).to_be_visible()
    page.get_by_label("Question", exact=True).fill("How many villages?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator(".claim")).to_have_count(4)
    ids = page.locator(".sources [id]").evaluate_all("items => items.map(item => item.id)")
    assert len(set(ids)) == 8  # of the cards, and of the sentences in them
    begin(page, "   ")
    page.wait_for_timeout(500)
    expect(page.locator(".exchange")).to_have_count(3)


def test_two_questions_at_once_are_both_kept(page: Page) -> None:
    begin(page, "slow")
    expect(page.locator(".reply .pending")).to_be_visible()
    page.get_by_role("button", name="How many villages?").click()
    waiting = page.locator("#running .exchange.queued")
    expect(waiting).to_contain_text("answered one after the other")
    expect(page.locator("#conversation .exchange")).to_have_count(2)
    expect(page.locator(".question")).to_have_text(["slow", "How many villages?"])
    expect(page.locator(".failed, .pending")).to_have_count(0)


def test_a_question_that_the_page_left_is_there_to_be_asked_again(page: Page) -> None:
    begin(page, "very slow")
    expect(page.locator(".current .now")).to_have_text("very slow")
    page.reload()
    again = page.get_by_role("button", name="Ask again")
    expect(page.locator(".failed")).to_contain_text("loaded again before this was answered")
    again.click()
    expect(page.locator("#conversation .abstained")).to_be_visible()
    expect(page.locator(".exchange")).to_have_count(1)
    expect(again).to_have_count(0)


def test_a_screen_reader_is_told_of_stages_and_answers(page: Page) -> None:
    told = page.locator("#said [role=status]")
    begin(page, "slow")
    expect(told).to_have_text("Searching the documents")
    expect(told).to_have_text("The documents do not answer this question.")


def test_an_answer_is_copied_and_saved(page: Page, context: BrowserContext) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, "How many villages?")
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("**How many villages?**") and f"> {TEN}" in copied
    for name, holds in [
        ("Markdown", f"> {TEN}"),
        ("HTML", "<h1"),
        ("JSON", '"citations"'),
        ("report", "<h1"),
        ("record", '"digest"'),
    ]:
        page.locator("#conversation summary", has_text="Save as").click()
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {name}").click()
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert holds in text and TEN in text
        assert download.value.suggested_filename.startswith("How-many-villages.")


def test_errors_are_one_sentence(page: Page) -> None:
    ask(page, "x" * 3000)
    expect(page.locator(".failed").first).to_have_text(
        "The question is too long. Ask it in fewer words."
    )
    ask(page, "broken")
    expect(page.locator(".failed").nth(1)).to_have_text(
        "Something is wrong in pincite itself. The terminal that runs it says what."
    )


def test_the_question_shows_while_it_is_answered(page: Page) -> None:
    begin(page, "slow")
    expect(page.locator(".reply .pending")).to_be_visible()
    page.get_by_label("Question", exact=True).fill("the next one")
    expect(page.locator(".abstained")).to_be_visible()
    expect(page.get_by_label("Question", exact=True)).to_have_value("the next one")
    expect(page.locator(".reply .pending")).to_have_count(0)


def test_two_windows_have_a_conversation_each(page: Page, context: BrowserContext) -> None:
    other = opened(context, page.url)
    begin(page, "slow first")
    begin(other, "slow second")
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
    ours = ".thumb > svg"
    foreign = f".exchange :is(script, img, iframe, i, b, a, svg:not({ours}))"
    assert page.locator(foreign).count() == 0 and page.locator(ours).count() == 2
    question = "<img src=http://outside.example/c.png onerror=\"document.title='owned'\">"
    ask(page, question)
    expect(page.locator(".abstained")).to_contain_text(f"does not say “{question}”.")
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
    process = start(tmp_path / "stderr", FAKE, tmp_path / "index", written(tmp_path), port)
    assert process.wait(60) == 1
    shown = (tmp_path / "stderr").read_text()
    assert f"UserError: Port {port} is in use. Choose another with --port" in shown


def test_interrupted_while_a_page_is_open_it_ends_quietly(tmp_path: Path, browser: Browser) -> None:
    process = start(tmp_path / "stderr", FAKE, tmp_path / "index", written(tmp_path))
    address = address_in(tmp_path / "stderr", process)
    page = browser.new_page()
    page.goto(address)
    page.get_by_label("Question", exact=True).wait_for()
    process.send_signal(signal.SIGINT)
    assert process.wait(20) == 0
    page.close()
    assert (tmp_path / "stderr").read_text() == f"Open {address}\n"


def test_a_page_goes_on_once_the_server_is_back(tmp_path: Path, browser: Browser) -> None:
    folder, log = tmp_path / "index", tmp_path / "stderr"
    with served(start(log, FAKE, folder, written(tmp_path)), log) as address:
        page = opened(browser.new_context(), address)
        ask(page, "How many villages?")
        box = page.get_by_label("Question", exact=True)
    box.fill("Who is the president?")
    box.press("Enter")
    expect(page.get_by_text("Connection to the server was lost")).to_be_visible()
    port = int(address.rpartition(":")[2])
    with served(start(log, FAKE, folder, None, port), log):
        expect(page.get_by_text("Connection to the server was lost")).to_have_count(0)
        expect(page.locator("#conversation .exchange")).to_have_count(1)
        expect(box).to_have_value("Who is the president?")
        expect(page.get_by_text("Loading the models")).to_have_count(0)
        box.press("Enter")
        expect(page.locator("#conversation .exchange")).to_have_count(2)
        page.reload()
        expect(page.locator("#conversation .exchange")).to_have_count(2)
        expect(box).to_have_value("")
        page.context.close()


COUNTED = """
import gc, signal, sys
import gradio
def count(*_):
    gc.collect()
    held = sum(isinstance(each, gradio.components.Component) for each in gc.get_objects())
    print("held", held, file=sys.stderr, flush=True)
signal.signal(signal.SIGUSR1, count)
"""
"""Makes a process tell how many parts of pages it holds."""


def test_an_open_page_keeps_no_more_from_question_to_question(
    tmp_path: Path, browser: Browser
) -> None:
    log = tmp_path / "stderr"
    process = start(log, COUNTED + FAKE, tmp_path / "index", written(tmp_path / "documents"))
    with served(process, log) as address:
        page = opened(browser.new_context(), address)
        for number in range(1, 4):
            for question in ("How many villages?", "Who is the president?", " "):
                begin(page, question) if question == " " else ask(page, question)
            for verdict in ("right", "wrong"):
                page.locator(".exchange").last.get_by_role("button", name=verdict).click()
                go(page, "Ask")
            file = tmp_path / f"new{number}.txt"
            file.write_text(f"The ferry number {number} was late.\n")
            drop(page, file)
            expect(page.locator("#documents")).to_contain_text(file.name)
            go(page, "Ask")
            process.send_signal(signal.SIGUSR1)
            while log.read_text().count("held") < number:
                page.wait_for_timeout(50)
        first, *others = re.findall(r"held (\d+)", log.read_text())
    assert set(others) == {first}
