"""A follow-up made to stand alone by rules of English, or a question back."""

import re
from collections.abc import Sequence

from qa.conversation import fragments, question_words
from qa.conversation.entities import entities
from qa.conversation.entity import Entity, Kind
from qa.conversation.pointing import known, meant
from qa.conversation.pronouns import owning, pointers, put
from qa.conversation.reading import (
    LONGEST_QUESTION,
    Rewritten,
    answer_words,
    claim_of,
    question_of,
)
from qa.conversation.several import of_them, some_of
from qa.english import follow_ups as english
from qa.english import name_kinds as kinds
from qa.english.asked_contents import OF_TITLE, of_cited, whole_asked
from qa.types import Answer, Verdict

_FEW_WORDS = 8
"""Words of a line without a verb, up to which it may be a piece of a question."""

_MOST_POINTERS = 3
"""Pronouns of a question that are replaced."""


def stands_alone(question: str) -> bool:
    """Whether nothing in the question points to what was said before."""
    asked = without_lead(question)
    if not asked or len(asked) > LONGEST_QUESTION:
        return True
    if any(pattern.match(asked) for pattern in (english.BARE, english.AND, english.ELSE)):
        return False
    if some_of(asked) or english.SAID_THAT.search(asked):
        return False
    fixed = (english.MORE, english.OTHER, english.TRUE, english.THEN_WHAT, english.WITH_PIECE)
    if any(pattern.match(asked) for pattern in (*fixed, english.CONFIRMED)):
        return False
    if english.WHY_SO.fullmatch(asked) or of_cited(asked):
        return False
    named = any(e.kind != Kind.THING for e in entities(asked))
    if not named and (english.ELSE_WORD.search(asked) or english.OF_TWO.search(asked)):
        return False
    if not named and english.AFTERWARDS.search(asked) and english.VERB.search(asked):
        return False
    return not is_fragment(asked) and not pointers(asked)


def without_lead(question: str) -> str:
    """A question without the "ok, " or "thanks, " before it."""
    asked = english.LEAD.sub("", question.strip()[: LONGEST_QUESTION + 1])
    return english.NEXT_QUESTION.sub("", asked)


def is_fragment(asked: str) -> bool:
    """Whether a line is a piece of a question: a few words, none of them a verb that asks."""
    said = asked.rstrip("? .!")
    first = said.split(" ", 1)[0].lower()
    return (
        bool(re.search(r"\w", said))
        and len(said.split()) <= _FEW_WORDS
        and not english.VERB.search(said)
        and first not in english.OPENING
    )


def points_out(question: str) -> bool:
    """Whether it has a pronoun for what only was said before."""
    return bool(pointers(question) or some_of(question))


def by_rule(question: str, before: Answer, *earlier: Answer) -> Rewritten:
    """A follow-up made to stand alone by rules, or a question back.

    Args:
        question: one that does not stand alone.
        before: the answer to the one before it.
        earlier: those before that, the latest first.
    """
    turns = (before, *earlier)
    asked = without_lead(question)
    if len(asked) > LONGEST_QUESTION:
        return Rewritten(question)
    short = english.AND.sub("", asked).rstrip("?! .").strip()
    whole = short[:1].upper() + short[1:] + "?"
    return (
        question_words.of_that(asked, turns)
        or _of_fixed_form(asked, turns)
        or _of_few_words(asked, short, turns)
        or of_them(whole, turns)
        or _pointed(whole, turns)
        or Rewritten(_in_context(whole, before) if _takes_up(asked) else whole)
    )


def _takes_up(asked: str) -> bool:
    """Whether a question goes on from the one before, though it is whole."""
    return bool(english.AND.match(asked) or english.ELSE_WORD.search(asked))


def in_context(question: str, turns: Sequence[Answer]) -> str:
    """A question that names nothing, with what the one before was about; empty where it does."""
    if len(question) > LONGEST_QUESTION or not turns:
        return ""
    found = _in_context(question.strip(), turns[0])
    return found if found != question.strip() else ""


def put_in(question: str, name: str) -> str:
    """A question with a name in place of its first pronoun; as it was where there is none."""
    pointer = next(iter(pointers(question)), None)
    return put(question, pointer, name) if pointer else question


def _of_fixed_form(asked: str, turns: Sequence[Answer]) -> Rewritten | None:
    """`who said that?`, `the other one?`, `tell me more`, `who else?`, `why?`."""
    claim = claim_of(turns[0])
    if claim and turns[0].verdict is Verdict.NO and english.WHY.fullmatch(asked):
        return Rewritten(f"Why is that: “{claim}”?")  # not why it is so
    if claim and (found := _of_document(asked, turns[0]) or _of_claim(asked, claim)):
        return found
    if so := english.WHY_SO.fullmatch(asked):
        before = english.HOW_ASKED.match(question_of(turns[0]))
        return Rewritten(f"Why {before['rest']} so {so['how']}?") if before else None
    if english.OTHER.match(asked):
        return question_words.the_other(turns)
    if more := english.MORE.match(asked):
        return _more(more, turns)
    if (other := english.ELSE.match(asked)) and (other["else"] or other["noun"]):
        is_any = other["wh"].lower() == "anything"
        if is_any and not re.match("what", question_of(turns[0]), re.I):
            return _more(None, turns)
        return question_words.others(other, turns)
    if match := english.WITH_PIECE.match(english.AND.sub("", asked)):
        return question_words.with_piece(match, turns)
    if match := english.BARE.match(_with_question_word(asked)):
        return question_words.bare(match, turns)
    return None


def _of_document(asked: str, before: Answer) -> Rewritten | None:
    """`summarise it`, `who wrote this?`, `when was this published?`: of the document cited."""
    titles = {source.document.title for source in before.sources}
    if len(titles) != 1:
        return None
    bare = english.AND.sub("", asked)
    form = OF_TITLE if whole_asked(bare) else of_cited(bare)
    return Rewritten(form.format(titles.pop())) if form else None


def _of_claim(asked: str, claim: str) -> Rewritten | None:
    """`who said that?`, `is that true?`, `what next?`: of what the last claim tells."""
    if english.TRUE.match(asked):
        return Rewritten(f"Is it true: “{claim}”?")
    if english.SAID_THAT.search(asked):
        return Rewritten(f"Who said: “{claim}”?")
    if confirmed := english.CONFIRMED.match(asked):
        return Rewritten(f"Who {confirmed['verb']} that: “{claim}”?")
    if english.THEN_WHAT.match(asked):
        return Rewritten(f"What happened after that: “{claim}”?")
    return _afterwards(asked, claim)


def _with_question_word(asked: str) -> str:
    """`and the reason?` as `why?`."""
    noun = english.THE_NOUN.fullmatch(english.AND.sub("", asked).rstrip("?! ."))
    word = english.ASKED_BY_NOUN.get(noun["noun"].lower()) if noun else None
    return f"{word}?" if word else asked


def _of_few_words(asked: str, short: str, turns: Sequence[Answer]) -> Rewritten | None:
    """`and in Kharkiv?`, `killed?`, `the mayor of Oslo?`."""
    begins = bool(english.AND.match(asked)) and short != asked.rstrip("?! .").strip()
    if not short or english.VERB.search(short) or not (begins or is_fragment(asked)):
        return None
    pointing = pointers(short)
    if pointing and (owned := _owned(short, pointing[0], turns)):
        return owned
    if pointing and not english.ABOUT.match(asked):
        return None
    if pointing:
        names = meant(pointing[0], turns)
        short = put(short, pointing[0], names[0]) if len(names) == 1 else short
    found = fragments.changed(short, turns)
    if found.question or found.back:
        return found
    if begins and len(short.split()) <= _FEW_WORDS:
        return Rewritten(back=f"What do you want to know about {short}?")
    return Rewritten(asked)


def _owned(short: str, pointer: re.Match[str], turns: Sequence[Answer]) -> Rewritten | None:
    """`and his wife?`: the question before, asked of what is his."""
    if pointer.start() or pointer.group().lower() not in english.POSSESSIVE:
        return None
    question = question_of(turns[0])
    noun = short[pointer.end() :].strip()
    names = meant(pointer, turns)
    spoken = [e for e in entities(question, known(turns)) if e.kind != Kind.THING]
    if not noun or len(names) > 1:
        return None
    fitting = [e for e in spoken if e.kind in (Kind.PERSON, Kind.OPEN)]
    fitting = fitting if pointer["person"] else [e for e in spoken if e.kind != Kind.PERSON]
    owner = next((e for e in fitting if not names or pointer["thing"] or e.text == names[0]), None)
    if owner and _is_said_of(owner, question):
        mark = owning(owner.text)
        return Rewritten(f"{question[: owner.end]}{mark} {noun}{question[owner.end :]}")
    name = owner.text if owner and pointer["thing"] else names[0] if names else ""
    who = "Who" if kinds.PERSON_NOUN.fullmatch(noun) else "What"
    return Rewritten(f"{who} is {name}{owning(name)} {noun}?") if name else None


def _is_said_of(entity: Entity, question: str) -> bool:
    """Whether a question asks how or what something is, not what was done there or by it."""
    if english.PARTICIPLE_IN.search(question) or (
        entity.kind == Kind.PLACE and (english.IN_A_PLACE.search(question[: entity.start]))
    ):
        return False
    auxiliary = english.AUXILIARY.search(question)
    return auxiliary is not None and auxiliary.group().lower() in english.BE


def _afterwards(asked: str, claim: str) -> Rewritten | None:
    """`what happened next?`: after what the last claim tells."""
    match = english.AFTERWARDS.search(asked)
    if not match or not english.VERB.search(asked):
        return None
    if any(e.kind != Kind.THING for e in entities(asked)):
        return None
    when = match["when"].lower()
    when = "after that" if when.startswith(("next", "then", "after", "later", "since")) else when
    return Rewritten(f"{asked[: match.start()].strip()} {when}: “{claim}”?")


def _more(match: re.Match[str] | None, turns: Sequence[Answer]) -> Rewritten:
    """`tell me more`: about what the last question was about."""
    about = (match["about"] or "") if match else ""
    if about and (pointing := pointers(about)):
        names = meant(pointing[0], turns)
        if len(names) > 1:
            return _asked_back(pointing[0].group(), names, "Tell me more about {}.")
        about = names[0] if names else ""
    about = about if about.lower() not in ("that", "this") else ""
    if not about:
        about = next((topic for turn in turns if (topic := _topic(turn, turns))), "")
    if not about:
        return Rewritten(back="What do you want to know more about?")
    return Rewritten(f"Tell me more about {about}.")


def _topic(turn: Answer, turns: Sequence[Answer]) -> str:
    """What a question is about: the name or thing that is its subject."""
    spoken = entities(question_of(turn), known(turns))
    named = [e for e in spoken if e.is_name] or spoken
    core = [e for e in named if not e.aside] or named
    return core[0].text if core else answer_words(turn)


def _pointed(question: str, turns: Sequence[Answer]) -> Rewritten | None:
    """The question with what its pronouns point to, if only one thing before may be meant."""
    whole = question
    used: list[str] = []
    for turn in range(_MOST_POINTERS):
        pointing = pointers(whole)
        if not pointing:
            break
        pointer = pointing[0]
        if pointer["fact"]:
            return _with_fact(whole, pointer, turns) if not turn else Rewritten(whole)
        if noun := pointer["noun"] or pointer["noun3"] or pointer["noun4"]:
            found = _described(noun, turns)
            whole = whole[: pointer.start()] + found + whole[pointer.end() :]
            break
        names = meant(pointer, turns, used)
        if len(names) == 1:
            whole = put(whole, pointer, names[0])
            used += names
        elif turn:
            break
        elif names:
            options = tuple((name, put(whole, pointer, name)) for name in names[:3])
            said = " or ".join(name for name, _ in options)
            return Rewritten(back=f"By “{pointer.group()}”, do you mean {said}?", options=options)
        else:
            who = "Whom" if pointer["person"] else "What"
            return Rewritten(back=f"{who} do you mean by “{pointer.group()}”?")
    return Rewritten(whole) if whole != question else None


def _asked_back(word: str, names: Sequence[str], form: str) -> Rewritten:
    options = tuple((name, form.format(name)) for name in names[:3])
    said = " or ".join(name for name, _ in options)
    return Rewritten(back=f"By “{word}”, do you mean {said}?", options=options)


def _with_fact(question: str, pointer: re.Match[str], turns: Sequence[Answer]) -> Rewritten:
    claim = claim_of(turns[0])
    if not claim:
        return Rewritten(back=f"What do you mean by “{pointer.group()}”?")
    return Rewritten(f"{question.rstrip('? ')}: “{claim}”?")


def _described(noun: str, turns: Sequence[Answer]) -> str:
    """`that deal`: the deal, as fully as it was called in a question or a claim before."""
    head = noun.split()[-1].lower()
    for turn in turns:
        for text in (question_of(turn), *(claim.text[:600] for claim in turn.claims[:2])):
            for entity in entities(text):
                called = english.OF.match(entity.text)
                last = (called["head"] if called else entity.text).split()[-1].lower()
                if last.rstrip("s") == head.rstrip("s"):
                    phrase = english.INDEFINITE.sub("the ", entity.text)
                    return phrase if re.match(r"the |\d", phrase, re.I) else f"the {phrase}"
    for entity in entities(f"by {answer_words(turns[0])}", known(turns)):
        if _is_called(head, entity):
            return entity.text
    return noun


def _is_called(noun: str, entity: Entity) -> bool:
    """Whether a name may be called so: a mayor is a person, a city a place."""
    if entity.kind == Kind.PERSON:
        return bool(kinds.PERSON_NOUN.fullmatch(noun))
    if entity.kind == Kind.PLACE:
        return noun in kinds.PLACE_WORDS or bool(english.ASKS_WHERE.fullmatch(noun))
    return entity.kind == Kind.GROUP and noun in kinds.GROUP_WORDS


def _in_context(question: str, before: Answer) -> str:
    """A question that names nothing, with the place or the name of the one before."""
    if any(e.kind != Kind.THING or english.OF.match(e.text) for e in entities(question)):
        return question
    asked = question_of(before)
    rest = question.rstrip("? .!")
    phrases = [match.group() for match in english.PLACE.finditer(asked)]
    if phrases:
        return f"{rest} {phrases[-1]}?"
    named = [e for e in entities(asked, known([before])) if e.is_name]
    of_its_own = any(english.DEFINITE.match(e.text) for e in entities(question))
    if not named or of_its_own or english.IS_THERE.match(question):
        return question  # it asks of something of its own
    core = next((e for e in named if not e.aside), named[0])
    return f"{rest}, in the case of {core.text}?"
