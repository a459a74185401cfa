"""The word index of a store: caught up with it, or built anew.

It carries the generation of the store that it shows, and whoever searches sees the store as it was
then: one state, whatever a writer is doing meanwhile.
"""

import logging
from pathlib import Path

from index.search.lexical import LexicalIndex, Words
from index.search.segments import Checked, SegmentError, is_damage
from index.store.layout import WORDS
from index.store.store import Store

_log = logging.getLogger("pincite")

_COUNTED_AGAIN = 20_000
"""Documents up to which they are counted after each change; more, at opening and by runs only."""


class WordIndex:
    """tantivy over the passages of a store."""

    def __init__(self, folder: Path, store: Store) -> None:
        """Nothing is opened before it is needed.

        Args:
            folder: of the index.
            store: of it.
        """
        self._folder = folder / WORDS
        self._store = store
        self._index: LexicalIndex | None = None
        self._checked: Checked = set()
        self._counted_at = -1  # generation of the store at which its documents were counted

    # For searches; one at a time

    def words(self) -> Words:
        """The words, as new as they are.

        Raises:
            DamagedError: if the documents of the store are not those that were put in.
            OSError: if the word index is missing or damaged.
        """
        self._count_documents()
        try:
            return self._newest_words()
        except OSError:
            self._index = None
            raise

    def _count_documents(self) -> None:
        generation = self._store.generation()
        if self._counted_at != generation:
            if self._counted_at < 0 or self._store.rows.census().documents <= _COUNTED_AGAIN:
                self._store.check()
            self._counted_at = generation

    def _newest_words(self) -> Words:
        if self._index is None:
            self._index = LexicalIndex(self._folder, self._checked)
            self._check_fit(self._index.words)
        if self._index.words.generation != self._store.generation():
            self._index.reload()
            self._check_fit(self._index.words)
        return self._index.words

    def _check_fit(self, words: Words) -> None:
        """See that the words are those of the store at their generation.

        Raises:
            OSError: if they are not.
        """
        with self._store.snapshot():
            now = self._store.generation()
            if not 0 <= words.generation <= now:
                raise SegmentError("the word index is not of this store")
            if self._store.removals.purged() > words.generation:
                return  # what it should have is not known any more
            if words.generation == now:
                count = self._store.rows.census().passages
            else:
                count = self._store.passages.count_at(words.generation)
            if len(words) != count:
                what = f"the word index has {len(words):,} passages, the store {count:,}"
                raise SegmentError(what)

    # For writers; one at a time

    def catch_up(self, *, anew: bool = False) -> None:
        """Show what the store holds; build the index anew if it is damaged.

        Args:
            anew: whether to build it anew, whatever it is like.

        Raises:
            OSError: if it cannot be read for another reason than damage, or cannot be written.
        """
        generation = self._store.generation()
        index = None if anew else self._open_to_write()
        shown = -1 if index is None else index.words.generation
        if index is None:
            index = LexicalIndex.create(self._folder)
        if shown < generation:
            removed = self._store.removals.keys(shown, generation) if shown >= 0 else []
            index.update(self._store.passages.texts(after=shown), removed, generation)
        self._store.removals.purge(generation)

    def _open_to_write(self) -> LexicalIndex | None:
        """The index, opened apart so that no search waits; None if it is missing or damaged."""
        try:
            index = LexicalIndex(self._folder, self._checked)
            self._check_fit(index.words)
        except OSError as error:
            if not is_damage(error):
                raise
            if not isinstance(error, FileNotFoundError):
                _log.warning(f"The word index is made anew from the store: {error}.")
            return None
        return index
