"""An exchange as values to be kept, with no more text of a document than a page shows of it.

A kept document has the stretches of its text that are shown, each at its own place, and blanks
between them: every offset, page and row is what it was. What the page shows of a kept answer is
what it showed of the answer itself.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from index.types import Document, Hit, Place
from qa.records.values import WrongValueError, from_values, to_values
from qa.types import Answer, Citation
from ui.render.conversation import RELOADED, Exchange
from ui.render.sources import UNCITED
from ui.render.text import NEAREST, SHORT

MOST_TEXT = 10_000_000
"""Characters of all documents of an answer, blanks included: few bytes of a file become so many in
memory, for each answer on a page, which lets the oldest go for it."""
_AROUND = SHORT + 2  # of the words around a passage; that it is shortened is seen from one more
_ID = re.compile(r"a[0-9a-f]{8}")
_EXCHANGE = {"id", "question", "answer", "documents"}
_UNANSWERED = {"id", "question", "unanswered"}

Stretches = list[tuple[int, int]]
"""Offsets [start, end) in a text, in order, without overlapping."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """What is kept of a document: what is known about it, and the stretches that are shown."""

    id: str
    source: str
    title: str
    published: str | None
    url: str | None
    pages: tuple[int, ...]
    places: tuple[Place, ...]
    author: str | None
    publisher: str | None
    page_labels: tuple[str, ...]
    stretches: tuple[tuple[int, str], ...]


def exchange_to_values(exchange: Exchange) -> dict[str, Any]:
    """The values of an exchange; of one without an answer why that is, if it is known.

    Raises:
        ValueError: if its documents are too long to be kept.
    """
    if exchange.answer is None:
        why = exchange.failure
        return {"id": exchange.id, "question": exchange.question, "unanswered": why}
    answer = replace(exchange.answer, hits=_shown(exchange.answer), best=None, seconds={})
    known: dict[str, int] = {}
    documents: list[Document] = []

    def place(document: Document) -> int:
        if document.id not in known:
            known[document.id] = len(documents)
            documents.append(document)
        return known[document.id]

    values = to_values(answer, place)
    stretches = _stretches(answer)
    kept = [_kept(document, stretches.get(document.id, [])) for document in documents]
    if sum(map(_length, kept)) > MOST_TEXT:
        raise ValueError(f"its documents have more than {MOST_TEXT:,} characters")
    return {
        "id": exchange.id,
        "question": exchange.question,
        "answer": values,
        "documents": [to_values(one, place) for one in kept],
    }


def exchange_from_values(values: object) -> Exchange:
    """The exchange that was kept.

    Raises:
        WrongValueError: if these are values of none.
    """
    if not isinstance(values, dict) or values.keys() not in (_EXCHANGE, _UNANSWERED):
        raise WrongValueError("a question has other fields than it should have")
    id = values["id"]
    if not isinstance(id, str) or not _ID.fullmatch(id):
        raise WrongValueError("a question has no proper id")
    question: str = from_values(str, values["question"], _none, "question")
    if "answer" not in values:
        why: str = from_values(str, values["unanswered"], _none, "unanswered")
        return Exchange(id, question, failure=why or RELOADED)
    documents = [_document(one) for one in _kept_documents(values["documents"])]
    return Exchange(id, question, answer=_answer(values["answer"], documents.__getitem__))


def whole(answer: Answer, find: Callable[[str], Document]) -> Answer:
    """The claims of a kept answer over the documents themselves, from which a record is made.

    Args:
        answer: as it was kept.
        find: a document by its id, which is of its source and its content.

    Raises:
        ValueError: if one is not to be found any more, as `find` says.
    """
    documents: dict[str, Document] = {}

    def cited(citation: Citation) -> Citation:
        id = citation.document.id
        documents[id] = documents.get(id) or find(id)
        return replace(citation, document=documents[id], versions=())

    claims = tuple(
        replace(claim, citations=tuple(map(cited, claim.citations))) for claim in answer.claims
    )
    return replace(answer, hits=(), claims=claims, items=(), disagreement=None)


def _answer(values: object, find: Callable[[int], Document]) -> Answer:
    """The answer, of which all that a page shows stands in its documents.

    Raises:
        WrongValueError: if it is none.
    """

    def known(place: int) -> Document:
        try:
            return find(place)
        except LookupError:
            raise ValueError(f"there is no document {place}") from None

    found: Answer = from_values(Answer, values, known, "answer")
    try:
        _look_up(found)
    except ValueError as error:
        raise WrongValueError(f"answer: {error}") from None
    return found


def _look_up(answer: Answer) -> None:
    """Look at all that is shown of the documents.

    Raises:
        ValueError: if something is not in them.
    """
    for hit in _passages(answer):
        for span in (hit.passage.span, *(one.span for one in hit.passage.sentences)):
            hit.passage.document.slice(span)
    for citation in _citations(answer, 1):
        answer.marker(citation)
    for citation in _citations(answer):
        citation.document.slice(citation.span)
        for version in citation.versions:
            version.document.slice(version.span)


def _none(place: int) -> Document:
    raise ValueError(f"there is no document {place}")


def bytes_of(answer: Answer, counted: set[int]) -> int:
    """Bytes in memory of the texts of an answer's documents.

    Args:
        answer: as it was given, or kept.
        counted: the `id` of each text that was counted before, to which those of this are added.
    """
    documents = [hit.passage.document for hit in answer.hits]
    documents += [answer.best.document] if answer.best else []
    for citation in _citations(answer):
        documents.append(citation.document)
        documents += [version.document for version in citation.versions]
    new = {id(one.text): one.text for one in documents if id(one.text) not in counted}
    counted.update(new)
    return sum(map(sys.getsizeof, new.values()))


# What is shown


def _shown(answer: Answer) -> tuple[Hit, ...]:
    """The hits; of those that no page shows, not which sentences they have."""
    shown = _passages(answer)
    return tuple(
        hit if hit in shown else replace(hit, passage=replace(hit.passage, sentences=()))
        for hit in answer.hits
    )


def _passages(answer: Answer) -> list[Hit]:
    """The hits of which a page shows the text."""
    if answer.abstained:
        return list(answer.hits[:NEAREST])
    spans = [source.span for source in answer.sources]
    holding = [h for h in answer.hits if any(h.passage.span.contains(span) for span in spans)]
    return [*holding, *[hit for hit in answer.hits if hit not in holding][:UNCITED]]


def _stretches(answer: Answer) -> Mapping[str, Stretches]:
    """Id of each document → what is shown of its text."""
    found: dict[str, Stretches] = {}

    def add(document: Document, start: int, end: int) -> None:
        stretch = (max(start, 0), min(end, len(document.text)))
        found.setdefault(document.id, []).append(stretch)

    for hit in _passages(answer):
        passage = hit.passage
        add(passage.document, passage.span.start - _AROUND, passage.span.end + _AROUND)
    for citation in _citations(answer):
        add(citation.document, citation.span.start - _AROUND, citation.span.end + _AROUND)
        for version in citation.versions:
            add(version.document, version.span.start, version.span.end)
    return {id: _merged(stretches) for id, stretches in found.items()}


def _citations(answer: Answer, most: int | None = None) -> Iterator[Citation]:
    """The citations of an answer.

    Args:
        answer: any.
        most: of each side that disagrees; the first one is shown by its number. None for all.
    """
    for claim in answer.claims:
        yield from claim.citations
    for item in answer.items:
        yield from item.citations
    for side in answer.disagreement.sides if answer.disagreement else ():
        yield from side.citations[:most]


def _merged(stretches: Iterable[tuple[int, int]]) -> Stretches:
    found: Stretches = []
    for start, end in sorted(stretches):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found


# A document


def _kept(document: Document, stretches: Stretches) -> _Kept:
    end = stretches[-1][1] if stretches else 0
    pages = document.pages[: bisect_right(document.pages, end)]
    return _Kept(
        document.id,
        document.source,
        document.title,
        document.published,
        document.url,
        pages,
        tuple(_places(document, stretches)),
        document.author,
        document.publisher,
        document.page_labels[: len(pages)],
        tuple((start, document.text[start:end]) for start, end in stretches),
    )


def _places(document: Document, stretches: Stretches) -> Iterator[Place]:
    """The places that are shown, cut to what is; a row is counted from the lines above it."""
    for start, end in stretches:
        first = bisect_right(document.places, start, key=lambda place: place.end)
        for place in document.places[first:]:
            if place.start >= end:
                break
            begin = max(place.start, start)
            row = None if place.row is None else document.row(begin)
            yield replace(place, start=begin, end=min(place.end, end), row=row, heading=False)


def _kept_documents(values: object) -> tuple[_Kept, ...]:
    """What is kept of the documents.

    Raises:
        WrongValueError: if it is nothing of the kind, or too long.
    """
    found: tuple[_Kept, ...] = from_values(tuple[_Kept, ...], values, _none, "documents")
    for one in found:
        done = 0
        for start, text in one.stretches:
            if start < done or start > MOST_TEXT or not text:
                raise WrongValueError("the stretches of a document are out of order")
            done = start + len(text)
    if sum(map(_length, found)) > MOST_TEXT:
        raise WrongValueError("its documents are too long")
    return found


def _length(kept: _Kept) -> int:
    return kept.stretches[-1][0] + len(kept.stretches[-1][1]) if kept.stretches else 0


def _document(kept: _Kept) -> Document:
    parts: list[str] = []
    done = 0
    for start, text in kept.stretches:
        parts += [" " * (start - done), text]
        done = start + len(text)
    return Document(
        kept.id,
        "".join(parts),
        kept.source,
        kept.title,
        kept.published,
        kept.url,
        kept.pages,
        kept.places,
        kept.author,
        kept.publisher,
        kept.page_labels,
    )
