"""Yes or no: what the sentences that were read decide, and which of them decides it.

Each of the best sentences, with the one before it, is asked by itself. The surest speaks. Where an
independent document surely says the opposite, and contradicts that sentence, both are shown.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from qa.evidence.select import Evidence
from qa.types import Verdict, independent
from qa.writing.verify import cite

ASKED = 6
"""Sentences that are asked."""

READABLE = 0.1
"""Share of the best sentence's probability under which another is not asked."""

OTHERWISE = 0.5
"""Probability from which a sentence says otherwise than another."""

UNDECIDED = "Nothing that was read says yes or no."


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, and the sentences that it rests on; none where nothing decides.

    Attributes:
        verdict: what they say.
        evidence: the deciding sentence, and where they disagree one of the other side.
        probability: of the verdict, in [0, 1].
    """

    verdict: Verdict
    evidence: tuple[Evidence, ...]
    probability: float


def decide(
    evidence: Sequence[Evidence],
    decided: Callable[[Evidence], tuple[float, float] | None],
    contradicted: Callable[[Evidence, Evidence], float],
    threshold: float,
) -> Decision | None:
    """What the evidence says to a yes/no question; None where nobody can tell.

    Args:
        evidence: the most probable first.
        decided: probabilities of a sentence saying yes, and no; None if not known.
        contradicted: probability that the first sentence is contradicted by the second.
        threshold: probability from which a verdict is given.
    """
    asked = [one for one in evidence if one.claimable][:ASKED]
    least = READABLE * asked[0].probability if asked else 0.0
    found = [(one, decided(one)) for one in asked if one.probability >= least]
    known = [(one, shares) for one, shares in found if shares is not None]
    if not known:
        return None
    best, shares = max(known, key=lambda pair: max(pair[1]))
    probability = max(shares)
    if probability < threshold:
        return Decision(Verdict.UNDECIDED, (), probability)
    side = shares.index(probability)
    against = [
        (one, other[1 - side])
        for one, other in known
        if other[1 - side] >= threshold
        and _independent(best, one)
        and contradicted(best, one) >= OTHERWISE
    ]
    if against:
        other, _ = max(against, key=lambda pair: pair[1])
        return Decision(Verdict.DISAGREE, (best, other), probability)
    return Decision((Verdict.YES, Verdict.NO)[side], (best,), probability)


def _independent(one: Evidence, other: Evidence) -> bool:
    return independent([cite(one, 1.0), cite(other, 1.0)]) > 1
