"""Questions to begin with, made from the documents in the background."""

import logging
from collections.abc import Callable
from threading import Lock

from index.corpus import Index
from qa.types import Answer

log = logging.getLogger("pincite")

_COUNT = 4


class Examples:
    """The questions that a page offers.

    Attributes:
        questions: those that were made last; the first ones as they are made, one by one.
    """

    def __init__(self, index: Index, ask: Callable[[str], Answer]) -> None:
        """None are made yet.

        Args:
            index: where the documents are.
            ask: answers a question. It must ask no language model: nobody has asked for this.
        """
        self.questions: tuple[str, ...] = ()
        self._index = index
        self._ask = ask
        self._making = Lock()

    @property
    def making(self) -> bool:
        """Whether they are being made."""
        return self._making.locked()

    def make(self) -> None:
        """Make them anew; nothing while they are being made."""
        from qa.suggest import suggest

        if not self._making.acquire(blocking=False):
            return
        questions: list[str] = []
        none_before = not self.questions
        try:
            for question in suggest(self._index, self._ask, _COUNT):
                questions.append(question)  # it stays, if the next cannot be asked
                if none_before:
                    self.questions = tuple(questions)
        except Exception:  # a page without examples is a page; and an index may be closed
            log.debug("no more examples could be made", exc_info=True)
        finally:
            self.questions = tuple(questions)
            self._making.release()
