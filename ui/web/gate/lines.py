"""How much of what the page asked for is under way, so that nobody can fill Gradio with it.

Gradio has one limit for all that waits, which one slow function would use up for everybody, and
keeps what was not fetched for as long as it is not. A call that was let in is counted until Gradio
has it in its own count, or calls that come at once would all find the last place free.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ui.web.gate.quotas import TooMuchError

MOST_OF_A_FUNCTION = 32
"""Calls of a function that may wait."""
MOST_OF_A_SESSION = 16
"""Calls of a page that may be under way, or done and not fetched."""


class Lines:
    """What waits in the queue of a page, and what is on its way there; used from one thread."""

    def __init__(self, page: Any) -> None:
        """Look at a page.

        Args:
            page: a `gradio.Blocks`.
        """
        self._page = page
        self._coming: Counter[tuple[str, Any]] = Counter()

    @contextmanager
    def enter(self, function: int, session: str) -> Iterator[None]:
        """A place for a call, kept until the end of the block, by which Gradio has counted it.

        Args:
            function: its number.
            session: of the page that calls; empty for a program.

        Raises:
            TooMuchError: if there is none.
        """
        if self.full(function, session):
            raise TooMuchError
        keys = [("line", self._line(function)), ("session", session)]
        self._coming.update(keys)
        try:
            yield
        finally:
            self._coming -= Counter(keys)

    def full(self, function: int, session: str) -> bool:
        """Whether one more call is too much.

        Args:
            function: its number.
            session: of the page that calls.
        """
        queue = self._page._queue
        id = self._line(function)
        line = queue.event_queue_per_concurrency_id.get(id)
        waiting = (len(line.queue) if line else 0) + self._coming["line", id]
        theirs = len(queue.pending_event_ids_session.get(session, ()))
        theirs += self._coming["session", session] if session else 0
        return waiting >= MOST_OF_A_FUNCTION or theirs >= MOST_OF_A_SESSION

    def _line(self, function: int) -> Any:
        """By which name Gradio knows the line that a function waits in, perhaps with others."""
        return self._page.fns[function].concurrency_id
