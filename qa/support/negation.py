"""What in a text negates, refuses or restricts something, by the words of `qa/english`."""

import re
from collections.abc import Iterator

from index.text.words import words
from qa.english.negation import (
    AFTER_ALL,
    CLAUSE,
    NEGATIONS,
    NEITHER,
    NO_NEGATION,
    NONE,
    NOR,
    RESTRICTIONS,
    SUPERLATIVES,
    UNDONE,
)

_UP_TO_A_STOP = re.compile(r"[^.;]+")


def negated(text: str, about: frozenset[str]) -> bool:
    """Whether the clause that shares most of the words `about` is negated, but not twice.

    Nothing is known, and so nothing negated, where no clause shares half of them.
    """
    clauses = [clause for clause in CLAUSE.split(text) if clause.strip()] or [text]
    best = max(clauses, key=lambda clause: len(about & set(words(clause))))
    near = len(about & set(words(best))) * 2 >= len(about)
    return near and negations(best) % 2 == 1


def outdoes(one: str, other: str) -> bool:
    """Whether one text says by a negation what the other says by a superlative.

    `None is higher` and `none is as high` deny nothing of `the highest`.
    """
    most = set(re.findall(r"\w+", other.lower()))
    for none in NONE.finditer(NO_NEGATION.sub(" ", one)):
        if most.intersection(map(_superlative, re.findall(r"\w+", none["rest"].lower()))):
            return True
    return False


def outdone(claim: str, evidence: str) -> bool:
    """Whether a claim says by a comparative that something outdoes the evidence's superlative.

    `There is a higher one` denies `the highest`; `only one is higher` may be told beside it.
    """
    if restricts(claim) or AFTER_ALL.search(claim):
        return False
    most = set(re.findall(r"\w+", evidence.lower()))
    return any(
        word not in most and _superlative(word) in most
        for word in re.findall(r"\w+", claim.lower())
        if word.endswith("er") or word in SUPERLATIVES
    )


def _superlative(word: str) -> str:
    return SUPERLATIVES.get(word, f"{word.removesuffix('er')}est")


def negations(text: str) -> int:
    """How many words of the text negate something."""
    return len(NEGATIONS.findall(NO_NEGATION.sub(" ", _neither_or(text))))


def restrictions(text: str) -> int:
    """How many words of the text negate, refuse, exclude or restrict something."""
    return negations(text) + len(RESTRICTIONS.findall(text))


def restricts(text: str) -> bool:
    """Whether some word of the text negates, refuses, excludes or restricts."""
    return restrictions(text) > 0


def undone(text: str) -> bool:
    """Whether the text says of something that it was refused, failed at or avoided."""
    return bool(UNDONE.search(text))


def _neither_or(text: str) -> str:
    """The text with `neither ... nor`, two words that negate once, as `neither ... or`."""
    return _UP_TO_A_STOP.sub(lambda part: "".join(_paired(part.group())), text)


def _paired(text: str) -> Iterator[str]:
    """The text in parts; one pattern for both words would look for `nor` behind each `neither`."""
    done = 0
    while (neither := NEITHER.search(text, done)) and (nor := NOR.search(text, neither.end())):
        yield f"{text[done : neither.start()]}neither{text[neither.end() : nor.start()]}or"
        done = nor.end()
    yield text[done:]
