"""Where the file systems of this machine are mounted, as it tells now."""

import os
from pathlib import Path

_TABLE = Path("/proc/self/mountinfo")
_OF_SYSTEM = frozenset(
    b"binfmt_misc bpf cgroup cgroup2 configfs debugfs devpts devtmpfs efivarfs fusectl mqueue proc "
    b"pstore rpc_pipefs securityfs selinuxfs sysfs tracefs".split()
)


class Mounts:
    """The mount points; where the machine has no list of them, each path is asked.

    Attributes:
        points: all of them; none where the machine has no list.
        of_system: those whose files are made up by the system when they are read.
    """

    def __init__(self) -> None:
        try:
            lines = _TABLE.read_bytes().splitlines()
        except OSError:
            lines = []
        points = {os.fsdecode(_unescaped(line.split(b" ")[4])): _kind(line) for line in lines}
        self.points = frozenset(points)
        self.of_system = tuple(sorted(p for p, kind in points.items() if kind in _OF_SYSTEM))

    def __contains__(self, real: str) -> bool:
        """Whether a file system is mounted at a path without links."""
        return real in self.points if self.points else os.path.ismount(real)

    def holding(self, real: str) -> str:
        """The mount point of the file system that holds a path without links."""
        places = (real, *map(str, Path(real).parents))
        return next((place for place in places if place in self), "/")


def _kind(line: bytes) -> bytes:
    """The kind of a file system, which stands behind the fields that may be there or not."""
    return line.partition(b" - ")[2].split(b" ")[0]


def _unescaped(field: bytes) -> bytes:
    r"""A path of the list, in which blanks and backslashes are written as `\040`."""
    first, *others = field.split(b"\\")
    return first + b"".join(bytes([int(part[:3], 8)]) + part[3:] for part in others)
