"""Follow-ups of a question word: `why?`, `how many?`, `who else?`; and `the other one?`.

Each asks the question before again, for something else.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from qa.conversation import fragments
from qa.conversation.entities import entities
from qa.conversation.entity import Entity, Kind, distinct
from qa.conversation.pointing import known
from qa.conversation.reading import Rewritten, answer_words, claim_of, question_of
from qa.english import asked_of_it as of_it
from qa.english import follow_ups as english
from qa.english.left_unsaid import ROLE, put_in
from qa.types import Answer

_OF_THE = re.compile("of (?:the|these|those) ", re.IGNORECASE)
_YEAR = re.compile(r"\bin \d{4}\b", re.IGNORECASE)


def bare(match: re.Match[str], turns: Sequence[Answer]) -> Rewritten:
    """`why?`, `and where?`, `how many?`, `for what role?`: the question before, asked so."""
    wh = " ".join(f"{match['wh']}{match['noun'] or ''}".split())
    negated = wh.lower() == "why not"
    if negated or wh.lower() == "how come":
        wh = "why"
    if match["noun"] and english.PARTICIPLE.fullmatch(match["noun"].strip()):
        found = fragments.changed(match["noun"].strip(), turns)
        if found.question:
            return found
    wh = re.sub(r"\s+(?:exactly|precisely|then)$", "", wh, flags=re.I)
    wh = wh[0].upper() + wh[1:]
    question = question_of(turns[0])
    words = answer_words(turns[0])
    lead = english.WH_PHRASE.match(question)
    if re.match(r"how (?:many|much)\b", wh, re.I):
        return _counted(wh, question, lead)
    if english.STARTS_WHOLE.match(question):
        told = _denied(question) if negated else question
        return Rewritten(f"{wh} {_lowered(told).rstrip('? .')}?")
    if lead:
        return Rewritten(_asked_so(wh, question, lead, words))
    subject = re.match(
        r"(?P<wh>who|what|(?:which|what|how many)(?P<noun>\s+(?:of (?:the|these|those) )?[\w’'-]+))"
        r"\s+(?P<rest>.+)",
        question,
        re.I,
    )
    if subject:
        return _of_subject(wh, subject, words)
    rest, count = english.QUESTION_WORD.subn(wh, question, count=1)
    if count:
        return Rewritten(rest)
    if claim := claim_of(turns[0]):
        return Rewritten(f"{wh} is that: “{claim}”?")
    return Rewritten(back=f"{wh} what?")


def _of_subject(wh: str, asked: re.Match[str], words: str) -> Rewritten:
    """A question for who or what does something, asked for its time, place or reason."""
    if (asked["noun"] or "").strip().lower() == "of":
        return Rewritten(back=f"{wh} what?")
    return Rewritten(_told_of(wh, asked, words))


def _told_of(wh: str, asked: re.Match[str], words: str) -> str:
    """The same as a question."""
    told = asked["rest"].rstrip("? .")
    noun = _OF_THE.sub("", (asked["noun"] or "").strip())
    if re.match("how ", asked["wh"], re.I):
        words = f"so {asked['wh'].split()[1].lower()} {noun}"
    elif caused := of_it.CAUSED.fullmatch(f"{asked['wh']} {told}"):
        return f"{wh} was {caused['what']}?"
    elif passive := of_it.was_done(told):
        return f"{wh} {passive}?"
    who = words or (f"the {noun}" if noun else _somebody(asked["wh"]))
    if since := of_it.did(who, told):
        return f"{wh} {since}?"
    be = "is" if wh.lower() == "since when" else "was"
    return f"{wh} {be} it that {who} {told}?"


def of_that(asked: str, turns: Sequence[Answer]) -> Rewritten | None:
    """`when was that?`, `how many of them?`, `and who was it before?`: the question before."""
    question = question_of(turns[0])
    if before := of_it.WHO_BEFORE.fullmatch(asked):
        return _who_before(before, turns)
    if of_it.SO_MANY.fullmatch(asked) and of_it.COUNTED.match(question):
        why = english.BARE.match("why?")
        return bare(why, turns) if why else None
    if of_it.HOW_MANY.fullmatch(asked):
        return _how_many(question, turns)
    when = of_it.OF_THAT.fullmatch(asked)
    word = english.BARE.match(f"{when['wh']}?") if when else None
    lead = english.QUESTION_WORD.match(question)
    long = word and word["wh"].lower().startswith("how ")
    if long and re.match("what time", question, re.I):
        return Rewritten(back="What do you mean by “that”?")
    if long and re.match("what|which", question, re.I):
        return None  # how long a thing is, or how long that went on
    if not word or not lead or lead.group().lower() == word["wh"].lower() or "“" in question:
        return None
    return bare(word, turns)


def _who_before(before: re.Match[str], turns: Sequence[Answer]) -> Rewritten | None:
    """`who was it before?`: who had the office, or did the thing, that was asked for."""
    asked = [question_of(turn).rstrip("? .") for turn in turns]
    role = next(filter(ROLE.match, asked), "").removesuffix(" before")
    if before["year"] and _YEAR.search(role or asked[0]):
        return fragments.changed(before["year"], [Answer(f"{role or asked[0]}?")])
    if role:
        whole = put_in(before["asked"] or f"who was it{before['short']}", role)
        return Rewritten(f"{whole[:1].upper()}{whole[1:]}?")
    if not before["asked"]:
        return None
    if re.match(r"who (?!is\b|was\b|are\b|were\b)", asked[0], re.I):
        return Rewritten(f"{asked[0]}{before['when']}?")
    return Rewritten(back="What do you mean by “it”?")


def _how_many(question: str, turns: Sequence[Answer]) -> Rewritten | None:
    """`how many of them?`: of those that the question before names."""
    if re.match("how many", question, re.I):
        return Rewritten(back="What do you want to know of them?")
    several = of_it.OF_SEVERAL.fullmatch(question)
    if several:
        return Rewritten(f"How many {several['noun']}{several['rest']} {several['verb']} there?")
    word = english.BARE.match("how many?")
    return bare(word, turns) if word else None


def _denied(question: str) -> str:
    """A question for yes or no with "not" behind its subject: "Did the ferry not sink?"."""
    subject = next(iter(entities(question)), None)
    auxiliary = english.STARTS_WHOLE.match(question)
    bare_noun = english.BARE_SUBJECT.match(question)
    if bare_noun:
        return f"{bare_noun['subject']} not{question[bare_noun.end('subject') :]}"
    if state := of_it.IN_A_STATE.fullmatch(question):
        return f"{state['subject']} not {state['state']}"
    if not subject or not auxiliary or subject.start != auxiliary.end() + 1:
        return question
    return f"{question[: subject.end]} not{question[subject.end :]}"


def _lowered(question: str) -> str:
    """A question that begins with an auxiliary, as it goes on behind other words."""
    return question[0].lower() + question[1:] if english.STARTS_WHOLE.match(question) else question


def _somebody(wh: str) -> str:
    return english.SOMEBODY if wh.lower() == "who" else "something"


def _asked_so(wh: str, question: str, lead: re.Match[str], words: str) -> str:
    """A question with an auxiliary, with other question words before it."""
    rest = question[lead.end() :].strip().rstrip("? .")
    if lead["wh"].lower() == "where" and not lead["lead"]:
        rest = english.WHERE_TO.sub("", rest)
    auxiliary, _, tail = rest.partition(" ")
    if (lead["noun"] or "").strip().lower().startswith("of "):
        return f"{wh} {auxiliary} {lead['noun'].strip()[3:]}?"
    is_subject = (
        lead["wh"].lower() in ("who", "whose")
        or lead["noun"]
        or re.match(r"what|how (?:many|much)", lead["wh"], re.I)
    )
    if not is_subject:
        return f"{wh} {rest}?"
    noun = (lead["noun"] or "").strip()
    if auxiliary.lower() in english.BE | english.HAVE:
        who = noun if re.match(r"how (?:many|much)", lead["wh"], re.I) else ""
        who = who or words or (f"the {noun}" if noun else "")
        who = who or (english.SOMEBODY if lead["wh"].lower() == "who" else "")
        return f"{wh} {auxiliary} {who} {tail}?" if who and tail else f"{wh} {rest}?"
    lacking = noun if re.match(r"how (?:many|much)", lead["wh"], re.I) else words
    lacking = lacking or (f"the {noun}" if noun else "")
    if re.match(r"what$", lead["wh"], re.I) and not noun:
        return f"{wh} {rest}?"
    return f"{wh} {rest} {lacking}?" if lacking else f"{wh} {rest}?"


def _counted(wh: str, question: str, lead: re.Match[str] | None) -> Rewritten:
    """`how many?`: of what the question before speaks of."""
    question = _lowered(question)
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
        is_who = lead is not None and lead["wh"].lower() in ("who", "what")
        if is_who and auxiliary.lower() in english.BE and english.DEFINITE.match(tail):
            return Rewritten(f"{wh}?")  # who is the president? nothing of him is counted
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


def with_piece(match: re.Match[str], turns: Sequence[Answer]) -> Rewritten | None:
    """`how many in Kharkiv?`: the question before with another place, asked so."""
    wh, piece = match["wh"] or match["asked"], match["piece"] or match["before"]
    found = fragments.changed(piece, turns)
    if not found.question or found.question.lower().startswith(wh.lower()):
        return found if found.question or found.back else None
    asked = english.BARE.match(f"{wh}?")
    return bare(asked, [replace(turns[0], question=found.question)]) if asked else None


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
