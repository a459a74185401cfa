"""A list that a document has in lines of its own, found by what stands above it.

"What should I bring to the clinic?" is answered by all lines under "Please bring with you:", in a
document on visiting the clinic. Where its heading, the line above it and the title of its document
together say every word of the question, no network is needed to know that the lines are meant.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.text.words import words
from index.types import Document, Hit
from qa.english.asked_lines import is_called, is_said, matter_of, of_the_main
from qa.english.negation import is_denied
from qa.evidence.rows.tables import WHOLE, about_of
from qa.gather import Clock, Searched
from qa.kinds.bullets import Listing, listings, texts_of
from qa.kinds.listed import evidence_at, listed, sentences_among
from qa.types import Answer, Claim, Item
from qa.writing.verify import cite, word_for_word

SURE = 0.8
"""What a list above which every word of a question stands is given; it is set, not fitted."""

LINES = 60
"""Lines of a list that are cited."""

ALL = "These are all {} lines under “{}”."
SHOWN = "These are the first {} of {} lines under “{}”."


@dataclass(frozen=True, slots=True)
class Found:
    """A list that a question may mean.

    Attributes:
        document: it stands in.
        listing: it.
        near: how many words of the question stand in the lines above it, or are meant by them.
    """

    document: Document
    listing: Listing
    near: int


def bullet_list(question: str, searched: Searched, clock: Clock) -> Answer | None:
    """The lines of the list that a question asks for; None where none, or several, may be meant.

    Args:
        question: as it was asked.
        searched: for it.
        clock: how long it took.
    """
    found = list(_found(question, searched.hits))
    most = max((one.near for one in found), default=0)
    best = [one for one in found if one.near == most]
    if len(best) != 1:
        return None
    document, listing = best[0].document, best[0].listing
    items: list[Item] = []
    claims: list[Claim] = []
    sentences = sentences_among(document, searched.hits)
    lines = listing.lines[:LINES]
    for line, text in zip(lines, texts_of(document, lines), strict=True):
        one = evidence_at(document, line, sentences, SURE)
        claim = word_for_word(one)
        if claim:
            claims.append(claim)
            items.append(Item(text, (cite(one, SURE),)))
    if len(items) < min(LINES, len(listing.lines)):
        return None
    count, above = len(listing.lines), listing.introduced.strip(" #*:")
    said = ALL.format(count, above)
    if count > LINES:
        said = SHOWN.format(LINES, count, above)
    return listed(question, searched, clock, claims, items, said, SURE)


def _found(question: str, hits: Sequence[Hit]) -> Iterator[Found]:
    """The lists in the documents of some hits that say every word of a question above them."""
    matter, denied = matter_of(question), is_denied(question)
    documents = {hit.passage.document.id: hit.passage.document for hit in hits}
    for document in documents.values() if matter else ():
        if len(document.text) > WHOLE:
            continue
        title = frozenset(words(about_of(document)))
        for listing in listings(document):
            under = "" if listing.under == document.title else listing.under
            above = frozenset(words(f"{under}\n{listing.introduced}"))
            main = of_the_main(question, above)
            if main is None or denied != is_denied(listing.introduced):
                continue  # what must be brought is not what must not
            by_name = {stem for stem in matter if is_called(stem, listing.introduced)}
            near = sum(is_said(stem, above) for stem in matter - by_name) + len(by_name)
            if near and all(is_said(stem, above | title) for stem in matter - by_name):
                yield Found(document, listing, near + main)
