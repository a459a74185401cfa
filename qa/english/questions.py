"""What a question asks for, and the names and numbers in it."""

import re
from collections.abc import Iterator

from qa.english.dates import ANY_TIME
from qa.english.numbers import ANY_NUMBER, WORDS

NAME = re.compile(r"(?<!^)\b[A-ZÀ-ÖØ-Þ][\w’'-]*|\b\d[\d.,]*\b")
"""A name or a number in a question, whose first word has a capital in any case."""

WHO_DID = re.compile(
    r"\W*who (?:(?:has|have|had|was|were|is|are|will|would|did) )?(?:been |be )?(?P<verb>\w{2,30})",
    re.IGNORECASE,
)
"""Asks for somebody, and says in `verb` what he did."""

_MEASURED = "many|much|long|far|old|big|large|tall|often|high|fast"
_ASKING = re.compile(
    rf"\bhow (?P<how>{_MEASURED}|soon|late|early|deep|wide|heavy|hot|cold|warm|expensive|quickly)\b"
    r"|^\W*(?:please |can you |could you )*(?P<order>list|name|enumerate|give|tell|show)\b(?! of\b)"
    rf"|\b(?:what|which)(?: of)?(?: the)? (?P<number>{WORDS}|kinds?|sorts?|types?)\b"
    r"|(?:(?<=\bgive me )|(?<=\blist )|(?<=\bname ))(?P<every>all|every|each)\b"
    r"|\b(?P<names>names?) of\b|\b(?P<all>(?:every|any|some)(?:one|body|thing))\b",
    re.IGNORECASE,
)
"""The words that ask, and say nothing of what is asked about."""


def asking(question: str) -> Iterator[tuple[int, int]]:
    """Where the words stand that only ask: "how *much*", "*list* *everyone*", "what *three*"."""
    for match in _ASKING.finditer(question):
        yield match.span(match.lastgroup or 0)


_PLACE = r"\b(?:in|at|from|near|to|on|outside|around|across|between|of)\s+(?:the\s+)?(?-i:[A-ZÀ-Þ])"
_PERSON = r"(?-i:\b[A-ZÀ-Þ][\w’'-]+\s+[A-ZÀ-Þ][\w’'-]+)"
_CAUSE = r"\b(?:because|since|as|due|after|so that|to|for|caused|led|reason|result|in order)\b"
ASKS_AGE = re.compile(r"\bhow old\b|\bwhat age\b", re.IGNORECASE)
"""A question for an age, which a year is not."""

KINDS = tuple(
    (re.compile(asking, re.IGNORECASE), re.compile(answering, re.IGNORECASE))
    for asking, answering in (
        (
            rf"\bhow (?:{_MEASURED})\b|\bwhat (?:number"
            r"|percent|share|age|proportion|amount|price|range)",
            ANY_NUMBER,
        ),
        (
            r"\bwhen\b|\b(?:what|which) (?:year|day|date|month|time|century|decade)\b|\bsince when",
            ANY_TIME,
        ),
        (
            r"\bwhere\b|\b(?:what|which) (?:city|country|state|town|place|region|river|county)\b",
            _PLACE,
        ),
        (
            r"\bwho(?:m|se)?\b|\b(?:what|which) (?:person|man|woman|actor|singer|player)\b",
            _PERSON,
        ),
        (r"\bwhy\b|\bwhat (?:caused|led|made|makes)\b|\bhow come\b", _CAUSE),
    )
)
"""Kinds of questions, for a number, a time, a place, a person and a cause: how each asks, and what
a sentence that answers it holds. The first that a question matches is its kind."""
