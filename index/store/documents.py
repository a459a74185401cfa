"""Documents with their texts.

The digest of a text covers the text, the spans of its sentences and of its passages, and where they
stand in the file: all that a quote is made of.
"""

import json
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from index.progress import LeftOut
from index.store.checksums import digest
from index.store.database import Database
from index.store.rows import DocumentRows, Row
from index.store.sentences import sentences_in, spans_by_kind
from index.types import Document, Listed, Passage, Place, Sentence, Span

_CACHED_DOCUMENTS = 64

_start_of = attrgetter("span.start")


class Text(NamedTuple):
    """A document whose digests are right: it, its pieces, and the spans of its passages by key.

    The pieces are in the order of its text.
    """

    document: Document
    pieces: tuple[Sentence, ...]
    passages: dict[int, tuple[int, int]]

    def passage(self, span: tuple[int, int]) -> Passage:
        """The passage of a span; not all of a long document is looked through for each."""
        start, end = span
        first = bisect_left(self.pieces, start, key=_start_of)
        last = bisect_left(self.pieces, end, first, key=_start_of)
        return Passage(self.document, Span(self.document.id, start, end), self.pieces[first:last])


class Documents:
    """The documents of a store and their texts."""

    def __init__(self, database: Database, rows: DocumentRows) -> None:
        """Use the tables of a database.

        Args:
            database: of them.
            rows: the table of documents.
        """
        self._database = database
        self._rows = rows
        self._cache = lru_cache(_CACHED_DOCUMENTS)(self.read)
        self._cached_at = -1

    # Lists

    def sources(self) -> list[tuple[str, str]]:
        """(id, source) of every document, in the order in which they came."""
        return [(row.id, row.source) for row in self._rows.present()]

    def listing(self) -> list[Listed]:
        """Every document, in the order in which they came."""
        return [row.listed for row in self._rows.present()]

    def left_out_of(self, document_id: str) -> LeftOut | None:
        """What cannot be cited of one document; None if there is no such document.

        Raises:
            DamagedError: if its text is not as it was written.
        """
        found = [_left_out(self.cached(row.number)) for row in self._rows.with_id(document_id)]
        return found[0] if found else None

    def left_out(self) -> list[LeftOut]:
        """What cannot be cited, of every document that has furniture or nothing else.

        Raises:
            DamagedError: if a text is not as it was written.
        """
        found = (_left_out(self.read(row.number)) for row in self._rows.present())
        return [document for document in found if document.furniture or not document.sentences]

    def ids_in(self, file: str) -> set[str]:
        """Ids of the documents that were read from a file."""
        return {row.id for row in self._rows.of_file(file)}

    def sources_in(self, file: str) -> dict[str, str]:
        """Source of every document that was read from a file → its id."""
        return {row.source: row.id for row in self._rows.of_file(file)}

    def origin(self, document_id: str) -> tuple[str, str] | None:
        """(file, source) of a document; None if there is no such document."""
        for row in self._rows.with_id(document_id):
            return row.file, row.source
        return None

    # Texts

    def get(self, document_id: str) -> Document:
        """A document by its id, also one that was taken out and not purged yet.

        Raises:
            ValueError: if there is none of that id.
        """
        query = "SELECT number FROM documents WHERE id = ? ORDER BY removed IS NOT NULL LIMIT 1"
        with self._database.snapshot():
            rows = self._database.rows(query, document_id)
            if not rows:
                raise ValueError(f"there is no document {document_id}")
            return self.cached(rows[0][0]).document

    def title_and_text(self, number: int) -> tuple[str, str]:
        """Title and text of the document with a number.

        Raises:
            DamagedError: if it is not as it was written.
        """
        document = self.read(number).document
        return document.title, document.text

    def cached(self, number: int) -> Text:
        """As `read`, but kept in memory until the next change, which may move a document."""
        generation = self._database.generation()
        if generation != self._cached_at:
            self._cache.cache_clear()
            self._cached_at = generation
        return self._cache(number)

    def read(self, number: int) -> Text:
        """A document with all that a quote is made of, by its number.

        Raises:
            DamagedError: if anything of it is not as it was written.
        """
        rows = self._rows.select("number = ?", number)
        query = "SELECT text, sentences, places, digest FROM texts WHERE document = ?"
        texts = self._database.rows(query, number)
        query = "SELECT key, start, stop FROM passages WHERE document = ? ORDER BY key"
        spans = self._database.rows(query, number)
        if not rows or not texts:
            raise self._database.damage(f"document {number} is not there")
        (row,), ((text, kinds, places, found),) = rows, texts
        if found != _text_digest(number, text, kinds, places, spans):
            raise self._database.damage(f"the text of {row.source}")
        pages, labels = _pages(row.pages)
        known = tuple(map(Place.from_values, json.loads(places)))
        about = (row.source, row.title, row.published, row.url, pages, known)
        by = (row.author, row.publisher, labels)
        pieces = sentences_in(row.id, json.loads(kinds))
        return Text(Document(row.id, text, *about, *by), pieces, {k: (a, b) for k, a, b in spans})

    # Writes; inside a transaction

    def add(
        self,
        generation: int,
        file: str,
        document: Document,
        sentences: Sequence[Sentence],
        passages: Sequence[Passage],
    ) -> Row:
        """Add a document; vectors of its passages are pending.

        Args:
            generation: at which it is added.
            file: that it was read from.
            document: to add.
            sentences: of it.
            passages: of it.
        """
        d = document
        citable = sum(sentence.kind == "sentence" for sentence in sentences)
        about = (d.id, file, d.source, d.title, d.published, d.url, d.author, d.publisher)
        row = self._rows.insert(*about, _pages_text(d), citable, len(passages), generation)
        insert = "INSERT INTO passages VALUES (NULL, ?, ?, ?)"
        spans = [
            (self._database.insert(insert, row.number, start, end), start, end)
            for start, end in ((passage.span.start, passage.span.end) for passage in passages)
        ]
        kinds = json.dumps(spans_by_kind(sentences), separators=(",", ":"))
        places = json.dumps([place.values for place in d.places], separators=(",", ":"))
        made = _text_digest(row.number, d.text, kinds, places, spans)
        insert = "INSERT INTO texts VALUES (?, ?, ?, ?, ?)"
        self._database.rows(insert, row.number, d.text, kinds, places, made)
        self._database.run_many("INSERT INTO pending VALUES (?)", ((key,) for key, _, _ in spans))
        return row

    def remove(self, generation: int, document_id: str) -> None:
        """Take a document out, if there is one; `Removals.purge` drops what is left of it."""
        for row in self._rows.with_id(document_id):
            query = "SELECT key FROM passages WHERE document = ?"
            keys = self._database.rows(query, row.number)
            if len(keys) != row.passages:
                raise self._database.damage(f"the passages of document {row.number}")
            self._rows.mark_removed(row, generation)
            gone = ((key, generation) for (key,) in keys)
            self._database.run_many("INSERT INTO gone VALUES (?, ?)", gone)
            self._database.run_many("DELETE FROM pending WHERE key = ?", keys)

    def move(self, file: str, to: str, old: str, new: str) -> None:
        """Record that the file of documents moved; they keep their ids.

        Args:
            file: where it was.
            to: where it is.
            old: what the sources of its documents started with.
            new: what they start with now.
        """
        for row in self._rows.select("file = ?", file):
            self._rows.move(row, to, new + row.source[len(old) :])


def _pages_text(document: Document) -> str:
    """Where pages start, with their labels if they have some."""
    labels = document.page_labels
    return json.dumps([document.pages, labels] if labels else document.pages)


def _pages(text: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Where pages start, and their labels."""
    values = json.loads(text)
    pages, labels = values if values and isinstance(values[0], list) else (values, ())
    return tuple(pages), tuple(labels)


def _left_out(text: Text) -> LeftOut:
    document = text.document
    kinds = Counter(piece.kind for piece in text.pieces)
    furniture = (piece.span for piece in text.pieces if piece.kind == "furniture")
    return LeftOut(
        document.id,
        document.source,
        document.title,
        kinds["sentence"],
        kinds["heading"],
        tuple(line for line in map(document.slice, furniture) if any(map(str.isalnum, line))),
    )


def _text_digest(
    number: int, text: str, kinds: str, places: str, spans: Sequence[tuple[int, int, int]]
) -> bytes:
    """The digest of a text, of what is known of its parts, and of the passages.

    Args:
        number: of the document.
        text: of it.
        kinds: the spans of its sentences, as they are kept.
        places: as they are kept.
        spans: key, start and end of each passage.
    """
    return digest(number, text, kinds, places, *(value for span in spans for value in span))
