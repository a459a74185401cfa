"""Who was at a meeting, or was not: the lines of its minutes that say so, "Present: …".

Where the title and the beginning of a document say all that is asked about the meeting, no network
is needed to know that its line is meant, and a relative who "attended" something else is not.
"""

from collections.abc import Iterator, Sequence

from index.text.words import words
from index.types import Document, Hit, Span
from qa.english.asked_lines import is_said
from qa.english.attendance import lines_asked, names_in
from qa.evidence.rows.tables import WHOLE
from qa.gather import Clock, Searched
from qa.kinds.listed import SURE, evidence_at, listed, sentences_among
from qa.types import Answer, Claim, Item
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
    asked = lines_asked(question)
    if asked is None:
        return None
    pattern, matter = asked
    claims: list[Claim] = []
    items: list[Item] = []
    documents = list(_documents(matter, searched.hits))[:MOST]
    for document in documents:
        sentences = sentences_among(document, searched.hits)
        for found in pattern.finditer(document.text):
            line = Span(document.id, found.start(), found.end())
            one = evidence_at(document, line, sentences, SURE)
            if claim := word_for_word(one):
                claims.append(claim)
                items += [Item(name, (cite(one, SURE),)) for name in names_in(found["names"])]
    if not items:
        return None
    told = {claim.citations[0].document.title for claim in claims}
    where = f"“{min(told)}”" if len(told) == 1 else f"{len(told)} documents"
    extent = FOUND.format(len(items), where)
    return listed(question, searched, clock, claims, items, extent, SURE)


def _documents(matter: frozenset[str], hits: Sequence[Hit]) -> Iterator[Document]:
    """The documents of some hits that say of which meeting they tell, and it is the one meant."""
    for document in {hit.passage.document.id: hit.passage.document for hit in hits}.values():
        said = frozenset(words(f"{document.title}\n{document.text[:_BEGINNING]}"))
        if len(document.text) <= WHOLE and all(is_said(stem, said) for stem in matter):
            yield document
