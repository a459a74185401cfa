"""Text from a writer that nobody vouches for, read within limits that hold whatever it does.

The writer works in a thread of its own, so that the reader can stop waiting even while the writer
hangs in a call that never returns. What it writes is counted as it is handed over, so that a writer
without an end fills no memory.
"""

import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextvars import copy_context
from queue import Empty, SimpleQueue
from time import monotonic

_UNFIT = re.compile("[\x00\ud800-\udfff]")
"""No text holds these: NUL, and halves of a character, which cannot be written as UTF-8."""

_WHILE = 0.5
"""Seconds after which a reader who waits gets an empty piece, so that it may do other things."""

_GRACE_SECONDS = 1.0
"""How long a reader waits for a thread that was told to stop."""


class TooMuchError(Exception):
    """A writer wrote more than the reader takes."""


class Pieces:
    """Pieces of text on their way from a thread that writes them to the one that reads them."""

    def __init__(self, seconds: float, characters: int) -> None:
        """Nothing is written yet; the clock starts now.

        Args:
            seconds: within which all must be written.
            characters: of all pieces together, at most.
        """
        self._until = monotonic() + seconds
        self._room = characters
        self._queue: SimpleQueue[str | Future[None]] = SimpleQueue()
        self._stopped = threading.Event()
        self._stop: Callable[[], object] = lambda: None

    def put(self, piece: str) -> None:
        """Hand a piece over; called by the writer, for empty pieces too.

        Raises:
            TypeError: if it is no text.
            TooMuchError: if there is no room for it.
            TimeoutError: if the time is over, or nobody reads any more.
        """
        if not isinstance(piece, str):
            raise TypeError(f"{type(piece).__name__} is no text")
        if self._stopped.is_set() or monotonic() > self._until:
            raise TimeoutError
        self._room -= len(piece)
        if self._room < 0:
            raise TooMuchError
        if piece:
            self._queue.put(_UNFIT.sub("\N{REPLACEMENT CHARACTER}", piece))

    def on_stop(self, stop: Callable[[], object]) -> None:
        """Set what ends a writer that waits; it may be called twice, and from another thread."""
        self._stop = stop
        if self._stopped.is_set():
            stop()

    def written_by(self, write: Callable[["Pieces"], None]) -> Iterator[str]:
        """The pieces that `write` puts, as they come; an empty one where none comes for a while.

        The writer is told to stop when the iterator is closed.

        Raises:
            TimeoutError: when the time is over, wherever the writer is then.
            Exception: whatever `write` raises.
        """
        done: Future[None] = Future()

        def work() -> None:
            try:
                write(self)
                done.set_result(None)
            except BaseException as error:
                done.set_exception(error)
            finally:
                self._queue.put(done)

        # a library may keep what it needs in the context of the thread that asks it
        thread = threading.Thread(target=copy_context().run, args=(work,), daemon=True)
        thread.start()
        try:
            while isinstance(piece := self._next(), str):
                yield piece
            piece.result()
        finally:
            self._stopped.set()
            self._stop()
            thread.join(_GRACE_SECONDS)

    def _next(self) -> "str | Future[None]":
        try:
            return self._queue.get(timeout=min(_WHILE, max(0.0, self._until - monotonic())))
        except Empty:
            if monotonic() >= self._until:
                raise TimeoutError from None
            return ""
