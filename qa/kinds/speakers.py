"""Who says what a sentence says; "he said" is whoever was named before in the passage."""

from collections.abc import Sequence

from index.types import Passage, Span
from qa.evidence.select import sentence_before
from qa.support.facts import facts

_BACK = 2
"""Sentences before, in which a pronoun's speaker is looked for."""


def speakers(passage: Passage, span: Span) -> Sequence[frozenset[str]]:
    """The stems of each speaker of a sentence; of a pronoun, those of the last who spoke before.

    Empty where nobody is said to speak.
    """
    document = passage.document
    found = facts(document.slice(span)).speakers
    if not found or all(found):
        return found
    at = span
    for _ in range(_BACK):
        before = sentence_before(passage, at)
        if before is None:
            break
        named = [one for one in facts(document.slice(before)).speakers if one]
        if named:
            return tuple(one or named[-1] for one in found)
        at = before
    return tuple(one for one in found if one)
