"""Of several figures in a sentence, the one that belongs to the year, place or thing asked for.

"Revenue rose to 412 million euros in 2023, after 381 million in 2022" answers for both years, and a
reader mostly takes the first figure. What stands beside what decides. Where that is right and where
it does harm is counted by `python -m tests.bench.asked_for DATA`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from math import inf

from index.text.words import words
from index.types import Span
from qa.english.numbers import CURRENCIES, UNITS
from qa.english.values import (
    APART,
    BETWEEN,
    DATE,
    IN_BRACKETS,
    LABEL_ASKED,
    LABELS,
    PLACED,
    TIMES,
    VALUE,
)
from qa.evidence.select import Evidence


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in a sentence.

    Attributes:
        start: of them.
        end: of them.
        said: what is named; of a figure its unit, "" for none.
        scale: of a figure, as "million", or "".
        digits: how many a figure has before its point.
    """

    start: int
    end: int
    said: str
    scale: str = ""
    digits: int = 0


def with_bound_values(question: str, evidence: Sequence[Evidence]) -> list[Evidence]:
    """The evidence, each sentence with the figure that belongs to what the question names.

    Where its words are a figure that belongs to something else, and none is found that belongs to
    what is asked for, no words are sure.

    Args:
        question: as it was asked, with its time.
        evidence: in any order, which is kept.
    """
    asked = bool(_asked(question)) or _label_asked(question) is not None
    return [
        _with_bound_value(question, one) if asked or IN_BRACKETS.search(one.text) else one
        for one in evidence
    ]


def _with_bound_value(question: str, one: Evidence) -> Evidence:
    base = one.span.start
    answer = (one.answer.start - base, one.answer.end - base)
    bound = bound_value(question, one.text, answer)
    if bound == answer:
        return one
    if bound is None:
        return replace(one, answer_score=-inf)
    return replace(one, answer=Span(one.span.doc_id, base + bound[0], base + bound[1]))


def bound_value(question: str, sentence: str, answer: tuple[int, int]) -> tuple[int, int] | None:
    """Where in a sentence the figure stands that is asked for.

    Args:
        question: any.
        sentence: that answers it.
        answer: where the words stand that a reader found.

    Returns:
        Where it stands; `answer` where nothing speaks against that; None where it belongs to
        something else than what is asked for.
    """
    if bracketed := _in_brackets(question, sentence, answer):
        return bracketed
    if labelled := _labelled(question, sentence, answer):
        return labelled
    for pattern, asked in _asked(question):
        named = _named(pattern, sentence)
        wanted = [one for one in named if one.said in asked]
        if len(wanted) != 1:
            continue
        values = values_of(sentence)
        taken = _taken(values, answer)
        if taken is None:
            return answer
        alike = [one for one in values if _may_be(one, taken)]
        of = _in_turns(sentence, alike, named)
        if not of and pattern is not PLACED:
            of = _beside(sentence, alike, named)
        owner = of.get(taken)
        if len(alike) < 2 or owner == wanted[0]:
            return answer
        mine = [value for value, name in of.items() if name == wanted[0]]
        if len(mine) == 1:
            return mine[0].start, mine[0].end
        if owner:
            return None
    return answer


def _taken(values: Sequence[Stretch], answer: tuple[int, int]) -> Stretch | None:
    """The figure that a reader's words are; None where they are several, or more than a figure."""
    inside = [one for one in values if answer[0] <= one.start < answer[1]]
    if len(inside) != 1 or 2 * (inside[0].end - inside[0].start) < answer[1] - answer[0]:
        return None
    return inside[0]


def _in_brackets(question: str, sentence: str, answer: tuple[int, int]) -> tuple[int, int] | None:
    """Where a figure of the kind that is asked for stands in brackets, behind the usual one."""
    if not any(map(str.isdigit, sentence[slice(*answer)])):
        return None
    for found in IN_BRACKETS.finditer(sentence, answer[1]):
        kind = words(found["kind"])
        rest = words(f"{sentence[: found.start()]} {sentence[found.end() :]}")
        if kind and kind[0] in words(question) and kind[0] not in rest:
            return found.span("value")
    return None


def _labelled(question: str, sentence: str, answer: tuple[int, int]) -> tuple[int, int] | None:
    """The figure right behind the word for what is asked, where that begins its part of a list.

    "Bluestone: £389, excess £500" gives £500 to who asks for the excess.
    """
    pattern = _label_asked(question)
    labels = [match.end() for match in pattern.finditer(sentence)] if pattern else []
    values = values_of(sentence) if len(labels) == 1 else []
    taken = _taken(values, answer)
    if taken is None:
        return None
    labelled = (one for one in values if one.start == labels[0] and one != taken)
    return next(((one.start, one.end) for one in labelled if _may_be(one, taken)), None)


@lru_cache(64)
def _label_asked(question: str) -> re.Pattern[str] | None:
    """The word for what is asked, with what may part it from its figure; None without one."""
    asked = LABEL_ASKED.match(question)
    if not asked:
        return None
    return re.compile(rf"(?:\A|[,;:(] ?)(?:and )?{asked['label']}{LABELS}", re.IGNORECASE)


@lru_cache(64)
def _asked(question: str) -> tuple[tuple[re.Pattern[str], frozenset[str]], ...]:
    """What a question names, by the kinds of what figures may belong to; without the others."""
    found = (
        (pattern, frozenset(one.said for one in _named(pattern, question)))
        for pattern in (*TIMES, PLACED)
    )
    return tuple((pattern, named) for pattern, named in found if named)


def _named(pattern: re.Pattern[str], text: str) -> list[Stretch]:
    return [Stretch(*one.span(), one[0].lower()) for one in pattern.finditer(text)]


def values_of(sentence: str) -> list[Stretch]:
    """The figures of a sentence, but those of its dates."""
    times = [match.span() for match in DATE.finditer(sentence)]
    return [
        Stretch(*match.span(), _unit(match), (match["scale"] or "").lower(), _digits(match))
        for match in VALUE.finditer(sentence)
        if not any(start < match.end() and match.start() < end for start, end in times)
    ]


def _unit(match: re.Match[str]) -> str:
    written = (match["unit"] or match["before"] or "").lower()
    return CURRENCIES.get(written) or UNITS.get(written) or written


def _digits(match: re.Match[str]) -> int:
    return sum(map(str.isdigit, match["figure"].partition(".")[0]))


def _may_be(one: Stretch, other: Stretch) -> bool:
    """Whether two figures are of one kind: one of like size may leave out the other's unit."""
    if one.scale != other.scale or (one.said and other.said and one.said != other.said):
        return False
    return one.said == other.said or (one.digits == other.digits and one.digits != 1)


def _in_turns(
    sentence: str, values: Sequence[Stretch], named: Sequence[Stretch]
) -> dict[Stretch, Stretch]:
    """Each figure with what it belongs to, where they take turns; else nothing."""
    places = sorted([*values, *named], key=lambda one: one.start)
    first, second = places[::2], places[1::2]
    if len(values) < 2 or set(values) not in ({*first}, {*second}) or len(first) != len(second):
        return {}
    if any(APART.search(sentence[a.end : b.start]) for a, b in zip(first, second, strict=True)):
        return {}
    return dict(zip(values, named, strict=True))


def _beside(
    sentence: str, values: Sequence[Stretch], named: Sequence[Stretch]
) -> dict[Stretch, Stretch]:
    """The figures that only a few words part from what they belong to."""
    found: dict[Stretch, Stretch] = {}
    places = sorted([*values, *named], key=lambda one: one.start)
    for one, other in pairwise(places):
        value, name = (one, other) if one in values else (other, one)
        between = BETWEEN.fullmatch(sentence[one.end : other.start])
        if between and value in values and name in named and name not in found.values():
            found[value] = name
    return found
