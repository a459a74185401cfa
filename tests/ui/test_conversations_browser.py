"""Kept conversations in a browser: gone on with after a reload, found, named, saved and deleted."""

import io
import re
from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.documents import TINY
from tests.support.serving import READING, ask, opened, served, start, watched

pytestmark = pytest.mark.browser
HARBOUR = "How long was the harbour of Lindau closed in March?"
RAIL = "When did trains between Lindau and Bregenz run late?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("conversations")
    documents = folder / "documents"
    for name, text in TINY.items():
        (documents / name).parent.mkdir(parents=True, exist_ok=True)
        (documents / name).write_text(text, encoding="utf-8")
    with served(start(folder / "log", READING, folder / "index", documents), folder / "log") as at:
        yield at


def unfold(page: Page) -> None:
    page.evaluate("window.scrollTo(0, 0)")
    page.get_by_role("button", name="Your conversations").click()
    expect(page.locator("#kept-list")).to_be_visible()


def more(page: Page, title: str) -> None:
    page.locator(f'summary[aria-label="More on {title}"]').click()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_conversation_from_the_first_question_to_its_end(
    browser: Browser, address: str, width: int
) -> None:
    size = {"width": width, "height": 800}
    with watched(browser, address, viewport=size) as context:
        page = opened(context, address)
        ask(page, HARBOUR)
        expect(page.locator(".claim")).to_contain_text("nine days")
        expect(page.locator(".current .now")).to_have_text(HARBOUR)
        # loaded again, it is there, and a follow-up means what it meant
        page.reload()
        expect(page.locator("#conversation .claim")).to_contain_text("nine days")
        expect(page.locator("#conversation mark").first).to_contain_text("nine days")
        ask(page, "and in April?")
        expect(page.locator("#conversation .understood")).to_contain_text("harbour of Lindau")
        expect(page.locator("#conversation .exchange")).to_have_count(2)
        # a new one, and both are listed
        page.get_by_role("button", name="New conversation").click()
        expect(page.locator("#conversation .exchange")).to_have_count(0)
        ask(page, RAIL)
        expect(page.locator("#conversation .claim")).to_contain_text("ran late")
        unfold(page)
        titles = page.locator(".conversations cite")
        expect(titles).to_have_text([RAIL, HARBOUR])
        expect(page.locator(".conversations [aria-current]")).to_contain_text("Bregenz")
        # named, by keyboard
        more(page, HARBOUR)
        name = page.get_by_label("Name", exact=True).locator("visible=true")
        name.fill("The harbour")
        name.press("Enter")
        expect(titles).to_have_text([RAIL, "The harbour"])
        # found
        words = page.get_by_placeholder("Search your conversations")
        words.fill("nine DAYS")
        expect(titles).to_have_text(["The harbour"])
        expect(page.locator(".conversations .found")).to_contain_text("nine days")
        words.fill("zebra")
        expect(page.locator("#kept-list [role=status]")).to_have_text("None with “zebra”")
        words.fill("")
        expect(titles).to_have_count(2)
        # opened, with all of it
        page.get_by_role("button", name=re.compile("^The harbour")).click()
        expect(page.locator("#conversation .exchange")).to_have_count(2)
        expect(page.locator(".current .now")).to_have_text("The harbour")
        expect(page.locator(".conversations [aria-current] cite")).to_have_text("The harbour")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        saved(page)
        # deleted, which asks once more
        doubt = page.locator(".conversations li", has_text="The harbour").locator(".doubt")
        expect(doubt.get_by_role("button")).not_to_be_visible()
        doubt.locator("summary").click()
        doubt.get_by_role("button", name="Delete The harbour for good").click()
        expect(titles).to_have_text([RAIL])
        expect(page.locator("#conversation .exchange")).to_have_count(0)
        page.reload()
        expect(page.locator(".state")).to_be_visible()
        unfold(page)
        expect(titles).to_have_text([RAIL])
        expect(page.locator("#conversation .exchange")).to_have_count(0)
        # a tab of its own begins with nothing
        with context.expect_page():
            other = context.new_page()
        other.goto(address)
        expect(other.get_by_role("button", name="Your conversations")).to_be_visible()
        expect(other.locator("#conversation .exchange")).to_have_count(0)
        more(page, RAIL)
        doubt = page.locator(".conversations .doubt")
        doubt.locator("summary").click()
        doubt.get_by_role("button").click()
        expect(titles).to_have_count(0)


def saved(page: Page) -> None:
    """Each format of a conversation that is unfolded, and one of an answer."""
    if not page.get_by_role("button", name="Save this conversation as Word").is_visible():
        more(page, "The harbour")
    for name, file in (("Markdown", "md"), ("HTML", "html"), ("BibTeX", "bib"), ("RIS", "ris")):
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save this conversation as {name}").click()
        assert download.value.suggested_filename == f"The-harbour.{file}"
        text = Path(download.value.path()).read_text(encoding="utf-8")
        assert "harbour" in text.lower()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this conversation as Word").click()
    content = Path(download.value.path()).read_bytes()
    read = docx.Document(io.BytesIO(content))
    assert read.paragraphs[0].text == "The harbour"
    for name, file in (("Word", "docx"), ("BibTeX", "bib"), ("report", "report.html")):
        page.locator("#conversation summary", has_text="Save as").first.click()
        with page.expect_download() as download:
            page.get_by_role("button", name=f"Save as {name}", exact=True).first.click()
        assert download.value.suggested_filename.endswith(f".{file}")
        assert Path(download.value.path()).stat().st_size > 50
