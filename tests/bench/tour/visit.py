"""A window that makes the tour, and what a stop of it is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

QUESTION = "How many villages did the ministry claim?"


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


def fits(page: Page) -> None:
    """Nothing is wider than the window."""
    size = page.viewport_size
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert size and wide <= size["width"], f"{wide} pixels wide"
