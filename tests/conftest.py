"""What all tests share: a guard that keeps them off the network, and an index made by hand."""

import gc
import os
import shutil
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

from index import Index
from qa.evidence.load import open_selector
from qa.evidence.reader import Reader
from qa.evidence.select import Selector
from tests.support.documents import written
from tests.support.fake_models import FakeEncoder, FakeReader
from tests.support.network import guarded, refuse_outside
from tests.support.paths import ROOT, SEEDS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

for name, value in {
    "HF_HUB_OFFLINE": "1",
    "HF_DATASETS_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
}.items():
    os.environ[name] = value  # before a library reads it, and for every process that a test starts

# --hypothesis-profile=thorough tries many more; `make test-thorough` does
settings.register_profile("pincite", deadline=None, max_examples=25)
settings.register_profile("thorough", deadline=None, max_examples=100)
settings.load_profile("pincite")


def pytest_collection_finish() -> None:
    """What was imported stays: the collector need not walk through it again and again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection, and every look-up of a name, that is not to this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for method in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, method, guarded(getattr(socket.socket, method)))
        look_up = socket.getaddrinfo

        def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
            refuse_outside(host)
            return look_up(host, *args, **options)

        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


@pytest.fixture(autouse=True, scope="session")
def small_writers() -> Iterator[None]:
    """Give writers of words the least memory that tantivy takes: it is cleared at each commit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.search.lexical._MEMORY", 15_000_000)
        yield


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(autouse=True)
def no_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default run reads without the networks; `slow`, `browser` and `server` have them."""
    if not {"slow", "browser", "server"} & {mark.name for mark in request.node.iter_markers()}:
        monkeypatch.setattr("qa.assistant.open_selector", open_fake)


def open_fake(
    which: Reader | Selector | str | Path | None = None, *, fast: bool = False
) -> Selector:
    """What is named, and the fake reader where nothing is."""
    return open_selector(FakeReader() if which is None else which, fast=fast)


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    return written(tmp_path / "documents")


@pytest.fixture
def tiny_index(tiny_folder: Path, tmp_path: Path, encoder: FakeEncoder) -> Iterator[Index]:
    with Index.open(tmp_path / "index", encoder=encoder) as index:
        index.sync(tiny_folder)
        yield index


@pytest.fixture(scope="module")
def module_index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """As `tiny_index`, for tests that only read it."""
    folder = tmp_path_factory.mktemp("tiny")
    with Index.open(folder / "index", encoder=FakeEncoder()) as index:
        index.sync(written(folder / "documents"))
        yield index


@pytest.fixture(scope="session")
def seeds_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the seeds by the real encoder, made once; whoever changes it takes a copy."""
    folder = tmp_path_factory.mktemp("seeds") / "index"
    with Index.open(folder) as index:
        assert index.sync(SEEDS).skipped == ()
    return folder


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """Debian's Chromium, without what it asks the network for by itself."""
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed")
    quiet = ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=["--no-sandbox", *quiet])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The script that judges a page for screen readers."""
    from tests.support.axe import fetched

    return fetched(tmp_path_factory.mktemp("axe"))


@pytest.fixture
def shared() -> Path:
    """The folder with public data, which is no part of the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder} with the public data")
    return folder
