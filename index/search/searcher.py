"""A search, from the query to the hits: by words, by vectors, or by both, fused by their ranks."""

import re
import threading
from collections.abc import Callable, Sequence
from typing import Literal, TypeVar

from index.encoders.encode import Encoder
from index.errors import DamagedError, UserError
from index.search.fuse import fuse
from index.search.near_words import as_written, may_be_wrong, near
from index.search.parts import Parts
from index.search.segments import is_damage
from index.search.view import View
from index.store.access import write_lock
from index.store.passages import in_parts
from index.store.scopes import Selection
from index.types import Hit, Passage, Scope

Mode = Literal["fused", "dense", "lexical"]

_T = TypeVar("_T")

_DEPTH = 100  # passages that each ranking gives to the fusion
_PASSAGES = 20  # in which a word is looked for as it is written
_QUERY_CHARACTERS = 2_000
_ONLY_READ = "Run pincite doctor --fix where it may be written: all of that is made from the store."
_SURROGATE = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are not UTF-8


def checked_query(query: str) -> str:
    """A query with single spaces between its words.

    Raises:
        UserError: if it is empty, too long or not valid text.
    """
    query = " ".join(query.split())
    if not query:
        raise UserError("The question is empty.", "Ask it in a few words.")
    if _SURROGATE.search(query):
        raise UserError("The question is not valid text.", "Write it in UTF-8.")
    if len(query) > _QUERY_CHARACTERS:
        raise UserError(
            f"The question has {len(query):,} characters.",
            f"Ask in at most {_QUERY_CHARACTERS:,}: what you want to know, not the text.",
        )
    return query


class Searcher:
    """Searches an index; from any number of threads."""

    def __init__(self, parts: Parts, encoder: Callable[[], Encoder]) -> None:
        """Search these parts.

        Args:
            parts: of the index.
            encoder: gives the encoder of the index; called when a query is encoded.
        """
        self._parts = parts
        self._encoder = encoder
        self._mending = threading.Lock()

    def search(self, query: str, k: int, mode: Mode, scope: Scope) -> list[Hit]:
        """The k passages of a scope that best match a query, best first.

        Raises:
            ChangedError: if the index may only be read, and was written meanwhile.
            UserError: if it cannot be read, or the scope names what no document has.
        """
        store = self._parts.store
        while True:
            view = self._view()
            # after the view: so it knows of all that the view shows
            within = store.scopes.selection(scope) if scope else None
            ranking = self._rank(view, query, max(k, _DEPTH), mode, within)
            with store.snapshot():
                if store.removals.purged() > view.generation:
                    continue
                # more than k, since a passage of the ranking may be of another generation
                keys = [key for key, _ in ranking[: 2 * k]]
                passages = store.passages.get(keys, view.generation)
                store.passages.check_present([key for key in keys if key not in passages])
                return [Hit(passages[key], score) for key, score in ranking if key in passages][:k]

    def near_word(self, word: str, scope: Scope, beside: str) -> str:
        """See `Index.near_word`.

        Raises:
            UserError: as `search`.
        """
        if not may_be_wrong(word):
            return ""
        store = self._parts.store
        view = self._view()
        first = ""
        for forms in near(word, view.words.count):
            within = store.scopes.selection(scope) if scope else None
            if within and not within.count:
                return ""
            with store.snapshot():
                keys = [key for key, _ in view.lexical(f"{forms[0]} {beside}", _PASSAGES, within)]
                passages = store.passages.get(keys).values()
                texts = [text for p in passages for text in (p.text, p.document.title)]
            found = as_written(forms, texts, beside, lower=word.islower())
            if found and (found[0].isupper() or not word[0].isupper()):
                return found
            first = first or found
        return first

    def holding(
        self, terms: Sequence[str], scope: Scope, accept: Callable[[Passage], _T | None]
    ) -> list[_T]:
        """What `accept` makes of every passage that holds all of the terms; see `Index.holding`.

        Raises:
            UserError: as `search`.
        """
        store = self._parts.store
        while True:
            view = self._view()
            within = store.scopes.selection(scope) if scope else None
            keys = view.words.holding(terms, within)
            with store.snapshot():
                if store.removals.purged() > view.generation:
                    continue
                made: list[_T] = []
                for some in in_parts(keys):
                    passages = store.passages.get(some, view.generation)
                    store.passages.check_present([key for key in some if key not in passages])
                    found = (accept(passages[key]) for key in some if key in passages)
                    made += [one for one in found if one is not None]
                return made

    def _rank(
        self, view: View, query: str, depth: int, mode: Mode, within: Selection | None
    ) -> list[tuple[int, float]]:
        if within and not within.count:
            return []
        if mode == "lexical" or not len(view.vectors):
            return [] if mode == "dense" else view.lexical(query, depth, within)
        dense = view.dense(self._encoder().encode([query], "query")[0], depth, within)
        return dense if mode == "dense" else fuse([dense, view.lexical(query, depth, within)])

    def _view(self) -> View:
        """What there is to search; built first, if it is missing or damaged."""
        try:
            return self._parts.engine.view()
        except OSError as error:
            self._check_mendable(error)
        with self._mending:
            with write_lock(self._parts.folder):
                self._parts.engine.catch_up()
            try:
                return self._parts.engine.view()
            except OSError as error:
                raise DamagedError(self._parts.store.place, error) from error

    def _check_mendable(self, error: OSError) -> None:
        """See that the word index can be made anew.

        Raises:
            UserError: if it is not damaged, or may not be written.
        """
        store = self._parts.store
        if not is_damage(error):
            remedy = "Allow reading all of its files; nothing was lost."
            if not isinstance(error, PermissionError):
                remedy = "Nothing was lost; try again, and look at the disk if it stays so."
            raise UserError(
                f"The index in {store.place} cannot be read ({error.strerror}).", remedy
            ) from error
        if store.read_only:
            raise DamagedError(store.place, error, _ONLY_READ) from error
