"""What was gathered and claimed → an answer: what is said behind it, and why there is none."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from index.types import Coverage, Scope, Span
from qa.evidence import when
from qa.evidence.overtaken import overtaken
from qa.evidence.select import ranked
from qa.gather import Clock, Gathered
from qa.support.check import VerbatimSupport
from qa.types import Answer, Claim, Dropped
from qa.writing.generate import Draft
from qa.writing.verify import cite, verify

DOES_NOT_SAY = "The nearest sentence does not say “{}”."
NOTHING_IN_SCOPE = "No document is in the scope that was given."
NO_DATE = "{} without a date {} outside of it."


def compose(
    gathered: Gathered,
    claims: Sequence[Claim],
    dropped: Sequence[Dropped],
    notes: Sequence[str],
    missing: str,
    clock: Clock,
    short: str,
) -> Answer:
    """The answer that claims are, or why there is none.

    Args:
        gathered: what was read.
        claims: that are supported, in order.
        dropped: what was written and is not.
        notes: on how it came to be.
        missing: the word of the question that the best sentence does not say; empty if not known.
        clock: how long it took.
        short: the answer in a few words; not given where documents disagree.
    """
    evidence, searched = gathered.evidence, gathered.searched
    return Answer(
        searched.question,
        tuple(claims),
        ranked(searched.hits, evidence),
        next((one.probability for one in evidence if one.claimable), 0.0),
        cite(evidence[0], evidence[0].probability) if evidence else None,
        clock.seconds,
        tuple(dropped),
        (*searched.unbound, *notes),
        "" if claims else _reason(gathered, missing),
        scope=searched.scope,
        coverage=searched.coverage,
        copies_left_out=searched.copies_left_out,
        time=gathered.asked,
        disagreement=gathered.disagreement if claims else None,
        short="" if gathered.disagreement else short,
    )


def cited(claims: Iterable[Claim]) -> set[Span]:
    """The sentences that claims which answer rest on."""
    return {one.span for claim in claims if not claim.order for one in claim.citations}


def behind(gathered: Gathered, claims: Sequence[Claim], threshold: float) -> Iterator[Claim]:
    """What was before or since, as claims that are their sentences, each once."""
    evidence = gathered.evidence
    said = {claim.text for claim in claims}
    places = {one.span: place for place, one in enumerate(evidence, start=1)}
    for one in overtaken(evidence, gathered.bound, gathered.asked, cited(claims), threshold):
        draft = Draft(one.evidence.text, (places[one.evidence.span],))
        claim = verify(draft, evidence, VerbatimSupport())
        if isinstance(claim, Claim) and claim.text not in said:
            said.add(claim.text)
            yield replace(claim, order=one.order, day=one.day)


def _reason(gathered: Gathered, missing: str) -> str:
    """Why there is no answer; that the best sentence is of another time goes before all else."""
    evidence, searched = gathered.evidence, gathered.searched
    return (
        (when.reason(evidence[0], gathered.asked) if evidence else "")
        or (DOES_NOT_SAY.format(missing) if missing else "")
        or _nothing_in(searched.scope, searched.coverage)
    )


def _nothing_in(scope: Scope, coverage: Coverage) -> str:
    """That there is nothing in a scope, and why as far as it is known; empty where there is."""
    if not scope or coverage.documents:
        return ""
    if not coverage.undated:
        return NOTHING_IN_SCOPE
    one = coverage.undated == 1
    count = f"{coverage.undated:,} document{'' if one else 's'}"
    return f"{NOTHING_IN_SCOPE} {NO_DATE.format(count, 'lies' if one else 'lie')}"
