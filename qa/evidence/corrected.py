"""A correction names what was wrong, which answers nothing: "An earlier version said 1962".

What it puts in the place of that answers, in the same sentence or the next; and where a document
of no later day still says what was wrong, it has been overtaken.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.changes import taken_back
from qa.english.values import DATE, VALUE
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.changed import OVERTAKEN
from qa.evidence.select import Evidence
from qa.evidence.special_case import beside

WRONG = 0.1
"""What is left of the probability of a sentence whose words that answer are what was wrong."""


def corrected(
    evidence: Sequence[Evidence], threshold: float
) -> tuple[list[Evidence], list[Evidence]]:
    """Let what is right answer in the place of what was wrong.

    Args:
        evidence: the most probable first.
        threshold: probability from which a sentence is an answer.

    Returns:
        The evidence, in its order, and what was wrong and stands in a document as it was.
    """
    found = list(evidence)
    wrong: list[Evidence] = []
    for n, one in enumerate(evidence):
        place = taken_back(one.text)
        if place is None:
            continue
        right = _put_right(found, n, place) if _lies_in(one, place) else n
        for m, old in enumerate(evidence):
            if old.probability >= threshold and _is_taken_back(old, one, place):
                found[m] = replace(old, probability=OVERTAKEN * old.probability)
                wrong.append(old)
                if right is not None:
                    best = max(found[right].probability, old.probability)
                    found[right] = replace(found[right], probability=best)
    return found, wrong


def _lies_in(one: Evidence, place: tuple[int, int]) -> bool:
    """Whether the words that answer begin in some place of their sentence."""
    return place[0] <= one.answer.start - one.span.start < place[1]


def _put_right(found: list[Evidence], n: int, place: tuple[int, int]) -> int | None:
    """Let what stands in the place of what was wrong answer, in sentence `n` or behind it.

    Returns:
        The place of the sentence that it stands in; None if there is none.
    """
    one = found[n]
    if right := _alike(one.words, one.text, place[1]):
        found[n] = replace(one, answer=_span(one, right))
        return n
    found[n] = replace(one, probability=WRONG * one.probability)
    for m, other in enumerate(found):
        if other.span.start > one.span.start and beside(one.span, other.span):
            right = _alike(one.words, other.text, 0)
            if right:
                best = max(other.probability, one.probability)
                found[m] = replace(other, probability=best, answer=_span(other, right))
                return m
    return None


def _alike(answer: str, text: str, start: int) -> tuple[int, int] | None:
    """Where in a text, from a place on, the first date or figure stands, as the answer is one."""
    if DATE.search(answer):
        found = DATE.search(text, start)
        return (found.start(), found.start() + len(found[0].rstrip("."))) if found else None
    figure = VALUE.search(text, start) if VALUE.search(answer) else None
    return (
        (figure.start(), figure.end("scale" if figure["scale"] else "figure")) if figure else None
    )


def _span(one: Evidence, place: tuple[int, int]) -> Span:
    return Span(one.span.doc_id, one.span.start + place[0], one.span.start + place[1])


def _is_taken_back(old: Evidence, one: Evidence, place: tuple[int, int]) -> bool:
    """Whether a correction says that what another sentence says was wrong."""
    since, day = old.passage.document.published, one.passage.document.published
    same = old.span.doc_id == one.span.doc_id
    if old.span == one.span or not (same or (since and day and since <= day)):
        return False
    wrong = frozenset(words(one.text[slice(*place)]))
    figure = VALUE.search(old.words) or DATE.search(old.words)
    answer = frozenset(words(figure[0] if figure else old.words)) - FUNCTION_STEMS
    about = (wrong - answer) & frozenset(words(old.text)) - FUNCTION_STEMS
    return bool(answer) and answer <= wrong and bool(about)
