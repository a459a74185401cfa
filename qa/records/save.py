"""An answer → the record of it, with what finds its sentences again later."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from index.corpus import Index
from index.store.format import FORMAT
from index.types import Document
from qa.records.documents import Documents, reference
from qa.records.places import Sentences
from qa.records.record import (
    MOST_NEAR,
    MOST_OTHERS,
    Record,
    SavedCitation,
    SavedClaim,
    SavedDocument,
    known_versions,
    now,
    text_digest,
)
from qa.support.check import VerbatimSupport
from qa.types import Answer, Citation

if TYPE_CHECKING:
    from qa.assistant import Assistant

WORD_FOR_WORD = "word for word"
"""Version of the check where only the evidence's own words are claimed."""


def record_of(answer: Answer, index: Index, versions: Mapping[str, str] | None = None) -> Record:
    """The record of an answer, as the index is now.

    Args:
        answer: as an assistant over this index gave it.
        index: where its documents are; one that is not there any more is kept as it was cited.
        versions: of what answered, see `versions_of`; by default only that of pincite is known.
    """
    documents = Documents(index)
    return Record(
        answer.question,
        tuple(
            SavedClaim(claim.said, tuple(_saved(one, documents) for one in claim.citations))
            for claim in answer.claims
        ),
        answer.dropped,
        answer.confidence,
        answer.reason,
        answer.notes,
        dict(versions or known_versions()),
        len(documents),
        documents.state,
        now(),
        answer.scope,
        answer.time.today.isoformat() if answer.time else "",
    )


def versions_of(assistant: "Assistant") -> dict[str, str]:
    """The versions of what an assistant answers with: names, and digests of calibrations.

    A network that is fitted anew has another calibration.
    """
    checker: Any = getattr(assistant.support, "calibration", None)
    if checker is not None:
        checked = fitted_digest(checker)
    else:
        verbatim = isinstance(assistant.support, VerbatimSupport)
        checked = WORD_FOR_WORD if verbatim else type(assistant.support).__name__
    return known_versions(
        index=FORMAT,
        encoder=assistant.index.encoder.name,
        reader=fitted_digest(assistant.selector.calibration),
        checker=checked,
        model=str(assistant.model.name) if assistant.model else "",
    )


def fitted_digest(calibration: Any) -> str:
    """A digest of a calibration: a network that is fitted anew has another one."""
    text = json.dumps(asdict(calibration), sort_keys=True, default=str)
    return hashlib.blake2b(text.encode(), digest_size=8).hexdigest()


def _saved(citation: Citation, documents: Documents) -> SavedCitation:
    document, span = citation.document, citation.span
    found = documents.get(document.id) or Sentences(document, ())
    places = found.find(citation.quote)
    place = next((one for one in places if found.span(one).start == span.start), None)
    before, after = found.neighbours(place) if place else ("", "")
    return SavedCitation(
        reference(document, text_digest(document.text)),
        span.start,
        span.end,
        citation.quote,
        citation.support,
        citation.page,
        document.row(span.start),
        found.words_before(span.start),
        max(len(places), 1),
        before,
        after,
        tuple(found.resembling(citation.quote)[:MOST_NEAR]),
        _others(document, citation.quote, documents),
    )


def _others(document: Document, quote: str, documents: Documents) -> tuple[SavedDocument, ...]:
    """The other documents that hold a sentence, and the near copies of its own."""
    holding = [found.document for found in documents.like(quote) if found.find(quote)]
    known = [*map(reference, holding), *map(reference, documents.copies(document.id))]
    others = {one.id: one for one in known if one.id != document.id}
    return tuple(others.values())[:MOST_OTHERS]
