"""The time that reading a file may take: a long file may ask for more while it is read.

Who reads in a process of its own sets what is asked for; elsewhere asking does nothing.
"""

from collections.abc import Callable

_grant: Callable[[float], None] | None = None
_grant_picture: Callable[[float], None] | None = None


def ask_for(seconds: float) -> None:
    """Ask for the time that what is left of the file deserves, as far as it is known by now.

    Args:
        seconds: of computing.
    """
    if _grant:
        _grant(seconds)


def ask_for_picture(seconds: float) -> None:
    """Ask for the time to read words off one more picture, however few bytes it has.

    Args:
        seconds: of computing.
    """
    if _grant_picture:
        _grant_picture(seconds)


def grant_by(grant: Callable[[float], None], grant_picture: Callable[[float], None]) -> None:
    """Name what gives the time, in this process."""
    global _grant, _grant_picture
    _grant, _grant_picture = grant, grant_picture
