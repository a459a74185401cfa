"""The brake on wrong passwords: who waits, and who never does."""

import threading
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.clock import Clock
from ui.web.access import brake as module
from ui.web.access.brake import AT_ONCE, FREE, LONGEST_WAIT, Brake, TooSoonError, network

HOME, AWAY = "192.0.2.1", "198.51.100.7"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def brake(clock: Clock) -> Brake:
    return Brake(clock=clock)


def guess(brake: Brake, times: int, address: str = AWAY, name: str = "ada") -> None:
    for _ in range(times):
        brake.failed(address, name)


def test_five_mistakes_are_free_and_then_the_wait_doubles(brake: Brake, clock: Clock) -> None:
    waits = []
    for _ in range(17):
        brake.failed(AWAY, "ada")
        waits.append(brake.wait(AWAY, "ada"))
        clock.now += waits[-1]
        assert brake.wait(AWAY, "ada") == 0
    assert waits == [0, 0, 0, 0, *(2.0**i for i in range(10)), 900, 900, 900]
    assert LONGEST_WAIT == 900


def test_a_wait_gets_shorter_as_time_goes_by(brake: Brake, clock: Clock) -> None:
    guess(brake, FREE + 3)
    clock.now += 3
    assert brake.wait(AWAY, "ada") == 5


def test_thousands_of_mistakes_make_nobody_wait_longer(brake: Brake) -> None:
    guess(brake, 5_000)
    assert brake.wait(AWAY, "ada") == LONGEST_WAIT


def test_many_names_from_one_address(brake: Brake) -> None:
    for i in range(FREE):
        brake.failed(AWAY, f"name {i}")
    assert brake.wait(AWAY, "another") == 1
    assert brake.wait(HOME, "another") == 0


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2:3::4", "2001:db8:1:2:ffff::1", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("192.0.2.1", "192.0.2.2", False),
        ("192.0.2.1", "::ffff:192.0.2.1", True),
        ("::ffff:192.0.2.1", "::ffff:192.0.2.2", False),
        ("fe80::1%eth0", "fe80::2%eth1", True),
        ("", "", True),
        ("testclient", "testclient", True),
        ("testclient", "other", False),
    ],
)
def test_what_counts_as_one_client(one: str, other: str, same: bool, brake: Brake) -> None:
    assert (network(one) == network(other)) == same
    guess(brake, FREE, one)
    assert (brake.wait(other, "another") > 0) == same


def test_a_name_is_compared_after_nfc(brake: Brake) -> None:
    guess(brake, FREE + 1, HOME, "zoe\u0308")
    for i in range(FREE):
        brake.succeeded(HOME, f"x{i}")
    assert brake.wait(HOME, "zoë") == 2


def test_a_right_password_forgets_own_mistakes(brake: Brake) -> None:
    guess(brake, 4, HOME)
    brake.succeeded(HOME, "ada")
    guess(brake, 4, HOME)
    assert brake.wait(HOME, "ada") == 0
    assert brake.wait(HOME, "bob") == 0  # an office's honest mistakes do not add up


def test_a_right_password_forgets_no_guesses_at_others(brake: Brake) -> None:
    """Else whoever has an account of his own could log in between guesses at another."""
    for _ in range(3):
        guess(brake, 2, AWAY, "ada")
        brake.succeeded(AWAY, "eve")
    assert brake.wait(AWAY, "ada") == 2
    assert brake.wait(AWAY, "bob") == 2


# nobody is locked out by another


def test_guesses_from_elsewhere_never_hold_an_honest_user(brake: Brake, clock: Clock) -> None:
    for i in range(2_000):
        brake.failed(f"198.51.{i // 250}.{i % 250}", "ada")
        clock.now += 0.01
    assert brake.wait(HOME, "ada") == 0
    brake.failed(HOME, "ada")  # a slip
    assert brake.wait(HOME, "ada") == 1
    clock.now += 1
    assert brake.wait(HOME, "ada") == 0


def test_many_addresses_win_little(brake: Brake, clock: Clock) -> None:
    """A name that is guessed at from everywhere gives each address one mistake, not five."""
    guess(brake, FREE, "203.0.113.1")
    waits = []
    for _ in range(4):
        brake.failed(AWAY, "ada")
        waits.append(brake.wait(AWAY, "ada"))
        clock.now += waits[-1]
    assert waits == [1, 2, 4, 8]
    assert brake.wait(AWAY, "bob") == 0


def test_who_was_here_before_comes_in_beside_a_stranger(brake: Brake) -> None:
    brake.succeeded(HOME, "ada")
    for i in range(50):
        brake.failed(HOME, f"name {i}")  # behind the same router or proxy
    assert brake.wait(HOME, "stranger") > 0
    assert brake.wait(HOME, "ada") == 0
    guess(brake, FREE, AWAY)
    guess(brake, FREE - 1, HOME)
    assert brake.wait(HOME, "ada") == 0
    guess(brake, 1, HOME)
    assert brake.wait(HOME, "ada") == 1


def test_mistakes_are_forgotten_after_a_day(brake: Brake, clock: Clock) -> None:
    guess(brake, 50)
    clock.now += 24 * 3_600
    brake.failed(AWAY, "ada")
    assert brake.wait(AWAY, "ada") == 0


def test_memory_is_bounded(brake: Brake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 100)
    guess(brake, FREE, HOME)
    for i in range(1_000):
        brake.failed(f"10.0.{i // 250}.{i % 250}", f"name {i}")
        brake.succeeded(f"10.1.{i // 250}.{i % 250}", f"name {i}")
    held = (brake._addresses, brake._names, brake._pairs)
    assert all(len(counts._counts) <= 100 for counts in held)
    assert len(brake._known) == 100
    assert brake.wait(HOME, "ada") == 0  # the oldest went
    brake.failed("10.9.9.9", "x" * 1_000_000)
    assert max(len(key) for key in brake._names._counts) < 100


def test_who_goes_on_guessing_is_not_the_oldest(
    brake: Brake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "REMEMBERED", 100)
    for i in range(1_000):
        brake.failed(f"10.0.{i // 250}.{i % 250}", f"name {i}")
        if i % 50 == 0:
            guess(brake, 1, AWAY)
    assert brake.wait(AWAY, "ada") > 0


@given(st.text(), st.text())
def test_any_address_and_name_will_do(address: str, name: str) -> None:
    brake = Brake()
    for _ in range(FREE):
        brake.failed(address, name)
    assert 0 < brake.wait(address, name) <= 1
    brake.succeeded(address, name)
    assert brake.wait(address, name) == 0


# attempts


def test_an_attempt_counts_by_itself(brake: Brake, clock: Clock) -> None:
    for _ in range(FREE):
        assert brake.attempt(AWAY, "ada", lambda: None) is None
    with pytest.raises(TooSoonError) as held:
        brake.attempt(AWAY, "ada", lambda: pytest.fail("it was looked at"))
    assert held.value.seconds == 1
    with pytest.raises(TooSoonError) as held:
        brake.attempt(AWAY, "ada", lambda: pytest.fail("it was looked at"))
    assert held.value.seconds == 1  # what was not looked at makes nobody wait longer
    clock.now += 1
    assert brake.attempt(AWAY, "ada", lambda: "user") == "user"
    guess(brake, FREE - 1)
    assert brake.wait(AWAY, "ada") == 0


def test_a_fault_is_no_mistake(brake: Brake) -> None:
    def broken() -> None:
        raise RuntimeError("broken")

    for _ in range(2 * FREE):
        with pytest.raises(RuntimeError):
            brake.attempt(AWAY, "ada", broken)
    assert brake.wait(AWAY, "ada") == 0


def test_many_guesses_at_once_do_not_slip_through() -> None:
    brake, looked_at, stop = Brake(clock=Clock()), [], threading.Event()
    held = []

    def check() -> None:
        looked_at.append(1)
        stop.wait(10)

    def attack() -> None:
        try:
            brake.attempt(AWAY, "ada", check)
        except TooSoonError as error:
            held.append(error)

    threads = [threading.Thread(target=attack) for _ in range(40)]
    for thread in threads:
        thread.start()
    end = time.monotonic() + 20
    while len(held) < 40 - FREE and time.monotonic() < end:
        time.sleep(0.01)
    stop.set()
    for thread in threads:
        thread.join()
    assert len(looked_at) == FREE


def test_two_passwords_are_checked_at_once_and_who_waits_too_long_loses_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "_PATIENCE", 0.05)
    brake, stop, running = Brake(), threading.Event(), threading.Semaphore(0)

    def slow() -> str:
        running.release()
        stop.wait(10)
        return "user"

    threads = [
        threading.Thread(target=brake.attempt, args=(f"10.0.0.{i}", f"name {i}", slow))
        for i in range(AT_ONCE)
    ]
    for thread in threads:
        thread.start()
    for _ in threads:
        running.acquire()
    for _ in range(2 * FREE):
        with pytest.raises(TooSoonError):
            brake.attempt(HOME, "ada", lambda: pytest.fail("a third at once"))
    assert brake.wait(HOME, "ada") == 0
    stop.set()
    for thread in threads:
        thread.join()
    assert AT_ONCE == 2
    assert brake.attempt(HOME, "ada", lambda: "user") == "user"
