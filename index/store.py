"""The one truth of an index: files, documents, sentences, passages and their vectors, in SQLite.

What a change takes out stays, marked with the generation of that change, until `forget`: a reader
whose word index is a change behind still finds all that it names, and nothing newer. The keys of
passages only ever go up, and vectors come in the order of the keys, so whatever is derived from the
store catches up with it by a generation and a key.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.database import Database
from index.encode import Vectors
from index.types import Document, Listed, Passage, Sentence, SentenceKind, Skipped, Span

_TABLES = """
CREATE TABLE roots (path TEXT PRIMARY KEY, indexed TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE files (
    path TEXT PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    digest TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE skipped (file TEXT NOT NULL, source TEXT NOT NULL, reason TEXT NOT NULL);
CREATE INDEX skipped_file ON skipped (file);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, file TEXT NOT NULL,
    source TEXT NOT NULL, title TEXT NOT NULL, published TEXT, url TEXT, pages TEXT NOT NULL,
    sentences INTEGER NOT NULL, passages INTEGER NOT NULL, added INTEGER NOT NULL,
    removed INTEGER);
CREATE UNIQUE INDEX documents_id ON documents (id) WHERE removed IS NULL;
CREATE INDEX documents_file ON documents (file);
CREATE INDEX documents_added ON documents (added);
CREATE INDEX documents_removed ON documents (removed) WHERE removed IS NOT NULL;
CREATE TABLE texts (
    document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
    text TEXT NOT NULL, sentences BLOB NOT NULL);
CREATE TABLE passages (
    key INTEGER PRIMARY KEY AUTOINCREMENT,
    document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
    start INTEGER NOT NULL, stop INTEGER NOT NULL);
CREATE INDEX passages_document ON passages (document);
CREATE TABLE pending (key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE);
CREATE TABLE vectors (
    key INTEGER PRIMARY KEY REFERENCES passages ON DELETE CASCADE, vector BLOB NOT NULL);
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
_KINDS: tuple[SentenceKind, ...] = ("sentence", "heading", "furniture")
_CACHED_DOCUMENTS = 64
_ROWS = 4_096
_KEYS = 500

_Held = tuple[Document, tuple[Sentence, ...]]


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
        columns = "count(*), coalesce(sum(sentences), 0), coalesce(sum(passages), 0)"
        ((documents, sentences, passages),) = self._rows(
            f"SELECT {columns} FROM documents WHERE removed IS NULL"
        )
        return documents, sentences, passages

    def sources(self) -> list[tuple[str, str]]:
        """(id, source) of every document, in the order in which they came."""
        rows = self._rows("SELECT id, source FROM documents WHERE removed IS NULL ORDER BY number")
        return [(id, source) for id, source in rows]

    def listing(self) -> list[Listed]:
        """Every document, in the order in which they came."""
        columns = "id, title, source, published, sentences"
        rows = self._rows(f"SELECT {columns} FROM documents WHERE removed IS NULL ORDER BY number")
        return [Listed(*row) for row in rows]

    # Roots and files

    def roots(self) -> dict[str, str]:
        """Path of every file and folder that the index mirrors → when it last did, ISO 8601."""
        return dict(self._rows("SELECT path, indexed FROM roots"))

    def put_roots(self, paths: Sequence[str]) -> None:
        """Record that files and folders were mirrored now."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        rows = ((path, now) for path in paths)
        with self.database.aside():
            self.database.many("INSERT OR REPLACE INTO roots VALUES (?, ?)", rows)

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
        return {path: (a, b, c) for path, a, b, c in self._rows("SELECT * FROM files")}

    def skipped(self, file: str) -> list[Skipped]:
        """What was skipped in a file when it was read."""
        query = "SELECT source, reason FROM skipped WHERE file = ? ORDER BY rowid"
        return [Skipped(source, reason) for source, reason in self._rows(query, file)]

    def put_file(
        self, path: str, size: int, modified: int, digest: str, skipped: Sequence[Skipped]
    ) -> None:
        """Record that a file was read to its end."""
        self._rows("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?)", path, size, modified, digest)
        self._rows("DELETE FROM skipped WHERE file = ?", path)
        rows = ((path, skip.source, skip.reason) for skip in skipped)
        self.database.many("INSERT INTO skipped VALUES (?, ?, ?)", rows)

    def put_skipped(self, path: str, skipped: Skipped) -> None:
        """Record that a part of a file is not in the index."""
        values = (path, skipped.source, skipped.reason)
        self._rows("INSERT INTO skipped VALUES (?, ?, ?)", *values)

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
        values = (to, *stat, path)
        self._rows("UPDATE files SET path = ?, size = ?, modified = ? WHERE path = ?", *values)
        for table in ("documents", "skipped"):
            source = "source = ? || substr(source, ?)"
            query = f"UPDATE {table} SET file = ?, {source} WHERE file = ?"
            self._rows(query, to, new, len(old) + 1, path)

    # Documents

    def document_ids(self, file: str) -> set[str]:
        """Ids of the documents that were read from a file."""
        query = "SELECT id FROM documents WHERE file = ? AND removed IS NULL"
        return {id for (id,) in self._rows(query, file)}

    def document_sources(self, file: str) -> dict[str, str]:
        """Source of every document that was read from a file → its id."""
        query = "SELECT source, id FROM documents WHERE file = ? AND removed IS NULL"
        return dict(self._rows(query, file))

    def origin(self, document_id: str) -> tuple[str, str] | None:
        """(file, source) of a document; None if there is no such document."""
        query = "SELECT file, source FROM documents WHERE id = ? AND removed IS NULL"
        rows = self._rows(query, document_id)
        return rows[0] if rows else None

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
            "INSERT INTO documents VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL)",
            *(d.id, file, d.source, d.title, d.published, d.url, json.dumps(d.pages)),
            *(citable, len(passages), generation),
        )
        places = [(s.span.start, s.span.end, _KINDS.index(s.kind)) for s in sentences]
        blob = np.array(places, np.int32).tobytes()
        self._rows("INSERT INTO texts VALUES (?, ?, ?)", number, d.text, blob)
        insert = "INSERT INTO passages VALUES (NULL, ?, ?, ?)"
        keys = [
            self.database.insert(insert, number, passage.span.start, passage.span.end)
            for passage in passages
        ]
        self.database.many("INSERT INTO pending VALUES (?)", ((key,) for key in keys))
        return keys

    def remove(self, generation: int, document_id: str) -> list[int]:
        """Take a document out; `forget` drops what is left of it.

        Returns:
            The keys of its passages.
        """
        query = "SELECT number FROM documents WHERE id = ? AND removed IS NULL"
        keys: list[int] = []
        for (number,) in self._rows(query, document_id):
            found = self._rows("SELECT key FROM passages WHERE document = ?", number)
            keys += [key for (key,) in found]
            self._rows("UPDATE documents SET removed = ? WHERE number = ?", generation, number)
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
            return self._held(rows[0][0])[0]

    def document_passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in the order of its text; empty if there is none."""
        with self.database.moment():
            self._renew()
            query = (
                "SELECT number, start, stop FROM passages JOIN documents ON number = document "
                "WHERE id = ? AND removed IS NULL ORDER BY start"
            )
            return [self._passage(*row) for row in self._rows(query, document_id)]

    def passages(self, keys: Sequence[int], generation: int | None = None) -> dict[int, Passage]:
        """The passages with these keys; those that are not there are left out.

        Args:
            keys: of passages.
            generation: to see the store as it was then, as far back as it is not forgotten; by
                default as it is.
        """
        at = "removed IS NULL" if generation is None else _at(generation)
        found: dict[int, Passage] = {}
        with self.database.moment():
            self._renew()
            for some in _parts(keys):
                marks = ",".join("?" * len(some))
                rows = self._rows(
                    "SELECT key, number, start, stop FROM passages JOIN documents "
                    f"ON number = document WHERE key IN ({marks}) AND {at}",
                    *some,
                )
                found |= {key: self._passage(number, a, b) for key, number, a, b in rows}
        return found

    # What is derived: words

    def texts(self, after: int = -1) -> Iterator[tuple[int, str, str]]:
        """(key, title of the document, text) of the passages of documents added after a generation.

        Document by document, in the order in which they came.
        """
        query = "SELECT number FROM documents WHERE added > ? AND removed IS NULL ORDER BY number"
        for (number,) in self._rows(query, after):
            document = self._read(number)[0]
            rows = self._rows(
                "SELECT key, start, stop FROM passages WHERE document = ? ORDER BY key", number
            )
            for key, start, stop in rows:
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
        """Keep the vectors of passages, of shape (len(keys), dimension); above all keys so far."""
        blobs = (vector.tobytes() for vector in vectors.astype(np.float16))
        with self.database.aside():
            rows = zip(keys, blobs, strict=True)
            self.database.many("INSERT INTO vectors VALUES (?, ?)", rows)
            self.database.many("DELETE FROM pending WHERE key = ?", ((key,) for key in keys))

    def dimension(self) -> int:
        """Length of a vector; 0 while there are none."""
        rows = self._rows("SELECT length(vector) FROM vectors LIMIT 1")
        return int(rows[0][0]) // np.dtype(np.float16).itemsize if rows else 0

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
        query = "SELECT key, vector FROM vectors WHERE key > ? ORDER BY key LIMIT ?"
        while rows := self._rows(query, after, _ROWS):
            yield _matrix(rows)
            after = rows[-1][0]

    def vectors_of(self, keys: Sequence[int]) -> tuple[list[int], Vectors]:
        """Those of the keys that have a vector, and the vectors; float32."""
        rows = []
        for some in _parts(keys):
            marks = ",".join("?" * len(some))
            rows += self._rows(f"SELECT key, vector FROM vectors WHERE key IN ({marks})", *some)
        return _matrix(rows)

    def document_vectors(self, document_id: str) -> tuple[list[int], Vectors]:
        """Keys and vectors of the passages of a document; float32."""
        query = (
            "SELECT key, vector FROM vectors JOIN passages USING (key) JOIN documents "
            "ON number = document WHERE id = ? AND removed IS NULL ORDER BY key"
        )
        return _matrix(self._rows(query, document_id))

    def _passage(self, number: int, start: int, stop: int) -> Passage:
        document, pieces = self._held(number)
        within = tuple(piece for piece in pieces if start <= piece.span.start < stop)
        return Passage(document, Span(document.id, start, stop), within)

    def _renew(self) -> None:
        """Drop documents held in memory after a change, which may have moved one."""
        generation = self.generation()
        if generation != self._held_at:
            self._held.cache_clear()
            self._held_at = generation

    def _read(self, number: int) -> _Held:
        columns = "id, source, title, published, url, pages, text, texts.sentences"
        query = f"SELECT {columns} FROM documents JOIN texts ON document = number WHERE number = ?"
        ((id, source, title, published, url, pages, text, blob),) = self._rows(query, number)
        starts = tuple(json.loads(pages))
        places = np.frombuffer(blob, np.int32).reshape(-1, 3).tolist()
        pieces = tuple(Sentence(Span(id, a, b), _KINDS[kind]) for a, b, kind in places)
        return Document(id, text, source, title, published, url, starts), pieces


def _at(generation: int) -> str:
    """The condition on documents that were there at a generation."""
    return f"added <= {generation:d} AND (removed IS NULL OR removed > {generation:d})"


def _parts(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """The keys, as many at a time as a query may name."""
    for first in range(0, len(keys), _KEYS):
        yield keys[first : first + _KEYS]


def _matrix(rows: Sequence[tuple[int, bytes]]) -> tuple[list[int], Vectors]:
    if not rows:
        return [], np.zeros((0, 0), np.float32)
    halves = np.frombuffer(b"".join(blob for _, blob in rows), np.float16)
    return [key for key, _ in rows], halves.reshape(len(rows), -1).astype(np.float32)
