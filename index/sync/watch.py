"""Folders → what changed in them, again and again, for an index that follows them.

By watchfiles, which the system tells of changes; on drives of other machines, where it is told
nothing, set the environment variable WATCHFILES_FORCE_POLLING. That a folder goes away, comes back
or gets another disk is not told by the system: that is looked for every second.
"""

import os
import re
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

from index.errors import UserError
from index.paths import is_below, source_of
from index.sync.files import is_of_documents
from index.sync.mounts import Mounts

_GATHER_MS = 800
"""Changes that come this close to each other are one."""
_LOOK_MS = 1_000
"""How often it is seen whether the folders are still the same."""
_SURROGATE = re.compile("[\ud800-\udfff]")  # what Python makes of bytes that are not UTF-8

_Places = tuple[dict[Path, tuple[int, int] | None], frozenset[str]]


def changes(
    paths: Sequence[Path], index: Path, stop: threading.Event | None = None
) -> Iterator[set[Path]]:
    """Wait for changes below the paths, and give the files that they were of.

    What is hidden is passed over, as it is by indexing, and so are the index itself and others,
    which may lie among the documents. A path that goes away, comes back, or is another folder than
    before is given itself; it need not exist.

    Args:
        paths: files and folders.
        index: its folder.
        stop: ends the waiting when it is set.

    Raises:
        UserError: if the name of one is not UTF-8, of which the system cannot be asked.
        KeyboardInterrupt: at Ctrl-C.
    """
    roots = [path.absolute() for path in paths]
    _check_names(roots)
    stop = stop or threading.Event()
    places = _places(roots)
    while not stop.is_set():
        for found in _told(roots, index, stop):
            now = _places(roots)
            if now != places:
                break
            if found:
                yield found
        else:
            continue
        yield _replaced(places, now) or set(roots)
        places = now


def _replaced(before: _Places, now: _Places) -> set[Path]:
    """The paths that have gone away, come back, or are another file or folder than before."""
    return {path for path, identity in now[0].items() if identity != before[0][path]}


def _check_names(roots: Sequence[Path]) -> None:
    """See that the system can be asked about each of the paths.

    Raises:
        UserError: if it cannot.
    """
    for root in roots:
        if _SURROGATE.search(str(root)):
            raise UserError(
                f"{source_of(root)} cannot be followed: its name is not UTF-8.",
                "Rename it, or run pincite index on it without --watch.",
            )


def _told(roots: Sequence[Path], index: Path, stop: threading.Event) -> Iterator[set[Path]]:
    """What the system tells of those that are there; nothing changed is given every second."""

    def counts(_: Change, name: str) -> bool:
        path = Path(name)
        root = next((root for root in roots if path.is_relative_to(root)), path)
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        return not hidden and is_of_documents(path, index)

    there = [root for root in roots if root.exists()]
    if not there:
        while not stop.wait(_LOOK_MS / 1_000):
            yield set()
        return
    try:
        for found in watch(
            *there,
            debounce=_GATHER_MS,
            stop_event=stop,
            watch_filter=counts,
            rust_timeout=_LOOK_MS,
            yield_on_timeout=True,
            raise_interrupt=True,
            ignore_permission_denied=True,
        ):
            yield {Path(path) for _, path in found}
    except OSError:  # one has just gone
        stop.wait(_LOOK_MS / 1_000)
        yield set()


def _places(roots: Sequence[Path]) -> _Places:
    """Which file or folder each of the paths is, and where disks are mounted at or below them."""
    real = [os.path.realpath(root) for root in roots]
    disks = frozenset(point for point in Mounts().points if is_below(point, real))
    return {root: _identity(root) for root in roots}, disks


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
