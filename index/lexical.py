"""BM25 by tantivy: words of passages in, matching passages out.

A query is a bag of words: it is cut as the passages are (lower case, accents folded, English stop
words dropped, stemmed) and never parsed, so no character in it has a special meaning.
"""

import shutil
from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy

from index.dense import Ranking

_TITLE_WEIGHT = 0.5
_MEMORY = 64 * 1024 * 1024
_ANALYZER = "pincite"


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
    builder.add_text_field("title", tokenizer_name=_ANALYZER)
    builder.add_text_field("text", tokenizer_name=_ANALYZER)
    return builder.build()


class LexicalIndex:
    """Words of passages by their keys, in a folder; `commit` makes changes seen."""

    def __init__(self, folder: Path) -> None:
        """Open the index in `folder`.

        Raises:
            OSError: if there is none, or it cannot be read.
        """
        self._schema = _schema()
        if not (folder / "meta.json").is_file():
            raise FileNotFoundError(f"there is no index of words in {folder}")
        try:
            self._index = tantivy.Index(self._schema, path=str(folder))
        except ValueError as error:
            raise OSError(str(error)) from error
        except BaseException as error:
            if type(error).__name__ != "PanicException":  # what tantivy makes of some damage
                raise
            raise OSError(f"the index of words in {folder} is damaged: {error}") from error
        self._index.register_tokenizer(_ANALYZER, _words)
        self._searcher = self._index.searcher()

    @classmethod
    def create(cls, folder: Path) -> "LexicalIndex":
        """An empty index in place of whatever is in `folder`."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
        try:
            tantivy.Index(_schema(), path=str(folder))
        except ValueError as error:
            raise OSError(str(error)) from error
        return cls(folder)

    def __len__(self) -> int:
        return int(self._searcher.num_docs)

    def update(self, added: Iterable[tuple[int, str, str]], removed: Sequence[int]) -> None:
        """Forget keys, then add (key, title, text), and commit; all of it or nothing.

        Raises:
            OSError: if it cannot be written.
        """
        try:
            writer = self._index.writer(heap_size=_MEMORY, num_threads=1)
            for key in removed:  # by query: by term takes every number as signed, and finds none
                writer.delete_documents_by_query(tantivy.Query.term_query(self._schema, "key", key))
            for key, title, text in added:
                document = tantivy.Document(title=title, text=text)
                document.add_unsigned("key", key)
                writer.add_document(document)
            writer.commit()
            writer.wait_merging_threads()
        except ValueError as error:
            raise OSError(str(error)) from error
        self._index.reload()
        self._searcher = self._index.searcher()

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

    def _term(self, field: str, word: str, weight: float) -> tantivy.Query:
        query = tantivy.Query.term_query(self._schema, field, word)
        return tantivy.Query.boost_query(query, weight)
