"""What one visitor, one address and all together may have under way, so that nobody takes it all.

A visitor is a browser, and browsers are free to make; so addresses are counted too, more
generously, since many people may come from behind one.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ui.web.access.caller import Caller

_REMEMBERED = 10_000


class TooMuchError(Exception):
    """One more is too much."""


class Quota:
    """Things under way; used from one thread."""

    def __init__(self, visitor: int, address: int, everybody: int) -> None:
        """Nothing is under way.

        Args:
            visitor: how many one browser or user may have.
            address: how many one address may have.
            everybody: how many there may be in all.
        """
        self._most = (visitor, address, everybody)
        self._held: Counter[tuple[str, str]] = Counter()

    @contextmanager
    def one(self, caller: Caller) -> Iterator[None]:
        """One more, until the end of the block.

        Raises:
            TooMuchError: if it is too much.
        """
        keys = [("visitor", caller.visitor), ("address", caller.address), ("everybody", "")]
        for key, most in zip(keys, self._most, strict=True):
            if self._held[key] >= most and (key[0] != "visitor" or caller.visitor):
                raise TooMuchError
        self._held.update(keys)
        try:
            yield
        finally:
            self._held.subtract(keys)
            for key in keys:
                if self._held[key] <= 0:
                    del self._held[key]


class Rate:
    """How often an address does something: so many at once, then so many a second."""

    def __init__(
        self, burst: int, a_second: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        """Nothing was done yet.

        Args:
            burst: how many at once.
            a_second: how many more in each second.
            clock: seconds.
        """
        self._burst = burst
        self._a_second = a_second
        self._clock = clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()  # address → left, when

    def once(self, address: str) -> None:
        """Do it once.

        Raises:
            TooMuchError: if it was done too often.
        """
        now = self._clock()
        left, since = self._left.pop(address, (float(self._burst), now))
        left = min(float(self._burst), left + (now - since) * self._a_second)
        self._left[address] = (left - 1 if left >= 1 else left, now)
        while len(self._left) > _REMEMBERED:
            self._left.popitem(last=False)
        if left < 1:
            raise TooMuchError
