"""Texts that files had before they were renewed, where an index is told to keep them.

They are no documents of the index: no search finds them, and nothing is counted with them. Their
table is made when they are first to be kept, so that an index without them is as it was.
"""

import datetime
import json

from index.store.checksums import digest
from index.store.database import Database
from index.store.documents import Text
from index.store.sentences import sentences_in, spans_by_kind
from index.types import Document, OldVersion, Place

MOST = 5
"""Older versions of a document; the oldest goes first."""

_SETTING = "old versions"
_KEPT = "kept"
_TABLE = (
    "CREATE TABLE IF NOT EXISTS old_versions (number INTEGER PRIMARY KEY AUTOINCREMENT, "
    "file TEXT NOT NULL, source TEXT NOT NULL, until TEXT NOT NULL, document TEXT NOT NULL, "
    "sentences TEXT NOT NULL, passages TEXT NOT NULL, digest BLOB NOT NULL)"
)
_INDEX = "CREATE INDEX IF NOT EXISTS old_versions_source ON old_versions (source)"


class OldVersions:
    """The older versions of the documents of a store; of each the last `MOST`."""

    def __init__(self, database: Database) -> None:
        """Use a database, in which there may be none."""
        self._database = database

    def kept(self) -> bool:
        """Whether they are kept."""
        return self._database.get(_SETTING) == _KEPT

    def count(self) -> int | None:
        """How many there are; None if they are not kept."""
        if not self.kept():
            return None
        return self._database.number("SELECT count(*) FROM old_versions")

    def of(self, file: str, source: str) -> list[OldVersion]:
        """The older versions of a document, the newest first; none if they are not kept.

        Raises:
            DamagedError: if one is not as it was written.
        """
        if not self.kept():
            return []
        query = (
            "SELECT file, source, until, document, sentences, passages, digest FROM old_versions "
            "WHERE source = ? AND file = ? ORDER BY number DESC"
        )
        return [self._read(*row) for row in self._database.rows(query, source, file)]

    def _read(
        self,
        file: str,
        source: str,
        until: str,
        about: str,
        kinds: str,
        passages: str,
        found: bytes,
    ) -> OldVersion:
        if found != digest(file, source, until, about, kinds, passages):
            raise self._database.damage(f"an older version of {source}")
        id, text, title, published, url, pages, places, author, publisher = json.loads(about)
        places = tuple(map(Place.from_values, places))
        parts = (source, title, published, url, tuple(pages), places, author, publisher)
        whole = Text(Document(id, text, *parts), sentences_in(id, json.loads(kinds)), {})
        spans = map(tuple, json.loads(passages))
        return OldVersion(whole.document, tuple(whole.passage(span) for span in spans), until)

    # Writes; inside a transaction

    def put_kept(self, *, kept: bool) -> None:
        """Record whether they are to be kept; if not, those that were are dropped."""
        if kept:
            self._database.rows(_TABLE)
            self._database.rows(_INDEX)
        elif self.kept():
            self._database.rows("DELETE FROM old_versions")
        self._database.put(_SETTING, _KEPT if kept else "")

    def put(self, file: str, old: Text, successor: Document) -> None:
        """Keep what a document was, and drop what was the longest ago.

        Args:
            file: of the document.
            old: what it was.
            successor: what takes its place; it held until the day of that one, where that is
                known and a later one, else until today.
        """
        d = old.document
        day = successor.published
        until = (
            day[:10]
            if day and d.published and day > d.published
            else datetime.date.today().isoformat()
        )
        places = [place.values for place in d.places]
        values = (d.id, d.text, d.title, d.published, d.url, d.pages, places, d.author, d.publisher)
        parts = (
            *(file, successor.source, until, json.dumps(values)),
            json.dumps(spans_by_kind(old.pieces), separators=(",", ":")),
            json.dumps(sorted(old.passages.values()), separators=(",", ":")),
        )
        insert = "INSERT INTO old_versions VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)"
        self._database.rows(insert, *parts, digest(*parts))
        query = (
            "DELETE FROM old_versions WHERE source = ? AND file = ? AND number NOT IN (SELECT "
            "number FROM old_versions WHERE source = ? AND file = ? ORDER BY number DESC LIMIT ?)"
        )
        names = (successor.source, file)
        self._database.rows(query, *names, *names, MOST)

    def forget(self, file: str, source: str) -> None:
        """Drop those of a document that is there no longer."""
        if self.kept():
            query = "DELETE FROM old_versions WHERE source = ? AND file = ?"
            self._database.rows(query, source, file)

    def move(self, file: str, to: str, old: str, new: str) -> None:
        """Record that a file moved; see `Documents.move`."""
        if not self.kept():
            return
        query = (
            "SELECT number, source, until, document, sentences, passages FROM old_versions "
            "WHERE file = ?"
        )
        for number, source, *rest in self._database.rows(query, file):
            parts = (to, new + source[len(old) :], *rest)
            self._database.rows(
                "UPDATE old_versions SET file = ?, source = ?, digest = ? WHERE number = ?",
                *(to, parts[1], digest(*parts), number),
            )
