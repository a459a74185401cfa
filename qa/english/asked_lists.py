"""Questions for several things, and how one of them is asked for."""

import re
from dataclasses import dataclass

from index.text.lists import word_set
from qa.english.verbs import PAST

_NUMBER = r"(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|both|\d{1,2})"
_VERB = (
    r"(?:are|were|have|had|has|do|did|does|will|would|can|could|may|might|must|should|is|was"
    r"|[a-z]{2,}ed|border|belong|form|lie|keep|carry|own|run|host|produce|export|participate"
    r"|exist|remain"
    rf"|{'|'.join(sorted({*PAST, *PAST.values()}))})"
)
_LINK = (
    r"(?:of|in|on|at|for|from|with|that|which|who|whose|where|to|by|about|during|against"
    r"|between|behind)"
)
_HEADED = re.compile(
    rf"(?:(?:in|on|at|to|from|with|for|by|into|through|against|of) )?(?:which|what) (?:other "
    rf"|else )?"
    rf"(?:(?:of the )?(?P<number>{_NUMBER}) )?(?P<head>(?:[\w’'.&-]+ ){{0,3}}?[\w’'-]+) "
    rf"(?:{_LINK} .{{3,80}}? )?{_VERB}\b.*",
    re.I,
)
_BE = re.compile(
    rf"(?:what|which|who) (?:all )?(?:are|were|will be) (?:all )?"
    rf"(?:the|some of the|its|their|his|her|(?:the )?[A-ZÀ-Þ][\w’'-]*(?: [A-ZÀ-Þ][\w’'-]*)?[’']s?)"
    rf" (?:(?P<number>{_NUMBER}) )?(?P<head>(?:[\w’'.&-]+ ){{0,3}}?[\w’'-]+)"
    rf"(?: (?:{_LINK}|[a-z]+ed|due|here|there)\b.*)?",
    re.I,
)
_ORDER = (
    r"(?:please |can you |could you )*(?:(?:list|name|enumerate|give(?: me)?|tell me|show me)"
    r"(?: all(?: of)?)?(?: the| every| each| some)?(?: names of(?: all)?(?: the)?)?"
    r"|(?:the )?names of(?: all)?(?: of)?(?: the)?|all (?:of )?the)"
)
_ORDERED = re.compile(
    rf"{_ORDER} (?:(?P<number>{_NUMBER}) )?"
    rf"(?P<head>(?:[\w’'.&-]+ ){{0,3}}?[\w’'-]+)(?: (?:{_LINK}|{_VERB})\b.*)?",
    re.I,
)
_NAMES = re.compile(
    r"(?:(?:in|on|at|to|from|with|for|by|into|through|against|of) )?(?:which|what) "
    rf"(?:other |else )?(?:(?:of the )?(?P<number>{_NUMBER}) )?(?P<words>.+)",
    re.I,
)
_NEAR = 3
"""Words behind "which" among which the word for what is asked for stands."""

_ATTENDED = re.compile(
    r"who (?:all )?(?:else )?(?:(?:has|have|had|will|would|did|was|were|is|are) )?(?:(?:also"
    r"|expected|due"
    r"|going|invited) )?(?:to )?(?:(?:attend|take part|participate)(?:ed|ing|s)?\b.*|took part\b.*"
    r"|(?:be )?(?:present|in attendance|at the table|in the room|there)\b.*)"
    r"|who all .+|who else .+"
    r"|who (?:are|were) (?:expected|invited|nominated|arrested|killed|charged|appointed|elected"
    r"|running|competing|involved|suspected|accused|injured|hurt|named)\b.*",
    re.I,
)
_MEMBERS = re.compile(r"who (?:belongs? to|makes? up|made up|signed up)\b.*", re.I)
_ONE_ANSWER = re.compile(
    r"\b(?:called|named|known as|made of|like|mean|stand for|worth|used for)$", re.I
)

PEOPLE = word_set(
    """
    people persons mayors heads men women children boys girls players leaders actors actresses
    singers members guests ministers senators candidates officials victims authors winners
    presidents politicians artists musicians astronauts nominees inductees suspects lawmakers
    coaches judges celebrities scientists athletes teenagers students governors speakers
    visitors stars runners-up performers writers directors drivers kings queens rivals
    contenders executives defendants survivors founders stepped republicans democrats
    """
)
COUNTRY_WORDS = frozenset(["countries", "nations"])
STATE_WORDS = frozenset(["states"])
PLACES = word_set(
    """
    cities towns villages places regions districts provinces airports capitals locations islands
    counties continents neighbourhoods neighborhoods rivers seas lakes venues stadiums ports
    areas parks states countries nations hosts
    """
)
CITY_WORDS = word_set(
    """
    cities towns villages airports capitals ports neighbourhoods neighborhoods regions districts
    provinces counties
    """
)
"""Of these, what lies within a country, and is none."""
TITLED_THINGS = word_set("books novels movies films shows songs albums series programs poems")
"""Things whose names may stand in quotation marks."""
CALLED_BY_PLACE = TITLED_THINGS | word_set(
    "teams clubs bands sides departments universities schools"
)
"""Bodies and things that may have the name of a place, and no more."""
BODIES = word_set(
    """
    companies teams clubs parties organisations organizations agencies banks firms brands
    airlines carmakers automakers universities schools newspapers bands unions retailers
    networks services stores restaurants chains departments ministries movies films shows songs
    albums books novels poems series programs
    """
)
"""Head nouns of lists whose items are names."""

_PLURALS = word_set("people children men women species runners-up fish sheep deer aircraft cattle")
_NO_PLURALS = word_set(
    """
    does is was has this news address means odds terms times lengths waters words grounds always
    series class species dimensions hours circumstances conditions police chances consequences
    implications types kinds sorts remains details yards miles minutes seconds days years goods
    funds
    """
)


@dataclass(frozen=True, slots=True)
class ListAsked:
    """A question for several things.

    Attributes:
        head: the word for them, in lower case; "who" for people.
        number: how many are asked for, where it says that; else 0.
    """

    head: str
    number: int = 0

    @property
    def people(self) -> bool:
        """Whether the items are people."""
        return self.head == "who" or self.head in PEOPLE

    @property
    def named(self) -> bool:
        """Whether the items are names."""
        return self.people or self.head in PLACES | BODIES


_VERBS = frozenset(PAST.values()) | word_set(
    """
    state show head park border act exist provide exceed mediate contain belong depend refer
    result occur relate
    produce deal cost serve explain differ happen need kind host span drive trigger enable allow
    attract determine affect influence inspire motivate distinguish separate enter decide
    prevent protect govern
    """
)
"""Verbs, whose third person is no plural: "which theorem states"."""

_AGREES = word_set(
    """
    are were have do did will would can could may might must should
    """
)
"""Verbs that show that the word before them is a plural."""

_NO_HEAD = word_set(
    """
    of the is are was were do does did has have had will would can could it he she they we you
    to a an
    """
)
"""Words that do not stand before the head of a list."""

_COUNTED = {
    word: n
    for n, word in enumerate(
        [
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
        ],
        start=2,
    )
} | {"both": 2}


def count_of(word: str) -> int:
    """The number that a word says; 0 if none."""
    return int(word) if word.isdigit() else _COUNTED.get(word.lower(), 0)


_FIGURES = word_set("years numbers ages figures sums amounts totals prices costs fees losses")
"""What a number by itself may be."""


def only_counts(question: str, said: str) -> bool:
    """Whether words only tell how many there are of what a question asks for: "which sites?".

    Figures may be what rooms or levels are called.
    """
    asked = list_asked(question)
    if asked is None or asked.head in _FIGURES:
        return False
    number, *rest = said.lower().split() or [""]
    counted = count_of(number) and (asked.named or not number.isdigit())
    return bool(counted) and set(rest) <= set(question.lower().rstrip("?.! ").split())


def list_asked(question: str) -> ListAsked | None:
    """The list that a question asks for, or None if it asks for one thing."""
    asked = " ".join(question.split()).rstrip("?.! ")
    if _ONE_ANSWER.search(asked):
        return None
    if _ATTENDED.fullmatch(asked) or _MEMBERS.fullmatch(asked):
        return ListAsked("who")
    for pattern in (_BE, _ORDERED, _HEADED):
        if match := pattern.fullmatch(asked):
            *before, head = match["head"].lower().split()
            rest = asked[match.end("head") :].split()
            plain = match["number"] or (rest and rest[0].lower() in _AGREES)
            names = head in PLACES | PEOPLE | BODIES and not before
            verb = head[:-1] in _VERBS and not plain and not names
            verb = verb or any(word[:-1] in _VERBS and word[-1] == "s" for word in before)
            owned = any(word.endswith(("’s", "'s")) for word in before)
            if is_plural(head) and not verb and not owned and not _NO_HEAD.intersection(before):
                who = asked[:3].lower() == "who"
                return ListAsked("who" if who else head, count_of(match["number"] or ""))
    return _of_names(asked)


def _of_names(asked: str) -> ListAsked | None:
    """A list of people, places or bodies, whatever follows their word: "Which cities lie …"."""
    match = _NAMES.match(asked)
    if not match:
        return None
    for n, word in enumerate(match["words"].lower().split()[:_NEAR]):
        if n and word[:-1] in _VERBS:  # which theorem states
            return None
        if word in PEOPLE | PLACES | BODIES:
            return ListAsked(word, count_of(match["number"] or ""))
        if word in _NO_HEAD or word.endswith(("’s", "'s")):
            return None
    return None


def is_plural(word: str) -> bool:
    """Whether a word in lower case is a plural noun, as far as its end tells."""
    if word in _PLURALS:
        return True
    return (
        word.endswith("s")
        and len(word) > 3
        and not word.endswith(("ss", "us", "is", "as", "’s", "'s"))
        and word not in _NO_PLURALS
    )


_TO_WHICH = re.compile(rf"{_ORDER} (?P<what>.+)", re.I)
_THAT = re.compile(r"^(?P<head>.+?) (?:that|which|who) (?P<rest>.+)$", re.I)
_PLACED = re.compile(
    r"^(?P<head>\S+(?: \S+){0,2}?) (?P<rest>(?:on|in|at|of|from|near|with) .+)$", re.I
)
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does"}


def as_question(question: str) -> str:
    """An order to list something as a question: "Name the ports on the sea", "Which ports …?"."""
    asked = " ".join(question.split()).rstrip("?.! ")
    match = _TO_WHICH.fullmatch(asked)
    if not match:
        return question
    what = match["what"]
    if that := _THAT.match(what):
        return f"Which {that['head']} {that['rest']}?"
    if placed := _PLACED.match(what):
        return f"Which {placed['head']} are {placed['rest']}?"
    return f"What are the {what}?"


def of_one(question: str, asked: ListAsked) -> str:
    """A question for several things as one for one of them; "" where it cannot be put so.

    "Which ports lie on the sea?" becomes "Which port lies on the sea?".
    """
    text = as_question(question).rstrip("?.! ")
    if asked.head == "who":
        said = re.sub(r"^who (?:all |else )*(are|were)\b", _who_is, text, flags=re.I)
        return f"{said}?" if said != text else ""
    head = re.search(rf"\b{re.escape(asked.head)}\b", text, re.I)
    if not head:
        return ""
    before = re.sub(rf"\b(?:{_NUMBER})\s+$", "", text[: head.start()], flags=re.I)
    before = re.sub(r"\b(are|were) the ", lambda m: f"{_SINGULAR[m[1].lower()]} the ", before)
    before = re.sub(r"\b(?:two|three|four|five|six) ", "", before)
    after = text[head.end() :]
    after = re.sub(r"^ (are|were|have)\b", lambda m: f" {_SINGULAR[m[1]]}", after)
    verb = re.match(r" ([a-z]+)\b", after)
    if verb and verb[1] in _PRESENT:
        after = f" {_third(verb[1])}{after[verb.end() :]}"
    return f"{before}{_one_of(head.group())}{after}?"


def _who_is(match: re.Match[str]) -> str:
    return f"{match.group()[:3]} {_SINGULAR[match[1].lower()]}"


_PRESENT = _VERBS | frozenset(["lie", "make", "take", "keep", "carry", "host", "lead", "say"])
"""Verbs as they stand behind several things."""
_SINGULARS = {"people": "person", "children": "child", "men": "man", "women": "woman"}


def _one_of(plural: str) -> str:
    if plural.lower() in _SINGULARS:
        return _SINGULARS[plural.lower()]
    if plural.endswith("ies") and len(plural) > 5 and plural.lower() != "movies":
        return plural[:-3] + "y"
    if plural.endswith(("sses", "shes", "ches", "xes")):
        return plural[:-2]
    return plural[:-1] if plural.endswith("s") else plural


def _third(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "o")) else "s")
