"""What is searched of a shared corpus: the word index of the replica here, and Milvus.

Before each search the replica does what other machines did: one question to the log, of how long it
is.
"""

import threading
from contextlib import suppress
from pathlib import Path

from index.cluster.collections import Choice
from index.cluster.store import SharedStore
from index.cluster.vectors import SharedVectors
from index.search.lexical import Words
from index.search.view import View
from index.search.word_index import WordIndex
from index.sync.duplicates import compare_documents


class SharedEngine:
    """The word index of a replica, and the vectors in Milvus; see `Engine`."""

    base = None
    """There is no base of vectors on this machine."""

    def __init__(self, folder: Path, shared: SharedStore) -> None:
        """Nothing is opened before it is needed.

        Args:
            folder: of the replica.
            shared: of which the replica is.
        """
        self._shared = shared
        self._replica = shared.replica
        self._milvus = shared.milvus
        self._words = WordIndex(folder, self._replica.store)
        self._vectors: SharedVectors | None = None
        self._lock = threading.Lock()

    def view(self) -> View:
        """What there is to search now, on any machine.

        Raises:
            OSError: if the word index is missing or damaged.
            UserError: if Milvus cannot be reached.
        """
        self.refresh()
        words = None
        with suppress(OSError):
            words = self._current_words()
        if words is None or max(words.generation, 0) != self._replica.store.generation():
            self.catch_up()  # it is missing, or another process or thread was quicker
            words = self._current_words()
        if self._vectors is None:
            kind = self._milvus.kind() or "auto"
            self._vectors = SharedVectors(self._replica, self._milvus, kind)
        return View(words, self._vectors, self._vectors)

    def _current_words(self) -> Words:
        with self._lock:
            return self._words.words()

    def refresh(self) -> None:
        """Bring the replica up to date, its words and its near copies; quick if nothing is new."""
        store = self._replica.store
        before = store.generation()
        self._replica.replay()
        if store.generation() != before:
            self.catch_up()
            with self._replica.exclusive():
                compare_documents(store)

    def kind(self) -> str:
        """How Milvus holds the vectors."""
        kind = self._milvus.kind() if self._replica.corpus else None
        return "compressed" if kind == "compressed" else "exact"

    def catch_up(self) -> None:
        """Show in the word index what the log holds; see `WordIndex.catch_up`.

        Raises:
            OSError: if it cannot be written.
            UserError: if Milvus cannot be reached.
        """
        self._catch_up(anew=False)

    def rebuild(self) -> None:
        """Make the word index anew."""
        self._catch_up(anew=True)

    def _catch_up(self, *, anew: bool) -> None:
        with self._replica.exclusive():
            self._replica.replay()
            self._words.catch_up(anew=anew)

    def tidy(self) -> None:
        """Drop from Milvus what is gone, and let it hold vectors as was chosen."""
        kind, wanted = self._milvus.kind(), self._wanted_kind()
        if not self._shared.has_leftovers() and kind in (None, wanted):
            return
        self._replica.replay()
        self._shared.clean_up()
        kind = self._milvus.kind()
        if kind and kind != wanted:
            self._milvus.hold(wanted)
        self._vectors = None

    def _wanted_kind(self) -> Choice:
        wanted: dict[str | None, Choice] = {"exact": "exact", "compressed": "compressed"}
        return wanted.get(self._replica.store.settings.choice(), "auto")
