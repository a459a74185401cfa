"""Questions that one thing may answer, or several: "What do members receive?"."""

import re

from index.text.lists import word_set
from qa.english.asked_lists import is_plural

_MAY_BE_SEVERAL = re.compile(
    r"(?:(?:in|on|at|to|from|with|for|by|under|of) )?(?:what|which|who|whom|where|when|why"
    r"|how (?:can|could|do|does|did|should|must|may|is|are|was|were))\b",
    re.IGNORECASE,
)
_ONE = re.compile(
    r"(?:what|which|who) (?:is|was|’s|'s|will be) "
    r"(?:(?:the|a|an|his|her|its|their|our|my|your|this|that|it|he|she)\b|(?-i:[A-ZÀ-Þ]))"
    r"|(?:what|which) (?:year|day|date|time|kind|sort|type|number|size|name|colou?r)\b"
    r"|who(?:se)? (?:wrote|founded|invented|discovered|won|directed|leads?|owns?|named)\b",
    re.IGNORECASE,
)

_OF_KIND = re.compile(
    r"(?:\w+ )?(?:which|what) (?!(?:is|are|was|were|do|does|did|can|could|should|must|may|might"
    r"|will|would|shall|has|have|had|else|to|happens?|happened|goes|comes)\b)(?P<words>.+)",
    re.IGNORECASE,
)
_TIMES = word_set("days dates years months weeks hours times")
_NEAR = 3
"""Words behind "which" among which the word for what is asked for stands."""


def may_be_several(question: str) -> bool:
    """Whether several things may answer a question, none of which is asked for by its kind."""
    asked = question.strip()
    if not _MAY_BE_SEVERAL.match(asked) or _ONE.match(asked):
        return False
    kind = _OF_KIND.match(asked)
    return kind is None or any(
        word in _TIMES or is_plural(word) for word in kind["words"].lower().split()[:_NEAR]
    )


def asks_who(question: str) -> bool:
    """Whether it asks for people."""
    return bool(re.match(r"(?:(?:to|from|with|for|by) )?whom?\b", question.strip(), re.IGNORECASE))


def asks_for_conditions(question: str) -> bool:
    """Whether clauses answer it: when something must be done, why, and who may not."""
    return bool(
        re.match(
            r"(?:when|why|who (?:can|cannot|may|must|should)|under (?:which|what)"
            r"|what are the (?:conditions|reasons)|for (?:which|what) reasons)\b",
            question.strip(),
            re.IGNORECASE,
        )
    )
