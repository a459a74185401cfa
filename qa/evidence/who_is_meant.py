"""Who did it is told by "She won", not by the sentence before it that only says who she is.

A reader that is asked for somebody takes the name. The sentence that says what was done leans on
that one, and is cited with it.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from math import inf

from index.text.words import words
from qa.english.asked_several import asks_who
from qa.english.offices import mentions, office_asked
from qa.english.questions import WHO_DID
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence

NEARLY = 0.1
"""Share of the best sentence's probability that the one which leans on it must have."""


def deed_first(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what says what was done goes before what says who is meant.

    Args:
        question: any; one that does not ask for somebody changes nothing.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    says = _deed(question)
    if says is None or not evidence or says(evidence[0].text):
        return list(evidence)
    best = evidence[0]
    for n, one in enumerate(evidence):
        near = one.probability >= NEARLY * best.probability
        if near and one.claimable and one.before == best.span and says(one.text):
            first = replace(one, probability=best.probability, answer_score=-inf)
            last = replace(best, probability=one.probability)
            rest = [other for m, other in enumerate(evidence) if m not in (0, n)]
            return [first, *sorted([last, *rest], key=lambda other: -other.probability)]
    return list(evidence)


def _deed(question: str) -> Callable[[str], bool] | None:
    """Tells of a sentence whether it says what whoever is asked for did, or is; None if unknown."""
    if not asks_who(question):
        return None
    if office := office_asked(question):
        return lambda text: mentions(office, text)
    did: re.Match[str] | None = WHO_DID.match(question)
    stems = set(words(did["verb"])) - FUNCTION_STEMS if did else set()
    return (lambda text: bool(stems & set(words(text)))) if stems else None
