"""Who did what: one line for each upload, fetch, removal, setting, login and change of users.

The lines stand in `audit.jsonl` in the folder of the index, which only its owner reads. Questions,
passwords, keys and cookies do not belong there: callers give names of things, and what looks like a
secret all the same is taken out. A disk that is full never stops the page; what could not be
written is counted, and the count is written when there is room again.
"""

import fcntl
import json
import logging
import os
import re
import stat
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

log = logging.getLogger("pincite")

Action = Literal[
    "upload",
    "fetch",
    "removal",
    "refresh",
    "setting",
    "login",
    "failed login",
    "logout",
    "user change",
    "lost lines",
]

FILE = "audit.jsonl"
LARGEST = 10_000_000
"""Bytes of the file, after which it becomes `audit.jsonl.1`, in place of the one before."""
LONGEST = 300
"""Characters of a value."""

SECRETS = ("PINCITE_PASSWORD", "PINCITE_LLM_KEY", "PINCITE_MILVUS_TOKEN", "OPENAI_API_KEY")
"""Environment variables whose values never stand in a line."""

_SHORTEST_SECRET = 8  # what is shorter stands in ordinary words, which a mark would give away
_LOOKED_AT = 2_000
_LOCK_SECONDS = 1.0
_MARK = "[removed]"
_IN_AN_ADDRESS = re.compile(r"(?<=://)[^/\s@]*@|\?[^\s]*(?==)[^\s]*", re.IGNORECASE)
_KEYS = re.compile(
    r"\b(bearer|basic)\s+\S+"
    r"|\b(sk|pk|hf|ghp|xox[a-z])[-_][\w-]{8,}"
    r"|pincite_session\w*\s*=\s*\S+"
    r"|\b(password|passwd|api[-_]?key|token|secret)\s*[=:]\s*\S+",
    re.IGNORECASE,
)


class Audit:
    """The file of what was done; used by any number of threads and processes."""

    def __init__(
        self,
        folder: Path | None,
        *,
        clock: Callable[[], float] = time.time,
        secrets: Mapping[str, str] = os.environ,
    ) -> None:
        """Nothing is written yet.

        Args:
            folder: of the index; None where there is none, and then nothing is written.
            clock: seconds since 1970.
            secrets: where the values of `SECRETS` are.
        """
        self.path = folder / FILE if folder else None
        self._clock = clock
        self._secrets = secrets
        self._turn = threading.Lock()
        self._lost = 0

    def note(
        self, action: Action, what: str = "", *, user: str | None = None, address: str | None = None
    ) -> None:
        """Write one line. Never raises on a file system that refuses; that is logged once.

        Args:
            action: what kind of thing was done.
            what: to which file, document, setting or user; no value of a setting, no question.
            user: who did it; None where nobody is logged in. After a failed login only a name that
                is a user's: what else stands in the field for names is sometimes a password.
            address: of the client; None on the command line.
        """
        if self.path is None:
            return
        with self._turn:
            try:
                if self._lost:
                    told = f"{self._lost} lines could not be written before this one"
                    _append(self.path, self._line("lost lines", told, None, None))
                    self._lost = 0
                _append(self.path, self._line(action, what, user, address))
            except OSError as error:
                if not self._lost:
                    log.error(
                        "What is done on the page cannot be written to %s (%s); the page goes on.",
                        self.path,
                        error.strerror or error,
                    )
                self._lost += 1

    def _line(self, action: Action, what: str, user: str | None, address: str | None) -> bytes:
        now = datetime.fromtimestamp(self._clock(), UTC)
        value = {
            "time": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "user": None if user is None else self._clean(user),
            "address": None if address is None else self._clean(address),
            "action": action,
            "what": self._clean(what),
        }
        return json.dumps(value, ensure_ascii=False).encode() + b"\n"

    def _clean(self, text: str) -> str:
        """`text` in one line that a terminal may show, without secrets, and not too long."""
        for name in SECRETS:
            secret = self._secrets.get(name, "")
            if len(secret) >= _SHORTEST_SECRET:
                text = text.replace(secret, _MARK)
        text = "".join(
            c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text[:_LOOKED_AT]
        )
        text = _KEYS.sub(_MARK, _IN_AN_ADDRESS.sub(_MARK, text))
        return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _append(path: Path, line: bytes) -> None:
    """Append a line, whole or not at all, and begin another file where this one is full.

    Raises:
        OSError: if it cannot be written.
    """
    for _ in range(3):
        opened = os.open(
            path,
            os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC,
            0o600,
        )
        try:
            found = os.fstat(opened)
            if not stat.S_ISREG(found.st_mode):
                raise OSError(f"{path} is not a file")
            if _lock(opened) and found.st_size + len(line) > LARGEST:
                with suppress(FileNotFoundError):
                    if os.path.samestat(found, path.lstat()):  # or another process was first
                        path.replace(path.with_name(path.name + ".1"))
                continue
            _write(opened, line)
            return
        finally:
            os.close(opened)  # and unlocks it
    raise OSError(f"{path} is replaced again and again")


def _write(opened: int, line: bytes) -> None:
    if stat.S_IMODE(os.fstat(opened).st_mode) != 0o600:
        os.fchmod(opened, 0o600)
    before = os.fstat(opened).st_size
    if before and os.pread(opened, 1, before - 1) != b"\n":
        line = b"\n" + line  # after a line that was cut off, by whomever
    if os.write(opened, line) != len(line):
        os.ftruncate(opened, before)
        raise OSError("only a part of a line could be written")


def _lock(opened: int) -> bool:
    """Keep other processes from replacing the file; False if one of them does not let go."""
    end = time.monotonic() + _LOCK_SECONDS
    while time.monotonic() < end:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(0.01)
        except OSError:  # a disk of another machine that knows no locks
            return False
        else:
            return True
    return False
