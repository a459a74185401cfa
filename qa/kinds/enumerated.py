"""The items of an answer that turns out to be several things, though no list was asked for.

"What do members receive?" may have one answer or five. Where the sentence that answers enumerates
them, or the line that answers is one of a list, they are shown as items; nothing more is read.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from index.text.words import words
from index.types import Span
from qa.english.asked_lines import is_said
from qa.english.asked_lists import ListAsked
from qa.english.asked_several import asks_for_conditions, asks_who, may_be_several
from qa.english.enumerations import AMOUNT, CLOSED, TOO
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.select import Evidence
from qa.kinds.bullets import heading, siblings, texts_of
from qa.kinds.goes_on import goes_on
from qa.kinds.items import clauses_of, enumeration, items_of
from qa.kinds.lists import FOUND, SOME, names_some
from qa.types import Answer, Item, Kind
from qa.writing.verify import cite, word_for_word

FEWEST = 3
"""Things from which an answer is a list; two people are."""

LINES = "These are all {} lines under “{}”."
LONGEST = 30
"""Lines of a list that are shown."""


def enumerated(answer: Answer, evidence: Sequence[Evidence]) -> Answer:
    """The answer with its items, where it is several things; else as it is.

    Args:
        answer: to a question that asks for no list.
        evidence: what was read for it.
    """
    if not answer.claims or answer.disagreement or answer.kind is not Kind.FACT:
        return answer
    if answer.claims[0].order or not may_be_several(answer.question):
        return answer
    cited = answer.claims[0].citations[0].span
    best = next((one for one in evidence if one.span == cited), None)
    if best is None:
        return answer
    lines = _lines(best)
    if lines:
        return _of_lines(answer, best, lines)
    texts = _things(answer.question, best)
    if not texts or _of_one_price(answer.question, texts):
        return answer
    items = [Item(text, (cite(best, best.probability),)) for text in texts]
    more = goes_on(answer.question, best)
    claim = word_for_word(more) if more else None
    if more and claim:
        added = (cite(more, more.probability),)
        items += [Item(t, added) for t in _further(answer.question, more) if t not in texts]
    claims = {one.text: one for one in answer.claims}
    if claim and len(items) > len(texts):
        claims.setdefault(claim.text, claim)
    some = names_some(texts[0], texts[-1], best.text)
    where = "1 sentence" if len(items) == len(texts) else "2 sentences"
    return replace(
        answer,
        claims=tuple(claims.values()),
        kind=Kind.LIST,
        short="",
        items=tuple(items),
        extent=(SOME if some else FOUND).format(len(items), where),
    )


def _further(question: str, more: Evidence) -> list[str]:
    """The things that the sentence behind names, too."""
    return items_of(ListAsked("who" if asks_who(question) else "things"), question, more)


def _of_one_price(question: str, texts: Sequence[str]) -> bool:
    """Whether just one of several prices is asked for: "What does a day ticket cost?"."""
    if not all(AMOUNT.search(text) for text in texts):
        return False
    asked = frozenset(words(question))
    named = [asked & frozenset(words(text)) for text in texts]
    return any(named) and len(set(named)) > 1


def _things(question: str, best: Evidence) -> list[str]:
    """The things that a sentence enumerates as the answer; none if these are too few."""
    if asks_for_conditions(question):
        clauses = clauses_of(best.text)
        if len(clauses) > 1:
            return clauses
    if asks_who(question):
        people = items_of(ListAsked("who"), question, best)
        inside = [name for name in people if name in best.words]
        if len(people) > 1 and _of_one(question, best.text, people):
            return []
        bodies = enumeration(question, best)
        if len(bodies) > len(people) > 0 and all(map(_is_name, bodies)):
            return bodies
        joined = len(inside) > 1 and CLOSED.search(best.words)
        if joined or (len(people) > 1 and _do_the_same(best.text, people)):
            return people
    things = enumeration(question, best)
    named = asks_who(question) and all(map(_is_name, things))
    return things if len(things) >= FEWEST or (len(things) > 1 and named) else []


def _is_name(thing: str) -> bool:
    """Whether a thing is a name by its capitals, and no "Mira cannot come"."""
    return all(word[0].isupper() for word in thing.split())


def _do_the_same(sentence: str, people: Sequence[str]) -> bool:
    """Whether the second is joined to the first behind the verb: "Ann sings, as well as Bob"."""
    return bool(TOO.search(sentence[sentence.find(people[0]) : sentence.find(people[1])]))


def _of_one(question: str, sentence: str, people: Sequence[str]) -> bool:
    """Whether what is asked is said of one among several: "Ada Holm (chair), Ben Roth and …"."""
    told = sentence[sentence.find(people[0]) : sentence.rfind(people[-1])]
    if _do_the_same(sentence, people):
        told = sentence[sentence.find(people[1]) : sentence.rfind(people[-1])]
    matter = frozenset(words(question)) - FUNCTION_STEMS
    said = frozenset(words(told)) - frozenset(words(" ".join(people)))
    return any(is_said(stem, said) for stem in matter)


def _lines(best: Evidence) -> list[Span]:
    """The lines of the list that a sentence introduces, or is a line of."""
    document = best.passage.document
    lines = siblings(document, best.span)
    leads = best.text.rstrip().endswith(":")
    if leads and document.text[best.answer.end : best.span.end].strip(" .:"):
        return []  # "Ada Holm, who leads it, named three aims:" tells who leads it
    above = best.text if leads else heading(document, best.span)
    return lines if above.rstrip().endswith(":") and 1 < len(lines) <= LONGEST else []


def _of_lines(answer: Answer, best: Evidence, lines: Sequence[Span]) -> Answer:
    """The answer with the other lines of the list as claims and items, in the order of the list."""
    document = best.passage.document
    claims = list(answer.claims)
    said = {claim.text for claim in claims}
    items = []
    for line, text in zip(lines, texts_of(document, lines), strict=True):
        inside = [one for one in best.passage.citable if one.start <= line.start < one.end]
        span = inside[0] if inside else line
        row = best if span == best.span else replace(best, span=span, answer=span)
        claim = word_for_word(row)
        if claim:
            if claim.text not in said:
                claims.append(claim)
            items.append(Item(text, (cite(row, row.probability),)))
    above = best.text if best.text.rstrip().endswith(":") else heading(document, best.span)
    return replace(
        answer,
        claims=tuple(claims),
        kind=Kind.LIST,
        short="",
        items=tuple(items),
        extent=LINES.format(len(items), re.sub(r"[\s:#*]+\Z", "", above.strip())),
    )
