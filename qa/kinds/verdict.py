"""The answer to a yes/no question: the verdict, and the sentences that decide it."""

from dataclasses import replace

from qa.compose import behind, compose
from qa.english.circumstances import holds_now_and_then
from qa.english.permissions import asks_of_rules, holds_of_some_cases
from qa.english.polar import asks_who_says_so, asks_yes_or_no, plain_question
from qa.evidence import when
from qa.evidence.cascade import with_the_one_before
from qa.evidence.select import Evidence, Selector
from qa.gather import Clock, Gathered
from qa.kinds.attributed import said_by
from qa.kinds.grounds import BEGINNING, Grounds, grounds
from qa.kinds.rulings import LIMITS, Ruling, ruling
from qa.kinds.yes_no import HALF, MOST, PLAIN, UNDECIDED, Decision, decide, ruled
from qa.types import Answer, Claim, Kind
from qa.writing.verify import cite, with_those_before

RULES = 40
"""Sentences that are looked at for a rule."""


def verdict(question: str, gathered: Gathered, selector: Selector, clock: Clock) -> Answer | None:
    """What the documents say to a yes/no question; None where it is none or nobody can tell.

    Args:
        question: as it was asked.
        gathered: what was read for it.
        selector: which knows what sentences decide.
        clock: how long it took.
    """
    decision = _decision(question, gathered, selector)
    if decision is None:
        return None
    claims = [
        Claim(one.text, with_those_before([one], [cite(one, decision.probability)]))
        for one in decision.evidence
    ]
    claims += behind(gathered, claims, selector.calibration.threshold)
    clock.lap("check")
    answer = compose(gathered, claims, (), (), "", clock, "")
    return replace(
        answer,
        confidence=decision.probability,
        reason="" if claims else answer.reason or UNDECIDED,
        kind=Kind.YES_NO,
        verdict=decision.verdict,
        short=verdict_in_short(question, decision) if claims else "",
    )


def verdict_in_short(question: str, decision: Decision) -> str:
    """The verdict, its limit, and in whose name it is said, where that was not asked."""
    if decision.short:
        return decision.short
    words = [decision.verdict.value]
    sentence = decision.evidence[0].text if len(decision.evidence) == 1 else ""
    limited = holds_of_some_cases(sentence) and not holds_of_some_cases(question)
    if limited or holds_now_and_then(question, sentence):
        words += filter(None, [LIMITS.get(decision.verdict)])
    says = said_by(sentence)
    if says and not asks_who_says_so(question):
        words.append(f"according to {says}")
    return ", ".join(words)


def _decision(question: str, gathered: Gathered, selector: Selector) -> Decision | None:
    """What the documents say to a yes/no question; None where it is none or nobody can tell."""
    deciding = selector.deciding
    if deciding is None or not asks_yes_or_no(question):
        return None
    asked = gathered.asked.question
    of_rules = asks_of_rules(plain_question(question))

    def decided(evidence: Evidence) -> tuple[float, float] | None:
        return selector.decided(asked, evidence)

    def contradicted(one: Evidence, other: Evidence) -> float:
        day = other.passage.document.published or ""
        return selector.contradicted(one.text, other.text, day)

    def seen(evidence: Evidence) -> Grounds:
        found = grounds(question, evidence)
        # where a rule is asked for, what is said of something else is none
        least = MOST if evidence.probability < PLAIN else HALF
        return replace(found, unknown=2) if of_rules and found.covered <= least else found

    # what has been overtaken, or is of another time than was asked for, decides nothing
    before = {one.span for one in gathered.bound.overtaken}
    current = [
        one
        for one in gathered.evidence
        if one.span not in before and not when.reason(one, gathered.asked)
    ]
    if rule := ruled(current[:RULES], lambda one: _ruling(question, one), deciding.threshold):
        return rule
    decision = decide(current, decided, contradicted, deciding.threshold, seen)
    # of an office that somebody left, the sentences themselves are the answer
    return None if before and decision and not decision.evidence else decision


def _ruling(question: str, evidence: Evidence) -> Ruling | None:
    """What a sentence says as a rule, beside its title, the one before it and the beginning."""
    document = evidence.passage.document
    before = document.slice(with_the_one_before(evidence.passage, evidence.span))
    beginning = document.text[:BEGINNING].replace(evidence.text, " ")
    near = f"{beginning}\n{before.removesuffix(evidence.text)}"
    return ruling(question, evidence.text, document.title, near)
