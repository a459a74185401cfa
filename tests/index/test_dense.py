"""FAISS against plain numpy."""

from pathlib import Path

import faiss
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.dense import FEW, DenseIndex, Kind, _threads_for, build, sample_size
from index.types import Vectors

DIMENSION = 8


def unit(count: int, seed: int = 1) -> Vectors:
    vectors = np.random.default_rng(seed).normal(size=(count, DIMENSION)).astype(np.float32)
    made: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return made


def brute_force(keys: list[int], vectors: Vectors, query: Vectors, k: int) -> list[int]:
    scores = vectors @ query
    return [key for _, key in sorted(zip(-scores, keys, strict=True))][:k]


@given(st.integers(1, 60), st.integers(1, 80), st.integers(0, 9), st.data())
def test_search_is_exact(count: int, k: int, seed: int, data: st.DataObject) -> None:
    keys = data.draw(st.permutations(range(10**12, 10**12 + count)))
    vectors, query = unit(count, seed), unit(1, seed + 100)[0]
    index = DenseIndex(DIMENSION)
    index.add(keys, vectors)
    found = index.search(query, k)
    assert [key for key, _ in found] == brute_force(keys, vectors, query, k)
    scores = dict(zip(keys, vectors @ query, strict=True))
    assert [score for _, score in found] == pytest.approx(
        [scores[key] for key, _ in found], abs=1e-5
    )


def test_few_vectors_are_searched_by_one_thread_and_many_by_all() -> None:
    usual = faiss.omp_get_max_threads()
    faiss.omp_set_num_threads(3)
    try:
        for count, threads in ((FEW, 1), (FEW + 1, 3)):
            with _threads_for(count):
                assert faiss.omp_get_max_threads() == threads
            assert faiss.omp_get_max_threads() == 3
    finally:
        faiss.omp_set_num_threads(usual)


def test_equal_scores_come_by_key() -> None:
    index = DenseIndex(DIMENSION)
    index.add([30, 10, 20], np.repeat(unit(1), 3, axis=0))
    assert [key for key, _ in index.search(unit(1)[0], 3)] == [10, 20, 30]


def test_what_is_removed_is_not_found() -> None:
    keys, vectors = list(range(1, 41)), unit(40)
    index = DenseIndex(DIMENSION)
    index.add(keys[:25], vectors[:25])
    index.add(keys[25:], vectors[25:])
    index.remove([key for key in keys if key % 3 == 0] + [999])
    left = [key for key in keys if key % 3]
    assert len(index) == len(left)
    for query in unit(5, seed=2):
        expected = brute_force(left, vectors[[key - 1 for key in left]], query, 40)
        assert [key for key, _ in index.search(query, 40)] == expected


def test_nothing_added_nothing_found() -> None:
    index = DenseIndex(DIMENSION)
    index.add([], np.zeros((0, DIMENSION), np.float32))
    index.remove([])
    index.remove([7])
    assert len(index) == 0
    assert index.search(unit(1)[0], 5) == []


def base(path: Path, kind: Kind, count: int) -> Vectors:
    """A base of vectors with keys from 1; the vectors."""
    vectors = unit(count)
    halves = [(range(1, count // 2 + 1), vectors[: count // 2])]
    halves.append((range(count // 2 + 1, count + 1), vectors[count // 2 :]))
    build(path, kind, halves, vectors[: sample_size(kind, count)], count)
    return vectors


@pytest.mark.parametrize("kind", ["exact", "compressed"])
def test_a_base_and_what_came_and_went_since(kind: Kind, tmp_path: Path) -> None:
    vectors = base(tmp_path / "base", kind, 600)
    index = DenseIndex(DIMENSION, tmp_path / "base", kind)
    assert index.exact == (kind == "exact")
    assert [path.name for path in tmp_path.iterdir()] == ["base"]
    for n in (0, 300, 599):
        assert index.search(vectors[n], 1)[0][0] == n + 1
    index.remove([301, 999], 600)
    index.add([601, 602], np.stack([vectors[300], -vectors[300]]))
    assert len(index) == 601
    assert index.search(vectors[300], 1)[0][0] == 601
    index.remove([601], 600)
    assert not {301, 601} & {key for key, _ in index.search(vectors[300], 600)}


def test_a_compressed_base_finds_most_of_the_nearest(tmp_path: Path) -> None:
    vectors = base(tmp_path / "base", "compressed", 5_000)
    index = DenseIndex(DIMENSION, tmp_path / "base", "compressed")
    right = 0
    for query in unit(50, seed=9):
        expected = set(brute_force(list(range(1, 5_001)), vectors, query, 10))
        right += len(expected & {key for key, _ in index.search(query, 30)})
    assert right >= 0.9 * 500


@pytest.mark.parametrize("kind", ["exact", "compressed"])
@pytest.mark.parametrize("damage", ["missing", "empty", "text", "half"])
def test_a_damaged_file_is_an_os_error(damage: str, kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "dense"
    base(path, kind, 300)
    whole = path.read_bytes()
    if damage == "missing":
        path.unlink()
    else:
        path.write_bytes({"empty": b"", "text": b"not an index", "half": whole[:60]}[damage])
    with pytest.raises(OSError, match=r".+"):
        DenseIndex(DIMENSION, path, kind)


def test_what_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r".+"):
        base(tmp_path / "no such folder" / "dense", "exact", 4)
