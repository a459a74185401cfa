"""Questions take turns: some are answered at a time, some wait in a queue, one more is told so."""

import threading
from types import TracebackType
from typing import Self

from index.errors import UserError


class BusyError(UserError):
    """More is asked than can be answered now."""

    def __init__(self, waiting: int) -> None:
        super().__init__(
            f"pincite is busy: {waiting} question{'s' * (waiting != 1)} waiting.",
            "Ask again in a few seconds.",
        )


class Turns:
    """Who is served, and who waits, in the order in which they came; for any number of threads."""

    def __init__(self, at_once: int, waiting: int) -> None:
        """Nobody is there yet.

        Args:
            at_once: how many are served at a time.
            waiting: how many may wait.
        """
        self._at_once = at_once
        self._waiting = waiting
        self._line: list[Ticket] = []
        self._changed = threading.Condition()

    @property
    def full(self) -> bool:
        """Whether one more would be turned away."""
        with self._changed:
            return len(self._line) >= self._at_once + self._waiting

    def join(self) -> "Ticket":
        """Stand in line.

        Raises:
            BusyError: if too many wait already.
        """
        with self._changed:
            if len(self._line) >= self._at_once + self._waiting:
                raise BusyError(self._waiting)
            ticket = Ticket(self)
            self._line.append(ticket)
            return ticket

    def ahead(self, ticket: "Ticket") -> int:
        """How many are to be served before a ticket's turn; 0 if it is now."""
        with self._changed:
            return max(0, self._line.index(ticket) - self._at_once + 1)

    def wait(self, ticket: "Ticket", seconds: float) -> bool:
        """Wait for a ticket's turn, at most so long; whether it is now."""
        with self._changed:
            return self._changed.wait_for(lambda: self._line.index(ticket) < self._at_once, seconds)

    def leave(self, ticket: "Ticket") -> None:
        """Make room for the next; again does nothing."""
        with self._changed:
            if ticket in self._line:
                self._line.remove(ticket)
                self._changed.notify_all()


class Ticket:
    """A place in the line, which is given up at the end of a `with` block."""

    def __init__(self, turns: Turns) -> None:
        self._turns = turns

    @property
    def ahead(self) -> int:
        """How many are to be served before; 0 if it is their turn."""
        return self._turns.ahead(self)

    def wait(self, seconds: float) -> bool:
        """Wait for the turn, at most so long; whether it is now."""
        return self._turns.wait(self, seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._turns.leave(self)
