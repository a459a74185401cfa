"""Reciprocal rank fusion, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.search.dense import Ranking
from index.search.fuse import fuse

RANKINGS = st.lists(
    st.lists(st.integers(0, 20), unique=True, max_size=12).map(
        lambda keys: [(key, 1.0 - n / 100) for n, key in enumerate(keys)]
    ),
    max_size=4,
)


def test_worked_by_hand() -> None:
    dense = [(7, 0.9), (3, 0.8), (5, 0.1)]
    lexical = [(3, 12.0), (9, 4.0)]
    assert fuse([dense, lexical]) == [
        (3, pytest.approx(1 / 62 + 1 / 61)),
        (7, pytest.approx(1 / 61)),
        (9, pytest.approx(1 / 62)),
        (5, pytest.approx(1 / 63)),
    ]


def test_equal_scores_come_by_key() -> None:
    assert [key for key, _ in fuse([[(9, 1.0), (4, 0.5)], [(4, 1.0), (9, 0.5)]])] == [4, 9]
    assert [key for key, _ in fuse([[(9, 1.0)], [(4, 1.0)], [(6, 1.0)]])] == [4, 6, 9]


def test_nothing_gives_nothing() -> None:
    assert fuse([]) == fuse([[]]) == fuse([[], []]) == []


@given(st.lists(st.integers(), unique=True))
def test_one_ranking_keeps_its_order(keys: list[int]) -> None:
    assert [key for key, _ in fuse([[(key, 0.0) for key in keys]])] == keys


@given(RANKINGS, st.randoms())
def test_the_order_of_the_rankings_is_nothing(rankings: list[Ranking], random: object) -> None:
    shuffled = list(rankings)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = fuse(rankings), fuse(shuffled)
    assert dict(one) == pytest.approx(dict(other))
    assert set(dict(one)) == {key for ranking in rankings for key, _ in ranking}
    scores = [score for _, score in one]
    assert scores == sorted(scores, reverse=True)


@given(RANKINGS)
def test_only_ranks_count(rankings: list[Ranking]) -> None:
    scaled = [[(key, score * 1e6 - 3) for key, score in ranking] for ranking in rankings]
    assert fuse(scaled) == fuse(rankings)
