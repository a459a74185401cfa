"""`Index`: a corpus on disk: open it, mirror folders into it, search it.

Beneath it lie the store (SQLite, the truth) and what is derived from it (FAISS, tantivy). One
process writes at a time; any number read, and each search sees one state, the old or the new.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from index.cluster.address import is_address
from index.contents import Contents
from index.encoders.encode import (
    Encoder,
    PackagedEncoder,
    encoder_name,
    open_encoder,
    recorded_model,
)
from index.errors import UserError
from index.originals import WIDTH, draw_page
from index.paths import path_of, stored_name
from index.progress import LeftOut, Progress, Status, SyncReport
from index.search.base import CHOICES
from index.search.parts import Parts, open_local
from index.search.searcher import Mode, Searcher, checked_query
from index.store.access import retry, write_lock
from index.store.layout import size
from index.text.words import words
from index.types import (
    EVERYWHERE,
    Coverage,
    Document,
    Hit,
    Listed,
    OldVersion,
    Passage,
    Scope,
    Skipped,
    Span,
)
from index.unfinished import unfinished

if TYPE_CHECKING:
    from index.doctor import Finding
    from index.documents.pages import DrawnPage
    from index.documents.read import Read

_T = TypeVar("_T")
_REMOVED = "It was removed; it comes back when its file changes."


class Index:
    """A corpus; made by `Index.open`, closed by `close` or at the end of a `with` block."""

    def __init__(self, parts: Parts, encoder: Encoder | str | None) -> None:
        """Use `Index.open`."""
        self.folder = parts.folder
        self._parts = parts
        self._store = parts.store
        self._requested_encoder = encoder
        self._searcher = Searcher(parts, lambda: self.encoder)

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
            from index.cluster.opening import open_shared

            parts = open_shared(str(path), create)
        else:
            parts = open_local(path, create)
        try:
            recorded = parts.store.settings.encoder()
            return cls(parts, _agreed_encoder(encoder, recorded, parts.store.place))
        except UserError:
            parts.close()
            raise

    def close(self) -> None:
        """Release the files of the index."""
        self._parts.close()

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
        if isinstance(self._requested_encoder, str) or self._requested_encoder is None:
            return open_encoder(self._requested_encoder)
        return self._requested_encoder

    # What it holds

    def documents(self) -> int:
        """How many documents the index holds."""
        return retry(self._store.count).documents

    def generation(self) -> int:
        """How many changes the index has seen; it is another number after each."""
        return retry(self._store.generation)

    def sources(self) -> list[tuple[str, str]]:
        """(id, source) of every document."""
        return retry(self._store.documents.sources)

    def listing(self, scope: Scope = EVERYWHERE) -> list[Listed]:
        """Every document of a scope, in the order in which they came.

        Raises:
            UserError: if the scope names what no document has.
        """

        def read() -> list[Listed]:
            found = self._store.documents.listing()
            if not scope:
                return found
            inside = self._store.scopes.within(scope, (listed.id for listed in found))
            return [listed for listed in found if listed.id in inside]

        return retry(read)

    def named(self, name: str) -> Scope | None:
        """The documents that are by somebody: an author, by some of his names, or a publisher.

        Args:
            name: of whoever wrote or published them.

        Returns:
            None if there is nobody of that name.
        """
        return retry(lambda: self._store.scopes.named(name))

    def left_out(self) -> list[LeftOut]:
        """What cannot be cited, of every document that has furniture or nothing that can be.

        Reads all texts. Documents are in the order in which they came.

        Raises:
            UserError: if the index is damaged.
        """
        return retry(self._store.documents.left_out)

    def left_out_of(self, document_id: str) -> LeftOut | None:
        """What of one document cannot be cited; None if the index does not hold it.

        Raises:
            UserError: if the index is damaged.
        """
        return retry(lambda: self._store.documents.left_out_of(document_id))

    def skipped(self) -> list[Skipped]:
        """Files and parts of files that are not in the index, and why, sorted by source."""
        return retry(self._store.files.all_skipped)

    def roots(self) -> dict[Path, str]:
        """Every file and folder that is mirrored → when it last was, ISO 8601."""
        return {path_of(name): when for name, when in retry(self._store.files.roots).items()}

    def status(self) -> Status:
        """What the index holds.

        Raises:
            UserError: if it is damaged.
        """
        return retry(lambda: _status(self._parts))

    def unfinished(self) -> str:
        """What a run that broke off or goes on has not done yet, for a user; empty if nothing."""
        return retry(lambda: unfinished(self._store))

    def document(self, document_id: str) -> Document:
        """A document by its id.

        Raises:
            ValueError: if the index holds none of that id.
        """
        return retry(lambda: self._store.documents.get(document_id))

    def draw_page(
        self, span: Span, page: int | None = None, *, width: int = WIDTH
    ) -> "DrawnPage | None":
        """A page of the file of a document as a picture, with the boxes of a span of its text.

        Nothing of the file runs; it is read in a process of its own, with limits of time, memory
        and pixels. There is a picture only while the file holds what it held when it was indexed,
        and boxes only where it is sure that the words stand there; else it is said why not.

        Args:
            span: of the document, such as that of a citation.
            page: number of the page, from 1; None for the one on which the span begins.
            width: of the picture, in pixels, from 200 to 1600.

        Returns:
            The page; None if the document is of no file with pages that can be drawn.

        Raises:
            ValueError: if the index holds no such document, or the span is none of it.
            UserError: if there can be no process that draws.
        """
        return retry(lambda: draw_page(self._store, span, page, width))

    def passages(self, document_id: str) -> list[Passage]:
        """The passages of a document, in the order of its text."""
        return retry(lambda: self._store.passages.of(document_id))

    def old_versions(self, document_id: str) -> list[OldVersion]:
        """What a document was before its file was renewed, the newest first; see `sync`."""

        def read() -> list[OldVersion]:
            origin = self._store.documents.origin(document_id)
            return self._store.old_versions.of(*origin) if origin else []

        return retry(read)

    def copies(
        self, document_ids: Iterable[str], scope: Scope = EVERYWHERE
    ) -> dict[str, list[Listed]]:
        """Id of each document that has near copies → those: the same report in other places.

        Args:
            document_ids: of documents.
            scope: in which the near copies must lie.

        Raises:
            UserError: as `search`.
        """
        ids = list(document_ids)

        def read() -> dict[str, list[Listed]]:
            found = self._store.near_copies.of(ids)
            if not scope or not found:
                return found
            others = {listed.id for copies in found.values() for listed in copies}
            inside = self._store.scopes.within(scope, others)
            kept = {id: [c for c in copies if c.id in inside] for id, copies in found.items()}
            return {id: copies for id, copies in kept.items() if copies}

        return retry(read)

    def coverage(self, scope: Scope = EVERYWHERE) -> Coverage:
        """What a scope holds: how many documents, whose, and from when until when.

        Raises:
            UserError: as `search`.
        """
        return retry(lambda: self._store.scopes.coverage(scope))

    def contents(self) -> Contents:
        """What the index holds, by source, folder, type and month; kept until it changes."""
        return retry(self._store.scopes.contents)

    def sync(
        self,
        paths: Sequence[str | Path] | str | Path | None = None,
        *,
        progress: Callable[[Progress], None] | None = None,
        forget: bool = False,
        keep_versions: bool | None = None,
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
            keep_versions: whether to keep, from now on and in later runs too, what a document was
                before its file is renewed: the last five texts, until the document is removed. No
                search finds them; an answer shows what a sentence was. False drops those that are
                kept; None leaves it as it was, at first without.
            read: reads a file, in place of the process that does.

        Raises:
            UserError: if a path that was not indexed before does not exist, another process is
                indexing into this index, there is no room, or versions are to be kept in Milvus.
        """
        from index.documents.pool import read_apart
        from index.sync.run import run  # loads what splits documents

        if paths is None:
            paths = list(map(path_of, self._store.files.roots()))
        roots = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
        with write_lock(self.folder):
            self._store.check()
            if keep_versions not in (None, self._store.old_versions.kept()):
                self._parts.writer.put_old_versions(kept=bool(keep_versions))
            if self._store.settings.encoder() is None:
                self._parts.writer.put_encoder(_name(self._requested_encoder))
            encoder, read = (lambda: self.encoder), read or read_apart
            return run(self._parts, roots, encoder, progress, read=read, forget=forget)

    @property
    def vectors(self) -> str:
        """How vectors are held on disk: `exact`, `compressed`, or `auto` by their number.

        Setting it takes effect at the next `sync`.

        Raises:
            UserError: if it is set to something else.
        """
        return self._store.settings.choice() or "auto"

    @vectors.setter
    def vectors(self, choice: str) -> None:
        if choice not in CHOICES:
            raise UserError(
                f"Vectors cannot be held {choice!r}.", "Choose auto, exact or compressed."
            )
        if choice != self.vectors:
            self._parts.writer.put_choice(choice)

    def remove(self, document_ids: Sequence[str]) -> int:
        """Forget documents; nothing of them is found any more.

        One whose file stays where it was comes back only when that file changes.

        Returns:
            How many there were.

        Raises:
            UserError: if another process is indexing into this index, or it cannot be written.
        """
        removed = 0
        with write_lock(self.folder):
            self._parts.engine.catch_up()
            with self._parts.writer.change() as change:
                for id in document_ids:
                    if origin := self._store.documents.origin(id):
                        change.remove(id)
                        change.put_skipped(origin[0], Skipped(origin[1], _REMOVED))
                        removed += 1
            self._parts.engine.catch_up()
        return removed

    def forget(self, names: Sequence[str]) -> int:
        """Forget documents by their ids, or by files and folders; see `remove`.

        A folder or file that was mirrored is mirrored no longer.

        Returns:
            How many documents there were.

        Raises:
            UserError: as `remove`.
        """
        ids = dict(self._store.documents.sources())
        chosen = [name for name in names if name in ids]
        roots = [stored_name(Path(name)) for name in names if name not in ids]
        for path in self._store.files.read():
            if any(Path(path).is_relative_to(root) for root in roots):
                chosen += sorted(self._store.documents.ids_in(path))
        removed = self.remove(chosen)
        with write_lock(self.folder):
            for root in set(roots) & set(self._store.files.roots()):
                self._parts.writer.remove_root(root)
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
            with write_lock(self.folder):
                done = doctor.fix(self._store, self._parts.engine)
        return doctor.examine(self.folder, self._store, self._parts.engine) + done

    def search(
        self, query: str, k: int = 10, mode: Mode = "fused", scope: Scope = EVERYWHERE
    ) -> list[Hit]:
        """The passages that best match a query.

        A scope is looked in as if there were nothing else: none of its passages is missed because
        others are better. Only how rare a word is, and how long passages are, is told from all of
        the index.

        Args:
            query: words or a question.
            k: how many passages at most.
            mode: by vectors (`dense`), by words (`lexical`), or by both, fused by ranks.
            scope: which documents to look in; by default all.

        Returns:
            Hits, best first; none if the index is empty, or no document is in the scope.

        Raises:
            UserError: if the query is empty, too long or not valid text; if the index cannot be
                read; if the scope names a source, author, folder or type that no document has.
            ValueError: if k is below 1.
        """
        if k < 1:
            raise ValueError(f"k must be at least 1, not {k}")
        query = checked_query(query)
        return retry(lambda: self._searcher.search(query, k, mode, scope))

    def near_word(self, word: str, *, beside: str = "", scope: Scope = EVERYWHERE) -> str:
        """A word of the documents that differs in one letter from one that no document has.

        Args:
            word: one word; of five letters at least, and no digits.
            beside: a word that must stand before or behind it there; by default any may.
            scope: which documents to take it from.

        Returns:
            As the documents write it most often; empty if the word itself occurs in some document,
            in the scope or not, or none is near.

        Raises:
            UserError: as `search`.
        """
        return retry(lambda: self._searcher.near_word(word, scope, beside))

    def holding(
        self, text: str, accept: Callable[[Passage], _T | None], scope: Scope = EVERYWHERE
    ) -> list[_T]:
        """What is made of every passage that holds all words of a text, however many there are.

        Args:
            text: whose words a passage or its title has to hold, stemmed, stop words apart; where
                it has only such, every passage is looked at.
            accept: makes something of a passage; None leaves it out.
            scope: which documents to look in; by default all.

        Returns:
            In the order in which the documents came, and of their text.

        Raises:
            UserError: as `search`.
        """
        terms = words(text)
        return retry(lambda: self._searcher.holding(terms, scope, accept))


def _status(parts: Parts) -> Status:
    store = parts.store
    store.check()
    count = store.count()
    return Status(
        store.place,
        count.documents,
        count.sentences,
        count.passages,
        store.vectors.count_pending(),
        store.near_copies.count(),
        store.settings.encoder(),
        parts.engine.kind(),
        store.settings.choice() or "auto",
        size(parts.folder),
        store.files.count_skipped(),
        tuple(sorted(store.files.roots().items())),
        store.old_versions.count(),
    )


def _agreed_encoder(
    requested: Encoder | str | None, recorded: str | None, place: str
) -> Encoder | str | None:
    """The encoder to use: the one requested, which must be the one recorded, if any is.

    Raises:
        UserError: if it is another.
    """
    if recorded is None:
        return requested
    if requested is None:
        return recorded_model(recorded)
    name = _name(requested)
    if name != recorded:
        raise UserError(
            f"The index in {place} was made with the encoder {recorded}, not {name}.",
            "Open it without naming an encoder, or index into another folder (--index DIR).",
        )
    return requested


def _name(encoder: Encoder | str | None) -> str:
    """Name of an encoder, which need not be loaded for it; None is the packaged one."""
    if encoder is None:
        return PackagedEncoder.name
    return encoder_name(encoder) if isinstance(encoder, str) else encoder.name
