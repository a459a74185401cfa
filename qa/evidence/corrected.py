"""A correction names what was wrong, which answers nothing: "An earlier version said 1962".

What it puts in the place of that answers, in the same sentence or the next; and where a document
of no later day still says what was wrong, it has been overtaken. A document that is a correction
of another, which it names by its title, speaks in its place.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.text.dates import plain_date
from index.text.words import words
from index.types import Document, Span
from qa.english.answers import normalise
from qa.english.changes import (
    ASKED_OF_BEFORE,
    CORRECTION,
    PUT_RIGHT,
    RIGHT_VALUE,
    admits,
    taken_back,
)
from qa.english.dates import YEAR
from qa.english.values import DATE, VALUE
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.changed import OVERTAKEN
from qa.evidence.select import Evidence
from qa.evidence.special_case import beside

NAMED = 12
"""Characters of a title, at least, by which a correction names what it corrects."""

CORRECTED = "“{}” was corrected{} by “{}”."
WRONG = 0.1
"""What is left of the probability of a sentence whose words that answer are what was wrong."""


def corrected(
    evidence: Sequence[Evidence], threshold: float, question: str = ""
) -> tuple[list[Evidence], list[Evidence]]:
    """Let what is right answer in the place of what was wrong.

    Args:
        evidence: the most probable first.
        threshold: probability from which a sentence is an answer.
        question: any; one for what was said at first gets just that.

    Returns:
        The evidence, in its order, and what was wrong and stands in a document as it was.
    """
    found = list(evidence)
    wrong: list[Evidence] = []
    if ASKED_OF_BEFORE.search(question):
        return found, wrong
    for n, m in _corrections(evidence, threshold):
        best = max(found[n].probability, found[m].probability)
        found[n] = replace(found[n], probability=best)
        if evidence[m] not in wrong:
            wrong.append(evidence[m])
            found[m] = replace(evidence[m], probability=OVERTAKEN * evidence[m].probability)
    for n, one in enumerate(evidence):
        place = taken_back(one.text)
        put = _right(found, n, place) if place else None
        if place is None or (put is None and not admits(one.text)):
            continue
        right = _put_right(found, n, put) if _lies_in(one, place) else n
        for m, old in enumerate(evidence):
            if old.probability >= threshold and _is_taken_back(old, one, place):
                found[m] = replace(old, probability=OVERTAKEN * old.probability)
                wrong.append(old)
                if right is not None:
                    best = max(found[right].probability, old.probability)
                    found[right] = replace(found[right], probability=best)
    return found, wrong


def corrected_since(cited: Sequence[Document], found: Sequence[Document]) -> Iterator[str]:
    """That a document which is cited was corrected by another that was found, in whole sentences.

    Args:
        cited: that an answer rests on; where the correction is one of them, it speaks for itself.
        found: in what was searched.
    """
    known = {document.id for document in cited}
    corrections = [one for one in found if one.id not in known and CORRECTION.search(one.title)]
    told: dict[str, None] = {}
    for document in cited:
        for other in corrections:
            if not CORRECTION.search(document.title) and _names(other, document):
                day = f" on {plain_date(other.published)}" if other.published else ""
                told[CORRECTED.format(document.title, day, other.title)] = None
    return iter(told)


def _corrections(evidence: Sequence[Evidence], threshold: float) -> Iterator[tuple[int, int]]:
    """The places of two answers that differ: of a correction, and of the document it corrects."""
    likely = [n for n, one in enumerate(evidence) if one.probability >= threshold]
    correcting = {n for n in likely if CORRECTION.search(evidence[n].passage.document.title)}
    for n in correcting:
        for m in likely:
            one, old = evidence[n], evidence[m]
            if m in correcting or not _names(one.passage.document, old.passage.document):
                continue
            if normalise(one.words) != normalise(old.words):
                yield n, m


def _names(document: Document, other: Document) -> bool:
    """Whether a document, of no earlier day, names another by its title."""
    later = (document.published or "") >= (other.published or "")
    if not later or len(other.title) <= NAMED:
        return False
    name = other.title.casefold().removeprefix("the ")
    return name in f"{document.title}\n{document.text}".casefold()


def _lies_in(one: Evidence, place: tuple[int, int]) -> bool:
    """Whether the words that answer begin in some place of their sentence."""
    return place[0] <= one.answer.start - one.span.start < place[1]


def _put_right(found: list[Evidence], n: int, put: tuple[int, Span] | None) -> int | None:
    """Let what stands in the place of what was wrong answer, in sentence `n` or behind it.

    Returns:
        The place of the sentence that it stands in; None if there is none.
    """
    one = found[n]
    if put is None or put[0] != n:
        found[n] = replace(one, probability=WRONG * one.probability)
    if put is None:
        return None
    m, answer = put
    best = max(found[m].probability, one.probability)
    found[m] = replace(found[m], probability=best, answer=answer)
    return m


def _right(found: Sequence[Evidence], n: int, place: tuple[int, int]) -> tuple[int, Span] | None:
    """Where the date or figure stands that sentence `n`, or one behind it, puts in a place."""
    one = found[n]
    start = one.answer.start - one.span.start if _lies_in(one, place) else place[0]
    if own := _alike(one.text[start : place[1]], one.text, place[1]):
        return n, _span(one, own)
    said = _telling(one.text[slice(*place)])
    for m, other in enumerate(found):
        follows = other.span.start > one.span.start and beside(one.span, other.span)
        bare = RIGHT_VALUE.match(other.text)
        if not follows or not (bare or said & _telling(other.text)):
            continue
        if PUT_RIGHT.search(other.text) or admits(one.text):
            right = _alike(one.text[start : place[1]], other.text, 0)
            return (m, _span(other, right)) if right else None
    return None


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if not word.isdigit()) - FUNCTION_STEMS


def _alike(wrong: str, text: str, start: int) -> tuple[int, int] | None:
    """Where in a text, from a place on, the first date or figure is, of the kind of a wrong one."""
    was, date = VALUE.search(wrong), DATE.search(wrong)
    if date and (was is None or date.start() <= was.start() < date.end()):
        found = DATE.search(text, start)
        if found is None or (YEAR.fullmatch(found[0]) and not YEAR.fullmatch(date[0])):
            return None
        return found.start(), found.start() + len(found[0].rstrip("."))
    now = VALUE.search(text, start)
    if was is None or now is None or not _of_one_kind(was, now, wrong):
        return None
    if any(day.start() <= now.start() < day.end() for day in DATE.finditer(text, start)):
        return None
    return now.start(), now.end("scale" if now["scale"] else "figure")


def _of_one_kind(was: re.Match[str], now: re.Match[str], wrong: str) -> bool:
    """Whether a figure counts what a wrong one did: the unit, if it has one, stands there."""
    money = not now["before"] or now["before"] == was["before"]
    return money and (not now["unit"] or set(words(now["unit"])) <= set(words(wrong)))


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
