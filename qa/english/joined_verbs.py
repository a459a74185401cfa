"""Questions about several things that are done: "open and close", "to swim and use the sauna".

Each is cut where both verbs are plain. "To buy and return a ticket" is left whole: which of the
words behind the second verb belong to the first, too, is not.
"""

import re

from index.text.lists import word_set
from qa.english.follow_ups import PARTICIPLE
from qa.english.gaps import WH
from qa.english.joined import AUXILIARY, TOGETHER, Split
from qa.english.verbs import DETERMINERS, PAST

_NEED_NO_OBJECT = word_set(
    """
    swim park camp fish sail dive skate ski climb run walk ride drive eat drink smoke sleep stay sit
    dance sing travel fly enter come go live work shop dine cook bathe row surf play picnic leave
    """
)
"""Verbs that may stand by themselves."""

_DOABLE = (
    _NEED_NO_OBJECT
    | frozenset(PAST.values())
    | word_set(
        """
        use hire rent book see watch post ship print copy scan wash dry store borrow feed clean fix
        join visit attend bring keep have do make add put set let read renew cancel change upgrade
        """
    )
)
_BEFORE = r"(?:in|at|on|for|during|after|before)"
_TO_DO = re.compile(
    rf"(?P<asks>{WH}\b[^,]{{1,60}}? to) (?P<first>[a-z]+(?: [\w’'-]+){{0,5}}?),? and "
    r"(?P<to>to )?(?P<last>[a-z]+(?: [\w’'-]+){0,7})",
    re.IGNORECASE,
)
_DOES_BOTH = re.compile(
    r"(?P<asks>(?:when|where|why|how|what|what time|how often|how long) "
    rf"(?P<verb>{AUXILIARY}|should|shall) "
    r"(?P<who>(?:(?:the|an?|my|our|your|its|his|her|their) )?[\w’' -]+?)) (?:both )?"
    rf"(?P<first>[a-z]+) and (?P<last>[a-z]+)(?P<tail>(?: {_BEFORE} .+)?)(?P<own>(?: (?:to|by|from"
    r"|as|with) .+)?)",
    re.IGNORECASE,
)
_ALSO = re.compile(
    rf"(?P<asks>{WH} (?:do|does|did|is|are|was|were)) (?P<first>(?:the|an?) [\w’' -]+?|[\w’'-]+)"
    r" (?P<done>cost|costs|open|close|begin|start|end|last|weigh|measure|due|held|built|opened"
    r"|closed|founded|made|sold|published)(?P<rest>(?: (?:in|at|on|for) [\w’' -]+?)?),? and"
    r"(?: (?:how|what) about)? (?P<last>(?:the|an?) [\w’'-]+(?: [\w’'-]+){0,2})",
    re.IGNORECASE,
)
_IT_COSTS = re.compile(r"\bit (?:cost|take|\w+ible|allowed|free) to$|\b(?:is|was) it to$", re.I)
_IT = re.compile(r"\b(?:it|them)\b", re.IGNORECASE)
_BE = frozenset(["is", "are", "was", "were", "has", "have", "had"])
_NO_BASE = re.compile(r"(?:ed|ing)$|(?<!s)s$")


def _to_do(asked: str) -> Split | None:
    """How much does it cost to swim and use the sauna?"""
    found = _TO_DO.fullmatch(asked)
    if not found or TOGETHER.search(asked):
        return None
    first, last = found["first"], found["last"]
    alone = " " in first or first.lower() in _NEED_NO_OBJECT
    plain = found["to"] or last.split()[0].lower() in _DOABLE
    doable = first.split()[0].lower() in _DOABLE or (
        found["to"] and _IT_COSTS.search(found["asks"])
    )
    if not doable or not plain or not (alone or found["to"]):
        return None
    thing = re.sub(r"^an? ", "the ", first.partition(" ")[2])
    full = _IT.sub(lambda _: thing, last) if thing else last
    parts = tuple(f"{found['asks']} {done}?" for done in (first, full))
    return Split(parts, (first.split()[-1], last.split()[-1]))


def _does_both(asked: str) -> Split | None:
    """When does the pool open and close? When was it built and extended?"""
    found = _DOES_BOTH.fullmatch(asked)
    if not found or TOGETHER.search(asked):
        return None
    done = found.group("first", "last")
    if found["verb"].lower() in _BE:
        fits = all(PARTICIPLE.fullmatch(verb) for verb in done)
    else:
        before = found["who"].split()[-1].lower()
        fits = before not in DETERMINERS and not any(map(_NO_BASE.search, done))
    if not fits:
        return None
    tail, own = found["tail"], found["own"]
    parts = (f"{found['asks']} {done[0]}{tail}?", f"{found['asks']} {done[1]}{tail}{own}?")
    return Split(parts, done)


def _also(asked: str) -> Split | None:
    """How much does the sauna cost, and the pool?"""
    found = _ALSO.fullmatch(asked)
    if not found or TOGETHER.search(asked):
        return None
    things = found.group("first", "last")
    behind = f"{found['done']}{found['rest']}"
    parts = tuple(f"{found['asks']} {thing} {behind}?" for thing in things)
    return Split(parts, tuple(thing.split()[-1] for thing in things), named=True)


JOINED_VERBS = (_to_do, _does_both, _also)
"""The ways to cut between verbs, of which the first that fits is taken."""
