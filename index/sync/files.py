"""Paths → the files at and below them, and the places that could not be looked at.

Nothing is opened here. A place that cannot be looked at, such as a folder that may not be listed or
a link to a disk that is away, is told apart from one where there is nothing: only of the second can
it be said that its files are gone.
"""

import os
import stat
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from index.errors import UserError
from index.paths import NOT_THERE, SHARED_MEMORY, SYSTEM, absolute, is_below, is_gone, why
from index.sync.mounts import Mounts

Stat = tuple[int, int]
"""Size in bytes and time of change in ns."""

DATABASE = "corpus.sqlite"
"""The file by which the folder of an index is known."""
UPLOADS = "uploads"
"""The folder in an index that holds documents."""

_MAGIC = b"SQLite format 3\0"
_OF_SYSTEM = "It is a part of the system, not a document."
_OF_INDEX = "It is a part of an index of pincite, not a document."


@dataclass(frozen=True, slots=True)
class Unseen:
    """A place that could not be looked at; what was read there before is kept.

    Attributes:
        path: the place: a root, or a file or folder below one.
        reason: one sentence that the user reads.
        away: whether it is not there, and not only unreadable: it can be forgotten.
    """

    path: Path
    reason: str
    away: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """What is at and below some paths.

    Attributes:
        files: every file → its size and time of change; sorted.
        unseen: places that could not be looked at, or were passed over.
        mounts: each root, folder or link at which another file system begins → its mount point.
    """

    files: dict[Path, Stat]
    unseen: tuple[Unseen, ...]
    mounts: dict[Path, str]


def check_named(paths: Iterable[Path]) -> None:
    """Look whether there is something of each name.

    Raises:
        UserError: if there is not.
    """
    for path in map(absolute, paths):
        if is_gone(path):
            raise UserError(
                f"There is no file or folder {path}.", "Check the spelling of the path."
            )


@dataclass
class _Walk:
    """Folders that are still to be listed, as (path, path without links), and what was found."""

    system: tuple[str, ...]
    own: str | None
    waiting: deque[tuple[Path, str]] = field(default_factory=deque)
    linked: deque[tuple[Path, str]] = field(default_factory=deque)
    # roots and links → where they lead, and the folder without links that a link is in
    entries: dict[Path, tuple[str, str | None]] = field(default_factory=dict)
    listed: dict[str, Path] = field(default_factory=dict)
    files: dict[Path, Stat] = field(default_factory=dict)
    unseen: list[Unseen] = field(default_factory=list)


def find_files(paths: Sequence[Path], known: Iterable[Path] = (), own: Path | None = None) -> Found:
    """Find the files at and below the paths, of any kind, each once, by their absolute paths.

    Hidden files and folders are passed over unless they are given themselves. Links are followed,
    each folder once. Passed over too is what lies in `/proc`, `/sys` and `/dev` and the like, by
    whatever name, and in an index, but not the documents that were uploaded to one, if they are
    asked for.

    Args:
        paths: files and folders.
        known: paths that were there before: one that is not there now is unseen.
        own: folder of the index that they are found for.

    Raises:
        UserError: if another path does not exist.
    """
    before = set(map(absolute, known))
    roots = list(map(absolute, paths))
    check_named(path for path in roots if path not in before)
    walk = _Walk((*SYSTEM, *Mounts().of_system), os.path.realpath(own) if own else None)
    for path in roots:
        real = os.path.realpath(path)
        if reason := _not_of_documents(real, walk.system, walk.own):
            walk.unseen.append(Unseen(path, reason, away=True))
        else:
            walk.entries[path] = real, None
            _add(walk, path, real, walk.waiting, root=True)
    # linked folders come last, so that a file that is in a folder, and behind a link to it too, is
    # given by its own path
    while walk.waiting or walk.linked:
        _list(walk, *(walk.waiting or walk.linked).popleft())
    return Found(dict(sorted(walk.files.items())), tuple(walk.unseen), _mounts(walk))


def stat_of(file: Path) -> Stat:
    """Size and time of change of a file.

    Raises:
        OSError: if it cannot be looked at.
    """
    return _sizes(file.stat())


def is_of_documents(path: Path, own: Path) -> bool:
    """Whether a path leads to what may hold documents: not to the system's own, nor an index.

    Args:
        path: of a file or folder.
        own: folder of the index that it would be read for.
    """
    return _not_of_documents(os.path.realpath(path), SYSTEM, os.path.realpath(own)) is None


def _list(walk: _Walk, folder: Path, real: str) -> None:
    """Take up what is in a folder."""
    if real in walk.listed:
        return
    walk.listed[real] = folder
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if not entry.name.startswith("."):
                    _enter(walk, folder / entry.name, real, entry)
    except OSError as error:
        if not is_gone(folder):
            walk.unseen.append(Unseen(folder, why(error)))


def _enter(walk: _Walk, path: Path, parent: str, entry: "os.DirEntry[str]") -> None:
    """Take up one thing in a folder, unless it holds no documents."""
    linked = entry.is_symlink()
    try:
        folder = entry.is_dir()
    except OSError:
        folder = False  # what it is, or why that cannot be seen, is found out below
    if linked:
        real = os.path.realpath(path)
        reason = _not_of_documents(real, walk.system, walk.own)
    else:
        real = os.path.join(parent, entry.name)  # noqa: PTH118 (a text, of which there are many)
        reason = _folder_not_of_documents(real, walk.system, walk.own) if folder else None
    if reason:
        walk.unseen.append(Unseen(path, reason, away=True))
    else:
        if linked:
            walk.entries[path] = real, parent
        _add(walk, path, real, walk.linked if linked else walk.waiting)


def _add(
    walk: _Walk, path: Path, real: str, folders: deque[tuple[Path, str]], *, root: bool = False
) -> None:
    """Take up a file or folder."""
    try:
        found = path.stat()
    except OSError as error:
        if os.path.islink(path):  # noqa: PTH114 (never raises)
            walk.unseen.append(Unseen(path, "It is a link to what is not there.", away=True))
        elif error.errno not in NOT_THERE:
            walk.unseen.append(Unseen(path, why(error)))
        elif root:
            walk.unseen.append(Unseen(path, "It is not there.", away=True))
        return
    if stat.S_ISDIR(found.st_mode):
        folders.append((path, real))
    else:
        walk.files[path] = _sizes(found)


def _mounts(walk: _Walk) -> dict[Path, str]:
    """Each root on another file system than the first, and where one begins below.

    That is a folder or a link; one that leads to where its folder lies too says nothing new.
    """
    mounts = Mounts()  # read after all was looked at, which mounts what is mounted on demand
    holding = cache(mounts.holding)
    places = {}
    for path, (real, folder) in walk.entries.items():
        mount = holding(real)
        if folder is None or mount != holding(folder):
            places[path] = mount
    places |= {path: real for real, path in walk.listed.items() if real in mounts}
    return {path: mount for path, mount in places.items() if mount != "/"}


def _not_of_documents(real: str, system: Iterable[str], own: str | None) -> str | None:
    """Why a path without links is passed over, if it is."""
    if is_below(real, system) and not is_below(real, [SHARED_MEMORY]):
        return _OF_SYSTEM
    indexes = [place for place in (real, *map(str, Path(real).parents)) if _is_index(place, own)]
    uploaded = all(is_below(real, [f"{place}/{UPLOADS}"]) for place in indexes)
    return None if uploaded else _OF_INDEX


def _folder_not_of_documents(real: str, system: Iterable[str], own: str | None) -> str | None:
    """As `_not_of_documents`, of a folder in one that is not passed over."""
    if is_below(real, system) and not is_below(real, [SHARED_MEMORY]):
        return _OF_SYSTEM
    return _OF_INDEX if _is_index(real, own) else None


def _is_index(folder: str, own: str | None) -> bool:
    """Whether a folder is an index: a stray file of the name does not make it one."""
    if folder == own:
        return True
    database = Path(folder) / DATABASE
    try:
        if not stat.S_ISREG(database.lstat().st_mode):
            return False
    except OSError:
        return False
    try:
        with database.open("rb") as file:
            start = file.read(len(_MAGIC))
    except OSError:
        return True
    return start == _MAGIC or (not start and (database.parent / "lock").is_file())


def _sizes(found: os.stat_result) -> Stat:
    # the time of a change of permissions too, after which a file may be readable
    return found.st_size, max(found.st_mtime_ns, found.st_ctime_ns)
