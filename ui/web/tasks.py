"""Work that takes long or may fail: told of while it goes on, and in words if it fails."""

import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from queue import SimpleQueue
from typing import Any

from index.errors import UserError
from qa.types import Answer, Claim
from ui.render.text import plain


def answered(stream: Iterator[Any]) -> Iterator[str | Claim | Answer]:
    """What an assistant gives; a fault of pincite becomes a UserError.

    Raises:
        UserError: if there is no answer, whatever the reason.
    """
    with faults_told():
        for event in stream:
            yield event if isinstance(event, Answer | Claim) else str(event)


@contextmanager
def faults_told() -> Iterator[None]:
    """Turns a fault of pincite into a UserError, and shows it in the terminal."""
    try:
        yield
    except UserError:
        raise
    except Exception as error:
        sys.stderr.write(plain(traceback.format_exc()))
        raise UserError(
            "Something is wrong in pincite itself.", "The terminal that runs it says what."
        ) from error


def followed(work: Callable[[Callable[[Any], None]], Any]) -> Iterator[Any]:
    """What `work` tells while it works in a thread of its own, then what it returns or raises."""
    told: SimpleQueue[Any] = SimpleQueue()
    done: Future[Any] = Future()

    def run() -> None:
        try:
            with faults_told():
                done.set_result(work(told.put))
        except BaseException as error:
            done.set_exception(error)
        finally:
            told.put(done)

    threading.Thread(target=run, daemon=True).start()
    while (event := told.get()) is not done:
        yield event
    yield done.result()
