"""SQLite: the one truth of an index: files, documents, sentences, passages and their vectors.

Every change is one transaction that raises the generation by one; what is derived from the store
carries the generation that it was made from. Readers never wait for the writer (WAL).
"""

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from index.encode import Vectors
from index.errors import UserError
from index.types import Document, Listed, Passage, Sentence, Skipped, Span

FORMAT = "1"

_TABLES = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX skipped_file ON skipped (file);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, file TEXT NOT NULL, source TEXT NOT NULL, title TEXT NOT NULL,
    published TEXT, url TEXT, pages TEXT NOT NULL, text TEXT NOT NULL);
CREATE INDEX documents_file ON documents (file);
CREATE TABLE sentences (
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL, kind TEXT NOT NULL,
    PRIMARY KEY (document, start)) WITHOUT ROWID;
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document TEXT NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE vectors (
    key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, vector BLOB NOT NULL);
"""
_CACHED_DOCUMENTS = 64
_ROWS = 4_096
_KEYS = 500


class Store:
    """The database of one index; used by any number of threads, one at a time."""

    def __init__(self, path: Path) -> None:
        """Open the database, or make an empty one.

        Raises:
            UserError: if it cannot be opened, or is of another format.
        """
        self.path = path
        self._lock = threading.RLock()
        try:
            self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
            self._db.execute("PRAGMA foreign_keys = ON")
            if not self._db.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone():
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.executescript(f"BEGIN IMMEDIATE; {_TABLES} COMMIT;")
                self._set("format", FORMAT)
            found = self._get("format")
        except sqlite3.Error as error:
            raise UserError(
                f"The index in {path.parent} cannot be opened ({error}).",
                "If it is damaged, delete that folder and index your documents again.",
            ) from error
        if found != FORMAT:
            raise UserError(
                f"The index in {path.parent} has format {found}; this version reads {FORMAT}.",
                "Index your documents again into another folder (--index DIR), or delete this one.",
            )
        self._document = lru_cache(_CACHED_DOCUMENTS)(self._read_document)

    def close(self) -> None:
        """Release the database."""
        with self._lock:
            self._db.close()

    @contextmanager
    def change(self) -> Iterator[None]:
        """One transaction: all that is done inside it, or nothing.

        Raises:
            UserError: if it cannot be written, for want of room or of permission.
        """
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
                yield
                self._set("generation", str(self.generation() + 1))
                self._db.execute("COMMIT")
            except sqlite3.OperationalError as error:
                self._undo()
                raise UserError(
                    f"The index in {self.path.parent} cannot be written ({error}).",
                    "Nothing was lost; make room or allow writing there, and index again.",
                ) from error
            except BaseException:
                self._undo()
                raise

    def generation(self) -> int:
        """How many changes the store has seen."""
        return int(self._get("generation") or 0)

    @property
    def encoder(self) -> str | None:
        """Name of the encoder that made the vectors; None while there are none."""
        return self._get("encoder")

    @encoder.setter
    def encoder(self, name: str) -> None:
        with self.change():
            self._set("encoder", name)

    def counts(self) -> tuple[int, int, int]:
        """Documents, sentences that may be cited, passages."""
        ((documents,),) = self._rows("SELECT count(*) FROM documents")
        ((sentences,),) = self._rows("SELECT count(*) FROM sentences WHERE kind = 'sentence'")
        ((passages,),) = self._rows("SELECT count(*) FROM passages")
        return documents, sentences, passages

    def files(self) -> dict[str, tuple[int, int]]:
        """Path of every file → (size in bytes, time of change in ns) when it was read."""
        return {path: (a, b) for path, a, b in self._rows("SELECT * FROM files")}

    def skipped(self, file: str) -> list[Skipped]:
        """What was skipped in a file when it was read."""
        query = "SELECT source, reason FROM skipped WHERE file = ? ORDER BY rowid"
        return [Skipped(source, reason) for source, reason in self._rows(query, file)]

    def document_ids(self, file: str) -> set[str]:
        """Ids of the documents that were read from a file."""
        return {id for (id,) in self._rows("SELECT id FROM documents WHERE file = ?", file)}

    def file_of(self, document_id: str) -> str | None:
        """Path of the file that a document was read from; None if there is no such document."""
        rows = self._rows("SELECT file FROM documents WHERE id = ?", document_id)
        return rows[0][0] if rows else None

    def put_file(self, path: str, size: int, modified: int, skipped: Sequence[Skipped]) -> None:
        """Record that a file was read to its end."""
        self._rows("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", path, size, modified)
        self._rows("DELETE FROM skipped WHERE file = ?", path)
        for skip in skipped:
            self._rows("INSERT INTO skipped VALUES (?, ?, ?)", path, skip.source, skip.reason)

    def remove_file(self, path: str) -> None:
        """Forget that a file was read; its documents are removed on their own."""
        self._rows("DELETE FROM files WHERE path = ?", path)
        self._rows("DELETE FROM skipped WHERE file = ?", path)

    def add(
        self,
        file: str,
        document: Document,
        sentences: Sequence[Sentence],
        passages: Sequence[Passage],
        vectors: Vectors,
    ) -> list[int]:
        """Add a document with its passages' vectors, of shape (len(passages), dimension).

        Returns:
            The new keys of the passages.
        """
        pages = json.dumps(document.pages)
        d = document
        self._rows(
            "INSERT INTO documents VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            *(d.id, file, d.source, d.title, d.published, d.url, pages, d.text),
        )
        self._db.executemany(
            "INSERT INTO sentences VALUES (?, ?, ?, ?)",
            ((d.id, s.span.start, s.span.end, s.kind) for s in sentences),
        )
        keys = []
        for passage in passages:
            row = (d.id, passage.span.start, passage.span.end)
            cursor = self._db.execute("INSERT INTO passages VALUES (NULL, ?, ?, ?)", row)
            keys.append(int(cursor.lastrowid or 0))
        blobs = (vector.tobytes() for vector in vectors.astype(np.float16))
        self._db.executemany("INSERT INTO vectors VALUES (?, ?)", zip(keys, blobs, strict=True))
        return keys

    def remove(self, document_id: str) -> list[int]:
        """Forget a document.

        Returns:
            The keys that its passages had.
        """
        keys = [
            k for (k,) in self._rows("SELECT key FROM passages WHERE document = ?", document_id)
        ]
        self._rows("DELETE FROM documents WHERE id = ?", document_id)
        self._document.cache_clear()
        return keys

    def sources(self) -> list[tuple[str, str]]:
        """(id, source) of every document, in the order in which they came."""
        return [(id, source) for id, source in self._rows("SELECT id, source FROM documents")]

    def listing(self) -> list[Listed]:
        """Every document with the number of its sentences, in the order in which they came."""
        counted = "SELECT count(*) FROM sentences WHERE document = d.id AND kind = 'sentence'"
        query = f"SELECT id, title, source, published, ({counted}) FROM documents d ORDER BY rowid"
        return [Listed(*row) for row in self._rows(query)]

    def document(self, document_id: str) -> Document:
        """A document of the index.

        Raises:
            ValueError: if there is none of that id.
        """
        return self._document(document_id)

    def document_passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in the order of its text; empty if there is none."""
        query = "SELECT start, stop FROM passages WHERE document = ? ORDER BY start"
        return [self._passage(document_id, *row) for row in self._rows(query, document_id)]

    def passages(self, keys: Sequence[int]) -> dict[int, Passage]:
        """The passages with these keys; those that are no longer there are left out."""
        found: dict[int, Passage] = {}
        with self._one_moment():
            for first in range(0, len(keys), _KEYS):
                part = keys[first : first + _KEYS]
                marks = ",".join("?" * len(part))
                rows = self._rows(f"SELECT * FROM passages WHERE key IN ({marks})", *part)
                found |= {key: self._passage(id, start, stop) for key, id, start, stop in rows}
        return found

    def vectors(self) -> Iterator[tuple[list[int], Vectors]]:
        """All keys and vectors in batches, in the order of the keys; float32."""
        last = -1
        query = "SELECT key, vector FROM vectors WHERE key > ? ORDER BY key LIMIT ?"
        while rows := self._rows(query, last, _ROWS):
            yield _matrix(rows)
            last = rows[-1][0]

    def document_vectors(self, document_id: str) -> tuple[list[int], Vectors]:
        """Keys and vectors of the passages of a document; float32."""
        query = "SELECT key, vector FROM vectors JOIN passages USING (key) WHERE document = ?"
        return _matrix(self._rows(f"{query} ORDER BY key", document_id))

    def texts(self) -> Iterator[tuple[int, str, str]]:
        """(key, title of the document, text) of every passage, document by document."""
        for (id,) in self._rows("SELECT id FROM documents ORDER BY rowid"):
            yield from self.document_texts(id)

    def document_texts(self, document_id: str) -> Iterator[tuple[int, str, str]]:
        """(key, title of the document, text) of the passages of a document."""
        document = self._document(document_id)
        query = "SELECT key, start, stop FROM passages WHERE document = ? ORDER BY key"
        for key, start, stop in self._rows(query, document_id):
            yield key, document.title, document.text[start:stop]

    def _passage(self, document_id: str, start: int, stop: int) -> Passage:
        within = "document = ? AND start >= ? AND start < ?"
        query = f"SELECT start, stop, kind FROM sentences WHERE {within}"
        sentences = tuple(
            Sentence(Span(document_id, a, b), kind)
            for a, b, kind in self._rows(query, document_id, start, stop)
        )
        return Passage(self._document(document_id), Span(document_id, start, stop), sentences)

    def _read_document(self, document_id: str) -> Document:
        columns = "text, source, title, published, url, pages"
        query = f"SELECT {columns} FROM documents WHERE id = ?"
        ((text, source, title, published, url, pages),) = self._rows(query, document_id)
        starts = tuple(json.loads(pages))
        return Document(document_id, text, source, title, published, url, starts)

    @contextmanager
    def _one_moment(self) -> Iterator[None]:
        """Reads in it see the store as it was at the first, whatever another process writes."""
        with self._lock:
            self._db.execute("BEGIN")
            try:
                yield
            finally:
                self._undo()

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        with self._lock:
            try:
                return self._db.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError | sqlite3.IntegrityError):
                    raise
                raise UserError(
                    f"The index in {self.path.parent} is damaged ({error}).",
                    "Delete that folder and index your documents again.",
                ) from error

    def _get(self, name: str) -> str | None:
        rows = self._rows("SELECT value FROM meta WHERE name = ?", name)
        return rows[0][0] if rows else None

    def _set(self, name: str, value: str) -> None:
        self._rows("INSERT OR REPLACE INTO meta VALUES (?, ?)", name, value)

    def _undo(self) -> None:
        if self._db.in_transaction:
            self._db.execute("ROLLBACK")


def _matrix(rows: Sequence[tuple[int, bytes]]) -> tuple[list[int], Vectors]:
    if not rows:
        return [], np.zeros((0, 0), np.float32)
    halves = np.frombuffer(b"".join(blob for _, blob in rows), np.float16)
    return [key for key, _ in rows], halves.reshape(len(rows), -1).astype(np.float32)
