"""BM25 by tantivy: words of passages in, matching passages out.

A query is a bag of words: it is cut as the passages are (lower case, accents folded, English stop
words dropped, stemmed) and never parsed, so no character in it has a special meaning.
A commit carries the generation of the store that it shows, so neither is ever without the other.
"""

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import tantivy

from index.dense import Ranking

_TITLE_WEIGHT = 0.5
_MEMORY = 64 * 1024 * 1024
_ANALYZER = "pincite"
_SEGMENT = re.compile("[0-9a-f]{32}")
_STAMP = 1 << 62
"""Key of what holds the generation; those of passages never come near."""


def _analyzer() -> tantivy.TextAnalyzer:
    return (
        tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        .filter(tantivy.Filter.remove_long(60))
        .filter(tantivy.Filter.lowercase())
        .filter(tantivy.Filter.ascii_fold())
        .filter(tantivy.Filter.stopword("english"))
        .filter(tantivy.Filter.stemmer("english"))
        .build()
    )


_words = _analyzer()


def words(text: str) -> list[str]:
    """The words of a text as they are matched: stemmed, without stop words; in order."""
    return list(_words.analyze(text))


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("key", stored=True, indexed=True)
    builder.add_unsigned_field("generation", stored=True, indexed=False)
    builder.add_text_field("title", tokenizer_name=_ANALYZER)
    builder.add_text_field("text", tokenizer_name=_ANALYZER)
    return builder.build()


class Words:
    """The words of passages as they were at one commit; for any number of threads.

    Attributes:
        generation: of the store, that this shows; -1 if it was never said.
    """

    def __init__(self, schema: tantivy.Schema, searcher: Any) -> None:
        self._schema = schema
        self._searcher = searcher
        self.generation = self._stamped()

    def __len__(self) -> int:
        return int(self._searcher.num_docs) - (self.generation >= 0)

    def search(self, query: str, k: int) -> Ranking:
        """The k passages with the best BM25; none if no word of the query occurs."""
        terms = dict.fromkeys(words(query))
        if not terms or not len(self):
            return []
        clauses = [
            (tantivy.Occur.Should, self._term(field, word, weight))
            for word in terms
            for field, weight in (("text", 1.0), ("title", _TITLE_WEIGHT))
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(clauses), limit=k).hits
        found = [
            (int(self._searcher.doc(address)["key"][0]), float(score)) for score, address in hits
        ]
        return sorted(found, key=lambda item: (-item[1], item[0]))

    def holds(self, key: int) -> bool:
        """Whether the words of a passage are in it."""
        query = tantivy.Query.term_query(self._schema, "key", key)
        return bool(self._searcher.search(query, limit=1).hits)

    def _stamped(self) -> int:
        query = tantivy.Query.term_query(self._schema, "key", _STAMP)
        hits = self._searcher.search(query, limit=1).hits
        return int(self._searcher.doc(hits[0][1])["generation"][0]) if hits else -1

    def _term(self, field: str, word: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, word)
        return tantivy.Query.boost_query(query, weight)


class LexicalIndex:
    """Words of passages by their keys, in a folder.

    Attributes:
        words: as they were when it was opened, last updated or reloaded.
    """

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`.

        Raises:
            OSError: if there is none, or it cannot be read.
        """
        self._folder = folder
        self._schema = _schema()
        if not (folder / "meta.json").is_file():
            raise FileNotFoundError(f"there is no index of words in {folder}")
        with _as_os_error(folder):
            self._index = tantivy.Index(self._schema, path=str(folder))
            self._index.register_tokenizer(_ANALYZER, _words)
            self.words = Words(self._schema, self._index.searcher())

    @classmethod
    def create(cls, folder: Path) -> "LexicalIndex":
        """An empty index in place of whatever is in `folder`."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        with _as_os_error(folder):
            tantivy.Index(_schema(), path=str(folder))
        return cls(folder)

    def __len__(self) -> int:
        return len(self.words)

    def update(
        self,
        added: Iterable[tuple[int, str, str]],
        removed: Sequence[int],
        generation: int | None = None,
    ) -> None:
        """Forget keys, then add (key, title, text), and commit; all of it or nothing.

        Args:
            added: what is new.
            removed: keys; unknown ones are passed over.
            generation: of the store, that this then shows; it is a part of the commit.

        Raises:
            OSError: if it cannot be written.
        """
        self._sweep()
        try:
            writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
            for key in removed:
                self._delete(writer, key)
            for key, title, text in added:
                document = tantivy.Document(title=title, text=text)
                document.add_unsigned("key", key)
                writer.add_document(document)
            if generation is not None:
                self._delete(writer, _STAMP)
                stamp = tantivy.Document()
                stamp.add_unsigned("key", _STAMP)
                stamp.add_unsigned("generation", generation)
                writer.add_document(stamp)
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            raise OSError(str(error)) from error
        self.reload()

    def reload(self) -> None:
        """See what was last committed, by whichever process.

        Raises:
            OSError: if it cannot be read.
        """
        with _as_os_error(Path()):
            self._index.reload()
            self.words = Words(self._schema, self._index.searcher())

    def search(self, query: str, k: int) -> Ranking:
        """See `Words.search`."""
        return self.words.search(query, k)

    def _sweep(self) -> None:
        """Remove what a commit that was cut off left behind.

        The next one would want the same names, and fail.
        """
        used = {}
        for segment in json.loads((self._folder / "meta.json").read_text())["segments"]:
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


@contextmanager
def _as_os_error(folder: Path) -> Iterator[None]:
    """What tantivy raises of files that it cannot read, as an `OSError`."""
    try:
        yield
    except ValueError as error:
        raise OSError(str(error)) from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # what tantivy makes of some damage
            raise
        raise OSError(f"the index of words in {folder} is damaged: {error}") from error
