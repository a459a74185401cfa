"""A comparison: sides beside each other, each with the sentences that speak of it, or said to lack.

Where the sides are asked what they say, a sentence is theirs if they are its speaker; "each side"
is whoever says most about it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from index.corpus import Index
from index.text.words import words
from index.types import Scope, Span
from qa.english.asked_overviews import ComparisonAsked, nothing_on
from qa.english.names import same_name
from qa.evidence import when
from qa.evidence.topics import relevance
from qa.gather import Searched
from qa.kinds.mentions import mentions
from qa.kinds.overview import NOTHING, Told, about, choose, claim_of, in_order
from qa.kinds.speakers import speakers
from qa.types import Answer, AskedTime, Claim, Kind, Part

EACH = 3
"""Sentences of a side."""

MOST_SIDES = 4
"""Sides, where none is named."""

ABOUT_SIDE = 0.32
"""How far a sentence must be about its side and the matter."""

ABOUT_MATTER = 0.2
"""How far it must be about the matter by itself."""

NEAR_BEST = 0.6
"""Share of the best sentence's that every other one of a side needs."""

EACH_NEAR = 0.45
"""The same, where no side is named."""

_PASSAGES = 16
_SUBJECT = 3
"""Words of a sentence that may be who it is about."""


Search = Callable[[str, str], Searched]
"""What is looked for and the phrase of its time, which may be empty → the passages."""


@dataclass(frozen=True, slots=True)
class _Side:
    """What is set beside others.

    Attributes:
        called: as it was asked: "flood of 2021"; empty for whoever says something.
        name: the same without its time.
        matter: what is looked for.
        time: that what is said of it is held to.
    """

    called: str
    name: str
    matter: str
    time: AskedTime


def comparison(
    index: Index, search: Search, asked: ComparisonAsked, time: AskedTime, scope: Scope
) -> Answer:
    """The sides beside each other; without claims where the documents speak of none.

    Args:
        index: where the documents are.
        search: finds what is said of a side.
        asked: what is set beside each other, without its time.
        time: that the question asks for; a side may have its own.
        scope: which documents to look in.

    Raises:
        UserError: if the scope names what no document has.
    """
    sides = [_side(side, asked.about, time) for side in asked.sides]
    sides = sides or [_Side("", "", asked.about, time)]
    hits = [search(side.matter, side.time.phrase).hits for side in sides]
    found = [hit for some in hits for hit in some]
    sides = [replace(side, time=when.in_time(found, side.time)[1]) for side in sides]
    every = [
        about(side.matter, when.in_time(some, side.time)[0][:_PASSAGES], index.encoder)
        for side, some in zip(sides, hits, strict=True)
    ]
    told = [when.of_then(some, side.time) for side, some in zip(sides, every, strict=True)]
    chosen = _by_side(index, asked, sides, told) if asked.sides else _by_speaker(index, *told)
    claims: list[Claim] = []
    parts: list[Part] = []
    for n, (called, of_side) in enumerate(chosen):
        first = len(claims)
        given = {claim.text: at for at, claim in enumerate(claims)}
        own = [one for group in in_order(of_side) for one in group]
        new = [one for one in own if one.text not in given]
        claims += [replace(claim_of(one), part=len(parts)) for one in new]
        shared = (given[one.text] for one in own if one.text in given)
        places = (*range(first, len(claims)), *sorted(shared))
        missing = "" if places else _nothing(index, sides[n], asked.about, scope)
        parts.append(Part(called, places, missing))
    topic = asked.about or " and ".join(asked.sides)
    other = any(one.score >= ABOUT_SIDE for some in every for one in some)
    bound = [side.time for side in sides if side.time.period and not side.time.loose]
    reason = NOTHING.format(topic)
    if bound and other:
        reason = when.OF_ANOTHER_TIME.format(bound[0].phrase)
    loose = next((side.time for side in sides if side.time.loose), time)
    best = max((one.score for _, of_side in chosen for one in of_side), default=0.0)
    return Answer(
        time.asked,
        tuple(claims),
        confidence=best,
        best=claims[0].citations[0] if claims else None,
        notes=tuple(when.notes(when.Bound(()), loose, frozenset())),
        reason="" if claims else reason,
        scope=scope,
        coverage=index.coverage(scope),
        time=loose,
        kind=Kind.COMPARISON,
        parts=tuple(parts) if claims else (),
    )


def _side(called: str, about: str, time: AskedTime) -> _Side:
    """A side, which may name its own time: "the flood of 2021"."""
    own = when.asked_time(called, time.today, time.newest)
    if time.period or not own.phrase:
        return _Side(called, called, f"{called} {about}".strip(), time)
    name = when.bare_of(called, own.phrase)
    return _Side(called, name, f"{name} {about}".strip() or called, replace(own, given=time.given))


def _nothing(index: Index, side: _Side, about: str, scope: Scope) -> str:
    """That nothing is said of a side, in a sentence."""
    named = bool(mentions(index, side.name or side.called, scope))
    then = "" if side.time.loose else side.time.phrase
    return nothing_on(side.name or side.called, about, named, then)


def _by_side(
    index: Index, asked: ComparisonAsked, sides: Sequence[_Side], told: Sequence[Sequence[Told]]
) -> list[tuple[str, Sequence[Told]]]:
    """Each side that is named, with its sentences."""
    bare = replace(asked, sides=tuple(side.name for side in sides))
    return [
        (side.called, _of_side(index, side.name, bare, some))
        for side, some in zip(sides, told, strict=True)
    ]


def _of_side(index: Index, side: str, asked: ComparisonAsked, told: Sequence[Told]) -> list[Told]:
    own = set(words(side))
    others = [set(words(other)) for other in asked.sides if other and other != side]
    matters = _of_matter(asked.about, told, index)
    kept = []
    for one in told:
        stems = set(words(one.text))
        if one.score < ABOUT_SIDE:
            continue
        if asked.said:
            if not _says(own, one):
                continue
        elif not _speaks_of(own, one):
            continue
        if asked.about and matters[one.span] < ABOUT_MATTER:
            continue
        alone = not any(other <= stems for other in others)
        kept.append(replace(one, score=one.score + (0.05 if alone else 0.0)))
    best = max((one.score for one in kept), default=0.0)
    near = [one for one in kept if one.score >= NEAR_BEST * best]
    return choose(near, index.encoder, EACH)


def _of_matter(matter: str, told: Sequence[Told], index: Index) -> dict[Span, float]:
    """How far each sentence is about what is compared."""
    scores = relevance(matter, [(one.passage, one.span) for one in told], index.encoder)
    return {one.span: score for one, score in zip(told, scores, strict=True)}


def _is(side: set[str], speaker: frozenset[str]) -> bool:
    """Whether a speaker is a side: Ukraine speaks by "the Ukrainian authorities"."""
    return bool(speaker) and all(any(same_name(one, other) for other in speaker) for one in side)


def _says(side: set[str], one: Told) -> bool:
    """Whether a side says what a sentence says, or is who it begins with."""
    found = speakers(one.passage, one.span)
    if found:
        return any(_is(side, said) for said in found)
    return _is(side, frozenset(words(" ".join(one.text.split()[:_SUBJECT]))))


def _speaks_of(own: set[str], one: Told) -> bool:
    """Whether a sentence names a side, or leans on one that does."""
    before = one.before
    text = one.text if before is None else f"{one.document.slice(before)} {one.text}"
    if own <= set(words(text)):
        return True
    return own <= set(words(one.document.title)) and len(own & set(words(text))) * 2 >= len(own)


def _by_speaker(index: Index, told: Sequence[Told]) -> list[tuple[str, Sequence[Told]]]:
    """Whoever says something about the matter, with it; those who say most come first."""
    by_side: dict[frozenset[str], list[Told]] = {}
    best = max((one.score for one in told), default=0.0)
    for one in told:
        if one.score < max(ABOUT_SIDE, EACH_NEAR * best):
            continue
        for said in speakers(one.passage, one.span)[:1]:
            if not said:
                continue
            known = next((k for k in by_side if k <= said or said <= k), said)
            by_side.setdefault(known, []).append(one)
    order = sorted(by_side, key=lambda side: -max(one.score for one in by_side[side]))
    chosen: list[tuple[str, Sequence[Told]]] = []
    for side in order[:MOST_SIDES]:
        mine = choose(by_side[side], index.encoder, EACH)
        if mine:
            chosen.append((_called(side, mine), mine))
    return chosen


def _called(side: frozenset[str], told: Sequence[Told]) -> str:
    """How the documents call a speaker: the words of a sentence that are his."""
    best = ""
    for one in told:
        tokens = one.text.replace("“", " ").replace("”", " ").split()
        for first in range(len(tokens)):
            for last in range(first + 1, min(first + 8, len(tokens)) + 1):
                piece = " ".join(tokens[first:last]).strip(",.:;")
                if set(words(piece)) == side and (not best or len(piece) < len(best)):
                    best = piece
        if best:
            break
    return best.strip(",.") or " ".join(sorted(side))
