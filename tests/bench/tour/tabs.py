"""Stops: the other tabs."""

from playwright.sync_api import Page, expect

from tests.bench.tour.visit import Visit, fits
from tests.support.serving import go


def documents(visit: Visit) -> None:
    page = visit.page
    go(page, "Documents")
    (visit.folder / "ferry.txt").write_text(
        "The ferry of Lindau\n\nThe ferry carried 412 passengers on Sunday.\n", encoding="utf-8"
    )
    (visit.folder / "broken.pdf").write_bytes(b"%PDF-1.7 this is none")
    files = [visit.folder / "ferry.txt", visit.folder / "broken.pdf"]
    page.locator("#drop input[type=file]").first.set_input_files(files)
    expect(page.locator("#outcome")).to_contain_text("1 document added", timeout=60_000)
    expect(page.locator("#tabs")).to_contain_text("broken.pdf")
    fits(page)


def document_opened(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Search in the list").fill("ferry")
    expect(page.locator("#documents li")).to_have_count(1)
    page.locator("#documents li button").first.click()
    expect(page.locator("article.document")).to_contain_text("412 passengers")
    page.locator("article.document").scroll_into_view_if_needed()
    fits(page)


def document_removed(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Remove this document").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#outcome")).to_contain_text("is removed")
    page.get_by_label("Search in the list").fill("")
    expect(page.locator("#documents li").nth(5)).to_be_visible()


def _first_opened(page: Page, place: str) -> None:
    """Open the first entry of a list, whose sentence is then lit in its passage."""
    entries = page.locator(f"{place} li")
    expect(entries.first).to_be_visible()
    entries.first.locator("summary").click()
    expect(page.locator(f"{place} mark:visible").first).to_be_visible()
    fits(page)


def timeline(visit: Visit) -> None:
    page = visit.page
    go(page, "Timeline")
    topic = page.get_by_label("Topic", exact=True)
    topic.fill("drones")
    topic.press("Enter")
    _first_opened(page, "#timeline")


def table(visit: Visit) -> None:
    page = visit.page
    go(page, "Table")
    page.get_by_label("Questions, one a line", exact=True).fill(
        "Killed: How many people were killed?\nPlace: Which city was hit?"
    )
    page.get_by_role("button", name="Fill", exact=True).click()
    count = page.locator("#table .table .count")
    expect(count).to_contain_text("2 questions", timeout=60_000)
    expect(page.get_by_role("button", name="Save as Excel")).to_be_visible(timeout=120_000)
    page.locator("#table td details summary").first.click()
    expect(page.locator("#table mark:visible").first).to_be_visible()
    fits(page)


def quotes(visit: Visit) -> None:
    page = visit.page
    go(page, "Quotes")
    page.get_by_label("Speaker", exact=True).fill("Starmer")
    page.get_by_label("Speaker", exact=True).press("Enter")
    _first_opened(page, "#quotes")


def verify(visit: Visit) -> None:
    page = visit.page
    go(page, "Verify")
    page.get_by_label("Draft", exact=True).fill(
        "Russian troops took ten Ukrainian villages within a week, the ministry said. "
        "Three people were killed in Kherson. Nobody plays chess in Reykjavik."
    )
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.locator("#verified")).to_contain_text("3 sentences judged", timeout=60_000)
    fits(page)


def judged(visit: Visit) -> None:
    page = visit.page
    go(page, "Ask")
    page.get_by_role("button", name="This is right").last.click()
    page.get_by_role("button", name="This is wrong").first.click()
    expect(page.locator("#judging")).to_be_visible()
    page.locator("#judging").get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("#judged")).to_contain_text("Saved.")
    page.get_by_role("button", name="Measure on the judged questions").click()
    expect(page.locator("#judged-questions svg").first).to_be_visible(timeout=60_000)
    expect(page.locator("#judged-questions tbody tr").first).to_be_visible()
    fits(page)


def settings(visit: Visit) -> None:
    page = visit.page
    go(page, "Settings")
    expect(page.get_by_role("radio", name="Careful: ")).to_be_visible()
    expect(page.locator("#care")).to_contain_text("of 100")
    fits(page)
