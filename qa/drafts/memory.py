"""What was judged before, so that a second run over an edited draft judges only what changed.

A sentence is known again by its words, the sentences it leans on and what its notes name, together
with the documents that there are, the scope, and the networks with their calibration: whatever
could change its verdict. Kept are the verdict and where its citations stand, not their words.
"""

import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from index.files import atomic_write

FORMAT = 2
"""Raise it when what is kept, or how a verdict is come to, changes."""

MOST = 20_000
"""Sentences that are kept; of one more, the one that was not needed for longest is forgotten."""

_LARGEST = 64 * 2**20  # bytes of a file


class Memory:
    """Verdicts by their keys; for any number of threads."""

    def __init__(self, kept: Mapping[str, Any] | None = None) -> None:
        """Begin with what was kept."""
        self._kept: dict[str, Any] = dict(kept or {})
        self._lock = threading.Lock()
        self.changed = False

    def __len__(self) -> int:
        return len(self._kept)

    @classmethod
    def read(cls, path: Path) -> "Memory":
        """What a file has kept; nothing where it is missing, damaged, or of another version.

        Losing it costs time and nothing else, so that no error is made of it.
        """
        try:
            if path.stat().st_size > _LARGEST:
                return cls()
            values = json.loads(path.read_text(encoding="utf-8"))
            if values["format"] != FORMAT or not isinstance(values["kept"], dict):
                return cls()
            return cls(values["kept"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return cls()

    def write(self, path: Path) -> None:
        """Keep it in a file, if anything was added.

        Raises:
            OSError: if it cannot be written.
        """
        if not self.changed:
            return
        with self._lock:
            text = json.dumps({"format": FORMAT, "kept": self._kept}, ensure_ascii=False)
        with atomic_write(path) as partial:
            partial.write_text(text, encoding="utf-8")
        self.changed = False

    def get(self, key: str) -> Any | None:
        """What was kept; None if nothing was. It counts as needed now."""
        with self._lock:
            found = self._kept.pop(key, None)
            if found is not None:
                self._kept[key] = found
            return found

    def put(self, key: str, value: Any) -> None:
        """Keep something that JSON can hold."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = value
            self.changed = True
            while len(self._kept) > MOST:
                del self._kept[next(iter(self._kept))]


def key_of(*parts: str | Sequence[str]) -> str:
    """A digest of everything that a verdict hangs on."""
    text = json.dumps(parts, ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=16).hexdigest()
