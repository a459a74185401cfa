"""Who said what, as values: exact spans of a document, frozen."""

import datetime
from dataclasses import dataclass, field

from index.types import EVERYWHERE, Document, Hit, Scope, Span
from qa.quotes.people import How
from qa.types import Citation


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something.

    Attributes:
        span: the words that name him where it is told, such as `he`.
        name: his fullest name in the document, or the words that describe him; "" if not known.
        how: how that is known; `unresolved` where it is not.
        named: where that name stands; None where none does.
    """

    span: Span
    name: str
    how: How
    named: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """That somebody says something; every span is of the document.

    Attributes:
        document: where it stands.
        speaker: who says it; None where the document does not tell.
        cue: the verb, or other words that tell it is said; None for a quote without any.
        content: what is said, in one or several stretches, in order.
        sentences: those that hold it, in order.
        direct: whether it is a quote, wholly or in part; else it is told in other words.
        goes_on: whether the speaker is told not beside it, but where he spoke before.
        passing: whether it is a few words in quotation marks that no verb tells are said: as
            likely a name or a term as what somebody says.

    Raises:
        ValueError: if a span is not of this document, or there is no content or sentence.
    """

    document: Document
    speaker: Speaker | None
    cue: Span | None
    content: tuple[Span, ...]
    sentences: tuple[Span, ...]
    direct: bool
    goes_on: bool = False
    passing: bool = False

    def __post_init__(self) -> None:
        if not self.content or not self.sentences:
            raise ValueError("an attribution needs content and a sentence")
        for span in (*self.content, *self.sentences):
            self.document.slice(span)

    @property
    def words(self) -> str:
        """What is said, word for word; `…` between its stretches."""
        return " … ".join(self.document.slice(span) for span in self.content)

    @property
    def verb(self) -> str:
        """The words that tell it is said; "" if there are none."""
        return self.document.slice(self.cue) if self.cue else ""

    @property
    def who(self) -> str:
        """Who says it, as he is best known; "" if that is not known."""
        if self.speaker is None:
            return ""
        return self.speaker.name or self.document.slice(self.speaker.span)


@dataclass(frozen=True, slots=True)
class Quote:
    """An attribution that was asked for, and where else it stands.

    Attributes:
        attribution: it.
        citations: its sentences, in order; the `answer` of each is the part of what is said that
            stands in it.
        also: the same in other documents.
        named: the sentence that has the speaker's full name, where it is none of those.
        score: how far it is about the topic, in [0, 1]; 1 where there is none.

    Raises:
        ValueError: if it has no citation.
    """

    attribution: Attribution
    citations: tuple[Citation, ...]
    also: tuple[Citation, ...] = ()
    named: Citation | None = None
    score: float = 1.0

    def __post_init__(self) -> None:
        if not self.citations:
            raise ValueError("a quote needs a citation")

    @property
    def document(self) -> Document:
        """Where it stands."""
        return self.attribution.document

    @property
    def published(self) -> str | None:
        """The day of its document, ISO 8601; None if it is not known."""
        return self.document.published

    @property
    def elsewhere(self) -> int:
        """How many other documents have it, too."""
        ids = {citation.document.id for citation in self.also}
        ids.update(listed.id for one in self.citations for listed in one.elsewhere)
        return len(ids - {self.document.id})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many quotes that were found are not shown, or were not looked for, and why.

    Attributes:
        unresolved: of those about the topic, nothing tells whom the pronoun stands for; only
            counted where somebody's are asked for.
        passing: they are a few words in quotation marks that nothing tells are said.
        merged: they are the same as one that is shown, which names their documents.
        over_limit: they are about the topic less than those that are shown, or of earlier days.
        future: they are of documents with a date after the day of asking.
        unread: documents that may have some and were not read, since there were too many.
    """

    unresolved: int = 0
    passing: int = 0
    merged: int = 0
    over_limit: int = 0
    future: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotes that were asked for, the earliest first; those without a date come last.

    Attributes:
        by: whose they are, as it was asked; "" for anybody's.
        about: the topic, as it was asked; "" for any.
        entries: in order.
        left_out: what is not shown.
        as_of: the day of asking.
        scope: of the documents.
        hits: the passages in which they stand.
    """

    by: str
    about: str
    entries: tuple[Quote, ...]
    left_out: LeftOut
    as_of: datetime.date
    scope: Scope = EVERYWHERE
    hits: tuple[Hit, ...] = field(default=(), repr=False)
