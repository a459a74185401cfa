"""Words that negate, refuse, restrict or end something."""

import re

from index.text.lists import word_set

NEGATIONS = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|nowhere|neither|nor|without|cannot|\w+n[’']t"
    r"|den(?:y|ies|ied|ying))\b",
    re.IGNORECASE,
)
NO_NEGATION = re.compile(
    r"\b(?:no (?:fewer|less|more|later|earlier|sooner|doubt|wonder)|not only|nothing but"
    r"|no\. \d+)\b",
    re.IGNORECASE,
)
"""Phrases that hold such a word and negate nothing."""

DENIED = re.compile(
    rf"{NEGATIONS.pattern}|\b(?:forbid\w*|prohibit\w*|banned|excluded|disallowed)\b", re.IGNORECASE
)
"""A negation, or a ban, which says of things that they are not."""

NEITHER = re.compile(r"\bneither\b", re.IGNORECASE)
NOR = re.compile(r"\bnor\b", re.IGNORECASE)

_NOT_DONE = (
    r"unwilling\w*|unable|inability|refus\w+|reject\w*|fail(?:s|ed|ing)?|lack(?:s|ed|ing)?"
    r"|avoid\w*|turn(?:s|ed|ing)? down"
)
UNDONE = re.compile(rf"\b(?:{_NOT_DONE})\b", re.IGNORECASE)
"""Something was refused, failed at or avoided."""

RESTRICTIONS = re.compile(
    rf"\b(?:{_NOT_DONE}|unlikely|unchanged|unlike|hardly|barely|except|beyond|throw\w*|instead"
    r"|rather than|other than|failures?|decline[sd]? to|blocked|short of|(?:voted|struck) down)\b",
    re.IGNORECASE,
)
"""Words that come close to a negation."""

NONE = re.compile(
    r"\b(?:not since|never|none|nobody|nothing|no (?:other )?\w+)\b(?P<rest>[^.;\n]{0,150})",
    re.IGNORECASE,
)
"""The beginning of `none is higher`, and what follows it."""

SUPERLATIVES = {"more": "most", "less": "least", "better": "best", "worse": "worst"}
"""Comparatives whose superlative has another stem."""

AFTER_ALL = re.compile(r"\b(?:only|but|second|apart from)\b", re.IGNORECASE)
"""What lets something be higher than the highest of the others."""

CLAUSE = re.compile(
    r"[.,;:–—?!]\s+|(?<!\s)\s+(?:but|while|although|though|whereas|because|and|which|who|that|as)\s+"
)
"""Where one clause ends and another begins."""

PARTS = re.compile(r"[.;:–—?!]\s+|,?\s(?:but|while|although|though|whereas|because)\s")
"""Where one thing that a sentence says ends and another begins; its subjects stay whole."""

STOPPED = re.compile(r"\b(?:stopp?\w*|ceas\w+|halt\w*|escap\w+|end(?:s|ed)?)\b", re.I)
"""Something came to an end."""

OVER = re.compile(
    r"\b(?:until|till|former|formerly|used to|finish\w*|lasted|(?:is|was|were) over|shut"
    r"|clos(?:ed|es|ing|ure))\b",
    re.I,
)
"""What tells of an end without saying that something stopped."""

LEFT_OUT = re.compile(
    r"(?:\bbut (?:not|never)|\b(?:except|excluding|apart from|other than|with the exception of)"
    r"(?: for)?(?! (?:when|where|if|that)\b)"
    r"|\b(?:all|everything|everybody|everyone)(?: of (?:it|them|these|those))? but(?= the\b)"
    r"|\b(?:all|every) \w{1,30} but(?= (?:the )?[\w’'-]{1,30}[.,;:)])"
    r"|, not(?= (?:for|in|on|at|by|with|to|from|as|under|after|before) ))"
    r" (?P<rest>(?:(?! but\b)[^.,;:()\n]){1,80})",
    re.IGNORECASE,
)
"""What is left out of what a sentence says: "on the pier, but not in the restaurant"."""

LEFT_UNSAID = re.compile(
    r"(?:\b(?:is|are|was|were|does|do|did|has|have|had|can|may|must|will|should|would|could)"
    r"(?: not|n[’']t)|\bcannot)(?: so)?[\s.,;:!]*\Z",
    re.IGNORECASE,
)
"""The end of a clause that denies what the one before it says: "dinner is not"."""

CONDITIONS = re.compile(
    r"\b(?:except|excluding|unless|until|till|only|if|before|after|from|provided|as long as|but not"
    r"|other than|apart from)\b",
    re.IGNORECASE,
)
"""What a sentence that says how things stand adds, so that it does not hold of all."""

TURNED_DOWN = re.compile(
    r"\b(?:proposals?|motions?|plans?|bids?|requests?|applications?|appeals?|bills?|amendments?"
    r"|attempts?|efforts?|calls?)\b(?P<what>[^.;\n]{1,200}?)\b(?:rejected|refused|failed|dismissed"
    r"|withdrawn|dropped|blocked|(?:voted|turned) down|defeated|denied|vetoed|abandoned|shelved)\b",
    re.IGNORECASE,
)
"""Something was to be done, and came to nothing."""

SAYS_MORE = re.compile(
    r"\b(?:but|and|or|until|till|unless|except|only|because|since|though|although|if|for|merely"
    r"|just|all|every|first)\b|[,;:–—]",
    re.IGNORECASE,
)
"""What a sentence has that denies a thing and says more of it."""

NOT_FORGET = re.compile(r"\b(?:do not|don[’']t|not|never) forget\b", re.IGNORECASE)
"""What reminds of a thing, and denies nothing: "do not forget to bring"."""

_LIMITS = re.compile(
    r"\([^()]*\)|\b(?:if|unless|without)\b[^,;:.]*|(?<=, )(?:which|who|where)\b[^,;:.]*", re.I
)
"""What says under which conditions a thing is so, or tells more beside it."""

OF_ANY = word_set("anyone anybody anything anywhere someone somebody something ever yet")
"""Words of a question of which nothing is left in a statement."""


def is_denied(text: str) -> bool:
    """Whether something is said, or asked for, that is not, or must not be.

    A denial in brackets, or in a clause beside it, is of something else.
    """
    said = NOT_FORGET.sub("", _LIMITS.sub("", text))
    return bool(DENIED.search(NO_NEGATION.sub("", said)))
