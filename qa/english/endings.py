"""Words with which the end of a sentence begins, and those without which it may not be cut off."""

import re

from index.text.lists import word_set

_WHEN_AND_WHERE = (
    "in on at after before when while because since as with during from for by near which who "
    "where and including despite due across along around"
)
OPENERS = frozenset(_WHEN_AND_WHERE.split())
"""They open what says when, where, why or who else."""

_CONDITIONS = (
    "if unless but not no never none nor only except without than though although however "
    "said says say told according reported reportedly claims claimed claim allegedly may "
    "might could would should likely until denied denies rather instead"
)
TURNS = frozenset(_CONDITIONS.split())
"""Conditions, negations, doubts and speakers: without them a sentence says more than it did."""

FRONTS = word_set("in on at after before during since by following near from")
"""They open what says when or where in front of a sentence."""

SCOPE = re.compile(
    r"\b(?:first|last|only|most|least|best|worst|\w{2,}est|all|every|each|any|more|less|fewer|than"
    r"|must|may|can|cannot|should|always|usually|often|ever|not|never|no|none|nobody|nothing"
    r"|neither|few|until|so|too|such|as|if)\b|n[’']t\b",
    re.IGNORECASE,
)
"""What is said of all, of none or of the greatest is said only of what the whole sentence names."""
