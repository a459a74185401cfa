"""Tasks of the page: counted while they run, stopped at the end, and told of if they fail."""

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager, suppress
from queue import SimpleQueue
from typing import Any, TypeVar

from index.errors import UserError
from ui.render.text import plain

_T = TypeVar("_T")


class StoppingError(UserError):
    """The page is being shut down."""

    def __init__(self) -> None:
        super().__init__("pincite is being shut down.", "Ask again when it is back.")


class Tasks:
    """Counts whatever loads, reads, answers or indexes; for any number of threads.

    A thread that is in native code while the interpreter is taken down aborts the process, so the
    end waits until nothing runs here.
    """

    def __init__(self) -> None:
        """Nothing runs yet."""
        self._changed = threading.Condition()
        self._running = 0
        self._stopping = False

    @property
    def running(self) -> bool:
        """Whether a task runs."""
        return self._running > 0

    @property
    def abandoned(self) -> bool:
        """Whether a task runs on after `stop`."""
        return self._stopping and self.running

    @contextmanager
    def run(self) -> Iterator[None]:
        """Counts the block as a task.

        Raises:
            StoppingError: instead of beginning, once no more is to be done.
        """
        with self._changed:
            self.check()
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()

    def steps(self, events: Iterator[_T]) -> Iterator[_T]:
        """The same events; making each of them is a task, and none is made after `stop`."""
        while True:
            with self.run():
                try:
                    event = next(events)
                except StopIteration:
                    return
            yield event

    def start(self, work: Callable[[], object]) -> None:
        """Run a task in a thread of its own; nothing after `stop`."""

        def run() -> None:
            with suppress(StoppingError), self.run():
                work()

        threading.Thread(target=run, daemon=True).start()

    def follow(self, work: Callable[[Callable[[Any], None]], Any]) -> Iterator[Any]:
        """Run a task in a thread of its own, which goes on where nobody listens any more.

        Args:
            work: is given a function that it calls with each event, and which raises
                `StoppingError` after `stop`.

        Yields:
            The events, and at the end what `work` returns.

        Raises:
            UserError: if `work` fails, whatever the reason.
        """
        events: SimpleQueue[Any] = SimpleQueue()
        result: Future[Any] = Future()

        def tell(event: Any) -> None:
            self.check()
            events.put(event)

        def run() -> None:
            try:
                with report_faults(), self.run():
                    result.set_result(work(tell))
            except BaseException as error:
                result.set_exception(error)
            finally:
                events.put(result)

        threading.Thread(target=run, daemon=True).start()
        while (event := events.get()) is not result:
            yield event
        yield result.result()

    def check(self) -> None:
        """See whether there is still time.

        Raises:
            StoppingError: once no more is to be done.
        """
        if self._stopping:
            raise StoppingError

    def stop(self) -> None:
        """Let no task begin from now on."""
        with self._changed:
            self._stopping = True

    def wait(self, seconds: float) -> bool:
        """Wait for those that run, at most so long; whether they have ended."""
        with self._changed:
            return self._changed.wait_for(lambda: not self._running, seconds)


@contextmanager
def report_faults() -> Iterator[None]:
    """Turns a fault of pincite into a UserError, and prints where it happened on stderr."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        sys.stderr.write(plain(traceback.format_exc()))
        raise UserError(
            "Something is wrong in pincite itself.", "The terminal that runs it says what."
        ) from error
