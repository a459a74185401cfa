"""BM25 by tantivy: words of passages in, matching passages out.

A query is a bag of words: it is cut as the passages are (lower case, accents folded, English stop
words dropped, stemmed) and never parsed, so no character in it has a special meaning.
A commit carries the generation of the store that it shows, so neither is ever without the other.
"""

import datetime
import json
import os
import re
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from errno import ENOSPC
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import tantivy

from index.files import has_room
from index.search.dense import Ranking
from index.search.segments import (
    Checked,
    Meta,
    check,
    check_at_opening,
    link_files,
    share,
    temporary_error,
)
from index.store.layout import SEGMENTS
from index.store.marks import marks_of_scope
from index.store.passages import Entry
from index.store.scopes import Selection
from index.store.temporary import folder_for
from index.text.words import analyzer, words

_TITLE_WEIGHT = 0.5
_MEMORY = 64 * 1024 * 1024
_ANALYZER = "pincite"
_SEGMENT = re.compile("[0-9a-f]{32}")
_NUMBER = re.compile(r"(?:os error |code: )(\d+)")
_TRIES = 20  # to read what others write meanwhile
_FILTERS = 16  # of scopes, kept
_MORE = 1.3  # times as many as are expected to be enough
_FURTHER = 4
_LEAST_SHARE = 1e-4
_LARGE = 0.1  # share of all passages, from which a selection is looked through
_STAMP = 1 << 62
"""Key of what holds the generation; those of passages never come near."""


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=True, indexed=True, fast=True)
    builder.add_unsigned_field("generation", stored=True, indexed=False)
    builder.add_unsigned_field("mark", stored=False, indexed=True)
    builder.add_unsigned_field("day", stored=False, indexed=True, fast=True)
    builder.add_text_field("title", tokenizer_name=_ANALYZER)
    builder.add_text_field("text", tokenizer_name=_ANALYZER)
    return builder.build()


@lru_cache(maxsize=1)
def _new_meta() -> Meta:
    """The list of segments of an index that was just made.

    Raises:
        UserError: if none can be made for a while; no fault of an index that is looked at.
    """
    try:
        with folder_for("words") as name:
            folder = Path(name)
            with _as_os_error(folder):
                tantivy.Index(_schema(), path=name)
            return dict(json.loads((folder / SEGMENTS).read_bytes()))
    except (OSError, ValueError) as error:
        raise temporary_error(error) from error


class Words:
    """The words of passages as they were at one commit; for any number of threads.

    Attributes:
        generation: of the store, that this shows; -1 if it was never said.
    """

    def __init__(self, schema: tantivy.Schema, searcher: Any) -> None:
        self._schema = schema
        self._searcher = searcher
        self._conditions = lru_cache(_FILTERS)(partial(_conditions, schema))
        self.generation = self._read_stamp()

    def __len__(self) -> int:
        return int(self._searcher.num_docs) - (self.generation >= 0)

    def search(self, query: str, k: int, within: Selection | None = None) -> Ranking:
        """The k passages with the best BM25; none if no word of the query occurs.

        Args:
            query: words.
            k: how many at most.
            within: those to look at. How rare a word is, and how long a passage, is still told
                from all: a passage has the same score, whatever the scope.
        """
        terms = dict.fromkeys(words(query))
        if not terms or not len(self):
            return []
        clauses = [
            (tantivy.Occur.Should, self._term(field, word, weight))
            for word in terms
            for field, weight in (("text", 1.0), ("title", _TITLE_WEIGHT))
        ]
        asked = tantivy.Query.boolean_query(clauses)
        found = self._best(asked, k) if within is None else self._best_within(asked, k, within)
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def count(self, stem: str) -> int:
        """In how many passages and titles a stem occurs, about; 0 only if it occurs in none."""
        return sum(self._searcher.doc_freq(field, stem) for field in ("text", "title"))

    def holding(self, terms: Sequence[str], within: Selection | None = None) -> list[int]:
        """Keys of all passages that hold every term in their text or title, in order.

        Args:
            terms: as `words` gives them; without any, it is every passage.
            within: those to look at.
        """
        asked = tantivy.Query.all_query()
        if terms:
            clauses = [
                (
                    tantivy.Occur.Must,
                    _either([self._term(field, term, 1.0) for field in ("text", "title")]),
                )
                for term in dict.fromkeys(terms)
            ]
            asked = tantivy.Query.boolean_query(clauses)
        count = self._searcher.search(asked, limit=1, count=True).count
        if not count:
            return []
        keys = sorted(key for key, _ in self._best(asked, count) if key != _STAMP)
        if within is None:
            return keys
        return [key for key, is_in in zip(keys, within.holds(keys), strict=True) if is_in]

    def _best(self, asked: tantivy.Query, k: int) -> Ranking:
        hits = self._searcher.search(asked, limit=k, count=False).hits
        keys = self._searcher.fast_field_values("key", [address for _, address in hits])
        return [(int(key), float(score)) for key, (score, _) in zip(keys, hits, strict=True)]

    def _best_within(self, asked: tantivy.Query, k: int, within: Selection) -> Ranking:
        """The best within a selection: of ever more, until there are k of the selection among them.

        What is filtered by the index need not be looked through; but for a large selection that
        takes longer, since then every passage with one of the words has to be looked at.
        """
        conditions = self._conditions(within) if within.share < _LARGE else []
        clauses = [(tantivy.Occur.Must, _unscored(condition)) for condition in conditions]
        if clauses:
            asked = tantivy.Query.boolean_query([(tantivy.Occur.Must, asked), *clauses])
        is_whole = clauses and (within.few is not None or within.runs or not within.scope.folders)
        limit = k if is_whole else int(_MORE * k / max(within.share, _LEAST_SHARE))
        while True:
            found = self._best(asked, limit)
            inside = within.holds([key for key, _ in found])
            kept = [hit for hit, is_in in zip(found, inside, strict=True) if is_in]
            if len(kept) >= k or len(found) < limit:
                return kept[:k]
            limit *= _FURTHER

    def holds(self, key: int) -> bool:
        """Whether the words of a passage are in it."""
        query = tantivy.Query.term_query(self._schema, "key", key)
        return bool(self._searcher.search(query, limit=1).hits)

    def _read_stamp(self) -> int:
        query = tantivy.Query.term_query(self._schema, "key", _STAMP)
        hits = self._searcher.search(query, limit=1).hits
        return int(self._searcher.doc(hits[0][1])["generation"][0]) if hits else -1

    def _term(self, field: str, word: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, word)
        return tantivy.Query.boost_query(query, weight)


def _conditions(schema: tantivy.Schema, within: Selection) -> list[tantivy.Query]:
    """What holds of all passages of a selection, and only of them, unless of many in folders.

    Where a file lies may change, so folders are told by keys, which takes longer.
    """
    if within.scope.folders and within.runs:
        return [_either([_between(schema, "key", *run) for run in within.runs])]
    if within.scope.folders and within.few is not None:
        return [tantivy.Query.term_set_query(schema, "key", within.few.tolist())]
    found = [
        _either([tantivy.Query.term_query(schema, "mark", mark) for mark in group])
        for group in marks_of_scope(within.scope)
    ]
    since, until = within.scope.since, within.scope.until
    if since or until:
        days = since or datetime.date.min, until or datetime.date.max
        found.append(_between(schema, "day", *(day.toordinal() for day in days)))
    return found


def _between(schema: tantivy.Schema, field: str, first: int, last: int) -> tantivy.Query:
    return tantivy.Query.range_query(schema, field, tantivy.FieldType.Unsigned, first, last)


def _either(queries: Sequence[tantivy.Query]) -> tantivy.Query:
    """A query for what one of these finds."""
    return tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])


def _unscored(query: tantivy.Query) -> tantivy.Query:
    """A query that adds nothing to a score."""
    return tantivy.Query.const_score_query(query, 0.0)


class LexicalIndex:
    """Words of passages by their keys, in a folder.

    Attributes:
        words: as they were when it was opened, last updated or reloaded.
    """

    def __init__(self, folder: Path, checked: Checked | None = None) -> None:
        """Open the index in `folder`; where it may not be written, by links to its files.

        Args:
            folder: of the index.
            checked: files that were found whole before; grows.

        Raises:
            OSError: if there is none, or it cannot be read, or a file of it is damaged.
        """
        self._folder = folder
        self._schema = _schema()
        self._checked: Checked = set() if checked is None else checked
        self._open()

    def _open(self) -> None:
        if not (self._folder / SEGMENTS).is_file():
            raise FileNotFoundError(f"there is no index of words in {self._folder}")
        self._read_consistently(self._open_now)

    def _open_now(self) -> None:
        self._links = link_files(self._folder)
        place = self._links.name if self._links else str(self._folder)
        self._index = tantivy.Index(self._schema, path=place)
        self._index.register_tokenizer(_ANALYZER, analyzer())
        self.words = Words(self._schema, self._index.searcher())

    def _reload_now(self) -> None:
        if self._links:
            self._open_now()
        else:
            self._index.reload()
            self.words = Words(self._schema, self._index.searcher())

    def _read_consistently(self, read: Callable[[], None]) -> None:
        """Check the files and read them, again if another process committed meanwhile."""
        new = _new_meta()
        for last in (*[False] * _TRIES, True):
            before = self._meta()
            try:
                with _as_os_error(self._folder):
                    check_at_opening(self._folder, new, self._checked)
                    read()
            except OSError:
                if last or self._meta() == before:
                    raise
            else:
                if last or self._meta() == before:
                    return

    def _meta(self) -> bytes:
        return (self._folder / SEGMENTS).read_bytes()

    def check(self) -> None:
        """Read all of its files, however many.

        Raises:
            OSError: if one is missing, or is not as it was written.
        """
        new = _new_meta()
        with _as_os_error(self._folder):
            check(self._folder, new, set())

    @classmethod
    def create(cls, folder: Path) -> "LexicalIndex":
        """An empty index in place of whatever is in `folder`.

        Raises:
            OSError: if it cannot be written.
            UserError: if it could not be read then, before anything is removed.
        """
        _new_meta()
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        with _as_os_error(folder):
            tantivy.Index(_schema(), path=str(folder))
        share(folder)
        return cls(folder)

    def __len__(self) -> int:
        return len(self.words)

    def update(
        self,
        added: Iterable[Entry | tuple[int, str, str]],
        removed: Sequence[int],
        generation: int | None = None,
    ) -> None:
        """Forget keys, then add passages, and commit; all of it or nothing.

        Args:
            added: what is new: of a passage at least its key, title and text.
            removed: keys; unknown ones are passed over.
            generation: of the store, that this then shows; it is a part of the commit.

        Raises:
            OSError: if it cannot be written.
        """
        self._sweep()
        writer = None
        try:
            writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
            for key in removed:
                self._delete(writer, key)
            for entry in (Entry(*item) for item in added):
                document = tantivy.Document(title=entry.title, text=entry.text)
                document.add_unsigned("key", entry.key)
                document.add_unsigned("day", entry.day)
                for mark in entry.marks:
                    document.add_unsigned("mark", mark)
                writer.add_document(document)
            if generation is not None:
                self._delete(writer, _STAMP)
                stamp = tantivy.Document()
                stamp.add_unsigned("key", _STAMP)
                stamp.add_unsigned("generation", generation)
                writer.add_document(stamp)
            writer.commit()
        except ValueError as error:
            raise _write_error(error, self._folder) from error
        finally:
            if writer is not None:
                with suppress(ValueError):  # it lets go of its lock, whatever befell it
                    writer.wait_merging_threads()
            share(self._folder)
        self.reload()

    def reload(self) -> None:
        """See what was last committed, by whichever process.

        Raises:
            OSError: if it cannot be read.
        """
        self._read_consistently(self._reload_now)

    def search(self, query: str, k: int, within: Selection | None = None) -> Ranking:
        """See `Words.search`."""
        return self.words.search(query, k, within)

    def _sweep(self) -> None:
        """Remove what a commit that was cut off left behind.

        The next one would want the same names, and fail.
        """
        used = {}
        for segment in json.loads((self._folder / SEGMENTS).read_text())["segments"]:
            deletes = segment.get("deletes") or {}
            used[segment["segment_id"].replace("-", "")] = f"{deletes.get('opstamp')}.del"
        for path in self._folder.iterdir():
            name, _, ending = path.name.partition(".")
            left = name not in used or (ending.endswith("del") and ending != used[name])
            if _SEGMENT.fullmatch(name) and left:
                path.unlink(missing_ok=True)

    def _delete(self, writer: Any, key: int) -> None:
        # by query: by term takes every number as signed, and finds none
        writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "key", key))


def _write_error(error: ValueError, folder: Path) -> OSError:
    """What tantivy raises of files that it cannot write, as an `OSError` that says why."""
    if cause := _system_error(error):
        return cause
    if not has_room(folder, least=_MEMORY):  # of a thread that failed it says nothing more
        return OSError(ENOSPC, os.strerror(ENOSPC))
    return OSError(str(error))


def _system_error(error: BaseException) -> OSError | None:
    """The error of the system that one of tantivy tells of, if it does."""
    number = _NUMBER.search(str(error))
    return OSError(int(number[1]), os.strerror(int(number[1]))) if number else None


@contextmanager
def _as_os_error(folder: Path) -> Iterator[None]:
    """What tantivy raises of files that it cannot read, as an `OSError`."""
    try:
        yield
    except ValueError as error:
        raise _system_error(error) or OSError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what tantivy makes of some damage
            raise
        if cause := _system_error(error):
            raise cause from error
        raise OSError(f"the index of words in {folder} is damaged: {error}") from error
