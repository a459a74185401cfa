"""What is derived from the store and searched: an index of words, and one of vectors."""

import threading
from pathlib import Path
from typing import Protocol

from index.search.base import VectorBase
from index.search.vectors import CurrentVectors
from index.search.view import View
from index.search.word_index import WordIndex
from index.store.store import Store


class Engine(Protocol):
    """The two indexes over the passages of a store."""

    @property
    def base(self) -> VectorBase | None:
        """The base of vectors on this machine; None if they are elsewhere."""
        ...

    # For searches; any number at a time

    def view(self) -> View:
        """What there is to search now.

        Raises:
            OSError: if the word index is missing or damaged.
            UserError: if the vectors cannot be reached.
        """
        ...

    def kind(self) -> str:
        """How vectors are held: `exact` or `compressed`."""
        ...

    # For writers; one at a time

    def catch_up(self) -> None:
        """Show in the word index what the store holds; see `WordIndex.catch_up`."""
        ...

    def tidy(self) -> None:
        """At the end of a run, make what is due: hold vectors otherwise, drop what is gone.

        Raises:
            OSError: if it cannot be written.
        """
        ...

    def rebuild(self) -> None:
        """Make anew all that is derived, whatever it is like.

        Raises:
            OSError: if it cannot be written.
        """
        ...


class LocalEngine:
    """FAISS and tantivy over the passages of a store, on this machine.

    Attributes:
        base: of the vectors.
    """

    def __init__(self, folder: Path, store: Store) -> None:
        """Nothing is opened before it is needed.

        Args:
            folder: of the index.
            store: of it.
        """
        self.base = VectorBase(folder, store)
        self._store = store
        self._words = WordIndex(folder, store)
        self._vectors = CurrentVectors(self.base, store)
        self._lock = threading.Lock()

    def view(self) -> View:
        """See `Engine.view`."""
        with self._lock:
            words = self._words.words()
            return View(words, self._vectors.at(words.generation), self._store.vectors)

    def kind(self) -> str:
        """See `Engine.kind`."""
        base = self.base.recorded()
        return base.kind if base else "exact"

    def catch_up(self) -> None:
        """See `Engine.catch_up`."""
        self._words.catch_up()

    def tidy(self) -> None:
        """Make the base of vectors anew if one is due."""
        if self.base.due():
            self.base.make()

    def rebuild(self) -> None:
        """See `Engine.rebuild`."""
        self._words.catch_up(anew=True)
        if self._store.vectors.count_pending():
            self.base.drop()  # which the vectors to come are a part of
        elif self.base.recorded():
            self.base.make()
