"""Yes or no: what the sentences that were read decide, and which of them decides it.

Each of the best sentences, with the one before it, is asked by itself: the network that judges
meaning says how probably it is a yes or a no, and rules (`grounds.py`) see whether there is
anything for that to rest on. The surest speaks. Where an independent document surely says the
opposite, in a sentence that leans on no other, and contradicts that sentence, both are shown.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from index.types import Span
from qa.evidence.select import Evidence
from qa.kinds.grounds import Grounds
from qa.kinds.rulings import Ruling
from qa.types import Verdict, independent
from qa.writing.verify import cite

ASKED = 6
"""Sentences that are asked."""

READABLE = 0.1
"""Share of the best sentence's probability under which another is not asked."""

OTHERWISE = 0.5
"""Probability from which a sentence says otherwise than another."""

FAINT = 0.03
"""Probability of being evidence under which only what says most of the question decides it."""

PLAIN = 0.2
"""Probability of being evidence from which a No needs nothing more to rest on."""

MOST = 0.7
"""Share of what a question says that is most of it."""

AS_MUCH = 0.75
"""Share of what the deciding sentence says of a question that one against it must say."""

_HARDLY = 0.01
"""Probability of being evidence under which only what says all of the question is a Yes."""

HALF = 0.5
"""Share of what a question says under which a sentence says little of it."""

_LIKELY = 0.5
"""Probability of a yes that is enough where the sentence says who says so, and it is told."""

_SURE = 0.8
"""Probability from which the network needs nothing that rules see."""

_BESIDE = 0.25
"""How much it counts beside the sureness of a sentence whether it reads as evidence at all, and how
much of the question it says."""

Shared = tuple[Evidence, tuple[float, float]]
"""A sentence, and the probabilities of its saying yes, and no."""

UNDECIDED = "Nothing that was read says yes or no."


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, and the sentences that it rests on; mostly none where nothing decides.

    Attributes:
        verdict: what they say.
        evidence: the deciding sentence, and where they disagree one of the other side; where
            nothing decides the one that says so, if any does.
        probability: of the verdict, in [0, 1].
        short: the verdict with what limits it, where a rule gives it; else empty.
    """

    verdict: Verdict
    evidence: tuple[Evidence, ...]
    probability: float
    short: str = ""


def decide(
    evidence: Sequence[Evidence],
    decided: Callable[[Evidence], tuple[float, float] | None],
    contradicted: Callable[[Evidence, Evidence], float],
    threshold: float,
    seen: Callable[[Evidence], Grounds] = lambda one: Grounds(),
) -> Decision | None:
    """What the evidence says to a yes/no question; None where nobody can tell.

    Args:
        evidence: the most probable first.
        decided: probabilities of a sentence saying yes, and no; None if not known.
        contradicted: probability that the first sentence is contradicted by the second.
        threshold: probability from which a verdict is given.
        seen: what rules see of a sentence.
    """
    asked = [one for one in evidence if one.claimable][:ASKED]
    least = READABLE * asked[0].probability if asked else 0.0
    said = {one.span: seen(one) for one in asked}
    known: list[Shared] = [
        (one, weighed(shares, said[one.span], one.probability, threshold))
        for one in asked
        if one.probability >= least and (shares := decided(one)) is not None
    ]
    if not known:
        return None
    sure = _saying_most(known, said, threshold)
    if not sure:
        for one in asked:
            if said[one.span].left_open and one.probability >= PLAIN:
                return Decision(Verdict.UNDECIDED, (one,), one.probability)
        return Decision(Verdict.UNDECIDED, (), max(max(shares) for _, shares in known))
    most = max(one.probability for one, _ in sure) or 1.0
    wholly = max(said[one.span].covered for one, _ in sure) or 1.0

    def rank(pair: Shared) -> float:
        one, shares = pair
        matter = said[one.span].covered / wholly
        return max(shares) * float((one.probability / most * matter) ** _BESIDE)

    best, shares = max(sure, key=rank)
    probability = max(shares)
    side = shares.index(probability)
    if (Verdict.YES, Verdict.NO)[side] is Verdict.NO:
        best, probability = _denying_by_name(best, probability, known, said, threshold)
    against = [
        (one, other[1 - side])
        for one, other in known
        if other[1 - side] >= threshold
        and _independent(best, one)
        and (best.before or not one.before)
        and _as_much(said[one.span], said[best.span])
        and contradicted(best, one) >= OTHERWISE
    ]
    if against:
        other, _ = max(against, key=lambda pair: pair[1])
        return Decision(Verdict.DISAGREE, (best, other), probability)
    return Decision((Verdict.YES, Verdict.NO)[side], (best,), probability)


def ruled(
    evidence: Sequence[Evidence], ruling: Callable[[Evidence], Ruling | None], threshold: float
) -> Decision | None:
    """What the rules among the evidence say to a question of leave or duty; None if none does.

    Where rules of independent documents that say as much of what is asked differ, both are shown.

    Args:
        evidence: the most probable first.
        ruling: what a sentence says, if it is a rule of that.
        threshold: probability from which a verdict is given.
    """
    found = [(one, said) for one in evidence if one.claimable and (said := ruling(one))]
    if not found:
        return None
    one, best = max(found, key=lambda pair: (pair[1].said, pair[0].probability))
    probability = max(threshold, one.probability)
    for other, said in found:
        if said.said >= best.said and said.verdict is not best.verdict:
            if not _independent(one, other):
                return Decision(Verdict.UNDECIDED, (), probability)
            return Decision(Verdict.DISAGREE, (one, other), probability)
    return Decision(best.verdict, (one,), probability, best.short)


def weighed(
    shares: tuple[float, float], grounds: Grounds, probability: float, threshold: float
) -> tuple[float, float]:
    """The probabilities of yes and no, by what there is to rest them on.

    Args:
        shares: what the network says.
        grounds: what rules see.
        probability: of the sentence being evidence at all.
        threshold: from which a verdict is given; one that rests on nothing falls under it.
    """
    if told := _told(shares, grounds, threshold):
        return told
    matter = grounds.covered >= MOST
    yes = shares[0] if _backs_yes(grounds, probability) else 0.0
    no = shares[1] if _backs_no(grounds, probability) else 0.0
    against = grounds.altered or grounds.opposed
    if max(yes, no) >= _SURE and not grounds.unknown and not (yes > no and against):
        return yes, no
    if grounds.unknown > 1 or (probability < FAINT and not matter):
        return 0.0, 0.0
    if grounds.silent and probability < PLAIN:
        return 0.0, 0.0
    if matter and (ruled := _by_rule((yes, no), grounds, threshold)):
        return ruled
    if grounds.echoed and not (grounds.denied or grounds.altered or grounds.undone):
        return max(yes, no, threshold), 0.0
    if yes >= threshold:
        if not grounds.altered:
            return yes, no
        return (0.0, yes) if grounds.unknown and matter else (0.0, 0.0)
    seen = matter and (grounds.altered or grounds.denied or grounds.covered >= 1.0)
    seen = seen or (grounds.negates and grounds.covered > HALF)
    speaks_of_it = grounds.negates or grounds.covered >= HALF
    rests = not grounds.unknown and (seen or (probability >= PLAIN and speaks_of_it))
    return yes, no if rests else 0.0


def _by_rule(
    shares: tuple[float, float], grounds: Grounds, threshold: float
) -> tuple[float, float] | None:
    """What rules make of a sentence that says most of what is asked; None where they are silent."""
    yes, no = shares
    if not grounds.unknown and grounds.opposed:
        return 0.0, max(no, threshold)
    if not grounds.unknown and grounds.affirmed:
        return max(yes, threshold), 0.0
    replaced = grounds.replaced and not grounds.unknown
    plain = grounds.plain and grounds.covered >= 1.0 and not grounds.altered and yes < threshold
    if replaced or plain or (grounds.denied and no > yes):
        return 0.0, max(yes, no, threshold)
    if grounds.reported and yes >= _LIKELY and not (grounds.altered or grounds.denied):
        return max(yes, threshold), 0.0
    return None


def _told(
    shares: tuple[float, float], grounds: Grounds, threshold: float
) -> tuple[float, float] | None:
    """What a sentence says by itself, whatever the network makes of it; None where it does not."""
    yes, no = shares
    if grounds.beside:
        return 0.0, 0.0
    matter = grounds.covered >= MOST
    kept = matter and not (grounds.denied or grounds.opposed or grounds.unknown)
    if grounds.says is Verdict.YES or (grounds.within and kept):
        return max(yes, threshold) if matter else yes, 0.0
    if grounds.says is Verdict.NO or (grounds.within is False and kept):
        return 0.0, max(no, threshold) if matter else no
    return None


def _backs_yes(grounds: Grounds, probability: float) -> bool:
    """Whether there is anything in a sentence for a Yes to rest on."""
    if grounds.undone or (grounds.to_come and grounds.covered <= HALF):
        return False
    reads = probability >= (_HARDLY if grounds.covered >= HALF else PLAIN)
    return reads or grounds.echoed or grounds.covered >= 1.0


def _backs_no(grounds: Grounds, probability: float) -> bool:
    """Whether there is anything in a sentence for a No to rest on.

    Of what one may or must do, a sentence that denies nothing forbids nothing and waives nothing;
    nor does it say of what will be that it will not. One that neither denies nor names what is
    asked about is on something else.
    """
    denies = grounds.denied or grounds.opposed or grounds.replaced
    matter = grounds.covered >= MOST
    if not (grounds.named or denies or grounds.negates or grounds.altered):
        return False
    if grounds.of_leave or grounds.to_come:
        return denies or (grounds.negates and grounds.covered >= HALF)
    if not matter and probability < PLAIN:
        return grounds.negates and grounds.covered >= HALF
    return matter or denies or grounds.negates or grounds.altered


def _saying_most(
    known: Sequence[Shared], said: Mapping[Span, Grounds], threshold: float
) -> list[Shared]:
    """What is sure, but for what says less of the question than another does, and is hardly sure.

    "The lift has been approved" does not decide whether the purchase has; nor does "Reported by: Al
    Reed" whether it was reported to the police, where another sentence speaks of a report to them.
    """
    most = max((grounds.covered for grounds in said.values()), default=0.0)
    return [
        (one, shares)
        for one, shares in known
        if max(shares) >= (threshold if said[one.span].covered >= AS_MUCH * most else _SURE)
    ]


def _denying_by_name(
    best: Evidence,
    probability: float,
    known: Sequence[Shared],
    said: Mapping[Span, Grounds],
    threshold: float,
) -> tuple[Evidence, float]:
    """The sentence that says No, with how surely: one that names all that is asked, if any does.

    "Ukraine does not belong to it" says so of Ukraine; "The group has no members" of a group.
    """
    if said[best.span].named:
        return best, probability
    for one, (_, no) in known:
        grounds = said[one.span]
        if no >= threshold and grounds.named and (grounds.negates or grounds.denied):
            return one, no
    return best, probability


def _as_much(one: Grounds, best: Grounds) -> bool:
    """Whether a sentence speaks of what the deciding one speaks of, and not of another roof."""
    return one.denied or one.covered >= AS_MUCH * best.covered


def _independent(one: Evidence, other: Evidence) -> bool:
    return independent([cite(one, 1.0), cite(other, 1.0)]) > 1
