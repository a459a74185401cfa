"""The wheel, installed elsewhere: it answers, serves and evaluates, and training is not in it."""

import json
import os
import re
import subprocess
import sys
import time
import urllib.request
import zipfile
from pathlib import Path

import pytest

from tests.support.paths import ROOT, SEEDS

pytestmark = pytest.mark.slow

MOST_BYTES = 100_000_000
"""Larger files are refused by the usual hosts."""

FEW = 5
"""Questions that are enough to see that it measures; `make evaluate` asks all."""

SHIPPED = {
    "qa/models/base/model.onnx",
    "qa/models/base/words.bin",
    "qa/models/base/tokenizer.json",
    "qa/models/base/reading.json",
    "qa/models/base/checking.json",
    "qa/models/base/verdicts.json",
    "qa/models/base/manifest.json",
    "qa/models/reader/model.onnx",
    "qa/models/reader/tokenizer.json",
    "qa/models/reader/reading.json",
    "qa/models/reader/manifest.json",
    "qa/models/reader/CARD.md",
    "index/encoders/all-MiniLM-L6-v2/frame.gz",
    "index/encoders/all-MiniLM-L6-v2/frame.json",
    "index/encoders/all-MiniLM-L6-v2/CARD.md",
    "qa/english/common.txt.gz",
    "ui/cli/topics/formats.md",
    "ui/web/static/page.css",
    "ui/web/static/page.js",
    "ui/web/static/original.css",
    "ui/web/static/original.js",
    "ui/web/static/login.html",
    "ui/render/report.css",
    "ui/render/verify.css",
    "index/py.typed",
}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*pip, "--wheel-dir", str(folder), str(ROOT)], check=True)
    (made,) = folder.glob("*.whl")
    return made


@pytest.fixture(scope="module")
def environment(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Of a process that sees the installed wheel, and nothing of the repository."""
    site = tmp_path_factory.mktemp("site")
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(site)]
    subprocess.run([*pip, str(wheel)], check=True)
    index = tmp_path_factory.mktemp("elsewhere") / "index"
    return {**os.environ, "PYTHONPATH": str(site), "PINCITE_INDEX": str(index)}


def pincite(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ui.cli", *arguments],
        cwd=Path(environment["PINCITE_INDEX"]).parent,
        env=environment,
        capture_output=True,
        text=True,
    )


def test_what_is_in_it(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_BYTES
    names = set(zipfile.ZipFile(wheel).namelist())
    assert names >= SHIPPED
    folders = {name.split("/")[0] for name in names if ".dist-info/" not in name}
    assert folders == {"index", "qa", "ui"}
    assert not [name for name in names if name.startswith(("qa/training", "ui/pictures"))]


def test_it_answers_serves_and_evaluates(environment: dict[str, str]) -> None:
    where = pincite_module(environment)
    assert where.startswith(environment["PYTHONPATH"])
    made = pincite(environment, "index", str(SEEDS))
    assert made.returncode == 0, made.stderr
    asked = pincite(environment, "ask", "How many villages does Russia say it captured?", "--json")
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["claims"][0]["citations"]
    gold = Path(environment["PINCITE_INDEX"]).parent / "gold.jsonl"
    lines = (ROOT / "seeds" / "gold.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    gold.write_text("".join(lines[:FEW]), encoding="utf-8")
    measured = pincite(environment, "evaluate", str(gold), "--fail-under", "R@10=0.97")
    assert measured.returncode == 0, measured.stderr
    assert "R@10" in measured.stdout
    answers_health(environment)


def pincite_module(environment: dict[str, str]) -> str:
    code = "import index; print(index.__file__)"
    run = [sys.executable, "-c", code]
    folder = Path(environment["PINCITE_INDEX"]).parent
    return subprocess.run(
        run, cwd=folder, env=environment, capture_output=True, text=True, check=True
    ).stdout


def answers_health(environment: dict[str, str]) -> None:
    """Starts the page, and waits until it says that it is well."""
    command = [sys.executable, "-m", "ui.cli", "serve", "--port", "0"]
    folder = Path(environment["PINCITE_INDEX"]).parent
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as server:
        try:
            assert server.stdout
            address = next(m[0] for line in server.stdout if (m := re.search(r"http://\S+", line)))
            wait_until_well(f"{address}/health")
        finally:
            server.terminate()


def wait_until_well(address: str) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as response:
                assert json.load(response) == {"status": "ok"}
            return
        except OSError:
            assert time.monotonic() < until
            time.sleep(0.3)
