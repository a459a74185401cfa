"""What a language model is writing is shown as a draft, and it can be stopped."""

import io
import os
import signal
import sys
from collections.abc import Iterator

import pytest

from qa.types import Answer, Writing
from ui.cli.answering import show
from ui.cli.interrupt import first_interrupt
from ui.render.conversation import Exchange, exchange_to_html


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_the_terminal_shows_the_draft_on_one_line_and_erases_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    screen = Screen()
    monkeypatch.setattr(sys, "stderr", screen)
    monkeypatch.setenv("COLUMNS", "100")
    draft = "The harbour \x1b[31mof Lindau " + "was closed " * 40
    answer = Answer("Q?")
    given = show(
        iter([Writing("", None), Writing(draft, 12.4), answer]),
        json=False,
        explain=False,
        streamed=True,
    )
    assert given is answer
    lines = screen.getvalue().split("\r\033[K")
    told = [line for line in lines if "not checked" in line]
    assert len(told) == 1 and len(told[0]) < 100 and "\x1b" not in told[0]
    assert "of about 12 s" in told[0] and "Ctrl-C to stop" in told[0]
    assert lines[-1] == ""
    assert "closed" not in capsys.readouterr().out


@pytest.fixture
def heard() -> Iterator[None]:
    """Ctrl-C as a terminal has it, though the tests may run in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heard")
def test_the_first_ctrl_c_stops_the_model_and_the_second_all() -> None:
    before = signal.getsignal(signal.SIGINT)
    with first_interrupt() as stop:
        assert not stop()
        os.kill(os.getpid(), signal.SIGINT)
        assert stop()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_ctrl_c_that_is_ignored_stays_so() -> None:
    """As a shell has it of what runs in the background."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with first_interrupt() as stop:
            os.kill(os.getpid(), signal.SIGINT)
            assert not stop()
        assert signal.getsignal(signal.SIGINT) is signal.SIG_IGN
    finally:
        signal.signal(signal.SIGINT, before)


def test_the_page_marks_the_draft_and_has_a_button_to_stop() -> None:
    hostile = '<img src=x onerror="alert(1)">'
    shown = exchange_to_html(Exchange("a1", "Q?", stage="writing", draft=hostile, usual=7.6))
    assert "<img" not in shown and "&lt;img" in shown
    assert "A draft, not checked yet. Its answers took about 8 s." in shown
    assert 'data-stop="a1"' in shown
    assert "data-stop" not in exchange_to_html(Exchange("a1", "Q?", stage="writing"))
    assert "data-stop" not in exchange_to_html(Exchange("a1", "Q?", answer=Answer("Q?"), draft="x"))
