"""The tab with a table, in a browser."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.support.serving import READING, go, opened, served, start, watched

pytestmark = pytest.mark.browser

ATTACK = "<script>document.title = 'owned'</script>"
RECORDS = (
    {
        "id": "1",
        "title": f"Dam at Tolm {ATTACK}",
        "published": "2025-10-24",
        "text": "The village is of wood.\n\nThe dam at Tolm burst on Tuesday.",
    },
    {"id": "2", "title": "Bread", "published": "2025-10-25", "text": "Bread is dear in Orrin."},
)
BURST = "When did the dam at Tolm burst?"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("table")
    documents = folder / "documents"
    documents.mkdir()
    (documents / "news.jsonl").write_text("\n".join(map(json.dumps, RECORDS)), encoding="utf-8")
    log = folder / "stderr"
    with served(start(log, READING, folder / "index", documents), log) as address:
        yield address


@pytest.fixture(params=[375, 1280])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with watched(browser, address, viewport={"width": request.param, "height": 720}) as context:
        yield opened(context, address)


def fill(page: Page, questions: str) -> None:
    go(page, "Table")
    page.get_by_label("Questions, one a line", exact=True).fill(questions)
    page.get_by_role("button", name="Fill", exact=True).click()


def test_a_table_whose_cells_open_their_sentences(page: Page) -> None:
    fill(page, f"Burst: {BURST}\n# a note\nWhich zebras roam in Kenya?")
    expect(page.locator(".table .count")).to_contain_text("2 documents × 2 questions: 1 of 4 cells")
    expect(page.locator(".table thead th")).to_have_count(3)
    expect(page.locator(".table tbody tr")).to_have_count(2)
    expect(page.locator(".table td.empty")).to_have_count(3)
    cell = page.locator(".table td details")
    expect(cell.locator("summary b")).to_have_text("Tuesday")
    expect(cell.locator("summary small")).to_have_text("The dam at Tolm burst on Tuesday.")
    expect(page.locator(".table mark")).not_to_be_visible()
    cell.locator("summary").press("Enter")
    expect(page.locator(".table mark")).to_have_text("The dam at Tolm burst on Tuesday.")
    expect(page.locator(".table mark")).to_be_visible()
    expect(page.locator(".table mark b")).to_have_text("Tuesday.")
    width = page.viewport_size
    assert width and page.evaluate("document.documentElement.scrollWidth") == width["width"]
    assert page.title() == "pincite"
    expect(page.get_by_role("button", name="Stop", exact=True)).to_be_disabled()
    expect(page.get_by_role("button", name="Go on", exact=True)).to_have_count(0)


def test_a_table_is_saved(page: Page) -> None:
    fill(page, BURST)
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as CSV", exact=True).click()
    assert download.value.suggested_filename == "table.csv"
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert list(csv.reader(io.StringIO(text)))[1][3] == "Tuesday"
    with page.expect_download() as download:
        page.get_by_role("button", name="Save as Excel", exact=True).click()
    assert download.value.suggested_filename == "table.xlsx"
    content = Path(download.value.path()).read_bytes()
    assert load_workbook(io.BytesIO(content))["Answers"]["D2"].value == "Tuesday"


def test_what_cannot_be_filled_is_told(page: Page) -> None:
    fill(page, "# nothing")
    expect(page.locator("#table .failed")).to_contain_text("There is no question.")
    fill(page, BURST)
    page.get_by_role("button", name="Where to look").locator("visible=true").click()
    page.get_by_label("Since", exact=True).locator("visible=true").fill("soon")
    fill(page, BURST)
    expect(page.locator("#table .failed")).to_contain_text("soon")
    page.get_by_label("Since", exact=True).locator("visible=true").fill("2025-10-25")
    fill(page, BURST)
    expect(page.locator(".table tbody tr")).to_have_count(1)
    fill(page, "   ")
    expect(page.locator("#table .failed")).to_contain_text("There is no question.")
    expect(page.locator("#table .table")).to_have_count(0)
