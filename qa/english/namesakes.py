"""Names of several words that share one and differ in another: Tarn Foods, and Tarn Pet Care."""

import re

from index.text.dates import MONTHS, WEEKDAYS
from index.text.words import words
from qa.english.given_names import MEN, WOMEN
from qa.english.names import TITLES, same_name, written_out
from qa.english.offices import is_place, is_short_for
from qa.english.vocabulary import FUNCTION_STEMS, FUNCTION_WORDS, in_common_use

_CAPITAL = r"[A-ZÀ-Þ][\w.-]{0,30}(?:[’'](?!s\b)\w{1,20})?"
_NAMED = re.compile(rf"\b{_CAPITAL}(?: (?:of (?:the )?)?{_CAPITAL}){{1,4}}")
_LEFT_OUT = (
    FUNCTION_STEMS
    | TITLES
    | frozenset(words(" ".join((*MONTHS, *WEEKDAYS))))
    | frozenset(
        words(
            "president prime minister chancellor chief king queen prince princess lord lady pope"
            " judge doctor professor councillor senator captain general company"
        )
    )
)
"""Stems that are written in front of a name and are no part of it."""

_COMMON = frozenset(words("saint st new great united national royal north south east west"))
"""Stems that many names begin with, which have nothing else in common."""

_OFFICES = frozenset(
    words(
        "mayor governor gov senator sen secretary minister chancellor president commissioner chief"
        " ceo director manager chairman chairwoman ambassador general colonel captain sergeant"
        " undersecretary department ministry officer judge justice bishop cardinal father"
        " brother sister count countess earl duke"
        " duchess baron coach former ex acting deputy vice rep congressman congresswoman"
        " inc ag group co corp ltd gmbh plc llc company holding"
    )
)
"""Stems of offices and of forms of companies, by which no name is told from another."""

_NICKNAMES = tuple(
    frozenset(group.split())
    for group in (
        "william bill billy will willie",
        "robert bob bobby rob",
        "richard dick rick",
        "edward ted teddy ed eddie ned",
        "theodore ted teddy",
        "john jack johnny",
        "james jim jimmy",
        "margaret peggy maggie meg greta",
        "elizabeth betty liz lisa beth",
        "charles chuck charlie",
        "henry harry hank",
        "michael mike mick",
        "katherine kathleen kate kathy katie",
        "catherine cathy kate",
        "anthony tony",
        "joseph joe",
        "andrew drew andy",
        "thomas tom tommy",
        "alexander sasha alex",
        "mary molly polly",
        "dorothy dolly dot",
        "sarah sally",
        "ann nancy",
        "jerome gerald jerry",
    )
)
"""Given names, each with others that are the same person's."""

_AS_LONG = 3
"""Letters with which words begin alike that may be short for one another, or misspelt."""

POINTS_AT = re.compile(r"[“\"‘']?(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
"""A sentence that begins with a word for somebody or something that was named before."""

_PERSON = re.compile(r"[“\"‘']?(?P<who>he|she|his|her)\b", re.IGNORECASE)
"""A sentence that begins with a word for a person who was named before."""

_ASKED_SUBJECT = re.compile(
    r"\b(?:is|was|did|does|do|has|had|will|can|would)\s+"
    r"(?P<name>[A-ZÀ-Þ][\w.-]{1,30}(?: [A-ZÀ-Þ][\w.-]{1,30}){0,3})(?![\w’'])(?= [a-z]|\?)"
)
"""A question on what somebody is or does."""

KIN = re.compile(
    r"\b(?:wife|husband|sons?|daughters?|child(?:ren)?|mother"
    r"|father|parents?|brothers?|sisters?|nephews?|nieces?|cousins?|uncle|aunt|widow(?:er)?"
    r"|famil(?:y|ies)|relatives?|marr(?:y|ied|ies))\b",
    re.IGNORECASE,
)
"""Words for kin, who share a name and are spoken of together."""

_SUBJECT = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Sir|Queen|King|Prince|Princess|President) )?(?P<name>{_CAPITAL})"
    rf"(?P<rest>(?: {_CAPITAL}){{0,3}})(?:, [^,.;]{{1,80}},)? "
    r"(?:is|was|has|had|will|can|did|said|says|became|came|went|w[oi]n|won|left|led|lives?|lived"
    r"|works?|worked|studied|married|joined|played|plays|wrote|moved|grew|began|took|made|got)\b"
)
"""A sentence on somebody with whose `name` it begins."""


_HE = re.compile(r"\b(?:he|his|him)\b", re.IGNORECASE)
_SHE = re.compile(r"\b(?:she|hers?)\b", re.IGNORECASE)


def begins_with_one_meant(sentence: str, before: str) -> str:
    """The given name with which the sentence before one begins that is on "him" or "her".

    Returns:
        It; "" where there is none, where it is of the other sex, or where somebody else may be
        meant, as who is "her" in the sentence before.
    """
    person, subject = _PERSON.match(sentence), _SUBJECT.match(before)
    if not person or not subject or subject["name"].lower() in FUNCTION_WORDS:
        return ""
    is_man = bool(_HE.fullmatch(person["who"]))
    if (_HE if is_man else _SHE).search(before):
        return ""
    name: str = subject["name"]
    if not subject["rest"] and name.lower() not in MEN | WOMEN:
        return ""
    return "" if name.lower() in (WOMEN if is_man else MEN) or KIN.search(sentence) else name


def person_asked(question: str) -> str:
    """The name of somebody whom a question asks what he is or does; "" for none.

    Only one that begins with a well-known given name is known to be a person's.
    """
    asked = _ASKED_SUBJECT.search(question)
    name = asked["name"].rstrip(".") if asked else ""
    return name if name.split(" ")[0].lower() in MEN | WOMEN else ""


def full_names(text: str) -> list[str]:
    """The names of two words and more in a text, without forms of address, in its order."""
    found = (_without_rank(match[0].rstrip(".-")) for match in _NAMED.finditer(text))
    return [name for name in found if len(name.split()) > 1 and not is_place(name)]


def _without_rank(name: str) -> str:
    said = name.split()
    while said and (not (stems := words(said[0])) or stems[0] in _LEFT_OUT):
        said = said[1:]
    return " ".join(said)


def stems_of(name: str) -> frozenset[str]:
    """The stems of a name."""
    return frozenset(words(written_out(name))) - FUNCTION_STEMS


def is_namesake(one: str, other: str) -> bool:
    """Whether two names share a word, and each has another that the other has not.

    Two persons of one family name, of whom both have a well-known given name, or two things that
    begin with the same uncommon word: Orme Vans, and Orme Trucks. Not where one of them may be the
    other written shorter, or by a nickname: Joe and Joseph Pell.
    """
    if is_short_for(one, other) or is_short_for(other, one):
        return False
    mine, theirs = stems_of(one), stems_of(other)
    own, others = _only(mine, theirs) - _OFFICES, _only(theirs, mine) - _OFFICES
    if not own or not others or _has_initials(own | others):
        return False
    if _family(one) == _family(other):
        return _are_two_persons(one, other)
    if any(a[:_AS_LONG] == b[:_AS_LONG] for a in own for b in others):
        return False
    return _first(one) == _first(other) and _is_uncommon(one) and _is_uncommon(other)


def _are_two_persons(one: str, other: str) -> bool:
    """Whether names of one family name begin with given names, and they are not alike."""
    mine, theirs = _first(one), _first(other)
    if not {mine, theirs} <= MEN | WOMEN or any({mine, theirs} <= same for same in _NICKNAMES):
        return False
    short, long = sorted((mine, theirs), key=len)
    return not (len(short) >= _AS_LONG and long.startswith(short))


def _is_uncommon(name: str) -> bool:
    """Whether what a name begins with is a name of its own, and none of a person or a place."""
    first = _first(name)
    stems = frozenset(words(first))
    if first in MEN | WOMEN or stems_of(name) & _OFFICES or not stems:
        return False
    return not is_place(first) and not stems & (in_common_use() | _COMMON)


def _has_initials(stems: frozenset[str]) -> bool:
    """Whether there are initials or numerals, which may stand for any name: J., II."""
    return any(len(stem) <= len("II") or "." in stem for stem in stems)


def _first(name: str) -> str:
    return name.split()[0].lower()


def _family(name: str) -> str:
    return name.split()[-1].lower()


def _only(stems: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """The stems that are no name of others."""
    return frozenset(stem for stem in stems if not any(same_name(stem, one) for one in known))
