"""Files that were read and are not found now: which are gone, and which only cannot be seen.

A document is forgotten only if its file is known to be gone. It is not where the file, or a folder
above it, cannot be looked at; where a root is not there, or nothing is left in it; and where a disk
that was mounted is not. Such a place is named, and what was read there is kept.
"""

import json
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from index.documents.registry import format_of
from index.paths import absolute, has_escapes, is_below, is_gone, path_of, stored_name
from index.store.store import Store
from index.sync.files import Found, Unseen
from index.sync.mounts import Mounts

SAME_NAME = "Another file or folder has a name that is written in the same way; rename one of them."
"""Why of two paths with one name, as `stored_name` gives it, one is passed over."""

MOST_PLACES = 1_000
"""Of other file systems that are remembered, since each search reads them; roots come first, and
then what is nearest to the root of all."""


class Absence:
    """The places that could not be looked at in one run, and what is kept for them."""

    def __init__(self, store: Store, roots: Sequence[Path], found: Found, *, forget: bool) -> None:
        """Find the places.

        Args:
            store: what was read before.
            roots: what is mirrored.
            found: what is there now.
            forget: whether what is not there, and not only unreadable, is gone.
        """
        self._store = store
        self._found = found
        self._forget = forget
        self._paths = [absolute(root) for root in roots]
        self._roots = [stored_name(root) for root in roots]
        self._before: dict[str, str] = json.loads(store.settings.mounts() or "{}")
        self._places = {stored_name(unseen.path): unseen for unseen in found.unseen}
        self._disks = self._disks_away()
        self._places = self._disks | self._places
        self._kept: Counter[str] = Counter()

    def roots(self) -> dict[str, Unseen]:
        """The roots that could not be looked at, by their names."""
        return {name: self._places[name] for name in self._roots if name in self._places}

    def sort(self, absent: Iterable[str]) -> set[str]:
        """Those of the files that were not found that are gone; the others are kept."""
        absent = set(absent)
        self._note_emptied(absent)
        self._note_unlooked(absent)
        gone = set()
        for name in absent:
            place = self._place(name)
            if place is None or (self._forget and self._places[place].away):
                gone.add(name)
            elif documents := len(self._store.documents.ids_in(name)):
                self._kept[place] += documents
        return gone

    def places(self) -> list[tuple[str, Unseen, int]]:
        """Name of each place, the place, and how many documents are kept for it; sorted."""
        return [
            (name, place, self._kept[name])
            for name, place in sorted(self._places.items())
            if name not in self._disks or self._kept[name]
        ]

    def remember(self) -> None:
        """Note where other file systems begin, for the next run."""
        now = {stored_name(place): mount for place, mount in self._found.mounts.items()}
        for name, mount in self._before.items():
            elsewhere = not is_below(name, self._roots)
            if elsewhere or (name in self._disks and self._kept[name]):
                now[name] = mount
        roots = {*self._roots, *self._store.files.roots()}
        most = sorted(now, key=lambda name: (name not in roots, name.count("/"), name))
        now = {name: now[name] for name in most[:MOST_PLACES]}
        if now != self._before:
            with self._store.transaction():
                self._store.settings.put_mounts(json.dumps(now, sort_keys=True))

    def _disks_away(self) -> dict[str, Unseen]:
        """The places at which a disk was mounted before, and is not now."""
        mounts = Mounts()
        files = set(map(stored_name, self._found.files))
        return {
            name: Unseen(path_of(name), f"The disk that was mounted at {mount} is away.", away=True)
            for name, mount in self._before.items()
            if is_below(name, self._roots) and mount not in mounts and name not in files
        }

    def _note_emptied(self, absent: Iterable[str]) -> None:
        """Note the roots of which nothing is left, or that are a file and were a folder."""
        lost = [name for name in absent if self._store.documents.ids_in(name)]
        left = {stored_name(file) for file in self._found.files if format_of(file)}
        for root in set(self._roots) - set(self._places):
            if not any(is_below(name, [root]) for name in lost):
                continue
            if reason := _why_emptied(root, left):
                self._places[root] = Unseen(path_of(root), reason, away=True)

    def _note_unlooked(self, absent: Iterable[str]) -> None:
        """Note what is there, in a place that is called as one of the roots is, and is another."""
        for name in absent:
            if not has_escapes(name):
                continue
            path = path_of(name)
            if not any(path.is_relative_to(root) for root in self._paths) and not is_gone(path):
                self._places[name] = Unseen(path, SAME_NAME)

    def _place(self, name: str) -> str | None:
        """The nearest place at or above a file, if there is one."""
        above = (name, *map(str, Path(name).parents))
        return next((place for place in above if place in self._places), None)


def _why_emptied(root: str, left: Collection[str]) -> str | None:
    """Why what was read in a root is not gone for good; None if something is left in the root."""
    if root in left:
        return "It is a file now, and was a folder."
    if not any(is_below(name, [root]) for name in left):
        return "Nothing that can be read is left in it."
    return None
