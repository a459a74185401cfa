"""How a document tells that it is a later version, and words that differ and mean the same."""

import re

REVISED = re.compile(
    r"\b(?:updat(?:e|ed|es)|correct(?:ed|ion|s)|revis(?:ed|ion)|amend(?:ed|ment)|final)\b",
    re.IGNORECASE,
)
"""What marks a title as that of a later version."""

NUMBERED = re.compile(
    r"\b(?:v|ver|version|rev|revision|update|edition|issue|draft|no)[.\s]?\s?(\d{1,3}(?:\.\d{1,3})?)\b",
    re.IGNORECASE,
)
"""The number of a version in a title: `v2`, `version 2.1`, `update 3`."""

DATED = re.compile(
    r"\b(?:publish\w*|updat\w*|chang\w*|revis\w*|issu\w*|effective|valid|in force|as of|dated?"
    r"|posted|modified|version|stand)\b[^\n]{0,30}",
    re.IGNORECASE,
)
"""The line of a document that gives its date, up to a little behind the word that says so."""

ONE = frozenset(["one", "a", "an", "single"])
"""Words for a number that is not written in digits."""

SAYING = frozenset(["said", "says", "say", "told", "tells", "reporters", "added", "adds", "stated"])
"""Words around what somebody says, which say nothing of it."""

_SAME = "noon midday / percent % / flat apartment / lorry truck / autumn fall / about around"
SAME_WORD = {word: group.split()[0] for group in _SAME.split("/") for word in group.split()}
"""A word → the one that is compared in its place."""
