"""Users, and how a line of the file of users names one."""

import json
import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any

from index.errors import UserError
from ui.web.access.passwords import HASH, SALT, Cost, PasswordHash
from ui.web.access.roles import Role, valid_role

LONGEST_NAME = 64

_FIELDS = {"name", "role", "n", "r", "p", "salt", "hash"}
_ACCOUNT = re.compile(r"[0-9a-f]{32}")
_MOST_MEMORY = 256 * 2**20


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who is let in.

    Attributes:
        name: after NFC.
        role: what the user may do.
        credential: changes with the password, and tells nothing of it; a session holds it.
        account: made by chance with the account, so that a later one of the same name is another;
            empty for one that was made before accounts had it.
    """

    name: str
    role: Role
    credential: str = field(repr=False)
    account: str = ""


@dataclass(frozen=True, slots=True)
class Record:
    """A user as a line of the file of users.

    Attributes:
        name: after NFC.
        role: what the user may do.
        secret: the hash of the password.
        account: as in `User`.
    """

    name: str
    role: Role
    secret: PasswordHash
    account: str = ""

    @property
    def user(self) -> User:
        """The user, without the hash of the password."""
        return User(self.name, self.role, self.secret.credential, self.account)


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


def parse_record(line: str) -> Record:
    """The user of a line of the file.

    Raises:
        ValueError, TypeError, RecursionError or UserError: if it is damaged. An unknown field is
            damage, too: it may be one that keeps somebody out.
    """
    value = json.loads(line)
    if not isinstance(value, dict) or set(value) - {"account"} != _FIELDS:
        raise ValueError("a record has the fields: " + ", ".join(sorted(_FIELDS)))
    name, salt, hash = value["name"], bytes.fromhex(value["salt"]), bytes.fromhex(value["hash"])
    if valid_name(name) != name or len(salt) < SALT or len(hash) != HASH:
        raise ValueError("a name, a salt or a hash is damaged")
    account = value.get("account", "")
    if "account" in value and not _ACCOUNT.fullmatch(account):
        raise ValueError("an account is damaged")
    return Record(name, valid_role(value["role"]), PasswordHash(_cost(value), salt, hash), account)


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


def format_record(record: Record) -> str:
    """The line of a user, without its end."""
    secret = record.secret
    value = {
        "name": record.name,
        "role": record.role,
        "n": secret.cost.n,
        "r": secret.cost.r,
        "p": secret.cost.p,
        "salt": secret.salt.hex(),
        "hash": secret.hash.hex(),
    }
    if record.account:
        value["account"] = record.account
    return json.dumps(value, ensure_ascii=False)
