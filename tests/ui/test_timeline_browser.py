"""The tab with a timeline, in a browser."""

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
        "text": "The dam at Tolm is of clay.\n\nThe dam at Tolm burst on Tuesday.\n\n"
        "The dam at Tolm will open on 1 May 2026.",
    },
    {
        "id": "2",
        "title": f"Dam at Tolm {ATTACK}",
        "published": "2025-10-25",
        "text": f"Of the valley.\n\nThe dam at Tolm leaked on 3 March 2020 {ATTACK}.",
    },
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("timeline")
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


def trace(page: Page, topic: str) -> None:
    go(page, "Timeline")
    page.get_by_label("Topic", exact=True).fill(topic)
    page.get_by_label("Topic", exact=True).press("Enter")


def test_a_timeline_whose_entries_open_their_sentences(page: Page) -> None:
    trace(page, "dam at Tolm")
    entries = page.locator(".timeline li")
    expect(entries).to_have_count(3)
    assert page.locator(".timeline time:visible").all_text_contents() == [
        "3 Mar",
        "21 Oct",
        "1 May",
    ]
    expect(page.locator(".timeline .sign")).to_have_text(["planned"])
    expect(page.locator(".timeline mark").nth(1)).not_to_be_visible()
    entries.nth(1).locator("summary").click()
    expect(page.locator(".timeline mark").nth(1)).to_have_text("The dam at Tolm burst on Tuesday.")
    expect(page.locator(".timeline mark").nth(1)).to_be_visible()
    expect(page.locator(".timeline mark b:visible")).to_have_text("Tuesday")
    entries.nth(0).locator("summary").press("Enter")  # by keyboard, and the other closes
    expect(page.locator(".timeline mark").nth(0)).to_be_visible()
    expect(page.locator(".timeline mark").nth(1)).not_to_be_visible()
    width = page.viewport_size
    assert width and page.evaluate("document.documentElement.scrollWidth") == width["width"]
    assert page.title() == "pincite"


@pytest.mark.parametrize(
    ("name", "file"), [("Markdown", "md"), ("JSON", "json"), ("Picture", "svg")]
)
def test_a_timeline_is_saved(page: Page, name: str, file: str) -> None:
    trace(page, "dam at Tolm")
    with page.expect_download() as download:
        page.get_by_role("button", name=f"Save as {name}", exact=True).click()
    assert download.value.suggested_filename == f"timeline.{file}"
    saved = Path(download.value.path()).read_text(encoding="utf-8")
    assert "The dam at Tolm burst" in saved
    if file == "svg":
        assert "<script" not in saved


def test_what_cannot_be_traced_is_told(page: Page) -> None:
    trace(page, "zebras of the savannah")
    expect(page.locator("#timeline .abstained")).to_contain_text("No sentence of the documents")
    page.get_by_role("button", name="Where to look").locator("visible=true").click()
    page.get_by_label("Since", exact=True).locator("visible=true").fill("soon")
    trace(page, "dam at Tolm")
    expect(page.locator("#timeline .failed")).to_contain_text("soon")
    page.get_by_label("Since", exact=True).locator("visible=true").fill("2025-10-25")
    trace(page, "dam at Tolm")
    expect(page.locator(".timeline li")).to_have_count(1)
    trace(page, "   ")
    expect(page.locator("#timeline .timeline")).to_have_count(0)
    expect(page.locator("#timeline .failed")).to_have_text(
        "The topic is empty. Name it in a few words."
    )
