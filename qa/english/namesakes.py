"""Names of several words that share one and differ in another: Tarn Foods, and Tarn Pet Care."""

import re

from index.text.dates import MONTHS, WEEKDAYS
from index.text.words import words
from qa.english.given_names import MEN, WOMEN
from qa.english.names import TITLES, same_name, written_out
from qa.english.offices import is_place, is_short_for
from qa.english.vocabulary import FUNCTION_STEMS, FUNCTION_WORDS

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
"""Stems that many names share, which have nothing else in common."""

_ALIKE = 2
"""Letters with which a given name and its short form begin alike, most often."""

POINTS_AT = re.compile(r"[“\"‘']?(?:he|she|it|they|his|her|its|their)\b", re.IGNORECASE)
"""A sentence that begins with a word for somebody or something that was named before."""

_PERSON = re.compile(r"[“\"‘']?(?P<who>he|she|his|her)\b", re.IGNORECASE)
"""A sentence that begins with a word for a person who was named before."""

_SUBJECT = re.compile(
    rf"(?:(?:Mr|Mrs|Ms|Dr|Sir|Queen|King|Prince|Princess|President) )?(?P<name>{_CAPITAL})"
    rf"(?: {_CAPITAL}){{0,3}}(?:, [^,.;]{{1,80}},)? "
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
    return "" if name.lower() in (WOMEN if is_man else MEN) else name


def full_names(text: str) -> list[str]:
    """The names of two words and more in a text, without forms of address, in its order."""
    found = (_without_rank(match[0]) for match in _NAMED.finditer(text))
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

    Not where one of them may be the other written shorter: Joe and Joseph Pell.
    """
    if is_short_for(one, other) or is_short_for(other, one):
        return False
    mine, theirs = stems_of(one), stems_of(other)
    own, others = _only(mine, theirs), _only(theirs, mine)
    if not mine - own - _COMMON:
        return False
    if not own or not others:
        return False
    return not any(a[:_ALIKE] == b[:_ALIKE] for a in own for b in others)


def _only(stems: frozenset[str], known: frozenset[str]) -> frozenset[str]:
    """The stems that are no name of others."""
    return frozenset(stem for stem in stems if not any(same_name(stem, one) for one in known))
