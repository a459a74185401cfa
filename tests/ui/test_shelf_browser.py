"""The tab of the documents and several corpora in a browser, from first to last."""

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.support.paths import ROOT
from tests.support.serving import READING, drop, opened, run, served, start, watched

pytestmark = pytest.mark.browser
BOTH = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from tests.support.fake_models import FakeEncoder, FakeReader
from index import Index
from qa import Assistant
from ui.web.workspace import Workspace
from ui.web.server import serve
def made(folder):
    index = Index.open(folder / ".pincite", encoder=FakeEncoder())
    index.sync(folder / "documents")
    return Workspace(index, lambda: Assistant(index, reader=FakeReader()))
first, second = (made(Path({folder!r}) / name) for name in ("harbour", "court"))
serve(first, port=0, others=[second])
"""


def written(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = {
        f"{2000 + n % 3}/report {n:03}.{'txt' if n % 7 else 'md'}": (
            f"# Report {n:03} of the harbour\n\nThe harbour number {n} was closed for {n} days."
            "\n\nShare this article\n"
        )
        for n in range(120)
    }
    return written(tmp_path_factory.mktemp("documents"), files)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, documents: Path) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("shelf")
    with served(start(folder / "log", READING, folder / "index", documents), folder / "log") as at:
        yield at


def shelf(page: Page) -> None:
    page.get_by_role("tab", name="Documents").click()
    expect(page.locator("ul.documents li").first).to_be_visible()


@pytest.mark.parametrize("width", [1280, 375])
def test_a_folder_from_its_files_to_its_end(
    browser: Browser, address: str, documents: Path, tmp_path: Path, width: int
) -> None:
    folder = written(
        tmp_path / f"Folder {width}",
        {
            "one.txt": f"The ferry {width} carried 412 people on Sunday.",
            "a/b/two.md": f"# Two\n\nThe bridge {width} of Lindau was built in 1912.",
            ".git/config": "x",
            "film.mov": "x",
            "wrong.pdf": "x",
            **{f"n/{n}.txt": f"The number {n} of {width} is in town." for n in range(30)},
        },
    )
    with watched(browser, address, viewport={"width": width, "height": 800}) as context:
        page = opened(context, address)
        shelf(page)
        count = page.locator("#documents .count")
        expect(count).to_have_text("120 documents")
        page.locator(".folder input").set_input_files(folder)
        sent = "Of 35 files in the folder 33 were sent; documents added: 32."
        expect(page.locator(".sending")).to_have_text(sent, timeout=60_000)
        notices = page.locator(".notices li")
        expect(notices).to_have_count(3)
        # what was skipped is there after a reload, until it was read
        page.reload()
        shelf(page)
        expect(notices).to_have_count(3)
        expect(page.locator(".notices")).to_contain_text("film.mov: ")
        page.get_by_role("button", name="Dismiss").click()
        expect(notices).to_have_count(0)
        # looked for, by its folder; opened; removed, with others
        expect(count).to_have_text("152 documents")
        page.get_by_label("Search in the list").fill(f"folder {width}/")
        expect(count).to_have_text("32 of 152 documents")
        page.get_by_role("button", name=re.compile("^md")).click()
        expect(count).to_have_text("1 of 152 documents")
        page.locator("ul.documents button").click()
        expect(page.locator("article.document")).to_contain_text("was built in 1912")
        page.get_by_role("button", name=re.compile("^All ")).click()
        expect(count).to_have_text("32 of 152 documents")
        page.get_by_label("All on this page").check()
        page.get_by_role("button", name="Remove those marked (32)").click()
        expect(page.get_by_role("alert")).to_contain_text("Remove 32 documents?")
        page.get_by_role("button", name="Keep them").click()
        expect(count).to_have_text("32 of 152 documents")
        page.get_by_role("button", name="Remove those marked (32)").click()
        page.get_by_role("button", name="Remove them").click()
        expect(page.locator("#outcome")).to_contain_text("32 documents are removed")
        expect(page.locator("article.document")).to_have_count(0)
        page.get_by_label("Search in the list").fill("")
        expect(count).to_have_text("120 documents")
        # sorted, and paged
        page.get_by_label("Order").select_option("title-down")
        expect(page.locator("ul.documents cite").first).to_have_text("Report 119 of the harbour")
        page.get_by_role("button", name="On", exact=True).click()
        expect(page.locator("ul.documents li")).to_have_count(20)
        expect(page.locator("nav.pages")).to_contain_text("101 to 120 of 120")
        # what changed on disk is read again
        changed = documents / "2000" / "report 003.txt"
        changed.write_text(f"# Changed\n\nThe report of {width} says something else.\n")
        page.locator("#folders summary").click()
        page.get_by_role("button", name=f"Bring {documents.name} up to date").click()
        expect(page.locator("#outcome")).to_contain_text("1 added, 1 removed")
        expect(page.locator("ul.documents cite").last).to_have_text("Changed")  # drawn again
        page.locator("#left-out summary").click()
        page.get_by_role("button", name="Count the lines").click()
        expect(page.locator("#left-out")).to_contain_text("in 119 of 120 documents")
        assert page.evaluate("document.documentElement.scrollWidth") == width
        changed.write_text("# Report 003 of the harbour\n\nIt was closed.\n\nShare this article\n")
        page.get_by_role("button", name=f"Bring {documents.name} up to date").click()
        expect(page.locator("#left-out")).to_contain_text("Count the lines")


LOOK = "(box, of) => getComputedStyle(box, of === 'tick' ? '::before' : null)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_marked_and_what_asks_whether_it_is_meant_are_seen(
    browser: Browser, address: str, scheme: Literal["light", "dark"]
) -> None:
    with watched(browser, address, color_scheme=scheme) as context:
        page = opened(context, address)
        shelf(page)
        box, every = page.locator("[data-mark]").first, page.get_by_label("All on this page")
        empty = box.evaluate(f"box => ({LOOK})(box).backgroundColor")
        every.check()
        for ticked in (box, every):
            filled = ticked.evaluate(f"box => ({LOOK})(box).backgroundColor")
            tick = ticked.evaluate(f"box => ({LOOK})(box, 'tick').borderRightColor")
            assert contrast(filled, empty) > 3 and contrast(filled, tick) > 3
        page.get_by_role("button", name="Remove those marked").click()
        button = page.get_by_role("button", name="Remove them")
        look = button.evaluate("b => [getComputedStyle(b).color, getComputedStyle(b).background]")
        assert contrast(*look) > 4.5
        assert button.bounding_box()["width"] < 200  # type: ignore[index]
        # how far it has come: what is done, on a track that is not mistaken for it
        page.locator("#outcome").evaluate(
            "(o) => { o.innerHTML = '<p class=outcome><progress max=100 value=0></progress>' }"
        )
        bar = page.locator("#outcome progress")
        track = bar.evaluate("bar => getComputedStyle(bar).backgroundColor")
        assert contrast(track, filled) > 3


def contrast(first: str, second: str) -> float:
    """Of two colours as a browser names them, as WCAG counts it."""
    lights = sorted(map(light, (first, second)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def light(color: str) -> float:
    parts = [int(number) / 255 for number in re.findall(r"\d+", color)[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = written(
        tmp_path_factory.mktemp("both"),
        {
            "harbour/documents/a.txt": "The harbour of Lindau was closed for nine days in March.",
            "court/documents/a.txt": "The court of Bregenz heard 412 witnesses in May.",
        },
    )
    code = BOTH.format(tests=str(ROOT), folder=str(folder))
    with served(run(folder / "log", [sys.executable, "-c", code]), folder / "log") as at:
        yield at


def test_two_corpora_one_at_a_time_and_together(browser: Browser, both: str) -> None:
    with watched(browser, both) as context:
        page = opened(context, both)
        expect(page.locator("nav.corpora [aria-current]")).to_have_text("harbour")
        page.get_by_role("link", name="court").click()
        expect(page.locator("nav.corpora [aria-current]")).to_have_text("court")
        page.reload()
        expect(page.locator("nav.corpora [aria-current]")).to_have_text("court")
        question = page.get_by_label("Question", exact=True)
        question.fill("How many witnesses heard the court of Bregenz in May?")
        question.press("Enter")
        expect(page.locator("#conversation .claim")).to_contain_text("412 witnesses")
        page.get_by_role("tab", name="All corpora").click()
        every = page.get_by_label("Question to all corpora")
        every.fill("How many days was the harbour of Lindau closed in March?")
        every.press("Enter")
        expect(page.locator("#together .claim")).to_contain_text("nine days")
        expect(page.locator("#together")).to_contain_text("Without an answer: court.")
        # the original of another corpus is opened on its own page
        expect(page.locator("#together .open-original:visible")).to_have_count(0)
        page.get_by_role("link", name="Open this corpus").click()
        expect(page.locator("nav.corpora [aria-current]")).to_have_text("harbour")


def test_the_list_shows_what_another_page_did(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    crane = written(tmp_path, {"crane.txt": "The crane of the quay lifted 40 tons."}) / "crane.txt"
    with watched(browser, address) as context:
        page, other = opened(context, address), opened(context, address)
        shelf(page)
        page.get_by_label("Search in the list").fill("crane")
        count = page.locator("#documents .count")
        expect(count).to_have_text(re.compile("^0 of "))
        drop(other, crane)
        expect(count).to_have_text(re.compile("^1 of "))
        expect(page.get_by_label("Search in the list")).to_have_value("crane")
        shelf(other)
        other.locator("ul.documents button", has_text="crane").first.click()
        other.get_by_role("button", name="Remove this document").click()
        other.get_by_role("button", name="Remove it").click()
        expect(count).to_have_text(re.compile("^0 of "))


def test_the_list_is_of_the_words_in_the_box_also_when_an_older_request_comes_late(
    browser: Browser, address: str
) -> None:
    with watched(browser, address) as context:
        page = opened(context, address)
        held: list[Route] = []

        def hold(route: Route) -> None:
            """The list that is asked for as the tab is opened, before a word was typed."""
            data = (route.request.post_data_json or {}).get("data") or [None]
            if data[0] == "" and not held:
                held.append(route)
            else:
                route.continue_()

        page.route("**/queue/join*", hold)
        page.get_by_role("tab", name="Documents").click()
        page.get_by_label("Search in the list").fill("report 003")
        count = page.locator("#documents .count")
        expect(count).to_have_text(re.compile("^1 of "))
        with page.expect_request(
            lambda request: '"report 003"' in (request.post_data or ""), timeout=10_000
        ):
            held[0].continue_()
        expect(count).to_have_text(re.compile("^1 of "))
