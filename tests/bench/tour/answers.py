"""Stops: the first screen, answers, originals, and where to look."""

from playwright.sync_api import Page, expect

from tests.bench.tour.visit import QUESTION, Visit, fits
from tests.support.serving import ask, begin, go

ABSENT = "Who won the chess championship in Reykjavik?"
ARABIC = "كم سفينة غادرت الميناء القديم؟"


_FOCUS = """() => {
    const it = document.activeElement;
    if (it === document.body) return ['', true];
    const looks = (e) => {
        const s = getComputedStyle(e);
        const outlined = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0;
        return outlined || s.boxShadow !== 'none';
    };
    const name = it.getAttribute('aria-label') || it.innerText || it.placeholder || it.tagName;
    const label = it.labels?.[0]?.innerText ?? '';
    return [label + name, looks(it) || looks(it.parentElement)];
}"""
"""The name of what has the focus, and whether that is to be seen."""


def first_screen(visit: Visit) -> None:
    page = visit.page
    expect(page.locator("#beginning h1")).to_be_visible()
    expect(page.locator("#beginning svg").first).to_be_visible()
    expect(page.locator("#beginning .examples button")).to_have_count(4, timeout=60_000)
    fits(page)


def by_keyboard(visit: Visit) -> None:
    """Each thing that Tab comes to is seen to have the focus, and an example can be asked."""
    page = visit.page
    page.locator("body").click(position={"x": 2, "y": 2})
    reached: list[str] = []
    for _ in range(20):
        page.keyboard.press("Tab")
        name, seen = page.evaluate(_FOCUS)
        assert seen, f"the focus on {name!r} cannot be seen"
        reached.append(name)
    for name in ("Documents", "Your conversations", "Where to look", "Question"):
        assert any(name in one for one in reached), f"Tab does not come to {name!r}: {reached}"


def answer(visit: Visit) -> None:
    page = visit.page
    ask(page, QUESTION)
    last = page.locator("#conversation .exchange").last
    expect(last.locator(".claim").first).to_be_visible()
    expect(last.locator(".label").first).to_be_visible()
    expect(last.locator(".sources mark").first).to_be_visible()  # open by itself
    expect(last.locator(".sources mark b").first).to_be_visible()
    for name in ("Copy", "This is right", "This is wrong"):
        expect(last.get_by_role("button", name=name)).to_be_visible()
    fits(page)


def marker(visit: Visit) -> None:
    page = visit.page
    last = page.locator("#conversation .exchange").last
    button = last.locator("button.marker").last
    button.click()
    expect(last.locator("mark[aria-current]")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def abstained(visit: Visit) -> None:
    page = visit.page
    ask(page, ABSENT)
    last = page.locator("#conversation .exchange").last
    expect(last.locator(".abstained")).to_contain_text("do not answer")
    expect(last.locator(".evidence")).to_contain_text("The nearest passages")
    fits(page)


def follow_up(visit: Visit) -> None:
    page = visit.page
    ask(page, "How many people were injured in Kharkiv?")
    leads = page.locator("#conversation .exchange").last.locator(".examples button")
    expect(leads.first).to_be_visible()
    ask(page, "and in Kherson?")
    expect(page.locator("#conversation .understood").last).to_contain_text("Kherson")


def saved(visit: Visit) -> None:
    page = visit.page
    last = page.locator("#conversation .exchange").last
    last.locator("summary", has_text="Save as").click()
    with page.expect_download() as download:
        last.get_by_role("button", name="Save as Word").click()
    assert download.value.suggested_filename.endswith(".docx")
    last.locator("summary", has_text="Save as").click()
    expect(last.get_by_role("button", name="Save as BibTeX")).to_be_visible()
    fits(page)


def draft(visit: Visit) -> None:
    page = visit.page
    go(page, "Settings")
    page.get_by_label("Model server").fill(visit.model)
    page.get_by_label("Model", exact=True).fill("scripted")
    page.get_by_role("button", name="Use this model").click()
    expect(page.locator("#chosen")).to_contain_text("writes from the next question on")
    go(page, "Ask")
    begin(page, "What did the ministry in Moscow claim?")
    words = page.locator("#running .draft .words")
    expect(words).to_contain_text("ministry claimed ten")
    expect(page.get_by_role("button", name="Stop the model")).to_be_visible()
    fits(page)


def stopped(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Stop the model").click()
    expect(page.locator("#running .exchange")).to_have_count(0)
    expect(page.locator("#conversation .exchange").last.locator(".claim").first).to_be_visible()
    go(page, "Settings")
    page.get_by_role("button", name="Without it").click()
    expect(page.locator("#chosen")).to_contain_text("as at the start")
    go(page, "Ask")


def original_pdf(visit: Visit) -> None:
    page = visit.page
    open_original(page, QUESTION, "pdf")
    expect(page.locator("dialog rect.lit").first).to_be_in_viewport()


def original_text(visit: Visit) -> None:
    page = visit.page
    open_original(page, "How many people were injured in Kharkiv?", "")
    expect(page.locator("dialog mark.lit").first).to_be_in_viewport()


def right_to_left(visit: Visit) -> None:
    """An Arabic document: in the source, on the list and in the original."""
    page = visit.page
    ask(page, ARABIC)
    last = page.locator("#conversation .exchange").last
    quote = last.locator("blockquote:visible").first
    expect(quote).to_contain_text("سفينة")
    assert quote.evaluate("e => getComputedStyle(e).direction") == "rtl"
    question = last.locator(".question")
    assert question.evaluate("e => getComputedStyle(e).direction") == "rtl"
    fits(page)


def original_right_to_left(visit: Visit) -> None:
    page = visit.page
    open_original(page, "", "")
    lit = page.locator("dialog .words p", has_text="سفينة").first
    assert lit.evaluate("e => getComputedStyle(e).direction") == "rtl"


def chips(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Where to look").first.click()
    page.locator("#offered button.chip[data-narrow=type]", has_text="pdf").click()
    expect(page.locator("#narrowed button.chip")).to_have_count(1)
    day = page.locator("#where").get_by_label("Today is", exact=True)
    day.fill("2025-11-01")
    day.blur()
    expect(page.locator("#narrowed button.chip")).to_have_count(2)
    fits(page)


def in_scope(visit: Visit) -> None:
    page = visit.page
    ask(page, QUESTION)
    expect(page.locator("#conversation .exchange").last).to_contain_text("1 document")
    for _ in range(2):
        page.locator("#narrowed button.chip").first.click()
    expect(page.locator("#narrowed button.chip")).to_have_count(0)
    page.get_by_role("button", name="Where to look").first.click()


def original_closed(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Escape")
    expect(page.locator("dialog.original")).not_to_be_visible()
    expect(page.locator(".open-original:focus")).to_have_count(1)


def open_original(page: Page, question: str, kind: str) -> None:
    """Open the original of the first source whose file ends so, of the last answer."""
    if question:
        ask(page, question)
    last = page.locator("#conversation .exchange").last
    cards = last.locator("ol.sources > li")
    if kind:
        cards = cards.filter(has_text=f".{kind}")
    card = cards.first
    opens = card.locator(".open-original").first
    if not opens.is_visible():
        card.locator("summary").first.click()
    opens.click()
    expect(page.locator("dialog.original")).to_be_visible()
