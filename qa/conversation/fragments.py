"""Follow-ups of a few words: `and in Kharkiv?`, `why?`, `who else?`, `killed?`, `the mayor of Oslo?`.

Each takes the question before and changes one thing in it: what is of the same kind as what was
said.
"""

import datetime
import re
from collections.abc import Sequence

from index.text.time_phrases import Mention, find_periods
from qa.conversation.entities import Entity, Kind, distinct, entities
from qa.conversation.pointing import known
from qa.conversation.reading import Rewritten, answer_words, claim_of, question_of
from qa.english import follow_ups as english
from qa.types import Answer

_ANY_DAY = datetime.date(2000, 6, 15)
"""Phrases of time are only told apart here, not read."""


def changed(said: str, turns: Sequence[Answer]) -> Rewritten:
    """The question before with what was said in the place of its like; empty where it has none.

    Args:
        said: a few words, without `and` or `what about` before them.
        turns: the latest first.
    """
    question = question_of(turns[0])
    found = (
        _with_time(said, question)
        or _with_ordinal(said, question)
        or _with_phrase(said, question)
        or _with_participle(said, question, turns)
    )
    if found:
        return Rewritten(found)
    return _with_name(said, question, turns) or _with_thing(said, question) or Rewritten()


def _with_time(said: str, question: str) -> str:
    wanted = find_periods(said, _ANY_DAY)
    if not wanted:
        return ""
    around = said[: wanted[0].start] + said[wanted[-1].end :]
    if english.BEFORE_A_TIME.sub("", around).strip():
        return ""
    times = find_periods(question, _ANY_DAY)
    is_bare = not english.PREPOSITION.match(said)
    if times:
        return _in_place_of(times[-1], said, question, is_bare)
    year = f"in {said}" if english.YEAR.fullmatch(said) else said
    return f"{question.rstrip('? .')} {year}?"


def _in_place_of(time: Mention, said: str, question: str, is_bare: bool) -> str:
    start = time.start
    before = english.JUST_BEFORE_A_TIME.search(question[:start])
    phrase = question[time.start : time.end]
    if before and not is_bare:
        start = before.start()
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
        like = re.compile(rf"\b{re.escape(lead.group())}\s+(?:the\s+)?(?:{english.NAME.pattern})")
        last = list(like.finditer(question))[-1:]
    if last:
        return question[: last[0].start()] + said + question[last[0].end() :]
    return f"{question.rstrip('? .')} {said}?"


def _with_participle(said: str, question: str, turns: Sequence[Answer]) -> str:
    """`killed in Itaewon` for `wounded in Kherson`."""
    wanted = english.PARTICIPLE_FIRST.match(said)
    if not wanted:
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
    if not wanted or wanted.kind == Kind.THING:
        return None
    named = [e for e in entities(question, told) if e.kind != Kind.THING and not e.same(wanted)]
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
    """The entity that a few words are, if they are one and nothing else."""
    for entity in entities(f"about {said}", told):
        written = f"about {said}"[entity.start : entity.end]
        if (
            len(written) >= len(said.strip())
            or (said.strip().endswith(written)
            and (
                len(said.strip()) - len(written) <= len("Secretary-General ")
                and entity.kind == Kind.PERSON
            ))
        ):
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
    many = re.match(r"(how many|how much|which|what)\s+", question, re.IGNORECASE)
    things = [
        e
        for e in entities(question)
        if e.kind == Kind.THING
        or " of " in e.text
        or (e.text.lower().startswith(("the ", "a ", "an ")) and e.kind == Kind.PERSON)
    ]
    if len(said.split()) <= 3 and re.fullmatch(
        r"[a-z][\w ’'-]*[^s]s|people|children|men|women", said
    ):
        plain = [
            e for e in things if e.plural and not e.text.lower().startswith(("the ", "these "))
        ]
        if many and plain:
            one = plain[0]
            return Rewritten(question[: one.start] + said + question[one.end :])
    wanted = [e for e in entities(f"about {said}") if len(e.text) >= len(said)]
    if not wanted or not re.match(r"(?:the|an?)\b", said, re.IGNORECASE):
        return None
    of = english.OF.match(said)
    if of:
        same = [
            e
            for e in things
            if (m := english.OF.match(e.text)) and m["head"].lower() == of["head"].lower()
        ]
        shaped = same or [e for e in things if english.OF.match(e.text)] or things
        shaped = shaped[:1] if len(distinct(shaped)) == 1 else []
    else:
        shaped = things if len(things) == 1 else []
    if not shaped:
        return None
    one = shaped[0]
    return Rewritten(question[: one.start] + said + question[one.end :])


# Question words


def bare(asked: str, match: re.Match[str], turns: Sequence[Answer]) -> Rewritten:
    """`why?`, `and where?`, `how many?`, `for what role?`: the question before, asked so."""
    wh = " ".join(f"{match['wh']}{match['noun'] or ''}".split())
    wh = re.sub(r"\s+(?:exactly|precisely|then|come)$", "", wh, flags=re.I)
    wh = "why" if wh.lower() in ("why not", "how come") else wh
    wh = wh[0].upper() + wh[1:]
    question = question_of(turns[0])
    words = answer_words(turns[0])
    lead = english.WH_PHRASE.match(question)
    if re.match(r"how (?:many|much)\b", wh, re.I):
        return _counted(wh, question, lead)
    if english.STARTS_WHOLE.match(question):
        return Rewritten(f"{wh} {question[0].lower()}{question[1:].rstrip('? .')}?")
    if lead:
        return Rewritten(_asked_so(wh, question, lead, words))
    subject = re.match(
        r"(?P<wh>who|what|(?:which|what|how many)(?P<noun>\s+[\w’'-]+))\s+(?P<rest>.+)",
        question,
        re.I,
    )
    if subject:
        who = words or (
            f"the {subject['noun'].strip()}" if subject["noun"] else _somebody(subject["wh"])
        )
        be = "is" if wh.lower() == "since when" else "was"
        return Rewritten(f"{wh} {be} it that {who} {subject['rest'].rstrip('? .')}?")
    rest, count = english.QUESTION_WORD.subn(wh, question, count=1)
    if count:
        return Rewritten(rest)
    if claim := claim_of(turns[0]):
        return Rewritten(f"{wh} is that: “{claim}”?")
    return Rewritten(back=f"{wh} what?")


def _somebody(wh: str) -> str:
    return english.SOMEBODY if wh.lower() == "who" else "something"


def _asked_so(wh: str, question: str, lead: re.Match[str], words: str) -> str:
    """A question with an auxiliary, with other question words before it."""
    rest = question[lead.end() :].strip().rstrip("? .")
    auxiliary, _, tail = rest.partition(" ")
    is_subject = (
        lead["wh"].lower() in ("who", "whose")
        or lead["noun"]
        or re.match(r"what|how (?:many|much)", lead["wh"], re.I)
    )
    if not is_subject:
        return f"{wh} {rest}?"
    noun = (lead["noun"] or "").strip()
    if auxiliary.lower() in english.BE or auxiliary.lower() in (
        "has",
        "have",
        "had",
        "will",
        "can",
    ):
        who = noun if re.match(r"how (?:many|much)", lead["wh"], re.I) else ""
        who = who or words or (f"the {noun}" if noun else "")
        return f"{wh} {auxiliary} {who} {tail}?" if who and tail else f"{wh} {rest}?"
    lacking = noun if re.match(r"how (?:many|much)", lead["wh"], re.I) else words
    lacking = lacking or (f"the {noun}" if noun else "")
    if re.match(r"what$", lead["wh"], re.I) and not noun:
        return f"{wh} {rest}?"
    return f"{wh} {rest} {lacking}?" if lacking else f"{wh} {rest}?"


def _counted(wh: str, question: str, lead: re.Match[str] | None) -> Rewritten:
    """`how many?`: of what the question before speaks of."""
    rest = question[lead.end() :].strip() if lead else question
    noun = (lead["noun"] or "").strip() if lead else ""
    start = english.AUXILIARY.match(rest)
    if not start:
        subject = re.match(r"(?:which|what)\s+(?P<rest>\w+.*)|who\s+(?P<who>.+)", question, re.I)
        if subject:
            told = subject["rest"] or subject["who"]
            return Rewritten(f"{wh} {told.rstrip('? .')}?")
        return Rewritten(back=f"{wh} what?")
    auxiliary, tail = start.group(), rest[start.end() :].strip().rstrip("? .")
    if len(wh.split()) > 2:  # a noun of its own: how many people?
        if (lead and lead["wh"].lower() in ("who", "what", "which")) or not tail:
            return Rewritten(f"{wh} {auxiliary} {tail}?")
        verb = english.PARTICIPLE_IN.search(tail)
        behind = tail[verb.start() :] if verb else tail
        return Rewritten(f"{wh} {auxiliary} {behind}?")
    if noun or (lead and lead["wh"].lower() == "who"):
        return Rewritten(" ".join(f"{wh} {noun} {auxiliary} {tail}".split()) + "?")
    if auxiliary.lower() in english.BE:
        verb = english.PARTICIPLE_IN.search(tail)
        cut = verb.start() if verb and verb.start() else 0
        if cut:
            noun = re.sub(r"^(?:the|any|some)\s+", "", tail[:cut].strip(), flags=re.I)
            return Rewritten(f"{wh} {noun} {auxiliary} {tail[cut:]}?")
    objects = [e for e in entities(f"{auxiliary} {tail}") if e.kind == Kind.THING and e.plural]
    if objects:
        one = objects[-1]
        whole = f"{auxiliary} {tail}"
        left = f"{whole[: one.start].strip()} {whole[one.end :].strip()}".strip()
        noun = re.sub(r"^(?:the|any|some)\s+", "", one.text, flags=re.I)
        return Rewritten(f"{wh} {noun} {left}?")
    return Rewritten(f"{wh} {auxiliary} {tail}?")


def others(match: re.Match[str], turns: Sequence[Answer]) -> Rewritten:
    """`who else?`, `anything else?`: the question before, asked for more."""
    question = question_of(turns[0])
    wh = match["wh"].lower()
    wh = {"anyone": "who", "anybody": "who", "anything": "what", "anywhere": "where"}.get(wh, wh)
    lead = english.WH_PHRASE.match(question)
    noun = (match["rest"] or "").strip()
    if wh.startswith(("which", "other")):
        asked = re.match(
            r"(?:which|what|how many)\s+(?P<noun>[\w-]+)\s+(?P<rest>.+)", question, re.I
        )
        noun = noun or (asked["noun"] if asked else "")
        start = f"Which other {noun}" if noun else _else(question)
        rest = asked["rest"] if asked else _behind(question, lead)
        return Rewritten(f"{start} {rest.rstrip('? .')}?")
    rest = _behind(question, lead)
    start = f"{wh[0].upper()}{wh[1:]} else"
    return Rewritten(f"{start} {rest.rstrip('? .')}?")


def _else(question: str) -> str:
    word = english.QUESTION_WORD.match(question)
    return f"{word.group() if word and len(word.group()) < 6 else 'Who'} else"


def _behind(question: str, lead: re.Match[str] | None) -> str:
    """A question without what it asks with: `is expected at the table`."""
    if lead:
        return question[lead.end() :].strip()
    which = re.match(r"(?:which|what)\s+", question, re.IGNORECASE)
    start = english.AUXILIARY.search(question) if which else None
    if start:
        return question[start.start() :]
    bare_word = english.QUESTION_WORD.match(question)
    return question[bare_word.end() :].strip() if bare_word else question


def the_other(turns: Sequence[Answer]) -> Rewritten:
    """`what about the other one?`: of two that were named together, the one not asked about."""
    question = question_of(turns[0])
    told = known(turns)
    asked = [e for e in entities(question, told) if e.kind != Kind.THING]
    for one in asked:
        pairs: list[Entity] = []
        for turn in turns[1:]:
            texts = [question_of(turn), *(claim.text for claim in turn.claims[:2])]
            for text in texts:
                named = [e for e in entities(text, told) if e.kind == one.kind]
                if any(e.same(one) for e in named):
                    pairs += [e for e in named if not e.same(one)]
        left = [e for e in distinct(pairs) if not any(e.same(a) for a in asked)]
        if len(left) == 1:
            return Rewritten(question[: one.start] + left[0].text + question[one.end :])
        if len(left) > 1:
            options = tuple(
                (e.text, question[: one.start] + e.text + question[one.end :]) for e in left[:3]
            )
            names = " or ".join(name for name, _ in options)
            return Rewritten(back=f"By “the other”, do you mean {names}?", options=options)
    return Rewritten(back="Which other one do you mean?")
