"""The time that reading a file may take: a long file may ask for more while it is read.

Who reads in a process of its own sets what is asked for; elsewhere asking does nothing.
"""

from collections.abc import Callable

_grant: Callable[[float], None] | None = None


def ask_for(seconds: float) -> None:
    """Ask for the time that what is left of the file deserves, as far as it is known by now.

    Args:
        seconds: of computing.
    """
    if _grant:
        _grant(seconds)


def grant_by(grant: Callable[[float], None]) -> None:
    """Name what gives the time, in this process."""
    global _grant
    _grant = grant
