"""The one truth of an index: files, documents, sentences, passages and their vectors, in SQLite.

What a change takes out stays, marked with the generation of that change, until it is purged: a
reader whose word index is a change behind still finds all that it names, and nothing newer. The
keys of passages only ever go up, and vectors come in the order of the keys, so whatever is derived
from the store catches up with it by a generation and a key.

A disk may have changed anything: a document and its text carry digests, smaller rows and vectors a
CRC, and the census says which documents there are. What does not fit is reported as damage.
"""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from index.errors import DamagedError
from index.store.database import Database
from index.store.documents import Documents
from index.store.files import Files
from index.store.near_copies import NearCopies
from index.store.old_versions import OldVersions
from index.store.passages import Passages
from index.store.removals import Removals
from index.store.rows import Census, DocumentRows
from index.store.schema import TABLES
from index.store.scopes import Scopes
from index.store.settings import Settings
from index.store.vectors import VectorTable


class Store:
    """The database of one index; used by any number of threads, one at a time.

    Attributes:
        path: of the database.
        place: where the index is, for people.
        rows: the table of documents, and their census.
        documents: with their texts.
        passages: of the documents.
        files: roots, files that were read, and what was skipped.
        removals: what was taken out.
        vectors: of the passages, where they are kept on this machine.
        near_copies: pairs of documents.
        scopes: which documents a scope holds.
        settings: what was chosen for the index.
        old_versions: what documents were before they were renewed, if that is kept.
    """

    def __init__(self, path: Path, place: str | None = None) -> None:
        """Open the database, or make an empty one.

        Args:
            path: of the database.
            place: where the index is, for people; by default the folder of the database.

        Raises:
            UserError: if it cannot be opened, or is of another format.
        """
        self.path = path
        self.database = Database(path, TABLES, place)
        self.place = self.database.place
        self.rows = DocumentRows(self.database)
        self.documents = Documents(self.database, self.rows)
        self.passages = Passages(self.database, self.rows, self.documents)
        self.files = Files(self.database)
        self.removals = Removals(self.database)
        self.vectors = VectorTable(self.database)
        self.near_copies = NearCopies(self.database, self.rows)
        self.scopes = Scopes(self.database, self.rows)
        self.settings = Settings(self.database)
        self.old_versions = OldVersions(self.database)

    def close(self) -> None:
        """Release the database."""
        self.database.close()

    @property
    def read_only(self) -> bool:
        """Whether it may not be written."""
        return self.database.read_only

    def generation(self) -> int:
        """How many changes the store has seen."""
        return self.database.generation()

    def snapshot(self) -> AbstractContextManager[None]:
        """See `Database.snapshot`."""
        return self.database.snapshot()

    def transaction(self) -> AbstractContextManager[None]:
        """See `Database.transaction`."""
        return self.database.transaction()

    @contextmanager
    def change(self) -> Iterator[int]:
        """See `Database.change`."""
        with self.database.change() as generation:
            yield generation

    def count(self) -> Census:
        """How many documents there are, sentences that may be cited, and passages."""
        return self.rows.count()

    def count_embedded(self) -> int:
        """How many passages have their vector."""
        with self.snapshot():
            return self.passages.count() - self.vectors.count_pending()

    def check(self) -> None:
        """See `DocumentRows.check`."""
        self.rows.check()

    def damage(self, what: str) -> DamagedError:
        """The error that says which part of the store is damaged."""
        return self.database.damage(what)
