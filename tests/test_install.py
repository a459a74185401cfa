"""`make run` takes torch from PyTorch's own index where there is no GPU; a stand-in serves here."""

import importlib.util
import os
import platform
import shutil
import socket
import subprocess
import sys
import threading
import time
import tomllib
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.support.paths import ROOT

SCRIPT = ROOT / ".ci" / "torch_index.py"


def load() -> Any:
    spec = importlib.util.spec_from_file_location("torch_index", SCRIPT)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


torch_index = load()


@pytest.fixture(autouse=True)
def plain_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Linux without a GPU."""
    monkeypatch.setattr(torch_index, "has_gpu", lambda: False)
    monkeypatch.setattr(platform, "system", lambda: "Linux")


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


def wheel(folder: Path, version: str) -> Path:
    """A wheel that calls itself torch."""
    path = folder / f"torch-{version}-py3-none-any.whl"
    about = f"torch-{version}.dist-info"
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("torch/__init__.py", f"__version__ = {version!r}\n")
        made.writestr(
            f"{about}/METADATA", f"Metadata-Version: 2.1\nName: torch\nVersion: {version}\n"
        )
        made.writestr(
            f"{about}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        made.writestr(f"{about}/RECORD", "")
    return path


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """The folder of torch in an index."""
    folder = tmp_path / "served" / "whl" / "cpu" / "torch"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def address(shelf: Path) -> Iterator[str]:
    handler = partial(Quiet, directory=str(shelf.parents[2]))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/whl/cpu"
        server.shutdown()


def test_the_index_that_can_be_reached(shelf: Path, address: str) -> None:
    wheel(shelf, "2.13.0+cpu")
    assert torch_index.torch_index(address) == address
    assert torch_index.torch_index(f"{address}/") == f"{address}/"
    assert torch_index.torch_index(address.replace("cpu", "other")) == ""
    assert torch_index.torch_index("") == ""


def test_an_index_without_torch(shelf: Path, address: str) -> None:
    (shelf / "index.html").write_text("Please log in.")
    assert torch_index.torch_index(address) == ""


@pytest.mark.parametrize("url", ["nonsense", "http://127.0.0.1:1/whl", "http://[", "file:///no"])
def test_an_index_that_is_not_there(url: str) -> None:
    assert torch_index.torch_index(url) == ""


def test_a_server_that_speaks_something_else() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:

        def answer() -> None:
            with other.accept()[0] as connection:
                connection.recv(1000)
                connection.sendall(b"220 mail\r\n")

        threading.Thread(target=answer, daemon=True).start()
        assert not torch_index.can_be_reached(f"http://127.0.0.1:{other.getsockname()[1]}", 2)


def test_an_index_that_keeps_silent_is_not_waited_for() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        begin = time.monotonic()
        assert not torch_index.can_be_reached(url, 0.3)
        assert time.monotonic() - begin < 1
    assert torch_index.SECONDS == 2


def test_a_name_that_is_long_looked_up_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = threading.Event()

    def look_up(*_: object, **__: object) -> None:
        asked.wait(20)
        raise OSError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    begin = time.monotonic()
    assert not torch_index.can_be_reached("http://nowhere.example", 0.3)
    assert time.monotonic() - begin < 1
    asked.set()


def test_with_a_gpu_or_another_system_torch_is_the_usual_one(
    shelf: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    wheel(shelf, "2.13.0+cpu")
    for system in ("Darwin", "Windows"):
        monkeypatch.setattr(platform, "system", lambda system=system: system)
        assert torch_index.torch_index(address) == ""
    monkeypatch.setattr(platform, "system", lambda: "Linux")
    monkeypatch.setattr(torch_index, "has_gpu", lambda: True)
    assert torch_index.torch_index(address) == ""


@pytest.mark.parametrize("there", ["/dev/nvidiactl", "/dev/kfd", "/dev/dxg", "nvidia-smi", ""])
def test_what_tells_of_a_gpu(there: str, monkeypatch: pytest.MonkeyPatch) -> None:
    module = load()
    monkeypatch.setattr(module, "has_file", lambda path: path == there)
    monkeypatch.setattr(shutil, "which", lambda name: f"/bin/{name}" if name == there else None)
    assert module.has_gpu() is bool(there)


def test_uv_takes_it_from_there_too() -> None:
    uv = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["uv"]
    (source,) = uv["sources"]["torch"]
    (index,) = uv["index"]
    assert source == {"index": index["name"], "marker": "sys_platform == 'linux'"}
    assert (index["url"], index["explicit"]) == (torch_index.CPU, True)
    assert f"TORCH_INDEX ?= {torch_index.CPU}\n" in (ROOT / "Makefile").read_text()


BACKEND = """
import pathlib
import zipfile

FILES = {
    "METADATA": ["Metadata-Version: 2.1", "Name: pincite", "Version: 0.1.0"],
    "WHEEL": ["Wheel-Version: 1.0", "Root-Is-Purelib: true", "Tag: py3-none-any"],
    "RECORD": [],
}

def build_editable(folder, config_settings=None, metadata_directory=None):
    path = pathlib.Path(folder, "pincite-0.1.0-py3-none-any.whl")
    with zipfile.ZipFile(path, "w") as made:
        for name, lines in FILES.items():
            made.writestr(f"pincite-0.1.0.dist-info/{name}", chr(10).join(lines))
    return path.name
"""
"""Builds a package of that name without what a build needs, which would be fetched."""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("served", "said", "installed"),
    [
        ("2.13.0+cpu", ["   torch without CUDA, from {}"], "2.13.0+cpu"),
        ("2.12.0+cpu", ["   torch without CUDA, from {}", "   It cannot be had from there"], ""),
        ("", [], ""),
    ],
)
def test_make_installs_it(
    served: str, said: list[str], installed: str, shelf: Path, address: str, tmp_path: Path
) -> None:
    if load().has_gpu():
        pytest.skip("there is a GPU here")
    if served:
        wheel(shelf, served)
    project = tmp_path / "project"
    (project / ".ci").mkdir(parents=True)
    shutil.copy(SCRIPT, project / ".ci")
    shutil.copy(ROOT / "Makefile", project)
    (project / "requirements.lock").write_text("torch==2.13.0\n")
    (project / "backend.py").write_text(BACKEND)
    (project / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'
    )
    # nor of the make that runs the tests: it would say which directory it enters
    ours = ("PIP_", "MAKE", "MFLAGS")
    usual = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    make = ["make", ".venv/installed", f"PYTHON={sys.executable}", f"TORCH_INDEX={address}"]
    done = subprocess.run(
        make, cwd=project, env={**usual, "PIP_CONFIG_FILE": os.devnull},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0].startswith("== Installing into .venv")
    for line in said:
        assert line.format(address) in done.stdout
    assert ("torch" in done.stdout) is bool(said)
    assert done.stdout.splitlines()[-1] == "   pincite and the libraries that it needs"
    libraries = list((project / ".venv").glob("lib/python*/site-packages"))
    torch = [path for folder in libraries for path in folder.glob("torch/__init__.py")]
    assert [path.read_text() for path in torch] == (
        [f"__version__ = {installed!r}\n"] if installed else []
    )
