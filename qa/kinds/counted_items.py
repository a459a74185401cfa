"""The things that a sentence counts and then names: "We have four sites: Kettleby, Aldwick, …".

The number says where the row ends: where as many are named as are counted, these are all of them.
"""

import re
from itertools import pairwise

from index.text.words import words
from qa.english.asked_lists import count_of
from qa.english.enumerations import DONE, FINITE, JOINT, OPENING

_NEAR = 4
"""Words behind a number among which is what it counts."""

_BEFORE = 120
"""Characters in front of the first that are looked at for the number."""

_WORDS = 10
"""Words of one of them, at most."""

_INTRODUCES = re.compile(r":\s|\s[–—]\s")
_BRACKETS = re.compile(r"\s?\([^()]*\)")
_ENDS = re.compile(r"\s[–—]\s")
_MARKS = ' ,;:.“”"()—–'


def counted_items(sentence: str, head: str, answer: int) -> list[str]:
    """The things of a kind that a sentence names behind their number; none if not just as many.

    Args:
        sentence: any.
        head: the word for them, in lower case: "sites".
        answer: where in it the words that answer begin, which is in front of what is named: one of
            the things by itself is not all of them.
    """
    kind = set(words(head))
    for match in _INTRODUCES.finditer(sentence):
        number = _number_of(sentence[max(0, match.start() - _BEFORE) : match.start()], kind)
        if number > 1 and answer < match.start():
            found = _row(_ENDS.split(sentence[match.end() :])[0])
            return found if len(found) == number else []
    return []


def _number_of(text: str, kind: set[str]) -> int:
    """How many of a kind the end of a text says that there are; 0 if it does not say it."""
    said = [word.strip(_MARKS).lower() for word in text.split()]
    counts = [
        count_of(word)
        for n, word in enumerate(said)
        if count_of(word) and kind & set(words(" ".join(said[n + 1 : n + 1 + _NEAR])))
    ]
    return counts[-1] if counts else 0


def _row(text: str) -> list[str]:
    """The things that stand in a row; none where one of them is a clause."""
    plain = _BRACKETS.sub("", text)
    cuts = [0, *(place for joint in JOINT.finditer(plain) for place in joint.span()), len(plain)]
    parts = [plain[a:b] for a, b in list(pairwise(cuts))[::2]]
    told = [*parts[:-1], DONE.sub("", parts[-1])]
    found = [OPENING.sub("", part).strip(_MARKS) for part in told]
    plainly = all(one and len(one.split()) <= _WORDS and not FINITE.search(one) for one in found)
    return found if plainly else []
