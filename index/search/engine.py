"""The two search indexes, derived from the store: caught up with it, or built anew.

The word index carries the generation of the store that it shows, and whoever searches sees the
store as it was then: one state, whatever a writer is doing meanwhile. The vectors lie in a base on
disk, which a run of indexing makes anew now and then; what came and went since, every process reads
from the store by itself.
"""

import json
import logging
import threading
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from math import isfinite
from pathlib import Path
from typing import Protocol

import numpy as np

from index.encoders.encode import Vectors
from index.search.dense import EXACT_UP_TO, FEW, Base, DenseIndex, Kind, Ranking, build, sample_size
from index.search.lexical import LexicalIndex, Words
from index.search.segments import Checked, SegmentError, is_damage
from index.store.checksums import CHECKED_AT_OPENING
from index.store.layout import VECTOR_FILES
from index.store.store import Store

_log = logging.getLogger("pincite")

CHOICES = ("auto", "exact", "compressed")

_LAG = 5_000
"""Vectors that a process reads from the store before a base of more is made."""
_LAG_SHARE = 0.1
_COUNTED_AGAIN = 20_000
"""Documents up to which they are counted after each change; more, at opening and by runs only."""
_CANDIDATES = 3
"""Times as many passages as are wanted, that a compressed base gives to be compared exactly."""


class VectorIndex(Protocol):
    """Vectors of passages by their keys; see `DenseIndex`."""

    def __len__(self) -> int: ...

    @property
    def exact(self) -> bool:
        """Whether scores are inner products, not estimates of them."""
        ...

    def search(self, vector: Vectors, k: int) -> Ranking:
        """The k nearest to `vector`, of shape (dimension,); fewer if there are fewer."""
        ...


@dataclass(frozen=True, slots=True)
class View:
    """What a search sees: the words at one generation, and vectors at least up to it.

    Attributes:
        generation: of the store.
    """

    words: Words
    vectors: VectorIndex
    store: Store

    @property
    def generation(self) -> int:
        """Generation of the store that the words show."""
        return max(self.words.generation, 0)

    def lexical(self, query: str, k: int) -> Ranking:
        """The k best passages by BM25; see `Words.search`."""
        return self.words.search(query, k)

    def dense(self, vector: Vectors, k: int) -> Ranking:
        """The k nearest passages, by the inner product, best first."""
        if self.vectors.exact:
            return self.vectors.search(vector, k)
        candidates = [key for key, _ in self.vectors.search(vector, _CANDIDATES * k)]
        keys, found = self.store.vectors_of(candidates)
        scores = (found @ vector).tolist() if keys else []
        ranked = sorted(
            (item for item in zip(keys, scores, strict=True) if isfinite(item[1])),
            key=lambda item: (-item[1], item[0]),
        )
        return ranked[:k]


class Derived:
    """FAISS and tantivy over the passages of a store."""

    def __init__(self, folder: Path, store: Store) -> None:
        self._folder = folder
        self._store = store
        self._lexical: LexicalIndex | None = None
        self._vectors = DenseIndex(0)
        self._read: tuple[str, str] | None = None  # which vectors these are
        self._base_last = self._last = self._shown = 0  # highest keys, and generation, of vectors
        self._lock = threading.Lock()
        self._checked: Checked = set()
        self._counted = -1  # generation of the store at which its documents were counted
        self._seen = 1  # highest key of a vector in the store, when it was last looked at
        self._damaged_base: str | None = None

    # For who searches

    def view(self) -> View:
        """What there is to search now.

        Raises:
            OSError: if the word index is missing or damaged.
        """
        with self._lock:
            generation = self._store.generation()
            if self._counted != generation:
                if self._counted < 0 or self._store.census().documents <= _COUNTED_AGAIN:
                    self._store.check()
                self._counted = generation
            try:
                words = self._words()
            except OSError:
                self._lexical = None
                raise
            while not self._caught_up(words.generation):
                pass
            return View(words, self._vectors, self._store)

    def _words(self) -> Words:
        """The words, as new as they are."""
        if self._lexical is None:
            self._lexical = LexicalIndex(self._folder / "lexical", self._checked)
            self._must_fit(self._lexical.words)
        if self._lexical.words.generation != self._store.generation():
            self._lexical.reload()
            self._must_fit(self._lexical.words)
        return self._lexical.words

    def _must_fit(self, words: Words) -> None:
        """See that the words are those of the store at their generation.

        Raises:
            OSError: if they are not.
        """
        with self._store.database.moment():
            now = self._store.generation()
            if not 0 <= words.generation <= now:
                raise SegmentError("the word index is not of this store")
            if self._store.forgotten() <= words.generation:
                if words.generation == now:
                    held = self._store.census().passages
                else:
                    held = self._store.passages_at(words.generation)
                if len(words) != held:
                    what = f"the word index has {len(words):,} passages, the store {held:,}"
                    raise SegmentError(what)

    def _caught_up(self, generation: int) -> bool:
        """Whether the vectors now show the store; not if another base was made meanwhile."""
        if self._read != self._store.state_of_vectors():
            self._open_base()
        with self._store.database.moment():
            if self._read != self._store.state_of_vectors():
                return False
            if generation > self._shown:
                if self._store.wrongly_gone(self._shown, generation):
                    raise self._store.damaged("the list of what was taken out")
                self._vectors.remove(self._store.gone(self._shown, generation), self._base_last)
                self._shown = generation
            last = self._store.last_vector()
            if last > self._last or last < self._seen:
                self._must_have_vectors()
            if last > self._last:
                self._read_vectors()
            self._seen = last
        return True

    def _must_have_vectors(self) -> None:
        """See that every passage that came since has a vector, or waits for one."""
        if self._store.holds_vectors and self._store.without_vectors(self._last):
            raise self._store.damaged("a vector is missing")

    def _read_vectors(self) -> None:
        """Read the vectors that came since, but those of passages that are gone again."""
        store = self._store
        if not self._vectors.dimension:
            self._vectors = DenseIndex(store.dimension())
        gone = np.array(store.gone(-1, self._shown), np.int64)
        for keys, vectors in store.vectors(self._last):
            if vectors.shape[1] != self._vectors.dimension:
                raise store.damaged("vectors are not of one length")
            here = np.isin(keys, gone, invert=True)
            self._vectors.add(np.array(keys, np.int64)[here].tolist(), vectors[here])
            self._last = keys[-1]

    def _open_base(self) -> None:
        """Start from the base on disk; without one, if it is gone or damaged, from nothing."""
        state = self._store.state_of_vectors()
        if text := state[0]:
            base = Base(**json.loads(text))
            try:
                self._vectors = self.open_base(base, CHECKED_AT_OPENING)
            except OSError as error:
                if state == self._store.state_of_vectors():  # or another took its place
                    self._damaged_base = text
                    _log.warning(f"Vectors are read from the store, not from the base: {error}.")
            else:
                self._base_last = self._last = base.last
                self._shown, self._read = base.generation, state
                return
        self._vectors = DenseIndex(self._store.dimension())
        self._base_last = self._last = self._shown = 0
        self._read = state

    def open_base(self, base: Base, most: int | None = None) -> DenseIndex:
        """A base that is as it was written.

        Args:
            base: what it should hold.
            most: bytes, beyond which the file is not read through first.

        Raises:
            OSError: if it is missing, or not as it was written.
        """
        path = self._folder / base.file
        whole = most is None or path.stat().st_size <= most
        crc = base.crc if whole else None
        made = DenseIndex(self._store.dimension(), path, base.kind, crc)
        if len(made) != base.count:
            raise OSError(f"{base.file} has {len(made):,} of {base.count:,} vectors")
        return made

    # For who writes; one at a time

    def catch_up(self, *, anew: bool = False) -> None:
        """Show in the word index what the store holds; build it anew if it is damaged.

        Args:
            anew: whether to build it anew, whatever it is like.

        Raises:
            OSError: if it cannot be read for another reason than damage, or cannot be written.
        """
        generation = self._store.generation()
        folder = self._folder / "lexical"
        lexical = None if anew else self._own_words(folder)
        shown = -1 if lexical is None else lexical.words.generation
        if lexical is None:
            lexical = LexicalIndex.create(folder)
        if shown < generation:
            gone = self._store.gone(shown, generation) if shown >= 0 else []
            lexical.update(self._store.texts(after=shown), gone, generation)
        self._store.forget(generation)

    def _own_words(self, folder: Path) -> LexicalIndex | None:
        """The word index, opened for a writer alone; None if it is missing or damaged."""
        try:
            lexical = LexicalIndex(folder, self._checked)  # of its own: no search waits for it
            self._must_fit(lexical.words)
        except OSError as error:
            if not is_damage(error):
                raise
            if not isinstance(error, FileNotFoundError):
                _log.warning(f"The word index is made anew from the store: {error}.")
            return None
        return lexical

    def base(self) -> Base | None:
        """The base of vectors on disk, as the store has it; None if none was made."""
        text = self._store.database.get("base")
        return Base(**json.loads(text)) if text else None

    @property
    def choice(self) -> str:
        """How the base is to hold vectors: `exact`, `compressed`, or `auto` by their number."""
        return self._store.database.get("choice") or "auto"

    @choice.setter
    def choice(self, choice: str) -> None:
        with self._store.database.aside():
            self._store.database.put("choice", choice)

    def kind(self, count: int) -> Kind:
        """How a base of so many vectors is to hold them."""
        most = {"exact": count, "compressed": FEW}.get(self.choice, EXACT_UP_TO)
        return "exact" if count <= most else "compressed"

    def behind(self) -> bool:
        """Whether so much came or went since the base was made that a new one is due."""
        base = self.base()
        count, _ = self._store.counts_of_vectors()
        if base is None:
            return count > _LAG
        damaged = self._damaged_base == self._store.database.get("base")
        if damaged or not (self._folder / base.file).is_file() or base.kind != self._due(count):
            return True
        lag = self._store.changed_since(base.last, base.generation)
        return lag > max(_LAG, _LAG_SHARE * base.count)

    def _due(self, count: int) -> Kind:
        """As `kind`, but an exact base stays until it is clearly too large."""
        base = self.base()
        margin = 1.2 if base and base.kind == "exact" and self.choice == "auto" else 1.0
        return self.kind(int(count / margin))

    def make_base(self) -> None:
        """Make the base of vectors anew from the store.

        Raises:
            OSError: if it cannot be written.
        """
        store = self._store
        count, _ = store.counts_of_vectors()
        if not count:
            return
        generation, last = store.generation(), store.last_vector()
        file = f"vectors-{generation}-{last}.faiss"
        kind = self._due(count)
        sample = _sample(store.vectors(), count, sample_size(kind, count))
        crc = build(self._folder / file, kind, store.vectors(), sample, count)
        made = Base(file, kind, generation, last, count, crc)
        with store.database.aside():
            store.database.put("base", json.dumps(asdict(made)))
            store.forget_gone(generation)
        self._drop_files(file)

    def drop_base(self) -> None:
        """Have no base of vectors, until one is due; while writing."""
        with self._store.database.aside():
            self._store.renew_vectors()
        self._drop_files()

    def _drop_files(self, kept: str = "") -> None:
        for pattern in VECTOR_FILES:
            for path in self._folder.glob(pattern):
                if path.name != kept:
                    path.unlink(missing_ok=True)


def _sample(batches: Iterator[tuple[list[int], Vectors]], count: int, size: int) -> Vectors:
    """Some of the vectors, evenly from all."""
    step = max(1, count // size)
    taken = []
    seen = 0
    for _, vectors in batches:
        taken.append(vectors[(-seen) % step :: step])
        seen += len(vectors)
        if size == 1:
            break
    return np.concatenate(taken)
