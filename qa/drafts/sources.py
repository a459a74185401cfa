"""Statement → the sentences of the documents that may say it, or say otherwise.

Passages are searched with the statement, and with its parts where it is long; their sentences are
ranked by how much of its words they hold, a rare word counting more, and by how near they are to
it in meaning. A sentence that leans on the one before it is read together with that.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from math import log

import numpy as np

from index.corpus import Index
from index.text.dates import plain_date
from index.text.sameness import exact_words
from index.text.words import words
from index.types import EVERYWHERE, Document, Passage, Scope, Span
from qa.english.leaning import LEANS
from qa.evidence.claimable import claimable
from qa.evidence.select import sentence_before

PASSAGES = 16
"""Passages that are searched for a statement."""
PASSAGES_OF_PART = 6
"""The same for each part of a long one."""
SENTENCES = 6
"""Sentences that are judged."""

_LONG = 18  # words of a statement whose parts are searched by themselves, too
_NEAREST = 32  # sentences that are compared by meaning
_MEANING = 1.2  # what likeness in meaning counts beside the share of words
_NAMED = 0.5  # what it counts that a note or a link names the document
_BEFORE = 0.4  # what a word counts that only the sentence before holds
_HEADING_WORDS = 8
_QUERY_CHARACTERS = 1_900


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence that a statement may rest on.

    Attributes:
        passage: it stands in.
        span: the sentence.
        text: it as it is judged: on one line, with the one before it where it leans on that.
        held: share of the statement's words that it holds, rare ones counting more, in [0, 1].
        score: by which it was ranked.
    """

    passage: Passage
    span: Span
    text: str
    held: float
    score: float

    @property
    def document(self) -> Document:
        """The document that it stands in."""
        return self.passage.document

    @property
    def around(self) -> str:
        """All sentences of its passage that may be cited, one a line."""
        return "\n".join(one_line(self.document.slice(span)) for span in self.passage.citable)

    @property
    def about(self) -> str:
        """What is known of the document, one fact a line: its title and date."""
        return known_of(self.document)


def known_of(document: Document) -> str:
    """Title and date of a document, one a line, as a claim is judged below them."""
    return "\n".join(filter(None, (document.title, document.published or "")))


class Sources:
    """Finds the sentences for the statements of a draft."""

    def __init__(
        self, index: Index, scope: Scope = EVERYWHERE, without: Iterable[str] = ()
    ) -> None:
        """Look in an index.

        Args:
            index: of the documents.
            scope: which of them to look in.
            without: ids of documents that are left out, such as the draft itself.
        """
        self._index = index
        self._scope = scope
        self._without = frozenset(without)

    def passages(self, statement: str, before: str, parts: Sequence[str]) -> list[Passage]:
        """The passages nearest to a statement, or to a part of it, each once.

        Args:
            statement: one sentence.
            before: what it leans on.
            parts: of it.
        """
        queries = [(f"{before} {statement}" if before else statement, PASSAGES)]
        if before:
            queries.append((statement, PASSAGES_OF_PART))
        if len(statement.split()) >= _LONG and len(parts) > 1:
            queries += [(part, PASSAGES_OF_PART) for part in parts if len(part.split()) > 3]
        found: dict[Span, Passage] = {}
        for query, k in queries:
            shortened = query[-_QUERY_CHARACTERS:] if before else query[:_QUERY_CHARACTERS]
            for hit in self._index.search(shortened, k, scope=self._scope):
                if hit.passage.document.id not in self._without:
                    found.setdefault(hit.passage.span, hit.passage)
        return list(found.values())

    def named(self, ids: Iterable[str]) -> list[Passage]:
        """The passages of documents that a note or a link names."""
        return [passage for id in ids for passage in self._index.passages(id)]

    def of(
        self, statement: str, before: str, parts: Sequence[str] = (), named: Sequence[str] = ()
    ) -> list[Source]:
        """The sentences that may say a statement or otherwise, the nearest first.

        Args:
            statement: one sentence.
            before: what it leans on; its words help to find, and count for little.
            parts: of the statement.
            named: ids of the documents that its notes and links name.
        """
        passages = self.passages(statement, before, parts)
        known = {passage.span for passage in passages}
        passages += [one for one in self.named(named) if one.span not in known]
        return self._ranked(statement, before, passages, frozenset(named))

    def _ranked(
        self, statement: str, before: str, passages: Sequence[Passage], named: frozenset[str]
    ) -> list[Source]:
        found = list(_sentences(statement, passages))
        if not found:
            return []
        asked, leant = set(words(statement)), set(words(before))
        held = [set(words(passage.document.slice(span))) for passage, span, _ in found]
        with_before = [set(words(text)) for _, _, text in found]
        weights = _weights(asked | leant, held)
        ranked = []
        for (passage, span, text), own, wider in zip(found, held, with_before, strict=True):
            title = set(words(known_of(passage.document)))
            share = _share(asked, weights, own, (wider | title) - own)
            bonus = 0.2 * _share(leant - asked, weights, wider | title, set()) if leant else 0.0
            bonus += _NAMED if passage.document.id in named else 0.0
            ranked.append(Source(passage, span, text, share, share + bonus))
        ranked.sort(key=lambda one: -one.score)
        return self._by_meaning(statement, ranked[:_NEAREST])

    def _by_meaning(self, statement: str, sources: Sequence[Source]) -> list[Source]:
        """The sources by words and meaning together; each sentence once, whoever copied it."""
        encoder = self._index.encoder
        texts = [one.document.slice(one.span) for one in sources]
        near = encoder.encode(texts) @ encoder.encode([statement], "query")[0]
        scores = np.array([one.score for one in sources]) + _MEANING * near
        order = np.argsort(-scores, kind="stable")
        first: dict[str, Source] = {}
        for n in order:
            one = sources[n]
            scored = Source(one.passage, one.span, one.text, one.held, float(scores[n]))
            first.setdefault(" ".join(exact_words(texts[n])), scored)
        return list(first.values())


def _sentences(statement: str, passages: Sequence[Passage]) -> Iterator[tuple[Passage, Span, str]]:
    """The sentences that state something, with their text as it is judged."""
    asked = set(words(statement))
    seen: set[Span] = set()
    for passage in passages:
        for span in passage.citable:
            if span not in seen and claimable(passage.document, span):
                seen.add(span)
                yield passage, span, _in_place(asked, passage, span)


def _in_place(asked: Set[str], passage: Passage, span: Span) -> str:
    """A sentence with what it needs of what stands before it.

    That is the sentence before, where it leans on that; and the heading right above, where that
    holds a word of the statement which the sentence does not, as the name of a place in a list.
    """
    document = passage.document
    text = one_line(document.slice(span))
    before = sentence_before(passage, span)
    if before and LEANS.match(text):
        text = f"{one_line(document.slice(before))} {text}"
    heading = _heading_above(passage, span)
    if heading and asked & (set(words(heading)) - set(words(text))):
        return f"{heading}: {text}"
    return text


def _heading_above(passage: Passage, span: Span) -> str:
    """The heading that a sentence is the first below, if it is of a few words; else nothing."""
    pieces = [piece for piece in passage.sentences if piece.kind != "furniture"]
    at = next(n for n, piece in enumerate(pieces) if piece.span == span)
    if not at:
        return ""
    above = pieces[at - 1]
    text = one_line(passage.document.slice(above.span))
    is_line = passage.document.text[above.span.end : span.start].startswith("\n")
    heads = above.kind == "heading" or not text.endswith((".", "!", "?", ":", ";"))
    return text if heads and is_line and len(text.split()) <= _HEADING_WORDS else ""


def one_line(text: str) -> str:
    """A text on one line."""
    return " ".join(text.split())


def _weights(asked: set[str], sentences: Sequence[set[str]]) -> dict[str, float]:
    """What each word counts: log(1 + n / (1 + its sentences)) over the n sentences here."""
    count = Counter(word for sentence in sentences for word in sentence & asked)
    return {word: log(1 + len(sentences) / (1 + count[word])) for word in asked}


def _share(asked: set[str], weights: dict[str, float], own: set[str], near: set[str]) -> float:
    total = sum(weights[word] for word in asked)
    if not total:
        return 0.0
    held = sum(weights[word] for word in asked & own)
    return (held + _BEFORE * sum(weights[word] for word in asked & near)) / total


def label_of(document: Document) -> str:
    """What a document is called in a sentence: its title, and its date where it is known."""
    return ", ".join(filter(None, (document.title, plain_date(document.published or ""))))
