"""Who may come in, and what each may do: a file of names, roles and salted scrypt hashes.

One JSON object a line, which only its owner reads. It is written whole beside itself and put in
place in one step, under a lock, so that neither a crash nor a second command loses a user. The
server looks at the file again whenever it changes: a user who is removed is out at once.

No password is kept, shown or logged, and whether a name or a password is wrong cannot be told from
the time it takes.
"""

import hashlib
import hmac
import json
import logging
import os
import secrets
import stat
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Protocol, Self, get_args

from filelock import FileLock, Timeout

from index.errors import UserError

log = logging.getLogger("pincite")

Role = Literal["read", "ask", "edit"]
"""What a user may do; each role may do what the ones before it may.

read: look at documents and search; ask: also ask; edit: also judge, add and remove documents and
change settings.
"""
ROLES: tuple[Role, ...] = get_args(Role)

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1_000
LONGEST_NAME = 64

_LARGEST_FILE = 4 * 2**20
_MOST_MEMORY = 256 * 2**20
_WAIT = 10.0  # seconds for another command that writes the file
_SALT = 16
_HASH = 32


@dataclass(frozen=True, slots=True)
class Cost:
    """How much work one guess is; scrypt's parameters, as RFC 7914 names them.

    Attributes:
        n: work and memory, a power of two; with the usual r of 8 it takes n KiB.
        r: size of a block.
        p: how often.
    """

    n: int = 2**15
    r: int = 8
    p: int = 1

    @property
    def memory(self) -> int:
        """Bytes that one hash needs."""
        return 128 * self.r * (self.n + self.p + 2)

    def hash(self, password: str, salt: bytes) -> bytes:
        """The hash of a password, after NFC; any string has one."""
        return hashlib.scrypt(
            _bytes(password),
            salt=salt,
            n=self.n,
            r=self.r,
            p=self.p,
            maxmem=2 * self.memory,
            dklen=_HASH,
        )


COST = Cost()
"""Of passwords that are set from now on: 32 MiB and under a tenth of a second each."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is let in.

    Attributes:
        name: after NFC.
        role: what he may do.
        credential: changes with the password, and tells nothing of it; a session holds it.
    """

    name: str
    role: Role
    credential: str = field(repr=False)

    def may(self, role: Role) -> bool:
        """Whether he may do what `role` may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Directory(Protocol):
    """Who there is: a file of users (`Users`), or one user in memory (`OneUser`)."""

    def check(self, name: str, password: str) -> User | None:
        """The user of this name and password; None if either is wrong, after the same time."""
        ...

    def find(self, name: str) -> User | None:
        """The user of this name as he is now; None if there is none."""
        ...


@dataclass(frozen=True, slots=True)
class _Secret:
    """A password as it is kept."""

    cost: Cost
    salt: bytes = field(repr=False)
    hash: bytes = field(repr=False)

    @classmethod
    def of(cls, password: str, cost: Cost) -> Self:
        salt = secrets.token_bytes(_SALT)
        return cls(cost, salt, cost.hash(password, salt))

    @classmethod
    def decoy(cls, cost: Cost) -> Self:
        """What no password has; to hash against where there is no user."""
        return cls(cost, secrets.token_bytes(_SALT), b"")

    def matches(self, password: str) -> bool:
        right = hmac.compare_digest(self.cost.hash(password, self.salt), self.hash)
        return right and len(password) <= LONGEST_PASSWORD

    @property
    def credential(self) -> str:
        return hashlib.sha256(b"pincite session\0" + self.salt + self.hash).hexdigest()


@dataclass(frozen=True, slots=True)
class _Record:
    """A line of the file."""

    name: str
    role: Role
    secret: _Secret

    @property
    def user(self) -> User:
        return User(self.name, self.role, self.secret.credential)


_Records = dict[str, _Record]
_Stamp = tuple[int, int, int, int] | None
_UNREAD: _Stamp = (-1, -1, -1, -1)


class Users:
    """A file of users; used by any number of threads, and by other processes at the same time."""

    def __init__(self, path: Path) -> None:
        """Not read yet; see `open`."""
        self.path = path
        self._turn = threading.Lock()
        self._stamp: _Stamp = None
        self._records: _Records = {}
        self._trouble = ""
        self._key = secrets.token_bytes(_SALT)

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Self:
        """Open a file of users.

        Args:
            path: of the file.
            create: whether it need not be there yet; it is written when a user is added.

        Raises:
            UserError: if it is damaged, a link, open to others, or not there where it must be.
        """
        users = cls(path)
        users._stamp, users._records = _read(path)
        if users._stamp is None and not create:
            raise UserError(
                f"There is no file of users {path}.", "Add one with: pincite user add NAME"
            )
        return users

    def __len__(self) -> int:
        return len(self._present())

    def all(self) -> list[User]:
        """Everybody, by name."""
        return [record.user for _, record in sorted(self._present().items())]

    # Whoever comes in

    def check(self, name: str, password: str) -> User | None:
        """The user of this name and password; None if either is wrong, after the same time.

        While the file cannot be read nobody is let in, and the log says why.
        """
        records = self._present()
        record = records.get(_normalised(name))
        secret = record.secret if record else _Secret.decoy(self._usual_cost(name, records))
        right = secret.matches(password)
        return record.user if record and right else None

    def find(self, name: str) -> User | None:
        """The user of this name as he is now; None if there is none, or the file is damaged."""
        record = self._present().get(_normalised(name))
        return record.user if record else None

    def must_find(self, name: str) -> User:
        """The user of this name.

        Raises:
            UserError: if there is none.
        """
        return _known(name, self._present()).user

    def _usual_cost(self, name: str, records: _Records) -> Cost:
        """The cost of a name that is not there: that of one that is, and always the same one's.

        Otherwise a file with passwords of two costs would tell by the time which names it holds.
        """
        if not records:
            return COST
        drawn = hmac.digest(self._key, _bytes(name), "sha256")
        costs = [record.secret.cost for record in records.values()]
        return costs[int.from_bytes(drawn, "big") % len(costs)]

    def _present(self) -> _Records:
        """The records as they are on disk; none, with a line in the log, if they are damaged."""
        with self._turn:
            stamp: _Stamp = (0, 0, 0, 0)  # of no file
            try:
                stamp = _stamp(self.path)
                if stamp != self._stamp:
                    self._stamp, self._records = _read(self.path)
                    self._trouble = ""
            except UserError as error:
                # a file that is damaged stays so until it changes; what cannot be read may pass
                self._stamp, self._records = (stamp if error.__cause__ is None else _UNREAD), {}
                if str(error) != self._trouble:
                    self._trouble = str(error)
                    log.error("Nobody is let in. %s", error)
            return self._records

    # Changes

    def add(self, name: str, password: str, role: Role) -> User:
        """Add a user.

        Raises:
            UserError: if the name is taken or cannot be one, the password is too short or too long,
                or the file cannot be read or written.
        """
        name = valid_name(name)
        with self._change() as records:
            if name in records:
                raise UserError(
                    f"There is a user {name} already.",
                    "Change the password with: pincite user password NAME, or the role with: "
                    "pincite user role NAME ROLE",
                )
            record = _Record(name, valid_role(role), _Secret.of(valid_password(password), COST))
            records[name] = record
        return record.user

    def remove(self, name: str) -> bool:
        """Remove a user; his sessions end with him. False if there was none.

        Raises:
            UserError: if the file cannot be read or written.
        """
        with self._change() as records:
            return records.pop(_normalised(name), None) is not None

    def set_role(self, name: str, role: Role) -> User:
        """Give a user another role, which his sessions have at once.

        Raises:
            UserError: if there is no such user, or the file cannot be read or written.
        """
        with self._change() as records:
            record = replace(_known(name, records), role=valid_role(role))
            records[record.name] = record
        return record.user

    def set_password(self, name: str, password: str) -> User:
        """Give a user another password; his sessions end.

        Raises:
            UserError: if there is no such user, the password is too short or too long, or the file
                cannot be read or written.
        """
        with self._change() as records:
            secret = _Secret.of(valid_password(password), COST)
            record = replace(_known(name, records), secret=secret)
            records[record.name] = record
        return record.user

    @contextmanager
    def _change(self) -> Iterator[_Records]:
        """The records to change; written at the end, unless it fails or nothing changed."""
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with FileLock(f"{self.path}.lock", timeout=_WAIT, mode=0o600):
                _, before = _read(self.path)
                records = dict(before)
                yield records
                if records != before:
                    _write(self.path, records)
        except Timeout as error:
            raise UserError(
                f"Another command is writing {self.path}.", "Wait for it, and try again."
            ) from error
        except OSError as error:
            raise UserError(
                f"{self.path} cannot be written ({error.strerror or error}).",
                "Make room or correct its permissions, or name another file with --users FILE.",
            ) from error


class OneUser:
    """The one user of `--auth`, whose password is hashed once and then forgotten."""

    def __init__(self, name: str, password: str, role: Role = "edit") -> None:
        """Hash the password.

        Raises:
            UserError: if the name cannot be one, or the password is empty or too long.
        """
        if not password or len(password) > LONGEST_PASSWORD:
            raise UserError(
                f"A password has from 1 to {LONGEST_PASSWORD:,} characters.", "Choose another."
            )
        self._record = _Record(valid_name(name), valid_role(role), _Secret.of(password, COST))

    def check(self, name: str, password: str) -> User | None:
        """The user, if name and password are his; None if either is wrong, after the same time."""
        known = _normalised(name) == self._record.name
        right = self._record.secret.matches(password)
        return self._record.user if known and right else None

    def find(self, name: str) -> User | None:
        """The user, if the name is his."""
        return self._record.user if _normalised(name) == self._record.name else None


def valid_name(name: str) -> str:
    """A name, after NFC.

    Raises:
        UserError: if it cannot be one.
    """
    normal = unicodedata.normalize("NFC", name[: LONGEST_NAME + 1])
    fits = 1 <= len(normal) <= LONGEST_NAME and len(name) <= LONGEST_NAME
    if fits and normal.isprintable() and ":" not in normal and normal == normal.strip():
        return normal
    raise UserError(
        f"A user's name has 1 to {LONGEST_NAME} printable characters, no colon, and no space at "
        "either end.",
        "Choose another name.",
    )


def valid_password(password: str) -> str:
    """A password that is long enough, and not too long; as it was given.

    Raises:
        UserError: if it is not.
    """
    if len(_normalised(password)) < SHORTEST_PASSWORD or len(password) > LONGEST_PASSWORD:
        raise UserError(
            f"A password has from {SHORTEST_PASSWORD} to {LONGEST_PASSWORD:,} characters.",
            "Choose another, for example four words that have nothing to do with each other.",
        )
    return password


def valid_role(role: str) -> Role:
    """A role.

    Raises:
        UserError: if it is none.
    """
    for known in ROLES:
        if role == known:
            return known
    raise UserError(f"There is no role {role[:20]!r}.", f"The roles are: {', '.join(ROLES)}.")


def _normalised(text: str) -> str:
    """`text` after NFC, cut where it is too long to be a name or a password."""
    return unicodedata.normalize("NFC", text[: LONGEST_PASSWORD + 1])


def _bytes(text: str) -> bytes:
    return _normalised(text).encode("utf-8", "surrogatepass")


def _known(name: str, records: _Records) -> _Record:
    record = records.get(_normalised(name))
    if record is None:
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:80])
        raise UserError(f"There is no user {shown}.", "See who there is with: pincite user list")
    return record


# The file


def _stamp(path: Path) -> _Stamp:
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
    return _stamp_of(found)


def _stamp_of(found: os.stat_result) -> _Stamp:
    return found.st_ino, found.st_mtime_ns, found.st_ctime_ns, found.st_size


def _read(path: Path) -> tuple[_Stamp, _Records]:
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
    records: _Records = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = _record(json.loads(line))
        except (ValueError, TypeError, RecursionError, UserError) as error:
            raise _unreadable(path, f"line {number} is damaged") from error
        if record.name in records:
            raise _unreadable(path, f"line {number} names a user a second time")
        records[record.name] = record
    return stamp, records


def _content(path: Path) -> tuple[_Stamp, bytes]:
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
    return _stamp_of(found), content


def _unreadable(path: Path, why: str) -> UserError:
    return UserError(
        f"The file of users {path} cannot be used: {why}.",
        "Put back a copy of it, or move it away and add the users again: pincite user add NAME",
    )


_FIELDS = {"name", "role", "n", "r", "p", "salt", "hash"}


def _record(value: Any) -> _Record:
    """A line of the file.

    Raises:
        ValueError, TypeError or UserError: if it is damaged. An unknown field is damage, too: it
            may be one that keeps somebody out.
    """
    if not isinstance(value, dict) or set(value) != _FIELDS:
        raise ValueError("a record has the fields: " + ", ".join(sorted(_FIELDS)))
    name, salt, hash = value["name"], bytes.fromhex(value["salt"]), bytes.fromhex(value["hash"])
    if valid_name(name) != name or len(salt) < _SALT or len(hash) != _HASH:
        raise ValueError("a name, a salt or a hash is damaged")
    return _Record(name, valid_role(value["role"]), _Secret(_cost(value), salt, hash))


def _cost(value: dict[str, Any]) -> Cost:
    """The parameters of a line; such that checking a password always ends, and is some work.

    Raises:
        ValueError: if they are not.
    """
    n, r, p = (value[name] for name in "nrp")
    if any(type(number) is not int for number in (n, r, p)):
        raise ValueError("a parameter of scrypt is no whole number")
    if not (2**10 <= n <= 2**17 and n & (n - 1) == 0 and 1 <= r <= 32 and 1 <= p <= 8):
        raise ValueError("a parameter of scrypt is out of its range")
    cost = Cost(n, r, p)
    if cost.memory > _MOST_MEMORY:
        raise ValueError("the parameters of scrypt ask for too much memory")
    return cost


def _write(path: Path, records: _Records) -> None:
    """Put a new file in the place of the old, whole; called under the lock.

    Raises:
        OSError: if it cannot be written; the old file is as it was.
    """
    lines = [
        json.dumps(
            {
                "name": record.name,
                "role": record.role,
                "n": record.secret.cost.n,
                "r": record.secret.cost.r,
                "p": record.secret.cost.p,
                "salt": record.secret.salt.hex(),
                "hash": record.secret.hash.hex(),
            },
            ensure_ascii=False,
        )
        for record in records.values()
    ]
    partial = path.with_name(f".{path.name}.partial")
    partial.unlink(missing_ok=True)  # of a command that was killed
    opened = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        if os.geteuid() == 0:  # by sudo: whoever has the folder runs the page, and must read it
            owner = path.parent.stat()
            os.fchown(opened, owner.st_uid, owner.st_gid)
        with open(opened, "w", encoding="utf-8") as file:  # noqa: PTH123 (of a descriptor)
            file.writelines(line + "\n" for line in lines)
            file.flush()
            os.fsync(opened)
        partial.replace(path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(folder)  # so that a removed user does not come back with the power
    finally:
        os.close(folder)
