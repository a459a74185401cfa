"""Who did it is not told by the words for whom, from whom or by whom it was done.

"It had bought the mill from the Keller family" does not say that the family bought it; "the family
sold it to Hals" says who did.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.english.questions import NAME
from qa.english.roles import has_another_part, has_that_part
from qa.evidence.select import ANOTHERS, Evidence, doubted

NEARLY = 0.1
"""Share of the best sentence's probability that one must have which tells the part by a verb that
turns it round."""


def of_that_part(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where words that have another part in what was done are less probable.

    A sentence that has the part which is asked for takes the place of the best that has another.

    Args:
        question: any; one that does not ask who did something changes nothing.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    if not evidence or not has_another_part(question, _in_front(evidence[0])):
        return doubted(evidence, ANOTHERS, lambda one: has_another_part(question, _in_front(one)))
    best = evidence[0].probability
    names = NAME.findall(question)
    raised = [
        replace(one, probability=best)
        if one.probability >= NEARLY * best and _tells_it(question, names, one)
        else one
        for one in evidence
    ]
    return doubted(raised, ANOTHERS, lambda one: has_another_part(question, _in_front(one)))


def _tells_it(question: str, names: Sequence[str], one: Evidence) -> bool:
    """Whether a sentence says who has that part, and names all that the question names."""
    named = all(name.rstrip("’'s") in one.text for name in names)
    return one.claimable and named and has_that_part(question, _in_front(one))


def _in_front(one: Evidence) -> str:
    """What stands in a sentence in front of the words that answer."""
    return one.passage.document.text[one.span.start : one.answer.start]
