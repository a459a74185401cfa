"""The page by keyboard alone, on a phone, and as a machine judges it for screen readers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults
from tests.support.documents import TINY
from tests.support.serving import FAKE, ask, drop, go, opened, served, start, watched

pytestmark = pytest.mark.browser
TABS = ("Ask", "Documents", "Timeline", "Table", "Quotes", "Verify", "Judge", "Settings")
PHONE = {"width": 375, "height": 720}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("access")
    documents = folder / "documents"
    for name, text in TINY.items():
        (documents / name).parent.mkdir(parents=True, exist_ok=True)
        (documents / name).write_text(text, encoding="utf-8")
    long = "An unusually long title that never seems to end " * 6 + "x" * 120
    (documents / "long.md").write_text(f"# {long}\n\nShort is the text of it.\n", encoding="utf-8")
    process = start(folder / "log", FAKE, folder / "index", documents)
    with served(process, folder / "log") as address:
        yield address


def prepared(page: Page) -> None:
    """Everything that a page can show, shown."""
    ask(page, "How many villages?")
    ask(page, "Who is the president?")
    page.get_by_role("button", name="This is wrong").last.click()
    expect(page.locator("#judging")).to_be_visible()
    go(page, "Ask")
    page.get_by_role("button", name="Your conversations").click()
    page.locator(".conversations .more > summary").first.click()
    page.locator(".conversations .doubt > summary").first.click()
    expect(page.get_by_role("button", name="Delete How many villages? for good")).to_be_visible()
    page.get_by_role("button", name="Where to look").first.click()
    page.locator("#offered button.chip", has_text="md").click()
    expect(page.locator("#narrowed button.chip")).to_be_visible()
    go(page, "Documents")
    page.locator("ul.documents button").first.click()
    expect(page.locator("article.document")).to_be_visible()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("size", [{"width": 1280, "height": 860}, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing_serious(
    browser: Browser, address: str, axe: str, theme: str, size: dict[str, int]
) -> None:
    with watched(browser, address, color_scheme=theme, viewport=size) as context:
        page = opened(context, address)
        prepared(page)
        for tab in TABS:
            go(page, tab)
            page.wait_for_timeout(300)
            assert faults(page, axe) == [], tab


def test_nothing_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    with watched(browser, address, viewport=PHONE) as context:
        page = opened(context, address)
        prepared(page)
        for tab in ("Documents", "Ask"):
            go(page, tab)
            page.wait_for_timeout(300)
            assert page.evaluate("document.documentElement.scrollWidth") == 375
        marker = page.locator("button.marker").first
        marker.scroll_into_view_if_needed()
        box = marker.bounding_box()
        assert box and box["width"] >= 24 and box["height"] >= 24
        go(page, "Documents")
        page.locator("#documents button", has_text="unusually long").click()
        expect(page.locator("article.document h3")).to_contain_text("unusually long")
        assert page.evaluate("document.documentElement.scrollWidth") == 375


def focused(page: Page) -> str:
    """What has the focus, in words."""
    return str(
        page.evaluate(
            "(() => { const e = document.activeElement; return e === document.body ? '' :"
            " e.getAttribute('aria-label') || e.innerText || e.tagName; })()"
        )
    )


def tab_to(page: Page, *, holds: str, back: bool = False) -> None:
    for _ in range(60):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if holds in focused(page):
            return
    raise AssertionError(f"the focus never came to {holds!r}")


def test_by_keyboard_alone(browser: Browser, address: str, tmp_path: Path) -> None:
    with watched(browser, address) as context:
        page = opened(context, address)
        tab_to(page, holds="How many villages?")
        page.keyboard.press("Enter")
        expect(page.locator("#conversation .claim")).to_have_count(2)
        tab_to(page, holds="Source 1")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
        tab_to(page, holds="Source 2")
        page.keyboard.press("Enter")
        expect(page.locator("#conversation mark").nth(1)).to_be_visible()
        assert focused(page) == "Repairs took eleven hours."  # what is read out is the sentence
        page.keyboard.press("Shift+Tab")
        assert "rail.pdf" in focused(page)  # its document, which folds
        page.keyboard.press("Enter")
        expect(page.locator("#conversation mark").nth(1)).not_to_be_visible()
        page.keyboard.press("Escape")
        assert focused(page) == "Source 2"
        tab_to(page, holds="This is right")
        page.keyboard.press("Enter")
        pressed = page.get_by_role("button", name="This is right")
        expect(pressed).to_have_attribute("aria-pressed", "true")
        assert focused(page) == "This is right"
        tab_to(page, holds="This is wrong")
        page.keyboard.press("Enter")
        expect(page.locator("#judging")).to_be_visible()
        tab_to(page, holds="Documents", back=True)
        page.keyboard.press("Enter")
        expect(page.locator("#documents li").first).to_be_visible()
        tab_to(page, holds="budget.md")
        page.keyboard.press("Enter")
        expect(page.locator("article.document h3")).to_have_text("Budget")
        assert "budget.md" in focused(page)
        tab_to(page, holds="Remove this document")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Keep it")).to_be_visible()
        tab_to(page, holds="Keep it")
        page.keyboard.press("Enter")
        expect(page.get_by_role("button", name="Remove this document")).to_be_visible()


def test_asking_goes_on_while_files_come_in(browser: Browser, address: str, tmp_path: Path) -> None:
    many = tmp_path / "many.jsonl"
    lines = "".join(
        f'{{"id": "{n}", "text": "The ferry {n} sailed. It carried {n} people to Mainau."}}\n'
        for n in range(4000)
    )
    many.write_text(lines, encoding="utf-8")
    with watched(browser, address) as context:
        page, other = opened(context, address), opened(context, address)
        go(other, "Documents")
        other.locator("#drop input[type=file]").set_input_files(many)
        expect(other.locator("#outcome .working")).to_be_visible(timeout=30_000)
        ask(page, "How many villages?")
        expect(page.locator("#conversation .claim")).to_have_count(2)
        expect(other.locator("#outcome")).to_contain_text("4,000 documents added", timeout=90_000)
        expect(other.locator("#documents nav.pages")).to_contain_text("1 to 100 of 4,0")
        drop(page, many)
        expect(page.locator("#outcome")).to_contain_text("Nothing new was added")
