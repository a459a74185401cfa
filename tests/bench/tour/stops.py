"""The stops of the tour, in the order of the list of what the page is to do.

Each one looks at what it says, and raises if it is not so.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.serving import ask, begin, go

QUESTION = "How many villages did the ministry claim?"
ABSENT = "Who won the chess championship in Reykjavik?"
ARABIC = "كم سفينة غادرت الميناء القديم؟"


@dataclass(frozen=True, slots=True)
class Visit:
    """A window that makes the tour.

    Attributes:
        page: it shows.
        context: of the window.
        address: of the page.
        model: address of a model server that writes slowly.
        folder: for what is written on the way; empty.
        password: of users.
    """

    page: Page
    context: BrowserContext
    address: str
    model: str
    folder: Path
    password: str


@dataclass(frozen=True, slots=True)
class Stop:
    """A thing that the page is to do.

    Attributes:
        number: of it on the list, with a letter.
        key: begins the name of its picture.
        name: in a few words.
        make: does it.
    """

    number: str
    key: str
    name: str
    make: Callable[[Visit], None]


def first_screen(visit: Visit) -> None:
    page = visit.page
    expect(page.locator("#beginning h1")).to_be_visible()
    expect(page.locator("#beginning svg").first).to_be_visible()
    expect(page.locator("#beginning .examples button")).to_have_count(4, timeout=60_000)
    _fits(page)


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
    _fits(page)


def marker(visit: Visit) -> None:
    page = visit.page
    button = page.locator("#conversation .exchange").last.locator("button.marker").last
    button.click()
    expect(page.locator("#conversation .exchange").last.locator("mark:visible")).to_be_in_viewport()
    page.keyboard.press("Escape")
    expect(button).to_be_focused()


def abstained(visit: Visit) -> None:
    page = visit.page
    ask(page, ABSENT)
    last = page.locator("#conversation .exchange").last
    expect(last.locator(".abstained")).to_contain_text("do not answer")
    expect(last.locator(".evidence")).to_contain_text("The nearest passages")
    _fits(page)


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
    assert download.value.suggested_filename == "answer.docx"
    last.locator("summary", has_text="Save as").click()
    expect(last.get_by_role("button", name="Save as BibTeX")).to_be_visible()
    _fits(page)


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
    _fits(page)


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
    _open_original(page, QUESTION, "pdf")
    expect(page.locator("dialog rect.lit").first).to_be_in_viewport()


def original_text(visit: Visit) -> None:
    page = visit.page
    _open_original(page, "How many people were injured in Kharkiv?", "")
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
    _fits(page)


def original_right_to_left(visit: Visit) -> None:
    page = visit.page
    _open_original(page, "", "")
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
    _fits(page)


def in_scope(visit: Visit) -> None:
    page = visit.page
    ask(page, QUESTION)
    expect(page.locator("#conversation .exchange").last).to_contain_text("1 document")
    for _ in range(2):
        page.locator("#narrowed button.chip").first.click()
    expect(page.locator("#narrowed button.chip")).to_have_count(0)
    page.get_by_role("button", name="Where to look").first.click()


def reloaded(visit: Visit) -> None:
    page = visit.page
    before = page.locator("#conversation .exchange").count()
    page.reload()
    expect(page.locator("#conversation .exchange")).to_have_count(before)


def conversations(visit: Visit) -> None:
    page = visit.page
    page.evaluate("window.scrollTo(0, 0)")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#conversation .exchange")).to_have_count(0)
    ask(page, "Who leads the coalition of the willing?")
    page.evaluate("window.scrollTo(0, 0)")
    page.get_by_role("button", name="Your conversations").click()
    titles = page.locator(".conversations cite")
    expect(titles).to_have_count(2)
    page.locator(".conversations .more > summary").last.click()
    name = page.get_by_label("Name", exact=True).locator("visible=true")
    name.fill("Villages and drones")
    name.press("Enter")
    expect(titles.last).to_have_text("Villages and drones")
    if not page.locator(".conversations .unfolded:visible").count():
        page.locator(".conversations .more > summary").last.click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save this conversation as Word").locator(
            "visible=true"
        ).click()
    assert download.value.suggested_filename == "conversation.docx"
    _fits(page)


def found_and_deleted(visit: Visit) -> None:
    page = visit.page
    words = page.get_by_placeholder("Search your conversations")
    words.fill("Britain")
    expect(page.locator(".conversations .found").first).to_contain_text("Britain")
    words.fill("")
    titles = page.locator(".conversations cite")
    expect(titles).to_have_count(2)
    page.get_by_role("button", name=re.compile("^Villages and drones")).click()
    expect(page.locator("#conversation .exchange").nth(3)).to_be_visible()
    row = page.locator(".conversations li", has_text="coalition")
    row.locator(".more > summary").click()
    row.locator(".doubt > summary").click()
    row.get_by_role("button", name="for good").click()
    expect(titles).to_have_count(1)
    page.get_by_role("button", name="Your conversations").click()


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
    _fits(page)


def document_opened(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Search in the list").fill("ferry")
    expect(page.locator("#documents li")).to_have_count(1)
    page.locator("#documents li button").first.click()
    expect(page.locator("article.document")).to_contain_text("412 passengers")
    page.locator("article.document").scroll_into_view_if_needed()
    _fits(page)


def document_removed(visit: Visit) -> None:
    page = visit.page
    page.get_by_role("button", name="Remove this document").click()
    page.get_by_role("button", name="Remove it").click()
    expect(page.locator("#outcome")).to_contain_text("is removed")
    page.get_by_label("Search in the list").fill("")
    expect(page.locator("#documents li").nth(5)).to_be_visible()


def timeline(visit: Visit) -> None:
    page = visit.page
    go(page, "Timeline")
    topic = page.get_by_label("Topic", exact=True)
    topic.fill("drones")
    topic.press("Enter")
    entries = page.locator("#timeline li")
    expect(entries.first).to_be_visible()
    entries.first.locator("summary").click()
    expect(page.locator("#timeline mark:visible").first).to_be_visible()
    _fits(page)


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
    _fits(page)


def quotes(visit: Visit) -> None:
    page = visit.page
    go(page, "Quotes")
    page.get_by_label("Speaker", exact=True).fill("Starmer")
    page.get_by_label("Speaker", exact=True).press("Enter")
    entries = page.locator("#quotes li")
    expect(entries.first).to_be_visible()
    entries.first.locator("summary").click()
    expect(page.locator("#quotes mark:visible").first).to_be_visible()
    _fits(page)


def verify(visit: Visit) -> None:
    page = visit.page
    go(page, "Verify")
    page.get_by_label("Draft", exact=True).fill(
        "Russian troops took ten Ukrainian villages within a week, the ministry said. "
        "Three people were killed in Kherson. Nobody plays chess in Reykjavik."
    )
    page.get_by_role("button", name="Verify", exact=True).click()
    expect(page.locator("#verified")).to_contain_text("3 sentences", timeout=60_000)
    _fits(page)


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
    _fits(page)


def settings(visit: Visit) -> None:
    page = visit.page
    go(page, "Settings")
    expect(page.get_by_role("radio", name="Careful: ")).to_be_visible()
    expect(page.locator("#care")).to_contain_text("of 100")
    _fits(page)


def logged_in(visit: Visit) -> None:
    page = visit.page
    page.get_by_label("Name").fill("ada")
    page.get_by_label("Password").fill(visit.password)
    page.get_by_role("button", name=re.compile("Log in")).click()
    expect(page.get_by_label("Question", exact=True)).to_be_visible()
    expect(page.get_by_text("Loading the models")).to_have_count(0, timeout=60_000)
    expect(page.get_by_role("button", name="Log out")).to_be_visible()


def shared(visit: Visit) -> None:
    page = visit.page
    ask(page, QUESTION)
    page.evaluate("window.scrollTo(0, 0)")
    page.get_by_role("button", name="Your conversations").click()
    page.locator(".conversations .more > summary").first.click()
    page.get_by_role("button", name=re.compile("Share|link", re.I)).locator(
        "visible=true"
    ).first.click()
    expect(page.locator(".conversations")).to_contain_text("shared")


def link_read(visit: Visit) -> None:
    page = visit.page
    link = page.locator(".conversations a[href*='/shared/'], .conversations input[value*='/shared/']")
    path = link.first.evaluate("e => e.getAttribute('href') || e.value")
    page.goto(path if path.startswith("http") else visit.address + path)
    expect(page.locator("body")).to_contain_text(QUESTION)
    assert page.locator("button, textarea").count() == 0  # to be read only


def original_closed(visit: Visit) -> None:
    page = visit.page
    page.keyboard.press("Escape")
    expect(page.locator("dialog.original")).not_to_be_visible()
    expect(page.locator(".open-original:focus")).to_have_count(1)


def _open_original(page: Page, question: str, kind: str) -> None:
    """Open the original of the first source whose file ends so, of the last answer."""
    if question:
        ask(page, question)
    last = page.locator("#conversation .exchange").last
    cards = last.locator("ol.sources > li")
    if kind:
        cards = cards.filter(has_text=f".{kind}")
    card = cards.first
    if not card.locator(".open-original").is_visible():
        card.locator("summary").first.click()
    card.locator(".open-original").click()
    expect(page.locator("dialog.original")).to_be_visible()


def _fits(page: Page) -> None:
    """Nothing is wider than the window."""
    size = page.viewport_size
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert size and wide <= size["width"], f"{wide} pixels wide"


ALL = (
    Stop("5", "first", "first screen: corpus, chart, four examples", first_screen),
    Stop("6a", "answer", "an answer, its first source open", answer),
    Stop("6b", "marker", "a marker opens its source, Escape returns", marker),
    Stop("6c", "abstained", "what is not answered", abstained),
    Stop("6d", "follow-up", "suggestions, and a follow-up", follow_up),
    Stop("6e", "saved", "an answer saved as Word", saved),
    Stop("6f", "draft", "a model's draft, not checked yet", draft),
    Stop("6g", "stopped", "the model stopped, the answer stays", stopped),
    Stop("7a", "pdf", "the page of a PDF, its box lit", original_pdf),
    Stop("7c", "closed", "Escape closes it, the focus returns", original_closed),
    Stop("7b", "text", "a text opened at the sentence", original_text),
    Stop("7d", "closed", "Escape closes it, the focus returns", original_closed),
    Stop("12a", "rtl", "an Arabic source, right to left", right_to_left),
    Stop("12b", "rtl-original", "its original, right to left", original_right_to_left),
    Stop("12c", "closed", "Escape closes it, the focus returns", original_closed),
    Stop("9a", "chips", "chips and today's date", chips),
    Stop("9b", "scope", "an answer within them", in_scope),
    Stop("8a", "reload", "the conversation after a reload", reloaded),
    Stop("8b", "kept", "listed, named, saved", conversations),
    Stop("8c", "deleted", "found, continued, deleted", found_and_deleted),
    Stop("10a", "documents", "files dropped, one skipped and why", documents),
    Stop("10b", "opened", "looked for and opened", document_opened),
    Stop("10c", "removed", "removed", document_removed),
    Stop("11a", "timeline", "timeline", timeline),
    Stop("11b", "table", "table", table),
    Stop("11c", "quotes", "quotes", quotes),
    Stop("11d", "verify", "verify", verify),
    Stop("11e", "judge", "judge: a table, verdicts, a chart", judged),
    Stop("11f", "settings", "settings in words", settings),
)
"""What everybody does, in turn, in one window."""

WITH_USERS = (
    Stop("8d", "login", "a user logs in", logged_in),
    Stop("8e", "share", "a conversation is shared", shared),
    Stop("8f", "link", "its link is read, and only that", link_read),
)
"""What is done where there are users."""
