"""Things that are counted: how many dogs there were is not told by how many people.

Nor does an age tell when somebody died.
"""

import re

from qa.english.dates import ANY_TIME
from qa.english.numbers import WORDS

_PEOPLE = r"people|persons|men|women|residents|villagers|volunteers|helpers"
"""Some words for people: who asks for their number may be told it by many another."""

_KINDS = (
    _PEOPLE,
    *(r"dogs?|puppies", r"cats?|kittens", r"horses?|ponies", r"cows?|cattle", r"sheep|lambs?"),
    *(r"pigs?", r"goats?", r"hens?|chickens?", r"bees|honeybees|bumblebees", r"wasps|hornets"),
    *(r"ants", r"wolves", r"bears", r"whales", r"cars?", r"bus(?:es)?|coaches", r"trains"),
    *(r"trucks?|lorr(?:y|ies)", r"ships?|boats?|vessels?|ferries", r"planes?|aircraft|jets"),
    *(r"helicopters?", r"bicycles?|bikes?", r"trams?", r"tanks?", r"drones?", r"missiles?"),
    *(r"houses?|homes?", r"schools?", r"hospitals?", r"churches", r"hotels?", r"libraries"),
    *(r"museums?", r"factor(?:y|ies)|plants?", r"shops?|stores?", r"bridges?", r"trees?"),
    *(r"books?", r"maps?", r"paintings?", r"films?|movies?", r"songs?", r"seats", r"rooms"),
)
"""Kinds of things, each with its names; what is of one is not of another."""

_ADJECTIVES = r"(?:(?!(?:the|an?|its|was|were|of|in|on|from|to|at|and|for|by)\b)[\w-]{1,20} ){0,2}"
_NUMBER = rf"(?:(?!(?:1\d|20)\d\d\b)\d[\d,.]*|{WORDS})"
_ASKED = tuple(
    re.compile(rf"\bhow many (?:of the )?{_ADJECTIVES}(?:{kind})\b(?! of\b)", re.IGNORECASE)
    for kind in _KINDS
)
_COUNTED = tuple(
    re.compile(rf"\b{_NUMBER} {_ADJECTIVES}(?:{kind})\b", re.IGNORECASE) for kind in _KINDS
)
_NAMED = tuple(re.compile(rf"\b(?:{kind})\b", re.IGNORECASE) for kind in _KINDS)


_WHEN = re.compile(r"\W*(?:when|(?:in|on) (?:what|which) (?:year|day|date|month))\b", re.IGNORECASE)
_TIME = re.compile(ANY_TIME, re.IGNORECASE)
_BARE_NUMBER = re.compile(r"\W*\d{1,2}\W*")
_AT = re.compile(
    r"\b(?:at|from|by|until|till|to|before|after|around|about|since|on|and|in|ad) \d{1,2}\b", re.I
)


def is_no_such_number(question: str, sentence: str, words: str) -> bool:
    """Whether the words that answer are a number of something else than is asked for.

    Args:
        question: any.
        sentence: that they stand in.
        words: a reader's, as "3,000 maps" for how many books, or an age for when.
    """
    if _WHEN.match(question) and _BARE_NUMBER.fullmatch(words):
        return not _TIME.search(sentence) and not _AT.search(sentence)
    return counts_others(question, words)


def counts_others(question: str, sentence: str) -> bool:
    """Whether a sentence counts things of another kind than those whose number is asked for.

    One that speaks of these as well may count both.
    """
    asked = [n for n, pattern in enumerate(_ASKED) if pattern.search(question)]
    if len(asked) != 1 or _KINDS[asked[0]] == _PEOPLE or _NAMED[asked[0]].search(sentence):
        return False
    said = [n for n, pattern in enumerate(_COUNTED) if n != asked[0] and pattern.search(sentence)]
    return bool(said) and not any(_NAMED[n].search(question) for n in said)
