"""Questions about several things in one: "in Kherson and in Kharkiv", "killed and wounded".

Each is cut into questions about one of them; which may be asked of together only documents tell.
"""

import re
from dataclasses import dataclass

from index.text.lists import word_set
from qa.english.verbs import PAST

AUXILIARY = r"(?:is|are|was|were|do|does|did|has|have|had|will|would|can|could|may|might|must)"

_NOUNS = re.compile(
    r"((?:what|which)\s+(?:is|are|was|were)\s+the)\s+([\w-]+(?: (?!of|in|for)[\w-]+)?)\s+and\s+"
    r"(?:the\s+)?([\w-]+(?: (?!of|in|for)[\w-]+)?)\s+"
    r"((?:of|in|for)\s+.+)",
    re.I,
)
_DONE = (
    r"(?:killed|dead|died|wounded|injured|hurt|arrested|missing|detained|rescued|destroyed|damaged"
    r"|evacuated|displaced|shot down|lost|built|sold|bought|hired|dismissed|closed|opened|born)"
)
_COUNTED = re.compile(
    rf"(how many\s(?:[\w-]+\s){{0,4}}?)((?:were|was|are|is|have been|had been)\s)?({_DONE})"
    rf"\s+and\s+(?:how many\s(?:[\w-]+\s){{0,3}}?)?(?:were\s|was\s)?({_DONE})\b(.*)",
    re.I,
)
_PREPOSITION = r"(?:in|at|on|near|from|to|for|by|with|of|about|under|over|during|against)"
_NAME = r"(?:the )?[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of the|of|de|von|van) )?[A-ZÀ-Þ][\w’'-]*){0,4}"
_THING = rf"(?:{_NAME}|\d{{4}})"
_SEVERAL_NAMES = re.compile(
    rf"(?:\bboth )?\b({_PREPOSITION} )?({_THING}(?:, (?:{_PREPOSITION} )?{_THING}){{0,4}}),? "
    rf"(?:and|as well as) (?:also )?(?:(?:how many|how much|what about) )?"
    rf"({_PREPOSITION} )?({_THING})"
)
_LED_THING = (
    rf"(?:(?:the|an?|my|your) [\w’'-]+(?: (?!{AUXILIARY}\b|and\b|{_PREPOSITION}\b)[\w’'-]+){{0,3}}"
    r"|[\w’'-]+)"
)
_REPEATED = re.compile(
    rf"({_PREPOSITION}) ({_LED_THING})(?:, \1 ({_LED_THING}))?(?:, \1 ({_LED_THING}))?"
    rf",? and \1 ({_LED_THING})\b",
    re.I,
)
_OF_BOTH = re.compile(
    r"((?:what|which)) (is|are|was|were) (the (?:[\w’'-]+ ){0,2}?)([\w’'-]+?)(s?) (of|for) "
    r"((?:the )?[a-z][\w-]+) and (?:of |for )?((?:the )?(?!the\b|their\b|its\b|his\b|her\b)"
    r"[a-z][\w-]+)( .+)?",
    re.I,
)
_ROLES = re.compile(
    r"(who (?:is|are|was|were)) (the [\w-]+) and (the [\w-]+) ((?:of|at|in) .+)", re.I
)
_NP = r"(?:(?:the|an?|his|her|its|their|your|our|my) )?(?:[\w’'-]+ ){0,2}?[\w’'-]+"
_LED = rf"(?:the|an?) (?:[\w’'-]+ ){{0,2}}?[\w’'-]+(?: (?:at|in|of|on|for|from) (?:the )?{_NAME})?"
_SUBJECTS = re.compile(
    rf"(?P<asks>(?:what|when|where|why|how(?: (?:much|long|far|old|big|large|high|tall|often))?"
    rf"|what (?:time|colour|color|size|day)|which (?:day|year))) (?P<verb>is|are|was|were|do|does"
    rf"|did) (?P<first>{_LED}|[\w’'-]+)(?:, (?P<second>{_NP}))?,? and (?P<last>{_NP}"
    rf"(?: (?:at|in|of) {_NAME})?)(?P<tail>(?: (?:both|each|all))?"
    r"(?: (?:cost|pay|open|close|begin|start|end|last"
    rf"|due|held|built|made|sold|bought|weigh|mean|say|want|get|earn|\w+ed|take place)\b.*"
    rf"| (?:at|in|on|of|for|during) .+)?)",
    re.I,
)
_OF_THE_OTHER = re.compile(r"(?:their|its|his|her) ", re.I)
_LIKE_WORD = re.compile(r"the (?P<word>[a-z]+?(?P<end>ing|est|th|ern)?)", re.I)
_LIKE_NOUN = re.compile(r"(?P<word>[a-z]+) (?P<noun>[a-z]+)", re.I)
_LIKE = word_set(
    """
    first second third last old new former present minimum maximum low high lower upper short long
    public private single double red green blue black white left right final initial
    """
)
"""Words that stand before one noun in pairs: "the old and new address"."""

_OF_EACH = re.compile(
    r"(?P<asks>(?:what|who|when|where) (?:is|are|was|were)) (?P<first>the [\w’'-]+ (?:[\w’'-]+ )?"
    r"(?:of|for|in|at) [\w’' -]+?)(?:, (?P<second>the [\w’'-]+ (?:[\w’'-]+ )?(?:of|for|in|at)"
    r" [\w’' -]+?))?,? and (?P<last>the [\w’'-]+ (?:[\w’'-]+ )?(?:of|for|in|at) [\w’' -]+)",
    re.I,
)
_OBJECTS = re.compile(
    rf"(?P<asks>who (?:[a-z]+s|[a-z]+ed|{'|'.join(sorted(PAST))})) (?P<first>the [\w’' -]+?)"
    r",? (?:and|as well as) (?P<last>the [\w’' -]+)",
    re.I,
)
_GOES_ON = re.compile(r" (?:to|from|for|about|with|against) ", re.I)
"""Behind it a second thing may stand: who wrote "the letter to the mayor and the council"."""

_AMOUNTS = re.compile(
    rf"(how many|how much) ([\w-]+) and ((?:[\w-]+ )?[\w-]+) ({AUXILIARY}\b.*)", re.I
)
_SEVERAL = re.compile(r"\b(do|are|were|have)( the \w+?)?s?( of)? $")
_ONE = {"do": "does", "are": "is", "were": "was", "have": "has"}
_COMMA = re.compile(rf", (?:{_PREPOSITION} )?")
TOGETHER = re.compile(
    r"\b(?:between|together|each other|difference|relations?|agree\w*|met|meet\w*|talks|war|border"
    r"|apart|distan\w+|compar\w+|link\w*|connect\w*|separat\w+|divid\w+|combined|total|altogether|merge\w*|marr\w+|rivals?|friends|partners|allies|enemies"
    r"|brothers|sisters|neighbou?rs)\b",
    re.I,
)
"""Words of a question about several things at once."""


@dataclass(frozen=True, slots=True)
class Split:
    """A question in parts.

    Attributes:
        parts: each as a question by itself; at least two.
        joined: where it may be one question about several things together, those; one sentence
            that holds them all answers it whole.
        named: whether those are names or things that a sentence on them calls so, unlike "killed",
            for which it may have "dead".
    """

    parts: tuple[str, ...]
    joined: tuple[str, ...] = ()
    named: bool = False


def _nouns(asked: str) -> Split | None:
    """What are the name and age of the victim?"""
    found = _NOUNS.fullmatch(asked)
    if not found:
        return None
    begins = re.sub(r"\bare\b", "is", re.sub(r"\bwere\b", "was", found[1]))
    parts = tuple(f"{begins} {noun} {found[4]}?" for noun in (found[2], found[3]))
    return Split(parts, (found[2], found[3]))


def _roles(asked: str) -> Split | None:
    """Who are the director and the cook of the inn?"""
    found = _ROLES.fullmatch(asked)
    if not found or TOGETHER.search(asked):
        return None
    begins = re.sub(r"\bare\b", "is", re.sub(r"\bwere\b", "was", found[1]))
    parts = tuple(f"{begins} {role} {found[4]}?" for role in (found[2], found[3]))
    return Split(parts, (found[2].split()[-1], found[3].split()[-1]))


def _counted(asked: str) -> Split | None:
    """How many people were killed and wounded in Kherson?"""
    found = _COUNTED.fullmatch(asked)
    if not found:
        return None
    begins = found[1] + (found[2] or "")
    parts = tuple(f"{begins}{done}{found[5]}?" for done in (found[3], found[4]))
    return Split(parts, (found[3], found[4]))


def _names(asked: str) -> Split | None:
    """How many people were wounded in Kherson, Odesa and Kharkiv?"""
    found = list(_SEVERAL_NAMES.finditer(asked))
    if len(found) != 1 or not found[0].start() or TOGETHER.search(asked):
        return None
    one = found[0]
    if asked[: one.start()].rstrip().endswith(","):  # more than are cut
        return None
    before, last, names = one[1] or "", one[3] or one[1] or "", _COMMA.split(one[2])
    said = [*(f"{before}{name}" for name in names), f"{last}{one[4]}"]
    rest = asked[: one.start()]
    if not before or before == "of ":
        rest = _SEVERAL.sub(_of_one, rest)
    parts = tuple(f"{rest}{name}{asked[one.end() :]}?" for name in said)
    return Split(parts, (*names, one[4]), named=True)


def _repeated(asked: str) -> Split | None:
    """What share of amphibians, of mammals and of birds is threatened?"""
    found = _REPEATED.search(asked)
    if not found or not found.start() or TOGETHER.search(asked):
        return None
    things = [thing for thing in found.groups()[1:] if thing]
    before, behind = asked[: found.start()], asked[found.end() :]
    parts = tuple(f"{before}{found[1]} {thing}{behind}?" for thing in things)
    return Split(parts, tuple(things), named=True)


def _of_both(asked: str) -> Split | None:
    """What were the prices of gold and silver in February?"""
    found = _OF_BOTH.fullmatch(asked)
    if not found or TOGETHER.search(asked):
        return None
    verb = _ONE.get(found[2].lower(), found[2])
    begins = f"{found[1]} {verb} {found[3]}{found[4]} {found[6]}"
    parts = tuple(f"{begins} {thing}{found[9] or ''}?" for thing in (found[7], found[8]))
    return Split(parts, (found[7], found[8]), named=True)


def _amounts(asked: str) -> Split | None:
    """How many passengers and crew members were there?"""
    found = _AMOUNTS.fullmatch(asked)
    if not found or TOGETHER.search(asked):
        return None
    parts = tuple(f"{found[1]} {thing} {found[4]}?" for thing in (found[2], found[3]))
    return Split(parts, (found[2], found[3]))


def _subjects(asked: str) -> Split | None:
    """How long are probation and the notice period? What do a new card and a late key cost?"""
    found = _SUBJECTS.fullmatch(asked)
    if not found or TOGETHER.search(asked) or _OF_THE_OTHER.match(found["last"]):
        return None
    things = _of_one_noun(found["first"], found["last"]) or [
        thing for thing in found.group("first", "second", "last") if thing
    ]
    verb = found["verb"].lower()
    tail = re.sub(r"^ (?:both|each|all)\b", "", found["tail"])
    parts = tuple(
        f"{found['asks']} {verb if _plural(thing) else _ONE.get(verb, verb)} {thing}{tail}?"
        for thing in things
    )
    return Split(parts, tuple(_head(thing) for thing in things), named=True)


def _of_one_noun(first: str, last: str) -> list[str]:
    """Of "the opening and closing times": "the opening times", "the closing times"."""
    one, several = _LIKE_WORD.fullmatch(first), _LIKE_NOUN.fullmatch(last)
    alike = (
        one
        and several
        and (one["end"] or one["word"] in _LIKE)
        and (several["word"].endswith(one["end"] or "") or several["word"] in _LIKE)
    )
    if not alike or not one or not several:
        return []
    return [f"the {one['word']} {several['noun']}", f"the {last}"]


def _of_each(asked: str) -> Split | None:
    """What is the fee of the club, the rent of the hall and the price of a shirt?"""
    found = _OF_EACH.fullmatch(asked)
    if not found or TOGETHER.search(asked):
        return None
    things = [thing for thing in found.group("first", "second", "last") if thing]
    asks, _, verb = found["asks"].rpartition(" ")
    parts = tuple(
        f"{asks} {verb if _plural(thing.split()[1]) else _ONE.get(verb.lower(), verb)} {thing}?"
        for thing in things
    )
    return Split(parts)


def _objects(asked: str) -> Split | None:
    """Who chairs the council and the works committee?"""
    found = _OBJECTS.fullmatch(asked)
    if not found or TOGETHER.search(asked) or _GOES_ON.search(found["first"]):
        return None
    things = found.group("first", "last")
    parts = tuple(f"{found['asks']} {thing}?" for thing in things)
    return Split(parts, tuple(_head(thing) for thing in things), named=True)


def _plural(thing: str) -> bool:
    return bool(re.search(r"(?<!s)s$|(?:child|wo?m)[er]+n$|\bpeople$", _head(thing)))


def _head(thing: str) -> str:
    """A thing without its article and what stands behind it: of "the lift at Kent", "lift"."""
    bare = re.sub(r"^(?:the|an?|his|her|its|their|your|our|my) ", "", thing, flags=re.I)
    return re.split(r" (?:at|in|of|on|for|from) ", bare, maxsplit=1)[0]


def _of_one(match: re.Match[str]) -> str:
    """A verb and a noun of several things, as they are said of one."""
    return f"{_ONE[match[1]]}{match[2] or ''}{match[3] or ''} "


JOINED = (
    _nouns,
    _roles,
    _counted,
    _names,
    _repeated,
    _of_both,
    _amounts,
    _of_each,
    _subjects,
    _objects,
)
"""The ways to cut, of which the first that fits is taken."""
