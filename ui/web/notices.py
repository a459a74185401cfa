"""What was not taken in, kept until somebody has read it: a reload or a restart does not lose it.

    skipped.json    {"forgotten": …, "notices": [{"number", "when", "source", "reason"}, …]}

It lies in the folder of the index. Where that cannot be written, or what is in the file is not as
it was written, the page goes on with what it knows itself.
"""

import json
import logging
import threading
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from index.files import atomic_write
from index.types import Skipped
from ui.render.shelf import Notice

log = logging.getLogger("pincite")

FILE = "skipped.json"
MOST = 1_000
"""Notices that are kept; of more, the oldest are only counted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The notices that are there.

    Attributes:
        notices: oldest first.
        forgotten: how many older ones were let go.
    """

    notices: tuple[Notice, ...] = ()
    forgotten: int = 0


class Notices:
    """The notices of an index; for any number of threads."""

    def __init__(self, folder: Path) -> None:
        """Read what is there, when it is first asked for.

        Args:
            folder: of the index.
        """
        self._path = folder / FILE
        self._lock = threading.Lock()
        self._kept: Kept | None = None

    def read(self) -> Kept:
        """Those that nobody has read yet."""
        with self._lock:
            return self._known()

    def add(self, skipped: Sequence[Skipped]) -> None:
        """Keep what was not taken in."""
        if not skipped:
            return
        when = datetime.now(UTC).isoformat(timespec="seconds")
        with self._lock:
            before = self._known()
            number = before.notices[-1].number if before.notices else 0
            new = (
                Notice(number + place, when, skip.source, skip.reason)
                for place, skip in enumerate(skipped, 1)
            )
            every = (*before.notices, *new)
            let_go = max(len(every) - MOST, 0)
            self._put(Kept(every[let_go:], before.forgotten + let_go))

    def dismiss(self, last: int) -> None:
        """Drop those up to a number, which somebody has read; later ones stay."""
        with self._lock:
            left = tuple(notice for notice in self._known().notices if notice.number > last)
            self._put(Kept(left))

    def _known(self) -> Kept:
        if self._kept is None:
            self._kept = _read(self._path)
        return self._kept

    def _put(self, kept: Kept) -> None:
        self._kept = kept
        try:
            with atomic_write(self._path) as partial:
                partial.write_text(json.dumps(asdict(kept)), encoding="utf-8")
        except OSError as error:
            log.warning("%s cannot be written: %s", self._path, error.strerror)


def _read(path: Path) -> Kept:
    """What is in a file; nothing if it is none of ours, or is not there."""
    try:
        value: Any = json.loads(path.read_bytes())
        notices = tuple(Notice(**notice) for notice in value["notices"])
        kept = Kept(notices, value["forgotten"])
    except (OSError, ValueError, KeyError, TypeError):
        return Kept()
    return kept if _is_ours(kept) else Kept()


def _is_ours(kept: Kept) -> bool:
    numbers = [kept.forgotten, *(notice.number for notice in kept.notices)]
    texts = [text for n in kept.notices for text in (n.when, n.source, n.reason)]
    return all(type(number) is int for number in numbers) and all(
        isinstance(text, str) for text in texts
    )
