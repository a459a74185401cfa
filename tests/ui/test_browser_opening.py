"""The page is opened in the browser of whoever sits before the screen, and nowhere else."""

import io
import sys
import webbrowser
from threading import Event
from typing import Any

import pytest

from ui.cli import browser
from ui.cli.browser import has_screen, open_browser

VARIABLES = ("DISPLAY", "WAYLAND_DISPLAY", "SSH_CONNECTION", "SSH_TTY", "BROWSER")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


class Window(webbrowser.BackgroundBrowser):
    """A browser with a window of its own."""

    def __init__(self) -> None:
        super().__init__("window")
        self.opened = Event()

    def open(self, url: str, new: int = 0, autoraise: bool = True) -> bool:
        assert url == "http://127.0.0.1:7860"
        self.opened.set()
        return True


def is_opened(
    monkeypatch: pytest.MonkeyPatch, seconds: float = 5, *, looked_at: bool = True
) -> bool:
    window = Window()
    monkeypatch.setattr(sys, "stderr", Terminal() if looked_at else io.StringIO())
    monkeypatch.setattr(webbrowser, "get", lambda: window)
    open_browser("http://127.0.0.1:7860")
    return window.opened.wait(seconds)


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_where_there_is_a_screen(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, ":0")
    assert is_opened(monkeypatch)


def test_not_without_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 1 192.0.2.2 22")
    assert not is_opened(monkeypatch, 0.2)


def test_not_where_nobody_looks_at_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":0")
    assert not is_opened(monkeypatch, 0.2, looked_at=False)


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_over_ssh_the_screen_is_elsewhere(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert has_screen()
    monkeypatch.setenv("SSH_TTY", "/dev/ttys001")
    assert not has_screen()


def test_not_in_a_browser_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[Any] = []
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr(webbrowser, "get", lambda: webbrowser.GenericBrowser("lynx"))
    monkeypatch.setattr(webbrowser.GenericBrowser, "open", lambda *call: ran.append(call))
    browser._open("http://127.0.0.1:7860")
    assert not ran
    monkeypatch.setenv("BROWSER", "lynx")  # who says so wants it
    browser._open("http://127.0.0.1:7860")
    assert len(ran) == 1


def test_no_browser_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def none() -> None:
        raise webbrowser.Error

    monkeypatch.setattr(webbrowser, "get", none)
    browser._open("http://127.0.0.1:7860")
