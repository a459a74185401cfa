"""The values of an answer: frozen, and impossible to build without their evidence."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from index.text.dates import plain_date
from index.text.periods import Period
from index.types import EVERYWHERE, Coverage, Document, Hit, Listed, Scope, Span
from qa.english.order import ORDERS


class Stage(StrEnum):
    """What an assistant is doing; shown as it stands."""

    SEARCHING = "searching"
    READING = "reading"
    WRITING = "writing"


class Kind(StrEnum):
    """What kind of answer a question gets."""

    FACT = "fact"
    PARTS = "parts"
    YES_NO = "yes or no"
    LIST = "list"
    OVERVIEW = "overview"
    COMPARISON = "comparison"
    QUOTES = "quotes"
    DOCUMENTS = "documents"


class Verdict(StrEnum):
    """What the documents say to a yes/no question, as it is shown in front of the answer."""

    YES = "Yes"
    NO = "No"
    DISAGREE = "The documents disagree"
    UNDECIDED = "Undecided"


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two versions of a sentence at one place.

    Attributes:
        start: where it begins in the quote of the version that is shown, in characters.
        end: where it ends there; the same as `start` where that version has nothing.
        there: what stands there in that version; empty where it has nothing.
        cited: what the cited sentence has in its place; empty where it has nothing.

    Raises:
        ValueError: if it ends before it begins.
    """

    start: int
    end: int
    there: str
    cited: str

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a change needs 0 <= start <= end, not [{self.start}, {self.end})")


@dataclass(frozen=True, slots=True)
class Version:
    """A cited sentence as another version of the document has it.

    Attributes:
        document: the other version.
        span: the sentence in it.
        order: 1 if it is newer than what is cited, -1 if it is older, 0 if nothing tells.
        changes: what differs, in the order of its own words; none where the whole does.
        until: of what the same file held before it was renewed, the day until which it did, ISO
            8601; empty for a version that is a document of the index.

    Raises:
        ValueError: if the span is not of this document, or the order is none.
    """

    document: Document
    span: Span
    order: int
    changes: tuple[Change, ...] = ()
    until: str = ""

    def __post_init__(self) -> None:
        if not self.quote or self.order not in (-1, 0, 1):  # a quote of another document raises
            raise ValueError(f"an order is -1, 0 or 1, not {self.order}")

    @property
    def quote(self) -> str:
        """The sentence, word for word: a slice of the document."""
        return self.document.slice(self.span)


@dataclass(frozen=True, slots=True)
class Citation:
    """One source sentence that supports a claim.

    Attributes:
        document: the document cited.
        span: the sentence in it.
        support: how well the sentence supports the claim, in [0, 1].
        answer: the words of the sentence that answer, where they are known.
        elsewhere: the near copies of the document that say the same: the report in other places.
        versions: the sentence as other versions of the document have it, the newest first.
        report: ids of all near copies and versions, whether they hold the sentence or not.

    Raises:
        ValueError: if the span is not of this document, the answer is not in it, or support is
            outside [0, 1].
    """

    document: Document
    span: Span
    support: float
    answer: Span | None = None
    elsewhere: tuple[Listed, ...] = ()
    versions: tuple[Version, ...] = ()
    report: frozenset[str] = frozenset()

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

    Attributes:
        text: the statement.
        citations: of the sentences; at least one.
        part: of an answer in parts, the place in `Answer.parts` of the first that it belongs to.
        order: 0 for what answers; -1 for what was so before, and has been overtaken; 1 for what
            came later, and has overtaken what answers.
        day: for which it tells, if its order is not 0 and it is known; ISO 8601.
        lead: of a part that asks for yes or no, the verdict that it decides: "No, for guests".

    Raises:
        ValueError: if it has no text or no citation, or the order is none.
    """

    text: str
    citations: tuple[Citation, ...]
    part: int = 0
    order: int = 0
    day: str = ""
    lead: str = ""

    @property
    def said(self) -> str:
        """The text, and in front of it the verdict, or what it is if it is not the answer."""
        if not self.order:
            return f"{self.lead}. {self.text}" if self.lead else self.text
        label = ", ".join(filter(None, (ORDERS[self.order], plain_date(self.day))))
        return f"{label}: {self.text}"

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError("a claim needs a text")
        if not self.citations:
            raise ValueError(f"a claim needs a citation: {self.text!r}")
        if self.order not in (-1, 0, 1):
            raise ValueError(f"an order is -1, 0 or 1, not {self.order}")


@dataclass(frozen=True, slots=True)
class Part:
    """One of several things that an answer speaks to.

    Attributes:
        about: a part of the question as a question by itself; or a side, a document, a matter.
        claims: places in `Answer.claims` of what is said to it; none where the documents say
            nothing.
        missing: where they say nothing, that, in a sentence.
        verdict: of a part that asks for yes or no; else None.
    """

    about: str
    claims: tuple[int, ...] = ()
    missing: str = ""
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One of the things that a list asks for.

    Attributes:
        text: its name, as the first citation has it.
        citations: the sentences that name it; they are cited by claims of the answer.

    Raises:
        ValueError: if it has no text or no citation.
    """

    text: str
    citations: tuple[Citation, ...]

    def __post_init__(self) -> None:
        if not self.text.strip() or not self.citations:
            raise ValueError(f"an item needs a text and a citation: {self.text!r}")


@dataclass(frozen=True, slots=True)
class Side:
    """One of several answers that documents give to the same question.

    Attributes:
        value: the words that answer, as the first citation has them.
        citations: the sentences that give it, those of the newest documents first.
        reports: how many independent reports these are.

    Raises:
        ValueError: if it has no citation.
    """

    value: str
    citations: tuple[Citation, ...]
    reports: int = 1

    def __post_init__(self) -> None:
        if len(self.citations) < 1:
            raise ValueError(f"a side needs a citation: {self.value!r}")

    @property
    def published(self) -> str | None:
        """The latest day of publication of its documents, or None if none is known."""
        return max(filter(None, (c.document.published for c in self.citations)), default=None)


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Several answers of independent documents, or of versions that nothing dates.

    Attributes:
        sides: the newest first where they are all dated and it may have changed, else those with
            most reports first.
        later: whether the first side is the later one, and so speaks.
        claimed: whether these are claims of different speakers, who are named in the sentences.

    Raises:
        ValueError: if there are fewer than two sides.
    """

    sides: tuple[Side, ...]
    later: bool = False
    claimed: bool = False

    def __post_init__(self) -> None:
        if len(self.sides) < 2:
            raise ValueError("a disagreement needs two sides")


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
        newest: the date of the newest document, as ISO has it, from which a day without a year was
            reckoned instead; None if none was.
        given: whether that day was given, and is not just today.
        phrase: the words that name the time; empty if none do, or several that stand apart.
        period: the days that they name; None if there are none, or the answer is not held to them.
        relative: whether they name them from the day of asking.
        current: whether it asks for what is so now.
        past: whether it asks for what was so, or happened.
        event: whether it asks for what happens on a day, unlike what is so until it changes.
        plans: whether it asks for what is or was planned.
        source: where an event names the time, the sentence that says when it was, and its document.
        parts: the stretches of the period that are asked for, where they are several.
        loose: whether the answer is not held to the time, since nothing that was read is from then.
    """

    asked: str
    question: str
    today: datetime.date
    newest: str | None = None
    given: bool = False
    phrase: str = ""
    period: Period | None = None
    relative: bool = False
    current: bool = False
    past: bool = False
    event: bool = False
    plans: bool = False
    source: str = ""
    parts: tuple[Period, ...] = ()
    loose: bool = False

    @property
    def several(self) -> bool:
        """Whether several answers may be right: at several times, or one after another."""
        return bool(self.parts) or bool(self.source and self.event)


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
        reply: what is said to what was no question, such as thanks; nothing was looked for.
        scope: which documents were looked in, as it was given.
        inferred: what the question itself says of that, and was not given: narrower than `scope`.
        coverage: what was there to be looked in; None where nothing was looked for.
        time: the time that the question was read to ask for; None where it was not read.
        copies_left_out: passages that were found, and say what a near copy of their document says.
        disagreement: where documents give different answers, those; else None.
        kind: what kind of answer it is.
        short: the answer in a few words, taken from the sentence that is cited first, or a verdict,
            or how many documents there are; empty where the words are not sure.
        verdict: of a yes/no question; else None.
        parts: what it speaks to, in order, where that is more than one thing.
        items: of a list, in order.
        extent: of a list, how complete it can be said to be, in a sentence.
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
    reply: str = ""
    scope: Scope = EVERYWHERE
    inferred: Scope = EVERYWHERE
    coverage: Coverage | None = None
    copies_left_out: int = 0
    time: AskedTime | None = None
    disagreement: Disagreement | None = None
    kind: Kind = Kind.FACT
    short: str = ""
    verdict: Verdict | None = None
    parts: tuple[Part, ...] = ()
    items: tuple[Item, ...] = ()
    extent: str = ""

    @property
    def abstained(self) -> bool:
        """Whether the documents do not answer the question."""
        return not self.claims

    @property
    def instead(self) -> str:
        """What is said in place of an answer: a reply, or a question back; else empty."""
        return self.reply or self.back

    @property
    def sources(self) -> tuple[Citation, ...]:
        """The sentences cited, each once, in the order of first use: source n is `sources[n-1]`.

        Those of the claims come before those that only a disagreement shows.
        """
        first: dict[Span, Citation] = {}
        for claim in self.claims:
            for citation in claim.citations:
                first.setdefault(citation.span, citation)
        for side in self.disagreement.sides if self.disagreement else ():
            first.setdefault(side.citations[0].span, side.citations[0])
        return tuple(first.values())

    @property
    def missing(self) -> tuple[str, ...]:
        """What the documents do not say of what was asked, a sentence each."""
        return tuple(part.missing for part in self.parts if part.missing)

    @property
    def reports(self) -> int:
        """How many independent reports the sources are: near copies of one another are one."""
        return independent(self.sources)

    def markers(self, claim: Claim) -> tuple[int, ...]:
        """Numbers of the claim's sources, from 1, as printed in `[n]`."""
        return tuple(self.marker(citation) for citation in claim.citations)

    def marker(self, citation: Citation) -> int:
        """Number of a source, from 1, as printed in `[n]`.

        Raises:
            ValueError: if it is none of this answer.
        """
        return [source.span for source in self.sources].index(citation.span) + 1

    def __str__(self) -> str:
        if self.instead:
            return self.instead
        if self.abstained:
            said = ("The documents do not answer this question.", self.reason)
            none = self.kind is Kind.DOCUMENTS and self.reason  # that none does is an answer
            return self.reason if none else " ".join(filter(None, said))
        lines = [f"{self.short.removesuffix('.')}."] if self.short else []
        lines += [
            claim.said + "".join(f" [{n}]" for n in self.markers(claim)) for claim in self.claims
        ]
        lines += self.missing
        for n, source in enumerate(self.sources, start=1):
            date = plain_date(source.document.published or "")
            about = ", ".join(filter(None, (source.document.title, date)))
            lines.append(f"[{n}] {about}: “{source.quote}”")
        return "\n".join(lines)


def independent(citations: Iterable[Citation]) -> int:
    """How many independent reports citations are: near copies of one another are one."""
    found: list[set[str]] = []
    for one in citations:
        whole = {one.document.id, *(listed.id for listed in one.elsewhere), *one.report}
        apart = [report for report in found if not report & whole]
        found = [*apart, whole.union(*(report for report in found if report & whole))]
    return len(found)


@dataclass(frozen=True, slots=True)
class Writing:
    """A language model is at work; what it writes is a draft, which is checked before it counts.

    Attributes:
        text: the end of what it has written so far; empty while it still reads. Nothing of it is
            checked: it is never part of an answer, and is shown as a draft or not at all.
        usual: seconds that its last answers took; None before the first.
    """

    text: str
    usual: float | None = None


Event = Stage | Writing | Claim | Answer
"""What an assistant gives on the way: what it is doing, the claims, and the answer at the end."""
