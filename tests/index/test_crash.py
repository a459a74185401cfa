"""Short runs of `tests/bench/crash.py`, whose long ones are for the README."""

import pytest

pytestmark = pytest.mark.slow


def test_nothing_is_lost_to_kill_9() -> None:
    from tests.bench.crash import crash

    assert crash(times=12, seed=5) == 0


def test_readers_see_one_state_while_another_process_writes() -> None:
    from tests.bench.crash import together

    assert together(minutes=0.15, readers=3, seed=5) == 0
