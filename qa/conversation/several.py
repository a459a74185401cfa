"""Some of several that were named before: `which of them …?`, `the latter`, `which one is …?`."""

import re
from collections.abc import Sequence

from qa.conversation.entities import entities
from qa.conversation.entity import Kind, distinct
from qa.conversation.pointing import counted_ones, known
from qa.conversation.reading import Rewritten, answer_words, question_of
from qa.english import follow_ups as english
from qa.english.enumerations import joined
from qa.types import Answer


def some_of(question: str) -> re.Match[str] | None:
    """Where a question speaks of some of several that it does not name; None where it does not."""
    match = english.OF_THEM.search(question)
    return match if match and not english.NEW_SENTENCE.search(question[: match.start()]) else None


def of_them(question: str, turns: Sequence[Answer]) -> Rewritten | None:
    """`which of them …?`: the several that were named."""
    match = some_of(question)
    if two := english.OF_TWO.search(question):
        names = _named_together(turns)
        if len(names) != 2:
            return Rewritten(back=f"Whom or what do you mean by “{two.group()}”?")
        name = names[1 if two["two"] else 0]
        return Rewritten(question[: two.start()] + name + question[two.end() :])
    if not match:
        return None
    several = joined(_named_together(turns)) or _counted(turns)
    if not several:
        word = match["them"] or match["one"]
        return Rewritten(back=f"Whom or what do you mean by “{word}”?")
    return Rewritten(f"{question[: match.start()]}of {several}{question[match.end() :]}")


def _named_together(turns: Sequence[Answer]) -> list[str]:
    """Several of a kind that were named together last: in the answer, else in the question."""
    told = known(turns)
    for turn in turns:
        texts = [answer_words(turn), *(c.text[:600] for c in turn.claims[:2]), question_of(turn)]
        for text in texts:
            named = [e for e in entities(f"by {text}", told) if e.kind != Kind.THING]
            for kind in (Kind.PERSON, Kind.GROUP, Kind.PLACE):
                like = distinct(e for e in named if e.kind == kind)
                if len(like) > 1:
                    return [e.text for e in like]
        if counted_ones(question_of(turn)):
            break
    return []


def _counted(turns: Sequence[Answer]) -> str:
    """Several without a name that a question speaks of."""
    for turn in turns:
        if counted := counted_ones(question_of(turn)):
            return counted
        things = [e.text for e in entities(question_of(turn)) if e.plural]
        if things:
            return things[0] if english.DEFINITE.match(things[0]) else f"the {things[0]}"
    return ""
