"""Words with which the end of a sentence begins, and those without which it may not be cut off."""

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
