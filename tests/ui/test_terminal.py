"""Nothing that a stranger wrote is obeyed by a terminal, whichever way it gets there."""

import logging

import pytest

from ui.cli import terminal
from ui.cli.main import main

ATTACK = "\x1b]0;owned\x07 \x9b2J \u202egpj.exe\u202c \u2066a\u2069 \u200f\U000e0041"
OBEYED = set(ATTACK) & set("\x1b\x07\x9b\u202e\u202c\u2066\u2069\u200f\U000e0041")


def _clean(text: str) -> bool:
    return bool(text) and not OBEYED & set(text)


def test_results_messages_and_the_log(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.write(ATTACK)
    terminal.say(ATTACK)
    log = logging.getLogger("pincite")
    before = log.handlers, log.level
    terminal.show_log()
    log.warning("said %s", ATTACK)
    log.handlers, log.level = before
    out, err = capsys.readouterr()
    assert _clean(out) and _clean(err)
    assert err.count("pincite: ") == 2


@pytest.mark.parametrize(
    "arguments",
    [
        [f"--{ATTACK}"],
        [ATTACK],
        ["search", "x", "-k", ATTACK],
        ["search", "x", "--index", f"/nowhere/{ATTACK}"],
        ["index", f"/nowhere/{ATTACK}", "--index", "/nowhere/index"],
        ["ask", "x", "--gguf", f"/nowhere/{ATTACK}"],
        ["ask", "x", "--llm", ATTACK, "--model", "m"],
        ["evaluate", f"/nowhere/{ATTACK}"],
        ["gold", "check", f"/nowhere/{ATTACK}"],
    ],
    ids=lambda arguments: arguments[0][:8],
)
def test_what_is_wrong_with_the_arguments(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert _clean(capsys.readouterr().err)


def test_the_trace_of_a_fault(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise RuntimeError(ATTACK)

    for debug in ("0", "1"):
        monkeypatch.setenv("PINCITE_DEBUG", debug)
        monkeypatch.setattr("ui.cli.main._search", broken)
        assert main(["search", "x"]) == 70
        assert _clean(capsys.readouterr().err)
