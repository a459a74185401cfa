"""Files that strangers drop in: a safe name, a look at what they are, a place in the index.

A file is trusted in nothing: not in its name, which may hold a path, nor in its extension. It is
written under a hidden name first, so that one that is cut off is never taken for a whole.
"""

import filecmp
import re
import shutil
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePath, PurePosixPath

from index.documents.registry import extension, format_of, uploadable
from index.errors import UserError
from index.files import atomic_write

MB = 2**20
LARGEST = 50 * MB
"""Bytes of a file that may be dropped in."""

_LONGEST_NAME = 120
_DEEPEST = 8
"""Parts of a path that are kept, with the name of the file."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f-\x9f<>:"|?*\u202a-\u202e\u2066-\u2069\ud800-\udfff]')


def keep(file: Path, name: str, folder: Path) -> Path:
    """Copy a file into a folder under a name that is safe and was free.

    Args:
        file: what was uploaded.
        name: what its sender calls it, with the folders that it lay in, if they are to be kept.
        folder: where to; made if it is not there.

    Returns:
        Where it is now; the same place as before if that very file was there already.

    Raises:
        UserError: if it is too large, not what its name says, or there is no room.
    """
    safe = safe_path(name)
    _check(file, safe.name)
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        (folder / safe).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        for place in _places(folder / safe):
            if not place.exists():
                break
            if filecmp.cmp(file, place, shallow=False):
                return place
        with atomic_write(place) as partial:
            shutil.copyfile(file, partial)
    except OSError as error:
        raise UserError(
            f"{safe.name} cannot be kept ({error.strerror or error}).",
            "Make room, and drop it again.",
        ) from error
    return place


def safe_name(name: str) -> str:
    """The last part of a path, however it is written, without what a file system would obey."""
    last = PurePosixPath(unicodedata.normalize("NFC", name).replace("\\", "/")).name
    last = _UNSAFE.sub("_", last).strip(" .") or "document.txt"
    stem, suffix = Path(last).stem, Path(last).suffix
    room = _LONGEST_NAME - len(suffix.encode())
    return stem.encode()[: max(room, 8)].decode("utf-8", "ignore").rstrip() + suffix[:16]


def safe_path(name: str) -> PurePath:
    """A path below a folder, however it is written: each part as `safe_name` has it.

    Of more than `_DEEPEST` parts, those in the middle are left out.
    """
    parts = [part for part in name.replace("\\", "/").split("/") if part.strip(" .")]
    if len(parts) > _DEEPEST:
        parts = [*parts[: _DEEPEST - 1], parts[-1]]
    return PurePath(*map(safe_name, parts or [""]))


def _places(wished: Path) -> Iterator[Path]:
    yield wished
    number = 1
    while True:
        number += 1
        yield wished.with_name(f"{wished.stem} ({number}){wished.suffix}")


def _check(file: Path, name: str) -> None:
    """Refuses what is too large, or something else than its name says.

    Raises:
        UserError: if so.
    """
    format = format_of(Path(name))
    if not format or not format.uploadable:
        raise UserError("It is not a kind of file that can be dropped here.", f"{_readable()}.")
    size = file.stat().st_size
    if size > LARGEST:
        raise UserError(
            f"It has {size // MB:,} MB, and at most {LARGEST // MB} MB are taken.",
            "Cut it into parts, or put it into a folder that pincite mirrors.",
        )
    if not size:
        raise UserError("It is empty.", "Was it saved?")
    if not format.recognises(file):
        raise UserError(
            f"Its contents are not those of a {extension(Path(name))} file.",
            "Give it the extension that it has.",
        )


def _readable() -> str:
    return f"These are read: {' '.join(uploadable())}"
