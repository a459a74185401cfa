"""A list: the items that sentences name, over all documents that were read, each with its source.

The sentences are those that answer by themselves, and further ones that less surely answer but name
an item that none before has. Where none answers by itself, one whose words that answer are several
things of the kind may, if it speaks of all that is asked: a row of names is seldom there by chance.
"""

from collections.abc import Sequence
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.asked_lists import PLACES, ListAsked, count_of
from qa.english.dates import YEAR
from qa.english.enumerations import EXAMPLES, OTHERS
from qa.english.negation import is_denied
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.cascade import with_the_one_before
from qa.evidence.select import Evidence
from qa.kinds.bullets import heading, siblings
from qa.kinds.goes_on import goes_on
from qa.kinds.items import Collected, items_of, merge
from qa.kinds.of_kind import names_places
from qa.support.check import VerbatimSupport
from qa.types import Answer, Claim, Item, Kind
from qa.writing.generate import Draft
from qa.writing.verify import cite, verify

FURTHER = 1.0
"""Share of the probability that is enough for an answer, from which a further sentence may name
further items."""

BESIDE = 0.4
"""Share of the best sentence's probability that it needs as well."""

FAINT = 0.03
"""Probability of being evidence from which a row of things answers that says all that is asked."""

ALL_SAID = 0.75
"""Share of the words of a question from which a sentence, with its title, says all of it."""

MATTER = 0.5
"""The same from which it speaks of the matter at all; things that are no names need that."""

SENTENCES = 12
"""Sentences that are looked at for items."""

_FIRST = 3
"""Of the sentences, so many are looked at for a row of things where none answers by itself."""

_COUNTED = 4
"""Words behind a number among which is what it counts."""

NONE_NAMED = "The nearest sentence names places, and no {}."
_NEAR = 30
"""Characters in front of the first item in which "such as" stands."""

SOME = "{} found in {}; the sentence names some, and not all."
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
    of_then = [one for one in evidence if not _of_another_year(answer.question, one)]
    kept, named = _named(asked, answer.question, of_then, chosen, threshold)
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
        return _of_no_kind(answer, asked, chosen)
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


def _of_no_kind(answer: Answer, asked: ListAsked, chosen: Sequence[Evidence]) -> Answer:
    """An answer without items; none where what answers are places, and no people or bodies."""
    if asked.head in PLACES or not asked.named or not all(names_places(e.words) for e in chosen):
        return answer
    reason = NONE_NAMED.format("people" if asked.people else asked.head)
    return replace(answer, claims=(), short="", disagreement=None, reason=reason)


def _named(
    asked: ListAsked,
    question: str,
    evidence: Sequence[Evidence],
    chosen: Sequence[Evidence],
    threshold: float,
) -> tuple[list[Evidence], list[Collected]]:
    """The sentences that are claimed, in order, and the items that they name."""
    known = {one.span for one in chosen}
    sure = bool(known) or bool(evidence and evidence[0].probability >= threshold)
    if not sure:
        chosen = [one for one in evidence[:_FIRST] if _is_row(asked, question, one)][:1]
        known = {one.span for one in chosen}
        if not chosen:
            return [], []
    least = max(FURTHER * threshold, BESIDE * evidence[0].probability) if evidence else 1.0
    further = [
        one
        for one in evidence[:SENTENCES]
        if one.span not in known
        and (one.probability >= least or (not sure and _is_row(asked, question, one)))
        and (asked.named or _share_said(asked, question, one) >= MATTER)
        and one.claimable
        and is_denied(question) == is_denied(one.text)
    ]
    named: list[tuple[str, Evidence]] = []
    kept = list(chosen)
    for one in (*chosen, *further):
        spans = {other.span for other in kept}
        items = [] if _leads(one) else items_of(asked, question, one)
        alone = asked.named or len(items) > 1
        rows = [] if alone else [row for row in _rows(asked, one) if row.span not in spans]
        found = [(text, one) for text in items] + [(_row_text(row), row) for row in rows]
        if one.span in known:
            kept += rows
        elif len(merge(asked, [*named, *found])) > len(merge(asked, named)):
            kept += [one, *rows]
        else:
            continue
        named += found
    for one in [] if asked.number else list(kept):
        more = goes_on(question, one)
        found = [(text, more) for text in items_of(asked, question, more)] if more else []
        if more and len(merge(asked, [*named, *found])) > len(merge(asked, named)):
            kept.append(more)
            named += found
    return kept, merge(asked, named)


def _leads(one: Evidence) -> bool:
    """Whether it only introduces the lines that follow."""
    return one.text.rstrip().endswith(":")


def _is_row(asked: ListAsked, question: str, one: Evidence) -> bool:
    """Whether several things answer, in a sentence that says all that is asked."""
    if one.probability < FAINT or not one.claimable:
        return False
    several = sum(item in one.words for item in items_of(asked, question, one)) > 1
    return several and _share_said(asked, question, one) >= ALL_SAID


def _share_said(asked: ListAsked, question: str, one: Evidence) -> float:
    """Share of the words of a question that a sentence says, or the one before it, or its title."""
    document = one.passage.document
    given = document.slice(with_the_one_before(one.passage, one.span))
    said = set(words(f"{document.title}\n{document.published or ''}\n{given}".replace("-", " ")))
    wanted = set(words(question)) - FUNCTION_STEMS - set(words(asked.head))
    return len(wanted & said) / max(1, len(wanted))


def _of_another_year(question: str, one: Evidence) -> bool:
    """Whether a sentence tells of other years than the one that is asked for."""
    asked, told = set(YEAR.findall(question)), set(YEAR.findall(one.text))
    return bool(asked and told) and not asked & told


def _rows(asked: ListAsked, one: Evidence) -> list[Evidence]:
    """The other lines of the list that a sentence introduces or is a line of."""
    document = one.passage.document
    above = one.text.rstrip() if _leads(one) else heading(document, one.span)
    if not above.endswith(":") and not set(words(asked.head)) & set(words(above)):
        return []  # rules or minutes that have numbers, of which each is of another matter
    found = []
    for span in siblings(document, one.span):
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
    if names_some(items[0].text, items[-1].text, items[0].evidence[0].text):
        return SOME.format(count, where)
    if count > 1 and _are_all(asked, items):
        return ALL.format(count)
    return FOUND.format(count, where)


def names_some(first: str, last: str, sentence: str) -> bool:
    """Whether a sentence says that its items are some, before the first or behind the last."""
    start, end = sentence.find(first), sentence.rfind(last) + len(last)
    near = sentence[max(0, start - _NEAR) : max(0, start)]
    return bool(EXAMPLES.search(near) or OTHERS.match(sentence, end))


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
