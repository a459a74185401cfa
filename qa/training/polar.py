"""Claims made yes/no questions, each with Yes or with No: what answers them is learned as a claim.

"The bridge is closed" becomes "Is the bridge closed? Yes", which its evidence supports, or "Is the
bridge closed? No", which it contradicts. The rules take only statements whose verb is plain to see:
an auxiliary, or the past tense of a verb in use, behind a short subject.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.text.words import words
from qa.english.verbs import AUXILIARIES, BEHIND_A_NOUN, DETERMINERS, NOT_IN_SUBJECTS, PAST
from qa.english.vocabulary import FUNCTION_WORDS, in_common_use
from qa.models.judge import NO, YES
from qa.training.pairs import Pair

UNKNOWN = 0.2
"""Share of the claims that are shown of those of which nobody said whether the evidence says
otherwise; there are most of them, and none goes with No."""

_LONGEST_SUBJECT = 7
"""Words; a longer one holds most often a verb of its own."""

_TWO_SENTENCES = re.compile(r"[.!?]\s+[A-Z][a-z]+\s+[a-z]|[?!]")
_WORD = re.compile(r"[\w’'.-]+")


def question_of(claim: str) -> str:
    """The yes/no question that a statement answers with yes; "" where its verb is not plain.

    Args:
        claim: one sentence.
    """
    tokens = claim.strip().rstrip(".").split()
    if _TWO_SENTENCES.search(claim):
        return ""
    for n, token in enumerate(tokens[: _LONGEST_SUBJECT + 1]):
        rest = tokens[n + 1 :]
        if n and rest and token in AUXILIARIES:
            return _question(token, tokens[:n], rest) if rest[0] != "not" else ""
        if n and rest and token in PAST and tokens[n - 1].lower() not in DETERMINERS:
            return _question("did", tokens[:n], [PAST[token], *rest])
        if not _in_subject(token, first=not n):
            return ""
    return ""


def asked(pair: Pair, chance: random.Random) -> Iterator[Pair]:
    """A claim as a question, with Yes or with No; nothing where it makes none.

    Args:
        pair: the claim with its evidence.
        chance: draws which of the two. Where nobody said whether the evidence says otherwise, it is
            Yes, or nothing.
    """
    question = question_of(pair.claim)
    known = pair.supported or pair.contradicted is not None
    if not question or not (known or chance.random() < UNKNOWN):
        return
    yes = not known or chance.random() < 0.5
    answered = pair.supported or bool(pair.contradicted)
    supported = answered and pair.supported == yes
    word = YES if yes else NO
    start = len(question) + 1
    yield replace(
        pair,
        claim=f"{question} {word}",
        supported=supported,
        altered=() if supported else ((start, start + len(word)),) if answered else None,
        contradicted=None if supported or not known else answered,
    )


def _question(verb: str, subject: Sequence[str], rest: Sequence[str]) -> str:
    return f"{verb.capitalize()} {' '.join([_lowered(subject[0]), *subject[1:], *rest])}?"


def _in_subject(token: str, *, first: bool) -> bool:
    """Whether a word may stand in a plain subject."""
    if not _WORD.fullmatch(token) or (token.endswith(".") and len(token) > 3):
        return False
    lower = token.lower()
    return lower not in NOT_IN_SUBJECTS or (lower in BEHIND_A_NOUN and not first)


def _lowered(word: str) -> str:
    """The first word of a statement, as it stands in the middle of a sentence."""
    lower = word.lower()
    common = lower in FUNCTION_WORDS or in_common_use().issuperset(words(word))
    initials = word.isupper() and len(word) > 1
    return lower if common and word != "I" and not initials else word
