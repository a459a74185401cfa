"""Questions that the lines of a list may answer: "What should I bring?", "How do I apply?"."""

import re

from index.text.words import words
from qa.english.asked_rows import NARROWED
from qa.english.vocabulary import FUNCTION_STEMS

_SEVERAL = re.compile(
    r"(?:please )?(?:(?:what|which)(?! (?:is|was|’s|'s) (?:the|a|an|his|her|its|their|our|my)\b)"
    r"|how (?:do|does|did|can|could|should|must|may|to|are|is)"
    r"|(?:can you |could you )?(?:list|name|enumerate|give(?: me)?|tell me|show(?: me)?)"
    r"|(?:the )?names? of|all (?:of )?the) \S.*",
    re.IGNORECASE,
)
_WHOLE = frozenset(
    words(
        """
        list lists item items point points thing things step steps name names following need needs
        needed necessary possible exactly different kinds please rule rules everyone everybody come
        comes give tell show me
        """
    )
)
"""Stems of words for a list and its lines: they say nothing of what it is about."""

_MAIN = frozenset(words("main key principal chief major important central"))
_LESSER = frozenset(
    words("other minor further lesser additional secondary smaller optional former")
)
"""Stems of words for what matters most of several things, and for what is none of these."""

_CALLED = tuple(
    (frozenset(words(asked)), re.compile(rf"(?:{headed})", re.IGNORECASE))
    for asked, headed in (
        (
            "perks benefits advantages",
            r"(?:what )?we (?:can )?offer(?: you)?|what you(?: will|[’']ll)? get(?: from us)?"
            r"|(?:our |your )?(?:offer|benefits|perks|package|benefits package)",
        ),
        (
            "requirements qualifications skills",
            r"what (?:we|you(?: will|[’']ll)?) (?:need|expect)|what we(?: are|[’']re) looking for"
            r"|what you(?: will|[’']ll| should)? (?:have|bring)|you (?:have|bring)|your profile"
            r"|(?:our )?(?:requirements|qualifications)",
        ),
        (
            "duties tasks responsibilities",
            r"what you(?: will|[’']ll| are going to)? (?:do|be doing)|you will"
            r"|your (?:tasks|duties|role|responsibilities)|(?:main |key )?(?:duties|tasks"
            r"|responsibilities)",
        ),
        ("ingredients", r"(?:what )?you(?: will|[’']ll)? need|(?:the )?ingredients"),
    )
)
"""Stems of what is asked for → other words in which a heading says that its lines are of these."""

_LEAST_PREFIX = 4


_NOT = re.compile(r"\b(?:not|never)\b|n[’']t\b", re.IGNORECASE)


def matter_of(question: str) -> frozenset[str]:
    """The stems that the list must be about for which a question asks; none if it asks for none.

    "Not" is no narrowing: what stands above the list has to say it, too.
    """
    asked = question.strip()
    if not _SEVERAL.fullmatch(asked) or NARROWED.search(_NOT.sub("", asked, count=1)):
        return frozenset()
    return frozenset(words(question)) - FUNCTION_STEMS - _WHOLE - _MAIN


def of_the_main(question: str, above: frozenset[str]) -> int | None:
    """How well a list goes with a question for the main of several things: None where not at all.

    Args:
        question: any.
        above: stems of what stands above the list.
    """
    if not _MAIN & set(words(question)):
        return 0
    return None if _LESSER & above else int(bool(_MAIN & above))


def is_called(stem: str, heading: str) -> bool:
    """Whether a heading says in other words that its lines are what a stem means: "we offer"."""
    said = heading.strip(" #*:.…")
    return any(stem in asked and headed.fullmatch(said) for asked, headed in _CALLED)


def is_said(stem: str, said: frozenset[str]) -> bool:
    """Whether a stem is among others, or a word of its family is: "decide", "decisions"."""
    return stem in said or any(_related(stem, other) for other in said)


def _related(one: str, other: str) -> bool:
    least = max(_LEAST_PREFIX, min(len(one), len(other)) - 1)
    return len(one) >= _LEAST_PREFIX and one[:least] == other[:least]
