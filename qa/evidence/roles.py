"""Who did it is not told by the words for whom, from whom or by whom it was done.

"It had bought the mill from the Keller family" does not say that the family bought it; "the family
sold the mill to Hals" says who did.
"""

from collections.abc import Sequence
from dataclasses import replace

from qa.english.roles import gives_it, has_another_part, has_that_part
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
    found = list(evidence)
    if found and has_another_part(question, found[0].text_in_front):
        best = found[0].probability
        telling = (n for n, one in enumerate(found) if one.probability >= NEARLY * best)
        first = next((n for n in telling if _tells_it(question, found[n])), None)
        if first is not None:
            found[first] = replace(found[first], probability=best)
    return doubted(
        found,
        ANOTHERS,
        lambda one: gives_it(question, one.text) or has_another_part(question, one.text_in_front),
    )


def _tells_it(question: str, one: Evidence) -> bool:
    """Whether a sentence says who has that part, of all that the question names."""
    return one.claimable and has_that_part(question, one.text_in_front)
