"""The original of a source, opened in a browser: the box is over the sentence."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.index.test_pages import FIRST, SECOND, TEXT, width, write
from tests.support.serving import READING, ask, go, opened, served, start, watched

pytestmark = pytest.mark.browser

ATTACK = "</mark></p><img src=x onerror=\"document.title = 'owned'\">"
ZEBRA = f"The zebra of the savannah eats melons {ATTACK} all day."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("original")


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    documents = folder / "documents"
    documents.mkdir()
    write(documents / "quay.pdf", TEXT, ["Another page holds a lighthouse."])
    filler = [f"Paragraph {number} tells of rain on the hills of Orvell." for number in range(400)]
    text = "\n\n".join([*filler[:200], ZEBRA, *filler[200:]])
    (documents / "zebra.txt").write_text(text, encoding="utf-8")
    log = folder / "stderr"
    with served(start(log, READING, folder / "index", documents), log) as address:
        yield address


@pytest.fixture(params=[375, 1280])
def page(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    with watched(browser, address, viewport={"width": request.param, "height": 720}) as context:
        yield opened(context, address)


def open_source(page: Page) -> None:
    button = page.locator(".exchange").last.locator(".open-original:visible").first
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog.original")).to_be_visible()


def test_the_box_is_over_the_sentence(page: Page, folder: Path) -> None:
    ask(page, f"Is it so: {SECOND}")
    open_source(page)
    picture = page.locator("dialog .sheet img").bounding_box()
    boxes = [box.bounding_box() for box in page.locator("dialog rect.lit").all()]
    assert picture and len(boxes) == 2 and boxes[0] and boxes[1]
    point = picture["width"] / 595
    begins = 60 + width(f"{FIRST} ")
    true = [
        (begins, 82, begins + width("Ferries turned")),
        (60, 98, 60 + width(SECOND.removeprefix("Ferries turned "))),
    ]
    for box, (left, baseline, right) in zip(boxes, true, strict=True):
        assert box
        assert abs((box["x"] - picture["x"]) / point - left) < 2
        assert abs(box["width"] / point - (right - left)) < 4
        top = (box["y"] - picture["y"]) / point
        assert top < baseline < top + box["height"] / point < baseline + 6
        assert 9 < box["height"] / point < 15
    paper = page.locator("dialog .paper").bounding_box()
    assert paper
    for box in boxes:  # all of it is in view, also on a telephone
        assert box and paper["x"] <= box["x"]
        assert box["x"] + box["width"] <= paper["x"] + paper["width"]
        assert paper["y"] <= box["y"] <= paper["y"] + paper["height"] - box["height"]
    reach = "document.querySelector('dialog .paper').scrollWidth"
    size = page.viewport_size
    assert size and (size["width"] > 640 or page.evaluate(reach) > size["width"])
    # by keyboard: the focus stays in the dialog, pages turn, and Escape gives the focus back
    for _ in range(12):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body"
            " || !!document.activeElement.closest('dialog.original')"
        )
    page.get_by_role("button", name="Next page").focus()
    page.keyboard.press("Enter")
    expect(page.locator("dialog .turning span")).to_have_text("Page 2 of 2")
    expect(page.locator("dialog rect.lit")).to_have_count(0)
    page.get_by_role("button", name="Back to the sentence").click()
    expect(page.locator("dialog rect.lit")).to_have_count(2)
    page.keyboard.press("Escape")
    expect(page.locator("dialog.original")).not_to_be_visible()
    expect(page.locator(".open-original:focus")).to_have_count(1)
    expect(page.locator("#original .original-view")).to_have_count(0)  # nothing is kept
    size = page.viewport_size
    assert size and page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_the_pages_are_opened_from_the_list_of_documents(page: Page) -> None:
    go(page, "Documents")
    page.locator("#documents").get_by_text("quay.pdf").click()
    button = page.locator("#opened .open-original")
    expect(button).to_have_text("Open its pages")
    button.click()
    expect(page.locator("dialog.original img")).to_be_visible()
    expect(page.locator("dialog :is(.lit, mark)")).to_have_count(0)
    expect(button).to_have_text("Open its pages")  # and not that it is being opened


def test_a_long_text_is_opened_at_the_sentence(page: Page) -> None:
    ask(page, "What does the zebra of the savannah eat all day?")
    open_source(page)
    lit = page.locator("dialog mark.lit")
    expect(lit).to_have_text(ZEBRA)
    expect(lit).to_be_in_viewport()
    assert page.title() == "pincite"
    assert page.locator("dialog :is(img, script, iframe, svg)").count() == 0
    shown = page.locator("dialog .words p").count()
    page.get_by_role("button", name="More before").click()
    expect(page.get_by_role("button", name="More before")).to_have_count(0)
    assert page.locator("dialog .words p").count() > shown
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog.original")).not_to_be_visible()


def test_a_file_that_changed_is_not_drawn_and_its_text_is_shown(page: Page, folder: Path) -> None:
    file = folder / "documents" / "quay.pdf"
    before = file.read_bytes()
    ask(page, f"Is it so: {SECOND}")
    try:
        write(file, ["Something else stands here by now."])
        open_source(page)
        expect(page.locator("dialog .note")).to_contain_text("has changed since it was indexed")
        expect(page.locator("dialog mark.lit")).to_have_text(SECOND)
        expect(page.locator("dialog img")).to_have_count(0)
    finally:
        file.write_bytes(before)
