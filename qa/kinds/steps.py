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
from qa.english.asked_steps import StepAsked, step_asked
from qa.evidence.rows.tables import WHOLE, alone
from qa.evidence.select import Evidence
from qa.gather import Clock, Searched
from qa.kinds.bullets import Listing, listings
from qa.kinds.listed import listed
from qa.types import Answer, Item, Kind
from qa.writing.verify import cite, word_for_word

SURE = 0.8
"""What a step that is found by its place is given as a probability; it is set, not fitted."""

PLACE = "Step {} of {}, “{}”."
ALL = "These are all {} steps of “{}”."

_MARK = re.compile(r"\d{1,2}[.)][ \t]+\Z")
_CLAUSE = re.compile(r"(?<=[.;])\s+|,\s+|,?\s+and\s+(?:then\s+)?")
_LONGEST_MARK = 8


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
    if len(found) != 1:
        return None
    instructions, place = found[0]
    count, document = len(instructions.steps), instructions.document
    places = range(count) if place < 0 else [place]
    evidence = [_evidence(document, instructions.steps[n]) for n in places]
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
            if all(_is_numbered(document, line) for line in listing.lines):
                yield _Instructions(document, listing.lines, _name(document, listing))


def _is_numbered(document: Document, line: Span) -> bool:
    before = document.text[max(0, line.start - _LONGEST_MARK) : line.start]
    return bool(_MARK.search(before))


def _name(document: Document, listing: Listing) -> str:
    above = listing.introduced.strip(" #*:")
    return f"{document.title}: {above}" if above not in document.title else document.title


def _place(asked: StepAsked, instructions: _Instructions) -> int | None:
    """The place of the step that is asked for; -1 for all of them, None if it is not there."""
    count = len(instructions.steps)
    if asked.side:
        return _beside(asked, instructions)
    named = frozenset(words(instructions.name))
    if not all(is_said(stem, named) for stem in asked.matter):
        return None
    if asked.number > count:
        return None
    return asked.number - 1 if asked.number >= 0 else count - 1


def _beside(asked: StepAsked, instructions: _Instructions) -> int | None:
    """The step that holds what is done next to the step that is named; None at an end.

    A step that says several things, of which the one that is named is not the last, goes on itself.
    """
    texts = [instructions.document.slice(span) for span in instructions.steps]
    saying = [n for n, text in enumerate(texts) if _says(asked, text)]
    if len(saying) != 1:
        return None
    place = saying[0]
    clauses = [n for n, one in enumerate(_CLAUSE.split(texts[place])) if _says(asked, one)]
    last = 0 if asked.side < 0 else len(_CLAUSE.split(texts[place])) - 1
    if clauses and clauses[0] != last:
        return place
    place += asked.side
    return place if 0 <= place < len(texts) else None


def _says(asked: StepAsked, text: str) -> bool:
    said = frozenset(words(text))
    return all(is_said(stem, said) for stem in asked.matter)


def _evidence(document: Document, line: Span) -> Evidence:
    return Evidence(alone(document, line), line, SURE, line)
