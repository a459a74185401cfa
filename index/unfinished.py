"""What a run has not done yet, as one sentence and what to do: it broke off, or still goes on."""

from index.store.store import Store

_FIRST = (
    "The first run of pincite index is not finished: documents that it did not come to are "
    "missing. If none is running, run it again: pincite index FOLDER"
)
_VECTORS = (
    "{} no vector yet; what has none is found by its words only. If no run goes on, run it again: "
    "pincite index"
)


def unfinished(store: Store) -> str:
    """What is missing in an index; empty if nothing is.

    Args:
        store: of the index. Every run that comes to the end of its files records their folder.
    """
    if not store.files.roots() and store.count().documents:
        return _FIRST
    waiting = store.vectors.count_pending()
    if not waiting:
        return ""
    return _VECTORS.format(f"{waiting:,} passage{'s have' if waiting > 1 else ' has'}")
