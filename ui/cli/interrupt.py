"""Ctrl-C while a language model writes: the first stops the model, the second all of pincite."""

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def first_interrupt() -> Iterator[Callable[[], bool]]:
    """Whether Ctrl-C was pressed inside; pressed once more it interrupts, as it does elsewhere.

    What was checked by then is kept. In another thread than the first, where no signal arrives, it
    never says so.
    """
    if threading.current_thread() is not threading.main_thread():
        yield bool
        return
    pressed = threading.Event()

    def note(number: int, frame: Any) -> None:
        if pressed.is_set():
            raise KeyboardInterrupt
        pressed.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)
