"""What a run of indexing tells while it works and when it is done, and what an index holds."""

from dataclasses import dataclass
from typing import Literal

from index.types import Skipped

Stage = Literal["reading", "comparing", "embedding"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come.

    Attributes:
        stage: what it does: `reading` counts bytes of files, since one file may hold all
            documents; `comparing` counts documents, and `embedding` passages.
        done: of `total`.
        total: of this stage.
        documents: that were added so far.
    """

    stage: Stage
    done: int
    total: int
    documents: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A place that could not be looked at, and whose documents were therefore kept.

    Attributes:
        place: a file or folder.
        reason: one sentence that the user reads.
        documents: that were read there before, and are still in the index.
    """

    place: str
    reason: str
    documents: int


@dataclass(frozen=True, slots=True)
class SyncReport:
    """What a run of `Index.sync` did, and what the index holds after it.

    Attributes:
        added: documents that are new or changed.
        removed: documents forgotten, because they changed or are gone.
        unchanged: documents left as they were.
        skipped: what was not indexed, and why.
        documents: documents in the index now.
        sentences: sentences in the index now that may be cited.
        passages: passages in the index now.
        seconds: how long it took.
        kept: places that could not be looked at; their documents are in none of the counts of
            this run.
    """

    added: int
    removed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    documents: int
    sentences: int
    passages: int
    seconds: float
    kept: tuple[Kept, ...] = ()


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a document cannot be cited, though it is in the index.

    Attributes:
        id: of the document.
        source: as in `Document.source`.
        title: of the document.
        sentences: of it that may be cited.
        headings: of it, which stand with what they head.
        furniture: lines that are about the document and not of it, in the order of the text.
    """

    id: str
    source: str
    title: str
    sentences: int
    headings: int
    furniture: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Status:
    """What an index holds.

    Attributes:
        folder: where it lies.
        documents: in it.
        sentences: that may be cited.
        passages: in it.
        pending: passages that have no vector yet; they are found by their words.
        copies: documents that have a near copy.
        encoder: that makes the vectors; None before the first run.
        vectors: how the base of vectors holds them, `exact` or `compressed`.
        choice: what a user chose of that, or `auto`.
        bytes: that it takes on disk.
        skipped: files and parts of files that could not be indexed.
        roots: (path, time of the last run, ISO 8601) of what it mirrors.
        old_versions: texts of renewed documents that are kept; None if none are to be.
    """

    folder: str
    documents: int
    sentences: int
    passages: int
    pending: int
    copies: int
    encoder: str | None
    vectors: str
    choice: str
    bytes: int
    skipped: int
    roots: tuple[tuple[str, str], ...]
    old_versions: int | None = None
