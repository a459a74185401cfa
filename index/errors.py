"""The one root of the errors that a user reads.

A `UserError` is a sentence on what happened and a sentence on what to do. It is shown word for
word, by the command line and by the page. Mistakes of a programmer stay `ValueError`.
"""


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
