"""Ctrl-C while a language model writes: the first stops the model, the second all of pincite."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def first_interrupt() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed inside; pressed once more it interrupts, as it does elsewhere.

    What was checked by then is kept. In another thread than the first, where no signal arrives, and
    where it is ignored, it never says so.
    """
    before = signal.getsignal(signal.SIGINT)
    is_first = threading.current_thread() is threading.main_thread()
    if not is_first or not callable(before):  # in the background a shell has it ignored
        yield bool
        return
    pressed = threading.Event()

    def note(number: int, frame: Any) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()

    signal.signal(signal.SIGINT, note)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
