"""Passages without vectors → their vectors, batch by batch, in the order of their keys.

An interrupted run loses the batch that it was at.
"""

from collections.abc import Callable

from index.encoders.encode import Encoder
from index.progress import Progress
from index.store.store import Store
from index.store.writer import Writer
from index.types import Passage

_BATCH = 256
"""Passages that are embedded together; some seconds of work."""


def embed_pending(
    store: Store,
    writer: Writer,
    encoder: Callable[[], Encoder],
    progress: Callable[[Progress], None] | None,
    documents: int,
) -> None:
    """Give every passage its vector.

    Args:
        store: to bring up to date.
        writer: of it.
        encoder: opens the encoder; called only if there is something to embed.
        progress: called after every batch.
        documents: added by this run, for the progress.
    """
    done = 0
    left = store.vectors.count_pending()
    total = left
    while left:
        keys, passages = writer.pending(_BATCH)
        if not keys:
            break
        vectors = encoder().encode([embedded(passage) for passage in passages])
        writer.put_vectors(keys, vectors)
        done += len(keys)
        left -= len(keys)
        if progress:
            progress(Progress("embedding", done, total, documents))


def embedded(passage: Passage) -> str:
    """What the encoder reads of a passage: it, under the title of its document."""
    return f"{passage.document.title}\n{passage.text}"
