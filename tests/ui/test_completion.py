"""The scripts of `pincite completion` know every command and option, and shells take them."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ui.cli.completion import _clause
from ui.cli.main import command_parser, main

SHELLS = ("bash", "zsh", "fish")


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def script(shell: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["completion", shell]) == 0
    return capsys.readouterr().out


def test_every_command_is_there(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = script(shell, capsys)
    help_text = command_parser().format_help()
    commands = re.findall(r"^    ([a-z]+)\b", help_text, re.M)
    assert {"ask", "completion", "gold", "verify"} <= set(commands)
    for name in commands:
        assert re.search(rf"\b{name}\b", text)


def test_a_shell_takes_it(shell: str, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"there is no {shell} here")
    (tmp_path / "script").write_text(script(shell, capsys))
    subprocess.run([shell, "-n", str(tmp_path / "script")], check=True)


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["se"], {"search", "serve"}),
        (["--v"], {"--version"}),
        (["ask", "--so"], {"--source"}),
        (["index", "--vectors", ""], {"auto", "exact", "compressed"}),
        (["verify", "--fo"], {"--format", "--force", "--folder"}),
        (["help", "fo"], {"formats"}),
        (["user", "re"], {"remove"}),
        (["gold", "init", "--outp"], {"--output"}),
        (["completion", "z"], {"zsh"}),
        (["nonsense", ""], set()),
    ],
)
def test_what_bash_offers(
    words: list[str], offered: set[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "script").write_text(script("bash", capsys))
    code = (
        f'. {tmp_path}/script; COMP_WORDS=(pincite "$@"); COMP_CWORD=$#; '
        '_pincite; printf "%s\\n" "${COMPREPLY[@]}"'
    )
    done = subprocess.run(
        ["bash", "-c", code, "bash", *words], capture_output=True, text=True, check=True
    )
    assert set(done.stdout.split()) == offered and not done.stderr


def test_an_unknown_shell(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", "csh"]) == 2
    assert "csh" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("told", "clause"),
    [
        ("do it; or else", "do it"),
        ("the user's `own` $(rm) 50%% [x]", "the users own"),
        (None, ""),
        ("by words, and by means", "by words"),
    ],
)
def test_a_clause_holds_nothing_that_a_shell_obeys(told: str | None, clause: str) -> None:
    assert _clause(told) == clause
