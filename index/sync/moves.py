"""Files that lie in another place now: they keep their documents, and are not read again."""

from collections.abc import Callable, Mapping
from pathlib import Path

from index.paths import is_gone, path_of, source_of
from index.store.store import Store
from index.sync.files import Stat

Known = Mapping[str, tuple[int, int, str]]
"""Name of a file → size in bytes, time of change in ns, and digest, as it was when it was read."""


def moved_files(
    store: Store,
    known: Known,
    stats: Mapping[str, Stat],
    files: Mapping[str, Path],
    digest: Callable[[Path], str],
) -> dict[str, str]:
    """New files that are old ones in another place.

    Args:
        store: what is known of their documents.
        known: the files that were read before.
        stats: name → size and time of the files that are there.
        files: name → path of the files that are there.
        digest: of what is in a file; empty if it cannot be read.

    Returns:
        The new name → the old one.
    """
    new = [name for name in files if name not in known]
    lost = _lost_files(known, {stats[name][0] for name in new}, files)
    lost_sizes = {size for size, _ in lost}
    moved: dict[str, str] = {}
    for name in new:
        size = stats[name][0]
        old = lost.get((size, digest(files[name]))) if size in lost_sizes else None
        if old and old not in moved.values() and _keeps_titles(store, old, name):
            moved[name] = old
    return moved


def _lost_files(
    known: Known, sizes: set[int], files: Mapping[str, Path]
) -> dict[tuple[int, str], str]:
    """Size and digest of each known file of one of the sizes that is nowhere → its name."""
    return {
        (size, digest): name
        for name, (size, _, digest) in known.items()
        if digest and size in sizes and name not in files and is_gone(path_of(name))
    }


def _keeps_titles(store: Store, old: str, new: str) -> bool:
    """Whether no document of a file is called by the name, or read by the ending, that it had."""
    documents = [store.documents.get(id) for id in store.documents.ids_in(old)]
    if not all(document.source.startswith(source_of(path_of(old))) for document in documents):
        return False  # its name was another, which was written in the same way
    if Path(old).suffix.lower() != Path(new).suffix.lower():
        return False  # it may be for another reader, and is of another type
    names = (Path(old).name, Path(old).stem)
    return names[0] == Path(new).name or not any(d.title in names for d in documents)
