"""The sentence beside the best that says what holds for the case that is asked about.

"Your excess is 200 crowns. For damage by storm it is 500 crowns." A reader that is asked for the
excess for storm damage takes the first figure, behind the word it knows. The sentence beside it
names the case, and gives a figure of the same kind.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.values import CLOCK, DURATIONS, GOES_FOR
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.bound_values import Stretch, values_of
from qa.evidence.select import Evidence

OF_USUAL = 0.3
"""What is left of the probability of a sentence beside which another names the case."""

_FEWEST = 2
"""Words of the case that the usual figure's sentence lacks: one may be another word for what it
says."""

_APART = 3
"""Characters between two sentences that stand beside each other."""


def special_case_first(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, where the figure for the case that is asked about goes before the usual one.

    Args:
        question: any.
        evidence: the most probable first.

    Returns:
        The most probable first.
    """
    best = evidence[0] if evidence else None
    if best is None or _figure(best) is None:
        return list(evidence)
    for other in evidence[1:]:
        if not beside(best.span, other.span):
            continue
        for usual, case in ((best, other), (other, best)):
            answer = _figure_of_case(question, usual, case)
            if answer:
                first = replace(case, probability=best.probability, answer=answer)
                last = replace(usual, probability=OF_USUAL * usual.probability)
                rest = [one for one in evidence if one not in (best, other)]
                return [first, *sorted([last, *rest], key=lambda one: -one.probability)]
    return list(evidence)


def _figure_of_case(question: str, usual: Evidence, case: Evidence) -> Span | None:
    """The figure for the case that is asked about, if a sentence is of it and the other is not."""
    figure = _figure(usual)
    title = usual.passage.document.title
    missing = _telling(question) - _telling(f"{usual.text} {title}")
    if figure is None or len(missing) < _FEWEST or not missing <= _telling(case.text):
        return None
    kind = _kind(figure, usual.text)
    values = values_of(case.text)
    found = [one for one in values if kind and _kind(one, case.text) == kind]
    if len(found) != 1 or len(values) > 1 or _tells_more(question, usual, case, found[0]):
        return None
    start = case.span.start
    return Span(case.span.doc_id, start + found[0].start, start + found[0].end)


def _tells_more(question: str, usual: Evidence, case: Evidence, figure: Stretch) -> bool:
    """Whether a sentence tells of something else than the usual figure's: "spent" for "earned"."""
    rest = f"{case.text[: figure.start]} {case.text[figure.end :]}"
    return bool(_telling(rest) - _telling(f"{question} {usual.text}") - GOES_FOR)


def _telling(text: str) -> frozenset[str]:
    return frozenset(words(text)) - FUNCTION_STEMS


def _figure(one: Evidence) -> Stretch | None:
    """The figure that answers; None where something else does."""
    at = one.answer.start - one.span.start
    return next((v for v in values_of(one.text) if v.start <= at + 1 and at < v.end), None)


def _kind(figure: Stretch, sentence: str) -> str:
    """What a figure tells: a time of the day, a duration, or how many of what; "" if unknown."""
    if CLOCK.fullmatch(sentence[figure.start : figure.end]):
        return "clock"
    unit = figure.said.removesuffix("s")
    return "duration" if unit in DURATIONS else unit


def beside(one: Span, other: Span) -> bool:
    """Whether two sentences of a document touch, but for white space and a mark."""
    first, second = sorted((one, other), key=lambda span: span.start)
    return one.doc_id == other.doc_id and 0 <= second.start - first.end <= _APART
