"""The one root of the errors that a user reads.

A `UserError` is a sentence on what happened and a sentence on what to do. It is shown word for
word, by the command line and by the page. Mistakes of a programmer stay `ValueError`.
"""

from pathlib import Path


class UserError(Exception):
    """Something that the user can put right.

    Args:
        what: one sentence: what is wrong, with the name of the thing.
        remedy: one sentence: what to do about it.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what
        self.remedy = remedy


class DamagedError(UserError):
    """Something in an index is not as it was written: a disk failed, or another program wrote.

    Args:
        place: the folder or address of the index.
        reason: what is wrong, without a full stop.
        remedy: as in `UserError`.
    """

    def __init__(
        self,
        place: str | Path,
        reason: object,
        remedy: str = "Run pincite doctor to see what is wrong; pincite doctor --fix repairs it, "
        "or says what to do.",
    ) -> None:
        super().__init__(f"The index in {place} is damaged ({reason}).", remedy)
        self.reason = str(reason)


class FormatError(UserError):
    """An index that another version of pincite made."""


class ChangedError(UserError):
    """An index that may only be read, and was written while it was read: reading again helps."""
