"""The one truth of an index: files, documents, sentences, passages and their vectors, in SQLite.

What a change takes out stays, marked with the generation of that change, until `forget`: a reader
whose word index is a change behind still finds all that it names, and nothing newer. The keys of
passages only ever go up, and vectors come in the order of the keys, so whatever is derived from the
store catches up with it by a generation and a key.

Nothing is believed that a disk may have changed: a document and its text carry digests, smaller
rows and vectors a CRC, and the census says which documents there are. What does not fit is damage.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from index.encoders.encode import Vectors
from index.errors import DamagedError
from index.store.checksums import Value, crc, digest, vector_crc
from index.store.database import Database
from index.store.sentences import sentences_in, spans_by_kind
from index.types import Document, Listed, Passage, Sentence, Skipped, Span

_TABLES = """
CREATE TABLE roots (
    path TEXT PRIMARY KEY, indexed TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    digest TEXT NOT NULL, crc INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (
    file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL, crc INTEGER NOT NULL);
CREATE INDEX skipped_file ON skipped (file);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, file TEXT NOT NULL,
    source TEXT NOT NULL, title TEXT NOT NULL, published TEXT, url TEXT, pages TEXT NOT NULL,
    sentences INTEGER NOT NULL, passages INTEGER NOT NULL, added INTEGER NOT NULL,
    digest BLOB NOT NULL, removed INTEGER);
CREATE UNIQUE INDEX documents_id ON documents (id) WHERE removed IS NULL;
CREATE INDEX documents_file ON documents (file);
CREATE INDEX documents_added ON documents (added);
CREATE INDEX documents_removed ON documents (removed) WHERE removed IS NOT NULL;
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL, sentences TEXT NOT NULL, digest BLOB NOT NULL);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE pending (key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE);
CREATE TABLE vectors (
    key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, vector BLOB NOT NULL,
    crc INTEGER NOT NULL);
CREATE TABLE gone (key INTEGER PRIMARY KEY, generation INTEGER NOT NULL);
CREATE INDEX gone_generation ON gone (generation);
CREATE TABLE bands (
    band INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (band, document)) WITHOUT ROWID;
CREATE INDEX bands_document ON bands (document);
CREATE TABLE copies (
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    other INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    PRIMARY KEY (document, other)) WITHOUT ROWID;
CREATE INDEX copies_other ON copies (other);
"""
_CACHED_DOCUMENTS = 64
_ROWS = 4_096
_KEYS = 500

_ROW = "number, id, file, source, title, published, url, pages, sentences, passages, added, digest"


class Row(NamedTuple):
    """A row of `documents` whose digest is right; all but whether it was removed."""

    number: int
    id: str
    file: str
    source: str
    title: str
    published: str | None
    url: str | None
    pages: str
    sentences: int
    passages: int
    added: int
    digest: bytes

    @property
    def sealed(self) -> bytes:
        """The digest that belongs to the values."""
        return digest(*self[:-1])

    @property
    def listed(self) -> Listed:
        """As a line of the list."""
        return Listed(self.id, self.title, self.source, self.published, self.sentences)


class Census(NamedTuple):
    """Which documents there are that were not taken out: sums that one wrong row changes."""

    documents: int = 0
    numbers: int = 0
    added: int = 0
    sentences: int = 0
    passages: int = 0


class _Held(NamedTuple):
    """A document whose digests are right: it, its pieces, and the spans of its passages by key."""

    document: Document
    pieces: tuple[Sentence, ...]
    passages: dict[int, tuple[int, int]]


class Store:
    """The database of one index; used by any number of threads, one at a time.

    Attributes:
        holds_vectors: whether the vectors are in it.
    """

    holds_vectors = True

    def __init__(self, path: Path) -> None:
        """Open the database, or make an empty one.

        Raises:
            UserError: if it cannot be opened, or is of another format.
        """
        self.path = path
        self.place = str(path.parent)  # for people
        self.database = Database(path, _TABLES)
        self._rows = self.database.rows
        self._held = lru_cache(_CACHED_DOCUMENTS)(self._read)
        self._held_at = -1

    def close(self) -> None:
        """Release the database."""
        self.database.close()

    def change(self) -> AbstractContextManager[int]:
        """See `Database.change`."""
        return self.database.change()

    def generation(self) -> int:
        """How many changes the store has seen."""
        return self.database.generation()

    @property
    def encoder(self) -> str | None:
        """Name of the encoder that makes the vectors; None before the first run."""
        return self.database.get("encoder")

    @encoder.setter
    def encoder(self, name: str) -> None:
        with self.database.aside():
            self.database.put("encoder", name)

    # Counts and lists

    def counts(self) -> tuple[int, int, int]:
        """Documents, sentences that may be cited, passages."""
        found = self.count()
        return found.documents, found.sentences, found.passages

    def sources(self) -> list[tuple[str, str]]:
        """(id, source) of every document, in the order in which they came."""
        return [(row.id, row.source) for row in self.documents("removed IS NULL ORDER BY number")]

    def listing(self) -> list[Listed]:
        """Every document, in the order in which they came."""
        return [row.listed for row in self.documents("removed IS NULL ORDER BY number")]

    def documents(self, condition: str, *values: object) -> list[Row]:
        """The rows of documents that meet a condition.

        Raises:
            DamagedError: if one of them is not as it was written.
        """
        rows = self._rows(f"SELECT {_ROW} FROM documents WHERE {condition}", *values)
        return [self._sound(Row(*row)) for row in rows]

    def _sound(self, row: Row) -> Row:
        if row.digest != row.sealed:
            raise self.damaged(f"what is known about document {row.number}")
        return row

    def damaged(self, what: str) -> DamagedError:
        """The error that says which part of it is damaged."""
        return DamagedError(self.place, what)

    # What may be believed

    def check(self) -> None:
        """See that no document is lost, or there again; quick.

        Raises:
            DamagedError: if one is.
        """
        with self.database.moment():
            if self.count() != self.census():
                raise self.damaged("the documents are not those that were put in")

    def census(self) -> Census:
        """Which documents there should be."""
        text = self.database.get("census")
        return Census(*json.loads(text)) if text else Census()

    def count(self) -> Census:
        """Which documents there are."""
        columns = ("number", "added", "sentences", "passages")
        sums = ", ".join(f"coalesce(sum({column}), 0)" for column in columns)
        (found,) = self._rows(f"SELECT count(*), {sums} FROM documents WHERE removed IS NULL")
        return Census(*found)

    def put_census(self, census: Census) -> None:
        """Record which documents there should be; inside a change."""
        self.database.put("census", json.dumps(census))

    def _counted(self, row: Row, sign: int) -> None:
        """Count a document that comes or goes; inside a change."""
        one = Census(1, row.number, row.added, row.sentences, row.passages)
        self.put_census(Census(*(a + sign * b for a, b in zip(self.census(), one, strict=True))))

    # Roots and files

    def roots(self) -> dict[str, str]:
        """Path of every file and folder that the index mirrors → when it last did, ISO 8601."""
        return dict(self._marked("roots", "path, indexed"))

    def put_roots(self, paths: Sequence[str]) -> None:
        """Record that files and folders were mirrored now."""
        with self.database.aside():
            self.mirrored(paths, datetime.now(UTC).isoformat(timespec="seconds"))

    def mirrored(self, paths: Sequence[str], when: str) -> None:
        """Record that files and folders were mirrored, ISO 8601; inside a change."""
        self._mark("INSERT OR REPLACE INTO roots", [(path, when) for path in paths])

    def _marked(self, table: str, columns: str, condition: str = "TRUE", *values: object) -> Any:
        """Rows of a table that has a CRC in each."""
        rows = self._rows(f"SELECT {columns}, crc FROM {table} WHERE {condition}", *values)
        if not all(map(self.is_marked, rows)):
            raise self.damaged(f"the list of {table}")
        return [row[:-1] for row in rows]

    @staticmethod
    def is_marked(row: tuple[Any, ...]) -> bool:
        """Whether a row ends in the CRC of the rest of it."""
        return bool(crc(*row[:-1]) == row[-1])

    def _mark(self, insert: str, rows: Sequence[tuple[Value, ...]]) -> None:
        """Put rows into a table that has a CRC in each."""
        for row in rows:
            self._rows(f"{insert} VALUES ({'?, ' * len(row)}?)", *row, crc(*row))

    def remove_root(self, path: str) -> None:
        """Forget that a file or folder is to be mirrored, and that files in it were read."""
        with self.database.aside():
            self.unroot(path)

    def unroot(self, path: str) -> None:
        """As `remove_root`, inside a change."""
        self._rows("DELETE FROM roots WHERE path = ?", path)
        for file in self.files():
            if Path(file).is_relative_to(path):
                Store.remove_file(self, file)

    def files(self) -> dict[str, tuple[int, int, str]]:
        """Path of every file → (size in bytes, time of change in ns, digest) when it was read."""
        rows = self._marked("files", "path, size, modified, digest")
        return {path: (a, b, c) for path, a, b, c in rows}

    def skipped(self, file: str) -> list[Skipped]:
        """What was skipped in a file when it was read."""
        rows = self._marked("skipped", "file, source, reason", "file = ? ORDER BY rowid", file)
        return [Skipped(source, reason) for _, source, reason in rows]

    def put_file(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[Skipped]
    ) -> None:
        """Record that a file was read to its end."""
        self._mark("INSERT OR REPLACE INTO files", [(path, size, modified, digest)])
        self._rows("DELETE FROM skipped WHERE file = ?", path)
        self._mark("INSERT INTO skipped", [(path, skip.source, skip.reason) for skip in skipped])

    def put_skipped(self, path: str, skipped: Skipped) -> None:
        """Record that a part of a file is not in the index."""
        self._mark("INSERT INTO skipped", [(path, skipped.source, skipped.reason)])

    def count_skipped(self) -> int:
        """How many files and parts of files are not in the index."""
        ((count,),) = self._rows("SELECT count(*) FROM skipped")
        return int(count)

    def remove_file(self, path: str) -> None:
        """Forget that a file was read; its documents are removed on their own."""
        self._rows("DELETE FROM files WHERE path = ?", path)
        self._rows("DELETE FROM skipped WHERE file = ?", path)

    def move_file(self, path: str, to: str, stat: tuple[int, int], old: str, new: str) -> None:
        """Record that a file lies elsewhere now; its documents keep their ids.

        Args:
            path: where it was.
            to: where it is.
            stat: its size in bytes and time of change in ns there.
            old: what the sources of its documents started with.
            new: what they start with now.
        """
        for *_, content in self._marked("files", "path, size, modified, digest", "path = ?", path):
            self._rows("DELETE FROM files WHERE path = ?", path)
            self._mark("INSERT OR REPLACE INTO files", [(to, *stat, content)])
        for skip in self.skipped(path):
            values = (to, new + skip.source[len(old) :], skip.reason)
            self._mark("INSERT INTO skipped", [values])
        self._rows("DELETE FROM skipped WHERE file = ?", path)
        for row in self.documents("file = ?", path):
            moved = row._replace(file=to, source=new + row.source[len(old) :])
            query = "UPDATE documents SET file = ?, source = ?, digest = ? WHERE number = ?"
            self._rows(query, moved.file, moved.source, moved.sealed, row.number)

    # Documents

    def document_ids(self, file: str) -> set[str]:
        """Ids of the documents that were read from a file."""
        return {row.id for row in self.documents("file = ? AND removed IS NULL", file)}

    def document_sources(self, file: str) -> dict[str, str]:
        """Source of every document that was read from a file → its id."""
        return {row.source: row.id for row in self.documents("file = ? AND removed IS NULL", file)}

    def origin(self, document_id: str) -> tuple[str, str] | None:
        """(file, source) of a document; None if there is no such document."""
        for row in self.documents("id = ? AND removed IS NULL", document_id):
            return row.file, row.source
        return None

    def add(
        self,
        generation: int,
        file: str,
        document: Document,
        sentences: Sequence[Sentence],
        passages: Sequence[Passage],
    ) -> list[int]:
        """Add a document; vectors of its passages are pending.

        Returns:
            The new keys of the passages.
        """
        d = document
        citable = sum(sentence.kind == "sentence" for sentence in sentences)
        number = self.database.insert(
            "INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, x'', NULL)",
            *(d.id, file, d.source, d.title, d.published, d.url, json.dumps(d.pages)),
            *(citable, len(passages), generation),
        )
        (row,) = self._rows(f"SELECT {_ROW} FROM documents WHERE number = ?", number)
        made = Row(*row)
        self._rows("UPDATE documents SET digest = ? WHERE number = ?", made.sealed, number)
        self._counted(made, 1)
        insert = "INSERT INTO passages VALUES (NULL, ?, ?, ?)"
        spans = [(passage.span.start, passage.span.end) for passage in passages]
        keys = [self.database.insert(insert, number, start, stop) for start, stop in spans]
        kinds = json.dumps(spans_by_kind(sentences), separators=(",", ":"))
        sealed = _sealed(
            number, d.text, kinds, [(k, *span) for k, span in zip(keys, spans, strict=True)]
        )
        self._rows("INSERT INTO texts VALUES (?, ?, ?, ?)", number, d.text, kinds, sealed)
        self.database.many("INSERT INTO pending VALUES (?)", ((key,) for key in keys))
        return keys

    def remove(self, generation: int, document_id: str) -> list[int]:
        """Take a document out; `forget` drops what is left of it.

        Returns:
            The keys of its passages.
        """
        keys: list[int] = []
        for row in self.documents("id = ? AND removed IS NULL", document_id):
            found = self._rows("SELECT key FROM passages WHERE document = ?", row.number)
            if len(found) != row.passages:
                raise self.damaged(f"the passages of document {row.number}")
            keys += [key for (key,) in found]
            query = "UPDATE documents SET removed = ? WHERE number = ?"
            self._rows(query, generation, row.number)
            self._counted(row, -1)
        rows = ((key, generation) for key in keys)
        self.database.many("INSERT INTO gone VALUES (?, ?)", rows)
        self.database.many("DELETE FROM pending WHERE key = ?", ((key,) for key in keys))
        return keys

    def forget(self, generation: int) -> None:
        """Drop what was taken out up to a generation, which every word index shows by now."""
        query = "SELECT 1 FROM documents WHERE removed <= ? LIMIT 1"
        if self._rows(query, generation):
            with self.database.aside():
                self._rows("DELETE FROM documents WHERE removed <= ?", generation)
                self.database.put("forgotten", str(generation))

    def forgotten(self) -> int:
        """The generation up to which documents that were taken out are dropped."""
        return int(self.database.get("forgotten") or 0)

    def document(self, document_id: str) -> Document:
        """A document of the index.

        Raises:
            ValueError: if there is none of that id.
        """
        query = "SELECT number FROM documents WHERE id = ? ORDER BY removed IS NOT NULL LIMIT 1"
        with self.database.moment():
            rows = self._rows(query, document_id)
            if not rows:
                raise ValueError(f"there is no document {document_id}")
            self._renew()
            return self._held(rows[0][0]).document

    def title_and_text(self, number: int) -> tuple[str, str]:
        """Of the document with a number.

        Raises:
            DamagedError: if it is not as it was written.
        """
        document = self._read(number).document
        return document.title, document.text

    def document_passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in the order of its text; empty if there is none."""
        with self.database.moment():
            self._renew()
            for row in self.documents("id = ? AND removed IS NULL", document_id):
                held = self._held(row.number)
                return [_passage(held, *span) for span in sorted(held.passages.values())]
            return []

    def passages(self, keys: Sequence[int], generation: int | None = None) -> dict[int, Passage]:
        """The passages with these keys; those that are not there are left out.

        Args:
            keys: of passages.
            generation: to see the store as it was then, as far back as it is not forgotten; by
                default as it is.

        Raises:
            DamagedError: if one of them, or its document, is not as it was written.
        """
        at = "removed IS NULL" if generation is None else _at(generation)
        found: dict[int, Passage] = {}
        with self.database.moment():
            self._renew()
            for some in _parts(keys):
                marks = ",".join("?" * len(some))
                rows = self._rows(
                    "SELECT key, number FROM passages JOIN documents "
                    f"ON number = document WHERE key IN ({marks}) AND {at}",
                    *some,
                )
                for key, number in rows:
                    held = self._held(number)
                    if key not in held.passages:
                        raise self.damaged(f"passage {key} of document {number}")
                    found[key] = _passage(held, *held.passages[key])
        return found

    def must_know(self, keys: Sequence[int]) -> None:
        """See that passages are there, of whatever generation.

        Raises:
            DamagedError: if one is not.
        """
        for some in _parts(keys):
            marks = ",".join("?" * len(some))
            rows = self._rows(
                "SELECT key FROM passages JOIN documents ON number = document "
                f"WHERE key IN ({marks})",
                *some,
            )
            if lost := set(some) - {key for (key,) in rows}:
                raise self.damaged(f"passage {min(lost)} is not there")

    def passages_at(self, generation: int) -> int:
        """How many passages there were at a generation that is not forgotten."""
        # from the census, so that only what came and went since is looked at
        query = "SELECT coalesce(sum(passages), 0) FROM documents WHERE "
        ((came,),) = self._rows(f"{query} added > ? AND removed IS NULL", generation)
        ((went,),) = self._rows(f"{query} removed > ? AND added <= ?", generation, generation)
        return self.census().passages - int(came) + int(went)

    # What is derived: words

    def texts(self, after: int = -1) -> Iterator[tuple[int, str, str]]:
        """(key, title of the document, text) of the passages of documents added after a generation.

        Document by document, in the order in which they came.
        """
        query = "SELECT number FROM documents WHERE added > ? AND removed IS NULL ORDER BY number"
        for (number,) in self._rows(query, after):
            document, _, passages = self._read(number)
            for key, (start, stop) in sorted(passages.items()):
                yield key, document.title, document.text[start:stop]

    def gone(self, after: int, until: int | None = None) -> list[int]:
        """Keys of passages taken out after a generation, and not after another."""
        query = "SELECT key FROM gone WHERE generation > ? AND generation <= ? ORDER BY key"
        last = self.generation() if until is None else until
        return [key for (key,) in self._rows(query, after, last)]

    def forget_gone(self, generation: int) -> None:
        """Drop the list of keys taken out up to a generation; inside a change."""
        self._rows("DELETE FROM gone WHERE generation <= ?", generation)

    # What is derived: vectors

    def pending(self, limit: int) -> tuple[list[int], list[Passage]]:
        """The first passages without vectors, by their keys."""
        keys = [k for (k,) in self._rows("SELECT key FROM pending ORDER BY key LIMIT ?", limit)]
        found = self.passages(keys)
        return [key for key in keys if key in found], [found[key] for key in keys if key in found]

    def counts_of_vectors(self) -> tuple[int, int]:
        """Passages with a vector, and without."""
        ((without,),) = self._rows("SELECT count(*) FROM pending")
        return self.counts()[2] - without, without

    def put_vectors(self, keys: Sequence[int], vectors: Vectors) -> None:
        """Keep the vectors of passages, of shape (len(keys), dimension).

        Of keys that are not above all so far, as after a repair, whoever read vectors hears.
        """
        blobs = [vector.tobytes() for vector in vectors.astype(np.float16)]
        with self.database.aside():
            if min(keys, default=0) <= self.last_vector():
                self.renew_vectors()
            rows = [(k, blob, vector_crc(k, blob)) for k, blob in zip(keys, blobs, strict=True)]
            self.database.many("INSERT INTO vectors VALUES (?, ?, ?)", rows)
            self.database.many("DELETE FROM pending WHERE key = ?", ((key,) for key in keys))

    def renew_vectors(self) -> None:
        """Have all vectors read anew by whoever read them, and their base made; inside a change."""
        self.database.put("base", "")
        self.database.put("renewed", str(int(self.database.get("renewed") or 0) + 1))

    def state_of_vectors(self) -> tuple[str, str]:
        """The base of vectors as JSON, or nothing; and what changes when all are read anew."""
        return self.database.get("base") or "", self.database.get("renewed") or ""

    def dimension(self) -> int:
        """Length of a vector; 0 while there are none."""
        rows = self._rows("SELECT key, vector, crc FROM vectors LIMIT 1")
        return int(self._matrix(rows)[1].shape[1])

    def changed_since(self, key: int, generation: int) -> int:
        """How many vectors came above a key, and passages went after a generation."""
        ((came,),) = self._rows("SELECT count(*) FROM vectors WHERE key > ?", key)
        ((went,),) = self._rows("SELECT count(*) FROM gone WHERE generation > ?", generation)
        return int(came) + int(went)

    def last_vector(self) -> int:
        """The highest key that has a vector; 0 if none has."""
        ((key,),) = self._rows("SELECT coalesce(max(key), 0) FROM vectors")
        return int(key)

    def vectors(self, after: int = 0) -> Iterator[tuple[list[int], Vectors]]:
        """Keys above `after` and their vectors in batches, in the order of the keys; float32."""
        query = "SELECT key, vector, crc FROM vectors WHERE key > ? ORDER BY key LIMIT ?"
        while rows := self._rows(query, after, _ROWS):
            yield self._matrix(rows)
            after = rows[-1][0]

    def vectors_of(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the keys that have a vector, and the vectors; float32."""
        rows = []
        for some in _parts(keys):
            marks = ",".join("?" * len(some))
            query = f"SELECT key, vector, crc FROM vectors WHERE key IN ({marks})"
            rows += self._rows(query, *some)
        return self._matrix(rows)

    def document_vectors(self, document_id: str) -> tuple[list[int], Vectors]:
        """Keys and vectors of the passages of a document; float32."""
        query = (
            "SELECT key, vector, crc FROM vectors JOIN passages USING (key) JOIN documents "
            "ON number = document WHERE id = ? AND removed IS NULL ORDER BY key"
        )
        return self._matrix(self._rows(query, document_id))

    def without_vectors(self, after: int = 0) -> int:
        """Passages above a key that have no vector and do not wait for one, as all should."""
        ((count,),) = self._rows(f"SELECT count(*) {WITHOUT_VECTORS} AND key > ?", after)
        return int(count)

    def wrongly_gone(self, after: int, until: int) -> int:
        """Passages on the list of those taken out between generations, that are there."""
        ((count,),) = self._rows(
            "SELECT count(*) FROM gone JOIN passages USING (key) JOIN documents "
            "ON number = document WHERE generation > ? AND generation <= ? AND removed IS NULL",
            *(after, until),
        )
        return int(count)

    def _matrix(self, rows: Sequence[tuple[int, bytes, int]]) -> tuple[list[int], Vectors]:
        if not rows:
            return [], np.zeros((0, 0), np.float32)
        size = len(rows[0][1]) if isinstance(rows[0][1], bytes) else 0
        for key, blob, sealed in rows:
            whole = isinstance(blob, bytes) and len(blob) == size
            if not whole or vector_crc(key, blob) != sealed:
                raise self.damaged(f"the vector of passage {key}")
        halves = np.frombuffer(b"".join(blob for _, blob, _ in rows), np.float16)
        return [key for key, _, _ in rows], halves.reshape(len(rows), -1).astype(np.float32)

    def _renew(self) -> None:
        """Drop documents held in memory after a change, which may have moved one."""
        generation = self.generation()
        if generation != self._held_at:
            self._held.cache_clear()
            self._held_at = generation

    def _read(self, number: int) -> _Held:
        """A document with all that a quote is made of.

        Raises:
            DamagedError: if anything of it is not as it was written.
        """
        rows = self.documents("number = ?", number)
        texts = self._rows("SELECT text, sentences, digest FROM texts WHERE document = ?", number)
        query = "SELECT key, start, stop FROM passages WHERE document = ? ORDER BY key"
        spans = self._rows(query, number)
        if not rows or not texts:
            raise self.damaged(f"document {number} is not there")
        (row,), ((text, kinds, sealed),) = rows, texts
        if sealed != _sealed(number, text, kinds, spans):
            raise self.damaged(f"the text of {row.source}")
        starts = tuple(json.loads(row.pages))
        pieces = sentences_in(row.id, json.loads(kinds))
        about = (row.source, row.title, row.published, row.url, starts)
        return _Held(Document(row.id, text, *about), pieces, {k: (a, b) for k, a, b in spans})


WITHOUT_VECTORS = (
    "FROM passages JOIN documents ON number = document WHERE removed IS NULL "
    "AND key NOT IN (SELECT key FROM vectors) AND key NOT IN (SELECT key FROM pending)"
)
"""Passages that have no vector, and do not wait for one."""


def _passage(held: _Held, start: int, stop: int) -> Passage:
    within = tuple(piece for piece in held.pieces if start <= piece.span.start < stop)
    return Passage(held.document, Span(held.document.id, start, stop), within)


def _sealed(number: int, text: str, kinds: str, spans: Sequence[tuple[int, int, int]]) -> bytes:
    """The digest of a text, the spans of its sentences, and key, start and end of its passages."""
    return digest(number, text, kinds, *(value for span in spans for value in span))


def _at(generation: int) -> str:
    """The condition on documents that were there at a generation."""
    return f"added <= {generation:d} AND (removed IS NULL OR removed > {generation:d})"


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys, as many at a time as a query may name."""
    for first in range(0, len(keys), _KEYS):
        yield keys[first : first + _KEYS]
