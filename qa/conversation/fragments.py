"""Follow-ups that are a piece of a question: `and in Kharkiv?`, `killed?`, `the mayor of Oslo?`.

Each takes the question before and changes one thing in it: what is of the same kind as what was
said.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.text.time_phrases import Mention, find_periods
from qa.conversation.bare_nouns import with_bare_noun
from qa.conversation.entities import entities
from qa.conversation.entity import Entity, Kind, distinct
from qa.conversation.pointing import known
from qa.conversation.reading import Rewritten, question_of
from qa.english import follow_ups as english
from qa.english import name_kinds as kinds
from qa.english.asked_contents import title_asked
from qa.english.asked_of_it import DOES_WHAT, TAKE_NO_THING
from qa.english.bare_nouns import LAST
from qa.types import Answer

_ANY_DAY = datetime.date(2000, 6, 15)
"""Phrases of time are only told apart here, not read."""


_ABOUT = "(?:about|on|regarding)"


def changed(said: str, turns: Sequence[Answer]) -> Rewritten:
    """The question before with what was said in the place of its like; empty where it has none.

    Args:
        said: a few words, without `and` or `what about` before them.
        turns: the latest first.
    """
    question = question_of(turns[0])
    said = english.TOO.sub("", said)
    if title_asked(question):  # nothing is put inside the name of a document
        return Rewritten(f"Tell me about {said}")
    if english.PREPOSITION.match(said):
        said = said[0].lower() + said[1:]
    found = (
        _with_time(said, question)
        or _with_ordinal(said, question)
        or _with_phrase(said, question)
        or _with_participle(said, question, turns)
    )
    if found:
        return Rewritten(found)
    return (
        _with_name(said, question, turns)
        or _with_thing(said, question)
        or _with_topic(said, question)
        or Rewritten(with_bare_noun(said, question) or _of_the_same(said, question))
    )


def _of_the_same(said: str, question: str) -> str:
    """`and X-rays?` after "What does the clinic offer?": does the clinic offer X-rays?"""
    asked = DOES_WHAT.fullmatch(question)
    is_noun = asked and not english.PREPOSITION.match(said) and not find_periods(said, _ANY_DAY)
    if not asked or not is_noun or asked["does"].lower() in TAKE_NO_THING or _is_somebody(said):
        return ""
    return f"{asked['verb'].capitalize()} {asked['who']} {asked['does']} {said}?"


def _is_somebody(said: str) -> bool:
    """Whether it names people, who are asked about as often as of them: `and children?`."""
    people = any(entity.kind == Kind.PERSON for entity in entities(f"about {said}"))
    last = _last(said).lower()
    nouns = (last, last.removesuffix("s"))
    return people or last in english.PEOPLE or any(map(kinds.PERSON_NOUN.fullmatch, nouns))


def _with_time(said: str, question: str) -> str:
    wanted = find_periods(said, _ANY_DAY)
    if not wanted or english.A_DAY_FROM.fullmatch(said):
        return _with_part_of_day(said, question) or _with_day_from(said, question)
    around = said[: wanted[0].start] + said[wanted[-1].end :]
    if english.BEFORE_A_TIME.sub("", around).strip():
        return ""
    times = find_periods(question, _ANY_DAY)
    is_bare = not english.PREPOSITION.match(said)
    if times:
        return _in_place_of(times[-1], said, question, is_bare)
    year = f"in {said}" if english.YEAR.fullmatch(said) else said
    return f"{question.rstrip('? .')} {year}?"


def _with_part_of_day(said: str, question: str) -> str:
    """`in the afternoon` for `in the morning`."""
    last = list(english.PART_OF_DAY.finditer(question))[-1:]
    if not english.PART_OF_DAY.fullmatch(said) or not last:
        return ""
    return question[: last[0].start()] + said + question[last[0].end() :]


def _with_day_from(said: str, question: str) -> str:
    """`the day before` with the day that the question names."""
    times = find_periods(question, _ANY_DAY)
    if not times or not english.A_DAY_FROM.fullmatch(said):
        return ""
    start, end = times[-1].start, times[-1].end
    before = english.JUST_BEFORE_A_TIME.search(question[:start])
    day = english.BEFORE_A_TIME.sub("", question[start:end], count=1).strip()
    cut = before.start() if before else start
    told = said.removesuffix(" that").removeprefix("on ").removeprefix("in ")
    on = "on" if "day" in told else "in"
    return f"{question[:cut].rstrip()} {on} {told} {day}{question[end:]}"


def _in_place_of(time: Mention, said: str, question: str, is_bare: bool) -> str:
    start = time.start
    before = english.JUST_BEFORE_A_TIME.search(question[:start])
    phrase = question[time.start : time.end]
    if before and (not is_bare or english.RELATIVE_TIME.match(said)):
        start = before.start() + (question[before.start()] == " ")
    elif not is_bare and english.PREPOSITION.match(phrase):
        pass
    elif is_bare and (lead := english.PREPOSITION.match(phrase)) and english.YEAR.fullmatch(said):
        start = time.start + lead.end() + 1
    return question[:start] + said + question[time.end :]


def _with_ordinal(said: str, question: str) -> str:
    wanted = re.fullmatch(
        rf"(?:the )?({english.ORDINAL.pattern})(?: (?:place|one))?", said, re.IGNORECASE
    )
    last = list(english.ORDINAL.finditer(question))[-1:]
    if not wanted or not last:
        return ""
    return question[: last[0].start()] + wanted[1] + question[last[0].end() :]


def _with_phrase(said: str, question: str) -> str:
    """`in Kharkiv` for `in Kherson`, `by Russia` for `by Ukraine`; else behind the question."""
    lead = english.PREPOSITION.match(said)
    if not lead:
        return ""
    if english.PLACE.match(said):
        last = list(english.PLACE.finditer(question))[-1:]
    else:
        word = _ABOUT if lead.group().lower() == "about" else re.escape(lead.group())
        like = re.compile(rf"\b{word}\s+(?:the\s+)?(?:{english.NAME.pattern})")
        last = list(like.finditer(question))[-1:] or list(_at_the_end(word, question))
    if last:
        return question[: last[0].start()] + said + question[last[0].end() :]
    return f"{question.rstrip('? .')} {said}?"


def _at_the_end(word: str, question: str) -> Iterator[re.Match[str]]:
    """The phrase of a preposition that ends a question: `for adults`, `from the north`."""
    phrase = re.compile(rf"\b{word}\s+{english.FEW_WORDS}(?=[?. ]*$)", re.IGNORECASE)
    match = phrase.search(question)
    if match and not english.VERB.search(match.group()):
        yield match


def _with_topic(said: str, question: str) -> Rewritten | None:
    """`and about the wall?` after a question that ends `about insurance?`."""
    last = list(_at_the_end(_ABOUT, question))
    if not last or english.PREPOSITION.match(said):
        return None
    lead = last[0].group().split()[0]
    return Rewritten(f"{question[: last[0].start()]}{lead} {said}?")


def _with_participle(said: str, question: str, turns: Sequence[Answer]) -> str:
    """`killed in Itaewon` for `wounded in Kherson`."""
    bare = said.removeprefix("the ")
    wanted = english.PARTICIPLE_FIRST.match(bare)
    if not wanted or (bare != said and wanted["rest"]):
        return ""
    last = list(english.PARTICIPLE_IN.finditer(question))[-1:]
    if not last:
        return ""
    whole = question[: last[0].start()] + wanted["verb"] + question[last[0].end() :]
    rest = wanted["rest"].strip()
    if not rest:
        return whole
    for change in (_with_time, _with_phrase):
        if found := change(rest, whole):
            return found
    return ""


def _with_name(said: str, question: str, turns: Sequence[Answer]) -> Rewritten | None:
    """Another name in the place of the one of its kind."""
    told = known(turns)
    wanted = _whole(said, told)
    if not wanted or not wanted.is_name:
        return None
    named = [e for e in entities(question, told) if e.is_name and not e.same(wanted)]
    like = [e for e in named if _alike(e, wanted)]
    like = like if len(distinct(like)) == 1 else [e for e in like if e.kind == wanted.kind] or like
    once = distinct(like)
    if len(once) == 1:
        return Rewritten(_replaced(question, like[-1], said, wanted))
    if len(once) > 1:
        options = [(e.text, _replaced(question, e, said, wanted)) for e in once[:3]]
        asked = " or ".join(f"“{whole}”" for _, whole in options)
        return Rewritten(back=f"Do you mean {asked}?", options=tuple((q, q) for _, q in options))
    if wanted.kind == Kind.PLACE:
        return Rewritten(f"{question.rstrip('? .')} in {said}?")
    return None


def _whole(said: str, told: Sequence[Entity]) -> Entity | None:
    """The entity that a few words are, if they are one, or several of a kind, and nothing else."""
    several = [_one(part, told) for part in english.COORDINATION.split(said)]
    if len(several) > 1 and several[0] and all(e and e.kind == several[0].kind for e in several):
        return replace(several[0], text=said, plural=True)
    return _one(said, told)


def _one(said: str, told: Sequence[Entity]) -> Entity | None:
    begun = f"about {said}"
    for entity in entities(begun, told):
        title = begun[len("about ") : entity.start].strip().rstrip(".").lower()
        is_title = entity.kind == Kind.PERSON and title in kinds.OFFICES
        if entity.end == len(begun) and (entity.start <= len("about ") or is_title):
            return entity
    return None


def _alike(one: Entity, other: Entity) -> bool:
    return (
        one.kind == other.kind
        or Kind.OPEN in (one.kind, other.kind)
        or not (one.sure and other.sure)
    )


def _replaced(question: str, old: Entity, said: str, new: Entity) -> str:
    """A question with one name for another; an article stays, or goes, with its name."""
    end = old.end
    stood = question[old.start : end]
    if re.match(r"the ", stood) and not re.match(r"the ", said) and new.kind == Kind.GROUP:
        said = f"the {said}"
    return question[: old.start] + said + question[end:]


def _with_thing(said: str, question: str) -> Rewritten | None:
    """`the mayor of Oslo` for `the governor of Oslo`, `missiles` for `drones`."""
    things = [e for e in entities(question) if not e.is_name]
    counted = english.COUNTED.match(question)
    several = english.SEVERAL.fullmatch(said)
    if counted and several:
        plain = [e for e in things if e.plural and not english.DEFINITE.match(e.text)]
        return _put(question, plain[0], several["noun"]) if plain else None
    wanted = [e for e in entities(f"about {said}") if len(e.text) >= len(said)]
    if not wanted or not english.ARTICLE.match(said):
        return None
    of = english.OF.match(said)
    if of:
        shaped = [e for e in things if english.OF.match(e.text)] or things
        same = [e for e in shaped if _head(e) == of["head"].lower()]
        things = same or shaped
    if len(distinct(things)) > 1:
        things = [e for e in things if _last(e.text) == _last(said)] or [
            e for e in things if not e.aside
        ]
    last = LAST.search(question)
    if last and not wanted[0].plural and all(e.plural for e in things):
        return Rewritten(question[: last.start("noun")] + said + question[last.end("noun") :])
    if not things and english.DEFINITE.match(said):
        things = [e for e in entities(question) if _has_article(e, question)]
    return _put(question, things[0], said) if len(distinct(things)) == 1 else None


def _last(text: str) -> str:
    return text.rpartition(" ")[2].lower()


def _has_article(name: Entity, question: str) -> bool:
    """Whether a name of no person is a thing's: "the Clock Museum"."""
    return name.kind != Kind.PERSON and bool(english.DEFINITE.match(name.text))


def _head(entity: Entity) -> str:
    of = english.OF.match(entity.text)
    return of["head"].lower() if of else ""


def _put(question: str, old: Entity, said: str) -> Rewritten:
    return Rewritten(question[: old.start] + said + question[old.end :])
