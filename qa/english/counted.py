"""Things that are counted: how many dogs there were is not told by how many people.

Nor does an age tell when somebody died.
"""

import re
from functools import lru_cache

from index.text.words import words
from qa.english.dates import ANY_TIME
from qa.english.numbers import WORDS, in_digits

_PEOPLE = r"people|persons|men|women|residents|villagers|volunteers|helpers"
"""Some words for people: who asks for their number may be told it by many another."""

_ANIMALS = r"animals|pets|creatures"
"""So may who asks for the number of all of these; not who asks for one kind of them."""

_KINDS = (
    *(_PEOPLE, _ANIMALS),
    *(r"dogs?|puppies", r"cats?|kittens", r"horses?|ponies", r"cows?|cattle", r"sheep|lambs?"),
    *(r"pigs?", r"goats?", r"hens?|chickens?", r"bees|honeybees|bumblebees", r"wasps|hornets"),
    *(r"ants", r"wolves", r"bears", r"whales", r"cars?", r"bus(?:es)?|coaches", r"trains"),
    *(r"trucks?|lorr(?:y|ies)", r"ships?|boats?|vessels?|ferries", r"planes?|jets"),
    *(r"bicycles?|bikes?", r"trams?", r"tanks?", r"drones?", r"missiles?"),
    *(r"houses?|homes?", r"schools?", r"hospitals?", r"churches", r"hotels?", r"libraries"),
    *(r"museums?", r"factor(?:y|ies)", r"shops?|stores?", r"bridges?", r"trees?"),
    *(r"books?", r"maps?", r"paintings?", r"films?|movies?", r"songs?", r"seats", r"rooms"),
)
"""Kinds of things, each with its names; what is of one is not of another."""

_ADJECTIVES = r"(?:(?!(?:the|an?|its|was|were|of|in|on|from|to|at|and|for|by)\b)[\w-]{1,20} ){0,2}"
_NUMBER = rf"(?:(?!(?:1\d|20)\d\d\b)\d[\d,.]{{0,20}}|{WORDS})"
_ANY_NUMBER = re.compile(rf"\b(?:\d[\d,.]*|{WORDS})", re.IGNORECASE)
_NO_NOUN = r"(?! (?:crew )?\w{1,30}(?<!\bwa)(?<!\bi)(?<!\bha)(?<!\bdoe)(?:s|men|people|children)\b)"
"""Not in front of what is counted in truth: nine bus passengers are no buses."""

_ASKED = tuple(
    re.compile(rf"\bhow many (?:of the )?{_ADJECTIVES}(?:{kind})\b(?! of\b)", re.IGNORECASE)
    for kind in _KINDS
)
_COUNTED = tuple(
    re.compile(rf"\b{_NUMBER} {_ADJECTIVES}(?:{kind})\b{_NO_NOUN}", re.IGNORECASE)
    for kind in _KINDS
)
_COUNT = re.compile(
    r"\b(?:there (?:are|were|is|was)|has|have|had|numbers|contains|holds|a total of|in all)"
    r"(?: (?:now|currently|still|already|about|around|some|only|just|a total of)){0,2}"
    r" (\d{1,3}(?:,\d{3}){1,3}|\d{1,9})((?: [a-z][a-z-]{0,19}){1,3})",
    re.IGNORECASE,
)
_HOW_MANY = re.compile(
    r"\bhow many (?P<things>(?:(?!(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would"
    r"|must|should|may|of|in|on|at|for|from|to|per|with|there)\b)[\w’'-]{1,30} ?){1,4})",
    re.IGNORECASE,
)
_NUMBER_OF = re.compile(rf"{_NUMBER} (?P<thing>[a-z][\w-]{{1,30}})", re.IGNORECASE)
_BEHIND = re.compile(r"(?: [a-z-]{1,20}){1,3}")
_NAMED = tuple(re.compile(rf"\b(?:{kind})\b", re.IGNORECASE) for kind in _KINDS)

_WHEN_OF_A_LIFE = re.compile(
    r"\W*(?:when|(?:in|on) (?:what|which) (?:year|day|date|month))\b"
    r"[^?]{0,200}\b(?:die[ds]?|born|deaths?|births?)\b",
    re.IGNORECASE,
)
_TIME = re.compile(ANY_TIME, re.IGNORECASE)
_AGE = re.compile(
    r"(?<!\w)(?<!\bwhen )(?:he|she|[A-ZÀ-Þ][\w-]{1,30}) (?:was|is) (?:only |just |already )?"
    r"(?P<age>\d{1,2})(?: years old)?\s*(?:[.,;!]|\Z)"
)
_BEHIND_A_TIME = re.compile(r"\b(?:when|aged?|turn(?:s|ed|ing)?)\b|[’']\d\d\b", re.IGNORECASE)


def is_no_such_number(question: str, sentence: str, answer: str) -> bool:
    """Whether the words that answer are a number of something else than is asked for.

    Args:
        question: any.
        sentence: that they stand in.
        answer: the words, as "3,000 maps" for how many books, or an age for when somebody died.
    """
    if _WHEN_OF_A_LIFE.match(question):
        ages = {match["age"] for match in _AGE.finditer(sentence)}
        told = _TIME.search(sentence) or _BEHIND_A_TIME.search(sentence)
        return not told and answer.strip(" .,;!") in ages
    at = sentence.find(answer)
    behind = _BEHIND.match(sentence, at + len(answer)) if at >= 0 else None
    said = answer + (behind[0] if behind else "")
    return counts_others(question, said) or _counts_what_was_named(question, sentence, said)


def _counts_what_was_named(question: str, sentence: str, said: str) -> bool:
    """Whether the words count what the question names, and not what it asks the number of.

    "Makes 16 squares" where is asked how many calories one square has.
    """
    asked, counted = _HOW_MANY.search(question), _NUMBER_OF.match(said.strip())
    if not asked or not counted:
        return False
    of, thing = set(words(asked["things"])), words(counted["thing"])
    rest = set(words(question[asked.end() :]))
    return bool(thing) and thing[0] in rest - of and not of & set(words(sentence))


def counts_others(question: str, sentence: str) -> bool:
    """Whether a sentence counts only things of another kind than those whose number is asked for.

    One that speaks of these as well, or has another number, may count both.
    """
    asked = _kind_asked(question)
    if asked is None or _NAMED[asked].search(sentence):
        return False
    numbers = {match.start() for match in _ANY_NUMBER.finditer(sentence)}
    if not numbers:
        return False
    others = [
        (n, {match.start() for match in pattern.finditer(sentence)})
        for n, pattern in enumerate(_COUNTED)
        if n != asked
    ]
    said = [n for n, starts in others if starts]
    counted = frozenset[int]().union(*(starts for _, starts in others))
    return numbers <= counted and not any(_NAMED[n].search(question) for n in said)


def numbers_of(sentence: str, stem: str) -> set[int]:
    """How many of something a sentence says that there are: "there are 31 names on it".

    Args:
        sentence: any.
        stem: of the word for what is counted, which stands at most two words behind the number.
    """
    return {
        int(match[1].replace(",", ""))
        for match in _COUNT.finditer(in_digits(sentence))
        if stem in words(match[2])
    }


@lru_cache(64)
def _kind_asked(question: str) -> int | None:
    """Which of `_KINDS` a question asks the number of; None for none, several, people, animals."""
    if "how many" not in question.lower():
        return None
    asked = [n for n, pattern in enumerate(_ASKED) if pattern.search(question)]
    return asked[0] if len(asked) == 1 and _KINDS[asked[0]] not in (_PEOPLE, _ANIMALS) else None
