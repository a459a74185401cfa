"""A conversation: follow-up questions, each made into one that stands alone.

Where there is a language model it rewrites them, and what it writes is used only if every name and
number in it was said before. Without one, rules of English do. Where two things fit equally, the
person is asked back. The question as it is searched for is shown with the answer. Where the
documents do not answer it so, and do answer it as it was written, that is the answer, and it is
said.
"""

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from index.types import EVERYWHERE, Scope
from qa.conversation import fragments
from qa.conversation.entities import entities
from qa.conversation.model import by_model
from qa.conversation.reading import LONGEST_QUESTION, Rewritten
from qa.conversation.rewrite import (
    by_rule,
    in_context,
    is_fragment,
    points_out,
    put_in,
    stands_alone,
    without_lead,
)
from qa.english import follow_ups as english
from qa.english.small_talk import ASK_WHOLE, REPLIES, UNCLEAR, is_nothing, is_too_little, small_talk
from qa.types import Answer, Event

if TYPE_CHECKING:
    from qa.assistant import Assistant
    from qa.writing.llm import Model

TURNS = 3
"""Of the last ones, so many are looked at."""

AS_WRITTEN = "Read as “{}”, the documents do not answer it; this answers it as it was written."
READ_SO = "As it was written the documents do not answer it; this answers it read as “{}”."


@dataclass(frozen=True, slots=True)
class _Pending:
    """A question that the person was asked back about."""

    question: str
    read: Rewritten


class Conversation:
    """Questions that may point to those before; one person's, and not for several threads."""

    def __init__(self, assistant: "Assistant") -> None:
        """Begin a conversation."""
        self._assistant = assistant
        self._turns: list[Answer] = []
        self._pending: _Pending | None = None

    @property
    def back(self) -> str:
        """What the person was asked back, if that still waits for a reply."""
        return self._pending.read.back if self._pending else ""

    @property
    def choices(self) -> tuple[str, ...]:
        """What the person may answer to what they were asked back, if that can be told."""
        options = self._pending.read.options if self._pending else ()
        return tuple(label for label, _ in options)

    def resume(self, answers: Sequence[Answer]) -> None:
        """Take up a conversation that was kept.

        Args:
            answers: what this conversation gave, oldest first; of what is told of documents, their
                claims and cited sentences are enough.
        """
        self._turns = [answer for answer in answers if not answer.instead][-TURNS:]
        self._pending = None
        if answers and answers[-1].back:
            question = answers[-1].question
            found = self._understood(question, None)  # it is by rule that one is asked back
            self._pending = _Pending(question, found) if found.back else None

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
            to ask the person. Where it was no question: no claims, and a `reply`.

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
        stop: Callable[[], bool] = bool,
    ) -> Iterator[Event]:
        """The same with what `Assistant.stream` gives on the way.

        Args:
            question: as for `ask`.
            understood: what `understood` made of it, where that has been asked for already;
                `Rewritten(question)` to ask it just as it was written.
            scope: as for `ask`.
            as_of: as for `ask`.
            stop: as for `Assistant.stream`.
        """
        found = understood or self.understood(question)
        if found.reply:
            yield Answer(question, reply=found.reply, scope=scope)
            return
        self._pending = _Pending(question, found) if found.back else None
        kept: Answer | None = None
        asked = ""
        for reading in dict.fromkeys(filter(None, (found.question, found.other))):
            for event in self._assistant.stream(reading, scope=scope, as_of=as_of, stop=stop):
                if not isinstance(event, Answer):
                    yield event
                elif kept is None or event.claims:
                    kept, asked = event if kept is None else _told(event, question, found), reading
            if kept and kept.claims:
                break
        if kept is None or (found.back and not kept.claims):
            yield Answer(question, back=found.back, scope=scope)
            return
        self._pending = None
        if asked != question:
            kept = replace(kept, follow_up=question)
        self._turns = [*self._turns, kept][-TURNS:]
        yield kept

    def understood(self, question: str) -> Rewritten:
        """The question as it will be answered, or what the person will be asked."""
        return self._understood(question, self._assistant.model)

    def _understood(self, question: str, model: "Model | None") -> Rewritten:
        """The same, rewritten by this model if there is one."""
        if len(question) > LONGEST_QUESTION:
            return Rewritten(question)
        talk = small_talk(question)
        if talk:
            return Rewritten(reply=REPLIES[talk])
        turns = self._turns[-TURNS:]
        latest = turns[::-1]
        put_right = self._put_right(question, latest)
        if put_right:
            return put_right
        if turns:
            return _read(question, turns, model)
        asked = without_lead(question)
        return Rewritten(question if asked == question.strip() else asked)

    # What was read wrongly, or could not be read

    def _put_right(self, question: str, latest: list[Answer]) -> Rewritten | None:
        """`no, I meant X`, `as I wrote it`, or the answer to what the person was asked back."""
        said = question.strip()
        last = latest[0] if latest else None
        if last and english.AS_WRITTEN.match(said):
            return Rewritten(last.follow_up or last.question)
        correction = english.MEANT.match(said) or (english.NO.match(said) if last else None)
        if self._pending:
            what = correction["what"] if correction else said
            found = self._chosen(what.strip().rstrip("?.! "))
            if found:
                return found
        if not correction or not last:
            return None
        is_plain_no = not english.MEANT.match(said)
        what = correction["what"].strip().rstrip("?.! ")
        if is_plain_no and not is_fragment(what):
            return None
        return self._corrected(what, latest)

    def _chosen(self, said: str) -> Rewritten | None:
        """What a reply to a question back makes of the question that it was about."""
        assert self._pending
        pending = self._pending
        choice = english.CHOICE.match(said)
        options = pending.read.options
        if choice and len(options) > 1:
            return Rewritten(options[0 if choice["one"] else 1][1])
        mine = _plain(said)
        for label, whole in options:
            if mine and mine == _plain(label):  # and not just a part of what stands before it
                return Rewritten(whole)
        for label, whole in options:
            if mine and set(mine) <= set(_plain(label)):
                return Rewritten(whole)
        if not is_fragment(said):
            return None
        whole = put_in(without_lead(pending.question), said)
        return Rewritten(whole) if whole != without_lead(pending.question) else None

    def _corrected(self, what: str, latest: list[Answer]) -> Rewritten:
        """The last question with what was meant."""
        last, *before = latest
        if not is_fragment(what):
            return (
                by_rule(what, *before)
                if before and not stands_alone(what)
                else Rewritten(what[:1].upper() + what[1:] + "?")
            )
        contrast = english.NOT_BUT.match(what)
        if contrast:
            no = contrast["no"] or contrast["second"]
            yes = contrast["yes"] or contrast["first"]
            if no.lower() in last.question.lower():
                place = last.question.lower().index(no.lower())
                return Rewritten(last.question[:place] + yes + last.question[place + len(no) :])
            what = yes
        asked = without_lead(last.follow_up)
        if asked and put_in(asked, what) != asked:
            return Rewritten(put_in(english.AND.sub("", asked), what))
        found = fragments.changed(what, latest)
        return found if found.question or found.back else Rewritten(f"{what}?")


def _read(question: str, turns: Sequence[Answer], model: "Model | None") -> Rewritten:
    """What a follow-up asks, after some turns, the oldest first."""
    if is_nothing(question):
        return Rewritten(reply=ASK_WHOLE)
    latest = turns[::-1]
    asked = english.MAY.sub("in May?", without_lead(question))
    if stands_alone(asked):
        whole = question if asked == question.strip() else asked
        context = in_context(asked, latest)
        if context and english.OF_NOTHING.fullmatch(asked) and not entities(asked):
            return Rewritten(context, other=whole)
        return Rewritten(whole, other=context)
    if model:
        rewritten = by_model(question, turns, model)
        if rewritten:
            return Rewritten(rewritten, other=_alone(asked))
    found = by_rule(asked, *latest)
    if is_too_little(found.question):
        return Rewritten(back=UNCLEAR.format(asked.strip(" ?.!")))
    if found.back and not english.NAME.search(f"by {asked}"):
        return found
    return replace(found, other=_alone(asked))


def choices_after(answers: Sequence[Answer]) -> tuple[str, ...]:
    """What the person may answer to what they were asked back at the end of a kept conversation.

    Args:
        answers: as for `Conversation.resume`; none are enough.

    Returns:
        Nothing where the last one asks nothing back, or what can be told now is something else.
    """
    if not answers or not answers[-1].back:
        return ()
    nobody: Any = None  # nothing is asked
    again = Conversation(nobody)
    again.resume(answers)
    return again.choices if again.back == answers[-1].back else ()


def _plain(label: str) -> list[str]:
    """The words of what may be meant, as somebody types it."""
    return label.lower().rstrip("?.! ").split()


def _alone(asked: str) -> str:
    """A follow-up as it was written, where that says by itself what is asked; else empty.

    One with a pronoun, or that begins with "and", would be answered for somebody else.
    """
    if english.AND.match(asked) or _is_short(asked) or points_out(asked):
        return ""
    has_name = any(entity.is_name for entity in entities(asked))
    return asked if has_name or not is_fragment(asked) else ""


def _is_short(asked: str) -> bool:
    """Whether it has nothing but words that point back."""
    forms = (english.BARE, english.ELSE, english.MORE, english.OTHER, english.TRUE)
    return any(form.match(asked) for form in forms) or bool(english.SAID_THAT.search(asked))


def _told(answer: Answer, question: str, found: Rewritten) -> Answer:
    """An answer to the second reading, with how it was read."""
    if found.back or not found.question:
        return answer
    is_written = found.other == without_lead(question) or found.other == question
    note = AS_WRITTEN.format(found.question) if is_written else READ_SO.format(found.other)
    return replace(answer, notes=(*answer.notes, note))
