"""A line of a list says how much of a thing is needed, and is no sentence: "350 g flour"."""

from collections.abc import Sequence
from dataclasses import replace

from qa.english.needed import lists_some_of, needed_thing
from qa.evidence.select import Evidence

ANSWERS = 0.5
"""Probability of such a line, at least."""


def with_needed(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where the lines that say how much of a thing is needed answer who asks it.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    thing = needed_thing(question)
    if not thing:
        return list(evidence)
    found = [
        replace(one, probability=max(ANSWERS, one.probability))
        if one.claimable and lists_some_of(thing, one.text)
        else one
        for one in evidence
    ]
    return sorted(found, key=lambda one: -one.probability)
