"""An overview: the few sentences that tell of a topic together, none twice, in order of time.

Search → the sentences that state something → those about the topic → the weightiest, no two of
which say the same. What is about the topic is told from meaning and words, what is weighty from
where it stands in its document and how many documents say it. A sentence that leans on the one
before it is given together with that, or not at all.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from index.encoders.encode import Encoder
from index.text.sameness import says_the_same
from index.text.words import words
from index.types import Document, Hit, Passage, Span
from qa.english.leaning import leans
from qa.english.telling import tells
from qa.evidence import when
from qa.evidence.claimable import claimable
from qa.evidence.select import leant_on
from qa.evidence.topics import relevance
from qa.gather import Searched
from qa.types import Answer, Citation, Claim, Kind, Part

MOST = 8
"""Sentences of an overview."""

ABOUT = 0.4
"""How far the best sentence must be about the topic, for there to be an overview: as a timeline."""

OWN = 0.35
"""What a sentence's own meaning counts in that, without the title of its document."""

NEAR_BEST = 0.5
"""Share of the best sentence's that every other one needs."""

ELSEWHERE = 0.72
"""The same in a document that is less about the topic."""

HOME = 0.8
"""Share of the document that is most about it, from which another is, too."""

_OF_DOCUMENT = 3
"""Sentences by which a document is about a topic."""

STILL_NEAR = 0.35
"""The same for others of their documents, where there would be fewer than `FEWEST`."""

FEWEST = 4
"""Sentences of an overview, where there are so many."""

LEAD = 0.12
"""What standing first in a document counts beside being about the topic, which counts up to 1."""

OFTEN = 0.05
"""What every further document that says the same counts."""

ALIKE = 0.25
"""What is taken off for being like a sentence that was chosen, at most."""

SAME = 0.6
"""Share of words from which a sentence says again what one before said."""

FEWEST_WORDS = 5
_PASSAGES = 24
_DOCUMENTS = 5

_NAME = re.compile(
    r"\b[A-ZÀ-Þ][\w-]*(?:[’'](?!s\b)\w+)?(?: (?:(?:of|de|von|van) )?[A-ZÀ-Þ][\w-]*){0,4}"
)
"""A name of one or more words."""

_NTH = re.compile(r"\b\d{1,4}(?:st|nd|rd|th) [a-z]\w*", re.IGNORECASE)

NOTHING = "The documents say nothing about “{}”."


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that may tell of a topic.

    Attributes:
        passage: it stands in.
        span: it.
        score: how far it is about the topic, in [0, 1].
        lead: what standing early in its document is worth, in [0, 1].
    """

    passage: Passage
    span: Span
    score: float = 0.0
    lead: float = 0.0

    @property
    def document(self) -> Document:
        """It stands in."""
        return self.passage.document

    @property
    def text(self) -> str:
        """The sentence, word for word."""
        return self.document.slice(self.span)

    @property
    def before(self) -> Span | None:
        """The sentence before it, if it leans on that."""
        return leant_on(self.passage, self.span) if leans(self.text) else None


def overview(searched: Searched, topic: str, encoder: Encoder) -> Answer:
    """The overview of a topic, or an answer without claims where nothing is about it.

    Of a time that is asked for, with what is told of that time alone.

    Args:
        searched: the passages that were found for it.
        topic: in a few words, without its time.
        encoder: of the index.
    """
    hits, asked = when.in_time(searched.hits, searched.asked)
    every = of_that_place(topic, about(topic, naming(topic, hits)[:_PASSAGES], encoder))
    told = when.of_then(every, asked)
    at_all = max((one.score for one in every), default=0.0) >= ABOUT
    empty = Answer(
        searched.question,
        hits=tuple(searched.hits),
        notes=tuple(when.notes(when.Bound(()), asked, frozenset())),
        reason=(when.OF_ANOTHER_TIME.format(asked.phrase) if at_all else NOTHING.format(topic)),
        scope=searched.scope,
        coverage=searched.coverage,
        copies_left_out=searched.copies_left_out,
        time=asked,
        kind=Kind.OVERVIEW,
    )
    best = max((one.score for one in told), default=0.0)
    if best < ABOUT:
        return empty
    near = _near(told, best)
    chosen = choose(near, encoder, MOST)
    if len(chosen) < FEWEST:
        documents = {one.document.id for one in chosen}
        also = [
            one for one in told if one.document.id in documents and one.score >= STILL_NEAR * best
        ]
        chosen = choose([*near, *(one for one in also if one not in near)], encoder, FEWEST)
    return with_told(empty, chosen, best)


def with_told(answer: Answer, chosen: Sequence[Told], best: float) -> Answer:
    """An answer that gives some sentences, by document.

    Args:
        answer: without claims.
        chosen: at least one sentence.
        best: how far the best is about what is asked, in [0, 1].
    """
    groups = in_order(chosen)
    claims = [claim_of(one) for group in groups for one in group]
    parts, place = [], 0
    for group in groups:
        places = tuple(range(place, place + len(group)))
        parts.append(Part(group[0].document.title, places))
        place += len(group)
    claims = [
        replace(claim, part=next(n for n, part in enumerate(parts) if at in part.claims))
        for at, claim in enumerate(claims)
    ]
    return replace(
        answer,
        claims=tuple(claims),
        confidence=best,
        best=claims[0].citations[0],
        reason="",
        parts=tuple(parts),
    )


def _near(told: Sequence[Told], best: float) -> list[Told]:
    """The sentences that are enough about the topic; in a document about it, less is enough."""
    scores: dict[str, list[float]] = {}
    for one in told:
        scores.setdefault(one.document.id, []).append(one.score)
    whole = {id: float(np.mean(sorted(some)[-_OF_DOCUMENT:])) for id, some in scores.items()}
    most = max(whole.values())
    return [
        one
        for one in told
        if one.score >= best * (NEAR_BEST if whole[one.document.id] >= HOME * most else ELSEWHERE)
    ]


def about(topic: str, hits: Sequence[Hit], encoder: Encoder) -> list[Told]:
    """The sentences of some hits that state something, with how far they are about a topic."""
    sentences = list(_sentences(hits))
    if not sentences:
        return []
    scores = relevance(topic, [(one.passage, one.span) for one in sentences], encoder)
    own = encoder.encode([one.text for one in sentences]) @ encoder.encode([topic], "query")[0]
    return [
        replace(one, score=(1 - OWN) * score + OWN * max(0.0, float(by_itself)))
        for one, score, by_itself in zip(sentences, scores, own, strict=True)
    ]


def _sentences(hits: Iterable[Hit]) -> Iterator[Told]:
    """The sentences that state something, each once; of a table none."""
    seen: set[Span] = set()
    for hit in hits:
        document = hit.passage.document
        for span in hit.passage.citable:
            text = document.slice(span)
            if (
                span in seen
                or len(text.split()) < FEWEST_WORDS
                or not claimable(document, span)
                or document.in_table(span.start)
                or not tells(text)
                or not re.search(r"[.!”\"’)]$", text.strip())
            ):
                continue
            seen.add(span)
            share = span.start / max(1, min(len(document.text), 4_000))
            yield Told(hit.passage, span, lead=max(0.0, 1.0 - share))


def naming(topic: str, hits: Sequence[Hit]) -> list[Hit]:
    """The hits of documents that name what a topic names, as it does; all where it names nothing.

    Of several names, those of the documents that have most. "East Palestine" is named neither by
    "the Middle East" nor by "Palestine".
    """
    names = [" ".join(name.casefold().split()) for name in _NAME.findall(topic)]
    if not names:
        return list(hits)
    counts: dict[str, int] = {}
    for document in {hit.passage.document.id: hit.passage.document for hit in hits}.values():
        text = " ".join(f"{document.title} {document.text}".casefold().split())
        counts[document.id] = sum(name in text for name in names)
    most = max(counts.values(), default=0)
    return [hit for hit in hits if most and counts[hit.passage.document.id] == most]


def of_that_place(topic: str, told: Sequence[Told]) -> list[Told]:
    """The sentences that name the place in an order that a topic names: "the 73rd minute".

    All of them where it names none, or none of them does.
    """
    named = [" ".join(place[0].casefold().split()) for place in _NTH.finditer(topic)]
    of_it = [one for one in told if all(name in one.text.casefold() for name in named)]
    return of_it or list(told)


def choose(told: Sequence[Told], encoder: Encoder, most: int) -> list[Told]:
    """The weightiest sentences, no two alike: maximal marginal relevance.

    Carbonell and Goldstein, SIGIR 1998. A sentence that leans is taken where the one before it was
    taken or is told with it; the documents are at most a few.
    """
    if not told:
        return []
    vectors = encoder.encode([one.text for one in told])
    similar = vectors @ vectors.T
    stems = [frozenset(words(one.text)) for one in told]
    weights = [
        one.score + LEAD * one.lead + OFTEN * _others(n, told, stems) for n, one in enumerate(told)
    ]
    chosen: list[int] = []
    documents: set[str] = set()
    while len(chosen) < most:
        best, best_weight = -1, -np.inf
        for n, one in enumerate(told):
            if n in chosen or any(says_the_same(stems[n], stems[m], SAME) for m in chosen):
                continue
            if one.document.id not in documents and len(documents) >= _DOCUMENTS:
                continue
            alike = max((float(similar[n, m]) for m in chosen), default=0.0)
            leaning = 0.1 if one.before else 0.0
            weight = weights[n] - ALIKE * max(0.0, alike) - leaning
            if weight > best_weight:
                best, best_weight = n, weight
        if best < 0:
            break
        chosen.append(best)
        documents.add(told[best].document.id)
    return [told[n] for n in chosen]


def _others(n: int, told: Sequence[Told], stems: Sequence[frozenset[str]]) -> int:
    """How many other documents say much of the same, up to three."""
    return min(
        3,
        len(
            {
                other.document.id
                for m, other in enumerate(told)
                if other.document.id != told[n].document.id
                and says_the_same(stems[n], stems[m], SAME)
            }
        ),
    )


def in_order(chosen: Sequence[Told]) -> list[list[Told]]:
    """The sentences by document, the earliest first and undated ones last, each in order."""
    by_document: dict[str, list[Told]] = {}
    for one in chosen:
        by_document.setdefault(one.document.id, []).append(one)
    first = {id: n for n, id in enumerate(by_document)}
    groups = sorted(
        by_document.values(),
        key=lambda group: (group[0].document.published or "9999", first[group[0].document.id]),
    )
    return [sorted(group, key=lambda one: one.span) for group in groups]


def claim_of(one: Told) -> Claim:
    """A sentence as a claim, word for word; with the one before where it leans on that."""
    spans = [one.span, *filter(None, [one.before])]
    return Claim(one.text, tuple(Citation(one.document, span, 1.0) for span in spans))
