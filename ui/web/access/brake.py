"""A brake on wrong passwords, which slows whoever guesses and never locks an honest user out.

What is counted, and what it does:

- by network address (IPv6 by its /64, which one customer has): after five wrong passwords, for
  whatever names, the address waits 1 s, then 2 s, 4 s, and so on to 15 minutes;
- by network address and name: the same; and a right password clears it, also from the count of the
  address, so that an office's honest mistakes do not add up;
- by name, from all addresses: it never makes anybody wait by itself. If it did, whoever knows a
  name could lock its owner out from anywhere. Instead, once a name is being guessed at, each
  address has one wrong password for it, not five, before it waits; so that many addresses win
  little.

An address from which a user has logged in before is held back by its own mistakes with that name
only: he still comes in where a stranger guesses behind the same router or proxy.

At most two passwords are checked at a time, for each takes 32 MiB and much of a processor. A guess
counts as wrong before it is checked, and is taken back if it was right: many at once do not slip
through. Mistakes are forgotten after a day without another, and the oldest where memory is full.
"""

import ipaddress
import math
import threading
import time
import unicodedata
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

FREE = 5
"""Wrong passwords before an address waits."""
LONGEST_WAIT = 15 * 60.0
AT_ONCE = 2
"""Passwords that are checked at the same time."""
REMEMBERED = 10_000
"""Addresses, names, and pairs of them that are remembered, each."""

_FORGOTTEN = 24 * 3_600.0
_PATIENCE = 5.0  # seconds to wait for a turn to check a password
_LONGEST_KEY = 65

Found = TypeVar("Found")
Key = TypeVar("Key", bound=Hashable)


class TooSoonError(Exception):
    """A password that is not looked at yet.

    Attributes:
        seconds: until it is worth to try again; above 0.
    """

    def __init__(self, seconds: float) -> None:
        super().__init__(f"wait {seconds:.0f} s")
        self.seconds = seconds


@dataclass(slots=True)
class _Count:
    failures: int = 0
    last: float = 0.0


class Brake:
    """Counts wrong passwords; used by any number of threads."""

    def __init__(self, *, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing was wrong yet.

        Args:
            clock: seconds since any moment, never going back.
        """
        self._clock = clock
        self._turn = threading.Lock()
        self._checking = threading.BoundedSemaphore(AT_ONCE)
        self._addresses: _Counts[str] = _Counts()
        self._names: _Counts[str] = _Counts()
        self._pairs: _Counts[tuple[str, str]] = _Counts()
        self._known: OrderedDict[tuple[str, str], None] = OrderedDict()

    def attempt(self, address: str, name: str, check: Callable[[], Found | None]) -> Found | None:
        """Check a password, if neither the brake nor the machine is against it.

        Args:
            address: of the client; the one behind a proxy, where there is a proxy.
            name: that the client gave.
            check: takes its time, and returns None if the password is wrong.

        Returns:
            What `check` returned.

        Raises:
            TooSoonError: if it is too soon; `check` was not called.
        """
        with self._turn:
            if (seconds := self._wait(address, name)) > 0:
                raise TooSoonError(seconds)
            self._fail(address, name)
        if not self._checking.acquire(timeout=_PATIENCE):
            self._take_back(address, name)
            raise TooSoonError(1.0)
        try:
            found = check()
        except BaseException:
            self._take_back(address, name)
            raise
        finally:
            self._checking.release()
        if found is not None:
            self.succeeded(address, name)
        return found

    def wait(self, address: str, name: str) -> float:
        """Seconds to wait before a password of this name from this address is looked at; 0 = go."""
        with self._turn:
            return self._wait(address, name)

    def failed(self, address: str, name: str) -> None:
        """Count a wrong password; `attempt` does it by itself."""
        with self._turn:
            self._fail(address, name)

    def succeeded(self, address: str, name: str) -> None:
        """Forget the mistakes of this address with this name; `attempt` does it by itself."""
        pair = _pair(address, name)
        with self._turn:
            mistakes = self._pairs.failures(pair, self._clock())
            self._pairs.subtract(pair, mistakes)
            self._addresses.subtract(pair[0], mistakes)
            self._names.subtract(pair[1], mistakes)
            self._known[pair] = None
            self._known.move_to_end(pair)
            if len(self._known) > REMEMBERED:
                self._known.popitem(last=False)

    def _fail(self, address: str, name: str) -> None:
        pair, now = _pair(address, name), self._clock()
        self._addresses.add(pair[0], now)
        self._names.add(pair[1], now)
        self._pairs.add(pair, now)

    def _take_back(self, address: str, name: str) -> None:
        pair = _pair(address, name)
        with self._turn:
            self._addresses.subtract(pair[0], 1)
            self._names.subtract(pair[1], 1)
            self._pairs.subtract(pair, 1)

    def _wait(self, address: str, name: str) -> float:
        pair, now = _pair(address, name), self._clock()
        known = pair in self._known
        own = self._pairs.failures(pair, now)
        guessed_at = self._names.failures(pair[1], now) - own >= FREE
        wait = self._pairs.wait(pair, 1 if guessed_at and not known else FREE, now)
        return wait if known else max(wait, self._addresses.wait(pair[0], FREE, now))


class _Counts(Generic[Key]):
    """Failures by key; the key that failed longest ago is forgotten first."""

    def __init__(self) -> None:
        self._counts: OrderedDict[Key, _Count] = OrderedDict()

    def add(self, key: Key, now: float) -> None:
        failures = self.failures(key, now)
        self._counts[key] = _Count(failures + 1, now)
        self._counts.move_to_end(key)
        if len(self._counts) > REMEMBERED:
            self._counts.popitem(last=False)

    def subtract(self, key: Key, failures: int) -> None:
        if (count := self._counts.get(key)) is not None:
            count.failures -= failures
            if count.failures <= 0:
                del self._counts[key]

    def failures(self, key: Key, now: float) -> int:
        count = self._counts.get(key)
        return count.failures if count and now - count.last < _FORGOTTEN else 0

    def wait(self, key: Key, free: int, now: float) -> float:
        """Seconds still to wait: 2^i after failure number free + i, from the last one on."""
        over = self.failures(key, now) - free
        if over < 0:
            return 0.0
        pause = min(math.ldexp(1.0, min(over, 64)), LONGEST_WAIT)
        return max(0.0, self._counts[key].last + pause - now)


def _pair(address: str, name: str) -> tuple[str, str]:
    return network(address), unicodedata.normalize("NFC", name[:_LONGEST_KEY])


def network(address: str) -> str:
    """What counts as one client: an IPv4 address, or the /64 of an IPv6 address."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:_LONGEST_KEY]
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    if known.ipv4_mapped:
        return str(known.ipv4_mapped)
    return str(ipaddress.IPv6Network((known, 64), strict=False))
