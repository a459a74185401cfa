"""The things that a question names: what stands behind an article, a preposition or "whose"."""

import re

from qa.english.verbs import PAST

_BEFORE = (
    r"(?:the|an?|my|our|your|his|her|its|their|for|of|in|at|on|from|with|about|against|how many"
    r"|how much|which|what)"
)
_THING = re.compile(
    rf"(?:\b{_BEFORE}|[’']s) (?=(?P<thing>[\w’'-]+(?: [\w’'-]+){{0,3}}))"
    r"|(?-i:(?<!^)\b(?=(?P<name>(?!I\b)[A-ZÀ-Þ][\w-]+)))",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|january|february|march"
    r"|april|may|june|july|august|september|october|november|december|days?|weeks?|months?|years?"
    r"|today|yesterday|now|time|place|people|persons?)\b",
    re.IGNORECASE,
)
"""What tells no thing from another, or is said by the date of a document."""

_ENDS = re.compile(
    r"\b(?:is|are|was|were|be|been|do|does|did|has|have|had|can|could|will|would|may|might|must"
    r"|should|in|at|on|of|for|from|to|with|by|about|against|and|or|that|who|which|when|where|the"
    r"|an?|it|he|she|they|them|him|her|cost|costs)\b"
    rf"|(?<=\w )(?:\w+ed|{'|'.join(sorted(PAST))})\b",
    re.IGNORECASE,
)


def things_of(question: str) -> list[str]:
    """The things of a question, without the words in front of them, in order.

    "When must a lost phone be reported at the desk?" → "lost phone", "desk".
    """
    found: list[str] = []
    for match in _THING.finditer(question):
        named = _TIME.sub(" and ", match["name"] or match["thing"])
        thing = " ".join(_ENDS.split(named, maxsplit=1)[0].split())
        found += [thing] if thing else []
    return found
