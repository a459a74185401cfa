"""When the vectors are compared exactly, and when their base is made anew."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index import Index
from index.encoders.encode import Vectors
from index.search.dense import Ranking
from index.search.view import View
from tests.support.fake_models import FakeEncoder


class Estimates:
    """A compressed base, which ranks twelve vectors, the worst first."""

    exact = False

    def __len__(self) -> int:
        return 12

    def search(self, vector: Vectors, k: int, within: object = None) -> Ranking:
        return [(key, 1.0 - key / 100) for key in range(1, 13)][:k]


class Vector:
    """A store in which the vector of key n has the inner product n with what is searched for."""

    def get(self, keys: Iterable[int]) -> tuple[list[int], Vectors]:
        known = list(keys)
        return known, np.array([[float(key)] for key in known], np.float32)


@pytest.mark.parametrize(("k", "expected"), [(1, [3]), (2, [6, 5]), (4, [12, 11, 10, 9])])
def test_three_times_as_many_as_are_wanted_are_compared_exactly(
    k: int, expected: list[int]
) -> None:
    words: Any = None
    store: Any = Vector()
    found = View(words, Estimates(), store).dense(np.ones(1, np.float32), k)
    assert [key for key, _ in found] == expected
    assert [score for _, score in found] == expected


def test_a_base_is_made_anew_once_a_tenth_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.search.base._LAG", 2)
    folder = tmp_path / "documents"
    folder.mkdir()

    def sync(names: range) -> set[str]:
        for n in names:
            (folder / f"{n}.txt").write_text(f"The bridge number {n} was opened in {1900 + n}.\n")
        with Index.open(tmp_path / "index", encoder=FakeEncoder()) as index:
            index.sync(folder)
        return {path.name for path in (tmp_path / "index").glob("vectors-*")}

    first = sync(range(50))
    assert len(first) == 1
    assert sync(range(50, 54)) == first  # four of fifty, more than two
    assert not sync(range(54, 57)) & first  # seven of fifty
