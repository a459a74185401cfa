"""The field for an address in a browser: what it takes, what it says, and who can use it."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.support.axe import faults
from tests.support.serving import ask, go, opened, served, start, watched
from tests.support.web_servers import WebServer, sends, web

pytestmark = pytest.mark.browser
FETCHING = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from tests.support.fake_models import FakeEncoder, FakeReader
from index import Index
from qa import Assistant
from ui.web.fetching.fetch import Fetcher
from ui.web.fetching.hosts import Host
from ui.web.workspace import Workspace
from ui.web.server import serve
site = int((Path({folder!r}).parent / "site").read_text())
index = Index.open({folder!r}, encoder=FakeEncoder())
load = lambda: Assistant(index, reader=FakeReader())
serve(Workspace(index, load, fetcher=Fetcher([Host("127.0.0.1", site)])), port={port})
"""
"""A page without documents, whose editors may fetch from one host of this machine."""

ARTICLE = (
    b"<html><head><title>The ferry of Lindau</title></head><body><article><h1>The ferry of Lindau"
    b"</h1><p>The ferry of Lindau sank in 1856, on a calm night, as the harbour master wrote.</p>"
    b"<img src='/picture.png'><script src='/script.js'></script></article></body></html>"
)
VIEWS = [
    pytest.param("light", {"width": 1280, "height": 860}, id="wide"),
    pytest.param("dark", {"width": 375, "height": 720}, id="phone"),
]


@pytest.fixture(scope="module")
def site() -> Iterator[WebServer]:
    with web({"/ferry": sends(ARTICLE), "/film": sends(b"\0\1\2", "video/mp4")}) as server:
        yield server


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, site: WebServer) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("fetching")
    (folder / "site").write_text(str(site.server_port))
    with served(start(folder / "log", FETCHING, folder / "index"), folder / "log") as at:
        yield at


def field(page: Page) -> None:
    go(page, "Documents")
    expect(page.get_by_label("Or paste the address of a page or a file")).to_be_visible()


@pytest.mark.parametrize(("theme", "size"), VIEWS)
def test_a_page_is_fetched_and_can_be_asked_about(
    browser: Browser, address: str, site: WebServer, theme: str, size: dict[str, int]
) -> None:
    at = f"http://127.0.0.1:{site.server_port}"
    with watched(browser, address, color_scheme=theme, viewport=size) as context:
        page = opened(context, address)
        field(page)
        box = page.get_by_label("Or paste the address of a page or a file")
        expect(page.locator(".from")).to_contain_text("From 127.0.0.1")
        box.fill(f"{at}/ferry")
        box.press("Enter")
        told = re.compile("1 document added|Nothing new was added")  # the second time it is there
        expect(page.locator("#outcome .outcome")).to_contain_text(told)
        expect(box).to_have_value("")
        expect(page.locator("ul.documents")).to_contain_text("The ferry of Lindau")
        assert {path for path, _ in site.asked} <= {"/ferry", "/film"}  # and nothing of the page
        go(page, "Ask")
        ask(page, "When did the ferry of Lindau sink?")
        card = page.locator("#conversation .sources")
        expect(card.locator("mark")).to_contain_text("sank in 1856")
        expect(card.get_by_role("link")).to_have_attribute("href", f"{at}/ferry")


@pytest.mark.parametrize(("theme", "size"), VIEWS)
def test_what_is_not_fetched_is_told_and_the_address_stays(
    browser: Browser, address: str, site: WebServer, theme: str, size: dict[str, int]
) -> None:
    at = f"http://127.0.0.1:{site.server_port}"
    before = len(site.asked)
    with watched(browser, address, color_scheme=theme, viewport=size) as context:
        page = opened(context, address)
        field(page)
        box = page.get_by_label("Or paste the address of a page or a file")
        for wrong, told in (
            ("http://127.0.0.1:9/ferry", "Nothing is fetched from 127.0.0.1:9 here."),
            ("no address", "This is no address of a page or a file."),
            ("https://example.org/a", "Nothing is fetched from example.org here."),
            ("file:///etc/passwd", "This is no address of a page or a file."),
            ("https://ada:secret@example.org/", "The address holds a name or a password."),
            ("https://example.org/<img src=x onerror=alert(1)>", "This is no address"),
        ):
            box.fill(wrong)
            page.get_by_role("button", name="Fetch", exact=True).click()
            expect(page.locator("#outcome")).to_contain_text(told)
            expect(box).to_have_value(wrong)
        assert len(site.asked) == before
        for path, told in (("film", "video/mp4"), ("nothing", "There is no such page")):
            box.fill(f"{at}/{path}")
            page.get_by_role("button", name="Fetch", exact=True).click()
            expect(page.locator("#outcome")).to_contain_text(told)
            expect(box).to_have_value(f"{at}/{path}")


@pytest.mark.parametrize(("theme", "size"), VIEWS)
def test_it_is_for_screen_readers_the_keyboard_and_a_phone(
    browser: Browser, address: str, axe: str, theme: str, size: dict[str, int]
) -> None:
    with watched(browser, address, color_scheme=theme, viewport=size) as context:
        page = opened(context, address)
        field(page)
        assert faults(page, axe) == []
        box = page.get_by_label("Or paste the address of a page or a file")
        box.fill("no address")
        page.keyboard.press("Tab")
        expect(page.get_by_role("button", name="Fetch", exact=True)).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#outcome")).to_contain_text(re.compile(r"\w\. \w"))
        assert faults(page, axe) == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]
