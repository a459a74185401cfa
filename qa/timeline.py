"""A timeline of a topic: what the documents tell of it, by the day on which it happened.

Search → the sentences that may be cited → those about the topic → when what they tell happened →
one entry for what several tell in the same words. Every entry is a sentence of a document, word for
word. What is not shown is counted.
"""

import datetime
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from index.corpus import Index
from index.errors import UserError
from index.text.sameness import says_the_same
from index.text.words import words
from index.types import EVERYWHERE, Document, Hit, Passage, Scope, Span
from qa.evidence.claimable import claimable
from qa.evidence.duplicates import SAME, Copies
from qa.evidence.events import Event, Told, event_of, needs_a_day
from qa.evidence.topics import ABOUT, relevance
from qa.support.facts import facts
from qa.support.negation import negations
from qa.types import Citation

LIMIT = 50
"""Entries of a timeline, where no other number is asked for."""
MOST = 1_000
"""Entries that may be asked for."""
LONGEST_TOPIC = 300
"""Characters of a topic."""

_PASSAGES = 100
_COPIES = 20
"""Near copies of a document that are looked at for the sentence."""

Precision = Literal["day", "month", "year", "stretch"]
"""How exactly a time is known; a `stretch` is any other run of days."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that happened, or was to happen, and the sentence that tells it.

    Attributes:
        first: its first day, or the first on which it may have been.
        last: its last day; the same if it is known to the day.
        told: how the time is known; see `Told`.
        citation: the sentence; its `answer` is the words that say when, if there are any.
        also: other sentences that tell the same in the same words, of other documents.

    Raises:
        ValueError: if it ends before it begins.
    """

    first: datetime.date
    last: datetime.date
    told: Told
    citation: Citation
    also: tuple[Citation, ...] = ()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"an entry needs first <= last, not {self.first} to {self.last}")

    @property
    def precision(self) -> Precision:
        """How exactly its time is known."""
        if self.first == self.last:
            return "day"
        ends = monthrange(self.last.year, self.last.month)[1]
        if self.first.year != self.last.year or (self.first.day, self.last.day) != (1, ends):
            return "stretch"
        if self.first.month == self.last.month:
            return "month"
        return "year" if (self.first.month, self.last.month) == (1, 12) else "stretch"

    @property
    def elsewhere(self) -> int:
        """How many other documents tell the same."""
        ids = {citation.document.id for citation in self.also}
        ids.update(listed.id for listed in self.citation.elsewhere)
        return len(ids - {self.citation.document.id})


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many sentences about the topic are not shown as entries, and why.

    Attributes:
        undated: they do not say when.
        unknown_day: they say it by a day that is not known, as "on Friday" in an undated document.
        merged: they say the same as one that is shown, which names their documents.
        over_limit: they were about the topic less than those that are shown.
        future: they are of documents with a date after the day of asking.
    """

    undated: int = 0
    unknown_day: int = 0
    merged: int = 0
    over_limit: int = 0
    future: int = 0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The entries of a topic, by their first day; of a day, what is known less exactly first.

    Attributes:
        topic: as it was looked for.
        entries: in order.
        left_out: what is not shown.
        as_of: the day of asking.
        scope: of the documents.
        hits: the passages that were read.
    """

    topic: str
    entries: tuple[Entry, ...]
    left_out: LeftOut
    as_of: datetime.date
    scope: Scope = EVERYWHERE
    hits: tuple[Hit, ...] = field(default=(), repr=False)


def timeline(
    index: Index,
    topic: str,
    *,
    scope: Scope = EVERYWHERE,
    as_of: datetime.date | None = None,
    limit: int = LIMIT,
) -> Timeline:
    """What the documents tell of a topic, in the order in which it happened.

    Args:
        index: where to search.
        topic: in a few words, such as "ceasefire talks"; not a question.
        scope: which documents are read; by default all.
        as_of: the day of asking; None for today. Documents of later days are not read.
        limit: entries at most; those that are most about the topic are kept.

    Raises:
        UserError: if the topic is empty or too long; if the scope names what no document has.
        ValueError: if the limit is out of range.
    """
    if not 1 <= limit <= MOST:
        raise ValueError(f"limit must lie in [1, {MOST}], not {limit}")
    topic = _checked(topic)
    as_of = as_of or datetime.date.today()
    hits = index.search(topic, _PASSAGES, scope=scope)
    sentences = list(_sentences(hits))
    scores = relevance(topic, [(one.passage, one.span) for one in sentences], index.encoder)
    about = [
        replace(one, score=score)
        for one, score in zip(sentences, scores, strict=True)
        if score >= ABOUT
    ]
    read = [one for one in about if not _is_later(one.document, as_of)]
    dated = list(_dated(index, read))
    told = {one.span for one in dated}
    undated = [one for one in read if one.span not in told]
    unknown = sum(_day_of(one.document) is None and needs_a_day(one.text) for one in undated)
    copies = index.copies({one.span.doc_id for one in dated}, scope)
    merged = list(_merged(dated, copies))
    best = sorted(merged, key=lambda entry: -entry.citation.support)[:limit]
    shown = sorted((_with_copies(entry, index, copies) for entry in best), key=_order)
    left_out = LeftOut(
        undated=len(undated) - unknown,
        unknown_day=unknown,
        merged=len(dated) - len(merged),
        over_limit=len(merged) - len(best),
        future=len(about) - len(read),
    )
    return Timeline(topic, tuple(shown), left_out, as_of, scope, tuple(hits))


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence that may be cited.

    Attributes:
        passage: it stands in.
        span: it.
        score: how far it is about the topic, in [0, 1]; 0 if it is not.
        event: when what it tells happened, once that is known.
    """

    passage: Passage
    span: Span
    score: float = 0.0
    event: Event | None = None

    @property
    def document(self) -> Document:
        return self.passage.document

    @property
    def text(self) -> str:
        return self.document.slice(self.span)

    @property
    def without_time(self) -> str:
        """The text without the words that say when."""
        if self.event is None or self.event.phrase is None:
            return self.text
        start, end = self.event.phrase
        return f"{self.text[:start]} {self.text[end:]}"


def _checked(topic: str) -> str:
    """A topic with single spaces between its words.

    Raises:
        UserError: if it is empty or too long.
    """
    topic = " ".join(topic.split())
    if not topic:
        raise UserError("The topic is empty.", "Name it in a few words.")
    if len(topic) > LONGEST_TOPIC:
        raise UserError(
            f"The topic has {len(topic):,} characters.",
            f"Name it in at most {LONGEST_TOPIC}: what it is about, not the text.",
        )
    return topic


def _sentences(hits: Iterable[Hit]) -> Iterator[_Sentence]:
    """The sentences of the hits that state something, each once."""
    seen: set[Span] = set()
    for hit in hits:
        document = hit.passage.document
        for span in hit.passage.citable:
            if span not in seen and claimable(document, span):
                seen.add(span)
                yield _Sentence(hit.passage, span)


def _is_later(document: Document, as_of: datetime.date) -> bool:
    """Whether a document is of a day that has not come."""
    day = _day_of(document)
    return day is not None and day > as_of


def _day_of(document: Document) -> datetime.date | None:
    """The day on which a document was published; None if that is not known."""
    try:
        return datetime.date.fromisoformat(document.published or "")
    except ValueError:
        return None


def _dated(index: Index, sentences: Sequence[_Sentence]) -> Iterator[_Sentence]:
    """The sentences that say when, or report what the day of their document brought."""
    leads = {id: _lead(index, id) for id in {one.span.doc_id for one in sentences}}
    for one in sentences:
        lead = one.span == leads[one.span.doc_id]
        if event := event_of(one.text, _day_of(one.document), lead=lead):
            yield replace(one, event=event)


def _lead(index: Index, document_id: str) -> Span | None:
    """The first sentence of a document that states something."""
    for passage in index.passages(document_id):
        for span in passage.citable:
            if claimable(passage.document, span):
                return span
    return None


def _merged(sentences: Sequence[_Sentence], copies: Copies) -> Iterator[Entry]:
    """An entry for each thing that is told: the earliest report speaks, the others beside it."""
    told: list[list[_Telling]] = []
    by_words: dict[tuple[str, ...], list[list[_Telling]]] = {}
    by_days: dict[object, list[list[_Telling]]] = {}
    for sentence in sorted(sentences, key=_precedence):
        one = _Telling.of(sentence)
        copied = by_words.setdefault(one.words, [])
        same_days = by_days.setdefault(one.days, [])
        near = {listed.id for listed in copies.get(sentence.span.doc_id, ())}
        known = next(
            (group for group in copied if group[0].sentence.span.doc_id in near), None
        ) or next((group for group in same_days if _tell_the_same(group[0], one)), None)
        if known is not None:
            known.append(one)
            continue
        group = [one]
        for groups in (told, copied, same_days):
            groups.append(group)
    for first, *others in told:
        yield _entry(first.sentence, [other.sentence for other in others])


def _entry(first: _Sentence, others: Sequence[_Sentence]) -> Entry:
    """The entry of a sentence, with others that tell the same."""
    assert first.event
    return Entry(
        first.event.first,
        first.event.last,
        first.event.told,
        _cite(first),
        tuple(_cite(other) for other in others if other.span.doc_id != first.span.doc_id),
    )


@dataclass(frozen=True, slots=True)
class _Telling:
    """A sentence, as it is held against others.

    Attributes:
        sentence: it.
        words: its words, in order.
        content: those beside the ones that say when.
        days: the days that it tells of, and whether it is a plan.
    """

    sentence: _Sentence
    words: tuple[str, ...]
    content: frozenset[str]
    days: tuple[datetime.date, datetime.date, bool]

    @classmethod
    def of(cls, sentence: _Sentence) -> "_Telling":
        event = sentence.event
        assert event
        return cls(
            sentence,
            tuple(words(sentence.text)),
            frozenset(words(sentence.without_time)),
            (event.first, event.last, event.told == "planned"),
        )


def _precedence(one: _Sentence) -> tuple[datetime.date, float, Span]:
    """The earlier report first, of those the one that is more about the topic."""
    return _day_of(one.document) or datetime.date.max, -one.score, one.span


def _tell_the_same(one: _Telling, other: _Telling) -> bool:
    """Whether two sentences on the same days tell of one thing.

    They are in the same words, but for those that say when, and neither says more than twice as
    much; and no number, name or "not" parts them. (A near copy of a document may have come out a
    day later, and "today" is another day there: it tells the same if it is word for word.)
    """
    shared = len(one.content & other.content)
    longer = max(len(one.content), len(other.content))
    return (
        says_the_same(one.content, other.content, SAME)
        and 2 * shared >= longer
        and _agree(one.sentence.without_time, other.sentence.without_time)
    )


def _agree(one: str, other: str) -> bool:
    """Whether of the numbers, names and negations of two texts none speaks against the other."""
    a, b = facts(one), facts(other)
    pairs = ((a.numbers, b.numbers), (a.names, b.names), (a.directions, b.directions))
    return negations(one) == negations(other) and all(
        not (mine - yours and yours - mine) for mine, yours in pairs
    )


def _cite(one: _Sentence) -> Citation:
    """The sentence, with the words that say when."""
    phrase = one.event.phrase if one.event else None
    start = one.span.start
    when = Span(one.span.doc_id, start + phrase[0], start + phrase[1]) if phrase else None
    return Citation(one.document, one.span, one.score, when)


def _with_copies(entry: Entry, index: Index, copies: Copies) -> Entry:
    """The entry with the near copies of its document that hold its sentence, word for word."""
    said = " ".join(words(entry.citation.quote))
    named = {citation.document.id for citation in entry.also}
    near = copies.get(entry.citation.document.id, ())[:_COPIES]
    holding = [
        listed
        for listed in near
        if listed.id not in named
        and f" {said} " in f" {' '.join(words(index.document(listed.id).text))} "
    ]
    return replace(entry, citation=replace(entry.citation, elsewhere=tuple(holding)))


def _order(entry: Entry) -> tuple[datetime.date, int, datetime.date, Span]:
    """By the first day; the longer time first, and then the earlier report."""
    day = _day_of(entry.citation.document) or datetime.date.max
    return entry.first, -(entry.last - entry.first).days, day, entry.citation.span
