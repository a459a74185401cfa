"""Whose a thing is, clause by clause: "the library's hours are cut; the museum's stay"."""

import re
from itertools import pairwise

from index.text.dates import WEEKDAYS
from index.text.words import words
from qa.english.vocabulary import FUNCTION_STEMS

_OWNER = re.compile(
    r"\b(?P<owner>[\w-]{2,30})(?:[’']s|(?<=s)[’'])(?= (?P<owned>[\w-]{1,30}(?: [\w-]{1,30})?))"
)
_NO_OWNERS = frozenset(words(" ".join((*WEEKDAYS, "today yesterday tomorrow year world"))))
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
    others = _owners(own, of=frozenset(words(question)) - FUNCTION_STEMS) - {wanted}
    if others & frozenset(words(sentence[answer[0] : answer[1]])):
        return False
    elsewhere = any(wanted in _owners(text) for _, text in clauses if text != own)
    return bool(others) and elsewhere and wanted not in words(own)


def _owners(text: str, of: frozenset[str] | None = None) -> frozenset[str]:
    """The stems of who owns something in a text, or something of some stems."""
    return frozenset(
        stem
        for match in _OWNER.finditer(text)
        if of is None or of & set(words(match["owned"]))
        for stem in words(match["owner"])[:1]
        if stem not in _NO_OWNERS
    )


def _clauses(sentence: str) -> list[tuple[int, str]]:
    """The clauses of a sentence, each with where it starts."""
    ends = [0, *(match.end() for match in _BETWEEN.finditer(sentence)), len(sentence)]
    return [(start, sentence[start:end]) for start, end in pairwise(ends)]
