"""Questions take turns: some are answered at a time, some wait in a queue, one more is told so.

Nobody waits for long: a question that would not be answered in time, if turns last as they have
lately, is turned away at once; and one that was let in and has waited half that time gives up.
"""

import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from index.errors import UserError

_WEIGHT = 0.3
"""Of the last turn, in how long turns last."""


class BusyError(UserError):
    """More is asked than can be answered now."""

    def __init__(self, waiting: int) -> None:
        said = f"{waiting} question{'s' * (waiting != 1)} waiting" if waiting else "no turn is free"
        super().__init__(f"pincite is busy: {said}.", "Ask again in a few seconds.")


class Turns:
    """Who is served, and who waits, in the order in which they came; for any number of threads.

    Attributes:
        patience: seconds that one waits at most.
    """

    def __init__(
        self,
        at_once: int,
        waiting: int,
        patience: float,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nobody is there yet.

        Args:
            at_once: how many are served at a time.
            waiting: how many may wait.
            patience: seconds in which one is to be answered; half of them may go by waiting.
            clock: seconds.
        """
        self._at_once = at_once
        self._waiting = waiting
        self.patience = patience
        self._clock = clock
        self._lasted = 0.0  # seconds that a turn takes, as turns have taken lately
        self._line: list[Ticket] = []
        self._changed = threading.Condition()

    @property
    def full(self) -> bool:
        """Whether one more would be turned away."""
        with self._changed:
            return self._is_full()

    def join(self) -> "Ticket":
        """Stand in line.

        Raises:
            BusyError: if too many wait already, or it would take too long.
        """
        with self._changed:
            if self._is_full():
                raise self._busy()
            ticket = Ticket(self, self._clock())
            self._line.append(ticket)
            return ticket

    def ahead(self, ticket: "Ticket") -> int:
        """How many are to be served before a ticket's turn; 0 if it is now."""
        with self._changed:
            return self._ahead(ticket)

    def wait(self, ticket: "Ticket", seconds: float) -> bool:
        """Wait for a ticket's turn, at most so long; whether it is now.

        Raises:
            BusyError: if it has waited too long by now.
        """
        with self._changed:
            until = ticket.joined + self.patience / 2
            left = max(0.0, min(seconds, until - self._clock()))
            if self._changed.wait_for(lambda: not self._ahead(ticket), left):
                ticket.began = ticket.began or self._clock()
                return True
            if self._clock() >= until:
                raise self._busy()
            return False

    def leave(self, ticket: "Ticket") -> None:
        """Make room for the next; again does nothing."""
        with self._changed:
            if ticket not in self._line:
                return
            self._line.remove(ticket)
            if ticket.began is not None:
                took = self._clock() - ticket.began
                self._lasted += _WEIGHT * (took - self._lasted)
            self._changed.notify_all()

    def _is_full(self) -> bool:
        """Whether one more would stand in too long a line, or not be answered in time."""
        ahead = len(self._line) - self._at_once + 1
        expected = (ahead / self._at_once + 1) * self._lasted
        return ahead > 0 and (ahead > self._waiting or expected > self.patience)

    def _ahead(self, ticket: "Ticket") -> int:
        return max(0, self._line.index(ticket) - self._at_once + 1)

    def _busy(self) -> BusyError:
        return BusyError(max(0, len(self._line) - self._at_once))


class Ticket:
    """A place in the line, which is given up at the end of a `with` block.

    Attributes:
        joined: when it was taken.
        began: when its turn came; None before.
    """

    def __init__(self, turns: Turns, joined: float) -> None:
        self._turns = turns
        self.joined = joined
        self.began: float | None = None

    @property
    def ahead(self) -> int:
        """How many are to be served before; 0 if it is their turn."""
        return self._turns.ahead(self)

    def look(self, seconds: float) -> bool:
        """Wait for the turn, at most so long; whether it is now.

        Raises:
            BusyError: if it has waited too long by now.
        """
        return self._turns.wait(self, seconds)

    def wait(self) -> None:
        """Wait for the turn.

        Raises:
            BusyError: if it waited too long.
        """
        while not self._turns.wait(self, float("inf")):
            pass

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._turns.leave(self)
