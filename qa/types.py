"""The values of an answer: frozen, and impossible to build without their evidence."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from index.text.dates import plain_date
from index.text.periods import Period
from index.types import EVERYWHERE, Coverage, Document, Hit, Listed, Scope, Span


@dataclass(frozen=True, slots=True)
class Citation:
    """One source sentence that supports a claim.

    Attributes:
        document: the document cited.
        span: the sentence in it.
        support: how well the sentence supports the claim, in [0, 1].
        answer: the words of the sentence that answer, where they are known.
        elsewhere: the documents that hold near copies of this one: the same report in other
            places.

    Raises:
        ValueError: if the span is not of this document, the answer is not in it, or support is
            outside [0, 1].
    """

    document: Document
    span: Span
    support: float
    answer: Span | None = None
    elsewhere: tuple[Listed, ...] = ()

    def __post_init__(self) -> None:
        self.document.slice(self.span)
        if not 0.0 <= self.support <= 1.0:
            raise ValueError(f"support must lie in [0, 1], not {self.support}")
        if self.answer and not self.span.contains(self.answer):
            raise ValueError(f"the answer {self.answer} is not in the sentence {self.span}")

    @property
    def quote(self) -> str:
        """The sentence, word for word: a slice of the document."""
        return self.document.slice(self.span)

    @property
    def page(self) -> int | None:
        """Page of the document, from 1, on which the sentence starts; None if it has no pages."""
        return self.document.page(self.span.start)

    @property
    def words(self) -> str:
        """The words that answer; empty where they are not known."""
        return self.document.slice(self.answer) if self.answer else ""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of an answer and the sentences that it rests on.

    Raises:
        ValueError: if it has no text or no citation.
    """

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a claim needs a text")
        if not self.citations:
            raise ValueError(f"a claim needs a citation: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A statement that was written and is not shown, and the reason in a sentence."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class AskedTime:
    """The time that a question asks for.

    Attributes:
        asked: the question as it was asked.
        question: the same without the phrase of time, for what knows no calendar.
        today: the day that it is asked on.
        given: whether that day was given, and is not just today.
        phrase: the words that name the time; empty if none do, or several.
        period: the days that they name; None if there are none, or the answer is not held to them.
        relative: whether they name them from the day of asking.
        current: whether it asks for what is so now.
        past: whether it asks for what was so, or happened.
        event: whether it asks for what happens on a day, unlike what is so until it changes.
        plans: whether it asks for what is or was planned.
        loose: whether the answer is not held to the time, since nothing that was read is from then.
    """

    asked: str
    question: str
    today: datetime.date
    given: bool = False
    phrase: str = ""
    period: Period | None = None
    relative: bool = False
    current: bool = False
    past: bool = False
    event: bool = False
    plans: bool = False
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the documents say to a question; no claims means that they do not answer it.

    Attributes:
        question: as it was answered.
        claims: in the order in which they are read.
        hits: the passages that were read for an answer; the one that answers best is first.
        confidence: probability, in [0, 1], of the best evidence that may be given as a claim,
            whether it was given or not.
        best: the best evidence, or None if nothing was found; its support is the confidence, unless
            it is a headline or a question, which no claim is made of.
        seconds: stage (`search`, `read`, `write`, `check`) → how long it took.
        dropped: what was written but not supported, in order.
        notes: what the reader must know of how the answer came to be, such as that the model is
            down; whole sentences.
        reason: where nothing is claimed, why the best evidence is no answer, in a sentence; empty
            where it is not known.
        follow_up: what was asked in a conversation, where `question` is what it means by itself.
        back: what to ask the person, where that could not be made out.
        scope: which documents were looked in, as it was given.
        inferred: what the question itself says of that, and was not given: narrower than `scope`.
        coverage: what was there to be looked in; None where nothing was looked for.
        time: the time that the question was read to ask for; None where it was not read.
        copies_left_out: passages that were found, and say what a near copy of their document says.
    """

    question: str
    claims: tuple[Claim, ...] = ()
    hits: tuple[Hit, ...] = field(default=(), repr=False)
    confidence: float = 0.0
    best: Citation | None = None
    seconds: Mapping[str, float] = field(default_factory=dict, repr=False, compare=False)
    dropped: tuple[Dropped, ...] = field(default=(), repr=False)
    notes: tuple[str, ...] = ()
    reason: str = ""
    follow_up: str = ""
    back: str = ""
    scope: Scope = EVERYWHERE
    inferred: Scope = EVERYWHERE
    coverage: Coverage | None = None
    copies_left_out: int = 0
    time: AskedTime | None = None

    @property
    def abstained(self) -> bool:
        """Whether the documents do not answer the question."""
        return not self.claims

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sentences cited, each once, in the order of first use: source n is `sources[n-1]`."""
        first: dict[Span, Citation] = {}
        for claim in self.claims:
            for citation in claim.citations:
                first.setdefault(citation.span, citation)
        return tuple(first.values())

    @property
    def reports(self) -> int:
        """How many independent reports the sources are: near copies of one another are one."""
        found: list[set[str]] = []
        for source in self.sources:
            whole = {source.document.id, *(listed.id for listed in source.elsewhere)}
            apart = [report for report in found if not report & whole]
            found = [*apart, whole.union(*(report for report in found if report & whole))]
        return len(found)

    def markers(self, claim: Claim) -> tuple[int, ...]:
        """Numbers of the claim's sources, from 1, as printed in `[n]`."""
        number = {source.span: n for n, source in enumerate(self.sources, start=1)}
        return tuple(number[citation.span] for citation in claim.citations)

    def __str__(self) -> str:
        if self.abstained:
            said = ("The documents do not answer this question.", self.reason)
            return " ".join(filter(None, said))
        lines = [
            claim.text + "".join(f" [{n}]" for n in self.markers(claim)) for claim in self.claims
        ]
        for n, source in enumerate(self.sources, start=1):
            date = plain_date(source.document.published or "")
            about = ", ".join(filter(None, (source.document.title, date)))
            lines.append(f"[{n}] {about}: “{source.quote}”")
        return "\n".join(lines)
