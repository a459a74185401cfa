"""How much of what the page asked for is under way, so that nobody can fill Gradio with it.

Gradio has one limit for all that waits, which one slow function would use up for everybody, and
keeps what was not fetched for as long as it is not.
"""

from typing import Any

MOST_OF_A_FUNCTION = 32
"""Calls of a function that may wait."""
MOST_OF_A_SESSION = 16
"""Calls of a page that may be under way, or done and not fetched."""


class Lines:
    """What waits in the queue of a page."""

    def __init__(self, page: Any) -> None:
        """Look at a page.

        Args:
            page: a `gradio.Blocks`.
        """
        self._page = page

    def full(self, function: int, session: str) -> bool:
        """Whether one more call is too much.

        Args:
            function: its number.
            session: of the page that calls.
        """
        queue = self._page._queue
        line = queue.event_queue_per_concurrency_id.get(self._page.fns[function].concurrency_id)
        waiting = len(line.queue) if line else 0
        theirs = len(queue.pending_event_ids_session.get(session, ()))
        return waiting >= MOST_OF_A_FUNCTION or theirs >= MOST_OF_A_SESSION
