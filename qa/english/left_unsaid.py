"""What a part of a question leaves to the other parts: pronouns, descriptions, places.

"How many people were arrested in Oslo, who were they, and how long are they held?" leaves to its
first part who "they" are. Each rule puts in what is plain, and leaves the part as it is elsewhere.
"""

import re

from qa.english.follow_ups import PARTICIPLE, STATES
from qa.english.gaps import WH
from qa.english.name_kinds import PERSON_NOUN
from qa.english.verbs import AUXILIARIES, PAST

_DOES = r"(?:do|does|did|will|would|can|could|may|might|must|should)"
_BE = r"(?:is|are|was|were|be|has|have|had)"
_CAPITALS = r"(?!I\b)[A-ZÀ-Þ][\w’'-]*(?: (?:(?:of|de|von|van) )?[A-ZÀ-Þ][\w’'-]*){0,4}"
_BEFORE = r"(?:in|on|at|of|by|from|with|for|to|after|during|near|about)"
_THING = (
    rf"(?:the|an?|my|our|your) (?:[\w’'-]+ ){{0,2}}?[\w’'-]+"
    rf"(?=$| (?:{_BEFORE}|{_BE}|{_DOES}|who|that|which|\w+ed|\w+[^s]s"
    rf"|{'|'.join(sorted(PAST))})\b|,)"
)
_POINTING = re.compile(r"\b(it|they|them|those|he|she|him|its|their|his|her)\b", re.IGNORECASE)
_OWNED = re.compile(r"\b(its|their|his|her) ([\w-]+)", re.IGNORECASE)
_OBJECT = re.compile(rf"\bher\b(?=$| {_BEFORE}\b)", re.IGNORECASE)
_SEVERAL = frozenset(["they", "them", "those", "their"])
_PERSON = frozenset(["he", "she", "him", "his", "her", "they"])
_PERSON_THERE = re.compile(rf"\b(?:the|an?|my|our|your) (?:[\w’'-]+ ){{0,2}}?{PERSON_NOUN.pattern}")
_SEVERAL_DO = re.compile(r"\b(do|are|were|have) $", re.IGNORECASE)
_ONE_DOES = {"do": "does", "are": "is", "were": "was", "have": "has"}
_DO = frozenset(["did", "do", "does"])
_VERBS = AUXILIARIES | _DO
_ONE_PERSON = frozenset(["he", "she", "him", "his", "her"])
_DID = re.compile(rf"\b{_DOES} (?=[A-ZÀ-Þ])")
_PEOPLE = frozenset(["he", "she", "him", "they", "them", "those", "their", "his", "her"])

_OF_NOTHING = re.compile(r"^how (?:long|much|far) (?:does|did|is) it(?: (?:take|cost))?$", re.I)
_WAY = re.compile(r"how far is it (?P<way>from [\w’' -]{1,44} to [\w’' -]{1,44})", re.IGNORECASE)
"""How far is it from Denbury to Orme and how long does it take?"""

_WHO = re.compile(rf"who (?:(?:is|was) (?P<named>the .+)|(?!{_DOES} )(?P<did>.+))", re.IGNORECASE)
_WHICH = re.compile(
    rf"which (?P<thing>[\w-]+) (?P<did>(?:[\w-]+ed|{'|'.join(sorted(PAST))}"
    r"|(?!is\b|was\b|does\b|has\b|says\b)[a-z]{3,}[^s\W]s|goes) .+)",
    re.IGNORECASE,
)
_WHICH_WERE = re.compile(
    r"which (?P<things>[\w-]+[^s\W]s) (?P<verb>(?!(?:do|did|does|can|may|will|would)\b)[a-z]+)"
    r" (?P<rest>.+)",
    re.IGNORECASE,
)
_PLACED_FIRST = re.compile(rf"{_BEFORE} ", re.IGNORECASE)
_SEVERAL_DONE = re.compile(r"\bthe (?:[\w’'-]+ )?[a-z]{2,}[^sui\W]s(?=$| (?:in|on|at|of|for)\b)")
"""Several things that something was done to: "Who drew up the plans"."""

_LABEL = re.compile(
    r"the (?:names?|ages?|titles?|number|amount|dates?|price|cost|address|aim|purpose) of "
    r"(?=the|[A-ZÀ-Þ])"
)
_SUBJECT = re.compile(
    rf"(?!who){WH}(?: [\w-]+){{0,3}}? (?P<verb>{_BE}|{_DOES}) "
    rf"(?P<subject>{_THING}|(?-i:{_CAPITALS})(?:(?<=[’']s) [\w-]+)?)",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"how many (?P<things>(?:[\w-]+ ){0,3}?(?:[\w-]+[^s\W]s|people|men|women|children))\b ?"
    r"(?P<rest>.*)",
    re.IGNORECASE,
)
_KNOWN = re.compile(rf"(?<!^)\b(?:{_CAPITALS})|\b{_THING}")
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_PLACED = re.compile(r"\b(?:in|at|near|on|from)$")

_WHO_THEY = re.compile(
    r"(?P<who>who|which(?: [\w-]+)?|what) (?:is|are|was|were) (?:they|those|these|he|she|it)$",
    re.IGNORECASE,
)
_WHO_ELSE = re.compile(
    r"(?P<who>who (?:is|was)) it(?P<rest>(?: before| after| then| now| in \d{4}).*)", re.IGNORECASE
)
"""Who had an office before: "it" is what the first part names him by."""
ROLE = re.compile(
    r"(?:(?:who (?:is|was|became)|(?:since|until) when (?:is|was) (?-i:[A-ZÀ-Þ][\w’'-]*"
    r"(?: [A-ZÀ-Þ][\w’'-]*){0,3})) (?=the )|.*\bbecome )(?P<role>.+)",
    re.IGNORECASE,
)
"""A question for who has an office, or since when: its `role`."""

_POLAR = re.compile(rf"(?:{_BE}|{_DOES}) (?:the|an?) ", re.IGNORECASE)
_OWNS = re.compile(r"\b(?:have|offer|include) (?P<thing>(?:an?|the) [\w’'-]+(?: [\w’'-]+)?)$", re.I)
_OF_LAST = re.compile(r"\bit (?:cost|open|close)\b", re.IGNORECASE)
"""What is asked of the last thing: "Does the hotel have a sauna and what does it cost?"."""
_THERE = re.compile(
    r"(?:is|are|was|were) there (?:any |an? )?(?P<thing>[\w’'-]+(?: [\w’'-]+)?)", re.IGNORECASE
)
"""Are there lockers?"""

_DESCRIBED = re.compile(r"\bthe (?P<noun>[a-z][\w-]{2,})(?P<owns>[’']s (?P<owned>[\w-]+))?")
_ABOUT_IT = rf"(?:\w+ed|\w+ing|hurt|shot|held|found|born|taken|known|seen|{_BEFORE}|who|that)"

_PLACE = rf"(?:{_CAPITALS}|(?:\d\d? )?[A-Z]\w+ \d{{4}}|\d{{4}})"
_TAIL = re.compile(
    rf" (?:in|at|near|after|during) (?:(?:the|a|an) )?(?:[\w-]+ ){{0,5}}?{_PLACE}"
    rf"(?: (?:in|of|on|at) (?:the )?{_PLACE}){{0,2}}$"
)
_NAMED = re.compile(r"(?<!^)\b[A-ZÀ-Þ]|\d{4}")
_PHRASE = re.compile(rf" {_BEFORE} ", re.IGNORECASE)


def put_in(piece: str, first: str) -> str:
    """A later part with what it leaves to the first.

    Args:
        piece: of a question, without its question mark.
        first: the first part that is a whole question, likewise.
    """
    they = _WHO_THEY.match(piece)
    if they:
        return _those_counted(they["who"], first) or piece
    else_, role = _WHO_ELSE.match(piece), ROLE.match(first)
    if else_ and role:
        return f"{else_['who']} {role['role']}{else_['rest']}"
    pointing = _POINTING.search(piece)
    if not pointing:
        return _described(piece, first)
    if (way := _WAY.fullmatch(first)) and _OF_NOTHING.search(piece):
        return f"{piece} {way['way']}"
    if (owns := _OWNS.search(first)) and _POLAR.match(first) and _OF_LAST.search(piece):
        thing = re.sub("^an? ", "the ", owns["thing"], flags=re.IGNORECASE)
        return f"{piece[: pointing.start()]}{thing}{piece[pointing.end() :]}"
    pronoun = pointing[1].lower()
    owned = _OWNED.search(piece)
    own = owned is not None and owned.start() == pointing.start() and not _OBJECT.search(piece)
    before = piece[: pointing.start()]
    if own and _bound(before):
        return piece
    passive = bool(re.search(rf"\b{_BE} $", before, re.IGNORECASE))
    meant = _meant(pronoun, first, passive=passive)
    if not meant:
        return piece
    told = re.search(rf"{re.escape(meant)}( who .+)$", first)
    meant += told[1] if told else ""
    if owned and own:
        plain = len(meant.split()) < 5 and not re.search(r" who |[’']s\b", meant)
        put = f"{meant}’s {owned[2]}" if plain else f"the {owned[2]} of {meant}"
        return piece[: owned.start()] + put + piece[owned.end() :]
    if meant.startswith("the one who "):
        before = _SEVERAL_DO.sub(lambda verb: _ONE_DOES[verb[1].lower()] + " ", before)
    return before + meant + piece[pointing.end() :]


def share_tail(pieces: list[str]) -> list[str]:
    """The parts with the place, time or event that stands only behind one of them.

    "How many people died", "how many are missing after the quake in Chile" are both of the quake; a
    part that names something by itself stays as it is.
    """
    tails = [found[0] for piece in pieces if (found := _TAIL.search(piece))]
    if not tails:
        return pieces
    return [
        piece if _NAMED.search(piece) or _PHRASE.search(piece) else piece + tails[-1]
        for piece in pieces
    ]


def leans(part: str) -> bool:
    """Whether a part names nothing by which it could be told what it is about."""
    return not _NAMED.search(part)


def _those_counted(who: str, first: str) -> str:
    """Of "which regions were they", after how many there are: "Which regions had late trains?"."""
    counted = _COUNTED.match(first)
    if not counted or not counted["rest"]:
        return ""
    if who.lower() == "who":
        return f"who {re.sub('^were ', 'was ', counted['rest'])}"
    return f"which {counted['things'].split()[-1]} {counted['rest']}"


def _bound(before: str) -> bool:
    """Whether a possessive is of something in front of it: "When does the war reach its end?"."""
    if before.endswith(" of "):
        return False
    return bool(re.search(rf"\b(?:{_DOES}|{_BE}) (?:the|a|an|(?-i:[A-ZÀ-Þ]))", before, re.I))


def _meant(pronoun: str, first: str, *, passive: bool) -> str:
    """What a pronoun stands for; "" where that is not plain.

    Args:
        pronoun: in small letters.
        first: the first part.
        passive: whether it stands behind a form of "to be", as of what something was done to.
    """
    first = _LABEL.sub("", first)
    several = _SEVERAL_DONE.search(first)
    if several and pronoun in _SEVERAL and passive:
        return several[0]
    who = _WHO.match(first)
    if who and pronoun in _PEOPLE:
        return who["named"] or f"the one who {who['did']}"
    which = _WHICH.match(first)
    if which:
        return f"the {which['thing']} that {which['did']}"
    were = _WHICH_WERE.match(first)
    if were and pronoun in _SEVERAL:
        rest = were["rest"]
        bare = were["verb"].lower() in ("are", "were") and _PLACED_FIRST.match(rest)
        that = "" if bare else f"that {were['verb']} "
        return f"the {were['things']} {that}{rest}"
    counted = _COUNTED.match(first)
    if counted and pronoun in _SEVERAL:
        return _the_counted(counted["things"], counted["rest"])
    found = [match for match in _KNOWN.finditer(first) if not _MONTH.match(match.group())]
    apart = [m for m in found if not _PLACED.search(first[: m.start()].rstrip())]
    known = [_before_its_verb(match, first) for match in apart or found]
    named = [name for name in known if name[0].isupper()]
    if pronoun in _PERSON and named:
        return re.sub(r"[’']s$", "", named[0] if _DID.search(first) else named[-1])
    if pronoun in _ONE_PERSON:
        people = _PERSON_THERE.search(first)
        return people[0] if people else ""
    subject = _SUBJECT.match(first)
    done = subject and passive and re.fullmatch(_DOES, subject["verb"], re.IGNORECASE)
    if subject and not _MONTH.match(subject["subject"]) and not (done and len(known) > 1):
        return _before_its_verb(subject, first)
    there = _THERE.fullmatch(first)
    if there:
        return f"the {there['thing']}"
    polar = _POLAR.match(first) and not passive
    return known[0 if polar else -1] if known else ""


def _before_its_verb(thing: re.Match[str], first: str) -> str:
    """A thing without the verb or word that ends the question: of "is the inn open", "the inn"."""
    named = thing["subject"] if "subject" in thing.re.groupindex else thing[0]
    before = first[: thing.start() + thing[0].rfind(named)].rstrip()
    verb = rf"(?:\b{_DOES}|^{_BE})$"
    last = named.rpartition(" ")[2].lower()
    if last in STATES or PARTICIPLE.fullmatch(last):
        verb = rf"\b(?:{_DOES}|{_BE})$"
    whole = first.endswith(named) and re.search(verb, before, re.IGNORECASE)
    return named.rpartition(" ")[0] if whole and len(named.split()) > 2 else named


def _the_counted(things: str, rest: str) -> str:
    """Of "How many workers in Kent tested positive": "the workers in Kent who tested positive"."""
    words = rest.split()
    verb = next((n for n, w in enumerate(words) if w.lower() in _VERBS or w.lower() in PAST), None)
    if verb is None or words[verb].lower() in _DO or words[-1].lower() == "there":
        return f"the {things}"
    place = f" {' '.join(words[:verb])}" if verb else ""
    return f"the {things}{place} who {' '.join(words[verb:])}"


def _described(piece: str, first: str) -> str:
    """A thing that the first part tells more of: "the teenager" → "the teenager wounded in …"."""
    for one in _DESCRIBED.finditer(piece):
        full = re.search(rf"\bthe {re.escape(one['noun'])} {_ABOUT_IT}\b.*$", first)
        if full and not re.match(rf" {_ABOUT_IT}\b", piece[one.end() :]):
            put = f"the {one['owned']} of {full[0]}" if one["owned"] else full[0]
            return piece[: one.start()] + put + piece[one.end() :]
    return piece
