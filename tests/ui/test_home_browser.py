"""The first screen in a browser: an example is asked, chips narrow, and one question leads on."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.serving import READING, ask, go, opened, served, start, watched

pytestmark = pytest.mark.browser
HOSTILE = "<img src=x onerror=\"document.title='owned'\">; Ltd"
TEXTS = (
    ("2022-05-04", "The Lake Paper", "The ferry sank off Oslo on 3 May 2022, Eva Bauer said."),
    ("2022-05-05", HOSTILE, "Nobody in Oslo saw the ferry sink. Divers came to Oslo by train."),
    ("2021-06-10", "The Lake Paper", "The council of Paris spent 4 million euros on schools."),
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("home")
    documents = folder / "documents"
    documents.mkdir()
    lines = [
        json.dumps({"id": str(n), "date": date, "publisher": publisher, "text": text})
        for n, (date, publisher, text) in enumerate(TEXTS)
    ]
    (documents / "news.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (documents / "mill.txt").write_text("The old mill grinds no corn today.", encoding="utf-8")
    process = start(folder / "log", READING, folder / "index", documents)
    with served(process, folder / "log") as address:
        yield address


def field(page: Page, name: str) -> str:
    return page.locator("#where").get_by_label(name, exact=True).input_value()


def test_from_the_first_screen_to_the_next_question(browser: Browser, address: str) -> None:
    with watched(browser, address) as context:
        page = opened(context, address)
        expect(page.get_by_text("Answers from 4 documents")).to_be_visible()
        expect(page.locator("#beginning svg").first).to_be_visible()
        expect(page.locator("#beginning .contents")).to_contain_text("1 without a date")
        expect(page.locator("#beginning .contents bdi").last).to_have_text(HOSTILE)
        example = page.locator("#beginning .examples button").first
        expect(example).to_have_text("Who spent 4 million euros on schools?", timeout=60_000)
        example.click()
        expect(page.locator("#conversation .claim")).to_contain_text("council of Paris")
        expect(page.locator("#beginning .contents")).not_to_be_visible()
        leads = page.locator("#conversation .exchange .examples button")
        expect(leads).to_have_text(["Which documents mention Paris?"])
        leads.first.click()
        expect(page.locator("#conversation .exchange")).to_have_count(2)
        expect(page.locator("#conversation .items li")).to_have_count(1)
        expect(page.locator("#conversation .exchange").first.locator(".examples")).to_have_count(0)


def test_chips_narrow_and_are_taken_away(browser: Browser, address: str) -> None:
    with watched(browser, address) as context:
        page = opened(context, address)
        title = page.title()
        page.get_by_role("button", name="Where to look").click()
        offered, chosen = (
            page.locator("#offered button.chip"),
            page.locator("#narrowed button.chip"),
        )
        paper = offered.filter(has_text="onerror")
        paper.click()
        expect(paper).to_have_attribute("aria-pressed", "true")
        expect(paper).to_be_focused()
        expect(chosen).to_have_count(1)
        assert '"<img src=x' in field(page, "Source") and '; Ltd"' in field(page, "Source")
        page.locator("[data-narrow=time]", has_text="May 2022").first.press("Enter")
        expect(chosen).to_have_count(2)
        assert (field(page, "Since"), field(page, "Until")) == ("2022-05", "2022-05")
        page.get_by_role("button", name="Where to look").click()  # folds it
        expect(chosen.first).to_be_visible()
        ask(page, "Who saw the ferry sink?")
        expect(page.locator("#conversation .reply")).to_contain_text("Looked in: published")
        expect(page.locator("#conversation .reply")).to_contain_text("1 document")
        page.get_by_role("button", name="Remove: source").click()
        expect(chosen).to_have_count(1)
        expect(page.get_by_label("Question", exact=True)).to_be_focused()
        assert field(page, "Source") == ""
        page.get_by_role("button", name="Where to look").click()
        author = page.locator("#where").get_by_label("Today is", exact=True)
        author.fill("2022-06-01")
        author.blur()
        expect(page.get_by_role("button", name="Remove: today is 1 Jun 2022")).to_be_visible()
        assert page.title() == title


def test_an_answer_is_judged_and_stands_in_the_table(browser: Browser, address: str) -> None:
    with watched(browser, address) as context:
        page = opened(context, address)
        ask(page, "Who spent 4 million euros on schools?")
        saving = page.locator("#conversation summary", has_text="Save as")
        saving.click()
        expect(page.get_by_role("button", name="Save as Markdown")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.get_by_role("button", name="Save as Markdown")).not_to_be_visible()
        expect(saving).to_be_focused()
        page.get_by_role("button", name="This is right").click()
        go(page, "Judge")
        table = page.locator("#judged-questions table")
        expect(table).to_contain_text("Not measured yet")
        page.get_by_role("button", name="Measure on the judged questions").click()
        expect(table.locator("td.good")).to_have_text("Right", timeout=60_000)
        expect(page.locator("#judged-questions svg")).to_be_visible()
        go(page, "Settings")
        expect(page.get_by_role("radio", name="Careful: ")).to_be_visible()
