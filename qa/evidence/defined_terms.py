"""A sentence that gives something a name answers who or what is meant by that.

`Northwind Ltd, of 4 Quay Road ("the Supplier")` tells who the supplier is, which a reader of prose
hardly sees: it says nowhere that one is the other. Contracts do so once and never again, so that
the whole of each document that was found is looked through. Where one does, what does not name the
term answers hardly.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from math import inf

from index.types import Document, Hit, Passage, Span
from qa.english.defined import AskedTerm, Defined, defined_as, term_asked
from qa.evidence.rows.lookup import SURE_WORDS
from qa.evidence.rows.tables import alone
from qa.evidence.select import ANOTHERS, Evidence, doubted

ANSWERS = 0.8
"""Probability of the sentence, at least."""


def with_defined_terms(
    question: str,
    hits: Sequence[Hit],
    evidence: Sequence[Evidence],
    passages: Callable[[str], Sequence[Passage]],
) -> list[Evidence]:
    """The evidence, with the sentences that say what a term stands for, if one is asked for.

    Args:
        question: any.
        hits: what was searched.
        evidence: sentences of them.
        passages: of the document with an id.

    Returns:
        The most probable first.
    """
    asked = term_asked(question)
    if asked is None:
        return list(evidence)
    defining: dict[Span, Evidence] = {}
    for document in dict.fromkeys(hit.passage.document for hit in hits):
        defining |= {one.span: one for one in _defining(asked, document, passages)}
    if not defining:
        return list(evidence)
    named = doubted(evidence, ANOTHERS, lambda one: not _names(asked, one.text))
    found = [_raised(one, defining.pop(one.span, None)) for one in named]
    return sorted([*found, *defining.values()], key=lambda one: -one.probability)


def _names(asked: AskedTerm, text: str) -> bool:
    return asked.term.casefold() in text.casefold()


def _defining(
    asked: AskedTerm, document: Document, passages: Callable[[str], Sequence[Passage]]
) -> Iterator[Evidence]:
    """The sentences of a document that say what a term stands for."""
    text = document.text
    if not all(name in text or name in document.title for name in asked.names):
        return
    given = list(defined_as(asked.term, text))
    if not given:
        return
    sentences = [span for passage in passages(document.id) for span in passage.citable]
    for one in given:
        span = next((span for span in sentences if span.start <= one.at < span.end), None)
        if span:
            yield _evidence(document, span, one)


def _evidence(document: Document, span: Span, given: Defined) -> Evidence:
    sure = span.start <= given.start < given.end <= span.end
    words = Span(span.doc_id, given.start, given.end) if sure else span
    score = SURE_WORDS if sure else -inf
    return Evidence(alone(document, span), span, ANSWERS, words, answer_score=score)


def _raised(one: Evidence, defining: Evidence | None) -> Evidence:
    if defining is None:
        return one
    probability = max(one.probability, defining.probability)
    return replace(
        one,
        probability=probability,
        answer=defining.answer,
        answer_score=defining.answer_score,
    )
