"""Whose a session of the page is, and what was asked in it: it answers to nobody else.

A program without a cookie has what is its own by names alone, which nobody can guess.
"""

from collections import OrderedDict

from ui.web.answers import Status, too_often
from ui.web.caller import Caller
from ui.web.quotas import Rate, TooMuchError

_REMEMBERED = 10_000
_SESSIONS_AT_ONCE = 2_000
_SESSIONS_A_SECOND = 10.0
"""New sessions of an address. Gradio keeps some for all, and forgets for one more what was not used
for longest; yet many people may come from one address, and none of them is to be kept out."""


class Owners:
    """Sessions and events by their names → visitor; used from one thread."""

    def __init__(self) -> None:
        """Nobody has come yet."""
        self._sessions: OrderedDict[str, str] = OrderedDict()
        self._events: OrderedDict[str, str] = OrderedDict()
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

    def put_event(self, name: str, caller: Caller) -> None:
        """Record that a caller asked something that has this name."""
        _put(self._events, name, caller.visitor)

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
