"""`Index`: a corpus on disk: open it, mirror folders into it, search it.

Beneath it lie the store (SQLite, the truth) and what is derived from it (FAISS, tantivy). One
process writes at a time; any number read, and see what was last finished.
"""

import re
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from filelock import FileLock, Timeout

from index.derived import Derived
from index.encode import Encoder, encoder_name, open_encoder, recorded_model
from index.errors import UserError
from index.fuse import fuse
from index.report import Progress, SyncReport
from index.store import Store
from index.types import Document, Hit, Listed, Passage

Mode = Literal["fused", "dense", "lexical"]

_DEPTH = 100  # passages that each ranking gives to the fusion
_QUERY_CHARACTERS = 2_000
_WAIT = 2.0  # seconds: for a search that mends what is derived, not for another run
_SURROGATE = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are not UTF-8


class Index:
    """A corpus; made by `Index.open`, closed by `close` or at the end of a `with` block."""

    def __init__(self, folder: Path, store: Store, encoder: Encoder | str | None) -> None:
        """Use `Index.open`."""
        self.folder = folder
        self._store = store
        self._named = encoder
        self._derived = Derived(folder)
        self._refreshing = threading.Lock()

    @classmethod
    def open(
        cls,
        path: str | Path = ".pincite",
        *,
        encoder: Encoder | str | None = None,
        create: bool = True,
    ) -> Self:
        """Open the index in a folder.

        Args:
            path: the folder of the index.
            encoder: name of a sentence-transformers model, or an `Encoder`; None is the one that
                the index was made with, for a new index the packaged one.
            create: whether to make an empty index where there is none.

        Raises:
            UserError: if there is none and `create` is false; if it cannot be read or written; if
                it was made by another encoder or by another version.
        """
        folder = Path(path).absolute()
        database = folder / "corpus.sqlite"
        if not database.is_file() and not create:
            raise UserError(f"There is no index in {path}.", "Make one with: pincite index FOLDER")
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(
                f"No index can be made in {path} ({error.strerror}).",
                "Name another folder with --index DIR.",
            ) from error
        store = Store(database)
        try:
            return cls(folder, store, _agreed(encoder, store.encoder, path))
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
        return self._store.counts()[0]

    def sources(self) -> list[tuple[str, str]]:
        """(id, source) of every document."""
        return self._store.sources()

    def listing(self) -> list[Listed]:
        """What a list of the documents shows, in the order in which they came."""
        return self._store.listing()

    def remove(self, document_ids: Sequence[str]) -> int:
        """Forget documents: nothing of them is found any more.

        A document whose file stays in its folder does not come back until the file changes.

        Returns:
            How many of them there were.

        Raises:
            UserError: if another process is indexing, or there is no room.
        """
        with self._writing(_WAIT):
            self._catch_up()
            known = {id for id, _ in self._store.sources()}
            gone = [id for id in dict.fromkeys(document_ids) if id in known]
            with self._store.change():
                keys = [key for id in gone for key in self._store.remove(id)]
            self._derived.update(self._store, [], keys)
        return len(gone)

    def document(self, document_id: str) -> Document:
        """A document by its id.

        Raises:
            ValueError: if the index holds none of that id.
        """
        return self._store.document(document_id)

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in the order of its text."""
        return self._store.document_passages(document_id)

    def sync(
        self,
        paths: Sequence[str | Path] | str | Path,
        *,
        progress: Callable[[Progress], None] | None = None,
    ) -> SyncReport:
        """Make the index mirror files and folders; what lies elsewhere stays as it is.

        An unchanged file is not read again. A file that cannot be read is skipped and reported. An
        interrupted run keeps what it had finished.

        Args:
            paths: files and folders.
            progress: called after every batch.

        Raises:
            UserError: if a path does not exist, another process is indexing into this index, or
                there is no room.
        """
        from index.sync import Mirror  # loads what reads and splits documents

        started = time.perf_counter()
        roots = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
        with self._writing(_WAIT):
            if self._store.encoder is None:
                self._store.encoder = self.encoder.name
            self._catch_up()
            mirror = Mirror(self._store, self.encoder, progress)
            changes = mirror.changes
            try:
                mirror.run(roots)
            finally:
                if self._derived.generation != self._store.generation():
                    self._derived.update(self._store, changes.added, changes.removed_keys)
        return SyncReport(
            len(changes.added),
            len(changes.removed),
            changes.unchanged,
            tuple(changes.skipped),
            *self._store.counts(),
            time.perf_counter() - started,
        )

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
        self._refresh()
        ranking = self._rank(query, max(k, _DEPTH), mode)
        # more than k, since a passage may have been forgotten a moment ago
        passages = self._store.passages([key for key, _ in ranking[: 2 * k]])
        return [Hit(passages[key], score) for key, score in ranking if key in passages][:k]

    def _rank(self, query: str, depth: int, mode: Mode) -> list[tuple[int, float]]:
        if mode == "lexical":
            return self._derived.lexical(query, depth)
        dense = self._derived.dense(self.encoder.encode([query], "query")[0], depth)
        return dense if mode == "dense" else fuse([dense, self._derived.lexical(query, depth)])

    def _refresh(self) -> None:
        """See what was last finished; build what is derived if it is behind, or damaged."""
        with self._refreshing:
            if self._derived.stamp() == self._derived.generation >= self._store.generation():
                return
            if self._derived.stamp() >= self._store.generation():
                with suppress(OSError):
                    self._derived.load()
                    return
            try:
                with self._writing():
                    self._catch_up()
            except UserError:  # another process is writing: what there is serves meanwhile
                with suppress(OSError):
                    self._derived.load()
                if not self._derived.loaded:
                    raise

    def _catch_up(self) -> None:
        """Load what is derived, or build it if it is not in step; only while writing."""
        if self._derived.stamp() == self._store.generation():
            with suppress(OSError):
                self._derived.load()
                return
        self._derived.rebuild(self._store, self.encoder.dimension)

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
