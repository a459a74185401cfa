"""The files of a word index: checked before they are read, and read where they may not be written.

Every file of a segment ends in what tantivy wrote of it: a line of JSON with the CRC of all before,
the length of that line, and a magic number. The list of segments has none; its schema and settings
have to be those of a new index, and whoever knows how many documents there are has to count them.
"""

import json
import mmap
import os
import re
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from index.errors import UserError
from index.store.checksums import CHECKED_AT_OPENING
from index.store.layout import SEGMENTS
from index.store.temporary import folder_for

_LOCKS = (".tantivy-meta.lock", ".tantivy-writer.lock")
_MAGIC = 1337
_TAIL = 8  # bytes of the length and the magic number
_LONGEST_FOOTER = 50_000
_PARTS = ("idx", "pos", "term", "store", "fast", "fieldnorm")
_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Checked = set[tuple[str, int, int]]
"""Files that were found whole: name, size in bytes, time of change in ns."""


Meta = dict[str, Any]
"""The list of segments, as `meta.json` has it."""


class SegmentError(OSError):
    """A file of the word index is not as it was written."""


def check(folder: Path, new: Meta, checked: Checked, most: int | None = None) -> None:
    """See that the files of a word index are as they were written.

    Args:
        folder: of the index.
        new: the list of segments of a new index.
        checked: what was found whole before, and is not read again; grows.
        most: bytes, beyond which none of the files are read, only seen to be there.

    Raises:
        OSError: if one is missing, or is not as it was written.
    """
    meta = _meta(folder, new)
    _check_sizes(folder, meta)
    unread = []
    for name in files(meta):
        stat = (folder / name).stat()
        mark = (name, stat.st_size, stat.st_mtime_ns)
        if mark not in checked:
            unread.append(mark)
    if most is None or sum(size for _, size, _ in unread) <= most:
        for mark in unread:
            _check_file(folder / mark[0])
            checked.add(mark)


def check_at_opening(folder: Path, new: Meta, checked: Checked) -> None:
    """As `check`, unless there is so much of it that opening would be slow."""
    check(folder, new, checked, CHECKED_AT_OPENING)


def files(meta: Meta) -> Iterator[str]:
    """Names of the files that a list of segments names."""
    for segment in meta["segments"]:
        name = segment["segment_id"].replace("-", "")
        for part in _PARTS:
            yield f"{name}.{part}"
        if segment["deletes"]:
            yield _deleted(segment)


def link_files(folder: Path) -> "tempfile.TemporaryDirectory[str] | None":
    """Links to the files, where tantivy may make the lock that it wants; None if it needs none.

    Raises:
        OSError: if the folder cannot be read.
        UserError: if there is no place for links.
    """
    locks = [folder / name for name in _LOCKS if (folder / name).exists()]
    if all(os.access(place, os.W_OK) for place in (folder, *locks)):
        return None
    names = sorted(path.name for path in folder.iterdir() if path.name not in _LOCKS)
    try:
        links = folder_for("words")
        for name in names:
            (Path(links.name) / name).symlink_to((folder / name).absolute())
    except OSError as error:
        raise temporary_error(error) from error
    return links


def temporary_error(error: Exception) -> UserError:
    """That nothing can be made in the folder for temporary files, which is no damage."""
    reason = getattr(error, "strerror", None) or error
    return UserError(
        f"No temporary files can be written ({reason}).",
        "Make room, or name another folder in the environment variable TMPDIR; nothing was lost.",
    )


_OF_DAMAGE = (FileNotFoundError, IsADirectoryError, NotADirectoryError)


def is_damage(error: OSError) -> bool:
    """Whether an index of words is missing or damaged, not merely out of reach for now.

    What the system refuses, such as too many open files, says nothing about the files.
    """
    return error.errno is None or isinstance(error, (SegmentError, *_OF_DAMAGE))


def share(folder: Path) -> None:
    """Let whoever may read the segments read the list of them, which tantivy keeps to its user."""
    with suppress(OSError):
        mode = (folder / _LOCKS[1]).stat().st_mode & 0o666
        for path in (folder / SEGMENTS, folder / ".managed.json"):
            path.chmod(mode)


def _meta(folder: Path, new: Meta) -> Meta:
    try:
        meta = json.loads((folder / SEGMENTS).read_bytes())
        right = all(
            _ID.fullmatch(segment["segment_id"])
            and {"max_doc", "deletes"} <= segment.keys()
            and (segment["deletes"] is None or "opstamp" in segment["deletes"])
            for segment in meta["segments"]
        )
        if right and all(meta[name] == new[name] for name in ("schema", "index_settings")):
            return dict(meta)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise SegmentError(f"{SEGMENTS} of the word index is not as it was written") from error
    raise SegmentError(f"{SEGMENTS} of the word index is not as it was written")


def _check_sizes(folder: Path, meta: Meta) -> None:
    """See that segments have as many documents as the list of those deleted is made for.

    Of a segment without deleted ones the number is seen where documents are counted.
    """
    for segment in meta["segments"]:
        if segment["deletes"]:
            with (folder / _deleted(segment)).open("rb") as file:
                if int.from_bytes(file.read(4), "little") != segment["max_doc"]:
                    raise SegmentError(f"{SEGMENTS} of the word index is not as it was written")


def _deleted(segment: Meta) -> str:
    return f"{segment['segment_id'].replace('-', '')}.{segment['deletes']['opstamp']}.del"


def _check_file(path: Path) -> None:
    with path.open("rb") as file:
        size = path.stat().st_size
        if size > _TAIL:
            with mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ) as content:
                length = int.from_bytes(content[size - 8 : size - 4], "little")
                magic = int.from_bytes(content[size - 4 :], "little")
                end = size - _TAIL - length
                if magic == _MAGIC and length <= _LONGEST_FOOTER and end >= 0:
                    said = _crc_in(content[end : size - _TAIL])
                    with memoryview(content) as whole, whole[:end] as body:
                        if zlib.crc32(body) == said:
                            return
    raise SegmentError(f"{path.name} of the word index is not as it was written")


def _crc_in(footer: bytes) -> int | None:
    try:
        return int(json.loads(footer)["crc"])
    except (ValueError, KeyError, TypeError):
        return None
