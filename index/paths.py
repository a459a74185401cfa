"""Paths of files: what lies below what, what is the system's own, and why one cannot be read.

A file has four names: the store keeps it under its `stored_name`; its documents give it as their
`source_of`, which a reader can copy; a reader is shown its `file_name`; and one who is not to know
where on the disk the folders lie, its `name_below` them.
"""

import errno
import os
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from pathlib import Path, PurePath

SYSTEM = ("/proc", "/sys", "/dev")
SHARED_MEMORY = "/dev/shm"  # an ordinary file system
NOT_THERE = (errno.ENOENT, errno.ENOTDIR)

_BYTE = re.compile(rb"\\x([89a-f][0-9a-f])")  # as `stored_name` writes one that is not UTF-8
_BYTES = re.compile(rb"((?:\\x[89a-f][0-9a-f])+)")
_MOST_RUNS = 6  # of bytes in a part of a name, of which each may be written or meant
_QUOTED = re.compile(r"(?:^|/)quoted \d{1,4}\Z")


def absolute(path: Path) -> Path:
    """The path from the root of the file system, through the links that it names."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve follows links)


def is_below(path: str, places: Iterable[str]) -> bool:
    """Whether an absolute path is one of some places, or below one."""
    return any(f"{path}/".startswith(place.rstrip("/") + "/") for place in places)


def is_gone(path: Path) -> bool:
    """Whether there is nothing at a path, and not only nothing that can be seen."""
    try:
        path.lstat()
    except OSError as error:
        return error.errno in NOT_THERE
    return False


def is_of_system(path: Path) -> bool:
    """Whether a path leads to a file of the system's own."""
    real = os.path.realpath(path)
    return is_below(real, SYSTEM) and not is_below(real, [SHARED_MEMORY])


def why(error: OSError) -> str:
    """An error of the system, as a sentence on the place that it is about."""
    if isinstance(error, PermissionError):
        return "It may not be read; check its permissions."
    return f"It cannot be looked at now ({error.strerror or type(error).__name__})."


def stored_name(path: Path) -> str:
    r"""The name under which the store keeps a file: its absolute path as valid text.

    Bytes in it that are not UTF-8 are written out, as `\xe9`; `path_of` leads back.
    """
    return _text(os.fsencode(absolute(path)))


def path_of(name: str) -> Path:
    r"""The path that has a name: the inverse of `stored_name`.

    A name may stand for more than one path, since `\xe9` is a byte that is not UTF-8, or four
    characters that somebody wrote. One that is there is taken, the one that was written first; if
    none is, the one of bytes.
    """
    if not has_escapes(name):
        return Path(name)
    paths = [os.fsencode(Path(name).anchor)]
    for part in Path(name).parts[1:]:
        paths = _called(part, paths)
    return Path(os.fsdecode(paths[0]))


def has_escapes(name: str) -> bool:
    """Whether a name holds what may stand for bytes that are not UTF-8."""
    return _BYTES.search(name.encode()) is not None


def source_of(path: Path) -> str:
    """The absolute path of a file as its documents have it in `source`: valid text, NFC."""
    text = os.fsencode(absolute(path)).decode("utf-8", "replace")
    return unicodedata.normalize("NFC", text)


def quoted_place(number: int) -> str:
    """What a mail that another one quotes is called in its source, behind the other one's."""
    return f"quoted {number}"


def is_quoted(source: str) -> bool:
    """Whether a source is of a mail that was read where another one quotes it."""
    return _QUOTED.search(source.partition("#")[2]) is not None


def file_name(source: str) -> str:
    """What a reader is shown of a source: its file's name, and `#` and the place in the file."""
    path, sign, place = source.partition("#")
    return PurePath(path).name + sign + place


def tops_of(roots: Iterable[str]) -> Mapping[str, str]:
    """Sources of mirrored files and folders that lie in no other → what they are called.

    Nothing where there is only one, and else its name, with a number where two have the same.
    """
    folders: list[str] = []
    for root in sorted({f"{root.rstrip('/')}/" for root in roots}):
        if not folders or not root.startswith(folders[-1]):  # what lies in one follows it
            folders.append(root)
    tops = [folder[:-1] for folder in folders]
    if len(tops) < 2:
        return dict.fromkeys(tops, "")
    found: dict[str, str] = {}
    taken: set[str] = set()
    numbers: dict[str, int] = {}
    for top in tops:
        wished = name = file_name(top) or "files"
        number = numbers.get(wished, 1)
        while name in taken:
            number += 1
            name = f"{wished} ({number})"
        numbers[wished] = number
        taken.add(name)
        found[top] = name
    return found


def names_of_tops(roots: Iterable[str]) -> dict[str, str]:
    """Mirrored files and folders that lie in no other → what they are called, as for `tops_of`.

    Args:
        roots: as the store keeps their names, which need not be NFC as a source is.
    """
    sources = {root: unicodedata.normalize("NFC", root).rstrip("/") for root in roots}
    tops = tops_of(sources.values())
    return {root: tops[source] for root, source in sources.items() if source in tops}


def name_below(source: str, tops: Mapping[str, str]) -> str:
    """A source from the mirrored folder on that it lies in; its `file_name` if that is none.

    Args:
        source: absolute, or shown already, which stays as it is.
        tops: as `tops_of` has them.
    """
    if not source.startswith("/"):
        return source
    file, sign, part = source.partition("#")
    if file in tops:  # it is mirrored itself
        return (tops[file] or file_name(file)) + sign + part
    place = source
    while place and place not in tops:
        place = place.rpartition("/")[0]
    if place not in tops:
        return file_name(source)
    return "/".join(filter(None, (tops[place], source[len(place) + 1 :])))


def _called(part: str, folders: Sequence[bytes]) -> list[bytes]:
    """The paths in some folders that a part of a name may stand for, those that are there."""
    written = os.fsencode(part)
    if len(folders) == 1 and not _BYTES.search(written):
        return [os.path.join(folders[0], written)]  # noqa: PTH118 (bytes)
    meant = [entry for entry in _candidates(written) if _text(entry) == part]
    paths = [os.path.join(folder, entry) for folder in folders for entry in meant]  # noqa: PTH118
    there = [path for path in paths if not is_gone(Path(os.fsdecode(path)))]
    return there or [paths[min(1, len(meant) - 1)]]


def _text(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")


def _candidates(written: bytes) -> Iterator[bytes]:
    """What a part of a name may stand for: as it is written, all bytes, and some of both."""
    pieces = _BYTES.split(written)  # every second one is a run of bytes
    yield written
    yield b"".join(map(_unwritten, pieces))
    runs = len(pieces) // 2
    if runs <= _MOST_RUNS:
        for chosen in product((False, True), repeat=runs):
            yield b"".join(
                _unwritten(piece) if number % 2 and chosen[number // 2] else piece
                for number, piece in enumerate(pieces)
            )


def _unwritten(run: bytes) -> bytes:
    return _BYTE.sub(lambda byte: bytes.fromhex(byte[1].decode()), run)
