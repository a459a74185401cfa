"""A step of numbered instructions, by its number or by the step beside it.

"What comes after stoning the plums?" is answered by the next line of the instructions, which says
nothing of stones. Where one numbered list among the hits has the other step, its order answers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from index.text.words import words
from index.types import Document, Hit, Span
from qa.english.asked_lines import is_said
from qa.english.asked_steps import INSTRUCTIONS, StepAsked, does, step_asked
from qa.evidence.rows.tables import WHOLE
from qa.gather import Clock, Searched
from qa.kinds.bullets import Listing, listings
from qa.kinds.listed import by_itself, listed
from qa.types import Answer, Item, Kind
from qa.writing.verify import cite, word_for_word

SURE = 0.8
"""What a step that is found by its place is given as a probability; it is set, not fitted."""

PLACE = "Step {} of {}, “{}”."
ALL = "These are all {} steps of “{}”."

_MARK = re.compile(r"(?<!\d)(\d{1,2})[.)][ \t]+\Z")
_MARK_BEHIND = re.compile(r"^[ \t]*(\d{1,2})[.)][ \t]", re.MULTILINE)
_CLAUSE = re.compile(r"(?<=[.;])\s+|,\s+|,?\s+and\s+(?:then\s+)?")
_MARKED = 8
_BEHIND = 1_000
"""Characters before a line in which its mark stands, and behind a list in which it may go on."""


@dataclass(frozen=True, slots=True)
class _Instructions:
    """A numbered list.

    Attributes:
        document: it stands in.
        steps: where each of them stands.
        name: what stands above it, or the title of its document.
    """

    document: Document
    steps: tuple[Span, ...]
    name: str

    @property
    def texts(self) -> list[str]:
        """What each step says."""
        return [self.document.slice(span) for span in self.steps]

    @property
    def text(self) -> str:
        """What all of them say."""
        return "\n".join(self.texts)


def step(question: str, searched: Searched, clock: Clock) -> Answer | None:
    """The step that a question asks for; None where it asks for none, or it is not plain which.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took.
    """
    asked = step_asked(question)
    if asked is None:
        return None
    found = [
        (one, place)
        for one in _instructions(searched.hits)
        if (place := _place(asked, one)) is not None
    ]
    if len({(one.text, place) for one, place in found}) != 1:  # a copy says the same
        return None
    instructions, place = found[0]
    count, document = len(instructions.steps), instructions.document
    places = range(count) if place < 0 else [place]
    evidence = [by_itself(document, instructions.steps[n], SURE) for n in places]
    claims = list(filter(None, map(word_for_word, evidence)))
    if len(claims) < len(evidence):
        return None
    items = [Item(one.text.strip(" ."), (cite(one, SURE),)) for one in evidence]
    extent = ALL.format(count, instructions.name)
    short = str(count) if place < 0 else ""
    answer = listed(question, searched, clock, claims, items, extent, SURE, short)
    if place < 0:
        return answer
    note = PLACE.format(place + 1, count, instructions.name)
    return replace(answer, kind=Kind.FACT, items=(), extent="", notes=(*answer.notes, note))


def _instructions(hits: Sequence[Hit]) -> Iterator[_Instructions]:
    for document in dict.fromkeys(hit.passage.document for hit in hits):
        if len(document.text) > WHOLE:
            continue
        for listing in listings(document):
            if _is_whole(document, listing.lines):
                yield _Instructions(document, listing.lines, _name(document, listing))


def _is_whole(document: Document, lines: Sequence[Span]) -> bool:
    """Whether lines are numbered from 1 on, and none with the next number stands behind them."""
    marks = (_MARK.search(document.text, max(0, one.start - _MARKED), one.start) for one in lines)
    numbers = [int(mark[1]) if mark else 0 for mark in marks]
    behind = document.text[lines[-1].end : lines[-1].end + _BEHIND]
    goes_on = any(int(mark[1]) == len(lines) + 1 for mark in _MARK_BEHIND.finditer(behind))
    return numbers == list(range(1, len(lines) + 1)) and not goes_on


def _name(document: Document, listing: Listing) -> str:
    above = listing.introduced.strip(" #*:")
    return f"{document.title}: {above}" if above not in document.title else document.title


def _place(asked: StepAsked, instructions: _Instructions) -> int | None:
    """The place of the step that is asked for; -1 for all of them, None if it is not there."""
    count = len(instructions.steps)
    if asked.side and not asked.number:
        place = _beside(asked, instructions.texts)
    elif asked.side or _is_named(asked, instructions):
        last = count if asked.number < 0 else asked.number
        place = last - 1 + asked.side
    else:
        return None
    counted = not asked.side and not asked.number
    return place if place is not None and (counted or 0 <= place < count) else None


def _is_named(asked: StepAsked, instructions: _Instructions) -> bool:
    """Whether a list is called as steps are, and is about what is asked."""
    named = frozenset(words(instructions.name))
    about = all(is_said(stem, named) for stem in asked.matter)
    return about and any(map(INSTRUCTIONS.search, instructions.name.split(": ")))


def _beside(asked: StepAsked, texts: Sequence[str]) -> int | None:
    """The step that holds what is done next to what is named; it may be in the same step."""
    cut = [_CLAUSE.split(text) for text in texts]
    saying = [
        (step, n)
        for step, clauses in enumerate(cut)
        for n, clause in enumerate(clauses)
        if does(clause, asked.matter)
    ]
    if len(saying) != 1:
        return None
    step, clause = saying[0]
    return step if 0 <= clause + asked.side < len(cut[step]) else step + asked.side
