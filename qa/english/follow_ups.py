"""Follow-up questions: what in them points back to what was said, and what it may point to."""

import re

_WH = r"(?:who|whom|whose|what|which|when|where|why|how(?: many| much| long| far| old| often)?)"
BARE = re.compile(rf"^(?:(?:and|but)\s+)?({_WH})\s*\?*$", re.IGNORECASE)
"""A question of nothing but its question word."""

QUESTION_WORD = re.compile(rf"^{_WH}\b", re.IGNORECASE)
AND = re.compile(r"^(?:and(?: what| how)? about|what about|how about|and|but|or)\b[\s,]*", re.I)
"""How a question begins that takes up the one before."""

SAID_THAT = re.compile(r"\bwho (?:said|says|claimed|claims|told) (?:that|this|so|it)\b", re.I)
_PERSON = r"he|she|him|her|his|hers"
_THING = r"it|its|they|them|their|theirs"
POINTING = re.compile(
    rf"\b(?:(?P<person>{_PERSON})|(?P<thing>{_THING})"
    r"|(?P<place>(?<!is )(?<!are )(?<!was )(?<!were )there)"
    r"|(?P<fact>that|this|those|these)(?=\s*(?:\?|$|(?:is|was|were|are|happen\w*|mean\w*)\b)))\b",
    re.IGNORECASE,
)
"""A word that stands for a person, a thing, a place or a fact said before."""

POSSESSIVE = ("his", "her", "hers", "its", "their", "theirs")
NAME = re.compile(
    r"(?<!^)(?<![.?!] )\b[A-ZÀ-Þ][\w’'-]*(?:\s+(?:of\s+|de\s+|van\s+|von\s+)?[A-ZÀ-Þ][\w’'-]*)*"
)
"""A name of one or more words, but not where a sentence begins."""

PLACE = re.compile(rf"\b(?P<in>in|at|near|from|to|around|outside)\s+(?:the\s+)?({NAME.pattern})")
YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
THING = re.compile(r"\b(?:the|this|his|her|their|its)\s+(?:\w+\s+of\s+(?:the\s+)?)?\w+", re.I)
VERB = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|will|would|who|what|when|where|why|how)\b",
    re.IGNORECASE,
)
"""A word that shows that a question is whole."""

PREPOSITION = re.compile(r"(?:in|on|at|by|with|for|from|to|since|before|after)\b")
ASKS_WHERE = re.compile(r"\bwhere\b|city|place|country", re.IGNORECASE)
ASKS_WHO = re.compile(r"\bwho(?:m|se)?\b", re.IGNORECASE)
