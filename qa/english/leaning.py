"""How a sentence leans on the one before it: words that stand for something said there."""

import re

from index.text.dates import MONTH, WEEKDAYS
from qa.english.changes import RIGHT_VALUE

LEANS = re.compile(
    r"[“\"‘']?(?:(?:and|but|so|then|also|yet|still)\s+|according to\s+)?"
    r"(?:he|she|it|they|his|her|its|their|him|them|this|that|these|those|such|"
    r"the (?:same|latter|former|others?|two|three|pair|trio|couple|move|decision|measure)|both|"
    r"neither|another|one of them|most of them|some of them)\b(?!\s+(?:year|month|week|morning|"
    r"afternoon|evening|weekend|is (?:raining|snowing|true|clear|likely)))",
    re.IGNORECASE,
)
"""A sentence that begins with it says who or what is meant only together with the one before."""

THE_SAME = re.compile(r"[“\"‘']?(?:\w+ )?the (?:same|latter|former|other) ([a-z]+)", re.IGNORECASE)
"""What it says is the same as before: a ministry, a day. Group 1 is the word for it."""

_PRONOUNS = (
    frozenset({"he", "him", "his"}),
    frozenset({"she", "her", "hers"}),
    frozenset({"it", "its"}),
    frozenset({"they", "them", "their", "theirs"}),
)
_OF_A_SENTENCE = re.compile(r"[“\"‘']?(?:(?:and|but|so|then|also|yet|still)\s+)?([a-z]+)", re.I)
_ANOTHER_CLAUSE = (
    r"(?:and|or|but|who(?:ever)?|which|what(?:ever)?|that|if|when|to (?!him|her|it|them))\b"
)
_AT_ITS_END = re.compile(
    rf"(?:(?!\b{_ANOTHER_CLAUSE})[^,;:])*?"
    r"\b(?<!\bof )(him|her|it|them)[.!”\"’']*",
    re.I,
)
"""Of one clause: "Norway does not belong to it.", where it is nothing that the clause names."""

_FEW_WORDS = 10


def leans(sentence: str) -> bool:
    """Whether a sentence says who or what is meant only together with the one before.

    It begins with a word that points there, or is a short clause that ends with one.
    """
    if LEANS.match(sentence) or RIGHT_VALUE.match(sentence):
        return True
    return len(sentence.split()) <= _FEW_WORDS and bool(_AT_ITS_END.fullmatch(sentence))


def passes_on(leaning: str, before: str) -> bool:
    """Whether the sentence before one that leans does not say either who or what is meant.

    Args:
        leaning: begins with a pronoun ("Its chief is …"), or is a clause that ends with one.
        before: the same, of the same pronoun ("Nobody belongs to it.").
    """
    return bool(_pronouns(leaning) & _pronouns(before))


def _pronouns(sentence: str) -> frozenset[int]:
    """The places in `_PRONOUNS` of the words that a sentence begins or ends with."""
    found = (_OF_A_SENTENCE.match(sentence), _AT_ITS_END.fullmatch(sentence))
    said = {match[1].lower() for match in found if match}
    return frozenset(n for n, forms in enumerate(_PRONOUNS) if forms & said)


_BOTH = re.compile(r"(?:both|neither|the (?:two|pair|couple|duo))\b(?! (?:the|of the) )", re.I)
_NAMED = r"(?:[Tt]he )?[A-ZÀ-Þ][\w’'-]*(?: (?:[A-ZÀ-Þ]|of |de |von |van |bin |al-)[\w’'-]*){0,4}"
_TIME = re.compile(rf"\b(?:{MONTH}|{'|'.join(WEEKDAYS)})\b")
_PAIR = re.compile(rf"{_NAMED}(?:,[^,;]{{1,60}},)? and {_NAMED}")


def both(leaning: str, before: str) -> str:
    """The two names that "Both" or "The two" at the beginning of a sentence stands for.

    Args:
        leaning: the sentence.
        before: the one before it.

    Returns:
        The names as they are joined there; nothing where none are, or none are meant.
    """
    if not _BOTH.match(leaning):
        return ""
    pairs = [pair[0] for pair in _PAIR.finditer(before) if not _TIME.search(pair[0])]
    return pairs[0] if len(pairs) == 1 else ""
