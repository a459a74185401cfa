"""The whole way, as a person goes it: the command, the seeds, the real models, a real browser."""

import json
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from reportlab.pdfgen.canvas import Canvas

from index import Index
from qa.evaluation.gold import GoldFile
from qa.evidence.load import selector_calibration
from tests.support.serving import ask, drop, go, opened, run, served, watched

pytestmark = pytest.mark.browser

QUESTION = "How many Ukrainian villages does Russia say it captured over the past week?"
FERRY = "The ferry of Lindau carried 412 passengers to Bregenz on 3 May 1931."
ASKED = "How many passengers did the ferry of Lindau carry to Bregenz?"


def pincite(folder: Path) -> list[str]:
    return [sys.executable, "-m", "ui.cli", "serve", "--port", "0", "--index", str(folder)]


@pytest.fixture(scope="module")
def folder(seeds_index: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(seeds_index, tmp_path_factory.mktemp("seeds") / "index")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    log = folder.parent / "log"
    with served(run(log, pincite(folder)), log) as address:
        yield address


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    with watched(browser, address) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext, address: str) -> Page:
    return opened(context, address)


def quotes(page: Page) -> list[str]:
    """The cited sentences of the last answer, as its JSON has them."""
    page.locator("#conversation summary", has_text="Save as").last.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as JSON").last.click()
    answer = json.loads(Path(download.value.path()).read_text(encoding="utf-8"))
    found = [c["quote"] for claim in answer["claims"] for c in claim["citations"]]
    return list(dict.fromkeys(found))


def test_ask_and_choose_a_marker(page: Page) -> None:
    expect(page.get_by_text("Answers from 22 documents")).to_be_visible()
    ask(page, QUESTION)
    exchange = page.locator(".exchange").last
    markers = exchange.locator("button.marker")
    for number in range(markers.count()):
        markers.nth(number).click()
        name = markers.nth(number).inner_text()
        sentence = exchange.locator(f"mark[id$='-{name}']")
        expect(sentence).to_be_in_viewport()
        expect(sentence).to_be_focused()
        expect(exchange.locator("mark[aria-current]")).to_have_count(1)
        lit = " ".join(sentence.inner_text().split())
        assert lit == " ".join(quotes(page)[int(name) - 1].split())
    left = exchange.locator(".reply").bounding_box()
    right = exchange.locator(".evidence").bounding_box()
    assert left and right and left["x"] + left["width"] <= right["x"]
    uncited = exchange.locator("details.uncited > summary")
    expect(uncited).to_contain_text("Read, but not cited")
    expect(exchange.locator("details.uncited li").first).not_to_be_visible()
    uncited.click()
    expect(exchange.locator("details.uncited li").first).to_be_visible()


def test_abstain_then_follow_up(page: Page) -> None:
    ask(page, "What did the mayor of Lisbon have for breakfast?")
    expect(page.locator(".abstained").last).to_contain_text("The documents do not answer")
    expect(page.locator(".evidence").last).to_contain_text("The nearest passages")
    ask(page, "How many people were injured in Kharkiv?")
    ask(page, "and in Kherson?")
    expect(page.locator(".understood")).to_have_text(
        "Understood as: How many people were injured in Kherson?"
    )


def test_a_follow_up_is_asked_again_as_it_was_written(page: Page) -> None:
    ask(page, "How many people were injured in Kharkiv?")
    ask(page, "and in Kherson?")
    before = page.locator(".exchange").count()
    page.get_by_role("button", name="Ask it as I wrote it").last.click()
    expect(page.locator(".exchange")).to_have_count(before + 1, timeout=60_000)
    last = page.locator(".exchange").last
    expect(last.locator(".reply .pending")).to_have_count(0, timeout=60_000)
    expect(last.locator(".question")).to_have_text("and in Kherson?")
    expect(last.locator(".understood")).to_have_count(0)


def test_the_examples_are_answered(page: Page) -> None:
    example = page.locator(".examples button").first
    expect(example).to_be_visible(timeout=60_000)
    question = example.inner_text()
    example.click()
    expect(page.locator(".question")).to_have_text(question)
    expect(page.locator("#conversation .claim").first).to_be_visible(timeout=30_000)


def test_a_pdf_comes_and_goes(page: Page, tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "ferry.pdf"))
    canvas.setTitle("The ferry of Lindau")
    canvas.drawString(72, 720, FERRY)
    canvas.drawString(72, 700, "The crossing took an hour, and the sea was calm.")
    canvas.save()
    ask(page, ASKED)
    expect(page.locator(".exchange").last).not_to_contain_text("412")
    drop(page, tmp_path / "ferry.pdf")
    expect(page.locator("#outcome")).to_contain_text("1 document added")
    go(page, "Ask")
    ask(page, ASKED)
    expect(page.locator("#conversation mark").last).to_contain_text("412 passengers")
    go(page, "Documents")
    page.get_by_label("Search in the list").fill("ferry")
    expect(page.locator("#documents li")).to_have_count(1)
    expect(page.locator("#documents li")).to_contain_text("The ferry of Lindau")
    page.locator("ul.documents button").click()
    expect(page.locator("article.document")).to_contain_text("the sea was calm")
    page.get_by_role("button", name="Remove this document").click()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_role("button", name="Remove this document").click()
    expect(page.get_by_role("alert").filter(has_text="It will not be found")).to_be_visible()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#outcome")).to_contain_text("is removed")
    expect(page.locator("#documents .empty")).to_be_visible()
    go(page, "Ask")
    ask(page, ASKED)
    expect(page.locator(".exchange").last).not_to_contain_text("412")


def test_two_remove_the_same_document(
    page: Page, browser: Browser, address: str, tmp_path: Path
) -> None:
    (tmp_path / "rowing.txt").write_text(f"The rowers of Lindau\n\n{FERRY}\n", encoding="utf-8")
    drop(page, tmp_path / "rowing.txt")
    expect(page.locator("#outcome")).to_contain_text("1 document added")
    with watched(browser, address) as other:
        pages = (page, opened(other, address))
        for each in pages:
            go(each, "Documents")
            each.get_by_label("Search in the list").fill("rowing")
            expect(each.locator("#documents li")).to_have_count(1)
            each.locator("ul.documents button").click()
            each.get_by_role("button", name="Remove this document").click()
            expect(each.get_by_role("button", name="Remove it")).to_be_visible()
        for each, told in zip(pages, ("is removed", "not here any more"), strict=True):
            each.get_by_role("button", name="Remove it").click()
            expect(each.locator("#outcome")).to_contain_text(told)
            expect(each.locator("article.document")).to_have_count(0)
            expect(each.get_by_role("button", name="Remove this document")).to_be_hidden()


def test_judge_and_measure(page: Page, folder: Path) -> None:
    ask(page, QUESTION)
    page.get_by_role("button", name="This is right").click()
    expect(page.get_by_role("button", name="This is right")).to_have_attribute(
        "aria-pressed", "true"
    )
    ask(page, "How many people died in Kherson?")
    page.get_by_role("button", name="This is wrong").last.click()
    expect(page.get_by_text("Which sentences should have been cited?")).to_be_visible()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#judged")).to_contain_text("No sentence is chosen.")
    page.get_by_label("Another sentence, word for word").fill(
        "Two people were killed and 22 wounded on Friday when Russian artillery hit a residential "
        "block in Kherson, Ukrainian authorities said."
    )
    page.get_by_label("The answer in as few words").fill("two")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#judged")).to_contain_text("Saved. 2 questions judged")
    page.get_by_role("button", name="Measure on the judged questions").click()
    page.locator("#report summary", has_text="All measures").click(timeout=60_000)
    expect(page.locator("#report svg").first).to_be_visible()
    expect(page.locator("#report")).to_contain_text("2 answerable questions")
    with Index.open(folder) as index:
        assert GoldFile(folder / "judged.jsonl").check(index) == 2


def test_each_judgement_begins_with_an_empty_form(page: Page) -> None:
    ask(page, "Who is the mayor of Lisbon?")
    page.get_by_role("button", name="This is wrong").last.click()
    unanswerable = page.get_by_label("The documents do not answer this question")
    unanswerable.check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#judged")).to_contain_text("Saved.")
    go(page, "Ask")
    ask(page, QUESTION)
    page.get_by_role("button", name="This is wrong").last.click()
    expect(page.locator("#subject")).to_contain_text(QUESTION)
    expect(unanswerable).not_to_be_checked()


def test_fast_answers_are_chosen(page: Page) -> None:
    go(page, "Settings")
    fast = page.get_by_label("Fast answers")
    expect(fast).not_to_be_checked()
    fast.check()
    expect(page.locator("#chosen")).to_contain_text("The larger network is left out")
    for level in selector_calibration(fast=True).levels.values():
        expect(page.locator("#care")).to_contain_text(
            f"{round(100 * level.missed)} of 100 questions that could be answered"
        )
    go(page, "Ask")
    ask(page, QUESTION)
    expect(page.locator("#conversation .claim").first).to_be_visible(timeout=30_000)


def test_the_choice_of_care_and_of_a_model(page: Page) -> None:
    go(page, "Settings")
    page.get_by_role("radio", name="Careful: ").check()
    expect(page.locator("#chosen")).to_contain_text("Careful, from the next question on.")
    page.get_by_label("Model server").fill("http://127.0.0.1:9/v1")
    page.get_by_label("Model", exact=True).fill("absent")
    page.get_by_role("button", name="Use this model").click()
    expect(page.locator("#chosen")).to_contain_text("does not answer as it should", timeout=30_000)
    go(page, "Ask")
    ask(page, QUESTION)


def test_dark_is_kept(page: Page) -> None:
    go(page, "Settings")
    page.get_by_label("Dark").check()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    page.reload()
    page.get_by_label("Question", exact=True).wait_for()
    expect(page.locator("body")).to_have_class(re.compile(r"\bdark\b"))
    go(page, "Settings")
    expect(page.get_by_label("Dark")).to_be_checked()
    page.get_by_label("Light").check()
    expect(page.locator("body")).not_to_have_class(re.compile(r"\bdark\b"))


def test_without_an_index_one_begins_by_dropping_files(browser: Browser, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with (
        served(run(log, pincite(tmp_path / "new")), log) as address,
        watched(browser, address) as context,
    ):
        page = opened(context, address)
        expect(page.get_by_text("There are no documents yet")).to_be_visible()
        ask(page, ASKED)
        expect(page.locator(".failed")).to_have_text(
            "There are no documents yet. Drop some on the tab Documents first."
        )
        (tmp_path / "ferry.txt").write_text(FERRY, encoding="utf-8")
        drop(page, tmp_path / "ferry.txt")
        go(page, "Ask")
        expect(page.get_by_text("Answers from 1 document;")).to_be_visible()
        ask(page, ASKED)
        expect(page.locator("#conversation mark")).to_contain_text("412 passengers")
