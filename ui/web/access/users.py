"""Who may come in: the users of a file (`Users`), or the one user of `--auth` (`OneUser`).

The server looks at the file again whenever it changes: a user who is removed is out at once.
Whether a name or a password is wrong cannot be told from the time it takes.
"""

import hmac
import logging
import secrets
import threading
from dataclasses import replace
from pathlib import Path
from typing import Protocol, Self

from index.errors import UserError
from ui.web.access import user_file
from ui.web.access.passwords import (
    LONGEST_PASSWORD,
    SALT,
    Cost,
    PasswordHash,
    normalised,
    password_bytes,
    valid_password,
)
from ui.web.access.records import Record, User, valid_name
from ui.web.access.roles import Role, valid_role
from ui.web.access.user_file import Records

log = logging.getLogger("pincite")


class Directory(Protocol):
    """Who there is: a file of users (`Users`), or one user in memory (`OneUser`)."""

    def check(self, name: str, password: str) -> User | None:
        """The user of this name and password; None if either is wrong, after the same time."""
        ...

    def find(self, name: str) -> User | None:
        """The user of this name as he is now; None if there is none."""
        ...


_UNREAD: user_file.Stamp = (-1, -1, -1, -1)


class Users:
    """A file of users; used by any number of threads, and by other processes at the same time."""

    def __init__(self, path: Path) -> None:
        """Not read yet; see `open`."""
        self.path = path
        self._turn = threading.Lock()
        self._stamp: user_file.Stamp = None
        self._records: Records = {}
        self._trouble = ""
        self._key = secrets.token_bytes(SALT)

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
        users._stamp, users._records = user_file.read(path)
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
        record = records.get(normalised(name))
        secret = record.secret if record else PasswordHash.decoy(self._usual_cost(name, records))
        right = secret.matches(password)
        return record.user if record and right else None

    def find(self, name: str) -> User | None:
        """The user of this name as he is now; None if there is none, or the file is damaged."""
        record = self._present().get(normalised(name))
        return record.user if record else None

    def must_find(self, name: str) -> User:
        """The user of this name.

        Raises:
            UserError: if there is none.
        """
        return _known(name, self._present()).user

    def _usual_cost(self, name: str, records: Records) -> Cost | None:
        """The cost of a name that is not there: that of one that is, and always the same one's.

        Otherwise a file with passwords of two costs would tell by the time which names it holds.
        """
        if not records:
            return None
        drawn = hmac.digest(self._key, password_bytes(name), "sha256")
        costs = [record.secret.cost for record in records.values()]
        return costs[int.from_bytes(drawn, "big") % len(costs)]

    def _present(self) -> Records:
        """The records as they are on disk; none, with a line in the log, if they are damaged."""
        with self._turn:
            stamp: user_file.Stamp = (0, 0, 0, 0)  # of no file
            try:
                stamp = user_file.stamp_of(self.path)
                if stamp != self._stamp:
                    self._stamp, self._records = user_file.read(self.path)
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
        with user_file.change(self.path) as records:
            if name in records:
                raise UserError(
                    f"There is a user {name} already.",
                    "Change the password with: pincite user password NAME, or the role with: "
                    "pincite user role NAME ROLE",
                )
            secret = PasswordHash.of(valid_password(password))
            record = Record(name, valid_role(role), secret, secrets.token_hex(16))
            records[name] = record
        return record.user

    def remove(self, name: str) -> bool:
        """Remove a user; his sessions end with him. False if there was none.

        Raises:
            UserError: if the file cannot be read or written.
        """
        with user_file.change(self.path) as records:
            return records.pop(normalised(name), None) is not None

    def set_role(self, name: str, role: Role) -> User:
        """Give a user another role, which his sessions have at once.

        Raises:
            UserError: if there is no such user, or the file cannot be read or written.
        """
        with user_file.change(self.path) as records:
            record = replace(_known(name, records), role=valid_role(role))
            records[record.name] = record
        return record.user

    def set_password(self, name: str, password: str) -> User:
        """Give a user another password; his sessions end.

        Raises:
            UserError: if there is no such user, the password is too short or too long, or the file
                cannot be read or written.
        """
        with user_file.change(self.path) as records:
            secret = PasswordHash.of(valid_password(password))
            record = replace(_known(name, records), secret=secret)
            records[record.name] = record
        return record.user


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
        self._record = Record(valid_name(name), valid_role(role), PasswordHash.of(password))

    def check(self, name: str, password: str) -> User | None:
        """The user, if name and password are his; None if either is wrong, after the same time."""
        known = normalised(name) == self._record.name
        right = self._record.secret.matches(password)
        return self._record.user if known and right else None

    def find(self, name: str) -> User | None:
        """The user, if the name is his."""
        return self._record.user if normalised(name) == self._record.name else None


def _known(name: str, records: Records) -> Record:
    record = records.get(normalised(name))
    if record is None:
        shown = "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in name[:80])
        raise UserError(f"There is no user {shown}.", "See who there is with: pincite user list")
    return record
