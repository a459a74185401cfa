"""A conversation: follow-up questions, each made into one that stands alone.

Where there is a language model it rewrites them, and what it writes is used only if every name and
number in it was said before. Without one, a few rules of English do. Where neither is sure, the
person is asked back. The question as it is searched for is shown with the answer.
"""

import datetime
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.documents.normalise import normalise
from index.text.words import words
from index.types import EVERYWHERE, Scope
from qa.english import follow_ups as english
from qa.support.facts import facts
from qa.types import Answer, Event
from qa.writing.llm import Model, ModelError, written
from qa.writing.prompt import Message

if TYPE_CHECKING:
    from qa.assistant import Assistant

TURNS = 3
"""Of the last ones, so many are looked at."""

_REWRITE = """\
Rewrite the last question so that it can be understood without the conversation. Keep its meaning, \
add nothing that was not said, and write only the question."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A follow-up as a question that stands alone, or what to ask the person; one of them."""

    question: str = ""
    back: str = ""


class Conversation:
    """Questions that may point to those before; one person's, and not for several threads."""

    def __init__(self, assistant: "Assistant") -> None:
        """Begin a conversation."""
        self._assistant = assistant
        self._turns: list[Answer] = []

    def ask(
        self, question: str, *, scope: Scope = EVERYWHERE, as_of: datetime.date | None = None
    ) -> Answer:
        """Answer a question or a follow-up.

        Args:
            question: as it was asked.
            scope: which documents to look in, for this question only.
            as_of: the day to take for today, likewise.

        Returns:
            An answer to the question that stands alone; its `follow_up` is what was asked where
            that is something else. Where it could not be made out: no claims, and in `back` what
            to ask the person.

        Raises:
            UserError: as `Assistant.ask`.
        """
        events = self.stream(question, scope=scope, as_of=as_of)
        return next(event for event in events if isinstance(event, Answer))

    def stream(
        self,
        question: str,
        understood: Rewritten | None = None,
        *,
        scope: Scope = EVERYWHERE,
        as_of: datetime.date | None = None,
    ) -> Iterator[Event]:
        """The same with what `Assistant.stream` gives on the way.

        Args:
            question: as for `ask`.
            understood: what `understood` made of it, where that has been asked for already.
            scope: as for `ask`.
            as_of: as for `ask`.
        """
        found = understood or self.understood(question)
        if found.back:
            yield Answer(question, back=found.back, scope=scope)
            return
        for event in self._assistant.stream(found.question, scope=scope, as_of=as_of):
            if isinstance(event, Answer):
                if found.question != question:
                    event = replace(event, follow_up=question)
                self._turns = [*self._turns, event][-TURNS:]
            yield event

    def understood(self, question: str) -> Rewritten:
        """The question as it will be answered, or what the person will be asked."""
        turns = self._turns[-TURNS:]
        if not turns or stands_alone(question):
            return Rewritten(question)
        if self._assistant.model:
            rewritten = _by_model(question, turns, self._assistant.model)
            if rewritten:
                return Rewritten(rewritten)
        return by_rule(question, turns[-1])


def stands_alone(question: str) -> bool:
    """Whether nothing in the question points to what was said before."""
    asked = question.strip()
    if english.BARE.match(asked) or english.AND.match(asked):
        return False
    pointing = english.POINTING.search(asked)
    return not pointing or bool(english.NAME.search(asked[: pointing.start()]))


def by_rule(question: str, before: Answer) -> Rewritten:
    """A follow-up made to stand alone by rules, or a question back.

    Args:
        question: one that does not stand alone.
        before: the answer to the one before it.
    """
    asked = question.strip()
    bare = english.BARE.match(asked)
    if bare:
        rest, count = english.QUESTION_WORD.subn(
            bare[1].capitalize(), before.question.strip(), count=1
        )
        return Rewritten(rest) if count else Rewritten(back=f"{bare[1].capitalize()} what?")
    if english.SAID_THAT.search(asked) and before.claims:
        return Rewritten(f"Who said: “{before.claims[0].text}”?")
    short = english.AND.sub("", asked).rstrip("? ").strip()
    if short and short != asked.rstrip("? ").strip() and not english.VERB.search(short):
        return _with(short, before.question.strip())
    whole = short[:1].upper() + short[1:] + "?"
    pointing = english.POINTING.search(whole)
    return _pointed(whole, pointing, before) if pointing else Rewritten(whole)


def _with(said: str, question: str) -> Rewritten:
    """The question before with something else in it: `and in Lindau?`, `what about 2019?`."""
    replaced = _with_other_place_or_year(said, question)
    if replaced:
        return Rewritten(replaced)
    if english.PLACE.match(said) or english.PREPOSITION.match(said):
        return Rewritten(f"{question.rstrip('? ')} {said}?")
    names = list(dict.fromkeys(match.group() for match in english.NAME.finditer(question)))
    is_name = english.NAME.search(f"about {said}")
    found = [question.replace(name, said) for name in names] if is_name else []
    if len(found) == 1:
        return Rewritten(found[0])
    if found:
        return Rewritten(back=f"Do you mean “{found[0]}” or “{found[1]}”?")
    return Rewritten(back=f"What do you want to know about {said}?")


def _with_other_place_or_year(said: str, question: str) -> str:
    """The question with its last place or year replaced by what was said, if that is one."""
    for pattern in (english.PLACE, english.YEAR):
        last = list(pattern.finditer(question))[-1:]
        if last and pattern.match(said):
            return question[: last[0].start()] + said + question[last[0].end() :]
    return ""


def _pointed(question: str, pointing: re.Match[str], before: Answer) -> Rewritten:
    """The question with what its pronoun points to, if only one thing before may be meant."""
    word = pointing.group()
    if pointing["fact"]:
        if not before.claims:
            return Rewritten(back=f"What do you mean by “{word}”?")
        return Rewritten(f"{question.rstrip('? ')}: “{before.claims[0].text}”?")
    meant = _meant(pointing, before)
    if not meant:
        who = "Whom" if pointing["person"] else "What"
        return Rewritten(back=f"{who} do you mean by “{word}”?")
    if len(meant) > 1:
        return Rewritten(back=f"By “{word}”, do you mean {' or '.join(meant[:3])}?")
    put = f"in {meant[0]}" if pointing["place"] else meant[0]
    possessive = word.lower() in english.POSSESSIVE and not (
        word.lower() == "her" and not re.match(r"\s+\w", question[pointing.end() :])
    )
    put += "’s" if possessive else ""
    return Rewritten(question[: pointing.start()] + put + question[pointing.end() :])


def _meant(pointing: re.Match[str], before: Answer) -> list[str]:
    """What a pronoun may point to, each once."""
    asked = before.question.strip()
    if pointing["place"]:
        found = [match[2] for match in english.PLACE.finditer(asked)]
        return list(dict.fromkeys(found)) or _answers(before, english.ASKS_WHERE)
    names = [match.group() for match in english.NAME.finditer(asked)]
    if pointing["person"]:
        return _answers(before, english.ASKS_WHO) or list(dict.fromkeys(names))
    things = [
        m.group() for m in english.THING.finditer(asked) if not english.NAME.search(m.group())
    ]
    return list(dict.fromkeys(names or things))


def _answers(before: Answer, asking: re.Pattern[str]) -> list[str]:
    """The words that answered the question before, if that is what it asked for."""
    if not before.claims or not asking.search(before.question):
        return []
    found = before.claims[0].citations[0].words
    return [found] if found and english.NAME.search(f"by {found}") else []


def _by_model(question: str, turns: Sequence[Answer], model: Model) -> str:
    """The follow-up as a model makes it stand alone; nothing where that cannot be trusted."""
    said = [f"{turn.question}\n{' '.join(claim.text for claim in turn.claims)}" for turn in turns]
    asked = [
        Message("system", _REWRITE),
        Message("user", "\n".join([*said, f"Last question: {question}", "Rewritten:"])),
    ]
    try:
        text = normalise("".join(written(model, asked))).strip().strip('"“”')
    except ModelError:
        return ""
    if "\n" in text or not text.endswith("?") or len(text) > _LONGEST:
        return ""
    return text if _adds_nothing(text, question, said) else ""


def _adds_nothing(text: str, question: str, said: Sequence[str]) -> bool:
    """Whether a model's question has a word of the person's, and no fact that was not said."""
    whole = "\n".join([*said, question])
    new, told, known = facts(text), facts(whole), set(words(whole))
    if not set(words(question)) & set(words(text)):
        return False
    return new.names <= known and new.numbers <= told.numbers and new.dates <= told.dates
