"""The pronouns of a question that point out of it, and a name put in the place of one."""

import re
from collections.abc import Sequence

from qa.conversation.entities import entities
from qa.conversation.entity import Entity, Kind
from qa.english import follow_ups as english
from qa.english import name_kinds as kinds

_MOST_POINTERS = 3


def pointers(question: str) -> list[re.Match[str]]:
    """The pronouns that point out of a question: no one before them there may be meant."""
    found: list[re.Match[str]] = []
    hollow = [match.span() for match in english.EXPLETIVE.finditer(question)]
    spoken: list[Entity] | None = None
    for match in english.POINTING.finditer(question):
        if any(start <= match.start() < end for start, end in hollow):
            continue
        if _is_existence(match, question):
            continue
        if spoken is None:
            spoken = entities(question)
        if not _is_bound(match, question, spoken):
            found.append(match)
        if len(found) == _MOST_POINTERS:
            break
    return found


def _is_existence(match: re.Match[str], question: str) -> bool:
    """Whether a `there` only says that there is something: it stands behind an auxiliary."""
    behind = question[match.end() :].strip("?!. ")
    return bool(match["place"] and behind and english.THERE_IS.search(question[: match.start()]))


def _is_bound(match: re.Match[str], question: str, spoken: Sequence[Entity]) -> bool:
    """Whether a pronoun may stand for something that the question itself names.

    One right behind the first auxiliary (`what did he say`) may not: nothing that could be meant
    stands before it, but what is asked for. What a verb is done to is not who does it: one that
    stands behind its verb (`met him`) needs two before it in its clause, of which it is the other.
    """
    start = question[: match.start()]
    if english.NEW_SENTENCE.search(start) or _is_taken_up(match, question):
        return True
    if english.BEHIND_FIRST_AUXILIARY.fullmatch(start):
        return False
    if (
        match["place"]
        or match["fact"]
        or not (match["person"] or match["thing"] or match["several"])
    ):
        return any(_may_be(e, match) for e in spoken if e.end <= match.start())
    places = [e.end for e in spoken if e.end <= match.start() and _may_be(e, match)]
    places += [noun.end() for noun in _asked_for(match, start)]
    if match["several"]:
        places += [noun.end() for noun in english.PLURAL.finditer(start)]
        places += [two.end() for two in english.TWO.finditer(start)]
    if not places:
        return False
    if not _is_object(match, question) or english.CLAUSE.search(start[max(places) :]):
        return True
    return len(set(places)) > 1 or bool(
        english.ASKS_WHO_DOES.match(question) and _names(places, spoken)
    )


def _names(places: Sequence[int], spoken: Sequence[Entity]) -> bool:
    """Whether one of the places is that of a name."""
    return any(e.is_name and e.end in places for e in spoken)


def _is_taken_up(match: re.Match[str], question: str) -> bool:
    """Whether who is meant follows: `in his new series, Bill Nye said …`."""
    lead = english.TAKEN_UP.match(question)
    return lead is not None and match.start() < lead.end()


def _asked_for(match: re.Match[str], start: str) -> list[re.Match[str]]:
    """The nouns that a question asks for and that a pronoun may stand for: `which star …`."""
    found = list(english.ASKED_NOUN.finditer(start))
    if match["person"]:
        return found + list(kinds.PERSON_NOUN.finditer(start))
    return (
        [noun for noun in found if not kinds.PERSON_NOUN.fullmatch(noun["noun"])]
        if (match["thing"])
        else found
    )


def _may_be(entity: Entity, match: re.Match[str]) -> bool:
    """Whether an entity is of the kind that a pronoun may stand for."""
    if match["person"]:
        return entity.kind in (Kind.PERSON, Kind.OPEN) and not entity.plural
    if match["several"]:
        return entity.plural or entity.kind == Kind.GROUP
    if match["place"]:
        return entity.kind in (Kind.PLACE, Kind.OPEN)
    if match["thing"]:
        is_mentioned = entity.kind == Kind.PLACE and entity.aside
        is_person = entity.kind == Kind.PERSON and entity.sure
        return not is_person and not entity.plural and not is_mentioned
    return entity.kind != Kind.THING


def _is_object(match: re.Match[str], question: str) -> bool:
    """Whether a pronoun stands behind its verb, and not before one or before what is owned."""
    word = match.group().lower()
    behind = question[match.end() :]
    if word in english.OBJECTS:
        return True
    if word == "her":
        return not english.OWNED.match(behind)
    return word == "it" and bool(english.NOTHING_BEHIND.match(behind))


def put(question: str, pointer: re.Match[str], name: str) -> str:
    """A question with a name for a pronoun, in the form that this has."""
    word = pointer.group().lower()
    behind = question[pointer.end() :]
    possessive = word in english.POSSESSIVE and not (
        word == "her" and not english.OWNED.match(behind)
    )
    mark = owning(name) if possessive else ""
    start = question[: pointer.start()]
    named = name if start.strip() else name[:1].upper() + name[1:]
    if re.search(r"\bthe $", start, re.I) and named.lower().startswith("the "):
        named = named[4:]
    return start + named + mark + behind


def owning(name: str) -> str:
    """What stands behind a name before what is owned: "the baths’", "Ada’s"."""
    return "’" if re.search(r"s$", name) and re.match(r"the ", name) else "’s"
