"""A list: the items that sentences name, over all documents that were read, each with its source.

The sentences are those that answer by themselves, and further ones that less surely answer but name
an item that none before has.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.asked_lists import ListAsked, count_of
from qa.evidence.select import Evidence
from qa.kinds.items import Collected, items_of, merge, siblings
from qa.support.check import VerbatimSupport
from qa.types import Answer, Claim, Item, Kind
from qa.writing.generate import Draft
from qa.writing.verify import cite, verify

FURTHER = 1.0
"""Share of the probability that is enough for an answer, from which a further sentence may name
further items."""

BESIDE = 0.4
"""Share of the best sentence's probability that it needs as well."""

SENTENCES = 12
"""Sentences that are looked at for items."""

_COUNTED = 4
"""Words behind a number among which is what it counts."""

FOUND = "{} found in {}; the documents may name others."
ALL = "{} found; the sentence says that these are all."
ASKED = "{} found, as many as were asked for."
FEWER = "{} of {} found in {}."


def as_list(
    answer: Answer, asked: ListAsked, evidence: Sequence[Evidence], threshold: float
) -> Answer:
    """An answer to a list with its items, and with sentences that name further ones.

    Args:
        answer: with the claims that answer by themselves, word for word.
        asked: what is asked for.
        evidence: all that was read, also for one of the things, the most probable first.
        threshold: the probability that is enough for an answer.

    Returns:
        The same answer where its sentences name no items of the kind, or where it has no claims and
        what answers for one of the things are no names, or fewer than were asked for.
    """
    cited = {claim.citations[0].span for claim in answer.claims}
    chosen = [one for one in evidence if one.span in cited]
    kept, named = _named(asked, answer.question, evidence, chosen, threshold)
    claims = list(answer.claims)
    said = {claim.text for claim in claims}
    for number, one in enumerate(kept, start=1):
        claim = verify(Draft(one.text, (number,)), kept, VerbatimSupport())
        if isinstance(claim, Claim) and one.span not in cited and claim.text not in said:
            claims.append(claim)
            said.add(claim.text)
    shown = {citation.span for claim in claims for citation in claim.citations}
    if not cited and (len(named) < max(1, asked.number) or not asked.named):
        return answer
    items = [
        Item(one.text, tuple(cite(e, e.probability) for e in one.evidence if e.span in shown))
        for one in named
        if any(e.span in shown for e in one.evidence)
    ]
    if not items:
        return answer
    return replace(
        answer,
        claims=tuple(claims),
        kind=Kind.LIST,
        short="",
        confidence=max(answer.confidence, max(one.probability for one in kept)),
        reason="",
        items=tuple(items),
        extent=_extent(asked, named),
    )


def _named(
    asked: ListAsked,
    question: str,
    evidence: Sequence[Evidence],
    chosen: Sequence[Evidence],
    threshold: float,
) -> tuple[list[Evidence], list[Collected]]:
    """The sentences that are claimed, in order, and the items that they name."""
    known = {one.span for one in chosen}
    if not known and (not evidence or evidence[0].probability < threshold):
        return [], []
    least = max(FURTHER * threshold, BESIDE * evidence[0].probability) if evidence else 1.0
    further = [
        one
        for one in evidence[:SENTENCES]
        if one.span not in known and one.claimable and one.probability >= least
    ]
    named: list[tuple[str, Evidence]] = []
    kept = list(chosen)
    for one in (*chosen, *further):
        spans = {other.span for other in kept}
        rows = [] if asked.named else [row for row in _rows(one) if row.span not in spans]
        items = [] if _leads(one) else items_of(asked, question, one)
        found = [(text, one) for text in items] + [(_row_text(row), row) for row in rows]
        if one.span in known:
            kept += rows
        elif len(merge(asked, [*named, *found])) > len(merge(asked, named)):
            kept += [one, *rows]
        else:
            continue
        named += found
    return kept, merge(asked, named)


def _leads(one: Evidence) -> bool:
    """Whether it only introduces the lines that follow."""
    return one.text.rstrip().endswith(":")


def _rows(one: Evidence) -> list[Evidence]:
    """The other lines of the list that a sentence introduces or is a line of."""
    found = []
    for span in siblings(one.passage.document, one.span):
        inside = [other for other in one.passage.citable if span.contains(other)]
        if inside and inside[0] != one.span:
            first = Span(span.doc_id, inside[0].start, inside[0].end)
            found.append(replace(one, span=first, answer=first))
    return found


def _row_text(row: Evidence) -> str:
    return row.text.strip(" .;,")


def _extent(asked: ListAsked, items: Sequence[Collected]) -> str:
    """How complete the list can be said to be, in a sentence."""
    count = len(items)
    documents = len({e.span.doc_id for one in items for e in one.evidence})
    where = "1 document" if documents == 1 else f"{documents} documents"
    if asked.number and count < asked.number:
        return FEWER.format(count, asked.number, where)
    if asked.number and count == asked.number:
        return ASKED.format(count)
    if count > 1 and _are_all(asked, items):
        return ALL.format(count)
    return FOUND.format(count, where)


def _are_all(asked: ListAsked, items: Sequence[Collected]) -> bool:
    """Whether the one sentence that names them counts as many of what is asked for."""
    first = items[0].evidence[0]
    if any(first.span not in {e.span for e in one.evidence} for one in items):
        return False
    said = first.text.lower().replace(",", " ").split()
    head = set(words(asked.head))
    return any(
        count_of(word) == len(items) and head & set(words(" ".join(said[n + 1 : n + _COUNTED])))
        for n, word in enumerate(said)
    )
