"""Where a noun without an article may stand in a question: children, breakfast, E40."""

import re

from index.text.lists import word_set

BARE = re.compile(r"(?:[a-zß-ÿ][\w’'-]{2,30} )?[a-zß-ÿ][\w’'-]{2,30}")
"""A noun or two words."""

CODE = re.compile(r"\b(?=[A-Za-z]{0,8}\d)(?=\d{0,8}[A-Za-z])[A-Za-z\d]{2,12}\b")
"""A word of letters and digits."""

_LEFT = r"(?!(?:the|an?|all|any|there|this|that|it|you|one|my|our|your|in|on)\b)"
LAST = re.compile(
    rf"\b(?:for|of|with|per|without|to|by) {_LEFT}(?P<noun>[a-zß-ÿ][\w’'-]{{2,30}})(?=[?. ]*\Z)"
)
"""The noun that ends a question, behind a preposition: what is the fee for `adults`?"""

DEFINITE = re.compile(
    r"\A\W*(?:what|how (?:much|high|long|large|big|old|heavy|far)) (?:is|was|are|were) the"
    r" (?P<noun>[a-zß-ÿ][\w’'-]{2,30})(?= (?:in|on|at|for|of|during|last|this|per)\b|[?. ]*\Z)",
    re.IGNORECASE,
)
"""The thing whose value is asked for: what was the `revenue` in 2023?"""

SUBJECT = re.compile(
    rf"\A\W*(?:is|are|was|were|do|does|did|can|may|must|will|should) {_LEFT}"
    r"(?P<noun>[a-zß-ÿ][\w’'-]{2,30}) (?=[a-zß-ÿ])",
    re.IGNORECASE,
)
"""What a yes/no question asks about: is `breakfast` included?"""

OF_WHOM = re.compile(
    r"\A\W*(?:how (?:much|long|often)|what|when|where|why) (?P<does>do|does|did|must|can) "
    r"(?P<noun>(?:an? )?(?!(?:it|this|that|they|he|she|you|one|the)\b)[a-zß-ÿ][\w’'-]{2,30})"
    r" (?=[a-zß-ÿ]+\W*\Z|(?:pay|cost|need|get)\b)",
    re.IGNORECASE,
)
"""Whom a question is about: how much does `an adult` pay?"""

PLURAL = re.compile(r"(?<!s)(?<!ic)s\Z|\b(?:children|people|men|women)\Z", re.IGNORECASE)
"""A noun of which "do" is said, and not "does"."""

OBJECT = re.compile(
    r"\A\W*(?:do|does|did|can|may|must|will|should) (?:(?:the|an?|my|our|your|this) )"
    r"?[\w’'-]{1,30} [a-zß-ÿ]{3,20} "
    rf"{_LEFT}(?P<noun>[a-zß-ÿ][\w’'-]{{2,30}})(?=[?. ]*\Z)",
    re.IGNORECASE,
)
"""What it is done to: does the guarantee cover `parts`?"""

ADVERBS = word_set("free alone early late here there today online together often again")
"""Words that end such a question and are no noun."""
