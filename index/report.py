"""What a run of indexing tells while it works, and when it is done."""

from dataclasses import dataclass

from index.types import Skipped


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come; bytes of files read, since one file may hold all documents."""

    bytes_done: int
    bytes_total: int
    documents: int
    passages: int


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
    """

    added: int
    removed: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    documents: int
    sentences: int
    passages: int
    seconds: float
