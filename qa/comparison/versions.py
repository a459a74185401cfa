"""Near copies of what is cited: the same sentence in other places, or other versions of it.

A near copy holds a cited sentence in the same words, in other words that say the same, with another
figure, or not at all. Only the first two are further places of a report. One that says something
else is another version: the newest answers, and the others are shown with what differs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from index.types import Document, Hit, Listed, OldVersion, Passage, Span
from qa.comparison.ages import newer, years_of
from qa.comparison.statements import alike, changes, conflict, content, counterpart, holds
from qa.english.dates import YEAR
from qa.evidence.select import Evidence
from qa.types import Version

NEAR = 0.5
"""The share of words from which a passage of a near copy is the same passage anew."""

COPIES = 16
"""Near copies of a document that are looked into at most, in the order in which they came."""

LOOKED_UP = 40
"""Sentences of which places and versions are looked up: no more are cited."""

_PASSAGES = 3  # of a near copy, in which a sentence is looked for


@dataclass(slots=True)
class Family:
    """Documents that were found, with their near copies; each is looked up when it is needed.

    Attributes:
        find: ids of documents → the near copies of those that have any: `Index.copies`.
        read: id of a document → its passages: `Index.passages`.
        kept: id of a document → what its file held before: `Index.old_versions`.
    """

    find: Callable[[Iterable[str]], Mapping[str, Sequence[Listed]]]
    read: Callable[[str], Sequence[Passage]]
    kept: Callable[[str], Sequence[OldVersion]] = lambda id: ()
    _copies: dict[str, Sequence[Listed]] = field(default_factory=dict)
    _passages: dict[str, Sequence[Passage]] = field(default_factory=dict)
    _before: dict[str, Sequence[OldVersion]] = field(default_factory=dict)
    _words: dict[str, list[frozenset[str]]] = field(default_factory=dict)

    def copies(self, ids: Iterable[str]) -> Mapping[str, Sequence[Listed]]:
        """Id of each of the documents → its near copies."""
        wanted = list(dict.fromkeys(ids))
        unknown = [id for id in wanted if id not in self._copies]
        found = self.find(unknown) if unknown else {}
        self._copies |= {id: found.get(id, ()) for id in unknown}
        return {id: self._copies[id] for id in wanted}

    def near(self, document: str) -> Sequence[Listed]:
        """The near copies of a document that are looked into."""
        return self.copies([document])[document][:COPIES]

    def before(self, document: str) -> Sequence[OldVersion]:
        """What the file of a document held before, the newest first."""
        if document not in self._before:
            self._before[document] = self.kept(document)
            for old in self._before[document]:
                self._passages.setdefault(old.document.id, old.passages)
        return self._before[document]

    def passages(self, document: str) -> Sequence[Passage]:
        """The passages of a document."""
        if document not in self._passages:
            self._passages[document] = self.read(document)
        return self._passages[document]

    def nearest(self, passage: Passage, document: str) -> list[Passage]:
        """The passages of a document that share most words with one, and enough; best first."""
        words = content(passage.text)
        if document not in self._words:
            self._words[document] = [content(other.text) for other in self.passages(document)]
        shares = {
            n: len(words & others) / max(1, min(len(words), len(others)))
            for n, others in enumerate(self._words[document])
        }
        best = sorted((n for n in shares if shares[n] >= NEAR), key=lambda n: -shares[n])
        return [self.passages(document)[n] for n in best[:_PASSAGES]]

    def document(self, id: str) -> Document | None:
        """A document that holds a passage; None if it holds none."""
        return next((passage.document for passage in self.passages(id)), None)


@dataclass(frozen=True, slots=True)
class _Match:
    """A sentence of a near copy that tells of the same thing as one that was found."""

    passage: Passage
    span: Span

    @property
    def document(self) -> Document:
        return self.passage.document

    @property
    def text(self) -> str:
        return self.document.slice(self.span)


def current(question: str, hits: Sequence[Hit], family: Family) -> list[Hit]:
    """The hits, each behind the same passage of the version that is to speak, if that differs.

    Args:
        question: which may mean a version by its year.
        hits: as they were searched.
        family: of their documents.

    Returns:
        The hits in their order, each passage once; those that were put in have the score of the
        hit that they stand before.
    """
    found: dict[Span, Hit] = {}
    for hit in hits:
        for passage in _speakers(question, hit.passage, family):
            found.setdefault(passage.span, Hit(passage, hit.score))
        found.setdefault(hit.passage.span, hit)
    return list(found.values())


def _speakers(question: str, passage: Passage, family: Family) -> Iterator[Passage]:
    """The same passage in the version that speaks before this one, if there is such a version."""
    versions = []
    for near in family.near(passage.document.id):
        versions += [
            other for other in family.nearest(passage, near.id)[:1] if _renewed(passage, other)
        ]
    best = passage
    for other in versions:
        if precedes(question, other.document, best.document):
            best = other
    if best is not passage:
        yield best


def _renewed(one: Passage, other: Passage) -> bool:
    """Whether a passage has all sentences of another one, and some of them say something else.

    What has a sentence of its own is read itself: the newer text may just have been cut.
    """
    texts = [other.document.slice(span) for span in other.citable]
    conflicts = False
    for span in one.citable:
        text = one.document.slice(span)
        best = max(texts, key=lambda there: alike(text, there), default="")
        if not best or not alike(text, best):
            return False
        conflicts = conflicts or conflict(text, best)
    return conflicts


def precedes(question: str, one: Document, other: Document) -> bool:
    """Whether a version is to speak rather than another one.

    It is the newer one, unless the question names the year of one of them only.
    """
    asked = set(YEAR.findall(question))
    means = bool(asked & years_of(one)), bool(asked & years_of(other))
    return means[0] if means[0] != means[1] else newer(one, other) > 0


def with_versions(question: str, evidence: Sequence[Evidence], family: Family) -> list[Evidence]:
    """The evidence with its other places and versions; of versions, the one that is to speak.

    What an older version says is no evidence any more: it stands beside the newer sentence, which
    has its probability if it had a lower one itself. Versions of which nothing tells the newer one
    are all kept.

    Args:
        question: as for `precedes`.
        evidence: the most probable first.
        family: of their documents.

    Returns:
        The most probable first.
    """
    known = {one.span: one for one in evidence}
    found: dict[Span, Evidence] = {}
    for one in evidence[:LOOKED_UP]:
        looked = _looked_up(one, family)
        best = _speaker(question, looked, family)
        if best is None:
            found.setdefault(one.span, looked)
            continue
        newest = known.get(best.span) or _evidence(one, best, family)
        if newest is None:
            found.setdefault(one.span, looked)
            continue
        raised = replace(newest, probability=max(newest.probability, one.probability))
        before = found.get(raised.span)
        if before is None or before.probability < raised.probability:
            found[raised.span] = _looked_up(raised, family)
    for one in evidence[LOOKED_UP:]:
        found.setdefault(one.span, one)
    return sorted(found.values(), key=lambda one: -one.probability)


def _looked_up(one: Evidence, family: Family) -> Evidence:
    """The evidence with its places and versions."""
    listed = family.near(one.span.doc_id)
    places: list[Listed] = []
    others: list[_Match] = []
    latest = one.passage.document
    for near in listed:
        match = _match(one, near.id, family)
        if match is None:
            continue
        if conflict(one.text, match.text, one.words):
            others.append(match)
        elif holds(match.text, one.text):
            places.append(near)
            latest = match.document if newer(match.document, latest) > 0 else latest
    unsorted = [_version(one, other, latest) for other in others]
    versions = sorted(unsorted, key=lambda version: _place(version, unsorted))
    versions += _before(one, family)
    return replace(
        one,
        elsewhere=tuple(places),
        versions=tuple(versions),
        report=frozenset(near.id for near in listed),
    )


def _before(one: Evidence, family: Family) -> list[Version]:
    """What the file of the evidence said before, where that was something else; newest first.

    Each sentence once, until when it was last said.
    """
    found: dict[str, Version] = {}
    for old in family.before(one.span.doc_id):
        match = _match(one, old.document.id, family)
        if match and conflict(one.text, match.text, one.words):
            differs = changes(match.text, one.text)
            version = Version(match.document, match.span, -1, differs, old.until)
            found.setdefault(match.text, version)
    return list(found.values())


def _place(version: Version, versions: Sequence[Version]) -> int:
    """How many of the versions are newer."""
    return sum(newer(other.document, version.document) > 0 for other in versions)


def _match(one: Evidence, document: str, family: Family) -> _Match | None:
    """The sentence of a near copy that is this one anew; None if it is another sentence's."""
    candidates = [
        _Match(passage, span)
        for passage in family.nearest(one.passage, document)
        for span in passage.citable
    ]
    best = max(candidates, key=lambda match: alike(one.text, match.text), default=None)
    score = alike(one.text, best.text) if best else 0.0
    if best is None or not score:
        return None
    rivals = (
        passage.document.slice(span)
        for passage in family.nearest(best.passage, one.span.doc_id)
        for span in passage.citable
        if span != one.span
    )
    if score < 1.0 and any(alike(rival, best.text) > score for rival in rivals):
        return None
    return best


def _version(one: Evidence, match: _Match, latest: Document) -> Version:
    """The version of a sentence that a match is.

    Args:
        one: the sentence.
        match: the other version.
        latest: the newest document that says what the sentence says.
    """
    return Version(
        match.document, match.span, newer(match.document, latest), changes(match.text, one.text)
    )


def _speaker(question: str, one: Evidence, family: Family) -> Version | None:
    """The version that is to speak in place of this evidence, or None if it is itself current."""
    same = [one.passage.document, *filter(None, (family.document(e.id) for e in one.elsewhere))]
    best: Version | None = None
    for version in one.versions:
        if version.until:
            continue
        rivals = [*same, *([best.document] if best else [])]
        if all(precedes(question, version.document, rival) for rival in rivals):
            best = version
    return best


def _evidence(old: Evidence, version: Version, family: Family) -> Evidence | None:
    """A sentence of a newer version that was not read, as evidence in place of the older one."""
    start, end = old.answer.start - old.span.start, old.answer.end - old.span.start
    place = counterpart(old.text, version.quote, (start, end))
    span = version.span
    answer = Span(span.doc_id, span.start + place[0], span.start + place[1]) if place else span
    for passage in family.passages(span.doc_id):
        if passage.span.contains(span):
            return Evidence(passage, span, old.probability, answer)
    return None
