"""The quotes of somebody, about something: from the documents that name him, or tell of it.

Search → the documents → who says what in each → those that were asked for → one of each that
several documents have. Every entry is of a document, word for word. What is not shown is counted.
"""

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import chain

from index.corpus import Index
from index.errors import UserError
from index.text.sameness import says_the_same
from index.text.words import words
from index.types import EVERYWHERE, Document, Hit, Passage, Scope, Span
from qa.english.vocabulary import FUNCTION_STEMS
from qa.evidence.duplicates import SAME, Copies
from qa.evidence.topics import ABOUT, relevance
from qa.quotes.names import has_word, is_by, near, parts_of, ranks_of
from qa.quotes.read import attributions
from qa.quotes.types import Attribution, LeftOut, Quote, Quotes
from qa.types import Citation

LIMIT = 50
"""Quotes, where no other number is asked for."""
MOST = 1_000
"""Quotes that may be asked for."""
LONGEST = 300
"""Characters of a name, and of a topic."""

_NAMING = 1_000
"""Passages that name somebody, of which the documents are read."""
_TOPIC = 200
"""Passages on a topic, in which what is said is looked for."""
_BEFORE = 300
"""Characters before what is said in which its topic may be named."""
_WORKS = re.compile(r"wr(?:ote|it)", re.IGNORECASE)
"""Who wrote seven novels said nothing in them of what stands before."""
_DOCUMENTS = 200
"""Documents that are read for one request."""
_CHARACTERS = 20_000_000
"""Characters after which no further document is begun."""
_NEAR = 30
"""Documents whose speakers are looked through for names near one that nobody has."""
_SHORT = 3
"""Words of a quote that is too short to be known again in another document by its words."""


@dataclass(frozen=True, slots=True)
class _Read:
    """An attribution that was read.

    Attributes:
        attribution: it.
        passage: that its first sentence stands in.
        named: the sentence with the speaker's full name, where it is none of its own.
        score: how far it is about the topic.
    """

    attribution: Attribution
    passage: Passage
    named: Span | None = None
    score: float = 1.0

    @property
    def whole(self) -> Span:
        """From its first sentence to its last."""
        sentences = self.attribution.sentences
        return Span(sentences[0].doc_id, sentences[0].start, sentences[-1].end)


def quotes(
    index: Index,
    *,
    by: str = "",
    about: str = "",
    scope: Scope = EVERYWHERE,
    as_of: datetime.date | None = None,
    limit: int = LIMIT,
    progress: Callable[[int, int], None] | None = None,
) -> Quotes:
    """Who said what, as it was asked for.

    Args:
        index: where to search.
        by: whose quotes: a name, or a part of one, or words such as "the ministry"; "" for
            anybody's.
        about: a topic in a few words; "" for any.
        scope: which documents are read; by default all.
        as_of: the day of asking; None for today. Documents of later days are not read.
        limit: quotes at most; those that are most about the topic are kept, then the latest.
        progress: is told how many documents are read, and of how many.

    Raises:
        UserError: if neither is given, or one is too long; if nobody in the documents has that
            name; if the scope names what no document has.
        ValueError: if the limit is out of range.
    """
    if not 1 <= limit <= MOST:
        raise ValueError(f"limit must lie in [1, {MOST}], not {limit}")
    by, about = _checked("name", by), _checked("topic", about)
    if not by and not about:
        raise UserError("Neither a speaker nor a topic is given.", "Name one of them, or both.")
    as_of = as_of or datetime.date.today()
    wanted, ranks = parts_of(by), ranks_of(by)
    if by and not wanted:
        raise UserError(f"“{by}” is no name.", "Name who speaks as the documents do.")
    naming = _naming(index, by, wanted, scope) if by else []
    topical = _topical(index, by, about, scope) if about else []
    if by and not naming:
        raise _nobody(index, by, scope)
    documents = _documents(naming if by else topical, topical)
    read, unread = _read_all(index, documents, progress)
    theirs = [one for one in read if not by or is_by(wanted, one.attribution, ranks)]
    if by and not theirs and not any(_says(wanted, one.passage.document) for one in read):
        raise _nobody(index, by, scope)
    on_topic = _on_topic(index, by, about, theirs, topical) if about else theirs
    spoken = [one for one in on_topic if not one.attribution.passing]
    past = [one for one in spoken if not _is_later(one.attribution.document, as_of)]
    copies = index.copies({one.attribution.document.id for one in past}, scope)
    merged = list(_merged(past, copies))
    best = sorted(merged, key=_preference, reverse=True)[:limit]
    left_out = LeftOut(
        unresolved=sum(_is_unresolved(one.attribution) for one in read) if by else 0,
        passing=len(on_topic) - len(spoken),
        merged=len(past) - len(merged),
        over_limit=len(merged) - len(best),
        future=len(spoken) - len(past),
        unread=unread,
    )
    shown = {quote.document.id for quote in best}
    hits = [Hit(one.passage, one.score) for one in read if one.passage.document.id in shown]
    return Quotes(by, about, tuple(sorted(best, key=_order)), left_out, as_of, scope, tuple(hits))


def _checked(what: str, text: str) -> str:
    """A name or topic with single spaces between its words.

    Raises:
        UserError: if it is too long.
    """
    text = " ".join(text.split())
    if len(text) > LONGEST:
        raise UserError(f"The {what} has {len(text):,} characters.", f"Give at most {LONGEST}.")
    return text


def _naming(index: Index, by: str, wanted: Sequence[str], scope: Scope) -> list[Hit]:
    """The passages of documents that have each word of a name, or were written by who has it."""
    if not words(by):
        return []
    found = index.search(by, _NAMING, "lexical", scope)
    has = {
        document.id: _names(wanted, document)
        for document in {hit.passage.document.id: hit.passage.document for hit in found}.values()
    }
    return [hit for hit in found if has[hit.passage.document.id]]


def _names(wanted: Sequence[str], document: Document) -> bool:
    """Whether a document has the last word of a name."""
    return has_word(f"{document.text} {document.author or ''}", wanted[-1])


def _says(wanted: Sequence[str], document: Document) -> bool:
    return all(has_word(document.text, part) for part in wanted)


def _topical(index: Index, by: str, about: str, scope: Scope) -> list[Hit]:
    """The passages on a topic; first those that name the speaker, too."""
    queries = [f"{by} {about}", about] if by else [about]
    found = {
        hit.passage.span: hit
        for query in queries
        for hit in index.search(query, _TOPIC // len(queries), scope=scope)
    }
    return list(found.values())


def _documents(first: Sequence[Hit], preferred: Sequence[Hit]) -> list[str]:
    """Ids of the documents of some hits, those with preferred hits first."""
    ids = dict.fromkeys(hit.passage.document.id for hit in first)
    early = dict.fromkeys(
        hit.passage.document.id for hit in preferred if hit.passage.document.id in ids
    )
    return list(early | ids)


def _read_all(
    index: Index, documents: Sequence[str], progress: Callable[[int, int], None] | None
) -> tuple[list[_Read], int]:
    """The attributions of documents, as many as may be read at once; and how many are left."""
    read: list[_Read] = []
    chosen = documents[:_DOCUMENTS]
    characters = 0
    for n, id in enumerate(chosen, start=1):
        if characters > _CHARACTERS:
            return read, len(documents) - n + 1
        passages = index.passages(id)
        characters += len(passages[0].document.text) if passages else 0
        read.extend(_read(passages))
        if progress:
            progress(n, len(chosen))
    return read, len(documents) - len(chosen)


def _read(passages: Sequence[Passage]) -> Iterator[_Read]:
    """The attributions of a document, given its passages."""
    if not passages:
        return
    by_sentence = {one.span: passage for passage in passages for one in passage.sentences}
    sentences = list(chain.from_iterable(passage.sentences for passage in passages))
    citable = [one.span for one in sentences if one.kind == "sentence"]
    for one in attributions(passages[0].document, sentences):
        yield _Read(one, by_sentence[one.sentences[0]], _named(one, citable))


def _named(one: Attribution, citable: Sequence[Span]) -> Span | None:
    """The sentence, of some in order, that has the speaker's full name; None if it is their own."""
    if one.speaker is None or one.speaker.named is None:
        return None
    name = one.speaker.named
    n = bisect_right(citable, name.start, key=lambda span: span.start) - 1
    if n < 0 or not citable[n].contains(name) or citable[n] in one.sentences:
        return None
    return citable[n]


def _on_topic(
    index: Index, by: str, about: str, read: Sequence[_Read], topical: Sequence[Hit]
) -> list[_Read]:
    """What is said about a topic, with how far it is.

    Where somebody says nothing that is, what he says where the topic is named.
    """
    near_by = {hit.passage.span for hit in topical}
    stems = set(words(about))
    chosen = [
        one
        for one in read
        if one.passage.span in near_by or stems & set(words(one.attribution.words))
    ]
    scores = relevance(about, [(one.passage, one.whole) for one in chosen], index.encoder)
    scored = [replace(one, score=score) for one, score in zip(chosen, scores, strict=True)]
    content = stems - FUNCTION_STEMS
    return [one for one in scored if one.score >= ABOUT] or [
        replace(one, score=ABOUT) for one in scored if by and _names_topic(one, content)
    ]


def _names_topic(one: _Read, content: Set[str]) -> bool:
    """Whether all words of a topic stand in what is said, or right before it."""
    whole, text = one.whole, one.passage.document.text
    cue = one.attribution.cue
    if cue and not one.attribution.direct and _WORKS.match(one.passage.document.slice(cue)):
        return False
    near = text[max(0, whole.start - _BEFORE) : whole.end]
    return bool(content) and content <= set(words(near))


def _is_later(document: Document, as_of: datetime.date) -> bool:
    """Whether a document is of a day that has not come."""
    try:
        return datetime.date.fromisoformat(document.published or "") > as_of
    except ValueError:
        return False


def _is_unresolved(one: Attribution) -> bool:
    return one.speaker is None or one.speaker.how == "unresolved"


def _merged(read: Iterable[_Read], copies: Copies) -> Iterator[Quote]:
    """A quote for each thing that is said: the earliest report speaks, the others beside it."""
    groups: list[list[_Read]] = []
    by_words: dict[object, list[_Read]] = {}
    by_document: dict[str, list[list[_Read]]] = {}
    for one in sorted(read, key=_precedence):
        key = _key(one.attribution)
        group = by_words.get(key) or _copied(one, copies, by_document)
        if group is None:
            group = []
            groups.append(group)
        group.append(one)
        by_words.setdefault(key, group)
        by_document.setdefault(one.attribution.document.id, []).append(group)
    for first, *others in groups:
        yield _quote(first, others)


def _copied(
    one: _Read, copies: Copies, by_document: Mapping[str, list[list[_Read]]]
) -> list[_Read] | None:
    """The group of a near copy's quote in nearly the same words."""
    content = frozenset(words(one.attribution.words))
    for listed in copies.get(one.attribution.document.id, ()):
        for group in by_document.get(listed.id, ()):
            other = frozenset(words(group[0].attribution.words))
            longer = max(len(content), len(other))
            shared = len(content & other)
            if says_the_same(content, other, SAME) and shared >= SAME * longer > 0:
                return group
    return None


def _key(one: Attribution) -> object:
    """What two quotes have in common that are one: the words; of a short one, the place, too."""
    said = tuple(words(one.words))
    if len(said) < _SHORT:
        return one.document.id, one.content
    return said, parts_of(one.who)[-1:]


def _precedence(one: _Read) -> tuple[str, Span]:
    return one.attribution.document.published or "9999", one.attribution.content[0]


def _quote(first: _Read, others: Sequence[_Read]) -> Quote:
    one = first.attribution
    named = one.speaker.named if one.speaker else None
    also = {
        other.attribution.document.id: _cite(
            other.attribution, other.attribution.sentences[0], other.score
        )
        for other in reversed(others)
        if other.attribution.document.id != one.document.id
    }
    return Quote(
        one,
        tuple(_cite(one, sentence, first.score) for sentence in one.sentences),
        tuple(reversed(also.values())),
        Citation(one.document, first.named, first.score, named) if first.named else None,
        score=max([first.score, *(other.score for other in others)]),
    )


def _cite(one: Attribution, sentence: Span, score: float) -> Citation:
    """A sentence, with the part of what is said that stands in it."""
    for part in one.content:
        start, end = max(part.start, sentence.start), min(part.end, sentence.end)
        if start < end:
            return Citation(one.document, sentence, score, Span(sentence.doc_id, start, end))
    return Citation(one.document, sentence, score)


def _preference(quote: Quote) -> tuple[float, str]:
    return quote.score, quote.published or ""


def _order(quote: Quote) -> tuple[str, str, Span]:
    return quote.published or "9999", quote.document.source, quote.attribution.content[0]


def _nobody(index: Index, by: str, scope: Scope) -> UserError:
    """That nobody has a name, with those that are near it."""
    hits = index.search(by, _TOPIC, scope=scope)
    ids = list(dict.fromkeys(hit.passage.document.id for hit in hits))[:_NEAR]
    speakers = {one.attribution.who for id in ids for one in _read(index.passages(id))}
    known = near(by, sorted(filter(None, speakers)))
    remedy = (
        f"Did you mean {' or '.join(f'“{name}”' for name in known)}?"
        if known
        else "Write the name as the documents have it, or look for what is said with --about."
    )
    return UserError(f"Nobody called “{by}” speaks in these documents.", remedy)
