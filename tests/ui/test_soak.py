"""A short run of `tests/bench/soak.py`, whose long one is for the README."""

from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = pytest.mark.server


def test_everything_at_once_locks_nobody_out() -> None:
    from tests.bench.soak import soak

    with ThreadPoolExecutor(1) as other:  # the driver of the browser has a loop in this thread
        missed = other.submit(soak, count=8, seconds=10, questions=6, slack=3.0).result()
    assert missed == 0
