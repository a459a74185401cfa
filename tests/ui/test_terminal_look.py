"""How results look where a person looks: wrapped, in colours, with a bar; and plain elsewhere."""

import io
import os
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from ui.cli import terminal
from ui.cli.main import main
from ui.render.paint import painted

LONG = "Ten villages were taken within a week, the ministry said on Friday, and it named them. [1]"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "40")


def shown(monkeypatch: pytest.MonkeyPatch, write: Any, text: str) -> str:
    out = Terminal()
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", out)
        write(text)
    return out.getvalue()


def test_a_text_is_wrapped_and_coloured(screen: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, terminal.write_text, LONG) == (
        "Ten villages were taken within a week,\n"
        "the ministry said on Friday, and it\n"
        "named them. \x1b[36m[1]\x1b[0m\n"
    )
    said = shown(monkeypatch, terminal.say, LONG)
    assert said.startswith("\x1b[1mpincite:\x1b[0m Ten villages") and said.count("\n") > 2


@pytest.mark.parametrize("variable", [("NO_COLOR", "1"), ("TERM", "dumb")])
def test_no_colours_where_they_are_not_wanted(
    variable: tuple[str, str], screen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(*variable)
    for write in (terminal.write_text, terminal.write_bold, terminal.say, terminal.write):
        assert "\x1b" not in shown(monkeypatch, write, LONG)


def test_an_empty_no_color_says_nothing(screen: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "")
    assert "\x1b" in shown(monkeypatch, terminal.write_text, LONG)


def test_elsewhere_a_text_is_as_it_is(screen: None, capsys: pytest.CaptureFixture[str]) -> None:
    terminal.write_text(LONG)
    terminal.say(LONG)
    assert capsys.readouterr() == (f"{LONG}\n", f"pincite: {LONG}\n")


def test_what_a_machine_reads_is_never_wrapped(
    screen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(monkeypatch, terminal.write, LONG) == f"{LONG}\n"


def test_a_document_cannot_colour_the_terminal(
    screen: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = shown(monkeypatch, terminal.write_text, "\x1b[31mred\x1b[0m [2]")
    assert re.findall(r"\x1b\[\d+m", text) == ["\x1b[36m", "\x1b[0m"]


def test_what_is_wrong_is_in_a_colour() -> None:
    assert painted("skipped a.bin: It is empty.").startswith("\x1b[33mskipped\x1b[0m a.bin")
    assert painted("broken: x\nfine") == "\x1b[31mbroken\x1b[0m: x\nfine"
    assert painted("It skipped a file. unbroken: x") == "It skipped a file. unbroken: x"


@pytest.mark.parametrize("columns", ["", "0", "nonsense"])
def test_a_terminal_without_a_size_has_eighty_columns(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((0, 0)))
    assert terminal.terminal_width() == 80


def test_a_bar_shows_in_the_first_second_also_without_a_size(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.setattr(os, "get_terminal_size", lambda *_: os.terminal_size((0, 0)))
    out = Terminal()
    monkeypatch.setattr(sys, "stderr", out)
    now = [1000.0]
    monkeypatch.setattr("tqdm.std.time", lambda: now[0])
    with terminal.counting_bar("question", 10) as show:
        show(1)
        assert not out.getvalue()
        now[0] += 0.7
        show(3)
        assert "3/10" in out.getvalue()
        assert len(out.getvalue().strip("\r\n")) > 40
    assert out.getvalue().endswith("\r")


def test_no_bar_elsewhere(capsys: pytest.CaptureFixture[str]) -> None:
    with terminal.counting_bar("question", 10) as show:
        show(10)
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "command",
    [
        ("search", "boats"),
        ("timeline", "boats"),
        ("quotes", "--about", "boats"),
        ("table", "questions.txt"),
    ],
)
def test_an_empty_index_says_so(
    command: tuple[str, ...],
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from index import Index

    monkeypatch.chdir(tmp_path)
    Path("questions.txt").write_text("Who rowed?\n")
    Index.open(tmp_path / "index").close()
    assert main([*command, "--index", "index"]) in (1, 2)
    said = "pincite: There are no documents in the index. Add some with: pincite index FOLDER\n"
    assert capsys.readouterr().err.startswith(said)
