"""Who is served, who waits, and who is told at once that it would take too long."""

import threading

import pytest

from tests.support.clock import Clock
from ui.web.turns import BusyError, Ticket, Turns


@pytest.fixture
def clock() -> Clock:
    return Clock(100.0)


def served(turns: Turns, clock: Clock, seconds: float) -> None:
    """One turn that takes so long."""
    with turns.join() as ticket:
        ticket.wait()
        clock.now += seconds


def test_as_many_wait_as_may_wait(clock: Clock) -> None:
    turns = Turns(2, 3, 5.0, clock)
    tickets = [turns.join() for _ in range(5)]
    assert [ticket.ahead for ticket in tickets] == [0, 0, 1, 2, 3]
    assert turns.full
    with pytest.raises(BusyError, match="3 questions waiting"):
        turns.join()
    turns.leave(tickets[0])
    turns.leave(tickets[0])
    assert not turns.full and [ticket.ahead for ticket in tickets[1:]] == [0, 0, 1, 2]


def test_whoever_would_wait_too_long_is_told_at_once(clock: Clock) -> None:
    turns = Turns(2, 16, 8.0, clock)
    for _ in range(40):
        served(turns, clock, 4.0)  # so the second in line is answered after 8 s, the third after 10
    tickets = [turns.join() for _ in range(4)]
    assert turns.full
    with pytest.raises(BusyError, match="2 questions waiting"):
        turns.join()
    turns.leave(tickets[0])
    assert not turns.full


def test_a_turn_that_is_free_is_given_however_slow_the_last_were(clock: Clock) -> None:
    turns = Turns(2, 16, 5.0, clock)
    for _ in range(40):
        served(turns, clock, 600.0)
    first = turns.join()
    second = turns.join()
    assert turns.full and first.look(0) and second.look(0)
    turns.leave(first)
    turns.leave(second)
    for _ in range(40):
        served(turns, clock, 0.1)
    assert [turns.join().ahead for _ in range(18)][-1] == 16


def test_nobody_waits_for_longer_than_the_patience(clock: Clock) -> None:
    turns = Turns(1, 4, 10.0, clock)
    with turns.join() as first, turns.join() as second:
        first.wait()
        assert not second.look(0)
        clock.now += 5.0
        with pytest.raises(BusyError):
            second.look(0)
        assert first.look(0)  # whose turn it is keeps it


def test_one_waits_by_the_clock() -> None:
    turns = Turns(1, 4, 0.1)
    with turns.join() as first, turns.join() as second:
        first.wait()
        with pytest.raises(BusyError):
            second.wait()
    assert not turns.full


def test_the_next_is_woken() -> None:
    turns = Turns(1, 4, 60.0)
    first = turns.join()
    first.wait()
    got: list[Ticket] = []

    def wait() -> None:
        with turns.join() as ticket:
            ticket.wait()
            got.append(ticket)

    thread = threading.Thread(target=wait)
    thread.start()
    turns.leave(first)
    thread.join(30)
    assert len(got) == 1 and not turns.full
