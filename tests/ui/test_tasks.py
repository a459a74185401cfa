"""Tasks are counted, stopped and waited for, and fail in words."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from index.errors import UserError
from ui.web.tasks import StoppingError, Tasks, report_faults


def test_what_runs_is_counted_and_waited_for() -> None:
    tasks, go = Tasks(), threading.Event()
    tasks.start(lambda: go.wait(30))
    assert not tasks.wait(0.05) and tasks.running and not tasks.abandoned
    tasks.stop()
    assert tasks.abandoned
    go.set()
    assert tasks.wait(30) and not tasks.running and not tasks.abandoned


def test_a_failure_is_counted_out() -> None:
    tasks = Tasks()
    with pytest.raises(ZeroDivisionError), tasks.run():
        raise ZeroDivisionError
    assert tasks.wait(0)


def test_nothing_begins_after_the_end() -> None:
    tasks, begun = Tasks(), []
    tasks.check()
    tasks.stop()
    with pytest.raises(StoppingError):
        tasks.check()
    with pytest.raises(StoppingError), tasks.run():
        begun.append(1)
    with pytest.raises(StoppingError):
        list(tasks.follow(lambda tell: begun.append(1)))
    tasks.start(lambda: begun.append(1))
    assert tasks.wait(1) and not begun


def test_a_stream_ends_at_its_next_step() -> None:
    tasks = Tasks()
    made = []

    def events() -> Iterator[int]:
        for number in range(3):
            made.append(number)
            assert tasks.running
            yield number

    assert list(tasks.steps(events())) == [0, 1, 2]
    steps = tasks.steps(events())
    assert next(steps) == 0 and not tasks.running  # nobody may ever ask for the next one
    tasks.stop()
    with pytest.raises(StoppingError):
        next(steps)
    assert made == [0, 1, 2, 0]


def test_work_is_followed_and_stops_where_it_tells() -> None:
    tasks, told = Tasks(), threading.Event()

    def work(tell: Callable[[Any], None]) -> str:
        tell(1)
        assert told.wait(30)
        tell(2)
        return "done"

    told.set()
    assert list(tasks.follow(work)) == [1, 2, "done"]
    told.clear()
    following = tasks.follow(work)
    assert next(following) == 1 and tasks.running
    tasks.stop()
    told.set()
    with pytest.raises(StoppingError):
        list(following)
    assert tasks.wait(30)


def test_a_fault_is_printed_and_told_in_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UserError, match="Something is wrong in pincite itself"), report_faults():
        raise RuntimeError("\x1b[31m")
    assert "RuntimeError: �[31m" in capsys.readouterr().err
    with pytest.raises(UserError, match="Too long"), report_faults():
        raise UserError("Too long.", "Shorten it.")
    assert capsys.readouterr().err == ""
