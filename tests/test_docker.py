"""The image and its composition: built and run where docker can be run, else their steps read."""

import json
import os
import re
import shlex
import shutil
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from fnmatch import fnmatch
from typing import Any

import pytest
import yaml

from tests.support.paths import ROOT, SEEDS
from ui.cli.main import command_parser

DOCKERFILE = (ROOT / "Dockerfile").read_text()
LINES = re.sub(r"\\\n\s*", "", re.sub(r"^#.*\n", "", DOCKERFILE, flags=re.M)).splitlines()
STEPS = [tuple(line.split(" ", 1)) for line in LINES if line]
"""(instruction, the rest) of each step."""


def steps(instruction: str) -> list[str]:
    return [rest for name, rest in STEPS if name == instruction]


def compose() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((ROOT / "ui" / "compose.yaml").read_text())
    return found


# what can be read


def test_it_runs_as_a_user_without_rights() -> None:
    last = [rest for name, rest in STEPS[max(n for n, s in enumerate(STEPS) if s[0] == "FROM") :]
            if name == "USER"]  # fmt: skip
    assert last == ["10001"]
    assert f"--uid {last[0]} " in DOCKERFILE


def test_its_health_is_looked_at() -> None:
    (check,) = steps("HEALTHCHECK")
    command = json.loads(check.partition("CMD ")[2])
    assert command[0] == "python" and "http://127.0.0.1:7860/health" in command[2]
    compile(command[2], "health", "exec")


def test_what_it_starts_is_a_command_of_pincite() -> None:
    assert json.loads(steps("ENTRYPOINT")[0]) == ["pincite"]
    given = command_parser().parse_args(json.loads(steps("CMD")[0]))
    assert (given.host, given.port) == ("0.0.0.0", int(steps("EXPOSE")[0]))


def test_bases_are_named_with_a_version() -> None:
    bases = {rest.split()[0] for rest in steps("FROM")}
    assert bases == {"python:3.11-slim"}


def test_torch_comes_from_where_make_takes_it() -> None:
    makefile = (ROOT / "Makefile").read_text()
    (index,) = re.findall(r"^TORCH_INDEX \?= (.*)$", makefile, re.M)
    assert f"TORCH_INDEX={index}" in steps("ARG")


def test_what_is_copied_is_there_and_let_in() -> None:
    ignored = [line for line in (ROOT / ".dockerignore").read_text().splitlines() if line[0] != "#"]
    assert ignored[0] == "*"
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    assert all((ROOT / name).exists() for name in let_in)
    needed = {"index", "qa", "ui", "pyproject.toml", "README.md", "LICENSE", "requirements.lock"}
    assert let_in == needed
    for name in (".git", ".venv", ".pincite", "seeds", "tests"):
        assert not any(fnmatch(name, pattern) for pattern in let_in)


def test_the_commands_that_are_shown_can_be_given() -> None:
    texts = [DOCKERFILE, (ROOT / "ui" / "compose.yaml").read_text()]
    shown = re.findall(
        r"^# .*\bdocker (?:compose )?.*\brun .* pincite (.+)$", "\n".join(texts), re.M
    )
    assert len(shown) == 3
    for arguments in shown:
        command_parser().parse_args(shlex.split(arguments))


def test_the_composition_keeps_to_this_computer() -> None:
    services = compose()["services"]
    page, model = services["pincite"], services["model"]
    assert page["ports"] == ["127.0.0.1:7860:7860"] and "ports" not in model
    for service in (page, model):
        assert service["read_only"] is True and service["cap_drop"] == ["ALL"]
        assert service["security_opt"] == ["no-new-privileges:true"]
        mounts = [mount for mount in service["volumes"] if mount != "index:/index"]
        assert mounts and all(mount.endswith(":ro") for mount in mounts)


def test_the_model_is_beside_it_only_where_it_is_asked_for() -> None:
    services = compose()["services"]
    assert services["model"]["profiles"] == ["model"] and "profiles" not in services["pincite"]
    assert "depends_on" not in services["pincite"]
    for name in ("PINCITE_LLM", "PINCITE_MODEL", "PINCITE_LLM_KEY"):
        assert services["pincite"]["environment"][name] == f"${{{name}:-}}"
    assert (ROOT / "ui" / services["pincite"]["build"]["context"]).resolve() == ROOT


def test_an_empty_name_of_a_model_server_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PINCITE_LLM", "PINCITE_MODEL"):
        monkeypatch.setenv(name, "")
    given = command_parser().parse_args(["serve"])
    assert given.llm is None and given.model is None


# what can be run


def docker(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["docker", *arguments], capture_output=True, text=True, **options)


@pytest.fixture(scope="module")
def image() -> Iterator[str]:
    if shutil.which("docker") is None or docker("info").returncode:
        pytest.skip("docker cannot be run here")
    name = f"pincite-test-{os.getpid()}"
    built = docker("build", "--tag", name, str(ROOT))
    assert built.returncode == 0, built.stderr[-3000:]
    yield name
    docker("image", "rm", "--force", name)


@pytest.mark.slow
@pytest.mark.server
def test_it_indexes_and_serves(image: str) -> None:
    volume = f"{image}-index"
    run = ["run", "--rm", "--read-only", "--tmpfs", "/tmp", "--cap-drop", "ALL",
           "--volume", f"{volume}:/index"]  # fmt: skip
    try:
        made = docker(*run, "--volume", f"{SEEDS}:/documents:ro", image, "index", "/documents")
        assert made.returncode == 0, made.stderr
        asked = docker(*run, image, "ask", "How many villages does Russia say it captured?")
        assert "[1]" in asked.stdout, asked.stderr
        started = docker(*run, "--detach", "--publish", "127.0.0.1:0:7860", image)
        name = started.stdout.strip()
        try:
            port = docker("port", name, "7860").stdout.strip()
            assert is_well(f"http://{port}/health")
            assert docker("exec", name, "id", "-u").stdout.strip() == "10001"
        finally:
            docker("kill", name)
    finally:
        docker("volume", "rm", "--force", volume)


def is_well(address: str, seconds: float = 90) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(address, timeout=5) as response:
                return bool(json.load(response) == {"status": "ok"})
        except OSError:
            time.sleep(0.5)
    return False
