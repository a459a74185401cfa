"""Claims that are nearly a sentence of the evidence: which words were put in, and which taken out.

A copy with one word changed reads as if the sentence supported it, and the scorer of meaning is
easily misled by it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache

from qa.english.numbers import in_digits

_WORD = re.compile(r"[\w’']+")

_COPIED = 0.75
"""From this share of its words in the order of a sentence, a claim is a copy of it."""

_COMPARED = 250_000
"""Words of a claim times words of a sentence, above which no copy is looked for: the comparison
takes time cubic in words that come again and again, and two sentences of 300 words stay below."""


@lru_cache(maxsize=64)
def changes(claim: str, evidence: str) -> tuple[tuple[list[str], list[str]], ...]:
    """What was put in and what taken out, where the claim is nearly a sentence of the evidence.

    Args:
        claim: one sentence.
        evidence: sentences, one a line.

    Returns:
        Pairs of the words that only the claim has at a place and those that only the sentence has;
        none where the claim is no copy.
    """
    return tuple(_changed(_in_words(claim), evidence))


def _changed(claim: list[str], evidence: str) -> Iterator[tuple[list[str], list[str]]]:
    counted = Counter(claim)
    for line in evidence.split("\n"):
        sentence = _in_words(line)
        in_common = sum((counted & Counter(sentence)).values())
        if in_common < _COPIED * len(claim) or len(sentence) * len(claim) > _COMPARED:
            continue
        match = SequenceMatcher(None, sentence, claim, autojunk=False)
        if sum(block.size for block in match.get_matching_blocks()) < _COPIED * len(claim):
            continue
        for what, a, b, c, d in match.get_opcodes():
            if what != "equal" and (c < d or 0 < c < len(claim)):  # its ends may be left out
                yield claim[c:d], sentence[a:b]


def _in_words(text: str) -> list[str]:
    return _WORD.findall(re.sub(r"[’']s\b", "", in_digits(text).lower()))
