"""Sentences that tell who did something, of which an example question can be made."""

import re

_SPOKE = "said|told|announced|claimed|reported|warned|added|confirmed|denied|accused|proposed"
_DID = (
    "spent|signed|opened|closed|captured|visited|won|lost|founded|wrote|bought|sold|refused|agreed|"
    "met|launched|discovered|invented|described"
)
_PRONOUN = r"(?:he|she|it|they|we|i|you|this|that|these|those|there|both|some|many|one|who|what)"
TOLD = re.compile(
    rf"(?!{_PRONOUN}\b)(?P<who>[A-Z][^,;:“”\"()]{{2,60}}?) (?P<did>{_SPOKE}|{_DID}) (?P<what>.+)\.",
    re.IGNORECASE,
)
"""A sentence of `who` did `what`."""

ASIDE = re.compile(rf",[^,]*\b(?:{_SPOKE}|says)\b")
"""Who says it, put in or behind."""

POINTING = ("he", "she", "it", "they", "his", "her", "its", "their", "this", "these", "so")
"""Words that point to what another sentence said."""

CLAUSE = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|not|who|which|that|when|as|and)\b", re.IGNORECASE
)
"""What no short name of somebody holds."""
