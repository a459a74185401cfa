"""A line of a list says how much of a thing is needed, and is no sentence: "350 g flour"."""

from collections.abc import Sequence

from qa.english.needed import lists_some_of, needed_thing
from qa.evidence.select import Evidence, raised

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
    return raised(evidence, ANSWERS, lambda one: lists_some_of(thing, one.text))
