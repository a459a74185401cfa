"""`Index`: a corpus on disk: open it, mirror folders into it, search it.

Beneath it lie the store (SQLite, the truth) and what is derived from it (FAISS, tantivy). One
process writes at a time; any number read, and each search sees one state, the old or the new.
"""

import re
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self, TypeVar

from filelock import FileLock, Timeout

from index.cluster.address import is_address
from index.encoders.encode import (
    Encoder,
    PackagedEncoder,
    encoder_name,
    open_encoder,
    recorded_model,
)
from index.errors import ChangedError, DamagedError, UserError
from index.progress import Progress, Status, SyncReport
from index.search.engine import CHOICES, Derived, View
from index.search.fuse import fuse
from index.search.segments import META, is_damage
from index.store.database import LOST
from index.store.store import Store
from index.sync.duplicates import Copies
from index.types import Document, Hit, Listed, Passage, Skipped

if TYPE_CHECKING:
    from index.doctor import Finding
    from index.documents.read import Read

_T = TypeVar("_T")
Mode = Literal["fused", "dense", "lexical"]

_DEPTH = 100  # passages that each ranking gives to the fusion
_QUERY_CHARACTERS = 2_000
_PAUSES = (0.0, 0.1, 0.3, 1.0)  # seconds, before what was written meanwhile is read again
_WAIT = 2.0  # seconds: for a search that mends what is derived, not for another run
_REMOVED = "It was removed; it comes back when its file changes."
_ONLY_READ = "Run pincite doctor --fix where it may be written: all of that is made from the store."
_SURROGATE = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are not UTF-8


class Index:
    """A corpus; made by `Index.open`, closed by `close` or at the end of a `with` block."""

    def __init__(
        self, folder: Path, store: Store, derived: Derived, encoder: Encoder | str | None
    ) -> None:
        """Use `Index.open`."""
        self.folder = folder
        self._store = store
        self._named = encoder
        self._derived = derived
        self._copies = Copies(store)
        self._mending = threading.Lock()

    @classmethod
    def open(
        cls,
        path: str | Path = ".pincite",
        *,
        encoder: Encoder | str | None = None,
        create: bool = True,
    ) -> Self:
        """Open the index in a folder, or in Milvus.

        Args:
            path: the folder of the index, or an address: `milvus://HOST:PORT/NAME`.
            encoder: name of a sentence-transformers model, or an `Encoder`; None is the one that
                the index was made with, for a new index the packaged one.
            create: whether to make an empty index where there is none.

        Raises:
            UserError: if there is none and `create` is false; if it cannot be read or written; if
                it was made by another encoder or by another version; if Milvus cannot be reached.
        """
        if is_address(path):
            from index.cluster.engine import open_shared

            return cls._agreed(*open_shared(str(path), create), encoder)
        folder = Path(path).absolute()
        database = folder / "corpus.sqlite"
        if not _is_there(database) and not create:
            raise UserError(f"There is no index in {path}.", "Make one with: pincite index FOLDER")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"No index can be made in {path} ({error.strerror}).",
                "Name another folder with --index DIR.",
            ) from error
        store = Store(database)
        return cls._agreed(folder, store, Derived(folder, store), encoder)

    @classmethod
    def _agreed(
        cls, folder: Path, store: Store, derived: Derived, encoder: Encoder | str | None
    ) -> Self:
        try:
            return cls(folder, store, derived, _agreed(encoder, store.encoder, store.place))
        except UserError:
            store.close()
            raise

    def close(self) -> None:
        """Release the files of the index."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @cached_property
    def encoder(self) -> Encoder:
        """The encoder of this index, loaded when it is first needed."""
        if isinstance(self._named, str) or self._named is None:
            return open_encoder(self._named)
        return self._named

    def documents(self) -> int:
        """How many documents the index holds."""
        return _again(self._store.counts)[0]

    def sources(self) -> list[tuple[str, str]]:
        """(id, source) of every document."""
        return _again(self._store.sources)

    def listing(self) -> list[Listed]:
        """Every document, in the order in which they came."""
        return _again(self._store.listing)

    def status(self) -> Status:
        """What the index holds.

        Raises:
            UserError: if it is damaged.
        """
        return _again(self._status)

    def _status(self) -> Status:
        self._store.check()
        documents, sentences, passages = self._store.counts()
        base = self._derived.base()
        return Status(
            self._store.place,
            documents,
            sentences,
            passages,
            self._store.counts_of_vectors()[1],
            self._copies.count(),
            self._store.encoder,
            base.kind if base else "exact",
            self._derived.choice,
            sum(_size(path) for path in self.folder.rglob("*")),
            self._store.count_skipped(),
            tuple(sorted(self._store.roots().items())),
        )

    def document(self, document_id: str) -> Document:
        """A document by its id.

        Raises:
            ValueError: if the index holds none of that id.
        """
        return _again(lambda: self._store.document(document_id))

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in the order of its text."""
        return _again(lambda: self._store.document_passages(document_id))

    def copies(self, document_ids: Iterable[str]) -> dict[str, list[Listed]]:
        """Id of each document that has near copies → those: the same report in other places."""
        ids = list(document_ids)
        return _again(lambda: self._copies.of(ids))

    def sync(
        self,
        paths: Sequence[str | Path] | str | Path | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        forget: bool = False,
        read: "Read | None" = None,
    ) -> SyncReport:
        """Make the index mirror files and folders; what lies elsewhere stays as it is.

        An unchanged file is not read again, and one that moved keeps its documents. A file that
        cannot be read is skipped and reported. Documents are found by their words as soon as they
        are read, while their vectors are being made. An interrupted run keeps what it had finished.

        Documents whose files are gone are removed. Those of a place that cannot be looked at, such
        as a folder that may not be listed, a root that is not there or is empty, or a disk that is
        away, are kept, and the place is reported.

        Args:
            paths: files and folders; None for those of the runs before.
            progress: called after every file and batch.
            forget: whether to remove too what is not there for such a reason; what is there and
                cannot be read is always kept.
            read: reads a file, in place of the process that does.

        Raises:
            UserError: if a path that was not indexed before does not exist, another process is
                indexing into this index, or there is no room.
        """
        from index.documents.pool import read_apart
        from index.sync.embed import embed_pending
        from index.sync.mirror import Mirror  # loads what splits documents
        from index.sync.missing import path_of

        started = time.perf_counter()
        if paths is None:
            paths = list(map(path_of, self._store.roots()))
        roots = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
        with self._writing(_WAIT):
            self._store.check()
            if self._store.encoder is None:
                self._store.encoder = self._encoder_name()
            self._derived.catch_up()
            mirror = Mirror(
                self._store,
                self._derived.catch_up,
                progress,
                read=read or read_apart,
                forget=forget,
            )
            changes = mirror.changes
            try:
                mirror.run(roots)
            finally:
                self._derived.catch_up()
            self._copies.compare(progress, changes.added)
            embed_pending(self._store, lambda: self.encoder, progress, changes.added)
            if self._derived.behind():
                self._derived.make_base()
        return SyncReport(
            changes.added,
            changes.removed,
            changes.unchanged,
            tuple(changes.skipped),
            *self._store.counts(),
            time.perf_counter() - started,
            tuple(changes.kept),
        )

    @property
    def vectors(self) -> str:
        """How vectors are held on disk: `exact`, `compressed`, or `auto` by their number.

        Setting it takes effect at the next `sync`.

        Raises:
            UserError: if it is set to something else.
        """
        return self._derived.choice

    @vectors.setter
    def vectors(self, choice: str) -> None:
        if choice not in CHOICES:
            raise UserError(
                f"Vectors cannot be held {choice!r}.", "Choose auto, exact or compressed."
            )
        if choice != self.vectors:
            self._derived.choice = choice

    def remove(self, document_ids: Sequence[str]) -> int:
        """Forget documents; nothing of them is found any more.

        One whose file stays where it was comes back only when that file changes.

        Returns:
            How many there were.

        Raises:
            UserError: if another process is indexing into this index, or it cannot be written.
        """
        removed = 0
        with self._writing(_WAIT):
            self._derived.catch_up()
            with self._store.change() as generation:
                for id in document_ids:
                    if origin := self._store.origin(id):
                        self._store.remove(generation, id)
                        self._store.put_skipped(origin[0], Skipped(origin[1], _REMOVED))
                        removed += 1
            self._derived.catch_up()
        return removed

    def forget(self, names: Sequence[str]) -> int:
        """Forget documents by their ids, or by files and folders; see `remove`.

        A folder or file that was mirrored is mirrored no longer.

        Returns:
            How many documents there were.

        Raises:
            UserError: as `remove`.
        """
        from index.sync.missing import file_name

        ids = dict(self._store.sources())
        chosen = [name for name in names if name in ids]
        roots = [file_name(Path(name)) for name in names if name not in ids]
        for path in self._store.files():
            if any(Path(path).is_relative_to(root) for root in roots):
                chosen += sorted(self._store.document_ids(path))
        removed = self.remove(chosen)
        with self._writing(_WAIT):
            for root in set(roots) & set(self._store.roots()):
                self._store.remove_root(root)
        return removed

    def examine(self, *, fix: bool = False) -> "list[Finding]":
        """What is wrong with the index; reads all of it.

        Args:
            fix: put right what can be; gives what is left, and which documents were taken out.

        Raises:
            UserError: if it is to be put right and another process is indexing into this index, or
                it cannot be written.
        """
        from index import doctor

        done: list[Finding] = []
        if fix:
            with self._writing(_WAIT):
                done = doctor.fix(self.folder, self._store, self._derived)
        return doctor.examine(self.folder, self._store, self._derived) + done

    def search(self, query: str, k: int = 10, mode: Mode = "fused") -> list[Hit]:
        """The passages that best match a query.

        Args:
            query: words or a question.
            k: how many passages at most.
            mode: by vectors (`dense`), by words (`lexical`), or by both, fused by ranks.

        Returns:
            Hits, best first; none if the index is empty.

        Raises:
            UserError: if the query is empty, too long or not valid text; if the index cannot be
                read.
            ValueError: if k is below 1.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        query = " ".join(query.split())
        if not query:
            raise UserError("The question is empty.", "Ask it in a few words.")
        if _SURROGATE.search(query):
            raise UserError("The question is not valid text.", "Write it in UTF-8.")
        if len(query) > _QUERY_CHARACTERS:
            raise UserError(
                f"The question has {len(query):,} characters.",
                f"Ask in at most {_QUERY_CHARACTERS:,}: what you want to know, not the text.",
            )
        return _again(lambda: self._search(query, k, mode))

    def _search(self, query: str, k: int, mode: Mode) -> list[Hit]:
        while True:
            view = self._view()
            ranking = self._rank(view, query, max(k, _DEPTH), mode)
            with self._store.database.moment():
                if self._store.forgotten() > view.generation:
                    continue
                # more than k, since a passage of the ranking may be of another generation
                keys = [key for key, _ in ranking[: 2 * k]]
                passages = self._store.passages(keys, view.generation)
                self._store.must_know([key for key in keys if key not in passages])
                return [Hit(passages[key], score) for key, score in ranking if key in passages][:k]

    def _rank(self, view: View, query: str, depth: int, mode: Mode) -> list[tuple[int, float]]:
        if mode == "lexical" or not len(view.vectors):
            return [] if mode == "dense" else view.lexical(query, depth)
        dense = view.dense(self.encoder.encode([query], "query")[0], depth)
        return dense if mode == "dense" else fuse([dense, view.lexical(query, depth)])

    def _view(self) -> View:
        """What there is to search; built first, if it is missing or damaged."""
        try:
            return self._derived.view()
        except OSError as error:
            if not is_damage(error):
                remedy = "Allow reading all of its files; nothing was lost."
                if not isinstance(error, PermissionError):
                    remedy = "Nothing was lost; try again, and look at the disk if it stays so."
                raise UserError(
                    f"The index in {self._store.place} cannot be read ({error.strerror}).", remedy
                ) from error
            if self._store.database.read_only:
                raise DamagedError(self._store.place, error, _ONLY_READ) from error
        with self._mending:
            with self._writing(_WAIT):
                self._derived.catch_up()
            try:
                return self._derived.view()
            except OSError as error:
                raise DamagedError(self._store.place, error) from error

    def _encoder_name(self) -> str:
        """Name of the encoder, which need not be loaded for it."""
        if self._named is None:
            return PackagedEncoder.name
        return encoder_name(self._named) if isinstance(self._named, str) else self._named.name

    @contextmanager
    def _writing(self, wait: float = 0) -> Iterator[None]:
        try:
            with FileLock(self.folder / "lock", timeout=wait):
                yield
        except Timeout as error:
            raise UserError(
                f"Another process is indexing into {self.folder}.",
                "Wait until it is done, or use another index with --index DIR.",
            ) from error
        except OSError as error:
            raise UserError(
                f"The index in {self.folder} cannot be written ({error.strerror or error}).",
                "Nothing was lost; make room or allow writing there, and index again.",
            ) from error


def _again(read: Callable[[], _T]) -> _T:
    """What a read gives; it is done again, a few times, if the index was written meanwhile."""
    for pause in _PAUSES:
        try:
            return read()
        except ChangedError:
            time.sleep(pause)
    return read()


def _is_there(database: Path) -> bool:
    """Whether there is an index.

    Raises:
        DamagedError: if there is all of it but its database.
        UserError: if it may not be looked at.
    """
    folder = database.parent
    try:
        if database.is_file():
            return True
        left = (folder / "lexical" / META).is_file()
    except OSError as error:
        raise UserError(
            f"The index in {folder} cannot be opened ({error.strerror}).",
            "Allow reading it, or name another index with --index DIR; nothing was lost.",
        ) from error
    if left:
        raise DamagedError(folder, f"{database.name} is missing", LOST)
    return False


def _size(path: Path) -> int:
    """Bytes of a file; 0 for anything else, and what is gone again."""
    with suppress(OSError):
        if path.is_file():
            return path.stat().st_size
    return 0


def _agreed(
    encoder: Encoder | str | None, recorded: str | None, path: str | Path
) -> Encoder | str | None:
    """The encoder to use: the one asked for, which must be the one recorded, if any is."""
    if recorded is None:
        return encoder
    if encoder is None:
        return recorded_model(recorded)
    name = encoder_name(encoder) if isinstance(encoder, str) else encoder.name
    if name != recorded:
        raise UserError(
            f"The index in {path} was made with the encoder {recorded}, not {name}.",
            "Open it without naming an encoder, or index into another folder (--index DIR).",
        )
    return encoder
