"""The README's own words, run: its Python, its command's output, its links."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.paths import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
QUESTION = "How many Ukrainian villages does Russia say it captured over the past week?"


def blocks(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)


def test_every_relative_link_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)\)", README)
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_readme_shows_the_commands_that_ci_runs() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    shown = "".join(blocks("console"))
    for command in ("make run", "make test"):
        assert f"$ {command}" in shown
        assert re.search(rf"^{command}\b", script, re.MULTILINE)


def test_the_picture_of_the_house_draws_its_rooms() -> None:
    house = next(block for block in README.split("```") if "──▶" in block)
    rooms = {
        path.parent.name
        for layer in ("ui", "qa", "index")
        for path in (ROOT / layer).glob("*/__init__.py")
    }
    assert rooms == set(re.findall(r"(\w+)/", house)) - {"gate", "access", "tabs", "static"}


@pytest.mark.slow
def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    for code in blocks("python"):
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
    for line in asked.stdout.splitlines():
        if "/" not in line:
            assert line in shown, line
