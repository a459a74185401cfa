"""A network keeps what it gave for two texts: the same again, without being run, and no other."""

import json
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from index.encoders import encode
from index.encoders.encode import PackagedEncoder
from qa.models import weights
from qa.models.weights import PairNetwork, write_manifest


class FakeSession:
    """Gives the ids themselves back, and counts how often it is run."""

    def __init__(self, kinds: bool) -> None:
        self.runs = 0
        self._names = ["ids", "kinds"] if kinds else ["ids"]

    def get_inputs(self) -> list[Any]:
        return [SimpleNamespace(name=name) for name in self._names]

    def get_outputs(self) -> list[Any]:
        return [SimpleNamespace(name=name) for name in ("evidence", "answerable")]

    def run(self, _: None, inputs: dict[str, Any]) -> list[Any]:
        self.runs += 1
        first = inputs[self._names[-1]].astype(np.float32)
        return [first, first.sum(axis=1)]


class FakeTokenizer:
    def encode(self, text: str, other: str = "", **_: bool) -> Any:
        return SimpleNamespace(ids=[1, 2, 3])


@pytest.fixture(params=[False, True], ids=["ids", "ids and kinds"])
def session(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> FakeSession:
    made = FakeSession(request.param)
    monkeypatch.setattr(weights, "open_network", lambda _: (made, FakeTokenizer()))
    return made


@pytest.fixture
def network(session: FakeSession, tmp_path: Path) -> Iterator[PairNetwork]:
    for name in weights.NETWORK:
        (tmp_path / name).write_text(json.dumps(name), encoding="utf-8")
    write_manifest(tmp_path, "tiny", 384)
    yield PairNetwork(tmp_path)


def test_what_was_asked_is_not_asked_again(network: PairNetwork, session: FakeSession) -> None:
    once, again = network.run([7, 8], [9]), network.run([7, 8], [9])
    assert session.runs == 1
    assert again["evidence"].tolist() == once["evidence"].tolist()
    assert (again.first, again.second) == (slice(1, 3), slice(4, 5))
    assert float(again["answerable"]) == float(once["evidence"].sum())


def test_another_pair_is_asked(network: PairNetwork, session: FakeSession) -> None:
    pairs = [([7, 8], [9]), ([7], [8, 9]), ([7, 8], [10]), ([70_000, 8], [9]), ([8, 7], [9])]
    places = {network.run(*pair).second.start for pair in pairs}
    assert session.runs == len(pairs)
    assert places == {4, 3}


def test_the_same_tokens_divided_elsewhere_are_another_pair(
    network: PairNetwork, session: FakeSession
) -> None:
    """The marks between the texts are tokens too, which a text could hold."""
    one, other = network.run([7, 2, 8], [9]), network.run([7], [8, 2, 9])
    assert session.runs == 2
    assert one.second != other.second


def test_nobody_alters_what_is_kept(network: PairNetwork) -> None:
    with pytest.raises(ValueError, match="read-only"):
        network.run([7], [8])["evidence"][0] = 0.0


def test_the_oldest_goes_first(
    session: FakeSession, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "_REMEMBERED", 2)
    for name in weights.NETWORK:
        (tmp_path / name).write_text(name, encoding="utf-8")
    write_manifest(tmp_path, "tiny", 384)
    network = PairNetwork(tmp_path)
    for second in (1, 2, 1, 3, 1, 2):
        network.run([7], [second])
    assert session.runs == 4  # 1, 2, 3, and 2 again


class FakeEmbedding:
    """Embeds ids as their sum, and counts."""

    def __init__(self) -> None:
        self.runs = 0

    def run(self, _: list[str], inputs: dict[str, Any]) -> list[Any]:
        self.runs += 1
        assert inputs["input_ids"].dtype == inputs["attention_mask"].dtype == np.int64
        assert inputs["attention_mask"].all()
        return [inputs["input_ids"].sum(axis=1, keepdims=True).astype(np.float32)]


class FakeCutter:
    def enable_truncation(self, *_: int, **__: int) -> None:
        pass

    def encode_batch(self, texts: list[str]) -> list[Any]:
        return [SimpleNamespace(ids=[ord(c) for c in text], overflowing=[]) for text in texts]


def test_a_sentence_is_embedded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    session = FakeEmbedding()
    monkeypatch.setattr(encode, "packaged_model", lambda: (b"", Path()))
    monkeypatch.setattr(encode, "open_model", lambda *_: (session, FakeCutter()))
    encoder = PackagedEncoder()
    vectors = encoder.encode(["ab", "c", "ab"])
    again = encoder.encode(["ab", "ba", "d"], "query")
    assert vectors[:, 0].tolist() == [195.0, 99.0, 195.0]
    assert again[:, 0].tolist() == [195.0, 195.0, 100.0]
    assert session.runs <= 5  # the two that are alike may be embedded at the same time
    encoder.encode(["ab", "c", "ba", "d"])
    assert session.runs <= 5
    vectors[0] = 0.0  # what is given is the caller's own
    assert encoder.encode(["ab"])[0, 0] == 195.0
