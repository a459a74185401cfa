"""Passwords: the hashes that are kept of them, and which passwords are good enough.

No password is kept, shown or logged.
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass, field
from typing import Self

from index.errors import UserError

SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1_000
SALT = 16
"""Bytes of a salt."""
HASH = 32
"""Bytes of a hash."""


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
            password_bytes(password),
            salt=salt,
            n=self.n,
            r=self.r,
            p=self.p,
            maxmem=2 * self.memory,
            dklen=HASH,
        )


COST = Cost()
"""Of passwords that are set from now on: 32 MiB and under a tenth of a second each."""


@dataclass(frozen=True, slots=True)
class PasswordHash:
    """A password as it is kept.

    Attributes:
        cost: of one guess.
        salt: random bytes.
        hash: of the password with the salt.
    """

    cost: Cost
    salt: bytes = field(repr=False)
    hash: bytes = field(repr=False)

    @classmethod
    def of(cls, password: str) -> Self:
        """The hash of a new password, at today's cost."""
        cost = COST
        salt = secrets.token_bytes(SALT)
        return cls(cost, salt, cost.hash(password, salt))

    @classmethod
    def decoy(cls, cost: Cost | None = None) -> Self:
        """A hash that no password has, to compare with where there is no user.

        Args:
            cost: of a guess; None for today's cost.
        """
        return cls(cost or COST, secrets.token_bytes(SALT), b"")

    def matches(self, password: str) -> bool:
        """Whether this is the password; takes the same time if it is not."""
        right = hmac.compare_digest(self.cost.hash(password, self.salt), self.hash)
        return right and len(password) <= LONGEST_PASSWORD

    @property
    def credential(self) -> str:
        """A value that changes with the password, and tells nothing of it."""
        return hashlib.sha256(b"pincite session\0" + self.salt + self.hash).hexdigest()


def valid_password(password: str) -> str:
    """A password that is long enough, and not too long; as it was given.

    Raises:
        UserError: if it is not.
    """
    if len(normalised(password)) < SHORTEST_PASSWORD or len(password) > LONGEST_PASSWORD:
        raise UserError(
            f"A password has from {SHORTEST_PASSWORD} to {LONGEST_PASSWORD:,} characters.",
            "Choose another, for example four words that have nothing to do with each other.",
        )
    return password


def normalised(text: str) -> str:
    """`text` after NFC, cut where it is too long to be a name or a password."""
    return unicodedata.normalize("NFC", text[: LONGEST_PASSWORD + 1])


def password_bytes(text: str) -> bytes:
    """A name or a password as it is hashed; any string has such bytes."""
    return normalised(text).encode("utf-8", "surrogatepass")
