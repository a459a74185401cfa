"""A record, held against the documents as they are now.

Each cited sentence holds, has moved, has changed or is gone. Its document is looked for by its id,
then by its source; then whichever documents hold the same words are, and last one that took its
neighbours. A copy of a report elsewhere, which was there when the answer was saved, does not stand
in for the source: if that says otherwise now, the sentence has changed, and the copy is named.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from index.corpus import Index
from index.errors import UserError
from index.paths import file_name
from index.text.sameness import Edit, difference, exact_words
from index.types import Document, Span
from qa.records.documents import Documents, is_among
from qa.records.places import Sentences, Stretch
from qa.records.record import Record, SavedCitation, text_digest
from qa.types import Answer

HOLDS_THERE = "The same words stand at the same place."
ELSEWHERE_IN_IT = "The same words stand elsewhere in the document."
RENAMED = "The same words stand at the same place; the file is now {}."
IN_ANOTHER = "The same words stand in another document now, {}."
OTHER_WORDS = "The sentence has other words now."
OTHER_WORDS_IN = "The sentence has other words now, in {}."
NOT_SAID = "The document does not say this any more."
NOT_THERE = "The document is not in the index any more."

_MOST_NAMED = 5
"""Other documents with the same words that are named."""


class Verdict(StrEnum):
    """What became of a cited sentence."""

    HOLDS = "holds"
    MOVED = "moved"
    CHANGED = "changed"
    GONE = "gone"


class Today(StrEnum):
    """How a question that was answered is answered now."""

    SAME = "same claims"
    NEW = "new evidence"
    OTHER = "other claims"
    ABSTAINS = "abstains now"
    ANSWERS = "answers now"


@dataclass(frozen=True, slots=True)
class CheckedCitation:
    """What became of a cited sentence.

    Attributes:
        saved: as the record has it.
        verdict: what became of it.
        reason: the same in a sentence.
        document: where it stands now; None if it is gone.
        span: the sentence there.
        edits: how its words differ now; empty unless it has changed.
        same_words: other documents that hold the same words.
    """

    saved: SavedCitation
    verdict: Verdict
    reason: str
    document: Document | None = None
    span: Span | None = None
    edits: tuple[Edit, ...] = ()
    same_words: tuple[Document, ...] = ()

    @property
    def quote(self) -> str:
        """The sentence as it stands now; empty if it is gone."""
        return self.document.slice(self.span) if self.document and self.span else ""


@dataclass(frozen=True, slots=True)
class Recheck:
    """What became of a saved answer.

    Attributes:
        record: the answer as it was saved.
        citations: what became of each of `Record.citations`, in their order.
        index_changed: whether the index holds other documents than it did.
        today: how the question is answered now; None if it was not asked again.
        answer: the answer of now; likewise.
    """

    record: Record
    citations: tuple[CheckedCitation, ...]
    index_changed: bool
    today: Today | None = None
    answer: Answer | None = None

    @property
    def holds(self) -> bool:
        """Whether every cited sentence still says the same, wherever it stands."""
        return all(one.verdict in (Verdict.HOLDS, Verdict.MOVED) for one in self.citations)

    @property
    def overtaken(self) -> bool:
        """Whether it says something else now, or would be answered otherwise."""
        return not self.holds or self.today not in (None, Today.SAME)

    def count(self, verdict: Verdict) -> int:
        """How many sentences have this verdict."""
        return sum(one.verdict == verdict for one in self.citations)


def recheck(
    record: Record,
    index: Index,
    *,
    ask: bool | None = None,
    answer: Callable[..., Answer] | None = None,
) -> Recheck:
    """Hold a saved answer against the documents as they are now.

    Args:
        record: the answer.
        index: of the documents.
        ask: whether to ask the question again, of the same scope and day; by default where the
            index holds other documents than it did.
        answer: answers it, as `Assistant.ask` does; by default one over the index.

    Raises:
        UserError: if the record does not fit a document that is as it was, or the index cannot be
            read.
    """
    documents = Documents(index)
    record = documents.known(record)
    checked = tuple(_checked(one, documents) for one in record.citations)
    changed = documents.state != record.state
    found = Recheck(record, checked, changed)
    if not (changed if ask is None else ask):
        return found
    now = (answer or _assistant(index))(record.question, scope=record.scope, as_of=record.day)
    return Recheck(record, checked, changed, compare(record, now), now)


def compare(record: Record, answer: Answer) -> Today:
    """How an answer of now differs from the saved one.

    It is the same where it claims the same, or rests on the same sentences: a language model seldom
    words a claim twice in the same way.
    """
    if answer.abstained:
        return Today.ABSTAINS if record.claims else Today.SAME
    if not record.claims:
        return Today.ANSWERS
    claimed = {_key(claim.text) for claim in record.claims}
    said = {_key(claim.said) for claim in answer.claims}
    rested = {_key(one.quote) for one in record.citations}
    rests = {_key(one.quote) for one in answer.sources}
    if rests == rested or (said == claimed and rests <= rested):
        return Today.SAME
    return Today.NEW if claimed <= said or rested <= rests else Today.OTHER


def _key(text: str) -> str:
    return " ".join(exact_words(text))


def _assistant(index: Index) -> Callable[..., Answer]:
    from qa.assistant import Assistant

    return Assistant(index).ask


def _checked(saved: SavedCitation, documents: Documents) -> CheckedCitation:
    own = documents.of(saved.document)
    found = _in_own(saved, own) if own else None
    if found and found.verdict == Verdict.HOLDS:
        return found
    others = [
        one for one in documents.like(saved.quote) if not own or one.document.id != own.document.id
    ]
    holding = [one for one in others if one.find(saved.quote)]
    found = found or _in_another(saved, own, holding, others)
    if found is None:
        found = CheckedCitation(saved, Verdict.GONE, NOT_SAID if own else NOT_THERE)
    named = [one.document for one in holding if one.document is not found.document]
    return CheckedCitation(
        saved,
        found.verdict,
        found.reason,
        found.document,
        found.span,
        found.edits,
        tuple(named[:_MOST_NAMED]),
    )


def _in_own(saved: SavedCitation, own: Sentences) -> CheckedCitation | None:
    """What its own document says of a sentence; None if it does not say it any more.

    Raises:
        UserError: if the document is as it was, and does not say at that place what was cited.
    """
    document = own.document
    if text_digest(document.text) == saved.document.digest:
        span = Span(document.id, saved.start, saved.end)
        if document.text[saved.start : saved.end] != saved.quote:
            raise UserError(
                f"The record does not fit {file_name(document.source)}, which is as it was and "
                "does not say that.",
                "Save the answer again with: pincite ask QUESTION --save FILE",
            )
        return _unchanged(saved, own, span)
    places = own.find(saved.quote)
    for place in places:
        if own.words_before(own.span(place).start) == saved.words_before:
            return _unchanged(saved, own, own.span(place))
    beside = [place for place in places if own.neighbours(place) == (saved.before, saved.after)]
    if len(places) < saved.times and not beside:
        # one of several was changed or taken out, and it may be the one that was cited
        became = own.became(saved)
        if became:
            return _changed(saved, own, became, OTHER_WORDS)
    if not places:
        return None
    nearest = min(beside or places, key=lambda place: abs(own.span(place).start - saved.start))
    return CheckedCitation(saved, Verdict.MOVED, ELSEWHERE_IN_IT, document, own.span(nearest))


def _unchanged(saved: SavedCitation, own: Sentences, span: Span) -> CheckedCitation:
    """The same words at the same place, in a file that may have another name."""
    source = own.document.source
    if source == saved.document.source:
        return CheckedCitation(saved, Verdict.HOLDS, HOLDS_THERE, own.document, span)
    reason = RENAMED.format(source)
    return CheckedCitation(saved, Verdict.MOVED, reason, own.document, span)


def _changed(
    saved: SavedCitation, where: Sentences, stretch: Stretch, reason: str
) -> CheckedCitation:
    span = where.span(stretch)
    edits = difference(saved.quote, where.document.slice(span))
    return CheckedCitation(saved, Verdict.CHANGED, reason, where.document, span, edits)


def _in_another(
    saved: SavedCitation,
    own: Sentences | None,
    holding: Sequence[Sentences],
    others: Sequence[Sentences],
) -> CheckedCitation | None:
    """What another document, which took what the own one held, says of a sentence; or None.

    Args:
        saved: the sentence.
        own: its document, which does not say it any more; None if it is gone.
        holding: documents with the same words.
        others: documents with words like them, these among them.
    """
    new = [one for one in holding if not is_among(one.document, saved.others)]
    new.sort(key=lambda one: text_digest(one.document.text) != saved.document.digest)
    for one in new:
        if own is None or _took(saved, own, one):
            (place, *_) = one.find(saved.quote)
            if text_digest(one.document.text) == saved.document.digest:
                reason = RENAMED.format(one.document.source)
            else:
                reason = IN_ANOTHER.format(one.document.source)
            return CheckedCitation(saved, Verdict.MOVED, reason, one.document, one.span(place))
    for one in others:
        if is_among(one.document, saved.others) or not _took(saved, own, one):
            continue
        if became := one.became(saved):
            return _changed(saved, one, became, OTHER_WORDS_IN.format(one.document.source))
    return None


def _took(saved: SavedCitation, own: Sentences | None, other: Sentences) -> bool:
    """Whether another document holds a neighbour of a sentence that its own one does not hold now.

    So it is where a file was split, or renamed and edited; a copy leaves its original as it is.
    """
    held = own.digests if own else frozenset()
    beside = {saved.before, saved.after} - {""}
    return bool((beside & other.digests) - held) if beside else own is not None
