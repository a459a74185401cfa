"""Folders → what changed in them, again and again, for an index that follows them.

By watchfiles, which the system tells of changes; on drives of other machines, where it is told
nothing, set the environment variable WATCHFILES_FORCE_POLLING.
"""

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from watchfiles import Change, watch

_GATHER_MS = 800
"""Changes that come this close to each other are one."""


def changes(
    paths: Sequence[Path], index: Path, stop: threading.Event | None = None
) -> Iterator[set[Path]]:
    """Wait for changes below the paths, and give the files that they were of.

    What is hidden is passed over, as it is by indexing, and so is the index itself, which may lie
    among the documents.

    Args:
        paths: files and folders that exist.
        index: its folder.
        stop: ends the waiting when it is set.

    Raises:
        KeyboardInterrupt: at Ctrl-C.
    """
    roots = [path.absolute() for path in paths]

    def counts(_: Change, name: str) -> bool:
        path = Path(name)
        root = next((root for root in roots if path.is_relative_to(root)), path)
        hidden = any(part.startswith(".") for part in path.relative_to(root).parts)
        return not hidden and not path.is_relative_to(index)

    for found in watch(
        *roots,
        debounce=_GATHER_MS,
        stop_event=stop,
        watch_filter=counts,
        raise_interrupt=True,
        ignore_permission_denied=True,
    ):
        yield {Path(path) for _, path in found}
