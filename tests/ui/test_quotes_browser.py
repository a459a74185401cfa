"""The tab with quotes, in a browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.serving import FAKE, go, opened, served, start, watched

pytestmark = pytest.mark.browser

ATTACK = "</svg><script>document.title = 'owned'</script>"
RECORDS = (
    {
        "id": "1",
        "title": "Dam at Tolm",
        "published": "2025-10-24",
        "text": "Ada Byrne, the mayor, saw the dam at Tolm.\n\n“The dam at Tolm holds,” she said.",
    },
    {
        "id": "2",
        "title": f"Dam at Tolm {ATTACK}",
        "published": "2025-10-25",
        "text": f"Tom Hale said the dam at Tolm leaks {ATTACK}.",
    },
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("quotes")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "news.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    log = folder / "stderr"
    with served(start(log, FAKE, folder / "index", documents), log) as address:
        yield address


@pytest.fixture(params=[375, 1280])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with watched(browser, address, viewport={"width": request.param, "height": 720}) as context:
        yield opened(context, address)


def look_up(page: Page, by: str, about: str) -> None:
    go(page, "Quotes")
    page.get_by_label("Speaker", exact=True).fill(by)
    page.get_by_label("What about", exact=True).fill(about)
    page.get_by_label("What about", exact=True).press("Enter")


def look_in(page: Page, field: str, text: str) -> None:
    """Fill a field of where to look, and leave it, so that the page knows what stands there."""
    page.get_by_role("button", name="Where to look").locator("visible=true").click()
    box = page.get_by_label(field, exact=True).locator("visible=true")
    box.fill(text)
    box.press("Tab")
    expect(box).to_have_value(text)


def test_quotes_whose_entries_open_their_sentences(page: Page) -> None:
    look_up(page, "", "dam at Tolm")
    entries = page.locator("#quotes li")
    expect(entries).to_have_count(2)
    expect(page.locator("#quotes .speaker")).to_have_text(["Ada Byrne (“she”)", "Tom Hale"])
    expect(page.locator("#quotes .sign")).to_have_text(["reported"])
    entries.nth(0).locator("summary").click()
    marks = page.locator("#quotes mark:visible")
    expect(marks).to_have_text(
        ["“The dam at Tolm holds,” she said.", "Ada Byrne, the mayor, saw the dam at Tolm."]
    )
    expect(page.locator("#quotes mark b:visible").first).to_have_text("“The dam at Tolm holds,”")
    width = page.viewport_size
    assert width and page.evaluate("document.documentElement.scrollWidth") == width["width"]
    assert page.title() == "pincite"


@pytest.mark.parametrize(("name", "file"), [("Markdown", "md"), ("JSON", "json"), ("CSV", "csv")])
def test_quotes_are_saved(page: Page, name: str, file: str) -> None:
    look_up(page, "Byrne", "")
    expect(page.locator("#quotes li")).to_have_count(1)
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {name}", exact=True).click()
    assert download.value.suggested_filename == f"quotes.{file}"
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert "The dam at Tolm holds" in saved


def test_what_cannot_be_found_is_told(page: Page) -> None:
    look_up(page, "Birne", "")
    expect(page.locator("#quotes .failed")).to_contain_text("Did you mean “Ada Byrne”?")
    look_up(page, "Byrne", "zebras of the savannah")
    expect(page.locator("#quotes .abstained")).to_contain_text("No sentence of the documents")
    look_up(page, "   ", "")
    expect(page.locator("#quotes .failed")).to_have_text(
        "Neither a speaker nor a topic is given. Name one of them, or both."
    )
    look_in(page, "Since", "soon")
    look_up(page, "Byrne", "")
    expect(page.locator("#quotes .failed")).to_contain_text("soon")
    look_up(page, "   ", "")
    expect(page.locator("#quotes .timeline")).to_have_count(0)


def test_what_was_said_after_the_day_of_asking_is_not_listed(page: Page) -> None:
    go(page, "Quotes")
    look_in(page, "Today is", "2025-10-24")
    look_up(page, "", "dam at Tolm")
    expect(page.locator("#quotes .speaker")).to_have_text(["Ada Byrne (“she”)"])
