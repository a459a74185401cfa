"""What a change of the log does to the store of a replica.

The order in which changes come does not matter: numbers are added and removed, and of a file the
later word holds.
"""

from collections.abc import Callable, Mapping, Sequence

from index.cluster.log import LogEntry, Operation, read_document
from index.cluster.numbers import Numbers
from index.store.store import Store
from index.store.writer import StoreChange
from index.types import Skipped

_TABLE = (
    # paths of files, and the change that has the last word on each
    "latest (path TEXT PRIMARY KEY, change INTEGER NOT NULL) WITHOUT ROWID"
)

Fetch = Callable[[Sequence[int]], dict[int, str]]
"""Numbers of documents → those of the log that are still there, as text."""


class Applier:
    """Does changes of the log to a store. All of it is inside a transaction."""

    def __init__(self, store: Store, numbers: Numbers, fetch: Fetch) -> None:
        """Change a store.

        Args:
            store: to change.
            numbers: of its documents.
            fetch: gets documents from the log.
        """
        self._store = store
        self._numbers = numbers
        self._fetch = fetch
        store.database.rows(f"CREATE TABLE IF NOT EXISTS {_TABLE}")

    def apply(
        self,
        number: int,
        entry: LogEntry,
        documents: Mapping[int, str],
        generation: int,
        *,
        own: bool,
    ) -> None:
        """Do one change.

        Args:
            number: of the change.
            entry: the change.
            documents: number of each document that it adds → its text; others are gone already.
            generation: of the store, once it is done.
            own: whether this machine made it.
        """
        for operation in entry.operations:
            name, *values = operation
            if name == "add":
                self._add(generation, values[0], documents, own=own)
            elif name == "remove":
                self._remove(generation, values)
            elif name in _FILE_OPERATIONS:
                self._change_file(number, generation, operation)
            else:
                self._change_other(operation)

    # Files, roots and settings

    def _change_file(self, number: int, generation: int, operation: Operation) -> None:
        """Do what is done to files, unless something later was done to them."""
        name, *values = operation
        paths = values[: _FILE_OPERATIONS[name]]
        if not all(self._claim(path, number) for path in paths):
            return
        change = StoreChange(self._store, generation)
        if name == "file":
            path, size, modified, digest, skipped = values
            change.put_file(path, size, modified, digest, [Skipped(*skip) for skip in skipped])
        elif name == "skip":
            path, source, reason = values
            change.put_skipped(path, Skipped(source, reason))
        elif name == "forget":
            change.remove_file(*values)
        else:
            change.move_file(*values)

    def _claim(self, path: str, number: int) -> bool:
        """Whether no later change than this has the last word on a file; then this one has it."""
        database = self._store.database
        rows = database.rows("SELECT change FROM latest WHERE path = ?", path)
        if rows and rows[0][0] > number:
            return False
        database.rows("INSERT OR REPLACE INTO latest VALUES (?, ?)", path, number)
        return True

    def _change_other(self, operation: Operation) -> None:
        name, *values = operation
        others: dict[str, Callable[..., None]] = {
            "roots": self._store.files.put_roots,
            "unroot": self._store.files.remove_root,
            "choice": self._store.settings.put_choice,
            "vectors": self._end_pending,
        }
        others[name](*values)

    def _end_pending(self, *runs: tuple[int, int, int]) -> None:
        for number, first, last in runs:
            for key in self._numbers.first_keys([number]).values():
                self._store.vectors.end_pending(key + first, key + last)

    # Documents

    def _add(
        self, generation: int, number: int, documents: Mapping[int, str], *, own: bool
    ) -> None:
        if self._numbers.find(number) or number not in documents:
            return  # it is gone already, before this machine saw it
        file, document, sentences, passages = read_document(documents[number])
        here = None
        if not self._store.documents.origin(document.id):
            parts = (file, document, sentences, passages)
            here = self._store.documents.add(generation, *parts).number
        self._numbers.put(number, document.id, here, own=own)

    def _remove(self, generation: int, numbers: Sequence[int]) -> None:
        for number in numbers:
            found = self._numbers.find(number)
            if found is None:
                self._numbers.put_removed(number)
                continue
            id, here = found
            self._numbers.mark_removed(number)
            if id is not None and here is not None:
                self._store.documents.remove(generation, id)
                self._stand_in(generation, id, numbers)

    def _stand_in(self, generation: int, id: str, removed: Sequence[int]) -> None:
        """Let another number stand for a document that is removed under one only."""
        for number, own in self._numbers.with_owner(id):
            if number not in removed:
                self._numbers.forget(number)
                self._add(generation, number, self._fetch([number]), own=own)


_FILE_OPERATIONS = {"file": 1, "skip": 1, "forget": 1, "move": 2}
"""Operations on files → how many paths each has, which come first."""
