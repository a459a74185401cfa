"""Follow-ups of a few words that ask the last question in another way: "when was that?".

And how a question whose subject is asked for goes on behind other question words: of "Who won the
race?", "When did Ann win the race?".
"""

import re

from qa.english.follow_ups import PARTICIPLE, STATES
from qa.english.verbs import PAST

OF_THAT = re.compile(
    r"(?:and |but )?(?P<wh>when|where|how long ago|since when|how (?:long|often)) "
    r"(?:(?:was|were|is|are) (?:that|this|all that)(?: then)?"
    r"|(?:did|does) (?:that|this)(?: all)? happen)[\s?.!]*",
    re.IGNORECASE,
)
"""When was that?"""

HOW_MANY = re.compile(
    r"(?:and |but )?how many (?:of (?:them|those|these)|(?:are|were|is|was) (?:there|they)"
    r"|(?:are|were) there of (?:them|those|these))[\s?.!]*",
    re.IGNORECASE,
)
"""How many of them? How many were there?"""

WHO_BEFORE = re.compile(
    r"(?:(?:and |but )?(?P<asked>who (?:is|was) (?:it|that)(?P<when> before| after| then| now"
    r"| (?P<year>in \d{4}))(?: that| this| him| her| them)?)|and(?P<short> before| after(?:wards)?)"
    r"(?: that| him| her| them)?)[\s?.!]*",
    re.IGNORECASE,
)
"""And who was it before?"""

_STATE = "|".join(sorted(STATES - {"right", "over", "due"}))
IN_A_STATE = re.compile(
    rf"(?P<subject>(?:is|are|was|were) (?:the|an?|my|our|your) [\w’'-]+(?: [\w’'-]+){{0,3}}?)"
    rf" (?P<state>(?:{_STATE}|{PARTICIPLE.pattern})\b.*)",
    re.IGNORECASE,
)
"""Is the old mill open?"""

CAUSED = re.compile(r"what caused (?P<what>(?:the|an?) .+?)[\s?.]*", re.IGNORECASE)
COUNTED = re.compile(r"how (?P<many>many|much) (?P<noun>[\w’'-]+) (?P<rest>.+)", re.IGNORECASE)
SO_MANY = re.compile(r"why so (?:many|few|much|little)[\s?.!]*", re.IGNORECASE)

DOES_WHAT = re.compile(
    r"what (?P<verb>do|does|did|can|may|must|should|will) (?P<who>(?:(?:the|an?|my|our|your) )?"
    r"[\w’'-]+(?: [\w’'-]+)?) (?P<does>[a-z]{3,20})[\s?.]*",
    re.IGNORECASE,
)
"""What does the clinic offer?"""

TAKE_NO_THING = frozenset(["cost", "say", "mean", "happen", "look", "think", "become", "weigh"])
"""Verbs of such a question behind which no thing can be put: what does it cost?"""

OF_SEVERAL = re.compile(
    r"who (?P<verb>were|are) the (?P<noun>[\w’'-]+(?<!s’)s)\b(?P<rest>.*?)[\s?.]*", re.IGNORECASE
)
"""Who were the victims of the fire?"""

_DONE = re.compile(
    r"(?P<done>[a-z]{2,}ed) (?P<what>(?:the|an?|his|her|its|their) "
    r"(?:(?!(?:in|at|on|to|from|by|for|with|of|and|after|before|during)\b)[\w’'-]+ ?){1,4}"
    r"|[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*){0,3})(?P<rest>.*)"
)


def was_done(told: str) -> str:
    """Of "founded the museum in Orme", "was the museum founded in Orme"; else empty.

    Args:
        told: what somebody did, with a verb of which only the past is known.
    """
    found = _DONE.fullmatch(told)
    if not found or found["done"] in PAST:
        return ""
    what = found["what"].strip()
    several = re.search(r"(?<!s)s$", what) and what[0].islower()
    rest = f" {found['rest'].strip()}" if found["rest"].strip() else ""
    return f"{'were' if several else 'was'} {what} {found['done']}{rest}"


def did(who: str, told: str) -> str:
    """Of "Ann" and "won the race", "did Ann win the race"; empty where the verb is not known."""
    verb, _, rest = told.partition(" ")
    return f"did {who} {PAST[verb.lower()]} {rest}".strip() if verb.lower() in PAST else ""
