"""Questions that the lines of a list may answer: "What should I bring?", "How do I apply?"."""

import re

from index.text.words import words
from qa.english.asked_rows import NARROWED
from qa.english.vocabulary import FUNCTION_STEMS

_SEVERAL = re.compile(
    r"(?:please )?(?:(?:what|which)(?! (?:is|was|’s|'s) (?:the|a|an|his|her|its|their|our|my)\b)"
    r"|how (?:do|does|did|can|could|should|must|may|to|are|is)"
    r"|(?:list|name|enumerate|give(?: me)?|tell me|show(?: me)?)) \S.*",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    words(
        """
        list lists item items point points thing things step steps name names following need needs
        needed necessary possible exactly different kinds please rule rules
        """
    )
)
"""Stems of words for a list and its lines: they say nothing of what it is about."""

_LEAST_PREFIX = 4


_NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)


def matter_of(question: str) -> frozenset[str]:
    """The stems that the list must be about for which a question asks; none if it asks for none.

    "Not" is no narrowing: what stands above the list has to say it, too.
    """
    asked = question.strip()
    if not _SEVERAL.fullmatch(asked) or NARROWED.search(_NOT.sub("", asked, count=1)):
        return frozenset()
    return frozenset(words(question)) - FUNCTION_STEMS - _WHOLE


def is_said(stem: str, said: frozenset[str]) -> bool:
    """Whether a stem is among others, or a word of its family is: "decide", "decisions"."""
    return stem in said or any(_related(stem, other) for other in said)


def _related(one: str, other: str) -> bool:
    least = max(_LEAST_PREFIX, min(len(one), len(other)) - 1)
    return len(one) >= _LEAST_PREFIX and one[:least] == other[:least]
