"""What the README and the topics of `pincite help` say, run: their Python, commands and links."""

import argparse
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT
from ui.cli import help as manual
from ui.cli.main import command_parser

README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
QUESTION = re.findall(r"^QUESTION \?= (.*)$", MAKEFILE, re.M)[0]

PAGES = {"README": (ROOT, README)} | {
    name: (manual.TOPICS, manual.topic_text(name)) for name in manual.ORDER
}
"""Name → where its links lead from, and its text."""


def blocks(language: str, text: str = README) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


@pytest.mark.parametrize("name", PAGES)
def test_every_relative_link_leads_somewhere(name: str) -> None:
    folder, text = PAGES[name]
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", text)
    assert links or name != "README"
    assert [link for link in links if not (folder / link).exists()] == []


def test_the_topics_are_those_that_lie_there() -> None:
    assert {path.stem for path in manual.TOPICS.iterdir()} == set(manual.ORDER)
    for name in manual.ORDER:
        heading = manual.topic_text(name).partition("\n")[0]
        assert re.fullmatch(rf"# {name.capitalize()}: [a-z].*[^.]", heading)


def test_the_readme_leads_to_every_topic() -> None:
    linked = re.findall(r"\[`(\w+)`\]\(ui/cli/topics/(\w+)\.md\)", README)
    assert sorted(linked) == sorted((name, name) for name in manual.ORDER)


def test_every_topic_that_is_named_is_there() -> None:
    texts = [text for _, text in PAGES.values()]
    texts += [path.read_text() for path in (ROOT / "ui").rglob("*.py")]
    named = re.findall(r"pincite help ([a-z]+)", "\n".join(texts))
    assert len(named) > 10
    assert set(named) <= {*manual.ORDER, *commands()}


def commands() -> dict[str, argparse.ArgumentParser]:
    (action,) = (
        action
        for action in command_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return action.choices


def shown_commands(text: str) -> list[list[str]]:
    """The words of each command of pincite in the console blocks."""
    lines = [line[2:] for block in blocks("console", text) for line in block.splitlines()
             if line.startswith("$ ")]  # fmt: skip
    found = []
    for line in lines:
        words = shlex.split(line, comments=True)
        ends = [n for n, word in enumerate(words) if word in ("|", "&&", ">", ">>")] + [len(words)]
        starts = [n for n, word in enumerate(words) if word == "pincite"]
        if words[0] == "docker":  # an image may be meant, which serves where no command follows
            starts = [n for n in starts if words[n - 1] != "-t" and words[n + 1 :]]
        found += [words[n + 1 : min(end for end in ends if end > n)] for n in starts]
    return found


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_that_are_shown_can_be_given(name: str) -> None:
    for words in shown_commands(PAGES[name][1]):
        command_parser().parse_args(words)


def test_a_command_that_cannot_be_given_is_noticed() -> None:
    (words,) = shown_commands("```console\n$ echo x | pincite ask --colour red  # x\n```")
    assert words == ["ask", "--colour", "red"]
    with pytest.raises(SystemExit):
        command_parser().parse_args(words)


@pytest.mark.parametrize("name", PAGES)
def test_the_options_that_are_told_of_are_there(name: str) -> None:
    for words in re.findall(r"`pincite ([a-z]+[^`]*)`", PAGES[name][1]):
        command, *rest = words.split()
        known = commands()[command].format_help()
        for option in (word for word in rest if word.startswith("--")):
            assert option in known, words


def test_what_the_readme_repeats_of_the_topics_is_the_same() -> None:
    told = "\n".join(text for name, (_, text) in PAGES.items() if name != "README")
    measured = README.partition("\n## Measured\n")[2].partition("\n## ")[0]
    rows = [line for line in measured.splitlines() if line.startswith("|")]
    assert rows
    for repeated in (*rows, *blocks("python")):
        assert repeated in told


def test_the_readme_shows_the_commands_that_ci_runs() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    shown = "".join(blocks("console"))
    for command in ("make run", "make test"):
        assert f"$ {command}" in shown
        assert re.search(rf"^{command}\b", script, re.MULTILINE)


def test_make_run_says_what_it_does_as_the_readme_shows() -> None:
    recipes = [block for name in (".venv/installed", "run")
               for block in re.findall(rf"^{name}:.*\n((?:\t.*\n)+)", MAKEFILE, re.M)]  # fmt: skip
    said = re.findall(r'echo "(==|  ) ?([^"$]+)', "".join(recipes))
    shown = blocks("console")[0].splitlines()
    assert len(said) == 7
    for mark, text in said:
        is_shown = any(line.startswith(f"{mark} {text}".rstrip()) for line in shown)
        assert is_shown or "cannot be had" in text, text
    assert shown[-2] == "Open http://127.0.0.1:7860"
    last = [line for line in recipes[-1].splitlines() if line.strip()][-1]
    assert "pincite serve" in last


def test_the_picture_of_the_house_draws_its_rooms() -> None:
    house = next(block for block in README.split("```") if "──▶" in block)
    rooms = {
        path.parent.name
        for layer in ("ui", "qa", "index")
        for path in (ROOT / layer).glob("*/__init__.py")
    }
    assert rooms == set(re.findall(r"(\w+)/", house)) - {"gate", "access", "tabs", "static"}


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, (_, text) in PAGES.items() if "```py" in text])
def test_the_python_that_is_shown_runs(name: str, tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    for code in blocks("python", PAGES[name][1]):
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert run.returncode == 0, run.stderr
        assert "10 Ukrainian villages" in run.stdout


@pytest.mark.slow
def test_the_output_of_the_readme_is_what_comes_out(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    shown = blocks("console")[0]
    pincite = [sys.executable, "-m", "ui.cli"]
    index = subprocess.run(
        [*pincite, "index", "seeds/documents"],
        cwd=tmp_path, capture_output=True, text=True, check=True,
    )  # fmt: skip
    counted = index.stdout.split(" in ")[0]
    assert counted and counted in shown
    asked = subprocess.run(
        [*pincite, "ask", QUESTION], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    answer = shown.split(f"{QUESTION}\n")[1].split("\n== ")[0]
    assert without_paths(answer) == without_paths(asked.stdout)


def without_paths(text: str) -> list[str]:
    return [line for line in text.strip().splitlines() if "/" not in line]
