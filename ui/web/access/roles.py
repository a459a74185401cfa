"""Roles: what a user may do."""

from typing import Literal, get_args

from index.errors import UserError

Role = Literal["read", "ask", "edit"]
"""What a user may do; each role may do what the ones before it may.

read: look at documents and search; ask: also ask; edit: also judge, add and remove documents and
change settings.
"""
ROLES: tuple[Role, ...] = get_args(Role)


def allows(role: Role, wanted: Role) -> bool:
    """Whether a role may do what another may."""
    return ROLES.index(role) >= ROLES.index(wanted)


def valid_role(role: str) -> Role:
    """A role.

    Raises:
        UserError: if it is none.
    """
    for known in ROLES:
        if role == known:
            return known
    raise UserError(f"There is no role {role[:20]!r}.", f"The roles are: {', '.join(ROLES)}.")
