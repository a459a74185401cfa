"""How many did something, and that nobody did."""

import re

from index.text.words import words

HOW_MANY = re.compile(
    r"\W*(?:and |but |so )?how many (?:of (?:the|them) ?)?(?P<what>[^?\n]{1,300})\?*\s*\Z",
    re.IGNORECASE,
)
"""Asks for a number of somebody or something, who or what did something: `what`."""

NONE = re.compile(
    r"\b(?:(?P<nobody>nobody|no[ -]one|none(?! other))|no (?P<thing>[\w-]{1,40}))"
    r"(?P<did>[^.;:\n]{1,200})",
    re.IGNORECASE,
)
"""That nobody did something, or no thing of a kind."""

PEOPLE = frozenset(words("people persons individuals men women children victims casualties others"))
"""Stems of words for those that "nobody" denies."""
