"""“How many people were hurt?” is answered by “Nobody was hurt”, which says no number.

A reader looks for a figure. Here the words decide: who is asked for is denied to have done just
that, and all else that the question says stands in the sentence, its passage or its title.
"""

from collections.abc import Sequence, Set
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.negation import NEGATIONS
from qa.english.none_of import HOW_MANY, NONE, PEOPLE
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence

ANSWERS = 0.6
"""Probability of a sentence that says so, at least."""


def none_of_them(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where what says that nobody did it answers how many did.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    asked = HOW_MANY.match(question)
    if asked is None:
        return list(evidence)
    who, *did = words(asked["what"]) or [""]
    if who in FUNCTION_STEMS:  # people, or nobody: how many were hurt
        who = min(PEOPLE)
    wanted = {stem for stem in did if stem not in FUNCTION_STEMS | PEOPLE}
    found = [
        replace(one, probability=max(ANSWERS, one.probability), answer=said)
        if one.claimable and (said := _says_none(who, wanted, one))
        else one
        for one in evidence
    ]
    return sorted(found, key=lambda one: -one.probability)


def _says_none(who: str, wanted: Set[str], one: Evidence) -> Span | None:
    """The words of a sentence for nobody, where it denies of who is asked for what is asked.

    Args:
        who: the stem of those whose number is asked for.
        wanted: the stems of all else that is asked.
        one: that may say so.
    """
    document = one.passage.document
    known = set(words(f"{document.title} {document.slice(one.passage.span)}")) | PEOPLE
    if not wanted or not known >= wanted | {who}:
        return None
    for match in NONE.finditer(one.text):
        of_whom = set(words(match["thing"] or ""))
        right = who in of_whom or (who in PEOPLE and (match["nobody"] or of_whom & PEOPLE))
        said = set(words(match["did"]))
        right = right or bool(match["nobody"] and who in said)  # none of the boats
        if right and wanted & said and not NEGATIONS.search(match["did"]):
            start = one.span.start
            return Span(document.id, start + match.start(), start + match.start("did"))
    return None
