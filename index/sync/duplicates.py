"""Near copies: documents of which one holds a good part of the other's words in their order.

Every document has 64 MinHash values of its runs of five words (Broder, 1997; by datasketch). Two of
the same value make a document worth comparing, and what is compared is exact: how many runs of the
shorter one the longer one has too. A value that many documents share is of a set phrase, such as a
site's notices, and takes no more of them.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

from index.progress import Progress
from index.store.store import Store
from index.text.words import words
from index.types import Listed

SHARED = 0.27
"""The part of the shorter document's runs of words that a near copy shares."""

_RUN = 5
_VALUES = 64
_ALIKE = 2  # values in common that make documents worth comparing
_MOST = 64  # documents that are kept for one value
_BATCH = 100
_SHORT = 300  # words: of so few, all may be a notice that a site has in place of its articles,
_TITLES = 0.5  # and copies are known by their titles too: the part of the words that they share
_COMPARED = 500_000  # characters of a document: of a book its beginning, which is alike too
_SHORT_TEXT = 50_000  # characters of one whose runs are kept in memory for the next comparison
_WORD = re.compile(r"\w+")


class Copies:
    """The near copies among the documents of a store."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._database = store.database
        self._rows = store.database.rows

    def compare(self, progress: Callable[[Progress], None] | None, documents: int) -> None:
        """Find the near copies of the documents that were not compared yet.

        An interrupted run keeps what it had found.

        Args:
            progress: called after every batch.
            documents: added by this run, for the progress.
        """
        done = int(self._database.get("compared") or 0)
        query = "FROM documents WHERE number > ? AND removed IS NULL"
        ((total,),) = self._rows(f"SELECT count(*) {query}", done)
        compared = 0
        while rows := self._rows(f"SELECT number {query} ORDER BY number LIMIT {_BATCH}", done):
            with self._database.aside():
                for (number,) in rows:
                    self._compare(number)
                done = rows[-1][0]
                self._database.put("compared", str(done))
            compared += len(rows)
            if progress:
                progress(Progress("comparing", compared, total, documents))

    def of(self, ids: Iterable[str]) -> dict[str, list[Listed]]:
        """Id of each document that has near copies → those, in the order in which they came."""
        wanted = sorted(set(ids))
        found: dict[str, list[Listed]] = {}
        for first in range(0, len(wanted), _BATCH):
            with self._database.moment():
                found |= self._of(wanted[first : first + _BATCH])
        return found

    def _of(self, ids: Sequence[str]) -> dict[str, list[Listed]]:
        rows = self._store.documents(f"id IN ({_marks(ids)}) AND removed IS NULL", *ids)
        asked = {row.number: row.id for row in rows}
        self._must_be_gone(set(ids) - set(asked.values()))
        pairs = self._pairs(sorted(asked))
        others = sorted({other for _, other in pairs})
        found: dict[str, list[Listed]] = {}
        for first in range(0, len(others), _BATCH):
            some = others[first : first + _BATCH]
            listed = f"number IN ({_marks(some)}) AND removed IS NULL ORDER BY number"
            for row in self._store.documents(listed, *some):
                for number, other in pairs:
                    if other == row.number:
                        found.setdefault(asked[number], []).append(row.listed)
        return found

    def _must_be_gone(self, ids: Iterable[str]) -> None:
        """See that documents are not there that an index of the database did not find."""
        for id in ids:
            query = "SELECT 1 FROM documents NOT INDEXED WHERE id = ? AND removed IS NULL"
            if self._rows(query, id):
                raise self._store.damaged(f"document {id} is not found by its id")

    def _pairs(self, numbers: Sequence[int]) -> list[tuple[int, int]]:
        """Each of the documents with each of its near copies, in order.

        Each pair is kept both ways round, and each way in two places of the file, which have to
        agree.
        """
        marks = _marks(numbers)
        pairs = f"SELECT document, other FROM copies WHERE document IN ({marks})"
        turned = (
            f"SELECT other, document FROM copies INDEXED BY copies_other WHERE other IN ({marks})"
        )
        one, two = (sorted(self._rows(query, *numbers)) for query in (pairs, turned))
        if one != two:
            raise self._store.damaged("the list of near copies")
        return one

    def count(self) -> int:
        """How many documents have a near copy."""
        ((count,),) = self._rows(
            "SELECT count(DISTINCT document) FROM copies JOIN documents ON number = document "
            "WHERE removed IS NULL"
        )
        return int(count)

    def _compare(self, number: int) -> None:
        title, runs = self._runs(number)
        values = signature(runs)
        held, others = self._holders(values)
        pairs = [
            pair
            for other in others
            if alike((title, runs), self._runs(other))
            for pair in ((number, other), (other, number))
        ]
        self._database.many("INSERT OR IGNORE INTO copies VALUES (?, ?)", pairs)
        free = ((value, number) for value in values if held.get(value, 0) < _MOST)
        self._database.many("INSERT OR IGNORE INTO bands VALUES (?, ?)", free)

    def _holders(self, values: Sequence[int]) -> tuple[dict[int, int], list[int]]:
        """Each value → how many documents are kept for it; and those worth comparing.

        These are the documents that have most values in common: as many as are kept for one value.
        """
        marks = _marks(values)
        kept = (
            f"FROM bands JOIN documents ON number = document "
            f"WHERE band IN ({marks}) AND removed IS NULL"
        )
        held = self._rows(f"SELECT band, count(*) {kept} GROUP BY band", *values)
        others = self._rows(
            f"SELECT document {kept} GROUP BY document HAVING count(*) >= {_ALIKE} "
            f"ORDER BY count(*) DESC, document LIMIT {_MOST}",
            *values,
        )
        return dict(held), [other for (other,) in others]

    def _runs(self, number: int) -> tuple[str, frozenset[str]]:
        title, text = self._store.title_and_text(number)
        return title, (_runs_kept if len(text) <= _SHORT_TEXT else runs_of)(text)


def _marks(values: Sequence[object]) -> str:
    """A place in a query for each of the values."""
    return ",".join("?" * len(values))


def runs_of(text: str) -> frozenset[str]:
    """The runs of five words of the beginning of a text; of a shorter one, all of it."""
    found = _WORD.findall(text[:_COMPARED].lower())
    return frozenset(
        " ".join(found[n : n + _RUN]) for n in range(max(1, len(found) - _RUN + 1)) if found
    )


_runs_kept = lru_cache(maxsize=256)(runs_of)


def signature(runs: Iterable[str]) -> list[int]:
    """MinHash values of runs of words, each with its place in it; none for no runs."""
    from datasketch import MinHash

    made = MinHash(num_perm=_VALUES, seed=1)
    encoded = [run.encode() for run in runs]
    if not encoded:
        return []
    made.update_batch(encoded)
    # the 32 bits of a value, and which of the 64 it is
    return [int(value) << 6 | place for place, value in enumerate(made.hashvalues.tolist())]


def alike(one: tuple[str, frozenset[str]], other: tuple[str, frozenset[str]]) -> bool:
    """Whether two documents, as title and runs of words, are near copies."""
    (title, runs), (other_title, other_runs) = one, other
    fewer = min(len(runs), len(other_runs))
    if not fewer or len(runs & other_runs) < SHARED * fewer:
        return False
    return fewer > _SHORT or _overlap(_title_words(title), _title_words(other_title)) >= _TITLES


@lru_cache(maxsize=256)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(words(title))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
