"""What a pronoun points to: the entity of its kind that was spoken of last.

The last question and its answer come before the turns before them; what a question is about before
what it only mentions; who was asked for before who was named on the way. The person is asked back
only where two fit equally.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from qa.conversation.entities import entities
from qa.conversation.entity import Entity, Kind, distinct
from qa.conversation.reading import answer_words, question_of
from qa.english import follow_ups as english
from qa.english import name_kinds as kinds
from qa.english.enumerations import joined
from qa.types import Answer

_ANSWER, _TOPIC, _ASIDE, _CLAIMED, _NAMED = 6.5, 5.0, 3.0, 2.0, 1.0
"""What it counts to be asked for, asked about, mentioned, first in a claim, or later in one."""

_SUBJECT = 1.0
_AGAIN = 2.0
_KNOWN_GENDER = 1.0
_OLDER = 4.0
"""What a turn further back counts less."""

_UNSURE, _OPEN = 1.0, 4.5
_CLAIMS = 2
_LONGEST_CLAIM = 600


@dataclass(frozen=True, slots=True)
class Candidate:
    """What may be meant, and how well it fits."""

    entity: Entity
    score: float


def known(turns: Sequence[Answer]) -> list[Entity]:
    """All that was named in the questions and the cited claims, each by its fullest name."""
    found: list[Entity] = []
    for turn in turns:
        for text in (*_claims(turn), question_of(turn)):
            found += [e for e in entities(text) if e.is_name and e.kind != Kind.OPEN and e.sure]
    return distinct(found)


def candidates(pointing: re.Match[str], turns: Sequence[Answer]) -> list[Candidate]:
    """What a pronoun may stand for, the best first; those of one name are one.

    Args:
        pointing: of `english.POINTING`.
        turns: the latest first.
    """
    word = pointing.group().lower()
    told = known(turns)
    found: list[Candidate] = []
    for age, turn in enumerate(turns):
        for candidate in _of_turn(turn, told, bool(pointing["several"])):
            score = _fit(candidate.entity, candidate.score, word, pointing)
            if score is not None:
                again = _AGAIN if not age and _was_put(candidate.entity, turn) else 0.0
                found.append(Candidate(candidate.entity, score + again - _OLDER * age))
    return _once(sorted(found, key=lambda one: -one.score))


def meant(pointing: re.Match[str], turns: Sequence[Answer], but: Sequence[str] = ()) -> list[str]:
    """What a pronoun stands for; several where they fit equally; none where nothing does.

    Args:
        pointing: of `english.POINTING`.
        turns: the latest first.
        but: names that are meant by another pronoun of the question.
    """
    if pointing["place"]:
        return _places(turns)
    found = [one for one in candidates(pointing, turns) if one.entity.text not in but]
    if pointing["several"] and len(found) > 1 and found[1].score == found[0].score:
        best = [one.entity for one in found if one.score == found[0].score]
        if all(e.kind in (Kind.PERSON, Kind.OPEN, Kind.GROUP) for e in best):
            return [joined([e.text for e in best])]
    return [one.entity.text for one in found if one.score == found[0].score]


def _of_turn(turn: Answer, told: Sequence[Entity], several: bool) -> Iterator[Candidate]:
    """What a question and its answer speak of, by the part it has there."""
    asked = question_of(turn)
    yield from _answers(turn, told, several)
    spoken = entities(asked, told)
    if several:
        spoken += _coordinated(asked, spoken)
        if counted := counted_ones(asked):
            yield Candidate(
                Entity(counted, 0, len(counted), Kind.THING, plural=True), _TOPIC + _SUBJECT
            )
    first = True
    if answer_words(turn) and english.WHO_HAS_IT.match(asked):
        spoken = [entity for entity in spoken if entity.kind != Kind.PERSON or entity.is_name]
    for entity in spoken:
        score = _ASIDE if entity.aside else _TOPIC
        if first and not entity.aside and not english.MEETING.search(asked):
            score, first = score + _SUBJECT, False
        yield Candidate(entity, score)
    for text in _claims(turn):
        claimed = entities(text, told)
        claimed += _coordinated(text, claimed) if several else []
        for n, entity in enumerate(claimed):
            if entity.kind != Kind.OPEN:
                yield Candidate(entity, _CLAIMED if not n else _NAMED)


def _answers(turn: Answer, told: Sequence[Entity], several: bool) -> Iterator[Candidate]:
    """Who or what was asked for, as the words that answer have it."""
    asked, found = question_of(turn), answer_words(turn)
    which = english.ASKS_WHICH.search(asked)
    is_thing = which and which["noun"].lower() not in english.BE | english.DO
    if not found or not (
        english.ASKS_WHO.search(asked) or english.ASKS_WHERE.search(asked) or is_thing
    ):
        return
    named = [e for e in entities(f"by {found}", told) if e.kind != Kind.THING]
    if several and len(named) > 1:
        names = [entity.text for entity in distinct(named)]
        yield Candidate(replace(named[0], text=joined(names), plural=True, gender=""), _ANSWER)
    who = bool(english.ASKS_WHO.search(asked))
    if who and named and len(named[0].text) * 2 < len(found) and named[0].kind != Kind.PERSON:
        return  # an anonymous US buyer
    for entity in named[: 1 if who else None]:
        kind = Kind.PERSON if who and entity.kind == Kind.OPEN else entity.kind
        is_person = kinds.PERSON_NOUN.fullmatch(which["noun"]) if which else True
        if not who and not is_person and kind == Kind.PERSON and not entity.sure:
            kind = Kind.GROUP
        yield Candidate(replace(entity, kind=kind, aside=False), _ANSWER)
    if not named and is_thing and len(found.split()) <= 6:
        plural = bool(re.search(r"\band\b|[^s]s$", found))
        yield Candidate(Entity(found, 0, len(found), Kind.THING, plural=plural), _ANSWER)


def counted_ones(question: str) -> str:
    """Those whom a question counts, with what befell them: the people hurt in Krasnogorsk."""
    lead = english.WH_PHRASE.match(question)
    if not lead or not lead["noun"] or not english.COUNTED.match(lead.group() + " "):
        return ""
    rest = question[lead.end() :].strip().rstrip("?! .")
    auxiliary, _, tail = rest.partition(" ")
    if auxiliary.lower() not in english.BE or not english.PARTICIPLE_FIRST.match(tail):
        return ""
    return f"the {lead['noun'].strip()} {tail}"


def _coordinated(text: str, spoken: Sequence[Entity]) -> list[Entity]:
    """Two or more that are named together: A, B and C."""
    found: list[Entity] = []
    run: list[Entity] = []
    for entity in (*(e for e in spoken if e.kind != Kind.THING), None):
        if (
            run
            and entity
            and re.fullmatch(r"\s*(?:,|,?\s*and|,?\s*or)\s+", text[run[-1].end : entity.start])
        ):
            run.append(entity)
            continue
        if len(run) > 1 and re.search(r"\b(?:and|or)\b", text[run[0].end : run[-1].start]):
            names = joined([one.text for one in run])
            whole = replace(run[0], text=names, end=run[-1].end, plural=True, gender="")
            found.append(whole)
        run = [entity] if entity else []
    return found


def _fit(entity: Entity, score: float, word: str, pointing: re.Match[str]) -> float | None:
    """How well an entity fits a pronoun; None where it cannot be meant."""
    if pointing["several"]:
        return _fit_several(entity, score)
    if entity.plural:
        return None
    score -= 0.0 if entity.sure else _UNSURE
    if pointing["person"]:
        if entity.kind not in (Kind.PERSON, Kind.OPEN):
            return None
        wanted = "f" if word in english.WOMAN else "m"
        if entity.gender and entity.gender != wanted:
            return None
        score -= _OPEN if entity.kind == Kind.OPEN else 0.0
        return score + (_KNOWN_GENDER if entity.gender else 0.0)
    if entity.kind == Kind.PERSON:
        return None
    if entity.kind == Kind.PLACE and entity.aside:
        score -= _UNSURE
    return score - (_UNSURE if entity.kind == Kind.OPEN else 0.0)


def _fit_several(entity: Entity, score: float) -> float | None:
    if entity.plural:
        return score + _SUBJECT
    if entity.kind == Kind.GROUP:
        return score
    if entity.kind == Kind.PLACE and not entity.aside:
        return score - 2 * _UNSURE
    return score - _OPEN if entity.kind in (Kind.PERSON, Kind.OPEN) else None


def _was_put(entity: Entity, turn: Answer) -> bool:
    """Whether it stands in the last question in place of a pronoun."""
    return (
        bool(turn.follow_up) and entity.text in turn.question and entity.text not in turn.follow_up
    )


def _once(found: Sequence[Candidate]) -> list[Candidate]:
    """Each name once, with its best score and its fullest name."""
    kept: list[Candidate] = []
    for one in found:
        n = next((n for n, seen in enumerate(kept) if seen.entity.same(one.entity)), None)
        if n is None:
            kept.append(one)
        elif not one.entity.plural and one.entity.kind == kept[n].entity.kind == Kind.PERSON:
            fuller = max((kept[n].entity, one.entity), key=lambda e: len(e.text.split()))
            kept[n] = Candidate(replace(fuller, start=kept[n].entity.start), kept[n].score)
    return kept


def _places(turns: Sequence[Answer]) -> list[str]:
    """The place of the last turn that has one, with its preposition."""
    for turn in turns:
        asked = question_of(turn)
        found = answer_words(turn)
        if found and english.ASKS_WHERE.search(asked) and english.NAME.search(f"by {found}"):
            return [found if english.PREPOSITION.match(found) else f"{_at(found)} {found}"]
        phrases = [match.group() for match in english.PHRASE_OF_PLACE.finditer(asked)]
        places = [e.text for e in entities(asked, known(turns)) if e.kind == Kind.PLACE]
        old = [match[2] for match in english.PLACE.finditer(asked)]
        if phrases or places or old:
            return [phrases[-1] if phrases else f"in {(places or old)[-1]}"]
    for turn in turns:
        for text in _claims(turn):
            places = [e.text for e in entities(text) if e.kind == Kind.PLACE]
            if places:
                return [f"in {places[0]}"]
    return []


def _at(place: str) -> str:
    return "at" if place[0].isdigit() else "in"


def _claims(turn: Answer) -> list[str]:
    return [claim.text[:_LONGEST_CLAIM] for claim in turn.claims[:_CLAIMS]]
