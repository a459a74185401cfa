"""Whose a thing is, clause by clause: "the library's hours are cut; the museum's stay"."""

import re
from itertools import pairwise

from index.text.words import words

_OWNER = re.compile(r"\b(?P<owner>[\w-]{2,30})(?:[’']s|(?<=s)[’'])(?= [\w-])")
_BETWEEN = re.compile(r"; |, (?:while|whereas|but|and)\b|\b(?:while|whereas)\b")


def is_of_another_owner(question: str, sentence: str, answer: tuple[int, int]) -> bool:
    """Whether words that answer stand in a clause on what is another's than is asked about.

    Args:
        question: as "How long is the museum's shop open?".
        sentence: with another clause on the museum's.
        answer: where the words stand in it.
    """
    asked = _owners(question)
    clauses = _clauses(sentence)
    if len(asked) != 1 or len(clauses) < 2:
        return False
    wanted = next(iter(asked))
    own = next((text for start, text in clauses if start <= answer[0] < start + len(text)), "")
    others = _owners(own) - frozenset(words(question))
    elsewhere = any(wanted in _owners(text) for _, text in clauses if text != own)
    return bool(others) and elsewhere and wanted not in words(own)


def _owners(text: str) -> frozenset[str]:
    return frozenset(stem for match in _OWNER.finditer(text) for stem in words(match["owner"])[:1])


def _clauses(sentence: str) -> list[tuple[int, str]]:
    """The clauses of a sentence, each with where it starts."""
    ends = [0, *(match.end() for match in _BETWEEN.finditer(sentence)), len(sentence)]
    return [(start, sentence[start:end]) for start, end in pairwise(ends)]
