"""Whose conversations are kept, and where.

They belong to an account and not to its name: whoever gets a name that somebody else had before
has a folder of their own. Only where an account was made before accounts were told apart, or is
that of `--auth`, its name says which folder it is.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass

from ui.web.access.caller import Caller

_THIS_COMPUTER = "this-computer"
_UNSAFE = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody whose conversations are kept.

    Attributes:
        folder: the name of the folder with them, which holds no more than letters, digits and
            hyphens, whatever the user is called.
        name: of the user; None for whoever sits at this computer, where there are no users.
        account: of the user, as `User.account`.
    """

    folder: str
    name: str | None = None
    account: str = ""


THIS_COMPUTER = Owner(_THIS_COMPUTER)
"""Whoever uses a page that is for this computer only."""


def owner_of(caller: Caller) -> Owner | None:
    """Whose conversations a caller's are; None for a visitor who did not log in."""
    if caller.name is not None:
        return user(caller.name, caller.account)
    return THIS_COMPUTER if caller.role == "edit" else None


def user(name: str, account: str = "") -> Owner:
    """A user by account, or else by name; two never have the same folder."""
    ascii = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    shown = _UNSAFE.sub("-", ascii).strip("-")[:20].strip("-") or "user"
    # no name holds a colon
    whose = f"account:{account}" if account else unicodedata.normalize("NFC", name)
    digest = hashlib.sha256(whose.encode()).hexdigest()
    return Owner(f"{shown}-{digest[:32]}", name, account)
