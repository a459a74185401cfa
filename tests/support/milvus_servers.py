"""Places for a corpus in Milvus: one in memory, Milvus Lite, and the real server on loopback."""

import importlib.util
import shutil
import socket
import time
import urllib.request
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import pytest

from index.cluster.address import Address
from index.types import Vectors


class MemoryMilvus:
    """What `index.cluster.client.Milvus` does, with lists; all of one address see the same."""

    failures = 0
    worlds: ClassVar[defaultdict[str, dict[str, Any]]] = defaultdict(dict)

    def __init__(self, address: Address) -> None:
        self.address = address
        self.world = self.worlds[address.text]

    def close(self) -> None:
        """Nothing to let go of."""

    def corpus(self) -> tuple[str, str] | None:
        return self.world.get("corpus")

    def make(self, encoder: str) -> None:
        corpus = (uuid.uuid4().hex, encoder)
        empty: dict[str, Any] = {"corpus": corpus, "documents": {}, "changes": {}, "vectors": []}
        for name, value in empty.items():
            self.world.setdefault(name, value)

    def put(self, what: str, texts: Mapping[int, str]) -> int:
        self.world[what].update(texts)
        return len(texts)

    def get(self, what: str, numbers: Sequence[int]) -> dict[int, str]:
        return {
            number: self.world[what][number] for number in numbers if number in self.world[what]
        }

    def count(self) -> int:
        return len(self.world["changes"])

    def changes(self, after: int) -> dict[int, int]:
        return {number: 1 for number in self.world["changes"] if number > after}

    def delete(self, numbers: Sequence[int]) -> None:
        for number in numbers:
            self.world["documents"].pop(number, None)
        self.world["vectors"][:] = [row for row in self.world["vectors"] if row[0] not in numbers]

    def put_vectors(self, places: Sequence[tuple[int, int]], vectors: Vectors) -> None:
        self.world["vectors"] += [(*p, v) for p, v in zip(places, vectors, strict=True)]

    def nearest(
        self,
        vector: Vectors,
        k: int,
        kind: str,
        documents: Sequence[int] | None = None,
        *,
        strong: bool,
    ) -> list[tuple[int, int, float]]:
        held = self.world["vectors"]
        found = [
            (n, o, float(v @ vector)) for n, o, v in held if documents is None or n in documents
        ]
        return sorted(found, key=lambda row: -row[2])[:k]

    def vectors(self, numbers: Iterable[int]) -> Iterator[tuple[int, int, Vectors]]:
        yield from (row for row in self.world["vectors"] if row[0] in set(numbers))

    def kind(self) -> str | None:
        return self.world.get("kind", "auto") if self.world.get("vectors") else None

    def hold(self, kind: str) -> None:
        self.world["kind"] = kind


def installed(*names: str) -> None:
    """Skip the test if a package is not there."""
    for name in names:
        if importlib.util.find_spec(name) is None:
            pytest.skip(f"the package {name.replace('_', '-')} is not installed")


class Server:
    """The server that the package `milvus` carries, in a folder of its own; one at a time."""

    def __init__(self, folder: Path, **settings: object) -> None:
        from milvus import MilvusServer

        self.folder = folder
        self._server = MilvusServer()
        self._server.config.try_bind_port = _bound
        self._server.set_base_dir(str(folder))
        for name, value in settings.items():
            self._server.config.set(name.replace("__", "."), value)
        self.port = 0

    def start(self) -> None:
        """Start it; again if it falls over, which this version does on a busy machine."""
        if self.port:
            self._server.config.update(proxy_port=self.port)  # the same as before
        self._server.wait_for_started = False
        for _ in range(3):
            self._server.start()
            if self._well():
                self.port = self._server.listen_port
                return
            self.stop()
        pytest.fail("the server of Milvus does not start")

    def _well(self) -> bool:
        health = f"http://127.0.0.1:{self._server.webservice_port}/healthz"
        until = time.monotonic() + 90
        while time.monotonic() < until and self._server.server_proc.poll() is None:
            with suppress(OSError), urllib.request.urlopen(health, timeout=5) as answer:
                if b"OK" in answer.read():
                    time.sleep(1)  # as the package itself does
                    return True
            time.sleep(0.2)
        return False

    def stop(self) -> None:
        """End it at once, as a loss of power does: on its own it takes half a minute."""
        if self._server.server_proc:
            self._server.server_proc.kill()
            self._server.server_proc.wait()
        self._server.stop()

    @property
    def process(self) -> int:
        """Its id."""
        return int(self._server.server_proc.pid)

    def address(self, name: str) -> str:
        return f"milvus://127.0.0.1:{self.port}/{name}"


def _bound(port: int) -> socket.socket | None:
    """Whether a port is free, also if a server that was there ended a moment ago."""
    tried = socket.socket()
    tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        tried.bind(("127.0.0.1", port))
        tried.listen()
    except OSError:
        tried.close()
        return None
    return tried


@contextmanager
def running(folder: Path, **settings: object) -> Iterator[Server]:
    """A server that is ended, and its folder removed, whatever happens."""
    installed("milvus", "pymilvus")
    server = Server(folder, **settings)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


def unit_vectors(count: int, dimension: int, seed: int) -> Vectors:
    """Random directions."""
    drawn = np.random.default_rng(seed).standard_normal((count, dimension)).astype(np.float32)
    return drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
