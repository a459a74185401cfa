"""Near copies: documents of which one holds a good part of the other's words in their order.

Every document has 64 MinHash values of its runs of five words (Broder, 1997; by datasketch). Two of
the same value make a document worth comparing, and what is compared is exact: how many runs of the
shorter one the longer one has too. A value that many documents share is of a set phrase, such as a
site's notices, and takes no more of them.
"""

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from index.progress import Progress
from index.store.store import Store
from index.text.sameness import says_the_same
from index.text.words import words

SHARED = 0.27
"""The part of the shorter document's runs of words that a near copy shares."""

CLEARLY = 0.36
"""The part from which that alone is enough. Below it titles have to be alike, or one stretch of
text has to be long: articles of one publisher share their background, in several short ones."""

_RUN = 5
_VALUES = 64
_ALIKE = 2  # values in common that make documents worth comparing
_MOST = 64  # documents that are kept for one value, and that one document is compared with
_BATCH = 100
_SHORT = 300  # words: of so few, all may be a notice that a site has in place of its articles,
_TITLES = 0.5  # and copies are known by their titles too: the part of the words that they share,
_TOLD = 1 / 3  # or the part of either title that the other document has in its text,
_TOLD_SHARED = 0.65  # where so much of the shorter one is shared
_TITLES_NEAR = 0.3  # the part of the words of titles, and the runs in one stretch, of which one is
_STRETCH = 60  # enough where less than CLEARLY is shared
_COMPARED = 500_000  # characters of a document: of a book its beginning, which is alike too
_SHORT_TEXT = 50_000  # characters of one whose runs are kept in memory for the next comparison
_WORD = re.compile(r"\w+")


def compare_documents(
    store: Store, progress: Callable[[Progress], None] | None = None, documents: int = 0
) -> None:
    """Find the near copies of the documents of a store that were not compared yet.

    An interrupted run keeps what it had found.

    Args:
        store: to bring up to date.
        progress: called after every batch.
        documents: added by this run, for the progress.
    """
    copies = store.near_copies
    done = copies.compared()
    total = copies.count_after(done)
    compared = 0
    while numbers := copies.numbers_after(done, _BATCH):
        with store.transaction():
            for number in numbers:
                _compare(store, number)
            done = numbers[-1]
            copies.put_compared(done)
        compared += len(numbers)
        if progress:
            progress(Progress("comparing", compared, total, documents))


def _compare(store: Store, number: int) -> None:
    """Record the near copies of a document among those that were compared before."""
    title, runs = _title_and_runs(store, number)
    values = signature(runs)
    counts = store.near_copies.count_by_value(values)
    candidates = store.near_copies.sharing(values, _ALIKE, _MOST)
    found = [other for other in candidates if alike((title, runs), _title_and_runs(store, other))]
    rare = [value for value in values if counts.get(value, 0) < _MOST]
    store.near_copies.put(number, found, rare)


def _title_and_runs(store: Store, number: int) -> tuple[str, frozenset[str]]:
    title, text = store.documents.title_and_text(number)
    return title, (_runs_kept if len(text) <= _SHORT_TEXT else runs_of)(text)


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
    if not fewer or not says_the_same(runs, other_runs, SHARED):
        return False
    titles = _overlap(_title_words(title), _title_words(other_title))
    if fewer <= _SHORT:
        told = says_the_same(runs, other_runs, _TOLD_SHARED)
        told = told and _told(title, other_runs) and _told(other_title, runs)
        return titles >= _TITLES or told
    if says_the_same(runs, other_runs, CLEARLY) or titles >= _TITLES_NEAR:
        return True
    return _longest(runs & other_runs) >= _STRETCH


def _told(title: str, runs: frozenset[str]) -> bool:
    """Whether a text, as its runs of words, tells of what a title says; a notice does not."""
    wanted = _title_words(title)
    text = words(" ".join(runs))
    return bool(wanted) and len(wanted.intersection(text)) >= _TOLD * len(wanted)


def _longest(runs: frozenset[str]) -> int:
    """How many runs of words follow one another in the longest stretch, each once."""
    following = {run.rpartition(" ")[0]: run for run in sorted(runs)}
    followed = {run.partition(" ")[2] for run in runs}
    longest = 0
    for run in runs:
        if run.rpartition(" ")[0] in followed:
            continue  # in the middle of a stretch
        seen = set()
        here: str | None = run
        while here and here not in seen:
            seen.add(here)
            here = following.get(here.partition(" ")[2])
        longest = max(longest, len(seen))
    return longest


@lru_cache(maxsize=256)
def _title_words(title: str) -> frozenset[str]:
    return frozenset(words(title))


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(len(one | other), 1)
