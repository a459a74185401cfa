"""Who was at a meeting, or was not: the lines of its minutes that say so, "Present: …".

Where the title and the beginning of a document say all that is asked about the meeting, no network
is needed to know that its line is meant, and a relative who "attended" something else is not.
"""

import re
from collections.abc import Iterator, Sequence

from index.text.periods import Period
from index.text.words import words
from index.types import Document, Hit, Span
from qa.english.asked_lines import is_said
from qa.english.attendance import goes_on, lines_asked, names_in
from qa.evidence import when
from qa.evidence.rows.tables import WHOLE
from qa.gather import Clock, Searched
from qa.kinds.listed import SURE, by_itself, evidence_at, listed, sentences_among
from qa.types import Answer, AskedTime, Claim, Item
from qa.writing.verify import cite, word_for_word

_BEGINNING = 400
"""Characters of a document in which it says of which meeting it tells."""

MOST = 12
"""Documents whose lines are given."""

FOUND = "{} named in {}."


def attendance(question: str, searched: Searched, clock: Clock) -> Answer | None:
    """Who was at a meeting, or was not; None where that is not asked, or no line says it.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took.
    """
    asked = lines_asked(searched.asked.question)
    if asked is None or (searched.asked.phrase and not searched.asked.period):
        return None
    pattern, matter = asked
    claims: list[Claim] = []
    items: list[Item] = []
    documents = [one for one in _read(searched.hits) if pattern.search(one.text)]
    fitting = [one for one in documents if _is_meant(one, pattern, matter, searched.asked)]
    for document in fitting[:MOST]:
        lines = list(pattern.finditer(document.text))
        if not _is_one_list(document, lines):
            return None
        sentences = sentences_among(document, searched.hits)
        for found in lines:
            names = names_in(found["names"])
            line = Span(document.id, found.start(), found.end())
            one = evidence_at(document, line, sentences, SURE)
            if not all(name in one.text for name in names):
                one = by_itself(document, line, SURE)
            if claim := word_for_word(one):
                claims.append(claim)
                items += [Item(name, (cite(one, SURE),)) for name in names]
    if not items:
        return None
    told = {claim.citations[0].document.title for claim in claims}
    where = f"“{min(told)}”" if len(told) == 1 else f"{len(told)} documents"
    extent = FOUND.format(len(items), where)
    return listed(question, searched, clock, claims, items, extent, SURE)


def _read(hits: Sequence[Hit]) -> Iterator[Document]:
    """The documents of some hits that are short enough to be read as a whole."""
    for document in {hit.passage.document.id: hit.passage.document for hit in hits}.values():
        if len(document.text) <= WHOLE:
            yield document


def _is_one_list(document: Document, lines: Sequence[re.Match[str]]) -> bool:
    """Whether lines tell of one meeting, and all its names stand in them."""
    labels = [line["label"].lower() for line in lines]
    return (
        len(set(labels)) == len(labels)
        and any(not label.startswith("also") for label in labels)
        and all(names_in(line["names"] or "") for line in lines)
        and not any(goes_on(document.text[line.end() + 1 :]) for line in lines)
    )


def _is_meant(
    document: Document, pattern: re.Pattern[str], matter: frozenset[str], asked: AskedTime
) -> bool:
    """Whether the title of a document and what stands above its line say what meeting is meant."""
    line = pattern.search(document.text)
    above = document.text[: min(line.start(), _BEGINNING)] if line else ""
    said = f"{document.title}\n{above}"
    if not all(is_said(stem, frozenset(words(said))) for stem in matter):
        return False
    if asked.period is None:
        return True
    published = when.published_on(document, asked)
    days = {told.period for told in when.mentions_in(said, published or asked.today)}
    if not days and published:
        days = {Period(published, published)}
    return bool(days) and all(asked.period.covers(day) for day in days)
