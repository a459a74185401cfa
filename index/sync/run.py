"""A run of indexing, from the files to the base of vectors."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from index.documents.read import Read
from index.encoders.encode import Encoder
from index.progress import Progress, SyncReport
from index.search.parts import Parts
from index.sync.duplicates import compare_documents
from index.sync.embed import embed_pending
from index.sync.mirror import Mirror


def run(
    parts: Parts,
    roots: Sequence[Path],
    encoder: Callable[[], Encoder],
    progress: Callable[[Progress], None] | None,
    *,
    read: Read,
    forget: bool,
) -> SyncReport:
    """Make an index mirror files and folders; while nobody else writes it.

    Args:
        parts: of the index, which has an encoder.
        roots: files and folders.
        encoder: opens the encoder; called only if there is something to embed.
        progress: called after every file and batch.
        read: reads a file.
        forget: whether documents go whose root, disk or link is not there.

    Raises:
        UserError: if a path that was not indexed before does not exist, or there is no room.
    """
    started = time.perf_counter()
    store, writer, engine = parts.store, parts.writer, parts.engine
    engine.catch_up()
    mirror = Mirror(store, writer, engine.catch_up, progress, read=read, forget=forget)
    changes = mirror.changes
    try:
        mirror.run(roots)
    finally:
        engine.catch_up()
    compare_documents(store, progress, changes.added)
    embed_pending(store, writer, encoder, progress, changes.added)
    engine.tidy()
    count = store.count()
    return SyncReport(
        changes.added,
        changes.removed,
        changes.unchanged,
        tuple(changes.skipped),
        count.documents,
        count.sentences,
        count.passages,
        time.perf_counter() - started,
        tuple(changes.kept),
    )
