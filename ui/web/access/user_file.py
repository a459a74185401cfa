"""The file of users: one JSON object a line, which only its owner reads.

It is written whole beside itself and put in place in one step, under a lock, so that neither a
crash nor a second command loses a user. A link, a file that others may write and a damaged line are
refused: nobody is let in by guesswork.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from index.errors import UserError
from index.files import atomic_write
from ui.web.access.records import Record, format_record, parse_record

Records = dict[str, Record]
"""Users by their names."""
Stamp = tuple[int, int, int, int] | None
"""What changes whenever the file does; None if there is no file."""

_LARGEST_FILE = 4 * 2**20
_WAIT = 10.0  # seconds for another command that writes the file


@contextmanager
def change(path: Path) -> Iterator[Records]:
    """The users to change; written at the end of the block, unless it fails or nothing changed.

    Raises:
        UserError: if the file cannot be read or written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with FileLock(f"{path}.lock", timeout=_WAIT, mode=0o600):
            _, before = read(path)
            records = dict(before)
            yield records
            if records != before:
                write(path, records)
    except Timeout as error:
        raise UserError(
            f"Another command is writing {path}.", "Wait for it, and try again."
        ) from error
    except OSError as error:
        raise UserError(
            f"{path} cannot be written ({error.strerror or error}).",
            "Make room or correct its permissions, or name another file with --users FILE.",
        ) from error


def stamp_of(path: Path) -> Stamp:
    """What changes whenever the file does; None if there is none.

    Raises:
        UserError: if it cannot be looked at.
    """
    try:
        found = path.lstat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    return _stamp(found)


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def read(path: Path) -> tuple[Stamp, Records]:
    """What changes whenever the file does, and its records; (None, {}) if there is no file.

    Blank lines, a byte order mark and Windows line ends are no damage.

    Raises:
        UserError: if it is damaged, a link, or may be written by others.
    """
    stamp, content = _content(path)
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise _unreadable(path, "it is not UTF-8") from error
    records: Records = {}
    accounts: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = parse_record(line)
        except (ValueError, TypeError, RecursionError, UserError) as error:
            raise _unreadable(path, f"line {number} is damaged") from error
        if record.name in records:
            raise _unreadable(path, f"line {number} names a user a second time")
        if record.account in accounts:  # two users would read each other's conversations
            raise _unreadable(path, f"line {number} names an account a second time")
        accounts |= {record.account} - {""}
        records[record.name] = record
    return stamp, records


def _content(path: Path) -> tuple[Stamp, bytes]:
    """The file as it is; (None, b"") if there is none.

    Raises:
        UserError: if it is a link or no file, too large, or may be written by others.
    """
    try:
        # not to wait where it is a pipe
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None, b""
    except OSError as error:
        link = path.is_symlink()
        raise _unreadable(path, "it is a link" if link else error.strerror or "") from error
    try:
        found = os.fstat(opened)
        if not stat.S_ISREG(found.st_mode):
            raise _unreadable(path, "it is not a file")
        if found.st_mode & 0o022:
            raise UserError(
                f"{path} may be written by others, who could let themselves in.",
                f"Correct it with: chmod 600 {path}",
            )
        with open(opened, "rb", closefd=False) as file:
            content = file.read(_LARGEST_FILE + 1)
    except OSError as error:
        raise _unreadable(path, error.strerror or str(error)) from error
    finally:
        os.close(opened)
    if len(content) > _LARGEST_FILE:
        raise _unreadable(path, f"it has more than {_LARGEST_FILE // 2**20} MB")
    return _stamp(found), content


def _unreadable(path: Path, why: str) -> UserError:
    return UserError(
        f"The file of users {path} cannot be used: {why}.",
        "Put back a copy of it, or move it away and add the users again: pincite user add NAME",
    )


def write(path: Path, records: Records) -> None:
    """Put a new file in the place of the old, whole; called under the lock.

    Raises:
        OSError: if it cannot be written; the old file is as it was.
    """
    with atomic_write(path) as partial:
        opened = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with open(opened, "w", encoding="utf-8") as file:  # noqa: PTH123 (of a descriptor)
            if os.geteuid() == 0:  # by sudo: whoever has the folder runs the page, and must read it
                owner = path.parent.stat()
                os.fchown(opened, owner.st_uid, owner.st_gid)
            file.writelines(format_record(record) + "\n" for record in records.values())
            file.flush()
            os.fsync(opened)
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)  # so that a removed user does not come back after a power failure
    finally:
        os.close(folder)
