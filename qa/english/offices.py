"""Offices and roles, and whose they are: the mayor of Kherson, Rovers' captain."""

import re
from dataclasses import dataclass
from functools import lru_cache

from index.text.words import words
from qa.english.name_kinds import GROUP_WORDS, MEN, PLACE_WORDS, PLACES, WOMEN
from qa.english.names import same_name, written_out
from qa.english.ordinals import ORDINAL_STEMS
from qa.english.vocabulary import FUNCTION_STEMS, FUNCTION_WORDS

_OFFICES = (
    ("mayor(?:ess)?", ""),
    ("governor", "govern(?:s|ed)"),
    ("(?<!vice )(?<!vice-)president", ""),
    ("prime minister|premier", ""),
    ("secretary(?:-general)?", ""),
    ("treasurer", ""),
    ("chair(?:man|woman|person)?", "chair(?:s|ed)"),
    ("captain|skipper", "captain(?:s|ed)"),
    ("coach|manager|trainer", "coach(?:es|ed)|manage[sd]|train(?:s|ed)"),
    (
        "head(?: teacher|teacher|master|mistress)?|leader|chief(?: executive)?|ceo|director"
        "|principal|rector|boss",
        "lead(?:s)?|led|head(?:s|ed)|runs|ran|direct(?:s|ed)",
    ),
    ("commander", "command(?:s|ed)"),
    ("conductor", "conduct(?:s|ed)"),
    ("editor(?:-in-chief)?", "edit(?:s|ed)"),
    ("owner", "own(?:s|ed)"),
    ("founder", "founded"),
    ("spokes(?:man|woman|person)", ""),
    ("ambassador", ""),
    ("bishop|archbishop", ""),
    ("vicar|priest|pastor", ""),
    ("patron", ""),
)
"""Of each office the nouns, and the verbs of who holds it."""

_PLACE_OFFICE = re.compile(r"mayor|governor")
_WORD = r"[\w&’'-]{1,40}"
_END = (
    r"(?=\s*(?:[?.,;:()]|\Z)|\s+(?:who|that|which|when|where|while|before|after|since|until|now"
    r"|today|currently|at|and|in|on|from|during|is|are|was|were|has|had|said|says)\b)"
)
_ORG = rf"(?:the )?(?P<org>{_WORD}(?: {_WORD}){{0,6}}?){_END}"
_CAPITAL = r"[A-ZÀ-Þ][\w&-]{0,30}\b"
_NO_NAME = r"(?!(?:The|An?|Its?|His|Her|Their|Our|My)\b)"
_NAMED = rf"(?-i:{_NO_NAME}{_CAPITAL}(?:’(?!s)\w{{1,20}})?(?: (?:of (?:the )?)?{_CAPITAL}){{0,4}})"
_KIND = "|".join(
    sorted(GROUP_WORDS | PLACE_WORDS | {"choir", "crew", "ship", "branch", "hospital"})
)
_GROUP = rf"(?-i:(?:[a-z-]{{1,30}} ){{1,2}}(?:{_KIND}))\b"
_ADJECTIVES = r"(?:(?-i:(?!the\b|an?\b|is\b|was\b|and\b)[a-z-]{1,30}) ){0,2}"
_RANKED = r"(?:(?:former|new|acting|outgoing|then) )?"
_KINDS = frozenset(words(_KIND.replace("|", " ")))
_IN_FRONT = """
    deputy vice former acting first head prime club city team assistant senior executive chief lord
    honorary new then general school town company regional mr mrs ms dr sir councillor
"""
_RANKS = frozenset(_IN_FRONT.split())
"""What stands in front of an office and is no organisation."""

_IN_A_SERIES = ORDINAL_STEMS | frozenset(words("new another"))
_POINTS_BACK = r"\b(?:its|their|his|her|our)\b|\bthe (?-i:[a-z]{1,30})(?:[’']s|(?<=s)[’'])"
_PLACES = frozenset(stems[0] for place in PLACES if len(stems := words(place)) == 1)
_POSSESSIVE = re.compile(r"[’']s\b")
_STARTS_NAMED = re.compile(rf"{_NAMED}(?:(?: (?:{_KIND})\b)+|(?![’']))")
_UP_TO_A_KIND = re.compile(rf".*\b(?:{_KIND})\b", re.IGNORECASE)

_IS_OR_HAS = re.compile(
    r"\b(?:formerly|previously|originally|known as|called|renamed(?: as| to)?|rebranded(?: as| to)?"
    r"|(?:which|that) (?:also )?(?:owns|owned|runs|bought|includes)|(?:parent|owner|part) of)"
    rf" (?:the )?(?P<name>{_NAMED})",
    re.IGNORECASE,
)
"""What tells that one thing is another by another name, or has it."""

IN_PASSING = re.compile(r"\bwho\b[^,.;\n]{1,80}, (?:\w{1,30} ){0,3}(?:it|them|the [a-z])")
"""Something said of a person between commas, and then what it is that the sentence is about."""

CAPITAL = re.compile(r"\bcapital\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Office:
    """An office, and whose it is.

    Attributes:
        nouns: a pattern of what who holds it is called.
        verbs: one of what is said of whoever does; "" for none.
        of: the organisation or place, as it is written.
    """

    nouns: str
    verbs: str
    of: str

    @property
    def of_a_place(self) -> bool:
        """Whether only a place has such an office."""
        return bool(_PLACE_OFFICE.match(self.nouns))


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose an office is, by a sentence.

    Attributes:
        said: the organisation or place, as it is written there.
        start: where that stands.
        points_back: whether it stands for what was named before: "its", "the city's".
    """

    said: str
    start: int
    points_back: bool = False


def _patterns(nouns: str, verbs: str) -> tuple[re.Pattern[str], ...]:
    """How a question names an office, and in `org` whose it is."""
    written = [
        rf"\b(?:{nouns})(?: of| at| for) {_ORG}",
        rf"\b(?:is|was|of|did|does|has|will|when|the) (?:the )?(?!(?:the )?name\b)"
        rf"(?P<org>{_WORD}(?: {_WORD}){{0,4}}?)"
        rf"(?:[’']s|(?<=s)[’']) {_ADJECTIVES}(?:{nouns})\b",
        rf"\b(?P<org>{_NAMED}) (?:{nouns})\b",
    ]
    if verbs:
        written.append(rf"^\W*who (?:currently )?(?:{verbs}) {_ORG}")
    return tuple(re.compile(one, re.IGNORECASE) for one in written)


_ASKED = tuple((nouns, verbs, _patterns(nouns, verbs)) for nouns, verbs in _OFFICES)


@lru_cache(64)
def office_asked(question: str) -> Office | None:
    """The office that a question names together with whose it is; None if it names none."""
    for nouns, verbs, patterns in _ASKED:
        for pattern in patterns:
            match = pattern.search(question)
            if match and own_words(of := _cut(match["org"])):
                return Office(nouns, verbs, of)
    return None


def _cut(org: str) -> str:
    """An organisation or place without what follows it: "Kyiv say" → "Kyiv"."""
    found = _STARTS_NAMED.match(org) or _UP_TO_A_KIND.match(org)
    return found[0] if found else org


def owners(office: Office, text: str) -> list[Owner]:
    """Whose an office is, by a text; nothing where that is not said beside it."""
    found = []
    for match in _beside(office).finditer(text):
        kind = match.lastgroup or ""
        said = match[kind]
        if kind == "back":
            found.append(Owner(said, match.start(), points_back=True))
        elif own_words(said) and not _is_rank_or_person(said):
            found.append(Owner(said, match.start(kind)))
    return found


@lru_cache(64)
def _beside(office: Office) -> re.Pattern[str]:
    """An office beside whose it is, which is the last group; `back` points to what was named."""
    nouns, who = office.nouns, rf"{_NAMED}|{_GROUP}"
    written = [
        rf"\b(?:{nouns})(?: of| at| for) (?:the )?(?P<behind>{who})",
        rf"(?P<back>{_POINTS_BACK})(?= {_ADJECTIVES}(?:{nouns})\b)",
        rf"\b(?P<front>{who})(?:(?:[’']s|(?<=s)[’']) {_ADJECTIVES}| {_RANKED})(?:{nouns})\b",
    ]
    if office.verbs:
        written.append(rf"\b(?P<of>{who}),? (?:(?:is|was|are|were|now) )*(?:{office.verbs}) by\b")
        written.append(rf"\b(?:{office.verbs}) (?:the )?(?P<led>{who})")
    return re.compile("|".join(written), re.IGNORECASE)


def mentions(office: Office, text: str) -> bool:
    """Whether a text speaks of who holds such an office."""
    said = "|".join(filter(None, (office.nouns, office.verbs)))
    return bool(re.search(rf"\b(?:{said})\b", text, re.IGNORECASE))


def _is_rank_or_person(said: str) -> bool:
    """Whether words in front of an office are no organisation: "Deputy", "Anna Birch"."""
    first = said.split()[0].lower()
    return first in FUNCTION_WORDS | WOMEN | MEN or {*said.lower().split()} <= _RANKS


def own_words(said: str) -> frozenset[str]:
    """Stems by which an organisation or place is told from others of its kind: not "club"."""
    return frozenset(words(_POSSESSIVE.sub("", written_out(said)))) - FUNCTION_STEMS - _KINDS


def is_short_for(one: str, other: str) -> bool:
    """Whether a name is the initials of another, or its beginning: "IAEA", "the Fed", "NYC"."""
    initials = "".join(word[0] for word in other.split() if word[0].isupper())
    begins = len(one) > 2 and other.lower().startswith(one.lower())
    return begins or (len(initials) > 1 and one.replace(".", "") in (initials, f"{initials}C"))


def kinds_of(said: str) -> frozenset[str]:
    """Stems of the words for what kind of thing an organisation or place is: "club", "school"."""
    return frozenset(words(said)) & _KINDS


def is_place(said: str) -> bool:
    """Whether it is a well-known place, or of the people of one."""
    if said.lower() in PLACES:
        return True
    own = own_words(said)
    return len(own) == 1 and any(same_name(min(own), place) for place in _PLACES)


def also_called(text: str) -> list[str]:
    """What a thing in a text is by another name, or what it has: "formerly Twitter"."""
    return [match["name"] for match in _IS_OR_HAS.finditer(text)]


def named_in(text: str) -> list[str]:
    """The names in a text that are no single person's, as they stand there."""
    return [
        name
        for name in re.findall(_NAMED, text)
        if own_words(name) and not _is_rank_or_person(name)
    ]


def of_some_kind(text: str) -> list[str]:
    """What a text names with a word for its kind: "Lenfield Rowing Club", "sailing club".

    "The group opens a third branch" names none.
    """
    found = re.findall(rf"{_NAMED}|{_GROUP}", text)
    return [
        said
        for said in found
        if own_words(said) and kinds_of(said) and not _IN_A_SERIES & frozenset(words(said))
    ]
