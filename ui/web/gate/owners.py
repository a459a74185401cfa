"""Whose a session of the page is, and what was asked in it: it answers to nobody else.

A program without a cookie has what is its own by names alone, which nobody can guess.
"""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ui.web.access.caller import Caller
from ui.web.gate.answers import Status, too_often
from ui.web.gate.quotas import Rate, TooMuchError

_REMEMBERED = 10_000
_UNFETCHED = 64
"""Answers to programs that may wait to be fetched."""
_UNFETCHED_OF_AN_ADDRESS = 12
_FETCH_SECONDS = 300.0
_SESSIONS_AT_ONCE = 2_000
_SESSIONS_A_SECOND = 10.0
"""New sessions of an address. Gradio keeps some for all, and forgets for one more what was not used
for longest; yet many people may come from one address, and none of them is to be kept out."""


class Owners:
    """Sessions and events by their names → visitor; used from one thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Nobody has come yet.

        Args:
            clock: seconds.
        """
        self._clock = clock
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._events: OrderedDict[str, str] = OrderedDict()
        self._called: OrderedDict[str, tuple[str, float]] = OrderedDict()  # event → address, when
        self._coming: Counter[str] = Counter()  # address → calls that are not in `_called` yet
        self._rate = Rate(_SESSIONS_AT_ONCE, _SESSIONS_A_SECOND)

    def session(self, name: str, caller: Caller) -> str:
        """The name of a session, which belongs to whoever was the first to use it.

        Raises:
            Status: if it is another's, or the caller begins too many.
        """
        if name not in self._sessions:
            try:
                self._rate.once(caller.address)
            except TooMuchError:
                raise too_often() from None
            _put(self._sessions, name, caller.visitor)
        self._sessions.move_to_end(name)
        if self._sessions[name] != caller.visitor:
            raise Status(403, "This is another visitor's.")
        return name

    def put_event(self, name: str, caller: Caller, *, to_be_fetched: bool = False) -> None:
        """Record that a caller asked something that has this name.

        Args:
            name: of what was asked.
            caller: who asked.
            to_be_fetched: whether the answer is kept until it is fetched by this name.
        """
        _put(self._events, name, caller.visitor)
        if to_be_fetched:
            self._called[name] = (caller.address, self._clock())

    @contextmanager
    def room(self, caller: Caller) -> Iterator[None]:
        """Room for one more answer that is kept until it is fetched; see `put_event`.

        Raises:
            TooMuchError: if too many are kept, or on their way to be.
        """
        oldest = self._clock() - _FETCH_SECONDS
        while self._called and next(iter(self._called.values()))[1] < oldest:
            self._called.popitem(last=False)
        theirs = sum(address == caller.address for address, _ in self._called.values())
        coming = self._coming
        if len(self._called) + coming.total() >= _UNFETCHED:
            raise TooMuchError
        if theirs + coming[caller.address] >= _UNFETCHED_OF_AN_ADDRESS:
            raise TooMuchError
        coming[caller.address] += 1
        try:
            yield
        finally:
            coming -= Counter([caller.address])

    def fetched(self, name: str) -> None:
        """Record that an answer was fetched."""
        self._called.pop(name, None)

    def event(self, name: str, caller: Caller) -> str:
        """The name of something that was asked.

        Raises:
            Status: if the caller did not ask it.
        """
        if self._events.get(name) != caller.visitor:
            raise Status(404, "Nothing of this name was asked.")
        return name


def _put(known: OrderedDict[str, str], name: str, visitor: str) -> None:
    known[name] = visitor
    while len(known) > _REMEMBERED:
        known.popitem(last=False)
