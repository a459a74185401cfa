"""What all tests share: a guard that keeps them off the network, and an index made by hand."""

import hashlib
import ipaddress
import os
import shutil
import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import settings

from index import Index
from index.encode import TextKind, Vectors
from index.lexical import words
from index.types import Passage, Span
from qa.reader.reading import Reading, ReadSentence

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

settings.register_profile("pincite", deadline=None)  # time is measured where a test is about time
settings.load_profile("pincite")

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ROOT / "seeds" / "documents"


class NetworkError(RuntimeError):
    """A test tried to leave the machine."""


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection, and every look-up of a name, that is not to this machine."""
    with pytest.MonkeyPatch.context() as patch:
        for method in ("connect", "connect_ex", "sendto"):
            patch.setattr(socket.socket, method, _guarded(getattr(socket.socket, method)))
        look_up = socket.getaddrinfo

        def getaddrinfo(host: Any, *args: Any, **options: Any) -> Any:
            _refuse_outside(host)
            return look_up(host, *args, **options)

        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


def _guarded(method: Callable[..., Any]) -> Callable[..., Any]:
    def guarded(self: socket.socket, *args: Any) -> Any:
        if self.family != socket.AF_UNIX:
            address = args[-1]
            _refuse_outside(address[0] if isinstance(address, tuple) else address)
        return method(self, *args)

    return guarded


def _refuse_outside(host: Any) -> None:
    name = host.decode() if isinstance(host, bytes) else host
    if name in (None, "", "localhost"):
        return
    try:
        local = ipaddress.ip_address(name).is_loopback
    except ValueError:
        local = False
    if not local:
        raise NetworkError(f"a test tried to reach {host!r}")


class FakeEncoder:
    """Counts words: each adds 1 at a place that its hash gives; then the length is made 1.

    Attributes:
        texts: every text that was embedded as a passage, in order.
    """

    name = "fake"
    dimension = 64

    def __init__(self) -> None:
        self.texts: list[str] = []

    def encode(self, texts: Sequence[str], kind: TextKind = "passage") -> Vectors:
        if kind == "passage":
            self.texts += texts
        counts = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(counts, texts, strict=True):
            for word in words(text):
                row[self.place(word)] += 1
            if not row.any():
                row[0] = 1
            row /= np.linalg.norm(row)
        return counts

    def place(self, word: str) -> int:
        return hashlib.blake2b(word.encode(), digest_size=1).digest()[0] % self.dimension


class FakeReader:
    """Knows words only: the more of the question's stand in a sentence, the better it answers.

    Logits are 60 x that share - 6; the answer is the sentence's last word.
    """

    def read(self, question: str, passages: Sequence[Passage]) -> list[Reading]:
        asked = set(words(question))
        found = []
        for passage in passages:
            read = []
            for span in passage.citable:
                text = passage.document.slice(span)
                logit = 60 * len(asked & set(words(text))) / max(len(asked), 1) - 6
                last = Span(span.doc_id, span.end - len(text.split()[-1]), span.end)
                read.append(ReadSentence(span, logit, last, logit))
            best = max((sentence.evidence for sentence in read), default=-6.0)
            found.append(Reading(passage, best, tuple(read)))
        return found


@pytest.fixture
def encoder() -> FakeEncoder:
    return FakeEncoder()


@pytest.fixture(autouse=True)
def no_model(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The default run reads without the reader's model; `slow`, `browser` and `server` have it."""
    if not {"slow", "browser", "server"} & {mark.name for mark in request.node.iter_markers()}:
        monkeypatch.setattr("qa.assistant.PackagedReader", FakeReader)


TINY = {
    "rail.txt": (
        "Trains run late\n\n"
        "Trains between Lindau and Bregenz ran late on Friday. Repairs took eleven hours. "
        "The operator refunded 300 passengers.\n"
    ),
    "harbour.txt": (
        "The harbour of Lindau was closed for nine days in March. Ferries turned back empty.\n"
    ),
    "council/budget.md": (
        "# Budget\n\nThe council of Bregenz spent 4 million euros on schools. "
        "It spent nothing on the harbour.\n"
    ),
    "council/weather.txt": "Share this\n\nIt rained for a week. The lake rose by two metres.\n",
}
"""Files of `tiny_folder`: four documents, nine sentences that may be cited."""


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    return _written(tmp_path / "documents")


def _written(folder: Path) -> Path:
    for name, text in TINY.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


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
        index.sync(_written(folder / "documents"))
        yield index


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


@pytest.fixture
def shared() -> Path:
    """The folder with public data, which is no part of the repository."""
    folder = ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        pytest.skip(f"there is no folder {folder} with the public data")
    return folder
