"""The sentences of a document as a store and a log write them: spans under the names of kinds."""

from collections.abc import Mapping, Sequence
from operator import attrgetter

from index.types import Sentence, SentenceKind, Span

SpansByKind = Mapping[SentenceKind, Sequence[int]]
"""Name of a kind → start and end of each of its sentences, one after the other, as offsets."""


def spans_by_kind(sentences: Sequence[Sentence]) -> dict[SentenceKind, list[int]]:
    """Where the sentences of each kind are; a kind without any is left out."""
    spans: dict[SentenceKind, list[int]] = {}
    for sentence in sentences:
        spans.setdefault(sentence.kind, []).extend((sentence.span.start, sentence.span.end))
    return spans


def sentences_in(document_id: str, spans: SpansByKind) -> tuple[Sentence, ...]:
    """The sentences that `spans_by_kind` was given, in the order of the text."""
    sentences = (
        Sentence(Span(document_id, start, end), kind)
        for kind, bounds in spans.items()
        for start, end in zip(bounds[::2], bounds[1::2], strict=True)
    )
    return tuple(sorted(sentences, key=attrgetter("span.start")))
