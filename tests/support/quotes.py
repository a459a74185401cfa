"""Quotes made by hand."""

from index.types import Document, Span
from qa.quotes.people import How
from qa.quotes.types import Attribution, LeftOut, Quote, Quotes, Speaker
from qa.types import Citation
from tests.support.timelines import TODAY, cited


def quote(
    text: str,
    speaker: str = "",
    words: str = "",
    *,
    name: str = "",
    how: How = "named",
    verb: str = "said",
    **known: object,
) -> Quote:
    """A quote of a document of one sentence.

    Args:
        text: the sentence.
        speaker: the words of it that name who speaks; nobody where there are none.
        words: of it that are said; by default all.
        name: of the speaker, if it is another than those words.
        how: it is known.
        verb: a word of it; none if it is not there.
        known: as for `cited`.
    """
    citation = cited(text, **known)  # type: ignore[arg-type]
    document = citation.document
    who = _span(document, speaker)
    one = Attribution(
        document,
        Speaker(who, name or speaker, how) if who else None,
        _span(document, verb),
        (_span(document, words or text) or citation.span,),
        (citation.span,),
        any(mark in text for mark in '"“'),
    )
    return Quote(one, (Citation(document, citation.span, 0.9, one.content[0]),), score=0.9)


def _span(document: Document, words: str) -> Span | None:
    start = document.text.find(words) if words else -1
    return Span(document.id, start, start + len(words)) if start >= 0 else None


def said(
    *entries: Quote, by: str = "Byrne", about: str = "", left_out: LeftOut | None = None
) -> Quotes:
    return Quotes(by, about, entries, left_out or LeftOut(), TODAY)
