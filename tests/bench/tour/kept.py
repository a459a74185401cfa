"""Stops: conversations that are kept, and those that users share."""

import re

from playwright.sync_api import expect

from tests.bench.tour.visit import QUESTION, Visit, fits
from tests.support.serving import ask


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
    assert download.value.suggested_filename.endswith(".docx")
    fits(page)


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
    link = page.locator(
        ".conversations a[href*='/shared/'], .conversations input[value*='/shared/']"
    )
    path = link.first.evaluate("e => e.getAttribute('href') || e.value")
    page.goto(path if path.startswith("http") else visit.address + path)
    expect(page.locator("body")).to_contain_text(QUESTION)
    assert page.locator("button, textarea").count() == 0  # to be read only
