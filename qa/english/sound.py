"""Whether a part that was cut out of a question is a question by itself, in plain grammar.

What is cut wrongly shows in a few places: "When did founded the museum?" has a verb for a subject,
"How much does the pool?" has none behind it, "When was opened to traffic?" has no subject. A
question that would fall into such parts is left whole.
"""

import re

from qa.english.follow_ups import PARTICIPLE
from qa.english.gaps import WH
from qa.english.verbs import PAST

_DO = r"(?:do|does|did)"
_BE = r"(?:is|are|was|were)"
_DETERMINER = r"(?:the|an?|my|our|your|his|her|its|their|it|him|them)"
_BEFORE = r"(?:in|on|at|to|from|by|for|with|of|about|after|before|during|since|until)"
_ASKS = r"(?:who|whom|when|where|why|how|what|which)"

_UNSOUND = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^(?:{_BEFORE} )?{WH} {_DO} (?:{_ASKS}|{_BEFORE}|{_BE}|and|or)\b",  # Why did where to?
        rf"\b{_DO} (?:[a-z]{{2,}}ed|{'|'.join(sorted(PAST))}) (?:{_DETERMINER}|{_BEFORE})\b",
        rf"\b(?:{_BE}|be) {_BE}\b|\b{_BE} (?:be|{_DO})\b",
        rf"\b{_DO} (?:(?!that\b)[\w’'-]+ ){{1,8}}(?:does|did)\b",
        rf"^(?:{_BEFORE} )?{WH}(?: many| much)? {_DO} (?:(?:the|an?|my|our|your) )?[\w’'-]+$",
        rf"\b{_BE} (?:[\w’'-]+ ){{0,8}}{_ASKS}(?: {_BE}\b|$)",  # What is what is forbidden?
        r"^how (?:many|much) (?:have|has) an? ",
        rf"^{WH} {_DO} (?:the|an?) [\w’'-]+ (?:in|at|on|for|from|of|with) [\w’'-]+$",
        rf"^(?:{WH} )?(?:{_BE}|{_DO})$",
        rf"^(?:{_BEFORE} )?(?:what|which|who|where|when|why|how)$",
    )
)
_NO_SUBJECT = re.compile(
    rf"(?:{_BEFORE} whom|when|where|why|how(?: long| often)?) {_BE} (?:{PARTICIPLE.pattern})"
    rf"(?: (?:{_BEFORE}|and)\b.*)?",
    re.IGNORECASE,
)
"""When was opened to traffic?"""


def is_question(part: str) -> bool:
    """Whether a part of a question has a subject and a verb where they belong."""
    bare = part.strip().rstrip("? ")
    return not _NO_SUBJECT.fullmatch(bare) and not any(one.search(bare) for one in _UNSOUND)
