"""Lines typed at the prompt of `pincite chat` are edited and remembered, for their user only."""

import os
import pty
import select
import stat
import sys
import time
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from ui.cli import prompt

TYPING = """
import sys
from ui.cli.prompt import history, read_line
with history():
    while line := read_line():
        print(f"<{line}>", flush=True)
"""


def typed(keys: list[bytes], history: str) -> str:
    """What a terminal shows while the lines are typed, each once the prompt stands there."""
    process, terminal = pty.fork()
    if process == 0:
        os.chdir(ROOT)
        os.environ.update(TERM="xterm", PINCITE_HISTORY=history)
        os.execv(sys.executable, [sys.executable, "-c", TYPING])
    shown = b""
    for key in keys:
        shown += _until(terminal, b"> ")
        os.write(terminal, key)
    shown += _until(terminal, None)
    assert os.waitpid(process, 0)[1] == 0
    os.close(terminal)
    return shown.decode()


def _until(terminal: int, mark: bytes | None) -> bytes:
    shown, end = b"", time.monotonic() + 30
    while time.monotonic() < end and not (mark and shown.endswith(mark)):
        if select.select([terminal], [], [], 0.1)[0]:
            try:
                part = os.read(terminal, 1000)
            except OSError:
                break
            if not part:
                break
            shown += part
    return shown


UP, LEFT = b"\x1b[A", b"\x1b[D"


def test_lines_are_edited_and_remembered(tmp_path: Path) -> None:
    file = tmp_path / "private" / "history"
    shown = typed([b"who rowd?" + LEFT * 2 + b"e\n", b"and then?\n", b"\n"], str(file))
    assert "<who rowed?>" in shown and "<and then?>" in shown
    assert file.read_text().split("\n")[-3:] == ["who rowed?", "and then?", ""]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert "<who rowed?>" in typed([UP * 2 + b"\n", b"\x04"], str(file))


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_text("old\n")
    file.chmod(0o644)
    typed([b"new\n", b"\n"], str(file))
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert {"old", "new"} <= set(file.read_text().split("\n"))


def test_no_more_lines_are_kept_than_are_told(tmp_path: Path) -> None:
    file = tmp_path / "history"
    file.write_text("".join(f"question {n}\n" for n in range(prompt.MOST_LINES + 50)))
    typed([b"the last\n", b"\n"], str(file))
    lines = [line for line in file.read_text().split("\n") if line and not line.startswith("_Hi")]
    assert len(lines) == prompt.MOST_LINES and lines[-1] == "the last"


def test_nothing_is_kept_where_nothing_is_named(tmp_path: Path) -> None:
    assert "<who?>" in typed([b"who?\n", b"\n"], "")
    assert not list(tmp_path.iterdir())


def test_a_history_that_cannot_be_written_is_let_be(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert "<who?>" in typed([b"who?\n", b"\n"], str(tmp_path / "file" / "history"))


def test_where_the_history_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("PINCITE_HISTORY", raising=False)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    file = prompt.history_file()
    assert file and file.name == "chat_history" and "pincite" in file.parts
    monkeypatch.setenv("PINCITE_HISTORY", "")
    assert prompt.history_file() is None


def test_nothing_is_kept_of_what_is_not_typed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PINCITE_HISTORY", str(tmp_path / "history"))
    with prompt.history():
        pass
    assert not list(tmp_path.iterdir())
